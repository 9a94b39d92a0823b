#include "app/closeness/closeness_card.hpp"

#include <algorithm>
#include <cmath>

#include "app/closeness/circles.hpp"
#include "app/closeness/closeness_words.hpp"
#include "app/sharing/audience_mark.hpp"
#include "app/words/dates.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/sharing/shared_store.hpp"

namespace app::closeness {

using namespace widgets;

namespace {

constexpr const char* left_out_place =
    "closeness.left-out";  // sealed among the drafts: that somebody did not want to is theirs
constexpr int months_back = 12;

core::Day monday_of(core::Day day) { return day - (core::weekday_of(day) - 1); }

Snapshot ask(const Ui& ui, const State& state, core::PersonId me, core::Day today) {
    Snapshot snapshot;
    snapshot.asked = ui.core.get<core::SettingStore>().chose(me, core::asked_for_closeness);
    const auto viewer = core::Viewer::of(me);
    core::Day from = core::first_of_month(today);
    for (int i = 1; i < months_back; ++i) from = core::first_of_previous_month(from);
    core::Day month;
    for (const auto& each : ui.core.get<core::ClosenessStore>().between(viewer, from, today)) {  // newest first
        if (each.author != me) continue;
        if (!snapshot.this_week && each.day >= monday_of(today)) snapshot.this_week = each;
        const core::Day of = core::first_of_month(each.day);
        if (of == month) continue;
        month = of;
        const auto name = month_name(core::month_of(of));
        snapshot.past.push_back(
            {each.level, month_abbreviation(core::month_of(of)),
             filled(
                 tr("{month}: {picture}"),
                 {{"month", filled(tr("{date} {year}"), {{"date", name}, {"year", std::to_string(core::year_of(of))}})},
                  {"picture", level_name(each.level)}})});
    }
    std::reverse(snapshot.past.begin(), snapshot.past.end());
    // What was said with the vault shut lies beside what was said before.
    snapshot.only_mine = ui.core.default_audience(me, core::ItemKind::closeness) == core::Audience::only_me;
    const auto said = ui.core.draft(me, left_out_place);
    snapshot.left_out = state.left_out == std::pair(me, monday_of(today)) ||
                        (said && said->find(core::to_iso(monday_of(today))) != std::string::npos);
    return snapshot;
}

const Snapshot& shown(State& state, Ui& ui) {
    return state.shown.get({ui.viewer, ui.today, ui.shut}, ui.core.revision(),
                           [&](const auto& key) { return ask(ui, state, *ui.me(), std::get<core::Day>(key)); });
}

// Whoever lives alone has nobody to be close to here.
bool concerns(const Ui& ui) { return ui.me() && ui.people->size() > 1; }

// The seven pictures; one tap. A second one in the same week is a change of mind.
void draw_pictures(Ui& ui, Column& column, const Snapshot& snapshot) {
    const int across = ui.narrow ? 4 : core::closest;
    const float gap = ui.u(ui.narrow ? 6 : 10),
                cell = std::floor(std::min(
                    (column.width - gap * static_cast<float>(across - 1)) / static_cast<float>(across), ui.u(120)));
    const float height = std::round(cell * 0.72f);
    for (int level = 1; level <= core::closest; ++level) {
        const int place = level - 1;
        const Rect rect = rect_at(column.x + (cell + gap) * static_cast<float>(place % across),
                                  column.y + (height + gap) * static_cast<float>(place / across), cell, height);
        const IdScope id(level);
        const bool on = snapshot.this_week && snapshot.this_week->level == level;
        const auto touched = press(ui, "level", rect, semantics::Role::choice, level_name(level), on, 14);
        auto* list = ImGui::GetWindowDrawList();
        if (on || touched.hovered || touched.held)
            list->AddRectFilled(top_left(rect), bottom_right(rect),
                                on ? ui.theme.ember.soft : faded(ui.theme.ink, touched.held ? 0.08f : 0.04f), ui.u(14));
        if (on) list->AddRect(top_left(rect), bottom_right(rect), ui.theme.ember.solid, ui.u(14), 0, ui.u(2));
        circles(ui, level, centre(rect), std::min(cell * 0.9f, height * 1.15f));
        if (!touched.pressed || on) continue;
        if (snapshot.this_week)
            ui.post_and_say(core::EditCloseness{*ui.me(), snapshot.this_week->id, level, snapshot.this_week->audience},
                            tr("Changed."));
        else ui.post_and_say(core::NoteCloseness{*ui.me(), level}, tr("Noted."));
    }
    column.gap((height + gap) * static_cast<float>((core::closest + across - 1) / across) - gap);
}

void draw_past(Ui& ui, Column& column, const Snapshot& snapshot) {
    if (snapshot.past.size() < 2) return;
    column.gap(ui.u(18));
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, tr("Your months, the last picture of each"),
                     column.width)
                    .y;
    column.gap(ui.u(6));
    const float cell = ui.u(ui.narrow ? 52 : 80), side = ui.u(ui.narrow ? 48 : 70);
    const auto fit = std::max<std::size_t>(1, static_cast<std::size_t>(column.width / cell));
    const auto first = snapshot.past.size() > fit ? snapshot.past.size() - fit : 0;
    float x = column.x;
    for (auto i = first; i < snapshot.past.size(); ++i, x += cell) {
        const auto& past = snapshot.past[i];
        const Rect rect = rect_at(x, column.y, cell, side * 0.62f);
        circles(ui, past.level, centre(rect), side);
        tell(ui, semantics::Role::image, past.told, rect);
        label(ui, Type::caption, ui.theme.quiet, {x, rect.y1 + ui.u(2)}, cell, past.month, Align::centre);
    }
    column.gap(side * 0.62f + ui.u(4) + line_height(ui, Type::caption));
}

}  // namespace

