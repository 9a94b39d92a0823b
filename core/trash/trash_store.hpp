#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/household/stores.hpp"
#include "core/items/glance.hpp"

namespace core {

inline constexpr int days_in_trash = 30;

// Something that was deleted and can still be had back.
struct TrashItem : Glance {
    Instant deleted_at;
    Day gone_on;               // the day its content goes
    bool can_restore = false;  // by the viewer, with RestoreItem
    bool can_erase = false;    // by the viewer, with EraseItem
};

// What lies in the trash: everything that was deleted, by the same rule of who sees what. Hearts, marks and pauses are
// no items.
class TrashStore {
public:
    explicit TrashStore(const Stores& stores) : stores_(stores) {}

    // What the viewer may see, what was deleted last first.
    std::vector<TrashItem> all(const Viewer& viewer, Instant now) const;

private:
    const Stores& stores_;
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
