#include "core/backups/recovery.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <system_error>

#include "core/backups/header_check.hpp"
#include "core/backups/household_file.hpp"
#include "core/backups/kept_photos.hpp"
#include "core/backups/newest.hpp"
#include "core/backups/page_salvage.hpp"
#include "core/backups/restore.hpp"
#include "core/db/connection.hpp"
#include "core/db/migrations.hpp"
#include "core/system/durable_file.hpp"

namespace core::backups {

namespace fs = std::filesystem;
using namespace system;

namespace {

constexpr const char* half_made = "household.recovering.db";  // begun anew by the next recovery
constexpr const char* ready_made = "household.recovered.db";  // whole and checked: only to be put in place

bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error);
}

std::uint64_t size_of(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    return error ? 0 : size;
}

fs::path beside(const fs::path& database, const char* ending) { return database.string() + ending; }

void remove_database(const fs::path& database) {
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) remove_file(beside(database, ending));
}

RecoveryState recovery_state_of(const Fault& fault) {
    switch (fault.kind) {
        case Fault::Kind::disk_full: return RecoveryState::full;
        case Fault::Kind::read_only: return RecoveryState::read_only;
        case Fault::Kind::no_access: return RecoveryState::no_access;
        default: return RecoveryState::failed;
    }
}

// The tables of a household as this program makes them.
std::vector<StoredTable> tables_of(const HouseholdFile& file) {
    std::vector<StoredTable> tables;
    file.each(
        "SELECT t.name, s.rootpage FROM pragma_table_list t JOIN sqlite_schema s ON s.type = 'table' AND s.name = t.name"
        " WHERE t.schema = 'main' AND t.type = 'table' AND t.wr = 1 AND t.strict = 1 ORDER BY t.name",
        [&](sqlite3_stmt* row) {
            tables.push_back({text_of(row, 0), {}, static_cast<std::uint32_t>(sqlite3_column_int64(row, 1))});
        });
    for (auto& table : tables)
        file.each("SELECT name, type, \"notnull\" = 1 AND dflt_value IS NULL, pk > 0 FROM pragma_table_info(" +
                      in_quotes(table.name) + ") ORDER BY pk = 0, pk, cid",
                  [&](sqlite3_stmt* row) {
                      table.columns.push_back({text_of(row, 0), text_of(row, 1), sqlite3_column_int(row, 2) != 0,
                                               sqlite3_column_int(row, 3) != 0});
                  });
    return tables;
}

// A row of what could be read into the new file; false when it is there already or will not go in.
class Inserting {
public:
    Inserting(db::Connection& into, const StoredTable& table, std::size_t columns) : into_(into) {
        std::string names, places;
        for (std::size_t n = 0; n < columns; ++n) {
            names += (n ? ", " : "") + in_quotes(table.columns[n].name);
            places += n ? ", ?" : "?";
        }
        const auto sql = "INSERT OR IGNORE INTO " + in_quotes(table.name) + " (" + names + ") VALUES (" + places + ")";
        if (sqlite3_prepare_v2(into.raw(), sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK)
            throw_sqlite(into.raw(), sqlite3_extended_errcode(into.raw()), "cannot take rows in");
    }
    ~Inserting() { sqlite3_finalize(statement_); }
    Inserting(const Inserting&) = delete;
    Inserting& operator=(const Inserting&) = delete;

    bool insert(const std::vector<StoredValue>& row) {
        for (std::size_t n = 0; n < row.size(); ++n) bind(static_cast<int>(n + 1), row[n]);
        const int rc = sqlite3_step(statement_);
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
        if (rc == SQLITE_DONE) return sqlite3_changes(into_.raw()) > 0;
        if ((rc & 0xff) == SQLITE_CONSTRAINT) return false;
        throw_sqlite(into_.raw(), rc, "cannot take rows in");
    }

private:
    void bind(int at, const StoredValue& value) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            sqlite3_bind_int64(statement_, at, *number);
        } else if (const auto* real = std::get_if<double>(&value)) {
            sqlite3_bind_double(statement_, at, *real);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            sqlite3_bind_text64(statement_, at, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        } else if (const auto* bytes = std::get_if<std::vector<std::uint8_t>>(&value)) {
            sqlite3_bind_blob64(statement_, at, bytes->empty() ? "" : static_cast<const void*>(bytes->data()),
                                bytes->size(), SQLITE_TRANSIENT);
        } else {
            sqlite3_bind_null(statement_, at);
        }
    }

