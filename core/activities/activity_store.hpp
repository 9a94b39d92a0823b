#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/activities/activity.hpp"
#include "core/db/connection.hpp"
#include "core/vault/vault.hpp"

namespace core {

class ActivityStore {
public:
    ActivityStore(db::Connection& db, Vault& vault);

    // The viewer's own, in their order. Nothing for the room, through another's eyes, and while the vault is shut.
    std::vector<Activity> of(const Viewer& viewer) const;

    // Inside a transaction of Household only.
    void insert(const Activity& activity);
    void update(const Activity& activity, Instant edited_at);
    void set_position(ActivityId id, std::int64_t position);
    void set_deleted(ActivityId id, std::optional<Instant> at);
    // For any viewer, without name and picture.
    std::optional<Activity> outside(ActivityId id);
    std::vector<std::pair<ActivityId, std::int64_t>> order_of(PersonId author);

private:
    friend class Household;  // asks on behalf of nobody, for carrying out commands
    template <class> friend struct FeatureAccess;
    // Leaves nothing but that there was something: those removed at or before then; those of a person.
    int empty_removed(Instant then);
    void empty_of(PersonId author, Instant at);

    Vault& vault_;
    mutable db::Statement of_, outside_, order_of_;
    db::Statement insert_, update_, move_, delete_, empty_removed_, empty_of_;
    db::Connection& db_;
};

}  // namespace core
