#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/looking_back/us_screen.hpp"
#include "app/widgets/back.hpp"
#include "app/words/dates.hpp"

namespace app::looking_back {

using namespace widgets;

namespace {

void draw_cell(State& state, Ui& ui, const Snapshot::Day& entry, const Rect& rect) {
    const IdScope id(entry.day.number);
    auto* list = ImGui::GetWindowDrawList();
    const float radius = ui.narrow ? 12.f : 14.f;
    const bool ahead = entry.day > ui.today;
    bool hovered = false;
    if (!ahead) {
        const auto touched = press(ui, "day", rect, semantics::Role::list_item, entry.name, false, radius);
        hovered = touched.hovered;
        if (touched.pressed) state.show_day(entry.day);
        card(ui, rect, hovered ? mix(ui.theme.card, ui.theme.paper, 0.5f) : ui.theme.card, radius);
    } else {
        list->AddRectFilled(top_left(rect), bottom_right(rect), mix(ui.theme.paper, ui.theme.card, 0.45f),
                            ui.u(radius));
    }
    if (entry.day == ui.today)
        list->AddRect(top_left(rect), bottom_right(rect), ui.theme.ember.solid, ui.u(radius), 0, ui.u(2));
    char number[8];
    std::snprintf(number, sizeof number, "%d", core::day_of_month(entry.day));
    if (ui.narrow)
        label(ui, Type::tiny, ahead ? ui.theme.quiet : ui.theme.ink, {rect.x0, rect.y0 + ui.u(5)}, rect.width(), number,
              Align::centre);
    else
        label(ui, Type::tiny, ahead ? ui.theme.quiet : ui.theme.ink, {rect.x0 + ui.u(11), rect.y0 + ui.u(9)},
              rect.width() - ui.u(16), number);
    if (entry.level == 0) return;
    const float face = ui.narrow ? ui.u(13) : std::min(ui.u(24), rect.height() * 0.26f);
    mood_face(ui, entry.level, {centre(rect).x, ui.narrow ? rect.y1 - face - ui.u(7) : centre(rect).y + ui.u(8)}, face,
              false);
}

}  // namespace

void draw_month(State& state, Ui& ui, const Rect& area, int swipe, const Snapshot& snapshot, core::Day earliest) {
    const core::Day before = core::first_of_previous_month(state.month), after = core::first_of_next_month(state.month);
    const bool can_go_back = before >= earliest, can_go_on = after <= ui.today;
    core::Day to = state.month;
    if (swipe > 0 && can_go_back) to = before;
    if (swipe < 0 && can_go_on) to = after;
    const core::Day first = state.month;
    const auto& month = snapshot.months[static_cast<std::size_t>(core::month_of(first) - 1)];
    Page page(ui, "month", area);
    auto& column = page.column;
    const float half = ui.u(control_height / 2), middle = column.y + line_height(ui, Type::heading) / 2,
                right = column.x + column.width;
    {
        Column title = {column.x, column.y, column.width - 4 * half};
        if (heading_with_back(ui, title, month.name)) state.go_back();
        column.y = title.y;
    }
    if (turn(ui, Turn::earlier, "earlier", tr("Earlier month"), {right - 3 * half, middle}, can_go_back)) to = before;
    if (turn(ui, Turn::later, "later", tr("Later month"), {right - half, middle}, can_go_on)) to = after;

    const float gap = ui.u(ui.narrow ? 4 : 8), cell = (column.width - 6 * gap) / 7;
    for (int weekday = 1; weekday <= 7; ++weekday)
        line(ui, Type::small, ui.theme.quiet,
             {column.x + (cell + gap) * static_cast<float>(weekday - 1) + (ui.narrow ? 0 : ui.u(11)), column.y}, cell,
             weekday_short(weekday), ui.narrow ? Align::centre : Align::left);
    column.gap(line_height(ui, Type::small) + ui.u(6));
    const int lead = core::weekday_of(first) - 1, days = after - first, weeks = (lead + days + 6) / 7;
    const float room = (area.y1 - column.y - ui.u(90)) / static_cast<float>(weeks) - gap;
    const float row = ui.narrow ? ui.u(60) : std::clamp(room, ui.u(78), ui.u(112));
    for (int i = 0; i < days; ++i) {
        const int place = lead + i;
        draw_cell(state, ui, snapshot.on(first + i),
                  rect_at(column.x + (cell + gap) * static_cast<float>(place % 7),
                          column.y + (row + gap) * static_cast<float>(place / 7), cell, row));
    }
    column.gap((row + gap) * static_cast<float>(weeks) + ui.u(8));
    if (ui.viewer.person && month.level > 0)
        column.y += text(ui, Type::text, ui.theme.ink, {column.x, column.y}, month.told, column.width).y;
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, snapshot.explained, column.width).y;
    column.gap(ui.u(18));
    if (!snapshot.sides.empty()) draw_sides(state, ui, column, snapshot, first, false);
    if (to != state.month) {
        state.month = to;
        ui.wake_in(0);
    }
}

}  // namespace app::looking_back
