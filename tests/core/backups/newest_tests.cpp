#include <algorithm>
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "core/backups/newest.hpp"
#include "core/backups/recovery.hpp"
#include "core/backups/restore.hpp"
#include "core/backups/second_folder.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/backups/kept.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using namespace core::backups;
using tests::back_up;
using tests::day;
using tests::House;
using tests::worked_off;

namespace fs = std::filesystem;

namespace {

std::vector<std::string> days_of(const std::vector<Backup>& backups) {
    std::vector<std::string> days;
    for (const auto& backup : backups) days.push_back(to_iso(backup.day));
    return days;
}

std::vector<std::string> order(const House& house) {
    return days_of(made_last_first(BackupFolder(house.folder()).list(), house.today()));
}

void write(House& house, const std::string& words) {
    house.done(GiveThanks{house.ada, house.ben, words, Audience::household});
}

// A backup under a clock that is wrong just then, and right again afterwards.
void back_up_on(House& house, const char* wrong) {
    const auto right = house.clock.now();
    house.clock.set_wall(house.clock.at(day(wrong), tests::at(10)));
    REQUIRE(back_up(house).state == BackupState::written);
    house.clock.set_wall(right);
}

// As an older version left it, which counted no changes.
void forget_count(const House& house, Day of) {
    db::Connection file(BackupFolder(house.folder()).file_of(of));
    file.exec("DELETE FROM device_setting WHERE name = 'changes'; PRAGMA journal_mode = DELETE");
}

}  // namespace

TEST_CASE("the newest backup is the one made last, and never one from the future", "[core][backups][clock]") {
    House house;
    write(house, "before");
    back_up_on(house, "2099-06-01");
    write(house, "after, with the clock right again");
    back_up(house);
    CHECK(order(house) == std::vector<std::string>{"2026-11-23", "2099-06-01"});
    CHECK(newest(made_last_first(BackupFolder(house.folder()).list(), house.today()), house.today())->day ==
          house.today());
}

TEST_CASE("where only a backup from the future exists none is the newest, and it is still offered",
          "[core][backups][clock]") {
    House house;
    back_up_on(house, "2030-01-01");
    const auto ordered = made_last_first(BackupFolder(house.folder()).list(), house.today());
    CHECK(days_of(ordered) == std::vector<std::string>{"2030-01-01"});
    CHECK_FALSE(newest(ordered, house.today()));
    CHECK_FALSE(newest({}, house.today()));
}

TEST_CASE("a backup made while the clock was behind is the newest until the next one", "[core][backups][clock]") {
    House house;
    back_up(house);
    write(house, "written in 1970");
    back_up_on(house, "1970-01-02");
    CHECK(order(house) == std::vector<std::string>{"1970-01-02", "2026-11-23"});
    write(house, "with the clock right again");
    house.set_time("2026-11-24", tests::at(9));
    back_up(house);
    CHECK(order(house) == std::vector<std::string>{"2026-11-24", "1970-01-02", "2026-11-23"});
}

TEST_CASE("days ahead that have come since do not make an old backup the newest, nor stand in for today's",
          "[core][backups][clock]") {
    House house;
    write(house, "one");
    back_up_on(house, "2026-11-25");
    write(house, "two");
    back_up(house);
    house.set_time("2026-11-25", tests::at(9));
    CHECK(order(house) == std::vector<std::string>{"2026-11-23", "2026-11-25"});
    write(house, "three");
    CHECK(back_up(house).state == BackupState::written);
    CHECK(order(house).front() == "2026-11-25");
    CHECK(back_up(house).state == BackupState::there_already);
}

TEST_CASE("backups of an older version are in the order of their last row, and before all that are counted",
          "[core][backups][clock]") {
    House house;
    write(house, "one");
    back_up(house);
    house.set_time("2026-11-24", tests::at(9));
    write(house, "two");
    back_up_on(house, "2026-11-20");
    forget_count(house, day("2026-11-23"));
    forget_count(house, day("2026-11-20"));
    CHECK(order(house) == std::vector<std::string>{"2026-11-20", "2026-11-23"});
    // A row that a clock wrote which was ahead says nothing.
    db::Connection(BackupFolder(house.folder()).file_of(day("2026-11-23")))
        .exec("UPDATE thanks SET id = CAST(x'03B7C1F00000' || substr(id, 7) AS BLOB); PRAGMA journal_mode = DELETE");
    CHECK(order(house) == std::vector<std::string>{"2026-11-20", "2026-11-23"});
    house.set_time("2026-11-26", tests::at(9));
    back_up(house);
    CHECK(order(house) == std::vector<std::string>{"2026-11-26", "2026-11-20", "2026-11-23"});
}

