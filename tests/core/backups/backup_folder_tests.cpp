#include <csignal>
#include <set>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include <sys/resource.h>
#include <sys/stat.h>

#include "core/backups/backup_folder.hpp"
#include "core/backups/household_file.hpp"
#include "core/backups/kept_photos.hpp"
#include "core/backups/rotation.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/trash/trash_commands.hpp"
#include "tests/core/backups/kept.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/processes.hpp"

using namespace core;
using namespace core::backups;
using namespace core::system;
using tests::back_up;
using tests::bytes_in;
using tests::day;
using tests::give_photo;
using tests::House;
using tests::rows_in;
using tests::write_bytes;

namespace fs = std::filesystem;

namespace {

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
}

}  // namespace

TEST_CASE("a backup is a whole household by itself, named after its day", "[core][backups]") {
    House house;
    house.done(GiveThanks{house.ada, house.ben, "for the soup", Audience::household});
    const auto outcome = back_up(house);
    CHECK(outcome.state == BackupState::written);
    CHECK(outcome.day == house.today());

    const BackupFolder folder(house.folder());
    CHECK(names_in(folder.folder()) ==
          std::set<std::string>{"household-2026-11-23.db", "household-2026-11-23.sum", "household.counts"});
    const auto list = folder.list();
    REQUIRE(list.size() == 1);
    CHECK(list[0].day == house.today());
    CHECK(list[0].bytes == fs::file_size(list[0].file));
    CHECK(list[0].verified);
    CHECK(folder.verify(house.today()) == "ok");
    CHECK(rows_in(list[0].file) == rows_in(house.database()));
}

TEST_CASE("one backup a day is enough, unless another is asked for", "[core][backups]") {
    House house;
    CHECK(back_up(house).state == BackupState::written);
    const BackupFolder folder(house.folder());
    const auto before = bytes_in(folder.file_of(house.today()));
    house.done(GiveThanks{house.ada, house.ben, "for the soup", Audience::household});
    CHECK(back_up(house).state == BackupState::there_already);
    CHECK(bytes_in(folder.file_of(house.today())) == before);
    CHECK(back_up(house, BackUp::When::again).state == BackupState::written);
    CHECK(rows_in(folder.file_of(house.today())) == rows_in(house.database()));
    CHECK(folder.list().front().verified);
}

TEST_CASE("a backup made while another program writes is of one moment", "[core][backups]") {
    House house;
    for (int n = 0; n < 400; ++n)
        house.done(GiveThanks{house.ada, house.ben, std::string(900, 'x'), Audience::household});
    // Pairs are written in one transaction each: a copy of one moment has either both or none.
    BackUp job(house.folder(), house.today(), BackUp::When::if_missing, 2);
    int steps = 0;
    while (job.step()) {
        const auto text = std::to_string(++steps);
        if (steps < 3000)
            REQUIRE(house.household.apply(
                std::vector<Command>{GiveThanks{house.ada, house.ben, "first " + text, Audience::household},
                                     GiveThanks{house.ben, house.ada, "second " + text, Audience::household}}));
    }
    REQUIRE(job.outcome().state == BackupState::written);
    CHECK(steps > 5);
    const HouseholdFile copy(BackupFolder(house.folder()).file_of(house.today()), HouseholdFile::Kept::by_itself);
    CHECK(copy.integrity_check() == "ok");
    int first = 0, second = 0;
    copy.each("SELECT sum(text LIKE 'first %'), sum(text LIKE 'second %') FROM thanks", [&](sqlite3_stmt* row) {
        first = sqlite3_column_int(row, 0);
        second = sqlite3_column_int(row, 1);
    });
    CHECK(first == second);
    CHECK(first > 0);
}

TEST_CASE("what a killed backup left is swept, and never counts as one", "[core][backups]") {
    House house;
    const BackupFolder folder(house.folder());
    SECTION("in the middle of the copy, by a process that is killed") {
        const auto ended = tests::in_child([&] {
            BackUp job(house.folder(), house.today(), BackUp::When::if_missing, 1);
            for (int n = 0; n < 4; ++n) job.step();
            ::raise(SIGKILL);
        });
        CHECK(ended == "ended by signal 9");
        CHECK(names_in(folder.folder()).count(".arriving-2026-11-23.db") == 1);
    }
    SECTION("a piece of something") {
        write_bytes(folder.folder() / ".arriving-2026-11-23.db", "half a backup");
        write_bytes(folder.folder() / ".arriving-2026-11-23.db-journal", "half a journal");
        write_bytes(folder.photos() / "ab" / ".arriving-x", "half a photo");
    }
    CHECK(folder.list().empty());
    CHECK(back_up(house).state == BackupState::written);
    auto names = names_in(folder.folder());
    names.erase("photos");
    CHECK(names == std::set<std::string>{"household-2026-11-23.db", "household-2026-11-23.sum", "household.counts"});
    if (fs::exists(folder.photos() / "ab")) CHECK(names_in(folder.photos() / "ab").empty());
    CHECK(folder.verify(house.today()) == "ok");
}

