#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "app/looking_back/us_screen.hpp"
#include "app/words/moods.hpp"

namespace app::looking_back {

using namespace widgets;

namespace {

constexpr double told_apart = 3.0;  // WCAG 2.1, 1.4.11: parts of a picture that are needed to understand it
constexpr float filled_share[] = {0.28f, 0.46f, 0.64f, 0.82f, 1.f};

float corner(const Rect& rect) { return rect.height() * 0.24f; }

}  // namespace

Colour tile_ground(const Theme& theme, int level) {
    return mix(theme.card, theme.mood(level).solid, theme.scheme == Scheme::light ? 0.16f : 0.24f);
}

Colour tile_fill(const Theme& theme, int level) {
    const auto& tone = theme.mood(level);
    const auto ground = tile_ground(theme, level);
    Colour fill = tone.solid;
    for (float share = 0.1f;
         share <= 1 && (contrast(fill, ground) < told_apart || contrast(fill, theme.card) < told_apart); share += 0.1f)
        fill = mix(tone.solid, tone.deep, share);
    return fill;
}

void tile(Ui& ui, int level, const Rect& rect, bool in_focus) {
    auto* list = ImGui::GetWindowDrawList();
    if (level == 0) {
        list->AddCircleFilled(centre(rect), rect.height() * 0.15f,
                              in_focus ? ui.theme.quiet : mix(ui.theme.line, ui.theme.quiet, 0.15f), 12);
        return;
    }
    const float radius = corner(rect), top = std::round(rect.y1 - rect.height() * filled_share[level - 1]);
    if (level < 5) list->AddRectFilled(top_left(rect), bottom_right(rect), tile_ground(ui.theme, level), radius);
    list->AddRectFilled({rect.x0, top}, bottom_right(rect), tile_fill(ui.theme, level), radius,
                        level < 5 ? ImDrawFlags_RoundCornersBottom : ImDrawFlags_RoundCornersAll);
    if (in_focus) list->AddRect(top_left(rect), bottom_right(rect), ui.theme.ink, radius, 0, std::max(1.f, ui.u(1.5f)));
}

namespace {

void ring(const Ui& ui, const Rect& rect) {
    const float by = std::max(2.f, std::round(rect.height() * 0.12f));
    const Rect around = grown(rect, by);
    ImGui::GetWindowDrawList()->AddRect(top_left(around), bottom_right(around), ui.theme.ink, corner(rect) + by, 0,
                                        std::max(1.f, ui.u(1.6f)));
}

// One stop for the Tab key; from there the arrows go on, day by day.
class TabStop {
public:
    explicit TabStop(bool stop) { ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, !stop); }
    ~TabStop() { ImGui::PopItemFlag(); }
    TabStop(const TabStop&) = delete;
    TabStop& operator=(const TabStop&) = delete;
};

// A month a row. Answers with what is said of the day or month that is pointed at.
const std::string* draw_rows(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    const std::string* said = nullptr;
    const float names = ui.u(52), faces = ui.u(40);
    const float pitch = std::floor(std::min((column.width - names - faces) / 31, ui.u(34))),
                side = std::round(pitch * 0.78f);
    const core::Day stop =
        core::year_of(state.day) == snapshot.year ? state.day : std::min(snapshot.days.back().day, ui.today);
    auto* list = ImGui::GetWindowDrawList();
    for (const auto& month : snapshot.months) {
        const Rect label_rect = rect_at(column.x, column.y, names - ui.u(8), side);
        {
            const IdScope id(month.first.number);
            const auto touched = press(ui, "month", label_rect, semantics::Role::image, month.told, false, 8);
            label(ui, Type::small, touched.hovered ? ui.theme.ink : ui.theme.quiet,
                  {label_rect.x0, centre(label_rect).y - line_height(ui, Type::small) / 2}, names, month.abbreviation);
            if (touched.hovered || touched.focused) said = &month.told;
            if (touched.pressed) state.show_month(month.first);
        }
        float x = column.x + names;
        for (core::Day day = month.first; day < core::first_of_next_month(month.first); day = day + 1, x += pitch) {
            const Rect rect = rect_at(x, column.y, side, side);
            if (day > ui.today) {
                list->AddCircleFilled(centre(rect), side * 0.1f, ui.theme.line, 12);
                continue;
            }
            const auto& entry = snapshot.on(day);
            const IdScope id(day.number);
            const TabStop tab(day == stop);
            const auto touched = press(ui, "day", rect, semantics::Role::image, entry.name, false, 6);
            tile(ui, entry.level, rect, touched.hovered);
            if (day == ui.today) ring(ui, rect);
            if (touched.hovered || touched.focused) said = &entry.name;
            if (touched.pressed) state.show_day(day);
        }
        if (month.level > 0)
            mood_face(ui, month.level, {column.x + column.width - ui.u(14), column.y + side / 2}, side * 0.46f, false);
        column.gap(pitch);
    }
    return said;
}

// A month a block, each as large as a finger needs; the days are for looking at.
void draw_blocks(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    constexpr int across = 3;
    const float gap = ui.u(14), block = std::floor((column.width - gap * (across - 1)) / across),
                title = line_height(ui, Type::tiny) + ui.u(5);
    const float pitch = std::floor(block / 7), side = std::round(pitch * 0.78f), height = title + pitch * 6;
    for (std::size_t i = 0; i < snapshot.months.size(); ++i) {
        const auto& month = snapshot.months[i];
        const float x = column.x + (block + gap) * static_cast<float>(i % across);
        const IdScope id(month.first.number);
        const Rect rect = rect_at(x, column.y, block, height);
        const bool ahead = month.first > ui.today;
        if (!ahead && press(ui, "month", rect, semantics::Role::list_item, month.told, false, 10).pressed)
            state.show_month(month.first);
        label(ui, Type::tiny, ui.theme.quiet, {x, column.y}, block, month.abbreviation);
        if (month.level > 0)
            mood_face(ui, month.level, {x + pitch * 6 + side / 2, column.y + line_height(ui, Type::tiny) / 2}, ui.u(8),
                      false);
        const int lead = core::weekday_of(month.first) - 1;
        for (core::Day day = month.first; day < core::first_of_next_month(month.first); day = day + 1) {
            const int place = lead + (day - month.first);
            const Rect cell = rect_at(x + pitch * static_cast<float>(place % 7),
                                      column.y + title + pitch * static_cast<float>(place / 7), side, side);
            if (day > ui.today)
                ImGui::GetWindowDrawList()->AddCircleFilled(centre(cell), side * 0.09f, ui.theme.line, 8);
            else tile(ui, snapshot.on(day).level, cell);
            if (day == ui.today) ring(ui, cell);
        }
        if (i % across == across - 1) column.gap(height + ui.u(16));
    }
}

void draw_legend(Ui& ui, Column& column) {
    const float side = ui.u(17), row = line_height(ui, Type::small) + ui.u(8);
    float x = column.x;
    const auto entry = [&](std::string_view name, auto&& draw_sample) {
        const float width = side + ui.u(7) + std::ceil(measure(ui, Type::small, name).x);
        if (x > column.x && x + width > column.x + column.width) {
            x = column.x;
            column.gap(row);
        }
        draw_sample(
            rect_at(std::round(x), std::round(column.y + (line_height(ui, Type::small) - side) / 2), side, side));
        line(ui, Type::small, ui.theme.quiet, {x + side + ui.u(7), column.y}, width - side - ui.u(6), name);
        x += width + ui.u(18);
    };
    for (int level = 1; level <= 5; ++level) entry(mood_name(level), [&](const Rect& rect) { tile(ui, level, rect); });
    entry(tr("nothing noted"), [&](const Rect& rect) { tile(ui, 0, rect); });
    entry(tr("today"), [&](const Rect& rect) { ring(ui, grown(rect, -ui.u(3))); });
    column.gap(row);
}

}  // namespace