void draw_card(State& state, Ui& ui, Column& outer) {
    if (!concerns(ui)) return;
    const auto& snapshot = shown(state, ui);
    if (ui.shut && !snapshot.asked) return;
    Card card(ui, outer);
    auto& column = card.inside;
    const bool asked = snapshot.asked;
    const float y = column.y, mark = ui.u(22);
    column.y += text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("How close I feel to us"),
                     column.width - 2 * mark, semantics::Role::heading)
                    .y;
    if (asked && snapshot.this_week && !ui.shut)
        sharing::audience_mark(ui, "mark", {core::ItemKind::closeness, snapshot.this_week->id.value},
                               snapshot.this_week->author, snapshot.this_week->audience,
                               {column.x + column.width - ui.u(12), y + line_height(ui, Type::title) / 2});
    column.gap(ui.u(4));
    const char* said =
        asked
            ? snapshot.only_mine
                  ? tr("One of seven pictures, once a week. It is only yours unless you share it, and nothing is made of it.")
                  : tr("One of seven pictures, once a week. You share it, as the settings say, and nothing is made of it.")
        : snapshot.only_mine
            ? tr("If you like, choose one of seven pictures once a week: two circles, from side by side to almost one. Only you see it.")
            : tr("If you like, choose one of seven pictures once a week: two circles, from side by side to almost one. You share it, as the settings say.");
    column.y +=
        text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, said, column.width - (asked ? 2 * mark : 0)).y;
    column.gap(ui.u(12));
    if (!asked) {
        if (button(ui, "ask-me", tr("Ask me once a week"), {column.x, column.y}, Look::plain))
            ui.post_and_say(core::AskForCloseness{*ui.me(), true}, tr("You will be asked once a week."));
        column.gap(ui.u(control_height));
        return draw_past(ui, column, snapshot);
    }
    draw_pictures(ui, column, snapshot);
    if (ui.shut) return;
    draw_past(ui, column, snapshot);
    column.gap(ui.u(10));
    if (button(ui, "no-more", tr("Ask me no more"), {column.x - ui.u(10), column.y}, Look::quiet))
        ui.post_and_say(core::AskForCloseness{*ui.me(), false}, tr("You will not be asked any more."));
    column.gap(ui.u(control_height - 8));
}

void draw_reminder(State& state, Ui& ui, Column& outer) {
    if (!concerns(ui)) return;
    const auto& snapshot = shown(state, ui);
    if (!snapshot.asked || snapshot.this_week || snapshot.left_out) return;
    Card card(ui, outer);
    auto& column = card.inside;
    column.y += text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("How close I feel to us"), column.width,
                     semantics::Role::heading)
                    .y;
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, tr("One tap, this week. Only you see it."),
                     column.width)
                    .y;
    column.gap(ui.u(10));
    draw_pictures(ui, column, snapshot);
    column.gap(ui.u(8));
    if (button(ui, "not-this-week", tr("Not this week"), {column.x - ui.u(10), column.y}, Look::quiet))
        ui.post_write([&state, me = *ui.me(), week = monday_of(ui.today)](core::Household& household) {
            state.left_out = {me, week};
            state.shown.forget();
            household.keep_draft(me, left_out_place, core::to_iso(week));
        });
    column.gap(ui.u(control_height - 8));
}

void draw_setting(State& state, Ui& ui, Column& outer) {
    const auto& snapshot = shown(state, ui);
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Closeness"),
               snapshot.only_mine
                   ? tr("One of seven pictures, once a week, on Today and with Us. Only you see it.")
                   : tr("One of seven pictures, once a week, on Today and with Us. You share it, as chosen above."));
    const float middle = column.y + ui.u(control_height / 2);
    line(ui, Type::text, ui.theme.ink, {column.x, middle - line_height(ui, Type::text) / 2}, column.width - ui.u(64),
         tr("Ask me once a week"));
    const bool wanted =
        toggle(ui, "asked", tr("Ask me once a week"), snapshot.asked, {column.x + column.width, middle});
    column.gap(ui.u(control_height));
    if (wanted != snapshot.asked) ui.post_and_say(core::AskForCloseness{*ui.me(), wanted}, tr("Changed."));
}

State State::kept(Forget what) {
    State kept;
    if (what == Forget::person) return kept;
    kept.left_out = left_out;
    return kept;
}

}  // namespace app::closeness
