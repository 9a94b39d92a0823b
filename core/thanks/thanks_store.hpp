#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/db/connection.hpp"
#include "core/items/item.hpp"
#include "core/thanks/thanks.hpp"
#include "core/vault/vault.hpp"

namespace core {

enum class ThanksKind { all, between_us, to_life };

class ThanksStore {
public:
    ThanksStore(db::Connection& db, Vault& vault);

    // Those the viewer may see, newest first, at most `limit`.
    enum class PutAway { along, left_out };  // what the viewer has put away; nobody else's list is another one for it
    std::vector<Thanks> newest(const Viewer& viewer, ThanksKind kind, int limit,
                               PutAway put_away = PutAway::along) const;
    // Both days included, newest first.
    std::vector<Thanks> between(const Viewer& viewer, Day from, Day to) const;
    std::optional<Thanks> find(const Viewer& viewer, ThanksId id) const;
    // Those in the trash that the viewer may see, or the one named, without hearts; the latest first.
    std::vector<Deleted<Thanks>> deleted(const Viewer& viewer, std::optional<ThanksId> only = {}) const;
    // Each by itself, on thanks that the viewer may see, the first first.
    std::vector<Heart> hearts(const Viewer& viewer) const;
    // What `author` thanked for most often since a day, most frequent first: for the one-tap chips. The author's own
    // words only, and of them what was shared: a chip may stand on a screen that others see.
    std::vector<std::string> frequent(PersonId author, const Addressee& to, Day since, int limit) const;

    // Inside a transaction of Household only.
    void insert(const Thanks& thanks);
    void update(const Thanks& thanks);  // all but who gave it
    void set_deleted(ThanksId id, std::optional<Instant> at);
    // A note whose moment came while it lay in the trash is given by nobody's word: out of it, it is its author's
    // alone.
    void keep_late_to_its_author(ThanksId id);
    void empty(ThanksId id, Instant at);  // leaves nothing but that there was something; its hearts go too
    void insert_heart(const Uuid& id, ThanksId thanks, PersonId by, Instant at);
    // All of the person's on it: two devices may each have given one.
    void delete_hearts(ThanksId thanks, PersonId by, Instant at);
    // For any viewer, without its text when that is sealed.
    std::optional<Thanks> outside(ThanksId id);
    std::optional<MemoryId> memory_of(ThanksId id);  // for any viewer, where it is not sealed

private:
    friend class Household;  // asks on behalf of nobody, for carrying out commands
    template <class, class, auto> friend struct StoreAccess;
    std::optional<Thanks> late(ThanksId id) const;  // the same, of one whose moment has come, and that waits still
    // With anything left in them: in the trash since then or longer, at most `limit`; by a person, wherever they are.
    std::vector<ThanksId> in_trash_since(Instant then, int limit) const;
    std::vector<ThanksId> written_by(PersonId author) const;
    // When the next of those that wait is due, UTC milliseconds; and those that are due by then wait no more.
    std::optional<std::int64_t> next_due() const;
    void deliver(std::int64_t now);
    void empty_added_by(PersonId author, Instant at);

    std::optional<Thanks> to_thanks(const db::Statement::Row& row) const;
    // With hearts, and without a photo that the viewer does not see.
    std::vector<Thanks> with_more(std::vector<Thanks> list, const Viewer& viewer) const;

    Vault& vault_;
    mutable db::Statement newest_, between_, find_, deleted_, outside_, late_, hearts_, all_hearts_, frequent_,
        in_trash_since_, written_by_, sees_memory_, next_due_;
    db::Statement insert_, update_, delete_, insert_heart_, delete_hearts_, empty_, deliver_, empty_hearts_,
        empty_added_by_;
};

}  // namespace core
