#include "core/household/change.hpp"

#include <algorithm>
#include <cstdint>

#include "core/household/household.hpp"
#include "core/household/photo_move.hpp"
#include "core/items/kind.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person_store.hpp"
#include "core/settings/setting_store.hpp"

namespace core {

Change::Change(Household& household) : household_(household) {}
Change::~Change() = default;

Stores& Change::stores() { return household_.stores_; }
const Vault& Change::vault() const { return household_.vault_; }
const PhotoFolder& Change::photos() const { return household_.photos(); }
const Clock& Change::clock() const { return household_.clock_; }
Day Change::day_of(Instant at) const { return household_.day_of(at); }

std::optional<Refusal> Change::check_moment(const std::optional<Instant>& at) const {
    if (!at) return std::nullopt;
    const auto year = year_of(local_time(*at).day);
    return at->utc_ms > now().utc_ms || year < 1900 ? std::optional(Refusal::invalid_date) : std::nullopt;
}

Uuid Change::next_uuid() { return household_.ids_.next_uuid(); }

std::size_t Change::any_of(std::size_t count) {
    std::uint64_t number = 0;
    household_.random_.fill(reinterpret_cast<std::uint8_t*>(&number), sizeof number);
    return static_cast<std::size_t>(number % count);
}

// --- who, and for whom ----------------------------------------------------------------------------------

bool Change::is_here(PersonId person) const { return household_.people_.find(person).has_value(); }

Audience Change::default_audience(const std::optional<PersonId>& by, ItemKind kind) const {
    return household_.default_audience(by, kind);
}

Instant Change::shared_now() const {
    const auto at = now();
    const auto last = household_.people_.last_joining();
    return last && last->utc_ms > at.utc_ms ? *last : at;
}

std::optional<Instant> Change::shared_as_made(const Uuid& id, Audience audience) const {
    if (audience == Audience::only_me) return std::nullopt;
    // Its id says when, unless somebody joined after that: then it would be from before them.
    const auto made = made_at(id);
    const auto last = household_.people_.last_joining();
    return made && (!last || last->utc_ms <= *made) ? std::nullopt : std::optional(shared_now());
}

std::optional<Instant> Change::shared_as_changed(Audience before, Audience after,
                                                 const std::optional<Instant>& was) const {
    if (after == Audience::only_me) return std::nullopt;
    return after > before ? shared_now() : was;
}

void Change::share_before(PersonId newcomer, Instant since) {
    const Instant before{since.utc_ms - 1, since.offset_minutes};
    for (const auto* kind : kinds_of_items()) {
        if (!kind->dated_sharing) continue;
        // A clock that ran ahead for a while dated them so that the newcomer would see them. What waits is shared in
        // its own time.
        household_.db_
            .prepare(std::string("UPDATE ") + kind->table +
                     " SET shared_at = ?2, shared_offset = ?3 WHERE audience IN ('household', 'room') AND " +
                     kind->has_been_given + " AND visible(NULL, 'household', coalesce(shared_at, id), ?1)")
            .run(Viewer::of(newcomer), before);
    }
}

bool Change::trusted(PersonId by, const Uuid& item) const { return household_.trusted(by, item); }

// --- what was done --------------------------------------------------------------------------------------

void Change::made(const Uuid& id, const std::optional<PersonId>& by) {
    if (by) written_.push_back(id);
}

void Change::made(ItemRef item, const std::optional<PersonId>& by) {
    made(item.id, by);
    if (by) made_.push_back(item);
}

// --- the trash ------------------------------------------------------------------------------------------

Result<Uuid> Change::restore(PersonId by, ItemRef item) { return household_.restore(*this, by, item); }

void Change::remove_later(const std::vector<std::string>& files) { household_.remove_later(files); }

Result<Uuid> Change::erase(PersonId by, ItemRef item) {
    erased_.push_back(item.id);
    return household_.erase_for_good(*this, by, item);
}

// --- photo files ----------------------------------------------------------------------------------------

void Change::arrived(const PhotoName& photo) { arrived_.push_back(photo); }

void Change::of_no_use(const PhotoName& photo) {
    if (photo.sealed) household_.unsettled_.push_back(photo);
    else household_.photos_->has_arrived(photo);
}

void Change::move_photo(const Memory& from, const Memory& to) { household_.move_photo(from, to); }

void Change::move_photo_of(const Memory& before, const Memory& after) {
    household_.move_photo(before, after);
    if (before.sealed != after.sealed) moves_.push_back({before, after});
}

}  // namespace core
