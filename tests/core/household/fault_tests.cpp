#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/fault_of.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/processes.hpp"

using namespace core;
namespace fs = std::filesystem;
using tests::answers_of;
using tests::bytes_in;
using tests::expect;
using tests::fault_of;
using tests::House;
using tests::in_child;
using tests::SeededRandom;
using tests::TemporaryFolder;
using tests::write_bytes;

namespace {

const FixedClock evening({1'795'453'805'000, 60});

std::optional<Fault::Kind> fault_of_opening(const fs::path& folder) {
    SeededRandom random;
    return fault_of([&] { const Household household(folder, evening, random, tests::device()); });
}

std::string check_of(const fs::path& database) {
    std::string verdict;
    db::Connection(database).prepare("PRAGMA integrity_check").each([&](const auto& row) { verdict += row.text(0); });
    return verdict;
}

// A closed household with some hundred rows, for breaking.
fs::path filled(const fs::path& folder) {
    SeededRandom random;
    Household household(folder, evening, random, tests::device());
    const auto ada = household.apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
    std::vector<Command> commands;
    for (int i = 0; i < 400; ++i)
        commands.push_back(CheckInNow{ada, 1 + i % 5, {}, std::string(100, 'x'), Audience::household});
    REQUIRE(household.apply(commands));
    return folder / "household.db";
}

}  // namespace

// --- a folder that cannot be written -----------------------------------------------------------------

TEST_CASE("a data folder that cannot be is a fault, and what is in its way stays", "[core][household]") {
    const TemporaryFolder place;
    write_bytes(place.path() / "file", "a letter");
    CHECK(fault_of_opening(place.path() / "file") == Fault::Kind::no_access);
    CHECK(fault_of_opening(place.path() / "file" / "data") == Fault::Kind::no_access);
    CHECK(fault_of_opening(place.path() / "file" / "a" / "b") == Fault::Kind::no_access);
    CHECK(bytes_in(place.path() / "file") == "a letter");
    fs::create_directories(place.path() / "data" / "household.db" / "in the way");
    CHECK(fault_of_opening(place.path() / "data") == Fault::Kind::no_access);
    CHECK(fs::exists(place.path() / "data" / "household.db" / "in the way"));
    if (!fs::exists("/proc/self")) SKIP("no /proc here, which nobody can write into");
    CHECK(fault_of_opening("/proc/inglenook") == Fault::Kind::no_access);
    CHECK(fault_of_opening("/proc/self") == Fault::Kind::no_access);
}

TEST_CASE("a data folder or file that only may be read is a fault, and stays as it is", "[core][household]") {
    const TemporaryFolder place;
    const auto folder = place.path() / "data";
    const auto database = filled(folder);
    const auto before = bytes_in(database);
    constexpr uid_t nobody = 65'534;
    const bool root = ::geteuid() == 0;
    const auto give = [&](const fs::path& path, mode_t mode) {
        if (root && ::chown(path.c_str(), nobody, nobody) != 0) throw std::runtime_error("cannot give it away");
        if (::chmod(path.c_str(), mode) != 0) throw std::runtime_error("cannot change its mode");
    };
    give(place.path(), 0755);
    // Permissions do not bind root: the child becomes somebody whom they do.
    const auto opening = [&] {
        return in_child([&] {
            if (root) expect(::setgid(nobody) == 0 && ::setuid(nobody) == 0, "to become nobody");
            const auto fault = fault_of_opening(folder);
            expect(fault == Fault::Kind::no_access || fault == Fault::Kind::read_only, "no access, or read only");
        });
    };
    give(folder, 0755);
    give(database, 0444);
    CHECK(opening().empty());
    give(database, 0000);
    CHECK(opening().empty());
    give(database, 0644);
    give(folder, 0555);
    CHECK(opening().empty());
    give(folder, 0000);
    CHECK(opening().empty());
    give(folder, 0755);
    CHECK(opening() == "expected: no access, or read only");  // now it opens
    CHECK(bytes_in(database) == before);
    fs::create_directories(place.path() / "empty");
    give(place.path() / "empty", 0555);
    CHECK(in_child([&] {
              if (root) expect(::setgid(nobody) == 0 && ::setuid(nobody) == 0, "to become nobody");
              expect(fault_of_opening(place.path() / "empty") == Fault::Kind::no_access,
                     "no access to an empty folder");
              expect(fault_of_opening(place.path() / "empty" / "data") == Fault::Kind::no_access,
                     "no access to a new folder");
          }).empty());
}

// --- a full disk -------------------------------------------------------------------------------------

