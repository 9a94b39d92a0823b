#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/db/connection.hpp"
#include "core/items/item.hpp"
#include "core/rituals/recurrence.hpp"
#include "core/rituals/ritual.hpp"
#include "core/vault/vault.hpp"

namespace core {

class RitualStore {
public:
    RitualStore(db::Connection& db, Vault& vault);

    // Those the viewer may see, in the order they were made. `today` decides which are paused.
    std::vector<Ritual> all(const Viewer& viewer, Day today) const;
    std::optional<Ritual> find(const Viewer& viewer, RitualId id, Day today) const;
    // Those in the trash that the viewer may see, or the one named; the latest first.
    std::vector<Deleted<Ritual>> deleted(const Viewer& viewer, std::optional<RitualId> only = {}) const;
    // The dates of all visible rituals within both days, by day, then time (those without one first), then title.
    // Paused spans are left out; a day that was marked stays, even when the rule has changed since.
    std::vector<Occurrence> occurrences(const Viewer& viewer, Day from, Day to) const;
    // The same one by one, until `visit` answers false: some days are worked out at a time, so that memory and time go
    // by what is looked at. `ritual` is as on `from`, and lasts for the call.
    void each_occurrence(const Viewer& viewer, Day from, Day to,
                         const std::function<bool(const Occurrence&, const Ritual&)>& visit) const;
    // Of rituals that the viewer may see: every pause in the order they were made, every mark by its day, and when one
    // was added.
    std::vector<RitualPause> pauses(const Viewer& viewer) const;
    std::vector<OccurrenceMark> marks(const Viewer& viewer) const;
    std::optional<Instant> added(const Viewer& viewer, RitualId id) const;
    bool occurs_on(const Ritual& ritual, Day day) const;
    Outcome outcome(RitualId id, Day day) const;

    // Inside a transaction of Household only.
    void insert(const Ritual& ritual, Instant at);
    void update(const Ritual& ritual, std::optional<Instant> edited_at);
    void set_deleted(RitualId id, std::optional<Instant> at);
    void insert_pause(const Uuid& id, RitualId ritual, Day from, std::optional<PersonId> by, Instant at);
    // The pauses that have no last day yet; several where two devices made one each.
    std::vector<Uuid> open_pauses(RitualId ritual) const;
    void set_pause_until(const Uuid& id, std::optional<Day> last_day);
    void insert_mark(const Uuid& id, RitualId ritual, Day day, Outcome outcome, std::optional<PersonId> by, Instant at);
    void delete_marks(RitualId ritual, Day day, Instant at);  // of one date
    // For any viewer, without its words and dates when those are sealed.
    std::optional<Ritual> outside(RitualId id);

private:
    friend class Household;  // asks on behalf of nobody, for carrying out commands
    template <class, class, auto> friend struct StoreAccess;
    // With anything left in them: in the trash since then or longer, at most `limit`; by a person, wherever they are.
    std::vector<RitualId> in_trash_since(Instant then, int limit) const;
    std::vector<RitualId> written_by(PersonId author) const;
    void empty(RitualId id, Instant at);  // leaves nothing but that there was something; its marks and pauses go too
    // The marks that somebody gave go; pauses stay, as the household's.
    void empty_added_by(PersonId author, Instant at);

    struct Pause {
        RitualId ritual;
        Day from;
        std::optional<Day> until;
        bool covers(Day day) const { return day >= from && (!until || day <= *until); }
    };
    std::optional<Ritual> to_ritual(const db::Statement::Row& row) const;
    std::vector<Pause> pauses() const;  // by ritual
    using Pauses = std::vector<Pause>::const_iterator;
    static std::pair<Pauses, Pauses> pauses_of(const std::vector<Pause>& pauses, RitualId ritual);
    Ritual with_pause(Ritual ritual, const std::vector<Pause>& pauses, Day today) const;

    Vault& vault_;
    mutable db::Statement all_, find_, deleted_, outside_, marks_, outcome_, pauses_, open_pauses_, in_trash_since_,
        written_by_, seen_pauses_, seen_marks_, added_;
    db::Statement insert_, update_, delete_, insert_pause_, end_pause_, insert_mark_, delete_marks_, empty_,
        empty_marks_, empty_added_by_, empty_pauses_, disown_pauses_;
};

}  // namespace core
