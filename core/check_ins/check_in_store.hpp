#pragma once

#include <optional>
#include <vector>

#include "core/check_ins/check_in.hpp"
#include "core/db/connection.hpp"
#include "core/vault/vault.hpp"

namespace core {

class CheckInStore {
public:
    CheckInStore(db::Connection& db, Vault& vault);

    // Those the viewer may see, both days included, newest first.
    std::vector<CheckIn> between(const Viewer& viewer, Day from, Day to) const;
    std::optional<CheckIn> find(const Viewer& viewer, CheckInId id) const;

    // Inside a transaction of Household only.
    void insert(const CheckIn& check_in);
    void update(const CheckIn& check_in, std::optional<Instant> edited_at);
    void set_deleted(CheckInId id, std::optional<Instant> at);

private:
    friend class Household;  // asks on behalf of nobody, for carrying out commands
    // Whoever looks: without mood, feeling and note when those are sealed.
    std::optional<CheckIn> outside(CheckInId id) const;
    // The row as it is stored, for putting it back.
    std::vector<db::Value> stored(CheckInId id) const;
    void restore(const std::vector<db::Value>& row);

    std::optional<CheckIn> to_check_in(const db::Statement::Row& row) const;

    Vault& vault_;
    mutable db::Statement between_, find_, outside_, stored_;
    db::Statement insert_, update_, delete_;
};

}  // namespace core
