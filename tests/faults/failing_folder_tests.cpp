#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/check_ins/check_in_commands.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_import.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/memories/pictures.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/faults/checks.hpp"
#include "tests/faults/storm.hpp"

using namespace core;
using tests::answers_of;
using tests::expect;
using tests::in_child;
using tests::SeededRandom;
using tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

// A household of one person in a folder, and pictures to import from beside it.
struct Home {
    explicit Home(fs::path where) : folder(std::move(where)), household(faults::opened(folder, clock, random)) {
        ada = household->apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
        REQUIRE(household->apply(GiveThanks{ada, std::nullopt, "the sun", Audience::household}));
    }

    std::optional<Fault::Kind> fault_of(const std::function<void()>& work) const {
        try {
            work();
        } catch (const Fault& fault) {
            return fault.kind;
        }
        return std::nullopt;
    }
    Command a_note() const { return CheckInNow{ada, 3, {}, std::string(2'000, 'n'), Audience::household}; }

    // As the program does it: a photo at a time, its row as soon as it is there. Answers with the problems that were
    // reported.
    std::vector<PhotoProblem> import_from(const fs::path& pictures, std::optional<Fault::Kind>* fault = nullptr) {
        PhotoImport import(household->photos(), {pictures}, Arrival::plain);
        for (bool more = true; more;) {
            more = import.step();
            for (auto& arrived : import.take_arrived()) {
                const auto thrown = fault_of([&] {
                    (void)household->apply(AddPhoto{ada, arrived.photo, {}, Audience::household},
                                           Household::Recorded::no);
                });
                if (!thrown) continue;
                expect(fault != nullptr, "no fault");
                *fault = thrown;
            }
        }
        std::vector<PhotoProblem> problems;
        for (const auto& failed : import.failed()) problems.push_back(failed.problem);
        return problems;
    }
    std::size_t photos() const {
        return household->get<MemoryStore>().between(Viewer::of(ada), Day{-50'000}, Day{50'000}).size();
    }
    // For within a child, where no test macro reaches.
    void expect_sound() const {
        const auto database = folder / "household.db";
        expect(faults::integrity_of(database) == "ok", "a sound file");
        const auto problem = faults::problem_with_photos(*household, database);
        expect(problem.empty(), problem.c_str());
        expect(faults::half_written_files_in(folder) == 0, "nothing half-written left behind");
    }

    fs::path folder;
    FixedClock clock{{1'795'453'805'000, 60}};
    SeededRandom random;
    std::unique_ptr<Household> household;
    PersonId ada;
};

void draw_large_pictures(const fs::path& folder, std::uint32_t count) {
    for (std::uint32_t n = 0; n < count; ++n)
        pictures::write(folder / (std::to_string(100 + n) + ".jpg"), pictures::jpeg(pictures::grainy(160, 120, n + 1)));
}

}  // namespace

TEST_CASE("photos that a full disk has no room for are reported, the others stay, and all arrive when there is room",
          "[faults][folder]") {
    const TemporaryFolder place;
    const auto disk = place.path() / "disk";
    fs::create_directories(disk);
    draw_large_pictures(place.path() / "pictures", 40);
    const auto said = in_child([&] {
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            throw std::runtime_error(std::string("SKIP unshare: ") + std::strerror(errno));
        if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=2m") != 0)
            throw std::runtime_error(std::string("SKIP mount: ") + std::strerror(errno));
        tests::write_bytes(disk / "ballast", std::string(1'200'000, 'b'));
        Home home(disk / "data");
        std::optional<Fault::Kind> fault;
        const auto problems = home.import_from(place.path() / "pictures", &fault);
        expect(!fault || fault == Fault::Kind::disk_full, "rows that do not fit to say that the disk is full");
        expect(!problems.empty(), "the disk to be too small");
        for (const auto problem : problems)
            expect(problem == PhotoProblem::disk_full, "photos that do not fit to say that the disk is full");
        const auto some = home.photos();
        expect(some > 0 && some < 40, "some to fit and some not");
        home.expect_sound();

        fs::remove(disk / "ballast");
        expect(::mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT, "size=8m") == 0, "room");
        expect(home.import_from(place.path() / "pictures").empty(), "no problem when there is room");
        expect(home.photos() == 40, "all to be there");
        home.expect_sound();
    });
    if (said.rfind("SKIP", 0) == 0) SKIP("no small disk can be mounted here: " << said.substr(5));
    CHECK(said == "");
}

TEST_CASE("a photo that may not grow to its size is reported, has no row, and arrives when it may",
          "[faults][folder]") {
    const TemporaryFolder place;
    draw_large_pictures(place.path() / "pictures", 3);
    const auto said = in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        Home home(place.path() / "data");
        const auto answers = answers_of(*home.household);
        rlimit before{};
        expect(::getrlimit(RLIMIT_FSIZE, &before) == 0, "a limit");
        const rlimit small{10'000, before.rlim_max};
        expect(::setrlimit(RLIMIT_FSIZE, &small) == 0, "a limit to be set");
        const auto problems = home.import_from(place.path() / "pictures");
        expect(problems == std::vector<PhotoProblem>(3, PhotoProblem::cannot_be_stored), "three that cannot be stored");
        expect(answers_of(*home.household) == answers, "everything as before");
        expect(::setrlimit(RLIMIT_FSIZE, &before) == 0, "the limit to be lifted");
        home.expect_sound();
        expect(home.import_from(place.path() / "pictures").empty() && home.photos() == 3, "three photos");
        home.expect_sound();
    });
    CHECK(said == "");
}

