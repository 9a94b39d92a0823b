#include "app/items/item_row.hpp"

#include "app/words/moods.hpp"

namespace app::items {

using namespace widgets;
using core::ItemKind;

std::string title_of(ItemKind kind, const std::string& text, const std::optional<int>& mood) {
    if (!text.empty()) return text;
    if (kind == ItemKind::memory) return tr("A photo");
    return mood ? std::string(mood_name(*mood)) : std::string(kind_name(kind));
}

const char* kind_name(ItemKind kind) {
    switch (kind) {
        case ItemKind::check_in: return tr("How you are");
        case ItemKind::thanks: return tr("Thanks");
        case ItemKind::ritual: return tr("Ritual");
        case ItemKind::memory: break;
    }
    return tr("Memory");
}

void draw_row(Ui& ui, const Row& row, const Rect& rect, float right) {
    const float side = ui.u(44), middle = centre(rect).y;
    const Rect picture = rect_at(rect.x0, middle - side / 2, side, side);
    auto* list = ImGui::GetWindowDrawList();
    if (row.photo) {
        photo(ui, *row.photo, picture, ui.u(10));
    } else if (row.mood) {
        mood_face(ui, *row.mood, centre(picture), side / 2 - ui.u(2), true);
    } else {
        const bool thanks = row.item.kind == ItemKind::thanks;
        const Tone& tone = thanks ? ui.theme.ember : ui.theme.honey;
        list->AddCircleFilled(centre(picture), side / 2, tone.soft, 0);
        icon(ui, thanks ? "heart" : "calendar", centre(picture), ui.u(21), tone.deep);
    }
    const float x = picture.x1 + ui.u(14), room = rect.x1 - right - x;
    const float block = line_height(ui, Type::text) + line_height(ui, Type::small);
    line(ui, Type::text, ui.theme.ink, {x, middle - block / 2}, room, row.title);
    line(ui, Type::small, ui.theme.quiet, {x, middle - block / 2 + line_height(ui, Type::text)}, room, row.below);
}

}  // namespace app::items
