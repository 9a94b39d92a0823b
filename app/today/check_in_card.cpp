#include "app/today/check_in_card.hpp"

#include <algorithm>
#include <utility>

#include "app/drafts/drafts.hpp"
#include "app/sharing/audience_mark.hpp"
#include "app/today/card_title.hpp"
#include "app/today/snapshot.hpp"
#include "app/words/moods.hpp"

namespace app::today {

using namespace widgets;

namespace {

constexpr std::int64_t time_to_add_ms = 30 * 60'000, an_hour_ms = 60 * 60'000;

// Whoever wrote it with the vault shut sees it as they wrote it: the file does not answer with it.
void change(State& state, Ui& ui, const core::CheckIn& after, const char* said, std::optional<core::Instant> at = {}, Done done = {}) {
    ui.post_and_say(core::EditCheckIn{after.author, after.id, after.mood, after.feeling, after.note, after.audience, after.around, after.help, after.good_news, at}, said,
                    [&state, after, done = std::move(done)](const auto& result) {
                        if (result) state.written = after;
                        if (done) done(result);
                    });
}

// Chips of names that can be tapped on and off: those that are offered, and those that are in it already.
std::optional<std::string> draw_names(Ui& ui, Column& column, const Tone& tone, const std::vector<std::string>& offered, const std::vector<std::string>& chosen,
                                      bool with_icons) {
    std::optional<std::string> toggled;
    ChipRow row(ui, column.x, column.y, column.width);
    const auto add = [&](const std::string& name, bool on) {
        if (row.add(name.c_str(), tr(name.c_str()), tone, on, with_icons ? icon_of_activity(name) : std::string_view()).pressed) toggled = name;
    };
    for (const auto& name : offered) add(name, std::find(chosen.begin(), chosen.end(), name) != chosen.end());
    for (const auto& name : chosen)
        if (std::find(offered.begin(), offered.end(), name) == offered.end()) add(name, true);
    column.y = row.bottom() + ui.u(12);
    return toggled;
}

// A field for a name of one's own, with a button beside it; answers with what was entered.
bool draw_own(Ui& ui, Column& column, const char* id, const char* name, const char* hint, std::string& draft) {
    const float save = button_width(ui, tr("Add"));
    const Rect field = rect_at(column.x, column.y, column.width - save - ui.u(10), ui.u(control_height));
    const IdScope scope(id);
    drafts::keep_typed(ui, id, draft);
    const bool entered = text_field(ui, "own", name, hint, draft, field);
    const bool pressed = button(ui, "add", tr("Add"), {field.x1 + ui.u(10), column.y}, Look::plain, save, {}, !draft.empty());
    column.gap(ui.u(control_height + 12));
    return (entered || pressed) && !draft.empty();
}

void draw_feelings(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    const auto& mine = *snapshot.mine;
    if (const auto word = draw_names(ui, column, ui.theme.mood(mine.mood), snapshot.suggested, snapshot.mine_words, false)) {
        const bool on = std::find(snapshot.mine_words.begin(), snapshot.mine_words.end(), *word) != snapshot.mine_words.end();
        auto after = mine;
        after.feeling = with_word_toggled(mine.feeling, *word);
        change(state, ui, after, on ? tr("Word taken away.") : tr("Word added."));
    }
    if (draw_own(ui, column, "today.word", tr("A word of your own"), tr("a word of your own…"), state.word_draft)) {
        auto after = mine;
        after.feeling = with_word_added(mine.feeling, state.word_draft);
        change(state, ui, after, tr("Word added."), {}, [&state](const auto& done) {
            if (done) state.word_draft.clear();
        });
    }
}

void draw_note_field(State& state, Ui& ui, Column& column, const core::CheckIn& mine) {
    const bool changed = state.note_draft != mine.note;
    const float keep = changed ? button_width(ui, tr("Keep")) + ui.u(10) : 0;
    const auto area = text_area(ui, "note", tr("A note about it"), tr("a note, if you like…"), state.note_draft, {column.x, column.y}, column.width - keep, 1, 6);
    const bool kept = changed && button(ui, "keep-note", tr("Keep"), {column.x + column.width - keep + ui.u(10), column.y + area.height - ui.u(control_height)}, Look::plain, keep - ui.u(10));
    if (kept || (changed && area.entered)) {
        auto after = mine;
        after.note = state.note_draft;
        change(state, ui, after, tr("Note kept."));
    }
    column.gap(area.height + ui.u(12));
}

void draw_around(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    const auto& mine = *snapshot.mine;
    if (const auto name = draw_names(ui, column, ui.theme.sky, snapshot.activities, snapshot.mine_around, true)) {
        auto after = mine;
        after.around = with_word_toggled(mine.around, *name);
        change(state, ui, after, tr("Changed."));
    }
    if (draw_own(ui, column, "today.around", tr("Something else around it"), tr("something else…"), state.around_draft)) {
        auto after = mine;
        after.around = with_word_added(mine.around, state.around_draft);
        change(state, ui, after, tr("Changed."), {}, [&state](const auto& done) {
            if (done) state.around_draft.clear();
        });
    }
}

void draw_help(State& state, Ui& ui, Column& column, const core::CheckIn& mine) {
    const std::pair<core::Help, const char*> kinds[] = {{core::Help::listen, tr("Somebody who listens")}, {core::Help::hug, tr("A hug")},
                                                        {core::Help::space, tr("A little space")}, {core::Help::ideas, tr("Ideas")}};
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto& [help, name] : kinds) {
        const bool on = mine.help == help;
        if (!row.add(name, name, ui.theme.plum, on).pressed) continue;
        auto after = mine;
        after.help = on ? core::Help::unsaid : help;
        change(state, ui, after, mine.audience == core::Audience::only_me ? tr("Kept. Others see it once you share this.") : tr("Said."));
    }
    column.y = row.bottom() + ui.u(12);
}

void draw_when(State& state, Ui& ui, Column& column, const core::CheckIn& mine) {
    const auto now = core::local_time(ui.now);
    const auto at = [&](core::Day day, int minute) { return ui.core.clock().at(day, minute); };
    const std::pair<const char*, core::Instant> choices[] = {{tr("Just now"), ui.now},
                                                             {tr("This morning"), at(now.day, 8 * 60)},
                                                             {tr("At midday"), at(now.day, 12 * 60 + 30)},
                                                             {tr("This afternoon"), at(now.day, 16 * 60)},
                                                             {tr("Last night"), at(now.day - 1, 22 * 60)}};
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto& [name, when] : choices) {
        const bool is_now = when.utc_ms == ui.now.utc_ms;
        if (!is_now && ui.now.utc_ms - when.utc_ms < an_hour_ms) continue;  // now, or yet to come
        const bool on = is_now ? ui.now.utc_ms - mine.felt_at.utc_ms < time_to_add_ms : mine.felt_at.utc_ms == when.utc_ms;
        if (!row.add(name, name, ui.theme.honey, on).pressed || on) continue;
        auto after = mine;
        after.felt_at = when;
        after.day = core::day_of(when, ui.core.settings().day_start_hour());
        change(state, ui, after, tr("The time is changed."), when);
    }
    column.y = row.bottom() + ui.u(12);
}

