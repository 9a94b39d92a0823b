#include <algorithm>
#include <chrono>
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

void Program::begin_work(std::string title, LongWork::Work work, std::function<void()> then, Failed failed) {
    at_work = AtWork{std::make_shared<LongWork>(household, std::move(work)), std::move(title),
                     std::chrono::steady_clock::now(), std::move(then), std::move(failed)};
    ui.jobs.add(at_work->job, core::JobQueue::Priority::soon);
    ui.wake_in(0);
}

// Takes in what has finished, and carries out what was asked for behind it; that may be long work again.
bool Program::still_at_work() {
    while (at_work) {
        if (!at_work->job->finished()) return true;
        const auto over = std::move(*at_work);
        at_work.reset();
        try {
            if (const auto fault = over.job->fault()) std::rethrow_exception(fault);
            if (over.then) over.then();
        } catch (const core::Fault& problem) {
            shell::tell_of_fault(messages, ui, problem);
            if (over.failed) over.failed(problem);
        }
        carry_out();
        if (at_work) continue;
        follow_links();
        if (std::exchange(slept_at_work, false)) shut();
        if (!dropped_at_work.empty()) take_in_files(std::exchange(dropped_at_work, {}));
    }
    return false;
}

void Program::draw_work() {
    const auto size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ui.sheets = 0;
    const widgets::WindowScope window(
        "at-work", ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    const float width = std::min(size.x - ui.u(48), ui.u(420));
    widgets::Column column{(size.x - width) / 2, size.y * 0.4f, width};
    const auto& progress = at_work->job->progress();
    column.y += widgets::text(ui, Type::title, ui.theme.ink, {column.x, column.y}, at_work->title, column.width,
                              semantics::Role::heading)
                    .y;
    column.gap(ui.u(12));
    const auto done = progress.done.load(), total = progress.total.load();
    const auto line =
        total > 1 ? filled(tr("{done} of {total}"), {{"done", std::to_string(done)}, {"total", std::to_string(total)}})
                  : std::string();
    widgets::progress(ui, column, at_work->title, line, done, total);
    ui.wake_in(0.1);
}

bool App::at_work() const { return program_->at_work.has_value(); }

bool App::keeps_picture() const {
    const auto& work = program_->at_work;
    return work && !work->job->finished() && std::chrono::steady_clock::now() - work->since < shown_after;
}

}  // namespace app
