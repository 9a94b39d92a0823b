#pragma once

#include <optional>
#include <string>

#include "core/household/change.hpp"
#include "core/rituals/ritual.hpp"

namespace core {

struct RitualWords {
    std::string title;
    std::string note;
    std::string symbol = "star";
    std::string colour = "honey";
    std::string rule;
    Day starts_on;
    std::optional<int> starts_at;
    std::optional<Audience> audience = {};  // of one that is edited, nothing: as it was
};
struct AddRitual {  // empty_text, text_too_long, unknown_colour, invalid_rule, rule_too_frequent, rule_without_a_date,
                    // invalid_date, invalid_time, unknown_person
    std::optional<PersonId> by;
    RitualWords words;
};
struct EditRitual {  // + not_found, not_yours: who sees it is its author's to say
    std::optional<PersonId> by;
    RitualId id;
    RitualWords words;
};
struct PauseRitual {  // not_found
    std::optional<PersonId> by;
    RitualId id;
};
struct ResumeRitual {  // not_found
    std::optional<PersonId> by;
    RitualId id;
};
struct RemoveRitual {  // not_found
    std::optional<PersonId> by;
    RitualId id;
};
struct MarkOccurrence {  // unknown_person, not_found, not_on_that_day; `open` takes a mark back
    std::optional<PersonId> by;
    RitualId id;
    Day day;
    Outcome outcome = Outcome::kept;
};

Result<Uuid> carry_out(const AddRitual&, Change&);
Result<Uuid> carry_out(const EditRitual&, Change&);
Result<Uuid> carry_out(const PauseRitual&, Change&);
Result<Uuid> carry_out(const ResumeRitual&, Change&);
Result<Uuid> carry_out(const RemoveRitual&, Change&);
Result<Uuid> carry_out(const MarkOccurrence&, Change&);

}  // namespace core
