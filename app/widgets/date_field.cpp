#include "app/widgets/date_field.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/words/dates.hpp"

namespace app::widgets {

namespace {

void number_text(int n, char (&buffer)[8]) { std::snprintf(buffer, sizeof buffer, "%d", n); }

core::Day year_away(core::Day month, int years) {
    return core::day_from(core::date_of(month) + std::chrono::years(years));
}

// Seven columns of days; true when one was chosen.
bool small_month(Ui& ui, DateField& state, core::Day& day, Column& column) {
    bool changed = false;
    const float middle = column.y + ui.u(control_height / 2);
    const float half = ui.u(control_height / 2);
    if (icon_button(ui, "year-before", "back", tr("A year earlier"), {column.x + half, middle}, ui.theme.quiet, 20))
        state.month = year_away(state.month, -1);
    if (icon_button(ui, "year-after", "forward", tr("A year later"), {column.x + column.width - half, middle},
                    ui.theme.quiet, 20))
        state.month = year_away(state.month, 1);
    if (icon_button(ui, "earlier", "left", tr("Earlier month"), {column.x + 3 * half, middle}, ui.theme.ink, 20))
        state.month = core::first_of_previous_month(state.month);
    if (icon_button(ui, "later", "right", tr("Later month"), {column.x + column.width - 3 * half, middle}, ui.theme.ink,
                    20))
        state.month = core::first_of_next_month(state.month);
    auto& words = state.words;
    if (words.dates.empty() || words.month != state.month) {
        words.month = state.month;
        words.title = month_and_year(state.month, core::Day{});
        words.dates.clear();
        for (core::Day each = state.month; each < core::first_of_next_month(state.month); each = each + 1)
            words.dates.push_back(full_date(each));
    }
    line(ui, Type::strong, ui.theme.ink, {column.x + 4 * half, middle - line_height(ui, Type::strong) / 2},
         column.width - 8 * half, words.title, Align::centre);
    column.gap(ui.u(control_height + 4));

    const float cell = std::floor(column.width / 7), row = ui.u(control_height);
    for (int weekday = 1; weekday <= 7; ++weekday)
        line(ui, Type::small, ui.theme.quiet, {column.x + cell * static_cast<float>(weekday - 1), column.y}, cell,
             weekday_short(weekday), Align::centre);
    column.gap(line_height(ui, Type::small) + ui.u(4));
    const core::Day first = state.month - (core::weekday_of(state.month) - 1);
    auto* list = ImGui::GetWindowDrawList();
    for (int i = 0; i < 42; ++i) {
        const core::Day each = first + i;
        if (i % 7 == 0 && i > 0 && core::first_of_month(each) != state.month) break;
        const Rect rect =
            rect_at(column.x + cell * static_cast<float>(i % 7), column.y + row * static_cast<float>(i / 7), cell, row);
        if (core::first_of_month(each) == state.month) {
            const IdScope id(each.number);
            const bool on = each == day;
            const auto touched = press(ui, "day", rect, semantics::Role::choice,
                                       words.dates[static_cast<std::size_t>(each - state.month)], on, 22);
            if (on) list->AddCircleFilled(centre(rect), ui.u(19), ui.theme.ember.fill, 0);
            else if (touched.hovered) list->AddCircleFilled(centre(rect), ui.u(19), faded(ui.theme.ink, 0.06f), 0);
            else if (each == ui.today) list->AddCircle(centre(rect), ui.u(18), ui.theme.ember.solid, 0, ui.u(1.5f));
            char text[8];
            number_text(core::day_of_month(each), text);
            label(ui, Type::text, on ? ui.theme.ember.on_fill : ui.theme.ink,
                  {rect.x0, centre(rect).y - line_height(ui, Type::text) / 2}, cell, text, Align::centre);
            if (touched.pressed) {
                day = each;
                state.open = false;
                changed = true;
            }
        }
    }
    const int rows =
        (core::weekday_of(state.month) - 1 + (core::first_of_next_month(state.month) - state.month) + 6) / 7;
    column.gap(row * static_cast<float>(rows));
    return changed;
}

}  // namespace

bool date_field(Ui& ui, const char* id, std::string_view name, DateField& state, core::Day& day, Column& column) {
    const IdScope scope(id);
    bool changed = false;
    const Rect rect = rect_at(column.x, column.y, column.width, ui.u(control_height));
    auto* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(top_left(rect), bottom_right(rect), ui.theme.field, ui.u(16));
    list->AddRect(top_left(rect), bottom_right(rect), state.open ? ui.theme.ember.solid : ui.theme.line, ui.u(16), 0,
                  std::max(1.f, ui.u(1.25f)));
    const float half = ui.u(control_height / 2);
    const Rect inner = {rect.x0 + 2 * half, rect.y0, rect.x1 - 2 * half, rect.y1};
    if (state.words.date.empty() || state.words.day != day) {
        state.words.day = day;
        state.words.date = full_date(day);
    }
    if (icon_button(ui, "before", "left", tr("The day before"), {rect.x0 + half, centre(rect).y}, ui.theme.quiet, 18)) {
        day = day - 1;
        changed = true;
    }
    if (icon_button(ui, "after", "right", tr("The day after"), {rect.x1 - half, centre(rect).y}, ui.theme.quiet, 18)) {
        day = day + 1;
        changed = true;
    }
    const auto touched = press(ui, "open", inner, semantics::Role::field, name, state.open, 10);
    auto& node = tell(ui, semantics::Role::text, state.words.date,
                      {inner.x0, centre(inner).y - ui.u(10), inner.x1, centre(inner).y + ui.u(10)});
    node.value = core::to_iso(day);
    label(ui, Type::text, ui.theme.ink, {inner.x0, centre(inner).y - line_height(ui, Type::text) / 2}, inner.width(),
          state.words.date, Align::centre);
    if (touched.pressed) {
        state.open = !state.open;
        state.month = core::first_of_month(day);
    }
    column.gap(ui.u(control_height));
    if (!state.open) return changed;
    column.gap(ui.u(6));
    return small_month(ui, state, day, column) || changed;
}

std::optional<int> read_time(std::string_view text) {
    int digits[4], count = 0, mark = -1;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (count == 4) return std::nullopt;
            digits[count++] = c - '0';
        } else if (c == ':' || c == '.' || c == 'h') {
            if (mark >= 0) return std::nullopt;
            mark = count;
        } else if (c != ' ') {
            return std::nullopt;
        }
    }
    if (count == 0) return std::nullopt;
    if (mark < 0) mark = count <= 2 ? count : count - 2;
    if (mark == 0 || mark > 2 || count - mark > 2 || (count - mark == 1)) return std::nullopt;
    int hour = 0, minute = 0;
    for (int i = 0; i < mark; ++i) hour = hour * 10 + digits[i];
    for (int i = mark; i < count; ++i) minute = minute * 10 + digits[i];
    if (hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

bool time_field(Ui& ui, const char* id, TimeField& state, std::optional<int>& minute, Column& column) {
    const IdScope scope(id);
    const auto before = minute;
    if (!state.begun || state.shown != minute) {
        state.text = minute ? clock_time(*minute) : "";
        state.shown = minute;
        state.timed = minute.has_value();
        state.begun = true;
    }
    const char* options[] = {tr("Any time"), tr("At a time")};
    float bottom = 0;
    const float width = choose_width(ui, options);
    const int chosen = choose(ui, "kind", options, state.timed ? 1 : 0, {column.x - ui.u(4), column.y}, width, &bottom);
    const bool begins = chosen == 1 && !state.timed;
    state.timed = chosen == 1;
    if (chosen == 0) {
        minute.reset();
        state.text.clear();
    } else {
        if (begins) state.text = clock_time(19 * 60);
        const Rect rect = rect_at(column.x + width + ui.u(8), column.y, ui.u(110), ui.u(control_height));
        text_field(ui, "time", tr("Time"), "19:30", state.text, rect);
        minute = read_time(state.text);
    }
    state.shown = minute;
    column.gap(ui.u(control_height));
    return before != minute;
}

}  // namespace app::widgets