TEST_CASE("a backup that cannot be read takes its place by its day", "[core][backups][clock]") {
    House house;
    for (const char* on : {"2026-11-23", "2026-11-24", "2026-11-25"}) {
        house.set_time(on, tests::at(9));
        write(house, on);
        back_up(house);
    }
    tests::write_bytes(BackupFolder(house.folder()).file_of(day("2026-11-24")), std::string(5000, 'x'));
    CHECK(order(house) == std::vector<std::string>{"2026-11-25", "2026-11-24", "2026-11-23"});
    tests::write_bytes(BackupFolder(house.folder()).file_of(day("2026-11-25")), std::string(5000, 'x'));
    CHECK(order(house) == std::vector<std::string>{"2026-11-25", "2026-11-24", "2026-11-23"});
}

TEST_CASE(
    "after an older state was put in place its next backup is the newest, although later ones have seen more changes",
    "[core][backups][clock]") {
    tests::TemporaryFolder place;
    const auto live = place.path() / "home", restored = place.path() / "restored";
    const auto open = [&](FixedClock& clock, auto&& work) {
        tests::SeededRandom random(3);
        Household household(live, clock, random, tests::device());
        work(household);
        BackUp job(live, household.today());
        REQUIRE(worked_off(job).outcome().state == BackupState::written);
    };
    FixedClock clock(FixedClock({0, 60}).at(day("2026-11-20"), tests::at(9)));
    open(clock, [](Household& household) { REQUIRE(household.apply(AddPerson{"Ada", "", "letter", std::nullopt})); });
    clock.advance_ms(86'400'000);
    open(clock, [](Household& household) {
        for (int n = 0; n < 20; ++n)
            REQUIRE(household.apply(
                GiveThanks{household.get<PersonStore>().all().front().id, std::nullopt, "later", Audience::household}));
    });
    Restore job(BackupFolder(live), day("2026-11-20"), restored);
    REQUIRE(worked_off(job).report().state == RestoreState::restored);
    const bool live_is_lost = GENERATE(false, true);
    if (live_is_lost) fs::remove(live / "household.db");
    REQUIRE(replace_household(live, restored, day("2026-11-22")).state == ReplaceState::replaced);
    clock.advance_ms(86'400'000);
    open(clock, [](Household&) {});
    CHECK(days_of(made_last_first(BackupFolder(live).list(), day("2026-11-22"))) ==
          std::vector<std::string>{"2026-11-22", "2026-11-21", "2026-11-20"});
}

TEST_CASE("after an older file was put back by hand the next backup is the newest, and is made once",
          "[core][backups][clock]") {
    const tests::TemporaryFolder place;
    const auto live = place.path() / "data", older = place.path() / "older.db";
    FixedClock clock(FixedClock({0, 60}).at(day("2026-11-20"), tests::at(9)));
    tests::SeededRandom random;
    const auto open = [&](const auto& work) {
        Household household(live, clock, random, tests::device(), KeyCost{1, 8192});
        work(household);
    };
    const auto backed_up = [&] {
        BackUp job(live, local_time(clock.now()).day);
        return worked_off(job).outcome().state;
    };
    const auto thanks = [](int count) {
        return [count](Household& household) {
            for (int n = 0; n < count; ++n)
                REQUIRE(household.apply(GiveThanks{household.get<PersonStore>().all().front().id, std::nullopt,
                                                   "thanks", Audience::household}));
        };
    };
    open([](Household& household) { REQUIRE(household.apply(AddPerson{"Ada", "", "letter", std::nullopt})); });
    // One of an older version has no count at all.
    const bool counted = GENERATE(true, false);
    fs::copy_file(live / "household.db", older);
    if (!counted) {
        db::Connection file(older);
        file.exec("DELETE FROM device_setting WHERE name = 'changes'; PRAGMA journal_mode = DELETE");
    }
    clock.advance_ms(86'400'000);
    open(thanks(20));
    REQUIRE(backed_up() == BackupState::written);
    // Nothing has changed since: the household's count is its backup's and stays so.
    clock.advance_ms(86'400'000);
    const auto count = [&] {
        std::int64_t changes = 0;
        HouseholdFile(live / "household.db", HouseholdFile::Kept::in_use)
            .each("SELECT CAST(value AS INTEGER) FROM device_setting WHERE name = 'changes'",
                  [&](sqlite3_stmt* row) { changes = sqlite3_column_int64(row, 0); });
        return changes;
    };
    const auto changes = count();
    REQUIRE(backed_up() == BackupState::written);
    CHECK(count() == changes);

    for (const char* ending : {"", "-wal", "-shm"}) fs::remove((live / "household.db").string() + ending);
    fs::copy_file(older, live / "household.db");
    const bool same_day = GENERATE(true, false);
    if (!same_day) clock.advance_ms(86'400'000);
    open(thanks(1));
    if (same_day) {
        BackUp again(live, day("2026-11-22"), BackUp::When::again);
        REQUIRE(worked_off(again).outcome().state == BackupState::written);
    } else {
        CHECK(backed_up() == BackupState::written);
    }
    CHECK(backed_up() == BackupState::there_already);
    const auto today = local_time(clock.now()).day;
    const auto best = newest(made_last_first(BackupFolder(live).list(), today), today);
    REQUIRE(best);
    CHECK(best->day == today);
    CHECK(HouseholdFile(best->file, HouseholdFile::Kept::by_itself).counts().of("thanks") == 1);
    CHECK(count() > changes);
}