TEST_CASE("folders that may only be read any more, while the household is open, are said to be so, and nothing is half",
          "[faults][folder]") {
    const TemporaryFolder place;
    draw_large_pictures(place.path() / "pictures", 3);
    fs::permissions(place.path(), fs::perms::all);
    const auto said = in_child([&] {
        // Permissions do not bind root: the child becomes somebody whom they do.
        constexpr uid_t nobody = 65'534;
        if (::geteuid() == 0) expect(::setgid(nobody) == 0 && ::setuid(nobody) == 0, "to become nobody");
        Home home(place.path() / "data");
        pictures::write(place.path() / "first.jpg", pictures::jpeg(pictures::quarters(40, 30)));
        expect(home.import_from(place.path() / "first.jpg").empty(), "a first photo");

        std::vector<fs::path> folders{home.folder};
        for (const auto& entry : fs::recursive_directory_iterator(home.folder))
            if (entry.is_directory()) folders.push_back(entry.path());
        const auto set = [&](mode_t mode) {
            for (const auto& folder : folders) expect(::chmod(folder.c_str(), mode) == 0, "a mode");
        };
        set(0555);
        const auto problems = home.import_from(place.path() / "pictures");
        expect(problems == std::vector<PhotoProblem>(3, PhotoProblem::cannot_be_stored), "three that cannot be stored");
        expect(home.photos() == 1, "the first photo");
        const auto before = answers_of(*home.household);
        bool done = false;
        const auto fault = home.fault_of([&] { done = static_cast<bool>(home.household->apply(home.a_note())); });
        expect(done != fault.has_value(), "done, or a fault");
        expect((answers_of(*home.household) != before) == done, "what is done is there, and nothing else");
        const auto reopened = home.fault_of([&] { faults::opened(home.folder, home.clock, home.random); });
        expect(!reopened || reopened == Fault::Kind::no_access || reopened == Fault::Kind::read_only,
               "to open, or to say why not");

        set(0755);
        expect(home.import_from(place.path() / "pictures").empty() && home.photos() == 4,
               "the others when they may be written");
        expect(home.household->apply(home.a_note()).operator bool(), "a note");
        home.expect_sound();
    });
    CHECK(said == "");
}

TEST_CASE("what is written to a data folder that is gone is a fault, not a success", "[faults][folder]") {
    const TemporaryFolder place;
    Home home(place.path() / "data");
    const auto revision = home.household->revision();
    const auto is_fault = [&](const std::function<void()>& work) {
        return home.fault_of(work) == Fault::Kind::no_access;
    };
    const auto everything_is_a_fault = [&] {
        CHECK(is_fault([&] { (void)home.household->apply(home.a_note()); }));
        CHECK(is_fault([&] { (void)home.household->apply(std::vector<Command>{SetDayStart{9}, home.a_note()}); }));
        CHECK(is_fault([&] { (void)home.household->undo(Viewer::of(home.ada)); }));
        CHECK(is_fault([&] { home.household->set_device_setting("theme", "dark"); }));
        CHECK(home.household->revision() == revision);
        CHECK(home.household->get<SettingStore>().day_start_hour() == 4);
        CHECK(home.household->can_undo(Viewer::of(home.ada)));
    };

    // A stick that is pulled out and put in again.
    const auto before = answers_of(*home.household);
    fs::rename(home.folder, place.path() / "elsewhere");
    everything_is_a_fault();
    fs::create_directories(home.folder);
    everything_is_a_fault();
    fs::remove(home.folder);
    fs::rename(place.path() / "elsewhere", home.folder);
    CHECK(answers_of(*home.household) == before);
    CHECK(home.household->apply(GiveHeart{home.ada, ThanksId{}}).refusal() == Refusal::not_found);
    REQUIRE(home.household->undo(Viewer::of(home.ada)));
    home.household->set_device_setting("theme", "dark");
    CHECK(home.household->get<SettingStore>().device("theme") == "dark");
    CHECK(faults::integrity_of(home.folder / "household.db") == "ok");
    REQUIRE(home.household->apply(home.a_note()));
}

TEST_CASE("what is written to a file that another one took the place of is a fault", "[faults][folder]") {
    const TemporaryFolder place;
    Home home(place.path() / "data");
    fs::rename(home.folder / "household.db", place.path() / "set aside");
    fs::copy_file(place.path() / "set aside", home.folder / "household.db");
    CHECK(home.fault_of([&] { (void)home.household->apply(home.a_note()); }) == Fault::Kind::no_access);
}

TEST_CASE("a data folder that is removed while the household is open ends in faults, and opens anew",
          "[faults][folder]") {
    const TemporaryFolder place;
    Home home(place.path() / "data");
    fs::remove_all(home.folder);
    CHECK(home.fault_of([&] { (void)home.household->apply(home.a_note()); }) == Fault::Kind::no_access);
    home.household.reset();
    home.household = faults::opened(home.folder, home.clock, home.random);
    CHECK(home.household->get<PersonStore>().all().empty());
    REQUIRE(home.household->apply(AddPerson{"Ada", "", "letter", {}}));
    CHECK(faults::integrity_of(home.folder / "household.db") == "ok");
}
