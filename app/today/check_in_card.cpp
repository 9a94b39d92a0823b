#include "app/today/check_in_card.hpp"

#include <algorithm>
#include <utility>

#include "app/drafts/drafts.hpp"
#include "app/sharing/audience_mark.hpp"
#include "app/today/digits.hpp"
#include "app/words/moods.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/settings/setting_store.hpp"

namespace app::today {

using namespace widgets;

namespace {

constexpr std::int64_t time_to_add_ms = 30 * 60'000, an_hour_ms = 60 * 60'000;
constexpr std::int64_t slip_ms = 60'000;  // another face so soon was meant in the first place

// Nothing is said where one sees it anyway.
void change(Ui& ui, const core::CheckIn& after, const char* said, std::optional<core::Instant> at = {},
            Done done = {}) {
    core::EditCheckIn edit{after.author,   after.id,     after.mood, after.feeling,   after.note,
                           after.audience, after.around, after.help, after.good_news, at};
    if (said) return ui.post_and_say(std::move(edit), said, std::move(done));
    ui.post(std::move(edit), [&ui, done = std::move(done)](const core::Result<core::Applied>& result) {
        if (!result) ui.refuse(result.refusal());
        if (done) done(result);
    });
}

// A field for a name of one's own, with a button beside it; answers with what was entered.
bool draw_own(Ui& ui, Column& column, const char* id, const char* name, const char* hint, std::string& draft) {
    const float save = button_width(ui, tr("Add"));
    const Rect field = rect_at(column.x, column.y, column.width - save - ui.u(10), ui.u(control_height));
    const IdScope scope(id);
    drafts::keep_typed(ui, id, draft);
    const bool entered = text_field(ui, "own", name, hint, draft, field);
    const bool pressed =
        button(ui, "add", tr("Add"), {field.x1 + ui.u(10), column.y}, Look::plain, save, {}, !draft.empty());
    column.gap(ui.u(control_height + 12));
    return (entered || pressed) && !draft.empty();
}

bool is_in(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

enum class Saying { nothing, what_was_done };

void toggle_word(Ui& ui, const Snapshot& snapshot, const std::string& word, Saying saying) {
    auto after = *snapshot.mine;
    after.feeling = with_word_toggled(after.feeling, word);
    const char* said = is_in(snapshot.mine_words, word) ? tr("Word taken away.") : tr("Word added.");
    change(ui, after, saying == Saying::nothing ? nullptr : said);
}

void add_word(Ui& ui, const Snapshot& snapshot, std::string& draft, Saying saying) {
    auto after = *snapshot.mine;
    after.feeling = with_word_added(after.feeling, draft);
    change(ui, after, saying == Saying::nothing ? nullptr : tr("Word added."), {}, [&draft](const auto& done) {
        if (done) draft.clear();  // a refused one stays for its writer to mend
    });
}

// A few words to be tapped on and off, those that are in it already, and the way to all the others.
void draw_feelings(CheckInCard& card, Ui& ui, Column& column, const Snapshot& snapshot) {
    const Tone& tone = ui.theme.mood(snapshot.mine->mood);
    ChipRow row(ui, column.x, column.y, column.width);
    const auto add = [&](const std::string& word, bool on) {
        if (row.add(word.c_str(), tr(word.c_str()), tone, on).pressed)
            toggle_word(ui, snapshot, word, Saying::what_was_done);
    };
    for (const auto& word : snapshot.suggested) add(word, is_in(snapshot.mine_words, word));
    for (const auto& word : snapshot.mine_words)
        if (!is_in(snapshot.suggested, word)) add(word, true);
    if (row.add("more-words", tr("More words"), ui.theme.slate, false, "field").pressed) {
        ui.toast = {};  // whoever goes on has seen it; it would lie over the sheet
        card.feelings.begin(snapshot.mine->mood);
    }
    column.y = row.bottom() + ui.u(12);
    if (draw_own(ui, column, "today.word", tr("A word of your own"), tr("a word of your own…"), card.word_draft))
        add_word(ui, snapshot, card.word_draft, Saying::what_was_done);
}

// The note that is being written is not yet the one that is stored.
bool unkept(const CheckInCard::Note& note) { return note.text != note.stored && !note.text.empty(); }

CheckInCard::Note& note_of(CheckInCard& card, const core::CheckIn& mine) {
    auto& note = card.notes[mine.id];
    if (note.text == note.stored) note.text = mine.note;
    note.stored = mine.note;
    note.on_today = card.drawn == Drawn::today;
    return note;
}

void draw_note_field(CheckInCard& card, Ui& ui, Column& column, const core::CheckIn& mine) {
    auto& note = note_of(card, mine);
    drafts::keep_typed(ui, note_place, note.text, mine.id.value, &note.stored);
    const bool changed = note.text != note.stored;
    const float keep = changed ? button_width(ui, tr("Keep")) + ui.u(10) : 0;
    const auto area = text_area(ui, "note", tr("A note about it"), tr("a note, if you like…"), note.text,
                                {column.x, column.y}, column.width - keep, 1, 6);
    const bool kept =
        changed && button(ui, "keep-note", tr("Keep"),
                          {column.x + column.width - keep + ui.u(10), column.y + area.height - ui.u(control_height)},
                          Look::plain, keep - ui.u(10));
    if (kept || (changed && area.entered)) {
        auto after = mine;
        after.note = note.text;
        change(ui, after, tr("Note kept."));
    }
    column.gap(area.height + ui.u(12));
}

void draw_around(CheckInCard& card, Ui& ui, Column& column, const Snapshot& snapshot) {
    const auto& mine = *snapshot.mine;
    ChipRow row(ui, column.x, column.y, column.width);
    const auto add = [&](const std::string& name, std::string_view drawing, bool on) {
        if (!row.add(name.c_str(), tr(name.c_str()), ui.theme.sky, on, drawing).pressed) return;
        auto after = mine;
        after.around = with_word_toggled(mine.around, name);
        change(ui, after, tr("Changed."));
    };
    for (const auto& entry : snapshot.activities) add(entry.name, entry.icon, is_in(snapshot.mine_around, entry.name));
    for (const auto& name : snapshot.mine_around)
        if (std::none_of(snapshot.activities.begin(), snapshot.activities.end(),
                         [&](const auto& entry) { return entry.name == name; }))
            add(name, activities::usual_icon(name), true);
    if (row.add("edit-activities", tr("Edit activities"), ui.theme.slate, false, "pencil").pressed) {
        ui.toast = {};
        card.activities.begin();
    }
    column.y = row.bottom() + ui.u(12);
    if (draw_own(ui, column, "today.around", tr("Something else around it"), tr("something else…"),
                 card.around_draft)) {
        auto after = mine;
        after.around = with_word_added(mine.around, card.around_draft);
        change(ui, after, tr("Changed."), {}, [&card](const auto& done) {
            if (done) card.around_draft.clear();
        });
    }
}

void draw_help(Ui& ui, Column& column, const core::CheckIn& mine) {
    const std::pair<core::Help, const char*> kinds[] = {{core::Help::listen, tr("Somebody who listens")},
                                                        {core::Help::hug, tr("A hug")},
                                                        {core::Help::space, tr("A little space")},
                                                        {core::Help::ideas, tr("Ideas")}};
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto& [help, name] : kinds) {
        const bool on = mine.help == help;
        if (!row.add(name, name, ui.theme.plum, on).pressed) continue;
        auto after = mine;
        after.help = on ? core::Help::unsaid : help;
        change(ui, after,
               mine.audience == core::Audience::only_me ? tr("Kept. Others see it once you share this.") : tr("Said."));
    }
    column.y = row.bottom() + ui.u(12);
}

void draw_when(Ui& ui, Column& column, const core::CheckIn& mine) {
    const auto at = [&](core::Day day, int minute) { return ui.core.clock().at(day, minute); };
    const std::pair<const char*, core::Instant> choices[] = {{tr("Just now"), ui.now},
                                                             {tr("This morning"), at(ui.today, 8 * 60)},
                                                             {tr("At midday"), at(ui.today, 12 * 60 + 30)},
                                                             {tr("This afternoon"), at(ui.today, 16 * 60)},
                                                             {tr("Last night"), at(ui.today - 1, 22 * 60)}};
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto& [name, when] : choices) {
        const bool is_now = when.utc_ms == ui.now.utc_ms;
        if (!is_now && ui.now.utc_ms - when.utc_ms < an_hour_ms) continue;  // now, or yet to come
        const bool on =
            is_now ? ui.now.utc_ms - mine.felt_at.utc_ms < time_to_add_ms : mine.felt_at.utc_ms == when.utc_ms;
        if (!row.add(name, name, ui.theme.honey, on).pressed || on) continue;
        auto after = mine;
        after.felt_at = when;
        after.day = core::day_of(when, ui.core.get<core::SettingStore>().day_start_hour());
        change(ui, after, tr("The time is changed."), when);
    }
    column.y = row.bottom() + ui.u(12);
}

void remove(CheckInCard& card, Ui& ui, const core::CheckIn& mine) {
    ui.post_and_say(core::RemoveCheckIn{mine.author, mine.id}, tr("Deleted."),
                    [&card, id = mine.id](const auto& removed) {
                        if (!removed) return;
                        if (card.added && card.added->first == id) card.added.reset();
                        card.notes.erase(id);
                    });
}

// What more there is to say folds out of a row of chips, one at a time.
void draw_more(CheckInCard& card, Ui& ui, Column& column, const Snapshot& snapshot) {
    const auto& mine = *snapshot.mine;
    ChipRow row(ui, column.x, column.y, column.width);
    const auto fold = [&](const char* id, const char* name, More more, bool said, std::string_view icon_name) {
        const auto pressed = row.add(id, name, ui.theme.slate, said || card.more == more, icon_name).pressed;
        if (pressed) card.more = card.more == more ? More::nothing : more;
    };
    fold("around", tr("What was around it"), More::around, !mine.around.empty(), "leaf");
    const auto add_news = [&] {
        if (!row.add("news", tr("Good news"), ui.theme.honey, mine.good_news, "star").pressed) return;
        auto after = mine;
        after.good_news = !mine.good_news;
        const char* said = mine.audience == core::Audience::only_me
                               ? tr("Good news. Share it, and it can be asked about.")
                               : tr("Good news. Now it can be asked about.");
        change(ui, after, after.good_news ? said : tr("Changed."));
    };
    // What is likelier first; a good day may need a hug, and a hard one have its good news.
    if (mine.mood >= 4) add_news();
    fold("help", tr("What would help"), More::help, mine.help != core::Help::unsaid, "heart");
    if (mine.mood < 4) add_news();
    if (card.drawn == Drawn::today) fold("when", tr("When"), More::when, false, "calendar");
    column.y = row.bottom() + ui.u(12);
    switch (card.more) {
        case More::around: draw_around(card, ui, column, snapshot); break;
        case More::help: draw_help(ui, column, mine); break;
        case More::when:
            if (card.drawn == Drawn::today) draw_when(ui, column, mine);
            break;
        case More::nothing: break;
    }
}

void draw_additions(CheckInCard& card, Ui& ui, Column& column, const Snapshot& snapshot) {
    const auto& mine = *snapshot.mine;
    if (std::exchange(card.adding_to, mine.id) != mine.id) card.more = More::nothing;
    column.gap(ui.u(16));
    draw_feelings(card, ui, column, snapshot);
    draw_note_field(card, ui, column, mine);
    draw_more(card, ui, column, snapshot);
    float bottom = 0;
    if (!snapshot.unshared.empty()) {
        column.y += text(ui, Type::small, ui.theme.plum.deep, {column.x, column.y}, snapshot.unshared, column.width).y;
        column.gap(ui.u(8));
    }
    const auto audience =
        choose_audience(ui, "audience", mine.audience, {column.x - ui.u(6), column.y}, column.width + ui.u(6), &bottom);
    if (audience != mine.audience) {
        auto after = mine;
        after.audience = audience;
        change(ui, after,
               mine.audience == core::Audience::only_me ? tr("Shared.")
                                                        : sharing::said_of_change(mine.audience, audience));
    }
    column.y = bottom;
}

// One line where what is only one's own would stand.
void draw_shut(Ui& ui, Column& column) {
    column.gap(ui.u(10));
    const float width = button_width(ui, tr("Unlock")), middle = column.y + ui.u(control_height / 2);
    icon(ui, "lock", {column.x + ui.u(10), middle}, ui.u(19), ui.theme.quiet);
    line(ui, Type::small, ui.theme.quiet, {column.x + ui.u(30), middle - line_height(ui, Type::small) / 2},
         column.width - width - ui.u(38), tr("Your entries are locked."));
    if (button(ui, "open-vault", tr("Unlock"), {column.x + column.width - width, column.y}, Look::plain, width))
        ui.vault_wish = VaultWish::open;
    column.gap(ui.u(control_height));
}

// A face changes this check-in, instead of making another one.
bool changes(const CheckInCard& card, const Ui& ui, core::CheckInId id) {
    if (card.drawn == Drawn::one) return true;
    return card.added && card.added->first == id &&
           (card.changing || ui.now.utc_ms - card.added->second.utc_ms < slip_ms);
}

// Words that were not kept yet go along to the next check-in: it is another hour, or another face was meant.
void take_along(CheckInCard& card, core::CheckInId from, core::CheckInId to) {
    const auto begun = card.notes.find(from);
    if (begun == card.notes.end() || !unkept(begun->second)) return;
    card.notes[to].text = std::move(begun->second.text);
    card.notes.erase(begun);
}

void draw_faces(CheckInCard& card, Ui& ui, Column& column, const Snapshot& snapshot) {
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
            ImGui::GetWindowDrawList()->AddCircle({x, column.y + radius + ui.u(2)}, radius + ui.u(1.5f),
                                                  faded(ui.theme.mood(mood).solid, 0.45f), 0, ui.u(1.5f));
        label(ui, chosen ? Type::tiny : Type::small, chosen ? ui.theme.ink : ui.theme.quiet,
              {x - cell / 2 - ui.u(5), column.y + 2 * radius + ui.u(12)}, cell + ui.u(10), mood_name(mood),
              Align::centre);
        if (!touched.pressed && !digit_pressed(ui, mood)) continue;
        if (snapshot.mine && changes(card, ui, snapshot.mine->id)) {
            auto after = *snapshot.mine;
            after.mood = mood;
            if (!chosen) change(ui, after, filled(tr("Changed to “{mood}”."), {{"mood", mood_name(mood)}}).c_str());
            continue;
        }
        const auto audience =
            ui.core.default_audience(ui.me(), core::ItemKind::check_in);  // to say so: core applies it
        const char* said = audience == core::Audience::only_me ? tr("{mood}. Written down for you alone.")
                                                               : tr("{mood}. Written down.");
        const auto before = snapshot.mine ? std::optional(snapshot.mine->id) : std::nullopt;
        ui.post_and_say(core::CheckInNow{*ui.me(), mood, {}, {}}, filled(said, {{"mood", mood_name(mood)}}),
                        [&card, now = ui.now, before](const auto& result) {
                            if (!result) return;
                            const auto made = result.value().template as<core::CheckInId>();
                            if (before) take_along(card, *before, made);
                            card.added = std::pair(made, now);
                            card.changing = false;
                        });
    }
    column.gap(2 * radius + ui.u(32));
}

}  // namespace

