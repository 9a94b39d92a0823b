#include <string>
#include <utility>

#include <imgui_internal.h>

#include "app/program.hpp"
#include "app/words/sentences.hpp"
#include "core/people/person_store.hpp"

namespace app {

namespace {

constexpr double idle_seconds = 5 * 60;  // until an open vault shuts by itself

}  // namespace

// An open vault shuts when nobody has touched anything for a while, and what was written with it shut goes.
void Program::mind_the_vault() {
    const auto& io = ImGui::GetIO();
    const bool used = io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseDown[0] || io.MouseWheel != 0 ||
                      io.InputQueueCharacters.Size > 0 ||
                      ImGui::GetActiveID() != std::exchange(active_before, ImGui::GetActiveID());
    if (used) used_at = ImGui::GetTime();
    if (!ui.core.anything_to_lock()) return;
    const double left = idle_seconds - (ImGui::GetTime() - used_at);
    if (left > 0) return ui.wake_in(left + 0.01);
    const bool was_open = ui.core.vault().any_unlocked();
    shut();
    ui.say(was_open ? tr("Your private entries are locked again after a while without a touch.")
                    : tr("Nobody touched the screen for a while. What you wrote in private is locked now."));
}

// Shuts what a PIN had opened, and lets go of all that was read through it, and of what was being written: that comes
// back with the next opening.
void Program::shut() {
    carry_out();
    if (at_work) {
        slept_at_work = true;  // once that is over
        return;
    }
    core::wipe(ui.toast.text);  // it was meant for the person who was here
    ui.toast = {};
    if (ui.me() && !ui.core.get<core::PersonStore>().find(*ui.me()))
        drafts.forget();  // they have just left, and keep nothing here
    bool kept = true;
    try {
        drafts.keep(fields, household, ui);
    } catch (const core::Fault& problem) {
        shell::tell_of_fault(messages, ui, problem);
        kept = false;
    }
    household.lock();
    ui.pictures.forget_sealed();
    clipboard.empty();
    forget(kept ? Forget::typed : Forget::read);  // what is nowhere else stays where it is
    tree.forget();
    core::wipe_stack();
    ui.wake_in(0);
    if (!kept) return;
    forget_field();
    ui.wrapped.clear();
    drafts.forget();
    drafts_wanted = true;
}

void Program::switch_to(core::Viewer viewer) {
    if (viewer == ui.viewer && !ui.looking_as()) return;
    shut();  // whoever comes back finds their half-written words, and nobody else does
    was_shut = false;
    // Where the disk took no draft, shut() has left them where they were; they are nobody else's to see or to save.
    forget(Forget::person);
    forget_field();
    drafts.forget();
    drafts_wanted = true;
    ui.wrapped.clear();
    household.forget_undo();
    ui.back_to.reset();
    ui.viewer = viewer;
    ui.wake_in(0);
}

// With another's eyes, until one goes back: the same screens and the same questions, and nothing can be changed.
void Program::look_as(core::Viewer viewer) {
    const auto own = ui.back_to.value_or(ui.viewer);
    switch_to(core::Viewer::room());
    ui.viewer = viewer.person ? core::Viewer{viewer.person, viewer.eyes, own.person} : core::Viewer::room();
    ui.back_to = own;
    eyes = shell::whose_eyes(ui, ui.viewer);
    place = Place::today;
}

// Somebody comes in: at once a screen that says nothing of anybody.
void Program::hide() {
    if (ui.people->empty()) return;
    hidden = true;
    if (ui.people->size() > 1) switch_to(core::Viewer::room());
    shut();
    forget(Forget::hidden);
    place = Place::today;
    ui.services.set_window_title(tr("Clock"));
}

void Program::forget(Forget what) {
    core::wipe_stack();  // each screen is made anew there, with whatever stood in its gaps
    for (const auto& screen : all_screens()) screen.forget(screens, what);
}

void Program::remove_pin() {
    const auto removed = household.remove_pin(*ui.me());
    ui.say(removed ? std::string(tr("There is no PIN any more. This device holds the key."))
                   : sentence(removed.refusal()));
}

}  // namespace app
