#pragma once

#include <optional>
#include <vector>

#include "core/closeness/closeness.hpp"
#include "core/db/connection.hpp"
#include "core/items/item.hpp"
#include "core/vault/vault.hpp"

namespace core {

class ClosenessStore {
public:
    ClosenessStore(db::Connection& db, Vault& vault);

    // Those the viewer may see, both days included, newest first.
    std::vector<Closeness> between(const Viewer& viewer, Day from, Day to) const;
    std::optional<Closeness> find(const Viewer& viewer, ClosenessId id) const;
    // Those in the trash that the viewer may see, or the one named; the latest first.
    std::vector<Deleted<Closeness>> deleted(const Viewer& viewer, std::optional<ClosenessId> only = {}) const;

    // Inside a transaction of Household only.
    void insert(const Closeness& closeness);
    void update(const Closeness& closeness, std::optional<Instant> edited_at);  // audience, level
    void set_deleted(ClosenessId id, std::optional<Instant> at);
    // For any viewer, without its level when that is sealed.
    std::optional<Closeness> outside(ClosenessId id);

private:
    friend class Household;  // asks on behalf of nobody, for carrying out commands
    // With anything left in them: in the trash since then or longer, at most `limit`; by a person, wherever they are.
    std::vector<ClosenessId> in_trash_since(Instant then, int limit) const;
    std::vector<ClosenessId> written_by(PersonId author) const;
    void empty(ClosenessId id, Instant at);  // leaves nothing but that there was something

    std::optional<Closeness> to_closeness(const db::Statement::Row& row) const;

    Vault& vault_;
    mutable db::Statement between_, find_, deleted_, outside_, in_trash_since_, written_by_;
    db::Statement insert_, update_, delete_, empty_;
};

}  // namespace core