    db::Connection& into_;
    sqlite3_stmt* statement_ = nullptr;
};

RecoveryReport::TableCount& count_of(RecoveryReport& report, const std::string& table) {
    for (auto& count : report.tables)
        if (count.table == table) return count;
    report.tables.push_back({table});
    return report.tables.back();
}

// The damaged file and what stands beside it, under a name that is free; as links, so that nothing is missing
// meanwhile.
fs::path set_aside(const fs::path& database, Day today) {
    const auto name = database.parent_path() / ("household.damaged-" + to_iso(today));
    fs::path aside = name.string() + ".db";
    for (int n = 2; is_there(aside) || is_there(beside(aside, "-wal")); ++n)
        aside = name.string() + "-" + std::to_string(n) + ".db";
    bool any = false;
    for (const char* ending : {"-wal", "-shm", "-journal", ""}) {
        if (!is_there(beside(database, ending))) continue;
        // An empty log and its index say nothing.
        if (*ending != '\0' && size_of(beside(database, "-wal")) == 0 && std::string(ending) != "-journal") continue;
        link_or_copy(beside(database, ending), beside(aside, ending));
        any = true;
    }
    sync_folder(database.parent_path());
    return any ? aside : fs::path();
}

}  // namespace

namespace {

// Whatever tells that somebody lived here.
bool was_lived_in(const fs::path& data_folder) {
    const auto database = data_folder / "household.db";
    if (size_of(beside(database, "-wal")) > 0 || size_of(beside(database, "-journal")) > 0) return true;
    const auto backups = BackupFolder(data_folder);
    for (const auto& name : files_in(backups.folder()))
        if (fs::path(name).extension() == ".db") return true;
    for (const auto& photos : {data_folder / "photos", backups.photos()})
        for (const auto& shard : shards_in(photos))
            if (!files_in(photos / shard).empty()) return true;
    return false;
}

// By what its tables are and what its header says of itself.
Health health_by_schema(const HouseholdFile& file) {
    std::int64_t tables = 0, id = 0, version = 0;
    file.each(
        "SELECT count(*), (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version)"
        " FROM sqlite_schema",
        [&](sqlite3_stmt* row) {
            tables = sqlite3_column_int64(row, 0);
            id = sqlite3_column_int64(row, 1);
            version = sqlite3_column_int64(row, 2);
        });
    constexpr std::int64_t application_id = 0x496e676c;               // as core/db/migrations.cpp has it
    if (tables == 0 && id == 0 && version == 0) return Health::fine;  // not made yet
    const auto age = age_of_schema(file);
    // No other program makes these very tables: then it is the header that says something else.
    if (id != application_id) return age.versions.empty() ? Health::not_ours : Health::damaged;
    if (is_newer_version(version)) return Health::newer_version;
    return version >= 0 && version <= db::embedded_migrations().back().version && age.may_be(static_cast<int>(version))
               ? Health::fine
               : Health::damaged;
}

bool says_damaged(const Fault& fault) {
    // `other` is what SQLite answers to a header that it does not understand.
    return fault.kind == Fault::Kind::damaged || fault.kind == Fault::Kind::not_a_household ||
           fault.kind == Fault::Kind::other;
}

}  // namespace

Health examine_database(const fs::path& database, HouseholdFile::Kept kept, Look look) {
    try {
        const HouseholdFile file(database, kept);
        if (const auto health = health_by_schema(file); health != Health::fine) return health;
        const auto header = look_at_header(file);
        if (header == Header::wrong) return Health::damaged;
        if (look == Look::brief && header == Header::right) return Health::fine;
        return file.quick_check() == "ok" ? Health::fine : Health::damaged;
    } catch (const Fault& fault) {
        if (says_damaged(fault)) return Health::damaged;
        throw;
    }
}

