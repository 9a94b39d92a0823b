#pragma once

#include "app/ui.hpp"

namespace app::closeness {

// One of the seven pictures: two circles, from side by side to almost one, within a square of that side.
void circles(Ui& ui, int level, ImVec2 centre, float side);

}  // namespace app::closeness
