#pragma once

#include "app/memories/memories_screen.hpp"

namespace app::memories {

// One photo across the whole window: on and back, its words, its date.
void draw_viewer(Viewer& viewer, Ui& ui, int swipe);

}  // namespace app::memories
