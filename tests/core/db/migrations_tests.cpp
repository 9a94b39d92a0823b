#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include <sqlite3.h>

#include "core/db/migrations.hpp"
#include "core/household/household.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/people/person_commands.hpp"
#include "core/settings/setting_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/fault_of.hpp"
#include "tests/core/files.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/seeded_random.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;
using db::Connection;
using db::Migration;
using tests::bytes_in;
using tests::fault_of;
using tests::TemporaryFolder;

namespace {

constexpr Instant now{1'795'453'805'000, 60};  // 2026-11-23T18:10:05+01:00

std::vector<std::string> texts(const Connection& connection, const std::string& sql) {
    std::vector<std::string> list;
    connection.prepare(sql).each([&](const auto& row) { list.push_back(row.text(0)); });
    return list;
}

// The embedded steps and, after them, some that do not exist yet.
std::vector<Migration> with_later(std::vector<std::string> later) {
    auto list = db::embedded_migrations();
    for (auto& sql : later) list.push_back({list.back().version + 1, std::move(sql)});
    return list;
}

const int landed = db::embedded_migrations().back().version;

struct Place {
    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "household.db";
    std::filesystem::path backups = folder.path() / "backups";

    void migrate(const std::vector<Migration>& migrations) const {
        Connection connection(file);
        db::migrate(connection, migrations, backups, now);
    }
    void fill() const {
        migrate(db::embedded_migrations());
        Connection(file).exec("INSERT INTO setting VALUES ('day_start_hour', '5', 0, 0)");
    }
    std::vector<std::string> backup_names() const {
        std::vector<std::string> names;
        if (std::filesystem::exists(backups))
            for (const auto& entry : std::filesystem::directory_iterator(backups))
                names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }
    std::int64_t version() const { return Connection(file).pragma("user_version"); }
};

std::optional<Fault::Kind> household_fault(const std::filesystem::path& folder) {
    const FixedClock clock(now);
    tests::SeededRandom random;
    return fault_of([&] { const Household household(folder, clock, random, tests::device()); });
}

void make(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(file.string().c_str(), &db) == SQLITE_OK);
    REQUIRE(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_close(db) == SQLITE_OK);
}

}  // namespace

TEST_CASE("a new file is brought up to date and marked as ours, without a backup", "[core][db]") {
    const Place place;
    place.migrate(db::embedded_migrations());
    CHECK(place.version() == landed);
    CHECK(Connection(place.file).pragma("application_id") == 0x496e676c);
    CHECK_FALSE(std::filesystem::exists(place.backups));
    const auto bytes = bytes_in(place.file);
    place.migrate(db::embedded_migrations());
    CHECK(bytes_in(place.file) == bytes);
    CHECK(place.backup_names().empty());
}

TEST_CASE("migrations are numbered from one without a gap", "[core][db]") {
    int expected = 1;
    for (const auto& migration : db::embedded_migrations()) {
        CHECK(migration.version == expected++);
        CHECK_FALSE(migration.sql.empty());
    }
    CHECK(expected > 1);
}

TEST_CASE("a migration that has landed is never edited", "[core][db]") {
    // BLAKE2b-256 of each; a new migration adds a line, an old line never changes.
    const std::vector<std::string> sums = {
        "ec7d0c1f36dd8d1c72ae072c7e737f38746f0b0553899e8535549f321729bb64",
        "15c5d36d6d967cdb7fee7e3641acbba7fcb8f041047be1745680b501cf496e5f",
        "860588588c2e9d6b2a0232f80f56bb689e7f6ddab5c2ad49e119db36989b11b4",
        "6be01ca031d54f6d565370d0ec7b344b0ac57ffb5d163269bfbabd92b5220cf4",
        "4c26506bc2b87cc0d16510a95cfa337bb69c7e451adf86887f10e4d834af4cdb",
        "257fc95d8b1328763840478ff9f8c4615a6f790ade3c132acd652e44c92474c0",
        "ba62b3e312039ccdd7c2a546accce1de445779cb8f7d83eec39e835f3ec6d0bf",
        "a07d452ab80f85f397b815cdb3b88b1e89e7e867e5bdebd604443b64cddbabe6",
    };
    const auto& migrations = db::embedded_migrations();
    REQUIRE(migrations.size() == sums.size());
    INFO(
        "households out there have the old shape under the same number: leave the file as it landed and add the next one");
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const auto& sql = migrations[i].sql;
        CHECK(to_hex(hash_of(reinterpret_cast<const std::uint8_t*>(sql.data()), sql.size())) == sums[i]);
    }
}

