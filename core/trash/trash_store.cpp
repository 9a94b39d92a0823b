#include "core/trash/trash_store.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "core/items/kind.hpp"

namespace core {

namespace {

constexpr std::int64_t farthest_ahead_ms = 31 * a_day_ms;

}  // namespace

std::vector<TrashItem> TrashStore::all(const Viewer& viewer, Instant now) const {
    std::vector<TrashItem> list;
    const bool acts = viewer.person && viewer.eyes == Viewer::Eyes::own;
    for (const auto* kind : kinds_of_items())
        for (auto& deleted : kind->in_trash(*kind, stores_, viewer, {})) {
            TrashItem item{std::move(deleted.item), deleted.at};
            item.gone_on = std::max(local_time(deleted.at).day + days_in_trash, local_time(now).day);
            item.can_erase = acts && (!item.author || item.author == viewer.person);
            item.can_restore = item.can_erase || (acts && kind->anybody_restores);
            list.push_back(std::move(item));
        }
    std::sort(list.begin(), list.end(), [](const TrashItem& a, const TrashItem& b) {
        return std::tie(b.deleted_at.utc_ms, b.item.id) < std::tie(a.deleted_at.utc_ms, a.item.id);
    });
    return list;
}

TrashLook look_at_clock(const std::optional<TrashClock>& before, Instant now) {
    if (!before) return {Believed::not_yet, {now, false}};
    const bool jumped = now.utc_ms - before->last.utc_ms > farthest_ahead_ms;
    // Twice in a row far apart is somebody who seldom opens it.
    if (jumped && !before->doubted) return {Believed::not_yet, {now, true}};
    return {Believed::yes, {now, false}};
}

std::string to_text(const TrashClock& clock) {
    return std::to_string(clock.last.utc_ms) + (clock.doubted ? " doubted" : "");
}

std::optional<TrashClock> trash_clock_from(std::string_view text) {
    TrashClock clock;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, clock.last.utc_ms);
    if (read.ec != std::errc()) return std::nullopt;
    clock.doubted = std::string_view(read.ptr, static_cast<std::size_t>(end - read.ptr)) == " doubted";
    return clock;
}

}  // namespace core