// What more there is to say folds out of a row of chips, one at a time.
void draw_more(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    const auto& mine = *snapshot.mine;
    ChipRow row(ui, column.x, column.y, column.width);
    const auto fold = [&](const char* id, const char* name, More more, bool said, std::string_view icon_name) {
        const auto pressed = row.add(id, name, ui.theme.slate, said || state.more == more, icon_name).pressed;
        if (pressed) state.more = state.more == more ? More::nothing : more;
    };
    fold("around", tr("What was around it"), More::around, !mine.around.empty(), "leaf");
    if (mine.mood >= 4) {
        if (row.add("news", tr("Good news"), ui.theme.honey, mine.good_news, "star").pressed) {
            auto after = mine;
            after.good_news = !mine.good_news;
            change(state, ui, after, after.good_news ? tr("Good news. Share it, and it can be asked about.") : tr("Changed."));
        }
    } else {
        fold("help", tr("What would help"), More::help, mine.help != core::Help::unsaid, "heart");
    }
    fold("when", tr("When"), More::when, false, "calendar");
    column.y = row.bottom() + ui.u(12);
    switch (state.more) {
        case More::around: draw_around(state, ui, column, snapshot); break;
        case More::help:
            if (mine.mood < 4) draw_help(state, ui, column, mine);
            break;
        case More::when: draw_when(state, ui, column, mine); break;
        case More::nothing: break;
    }
}

