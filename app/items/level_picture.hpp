#pragma once

#include "app/ui.hpp"
#include "core/items/item.hpp"

namespace app::items {

// The picture of a level (a check-in's mood, how close somebody felt), `side` pixels wide. False: the kind has none.
bool draw_level(Ui& ui, core::ItemKind kind, int level, ImVec2 centre, float side, bool filled);

}  // namespace app::items
