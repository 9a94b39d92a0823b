#include "core/answers/answer_commands.hpp"

#include <algorithm>

#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/text.hpp"
#include "core/thanks/thanks_store.hpp"

namespace core {

Result<Uuid> carry_out(const GiveAnswer& c, Change& change) {
    if (!change.is_here(c.by)) return Refusal::unknown_person;
    std::optional<PersonId> author;
    const auto viewer = Viewer::of(c.by);
    if (c.subject.kind == ItemKind::check_in) {
        if (const auto found = change.get<CheckInStore>().find(viewer, CheckInId{c.subject.id})) author = found->author;
    } else if (c.subject.kind == ItemKind::thanks) {
        if (const auto found = change.get<ThanksStore>().find(viewer, ThanksId{c.subject.id})) author = found->author;
    }
    if (!author) return Refusal::not_found;
    if (author == c.by) {  // to somebody's answer only
        const auto said = change.get<AnswerStore>().to(viewer, c.subject);
        if (std::none_of(said.begin(), said.end(), [&](const Answer& a) { return a.author != c.by; }))
            return Refusal::not_yours;
    }
    const auto text = tidy(has_words(c.kind) ? c.text : std::string(), longest_answer);
    if (!text) return text.refusal();
    if (has_words(c.kind) && text.value().empty()) return Refusal::empty_text;
    const Answer answer{change.next<AnswerId>(), c.subject, c.by, c.kind, text.value(), change.now()};
    change.get<AnswerStore>().insert(answer);
    return answer.id.value;
}

Result<Uuid> carry_out(const TakeBackAnswer& c, Change& change) {
    const auto answer = change.get<AnswerStore>().find(Viewer::of(c.by), c.id);
    if (!answer) return Refusal::not_found;
    if (answer->author != c.by) return Refusal::not_yours;
    change.put_in_trash<AnswerStore>(c.id);
    return c.id.value;
}

}  // namespace core
