#pragma once

#include "app/today/today_screen.hpp"

// How one is: a face in one tap, and whatever one likes to add to it.
namespace app::today {

// What opens from it, above the page.
void draw_check_in_sheets(State& state, Ui& ui, const Snapshot& snapshot);
// The check-in that is being written on, whatever its time; nothing: none is.
std::optional<core::CheckInId> about(const State& state, const Ui& ui);
inline constexpr const char* note_place = "today.note";  // among the drafts
// In each frame, when everything else was drawn: what was begun to be written and is folded away is kept on disk too.
void keep_begun(State& state, Ui& ui);
// `snapshot` is the day's, or that of one check-in (State::drawn).
void draw_check_in(State& state, Ui& ui, widgets::Column& outer, const Snapshot& snapshot);

}  // namespace app::today
