#include "app/thanks/thanks_screen.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/drafts/drafts.hpp"
#include "app/sharing/audience_mark.hpp"
#include "app/thanks/unfold.hpp"
#include "app/words/dates.hpp"
#include "app/words/thanks_words.hpp"
#include "core/memories/memory_store.hpp"
#include "core/thanks/thanks_commands.hpp"

namespace app::thanks {

using namespace widgets;

namespace {

constexpr int page_size = 60;

std::string above(const Ui& ui, const core::Thanks& thanks) {
    const auto* author = ui.person(thanks.author);
    const auto* recipient = ui.person(thanks.recipient);
    // Nobody but its author sees it: their face beside it says enough.
    if (thanks.waits) return filled(tr("Waits until {moment}"), {{"moment", moment_in_words(ui, thanks.given_at)}});
    const auto time = clock_time(core::local_time(thanks.given_at).minute);
    std::string words = author ? author->name : std::string(tr("Somebody"));
    if (recipient && ui.people->size() > 2)
        words = filled(tr("{author} to {recipient}"), {{"author", words}, {"recipient", recipient->name}});
    if (thanks.to == core::ThanksTo::us)
        words =
            filled(ui.people->size() > 2 ? tr("{author} to us all") : tr("{author} to us both"), {{"author", words}});
    words += ", " + time;
    if (thanks.edited_at) words += std::string(" · ") + tr("edited");
    return words;
}

Snapshot ask(const Ui& ui, const Key& key) {
    Snapshot snapshot;
    auto list = ui.core.get<core::ThanksStore>().newest(key.viewer, key.kind, key.limit + 1,
                                                        core::ThanksStore::PutAway::left_out);
    snapshot.more = static_cast<int>(list.size()) > key.limit;
    if (snapshot.more) list.pop_back();
    std::optional<core::Day> day;
    for (auto& thanks : list) {
        Snapshot::Note note;
        if (thanks.day != day) note.day = near_date(thanks.day, key.today);
        day = thanks.day;
        note.above = above(ui, thanks);
        note.closed = in_envelope(ui, key.viewer, thanks);
        if (note.closed) {
            note.to_open = opens_envelope(key.viewer, thanks);
            note.title = envelope_title(ui, thanks);
            note.below = note.to_open ? std::string(tr("Open it whenever you like")) : envelope_for(ui, thanks);
            const auto until = thanks.given_at.utc_ms + envelope_stays_ms;
            if (!note.to_open && until > ui.now.utc_ms)
                snapshot.until = std::min(snapshot.until.value_or(until), until);
        } else {
            note.said = answering::said_to(ui, key.viewer, {core::ItemKind::thanks, thanks.id.value}, thanks.author);
        }
        note.received =
            ui.me() && thanks.author != ui.me() && (thanks.recipient == ui.me() || thanks.to == core::ThanksTo::us);
        if (thanks.memory && !note.closed)
            note.photo = ui.core.get<core::MemoryStore>().find(key.viewer, *thanks.memory);
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

constexpr float photo_height = 190;  // units

// Down to where the answers begin.
float words_height(const Ui& ui, const Snapshot::Note& note, float width) {
    const auto s = shape(ui, width);
    const float picture = note.photo ? ui.u(photo_height + 12) : 0;
    return std::round(line_height(ui, Type::small) + below_name(ui) +
                      measure(ui, Type::body, note.thanks.text, s.text_room).y + ui.u(36) + picture);
}

// Its giver answers where somebody answered them, beside those answers; everybody else beside the heart.
bool answers_below(const Ui& ui, const Snapshot::Note& note) {
    return ui.me() == note.thanks.author && note.said.by_another;
}

float answers_room(const Ui& ui, const Snapshot::Note& note, float width) {
    const auto s = shape(ui, width);
    return width - s.text_x - s.pad - (answers_below(ui, note) ? ui.u(48) : 0);
}

float said_height(const Ui& ui, const Snapshot::Note& note, float width) {
    float height = 0;
    for (const auto& said : note.said.lines)
        height += measure(ui, Type::small, said, answers_room(ui, note, width)).y + ui.u(4);
    return answers_below(ui, note) ? std::max(height, ui.u(control_height)) : height;
}

// Whose field is open in the list; the one of a note on the jar's sheet is there.
std::optional<core::Uuid> answered_here(const State& state) {
    const bool on_sheet = state.jar.drawn && state.answering.open == state.jar.drawn->value;
    return on_sheet ? std::nullopt : state.answering.open;
}

float answers_height(const Ui& ui, const State& state, const Snapshot::Note& note, float width) {
    const float said = said_height(ui, note, width);
    const float field =
        answered_here(state) == note.thanks.id.value ? field_height(state.answering, ui) + (said > 0 ? ui.u(8) : 0) : 0;
    return said + field > 0 ? std::round(said + field + ui.u(18)) : 0;
}

float card_height(const Ui& ui, const State& state, const Snapshot::Note& note, float width) {
    if (note.closed) return ui.u(76);
    return words_height(ui, note, width) + answers_height(ui, state, note, width);
}

float note_height(const Ui& ui, const State& state, const Snapshot::Note& note, float width) {
    const float heading = note.day.empty() ? 0 : line_height(ui, Type::small) + ui.u(16);
    return heading + card_height(ui, state, note, width) + ui.u(14);
}

void draw_heart(Ui& ui, const Snapshot::Note& note, ImVec2 c) {
    const bool own = ui.me() == note.thanks.author;
    const bool mine = ui.me() && std::find(note.thanks.hearts.begin(), note.thanks.hearts.end(), *ui.me()) !=
                                     note.thanks.hearts.end();
    if (own || !ui.me()) {
        if (!note.hearted) return;
        filled_heart(ui, c, ui.u(24), ui.theme.ember.solid);
        tell(ui, semantics::Role::image, note.hearts, {c.x - ui.u(12), c.y - ui.u(12), c.x + ui.u(12), c.y + ui.u(12)});
        return;
    }
    const float half = ui.u(control_height / 2);
    const auto touched = press(ui, "heart", {c.x - half, c.y - half, c.x + half, c.y + half}, semantics::Role::toggle,
                               tr("A heart back"), mine, 22);
    if (note.hearted) filled_heart(ui, c, ui.u(24), ui.theme.ember.solid);
    else
        icon(ui, "heart", c, ui.u(24),
             touched.hovered ? ui.theme.ember.solid : mix(ui.theme.line, ui.theme.quiet, 0.35f));
    if (!touched.pressed) return;
    if (mine) ui.post_and_say(core::TakeBackHeart{*ui.me(), note.thanks.id}, tr("Heart taken back."));
    else ui.post_and_say(core::GiveHeart{*ui.me(), note.thanks.id}, tr("A heart for these words."));
}

void draw_answer_toggle(State& state, Ui& ui, const core::Uuid& note, ImVec2 c) {
    const bool open = state.answering.open == note;
    if (!icon_button(ui, "answer", "chat", open ? tr("Not now") : tr("Answer"), c,
                     open ? ui.theme.sky.deep : ui.theme.quiet, 20))
        return;
    if (open) answering::fold(state.answering, ui);
    else answering::open(state.answering, ui, note);
}

// What was answered, and the field for one's own words, where it is open.
void draw_answers(State& state, Ui& ui, const Snapshot::Note& note, const Rect& rect, float top) {
    const auto s = shape(ui, rect.width());
    const float room = answers_room(ui, note, rect.width()), said = said_height(ui, note, rect.width());
    float y = top;
    for (const auto& words : note.said.lines)
        y += text(ui, Type::small, ui.theme.ink, {rect.x0 + s.text_x, y}, words, room).y + ui.u(4);
    if (answers_below(ui, note))
        draw_answer_toggle(state, ui, note.thanks.id.value,
                           {rect.x1 - s.pad - ui.u(10), top + ui.u(control_height / 2)});
    if (!ui.me() || answered_here(state) != note.thanks.id.value) return;
    y = top + (said > 0 ? said + ui.u(8) : 0);
    const float x = ui.narrow ? s.pad : s.text_x;
    const auto& id = note.thanks.id.value;
    answering::draw(state.answering, ui, {id, {core::ItemKind::thanks, id}}, {rect.x0 + x, y},
                    rect.width() - x - s.pad);
}

// What came in an envelope and was not opened yet: who it is from, and no word of it. Whoever it is not to only sees
// that it lies there.
void draw_closed(State& state, Ui& ui, const Snapshot::Note& note, ImVec2 at, float width) {
    const Rect rect = rect_at(at.x, at.y, width, card_height(ui, state, note, width));
    card(ui, rect, ui.theme.plum.soft);
    const float middle = centre(rect).y, x = rect.x0 + ui.u(76), room = width - ui.u(98);
    const auto touched =
        note.to_open ? press(ui, "open", rect, semantics::Role::button, note.title, false, 20) : Press{};
    icon(ui, "envelope", {rect.x0 + ui.u(42), middle}, ui.u(36), ui.theme.plum.deep, 1.7f);
    const float block = line_height(ui, Type::strong) + line_height(ui, Type::small);
    if (note.to_open) label(ui, Type::strong, ui.theme.ink, {x, middle - block / 2}, room, note.title);
    else line(ui, Type::strong, ui.theme.ink, {x, middle - block / 2}, room, note.title);
    line(ui, Type::small, ui.theme.quiet, {x, middle - block / 2 + line_height(ui, Type::strong)}, room, note.below);
    if (!touched.pressed || !ui.me()) return;
    ui.post_unrecorded({core::ReadThanks{*ui.me(), note.thanks.id, core::ReadEvent::opened}},
                       [&state, id = note.thanks.id](const auto& opened) {
                           if (opened) state.opening = {id, ImGui::GetTime()};
                       },
                       {});
}

void begin_to_change(State& state, Ui& ui, const core::Thanks& thanks) {
    state.editing = thanks;
    state.edited_text = thanks.text;
    state.edited_audience = thanks.audience;
    state.edited_memory = thanks.memory;
    state.edited_delivery = thanks.waits ? waiting_until(thanks.given_at) : Delivery{};
    state.edited_moment = moment(ui, state.edited_delivery);
    if (thanks.waits)
        state.edited_until =
            filled(tr("Nobody but you sees it until {moment}."), {{"moment", moment_in_words(ui, thanks.given_at)}});
}

// Beside another's words: their mark, a heart, an answer. `foot` is where the words end.
void draw_beside_theirs(State& state, Ui& ui, const Snapshot::Note& note, const Rect& rect, ImVec2 corner, float foot) {
    const auto s = shape(ui, rect.width());
    const core::ItemRef item{core::ItemKind::thanks, note.thanks.id.value};
    // Between the two of them is how it is; only what is otherwise needs a mark.
    if (note.thanks.audience != core::Audience::household)
        sharing::audience_mark(ui, "mark", item, note.thanks.author, note.thanks.audience,
                               {rect.x0 + s.pad + s.radius, rect.y0 + ui.u(18) + 2 * s.radius + ui.u(16)});
    if (note.received) {
        // Large, where it can be put away as well.
        if (note.photo) foot -= ui.u(photo_height + 24);
        const Rect whole = ui.narrow ? Rect{rect.x0, rect.y0 + ui.u(47), rect.x1, foot}
                                     : Rect{rect.x0, rect.y0, corner.x - ui.u(24 + control_height), foot};
        const auto touched =
            press(ui, "note", whole, semantics::Role::list_item, note.thanks.text, false, 20, Focus::ring);
        if (touched.pressed || touched.context) state.jar.drawn = note.thanks.id;
    }
    draw_heart(ui, note, corner);
    if (ui.me()) draw_answer_toggle(state, ui, note.thanks.id.value, {corner.x - ui.u(control_height), corner.y});
}

// Beside one's own: who sees it, and changing it.
void draw_beside_own(State& state, Ui& ui, const Snapshot::Note& note, const Rect& rect, ImVec2 corner, float foot) {
    const core::ItemRef item{core::ItemKind::thanks, note.thanks.id.value};
    sharing::audience_mark(ui, "mark", item, note.thanks.author, note.thanks.audience,
                           {corner.x - ui.u(control_height), corner.y});
    const bool more = icon_button(ui, "more", "more", tr("Change this note"), corner, ui.theme.quiet, 20);
    // The whole note answers to a long press or the right button; on a phone what lies below the name does.
    const Rect whole = ui.narrow ? Rect{rect.x0, rect.y0 + ui.u(47), rect.x1, foot}
                                 : Rect{rect.x0, rect.y0, corner.x - ui.u(24 + control_height), foot};
    const bool context =
        press(ui, "note", whole, semantics::Role::list_item, note.thanks.text, false, 20, Focus::ring).context;
    if (note.hearted && !ui.narrow && foot - rect.y0 > ui.u(90)) draw_heart(ui, note, {corner.x, corner.y + ui.u(36)});
    else if (note.hearted) draw_heart(ui, note, {corner.x - ui.u(80), corner.y});
    if (more || context) begin_to_change(state, ui, note.thanks);
}

void draw_note(State& state, Ui& ui, const Snapshot::Note& note, ImVec2 at, float width) {
    const IdScope id(note.thanks.id);
    if (!note.day.empty()) {
        text(ui, Type::small, ui.theme.quiet, {at.x + ui.u(4), at.y + ui.u(2)}, note.day, width,
             semantics::Role::heading);
        at.y += line_height(ui, Type::small) + ui.u(16) - ui.u(6);
    }
    if (note.closed) return draw_closed(state, ui, note, at, width);
    const auto s = shape(ui, width);
    const Rect rect = rect_at(at.x, at.y, width, card_height(ui, state, note, width));
    const float unfolded =
        state.opening && state.opening->first == note.thanks.id ? unfold(ui, state.opening->second) : 1;
    card(ui, rect, unfolded < 1 ? mix(ui.theme.plum.soft, ui.theme.card, unfolded) : ui.theme.card);
    const bool own = ui.me() == note.thanks.author;
    if (const auto* author = ui.person(note.thanks.author))
        avatar(ui, *author, {rect.x0 + s.pad + s.radius, rect.y0 + ui.u(18) + s.radius}, s.radius);
    float y = rect.y0 + ui.u(17);
    line(ui, Type::small, ui.theme.quiet, {rect.x0 + s.text_x, y},
         s.text_room - ui.u(!ui.narrow     ? 36
                            : note.hearted ? 124
                                           : 84),
         note.above);
    y += line_height(ui, Type::small) + below_name(ui);
    const float words =
        text(ui, Type::body, faded(ui.theme.ink, unfolded), {rect.x0 + s.text_x, y}, note.thanks.text, s.text_room).y;
    if (note.photo) {
        const float side = ui.u(photo_height);
        const Rect place =
            rect_at(rect.x0 + s.text_x, y + words + ui.u(12), std::min(s.text_room, std::round(side * 1.45f)), side);
        const auto touched = press(ui, "photo", place, semantics::Role::image,
                                   note.photo->caption.empty() ? tr("A photo") : note.photo->caption, false, 14);
        photo(ui, *note.photo, place, ui.u(14), Detail::large);
        if (touched.pressed) ui.open_memory = note.photo->id;
    }

    const ImVec2 corner = {rect.x1 - s.pad - ui.u(10), rect.y0 + ui.u(ui.narrow ? 25 : 30)};
    const float foot = rect.y0 + words_height(ui, note, width);
    if (own) draw_beside_own(state, ui, note, rect, corner, foot);
    else draw_beside_theirs(state, ui, note, rect, corner, foot);
    draw_answers(state, ui, note, rect, foot);
}

void draw_notes(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    const std::pair answer(answered_here(state), state.answering.height);
    if (std::exchange(state.list_of, state.notes.version()) != state.notes.version() || state.list_answer != answer)
        ++state.list_version;
    state.list_answer = answer;
    state.list.draw(
        ui, column, state.list_version, snapshot.notes,
        [&](const auto& note) { return note_height(ui, state, note, column.width); },
        [&](const auto& note, ImVec2 at) { draw_note(state, ui, note, at, column.width); });
    if (snapshot.more && column.y < current_clip().y1 + ui.u(800)) {
        state.limit += page_size;
        ui.wake_in(0);
    }
}

void draw_empty(State& state, Ui& ui, Column& column) {
    const bool life = state.kind == core::ThanksKind::to_life;
    const char* sentence =
        !ui.me() ? tr("Nothing here is for the room yet. Say on Today who you are to see yours.")
        : life ? tr("Thanks to life are for what nobody did on purpose: the light, a good night, a train that waited.")
               : tr("A note can be one line. Say what they did and what it did for you.");
    empty_state(ui, column, "heart", ui.theme.ember, life ? tr("Nothing to life yet") : tr("No notes yet"), sentence,
                "");
}

}  // namespace

State State::kept(Forget what) {
    State kept;
    if (what == Forget::person) return kept;
    kept.kind = kind;
    kept.limit = limit;
    kept.opening = opening;
    kept.writing = writing.kept(what);
    kept.jar = jar.kept();
    if (what == Forget::typed) return kept;
    kept.answering = std::move(answering);
    kept.editing = std::move(editing);
    kept.edited_moment = edited_moment;
    kept.edited_text = std::move(edited_text);
    kept.edited_audience = edited_audience;
    kept.edited_memory = edited_memory;
    kept.edited_delivery = edited_delivery;
    kept.edited_until = std::move(edited_until);
    kept.edited_photos.open = edited_photos.open;
    kept.edited_photos.page = edited_photos.page;
    kept.hanging_up = hanging_up;
    return kept;
}

void draw(State& state, Ui& ui, const Rect& area) {
    if (state.limit == 0) state.limit = page_size;
    state.hanging_up = false;
    if (const auto* last = state.notes.latest(); last && last->until && *last->until <= ui.now.utc_ms)
        state.notes.forget();
    const auto& snapshot = state.notes.get({ui.today, ui.viewer, state.kind, state.limit}, ui.core.revision(),
                                           [&](const Key& key) { return ask(ui, key); });

    Page page(ui, "thanks", area);
    auto& column = page.column;
    const char* kinds[] = {tr("Between us"), tr("For life")};
    const float pills = choose_width(ui, kinds);
    const float middle = heading(ui, column, tr("Thanks"), {}, pills);
    const int before = state.kind == core::ThanksKind::to_life ? 1 : 0;
    const int chosen = choose(ui, "kind", kinds, before,
                              {column.x + column.width - pills, middle - ui.u(control_height / 2)}, pills + 1, nullptr);
    if (chosen != before) {
        state.kind = chosen == 1 ? core::ThanksKind::to_life : core::ThanksKind::between_us;
        state.limit = page_size;
    }
    const float gap = ui.u(20);
    Column left = {column.x, column.y, ui.narrow ? column.width : std::round((column.width - gap) * 0.561f)};
    Column right = {left.x + left.width + gap, column.y, column.width - gap - left.width};
    auto& beside = ui.narrow ? left : right;
    if (ui.me()) {
        draw_jar_card(state.jar, ui, beside);
        draw_writing(state.writing, ui, beside);
    }
    if (snapshot.notes.empty()) draw_empty(state, ui, left);
    else draw_notes(state, ui, left, snapshot);
    column.y = std::max(left.y, ui.narrow ? left.y : right.y);
}

namespace {

// All that is to be different, given in one go and taken back in one go.
struct Changes {
    std::vector<core::Command> commands;
    std::string said;
};

Changes changes_of(const State& state, const Ui& ui, bool waits) {
    const auto& note = *state.editing;
    Changes changes;
    core::EditThanks edit{note.author, note.id, state.edited_text, state.edited_audience};
    const bool other_photo = state.edited_memory != note.memory,
               other_audience = state.edited_audience != note.audience;
    if (other_photo) edit.photo = core::EditThanks::Photo{state.edited_memory};
    // The words first: until its moment nobody has read them, and the note does not say that they were edited.
    if (state.edited_text != note.text || other_audience || other_photo) changes.commands.emplace_back(std::move(edit));
    const auto at = moment(ui, state.edited_delivery);
    const bool other_moment = waits && at != state.edited_moment;
    if (other_moment) changes.commands.emplace_back(core::DeliverThanks{note.author, note.id, at});
    changes.said = waits && (other_moment || other_audience)
                       ? said_of_giving(ui, note.addressee(), at, state.edited_audience)
                       : sharing::said_of_change(note.audience, state.edited_audience);
    return changes;
}

void save(State& state, Ui& ui, bool waits) {
    auto changes = changes_of(state, ui, waits);
    if (changes.commands.empty()) {
        ui.wake_in(0);
        return state.editing.reset();
    }
    ui.post(std::move(changes.commands), [&state, &ui, said = std::move(changes.said)](const auto& done) {
        if (!done) return ui.refuse(done.refusal());
        ui.say_with_undo(said);
        state.editing.reset();
    });
}

// Until its moment: when that is to be. Then: what a change means for whoever has read it.
void draw_moment(State& state, Ui& ui, Column& column, bool waits) {
    const auto say = [&](const char* sentence) {
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, sentence, column.width).y;
    };
    if (waits) {
        say(state.edited_until.c_str());
        column.gap(ui.u(8));
        return draw_delivery(state.edited_delivery, ui, column);
    }
    if (state.editing->waits) {
        say(tr("Its moment has come while this was open: it is given."));
        column.gap(ui.u(4));
    }
    say(tr("Whoever has read it already keeps what they read; the note will say that it was edited."));
    column.gap(ui.u(10));
}

// What one is done with, beside each other, or the one that goes on above the other.
void draw_editor_foot(State& state, Ui& ui, Column& column, bool waits, bool entered) {
    const char* remove = waits ? tr("Take it back") : tr("Delete");
    // To oneself alone nothing is given.
    const bool gives =
        waits && state.edited_delivery.when == When::now && state.edited_audience != core::Audience::only_me;
    const char* name = gives ? tr("Give it now") : tr("Save");
    const float remove_width = button_width(ui, remove, "trash"), width = button_width(ui, name);
    const bool beside = remove_width + width + ui.u(8) <= column.width;
    const float y = column.y, remove_y = beside ? y : y + ui.u(control_height + 8);
    const bool removes = beside && button(ui, "delete", remove, {column.x, y}, Look::danger, remove_width, "trash");
    const bool saves = button(ui, "save", name, {beside ? column.x + column.width - width : column.x, y}, Look::primary,
                              beside ? width : column.width);
    if (removes ||
        (!beside && button(ui, "delete", remove, {column.x, remove_y}, Look::danger, column.width, "trash"))) {
        ui.post_and_say(core::RemoveThanks{state.editing->author, state.editing->id},
                        waits ? tr("Taken back. Nobody saw it.") : tr("Deleted."), [&state](const auto& done) {
                            if (done) state.editing.reset();
                        });
    } else if (saves || entered) {
        save(state, ui, waits);
    }
    column.y = remove_y + ui.u(control_height);
}

void draw_edited_photo(State& state, Ui& ui, Column& column) {
    const core::Memory* memory = nullptr;
    if (state.edited_memory) {
        const auto& found = state.edited_photo.get(*state.edited_memory, ui.core.revision(), [&](core::MemoryId id) {
            return ui.core.get<core::MemoryStore>().find(ui.viewer, id);
        });
        memory = found ? &*found : nullptr;
    }
    if (!memory) {
        ChipRow row(ui, column.x, column.y, column.width);
        if (row.add("photo", tr("With a photo"), ui.theme.sky, false, "image").pressed) state.edited_photos.open = true;
        column.y = row.bottom() + ui.u(10);
        return;
    }
    const Rect rect = rect_at(column.x, column.y, ui.u(94), ui.u(72));
    tell(ui, semantics::Role::image, memory->caption.empty() ? tr("The photo that goes along") : memory->caption, rect);
    photo(ui, *memory, rect, ui.u(10));
    if (icon_button(ui, "no-photo", "close", tr("Without the photo"), {rect.x1 + ui.u(24), centre(rect).y},
                    ui.theme.quiet, 18))
        state.edited_memory.reset();
    column.gap(ui.u(82));
}

// While the note is being changed, though its sheet stands aside for a photo just now.
void keep_edited(State& state, Ui& ui) {
    const bool was = std::exchange(ui.on_sheet, true);
    drafts::keep_typed(ui, "thanks.change", state.edited_text, state.editing->id.value);
    ui.on_sheet = was;
}

void draw_editor(State& state, Ui& ui) {
    Sheet sheet(ui, "edit-thanks", tr("Change this note"), 560, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    const auto area =
        text_area(ui, "text", tr("Your words"), "", state.edited_text, {column.x, column.y}, column.width, 4, 12);
    column.gap(area.height + ui.u(8));
    // As it is now: its moment may have come since. Where it is gone, as it was; what is asked for then is refused with
    // a reason.
    const auto& now = state.edited_now.get(state.editing->id, ui.core.revision(), [&](core::ThanksId id) {
        return ui.core.get<core::ThanksStore>().find(ui.viewer, id);
    });
    const bool waits = now ? now->waits : state.editing->waits;
    draw_moment(state, ui, column, waits);
    draw_edited_photo(state, ui, column);
    float bottom = 0;
    state.edited_audience = choose_audience(ui, "audience", state.edited_audience, {column.x - ui.u(6), column.y},
                                            column.width + ui.u(6), &bottom);
    column.y = bottom + ui.u(14);
    draw_editor_foot(state, ui, column, waits, area.entered);
    if (sheet.close_asked()) state.editing.reset();
}

}  // namespace

void draw_sheets(State& state, Ui& ui, int swipe) {
    answering::keep(state.answering, ui);
    if (state.editing) keep_edited(state, ui);
    if (state.edited_photos.open) {
        const auto chosen = draw_photo_choice(state.edited_photos, ui);
        if (chosen.memory) state.edited_memory = chosen.memory;
        if (chosen.add) {
            ui.go_to = {Place::memories, "add-photos"};
            state.hanging_up = true;
        }
        return;
    }
    if (state.editing && !state.hanging_up) return draw_editor(state, ui);
    draw_writing_sheets(state.writing, ui);
    draw_jar_sheets(state.jar, state.answering, ui, swipe);
}

}  // namespace app::thanks
