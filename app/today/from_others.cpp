#include "app/today/from_others.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/thanks/unfold.hpp"
#include "app/words/answers.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/touches/touch_commands.hpp"

namespace app::today {

using namespace widgets;
using core::AnswerKind;

namespace {

// Who it is from, and nothing of what is in it: opened with a tap, which nobody is told of.
void draw_envelope(FromOthers& others, Ui& ui, Column& outer, const Snapshot::Note& note) {
    const IdScope id(note.thanks.id);
    const float x = outer.x + ui.u(82), room = outer.width - ui.u(104);
    const float block = measure(ui, Type::strong, note.title, room).y + line_height(ui, Type::small);
    const Rect rect = rect_at(outer.x, outer.y, outer.width, std::round(std::max(ui.u(92), block + ui.u(40))));
    card(ui, rect, ui.theme.plum.soft);
    const auto touched = press(ui, "open", rect, semantics::Role::button, note.title, false, 20);
    const float middle = centre(rect).y;
    icon(ui, "envelope", {outer.x + ui.u(46), middle}, ui.u(touched.hovered ? 47 : 44), ui.theme.plum.deep, 1.7f);
    const auto face = ui.face(Type::strong);
    ImGui::GetWindowDrawList()->AddText(face.font, face.size, {x, middle - block / 2}, ui.theme.ink, note.title.data(),
                                        note.title.data() + note.title.size(), room);
    line(ui, Type::small, ui.theme.quiet, {x, middle + block / 2 - line_height(ui, Type::small)}, room,
         tr("Open it whenever you like"));
    outer.y = rect.y1 + ui.u(ui.narrow ? 14 : 20);
    if (!touched.pressed || !ui.me()) return;
    ui.post_unrecorded({core::ReadThanks{*ui.me(), note.thanks.id, core::ReadEvent::opened}},
                       [&others, id = note.thanks.id](const auto& opened) {
                           if (opened) others.opened.emplace_back(id, ImGui::GetTime());
                       },
                       {});
}

void toggle(FromOthers& others, Ui& ui, const core::Uuid& to) {
    if (others.answering.open == to) answering::fold(others.answering, ui);
    else answering::open(others.answering, ui, to);
}

void draw_field(FromOthers& others, Ui& ui, Column& column, const answering::Field& field) {
    column.gap(answering::draw(others.answering, ui, field, {column.x, column.y}, column.width));
}

void draw_note(FromOthers& others, Ui& ui, Column& outer, const Snapshot::Note& note) {
    if (note.closed) return draw_envelope(others, ui, outer, note);
    const IdScope id(note.thanks.id);
    const auto opened = std::find_if(others.opened.begin(), others.opened.end(),
                                     [&](const auto& each) { return each.first == note.thanks.id; });
    const float unfolded = opened == others.opened.end() ? 1 : thanks::unfold(ui, opened->second);
    Card card(ui, outer, ui.theme.plum.soft);
    auto& column = card.inside;
    const float x = column.x + ui.u(60), room = column.width - ui.u(60) - ui.u(note.received && !ui.narrow ? 84 : 40),
                top = column.y;
    icon(ui, "envelope", {column.x + ui.u(24), column.y + ui.u(20)}, ui.u(44), ui.theme.plum.deep, 1.7f);
    float y = column.y + text(ui, Type::strong, ui.theme.ink, {x, column.y - ui.u(2)}, note.title, room).y + ui.u(2);
    y += lines(ui, Type::text, faded(ui.theme.ink, unfolded), {x, y}, room, note.thanks.text, 12);
    if (note.photo) {
        y += ui.u(12);
        const Rect place = rect_at(x, y, column.x + column.width - x, std::round((column.x + column.width - x) * 0.6f));
        const auto touched = press(ui, "photo", place, semantics::Role::image,
                                   note.photo->caption.empty() ? tr("A photo") : note.photo->caption, false, 14);
        if (unfolded >= 1) photo(ui, *note.photo, place, ui.u(14), Detail::large);
        if (touched.pressed) ui.open_memory = note.photo->id;
        y = place.y1;
    }
    for (const auto& said : note.said) {
        y += ui.u(6);
        y += text(ui, Type::small, ui.theme.ink, {x, y}, said, room).y;
    }
    const ImVec2 heart = {column.x + column.width - ui.u(12), column.y + ui.u(14)};
    const float half = ui.u(control_height / 2);
    const auto pressed = press(ui, "heart", {heart.x - half, heart.y - half, heart.x + half, heart.y + half},
                               semantics::Role::toggle, tr("A heart back"), note.hearted, 22);
    if (note.hearted) filled_heart(ui, heart, ui.u(24), ui.theme.ember.solid);
    else
        icon(ui, "heart", heart, ui.u(24),
             pressed.hovered ? ui.theme.ember.solid : mix(ui.theme.plum.soft, ui.theme.plum.solid, 0.55f));
    if (pressed.pressed && ui.me()) {
        if (note.hearted) ui.post_and_say(core::TakeBackHeart{*ui.me(), note.thanks.id}, tr("Heart taken back."));
        else ui.post_and_say(core::GiveHeart{*ui.me(), note.thanks.id}, tr("A heart for these words."));
    }
    const auto& to = note.thanks.id.value;
    if (note.received) {
        // Below the heart on a phone, so that the words keep their width.
        const ImVec2 chat = ui.narrow ? ImVec2(heart.x, heart.y + ui.u(control_height))
                                      : ImVec2(heart.x - ui.u(control_height), heart.y);
        if (icon_button(ui, "answer", "chat", tr("Answer this note"), chat, ui.theme.plum.deep, 20))
            toggle(others, ui, to);
    }
    // From an envelope's height to its own.
    const float whole = std::max(y - top, ui.u(note.received && ui.narrow ? 74 : 44)),
                folded = std::min(whole, ui.u(52));
    column.y = top + folded + (whole - folded) * unfolded;
    if (!note.received || others.answering.open != to) return;
    column.gap(ui.u(12));
    draw_field(others, ui, column, {to, {core::ItemKind::thanks, to}});
}

// Answers that start from understanding, each one tap; a second one takes it back.
void draw_answering(FromOthers& others, Ui& ui, Column& column, const Snapshot::Shared& shared) {
    const core::ItemRef subject{core::ItemKind::check_in, shared.check_in.id.value};
    const bool good = shared.check_in.mood >= 4;
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto kind : {good ? AnswerKind::glad : AnswerKind::hard, AnswerKind::more, AnswerKind::hug}) {
        const auto mine = std::find_if(shared.answers.begin(), shared.answers.end(),
                                       [&](const auto& a) { return a.author == ui.me() && a.kind == kind; });
        const bool on = mine != shared.answers.end();
        if (!row.add(answer_label(kind), answer_label(kind), ui.theme.sky, on).pressed) continue;
        if (on) ui.post_and_say(core::TakeBackAnswer{*ui.me(), mine->id}, tr("Taken back."));
        else ui.post_and_say(core::GiveAnswer{*ui.me(), subject, kind}, tr("Answered."));
    }
    const bool asking = shared.to_be_asked;
    const bool open = others.answering.open == subject.id;
    if (row.add("own", asking ? tr("Ask about it") : tr("In my words"), ui.theme.slate, open, "pencil").pressed)
        toggle(others, ui, subject.id);
    column.y = row.bottom();
    if (others.answering.open != subject.id) return;
    column.gap(ui.u(10));
    if (asking && others.answering.words[subject.id].empty()) {
        // Somewhere to begin; a tap puts it into the field, to be said in one's own way.
        ChipRow questions(ui, column.x, column.y, column.width);
        for (const char* question : {tr("What was the best moment of it?"), tr("What does it mean to you?"),
                                     tr("Who did you want to tell first?")})
            if (questions.add(question, question, ui.theme.honey).pressed)
                others.answering.words[subject.id] = question;
        column.y = questions.bottom() + ui.u(10);
    }
    const char* hint = asking ? tr("one question that makes it larger…") : tr("what you heard, before what you think…");
    draw_field(others, ui, column, {subject.id, subject, asking ? AnswerKind::question : AnswerKind::words, hint});
}

void draw_shared(FromOthers& others, Ui& ui, Column& outer, const Snapshot::Shared& shared) {
    const IdScope id(shared.check_in.id);
    Card card(ui, outer);
    auto& column = card.inside;
    const float radius = ui.u(22);
    if (const auto* author = ui.person(shared.check_in.author))
        avatar(ui, *author, {column.x + radius, column.y + radius + ui.u(1)}, radius);
    const float x = column.x + ui.u(58), room = column.width - ui.u(58) - ui.u(44);
    float y = column.y + text(ui, Type::strong, ui.theme.ink, {x, column.y}, shared.title, room).y;
    y += text(ui, Type::small, ui.theme.quiet, {x, y}, shared.below, room).y;
    mood_face(ui, shared.check_in.mood, {column.x + column.width - ui.u(18), column.y + radius + ui.u(1)}, ui.u(18),
              false);
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
    draw_answering(others, ui, column, shared);
}

// An answer to what one shared oneself.
void draw_answer(FromOthers& others, Ui& ui, Column& outer, const Snapshot::Answered& answered) {
    const IdScope id(answered.answer.id);
    Card card(ui, outer);
    auto& column = card.inside;
    const float radius = ui.u(22);
    if (const auto* author = ui.person(answered.answer.author))
        avatar(ui, *author, {column.x + radius, column.y + radius + ui.u(1)}, radius);
    const float x = column.x + ui.u(58), room = column.width - ui.u(58);
    float y = column.y + text(ui, Type::strong, ui.theme.ink, {x, column.y}, answered.title, room).y;
    y += lines(ui, Type::small, ui.theme.quiet, {x, y}, room, answered.below, 2);
    column.y = std::max(y, column.y + 2 * radius);
    const bool asks = answered.answer.kind == AnswerKind::question || answered.answer.kind == AnswerKind::more ||
                      answered.answer.kind == AnswerKind::words;
    if (!ui.me() || !asks) return;
    column.gap(ui.u(10));
    const auto& to = answered.answer.id.value;
    const bool open = others.answering.open == to;
    if (!open) {
        if (button(ui, "answer", tr("Answer"), {x, column.y}, Look::plain)) answering::open(others.answering, ui, to);
        column.gap(ui.u(control_height));
        return;
    }
    draw_field(others, ui, column, {to, answered.answer.subject});
}

void draw_received(FromOthers& others, Ui& ui, Column& outer, const Snapshot& snapshot) {
    if (snapshot.touches.empty()) return;
    Card card(ui, outer, ui.theme.ember.soft);
    auto& column = card.inside;
    others.touches.draw(ui, column, snapshot.touches.size(), [&](std::size_t i) {
        const auto& touch = snapshot.touches[i];
        if (i > 0) column.gap(ui.u(8));
        const float height = std::max(ui.u(30), measure(ui, Type::strong, touch, column.width - ui.u(46)).y);
        filled_heart(ui, {column.x + ui.u(15), column.y + height / 2}, ui.u(24), ui.theme.ember.solid);
        text(ui, Type::strong, ui.theme.ink,
             {column.x + ui.u(46),
              column.y + (height - measure(ui, Type::strong, touch, column.width - ui.u(46)).y) / 2},
             touch, column.width - ui.u(46));
        column.gap(height);
    });
}

}  // namespace

