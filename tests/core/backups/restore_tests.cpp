#include <algorithm>

#include <csignal>
#include <string>
#include <tuple>

#include <catch2/catch_test_macros.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include "core/backups/household_file.hpp"
#include "core/backups/restore.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/backups/kept.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/processes.hpp"

using namespace core;
using namespace core::backups;
using namespace core::system;
using tests::back_up;
using tests::bytes_in;
using tests::contents_of;
using tests::day;
using tests::give_photo;
using tests::House;
using tests::rows_in;
using tests::worked_off;
using tests::write_bytes;

namespace fs = std::filesystem;

namespace {

struct Lived : House {
    std::string first, second;
    std::vector<std::string> rows;
    std::map<std::string, std::string> photos;

    Lived() {
        first = give_photo(*this, 10);
        second = give_photo(*this, 200);
        done(GiveThanks{ada, ben, "for the soup", Audience::household});
        done(CheckInNow{ben, 4, {"content"}, "a quiet day", Audience::only_me});
        done(AddRitual{ada, tests::weekly("Friday walk", today())});
        back_up(*this);
        rows = rows_in(database());
        photos = contents_of(folder() / "photos");
    }
    BackupFolder backups() const { return BackupFolder(folder()); }
    fs::path into() const { return place.path() / "restored"; }
};

}  // namespace

TEST_CASE("a restored household has every row and every photo, in a new folder", "[core][backups]") {
    Lived house;
    house.done(GiveThanks{house.ada, house.ben, "written after the backup", Audience::household});
    const auto live = contents_of(house.folder());
    Restore job(house.backups(), house.today(), house.into());
    const auto& report = worked_off(job).report();
    REQUIRE(report.state == RestoreState::restored);
    CHECK(report.day == house.today());
    CHECK(report.counts ==
          HouseholdFile(house.backups().file_of(house.today()), HouseholdFile::Kept::by_itself).counts());
    CHECK(std::make_tuple(report.counts.of("person"), report.counts.of("check_in"), report.counts.of("thanks"),
                          report.counts.of("ritual"), report.counts.of("memory")) ==
          std::make_tuple(std::int64_t{3}, std::int64_t{1}, std::int64_t{1}, std::int64_t{1}, std::int64_t{2}));
    CHECK(report.photos_found == 2);
    CHECK(report.photos_missing.empty());
    CHECK(rows_in(house.into() / "household.db") == house.rows);
    CHECK(contents_of(house.into() / "photos") == house.photos);
    auto after = contents_of(house.folder());
    after.erase("household.lock");
    auto before = live;
    before.erase("household.lock");
    CHECK(after == before);
    tests::SeededRandom again(3);
    CHECK(tests::answers_of(Household(house.into(), house.clock, again, tests::device())).size() > 10);
}

TEST_CASE("a folder with something in it is left alone", "[core][backups]") {
    Lived house;
    write_bytes(house.into() / "letter.txt", "Dear Ben");
    Restore job(house.backups(), house.today(), house.into());
    CHECK(worked_off(job).report().state == RestoreState::folder_not_empty);
    CHECK(contents_of(house.into()) == std::map<std::string, std::string>{{"letter.txt", "Dear Ben"}});
    Restore over(house.backups(), house.today(), house.folder());
    CHECK(worked_off(over).report().state == RestoreState::folder_not_empty);
    Restore file(house.backups(), house.today(), house.into() / "letter.txt");
    CHECK(worked_off(file).report().state == RestoreState::folder_not_empty);
}

TEST_CASE("an empty folder does, and a day without a backup is said", "[core][backups]") {
    Lived house;
    fs::create_directories(house.into());
    Restore none(house.backups(), house.today() - 1, house.into());
    CHECK(worked_off(none).report().state == RestoreState::no_such_backup);
    CHECK(fs::is_empty(house.into()));
    Restore job(house.backups(), house.today(), house.into());
    CHECK(worked_off(job).report().state == RestoreState::restored);
}

TEST_CASE("a photo deleted by accident comes back; one that is gone everywhere is named", "[core][backups]") {
    Lived house;
    fs::remove(house.folder() / "photos" / house.first.substr(0, 2) / house.first);
    fs::remove(house.folder() / "photos" / house.second.substr(0, 2) / house.second);
    fs::remove(house.backups().photos() / house.second.substr(0, 2) / house.second);
    Restore job(house.backups(), house.today(), house.into());
    const auto& report = worked_off(job).report();
    REQUIRE(report.state == RestoreState::restored);
    CHECK(report.photos_found == 1);
    CHECK(report.photos_missing == std::vector<std::string>{house.second.substr(0, 64)});
    CHECK(bytes_in(house.into() / "photos" / house.first.substr(0, 2) / house.first) ==
          house.photos.at(house.first.substr(0, 2) + "/" + house.first));
}

