#pragma once

#include <exception>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/db/connection.hpp"

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

// Sees every row that its connection changes, with SQLite's preupdate hook, but for the tables left out and those
// without a primary key. Two things SQLite does not tell: that a `DELETE` without `WHERE` which was prepared before
// this empties a table, and what a column added with a DEFAULT was in a row that is older than it; it says NULL.
class Recorder {
public:
    Recorder(Connection& connection, std::set<std::string> left_out);
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

private:
    friend class Recording;
    using Row = std::vector<Value>;
    struct Table {
        std::vector<RowChange::Column> columns;  // names only
        std::optional<Statement> row;            // by its key; none without a primary key
    };
    // As the hook is told, and perhaps rolled back later.
    struct Note {
        std::string table;
        std::optional<Row> before, after;
    };
    void note(int operation, const char* database, const char* table) noexcept;
    Table& table(const std::string& name);

    Connection& connection_;
    std::set<std::string> left_out_;
    Statement schema_version_;
    std::int64_t known_version_ = -1;
    std::map<std::string, Table> tables_;     // of that version
    std::optional<std::vector<Note>> notes_;  // while something is recorded
    std::exception_ptr failure_;              // of a note
};

// What is changed from its beginning on; one at a time. A row changed several times is one change, from how it was to
// how it is. Throws Fault.
class Recording {
public:
    explicit Recording(Recorder& recorder);
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;
    std::vector<RowChange> changes() const;

private:
    Recorder& recorder_;
};

// Takes changes back, inside a transaction: a row that was inserted is deleted softly, with `at`, where
// its table knows of that; everything else is as it was before. In no particular order: but for its key no table has
// anything unique. Throws Fault.
void take_back(Connection& connection, const std::vector<RowChange>& changes, Instant at);

}  // namespace core::db
