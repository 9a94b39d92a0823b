#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/db/connection.hpp"
#include "core/thanks/thanks.hpp"

namespace core {

enum class ThanksKind { all, between_us, to_life };

class ThanksStore {
public:
    explicit ThanksStore(db::Connection& db);

    // Those the viewer may see, newest first, at most `limit`.
    std::vector<Thanks> newest(const Viewer& viewer, ThanksKind kind, int limit) const;
    // Both days included, newest first.
    std::vector<Thanks> between(const Viewer& viewer, Day from, Day to) const;
    std::optional<Thanks> find(const Viewer& viewer, ThanksId id) const;
    // What `author` thanked `recipient` for most often since a day, most frequent first: for the one-tap chips. The author's own words only.
    std::vector<std::string> frequent(PersonId author, const std::optional<PersonId>& recipient, Day since, int limit) const;

    // Inside a transaction of Household only.
    void insert(const Thanks& thanks);
    void update(const Thanks& thanks);  // text, audience, edited_at
    void set_deleted(ThanksId id, std::optional<Instant> at);
    void insert_heart(const Uuid& id, ThanksId thanks, PersonId by, Instant at);
    // The person's hearts on it, all of them (two devices may each have given one).
    void set_hearts_deleted(ThanksId thanks, PersonId by, std::optional<Instant> at);

private:
    std::vector<Thanks> with_hearts(std::vector<Thanks> list) const;

    mutable db::Statement newest_, between_, find_, hearts_, frequent_;
    db::Statement insert_, update_, delete_, insert_heart_, delete_hearts_;
};

}  // namespace core
