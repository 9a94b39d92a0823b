#include "app/today/today_screen.hpp"

#include <algorithm>
#include <cmath>

#include "app/today/snapshot.hpp"
#include "app/words/dates.hpp"
#include "app/words/moods.hpp"

namespace app::today {

using namespace widgets;

namespace {

constexpr int minutes_to_add_words = 30;

// Something to look back on; while all photos are recent, the newest day's first.
std::optional<core::Memory> to_show(const Ui& ui, core::Day today, const core::Viewer& viewer) {
    if (auto found = ui.core.memories().to_look_back_on(viewer, today)) return found;
    const auto days = ui.core.memories().days(viewer);
    if (days.empty()) return std::nullopt;
    return ui.core.memories().between(viewer, days.front().day, days.front().day).front();
}

void card_title(Ui& ui, Column& column, std::string_view title) {
    column.y += text(ui, Type::title, ui.theme.ink, {column.x, column.y}, title, column.width, semantics::Role::heading).y;
    column.gap(ui.u(12));
}

// Everybody's face, at the right of the heading: a tap says who is here, another one on one's own that nobody is.
// Where there are more than a narrow line holds, only one's own: from the room one chooses among them all.
void draw_who(Ui& ui, float right, float middle, bool all) {
    const float radius = ui.u(ui.narrow ? 22 : 24), step = ui.u(control_height);
    const auto count = all ? static_cast<float>(ui.people->size()) : ui.me() ? 1.f : 0.f;
    float x = right - radius - step * (count - 1);
    if (ui.narrow) {
        const float gear = x - radius - ui.u(26);
        if (icon_button(ui, "settings", "settings", tr("Settings"), {gear, middle}, ui.theme.quiet, 24)) ui.go_to = Place::settings;
    }
    for (const auto& person : *ui.people) {
        const IdScope id(person.id);
        const bool here = ui.me() == person.id;
        if (!all && !here) continue;
        const auto state = press(ui, "face", {x - step / 2, middle - radius, x + step / 2, middle + radius}, semantics::Role::choice, person.name, here, 24);
        ImGui::GetWindowDrawList()->AddCircleFilled({x, middle}, radius + ui.u(3), ui.theme.paper, 0);
        avatar(ui, person, {x, middle}, radius, here || state.hovered ? 1.f : 0.5f);
        if (state.pressed) ui.switch_to = here ? core::Viewer::room() : core::Viewer::of(person.id);
        x += step;
    }
}

void draw_words(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    const auto& mine = *snapshot.mine;
    const auto edit = [&](std::string feeling, std::string note, core::Audience audience, const char* said, Done done = {}) {
        auto after = mine;
        after.feeling = feeling;
        after.note = note;
        after.audience = audience;
        ui.post_and_say(core::EditCheckIn{mine.author, mine.id, mine.mood, std::move(feeling), std::move(note), audience}, said,
                        [&state, after = std::move(after), done = std::move(done)](const auto& result) {
                            if (result) state.written = after;
                            if (done) done(result);
                        });
    };
    const auto toggle_word = [&](const std::string& word, bool on) {
        edit(with_word_toggled(mine.feeling, word), mine.note, mine.audience, on ? tr("Word taken away.") : tr("Word added."));
    };
    column.gap(ui.u(16));
    const Tone& tone = ui.theme.mood(mine.mood);
    ChipRow row(ui, column.x, column.y, column.width);
    const auto& suggested = snapshot.suggested;
    for (const char* word : suggested) {
        const bool on = std::find(snapshot.mine_words.begin(), snapshot.mine_words.end(), word) != snapshot.mine_words.end();
        if (row.add(word, tr(word), tone, on).pressed) toggle_word(word, on);
    }
    for (const auto& word : snapshot.mine_words) {
        const bool known = std::any_of(suggested.begin(), suggested.end(), [&](const char* s) { return word == s; });
        if (!known && row.add(word.c_str(), word, tone, true).pressed) toggle_word(word, true);
    }
    column.y = row.bottom() + ui.u(12);

    const float save = button_width(ui, tr("Add"));
    const Rect field = rect_at(column.x, column.y, column.width - save - ui.u(10), ui.u(control_height));
    const bool entered = text_field(ui, "word", tr("A word of your own"), tr("a word of your own…"), state.word_draft, field);
    const bool pressed = button(ui, "add-word", tr("Add"), {field.x1 + ui.u(10), column.y}, Look::plain, save, {}, !state.word_draft.empty());
    if ((entered || pressed) && !state.word_draft.empty()) {
        edit(with_word_added(mine.feeling, state.word_draft), mine.note, mine.audience, tr("Word added."), [&state](const auto& done) {
            if (done) state.word_draft.clear();
        });
    }
    column.gap(ui.u(control_height + 12));

    if (state.noting != mine.id) {
        state.noting = mine.id;
        state.note_draft = mine.note;
    }
    const bool changed = state.note_draft != mine.note;
    const float keep = changed ? button_width(ui, tr("Keep")) + ui.u(10) : 0;
    const auto area = text_area(ui, "note", tr("A note about it"), tr("a note, if you like…"), state.note_draft, {column.x, column.y}, column.width - keep, 1, 6);
    const bool kept = changed && button(ui, "keep-note", tr("Keep"), {column.x + column.width - keep + ui.u(10), column.y + area.height - ui.u(control_height)}, Look::plain, keep - ui.u(10));
    if (kept || (changed && area.entered)) edit(mine.feeling, state.note_draft, mine.audience, tr("Note kept."));
    column.gap(area.height + ui.u(12));
    float bottom = 0;
    const auto audience = choose_audience(ui, "audience", mine.audience, {column.x - ui.u(6), column.y}, column.width + ui.u(6), &bottom);
    if (audience != mine.audience) edit(mine.feeling, mine.note, audience, audience == core::Audience::only_me ? tr("Only you see it now.") : tr("Shared."));
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

void draw_mood(State& state, Ui& ui, Column& outer, const Snapshot& snapshot) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("How are you?"));
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
        if (touched.pressed) {
            const auto audience = ui.core.settings().default_audience(*ui.me(), core::ItemKind::check_in);
            const char* said = audience == core::Audience::only_me ? tr("{mood}. Written down for you alone.") : tr("{mood}. Written down.");
            core::CheckIn made{{}, *ui.me(), audience, ui.today, ui.now, mood, {}, {}};
            ui.post_and_say(core::CheckInNow{*ui.me(), mood, {}, {}, audience}, filled(said, {{"mood", mood_name(mood)}}), [&state, made](const auto& result) {
                if (!result) return;
                state.written = made;
                state.written->id = result.value().template as<core::CheckInId>();
            });
        }
    }
    column.gap(2 * radius + ui.u(32));
    if (ui.shut) draw_shut(ui, column);
    const bool recent = snapshot.mine && (ui.now.utc_ms - snapshot.mine->felt_at.utc_ms) < minutes_to_add_words * std::int64_t{60'000};
    if (recent) draw_words(state, ui, column, snapshot);
}

void give(State& state, Ui& ui, std::string sentence, bool clear_draft) {
    const auto* to = ui.person(state.thanked);
    const auto said = to ? filled(tr("Given to {name}."), {{"name", to->name}}) : std::string(tr("Given to life."));
    const auto audience = ui.core.settings().default_audience(*ui.me(), core::ItemKind::thanks);
    ui.post_and_say(core::GiveThanks{*ui.me(), state.thanked, std::move(sentence), audience}, said,
                    [&state, clear_draft](const auto& given) { if (given && clear_draft) state.thanks_draft.clear(); });
}

void draw_recipients(State& state, Ui& ui, Column& column) {
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto& person : *ui.people) {
        if (ui.me() == person.id) continue;
        const IdScope id(person.id);
        if (row.add("to", person.name, ui.theme.tone(person.colour), state.thanked == person.id).pressed) {
            state.thanked = person.id;
            state.thank_life = false;
        }
    }
    if (row.add("life", tr("Life"), ui.theme.sage, !state.thanked).pressed) {
        state.thanked.reset();
        state.thank_life = true;
    }
    column.y = row.bottom() + ui.u(14);
}

