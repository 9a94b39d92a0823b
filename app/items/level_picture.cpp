#include "app/items/level_picture.hpp"

#include "app/closeness/circles.hpp"
#include "app/widgets/draw.hpp"

namespace app::items {

bool draw_level(Ui& ui, core::ItemKind kind, int level, ImVec2 centre, float side, bool filled) {
    switch (kind) {
        case core::ItemKind::check_in: widgets::mood_face(ui, level, centre, side * 0.465f, filled); return true;
        case core::ItemKind::closeness: closeness::circles(ui, level, centre, side); return true;
        default: return false;
    }
}

}  // namespace app::items
