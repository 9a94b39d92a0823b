#include "core/trash/trash_commands.hpp"

namespace core {

Result<Uuid> carry_out(const RestoreItem& c, Change& change) { return change.restore(c.by, c.item); }

Result<Uuid> carry_out(const EraseItem& c, Change& change) { return change.erase(c.by, c.item); }

}  // namespace core
