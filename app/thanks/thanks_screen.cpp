#include "app/thanks/thanks_screen.hpp"

#include <algorithm>
#include <cmath>

#include "app/drafts/drafts.hpp"
#include "app/sharing/audience_mark.hpp"
#include "app/words/dates.hpp"

namespace app::thanks {

using namespace widgets;

namespace {

constexpr int page_size = 60;

std::string above(const Ui& ui, const core::Thanks& thanks) {
    const auto* author = ui.person(thanks.author);
    const auto* recipient = ui.person(thanks.recipient);
    const auto time = clock_time(core::local_time(thanks.given_at).minute);
    std::string words = author ? author->name : std::string(tr("Somebody"));
    if (recipient && ui.people->size() > 2) words = filled(tr("{author} to {recipient}"), {{"author", words}, {"recipient", recipient->name}});
    words += ", " + time;
    if (thanks.edited_at) words += std::string(" · ") + tr("edited");
    return words;
}

Snapshot ask(const Ui& ui, const Key& key) {
    Snapshot snapshot;
    auto list = ui.core.thanks().newest(key.viewer, key.kind, key.limit + 1);
    snapshot.more = static_cast<int>(list.size()) > key.limit;
    if (snapshot.more) list.pop_back();
    std::optional<core::Day> day;
    for (auto& thanks : list) {
        Snapshot::Note note;
        if (thanks.day != day) note.day = near_date(thanks.day, key.today);
        day = thanks.day;
        note.above = above(ui, thanks);
        for (const auto& by : thanks.hearts) {
            note.hearted = true;
            if (const auto* person = ui.person(by)) note.hearts += (note.hearts.empty() ? "" : ", ") + person->name;
        }
        note.hearts = filled(tr("A heart from {names}"), {{"names", note.hearts}});
        note.thanks = std::move(thanks);
        snapshot.notes.push_back(std::move(note));
    }
    return snapshot;
}

struct Shape {
    float radius, text_x, text_room, pad;
};

Shape shape(const Ui& ui, float width) {
    const float pad = ui.u(22), radius = ui.u(19);
    const float text_x = pad + 2 * radius + ui.u(14);
    return {radius, text_x, width - text_x - pad - ui.u(ui.narrow ? 0 : 92), pad};
}

// On a phone the words take the whole width, below the heart.
float below_name(const Ui& ui) { return ui.u(ui.narrow ? 12 : 2); }

float card_height(const Ui& ui, const Snapshot::Note& note, float width) {
    const auto s = shape(ui, width);
    return std::round(line_height(ui, Type::small) + below_name(ui) + measure(ui, Type::body, note.thanks.text, s.text_room).y + ui.u(36));
}

float note_height(const Ui& ui, const Snapshot::Note& note, float width) {
    const float heading = note.day.empty() ? 0 : line_height(ui, Type::small) + ui.u(16);
    return heading + card_height(ui, note, width) + ui.u(14);
}

void draw_heart(Ui& ui, const Snapshot::Note& note, ImVec2 c) {
    const bool own = ui.me() == note.thanks.author;
    const bool mine = ui.me() && std::find(note.thanks.hearts.begin(), note.thanks.hearts.end(), *ui.me()) != note.thanks.hearts.end();
    if (own || !ui.me()) {
        if (!note.hearted) return;
        filled_heart(ui, c, ui.u(24), ui.theme.ember.solid);
        tell(ui, semantics::Role::image, note.hearts, {c.x - ui.u(12), c.y - ui.u(12), c.x + ui.u(12), c.y + ui.u(12)});
        return;
    }
    const float half = ui.u(control_height / 2);
    const auto touched = press(ui, "heart", {c.x - half, c.y - half, c.x + half, c.y + half}, semantics::Role::toggle, tr("A heart back"), mine, 22);
    if (note.hearted) filled_heart(ui, c, ui.u(24), ui.theme.ember.solid);
    else icon(ui, "heart", c, ui.u(24), touched.hovered ? ui.theme.ember.solid : mix(ui.theme.line, ui.theme.quiet, 0.35f));
    if (!touched.pressed) return;
    if (mine) ui.post_and_say(core::TakeBackHeart{*ui.me(), note.thanks.id}, tr("Heart taken back."));
    else ui.post_and_say(core::GiveHeart{*ui.me(), note.thanks.id}, tr("A heart for these words."));
}

void draw_note(State& state, Ui& ui, const Snapshot::Note& note, ImVec2 at, float width) {
    const IdScope id(note.thanks.id);
    if (!note.day.empty()) {
        text(ui, Type::small, ui.theme.quiet, {at.x + ui.u(4), at.y + ui.u(2)}, note.day, width, semantics::Role::heading);
        at.y += line_height(ui, Type::small) + ui.u(16) - ui.u(6);
    }
    const auto s = shape(ui, width);
    const Rect rect = rect_at(at.x, at.y, width, card_height(ui, note, width));
    card(ui, rect);
    const bool own = ui.me() == note.thanks.author;
    if (const auto* author = ui.person(note.thanks.author)) avatar(ui, *author, {rect.x0 + s.pad + s.radius, rect.y0 + ui.u(18) + s.radius}, s.radius);
    float y = rect.y0 + ui.u(17);
    line(ui, Type::small, ui.theme.quiet, {rect.x0 + s.text_x, y}, s.text_room - ui.u(!ui.narrow ? 36 : note.hearted ? 124 : 84), note.above);
    y += line_height(ui, Type::small) + below_name(ui);
    text(ui, Type::body, ui.theme.ink, {rect.x0 + s.text_x, y}, note.thanks.text, s.text_room);

    const ImVec2 corner = {rect.x1 - s.pad - ui.u(10), rect.y0 + ui.u(ui.narrow ? 25 : 30)};
    const core::ItemRef item{core::ItemKind::thanks, note.thanks.id.value};
    if (!own) {
        // Between the two of them is how it is; only what is otherwise needs a mark.
        if (note.thanks.audience != core::Audience::household)
            sharing::audience_mark(ui, "mark", item, note.thanks.author, note.thanks.audience, {rect.x0 + s.pad + s.radius, rect.y0 + ui.u(18) + 2 * s.radius + ui.u(16)});
        return draw_heart(ui, note, corner);
    }
    sharing::audience_mark(ui, "mark", item, note.thanks.author, note.thanks.audience, {corner.x - ui.u(control_height), corner.y});
    const bool more = icon_button(ui, "more", "more", tr("Change this note"), corner, ui.theme.quiet, 20);
    // The whole note answers to a long press or the right button; on a phone what lies below the name does.
    const Rect whole = ui.narrow ? Rect{rect.x0, rect.y0 + ui.u(47), rect.x1, rect.y1} : Rect{rect.x0, rect.y0, corner.x - ui.u(24 + control_height), rect.y1};
    const bool context = press(ui, "note", whole, semantics::Role::list_item, note.thanks.text, false, 20, Focus::ring).context;
    if (note.hearted && !ui.narrow && rect.height() > ui.u(90)) draw_heart(ui, note, {corner.x, corner.y + ui.u(36)});
    else if (note.hearted) draw_heart(ui, note, {corner.x - ui.u(80), corner.y});
    if (more || context) {
        state.editing = note.thanks;
        state.edited_text = note.thanks.text;
        state.edited_audience = note.thanks.audience;
    }
}

void draw_notes(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    state.list.draw(
        ui, column, state.notes.version(), snapshot.notes, [&](const auto& note) { return note_height(ui, note, column.width); },
        [&](const auto& note, ImVec2 at) { draw_note(state, ui, note, at, column.width); });
    if (snapshot.more && column.y < current_clip().y1 + ui.u(800)) {
        state.limit += page_size;
        ui.wake_in(0);
    }
}

const char* prompt(const Ui& ui, const core::Person* to) {
    // One for each day; the same all day.
    const char* for_a_person[] = {
        tr("What did they do today that they may think went unseen?"), tr("What was easier this week because they were there?"),
        tr("Which small thing would you miss first?"),                  tr("When did they make you laugh lately?"),
        tr("What do they do well without noticing?"),                   tr("What did they carry so that you did not have to?"),
        tr("When did you feel understood?"),
    };
    const char* for_life[] = {
        tr("What was good today, however small?"), tr("What did you see on the way that stayed with you?"), tr("What worked that might not have?"),
        tr("Which ordinary thing would you miss?"), tr("Who made the day a little lighter?"),
    };
    const auto day = static_cast<std::size_t>(ui.today.number);
    return to ? for_a_person[day % std::size(for_a_person)] : for_life[day % std::size(for_life)];
}

void send(State& state, Ui& ui, const core::Person* to) {
    const auto said = to ? filled(tr("Given to {name}."), {{"name", to->name}}) : std::string(tr("Given to life."));
    ui.post_and_say(core::GiveThanks{*ui.me(), state.recipient, state.draft, state.audience}, said, [&state](const auto& given) {
        if (given) state.draft.clear();
    });
}

void draw_writing(State& state, Ui& ui, Column& outer) {
    const auto* to = ui.person(state.recipient);
    Card card(ui, outer);
    auto& column = card.inside;
    column.y += text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("Write one"), column.width, semantics::Role::heading).y;
    column.gap(ui.u(6));
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, prompt(ui, to), column.width).y;
    column.gap(ui.u(12));
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto& person : *ui.people) {
        if (ui.me() == person.id) continue;
        const IdScope id(person.id);
        if (row.add("to", person.name, ui.theme.tone(person.colour), !state.to_life && state.recipient == person.id).pressed) {
            state.recipient = person.id;
            state.to_life = false;
        }
    }
    if (row.add("life", tr("Life"), ui.theme.sage, !state.recipient).pressed) {
        state.recipient.reset();
        state.to_life = true;
    }
    column.y = row.bottom() + ui.u(12);
    const auto& hint = state.hint.get(state.recipient, ui.core.revision(), [&](const auto&) { return to ? filled(tr("Dear {name}…"), {{"name", to->name}}) : std::string(tr("For…")); });
    const auto area = text_area(ui, "draft", tr("Your words"), hint.c_str(), state.draft, {column.x, column.y}, column.width, ui.narrow ? 2 : 4, 12);
    column.gap(area.height + ui.u(10));
    float bottom = 0;
    if (!state.audience_set) state.audience = ui.core.settings().default_audience(*ui.me(), core::ItemKind::thanks);
    state.audience_set = true;
    state.audience = choose_audience(ui, "audience", state.audience, {column.x - ui.u(6), column.y}, column.width + ui.u(6), &bottom);
    column.y = bottom + ui.u(10);
    const float width = button_width(ui, tr("Give"));
    if (button(ui, "give", tr("Give"), {column.x + column.width - width, column.y}, Look::primary) || area.entered) send(state, ui, to);
    column.gap(ui.u(control_height));
}

