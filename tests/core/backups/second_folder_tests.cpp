#include <csignal>
#include <stdexcept>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/backups/household_file.hpp"
#include "core/backups/restore.hpp"
#include "core/backups/sealed_file.hpp"
#include "core/backups/second_folder.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/backups/kept.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/processes.hpp"

using namespace core;
using namespace core::backups;
using tests::back_up;
using tests::bytes_in;
using tests::contents_of;
using tests::give_photo;
using tests::House;
using tests::rows_in;
using tests::worked_off;
using tests::write_bytes;
using KeyState = SecondFolder::KeyState;

namespace fs = std::filesystem;

namespace {

constexpr const char* household_id = "01903d5c-7b4a-7c3e-8b1f-2a6d5e4f3a2b";
constexpr ArchiveCost cheap{1, 8192};
const auto passphrase = [] { return Secret::of_text("the kettle sings at seven"); };
const auto extra = [] { return Secret::of_text("what opens the private items"); };

struct WithStick : House {
    std::string first, second_photo;
    fs::path stick = place.path() / "stick";
    SecondFolder second{stick, household_id};
    Secret key;

    WithStick() {
        fs::create_directories(stick);
        first = give_photo(*this, 10);
        second_photo = give_photo(*this, 200);
        done(GiveThanks{ada, ben, "for the soup of that evening", Audience::household});
        back_up(*this);
        auto opened = second.set_up(passphrase(), cheap);
        REQUIRE(opened.state == KeyState::right);
        key = std::move(opened.key);
    }
    BackupOutcome bring() const {
        SecondBackUp job(folder(), second, key, extra(), today());
        return worked_off(job).outcome();
    }
    fs::path into() const { return place.path() / "restored"; }
    fs::path archive() const { return second.file_of(today()); }
    RestoreState restored() const {
        fs::remove_all(into());
        Restore job(second, key, today(), into());
        return worked_off(job).report().state;
    }
};

}  // namespace

TEST_CASE("a household comes back from a second folder with every row, every photo and the caller's secret",
          "[core][backups]") {
    WithStick house;
    write_bytes(house.folder() / "photos" / "aa" / (std::string(64, 'a') + ".sealed"), "named by no row");
    const auto outcome = house.bring();
    CHECK(outcome.state == BackupState::written);
    CHECK(outcome.photos_added == 2);

    // On another device: only the stick and the passphrase.
    CHECK(SecondFolder::households_in(house.stick) == std::vector<std::string>{household_id});
    const SecondFolder there(house.stick, household_id);
    auto opened = there.open(passphrase());
    REQUIRE(opened.state == KeyState::right);
    CHECK(opened.key == house.key);
    REQUIRE(there.list().size() == 1);
    CHECK(there.list()[0].day == house.today());
    CHECK(there.verify(house.today(), opened.key) == "ok");
    Restore job(there, opened.key, house.today(), house.into());
    const auto& report = worked_off(job).report();
    REQUIRE(report.state == RestoreState::restored);
    CHECK(report.photos_found == 2);
    CHECK(report.photos_missing.empty());
    CHECK(report.counts == HouseholdFile(house.database(), HouseholdFile::Kept::in_use).counts());
    CHECK(report.counts.of("person") == 3);
    CHECK(report.counts.of("thanks") == 1);
    CHECK(report.counts.of("memory") == 2);
    CHECK(report.extra == extra());
    CHECK(rows_in(house.into() / "household.db") == rows_in(house.database()));
    auto photos = contents_of(house.folder() / "photos");
    photos.erase("aa/" + std::string(64, 'a') + ".sealed");
    CHECK(contents_of(house.into() / "photos") == photos);
}

