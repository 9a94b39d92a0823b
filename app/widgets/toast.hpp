#pragma once

#include "app/widgets/controls.hpp"

namespace app::widgets {

// The quiet line that says what was done and offers to undo it, above everything else. An open sheet draws it itself,
// so that it can be pressed there too; a second call in a frame does nothing.
void draw_toast(Ui& ui);

}  // namespace app::widgets
