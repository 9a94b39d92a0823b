#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/items/item.hpp"
#include "core/memories/memory_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/thanks/thanks_store.hpp"

namespace core {

inline constexpr int days_in_trash = 30;

// Something that was deleted and can still be had back.
struct TrashItem {
    ItemRef item;
    std::optional<PersonId> author;  // nobody: the household's
    Audience audience = Audience::only_me;
    Day day;
    std::string text;                   // the first line of what it says; may be empty
    std::optional<int> mood;            // of a check-in
    std::optional<int> closeness;       // its level
    std::optional<PersonId> recipient;  // of thanks to a person
    ThanksTo to = ThanksTo::life;       // of thanks
    std::optional<Instant>
        waits_until;  // of thanks that were not given yet; put back after that, they are for their author alone
    std::optional<PhotoHash> photo;  // of a memory
    PhotoFormat format = PhotoFormat::jpeg;
    std::optional<SealedPhoto> sealed;
    Instant deleted_at;
    Day gone_on;               // the day its content goes
    bool can_restore = false;  // by the viewer, with RestoreItem
    bool can_erase = false;    // by the viewer, with EraseItem
};

// What lies in the trash: everything that was deleted, by the same rule of who sees what. Hearts, marks and pauses are
// no items.
class TrashStore {
public:
    TrashStore(const CheckInStore& check_ins, const ThanksStore& thanks, const RitualStore& rituals,
               const MemoryStore& memories, const ClosenessStore& closeness)
        : check_ins_(check_ins), thanks_(thanks), rituals_(rituals), memories_(memories), closeness_(closeness) {}

    // What the viewer may see, what was deleted last first.
    std::vector<TrashItem> all(const Viewer& viewer, Instant now) const;

private:
    const CheckInStore& check_ins_;
    const ThanksStore& thanks_;
    const RitualStore& rituals_;
    const MemoryStore& memories_;
    const ClosenessStore& closeness_;
};

// Whether the clock is to be believed that something has lain in the trash for its thirty days. One that is more than
// 31 days ahead of the last look is not believed at once: it waits for the next opening, or for a day of running on
// from there. One that was set back makes nothing older.
struct TrashClock {
    Instant last;          // when the trash was looked through last
    bool doubted = false;  // and whether that was a jump ahead
};
enum class Believed { yes, not_yet };
struct TrashLook {
    Believed believed = Believed::not_yet;
    TrashClock clock;  // to remember for the next time
};
// `before` is nothing where nobody looked yet on this device: there is nothing to compare the clock with.
TrashLook look_at_clock(const std::optional<TrashClock>& before, Instant now);
std::string to_text(const TrashClock& clock);
std::optional<TrashClock> trash_clock_from(std::string_view text);

inline constexpr std::int64_t a_day_ms = 86'400'000;

}  // namespace core
