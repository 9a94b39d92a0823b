#include <string>
#include <utility>
#include <vector>

#include "app/program.hpp"
#include "app/words/sentences.hpp"

namespace app {

namespace {

constexpr double toast_seconds = 8;

}  // namespace

void Program::apply(Ui::Pending& posted) {
    if (posted.write) return posted.write(household);
    const auto result = household.apply(posted.commands, posted.recorded);
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

void Program::apply() {
    for (auto& posted : std::exchange(ui.pending, {})) {
        // With another's eyes one changes nothing; photos that are still arriving are the work of before.
        if (ui.looking_as() && posted.recorded == core::Household::Recorded::yes) {
            ui.say(tr("You are only looking. Go back to yours to change something."));
            continue;
        }
        try {
            apply(posted);
        } catch (const core::Fault& problem) {
            shell::tell_of_fault(messages, ui, problem);
            if (posted.failed) posted.failed(problem);
        }
        ui.wake_in(0);
    }
    if (std::exchange(ui.undo_asked, false)) step_back();
    if (std::exchange(ui.redo_asked, false)) step_forth();
}

void Program::step_back() {
    try {
        const auto undone = household.undo(ui.viewer);
        for (const auto& screen : all_screens())
            if (undone && screen.undone) screen.undone(screens, undone.value().subject);
        ui.say(undone ? std::string(tr("Taken back.")) : sentence(undone.refusal()));
    } catch (const core::Fault& problem) {
        shell::tell_of_fault(messages, ui, problem);
    }
    ui.wake_in(0);
}

void Program::step_forth() {
    try {
        ui.say(household.redo(ui.viewer) ? tr("Done again.") : tr("There is nothing to do again."));
    } catch (const core::Fault& problem) {
        shell::tell_of_fault(messages, ui, problem);
    }
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
    for (int round = 0; round < most_rounds && (!ui.pending.empty() || ui.undo_asked || ui.redo_asked); ++round)
        apply();
    show_toast();
}

}  // namespace app
