#include "app/words/answers.hpp"

#include "app/words/tr.hpp"

namespace app {

const char* answer_label(core::AnswerKind kind) {
    switch (kind) {
        case core::AnswerKind::hard: return tr("I’m here");
        case core::AnswerKind::more: return tr("Tell me more?");
        case core::AnswerKind::hug: return tr("A hug");
        case core::AnswerKind::glad: return tr("Glad for you");
        case core::AnswerKind::question: return tr("A question");
        case core::AnswerKind::words: break;
    }
    return tr("In my words");
}

std::string answer_sentence(const core::Answer& answer) {
    switch (answer.kind) {
        case core::AnswerKind::hard: return tr("That sounds hard. I’m here.");
        case core::AnswerKind::more: return tr("Tell me more, if you like?");
        case core::AnswerKind::hug: return tr("A hug.");
        case core::AnswerKind::glad: return tr("I’m so glad for you.");
        case core::AnswerKind::question:
        case core::AnswerKind::words: break;
    }
    return answer.text;
}

std::string said_by(const Ui& ui, const core::Answer& answer) {
    const auto* by = ui.person(answer.author);
    const auto who = answer.author == ui.me() ? std::string(tr("You")) : by ? by->name : std::string(tr("Somebody"));
    return filled(tr("{name}: {words}"), {{"name", who}, {"words", answer_sentence(answer)}});
}

const char* help_sentence(core::Help help) {
    switch (help) {
        case core::Help::listen: return tr("Somebody who listens would help.");
        case core::Help::hug: return tr("A hug would help.");
        case core::Help::space: return tr("A little space would help.");
        case core::Help::ideas: return tr("Ideas would help.");
        case core::Help::unsaid: break;
    }
    return "";
}

const char* touch_label(core::TouchKind kind) {
    switch (kind) {
        case core::TouchKind::kiss: return tr("A kiss");
        case core::TouchKind::thinking: return tr("Thinking of you");
        case core::TouchKind::proud: return tr("Proud of you");
        case core::TouchKind::hug: break;
    }
    return tr("A hug");
}

std::string touch_sentence(core::TouchKind kind, const std::string& from) {
    const char* sentence = tr("A hug from {name}");
    if (kind == core::TouchKind::kiss) sentence = tr("A kiss from {name}");
    if (kind == core::TouchKind::thinking) sentence = tr("{name} is thinking of you");
    if (kind == core::TouchKind::proud) sentence = tr("{name} is proud of you");
    return filled(sentence, {{"name", from}});
}

}  // namespace app
