#pragma once

#include <string>

#include "core/answers/answer.hpp"
#include "core/household/change.hpp"

namespace core {

struct GiveAnswer {  // unknown_person, not_found (or not visible), not_yours: one's own that nobody answered;
                     // empty_text: a question or words without any; text_too_long
    PersonId by;
    ItemRef subject;  // a check-in or a thanks
    AnswerKind kind = AnswerKind::words;
    std::string text = {};  // dropped where the kind has no words
};
struct TakeBackAnswer {  // not_found, not_yours
    PersonId by;
    AnswerId id;
};

Result<Uuid> carry_out(const GiveAnswer&, Change&);
Result<Uuid> carry_out(const TakeBackAnswer&, Change&);

}  // namespace core