FromOthers FromOthers::kept(Forget what) {
    FromOthers kept;
    kept.touched = touched;
    kept.opened = std::move(opened);
    if (what < Forget::typed) kept.answering = std::move(answering);
    return kept;
}

void draw_from_others(FromOthers& others, Ui& ui, Column& column, const Snapshot& snapshot) {
    draw_received(others, ui, column, snapshot);
    others.notes.draw(ui, column, snapshot.notes.size(),
                      [&](std::size_t i) { draw_note(others, ui, column, snapshot.notes[i]); });
    others.answers.draw(ui, column, snapshot.answers.size(),
                        [&](std::size_t i) { draw_answer(others, ui, column, snapshot.answers[i]); });
    draw_shared_check_ins(others, ui, column, snapshot);
}

void draw_shared_check_ins(FromOthers& others, Ui& ui, Column& column, const Snapshot& snapshot) {
    others.shared.draw(ui, column, snapshot.shared.size(),
                       [&](std::size_t i) { draw_shared(others, ui, column, snapshot.shared[i]); });
}

void draw_touches(const FromOthers& others, Ui& ui, Column& outer, const Snapshot& snapshot) {
    const auto* to = ui.person(others.touched);
    if (!to || !ui.me()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, snapshot.touch_title);
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto kind :
         {core::TouchKind::hug, core::TouchKind::kiss, core::TouchKind::thinking, core::TouchKind::proud})
        if (row.add(touch_label(kind), touch_label(kind), ui.theme.ember, false).pressed)
            ui.post_and_say(core::GiveTouch{*ui.me(), to->id, kind},
                            filled(tr("{name} will find it."), {{"name", to->name}}));
    column.y = row.bottom();
}

}  // namespace app::today
