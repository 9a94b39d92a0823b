#pragma once

#include "app/today/today_screen.hpp"

// What came from the others: notes, how they are, what they answered, touches; and a touch for them.
namespace app::today {

void draw_from_others(State& state, Ui& ui, widgets::Column& column, const Snapshot& snapshot);
void draw_shared_check_ins(State& state, Ui& ui, widgets::Column& column, const Snapshot& snapshot);
void draw_touches(const State& state, Ui& ui, widgets::Column& outer, const Snapshot& snapshot);

}  // namespace app::today