TEST_CASE("a backup that went bad is not restored as a household", "[core][backups]") {
    Lived house;
    const auto file = house.backups().file_of(house.today());
    auto bytes = bytes_in(file);
    bytes.replace(2 * 4096, 4096, std::string(4096, '\xa5'));
    write_bytes(file, bytes);
    Restore job(house.backups(), house.today(), house.into());
    CHECK(worked_off(job).report().state == RestoreState::damaged);
    CHECK_FALSE(fs::exists(house.into() / "household.db"));
}

TEST_CASE("a restore that is killed at any slice shows no household, and is finished by the next", "[core][backups]") {
    Lived house;
    int slices = 0;
    {
        Restore whole(house.backups(), house.today(), house.place.path() / "whole");
        while (whole.step()) ++slices;
    }
    REQUIRE(slices > 4);
    for (int killed_after = 1; killed_after < slices; ++killed_after) {
        const auto into = house.place.path() / ("killed" + std::to_string(killed_after));
        const auto ended = tests::in_child([&] {
            Restore job(house.backups(), house.today(), into);
            for (int n = 0; n < killed_after; ++n) job.step();
            ::raise(SIGKILL);
        });
        CHECK(ended == "ended by signal 9");
        CHECK_FALSE(fs::exists(into / "household.db"));
        Restore job(house.backups(), house.today(), into);
        REQUIRE(worked_off(job).report().state == RestoreState::restored);
        CHECK(rows_in(into / "household.db") == house.rows);
        CHECK(contents_of(into / "photos") == house.photos);
    }
}

TEST_CASE("a restore that finds the disk full says so and shows no household", "[core][backups]") {
    Lived house;
    const auto said = tests::in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{16'384, 16'384};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        Restore job(house.backups(), house.today(), house.into());
        worked_off(job);
        tests::expect(job.report().state == RestoreState::full, job.report().detail.c_str());
        tests::expect(!fs::exists(house.into() / "household.db"), "no household");
    });
    CHECK(said == "");
}

// --- putting it in place ----------------------------------------------------------------------------

namespace {

// Without the day on which it was put in place, which is told to everybody there.
std::vector<std::string> rows_but_the_note(const fs::path& database) {
    auto rows = rows_in(database);
    rows.erase(std::remove(rows.begin(), rows.end(), "device_setting: 'put_back', '2026-11-23'"), rows.end());
    return rows;
}

struct ToReplace {
    tests::TemporaryFolder place;
    fs::path live = place.path() / "home", restored = place.path() / "restored",
             aside = place.path() / "home.before-restore-2026-11-23";
    std::vector<std::string> old_rows, new_rows;

    ToReplace() {
        Lived house;
        house.done(GiveThanks{house.ada, house.ben, "only in the old one", Audience::household});
        Restore job(house.backups(), house.today(), restored);
        REQUIRE(worked_off(job).report().state == RestoreState::restored);
        old_rows = rows_in(house.database());
        new_rows = house.rows;
        db::Connection(house.database()).exec("PRAGMA wal_checkpoint(TRUNCATE)");
        fs::copy(house.folder(), live, fs::copy_options::recursive);
    }
    void is_replaced() const {
        CHECK(rows_but_the_note(live / "household.db") == new_rows);
        CHECK(rows_in(aside / "household.db") == old_rows);
        CHECK_FALSE(fs::exists(restored));
        CHECK(BackupFolder(live).list().size() == 1);
        CHECK_FALSE(fs::exists(place.path() / ".home.replacing"));
    }
    void is_as_before() const {
        CHECK(rows_in(live / "household.db") == old_rows);
        CHECK(rows_but_the_note(restored / "household.db") == new_rows);
        CHECK_FALSE(fs::exists(aside));
        CHECK_FALSE(fs::exists(place.path() / ".home.replacing"));
    }
};

}  // namespace

TEST_CASE("a restored household takes the place of the one before, which is moved aside", "[core][backups]") {
    const ToReplace two;
    const auto replaced = replace_household(two.live, two.restored, day("2026-11-23"));
    CHECK(replaced.state == ReplaceState::replaced);
    CHECK(replaced.moved_to == two.aside);
    two.is_replaced();
    CHECK(rows_in(two.live / "household.db").size() == two.new_rows.size() + 1);
}