void draw_empty(State& state, Ui& ui, Column& column) {
    const bool life = state.kind == core::ThanksKind::to_life;
    const char* sentence = !ui.me() ? tr("Nothing here is for the room yet. Say on Today who you are to see yours.")
                           : life   ? tr("Thanks to life are for what nobody did on purpose: the light, a good night, a train that waited.")
                                    : tr("A note can be one line. Say what they did and what it did for you.");
    empty_state(ui, column, "heart", ui.theme.ember, life ? tr("Nothing to life yet") : tr("No notes yet"), sentence, "");
}

}  // namespace

void draw(State& state, Ui& ui, const Rect& area) {
    if (state.limit == 0) state.limit = page_size;
    if (!state.to_life && (!state.recipient || state.recipient == ui.me() || !ui.person(state.recipient)))
        state.recipient = ui.partner() ? std::optional(ui.partner()->id) : std::nullopt;
    const auto& snapshot = state.notes.get({ui.today, ui.viewer, state.kind, state.limit}, ui.core.revision(), [&](const Key& key) { return ask(ui, key); });

    Page page(ui, "thanks", area);
    auto& column = page.column;
    const char* kinds[] = {tr("Between us"), tr("For life")};
    const float pills = choose_width(ui, kinds);
    const float middle = heading(ui, column, tr("Thanks"), {}, pills);
    const int before = state.kind == core::ThanksKind::to_life ? 1 : 0;
    const int chosen = choose(ui, "kind", kinds, before, {column.x + column.width - pills, middle - ui.u(control_height / 2)}, pills + 1, nullptr);
    if (chosen != before) {
        state.kind = chosen == 1 ? core::ThanksKind::to_life : core::ThanksKind::between_us;
        state.limit = page_size;
    }
    const float gap = ui.u(20);
    Column left = {column.x, column.y, ui.narrow ? column.width : std::round((column.width - gap) * 0.561f)};
    Column right = {left.x + left.width + gap, column.y, column.width - gap - left.width};
    if (ui.me()) draw_writing(state, ui, ui.narrow ? left : right);
    if (snapshot.notes.empty()) draw_empty(state, ui, left);
    else draw_notes(state, ui, left, snapshot);
    column.y = std::max(left.y, ui.narrow ? left.y : right.y);
}

