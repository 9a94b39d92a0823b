#pragma once

#include "core/household/change.hpp"

namespace core {

struct RemoveItem {  // not_found, not_yours; of the kinds that have no command of their own for it
    PersonId by;
    ItemRef item;
};
struct RestoreItem {  // unknown_person, not_found, not_yours: rituals and the household's by anyone who sees them;
                      // already_there
    PersonId by;
    ItemRef item;
};
// Its content goes for good; with it goes whatever could be undone.
struct EraseItem {  // unknown_person, not_found: not in the trash; not_yours: the household's by anyone who sees it
    PersonId by;
    ItemRef item;
};

Result<Uuid> carry_out(const RemoveItem&, Change&);
Result<Uuid> carry_out(const RestoreItem&, Change&);
Result<Uuid> carry_out(const EraseItem&, Change&);

}  // namespace core
