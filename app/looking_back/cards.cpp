#include <algorithm>
#include <cmath>

#include "app/looking_back/us_screen.hpp"

namespace app::looking_back {

using namespace widgets;
namespace back = core::looking_back;

namespace {

void draw_patterns(State& state, Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("What went together"));
    if (!state.patterns) {
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, tr("Looking…"), column.width).y;
        return;
    }
    for (const auto& row : state.patterns->rows) {
        column.y += text(ui, Type::body, ui.theme.ink, {column.x, column.y}, row.title, column.width).y;
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, row.below, column.width).y;
        column.gap(ui.u(12));
    }
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, state.patterns->said, column.width).y;
}

void draw_words(State& state, Ui& ui, Column& outer, const Snapshot& snapshot) {
    if (snapshot.seasons.empty()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Words of the season"));
    const Tone* tones[] = {&ui.theme.sage, &ui.theme.honey, &ui.theme.plum, &ui.theme.sky};
    bool first = true;
    for (const auto& season : snapshot.seasons) {
        if (!first) column.gap(ui.u(16));
        first = false;
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, season.title, column.width).y;
        column.gap(ui.u(6));
        const IdScope id(season.title.c_str());
        ChipRow row(ui, column.x, column.y, column.width);
        std::size_t n = 0;
        for (const auto& chip : season.words) {
            const IdScope word(chip.word.c_str());
            if (!row.add("word", chip.label, *tones[n++ % std::size(tones)]).pressed) continue;
            state.word = chip.label;
            state.word_days.clear();
            for (const auto day : chip.days) state.word_days.emplace_back(day, snapshot.on(day).name);
            state.go(View::word);
        }
        column.y = row.bottom();
    }
}

// The weeks' means as a line, and from the lowest to the highest day of each as a band around it.
void draw_weeks(Ui& ui, Column& outer, const Snapshot& snapshot) {
    if (snapshot.weeks.size() < 2) return;
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Week by week"));
    const float left = ui.u(34), height = ui.u(150), foot = line_height(ui, Type::tiny) + ui.u(8);
    const Rect plot = {column.x + left, column.y + ui.u(10), column.x + column.width - ui.u(6),
                       column.y + ui.u(10) + height};
    auto* list = ImGui::GetWindowDrawList();
    const auto y_of = [&](double value) { return plot.y1 - plot.height() * static_cast<float>((value - 1) / 4); };
    const auto first = snapshot.days.front().day;
    const float a_day = plot.width() / static_cast<float>(snapshot.days.size());
    // A week stands where its Thursday is.
    const auto x_of = [&](core::Day week) {
        return std::clamp(plot.x0 + a_day * (static_cast<float>(week - first) + 3.5f), plot.x0, plot.x1);
    };
    for (int level = 1; level <= 5; ++level) {
        const float y = std::round(y_of(level));
        list->AddRectFilled({plot.x0, y}, {plot.x1, y + std::max(1.f, std::round(ui.u(1)))},
                            mix(ui.theme.line, ui.theme.card, level % 2 ? 0.2f : 0.55f));
        if (level % 2) mood_face(ui, level, {column.x + ui.u(12), y}, ui.u(11), false);
    }
    const Colour band = mix(ui.theme.card, ui.theme.sky.solid, ui.theme.scheme == Scheme::light ? 0.20f : 0.28f),
                 ink = ui.theme.sky.deep;
    const auto& weeks = snapshot.weeks;
    const auto next_to = [&](std::size_t i) {
        return i + 1 < weeks.size() && weeks[i + 1].first - weeks[i].first == 7;
    };
    const auto antialiased = list->Flags;
    list->Flags &= ~ImDrawListFlags_AntiAliasedFill;  // its soft edges would show where two pieces meet
    const float least = ui.u(1.5f);
    for (std::size_t i = 0; i < weeks.size(); ++i) {
        const float x = x_of(weeks[i].first);
        if (next_to(i)) {
            const auto& next = weeks[i + 1];
            list->AddQuadFilled({x, y_of(weeks[i].high) - least}, {x_of(next.first), y_of(next.high) - least},
                                {x_of(next.first), y_of(next.low) + least}, {x, y_of(weeks[i].low) + least}, band);
        } else if (i == 0 || !next_to(i - 1)) {
            list->AddRectFilled({x - ui.u(2), y_of(weeks[i].high) - least}, {x + ui.u(2), y_of(weeks[i].low) + least},
                                band);
        }
    }
    list->Flags = antialiased;
    for (std::size_t i = 0; i < weeks.size(); ++i) {
        list->PathLineTo({x_of(weeks[i].first), y_of(weeks[i].mean)});
        if (next_to(i)) continue;
        if (list->_Path.Size == 1) {
            list->AddCircleFilled(list->_Path.front(), ui.u(2.5f), ink, 0);
            list->PathClear();
        } else {
            list->PathStroke(ink, 0, ui.u(2.2f));
        }
    }
    tell(ui, semantics::Role::image, snapshot.weeks_told, plot);
    for (std::size_t i = 0; i < snapshot.months.size(); i += ui.narrow ? 3 : 1) {
        const auto& month = snapshot.months[i];
        label(ui, Type::caption, ui.theme.quiet,
              {plot.x0 + a_day * static_cast<float>(month.first - first), plot.y1 + ui.u(8)},
              plot.width() / 12 * (ui.narrow ? 3.f : 1.f), month.abbreviation);
    }
    column.y = plot.y1 + foot + ui.u(10);
    column.y +=
        text(ui, Type::small, ui.theme.quiet, {column.x, column.y},
             tr("The line is each week’s mean. The band reaches from its lowest day to its highest."), column.width)
            .y;
}