void draw_thanks(State& state, Ui& ui, Column& outer, const Snapshot& snapshot) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, snapshot.thank_title);
    if (ui.people->size() > 2) draw_recipients(state, ui, column);
    if (!snapshot.chips.empty()) {
        ChipRow row(ui, column.x, column.y, column.width);
        for (int i = 0; i < static_cast<int>(snapshot.chips.size()); ++i) {
            const auto& chip = snapshot.chips[static_cast<std::size_t>(i)];
            const IdScope id(chip.sentence.c_str());
            if (row.add("chip", chip.label, ui.theme.honey).pressed) give(state, ui, chip.sentence, false);
        }
        column.y = row.bottom() + ui.u(14);
    }
    constexpr float inset = 11;
    const float send = button_width(ui, tr("Give"));
    const auto area = text_area(ui, "own-words", tr("Thanks in your own words"), snapshot.give_hint.c_str(), state.thanks_draft, {column.x, column.y},
                                column.width, 1, 6, send + ui.u(inset + 2), true, ui.u(control_height + 2 * inset));
    // The button sits in the frame, at its foot.
    const ImVec2 at = {column.x + column.width - send - ui.u(inset + 2), column.y + area.height - ui.u(control_height + inset)};
    const bool pressed = button(ui, "give", tr("Give"), at, Look::primary, send);
    if (pressed || area.entered) give(state, ui, state.thanks_draft, true);
    column.gap(area.height);
}