TEST_CASE("a file from a newer version is refused and left as it is", "[core][db]") {
    const Place place;
    place.fill();
    place.migrate(with_later({"CREATE TABLE later (n INTEGER) STRICT"}));
    std::filesystem::remove_all(place.backups);
    for (const bool in_log_mode : {true, false}) {
        if (!in_log_mode) make(place.file, "PRAGMA journal_mode = DELETE");
        const auto bytes = bytes_in(place.file);
        CHECK(household_fault(place.folder.path()) == Fault::Kind::newer_version);
        CHECK(bytes_in(place.file) == bytes);
        CHECK_FALSE(std::filesystem::exists(place.backups));
    }
    CHECK(fault_of([&] { place.migrate(db::embedded_migrations()); }) == Fault::Kind::newer_version);
    CHECK(place.version() == landed + 1);
}

TEST_CASE("another program's database is refused and left as it is", "[core][db]") {
    const std::vector<std::string> theirs = {
        "CREATE TABLE recipe (name)",
        "PRAGMA journal_mode = WAL; CREATE TABLE recipe (name)",
        "PRAGMA application_id = 7; CREATE TABLE recipe (name)",
        "PRAGMA application_id = 7",
        "PRAGMA user_version = 1",
        "PRAGMA application_id = 7; PRAGMA user_version = 1; CREATE TABLE person (name)",
        "PRAGMA page_size = 512; CREATE VIEW two AS SELECT 2",
    };
    for (const auto& sql : theirs) {
        const TemporaryFolder place;
        const auto file = place.path() / "household.db";
        make(file, sql);
        INFO(sql);
        const auto bytes = bytes_in(file);
        CHECK(household_fault(place.path()) == Fault::Kind::not_a_household);
        CHECK(bytes_in(file) == bytes);
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(place.path()))
            names.insert(entry.path().filename().string());
        CHECK(names == std::set<std::string>{"household.db"});
    }
}

TEST_CASE("a text file in the database's place is refused and left as it is", "[core][db]") {
    const TemporaryFolder place;
    const std::string text = "Dear diary, this is no database.\n";
    tests::write_bytes(place.path() / "household.db", text);
    CHECK(household_fault(place.path()) == Fault::Kind::not_a_household);
    CHECK(bytes_in(place.path() / "household.db") == text);
}

TEST_CASE("before an upgrade the file is copied, and the copy is whole", "[core][db]") {
    const Place place;
    place.fill();
    const Connection still_open(place.file);  // so that what was written last may be in the log only
    place.migrate(with_later(
        {"ALTER TABLE setting ADD COLUMN mood TEXT", "CREATE TABLE later (n INTEGER) STRICT; DELETE FROM setting"}));
    CHECK(place.version() == landed + 2);
    CHECK(place.backup_names() ==
          std::vector<std::string>{"before-v" + std::to_string(landed + 2) + "-2026-11-23T18.10.05.db"});

    const Connection backup(place.backups / place.backup_names().front());
    CHECK(texts(backup, "PRAGMA quick_check") == std::vector<std::string>{"ok"});
    CHECK(backup.pragma("user_version") == landed);
    CHECK(texts(backup, "SELECT value FROM setting") == std::vector<std::string>{"5"});
    CHECK(texts(Connection(place.file), "SELECT value FROM setting").empty());
}

TEST_CASE("a backup is a household that opens", "[core][db]") {
    const Place place;
    place.fill();
    place.migrate(with_later({"CREATE TABLE later (n INTEGER) STRICT"}));
    const auto restored = place.folder.path() / "restored";
    std::filesystem::create_directories(restored);
    std::filesystem::copy_file(place.backups / place.backup_names().front(), restored / "household.db");
    const FixedClock clock(now);
    tests::SeededRandom random;
    const Household household(restored, clock, random, tests::device());
    CHECK(household.get<SettingStore>().day_start_hour() == 5);
}

