#pragma once

#include <optional>
#include <vector>

#include "core/answers/answer.hpp"
#include "core/db/connection.hpp"

namespace core {

// Answers to check-ins and thanks. Whoever sees what was answered sees the answer, but for the room: it was said to one
// person.
class AnswerStore {
public:
    explicit AnswerStore(db::Connection& db);

    // To that one, the first first.
    std::vector<Answer> to(const Viewer& viewer, const ItemRef& subject) const;
    std::optional<Answer> find(const Viewer& viewer, AnswerId id) const;
    // All that this person gave, the first first.
    std::vector<Answer> by(const Viewer& viewer) const;
    // Given at that moment or later, whatever to; the latest first.
    std::vector<Answer> since(const Viewer& viewer, Instant at) const;
    // All that the viewer may read, the first first.
    std::vector<Answer> all(const Viewer& viewer) const;

    // Inside a transaction of Household only.
    void insert(const Answer& answer);
    void set_deleted(AnswerId id, std::optional<Instant> at);

private:
    friend class Household;
    template <class> friend struct FeatureAccess;
    // Leaves nothing but that there was something: those taken back at or before then; those of a person.
    int empty_removed(Instant then);
    void empty_of(PersonId author, Instant at);

    mutable db::Statement to_, find_, by_, since_, all_;
    db::Statement insert_, delete_, empty_removed_, empty_of_;
    db::Connection& db_;
};

}  // namespace core
