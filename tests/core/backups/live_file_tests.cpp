#include <functional>
#include <string>
#include <variant>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "core/backups/household_check.hpp"
#include "core/backups/recovery.hpp"
#include "core/exports/household_import.hpp"
#include "core/imports/read.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/system/durable_file.hpp"
#include "core/system/outside_file.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/backups/kept.hpp"
#include "tests/core/device.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/seeded_random.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;
using namespace core::backups;
using namespace core::system;
using tests::worked_off;

namespace fs = std::filesystem;

namespace {

// A program that is begun before this one opens anything: SQLite would take the locks of a process that was forked
// later for its own.
class AnotherProgram {
public:
    explicit AnotherProgram(const std::function<void()>& work) {
        if (::pipe(go_) != 0 || ::pipe(said_) != 0) throw std::runtime_error("no pipe");
        child_ = ::fork();
        if (child_ < 0) throw std::runtime_error("no process");
        if (child_ == 0) {
            ::close(go_[1]);
            char go = 0;
            if (::read(go_[0], &go, 1) != 1) ::_exit(0);
            std::string said = "well";
            try {
                work();
            } catch (const std::exception& e) {
                said = e.what();
            }
            [[maybe_unused]] const auto written = ::write(said_[1], said.data(), said.size());
            ::_exit(0);
        }
        ::close(go_[0]);
        ::close(said_[1]);
    }
    ~AnotherProgram() { result(); }
    AnotherProgram(const AnotherProgram&) = delete;
    AnotherProgram& operator=(const AnotherProgram&) = delete;

    // Lets it do its work to the end; "well", or what it threw.
    std::string run() {
        [[maybe_unused]] const auto written = ::write(go_[1], "g", 1);
        return result();
    }

private:
    std::string result() {
        if (child_ < 0) return {};
        ::close(go_[1]);
        std::string said;
        char part[512];
        for (ssize_t count; (count = ::read(said_[0], part, sizeof part)) > 0;)
            said.append(part, static_cast<std::size_t>(count));
        ::close(said_[0]);
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = -1;
        return said;
    }

    int go_[2], said_[2];
    pid_t child_ = -1;
};

// Does something with an open household; another program that comes and goes afterwards must find this one's locks, and
// lose nothing of either.
void expect_locks_after(const std::function<void(Household&, const fs::path& folder, const FixedClock&)>& work) {
    const tests::TemporaryFolder place;
    const auto folder = place.path() / "data", database = folder / "household.db";
    FixedClock clock(FixedClock({0, 60}).at(tests::day("2026-11-23"), tests::at(18, 10)));
    const auto give_thanks = [&](const std::string& words, std::uint64_t seed) {
        tests::SeededRandom random(seed);
        Household household(folder, clock, random, tests::device(), KeyCost{1, 8192});
        const auto ada = household.get<PersonStore>().all().front().id;
        tests::expect(static_cast<bool>(household.apply(GiveThanks{ada, std::nullopt, words, Audience::household})),
                      "thanks are given");
    };
    AnotherProgram second([&] { give_thanks("from the second", 2); });
    AnotherProgram third([&] {
        const auto counts = HouseholdFile(database, HouseholdFile::Kept::in_use).counts();
        tests::expect(counts.of("thanks") == 2, "what both have written is there");
        give_thanks("from the third", 3);
    });

    tests::SeededRandom random;
    Household household(folder, clock, random, tests::device(), KeyCost{1, 8192});
    REQUIRE(household.apply(AddPerson{"Ada", "", "letter", std::nullopt}));
    const auto ada = household.get<PersonStore>().all().front().id;

    work(household, folder, clock);

    CHECK(second.run() == "well");
    // It was not the last to close: what lies in the log is still read and written here.
    CHECK(fs::exists(database.string() + "-wal"));
    REQUIRE(household.apply(GiveThanks{ada, std::nullopt, "from the first", Audience::household}));
    CHECK(third.run() == "well");
    CHECK(fs::exists(database.string() + "-wal"));
    CHECK(HouseholdFile(database, HouseholdFile::Kept::in_use).counts().of("thanks") == 3);
}

bool says(const imports::Batch& batch, imports::Trouble trouble) {
    return batch.problems.size() == 1 && batch.problems.front().what == trouble;
}

}  // namespace