TEST_CASE("whoever set or changed a PIN since the backup keeps it, with what is private and the wrong ones counted",
          "[core][backups]") {
    tests::TemporaryFolder place;
    const auto live = place.path() / "home", restored = place.path() / "restored";
    PersonId ada, ben;
    {
        House house;
        ada = house.ada;
        ben = house.ben;
        house.done(CheckInNow{ada, 4, {}, "hers", Audience::only_me});
        house.done(CheckInNow{ben, 4, {}, "his", Audience::only_me});
        tests::set_pin(house, ben, "1111");
        back_up(house);
        tests::set_pin(house, ada, "2468");  // her key is behind it from now on, and nowhere else
        tests::set_pin(house, ben, "2222");
        house.household.lock();
        for (int wrong = 0; wrong < 3; ++wrong) {
            const auto stretch = house.household.vault().stretch(ada, Secret::of_text("9999"));
            REQUIRE(stretch);
            worked_off(*stretch.value());
            CHECK_FALSE(house.household.unlock(ada, *stretch.value()));
        }
        Restore job(BackupFolder(house.folder()), house.today(), restored);
        REQUIRE(worked_off(job).report().state == RestoreState::restored);
        db::Connection(house.database()).exec("PRAGMA wal_checkpoint(TRUNCATE)");
        fs::copy(house.folder(), live, fs::copy_options::recursive);
    }
    REQUIRE(replace_household(live, restored, day("2026-11-23")).state == ReplaceState::replaced);
    std::int64_t failures = 0;
    db::Connection(live / "household.db")
        .prepare("SELECT failures FROM vault_attempt WHERE person = ?1")
        .each([&](const auto& row) { failures = row.integer(0); }, ada);
    CHECK(failures == 3);

    FixedClock clock(FixedClock({0, 60}).at(day("2026-11-24"), tests::at(9)));
    tests::SeededRandom random;
    Household household(live, clock, random, tests::device(), KeyCost{1, 8192});
    const auto opens = [&](PersonId person, std::string_view pin) {
        const auto stretch = household.vault().stretch(person, Secret::of_text(pin));
        if (!stretch) return false;
        worked_off(*stretch.value());
        return static_cast<bool>(household.unlock(person, *stretch.value()));
    };
    const auto note = [&](PersonId person) {
        const auto list =
            household.get<CheckInStore>().between(Viewer::of(person), day("2026-11-23"), day("2026-11-23"));
        return list.empty() ? std::string() : list.front().note;
    };
    CHECK(note(ada).empty());
    CHECK_FALSE(opens(ada, "2468"));  // the clock went on, and nobody saw time pass
    clock.observe_ms(5'000);
    CHECK(opens(ada, "2468"));
    CHECK(note(ada) == "hers");
    CHECK_FALSE(opens(ben, "1111"));
    CHECK(note(ben).empty());
    CHECK(opens(ben, "2222"));
    CHECK(note(ben) == "his");
}

TEST_CASE("nothing that was moved aside before is overwritten", "[core][backups]") {
    const ToReplace two;
    write_bytes(two.aside / "household.db", "an older one");
    const auto replaced = replace_household(two.live, two.restored, day("2026-11-23"));
    CHECK(replaced.state == ReplaceState::replaced);
    CHECK(replaced.moved_to == two.aside.string() + "-2");
    CHECK(bytes_in(two.aside / "household.db") == "an older one");
}

TEST_CASE("where there was no household the restored one becomes it", "[core][backups]") {
    const ToReplace two;
    fs::remove_all(two.live);
    CHECK(replace_household(two.live, two.restored, day("2026-11-23")).state == ReplaceState::replaced);
    CHECK(rows_in(two.live / "household.db") == two.new_rows);
}

TEST_CASE("a household that is open somewhere, or is none, is not replaced", "[core][backups]") {
    const ToReplace two;
    {
        const db::Connection open(two.live / "household.db");
        CHECK(replace_household(two.live, two.restored, day("2026-11-23")).state == ReplaceState::in_use);
    }
    {
        const auto lock = FolderLock::try_take(two.live);
        CHECK(replace_household(two.live, two.restored, day("2026-11-23")).state == ReplaceState::in_use);
    }
    CHECK(replace_household(two.live, two.place.path() / "nowhere", day("2026-11-23")).state ==
          ReplaceState::no_household_there);
    two.is_as_before();
    auto bytes = bytes_in(two.restored / "household.db");
    bytes.replace(2 * 4096, 4096, std::string(4096, '\xa5'));
    write_bytes(two.place.path() / "bad" / "household.db", bytes);
    CHECK(replace_household(two.live, two.place.path() / "bad", day("2026-11-23")).state ==
          ReplaceState::no_household_there);
    two.is_as_before();
}

TEST_CASE("a replacement that was killed is finished or taken back at the next start", "[core][backups]") {
    const ToReplace two;
    write_bytes(two.place.path() / ".home.replacing", two.restored.string() + '\0' + two.aside.string());
    SECTION("before anything was moved") {
        finish_replacing(two.live);
        two.is_as_before();
    }
    SECTION("when the old one was moved aside") {
        fs::rename(two.live, two.aside);
        finish_replacing(two.live);
        two.is_replaced();
    }
    SECTION("when both were moved, but not the backups") {
        fs::rename(two.live, two.aside);
        fs::rename(two.restored, two.live);
        finish_replacing(two.live);
        two.is_replaced();
    }
    SECTION("when all was moved") {
        fs::rename(two.live, two.aside);
        fs::rename(two.restored, two.live);
        fs::rename(two.aside / "backups", two.live / "backups");
        finish_replacing(two.live);
        two.is_replaced();
    }
    SECTION("when the old one was moved and the restored one is gone since") {
        fs::rename(two.live, two.aside);
        fs::rename(two.restored, two.place.path() / "taken away");
        finish_replacing(two.live);
        CHECK(rows_in(two.live / "household.db") == two.old_rows);
    }
}