TEST_CASE("killed after naming but before the sum, it is not trusted and is made anew", "[core][backups]") {
    House house;
    back_up(house);
    const BackupFolder folder(house.folder());
    fs::remove(folder.sum_of(house.today()));
    REQUIRE(folder.list().size() == 1);
    CHECK_FALSE(folder.list()[0].verified);
    CHECK(back_up(house).state == BackupState::written);
    CHECK(folder.list()[0].verified);
}

TEST_CASE("a cancelled backup leaves nothing, and the next one works", "[core][backups]") {
    House house;
    {
        BackUp job(house.folder(), house.today(), BackUp::When::if_missing, 1);
        for (int n = 0; n < 3; ++n) job.step();
        job.cancel();
        while (job.step()) {
        }
        CHECK(job.outcome().state == BackupState::cancelled);
    }
    CHECK(names_in(BackupFolder(house.folder()).folder()).empty());
    CHECK(back_up(house).state == BackupState::written);
}

TEST_CASE("a damaged household is not passed off as a backup, and no good one goes for it", "[core][backups]") {
    House house;
    for (int n = 0; n < 200; ++n)
        house.done(GiveThanks{house.ada, house.ben, std::string(500, 'x'), Audience::household});
    back_up(house);
    const BackupFolder folder(house.folder());
    const auto good = folder.list();
    const auto file = house.place.path() / "copied" / "household.db";
    fs::create_directories(file.parent_path());
    fs::copy(folder.folder(), file.parent_path() / "backups", fs::copy_options::recursive);
    auto bytes = bytes_in(folder.file_of(house.today()));
    bytes.replace(9 * 4096, 3 * 4096, std::string(3 * 4096, '\xa5'));
    write_bytes(file, bytes);
    BackUp job(file.parent_path(), house.today() + 1);
    while (job.step()) {
    }
    CHECK(job.outcome().state == BackupState::damaged);
    const auto after = BackupFolder(file.parent_path()).list();
    REQUIRE(after.size() == 1);
    CHECK(after[0].day == good[0].day);
}

TEST_CASE("bytes that change in a backup are noticed", "[core][backups]") {
    House house;
    house.done(GiveThanks{house.ada, house.ben, "for the soup", Audience::household});
    back_up(house);
    const BackupFolder folder(house.folder());
    auto bytes = bytes_in(folder.file_of(house.today()));
    const auto at = bytes.find("for the soup");
    REQUIRE(at != std::string::npos);
    bytes[at] = 'F';
    write_bytes(folder.file_of(house.today()), bytes);
    CHECK(folder.verify(house.today()) != "ok");
    CHECK(folder.verify(house.today() - 1) != "ok");
}

TEST_CASE("photos are links, and stay as long as a kept backup names them", "[core][backups]") {
    House house;
    const auto jpeg = give_photo(house, 1);
    back_up(house);
    const BackupFolder folder(house.folder());
    const auto kept = folder.photos() / jpeg.substr(0, 2) / jpeg,
               live = house.folder() / "photos" / jpeg.substr(0, 2) / jpeg;
    CHECK(fs::equivalent(kept, live));

    // Somebody deletes it by accident; rows of a year's backups name it.
    fs::remove(live);
    house.clock.advance_ms(86'400'000);
    back_up(house);
    CHECK(fs::exists(kept));
}

TEST_CASE("what no row names is in no backup, and goes from one that has it", "[core][backups]") {
    House house;
    const auto jpeg = give_photo(house, 1);
    const auto sealed = house.household.photos().add_bytes(
        core::encode_jpeg({16, 12, std::vector<std::uint8_t>(16 * 12 * 4, 2)}, 90), "b.jpg", Arrival::sealed);
    REQUIRE(sealed);
    const auto private_one = house.done(AddPhoto{house.ada, sealed.value(), {}, Audience::only_me});
    // On its way in, or left behind by a program that was killed.
    const auto named = photo_of(jpeg), stray = std::string(64, 'a');
    write_bytes(house.folder() / "photos" / "aa" / (stray + ".jpg"), "a private photo");
    write_bytes(house.folder() / "photos" / "aa" / (stray + ".sealed"), "sealed bytes");
    back_up(house);
    const BackupFolder folder(house.folder());
    const auto photos = [&] {
        std::set<std::string> names;
        for (const auto& shard : shards_in(folder.photos()))
            for (const auto& name : files_in(folder.photos() / shard)) names.insert(photo_of(name));
        return names;
    };
    CHECK(photos() == std::set<std::string>{named, to_hex(sealed.value().sealed->name)});

    // As an earlier version left it, while the photo is in the photo folder and after.
    write_bytes(folder.photos() / "aa" / (stray + ".jpg"), "a private photo");
    SECTION("while it is in the photo folder") {}
    SECTION("after") { fs::remove(house.folder() / "photos" / "aa" / (stray + ".jpg")); }
    back_up(house, BackUp::When::again);
    CHECK(photos() == std::set<std::string>{named, to_hex(sealed.value().sealed->name)});

    // What an earlier backup names stays, also where its row has gone.
    house.done(RemoveMemory{house.ada, MemoryId{private_one}});
    house.done(EraseItem{house.ada, {ItemKind::memory, private_one}});
    house.clock.advance_ms(86'400'000);
    back_up(house);
    CHECK(photos().count(to_hex(sealed.value().sealed->name)) == 1);
}

