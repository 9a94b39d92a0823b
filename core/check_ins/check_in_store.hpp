#pragma once

#include <optional>
#include <vector>

#include "core/check_ins/check_in.hpp"
#include "core/db/connection.hpp"

namespace core {

class CheckInStore {
public:
    explicit CheckInStore(db::Connection& db);

    // Those the viewer may see, both days included, newest first.
    std::vector<CheckIn> between(const Viewer& viewer, Day from, Day to) const;
    std::optional<CheckIn> find(const Viewer& viewer, CheckInId id) const;

    // Inside a transaction of Household only.
    void insert(const CheckIn& check_in);
    void update(const CheckIn& check_in, std::optional<Instant> edited_at);
    void set_deleted(CheckInId id, std::optional<Instant> at);

private:
    mutable db::Statement between_, find_;
    db::Statement insert_, update_, delete_;
};

}  // namespace core