Health examine(const fs::path& data_folder, Look look) {
    const auto database = data_folder / "household.db";
    if (is_there(data_folder / ready_made)) return Health::unfinished;
    if (size_of(database) == 0) return was_lived_in(data_folder) ? Health::gone : Health::fresh;
    expect_locks(data_folder);
    return examine_database(database, HouseholdFile::Kept::in_use, look);
}

Health ready(const fs::path& data_folder) {
    finish_replacing(data_folder);
    expect_locks(data_folder);
    return examine(data_folder, Look::brief);
}

bool needs_repair(Health health) {
    return health == Health::gone || health == Health::damaged || health == Health::unfinished;
}

bool RecoveryReport::any_missing() const {
    const auto all = counted_tables();
    return std::any_of(all.begin(), all.end(), [&](const auto& counted) { return missing(counted.table) > 0; });
}

Recovery::Recovery(fs::path data_folder, Day today) : backups_(std::move(data_folder)), today_(today) {}

Recovery::~Recovery() = default;

bool Recovery::step() noexcept {
    try {
        if (cancelled() && phase_ != Phase::place) end(RecoveryState::cancelled);
        return !done_ && advance();
    } catch (const Fault& fault) {
        end(recovery_state_of(fault), fault.what());
    } catch (const std::exception& error) {
        end(RecoveryState::failed, error.what());
    }
    return false;
}

bool Recovery::advance() {
    switch (phase_) {
        case Phase::begin: begin(); break;
        case Phase::salvage: salvage(); break;
        case Phase::backup: find_backup(); break;
        case Phase::fill: fill(); break;
        case Phase::check: check(); break;
        case Phase::place: place(); break;
    }
    return !done_;
}

void Recovery::begin() {
    lock_ = FolderLock::try_take(backups_.data_folder());
    if (!lock_) return end(RecoveryState::another_program);
    report_.known = known_counts(backups_.data_folder());
    report_.was_empty = is_there(database()) && size_of(database()) == 0;
    switch (examine(backups_.data_folder(), Look::whole)) {
        case Health::fine:
        case Health::fresh: return end(RecoveryState::nothing_to_do);
        case Health::not_ours:
        case Health::newer_version: return end(RecoveryState::left_alone);
        case Health::unfinished:
            report_.resumed = true;
            phase_ = Phase::place;
            return;
        case Health::gone:
        case Health::damaged: break;
    }
    // One from the future last: better than none, and all the others are tried before it.
    candidates_ = made_last_first(backups_.list(), today_);
    phase_ = Phase::salvage;
}

void Recovery::salvage() {
    const auto made = backups_.data_folder() / half_made;
    remove_database(made);
    {
        db::Connection into(made);
        db::migrate(into, db::embedded_migrations(), backups_.folder(), {});
        into.exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF");
        const auto tables = tables_of(HouseholdFile(made, HouseholdFile::Kept::by_itself));
        std::vector<std::vector<std::unique_ptr<Inserting>>> inserting(tables.size());
        db::Transaction transaction(into);
        const auto found =
            salvage_rows(database(), tables, [&](const StoredTable& table, const std::vector<StoredValue>& row) {
                auto& statements = inserting[static_cast<std::size_t>(&table - tables.data())];
                if (statements.size() <= row.size()) statements.resize(row.size() + 1);
                auto& statement = statements[row.size()];
                if (!statement) statement = std::make_unique<Inserting>(into, table, row.size());
                if (statement->insert(row)) ++count_of(report_, table.name).from_file;
            });
        inserting.clear();
        if (is_newer_version(found.version)) {
            end(RecoveryState::left_alone);
        } else {
            transaction.commit();
        }
        report_.pages = found.pages;
        report_.pages_damaged = found.pages_damaged;
        report_.rows_damaged = found.rows_damaged;
        report_.pages_missing = found.pages_missing;
        report_.whole = found.whole;
        whole_ = found.whole;
    }
    if (done_) return remove_database(made);
    phase_ = Phase::backup;
}

