#pragma once

#include <optional>
#include <vector>

#include "core/check_ins/check_in.hpp"
#include "core/db/connection.hpp"
#include "core/items/item.hpp"
#include "core/vault/vault.hpp"

namespace core {

class CheckInStore {
public:
    CheckInStore(db::Connection& db, Vault& vault);

    // Those the viewer may see, both days included, newest first.
    std::vector<CheckIn> between(const Viewer& viewer, Day from, Day to) const;
    std::optional<CheckIn> find(const Viewer& viewer, CheckInId id) const;
    // The first day with one that the viewer may see, of this author or of anybody.
    std::optional<Day> first_day(const Viewer& viewer, const std::optional<PersonId>& author) const;
    // Those in the trash that the viewer may see, or the one named; the latest first.
    std::vector<Deleted<CheckIn>> deleted(const Viewer& viewer, std::optional<CheckInId> only = {}) const;

    // Inside a transaction of Household only.
    void insert(const CheckIn& check_in);
    void update(const CheckIn& check_in, std::optional<Instant> edited_at);
    void set_deleted(CheckInId id, std::optional<Instant> at);
    // For any viewer, without mood, feeling and note when those are sealed.
    std::optional<CheckIn> outside(CheckInId id);

private:
    friend class Household;  // asks on behalf of nobody, for carrying out commands
    // With anything left in them: in the trash since then or longer, at most `limit`; by a person, wherever they are.
    std::vector<CheckInId> in_trash_since(Instant then, int limit) const;
    std::vector<CheckInId> written_by(PersonId author) const;
    void empty(CheckInId id, Instant at);  // leaves nothing but that there was something

    std::optional<CheckIn> to_check_in(const db::Statement::Row& row) const;

    Vault& vault_;
    mutable db::Statement between_, find_, first_day_, deleted_, outside_, in_trash_since_, written_by_;
    db::Statement insert_, update_, delete_, empty_;
};

}  // namespace core
