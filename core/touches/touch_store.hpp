#pragma once

#include <vector>

#include "core/db/connection.hpp"
#include "core/touches/touch.hpp"

namespace core {

// Touches are between the two they are from and for: who looks with another's eyes sees those between the two of them
// alone. Nothing counts them.
class TouchStore {
public:
    explicit TouchStore(db::Connection& db);

    // For this person, on that day or later, the newest first; of several of one kind by the same person the newest
    // alone.
    std::vector<Touch> received(const Viewer& viewer, Day since) const;
    // By this person, both days included, the newest first.
    std::vector<Touch> given(const Viewer& viewer, Day from, Day to) const;
    // From this person or for them, on that day, the first first; of several of one kind between the same two the first
    // alone.
    std::vector<Touch> on(const Viewer& viewer, Day day) const;
    // Every one that is by this person or for them, the first first.
    std::vector<Touch> all(const Viewer& viewer) const;

    // Inside a transaction of Household only.
    void insert(const Touch& touch);
    void set_deleted(TouchId id, std::optional<Instant> at);

private:
    friend class Household;
    template <class> friend struct FeatureAccess;
    void empty_of(PersonId author, Instant at);

    mutable db::Statement received_, given_, on_, all_;
    db::Statement insert_, delete_, empty_of_;
};

}  // namespace core
