#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/program.hpp"
#include "app/words/sentences.hpp"

namespace app {

namespace {

constexpr double toast_seconds = 8;

}  // namespace

void Program::answer(Ui::Pending& posted, const core::Result<core::Applied>& result) {
    shell::fault_is_over(messages);
    if (!result && result.refusal() == core::Refusal::locked && ui.me() && ui.shut) {
        // Opened first, then done as it was asked for.
        std::vector<Ui::Pending> waiting;
        waiting.push_back(posted);
        return vault::begin_unlock(screens.vault, ui, *ui.me(), std::move(waiting));
    }
    // An undo that is still offered would now take back something else.
    if (result && posted.recorded == core::Household::Recorded::yes) ui.toast.undo = false;
    if (posted.done) posted.done(result);
}

void Program::apply(Ui::Pending& posted) {
    if (posted.write) return posted.write(household);
    if (posted.long_work) return begin_work(posted.long_work, posted.then, posted.failed);
    if (!household.takes_long(posted.commands))
        return answer(posted, household.apply(posted.commands, posted.recorded));
    const auto asked = std::make_shared<Ui::Pending>(posted);
    begin_work<core::Result<core::Applied>>(
        [asked](auto& lent, auto& progress) { return lent.apply(asked->commands, asked->recorded, &progress); },
        [this, asked](const auto& result) { answer(*asked, result); }, asked->failed);
}

void Program::apply() {
    auto posted = std::exchange(ui.pending, {});
    for (auto next = posted.begin(); next != posted.end(); ++next) {
        // With another's eyes one changes nothing; photos that are still arriving are the work of before.
        if (ui.looking_as() && next->recorded == core::Household::Recorded::yes) {
            ui.say(tr("You are only looking. Go back to yours to change something."));
            continue;
        }
        try {
            apply(*next);
        } catch (const core::Fault& problem) {
            shell::tell_of_fault(messages, ui, problem);
            if (next->failed) next->failed(problem);
        }
        ui.wake_in(0);
        if (!at_work) continue;
        // What was posted behind it comes after it.
        ui.pending.insert(ui.pending.begin(), std::make_move_iterator(next + 1), std::make_move_iterator(posted.end()));
        return;
    }
    if (std::exchange(ui.undo_asked, false)) step_back();
    else if (std::exchange(ui.redo_asked, false)) step_forth();
}

void Program::step_back() {
    try {
        if (!household.takes_long_to_undo(ui.viewer)) return undone(household.undo(ui.viewer));
        begin_work<core::Result<core::Applied>>([by = ui.viewer](auto& lent, auto&) { return lent.undo(by); },
                                                [this](const auto& result) { undone(result); });
    } catch (const core::Fault& problem) {
        shell::tell_of_fault(messages, ui, problem);
    }
    ui.wake_in(0);
}

void Program::undone(const core::Result<core::Applied>& result) {
    for (const auto& screen : all_screens())
        if (result && screen.undone) screen.undone(screens, result.value().subject);
    ui.say(result ? std::string(tr("Taken back.")) : sentence(result.refusal()));
    ui.wake_in(0);
}

void Program::step_forth() {
    try {
        if (!household.takes_long_to_redo(ui.viewer)) return redone(household.redo(ui.viewer));
        begin_work<core::Result<core::Applied>>([by = ui.viewer](auto& lent, auto&) { return lent.redo(by); },
                                                [this](const auto& result) { redone(result); });
    } catch (const core::Fault& problem) {
        shell::tell_of_fault(messages, ui, problem);
    }
    ui.wake_in(0);
}

void Program::redone(const core::Result<core::Applied>& result) {
    ui.say(result ? tr("Done again.") : tr("There is nothing to do again."));
    ui.wake_in(0);
}

void Program::show_toast() {
    if (hidden) ui.new_toast.reset();  // nothing of anybody is on that screen
    if (ui.new_toast) {
        ui.toast = {std::move(ui.new_toast->text), ui.new_toast->undo, ImGui::GetTime() + toast_seconds, {}, false};
        ui.new_toast.reset();
        ui.wake_in(0);
    }
}

// Carries out everything posted in this frame, and what its callbacks post, before anything navigates or changes the
// face. Later it would run as another person, and they would read the answer.
void Program::carry_out() {
    constexpr int most_rounds = 100;
    for (int round = 0; round < most_rounds && (!ui.pending.empty() || ui.undo_asked || ui.redo_asked) && !at_work;
         ++round)
        apply();
    show_toast();
}

}  // namespace app
