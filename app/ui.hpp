#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/app.hpp"
#include "app/cached.hpp"
#include "app/long_work.hpp"
#include "app/pictures/pictures.hpp"
#include "app/semantics/tree.hpp"
#include "app/services.hpp"
#include "app/theme/theme.hpp"
#include "app/words/tr.hpp"
#include "core/household/household.hpp"
#include "core/jobs/job.hpp"
#include "core/people/person.hpp"

namespace app {

// What a screen asks the vault's sheet for, for whoever is here.
enum class VaultWish { open, set_pin, remove_pin, make_words, shut };

// What somebody asks of the backups beside what happens by itself.
enum class UpkeepWish { back_up_now, try_second_place };

namespace upkeep {
struct Status;
}

enum class Place { today, rituals, thanks, memories, us, search, settings, welcome };

// Where to go: a screen as it begins, or one of its views, by the name that --screen takes.
struct Link {
    Link(Place to, std::string_view view_of_it = {}) : place(to), view(view_of_it) {}
    Place place;
    std::string_view view;
};

using Done = std::function<void(const core::Result<core::Applied>&)>;
using Failed = std::function<void(const core::Fault&)>;
using Write = std::function<void(core::Household&)>;

// Lent to every draw() for one frame: all that a screen may use. What it posts is carried out when the frame
// has been built.
struct Ui {
    const core::Household& core;  // to be asked; what changes it is posted
    core::JobQueue& jobs;
    Services& services;
    Pictures& pictures;
    semantics::Tree& tree;
    Fonts fonts;

    // This frame's facts.
    Theme theme;
    float unit = 1;  // pixels a unit, text size included
    core::Viewer viewer;
    bool shut = false;  // whoever is here has a PIN, and their vault is shut
    core::Day today;
    core::Instant now;
    bool narrow = false;  // less than 900 units wide: the phone's shape
    bool reduced_motion = false;
    bool still = false;           // for pictures
    bool on_sheet = false;        // what is drawn now lies on a sheet above the page
    bool sheet_open = false;      // a sheet covers the page
    int sheets = 0;               // drawn in this frame, one above the other
    bool sheet_was_open = false;  // in the frame before
    bool keyboard = false;        // the last thing used was the keyboard: show the focus
    bool gesture = false;         // the finger drags: nothing under it may fire
    ImGuiID drag_owner = 0;       // what was pressed and is dragged itself: the page under it stays where it is
    const std::vector<core::Person>* people = nullptr;
    const upkeep::Status* upkeep = nullptr;

    // What the frame asks for.
    struct Pending {
        std::vector<core::Command> commands;
        Done done;
        Failed failed;
        core::Household::Recorded recorded = core::Household::Recorded::yes;
        Write write = {};               // in place of commands
        LongWork::Work long_work = {};  // likewise
        std::function<void()> then = {};
    };
    std::vector<Pending> pending;
    std::optional<Link> go_to;
    std::optional<core::MemoryId> open_memory;  // to be shown large, above the page
    bool add_ritual = false;                    // to be written, above the page
    std::optional<core::Viewer> switch_to;
    std::optional<VaultWish> vault_wish;
    std::optional<UpkeepWish> upkeep_wish;
    bool restore_asked = false;    // the way back to a backup is to be shown
    std::optional<Ending> ending;  // this household is to be closed, and then …
    bool hide = false;             // at once: a screen that says nothing of anybody
    // The quiet line at the foot of the screen.
    struct Toast {
        std::string text;
        bool undo = false;
        double until = 0;  // ImGui time
        semantics::Rect rect;
        bool drawn = false;  // in this frame
    };
    Toast toast;
    std::optional<Toast> new_toast;
    bool undo_asked = false, redo_asked = false;

    // The texts that were being written in this frame's fields, for keeping them: see drafts::keep_typed.
    struct Typed {
        const char* place;
        core::Uuid subject;
        std::string* text;
        bool on_sheet;
        const std::string* stored;  // what it was opened with, where that may change; else nothing
    };
    std::vector<Typed> typed;

    // Texts as their fields show them, kept so that a still screen does not break their lines anew.
    struct Wrapped {
        std::string text, shown;
        float width = 0, size = 0;
    };
    std::unordered_map<ImGuiID, Wrapped> wrapped;

    // Whoever is here and may write; nobody while one looks with another's eyes.
    std::optional<core::PersonId> me() const { return looking_as() ? std::nullopt : viewer.person; }
    bool looking_as() const { return back_to.has_value(); }
    std::optional<core::Viewer> back_to;  // while one looks with another's eyes: whose own they are
    const core::Person* person(const std::optional<core::PersonId>& id) const;
    // The others of the household, in the order they joined.
    const core::Person* partner() const;

    float u(float units) const { return units * unit; }
    TypeFace face(Type type) const;

    void post(core::Command command, Done done = {}) {
        post(std::vector<core::Command>{std::move(command)}, std::move(done));
    }
    void post(std::vector<core::Command> commands, Done done = {}) {
        pending.push_back({std::move(commands), std::move(done), {}, core::Household::Recorded::yes, {}});
    }
    // For what no tap stands behind: there is nothing to undo, and `failed` hears of a fault as well.
    void post_unrecorded(std::vector<core::Command> commands, Done done, Failed failed) {
        pending.push_back({std::move(commands), std::move(done), std::move(failed), core::Household::Recorded::no, {}});
    }
    // For what no command stands for: this device's settings, keys and PINs, drafts, what goes for good.
    void post_write(Write write) { pending.push_back({{}, {}, {}, core::Household::Recorded::no, std::move(write)}); }
    // The same for what takes longer than a frame; `then` is called once it came through.
    void post_long(LongWork::Work work, std::function<void()> then) {
        pending.push_back({{}, {}, {}, core::Household::Recorded::no, {}, std::move(work), std::move(then)});
    }
    // A quiet line at the foot of the screen; with a button that takes the last command back.
    void say(std::string text) { new_toast = Toast{std::move(text), false, 0, {}, false}; }
    void say_with_undo(std::string text) { new_toast = Toast{std::move(text), true, 0, {}, false}; }
    // Posts a command whose success is said with an undo, and whose refusal is said as a sentence.
    void post_and_say(core::Command command, std::string said, Done done = {});
    void refuse(core::Refusal refusal);

    void wake_in(double seconds) { services.request_frame(seconds); }
};

// Pushes an id and pops it on every path out of the row.
class IdScope {
public:
    template <class Tag> explicit IdScope(const core::Id<Tag>& id) { push(id.value); }
    explicit IdScope(const char* name) { ImGui::PushID(name); }
    explicit IdScope(int number) { ImGui::PushID(number); }
    ~IdScope() { ImGui::PopID(); }
    IdScope(const IdScope&) = delete;
    IdScope& operator=(const IdScope&) = delete;

private:
    void push(const core::Uuid& id);
};

}  // namespace app
