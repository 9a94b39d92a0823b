#pragma once

#include <optional>
#include <vector>

#include "core/db/connection.hpp"
#include "core/thanks/thanks.hpp"

namespace core {

// One thing that somebody did with a note to them.
struct ThanksRead {
    Uuid id;
    ThanksId thanks;
    ReadEvent what = ReadEvent::opened;
    Instant at;
};

// What somebody did with the notes to them, and what follows from it: which lie in their envelopes still, what the jar
// gives next, what was put away. Every query is about the viewer's own reading and answers nothing to anybody else, nor
// to another's eyes.
class ThanksReadStore {
public:
    explicit ThanksReadStore(db::Connection& db);

    // Notes to this person, or to all of us, that they have not opened; the newest first.
    std::vector<ThanksId> closed(const Viewer& viewer) const;
    bool is_closed(const Viewer& viewer, ThanksId id) const;
    // Of the notes to them that they have read and not put away: those that came out of the jar the fewest times,
    // without the one that came out last unless it is the only one there is.
    std::vector<ThanksId> next_in_jar(const Viewer& viewer) const;
    bool anything_in_jar(const Viewer& viewer) const;
    // The months that the jar has notes of, by their first day, the newest first; and the notes of one, the first
    // first.
    std::vector<Day> months(const Viewer& viewer) const;
    std::vector<ThanksId> in_month(const Viewer& viewer, Day first) const;
    // What they put away and may take out again, the newest note first.
    std::vector<ThanksId> put_away(const Viewer& viewer) const;
    bool is_put_away(const Viewer& viewer, ThanksId id) const;
    // All of the viewer's own, the first first: to be taken along.
    std::vector<ThanksRead> all(const Viewer& viewer) const;

    // Inside a transaction of Household only.
    void insert(const Uuid& id, ThanksId thanks, PersonId reader, ReadEvent what, Instant at);
    void set_deleted(const Uuid& id, std::optional<Instant> at);
    void empty_of_thanks(ThanksId id, Instant at);

private:
    friend class Household;
    template <class> friend struct FeatureAccess;
    // Leaves nothing but that there was something: on a note; by a person.
    void empty_of(PersonId reader, Instant at);

    mutable db::Statement closed_, is_closed_, next_in_jar_, anything_, days_, in_days_, put_away_, is_put_away_, all_;
    db::Statement insert_, delete_, empty_of_thanks_, empty_of_;
};

}  // namespace core