TEST_CASE("nothing in a second folder can be read without the passphrase", "[core][backups]") {
    WithStick house;
    house.bring();
    const auto photo = bytes_in(house.folder() / "photos" / house.first.substr(0, 2) / house.first);
    for (const auto& [name, bytes] : contents_of(house.stick)) {
        INFO(name);
        CHECK(bytes.find("for the soup") == std::string::npos);
        CHECK(bytes.find("SQLite format") == std::string::npos);
        CHECK(bytes.find(photo.substr(100, 40)) == std::string::npos);
        CHECK(bytes.find(extra().text()) == std::string::npos);
        CHECK(bytes.find(passphrase().text()) == std::string::npos);
        CHECK(bytes.find(house.key.text()) == std::string::npos);
        CHECK(name.find(house.first.substr(0, 16)) == std::string::npos);
    }
}

TEST_CASE("a wrong passphrase is told apart from a damaged folder", "[core][backups]") {
    WithStick house;
    house.bring();
    CHECK(house.second.open(Secret::of_text("the kettle sings at eight")).state == KeyState::wrong_passphrase);
    CHECK(house.second.open(Secret()).state == KeyState::wrong_passphrase);
    CHECK(house.second.set_up(Secret::of_text("another"), cheap).state == KeyState::wrong_passphrase);
    CHECK(house.second.set_up(passphrase(), cheap).key == house.key);
    CHECK(house.second.check(Secret(32)) == KeyState::wrong_passphrase);
    SecondBackUp other(house.folder(), house.second, Secret(32), Secret(), house.today());
    CHECK(worked_off(other).outcome().state == BackupState::other_passphrase);

    const auto key_file = house.second.folder() / "key.json";
    const auto good = bytes_in(key_file);
    for (const std::string& bad :
         {std::string(), std::string("{}"), std::string("[]"), good.substr(0, 40), std::string("{\"format\": 2}"),
          std::string(100'000, ' '), std::string("\xff\xfe{\0", 4)}) {
        write_bytes(key_file, bad);
        INFO(bad.substr(0, 60));
        const auto state = house.second.open(passphrase()).state;
        CHECK((state == KeyState::damaged || state == KeyState::missing));
    }
    const auto with = [&](const std::string& what, const std::string& instead) {
        auto text = good;
        text.replace(text.find(what), what.size(), instead);
        write_bytes(key_file, text);
        return house.second.open(passphrase()).state;
    };
    CHECK(with("\"passes\": 1", "\"passes\": 21") == KeyState::too_costly);
    CHECK(with("\"passes\": 1", "\"passes\": 9223372036854775807") == KeyState::too_costly);
    CHECK(with("\"memory\": 8192", "\"memory\": 1073741825") == KeyState::too_costly);
    CHECK(with("\"passes\": 1", "\"passes\": -1") == KeyState::damaged);
    CHECK(with("\"passes\": 1", "\"passes\": \"1\"") == KeyState::damaged);
    CHECK(with("\"passes\": 1", "\"passes\": 2") == KeyState::wrong_passphrase);
    CHECK(with("argon2id13", "md5") == KeyState::damaged);
}

TEST_CASE("a key costs what it is to cost by default", "[core][backups]") {
    CHECK(ArchiveCost{}.passes >= 3);
    CHECK(ArchiveCost{}.memory_bytes >= 256u << 20);
    CHECK(highest_archive_cost.passes == 20);
    CHECK(highest_archive_cost.memory_bytes == 1u << 30);
}

TEST_CASE("an archive that is cut short anywhere is not restored", "[core][backups]") {
    WithStick house;
    house.bring();
    const auto whole = bytes_in(house.archive());
    REQUIRE(house.restored() == RestoreState::restored);
    const std::size_t chunk = 65'536 + 17, head = 32;
    for (const std::size_t length : {std::size_t{0}, std::size_t{7}, head, head + 16, head + chunk, head + chunk + 1,
                                     whole.size() - 1, whole.size() - 17}) {
        if (length >= whole.size()) continue;
        INFO(length << " of " << whole.size());
        write_bytes(house.archive(), whole.substr(0, length));
        CHECK(house.restored() == RestoreState::damaged);
        CHECK_FALSE(fs::exists(house.into() / "household.db"));
        CHECK(house.second.verify(house.today(), house.key) != "ok");
    }
    write_bytes(house.archive(), whole + "x");
    CHECK(house.restored() == RestoreState::damaged);
    // It is written anew the next time.
    CHECK(house.bring().state == BackupState::written);
    CHECK(house.restored() == RestoreState::restored);
}

TEST_CASE("chunks of an archive that are left out or change places are noticed", "[core][backups]") {
    WithStick house;
    for (int n = 0; n < 200; ++n)
        house.done(GiveThanks{house.ada, house.ben, std::string(900, 'x'), Audience::household});
    back_up(house, BackUp::When::again);
    house.bring();
    const auto whole = bytes_in(house.archive());
    const std::size_t chunk = 65'536 + 17, head = 32;
    REQUIRE(whole.size() > head + 3 * chunk);
    const auto first = whole.substr(head, chunk), second = whole.substr(head + chunk, chunk);
    write_bytes(house.archive(), whole.substr(0, head) + second + first + whole.substr(head + 2 * chunk));
    CHECK(house.restored() == RestoreState::damaged);
    write_bytes(house.archive(), whole.substr(0, head) + first + whole.substr(head + 2 * chunk));
    CHECK(house.restored() == RestoreState::damaged);
}

TEST_CASE("a single bit that flips in an archive is noticed", "[core][backups]") {
    WithStick house;
    house.bring();
    const auto whole = bytes_in(house.archive());
    for (std::size_t at = 0; at < whole.size(); at += whole.size() / 37) {
        auto bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 4);
        write_bytes(house.archive(), bytes);
        INFO("byte " << at);
        CHECK(house.restored() == RestoreState::damaged);
    }
}

TEST_CASE("one day's archive cannot stand in for another's, nor one household's", "[core][backups]") {
    WithStick house;
    house.bring();
    const auto monday = house.today();
    house.clock.advance_ms(86'400'000);
    back_up(house);
    house.bring();
    REQUIRE(house.second.list().size() == 2);
    const auto earlier = house.second.file_of(monday), later = house.second.file_of(house.today());
    const auto swapped = bytes_in(earlier);
    write_bytes(earlier, bytes_in(later));
    write_bytes(later, swapped);
    CHECK(house.restored() == RestoreState::damaged);
    CHECK(house.second.verify(monday, house.key) != "ok");

    const SecondFolder other(house.stick, "01903d5c-7b4a-7c3e-8b1f-000000000000");
    fs::create_directories(other.folder());
    fs::copy_file(house.second.folder() / "key.json", other.folder() / "key.json");
    fs::copy_file(later, other.file_of(monday));
    CHECK(other.verify(monday, house.key) != "ok");
}

TEST_CASE("photos of a second folder that were swapped or went bad are missing, and the rest comes back",
          "[core][backups]") {
    WithStick house;
    house.bring();
    const auto one = house.second.photo_file(house.first, house.key),
               other = house.second.photo_file(house.second_photo, house.key);
    const auto restore_missing = [&] {
        fs::remove_all(house.into());
        Restore job(house.second, house.key, house.today(), house.into());
        CHECK(worked_off(job).report().state == RestoreState::restored);
        return job.report().photos_missing.size();
    };
    const auto bytes = bytes_in(one);
    SECTION("swapped") {
        write_bytes(one, bytes_in(other));
        write_bytes(other, bytes);
        CHECK(restore_missing() == 2);
    }
    SECTION("a flipped bit") {
        auto bad = bytes;
        bad[bytes.size() / 2] = static_cast<char>(bad[bytes.size() / 2] ^ 1);
        write_bytes(one, bad);
        CHECK(restore_missing() == 1);
    }
    SECTION("cut short") {
        write_bytes(one, bytes.substr(0, bytes.size() - 1));
        CHECK(restore_missing() == 1);
    }
    SECTION("gone") {
        fs::remove(one);
        CHECK(house.second.verify(house.today(), house.key) == "1 of its photos are missing");
        CHECK(restore_missing() == 1);
    }
}

TEST_CASE("a second folder that is not plugged in is a calm answer and nothing is made in its place",
          "[core][backups]") {
    WithStick house;
    fs::rename(house.stick, house.place.path() / "pulled out");
    CHECK(house.bring().state == BackupState::missing);
    CHECK_FALSE(fs::exists(house.stick));
    CHECK(house.second.open(passphrase()).state == KeyState::missing);
    CHECK(house.second.set_up(passphrase(), cheap).state == KeyState::missing);
    CHECK(house.second.list().empty());
    // A mount point that is empty while nothing is mounted.
    fs::create_directories(house.stick);
    CHECK(house.bring().state == BackupState::missing);
    CHECK(fs::is_empty(house.stick));
    fs::remove(house.stick);
    fs::rename(house.place.path() / "pulled out", house.stick);
    CHECK(house.bring().state == BackupState::written);
}

TEST_CASE("a second folder that is pulled out in between is missing, and goes on when it is back", "[core][backups]") {
    WithStick house;
    SecondBackUp job(house.folder(), house.second, house.key, extra(), house.today());
    REQUIRE(job.step());
    REQUIRE(job.step());  // one photo
    fs::rename(house.stick, house.place.path() / "pulled out");
    CHECK(worked_off(job).outcome().state == BackupState::missing);
    fs::rename(house.place.path() / "pulled out", house.stick);
    CHECK(house.second.list().empty());
    const auto outcome = house.bring();
    CHECK(outcome.state == BackupState::written);
    CHECK(outcome.photos_added == 1);
}

TEST_CASE("a full second folder shows nothing half-written, and goes on when there is room", "[core][backups]") {
    WithStick house;
    // What does not fit is a file beyond this size: the photos do, the archive does not.
    const auto said = tests::in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{32'768, 32'768};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        tests::expect(house.bring().state == BackupState::full, "full");
    });
    CHECK(said == "");
    CHECK(house.second.list().empty());
    for (const auto& [name, bytes] : contents_of(house.stick)) CHECK(name.find(".arriving-") == std::string::npos);
    const auto outcome = house.bring();
    CHECK(outcome.state == BackupState::written);
    CHECK(outcome.photos_added == 0);
    CHECK(house.restored() == RestoreState::restored);
}

