#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

#include "app/program.hpp"
#include "app/widgets/layout.hpp"
#include "app/words/tr.hpp"

// What takes longer than a frame: the household is away with it, so that all the program shows meanwhile is how far it
// is.
namespace app {

namespace {

// Most long work is over before anybody would notice that it began.
constexpr std::chrono::milliseconds shown_after{300};

}  // namespace

void Program::begin_work(LongWork::Work work, std::function<void()> then, Failed failed) {
    at_work = AtWork{std::make_shared<LongWork>(household, std::move(work)), std::chrono::steady_clock::now(),
                     std::move(then), std::move(failed)};
    ui.jobs.add(at_work->job, core::JobQueue::Priority::first);
    ui.wake_in(0);
}

// Takes in what has finished, and carries out what was asked for behind it; that may be long work again.
bool Program::still_at_work() {
    while (at_work) {
        if (!at_work->job->finished()) return true;
        const auto over = std::move(*at_work);
        at_work.reset();
        if (const auto& fault = over.job->fault()) {
            shell::tell_of_fault(messages, ui, *fault);
            if (over.failed) over.failed(*fault);
        } else if (over.then) {
            try {
                over.then();
            } catch (const core::Fault& problem) {
                shell::tell_of_fault(messages, ui, problem);
            }
        }
        carry_out();
        if (!at_work) follow_links();
    }
    if (std::exchange(slept_at_work, false)) shut();
    if (!dropped_at_work.empty()) take_in_files(std::exchange(dropped_at_work, {}));
    return false;
}

void Program::draw_work(const widgets::Rect& area) {
    const float width = std::min(area.width() - ui.u(48), ui.u(420));
    widgets::Column column{std::floor((area.width() - width) / 2), std::floor(area.height() * 0.4f), width};
    column.y += widgets::text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("One moment…"), column.width,
                              semantics::Role::heading)
                    .y;
    column.gap(ui.u(8));
    column.y += widgets::text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
                              tr("Inglenook stays open until this is done."), column.width)
                    .y;
    column.gap(ui.u(16));
    const auto& progress = at_work->job->progress();
    const auto done = progress.done.load(), total = progress.total.load();
    if (total < 2) return;
    widgets::progress(
        ui, column, tr("One moment…"),
        filled(tr("{done} of {total}"), {{"done", std::to_string(done)}, {"total", std::to_string(total)}}), done,
        total);
}

bool App::at_work() const { return program_->at_work.has_value(); }

bool App::keeps_picture() const {
    const auto& work = program_->at_work;
    return work && !work->job->finished() && std::chrono::steady_clock::now() - work->since < shown_after;
}

}  // namespace app