TEST_CASE("a household that is lost comes back from the backup made last, not from one from the future",
          "[core][backups][clock]") {
    House house;
    write(house, "before");
    back_up_on(house, "2099-06-01");
    write(house, "after, with the clock right again");
    const bool also_today = GENERATE(true, false);
    if (also_today) back_up(house);
    const auto lost = house.place.path() / "lost";
    fs::create_directories(lost);
    fs::copy(house.folder() / "backups", lost / "backups", fs::copy_options::recursive);
    Recovery job(lost, house.today());
    const auto report = worked_off(job).report();
    REQUIRE(report.state == RecoveryState::recovered);
    // Where there is no other, one from the future is better than nothing.
    CHECK(report.backup_day == (also_today ? house.today() : day("2099-06-01")));
    CHECK(report.counts.of("thanks") == (also_today ? 2 : 1));
}

TEST_CASE("what a recovery made is newer than every backup", "[core][backups][clock]") {
    House house;
    write(house, "one");
    back_up(house);
    house.set_time("2026-11-24", tests::at(9));
    for (int n = 0; n < 10; ++n) write(house, "more " + std::to_string(n));
    back_up(house);
    const auto lost = house.place.path() / "lost";
    fs::create_directories(lost);
    fs::copy(house.folder() / "backups", lost / "backups", fs::copy_options::recursive);
    // The later one went bad, but can still be read a little.
    auto bytes = tests::bytes_in(BackupFolder(lost).file_of(day("2026-11-24")));
    bytes.replace(bytes.size() - 100, 100, std::string(100, '\xa5'));
    tests::write_bytes(BackupFolder(lost).file_of(day("2026-11-24")), bytes);
    Recovery job(lost, day("2026-11-25"));
    REQUIRE(worked_off(job).report().state == RecoveryState::recovered);
    BackUp again(lost, day("2026-11-25"));
    REQUIRE(worked_off(again).outcome().state == BackupState::written);
    CHECK(days_of(made_last_first(BackupFolder(lost).list(), day("2026-11-25"))).front() == "2026-11-25");
}

TEST_CASE("the second place gets the backup made last and gives back the one brought last", "[core][backups][clock]") {
    House house;
    const auto stick = house.place.path() / "stick";
    fs::create_directories(stick);
    const SecondFolder second(stick, "01903d5c-7b4a-7c3e-8b1f-2a6d5e4f3a2b");
    const auto opened = second.set_up(Secret::of_text("the kettle sings at seven"), {1, 8192});
    REQUIRE(opened.state == SecondFolder::KeyState::right);
    const auto bring = [&](Day today) {
        SecondBackUp job(house.folder(), second, opened.key, Secret(), today);
        return worked_off(job).outcome();
    };
    write(house, "before");
    back_up_on(house, "2026-11-25");
    CHECK(bring(house.today()).state == BackupState::no_backup_yet);  // only one from the future
    CHECK(bring(day("2026-11-25")).day == day("2026-11-25"));         // as it was brought while the clock was ahead
    write(house, "after, with the clock right again");
    back_up(house);
    const auto brought = bring(house.today());
    CHECK(brought.state == BackupState::written);
    CHECK(brought.day == house.today());
    CHECK(days_of(second.made_last_first(opened.key, house.today())) ==
          std::vector<std::string>{"2026-11-23", "2026-11-25"});
    // Also once that day has come.
    CHECK(days_of(second.made_last_first(opened.key, day("2026-11-26"))) ==
          std::vector<std::string>{"2026-11-23", "2026-11-25"});
    CHECK(bring(house.today()).state == BackupState::there_already);
    // What an older version brought is known by its name only.
    fs::remove(second.folder() / "last.sealed");
    CHECK(days_of(second.made_last_first(opened.key, day("2026-11-26"))) ==
          std::vector<std::string>{"2026-11-25", "2026-11-23"});
    CHECK(newest(second.made_last_first(opened.key, house.today()), house.today())->day == house.today());
    CHECK(bring(house.today()).state == BackupState::there_already);
    CHECK(second.brought_last(opened.key) == house.today());
}

TEST_CASE("a wrong clock takes no backup away that a right one would have kept", "[core][backups][clock]") {
    House house;
    for (int n = 0; n < 6; ++n) {
        write(house, "day " + std::to_string(n));
        back_up(house);
        house.clock.advance_ms(86'400'000);
    }
    const auto good = days_of(BackupFolder(house.folder()).list());
    REQUIRE(good.size() == 6);
    back_up_on(house, "1970-01-02");
    back_up_on(house, "2099-06-01");
    write(house, "one more");
    back_up(house);
    const auto left = days_of(BackupFolder(house.folder()).list());
    for (const auto& each : good) {
        CAPTURE(each);
        CHECK(std::find(left.begin(), left.end(), each) != left.end());
    }
}
