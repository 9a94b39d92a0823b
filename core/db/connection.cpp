#include "core/db/connection.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <exception>

#include <sqlite3.h>

#include "core/db/side_files.hpp"

namespace core::db {

namespace {

Fault::Kind kind_of(int extended) {
    switch (extended & 0xff) {
        case SQLITE_FULL: return Fault::Kind::disk_full;
        case SQLITE_READONLY: return Fault::Kind::read_only;
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH: return Fault::Kind::no_access;
        case SQLITE_CORRUPT: return Fault::Kind::damaged;
        case SQLITE_NOTADB: return Fault::Kind::not_a_household;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Fault::Kind::busy;
        case SQLITE_IOERR: return Fault::Kind::io;
        default: return Fault::Kind::other;
    }
}

[[noreturn]] void fail(sqlite3* db, int rc) {
    throw Fault(kind_of(db ? sqlite3_extended_errcode(db) : rc), db ? sqlite3_errmsg(db) : sqlite3_errstr(rc));
}

std::optional<Uuid> uuid_from(sqlite3_value* value) {
    if (sqlite3_value_type(value) != SQLITE_BLOB || sqlite3_value_bytes(value) != 16) return std::nullopt;
    Uuid id;
    std::memcpy(id.bytes.data(), sqlite3_value_blob(value), 16);
    return id;
}

std::optional<PersonId> person_from(sqlite3_value* value) {
    const auto id = uuid_from(value);
    return id ? std::optional(PersonId{*id}) : std::nullopt;
}

// As bound below: nothing, a person's id, or one with a byte behind it for the eyes of another, and then who that is,
// if known.
Viewer viewer_from(sqlite3_value* value) {
    const int size = sqlite3_value_type(value) == SQLITE_BLOB ? sqlite3_value_bytes(value) : 0;
    if (size != 17 && size != 33) return Viewer{person_from(value)};
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_value_blob(value));
    PersonId id, looker;
    std::memcpy(id.value.bytes.data(), bytes, 16);
    if (size == 17) return Viewer::as_shown_to(id);
    std::memcpy(looker.value.bytes.data(), bytes + 17, 16);
    return Viewer{id, Viewer::Eyes::as_shown, looker};
}

// When it was shared: UTC milliseconds, or the id it got when it was made, or 'always'.
Shared shared_from(sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER: return Shared::at(sqlite3_value_int64(value));
        case SQLITE_TEXT: return Shared::always();
        case SQLITE_BLOB: break;
        default: return Shared::unknown();
    }
    Uuid id;
    if (sqlite3_value_bytes(value) == 16) std::memcpy(id.bytes.data(), sqlite3_value_blob(value), 16);
    const auto made = made_at(id);
    return made ? Shared::at(*made) : Shared::unknown();
}

// visible(author, audience, shared, viewer, item): the rule of core/viewer.hpp, for WHERE clauses. Where no item is
// named, private ones are seen only while their author's vault is open.
void visible_in_sql(sqlite3_context* context, int count, sqlite3_value** values) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[1]));
    const auto audience = audience_from_text(text ? text : "");
    const auto author = person_from(values[0]);
    const auto& rules = *static_cast<const Connection::Rules*>(sqlite3_user_data(context));
    try {
        bool seen = visible(viewer_from(values[3]), author, audience, shared_from(values[2]), rules.sees_since);
        if (seen && audience == Audience::only_me && rules.opens)
            seen = rules.opens(*author, count > 4 ? uuid_from(values[4]) : std::nullopt);
        sqlite3_result_int(context, seen ? 1 : 0);
    } catch (const std::exception& fault) {  // nothing is thrown through SQLite
        sqlite3_result_error(context, fault.what(), -1);
    }
}

// moment(): now, for WHERE clauses; the same all through a statement is not promised.
void moment_in_sql(sqlite3_context* context, int, sqlite3_value**) {
    const auto& now = *static_cast<const Connection::Now*>(sqlite3_user_data(context));
    try {
        sqlite3_result_int64(context, now ? now() : SystemClock().now().utc_ms);
    } catch (const std::exception& fault) {
        sqlite3_result_error(context, fault.what(), -1);
    }
}

constexpr const char* settings =
    "PRAGMA busy_timeout = 5000;"
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = OFF;"
    "PRAGMA recursive_triggers = OFF;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -16000;"
    "PRAGMA wal_autocheckpoint = 1000;";

}  // namespace

void Connection::Close::operator()(sqlite3* db) const noexcept {
    sqlite3_close_v2(db);
    note_closed(db);
}