// A disk of its own for the stick, so small that the archive has no room; another for nobody else.
TEST_CASE("a drive that is really full, or may only be read, is a calm answer", "[core][backups]") {
    WithStick house;
    for (int n = 0; n < 200; ++n)
        house.done(GiveThanks{house.ada, house.ben, std::string(900, 'x'), Audience::household});
    back_up(house, BackUp::When::again);
    const auto said = tests::in_child([&] {
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            throw std::runtime_error("SKIP unshare");
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
        if (::mount("none", house.stick.c_str(), "tmpfs", 0, "size=128k") != 0) throw std::runtime_error("SKIP mount");
        const auto opened = house.second.set_up(passphrase(), cheap);
        tests::expect(opened.state == KeyState::right, "set up");
        const auto bring = [&] {
            SecondBackUp job(house.folder(), house.second, opened.key, extra(), house.today());
            return worked_off(job).outcome().state;
        };
        tests::expect(bring() == BackupState::full, "full");
        tests::expect(house.second.list().empty(), "nothing in sight");
        for (const auto& [name, bytes] : contents_of(house.stick))
            tests::expect(name.find(".arriving-") == std::string::npos, name.c_str());
        ::mount("none", house.stick.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, "size=128k");
        tests::expect(bring() == BackupState::read_only, "read only");
        tests::expect(::mount("none", house.stick.c_str(), nullptr, MS_REMOUNT, "size=4m") == 0, "more room");
        tests::expect(bring() == BackupState::written, "written");
        tests::expect(house.second.verify(house.today(), opened.key) == "ok", "good");
    });
    if (said.rfind("SKIP", 0) == 0) SKIP("no small disk can be mounted here: " << said.substr(5));
    CHECK(said == "");
}

