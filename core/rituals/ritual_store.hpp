#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "core/db/connection.hpp"
#include "core/rituals/recurrence.hpp"
#include "core/rituals/ritual.hpp"

namespace core {

class RitualStore {
public:
    explicit RitualStore(db::Connection& db);

    // Those the viewer may see, in the order they were made. `today` decides which are paused.
    std::vector<Ritual> all(const Viewer& viewer, Day today) const;
    std::optional<Ritual> find(const Viewer& viewer, RitualId id, Day today) const;
    // The dates of all visible rituals within both days, by day, then time (those without one first), then title. Paused spans are left out;
    // a day that was marked stays, even when the rule has changed since.
    std::vector<Occurrence> occurrences(const Viewer& viewer, Day from, Day to) const;
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
    void set_pause_deleted(const Uuid& id, std::optional<Instant> at);
    void insert_mark(const Uuid& id, RitualId ritual, Day day, Outcome outcome, std::optional<PersonId> by, Instant at);
    // Takes the marks of one date back; answers with those it took, for putting them back.
    std::vector<Uuid> delete_marks(RitualId ritual, Day day, Instant at);
    void set_mark_deleted(const Uuid& id, std::optional<Instant> at);

private:
    struct Pause {
        RitualId ritual;
        Day from;
        std::optional<Day> until;
        bool covers(Day day) const { return day >= from && (!until || day <= *until); }
    };
    std::vector<Pause> pauses() const;
    Ritual with_pause(Ritual ritual, const std::vector<Pause>& pauses, Day today) const;

    mutable db::Statement all_, find_, marks_, outcome_, pauses_, open_pauses_, mark_ids_;
    db::Statement insert_, update_, delete_, insert_pause_, end_pause_, delete_pause_, insert_mark_, delete_mark_;
};

}  // namespace core