CheckInCard CheckInCard::kept(Forget what) {
    CheckInCard kept;
    kept.more = more;
    kept.added = added;
    kept.changing = changing;
    kept.adding_to = adding_to;
    kept.feelings.open = feelings.open;
    kept.feelings.field = std::move(feelings.field);
    if (what >= Forget::typed)
        for (auto* text : {&activities.name, &activities.problem}) core::wipe(*text);
    kept.activities = std::move(activities);
    if (what >= Forget::typed) return kept;
    kept.word_draft = std::move(word_draft);
    kept.around_draft = std::move(around_draft);
    kept.notes = std::move(notes);
    kept.feelings.draft = std::move(feelings.draft);
    return kept;
}

void draw_check_in_sheets(CheckInCard& card, Ui& ui, const Snapshot& snapshot) {
    if (card.feelings.open) {
        const auto wish = feelings::draw(card.feelings, ui, snapshot.mine_words, snapshot.own_words);
        if (wish.toggled) toggle_word(ui, snapshot, *wish.toggled, Saying::nothing);
        if (wish.added) add_word(ui, snapshot, card.feelings.draft, Saying::nothing);
    }
    if (card.activities.open) activities::draw(card.activities, ui, snapshot.activity_list, snapshot.used_activities);
}

std::optional<core::CheckInId> about(const CheckInCard& card, const Ui& ui) {
    if (card.added && ui.now.utc_ms - card.added->second.utc_ms < time_to_add_ms) return card.added->first;
    for (auto note = card.notes.rbegin(); note != card.notes.rend(); ++note)
        if (note->second.on_today && unkept(note->second)) return note->first;
    return std::nullopt;
}