TEST_CASE("a second upgrade within a second does not overwrite the first one's backup", "[core][db]") {
    const Place place;
    place.fill();
    place.migrate(with_later({"CREATE TABLE later (n INTEGER) STRICT"}));
    const auto first = bytes_in(place.backups / place.backup_names().front());
    // As if the backup had been put back and upgraded again.
    std::filesystem::copy_file(place.backups / place.backup_names().front(), place.file,
                               std::filesystem::copy_options::overwrite_existing);
    Connection(place.file).exec("UPDATE setting SET value = '6'");
    place.migrate(with_later({"CREATE TABLE later (n INTEGER) STRICT"}));
    const auto names = place.backup_names();
    REQUIRE(names.size() == 2);
    std::multiset<std::string> hours;
    for (const auto& name : names)
        for (const auto& hour : texts(Connection(place.backups / name), "SELECT value FROM setting"))
            hours.insert(hour);
    CHECK(hours == std::multiset<std::string>{"5", "6"});
    CHECK_FALSE(first.empty());
}

TEST_CASE("a migration that fails leaves the version before it whole", "[core][db]") {
    const Place place;
    place.fill();
    const auto schema = texts(Connection(place.file), "SELECT sql FROM sqlite_schema ORDER BY name");
    // The first statements of the step succeed, the last does not.
    const auto broken =
        with_later({"CREATE TABLE later (n INTEGER) STRICT; DELETE FROM setting; INSERT INTO nowhere VALUES (1)"});
    for (int round = 0; round < 2; ++round) {
        CHECK(fault_of([&] { place.migrate(broken); }) == Fault::Kind::other);
        CHECK(place.version() == landed);
        CHECK(texts(Connection(place.file), "SELECT sql FROM sqlite_schema ORDER BY name") == schema);
        CHECK(texts(Connection(place.file), "SELECT value FROM setting") == std::vector<std::string>{"5"});
    }
    CHECK_FALSE(household_fault(place.folder.path()));
    // Each step stands on its own: a good one before the bad one stays.
    CHECK(fault_of([&] {
              place.migrate(with_later({"CREATE TABLE later (n INTEGER) STRICT", "SELEC 1"}));
          }) == Fault::Kind::other);
    CHECK(place.version() == landed + 1);
}

TEST_CASE("an upgrade that cannot be backed up does not begin", "[core][db]") {
    const Place place;
    place.fill();
    tests::write_bytes(place.backups, "in the way");
    const auto bytes = bytes_in(place.file);
    CHECK(fault_of([&] { place.migrate(with_later({"CREATE TABLE later (n INTEGER) STRICT"})); }) ==
          Fault::Kind::no_access);
    CHECK(place.version() == landed);
    CHECK(bytes_in(place.file) == bytes);
    CHECK(bytes_in(place.backups) == "in the way");
}

TEST_CASE("a half-written backup is not left lying as one", "[core][db]") {
    const Place place;
    place.fill();
    {
        auto bytes = bytes_in(place.file);
        Connection(place.file)
            .exec(
                "INSERT INTO setting WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000) SELECT 'name ' || n, 'value', 0, 0 FROM c");
        bytes = bytes_in(place.file);
        bytes.replace(bytes.size() - 8192, 4096, std::string(4096, '\xa5'));
        tests::write_bytes(place.file, bytes);
    }
    CHECK(fault_of([&] { place.migrate(with_later({"CREATE TABLE later (n INTEGER) STRICT"})); }) ==
          Fault::Kind::damaged);
    CHECK(place.version() == landed);
    CHECK(place.backup_names().empty());
}

TEST_CASE("several programs may make the file at once", "[core][db]") {
    for (int round = 0; round < 15; ++round) {
        const Place place;
        const auto answers = tests::in_processes(4, [&](int n) {
            const FixedClock clock(now);
            tests::SeededRandom random(static_cast<std::uint64_t>(n));
            Household household(place.folder.path(), clock, random, tests::device());
            return household.apply(AddPerson{"Ada", "", "letter", {}}) ? 0 : 1;
        });
        CHECK(answers == std::vector<int>{0, 0, 0, 0});
        CHECK(texts(Connection(place.file), "PRAGMA integrity_check") == std::vector<std::string>{"ok"});
        CHECK(texts(Connection(place.file), "SELECT count(*) FROM person") == std::vector<std::string>{"4"});
        CHECK(place.version() == landed);
    }
}

