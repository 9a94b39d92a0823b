#include "core/trash/trash_commands.hpp"

#include "core/items/kind.hpp"

namespace core {

Result<Uuid> carry_out(const RemoveItem& c, Change& change) {
    const auto& kind = kind_of(c.item.kind);
    return kind.remove ? kind.remove(change, c.by, c.item.id) : Refusal::not_found;
}

Result<Uuid> carry_out(const RestoreItem& c, Change& change) { return change.restore(c.by, c.item); }

Result<Uuid> carry_out(const EraseItem& c, Change& change) { return change.erase(c.by, c.item); }

}  // namespace core
