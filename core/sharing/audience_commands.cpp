#include "core/sharing/audience_commands.hpp"

#include "core/items/kind.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/settings/setting_store.hpp"

namespace core {

Result<Uuid> carry_out(const SetAudience& c, Change& change) {
    return kind_of(c.item.kind).set_audience(change, c.by, c.item.id, c.audience);
}

Result<Uuid> carry_out(const SetDefaultAudience& c, Change& change) {
    if (!change.is_here(c.by)) return Refusal::unknown_person;
    change.get<SettingStore>().set_default_audience(c.by, c.kind, c.audience, change.now());
    return c.by.value;
}

std::vector<std::string> files_brought_by(const SetAudience& c, Change& change) {
    if (c.item.kind != ItemKind::memory) return {};
    return files_brought_by(EditMemory{c.by, MemoryId{c.item.id}, {}, {}, c.audience}, change);
}

bool takes_long(const SetAudience& c, Change& change) {
    return c.item.kind == ItemKind::memory &&
           takes_long(EditMemory{c.by, MemoryId{c.item.id}, {}, {}, c.audience}, change);
}

}  // namespace core