void draw_ritual(Ui& ui, Column& column, const Snapshot::RitualRow& row) {
    const IdScope id(row.ritual.id);
    const auto& occurrence = row.occurrence;
    const Tone& tone = ui.theme.tone(row.ritual.colour);
    const bool kept = occurrence.outcome == core::Outcome::kept, skipped = occurrence.outcome == core::Outcome::skipped;
    const float height = ui.u(60), middle = column.y + height / 2;
    const float skip_width = kept || skipped ? ui.u(30) : measure(ui, Type::small, tr("Skip")).x + ui.u(28);
    const ImVec2 mark = {column.x + ui.u(17), middle};

    const auto keep = press(ui, "keep", {column.x - ui.u(6), column.y + ui.u(4), column.x + column.width - skip_width, column.y + height - ui.u(4)},
                            semantics::Role::toggle, row.ritual.title, kept, 12);
    auto* list = ImGui::GetWindowDrawList();
    if (kept) {
        list->AddCircleFilled(mark, ui.u(17), ui.theme.sage.solid, 0);
        icon(ui, "check", mark, ui.u(19), ui.theme.scheme == Scheme::light ? rgb(0xffffff) : ui.theme.paper, 2.8f);
    } else {
        list->AddCircle(mark, ui.u(16), keep.hovered ? ui.theme.sage.solid : ui.theme.line, 0, ui.u(2));
        if (skipped) list->AddLine({mark.x - ui.u(6), mark.y}, {mark.x + ui.u(6), mark.y}, ui.theme.quiet, ui.u(2));
    }
    const float x = column.x + ui.u(48), room = column.x + column.width - skip_width - ui.u(8) - x;
    const float block = line_height(ui, Type::strong) + line_height(ui, Type::small);
    label(ui, Type::strong, skipped ? ui.theme.quiet : ui.theme.ink, {x, middle - block / 2}, room, row.ritual.title);
    line(ui, Type::small, ui.theme.quiet, {x, middle - block / 2 + line_height(ui, Type::strong)}, room, row.below);
    if (keep.pressed) {
        const auto outcome = kept || skipped ? core::Outcome::open : core::Outcome::kept;
        ui.post_and_say(core::MarkOccurrence{ui.me(), row.ritual.id, occurrence.day, outcome}, kept || skipped ? tr("Open again.") : tr("Kept."));
    }
    if (kept || skipped) {
        list->AddCircleFilled({column.x + column.width - ui.u(6), middle}, ui.u(10), tone.soft, 0);
        list->AddCircleFilled({column.x + column.width - ui.u(6), middle}, ui.u(5), tone.solid, 0);
    } else {
        const Rect skip = {column.x + column.width - skip_width, middle - ui.u(22), column.x + column.width + ui.u(8), middle + ui.u(22)};
        const auto state = press(ui, "skip", skip, semantics::Role::button, tr("Skip"), false, 12);
        label(ui, Type::small, state.hovered ? ui.theme.ink : ui.theme.quiet, {skip.x0, middle - line_height(ui, Type::small) / 2},
              column.x + column.width - skip.x0, tr("Skip"), Align::right);
        if (state.pressed) ui.post_and_say(core::MarkOccurrence{ui.me(), row.ritual.id, occurrence.day, core::Outcome::skipped}, tr("Left out today."));
    }
    column.gap(height);
}