void keep_begun(CheckInCard& card, Ui& ui) {
    if (!ui.me()) return;
    for (auto& [id, note] : card.notes)
        if (unkept(note)) drafts::keep_typed(ui, note_place, note.text, id.value, &note.stored);
}

void draw_check_in(CheckInCard& card, Ui& ui, Column& outer, const Snapshot& snapshot) {
    Card frame(ui, outer);
    auto& column = frame.inside;
    const bool page = card.drawn == Drawn::one;
    const auto* mine = snapshot.mine ? &*snapshot.mine : nullptr;
    const bool open =
        mine && (page || ui.now.utc_ms - mine->felt_at.utc_ms < time_to_add_ms || about(card, ui) == mine->id);
    if (mine) {
        const ImVec2 corner = {column.x + column.width - ui.u(12),
                               column.y + line_height(ui, Type::title) / 2 - ui.u(4)};
        if (open && icon_button(ui, "delete", "trash", tr("Delete this check-in"), corner, ui.theme.quiet, 20))
            remove(card, ui, *mine);
        if (!open && icon_button(ui, "change", "pencil", tr("Change this check-in"), corner, ui.theme.quiet, 20)) {
            card.added = std::pair(mine->id, ui.now);
            card.changing = true;
        }
    }
    {
        Column title = {column.x, column.y, column.width - ui.u(mine ? control_height : 0)};
        card_title(ui, title, page ? tr("How it was") : tr("How are you?"));
        column.y = title.y;
    }
    draw_faces(card, ui, column, snapshot);
    if (!page && open && !snapshot.when.empty())
        column.y +=
            text(ui, Type::small, ui.theme.quiet, {column.x, column.y + ui.u(6)}, snapshot.when, column.width).y +
            ui.u(6);
    if (ui.shut && !page) draw_shut(ui, column);
    if (open) draw_additions(card, ui, column, snapshot);
}

}  // namespace app::today
