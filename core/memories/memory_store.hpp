#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "core/db/connection.hpp"
#include "core/items/item.hpp"
#include "core/memories/memory.hpp"
#include "core/vault/vault.hpp"

namespace core {

class MemoryStore {
public:
    struct DayCount {
        Day day;
        int count = 0;
        bool operator==(const DayCount&) const = default;
    };

    MemoryStore(db::Connection& db, Vault& vault);
    ~MemoryStore();
    MemoryStore(const MemoryStore&) = delete;
    MemoryStore& operator=(const MemoryStore&) = delete;

    // How many the viewer may see on each day that has any, newest day first: what a gallery of any size is laid out
    // from.
    std::vector<DayCount> days(const Viewer& viewer) const;
    // The nearest day on either side that has any the viewer may see.
    std::optional<Day> day_before(const Viewer& viewer, Day day) const;
    std::optional<Day> day_after(const Viewer& viewer, Day day) const;
    // Both days included, newest day first, within a day in the order they were taken.
    std::vector<Memory> between(const Viewer& viewer, Day from, Day to) const;
    std::optional<Memory> find(const Viewer& viewer, MemoryId id) const;
    // Those in the trash that the viewer may see, or the one named; the latest first.
    std::vector<Deleted<Memory>> deleted(const Viewer& viewer, std::optional<MemoryId> only = {}) const;
    // One to look back on: from this day in an earlier year if there is one, else from this week in an earlier year
    // (the furthest back first, one with a caption first), else any older than 28 days, chosen by the day so that it
    // stays the same all day.
    std::optional<Memory> to_look_back_on(const Viewer& viewer, Day today) const;
    // Whether the viewer may see a memory of this photo; what somebody else keeps to themselves does not count.
    bool has_photo(const Viewer& viewer, const PhotoHash& photo) const;

    // Moves whenever an answer above may have changed.
    std::uint64_t revision() const { return revision_; }
    // Another program has written, or a vault was opened or shut.
    void touch();
    void reload() noexcept;  // after a transaction was given up

    // Inside a transaction of Household only.
    void insert(const Memory& memory, Instant at);
    void update(const Memory& memory, std::optional<Instant> edited_at);  // caption, day, instant, dated_by, audience
    void set_deleted(MemoryId id, std::optional<Instant> at);
    // For any viewer, without what is sealed.
    std::optional<Memory> outside(MemoryId id);
    // What its photo lies in, sealed or not, whether or not the vault is open.
    struct PhotoFile {
        PhotoHash name;
        PhotoFormat format = PhotoFormat::jpeg;
        bool sealed = false;
    };
    // Leaves nothing but that there was something; answers with the photo that nothing of it rests on now.
    std::optional<PhotoFile> empty(MemoryId id, Instant at);
    // Whether any row at all, also one that is in the trash, or anybody's portrait, rests on that file.
    enum class KeptAs { plain, sealed };
    bool rests_on(const PhotoHash& photo, KeptAs as);

private:
    friend class Household;  // asks on behalf of nobody, for carrying out commands
    template <class, class, auto> friend struct StoreAccess;
    // With anything left in them: in the trash since then or longer, at most `limit`; by a person, wherever they are.
    std::vector<MemoryId> in_trash_since(Instant then, int limit) const;
    std::vector<MemoryId> written_by(PersonId author) const;
    std::optional<Memory> to_memory(const db::Statement::Row& row) const;
    const std::set<PhotoHash>& own_sealed_photos(PersonId person) const;
    std::optional<Memory> best_of(const Viewer& viewer, Day from, Day to) const;

    db::Connection& db_;
    Vault& vault_;
    mutable db::Statement days_, day_before_, day_after_, between_, find_, deleted_, best_, nth_older_, count_older_,
        has_photo_, own_sealed_, outside_, rests_on_, in_trash_since_, written_by_, photo_file_;
    db::Statement insert_, update_, delete_, empty_;
    std::uint64_t revision_ = 1;

    // The photos that one person keeps to themselves, by what is inside their seals: asked for each photo that comes.
    // Wiped with touch().
    struct OwnSealed {
        PersonId person;
        std::int64_t data_version = 0;  // of the file: another program may write
        std::set<PhotoHash> photos;
    };
    mutable std::optional<OwnSealed> known_sealed_;
};

}  // namespace core
