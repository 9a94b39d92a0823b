#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/db/connection.hpp"
#include "core/people/person.hpp"

namespace core {

// The people of the household. Names and faces are for everyone at the screen: that is how somebody says who they are.
class PersonStore {
public:
    explicit PersonStore(db::Connection& db);

    std::vector<Person> all() const;  // in the order they joined
    std::optional<Person> find(PersonId id) const;
    // By name as the command line gives it, case ignored for ASCII; nothing when nobody or more than one is called so.
    std::optional<Person> named(std::string_view name) const;
    bool has_items(PersonId id) const;
    // Who left and took everything along, and when; nothing else is known of them.
    std::vector<std::pair<PersonId, Instant>> erased() const;
    std::optional<Instant> joined(PersonId id) const;
    // What somebody who is added now may see unless it is said: all of it for the second person, from today on for
    // anyone after.
    Sees sees_by_default() const;
    // From when on they see what is shared (UTC milliseconds); nothing: all of it.
    std::optional<std::int64_t> sees_since(PersonId id) const;

    // Inside a transaction of Household only.
    void insert(const Person& person, Instant at);
    void update(const Person& person, Instant at);
    void set_deleted(PersonId id, std::optional<Instant> at);
    void erase(PersonId id, Instant at);  // name, face and what they set go
    void set_sees_since(PersonId id, std::optional<Instant> since);
    void reload();  // after another program has written, or a transaction was given up
    // The latest moment from which somebody sees what is shared.
    std::optional<Instant> last_joining();

private:
    friend class Household;
    bool anybody_ever() const;  // those who left too

    mutable db::Statement all_, find_, has_items_, erased_, joined_, ever_, since_, all_since_;
    db::Statement insert_, update_, delete_, erase_, erase_settings_, set_since_;
    mutable std::optional<std::map<PersonId, std::optional<std::int64_t>>>
        known_since_;  // asked for every row that a query looks at
};

}  // namespace core