void draw_rituals(State& state, Ui& ui, Column& outer, const Snapshot& snapshot) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Today’s rituals"));
    column.gap(ui.u(-4));
    if (snapshot.rituals.empty()) {
        column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y}, tr("Nothing is on the calendar today. A ritual can be as small as a coffee together."), column.width).y;
        column.gap(ui.u(14));
        if (button(ui, "add-ritual", tr("Add a ritual"), {column.x, column.y}, Look::plain)) state.add_ritual = true;
        column.gap(ui.u(control_height));
        return;
    }
    bool first = true;
    for (const auto& row : snapshot.rituals) {
        if (!first) ImGui::GetWindowDrawList()->AddRectFilled({column.x, std::floor(column.y)}, {column.x + column.width, std::floor(column.y) + std::max(1.f, std::round(ui.u(1)))}, ui.theme.line);
        first = false;
        draw_ritual(ui, column, row);
    }
    column.gap(ui.u(-6));
}

void draw_note(Ui& ui, Column& outer, const Snapshot::Note& note) {
    const IdScope id(note.thanks.id);
    Card card(ui, outer, ui.theme.plum.soft);
    auto& column = card.inside;
    const float x = column.x + ui.u(60), room = column.width - ui.u(60) - ui.u(40);
    icon(ui, "envelope", {column.x + ui.u(24), column.y + ui.u(20)}, ui.u(44), ui.theme.plum.deep, 1.7f);
    float y = column.y + text(ui, Type::strong, ui.theme.ink, {x, column.y - ui.u(2)}, note.title, room).y + ui.u(2);
    y += lines(ui, Type::text, ui.theme.ink, {x, y}, room, note.thanks.text, 6);
    const ImVec2 heart = {column.x + column.width - ui.u(12), column.y + ui.u(14)};
    const float half = ui.u(control_height / 2);
    const auto state = press(ui, "heart", {heart.x - half, heart.y - half, heart.x + half, heart.y + half}, semantics::Role::toggle, tr("A heart back"), note.hearted, 22);
    if (note.hearted) filled_heart(ui, heart, ui.u(24), ui.theme.ember.solid);
    else icon(ui, "heart", heart, ui.u(24), state.hovered ? ui.theme.ember.solid : mix(ui.theme.plum.soft, ui.theme.plum.solid, 0.55f));
    if (state.pressed && ui.me()) {
        if (note.hearted) ui.post_and_say(core::TakeBackHeart{*ui.me(), note.thanks.id}, tr("Heart taken back."));
        else ui.post_and_say(core::GiveHeart{*ui.me(), note.thanks.id}, tr("A heart for these words."));
    }
    column.y = std::max(y, column.y + ui.u(44));
}

