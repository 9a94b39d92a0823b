#include <algorithm>
#include <cmath>

#include "app/items/level_picture.hpp"
#include "app/looking_back/us_screen.hpp"
#include "app/sharing/audience_mark.hpp"
#include "app/widgets/back.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/items/kind.hpp"
#include "core/trash/trash_commands.hpp"

namespace app::looking_back {

using namespace widgets;

namespace {

// What can be done with it here; nothing: it is only read.
const char* deed_of(const Ui& ui, const Story::Row& row) {
    if (!ui.me() || !row.item) return nullptr;
    const bool mine = row.author == ui.me();
    if (row.item->kind == core::ItemKind::check_in) return mine ? tr("Change or delete") : tr("Answer");
    const auto* kind = core::find_kind(row.item->kind);
    return mine && kind && kind->records ? tr("Delete") : nullptr;
}

void draw_deed(State& state, Ui& ui, const Story::Row& row, const char* deed, const Rect& rect) {
    const auto touched = press(ui, "deed", rect, semantics::Role::button, deed, false, 12);
    if (touched.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.04f),
                                                  ui.u(12));
    if (!touched.pressed) return;
    if (row.item->kind == core::ItemKind::check_in) state.check_in = core::CheckInId{row.item->id};
    else ui.post_and_say(core::RemoveItem{*ui.me(), *row.item}, tr("Deleted."));
    ui.wake_in(0);
}

void draw_row(State& state, Ui& ui, Column& column, const Story::Row& row) {
    const float when = ui.u(ui.narrow ? 48 : 60), mark = ui.u(20), x = column.x + when + 2 * mark + ui.u(14);
    const bool marked = row.item.has_value();
    const float room = column.x + column.width - x - (marked ? ui.u(control_height - 6) : 0), top = column.y,
                middle = top + mark;
    line(ui, Type::small, ui.theme.quiet, {column.x, middle - line_height(ui, Type::small) / 2}, when - ui.u(6),
         row.time);
    const ImVec2 at = {column.x + when + mark, middle};
    auto* list = ImGui::GetWindowDrawList();
    if (!row.level || !items::draw_level(ui, row.item->kind, *row.level, at, 2 * mark, false)) {
        const Tone& tone = row.photo ? ui.theme.sky : ui.theme.tone(row.colour);
        list->AddCircleFilled(at, mark, tone.soft, 0);
        icon(ui, row.photo ? std::string_view("image") : std::string_view(row.icon), at, ui.u(20), tone.deep);
    }
    float y = std::max(top, middle - line_height(ui, Type::strong) / 2);
    y += text(ui, Type::strong, ui.theme.ink, {x, y}, row.title, room).y;
    for (const auto& more : row.more) {
        y += ui.u(2);
        y += text(ui, Type::text, ui.theme.quiet, {x, y}, more, room).y;
    }
    if (row.photo) {
        const float width = std::min(room, ui.u(380));
        const float shape =
            row.photo->width > 0
                ? std::clamp(static_cast<float>(row.photo->height) / static_cast<float>(row.photo->width), 0.5f, 1.25f)
                : 0.66f;
        const Rect rect = rect_at(x, y + ui.u(8), width, std::round(width * shape));
        if (press(ui, "photo", rect, semantics::Role::image, row.title, false, 14).pressed)
            ui.open_memory = row.photo->id;
        photo(ui, *row.photo, rect, ui.u(14), Detail::large);
        y = rect.y1;
    }
    if (const char* deed = deed_of(ui, row)) {
        y += ui.u(4);
        const float end = y + line_height(ui, Type::small);
        draw_deed(state, ui, row, deed,
                  {at.x - mark - ui.u(6), top - ui.u(5), x + room, std::max(end, top + 2 * mark) + ui.u(5)});
        // Told by the control that it stands on.
        const auto face = ui.face(Type::small);
        list->AddText(face.font, face.size, {x, y}, ui.theme.ember.deep, deed);
        y = end;
    }
    if (marked)
        sharing::audience_mark(ui, "mark", *row.item, row.author, row.audience,
                               {column.x + column.width - ui.u(12), middle});
    column.y = std::max(y, top + 2 * mark) + ui.u(18);
}

}  // namespace

void draw_day(State& state, Ui& ui, const Rect& area, int swipe) {
    const core::Day before = state.day - 1, after = state.day + 1;
    core::Day to = state.day;
    if (swipe > 0) to = before;
    if (swipe < 0 && after <= ui.today) to = after;
    const auto& story = state.story.get({ui.viewer, state.day}, ui.core.revision(),
                                        [&](const auto& key) { return tell_story(ui, key.first, key.second); });
    Page page(ui, "day", area, 820);
    auto& column = page.column;
    const float half = ui.u(control_height / 2), middle = column.y + line_height(ui, Type::heading) / 2,
                right = column.x + column.width;
    {
        Column title = {column.x, column.y, column.width - (ui.narrow ? 0 : 4 * half)};
        if (heading_with_back(ui, title, story.title)) state.go_back();
        column.y = title.y;
    }
    const float arrows = ui.narrow ? column.y + half : middle;
    if (turn(ui, Turn::earlier, "earlier", tr("The day before"), {right - 3 * half, arrows}, true)) to = before;
    if (turn(ui, Turn::later, "later", tr("The day after"), {right - half, arrows}, after <= ui.today)) to = after;
    if (ui.narrow || !story.below.empty()) {
        const float room = column.width - (ui.narrow ? 4 * half : 0),
                    height = measure(ui, Type::text, story.below, room).y;
        text(ui, Type::text, ui.theme.quiet, {column.x, ui.narrow ? arrows - height / 2 : column.y}, story.below, room);
        column.gap(ui.narrow ? std::max(height, 2 * half) + ui.u(8) : height + ui.u(14));
    }
    if (ui.shut) {
        const float width = button_width(ui, tr("Unlock")), line_middle = column.y + half;
        icon(ui, "lock", {column.x + ui.u(10), line_middle}, ui.u(19), ui.theme.quiet);
        line(ui, Type::small, ui.theme.quiet, {column.x + ui.u(30), line_middle - line_height(ui, Type::small) / 2},
             column.width - width - ui.u(38), tr("Your entries are locked."));
        if (button(ui, "open-vault", tr("Unlock"), {right - width, column.y}, Look::plain, width))
            ui.vault_wish = VaultWish::open;
        column.gap(ui.u(control_height + 12));
    }
    if (story.rows.empty()) {
        column.gap(ui.u(10));
        column.y += text(ui, Type::text, ui.theme.ink, {column.x, column.y},
                         tr("Nothing was noted on this day. It was lived all the same."), column.width)
                        .y;
    } else {
        Card card(ui, column);
        state.story_rows.draw(ui, card.inside, story.rows.size(), [&](std::size_t i) {
            const IdScope id(static_cast<int>(i));
            draw_row(state, ui, card.inside, story.rows[i]);
        });
        card.inside.gap(ui.u(-18));
    }
    if (to != state.day) {
        state.day = to;
        ui.wake_in(0);
    }
}

}  // namespace app::looking_back