void draw_sheets(State& state, Ui& ui) {
    if (!state.editing) return;
    Sheet sheet(ui, "edit-thanks", tr("Change this note"), 560, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    drafts::keep_typed(ui, "thanks.change", state.edited_text, state.editing->id.value);
    const auto area = text_area(ui, "text", tr("Your words"), "", state.edited_text, {column.x, column.y}, column.width, 4, 12);
    column.gap(area.height + ui.u(8));
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, tr("Whoever has read it already keeps what they read; the note will say that it was edited."), column.width).y;
    column.gap(ui.u(10));
    float bottom = 0;
    state.edited_audience = choose_audience(ui, "audience", state.edited_audience, {column.x - ui.u(6), column.y}, column.width + ui.u(6), &bottom);
    column.y = bottom + ui.u(14);
    const auto id = state.editing->id;
    const auto by = state.editing->author;
    if (button(ui, "delete", tr("Delete"), {column.x, column.y}, Look::danger, 0, "trash")) {
        ui.post_and_say(core::RemoveThanks{by, id}, tr("Deleted."));
        state.editing.reset();
    }
    const float width = button_width(ui, tr("Save"));
    if (button(ui, "save", tr("Save"), {column.x + column.width - width, column.y}, Look::primary) || area.entered)
        ui.post_and_say(core::EditThanks{by, id, state.edited_text, state.edited_audience}, sharing::said_of_change(state.editing->audience, state.edited_audience), [&state](const auto& done) {
            if (done) state.editing.reset();
        });
    column.gap(ui.u(control_height));
    if (sheet.close_asked()) state.editing.reset();
}

}  // namespace app::thanks