TEST_CASE("killed while it is brought, an archive is not in sight, and the next time all is there", "[core][backups]") {
    WithStick house;
    for (int killed_after = 1; killed_after < 4; ++killed_after) {
        const auto ended = tests::in_child([&] {
            SecondBackUp job(house.folder(), house.second, house.key, extra(), house.today());
            for (int n = 0; n < killed_after; ++n) job.step();
            ::raise(SIGKILL);
        });
        CHECK(ended == "ended by signal 9");
        CHECK(house.second.list().empty());
    }
    CHECK(house.bring().state == BackupState::written);
    for (const auto& [name, bytes] : contents_of(house.stick)) CHECK(name.find(".arriving-") == std::string::npos);
    CHECK(house.restored() == RestoreState::restored);
}

TEST_CASE("what is there already is not brought again, unless something changed", "[core][backups]") {
    WithStick house;
    CHECK(house.bring().state == BackupState::written);
    const auto before = contents_of(house.stick);
    CHECK(house.bring().state == BackupState::there_already);
    CHECK(contents_of(house.stick) == before);
    house.done(GiveThanks{house.ada, house.ben, "one more", Audience::household});
    back_up(house, BackUp::When::again);
    CHECK(house.bring().state == BackupState::written);
    SecondBackUp other_extra(house.folder(), house.second, house.key, Secret::of_text("new"), house.today());
    CHECK(worked_off(other_extra).outcome().state == BackupState::written);
}

