#include "app/thanks/answering.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/drafts/drafts.hpp"
#include "app/widgets/controls.hpp"
#include "app/words/answers.hpp"
#include "core/vault/secret.hpp"

namespace app::thanks {

using namespace widgets;

Answers ask_answers(const Ui& ui, const core::Viewer& viewer, const core::Thanks& thanks) {
    Answers answers;
    for (const auto& answer : ui.core.answers().to(viewer, {core::ItemKind::thanks, thanks.id.value})) {
        answers.said.push_back(said_by(ui, answer));
        answers.by_another = answers.by_another || answer.author != thanks.author;
    }
    return answers;
}

void open_answer(Answering& answering, Ui& ui, core::ThanksId note) {
    fold_answer(answering, ui);
    answering.open = note;
    answering.words[note];
    answering.height = 0;
    answering.just_opened = true;
}

void fold_answer(Answering& answering, Ui& ui) {
    ui.wake_in(0);
    answering.open.reset();
}

float answer_height(const Answering& answering, const Ui& ui) { return std::max(answering.height, ui.u(control_height)); }

float draw_answer(Answering& answering, Ui& ui, core::ThanksId note, ImVec2 at, float width) {
    auto& words = answering.words[note];
    const float send = button_width(ui, tr("Answer"));
    const bool focus = std::exchange(answering.just_opened, false) && !ui.still;
    const auto area = text_area(ui, "answer-words", tr("Your answer"), tr("in your words…"), words, at, width - send - ui.u(10), 1, 5, 0, true, 0, focus);
    const bool pressed = button(ui, "send", tr("Answer"), {at.x + width - send, at.y + area.height - ui.u(control_height)}, Look::primary, send, {}, !words.empty());
    if (answering.height != area.height) {
        answering.height = area.height;
        ui.wake_in(0);
    }
    if ((!pressed && !area.entered) || words.empty() || !ui.me()) return area.height;
    ui.post_and_say(core::GiveAnswer{*ui.me(), {core::ItemKind::thanks, note.value}, core::AnswerKind::words, words}, tr("Answered."), [&answering, note](const auto& given) {
        if (!given) return;  // a refused draft stays for its writer to mend
        answering.given = {given.value().subject, note, std::move(answering.words[note])};
        answering.words.erase(note);
        if (answering.open == note) answering.open.reset();
    });
    return area.height;
}

void keep_answers(Answering& answering, Ui& ui) {
    if (!ui.me()) return;
    // Before any of them is told of: what is told of has to last for the frame.
    for (auto it = answering.words.begin(); it != answering.words.end();) it = it->second.empty() && answering.open != it->first ? answering.words.erase(it) : std::next(it);
    for (auto& [note, words] : answering.words) drafts::keep_typed(ui, "thanks.answer", words, note.value);
}

void undone(Answering& answering, const core::Uuid& subject) {
    if (!answering.given || answering.given->answer != subject) return;
    auto& words = answering.words[answering.given->note];
    words = words.empty() ? std::move(answering.given->words) : answering.given->words + "\n\n" + words;
    answering.open = answering.given->note;
    answering.height = 0;
    answering.given.reset();
}

void forget(Answering& answering) {
    if (answering.given) core::wipe(answering.given->words);
    for (auto& [note, words] : answering.words) core::wipe(words);
    answering = {};
}

}  // namespace app::thanks
