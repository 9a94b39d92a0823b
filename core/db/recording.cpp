#include "core/db/recording.hpp"

#include <algorithm>
#include <map>
#include <utility>

// What Debian's library was compiled with, and its header shows only to those who ask.
#define SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_SESSION
#include <sqlite3.h>

namespace core::db {

namespace {

void expect_ok(int rc) {
    if (rc == SQLITE_OK) return;
    throw Fault(rc == SQLITE_NOMEM ? Fault::Kind::other : Fault::Kind::io, sqlite3_errstr(rc));
}

Value value_of(sqlite3_value* value) {
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER: return sqlite3_value_int64(value);
        case SQLITE_TEXT: return std::string(reinterpret_cast<const char*>(sqlite3_value_text(value)), size);
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_value_blob(value));
            return std::vector<std::uint8_t>(bytes, bytes + size);
        }
        default: return std::monostate();  // there are no REAL columns
    }
}

std::vector<std::string> columns_of(const Connection& connection, const std::string& table) {
    std::vector<std::string> names;
    connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")
        .each([&](const auto& row) { names.push_back(row.text(0)); }, table);
    return names;
}

struct Finalize {
    void operator()(sqlite3_changeset_iter* it) const noexcept { sqlite3changeset_finalize(it); }
};

RowChange change_at(sqlite3_changeset_iter* at, const char* table, int count, int operation,
                    const std::vector<std::string>& names) {
    RowChange change;
    change.table = table;
    change.kind = operation == SQLITE_INSERT   ? RowChange::Kind::inserted
                  : operation == SQLITE_DELETE ? RowChange::Kind::deleted
                                               : RowChange::Kind::updated;
    unsigned char* is_key = nullptr;
    expect_ok(sqlite3changeset_pk(at, &is_key, nullptr));
    for (int i = 0; i < count; ++i) {
        RowChange::Column column{names.at(static_cast<std::size_t>(i)), is_key[i] != 0, {}, {}};
        sqlite3_value* value = nullptr;
        if (operation != SQLITE_INSERT) {
            expect_ok(sqlite3changeset_old(at, i, &value));
            if (value) column.before = value_of(value);
        }
        value = nullptr;
        if (operation != SQLITE_DELETE) {
            expect_ok(sqlite3changeset_new(at, i, &value));
            if (value) column.after = value_of(value);
        }
        change.columns.push_back(std::move(column));
    }
    return change;
}

}  // namespace

const RowChange::Column* RowChange::find(std::string_view name) const {
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

Uuid RowChange::id() const {
    Uuid id;
    const auto* column = find("id");
    const auto& value = column && column->before ? column->before : column ? column->after : std::nullopt;
    const auto* bytes = value ? std::get_if<std::vector<std::uint8_t>>(&*value) : nullptr;
    if (bytes && bytes->size() == id.bytes.size()) std::copy(bytes->begin(), bytes->end(), id.bytes.begin());
    return id;
}

void Recording::Delete::operator()(sqlite3_session* session) const noexcept { sqlite3session_delete(session); }

Recording::Recording(Connection& connection, const std::set<std::string>& left_out) : connection_(connection) {
    sqlite3_session* session = nullptr;
    expect_ok(sqlite3session_create(connection.raw(), "main", &session));
    session_.reset(session);
    // The set outlives it: it is the household's.
    sqlite3session_table_filter(
        session,
        [](void* names, const char* table) {
            return static_cast<const std::set<std::string>*>(names)->count(table) == 0 ? 1 : 0;
        },
        const_cast<std::set<std::string>*>(&left_out));
    expect_ok(sqlite3session_attach(session, nullptr));
}

std::vector<RowChange> Recording::changes() const {
    int size = 0;
    void* bytes = nullptr;
    expect_ok(sqlite3session_changeset(session_.get(), &size, &bytes));
    const std::unique_ptr<void, void (*)(void*)> held(bytes, sqlite3_free);
    sqlite3_changeset_iter* iterator = nullptr;
    expect_ok(sqlite3changeset_start(&iterator, size, bytes));
    const std::unique_ptr<sqlite3_changeset_iter, Finalize> finalize(iterator);

    std::vector<RowChange> list;
    std::map<std::string, std::vector<std::string>> names;
    int rc = SQLITE_OK;
    while ((rc = sqlite3changeset_next(iterator)) == SQLITE_ROW) {
        const char* table = nullptr;
        int count = 0, operation = 0;
        expect_ok(sqlite3changeset_op(iterator, &table, &count, &operation, nullptr));
        auto& of_table = names[table];
        if (of_table.empty()) of_table = columns_of(connection_, table);
        list.push_back(change_at(iterator, table, count, operation, of_table));
    }
    if (rc != SQLITE_DONE) expect_ok(rc);
    return list;
}

void take_back(Connection& connection, const std::vector<RowChange>& changes, Instant at) {
    // "name = ?1 AND …", with the value of each.
    const auto listed = [](const std::vector<std::pair<std::string, Value>>& values, const char* between, int first) {
        std::string sql;
        for (const auto& value : values)
            sql += (sql.empty() ? "" : between) + value.first + " = ?" + std::to_string(first++);
        return sql;
    };
    for (const auto& change : changes) {
        std::vector<std::pair<std::string, Value>> key, set;
        for (const auto& column : change.columns) {
            const auto& known = column.before ? column.before : column.after;
            if (column.is_key && known) key.emplace_back(column.name, *known);
            else if (column.before) set.emplace_back(column.name, *column.before);
        }
        std::string sql;
        if (change.kind == RowChange::Kind::inserted && change.find("deleted_at")) {
            set = {{"deleted_at", at.utc_ms}, {"deleted_offset", std::int64_t{at.offset_minutes}}};
        } else if (change.kind == RowChange::Kind::inserted) {
            sql = "DELETE FROM " + change.table + " WHERE " + listed(key, " AND ", 1);
        } else if (change.kind == RowChange::Kind::deleted) {
            set.insert(set.end(), key.begin(), key.end());
            key.clear();
            std::string names, places;
            for (const auto& value : set) {
                names += (names.empty() ? "" : ", ") + value.first;
                places += places.empty() ? "?" : ", ?";
            }
            sql = "INSERT INTO " + change.table + " (" + names + ") VALUES (" + places + ")";
        }
        if (sql.empty())
            sql = "UPDATE " + change.table + " SET " + listed(set, ", ", 1) + " WHERE " +
                  listed(key, " AND ", 1 + static_cast<int>(set.size()));
        std::vector<Value> values;
        for (const auto* part : {&set, &key})
            for (const auto& value : *part) values.push_back(value.second);
        connection.prepare(sql).run(values);
    }
}

}  // namespace core::db
