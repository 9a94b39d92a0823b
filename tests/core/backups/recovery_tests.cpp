#include <algorithm>
#include <csignal>
#include <functional>
#include <random>
#include <set>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include "core/backups/recovery.hpp"
#include "core/demo/demo.hpp"
#include "core/hex.hpp"
#include "core/household/household.hpp"
#include "core/people/person_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/backups/kept.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/processes.hpp"

using namespace core;
using namespace core::backups;
using namespace core::system;
using tests::bytes_in;
using tests::contents_of;
using tests::rows_in;
using tests::worked_off;
using tests::write_bytes;
using From = RecoveryReport::From;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t page = 4096;

// Two years of a household that was closed properly, with or without a backup of the day before its last words.
struct Damaged {
    tests::TemporaryFolder place;
    fs::path folder = place.path() / "data", file = folder / "household.db", log = folder / "household.db-wal";
    FixedClock clock;
    Day today;
    std::vector<std::string> rows, rows_of_backup;

    explicit Damaged(bool with_backup)
        : clock(FixedClock({0, 60}).at(tests::day("2026-11-23"), tests::at(18, 10))), today{tests::day("2026-11-23")} {
        tests::SeededRandom random;
        Household household(folder, clock, random, tests::device());
        REQUIRE(demo::fill(household, {2, 1, 0}));
        if (with_backup) {
            BackUp job(folder, today);
            REQUIRE(worked_off(job).outcome().state == BackupState::written);
            fs::copy_file(BackupFolder(folder).file_of(today), place.path() / "looked-at.db");
            rows_of_backup = rows_in(place.path() / "looked-at.db");
        }
        db::Connection(file).exec("PRAGMA wal_checkpoint(TRUNCATE)");
        clock.advance_ms(60'000);
        const auto person = household.get<PersonStore>().all().front().id;
        for (int n = 0; n < 20; ++n)
            REQUIRE(household.apply(
                GiveThanks{person, std::nullopt, "after the backup " + std::to_string(n), Audience::household}));
        rows = rows_in(file);
        // What a killed program leaves: part of it is in the log only.
        fs::copy(folder, place.path() / "killed", fs::copy_options::recursive);
        folder = place.path() / "killed";
        file = folder / "household.db";
        log = folder / "household.db-wal";
    }
    // Moves the log into the file, as a program does that ends properly.
    void close() { db::Connection(file).exec("PRAGMA wal_checkpoint(TRUNCATE)"), fs::remove(log); }

    void overwrite(std::size_t from, std::size_t count, const std::function<char(std::size_t)>& byte) const {
        auto bytes = bytes_in(file);
        for (std::size_t n = from; n < std::min(bytes.size(), from + count); ++n) bytes[n] = byte(n);
        write_bytes(file, bytes);
    }
    RecoveryReport recovered() const {
        Recovery job(folder, today);
        const auto report = worked_off(job).report();
        INFO(report.detail);
        CHECK(report.state == RecoveryState::recovered);
        CHECK(examine(folder, Look::whole) == Health::fine);
        return report;
    }
    bool opens() const {
        tests::SeededRandom random(7);
        return Household(folder, clock, random, tests::device()).get<PersonStore>().all().size() == 2;
    }
    std::size_t lost() const { return missing_of(rows); }
    std::string first_missing() const {
        const auto now = rows_in(file);
        for (const auto& row : rows)
            if (std::find(now.begin(), now.end(), row) == now.end()) return row;
        return {};
    }
    std::size_t missing_of(const std::vector<std::string>& wanted) const {
        const auto now = rows_in(file);
        const std::multiset<std::string> there(now.begin(), now.end());
        return static_cast<std::size_t>(
            std::count_if(wanted.begin(), wanted.end(), [&](const auto& row) { return there.count(row) == 0; }));
    }
};

char zero(std::size_t) { return '\0'; }

std::function<char(std::size_t)> noise() {
    return [engine = std::make_shared<std::mt19937>(5)](std::size_t) { return static_cast<char>((*engine)()); };
}

}  // namespace

