#include "app/rituals/rituals_screen.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>

#include "app/sharing/audience_mark.hpp"
#include "app/widgets/long_list.hpp"
#include "app/words/dates.hpp"
#include "core/rituals/ritual_store.hpp"

namespace app::rituals {

using namespace widgets;

namespace {

constexpr int agenda_days = 35;
constexpr int grid_days = 42;
constexpr std::size_t page_size = 200;     // dates of what comes next, more as one scrolls
constexpr std::size_t most_counted = 99;   // of those that a cell has no room for
constexpr std::size_t most_in_a_cell = 6;  // rows that the tallest one has room for

Rituals ask_all(const Ui& ui, const core::Viewer& viewer, core::Day today) {
    Rituals rituals;
    for (auto& ritual : ui.core.get<core::RitualStore>().all(viewer, today))
        rituals.rows.push_back({std::move(ritual), {}});
    return rituals;
}

const std::string& below(const Rituals::Row& row) {
    if (!row.below.empty()) return row.below;
    const auto& ritual = row.ritual;
    const auto recurrence = core::Recurrence::parse(ritual.rule, ritual.starts_on);
    row.below = recurrence ? rule_in_words(recurrence.value()) : ritual.rule;
    if (ritual.starts_at) row.below += " · " + clock_time(*ritual.starts_at);
    if (ritual.paused_since) row.below = tr("Resting for now");
    return row.below;
}

std::string when_of(const core::Occurrence& occurrence) {
    if (occurrence.outcome == core::Outcome::kept) return tr("kept");
    if (occurrence.outcome == core::Outcome::skipped) return tr("left out");
    return occurrence.at ? clock_time(*occurrence.at) : std::string(tr("any time"));
}

void add(Snapshot& snapshot, const Key& key, const core::Occurrence& occurrence) {
    if (!snapshot.days.empty() && snapshot.days.back().day == occurrence.day) return;
    const int ahead = occurrence.day - key.today;
    auto title = ahead == 0   ? std::string(tr("Today"))
                 : ahead == 1 ? std::string(tr("Tomorrow"))
                              : long_date(occurrence.day);
    snapshot.days.push_back({occurrence.day, std::move(title), snapshot.entries.size(), 0, 0});
}

// As many as the limit of what comes next, or of one day.
Snapshot ask(const Ui& ui, const Key& key) {
    Snapshot snapshot;
    ui.core.get<core::RitualStore>().each_occurrence(
        key.viewer, key.from, key.to, [&](const core::Occurrence& occurrence, const core::Ritual& ritual) {
            snapshot.more = snapshot.entries.size() == key.limit;
            if (snapshot.more) return false;
            add(snapshot, key, occurrence);
            snapshot.entries.push_back({occurrence, ritual, when_of(occurrence)});
            ++snapshot.days.back().count;
            ++snapshot.days.back().all;
            return true;
        });
    return snapshot;
}

Snapshot ask_month(const Ui& ui, const Key& key) {
    Snapshot snapshot;
    ui.core.get<core::RitualStore>().each_occurrence(
        key.viewer, key.from, key.to, [&](const core::Occurrence& occurrence, const core::Ritual& ritual) {
            add(snapshot, key, occurrence);
            auto& day = snapshot.days.back();
            if (++day.all > most_in_a_cell) return true;
            snapshot.entries.push_back({occurrence, ritual, {}});
            ++day.count;
            return true;
        });
    snapshot.month = month_and_year(key.from + 15, key.today);
    for (core::Day day = key.from; day <= key.to; day = day + 1) snapshot.dates.push_back(full_date(day));
    return snapshot;
}

const Rituals& all_of(State& state, const Ui& ui) {
    return state.all.get({ui.viewer, ui.today}, ui.core.revision(),
                         [&](const auto& key) { return ask_all(ui, key.first, key.second); });
}

core::Day grid_of(const State& state) { return state.month - (core::weekday_of(state.month) - 1); }

const Snapshot& month_of(State& state, const Ui& ui) {
    const core::Day grid = grid_of(state);
    return state.shown_month.get({grid, grid + (grid_days - 1), ui.today, ui.viewer, most_in_a_cell},
                                 ui.core.revision(), [&](const Key& key) { return ask_month(ui, key); });
}

const Snapshot& day_of(State& state, const Ui& ui, core::Day day) {
    const auto everything = std::numeric_limits<std::size_t>::max();
    return state.shown_day.get({day, day, ui.today, ui.viewer, everything}, ui.core.revision(),
                               [&](const Key& key) { return ask(ui, key); });
}

// One date of a ritual as a row: its mark, its name, and what can be done with it.
constexpr float entry_height = 58;  // units

void draw_entry(State& state, Ui& ui, Column& column, const Snapshot::Entry& entry) {
    const auto& ritual = entry.ritual;
    const IdScope id(ritual.id);
    const IdScope day_id(entry.occurrence.day.number);
    const Tone& tone = ui.theme.tone(ritual.colour);
    const bool kept = entry.occurrence.outcome == core::Outcome::kept,
               skipped = entry.occurrence.outcome == core::Outcome::skipped;
    const bool future = entry.occurrence.day > ui.today;
    const float height = ui.u(entry_height), middle = column.y + height / 2;
    auto* list = ImGui::GetWindowDrawList();
    const ImVec2 mark = {column.x + ui.u(20), middle};
    list->AddCircleFilled(mark, ui.u(20), kept ? tone.fill : tone.soft, 0);
    icon(ui, kept ? std::string_view("check") : std::string_view(ritual.symbol), mark, ui.u(21),
         kept ? tone.on_fill : tone.deep);

    const float keep = button_width(ui, tr("Keep")), skip = button_width(ui, tr("Skip"));
    const bool open = entry.occurrence.outcome == core::Outcome::open;
    const float controls = future ? 0
                           : open ? (ui.narrow ? keep : keep + skip + ui.u(4))
                                  : button_width(ui, tr("Reopen"));
    const float x = column.x + ui.u(54), room = column.width - ui.u(54) - controls - ui.u(8);
    const Rect row = {column.x, column.y, x + room, column.y + height};
    const auto touched = press(ui, "ritual", row, semantics::Role::list_item, ritual.title, kept, 14);
    const float block = line_height(ui, Type::strong) + line_height(ui, Type::small);
    label(ui, Type::strong, skipped ? ui.theme.quiet : ui.theme.ink, {x, middle - block / 2}, room, ritual.title);
    line(ui, Type::small, ui.theme.quiet, {x, middle - block / 2 + line_height(ui, Type::strong)}, room, entry.when);
    if (touched.pressed || touched.context) {
        state.day.reset();
        state.editor.begin_edit(ritual);
    }
    const float right = column.x + column.width, top = middle - ui.u(control_height / 2);
    const auto put = [&](core::Outcome outcome, const char* said) {
        ui.post_and_say(core::MarkOccurrence{ui.me(), ritual.id, entry.occurrence.day, outcome}, said);
    };
    if (!future && open) {
        if (!ui.narrow && button(ui, "skip", tr("Skip"), {right - keep - skip - ui.u(4), top}, Look::quiet, skip))
            put(core::Outcome::skipped, tr("Left out."));
        if (button(ui, "keep", tr("Keep"), {right - keep, top}, Look::plain, keep))
            put(core::Outcome::kept, tr("Kept."));
    } else if (!future) {
        if (button(ui, "reopen", tr("Reopen"), {right - controls, top}, Look::quiet, controls))
            put(core::Outcome::open, tr("Open again."));
    }
    column.gap(height);
}

void draw_day_cell(State& state, Ui& ui, const Snapshot& snapshot, core::Day day, std::string_view date,
                   const Rect& rect, bool in_month) {
    const IdScope id(day.number);
    auto* list = ImGui::GetWindowDrawList();
    const auto* entries = snapshot.on(day);
    const auto touched = press(ui, "day", rect, semantics::Role::list_item, date, state.day == day, 14);
    const float radius = ui.narrow ? 12.f : 14.f;
    if (in_month) card(ui, rect, touched.hovered ? mix(ui.theme.card, ui.theme.paper, 0.5f) : ui.theme.card, radius);
    else
        list->AddRectFilled(top_left(rect), bottom_right(rect), mix(ui.theme.paper, ui.theme.card, 0.45f),
                            ui.u(radius));
    if (day == ui.today)
        list->AddRect(top_left(rect), bottom_right(rect), ui.theme.ember.solid, ui.u(radius), 0, ui.u(2));
    else if (ui.narrow && state.day == day)
        list->AddRect(top_left(rect), bottom_right(rect), ui.theme.quiet, ui.u(radius), 0, ui.u(1.5f));
    if (touched.pressed) state.day = day;

    char number[8];
    std::snprintf(number, sizeof number, "%d", core::day_of_month(day));
    const Colour ink = in_month ? ui.theme.ink : faded(ui.theme.quiet, 0.9f);
    if (ui.narrow) label(ui, Type::tiny, ink, {rect.x0, rect.y0 + ui.u(5)}, rect.width(), number, Align::centre);
    else label(ui, Type::tiny, ink, {rect.x0 + ui.u(11), rect.y0 + ui.u(9)}, rect.width() - ui.u(16), number);
    if (!entries) return;

    const auto tone_of = [&](std::size_t i) -> const Tone& { return ui.theme.tone(snapshot.entries[i].ritual.colour); };
    const auto dot = [&](std::size_t i, ImVec2 at, float r) {
        const auto outcome = snapshot.entries[i].occurrence.outcome;
        if (outcome == core::Outcome::skipped)
            list->AddCircle(at, r - ui.u(0.5f), faded(ui.theme.quiet, 0.8f), 0, ui.u(1.25f));
        else list->AddCircleFilled(at, r, faded(tone_of(i).solid, in_month ? 1 : 0.5f), 0);
    };
    if (ui.narrow) {
        const auto shown = std::min<std::size_t>(entries->count, 4);
        float x = centre(rect).x - ui.u(4.5f) * static_cast<float>(shown - 1);
        for (std::size_t i = 0; i < shown; ++i, x += ui.u(9))
            dot(entries->first + i, {x, rect.y1 - ui.u(12)}, ui.u(3.2f));
        return;
    }
    const float row = ui.u(21.5f);
    const float room = rect.y1 - ui.u(3) - (rect.y0 + ui.u(30));
    const auto fit = static_cast<std::size_t>(std::max(1.f, std::floor(room / row)));
    const bool all = entries->all <= fit;
    const std::size_t shown = std::min(entries->count, all ? fit : fit - 1);
    float y = rect.y0 + ui.u(30);
    for (std::size_t i = 0; i < shown; ++i, y += row) {
        const auto& entry = snapshot.entries[entries->first + i];
        dot(entries->first + i, {rect.x0 + ui.u(15.5f), y + row / 2}, ui.u(4.5f));
        line(ui, Type::caption, in_month ? ui.theme.quiet : faded(ui.theme.quiet, 0.9f),
             {rect.x0 + ui.u(26), y + (row - line_height(ui, Type::caption)) / 2}, rect.width() - ui.u(32),
             entry.ritual.title);
    }
    if (!all) {
        char more[8];
        std::snprintf(more, sizeof more, "+%d",
                      static_cast<int>(std::min<std::size_t>(entries->all - shown, most_counted)));
        line(ui, Type::tiny, ui.theme.quiet, {rect.x0 + ui.u(26), y + (row - line_height(ui, Type::tiny)) / 2},
             rect.width() - ui.u(30), more);
    }
}

void draw_month(State& state, Ui& ui, Column& column, const Snapshot& snapshot, core::Day first, float page_bottom) {
    const float gap = ui.u(ui.narrow ? 4 : 8);
    const float cell = (column.width - 6 * gap) / 7;
    for (int weekday = 1; weekday <= 7; ++weekday) {
        const float x = column.x + (cell + gap) * static_cast<float>(weekday - 1);
        line(ui, Type::small, ui.theme.quiet, {x + (ui.narrow ? 0 : ui.u(11)), column.y}, cell, weekday_short(weekday),
             ui.narrow ? Align::centre : Align::left);
    }
    column.gap(line_height(ui, Type::small) + ui.u(6));
    const core::Day start = first - (core::weekday_of(first) - 1);
    const int weeks = (core::first_of_next_month(first) - start + 6) / 7;
    const float room = (page_bottom - column.y - ui.u(34)) / static_cast<float>(weeks) - gap;
    const float row = ui.narrow ? ui.u(52) : std::clamp(room, ui.u(82), ui.u(150));
    for (int i = 0; i < weeks * 7; ++i) {
        const Rect rect = rect_at(column.x + (cell + gap) * static_cast<float>(i % 7),
                                  column.y + (row + gap) * static_cast<float>(i / 7), cell, row);
        const core::Day day = start + i;
        draw_day_cell(state, ui, snapshot, day, snapshot.dates[static_cast<std::size_t>(i)], rect,
                      core::first_of_month(day) == first);
    }
    column.gap((row + gap) * static_cast<float>(weeks) + ui.u(8));
}

void draw_rituals(State& state, Ui& ui, Column& outer, const Rituals& rituals) {
    if (rituals.rows.empty()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    column.y += text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("Our rituals"), column.width,
                     semantics::Role::heading)
                    .y;
    column.gap(ui.u(6));
    const float height = ui.u(60);
    draw_seen(ui, column, rituals.rows.size(), height, [&](std::size_t i) {
        const auto& row = rituals.rows[i];
        const IdScope id(row.ritual.id);
        const float middle = column.y + height / 2;
        const Tone& tone = ui.theme.tone(row.ritual.colour);
        const bool rests = row.ritual.paused_since.has_value();
        const ImVec2 mark = {column.x + column.width - ui.u(14), middle};
        const auto touched =
            press(ui, "edit", {column.x - ui.u(8), column.y, mark.x - ui.u(control_height / 2), column.y + height},
                  semantics::Role::list_item, row.ritual.title, false, 14);
        if (touched.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled({column.x - ui.u(8), column.y},
                                                      {column.x + column.width + ui.u(8), column.y + height},
                                                      faded(ui.theme.ink, 0.035f), ui.u(14));
        ImGui::GetWindowDrawList()->AddCircleFilled({column.x + ui.u(20), middle}, ui.u(20), tone.soft, 0);
        icon(ui, rests ? std::string_view("pause") : std::string_view(row.ritual.symbol), {column.x + ui.u(20), middle},
             ui.u(21), tone.deep);
        const float x = column.x + ui.u(54), room = column.width - ui.u(54) - ui.u(38);
        const float block = line_height(ui, Type::strong) + line_height(ui, Type::small);
        label(ui, Type::strong, rests ? ui.theme.quiet : ui.theme.ink, {x, middle - block / 2}, room, row.ritual.title);
        line(ui, Type::small, ui.theme.quiet, {x, middle - block / 2 + line_height(ui, Type::strong)}, room,
             below(row));
        sharing::audience_mark(ui, "mark", {core::ItemKind::ritual, row.ritual.id.value}, row.ritual.author,
                               row.ritual.audience, mark);
        if (touched.pressed || touched.context) state.editor.begin_edit(row.ritual);
        column.gap(height);
    });
    column.gap(ui.u(-8));
}

void draw_day_list(State& state, Ui& ui, Column& outer, const Snapshot& snapshot, const Snapshot::DayEntries& day) {
    outer.y += text(ui, Type::strong, day.day == ui.today ? ui.theme.ember.deep : ui.theme.ink,
                    {outer.x + ui.u(4), outer.y}, day.title, outer.width, semantics::Role::heading)
                   .y;
    outer.gap(ui.u(8));
    Card card(ui, outer);
    card.inside.y -= ui.u(10);
    draw_seen(ui, card.inside, day.count, ui.u(entry_height),
              [&](std::size_t i) { draw_entry(state, ui, card.inside, snapshot.entries[day.first + i]); });
    card.inside.y -= ui.u(10);
}

void draw_agenda(State& state, Ui& ui, Column& column, const Snapshot& snapshot, const Rituals& rituals) {
    const float gap = ui.u(20);
    Column left = {column.x, column.y, ui.narrow ? column.width : std::round((column.width - gap) * 0.561f)};
    for (const auto& day : snapshot.days) draw_day_list(state, ui, left, snapshot, day);
    if (snapshot.days.empty()) {
        left.y +=
            text(ui, Type::text, ui.theme.quiet, {left.x, left.y}, tr("Nothing in the next five weeks."), left.width).y;
        left.gap(ui.u(16));
    }
    // The list goes on where it ends, long before one comes to it.
    if (snapshot.more && left.y < current_clip().y1 + ui.u(2'000)) {
        state.ahead_limit += page_size;
        ui.wake_in(0);
    }
    Column right = ui.narrow ? left : Column{left.x + left.width + gap, column.y, column.width - gap - left.width};
    draw_rituals(state, ui, right, rituals);
    column.y = std::max(left.y, right.y);
}

// Month or agenda, the arrows and the button; answers with whether the row stood beside the heading.
void draw_controls(State& state, Ui& ui, Column& column, float middle) {
    const float half = ui.u(control_height / 2);
    const char* views[] = {tr("Month"), tr("Agenda")};
    const float pills = choose_width(ui, views), fresh = button_width(ui, tr("New ritual"));
    const float y = ui.narrow ? column.y : middle - half;
    float x = ui.narrow ? column.x - ui.u(4) : column.x + column.width - fresh - pills - ui.u(16);
    if (state.view == View::month) {
        const float arrows = ui.narrow ? column.x + column.width - 4 * half : x - 4 * half - ui.u(8);
        const float arrows_y = ui.narrow ? middle : y + half;
        if (icon_button(ui, "earlier", "left", tr("Earlier month"), {arrows + half, arrows_y}, ui.theme.ink, 20))
            state.month = core::first_of_previous_month(state.month);
        if (icon_button(ui, "later", "right", tr("Later month"), {arrows + 3 * half, arrows_y}, ui.theme.ink, 20))
            state.month = core::first_of_next_month(state.month);
    }
    state.view = static_cast<View>(choose(ui, "view", views, static_cast<int>(state.view), {x, y}, pills + 1, nullptr));
    x = column.x + column.width - fresh;
    const bool below = ui.narrow && pills + fresh > column.width;
    if (button(ui, "new", tr("New ritual"), {x, below ? y + ui.u(control_height + 8) : y}, Look::primary, fresh))
        state.editor.begin_new(state.day.value_or(ui.today));
    if (ui.narrow) column.gap(ui.u(control_height * (below ? 2.f : 1.f) + (below ? 24.f : 16.f)));
}

}  // namespace

const Snapshot::DayEntries* Snapshot::on(core::Day day) const {
    const auto found = std::lower_bound(days.begin(), days.end(), day,
                                        [](const DayEntries& entry, core::Day d) { return entry.day < d; });
    return found != days.end() && found->day == day ? &*found : nullptr;
}

State State::kept(Forget what) {
    State kept;
    kept.view = view;
    kept.month = month;
    kept.ahead_limit = ahead_limit;
    if (what == Forget::read || what == Forget::typed) kept.day = day;
    if (what >= Forget::typed) return kept;
    for (auto* text : {&editor.own_rule_text, &editor.time.text}) core::wipe(*text);  // no draft keeps them
    kept.editor = std::move(editor);
    return kept;
}

void draw(State& state, Ui& ui, const Rect& area, int swipe) {
    if (state.month.number == 0) state.month = core::first_of_month(ui.today);
    if (state.view == View::month && swipe != 0)
        state.month = swipe < 0 ? core::first_of_next_month(state.month) : core::first_of_previous_month(state.month);
    const auto& rituals = all_of(state, ui);

    Page page(ui, state.view == View::month ? "rituals" : "agenda", area);
    auto& column = page.column;
    if (rituals.rows.empty()) {
        heading(ui, column, tr("Rituals"));
        const char* sentence =
            ui.me()
                ? tr("A ritual is something small that you repeat on purpose: a coffee, a walk, a date. It gathers meaning by itself.")
                : tr("Nothing here is for the room yet. Say on Today who you are to see yours.");
        if (empty_state(ui, column, "calendar", ui.theme.honey, tr("Nothing on the calendar yet"), sentence,
                        ui.me() ? tr("Choose a first ritual") : ""))
            state.editor.begin_new(ui.today);
        return;
    }
    const auto title = state.view == View::month ? month_of(state, ui).month : std::string(tr("What comes next"));
    const float middle = heading(ui, column, title, {}, ui.narrow ? ui.u(96) : ui.u(470));
    draw_controls(state, ui, column, middle);
    if (state.view == View::agenda) {
        state.ahead_limit = std::max(state.ahead_limit, page_size);
        const auto& ahead = state.ahead.get({ui.today, ui.today + agenda_days, ui.today, ui.viewer, state.ahead_limit},
                                            ui.core.revision(), [&](const Key& key) { return ask(ui, key); });
        return draw_agenda(state, ui, column, ahead, rituals);
    }
    state.ahead_limit = 0;
    draw_month(state, ui, column, month_of(state, ui), state.month, area.y1);
    if (!ui.narrow) return;
    const auto chosen = state.day.value_or(ui.today);
    const auto& day = day_of(state, ui, chosen);
    const auto grid = grid_of(state);
    if (const auto* entries = day.on(chosen); entries && chosen >= grid && chosen < grid + grid_days)
        draw_day_list(state, ui, column, day, *entries);
    draw_rituals(state, ui, column, rituals);
}

void draw_sheets(State& state, Ui& ui) {
    if (state.day && !ui.narrow && !state.editor.open && state.view == View::month) {
        const auto day = *state.day;
        const core::Day grid = grid_of(state);
        const auto& month = month_of(state, ui);
        const bool in_grid = day >= grid && day < grid + grid_days;
        const std::string elsewhere = in_grid ? std::string() : full_date(day);
        Sheet sheet(ui, "ritual-day",
                    in_grid ? std::string_view(month.dates[static_cast<std::size_t>(day - grid)]) : elsewhere, 560);
        if (sheet) {
            auto& column = sheet.column;
            const auto& snapshot = day_of(state, ui, day);
            if (const auto* entries = snapshot.on(day)) {
                draw_seen(ui, column, entries->count, ui.u(entry_height),
                          [&](std::size_t i) { draw_entry(state, ui, column, snapshot.entries[entries->first + i]); });
            } else {
                column.y +=
                    text(ui, Type::text, ui.theme.quiet, {column.x, column.y}, tr("A free day."), column.width).y;
            }
            column.gap(ui.u(16));
            const bool fresh = ui.me() && button(ui, "new-here", tr("New ritual from this day"), {column.x, column.y},
                                                 Look::plain, 0, "plus");
            column.gap(ui.u(control_height));
            if (fresh) {
                state.day.reset();
                state.editor.begin_new(day);
            }
            if (sheet.close_asked()) state.day.reset();
        }
    }
    draw(state.editor, ui);
}

}  // namespace app::rituals
