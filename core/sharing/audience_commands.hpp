#pragma once

#include <string>
#include <vector>

#include "core/household/change.hpp"

namespace core {

struct SetAudience {  // not_found, not_yours: only its author says whom it is for
    PersonId by;
    ItemRef item;
    Audience audience = Audience::household;
};
struct SetDefaultAudience {  // unknown_person
    PersonId by;
    ItemKind kind = ItemKind::check_in;
    Audience audience = Audience::only_me;
};

Result<Uuid> carry_out(const SetAudience&, Change&);
Result<Uuid> carry_out(const SetDefaultAudience&, Change&);

// The plain photo files that it writes.
std::vector<std::string> files_brought_by(const SetAudience&, Change&);
bool takes_long(const SetAudience&, Change&);

}  // namespace core