void draw_shared(Ui& ui, Column& outer, const Snapshot::Shared& shared) {
    const IdScope id(shared.check_in.id);
    Card card(ui, outer);
    auto& column = card.inside;
    const float radius = ui.u(22);
    if (const auto* author = ui.person(shared.check_in.author)) avatar(ui, *author, {column.x + radius, column.y + radius + ui.u(1)}, radius);
    const float x = column.x + ui.u(58), room = column.width - ui.u(58) - ui.u(44);
    text(ui, Type::strong, ui.theme.ink, {x, column.y}, shared.title, room);
    float y = column.y + measure(ui, Type::strong, shared.title, room).y;
    y += text(ui, Type::small, ui.theme.quiet, {x, y}, shared.below, room).y;
    mood_face(ui, shared.check_in.mood, {column.x + column.width - ui.u(18), column.y + radius + ui.u(1)}, ui.u(18), false);
    if (!shared.check_in.note.empty()) {
        y += ui.u(8);
        y += lines(ui, Type::text, ui.theme.ink, {x, y}, column.width - ui.u(58), shared.check_in.note, 5);
    }
    column.y = std::max(y, column.y + 2 * radius);
}

void draw_memory(State& state, Ui& ui, Column& outer, const Snapshot& snapshot) {
    if (!snapshot.memory) {
        if (!ui.me()) return;
        Card card(ui, outer, ui.theme.sky.soft);
        auto& column = card.inside;
        icon(ui, "image", {column.x + ui.u(20), column.y + ui.u(18)}, ui.u(40), ui.theme.sky.deep, 1.8f);
        const float x = column.x + ui.u(58), room = column.width - ui.u(58);
        float y = column.y - ui.u(4);
        y += text(ui, Type::strong, ui.theme.ink, {x, y}, tr("Hang up some photos"), room).y;
        y += text(ui, Type::small, ui.theme.quiet, {x, y}, tr("In a while they come back here as memories."), room).y;
        column.y = y + ui.u(12);
        if (button(ui, "add-photos", tr("Add photos"), {x, column.y}, Look::primary)) state.add_photos = true;
        column.gap(ui.u(control_height));
        return;
    }
    const float inset = ui.u(14);
    const Rect outer_rect = rect_at(outer.x, outer.y, outer.width, std::round((outer.width - 2 * inset) * 0.44f) + 2 * inset);
    const Rect frame = grown(outer_rect, -inset);
    card(ui, outer_rect);
    const auto touched = press(ui, "memory", frame, semantics::Role::image, snapshot.memory_title, false, 14);
    photo(ui, *snapshot.memory, frame, ui.u(14), Detail::large);
    // A veil at the foot, as dark as it gets behind all the words, so that they read on any photo.
    auto* list = ImGui::GetWindowDrawList();
    const float title_height = std::min(measure(ui, Type::title, snapshot.memory_title, frame.width() - ui.u(32)).y, 2 * line_height(ui, Type::title));
    const float y = frame.y1 - ui.u(16) - line_height(ui, Type::small);
    const float foot = std::round(frame.y1 - ui.u(14)), words = std::max(std::round(y - title_height - ui.u(7)), frame.y0);
    const Colour clear = faded(rgb(0x1A0F0A), 0), dark = faded(rgb(0x1A0F0A), 0.62f);
    list->AddRectFilledMultiColor({frame.x0, std::max(words - ui.u(48), frame.y0)}, {frame.x1, words}, clear, clear, dark, dark);
    list->AddRectFilledMultiColor({frame.x0, words}, {frame.x1, foot}, dark, dark, dark, dark);
    list->AddRectFilled({frame.x0, foot}, {frame.x1, frame.y1}, dark, ui.u(14), ImDrawFlags_RoundCornersBottom);
    const Colour white = rgb(0xffffff);
    line(ui, Type::small, white, {frame.x0 + ui.u(16), y}, frame.width() - ui.u(32), snapshot.memory_below);
    lines(ui, Type::title, white, {frame.x0 + ui.u(16), y - title_height - ui.u(1)}, frame.width() - ui.u(32), snapshot.memory_title, 2);
    if (touched.pressed) state.open_memory = snapshot.memory->id;
    outer.y = outer_rect.y1 + ui.u(ui.narrow ? 14 : 20);
}