TEST_CASE("without a local backup there is nothing to bring", "[core][backups]") {
    WithStick house;
    fs::remove_all(BackupFolder(house.folder()).folder());
    CHECK(house.bring().state == BackupState::no_backup_yet);
}

TEST_CASE("a second folder rotates as the first, and its photos go with the last archive that names them",
          "[core][backups]") {
    WithStick house;
    house.bring();
    const auto photo = house.second.photo_file(house.first, house.key),
               other = house.second.photo_file(house.second_photo, house.key);
    db::Connection(house.database())
        .exec(("DELETE FROM memory WHERE photo = x'" + house.first.substr(0, 64) + "'").c_str());
    int days = 0;
    for (; fs::exists(photo) && days < 60; ++days) {
        CHECK(house.second.list().back().day == tests::day("2026-11-23"));
        house.clock.advance_ms(86'400'000);
        back_up(house);
        REQUIRE(house.bring().state == BackupState::written);
    }
    CHECK(days == 7);
    CHECK(fs::exists(other));
    CHECK(house.second.list().size() == BackupFolder(house.folder()).list().size());
}

TEST_CASE("an id that is none is not made into a path", "[core][backups]") {
    CHECK_THROWS_AS(SecondFolder("/tmp", "../../etc"), Fault);
    CHECK_THROWS_AS(SecondFolder("/tmp", ""), Fault);
}

TEST_CASE("an encrypted file of any length comes back whole", "[core][backups]") {
    const tests::TemporaryFolder place;
    const Secret key(32);
    for (const std::size_t length : {0u, 1u, 65'535u, 65'536u, 65'537u, 131'072u, 200'000u}) {
        INFO(length);
        std::string text(length, 'x');
        for (std::size_t n = 0; n < length; ++n) text[n] = static_cast<char>(n * 7);
        SealedWriter writer(place.path() / "file", key, "bound");
        CHECK(contents_of(place.path()).count("file") == (length == 0 ? 0u : 1u));
        writer.write(text.data(), text.size());
        writer.commit();
        SealedReader reader(place.path() / "file", key, "bound");
        std::string read(length + 10, '\0');
        read.resize(reader.read(read.data(), read.size()));
        CHECK(read == text);
        CHECK(fs::file_size(place.path() / "file") == sealed_length(length));
        CHECK_THROWS_AS(SealedReader(place.path() / "file", key, "bound otherwise"), Fault);
    }
}