TEST_CASE("on a full disk a write is a fault, nothing is half-written, and it works again with room",
          "[core][household]") {
    const TemporaryFolder place;
    const auto disk = place.path() / "disk";
    fs::create_directories(disk);
    const auto said = in_child([&] {
        // A disk of a megabyte, in a name space of the child's own, so that it goes with it.
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            throw std::runtime_error(std::string("SKIP unshare: ") + std::strerror(errno));
        if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0)
            throw std::runtime_error(std::string("SKIP mount: ") + std::strerror(errno));
        const auto ballast = disk / "ballast";
        write_bytes(ballast, std::string(300'000, 'b'));

        SeededRandom random;
        FixedClock clock = evening;
        auto household = std::make_unique<Household>(disk / "data", clock, random, tests::device());
        const auto ada = household->apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
        const auto me = Viewer::of(ada);
        household->forget_undo();
        const auto note = [&](int i) {
            return CheckInNow{ada, 1 + i % 5, {}, std::to_string(i) + std::string(3'000, 'n'), Audience::household};
        };
        std::vector<CheckInId> acknowledged;
        const auto write_until_full = [&] {
            for (int i = 0; i < 1'000; ++i) {
                clock.advance_ms(1'000);
                std::optional<CheckInId> made;
                const auto fault = fault_of([&] { made = household->apply(note(i)).value().as<CheckInId>(); });
                if (fault) {
                    expect(fault == Fault::Kind::disk_full, "the fault to be a full disk");
                    return;
                }
                acknowledged.push_back(*made);
            }
            expect(false, "a disk of a megabyte to be full by now");
        };
        const auto all_there = [&] {
            const auto list =
                household->get<CheckInStore>().between(me, household->today() - 5, household->today() + 5);
            expect(list.size() == acknowledged.size(), "what was acknowledged and nothing else");
            for (const auto& id : acknowledged)
                expect(household->get<CheckInStore>().find(me, id).has_value(), "each that was acknowledged");
        };

        write_until_full();
        expect(acknowledged.size() > 10, "some to fit");
        all_there();
        // Several at once, an undo and a setting fail as one and leave what was.
        const auto revision = household->revision();
        std::vector<Command> many{SetDayStart{9}};
        for (int i = 0; i < 50; ++i) many.push_back(note(i));
        expect(fault_of([&] { (void)household->apply(many); }) == Fault::Kind::disk_full, "many not to fit");
        expect(household->get<SettingStore>().day_start_hour() == 4, "the day's start to be as before");
        expect(household->revision() == revision, "the revision to stand");
        all_there();

        // Closed and opened while there is no room: it says so, or it opens whole.
        household.reset();
        const auto reopening =
            fault_of([&] { household = std::make_unique<Household>(disk / "data", clock, random, tests::device()); });
        expect(!reopening || reopening == Fault::Kind::disk_full, "to open, or to say that the disk is full");
        if (household) all_there();

        household.reset();
        fs::remove(ballast);
        household = std::make_unique<Household>(disk / "data", clock, random, tests::device());
        all_there();
        const auto before = acknowledged.size();
        write_until_full();
        expect(acknowledged.size() > before, "more to fit when there is room again");
        all_there();
        expect(check_of(disk / "data" / "household.db") == "ok", "the file to be sound");
    });
    if (said.rfind("SKIP", 0) == 0) SKIP("no small disk can be mounted here: " << said.substr(5));
    CHECK(said == "");
}

TEST_CASE("a file that may not grow is a fault, nothing is half-written, and it works again when it may",
          "[core][household]") {
    const TemporaryFolder place;
    const auto said = in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        SeededRandom random;
        FixedClock clock = evening;
        Household household(place.path(), clock, random, tests::device());
        const auto ada = household.apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
        const auto thanks =
            household.apply(GiveThanks{ada, std::nullopt, "the sun", Audience::household}).value().as<ThanksId>();
        const auto answers = answers_of(household);
        rlimit before{};
        expect(::getrlimit(RLIMIT_FSIZE, &before) == 0, "a limit");
        const rlimit none{fs::file_size(place.path() / "household.db-wal"), before.rlim_max};
        expect(::setrlimit(RLIMIT_FSIZE, &none) == 0, "a limit to be set");
        expect(fault_of([&] {
                   (void)household.apply(EditThanks{ada, thanks, std::string(4'000, 'x'), Audience::room});
               }).has_value(),
               "a change to fail");
        expect(fault_of([&] { (void)household.apply(SetDayStart{8}); }).has_value(), "a setting to fail");
        expect(fault_of([&] { (void)household.undo(Viewer::of(ada)); }).has_value(), "an undo to fail");
        expect(answers_of(household) == answers, "everything to be as before");
        expect(household.can_undo(Viewer::of(ada)), "the undo still to be there");
        expect(::setrlimit(RLIMIT_FSIZE, &before) == 0, "the limit to be lifted");
        expect(household.undo(Viewer::of(ada)).operator bool(), "the undo to work now");
        expect(!household.get<ThanksStore>().find(Viewer::of(ada), thanks), "the thanks to be gone");
        expect(household.apply(SetDayStart{8}).operator bool(), "a setting to be written");
        expect(check_of(place.path() / "household.db") == "ok", "the file to be sound");
    });
    CHECK(said == "");
}

// --- a killed program --------------------------------------------------------------------------------

TEST_CASE("a program killed at any moment has kept what it confirmed, and nothing half", "[core][household]") {
    const TemporaryFolder place;
    PersonId ada;
    {
        SeededRandom random;
        Household household(place.path(), evening, random, tests::device());
        ada = household.apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
    }
    constexpr int writes = 200, rounds = 20;
    std::mt19937 dice(7);
    std::vector<CheckInId> acknowledged;
    int killed_early = 0;
    for (int round = 0; round < rounds; ++round) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(ends[0]);
            try {
                SeededRandom random(100 + static_cast<std::uint64_t>(round));
                Household household(place.path(), evening, random, tests::device());
                for (int i = 0; i < writes; ++i) {
                    // Two at a time: one without the other would be half a write.
                    const CheckInNow one{ada,
                                         1 + i % 5,
                                         {},
                                         std::string(static_cast<std::size_t>(i * 17 % 900), 'n'),
                                         Audience::household};
                    const auto made = household.apply(std::vector<Command>{one, one});
                    if (!made || ::write(ends[1], made.value().subject.bytes.data(), 16) != 16) ::_exit(1);
                }
            } catch (...) {
                ::_exit(2);
            }
            ::_exit(0);
        }
        ::close(ends[1]);
        const auto enough = std::uniform_int_distribution<int>(0, writes - 20)(dice);
        const auto grace = std::uniform_int_distribution<int>(0, 1'500)(dice);  // microseconds
        CheckInId id;
        int count = 0;
        const auto next = [&] {
            std::size_t got = 0;
            while (got < 16) {
                const auto n = ::read(ends[0], id.value.bytes.data() + got, 16 - got);
                if (n <= 0) return false;
                got += static_cast<std::size_t>(n);
            }
            acknowledged.push_back(id);
            return true;
        };
        while (count < enough && next()) ++count;
        ::usleep(static_cast<useconds_t>(grace));
        REQUIRE(::kill(child, SIGKILL) == 0);
        while (next()) ++count;
        ::close(ends[0]);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        if (WIFEXITED(status)) REQUIRE(WEXITSTATUS(status) == 0);
        if (WIFSIGNALED(status) && count < writes) ++killed_early;

        SeededRandom random;
        const Household household(place.path(), evening, random, tests::device());
        const auto all = household.get<CheckInStore>().between(Viewer::of(ada), household.today(), household.today());
        std::vector<CheckInId> there;
        for (const auto& check_in : all) there.push_back(check_in.id);
        std::sort(there.begin(), there.end());
        CHECK(std::all_of(acknowledged.begin(), acknowledged.end(),
                          [&](const auto& each) { return std::binary_search(there.begin(), there.end(), each); }));
        CHECK(there.size() % 2 == 0);
        // What was not acknowledged any more is at most the one that was being written in each round.
        CHECK(there.size() <= 2 * (acknowledged.size() + static_cast<std::size_t>(round) + 1));
        CHECK(check_of(place.path() / "household.db") == "ok");
    }
    CHECK(killed_early > rounds / 2);
    CHECK(acknowledged.size() > 100);
}

// --- a damaged file ----------------------------------------------------------------------------------

TEST_CASE("a file that is cut off is a fault and left as it is", "[core][household]") {
    const TemporaryFolder place;
    const auto whole = bytes_in(filled(place.path() / "whole"));
    REQUIRE(whole.size() > 20 * 4096);
    for (const std::size_t size :
         {std::size_t{2}, std::size_t{50}, std::size_t{99}, std::size_t{100}, std::size_t{512}, std::size_t{4095},
          std::size_t{4096}, std::size_t{5000}, whole.size() / 2, whole.size() - 8192, whole.size() - 4096}) {
        const auto folder = place.path() / std::to_string(size);
        write_bytes(folder / "household.db", whole.substr(0, size));
        INFO("cut off after " << size << " of " << whole.size() << " bytes");
        const auto fault = fault_of_opening(folder);
        CHECK((fault == Fault::Kind::damaged || fault == Fault::Kind::not_a_household));
        CHECK(bytes_in(folder / "household.db") == whole.substr(0, size));
        CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 1);
    }
}

TEST_CASE("a file with a ruined beginning or without its tables is a fault and left as it is", "[core][household]") {
    const TemporaryFolder place;
    const auto whole = bytes_in(filled(place.path() / "whole"));
    const auto ruined = [&](std::size_t from, std::size_t count) {
        auto bytes = whole;
        bytes.replace(from, count, std::string(count, '\xa5'));
        return bytes;
    };
    int n = 0;
    for (const auto& bytes : {ruined(0, 16), ruined(0, 4096), ruined(4096, whole.size() - 4096), ruined(100, 3996)}) {
        const auto folder = place.path() / std::to_string(n++);
        write_bytes(folder / "household.db", bytes);
        const auto fault = fault_of_opening(folder);
        INFO("number " << n);
        CHECK((fault == Fault::Kind::damaged || fault == Fault::Kind::not_a_household));
        CHECK(bytes_in(folder / "household.db") == bytes);
    }
}

TEST_CASE("a page that went bad is a fault where it is asked for, and no wrong answer", "[core][household]") {
    const TemporaryFolder place;
    const auto database = filled(place.path());
    auto bytes = bytes_in(database);
    // The check-ins fill most of the file; its last pages are theirs.
    bytes.replace(bytes.size() - 8 * 4096, 4096, std::string(4096, '\xa5'));
    write_bytes(database, bytes);
    SeededRandom random;
    {
        Household household(place.path(), evening, random, tests::device());
        const auto people = household.get<PersonStore>().all();
        REQUIRE(people.size() == 1);
        CHECK(fault_of([&] {
                  (void)household.get<CheckInStore>().between(Viewer::of(people[0].id), household.today() - 5,
                                                              household.today() + 5);
              }) == Fault::Kind::damaged);
        CHECK(household.get<PersonStore>().all().size() == 1);
    }
    CHECK(bytes_in(database) == bytes);
}

TEST_CASE("numbers that no calendar has are read as the nearest that it has", "[core][household]") {
    House house;
    const auto thanks = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "the coffee", Audience::household});
    house.done(CheckInNow{house.ada, 3, {}, "", Audience::household});
    house.done(AddRitual{house.ada, tests::weekly("Tea", house.today())});
    house.done(AddPhoto{house.ada, tests::photo(1), "", Audience::household});
    db::Connection other(house.database());
    other.exec(
        "UPDATE check_in SET day = -2147483649, felt_at = 9223372036854775807, felt_offset = -2147483648;"
        "UPDATE thanks SET given_at = -9223372036854775808, given_offset = 4294967296;"
        "UPDATE ritual SET starts_on = -2147483648;"
        "UPDATE memory SET day = 9223372036854775807, taken_at = 9223372036854775807, taken_offset = 2147483647;");
    CHECK(house.household.notice_others());
    const auto me = Viewer::of(house.ada);
    CHECK_FALSE(answers_of(house.household).empty());
    const auto found = house.household.get<ThanksStore>().find(me, thanks);
    REQUIRE(found);
    CHECK(to_iso(found->given_at) == "0001-01-01T23:59:00+23:59");
    const auto check_ins =
        house.household.get<CheckInStore>().between(me, tests::day("0001-01-01"), tests::day("0001-01-01"));
    CHECK(check_ins.empty());  // the row itself says another day
    const auto memories = house.household.get<MemoryStore>().days(me);
    REQUIRE(memories.size() == 1);
    CHECK(to_iso(memories.front().day) == "9999-12-31");
    const auto rituals = house.household.get<RitualStore>().all(me, house.today());
    REQUIRE(rituals.size() == 1);
    CHECK(to_iso(rituals.front().starts_on) == "0001-01-01");
}

TEST_CASE("another writer who does not finish is a fault, not a wait for ever, and nothing is written",
          "[core][household]") {
    House house;
    db::Connection other(house.database());
    const auto answers = answers_of(house.household);
    {
        const db::Transaction holding(other);
        CHECK(fault_of([&] {
                  (void)house.household.apply(CheckInNow{house.ada, 3, {}, "", Audience::room});
              }) == Fault::Kind::busy);
        CHECK(answers_of(house.household) == answers);
        CHECK_FALSE(house.household.can_undo(Viewer::of(house.ada)));
    }
    house.done(CheckInNow{house.ada, 3, {}, "", Audience::room});
}
