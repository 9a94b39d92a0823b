#include "app/answers/answering.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/drafts/drafts.hpp"
#include "app/widgets/controls.hpp"
#include "app/words/answers.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/answers/answer_store.hpp"

namespace app::answering {

using namespace widgets;

Said said_to(const Ui& ui, const core::Viewer& viewer, const core::ItemRef& subject, core::PersonId giver) {
    Said said;
    for (const auto& answer : ui.core.get<core::AnswerStore>().to(viewer, subject)) {
        said.lines.push_back(said_by(ui, answer));
        said.by_another = said.by_another || answer.author != giver;
    }
    return said;
}

void open(State& state, Ui& ui, const core::Uuid& to) {
    state.open = to;
    state.words[to];
    state.height = 0;
    state.just_opened = true;
    ui.wake_in(0);
}

void fold(State& state, Ui& ui) {
    state.open.reset();
    ui.wake_in(0);
}

float field_height(const State& state, const Ui& ui) { return std::max(state.height, ui.u(control_height)); }

float draw(State& state, Ui& ui, const Field& field, ImVec2 at, float width) {
    const auto to = field.to;
    auto& words = state.words[to];
    const float send = button_width(ui, tr("Answer"));
    const bool focus = std::exchange(state.just_opened, false) && !ui.still;
    const auto area = text_area(ui, "answer-words", tr("Your answer"), field.hint ? field.hint : tr("in your words…"),
                                words, at, width - send - ui.u(10), 1, 5, 0, true, 0, focus);
    const bool pressed =
        button(ui, "send", tr("Answer"), {at.x + width - send, at.y + area.height - ui.u(control_height)},
               Look::primary, send, {}, !words.empty());
    if (state.height != area.height) {
        state.height = area.height;
        ui.wake_in(0);
    }
    if ((!pressed && !area.entered) || words.empty() || !ui.me()) return area.height;
    ui.post_and_say(core::GiveAnswer{*ui.me(), field.subject, field.kind, words}, tr("Answered."),
                    [&state, to](const auto& given) {
                        if (!given) return;  // a refused draft stays for its writer to mend
                        state.given = {given.value().subject, to, std::move(state.words[to])};
                        state.words.erase(to);
                        if (state.open == to) state.open.reset();
                    });
    return area.height;
}

void keep(State& state, Ui& ui) {
    if (!ui.me()) return;
    // Only here: what the keeper is told of has to last for the frame.
    for (auto it = state.words.begin(); it != state.words.end();)
        it = it->second.empty() && state.open != it->first ? state.words.erase(it) : std::next(it);
    for (auto& [to, words] : state.words) drafts::keep_typed(ui, state.place, words, to);
}

void undone(State& state, const core::Uuid& subject) {
    if (!state.given || state.given->answer != subject) return;
    auto& words = state.words[state.given->to];
    words = words.empty() ? std::move(state.given->words) : state.given->words + "\n\n" + words;
    state.open = state.given->to;
    state.height = 0;
    state.given.reset();
}

}  // namespace app::answering