void draw_picture(State& state, Ui& ui, Column& outer, const Snapshot& snapshot) {
    Card card(ui, outer);
    auto& column = card.inside;
    const std::string* said = nullptr;
    if (ui.narrow) draw_blocks(state, ui, column, snapshot);
    else said = draw_rows(state, ui, column, snapshot);
    column.gap(ui.u(10));
    draw_legend(ui, column);
    column.gap(ui.u(4));
    const float button_room = ui.narrow ? 0 : button_width(ui, tr("Month by month")) + ui.u(20);
    const auto words = !state.read->there() ? std::string_view(tr("Opening these days…"))
                       : said               ? std::string_view(*said)
                                            : std::string_view(snapshot.explained);
    const auto type = said ? Type::strong : Type::small;
    const float room = column.width - button_room, middle = column.y + ui.u(control_height / 2);
    const float height = measure(ui, type, words, room).y;
    text(ui, type, said ? ui.theme.ink : ui.theme.quiet, {column.x, ui.narrow ? column.y : middle - height / 2}, words,
         room);
    if (ui.narrow) column.gap(height + ui.u(12));
    const float width = ui.narrow ? column.width : button_room - ui.u(20);
    if (button(ui, "months", tr("Month by month"), {column.x + column.width - width, column.y}, Look::plain, width))
        state.show_month(core::first_of_month(std::min(ui.today, snapshot.days.back().day)));
    column.gap(ui.u(control_height));
}

}  // namespace app::looking_back
