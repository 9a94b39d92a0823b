#pragma once

#include "app/today/today_screen.hpp"

// How one is: a face in one tap, and whatever one likes to add to it.
namespace app::today {

void draw_check_in(State& state, Ui& ui, widgets::Column& outer, const Snapshot& snapshot);

}  // namespace app::today
