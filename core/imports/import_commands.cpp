#include "core/imports/import_commands.hpp"

#include "core/imports/import_store.hpp"
#include "core/items/kind.hpp"
#include "core/memories/memory.hpp"
#include "core/people/person.hpp"
#include "core/text.hpp"
#include "core/vault/vault.hpp"

namespace core {

Result<Uuid> carry_out(const RecordImport& c, Change& change) {
    if (!change.is_here(c.by)) return Refusal::unknown_person;
    const auto format = tidy_line(c.format, longest_name), name = tidy_line(c.source_name, longest_caption);
    if (!format) return format.refusal();
    if (!name) return name.refusal();
    // The vault may have been shut since it began.
    if (c.into && !change.get<ImportStore>().outside(c.by, *c.into)) return Refusal::not_found;
    const auto id = c.into ? *c.into : change.next<ImportId>();
    if (!c.into) change.get<ImportStore>().insert({id, c.by, format.value(), name.value(), c.audience, change.now()});
    for (const auto& item : change.made_so_far()) change.get<ImportStore>().add(change.next_uuid(), id, item);
    return id.value;
}

Result<Uuid> carry_out(const TakeBackImport& c, Change& change) {
    if (!change.is_here(c.by)) return Refusal::unknown_person;
    if (!change.vault().is_open(c.by)) return Refusal::locked;
    if (!change.get<ImportStore>().find(Viewer::of(c.by), c.id)) return Refusal::not_found;
    for (const auto& item : change.get<ImportStore>().items(Viewer::of(c.by), c.id).untouched)
        kind_of(item.kind).set_deleted(change.stores(), item.id, change.clock().latest_now());
    change.put_in_trash<ImportStore>(c.id);
    return c.id.value;
}

}  // namespace core