TEST_CASE("looking at the household's file gives up no lock of this program", "[core][backups][locks]") {
    const std::string job =
        GENERATE("a look", "a brief look", "a check", "a backup", "today", "counts", "a household's id");
    CAPTURE(job);
    expect_locks_after([&](Household& household, const fs::path& folder, const FixedClock& clock) {
        if (job == "a look") CHECK(examine(folder, Look::whole) == Health::fine);
        if (job == "a brief look") CHECK(examine(folder, Look::brief) == Health::fine);
        if (job == "a check") {
            HouseholdCheck check(folder, &tests::device(), clock.now());
            CHECK(worked_off(check).findings().all_well());
        }
        if (job == "a backup") {
            BackUp backup(folder, household.today());
            CHECK(worked_off(backup).outcome().state == BackupState::written);
        }
        if (job == "today") CHECK(today_in(folder, clock) == household.today());
        if (job == "counts") keep_present_counts(folder, clock, Often::every_time);
        if (job == "a household's id") CHECK_FALSE(household_id_in(folder).empty());
    });
}

TEST_CASE("a file to read that is the household's own is refused and never opened, under whatever name",
          "[core][backups][locks]") {
    const std::string which = GENERATE("household.db", "household.db-wal", "household.db-shm");
    const std::string called = GENERATE("by its own name", "a hard link", "a symbolic link");
    const std::string as = GENERATE("a photo", "a diary", "a month", "an archive", "a household",
                                    "a photo beside a household", "a backup");
    CAPTURE(which, called, as);
    expect_locks_after([&](Household& household, const fs::path& folder, const FixedClock&) {
        const tests::TemporaryFolder elsewhere;
        const auto own = folder / which;
        auto file = elsewhere.path() / "2026-11.txt";
        if (called == "a hard link") fs::create_hard_link(own, file);
        else if (called == "a symbolic link") fs::create_symlink(own, file);
        else file = own;

        if (as == "a photo") {
            const auto added = household.photos().add(file, Arrival::plain);
            REQUIRE_FALSE(added);
            CHECK(added.problem() == PhotoProblem::own_database);
        }
        if (as == "a diary") CHECK(says(imports::read(imports::Program::jrnl, file), imports::Trouble::own_database));
        if (as == "a month" && file != own)
            CHECK(
                says(imports::read(imports::Program::red_notebook, elsewhere.path()), imports::Trouble::own_database));
        if (as == "an archive")
            CHECK(says(imports::read(imports::Program::day_one, file), imports::Trouble::own_database));
        if (as == "a household") {
            const auto read = exports::read_household_file(file);
            const auto* problem = std::get_if<exports::JsonProblem>(&read);
            REQUIRE(problem);
            CHECK(problem->what == exports::JsonProblem::What::own_database);
        }
        if (as == "a photo beside a household") {
            exports::Contents contents;
            exports::PersonRecord person;
            person.portrait = PhotoHash{};
            person.portrait_file = file.parent_path().filename().string() + "/" + file.filename().string();
            contents.people.push_back(person);
            exports::PhotosToTakeIn photos(household.photos(), contents,
                                           file.parent_path().parent_path() / "export.json");
            while (photos.step()) {
            }
            CHECK(photos.missing().size() == 1);
        }
        if (as == "a backup") CHECK_THROWS_AS(open_for_reading(file), Fault);
    });
}

TEST_CASE("a household's file is another's once it is closed", "[core][backups][locks]") {
    const tests::TemporaryFolder place;
    const auto file = place.path() / "household.db";
    {
        const db::Connection first(file);
        const db::Connection second(file);
        CHECK(is_own_database(file));
        fs::rename(file, place.path() / "moved.db");
        CHECK(is_own_database(place.path() / "moved.db"));
        CHECK_FALSE(is_own_database(file));
    }
    CHECK_FALSE(is_own_database(place.path() / "moved.db"));
    CHECK_FALSE(is_own_database(place.path()));
    CHECK_FALSE(is_own_database(""));
}