Connection::Connection(const std::filesystem::path& file, Inspect inspect, Access access) {
    if (access == Access::read) open_for_reading(file);
    else open_for_writing(file);
    // Asked before any pragma writes: a file that is no household must stay as it is, its journal mode too.
    prepare("SELECT count(*) FROM sqlite_schema").run();
    if (inspect) inspect(*this);
    auto* const db = raw();
    // SQLite does not wait where two programs turn the log on at the same moment, on a file that one of them just made.
    for (int tries = 1; access == Access::write; ++tries) {
        const int set = sqlite3_exec(db, settings, nullptr, nullptr, nullptr);
        if (set == SQLITE_OK) break;
        if ((set & 0xff) != SQLITE_BUSY || tries == 250) fail(db, set);
        sqlite3_sleep(20);
    }
    for (const int arguments : {4, 5}) {
        const int made = sqlite3_create_function_v2(db, "visible", arguments, SQLITE_UTF8 | SQLITE_INNOCUOUS,
                                                    rules_.get(), visible_in_sql, nullptr, nullptr, nullptr);
        if (made != SQLITE_OK) fail(db, made);
    }
    const int timed = sqlite3_create_function_v2(db, "moment", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, now_.get(),
                                                 moment_in_sql, nullptr, nullptr, nullptr);
    if (timed != SQLITE_OK) fail(db, timed);
    data_version_ = std::make_shared<Statement>(prepare("PRAGMA data_version"));
}

void Connection::open(const std::string& file, int mode) {
    sqlite3* db = nullptr;
    const int rc = sqlite3_open_v2(file.c_str(), &db, mode | SQLITE_OPEN_EXRESCODE, nullptr);
    db_.reset(db);
    if (rc != SQLITE_OK) fail(db, rc);
    note_open(db);
    sqlite3_busy_timeout(db, 5000);
    // The household has neither: one that somebody else put into the file could delete rows, or swallow what is
    // written, unseen.
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
}

