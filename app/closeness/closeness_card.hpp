#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "app/cached.hpp"
#include "app/forget.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/closeness/closeness.hpp"

// How close one feels, in one tap a week, for those who want to be asked. Nothing is compared with another's, and
// nothing advised.
namespace app::closeness {

struct Snapshot {
    struct Past {
        int level = 4;
        std::string month, told;  // "Oct"; "October 2026: The circles overlap a little"
    };
    bool asked = false;
    bool only_mine = true;                     // what is noted, unless it is said otherwise
    std::optional<core::Closeness> this_week;  // the latest
    bool left_out = false;                     // "not this week"
    std::vector<Past> past;                    // the last one of each month, the earliest first
};

struct State {
    Cached<std::tuple<core::Viewer, core::Day, bool>, Snapshot> shown;  // whose, today, whether their vault is shut
    std::optional<std::pair<core::PersonId, core::Day>> left_out;       // who said so, and the week's Monday

    State kept(Forget what);
};

// On the page about the two of them: always there for the person at the screen; it switches the question on and off.
// With the vault locked it shows the pictures alone, because writing asks for no PIN. One person alone sees nothing.
void draw_card(State& state, Ui& ui, widgets::Column& outer);
// On Today, below everything else: only while this week's is open.
void draw_reminder(State& state, Ui& ui, widgets::Column& outer);
// In the settings of the person at the screen.
void draw_setting(State& state, Ui& ui, widgets::Column& outer);

}  // namespace app::closeness