// The newest one that is as it was written, else the newest that somebody has touched and that is whole; a slice each.
void Recovery::find_backup() {
    const auto count = candidates_.size();
    if (candidate_ < 2 * count) {
        const auto day = candidates_[candidate_ % count].day;
        if (candidate_ < count ? backups_.verify(day) != "ok" : !backups_.is_whole(day)) {
            ++candidate_;
            return;
        }
        report_.backup_day = day;
    }
    const bool any_rows = !report_.tables.empty();
    if (!any_rows && !report_.backup_day) {
        remove_database(backups_.data_folder() / half_made);
        return end(size_of(database()) == 0 ? RecoveryState::file_is_lost : RecoveryState::nothing_to_recover_from);
    }
    if (!report_.known && report_.backup_day) {
        const HouseholdFile file(backups_.file_of(*report_.backup_day), HouseholdFile::Kept::by_itself);
        report_.known = KnownCounts{{file.newest_utc_ms(end_of(today_)), 0}, file.counts()};
    }
    using From = RecoveryReport::From;
    report_.from = !any_rows ? From::backup : whole_ || !report_.backup_day ? From::file : From::both;
    phase_ = report_.from == From::file ? Phase::check : Phase::fill;
}

void Recovery::fill() {
    const auto made = backups_.data_folder() / half_made;
    // A copy of the backup is brought up to date first, so that both have the same columns.
    const auto copy = backups_.data_folder() / "household.recovering-from.db";
    remove_database(copy);
    fs::copy_file(backups_.file_of(*report_.backup_day), copy);
    fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
    {
        db::Connection backup(copy);
        db::migrate(backup, db::embedded_migrations(), backups_.folder(), {});
        backup.exec("PRAGMA journal_mode = DELETE");
    }
    {
        db::Connection into(made);
        into.prepare("ATTACH ?1 AS backup").run(copy.string());
        const auto tables = tables_of(HouseholdFile(copy, HouseholdFile::Kept::by_itself));
        {
            db::Transaction transaction(into);
            for (const auto& table : tables) {
                // Files that were to be removed then may be wanted again since.
                if (table.name == "file_removal") continue;
                std::string names;
                for (const auto& column : table.columns) names += (names.empty() ? "" : ", ") + in_quotes(column.name);
                into.exec(("INSERT OR IGNORE INTO main." + in_quotes(table.name) + " (" + names + ") SELECT " + names +
                           " FROM backup." + in_quotes(table.name))
                              .c_str());
                if (into.changes() > 0) count_of(report_, table.name).from_backup += into.changes();
            }
            transaction.commit();
        }
        into.exec("DETACH backup");
        into.exec("PRAGMA journal_mode = DELETE");
    }
    remove_database(copy);
    phase_ = Phase::check;
}

void Recovery::check() {
    const auto made = backups_.data_folder() / half_made;
    {
        db::Connection into(made);
        count_beyond(into, backups_.list());
        into.exec("PRAGMA journal_mode = DELETE");
    }
    {
        const HouseholdFile file(made, HouseholdFile::Kept::by_itself);
        if (const auto verdict = file.integrity_check(); verdict != "ok")
            throw Fault(Fault::Kind::damaged, "what was recovered is not whole: " + verdict);
    }
    sync_file(made);
    move_file(made, backups_.data_folder() / ready_made);
    phase_ = Phase::place;
}

void Recovery::place() {
    const auto made = backups_.data_folder() / ready_made;
    {
        const HouseholdFile file(made, HouseholdFile::Kept::by_itself);
        report_.counts = file.counts();
        report_.newest_utc_ms = file.newest_utc_ms(end_of(today_));
    }
    report_.set_aside = set_aside(database(), today_);
    // The old log must not be taken for the new file's.
    for (const char* ending : {"-wal", "-shm", "-journal"}) remove_file(beside(database(), ending));
    sync_folder(backups_.data_folder());
    fs::permissions(made, fs::perms::owner_read | fs::perms::owner_write);
    move_file(made, database());
    std::sort(report_.tables.begin(), report_.tables.end(),
              [](const auto& a, const auto& b) { return a.table < b.table; });
    end(RecoveryState::recovered);
}

void Recovery::end(RecoveryState state, std::string detail) {
    report_.state = state;
    report_.detail = std::move(detail);
    done_ = true;
    lock_.reset();
}

}  // namespace core::backups