TEST_CASE("a photo that no kept backup names goes with the last that did", "[core][backups]") {
    House house;
    const auto jpeg = give_photo(house, 1);
    back_up(house);
    const BackupFolder folder(house.folder());
    const auto kept = folder.photos() / jpeg.substr(0, 2) / jpeg;
    fs::remove(house.folder() / "photos" / jpeg.substr(0, 2) / jpeg);
    db::Connection(house.database()).exec("DELETE FROM memory");
    int days = 0;
    for (; fs::exists(kept) && days < 500; ++days) {
        const auto list = folder.list();
        CHECK(list.back().day == day("2026-11-23"));
        house.clock.advance_ms(86'400'000);
        back_up(house);
    }
    CHECK(days == 7);  // a Monday: neither its week's last day nor its month's
    CHECK(folder.list().back().day > day("2026-11-23"));
}

TEST_CASE("a kept photo that went bad is replaced by a good live one, never the other way", "[core][backups]") {
    House house;
    const auto jpeg = give_photo(house, 1);
    back_up(house);
    const BackupFolder folder(house.folder());
    const auto kept = folder.photos() / jpeg.substr(0, 2) / jpeg,
               live = house.folder() / "photos" / jpeg.substr(0, 2) / jpeg;
    const auto good = bytes_in(live);
    SECTION("the live one is bad") {
        fs::remove(live);
        write_bytes(live, "not the photo");
        back_up(house, BackUp::When::again);
        CHECK(bytes_in(kept) == good);
    }
    SECTION("the kept one is bad") {
        fs::remove(kept);
        write_bytes(kept, "not the photo");
        back_up(house, BackUp::When::again);
        CHECK(bytes_in(kept) == good);
        CHECK(fs::equivalent(kept, live));
    }
}

TEST_CASE("three years of backups leave what the rotation keeps", "[core][backups]") {
    House house;
    const BackupFolder folder(house.folder());
    std::vector<Day> kept;
    for (int n = 0; n < 3 * 365; ++n) {
        kept.push_back(house.today());
        kept = to_keep(kept, house.today());
        // Every backup but the first is a file under the right name: the rotation looks at names, and this is quick.
        if (n % 100 == 0 || n == 3 * 365 - 1) {
            REQUIRE(back_up(house).state == BackupState::written);
            std::vector<Day> there;
            for (const auto& backup : folder.list()) there.insert(there.begin(), backup.day);
            CHECK(there == kept);
        } else {
            fs::copy_file(folder.list().back().file, folder.file_of(house.today()));
        }
        house.clock.advance_ms(86'400'000);
    }
}

TEST_CASE("a folder that cannot be written is a calm answer", "[core][backups]") {
    House house;
    // The process ends itself when it writes past a limit, unless it looks away; then the disk seems full.
    const auto said = tests::in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{16'384, 16'384};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        BackUp job(house.folder(), house.today());
        while (job.step()) {
        }
        tests::expect(job.outcome().state == BackupState::full || job.outcome().state == BackupState::failed,
                      job.outcome().detail.c_str());
        tests::expect(BackupFolder(house.folder()).list().empty(), "nothing in sight");
    });
    CHECK(said == "");
    CHECK(back_up(house).state == BackupState::written);
    CHECK(house.household.get<PersonStore>().all().size() == 3);
}

TEST_CASE("while another program has the folder there is no backup, and the household goes on", "[core][backups]") {
    House house;
    auto lock = FolderLock::try_take(house.folder());
    REQUIRE(lock);
    CHECK(back_up(house).state == BackupState::another_program);
    house.done(GiveThanks{house.ada, house.ben, "for waiting", Audience::household});
    lock.reset();
    CHECK(back_up(house).state == BackupState::written);
}
