#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/db/connection.hpp"

struct sqlite3_session;

namespace core::db {

// One row that was inserted, updated or deleted.
struct RowChange {
    struct Column {
        std::string name;
        bool is_key = false;
        std::optional<Value> before, after;  // of an updated row: of its key and of what changed; else one of the two
    };
    enum class Kind { inserted, updated, deleted };

    std::string table;
    Kind kind = Kind::updated;
    std::vector<Column> columns;

    const Column* find(std::string_view name) const;
    Uuid id() const;  // of a row that has one
};

// Notes what its connection changes from its beginning on, but for the tables left out: by SQLite's session extension.
// A row changed several times is one change, from how it was to how it is. Throws Fault.
class Recording {
public:
    Recording(Connection& connection, const std::set<std::string>& left_out);
    std::vector<RowChange> changes() const;

private:
    struct Delete {
        void operator()(sqlite3_session*) const noexcept;
    };
    Connection& connection_;
    std::unique_ptr<sqlite3_session, Delete> session_;
};

// Takes changes back, inside a transaction: a row that was inserted is deleted softly, with `at`, where its table knows
// of that; everything else is as it was before. Throws Fault.
void take_back(Connection& connection, const std::vector<RowChange>& changes, Instant at);

}  // namespace core::db
