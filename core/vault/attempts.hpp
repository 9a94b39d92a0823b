#pragma once

#include <cstdint>
#include <map>

#include "core/db/connection.hpp"
#include "core/id.hpp"
#include "core/time/instant.hpp"

namespace core {

// Wrong PINs in a row, and what remained of the wait they cost when a program last looked.
struct Tries {
    std::int64_t failures = 0;
    std::int64_t left = 0;  // milliseconds
    ObservedTime at;
};

// The wait after wrong PINs. It shrinks by time that running programs observed and by nothing else: setting the wall
// clock does not move it, another start of the machine resumes it with what remained when it was last looked at, and it
// is never longer than the pause for that many wrong ones. What the device remembers decides; the file's row does only
// where it counts more.
class Attempts {
public:
    Attempts(db::Connection& db, const Clock& clock);

    // Milliseconds that remain; 0: none.
    std::int64_t wait(PersonId person, const Tries& on_device) const;
    bool any_wait() const;  // by the file's rows

    // Inside a transaction only.
    Tries count(PersonId person);
    void raise(PersonId person, std::int64_t failures);  // where the file has fewer
    void forget(PersonId person);
    // Remembers what remains of every wait, so that a restart of the machine costs its owner no more than what passed
    // since.
    void note();
    // Whether a wait runs that was not noted for a while.
    bool to_note() const;

private:
    // Of tries whose time cannot be compared with: when this program saw them first.
    struct Seen {
        std::int64_t left = 0;
        ObservedTime at;
    };
    using SeenOf = std::map<PersonId, Seen>;
    void forget_seen(PersonId person);
    static Tries read(const db::Statement::Row& row, int first);
    static std::int64_t remains(SeenOf& seen, PersonId person, const Tries& tries, const ObservedTime& now);

    const Clock& clock_;
    mutable db::Statement find_, all_;
    db::Statement count_, raise_, note_, forget_;
    mutable SeenOf seen_in_file_, seen_on_device_;
    bool looked_ = false, running_ = false;
    ObservedTime noted_;
};

}  // namespace core
