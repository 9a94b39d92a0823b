#include "app/items/item_row.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/items/level_picture.hpp"
#include "app/words/kinds.hpp"

namespace app::items {

using namespace widgets;
using core::ItemKind;

std::string title_of(ItemKind kind, const std::string& text, const std::optional<int>& level) {
    if (!text.empty()) return text;
    const auto& words = words_of(kind);
    return words.untitled ? words.untitled(level) : words.name();
}

Row row_of(const core::Glance& glance, std::string below) {
    Row row{glance.item, glance.level, {}, title_of(glance.item.kind, glance.text, glance.level), std::move(below)};
    if (!glance.photo) return row;
    row.photo.emplace();
    row.photo->photo = *glance.photo;
    row.photo->format = glance.format;
    row.photo->sealed = glance.sealed;
    return row;
}

namespace {

constexpr float picture_side = 44, picture_gap = 14, least_height = 68, around = 22;  // units

int most_lines(const Ui& ui, Lines shown) { return shown == Lines::all ? 10'000 : ui.narrow ? 4 : 2; }

float height_of(const Ui& ui, Type type, const std::string& words, float room, Lines shown) {
    return std::min(measure(ui, type, words, room).y,
                    static_cast<float>(most_lines(ui, shown)) * line_height(ui, type));
}

float words_room(const Ui& ui, float width, float right) { return width - right - ui.u(picture_side + picture_gap); }

}  // namespace

float row_height(const Ui& ui, const Row& row, float width, float right, Lines shown) {
    const float room = words_room(ui, width, right);
    const float words =
        height_of(ui, Type::text, row.title, room, shown) + height_of(ui, Type::small, row.below, room, shown);
    return std::round(std::max(ui.u(least_height), words + ui.u(around)));
}

void draw_row(Ui& ui, const Row& row, const Rect& rect, float right, Lines shown) {
    const float side = ui.u(picture_side), middle = centre(rect).y;
    const Rect picture = rect_at(rect.x0, middle - side / 2, side, side);
    auto* list = ImGui::GetWindowDrawList();
    if (row.photo) {
        photo(ui, *row.photo, picture, ui.u(10));
    } else if (!row.level || !draw_level(ui, row.item.kind, *row.level, centre(picture), side, true)) {
        const bool thanks = row.item.kind == ItemKind::thanks;
        const Tone& tone = thanks ? ui.theme.ember : ui.theme.honey;
        list->AddCircleFilled(centre(picture), side / 2, tone.soft, 0);
        icon(ui, thanks ? "heart" : "calendar", centre(picture), ui.u(21), tone.deep);
    }
    const float x = picture.x1 + ui.u(picture_gap), room = words_room(ui, rect.width(), right);
    const float title = height_of(ui, Type::text, row.title, room, shown),
                below = height_of(ui, Type::small, row.below, room, shown);
    const float y = std::round(middle - (title + below) / 2);
    lines(ui, Type::text, ui.theme.ink, {x, y}, room, row.title, most_lines(ui, shown));
    lines(ui, Type::small, ui.theme.quiet, {x, y + title}, room, row.below, most_lines(ui, shown));
}

}  // namespace app::items