void draw_additions(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    const auto& mine = *snapshot.mine;
    if (state.noting != mine.id) {
        state.noting = mine.id;
        state.note_draft = mine.note;
        state.more = More::nothing;
    }
    column.gap(ui.u(16));
    draw_feelings(state, ui, column, snapshot);
    draw_note_field(state, ui, column, mine);
    draw_more(state, ui, column, snapshot);
    float bottom = 0;
    const auto audience = choose_audience(ui, "audience", mine.audience, {column.x - ui.u(6), column.y}, column.width + ui.u(6), &bottom);
    if (audience != mine.audience) {
        auto after = mine;
        after.audience = audience;
        change(state, ui, after, mine.audience == core::Audience::only_me ? tr("Shared.") : sharing::said_of_change(mine.audience, audience));
    }
    column.y = bottom;
}

// One line where what is only one's own would stand.
void draw_shut(Ui& ui, Column& column) {
    column.gap(ui.u(10));
    const float width = button_width(ui, tr("Open")), middle = column.y + ui.u(control_height / 2);
    icon(ui, "lock", {column.x + ui.u(10), middle}, ui.u(19), ui.theme.quiet);
    line(ui, Type::small, ui.theme.quiet, {column.x + ui.u(30), middle - line_height(ui, Type::small) / 2}, column.width - width - ui.u(38), tr("What only you see is shut."));
    if (button(ui, "open-vault", tr("Open"), {column.x + column.width - width, column.y}, Look::plain, width)) ui.vault_wish = VaultWish::open;
    column.gap(ui.u(control_height));
}

void draw_faces(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    const float cell = column.width / 5;
    const float radius = std::min(ui.u(29), cell * 0.42f);
    for (int mood = 1; mood <= 5; ++mood) {
        const IdScope id(mood);
        const float x = column.x + cell * (static_cast<float>(mood) - 0.5f);
        const Rect rect = {x - cell / 2, column.y - ui.u(4), x + cell / 2, column.y + 2 * radius + ui.u(40)};
        const bool chosen = snapshot.mine && snapshot.mine->mood == mood;
        const auto touched = press(ui, "mood", rect, semantics::Role::button, mood_name(mood), chosen, 16);
        mood_face(ui, mood, {x, column.y + radius + ui.u(2)}, touched.held ? radius * 0.95f : radius, chosen);
        if (touched.hovered && !chosen)
            ImGui::GetWindowDrawList()->AddCircle({x, column.y + radius + ui.u(2)}, radius + ui.u(1.5f), faded(ui.theme.mood(mood).solid, 0.45f), 0, ui.u(1.5f));
        label(ui, chosen ? Type::tiny : Type::small, chosen ? ui.theme.ink : ui.theme.quiet, {x - cell / 2 - ui.u(5), column.y + 2 * radius + ui.u(12)},
              cell + ui.u(10), mood_name(mood), Align::centre);
        if (!touched.pressed) continue;
        const auto audience = ui.core.settings().default_audience(*ui.me(), core::ItemKind::check_in);
        const char* said = audience == core::Audience::only_me ? tr("{mood}. Written down for you alone.") : tr("{mood}. Written down.");
        core::CheckIn made{{}, *ui.me(), audience, ui.today, ui.now, mood, {}, {}};
        ui.post_and_say(core::CheckInNow{*ui.me(), mood, {}, {}, audience}, filled(said, {{"mood", mood_name(mood)}}), [&state, made](const auto& result) {
            if (!result) return;
            state.written = made;
            state.written->id = result.value().template as<core::CheckInId>();
            state.added = std::pair(state.written->id, made.felt_at);
        });
    }
    column.gap(2 * radius + ui.u(32));
}

}  // namespace

void draw_check_in(State& state, Ui& ui, Column& outer, const Snapshot& snapshot) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("How are you?"));
    draw_faces(state, ui, column, snapshot);
    if (ui.shut) draw_shut(ui, column);
    if (!snapshot.mine) return;
    const bool felt_just_now = ui.now.utc_ms - snapshot.mine->felt_at.utc_ms < time_to_add_ms;
    const bool added_just_now = state.added && state.added->first == snapshot.mine->id && ui.now.utc_ms - state.added->second.utc_ms < time_to_add_ms;
    if (felt_just_now || added_just_now) draw_additions(state, ui, column, snapshot);
}

}  // namespace app::today