TEST_CASE("several programs may upgrade the file at once", "[core][db]") {
    // Many steps, none of which may be done twice: at each the programs may change over.
    const int steps = 40;
    const auto later = with_later(std::vector<std::string>(steps, "UPDATE setting SET value = value + 1"));
    for (int round = 0; round < 10; ++round) {
        const Place place;
        place.fill();
        const auto answers = tests::in_processes(4, [&](int) {
            place.migrate(later);
            return 0;
        });
        CHECK(answers == std::vector<int>{0, 0, 0, 0});
        CHECK(place.version() == landed + steps);
        CHECK(texts(Connection(place.file), "SELECT value FROM setting") ==
              std::vector<std::string>{std::to_string(5 + steps)});
        const auto names = place.backup_names();
        REQUIRE_FALSE(names.empty());
        std::set<std::string> versions;
        for (const auto& name : names) {
            CHECK(std::filesystem::path(name).extension() == ".db");
            const Connection backup(place.backups / name);
            CHECK(texts(backup, "PRAGMA quick_check") == std::vector<std::string>{"ok"});
            for (const auto& version : texts(backup, "PRAGMA user_version")) versions.insert(version);
        }
        CHECK(versions.count(std::to_string(landed)) == 1);
    }
}

TEST_CASE("a step that another program did between the look and the lock is not done again", "[core][db]") {
    const Place place;
    place.fill();
    const auto later = with_later({"UPDATE setting SET value = value + 1"});
    Connection ours(place.file), theirs(place.file);
    struct Other {
        sqlite3* db;
        std::string work;
        int began = 0, worked = 0;
    } other{theirs.raw(),
            later.back().sql + "; PRAGMA user_version = " + std::to_string(later.back().version) + "; COMMIT"};
    // The other one takes the lock the moment we give it up after the backup, and does the step when we wait for it.
    sqlite3_rollback_hook(
        ours.raw(),
        [](void* p) {
            auto& o = *static_cast<Other*>(p);
            if (o.began == 0 && sqlite3_exec(o.db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK)
                ++o.began;
        },
        &other);
    sqlite3_busy_handler(
        ours.raw(),
        [](void* p, int) {
            auto& o = *static_cast<Other*>(p);
            if (o.worked > 0 || sqlite3_exec(o.db, o.work.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return 0;
            ++o.worked;
            return 1;
        },
        &other);
    db::migrate(ours, later, place.backups, now);
    CHECK(other.began == 1);
    CHECK(other.worked == 1);
    CHECK(place.version() == landed + 1);
    CHECK(texts(Connection(place.file), "SELECT value FROM setting") == std::vector<std::string>{"6"});
}

TEST_CASE("the schema is built to be merged", "[core][db]") {
    const Place place;
    place.migrate(db::embedded_migrations());
    const Connection connection(place.file);
    // Kept by name and merged by name; everything else is a row that a person made.
    const std::set<std::string> by_name = {"setting", "person_setting"};
    // This device's own, which never meet others.
    const std::set<std::string> of_the_device = {"device_setting", "vault_attempt", "draft", "file_removal"};

    const auto tables = texts(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    CHECK(tables.size() >= 10);
    CHECK(texts(connection, "SELECT name FROM sqlite_schema WHERE type NOT IN ('table', 'index')").empty());
    for (const auto& table : tables) {
        INFO(table);
        CHECK(texts(connection, "SELECT strict FROM pragma_table_list('" + table + "')") ==
              std::vector<std::string>{"1"});
        CHECK(texts(connection, "SELECT \"table\" FROM pragma_foreign_key_list('" + table + "')").empty());
        CHECK(
            texts(connection, "SELECT name FROM pragma_index_list('" + table + "') WHERE \"unique\" AND origin <> 'pk'")
                .empty());
        if (by_name.count(table) || of_the_device.count(table)) continue;
        const auto key =
            texts(connection, "SELECT name || ' ' || type FROM pragma_table_info('" + table + "') WHERE pk");
        CHECK(key == std::vector<std::string>{"id BLOB"});
        const auto deleted =
            texts(connection, "SELECT name || ' ' || type || ' ' || \"notnull\" FROM pragma_table_info('" + table +
                                  "') WHERE name LIKE 'deleted%' ORDER BY name");
        CHECK(deleted == std::vector<std::string>{"deleted_at INTEGER 0", "deleted_offset INTEGER 0"});
    }
}