void draw_side(Ui& ui, Column& column, const Snapshot& snapshot, const Snapshot::Side& side, core::Day month,
               const std::string& told) {
    const int days = core::first_of_next_month(month) - month;
    const int across = ui.narrow ? 16 : 31;
    const float who = ui.narrow ? 0 : ui.u(150);
    const float avatar_radius = ui.u(15);
    float y = column.y;
    avatar(ui, side.person, {column.x + avatar_radius, y + avatar_radius}, avatar_radius);
    line(ui, Type::text, ui.theme.ink,
         {column.x + 2 * avatar_radius + ui.u(10), y + avatar_radius - line_height(ui, Type::text) / 2},
         (ui.narrow ? column.width : who) - 2 * avatar_radius - ui.u(18), side.person.name);
    if (ui.narrow) y += 2 * avatar_radius + ui.u(8);
    const float pitch = std::floor(std::min((column.width - who) / static_cast<float>(across), ui.u(32))),
                cell = std::round(pitch * 0.78f);
    if (!ui.narrow) y += avatar_radius - cell / 2;
    for (int i = 0; i < days; ++i) {
        const Rect rect = rect_at(column.x + who + pitch * static_cast<float>(i % across),
                                  y + pitch * static_cast<float>(i / across), cell, cell);
        const core::Day day = month + i;
        if (day > ui.today) ImGui::GetWindowDrawList()->AddCircleFilled(centre(rect), cell * 0.09f, ui.theme.line, 8);
        else tile(ui, side.levels[static_cast<std::size_t>(day - snapshot.days.front().day)], rect);
    }
    const float bottom = y + pitch * static_cast<float>((days + across - 1) / across);
    tell(ui, semantics::Role::image, told,
         {column.x + who, y, column.x + who + pitch * static_cast<float>(across), bottom});
    column.y = std::max(bottom, column.y + 2 * avatar_radius) + ui.u(ui.narrow ? 12 : 8);
}

}  // namespace

void draw_sides(State& state, Ui& ui, Column& outer, const Snapshot& snapshot, core::Day month, bool arrows) {
    Card card(ui, outer);
    auto& column = card.inside;
    const auto& name = snapshot.months[static_cast<std::size_t>(core::month_of(month) - 1)].name;
    const float half = ui.u(control_height / 2), room = column.width - (arrows ? 4 * half : 0), y = column.y;
    column.y +=
        text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("Side by side"), room, semantics::Role::heading).y;
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, name, room).y;
    if (arrows) {
        const float right = column.x + column.width, middle = y + half - ui.u(4);
        const core::Day before = core::first_of_previous_month(month), after = core::first_of_next_month(month);
        if (turn(ui, Turn::earlier, "sides-earlier", tr("Earlier month"), {right - 3 * half, middle},
                 before >= snapshot.days.front().day))
            state.sides = before;
        if (turn(ui, Turn::later, "sides-later", tr("Later month"), {right - half, middle},
                 after <= std::min(snapshot.days.back().day, ui.today)))
            state.sides = after;
        column.y = std::max(column.y, middle + half);
    }
    column.gap(ui.u(8));
    bool any = false;
    for (const auto& side : snapshot.sides) {
        const auto from = static_cast<std::ptrdiff_t>(month - snapshot.days.front().day),
                   to = from + (core::first_of_next_month(month) - month);
        if (std::all_of(side.levels.begin() + from, side.levels.begin() + to, [](int level) { return level == 0; }))
            continue;
        any = true;
        draw_side(ui, column, snapshot, side, month, side.told[static_cast<std::size_t>(core::month_of(month) - 1)]);
    }
    if (!any) {
        column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
                         tr("Nothing was shown to the others this month."), column.width)
                        .y;
        column.gap(ui.u(6));
    }
    column.y +=
        text(ui, Type::small, ui.theme.quiet, {column.x, column.y},
             tr("What you showed each other, on one scale. What is only somebody’s own is not in it."), column.width)
            .y;
}

void draw_cards(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    const float gap = ui.u(20);
    Column left = {column.x, column.y, ui.narrow ? column.width : std::floor((column.width - gap) / 2)};
    if (ui.narrow) draw_words(state, ui, left, snapshot);
    else draw_patterns(state, ui, left);
    Column right = ui.narrow ? left : Column{left.x + left.width + gap, column.y, column.width - left.width - gap};
    if (ui.narrow) draw_patterns(state, ui, right);
    else draw_words(state, ui, right, snapshot);
    column.y = std::max(left.y, right.y);
    draw_weeks(ui, column, snapshot);
}

}  // namespace app::looking_back
