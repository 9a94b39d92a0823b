#pragma once

#include <optional>

#include "core/closeness/closeness.hpp"
#include "core/household/change.hpp"

namespace core {

struct NoteCloseness {  // unknown_person, no_such_picture, invalid_date: in the future
    PersonId author;
    int level = 4;
    std::optional<Audience> audience = {};
    std::optional<Instant> at = {};  // nothing: now
};
struct EditCloseness {  // not_found, not_yours, no_such_picture
    PersonId by;
    ClosenessId id;
    int level = 4;
    Audience audience = Audience::only_me;
};
struct AskForCloseness {  // unknown_person
    PersonId by;
    bool weekly = false;
};

Result<Uuid> carry_out(const NoteCloseness&, Change&);
Result<Uuid> carry_out(const EditCloseness&, Change&);
Result<Uuid> carry_out(const AskForCloseness&, Change&);

}  // namespace core