void Connection::open_for_writing(const std::filesystem::path& file) {
    mend_side_files(file);
    open(file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    // SQLite opens what it may not write for reading only, and says so at the first write.
    if (sqlite3_db_readonly(raw(), "main") == 1) throw Fault(Fault::Kind::read_only, "the database cannot be written");
}

void Connection::open_for_reading(const std::filesystem::path& file) {
    open(file.string(), SQLITE_OPEN_READWRITE);
    const int rc = sqlite3_exec(raw(), "SELECT 1 FROM sqlite_schema", nullptr, nullptr, nullptr);
    // In a place where nothing can be written SQLite cannot make the index of a log, and needs none where there is no
    // log.
    if ((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY) {
        if (!is_by_itself(file))
            throw Fault(Fault::Kind::log_unread, "the log cannot be read where nothing can be written");
        open(uri_of(file, "?immutable=1"), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    }
    sqlite3_db_config(raw(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    const int set = sqlite3_exec(
        raw(),
        "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON",
        nullptr, nullptr, nullptr);
    if (set != SQLITE_OK) fail(raw(), set);
}

void Connection::exec(const char* sql) {
    const int rc = sqlite3_exec(raw(), sql, nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK) fail(raw(), rc);
}

Statement Connection::prepare(std::string_view sql) const {
    sqlite3_stmt* s = nullptr;
    const int rc =
        sqlite3_prepare_v3(raw(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &s, nullptr);
    if (rc != SQLITE_OK) fail(raw(), rc);
    return Statement(s);
}

std::int64_t Connection::pragma(const char* name) const {
    std::int64_t value = 0;
    prepare(std::string("PRAGMA ") + name).each([&](const auto& row) { value = row.integer(0); });
    return value;
}

std::int64_t Connection::data_version() const {
    std::int64_t value = 0;
    data_version_->each([&](const auto& row) { value = row.integer(0); });
    return value;
}

std::filesystem::path Connection::file() const { return sqlite3_db_filename(raw(), "main"); }

void Connection::expect_in_place() const {
    int moved = 0;
    if (sqlite3_file_control(raw(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved)
        throw Fault(Fault::Kind::no_access, "the database is not where it was");
}

std::int64_t Connection::changes() const { return sqlite3_changes64(raw()); }

std::int64_t Connection::total_changes() const { return sqlite3_total_changes64(raw()); }

void Connection::copy_to(const std::filesystem::path& file) const {
    sqlite3* opened = nullptr;
    const int rc = sqlite3_open_v2(file.string().c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    const std::unique_ptr<sqlite3, Close> copy(opened);
    if (rc != SQLITE_OK) fail(opened, rc);
    sqlite3_backup* backup = sqlite3_backup_init(copy.get(), "main", raw(), "main");
    if (!backup) fail(copy.get(), SQLITE_ERROR);
    const int copied = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (copied != SQLITE_DONE) fail(nullptr, copied);
    if (finished != SQLITE_OK) fail(nullptr, finished);

    std::string verdict;
    const auto read = [](void* text, int, char** values, char**) {
        *static_cast<std::string*>(text) = values[0] ? values[0] : "";
        return 0;
    };
    const int checked = sqlite3_exec(copy.get(), "PRAGMA quick_check(1)", read, &verdict, nullptr);
    if (checked != SQLITE_OK) fail(copy.get(), checked);
    if (verdict != "ok") throw Fault(Fault::Kind::damaged, "the copy does not pass its check: " + verdict);
}

void Statement::Finalize::operator()(sqlite3_stmt* s) const noexcept { sqlite3_finalize(s); }

Statement::Rewind::~Rewind() {
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
}

void Statement::check_arity([[maybe_unused]] int given) const {
    assert(sqlite3_bind_parameter_count(s_.get()) == given);
}

void Statement::bind_null(int& index) {
    const int rc = sqlite3_bind_null(s_.get(), ++index);
    if (rc != SQLITE_OK) fail(sqlite3_db_handle(s_.get()), rc);
}

void Statement::bind(int& index, std::int64_t v) {
    const int rc = sqlite3_bind_int64(s_.get(), ++index, v);
    if (rc != SQLITE_OK) fail(sqlite3_db_handle(s_.get()), rc);
}

void Statement::bind(int& index, std::string_view v) {
    // A null pointer would bind NULL; an empty text is a text.
    const int rc =
        sqlite3_bind_text64(s_.get(), ++index, v.data() ? v.data() : "", v.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (rc != SQLITE_OK) fail(sqlite3_db_handle(s_.get()), rc);
}

void Statement::bind(int& index, const std::vector<std::uint8_t>& v) {
    const int rc = sqlite3_bind_blob64(s_.get(), ++index, v.data() ? static_cast<const void*>(v.data()) : "", v.size(),
                                       SQLITE_TRANSIENT);
    if (rc != SQLITE_OK) fail(sqlite3_db_handle(s_.get()), rc);
}

void Statement::bind(int& index, const Uuid& v) {
    const int rc = sqlite3_bind_blob(s_.get(), ++index, v.bytes.data(), 16, SQLITE_TRANSIENT);
    if (rc != SQLITE_OK) fail(sqlite3_db_handle(s_.get()), rc);
}

void Statement::bind(int& index, const Viewer& v) {
    if (!v.person || v.eyes == Viewer::Eyes::own) return bind(index, v.person);
    std::vector<std::uint8_t> bytes(v.person->value.bytes.begin(), v.person->value.bytes.end());
    bytes.push_back(1);
    if (v.looker) bytes.insert(bytes.end(), v.looker->value.bytes.begin(), v.looker->value.bytes.end());
    bind(index, bytes);
}

void Statement::bind(int& index, const Value& v) {
    std::visit(
        [&](const auto& value) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) bind_null(index);
            else bind(index, value);
        },
        v);
}

bool Statement::step() {
    const int rc = sqlite3_step(s_.get());
    if (rc == SQLITE_ROW) return true;
    if (rc == SQLITE_DONE) return false;
    fail(sqlite3_db_handle(s_.get()), rc);
}

bool Statement::Row::null(int c) const { return sqlite3_column_type(s_, c) == SQLITE_NULL; }

std::int64_t Statement::Row::integer(int c) const { return sqlite3_column_int64(s_, c); }

std::string Statement::Row::text(int c) const {
    const auto* p = reinterpret_cast<const char*>(sqlite3_column_text(s_, c));
    return p ? std::string(p, static_cast<std::size_t>(sqlite3_column_bytes(s_, c))) : std::string();
}

std::vector<std::uint8_t> Statement::Row::blob(int c) const {
    const auto* p = static_cast<const std::uint8_t*>(sqlite3_column_blob(s_, c));
    return p ? std::vector<std::uint8_t>(p, p + sqlite3_column_bytes(s_, c)) : std::vector<std::uint8_t>();
}

Value Statement::Row::value(int c) const {
    switch (sqlite3_column_type(s_, c)) {
        case SQLITE_INTEGER: return integer(c);
        case SQLITE_TEXT: return text(c);
        case SQLITE_BLOB: return blob(c);
        default: return {};
    }
}

std::vector<Value> Statement::Row::values() const {
    std::vector<Value> values;
    for (int c = 0; c < sqlite3_column_count(s_); ++c) values.push_back(value(c));
    return values;
}

Day Statement::Row::day(int c) const {
    return {static_cast<std::int32_t>(std::clamp<std::int64_t>(integer(c), earliest_day.number, latest_day.number))};
}

Instant Statement::Row::instant(int c) const {
    constexpr std::int64_t day_ms = 86'400'000, most_offset = 24 * 60 - 1;
    return {std::clamp(integer(c), earliest_day.number * day_ms, (latest_day.number + 1) * day_ms - 1),
            static_cast<std::int32_t>(std::clamp(integer(c + 1), -most_offset, most_offset))};
}

Uuid Statement::Row::uuid(int c) const {
    Uuid id;
    const void* p = sqlite3_column_blob(s_, c);
    if (p && sqlite3_column_bytes(s_, c) == 16) std::memcpy(id.bytes.data(), p, 16);
    return id;
}

Transaction::~Transaction() {
    // A failed COMMIT may already have rolled back; a second ROLLBACK is harmless.
    if (open_) sqlite3_exec(connection_.raw(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace core::db
