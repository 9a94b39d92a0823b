#include "core/backups/household_file.hpp"

#include <algorithm>
#include <cstddef>
#include <system_error>

#include "core/db/side_files.hpp"

namespace core::backups {

std::string text_of(sqlite3_stmt* row, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
    return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(row, column))) : std::string();
}

std::string in_quotes(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

void throw_sqlite(sqlite3* db, int code, const std::string& what) {
    const auto kind = [&] {
        switch (code & 0xff) {
            case SQLITE_FULL: return Fault::Kind::disk_full;
            case SQLITE_READONLY: return Fault::Kind::read_only;
            case SQLITE_CANTOPEN:
            case SQLITE_PERM: return Fault::Kind::no_access;
            case SQLITE_CORRUPT: return Fault::Kind::damaged;
            case SQLITE_NOTADB: return Fault::Kind::not_a_household;
            case SQLITE_BUSY:
            case SQLITE_LOCKED: return Fault::Kind::busy;
            case SQLITE_IOERR: return Fault::Kind::io;
            default: return Fault::Kind::other;
        }
    }();
    throw Fault(kind, what + ": " + (db ? sqlite3_errmsg(db) : sqlite3_errstr(code)));
}

HouseholdFile::HouseholdFile(const std::filesystem::path& file, Kept kept) {
    if (kept == Kept::in_use) db::mend_side_files(file);
    open(file, kept);
    if (kept == Kept::by_itself) return;
    // In a place where nothing can be written SQLite cannot make the index of a log, and needs none where there is no
    // log.
    const int rc = sqlite3_exec(raw(), "SELECT 1 FROM sqlite_schema", nullptr, nullptr, nullptr);
    if ((rc & 0xff) != SQLITE_CANTOPEN && (rc & 0xff) != SQLITE_READONLY) return;
    if (!db::is_by_itself(file))
        throw Fault(Fault::Kind::log_unread, "the log cannot be read where nothing can be written");
    open(file, Kept::by_itself);
}

void HouseholdFile::open(const std::filesystem::path& file, Kept kept) {
    sqlite3* db = nullptr;
    const auto uri = db::uri_of(file, kept == Kept::by_itself ? "?immutable=1" : "");
    const int mode = kept == Kept::by_itself ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const int rc = sqlite3_open_v2(uri.c_str(), &db, mode | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, nullptr);
    db_.reset(db);
    if (rc != SQLITE_OK) throw_sqlite(db, rc, "cannot open " + file.string());
    settle();
}

HouseholdFile::HouseholdFile(std::vector<unsigned char> bytes) : bytes_(std::move(bytes)) {
    sqlite3* db = nullptr;
    int rc = sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, nullptr);
    db_.reset(db);
    // SQLite opens no database in memory that is said to have a log: bytes 18 and 19,
    // https://sqlite.org/c3ref/deserialize.html
    constexpr std::size_t write_version = 18, read_version = 19;
    if (bytes_.size() > read_version && bytes_[write_version] == 2 && bytes_[read_version] == 2)
        bytes_[write_version] = bytes_[read_version] = 1;
    const auto size = static_cast<sqlite3_int64>(bytes_.size());
    if (rc == SQLITE_OK) rc = sqlite3_deserialize(db, "main", bytes_.data(), size, size, SQLITE_DESERIALIZE_READONLY);
    if (rc != SQLITE_OK) throw_sqlite(db, rc, "cannot open the copy");
    settle();
}

void HouseholdFile::settle() {
    auto* const db = raw();
    sqlite3_busy_timeout(db, 5000);
    // Looking must not move the log into a file that may be damaged.
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // It may be anybody's file: nothing in its schema is to be run.
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_exec(db, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON", nullptr,
                 nullptr, nullptr);
}

std::unique_ptr<sqlite3_stmt, HouseholdFile::Close> HouseholdFile::prepared(const std::string& sql) const {
    sqlite3_stmt* statement = nullptr;
    const int rc = sqlite3_prepare_v2(raw(), sql.c_str(), -1, &statement, nullptr);
    if (rc != SQLITE_OK) throw_sqlite(raw(), sqlite3_extended_errcode(raw()), "cannot read");
    return std::unique_ptr<sqlite3_stmt, Close>(statement);
}

bool HouseholdFile::step(sqlite3_stmt* statement) const {
    const int rc = sqlite3_step(statement);
    if (rc == SQLITE_ROW) return true;
    if (rc == SQLITE_DONE) return false;
    throw_sqlite(raw(), sqlite3_extended_errcode(raw()), "cannot read");
}

