#pragma once

#include <cstdint>
#include <map>

#include "core/db/connection.hpp"
#include "core/id.hpp"
#include "core/time/instant.hpp"

namespace core {

// Wrong PINs in a row, and the wait they cost. The wait shrinks by time that running programs observed and by nothing else: setting the
// wall clock does not move it, another start of the machine resumes it with what remained when it was last looked at, and it is never
// longer than the pause for that many wrong ones, whatever the row says. Somebody who can edit the file can shorten a wait that runs, but
// not the count, which the device remembers too: the next wrong PIN costs as much as it would have.
class Attempts {
public:
    Attempts(db::Connection& db, const Clock& clock);

    // Milliseconds that remain; 0: none. `at_least` is how many wrong ones the device remembers: an older file gives no more tries.
    std::int64_t wait(PersonId person, std::int64_t at_least) const;
    bool any_wait() const;  // by the file's rows
    std::int64_t failures(PersonId person) const;

    // Inside a transaction only.
    void count(PersonId person);
    void raise(PersonId person, std::int64_t failures);  // where the file has fewer
    void forget(PersonId person);
    // Remembers what remains of every wait, so that a restart of the machine costs its owner no more than what passed since.
    void note();
    // Whether a wait runs that was not noted for a while.
    bool to_note() const;

private:
    struct Row {
        std::int64_t failures = 0;
        std::int64_t left = 0;
        ObservedTime at;
    };
    // Of one whose row says nothing that can be compared with: when this program saw it first.
    struct Seen {
        std::int64_t left = 0;
        ObservedTime at;
    };
    static Row read(const db::Statement::Row& row, int first);
    std::int64_t remains(PersonId person, const Row& row, const ObservedTime& now) const;

    const Clock& clock_;
    mutable db::Statement find_, all_;
    db::Statement count_, raise_, note_, forget_;
    mutable std::map<PersonId, Seen> seen_;
    bool looked_ = false, running_ = false;
    ObservedTime noted_;
};

}  // namespace core
