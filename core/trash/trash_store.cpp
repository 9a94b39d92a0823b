#include "core/trash/trash_store.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace core {

namespace {

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

template <class Item> TrashItem begun(ItemKind kind, const Deleted<Item>& deleted, const Viewer& viewer, Instant now) {
    TrashItem item;
    item.item = {kind, deleted.item.id.value};
    item.author = deleted.item.author;
    item.audience = deleted.item.audience;
    item.deleted_at = deleted.at;
    item.gone_on = std::max(local_time(deleted.at).day + days_in_trash, local_time(now).day);
    const bool acts = viewer.person && viewer.eyes == Viewer::Eyes::own;
    item.can_erase = acts && (!item.author || item.author == viewer.person);
    item.can_restore = item.can_erase || (acts && kind == ItemKind::ritual);
    return item;
}

constexpr std::int64_t farthest_ahead_ms = 31 * a_day_ms;

}  // namespace

std::vector<TrashItem> TrashStore::all(const Viewer& viewer, Instant now) const {
    std::vector<TrashItem> list;
    for (const auto& deleted : check_ins_.deleted(viewer)) {
        auto item = begun(ItemKind::check_in, deleted, viewer, now);
        item.day = deleted.item.day;
        item.text = first_line(deleted.item.note.empty() ? deleted.item.feeling : deleted.item.note);
        item.mood = deleted.item.mood;
        list.push_back(std::move(item));
    }
    for (const auto& deleted : thanks_.deleted(viewer)) {
        auto item = begun(ItemKind::thanks, deleted, viewer, now);
        item.day = deleted.item.day;
        // What lay in an envelope stays in it: it was taken back, perhaps unread.
        if (!deleted.item.envelope || deleted.item.author == viewer.person) item.text = first_line(deleted.item.text);
        item.recipient = deleted.item.recipient;
        item.to = deleted.item.to;
        if (deleted.item.waits) item.waits_until = deleted.item.given_at;
        list.push_back(std::move(item));
    }
    for (const auto& deleted : rituals_.deleted(viewer)) {
        auto item = begun(ItemKind::ritual, deleted, viewer, now);
        item.day = deleted.item.starts_on;
        item.text = deleted.item.title;
        list.push_back(std::move(item));
    }
    for (const auto& deleted : memories_.deleted(viewer)) {
        auto item = begun(ItemKind::memory, deleted, viewer, now);
        item.day = deleted.item.day;
        item.text = first_line(deleted.item.caption);
        item.photo = deleted.item.photo;
        item.format = deleted.item.format;
        item.sealed = deleted.item.sealed;
        list.push_back(std::move(item));
    }
    for (const auto& deleted : closeness_.deleted(viewer)) {
        auto item = begun(ItemKind::closeness, deleted, viewer, now);
        item.day = deleted.item.day;
        item.closeness = deleted.item.level;
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
