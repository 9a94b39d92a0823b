#include "core/db/recording.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

// What Debian's library was compiled with, and its header shows only to those who ask.
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include <sqlite3.h>

namespace core::db {

namespace {

Value value_of(sqlite3_value* value) {
    const auto size = [&] { return static_cast<std::size_t>(sqlite3_value_bytes(value)); };
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER: return sqlite3_value_int64(value);
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
            return std::string(text, size());
        }
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_value_blob(value));
            return std::vector<std::uint8_t>(bytes, bytes + size());
        }
        default: return std::monostate();  // there are no REAL columns
    }
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

Recorder::Recorder(Connection& connection, std::set<std::string> left_out)
    : connection_(connection),
      left_out_(std::move(left_out)),
      schema_version_(connection.prepare("PRAGMA schema_version")) {
    sqlite3_preupdate_hook(
        connection.raw(),
        [](void* recorder, sqlite3*, int operation, const char* database, const char* table, sqlite3_int64,
           sqlite3_int64) { static_cast<Recorder*>(recorder)->note(operation, database, table); },
        this);
}

Recorder::~Recorder() { sqlite3_preupdate_hook(connection_.raw(), nullptr, nullptr); }

void Recorder::note(int operation, const char* database, const char* table) noexcept {
    if (!notes_ || failure_ || std::strcmp(database, "main") != 0) return;
    const auto row = [&](auto&& value_at) {
        Row values(static_cast<std::size_t>(sqlite3_preupdate_count(connection_.raw())));
        for (int i = 0; auto& value : values) {
            sqlite3_value* found = nullptr;
            if (const int rc = value_at(connection_.raw(), i++, &found); rc != SQLITE_OK)
                throw Fault(rc == SQLITE_NOMEM ? Fault::Kind::other : Fault::Kind::io, sqlite3_errstr(rc));
            value = value_of(found);
        }
        return values;
    };
    try {
        Note note{table, {}, {}};
        if (left_out_.count(note.table) > 0) return;
        if (operation != SQLITE_INSERT) note.before = row(sqlite3_preupdate_old);
        if (operation != SQLITE_DELETE) note.after = row(sqlite3_preupdate_new);
        notes_->push_back(std::move(note));
    } catch (const std::exception&) {  // nothing is thrown through SQLite
        failure_ = std::current_exception();
    }
}

Recorder::Table& Recorder::table(const std::string& name) {
    if (const auto known = tables_.find(name); known != tables_.end()) return known->second;
    Table table;
    std::string names, key;
    connection_.prepare("SELECT name, pk FROM pragma_table_info(?1, 'main') ORDER BY cid")
        .each(
            [&](const auto& row) {
                table.columns.push_back({row.text(0), row.integer(1) != 0, {}, {}});
                const auto& column = table.columns.back();
                names += (names.empty() ? "" : ", ") + column.name;
                if (column.is_key) key += (key.empty() ? "" : " AND ") + column.name + " = ?";
            },
            name);
    if (!key.empty()) table.row = connection_.prepare("SELECT " + names + " FROM main." + name + " WHERE " + key);
    return tables_.emplace(name, std::move(table)).first->second;
}

Recording::Recording(Recorder& recorder) : recorder_(recorder) {
    assert(!recorder.notes_);
    recorder_.failure_ = nullptr;
    recorder_.notes_.emplace();
}

Recording::~Recording() { recorder_.notes_.reset(); }

// SQLite does not tell when it rolls back what a statement that failed had done. So a note says only which row was
// touched, and how it was when it was first touched; how it is now is read.
std::vector<RowChange> Recording::changes() const {
    if (recorder_.failure_) std::rethrow_exception(recorder_.failure_);
    std::int64_t version = 0;
    recorder_.schema_version_.each([&](const auto& row) { version = row.integer(0); });
    if (std::exchange(recorder_.known_version_, version) != version) recorder_.tables_.clear();

    std::vector<RowChange> list;
    std::set<std::pair<std::string, Recorder::Row>> seen;
    const auto add = [&](const std::string& name, const Recorder::Row& touched, bool was_there) {
        auto& table = recorder_.table(name);
        if (!table.row) return;
        if (touched.size() != table.columns.size()) throw Fault(Fault::Kind::other, "a table changed its columns");
        Recorder::Row key;
        for (std::size_t i = 0; i < touched.size(); ++i)
            if (table.columns[i].is_key) key.push_back(touched[i]);
        // A rowid table's key may be NULL, and then names no row.
        if (std::count(key.begin(), key.end(), Value()) > 0 || !seen.emplace(name, key).second) return;
        std::optional<Recorder::Row> now;
        table.row->each([&](const auto& row) { now = row.values(); }, key);
        if (was_there ? now == touched : !now) return;

        using Kind = RowChange::Kind;
        RowChange change{name, !was_there ? Kind::inserted : now ? Kind::updated : Kind::deleted, table.columns};
        for (std::size_t i = 0; auto& column : change.columns) {
            const bool same = was_there && now && touched[i] == (*now)[i];
            if (was_there && (column.is_key || !same)) column.before = touched[i];
            if (now && !same) column.after = std::move((*now)[i]);
            ++i;
        }
        list.push_back(std::move(change));
    };
    for (const auto& note : *recorder_.notes_) {
        if (note.before) add(note.table, *note.before, true);
        if (note.after) add(note.table, *note.after, false);
    }
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