// Nobody has said who is here yet: the faces, large.
void draw_who_is_here(Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Who is here?"));
    const int across = std::clamp(static_cast<int>(ui.people->size()), 2, std::max(2, static_cast<int>(column.width / ui.u(144))));
    const float cell = std::min(column.width / static_cast<float>(across), ui.u(170));
    float x = column.x;
    for (const auto& person : *ui.people) {
        if (x + cell > column.x + column.width + 1) {
            x = column.x;
            column.gap(ui.u(136));
        }
        const IdScope id(person.id);
        const Rect rect = rect_at(x, column.y, cell, ui.u(128));
        const auto state = press(ui, "who", rect, semantics::Role::button, person.name, false, 18);
        if (state.hovered) ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.04f), ui.u(18));
        avatar(ui, person, {centre(rect).x, rect.y0 + ui.u(52)}, ui.u(40));
        label(ui, Type::strong, ui.theme.ink, {rect.x0 + ui.u(6), rect.y0 + ui.u(98)}, cell - ui.u(12), person.name, Align::centre);
        if (state.pressed) ui.switch_to = core::Viewer::of(person.id);
        x += cell;
    }
    column.gap(ui.u(128));
}

void draw_others(Ui& ui, Column& column, const Snapshot& snapshot) {
    for (const auto& note : snapshot.notes) draw_note(ui, column, note);
    for (const auto& shared : snapshot.shared) draw_shared(ui, column, shared);
}

}  // namespace

void draw(State& state, Ui& ui, const Rect& area) {
    if (!state.thank_life && (!state.thanked || state.thanked == ui.me() || !ui.person(state.thanked)))
        state.thanked = ui.partner() ? std::optional(ui.partner()->id) : std::nullopt;
    // Asked only when photos have changed: it looks through all the years.
    const auto& memory = state.look_back.get({ui.today, ui.viewer}, ui.core.memories().revision(),
                                             [&](const auto& key) { return to_show(ui, key.first, key.second); });
    const auto& snapshot = state.snapshot.get({ui.today, ui.viewer, state.thanked, core::local_time(ui.now).minute / 60 * 60}, ui.core.revision(),
                                              [&](const Key& key) { return ask(ui, memory, state.written, key); });

    Page page(ui, "today", area);
    auto& column = page.column;
    const float top = column.y;
    if (ui.narrow) {
        // The date and the faces in one line where they fit, so that the greeting has the whole width.
        const float faces = ui.u(56 + control_height * static_cast<float>(ui.people->size()));
        const bool all = faces < column.width, beside = measure(ui, Type::small, snapshot.date).x <= column.width - faces;
        if (beside) line(ui, Type::small, ui.theme.quiet, {column.x, top + ui.u(22) - line_height(ui, Type::small) / 2}, column.width - faces, snapshot.date);
        draw_who(ui, column.x + column.width, top + ui.u(22), all);
        column.gap(ui.u(52));
        heading(ui, column, snapshot.greeting, beside ? std::string_view() : snapshot.date);
    } else {
        heading(ui, column, snapshot.greeting, snapshot.date, ui.u(60 + control_height * (static_cast<float>(ui.people->size()) - 1)));
        draw_who(ui, column.x + column.width, top + ui.u(28), true);
    }

    if (ui.narrow) {
        if (ui.me()) draw_mood(state, ui, column, snapshot);
        else if (!ui.looking_as()) draw_who_is_here(ui, column);
        draw_others(ui, column, snapshot);
        if (ui.me()) draw_thanks(state, ui, column, snapshot);
        if (ui.me() || !snapshot.rituals.empty()) draw_rituals(state, ui, column, snapshot);
        draw_memory(state, ui, column, snapshot);
        return;
    }
    const float gap = ui.u(20);
    Column left = {column.x, column.y, std::round((column.width - gap) * 0.561f)};
    Column right = {left.x + left.width + gap, column.y, column.width - gap - left.width};
    if (ui.me()) {
        draw_mood(state, ui, left, snapshot);
        draw_thanks(state, ui, left, snapshot);
    } else if (!ui.looking_as()) {
        draw_who_is_here(ui, left);
    }
    if (ui.me() || !snapshot.rituals.empty()) draw_rituals(state, ui, left, snapshot);
    draw_others(ui, right, snapshot);
    draw_memory(state, ui, right, snapshot);
    column.y = std::max(left.y, right.y);
}

}  // namespace app::today
