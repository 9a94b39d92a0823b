#include "core/sharing/audience_commands.hpp"

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"

namespace core {

Result<Uuid> carry_out(const SetAudience& c, Change& change) {
    // Nobody widens or narrows what they cannot read: its words have to be sealed, or unsealed.
    switch (c.item.kind) {
        case ItemKind::check_in: {
            const auto item = change.get<CheckInStore>().find(Viewer::of(c.by), CheckInId{c.item.id});
            if (!item) return missing(change.get<CheckInStore>().outside(CheckInId{c.item.id}), c.by);
            return carry_out(EditCheckIn{c.by, item->id, item->mood, item->feeling, item->note, c.audience}, change);
        }
        case ItemKind::thanks: {
            const auto item = change.get<ThanksStore>().find(Viewer::of(c.by), ThanksId{c.item.id});
            if (!item) return missing(change.get<ThanksStore>().outside(ThanksId{c.item.id}), c.by);
            return carry_out(EditThanks{c.by, item->id, item->text, c.audience}, change);
        }
        case ItemKind::ritual: {
            const auto item = change.get<RitualStore>().find(Viewer::of(c.by), RitualId{c.item.id}, change.today());
            if (!item) return missing(change.get<RitualStore>().outside(RitualId{c.item.id}), c.by);
            if (item->author && item->author != c.by) return Refusal::not_yours;
            return carry_out(EditRitual{c.by,
                                        item->id,
                                        {item->title, item->note, item->symbol, item->colour, item->rule,
                                         item->starts_on, item->starts_at, c.audience}},
                             change);
        }
        case ItemKind::closeness: {
            const auto item = change.get<ClosenessStore>().find(Viewer::of(c.by), ClosenessId{c.item.id});
            if (!item) return missing(change.get<ClosenessStore>().outside(ClosenessId{c.item.id}), c.by);
            return carry_out(EditCloseness{c.by, item->id, item->level, c.audience}, change);
        }
        case ItemKind::memory: break;
    }
    const auto item = change.get<MemoryStore>().find(Viewer::of(c.by), MemoryId{c.item.id});
    if (!item) return missing(change.get<MemoryStore>().outside(MemoryId{c.item.id}), c.by);
    return carry_out(EditMemory{c.by, item->id, item->caption, item->day, c.audience}, change);
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

}  // namespace core
