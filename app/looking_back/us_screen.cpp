#include "app/looking_back/us_screen.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/widgets/back.hpp"
#include "app/words/dates.hpp"
#include "core/check_ins/check_in_store.hpp"

namespace app::looking_back {

using namespace widgets;
namespace back = core::looking_back;

namespace {

constexpr auto time_a_frame = std::chrono::microseconds(1'500);

Years ask_years(const Ui& ui, const core::Viewer& viewer) {
    Years years;
    years.last = core::year_of(ui.today);
    const auto first = ui.core.get<core::CheckInStore>().first_day(viewer, viewer.person);
    years.first = first ? std::clamp(core::year_of(*first), years.last - 200, years.last) : years.last;
    for (int year = years.first; year <= years.last; ++year) years.labels.push_back(std::to_string(year));
    return years;
}

// A little in each frame, so that no frame waits for it.
void take_up(State& state, Ui& ui) {
    if (!state.read) state.read = std::make_unique<back::Year>(ui.core);
    const auto until = std::chrono::steady_clock::now() + time_a_frame;
    bool more = true;
    while (more && std::chrono::steady_clock::now() < until) more = state.read->step(ui.viewer, state.year);
    if (more) ui.wake_in(0);
}

// Worked out beside the frames, once for what was read.
void look_for_patterns(State& state, Ui& ui) {
    if (!ui.viewer.person) return;
    if (state.searched != state.read->version() && state.read->there()) {
        if (state.search) state.search->cancel();
        state.patterns.reset();
        state.search =
            std::make_shared<back::PatternSearch>(back::named_days_of(state.read->felt(), *ui.viewer.person));
        state.searched = state.read->version();
        ui.jobs.add(state.search, core::JobQueue::Priority::soon);
        ui.wake_in(0);
    }
    if (!state.search || !state.search->complete() || state.patterns) return;
    state.patterns = tell_patterns(state.search->found(), state.year);
    ui.wake_in(0);
}

void draw_years(State& state, Ui& ui, const Years& years, float right, float middle) {
    constexpr int most = 3;
    const float half = ui.u(control_height / 2);
    const int last = std::min(years.last, std::max(state.year + 1, years.first + most - 1)),
              first = std::max(years.first, last - most + 1);
    std::vector<const char*>& names = state.year_names;
    names.clear();
    for (int year = first; year <= last; ++year)
        names.push_back(years.labels[static_cast<std::size_t>(year - years.first)].c_str());
    int to = state.year;
    if (turn(ui, Turn::later, "later-year", tr("Later year"), {right - half, middle}, state.year < years.last)) ++to;
    float x = right - 2 * half;
    if (ui.narrow) {
        const auto& label_text = years.labels[static_cast<std::size_t>(state.year - years.first)];
        const float width = measure(ui, Type::strong, label_text).x + ui.u(8);
        x -= width;
        line(ui, Type::strong, ui.theme.ink, {x, middle - line_height(ui, Type::strong) / 2}, width, label_text,
             Align::centre);
    } else {
        x -= choose_width(ui, names);
        const int chosen =
            choose(ui, "year", names, state.year - first, {x, middle - half}, choose_width(ui, names) + 1, nullptr);
        if (chosen != state.year - first) to = first + chosen;
    }
    if (turn(ui, Turn::earlier, "earlier-year", tr("Earlier year"), {x - half, middle}, state.year > years.first)) --to;
    if (to != state.year) {
        state.year = std::clamp(to, years.first, years.last);
        state.sides = {};
        ui.wake_in(0);
    }
}

void draw_shut(Ui& ui, Column& column) {
    if (empty_state(ui, column, "lock", ui.theme.sky, tr("Your days are locked"),
                    tr("Your PIN unlocks your private entries. What you share is below."), tr("Unlock")))
        ui.vault_wish = VaultWish::open;
}

void draw_year(State& state, Ui& ui, const Rect& area, int swipe, const Snapshot& snapshot, const Years& years,
               const Cards& below) {
    if (swipe != 0) {
        state.year = std::clamp(state.year - swipe, years.first, years.last);
        state.sides = {};
        ui.wake_in(0);
    }
    Page page(ui, "us", area);
    auto& column = page.column;
    const float keep = years.first == years.last ? 0 : ui.u(ui.narrow ? 140 : 370);
    const float middle = heading(ui, column, ui.shut ? tr("Us") : snapshot.title.c_str(),
                                 ui.shut ? std::string_view() : std::string_view(snapshot.below), keep);
    if (years.first < years.last) draw_years(state, ui, years, column.x + column.width, middle);
    // Of the year that is shown, whatever was just chosen.
    const core::Day latest = core::first_of_month(std::min(ui.today, snapshot.days.back().day));
    const core::Day sides =
        state.sides.number != 0 && core::year_of(state.sides) == snapshot.year ? state.sides : latest;
    if (ui.shut) {
        draw_shut(ui, column);
    } else if (ui.viewer.person && state.read->there() && !snapshot.any && years.first == years.last) {
        if (empty_state(
                ui, column, "sun", ui.theme.honey, tr("Your days will gather here"),
                ui.me() ? tr("Say on Today how you are. Each day becomes a small tile, and in a year it is a picture.")
                        : tr("Nothing here is for these eyes yet."),
                ui.me() ? tr("How I am today") : ""))
            ui.go_to = Place::today;
    } else if (ui.viewer.person) {
        draw_picture(state, ui, column, snapshot);
        draw_cards(state, ui, column, snapshot);
    } else if (state.read->there() && snapshot.sides.empty()) {
        empty_state(ui, column, "people", ui.theme.sky, tr("Nothing here is for the room yet"),
                    tr("Say on Today who you are to see yours."), "");
    }
    if (!snapshot.sides.empty()) draw_sides(state, ui, column, snapshot, sides, true);
    below(column);
}

void draw_word(State& state, Ui& ui, const Rect& area, const Snapshot& snapshot) {
    Page page(ui, "word", area, 820);
    auto& column = page.column;
    if (heading_with_back(ui, column, state.word)) return state.go_back();
    column.y +=
        text(ui, Type::text, ui.theme.quiet, {column.x, column.y}, tr("The days on which you said it."), column.width)
            .y;
    column.gap(ui.u(14));
    state.of_year.clear();
    for (std::size_t i = 0; i < state.word_days.size(); ++i)
        if (core::year_of(state.word_days[i].first) == snapshot.year) state.of_year.push_back(i);
    draw_seen(ui, column, state.of_year.size(), ui.u(68), [&](std::size_t i) {
        const auto& [day, name] = state.word_days[state.of_year[i]];
        const IdScope id(day.number);
        const Rect rect = column.take(ui.u(60));
        const auto touched = press(ui, "day", rect, semantics::Role::list_item, name, false, 16);
        card(ui, rect, touched.hovered ? mix(ui.theme.card, ui.theme.paper, 0.5f) : ui.theme.card, 16);
        const int level = snapshot.on(day).level;
        if (level > 0) mood_face(ui, level, {rect.x0 + ui.u(34), centre(rect).y}, ui.u(17), false);
        label(ui, Type::text, ui.theme.ink, {rect.x0 + ui.u(66), centre(rect).y - line_height(ui, Type::text) / 2},
              rect.width() - ui.u(80), name);
        if (touched.pressed) state.show_day(day);
        column.gap(ui.u(8));
    });
}

}  // namespace

bool turn(Ui& ui, Turn way, const char* id, std::string_view name, ImVec2 at, bool possible) {
    const char* drawing = way == Turn::earlier ? "left" : "right";
    if (possible) return icon_button(ui, id, drawing, name, at, ui.theme.ink, 20);
    icon(ui, drawing, at, ui.u(20), ui.theme.line);
    return false;
}

bool State::busy() const { return (read && !read->there()) || (search && !patterns); }

State State::kept(Forget what) {
    if (search) search->cancel();
    State kept;
    if (what == Forget::person) return kept;
    if (view == View::word) go_back();
    kept.view = view;
    kept.behind = std::move(behind);
    kept.year = year;
    kept.month = month;
    kept.day = day;
    kept.sides = sides;
    kept.check_in = check_in;
    return kept;
}

void State::go(View to) {
    behind.push_back(view);
    view = to;
}

void State::go_home() {
    view = View::year;
    behind.clear();
    check_in.reset();
}

void State::show_day(core::Day which) {
    day = which;
    go(View::day);
}

void State::show_month(core::Day first) {
    month = first;
    go(View::month);
}

void State::go_back() {
    view = behind.empty() ? View::year : behind.back();
    if (!behind.empty()) behind.pop_back();
}

void draw(State& state, Ui& ui, const Rect& area, int swipe, const Cards& below) {
    const auto& years =
        state.years.get(ui.viewer, ui.core.revision(), [&](const auto& viewer) { return ask_years(ui, viewer); });
    if (state.day.number == 0) state.day = ui.today;
    if (state.month.number == 0) state.month = core::first_of_month(ui.today);
    const core::Day earliest = back::first_of_year(years.first);
    state.month = std::clamp(state.month, earliest, core::first_of_month(ui.today));
    if (state.view == View::month) state.year = core::year_of(state.month);
    state.year = state.year == 0 ? years.last : std::clamp(state.year, years.first, years.last);
    if (state.view == View::day) return draw_day(state, ui, area, swipe);
    take_up(state, ui);
    const auto& snapshot = state.shown.get({state.read->version(), ui.viewer, ui.today, state.year}, ui.core.revision(),
                                           [&](const Key& key) { return ask_year(ui, *state.read, key); });
    look_for_patterns(state, ui);
    if (state.view == View::word) return draw_word(state, ui, area, snapshot);
    if (state.view == View::month) return draw_month(state, ui, area, swipe, snapshot, earliest);
    draw_year(state, ui, area, swipe, snapshot, years, below);
}

}  // namespace app::looking_back
