#include "app/today/from_others.hpp"

#include <algorithm>
#include <utility>

#include "app/drafts/drafts.hpp"
#include "app/today/card_title.hpp"
#include "app/today/snapshot.hpp"
#include "app/words/answers.hpp"

namespace app::today {

using namespace widgets;
using core::AnswerKind;

namespace {

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

// A field for one's own words to somebody, at the foot of their card. Answers with true when they are to be given.
bool draw_words(Ui& ui, Column& column, const char* name, const char* hint, std::string& words, const core::Uuid& to) {
    const float send = button_width(ui, tr("Answer"));
    drafts::keep_typed(ui, "today.answer", words, to);
    const auto area = text_area(ui, "words", name, hint, words, {column.x, column.y}, column.width - send - ui.u(10), 1, 5, 0, true);
    const bool pressed = button(ui, "send", tr("Answer"), {column.x + column.width - send, column.y + area.height - ui.u(control_height)}, Look::primary, send, {}, !words.empty());
    column.gap(area.height);
    return (pressed || area.entered) && !words.empty();
}

void give_words(State& state, Ui& ui, const core::ItemRef& subject, AnswerKind kind) {
    ui.post_and_say(core::GiveAnswer{*ui.me(), subject, kind, state.answer_draft}, tr("Answered."), [&state](const auto& given) {
        if (!given) return;  // a refused draft stays for its writer to mend
        state.answer_draft.clear();
        state.answering.reset();
    });
}

// Answers that start from understanding, each one tap; a second one takes it back.
void draw_answering(State& state, Ui& ui, Column& column, const Snapshot::Shared& shared) {
    const core::ItemRef subject{core::ItemKind::check_in, shared.check_in.id.value};
    const bool good = shared.check_in.mood >= 4;
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto kind : {good ? AnswerKind::glad : AnswerKind::hard, AnswerKind::more, AnswerKind::hug}) {
        const auto mine = std::find_if(shared.answers.begin(), shared.answers.end(), [&](const auto& a) { return a.author == ui.me() && a.kind == kind; });
        const bool on = mine != shared.answers.end();
        if (!row.add(answer_label(kind), answer_label(kind), ui.theme.sky, on).pressed) continue;
        if (on) ui.post_and_say(core::TakeBackAnswer{*ui.me(), mine->id}, tr("Taken back."));
        else ui.post_and_say(core::GiveAnswer{*ui.me(), subject, kind}, tr("Answered."));
    }
    const bool asking = shared.check_in.good_news;
    const bool open = state.answering == subject.id;
    if (row.add("own", asking ? tr("Ask about it") : tr("In my words"), ui.theme.slate, open, "pencil").pressed) {
        state.answering = open ? std::nullopt : std::optional(subject.id);
        state.answer_draft.clear();
    }
    column.y = row.bottom();
    if (state.answering != subject.id) return;
    column.gap(ui.u(10));
    const char* hint = asking ? tr("one question that makes it larger…") : tr("what you heard, before what you think…");
    if (draw_words(ui, column, tr("Your answer"), hint, state.answer_draft, subject.id)) give_words(state, ui, subject, asking ? AnswerKind::question : AnswerKind::words);
}

void draw_shared(State& state, Ui& ui, Column& outer, const Snapshot::Shared& shared) {
    const IdScope id(shared.check_in.id);
    Card card(ui, outer);
    auto& column = card.inside;
    const float radius = ui.u(22);
    if (const auto* author = ui.person(shared.check_in.author)) avatar(ui, *author, {column.x + radius, column.y + radius + ui.u(1)}, radius);
    const float x = column.x + ui.u(58), room = column.width - ui.u(58) - ui.u(44);
    float y = column.y + text(ui, Type::strong, ui.theme.ink, {x, column.y}, shared.title, room).y;
    y += text(ui, Type::small, ui.theme.quiet, {x, y}, shared.below, room).y;
    mood_face(ui, shared.check_in.mood, {column.x + column.width - ui.u(18), column.y + radius + ui.u(1)}, ui.u(18), false);
    const float wide = column.width - ui.u(58);
    if (!shared.check_in.note.empty()) {
        y += ui.u(8);
        y += lines(ui, Type::text, ui.theme.ink, {x, y}, wide, shared.check_in.note, 5);
    }
    for (const auto& more : shared.more) {
        y += ui.u(6);
        y += text(ui, Type::small, ui.theme.plum.deep, {x, y}, more, wide).y;
    }
    for (const auto& said : shared.said) {
        y += ui.u(6);
        y += text(ui, Type::small, ui.theme.ink, {x, y}, said, wide).y;
    }
    column.y = std::max(y, column.y + 2 * radius);
    if (!ui.me()) return;
    column.gap(ui.u(14));
    draw_answering(state, ui, column, shared);
}

// An answer to what one shared oneself.
void draw_answer(State& state, Ui& ui, Column& outer, const Snapshot::Answered& answered) {
    const IdScope id(answered.answer.id);
    Card card(ui, outer);
    auto& column = card.inside;
    const float radius = ui.u(22);
    if (const auto* author = ui.person(answered.answer.author)) avatar(ui, *author, {column.x + radius, column.y + radius + ui.u(1)}, radius);
    const float x = column.x + ui.u(58), room = column.width - ui.u(58);
    float y = column.y + text(ui, Type::strong, ui.theme.ink, {x, column.y}, answered.title, room).y;
    y += text(ui, Type::small, ui.theme.quiet, {x, y}, answered.below, room).y;
    column.y = std::max(y, column.y + 2 * radius);
    const bool asks = answered.answer.kind == AnswerKind::question || answered.answer.kind == AnswerKind::more || answered.answer.kind == AnswerKind::words;
    if (!ui.me() || !asks) return;
    column.gap(ui.u(10));
    const bool open = state.answering == answered.answer.id.value;
    if (!open) {
        if (button(ui, "answer", tr("Answer"), {x, column.y}, Look::plain)) {
            state.answering = answered.answer.id.value;
            state.answer_draft.clear();
        }
        column.gap(ui.u(control_height));
        return;
    }
    if (draw_words(ui, column, tr("Your answer"), tr("in your words…"), state.answer_draft, answered.answer.id.value)) give_words(state, ui, answered.answer.subject, AnswerKind::words);
}

void draw_received(Ui& ui, Column& outer, const Snapshot& snapshot) {
    if (snapshot.touches.empty()) return;
    Card card(ui, outer, ui.theme.ember.soft);
    auto& column = card.inside;
    bool first = true;
    for (const auto& touch : snapshot.touches) {
        if (!std::exchange(first, false)) column.gap(ui.u(8));
        const float height = std::max(ui.u(30), measure(ui, Type::strong, touch, column.width - ui.u(46)).y);
        filled_heart(ui, {column.x + ui.u(15), column.y + height / 2}, ui.u(24), ui.theme.ember.solid);
        text(ui, Type::strong, ui.theme.ink, {column.x + ui.u(46), column.y + (height - measure(ui, Type::strong, touch, column.width - ui.u(46)).y) / 2}, touch, column.width - ui.u(46));
        column.gap(height);
    }
}

}  // namespace

void draw_from_others(State& state, Ui& ui, Column& column, const Snapshot& snapshot) {
    draw_received(ui, column, snapshot);
    for (const auto& note : snapshot.notes) draw_note(ui, column, note);
    for (const auto& answered : snapshot.answers) draw_answer(state, ui, column, answered);
    for (const auto& shared : snapshot.shared) draw_shared(state, ui, column, shared);
}

void draw_touches(const State& state, Ui& ui, Column& outer, const Snapshot& snapshot) {
    const auto* to = ui.person(state.thanked);
    if (!to || !ui.me()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, snapshot.touch_title);
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto kind : {core::TouchKind::hug, core::TouchKind::kiss, core::TouchKind::thinking, core::TouchKind::proud})
        if (row.add(touch_label(kind), touch_label(kind), ui.theme.ember, false).pressed)
            ui.post_and_say(core::GiveTouch{*ui.me(), to->id, kind}, filled(tr("{name} will find it."), {{"name", to->name}}));
    column.y = row.bottom();
}

}  // namespace app::today