TEST_CASE("a household that is fine is left alone", "[core][backups]") {
    const Damaged house(true);
    const auto before = contents_of(house.folder);
    CHECK(examine(house.folder, Look::brief) == Health::fine);
    CHECK(examine(house.folder, Look::whole) == Health::fine);
    Recovery job(house.folder, house.today);
    CHECK(worked_off(job).report().state == RecoveryState::nothing_to_do);
    auto after = contents_of(house.folder);
    after.erase("household.lock");
    auto expected = before;
    expected.erase("household.lock");
    for (auto* files : {&after, &expected}) files->erase("household.db-shm");  // an index of the log, made anew
    CHECK(after == expected);
    CHECK(examine(house.place.path() / "nowhere", Look::whole) == Health::fresh);
}

TEST_CASE("pages that are overwritten lose at most their own rows, and the backup gives those back",
          "[core][backups]") {
    struct Place {
        const char* name;
        std::size_t from, count;
    };
    for (const bool with_noise : {false, true})
        for (const auto& place :
             {Place{"the header", 0, 100}, Place{"the first page", 0, page}, Place{"a page of the schema", page, page},
              Place{"the roots of the tables", 3 * page, 20 * page}, Place{"the middle", 60 * page, 8 * page},
              Place{"half a page", 70 * page + 1000, 2000}, Place{"everything but the end", 0, 90 * page}}) {
            Damaged house(true);
            house.close();
            INFO(place.name << (with_noise ? ", noise" : ", zeros"));
            REQUIRE(fs::file_size(house.file) > 100 * page);
            house.overwrite(place.from, place.count, with_noise ? noise() : std::function<char(std::size_t)>(zero));
            const auto damaged = bytes_in(house.file);
            CHECK(examine(house.folder, Look::whole) == Health::damaged);
            const auto report = house.recovered();
            CHECK(report.set_aside == house.folder / "household.damaged-2026-11-23.db");
            CHECK(bytes_in(report.set_aside) == damaged);
            CHECK(report.backup_day == house.today);
            CHECK((report.from == From::both || report.from == From::file));
            CHECK(house.missing_of(house.rows_of_backup) == 0);
            CHECK(house.lost() <= 20);  // at most what was written after the backup
            CHECK(house.opens());
        }
}

TEST_CASE("without a backup a file gives back all but what was on the pages that are gone", "[core][backups]") {
    Damaged house(false);
    house.close();
    const auto pages = fs::file_size(house.file) / page;
    SECTION("the header and the schema held no rows") {
        house.overwrite(0, page, noise());
        const auto report = house.recovered();
        CHECK(report.from == From::file);
        CHECK_FALSE(report.backup_day);
        INFO(house.first_missing());
        CHECK(house.lost() == 0);
        CHECK(report.newest_utc_ms >= house.clock.now().utc_ms - 1000);
    }
    SECTION("three pages in the middle") {
        house.overwrite(80 * page, 3 * page, zero);
        const auto report = house.recovered();
        CHECK(report.pages == pages);
        CHECK(house.lost() < 3 * page / 20);
        CHECK(house.lost() < house.rows.size() / 10);
        CHECK(house.opens());
    }
    SECTION("cut in half") {
        fs::resize_file(house.file, pages / 2 * page + 100);
        const auto report = house.recovered();
        CHECK(report.from == From::file);
        CHECK(house.lost() < house.rows.size());
        CHECK(report.counts.of("thanks") > 0);
    }
}

TEST_CASE("what is only in the log of a killed program comes back from a damaged file too", "[core][backups]") {
    for (const bool with_backup : {false, true}) {
        Damaged house(with_backup);
        REQUIRE(fs::file_size(house.log) > 0);
        SECTION("the file has lost pages that the log has not") {
            house.overwrite(60 * page, 4 * page, noise());
            house.recovered();
        }
        SECTION("only the log is left") {
            fs::remove(house.file);
            CHECK(examine(house.folder, Look::brief) == Health::gone);
            house.recovered();
            CHECK(fs::exists(house.folder / "household.damaged-2026-11-23.db-wal"));
        }
        const auto now = rows_in(house.file);
        int after = 0;
        for (const auto& row : now) after += row.find("after the backup") != std::string::npos ? 1 : 0;
        CHECK(after == 20);
        CHECK_FALSE(fs::exists(house.log));
    }
}

