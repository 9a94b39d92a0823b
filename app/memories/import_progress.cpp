#include "app/memories/import_progress.hpp"

#include <algorithm>

#include "app/words/sentences.hpp"
#include "core/items/column.hpp"
#include "core/memories/memory_commands.hpp"

namespace app::memories {

using namespace widgets;

namespace {

constexpr double drain_seconds = 0.25;
constexpr std::size_t most_failures_shown = 8;

std::string number(std::size_t n) { return std::to_string(n); }

}  // namespace

void ImportProgress::start(const core::Viewer& by, std::vector<std::filesystem::path> paths, Ui& ui) {
    if (paths.empty()) return;
    if (job_) {
        waiting_.push_back({by, std::move(paths)});
        return;
    }
    *this = ImportProgress();
    by_ = by;
    job_ = std::make_shared<core::PhotoImport>(
        ui.core.photos(), std::move(paths),
        core::arrival_for(ui.core.default_audience(by.person, core::ItemKind::memory)));
    line_ = tr("Looking for photos…");
    ui.jobs.add(job_, core::JobQueue::Priority::background);
    ui.wake_in(0);
}

void ImportProgress::update(Ui& ui) {
    if (!job_) return;
    const bool over = job_->finished();
    const double time = ImGui::GetTime();
    if (!over && time - last_drain_ < drain_seconds) {
        ui.wake_in(drain_seconds);
        return;
    }
    last_drain_ = time;
    progress_ = job_->progress();
    for (auto& arrived : job_->take_arrived()) {
        const auto name = arrived.file.filename().string();
        ui.post_unrecorded(
            {core::AddPhoto{by_.person, std::move(arrived.photo), {}}},
            [this, name](const auto& result) {
                if (result) ++added_;
                else if (result.refusal() == core::Refusal::already_there) ++already_;
                else failures_.push_back({name, sentence(result.refusal())});
            },
            [this, name, folder = ui.core.folder()](const core::Fault& fault) {
                failures_.push_back({name, sentence(fault, folder)});
            });
    }
    line_ = progress_.searching ? std::string(tr("Looking for photos…"))
                                : filled(tr("{done} of {total}"),
                                         {{"done", number(progress_.done)}, {"total", number(progress_.total)}});
    if (over) finish(ui);
    else ui.wake_in(drain_seconds);
}

void ImportProgress::finish(Ui& ui) {
    for (const auto& failed : job_->failed())
        failures_.push_back({failed.file.filename().string(), sentence(failed.problem)});
    cancelled_ = job_->cancelled();
    job_.reset();
    finished_ = true;
    // The last rows are still being posted; an empty command list comes after them.
    ui.post_unrecorded(
        {}, [this, &ui](const auto&) { conclude(ui); }, [this, &ui](const core::Fault&) { conclude(ui); });
}

void ImportProgress::conclude(Ui& ui) {
    summary_ = filled(trn("{n} photo is up.", "{n} photos are up.", added_), {{"n", number(added_)}});
    if (added_ == 0)
        summary_ = already_ > 0 || failures_.empty() ? tr("Nothing new was found.") : tr("No photo could be added.");
    if (already_ > 0)
        summary_ +=
            " " + filled(trn("{n} was here already.", "{n} were here already.", already_), {{"n", number(already_)}});
    if (cancelled_) summary_ += std::string(" ") + tr("Stopped; what had arrived stays.");
    if (failures_.empty()) {
        if (ui.viewer == by_) ui.say(summary_);
        finished_ = false;
    }
    if (waiting_.empty()) return;
    auto [by, paths] = std::move(waiting_.front());
    auto rest = std::move(waiting_);
    rest.erase(rest.begin());
    start(by, std::move(paths), ui);
    waiting_ = std::move(rest);
}

void ImportProgress::draw(Ui& ui, Column& outer) {
    if (!job_ && !finished_) return;
    if (ui.viewer != by_) return;  // the names of files are for whoever dropped them
    const IdScope id("import");
    Card card(ui, outer);
    auto& column = card.inside;
    if (job_) {
        const float cancel = button_width(ui, tr("Stop"));
        column.y +=
            text(ui, Type::strong, ui.theme.ink, {column.x, column.y}, tr("Hanging up photos"), column.width - cancel)
                .y;
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, line_, column.width - cancel).y;
        if (button(ui, "stop", tr("Stop"), {column.x + column.width - cancel, column.y - ui.u(control_height)},
                   Look::plain))
            job_->cancel();
        column.gap(ui.u(12));
        const Rect bar = rect_at(column.x, column.y, column.width, ui.u(8));
        const float share =
            progress_.total > 0 ? static_cast<float>(progress_.done) / static_cast<float>(progress_.total) : 0.02f;
        auto* list = ImGui::GetWindowDrawList();
        list->AddRectFilled(top_left(bar), bottom_right(bar), mix(ui.theme.card, ui.theme.line, 0.8f), ui.u(4));
        list->AddRectFilled(top_left(bar), {bar.x0 + std::max(bar.width() * share, ui.u(8)), bar.y1},
                            ui.theme.ember.solid, ui.u(4));
        tell(ui, semantics::Role::progress, tr("Hanging up photos"), bar).value = line_;
        column.gap(ui.u(8));
        return;
    }
    const float close = ui.u(control_height);
    column.y += text(ui, Type::strong, ui.theme.ink, {column.x, column.y}, summary_, column.width - close).y;
    if (icon_button(ui, "close", "close", tr("Close"), {column.x + column.width - ui.u(14), column.y - ui.u(12)},
                    ui.theme.quiet, 20))
        finished_ = false;
    column.gap(ui.u(6));
    column.y +=
        text(ui, Type::small, ui.theme.quiet, {column.x, column.y},
             trn("This file could not be added:", "These files could not be added:", failures_.size()), column.width)
            .y;
    const auto shown = std::min(failures_.size(), most_failures_shown);
    for (std::size_t i = 0; i < shown; ++i) {
        column.gap(ui.u(4));
        const auto& failure = failures_[i];
        line(ui, Type::text, ui.theme.ink, {column.x, column.y}, column.width, failure.name);
        column.gap(line_height(ui, Type::text));
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, failure.reason, column.width).y;
    }
    if (failures_.size() > shown)
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y},
                         filled(tr("and {n} more"), {{"n", number(failures_.size() - shown)}}), column.width)
                        .y;
}

}  // namespace app::memories