sqlite3_file* HouseholdFile::bytes_on_disk() const {
    sqlite3_file* file = nullptr;
    const int rc = sqlite3_file_control(raw(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (rc != SQLITE_OK) throw_sqlite(nullptr, rc, "cannot read");
    if (!file || !file->pMethods) throw Fault(Fault::Kind::io, "cannot read: the file is not open");
    return file;
}

bool HouseholdFile::read_at(std::uint64_t offset, void* bytes, std::size_t count) const {
    auto* const file = bytes_on_disk();
    const int rc = file->pMethods->xRead(file, bytes, static_cast<int>(count), static_cast<sqlite3_int64>(offset));
    if (rc == SQLITE_IOERR_SHORT_READ) return false;
    if (rc != SQLITE_OK) throw_sqlite(nullptr, rc, "cannot read");
    return true;
}

std::uint64_t HouseholdFile::size() const {
    auto* const file = bytes_on_disk();
    sqlite3_int64 size = 0;
    const int rc = file->pMethods->xFileSize(file, &size);
    if (rc != SQLITE_OK) throw_sqlite(nullptr, rc, "cannot look at the file's size");
    return static_cast<std::uint64_t>(size);
}

std::filesystem::path HouseholdFile::path() const { return sqlite3_db_filename(raw(), "main"); }

std::string HouseholdFile::checked(const char* pragma) const {
    std::string verdict;
    try {
        each(pragma, [&](sqlite3_stmt* row) { verdict += (verdict.empty() ? "" : "; ") + text_of(row, 0); });
    } catch (const Fault& fault) {
        if (fault.kind == Fault::Kind::damaged || fault.kind == Fault::Kind::not_a_household) return fault.what();
        throw;
    }
    return verdict;
}

std::int64_t HouseholdFile::number(const std::string& sql) const {
    std::int64_t value = 0;
    each(sql, [&](sqlite3_stmt* row) { value = sqlite3_column_int64(row, 0); });
    return value;
}

std::vector<std::string> HouseholdFile::tables() const {
    std::vector<std::string> names;
    each(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND sql LIKE 'CREATE TABLE%' ORDER BY name",
        [&](sqlite3_stmt* row) { names.push_back(text_of(row, 0)); });
    return names;
}

Counts HouseholdFile::counts() const {
    const auto present = tables();
    Counts counts;
    for (const auto& [table, has_trash] : counted_tables())
        if (std::find(present.begin(), present.end(), table) != present.end())
            counts.tables[table] = number(std::string("SELECT count(*) FROM ") + in_quotes(table) +
                                          (has_trash ? " WHERE deleted_at IS NULL" : ""));
    return counts;
}

std::int64_t HouseholdFile::rows() const {
    std::int64_t sum = 0;
    for (const auto& table : tables()) sum += number("SELECT count(*) FROM " + in_quotes(table));
    return sum;
}

std::int64_t HouseholdFile::newest_utc_ms(std::int64_t until) const {
    std::int64_t newest = 0;
    for (const auto& table : tables()) {
        std::vector<std::string> columns;
        // What was written when has its zone's offset beside it.
        each(
            "SELECT a.name FROM pragma_table_info(" + in_quotes(table) + ") a JOIN pragma_table_info(" +
                in_quotes(table) +
                ") o ON a.name LIKE '%~_at' ESCAPE '~' AND o.name = substr(a.name, 1, length(a.name) - 3) || '_offset' WHERE a.name <> 'taken_at'",
            [&](sqlite3_stmt* row) { columns.push_back(text_of(row, 0)); });
        for (const auto& column : columns)
            newest = std::max(newest, number("SELECT max(" + in_quotes(column) + ") FROM " + in_quotes(table) +
                                             " WHERE " + in_quotes(column) + " <= " + std::to_string(until)));
    }
    return newest;
}

std::vector<std::string> HouseholdFile::photo_names() const {
    std::vector<std::string> names;
    for (const auto& table : tables()) {
        std::vector<std::string> columns;
        each("SELECT name FROM pragma_table_info(" + in_quotes(table) + ") WHERE type IN ('BLOB', 'ANY', '')",
             [&](sqlite3_stmt* row) { columns.push_back(in_quotes(text_of(row, 0))); });
        for (const auto& column : columns)
            each("SELECT lower(hex(" + column + ")) FROM " + in_quotes(table) + " WHERE typeof(" + column +
                     ") = 'blob' AND length(" + column + ") = 32",
                 [&](sqlite3_stmt* row) { names.push_back(text_of(row, 0)); });
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::vector<std::string> HouseholdFile::memory_photos() const {
    std::vector<std::string> names;
    each(
        "SELECT lower(hex(photo)) FROM memory WHERE length(photo) = 32"
        " UNION SELECT lower(hex(portrait)) FROM person WHERE length(portrait) = 32 ORDER BY 1",
        [&](sqlite3_stmt* row) { names.push_back(text_of(row, 0)); });
    return names;
}

std::string HouseholdFile::household_id() const {
    std::string id;
    const auto present = tables();
    if (std::find(present.begin(), present.end(), "setting") != present.end())
        each("SELECT value FROM setting WHERE name = 'household_id'", [&](sqlite3_stmt* row) { id = text_of(row, 0); });
    return id;
}

}  // namespace core::backups
