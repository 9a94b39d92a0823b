#include "core/db/migrations.hpp"

#include <string>
#include <system_error>

namespace core::db {

namespace {

// "Ingl" in ASCII: says whose database this is (SQLite's application_id).
constexpr std::int64_t application_id = 0x496e676c;

int newest_of(const std::vector<Migration>& migrations) { return migrations.empty() ? 0 : migrations.back().version; }

void back_up(const Connection& connection, const std::filesystem::path& folder, int version, Instant now) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw Fault(Fault::Kind::no_access, "cannot make the backup folder: " + error.message());
    auto stamp = to_iso(now).substr(0, 19);
    for (auto& c : stamp)
        if (c == ':') c = '.';
    const auto name = "before-v" + std::to_string(version) + "-" + stamp;
    auto file = folder / (name + ".db");
    for (int n = 2; std::filesystem::exists(file, error); ++n) file = folder / (name + "-" + std::to_string(n) + ".db");
    // Written under a name that nobody takes for a backup, so that a half-written one is never restored.
    const auto half = std::filesystem::path(file.string() + ".part");
    std::filesystem::remove(half, error);
    try {
        connection.copy_to(half);
    } catch (...) {
        std::filesystem::remove(half, error);
        throw;
    }
    std::filesystem::rename(half, file, error);
    if (error) throw Fault(Fault::Kind::io, "cannot name the backup: " + error.message());
}

// A household has no trigger and no view: what somebody else put into the file is not run (see Connection) and goes. No
// row goes with it.
void drop_foreign(Connection& connection) {
    std::string drops;
    connection.prepare("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')")
        .each([&](const auto& row) {
            std::string name;
            for (const char c : row.text(1)) name += c == '"' ? std::string("\"\"") : std::string(1, c);
            drops += "DROP " + row.text(0) + " IF EXISTS \"" + name + "\";";
        });
    if (drops.empty()) return;
    Transaction transaction(connection);
    connection.exec(drops.c_str());
    transaction.commit();
}

}  // namespace

void refuse_foreign(const Connection& connection, const std::vector<Migration>& migrations) {
    // In one statement, so that another program that makes the file this moment is not seen half-way.
    std::int64_t id = 0, version = 0, tables = 0;
    connection
        .prepare(
            "SELECT count(*), (SELECT application_id FROM pragma_application_id),"
            " (SELECT user_version FROM pragma_user_version) FROM sqlite_schema")
        .each([&](const auto& row) { tables = row.integer(0), id = row.integer(1), version = row.integer(2); });
    if (id != application_id && (id != 0 || version != 0 || tables > 0))
        throw Fault(Fault::Kind::not_a_household, "the database belongs to another program");
    if (version > newest_of(migrations))
        throw Fault(Fault::Kind::newer_version, "the household was written by a newer version");
}

void migrate(Connection& connection, const std::vector<Migration>& migrations, const std::filesystem::path& backups,
             Instant now) {
    refuse_foreign(connection, migrations);
    if (const int newest = newest_of(migrations); connection.pragma("user_version") < newest) {
        // Nobody else may write meanwhile, so that two programs do not write the same backup. A connection that has the
        // lock cannot be copied from, so another one reads.
        const Transaction lock(connection);
        const auto version = connection.pragma("user_version");
        if (version > 0 && version < newest) back_up(Connection(connection.file()), backups, newest, now);
    }

    const auto carry_out = [&](const Migration& migration) {
        connection.exec(migration.sql.c_str());
        connection.exec(("PRAGMA user_version = " + std::to_string(migration.version)).c_str());
        connection.exec(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
    };
    // A new file is made whole or not at all: nobody's household was ever of an older version.
    if (connection.pragma("user_version") == 0) {
        Transaction transaction(connection);
        if (connection.pragma("user_version") == 0) {
            for (const auto& migration : migrations) carry_out(migration);
            transaction.commit();
        }
    }
    for (const auto& migration : migrations) {
        if (migration.version <= connection.pragma("user_version")) continue;
        Transaction transaction(connection);
        // Another program may have been quicker between the look and the lock.
        if (migration.version <= connection.pragma("user_version")) continue;
        carry_out(migration);
        transaction.commit();
    }
    drop_foreign(connection);
}

}  // namespace core::db