TEST_CASE("a file that is gone, empty or full of something else comes back from the backup", "[core][backups]") {
    Damaged house(true);
    house.close();
    SECTION("gone") {
        fs::remove(house.file);
        CHECK(examine(house.folder, Look::brief) == Health::gone);
        CHECK(house.recovered().set_aside.empty());
    }
    SECTION("empty") {
        write_bytes(house.file, "");
        CHECK(examine(house.folder, Look::brief) == Health::gone);
        house.recovered();
    }
    SECTION("zeros") {
        write_bytes(house.file, std::string(300'000, '\0'));
        CHECK(examine(house.folder, Look::brief) == Health::damaged);
        CHECK(bytes_in(house.recovered().set_aside) == std::string(300'000, '\0'));
    }
    CHECK((rows_in(house.file) == house.rows_of_backup));
    CHECK(house.opens());
}

TEST_CASE("the newest backup that is whole is taken", "[core][backups]") {
    Damaged house(true);
    house.close();
    const BackupFolder backups(house.folder);
    fs::copy_file(backups.file_of(house.today), backups.file_of(house.today + 1));
    auto bytes = bytes_in(backups.file_of(house.today + 1));
    bytes.replace(30 * page, page, std::string(page, '\xa5'));
    write_bytes(backups.file_of(house.today + 1), bytes);
    fs::remove(house.file);
    const auto report = house.recovered();
    CHECK(report.from == From::backup);
    CHECK(report.backup_day == house.today);
    CHECK((rows_in(house.file) == house.rows_of_backup));
}

TEST_CASE("a row that was changed after the backup keeps its change", "[core][backups]") {
    Damaged house(true);
    {
        db::Connection connection(house.file);
        connection.exec("UPDATE person SET name = 'Renamed' WHERE id = (SELECT min(id) FROM person)");
    }
    house.close();
    house.overwrite(60 * page, 2 * page, zero);
    const auto report = house.recovered();
    CHECK(report.from == From::both);
    int renamed = 0;
    db::Connection(house.file).prepare("SELECT count(*) FROM person WHERE name = 'Renamed'").each([&](const auto& row) {
        renamed = row.small(0);
    });
    CHECK(renamed == 1);
}

TEST_CASE("where nothing can be read and no backup is good everything stays as it is", "[core][backups]") {
    const tests::TemporaryFolder place;
    write_bytes(place.path() / "household.db", std::string(50'000, '\xa5'));
    Recovery job(place.path(), tests::day("2026-11-23"));
    CHECK(worked_off(job).report().state == RecoveryState::nothing_to_recover_from);
    auto files = contents_of(place.path());
    files.erase("household.lock");
    CHECK(files == std::map<std::string, std::string>{{"household.db", std::string(50'000, '\xa5')}});
}

TEST_CASE("another program's database and a newer one's are left alone", "[core][backups]") {
    Damaged house(true);
    house.close();
    SECTION("newer") {
        db::Connection(house.file).exec("PRAGMA user_version = 999");
        CHECK(examine(house.folder, Look::whole) == Health::newer_version);
    }
    SECTION("newer and damaged") {
        db::Connection(house.file).exec("PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)");
        house.overwrite(60 * page, 2 * page, zero);
    }
    SECTION("theirs") {
        fs::remove(house.file);
        db::Connection(house.file).exec("CREATE TABLE recipe (name); PRAGMA application_id = 7");
        CHECK(examine(house.folder, Look::brief) == Health::not_ours);
    }
    const auto before = bytes_in(house.file);
    Recovery job(house.folder, house.today);
    CHECK(worked_off(job).report().state == RecoveryState::left_alone);
    CHECK(bytes_in(house.file) == before);
}

TEST_CASE("nothing that was set aside before is overwritten", "[core][backups]") {
    Damaged house(true);
    house.close();
    write_bytes(house.folder / "household.damaged-2026-11-23.db", "an older one");
    house.overwrite(60 * page, page, zero);
    CHECK(house.recovered().set_aside == house.folder / "household.damaged-2026-11-23-2.db");
    CHECK(bytes_in(house.folder / "household.damaged-2026-11-23.db") == "an older one");
}

TEST_CASE("a recovery that is killed after any slice is finished by the next", "[core][backups]") {
    Damaged house(true);
    house.close();
    house.overwrite(60 * page, 4 * page, zero);
    const auto damaged = bytes_in(house.file);
    for (int slices = 1; slices < 6; ++slices) {
        const auto ended = tests::in_child([&] {
            Recovery job(house.folder, house.today);
            for (int n = 0; n < slices; ++n) job.step();
            ::raise(SIGKILL);
        });
        CHECK(ended == "ended by signal 9");
        CHECK(bytes_in(house.file) == damaged);
    }
    CHECK(examine(house.folder, Look::brief) == Health::unfinished);
    house.recovered();
    CHECK(house.missing_of(house.rows_of_backup) == 0);
    CHECK(bytes_in(house.folder / "household.damaged-2026-11-23.db") == damaged);
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(house.folder)) names.insert(entry.path().filename().string());
    CHECK(names ==
          std::set<std::string>{"backups", "household.damaged-2026-11-23.db", "household.db", "household.lock"});
}

TEST_CASE("while another program has the folder nothing is recovered", "[core][backups]") {
    Damaged house(true);
    house.close();
    house.overwrite(60 * page, page, zero);
    const auto lock = FolderLock::try_take(house.folder);
    Recovery job(house.folder, house.today);
    CHECK(worked_off(job).report().state == RecoveryState::another_program);
}

TEST_CASE("whatever bytes stand in a file, a recovery ends", "[core][backups]") {
    Damaged house(false);
    house.close();
    const auto good = bytes_in(house.file);
    std::mt19937 engine(11);
    for (int round = 0; round < 60; ++round) {
        auto bytes = good;
        const auto changes = 1 + engine() % 400;
        for (unsigned n = 0; n < changes; ++n) bytes[engine() % bytes.size()] = static_cast<char>(engine());
        // The structures of pages more often than their rows.
        for (unsigned n = 0; n < changes; ++n)
            bytes[engine() % (bytes.size() / page) * page + engine() % 16] = static_cast<char>(engine());
        write_bytes(house.file, bytes);
        Recovery job(house.folder, house.today);
        const auto state = worked_off(job).report().state;
        CHECK((state == RecoveryState::recovered || state == RecoveryState::nothing_to_do ||
               state == RecoveryState::left_alone));
        for (const auto& entry : fs::directory_iterator(house.folder))
            if (entry.path().filename() != "household.db") fs::remove_all(entry.path());
    }
}

namespace {

// A small household, closed properly, whose header is damaged again and again.
struct WrongHeader {
    tests::House house;
    fs::path folder = house.place.path() / "copy", file = folder / "household.db";
    std::string whole;
    std::vector<std::string> rows;

    WrongHeader() {
        for (int n = 0; n < 300; ++n)
            house.done(GiveThanks{house.ada, house.ben,
                                  "for the soup of evening " + std::to_string(n) + std::string(200, 's'),
                                  Audience::household});
        house.done(GiveThanks{house.ada, house.ben, std::string(4000, 'l'),
                              Audience::household});  // a record on several pages
        fs::create_directories(folder);
        db::Connection(house.database()).copy_to(file);
        // Some pages are free.
        db::Connection(file).exec(
            "CREATE TABLE leftover AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
            " SELECT zeroblob(3000) FROM n; DROP TABLE leftover; PRAGMA wal_checkpoint(TRUNCATE)");
        db::Connection(file).exec("PRAGMA journal_mode = DELETE");
        whole = bytes_in(file);
        rows = rows_in(file);
    }
    void damage(std::size_t at, std::string_view bytes) {
        fs::remove_all(folder);
        auto damaged = whole;
        damaged.replace(at, bytes.size(), bytes);
        write_bytes(file, damaged);
    }
    void expect_every_row() {
        Health health = examine(folder, Look::brief);
        if (health != Health::fine) {
            REQUIRE(needs_repair(health));
            Recovery job(folder, house.today());
            REQUIRE(worked_off(job).report().state == RecoveryState::recovered);
            health = examine(folder, Look::whole);
        }
        CHECK(health == Health::fine);
        const auto now = rows_in(file);
        for (const auto& row : rows) CHECK(std::find(now.begin(), now.end(), row) != now.end());
        tests::SeededRandom random(7);
        {
            Household household(folder, house.clock, random, tests::device());
            for (int n = 0; n < 40; ++n)
                REQUIRE(household.apply(GiveThanks{house.ada, house.ben, std::string(900, 'n'), Audience::household}));
        }
        CHECK(examine(folder, Look::whole) == Health::fine);
        CHECK(rows_in(file).size() >= rows.size() + 40);
    }
};

}  // namespace

TEST_CASE("whatever field of the header is damaged, the household opens or is repaired, and no row is lost",
          "[core][backups][header]") {
    struct Field {
        const char* name;
        std::size_t at, bytes;
    };
    constexpr Field fields[] = {
        {"magic", 0, 16},          {"page size", 16, 2},     {"write version", 18, 1},      {"read version", 19, 1},
        {"reserved", 20, 1},       {"most payload", 21, 1},  {"least payload", 22, 1},      {"leaf payload", 23, 1},
        {"change counter", 24, 4}, {"pages", 28, 4},         {"free list", 32, 4},          {"free pages", 36, 4},
        {"schema cookie", 40, 4},  {"schema format", 44, 4}, {"cache size", 48, 4},         {"largest root", 52, 4},
        {"encoding", 56, 4},       {"user version", 60, 4},  {"incremental vacuum", 64, 4}, {"application id", 68, 4},
        {"expansion", 72, 20},     {"valid for", 92, 4},     {"SQLite's version", 96, 4}};
    WrongHeader house;
    for (const auto& field : fields) {
        std::set<std::string> values;
        for (const char fill : {'\0', '\xff', '\x20'}) values.insert(std::string(field.bytes, fill));
        for (const int last : {0, 1, 2, 3, 4, 5, 9, 12, 16, 64})
            values.insert(std::string(field.bytes - 1, '\0') + static_cast<char>(last));
        auto larger = house.whole.substr(field.at, field.bytes), smaller = larger;
        larger.back() = static_cast<char>(larger.back() + 1);
        smaller.back() = static_cast<char>(smaller.back() - 1);
        values.insert(larger);
        values.insert(smaller);
        if (field.at == 16)
            for (const char* size : {"\x02\x00", "\x04\x00", "\x08\x00", "\x20\x00", "\x40\x00", "\x80\x00"})
                values.insert(std::string(size, 2));
        for (const auto& value : values) {
            if (value == house.whole.substr(field.at, field.bytes)) continue;
            // A number that the next versions will have: a newer program's file is left alone.
            if (field.at == 60 && value.substr(0, 2) == std::string(2, '\0') && (value[2] || value[3] > 6)) continue;
            INFO(field.name << " " << core::to_hex(value.data(), value.size()));
            house.damage(field.at, value);
            house.expect_every_row();
        }
    }
}

TEST_CASE("a household whose file was lost is not begun anew while anything of it is there",
          "[core][backups][header]") {
    tests::TemporaryFolder place;
    const auto folder = place.path() / "data";
    SECTION("photos") { write_bytes(folder / "photos" / "ab" / ("ab" + std::string(62, '0') + ".jpg"), "x"); }
    SECTION("photos in the backups") {
        write_bytes(folder / "backups" / "photos" / "ab" / ("ab" + std::string(62, '0') + ".jpg"), "x");
    }
    SECTION("a copy from before an upgrade") {
        write_bytes(folder / "backups" / "before-v6-2026-11-23T18.10.00.db", "x");
    }
    SECTION("a journal") { write_bytes(folder / "household.db-journal", "x"); }
    const auto before = contents_of(folder);
    for (const bool empty : {false, true}) {
        if (empty) write_bytes(folder / "household.db", "");
        CHECK(examine(folder, Look::brief) == Health::gone);
        CHECK(needs_repair(examine(folder, Look::brief)));
        Recovery job(folder, tests::day("2026-11-23"));
        CHECK(worked_off(job).report().state == RecoveryState::file_is_lost);
    }
    auto after = contents_of(folder);
    after.erase("household.lock");
    after.erase("household.db");
    CHECK(after == before);
}

// --- what did not come back ----------------------------------------------------------------------------

TEST_CASE("what is known of a household counts every kind, and is nothing where the file is damaged",
          "[core][backups][counts]") {
    const tests::TemporaryFolder place;
    KnownCounts known{{1'795'454'400'000, 0}, {}};
    std::int64_t n = 100;
    for (const auto& each : counted_tables()) known.counts.tables[each.table] = ++n;
    keep_counts(place.path(), known);
    const auto read = known_counts(place.path());
    REQUIRE(read);
    CHECK(read->counts == known.counts);
    CHECK(read->at.utc_ms == known.at.utc_ms);
    const auto file = place.path() / "backups" / "household.counts";
    const auto whole = bytes_in(file);
    for (std::size_t length = 0; length < whole.size() - 2; length += 7) {
        write_bytes(file, whole.substr(0, length));
        CHECK_FALSE(known_counts(place.path()));
    }
    write_bytes(file, std::string(5000, 'x'));
    CHECK_FALSE(known_counts(place.path()));
    fs::remove(file);
    CHECK_FALSE(known_counts(place.path()));
}

TEST_CASE("every table of what people make is counted", "[core][backups][counts]") {
    tests::House house;
    const std::set<std::string> not_peoples = {"device_setting", "vault_key",    "vault_wrap",
                                               "vault_attempt",  "file_removal", "import_item"};
    std::set<std::string> counted;
    for (const auto& each : counted_tables()) counted.insert(each.table);
    for (const auto& table : HouseholdFile(house.database(), HouseholdFile::Kept::in_use).tables()) {
        INFO(table);
        CHECK(counted.count(table) + not_peoples.count(table) == 1);
    }
}

TEST_CASE("a recovery says of every kind how much is missing, and never that all was read", "[core][backups][counts]") {
    Damaged house(false);
    house.close();
    const auto before = HouseholdFile(house.file, HouseholdFile::Kept::in_use).counts();
    const auto pages = fs::file_size(house.file) / page;
    SECTION("counted when it was last closed") {
        keep_counts(house.folder, {house.clock.now(), before});
        SECTION("cut short") { fs::resize_file(house.file, pages / 5 * page); }
        SECTION("all but its first pages are zero") { house.overwrite(pages / 5 * page, pages * page, zero); }
        const auto report = house.recovered();
        CHECK_FALSE(report.whole);
        CHECK(report.pages_missing + report.pages_damaged > 0);
        CHECK(report.any_missing());
        for (const auto& [table, _] : counted_tables())
            CHECK(report.missing(table) == before.of(table) - report.counts.of(table));
    }
    SECTION("never counted, and cut short: its pages tell") {
        fs::resize_file(house.file, pages / 5 * page);
        const auto report = house.recovered();
        CHECK_FALSE(report.whole);
        CHECK_FALSE(report.known);
        CHECK(report.pages_missing == pages - pages / 5);
    }
    SECTION("nothing is missing where only the header was damaged") {
        keep_counts(house.folder, {house.clock.now(), before});
        house.overwrite(0, 100, zero);
        const auto report = house.recovered();
        CHECK(report.whole);
        CHECK(report.pages_missing == 0);
        CHECK_FALSE(report.any_missing());
    }
}

TEST_CASE("each backup keeps the counts of what it holds", "[core][backups][counts]") {
    tests::House house;
    house.done(GiveThanks{house.ada, house.ben, "for the soup", Audience::household});
    REQUIRE(tests::back_up(house).state == BackupState::written);
    const auto known = known_counts(house.folder());
    REQUIRE(known);
    CHECK(known->counts.of("thanks") == 1);
    CHECK(known->counts.of("person") == 3);
    CHECK(known->at.utc_ms == house.clock.now().utc_ms);
}

TEST_CASE("a log's index that could only be read for a while does not keep the household shut",
          "[core][backups][readonly]") {
    Damaged house(false);
    const auto index = house.folder / "household.db-shm";
    write_bytes(index, "");
    for (const auto& file : {index, house.log}) fs::permissions(file, fs::perms::owner_read);
    // As long as the database itself may not be written they stay as they are.
    fs::permissions(house.file, fs::perms::owner_read);
    try {
        examine(house.folder, Look::brief);
    } catch (const Fault&) {
    }
    CHECK((fs::status(house.log).permissions() & fs::perms::owner_write) == fs::perms::none);
    fs::permissions(house.file, fs::perms::owner_read | fs::perms::owner_write);
    CHECK(house.opens());
    CHECK((fs::status(house.file).permissions() & fs::perms::owner_write) != fs::perms::none);
    for (const auto& file : {index, house.log})
        if (fs::exists(file)) CHECK((fs::status(file).permissions() & fs::perms::owner_write) != fs::perms::none);
    CHECK(house.lost() == 0);
}
