#pragma once

#include <optional>

#include "core/closeness/closeness.hpp"
#include "core/household/change.hpp"

namespace core {

struct NoteCloseness {  // unknown_person, closeness_out_of_range, invalid_date: in the future
    PersonId author;
    int level = 4;
    std::optional<Audience> audience = {};
    std::optional<Instant> at = {};  // nothing: now
};
struct EditCloseness {  // not_found, not_yours, closeness_out_of_range
    PersonId by;
    ClosenessId id;
    int level = 4;
    Audience audience = Audience::only_me;
};
struct RemoveCloseness {  // not_found, not_yours
    PersonId by;
    ClosenessId id;
};
struct AskForCloseness {  // unknown_person
    PersonId by;
    Asked asked = Asked::never;
};

Result<Uuid> carry_out(const NoteCloseness&, Change&);
Result<Uuid> carry_out(const EditCloseness&, Change&);
Result<Uuid> carry_out(const RemoveCloseness&, Change&);
Result<Uuid> carry_out(const AskForCloseness&, Change&);

}  // namespace core
