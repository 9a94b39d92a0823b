#include "platform/desktop/command_line/backup_commands.hpp"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "core/db/connection.hpp"
#include "core/memories/photo.hpp"
#include "platform/desktop/command_line/command_line.hpp"
#include "tests/core/files.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/platform/desktop/command_line/said.hpp"

using tests::run_in;
using tests::Said;

namespace {

namespace fs = std::filesystem;

struct Home {
    tests::TemporaryFolder place;
    fs::path folder = place.path() / "home";

    Said run(std::vector<std::string> arguments) const { return run_in(folder, std::move(arguments)); }
    // With a passphrase on a file descriptor.
    Said run_with(const std::string& passphrase, std::vector<std::string> arguments) const {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const auto line = passphrase + "\n";
        REQUIRE(::write(ends[1], line.data(), line.size()) == static_cast<ssize_t>(line.size()));
        ::close(ends[1]);
        arguments.insert(arguments.end(), {"--passphrase-fd", std::to_string(ends[0])});
        auto said = run(std::move(arguments));
        ::close(ends[0]);
        return said;
    }
    Said done(std::vector<std::string> arguments) const {
        auto said = run(std::move(arguments));
        CHECK(said.err == "");
        REQUIRE(said.exit_code == 0);
        return said;
    }
    Home() {
        done({"people", "add", "Anna"});
        done({"thank", "--as", "Anna", "for the soup"});
        core::Pixels pixels{32, 24, std::vector<std::uint8_t>(32 * 24 * 4, 90)};
        const auto jpeg = core::encode_jpeg(pixels, 90);
        tests::write_bytes(place.path() / "a.jpg", {reinterpret_cast<const char*>(jpeg.data()), jpeg.size()});
        done({"memories", "import", (place.path() / "a.jpg").string()});
    }
    void give_id() const {
        core::db::Connection(folder / "household.db")
            .exec(
                "INSERT OR IGNORE INTO setting VALUES ('household_id', '01903d5c-7b4a-7c3e-8b1f-2a6d5e4f3a2b', 0, 0)");
    }
    fs::path photo() const {
        for (const auto& entry : fs::recursive_directory_iterator(folder / "photos"))
            if (entry.is_regular_file()) return entry.path();
        return {};
    }
};

}  // namespace

TEST_CASE("a backup is made, listed, checked and restored beside the household", "[platform][backups]") {
    const Home home;
    CHECK(home.done({"backup", "now"}).out.find("2026-11-23") != std::string::npos);
    CHECK(home.done({"backup", "list"}).out.find("2026-11-23\t") == 0);
    CHECK(home.done({"backup", "list"}).out.find("\tchecked\n") != std::string::npos);
    CHECK(home.done({"backup", "verify"}).out == "2026-11-23\tgood\n");
    const auto into = home.place.path() / "restored";
    const auto said = home.done({"backup", "restore", "--into", into.string()});
    CHECK(said.out.find("1 people, 0 check-ins, 1 thanks, 0 rituals, 1 memories, 1 photos") != std::string::npos);
    CHECK(fs::exists(into / "household.db"));

    const auto again = home.run({"backup", "restore", "--into", into.string()});
    CHECK(again.exit_code == 1);
    CHECK(again.out == "");
    CHECK(again.err.find("isn’t empty") != std::string::npos);
    CHECK(home.run({"backup", "restore", "--into", into.string() + "2", "--day", "2026-11-01"}).exit_code == 1);
    CHECK(home.run({"backup", "restore", "--into", into.string() + "2", "--day", "yesterday"}).exit_code == 1);
    CHECK(home.run({"backup", "restore"}).exit_code == 2);
    CHECK(home.run({"backup"}).exit_code == 2);
}

TEST_CASE("a restored household takes the other's place when that is said, and the other is kept",
          "[platform][backups]") {
    const Home home;
    home.done({"backup", "now"});
    home.done({"thank", "--as", "Anna", "after the backup"});
    home.done({"backup", "restore", "--into", (home.place.path() / "restored").string(), "--replace"});
    CHECK(fs::exists(home.folder.string() + ".before-restore-2026-11-23/household.db"));
    CHECK(home.done({"list", "thanks", "--viewer", "Anna"}).out.find("after the backup") == std::string::npos);
    CHECK(home.done({"list", "thanks", "--viewer", "Anna"}).out.find("for the soup") != std::string::npos);
    CHECK(home.done({"backup", "list"}).out.find("2026-11-23") == 0);
}

TEST_CASE("a household that is lost comes back from a second folder with its passphrase", "[platform][backups]") {
    const Home home;
    home.give_id();
    const auto stick = home.place.path() / "stick", into = home.place.path() / "restored";
    CHECK(home.run_with("kettle", {"backup", "now", "--to", stick.string()}).exit_code == 1);
    CHECK_FALSE(fs::exists(stick));
    fs::create_directories(stick);
    const auto made = home.run_with("kettle", {"backup", "now", "--to", stick.string()});
    CHECK(made.err == "");
    REQUIRE(made.exit_code == 0);

    const auto wrong =
        home.run_with("teapot", {"backup", "restore", "--from", stick.string(), "--into", into.string()});
    CHECK(wrong.exit_code == 1);
    CHECK(wrong.err.find("passphrase") != std::string::npos);
    CHECK_FALSE(fs::exists(into));

    fs::remove_all(home.folder);
    CHECK(home.done({"backup", "list", "--from", stick.string()}).out.find("2026-11-23\t") == 0);
    CHECK(home.run_with("kettle", {"backup", "verify", "--from", stick.string()}).out == "2026-11-23\tgood\n");
    CHECK(home.run_with("kettle", {"backup", "restore", "--from", stick.string(), "--into", into.string(), "--replace"})
              .exit_code == 0);
    CHECK(home.done({"list", "thanks", "--viewer", "Anna"}).out.find("for the soup") != std::string::npos);
    CHECK(home.done({"verify"}).out == "Everything is fine. 1 photo was checked.\n");
}

TEST_CASE("a passphrase is never taken from an argument", "[platform][backups]") {
    const Home home;
    CHECK(home.run({"backup", "now", "--to", "/tmp", "--passphrase", "kettle"}).exit_code == 2);
}

TEST_CASE("what is wrong with a household is said in sentences", "[platform][backups]") {
    const Home home;
    CHECK(home.done({"verify"}).out == "Everything is fine. 1 photo was checked.\n");
    SECTION("a photo that is gone") {
        fs::remove(home.photo());
        const auto said = home.run({"verify"});
        CHECK(said.exit_code == 1);
        CHECK(said.out.find(" is missing.\n") != std::string::npos);
    }
    SECTION("a photo that went bad") {
        const auto photo = home.photo();
        fs::remove(photo);
        tests::write_bytes(photo, "not a photo");
        const auto said = home.run({"verify"});
        CHECK(said.exit_code == 1);
        CHECK(said.out == "The photo " + photo.filename().string() + " is damaged.\n");
    }
    SECTION("a row whose person is gone") {
        core::db::Connection(home.folder / "household.db").exec("DELETE FROM person");
        const auto said = home.run({"verify"});
        CHECK(said.exit_code == 1);
        CHECK(said.out.find("1 row in the table thanks names a person that doesn’t exist (author): ") !=
              std::string::npos);
        CHECK(said.out.find("it names something that doesn’t exist") == std::string::npos);  // told once
    }
    SECTION("a damaged file, of which no backup is made") {
        core::db::Connection(home.folder / "household.db").exec("PRAGMA wal_checkpoint(TRUNCATE)");
        auto bytes = tests::bytes_in(home.folder / "household.db");
        bytes.replace(4 * 4096, 3 * 4096, std::string(3 * 4096, '\xa5'));
        tests::write_bytes(home.folder / "household.db", bytes);
        const auto said = home.run({"verify"});
        CHECK(said.exit_code == 1);
        CHECK(said.out.find("The household’s file is damaged.\n") == 0);
        CHECK(home.run({"backup", "now"}).exit_code != 0);
        CHECK(home.done({"backup", "list"}).out == "");
    }
    SECTION("no household at all") {
        fs::remove_all(home.folder);
        CHECK(home.run({"verify"}).out == "There’s no household here.\n");
        CHECK(home.run({"backup", "now"}).exit_code == 1);
        CHECK_FALSE(fs::exists(home.folder));
    }
}

namespace {

std::string name_in(const fs::path& photos) {
    for (const auto& entry : fs::recursive_directory_iterator(photos))
        if (entry.is_regular_file()) return entry.path().filename().string();
    return {};
}

}  // namespace

TEST_CASE("a row that no command wrote is named by its table, id and column", "[platform][backups]") {
    const Home home;
    home.done({"check-in", "--as", "Anna", "--mood", "4", "--audience", "household"});
    core::db::Connection(home.folder / "household.db")
        .exec("UPDATE check_in SET mood = 99999; UPDATE thanks SET day = day + 1");
    const auto said = home.run({"verify"});
    CHECK(said.exit_code == 1);
    CHECK(said.out.find("check_in ") != std::string::npos);
    CHECK(said.out.find(", mood: the number is out of range.\n") != std::string::npos);
    CHECK(said.out.find(", day: its day and its time don’t match.\n") != std::string::npos);
}

TEST_CASE("a backup whose photos are gone or damaged is not good, and restoring it ends with 1",
          "[platform][backups]") {
    const Home home;
    home.give_id();
    const auto stick = home.place.path() / "stick";
    fs::create_directories(stick);
    REQUIRE(home.run_with("kettle", {"backup", "now", "--to", stick.string()}).exit_code == 0);
    const auto photo = name_in(home.folder / "photos"), into = (home.place.path() / "restored").string();
    SECTION("here") {
        fs::remove_all(home.folder / "photos");
        fs::remove_all(home.folder / "backups" / "photos");
        const auto said = home.run({"backup", "verify"});
        CHECK(said.exit_code == 1);
        CHECK(said.out.find("good\n") == std::string::npos);
        CHECK(said.out.find(photo.substr(0, 64)) != std::string::npos);
        const auto restored = home.run({"backup", "restore", "--into", into});
        CHECK(restored.exit_code == 1);
        CHECK(restored.out.find(photo.substr(0, 64)) != std::string::npos);
        CHECK(fs::exists(fs::path(into) / "household.db"));
    }
    SECTION("in the second place") {
        for (const auto& entry : fs::recursive_directory_iterator(stick))
            if (entry.is_regular_file() && entry.path().parent_path().parent_path().filename() == "photos")
                tests::write_bytes(entry.path(), "");
        const auto said = home.run_with("kettle", {"backup", "verify", "--from", stick.string()});
        CHECK(said.exit_code == 1);
        CHECK(said.out.find(photo) != std::string::npos);
        const auto restored = home.run_with("kettle", {"backup", "restore", "--from", stick.string(), "--into", into});
        CHECK(restored.exit_code == 1);
        CHECK(restored.out.find(photo.substr(0, 64)) != std::string::npos);
        REQUIRE(home.run_with("kettle", {"backup", "now", "--to", stick.string()}).exit_code == 0);
        CHECK(home.run_with("kettle", {"backup", "verify", "--from", stick.string()}).out == "2026-11-23\tgood\n");
    }
}

TEST_CASE("a household whose file was lost is not begun anew by a command", "[platform][backups]") {
    const Home home;
    fs::remove(home.folder / "household.db");
    for (const char* ending : {"-wal", "-shm"}) fs::remove(home.folder / (std::string("household.db") + ending));
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"people", "list"}, {"people", "add", "Zoe"}, {"backup", "now"}, {"verify"}}) {
        const auto said = home.run(command);
        INFO(command.front() << ": " << said.err << said.out);
        CHECK(said.exit_code != 0);
        CHECK((said.err + said.out).find("missing or empty") != std::string::npos);
        CHECK_FALSE(fs::exists(home.folder / "household.db"));
    }
}

TEST_CASE("an export whose photos are missing names them and ends with 1, and the rest is written",
          "[platform][backups]") {
    const Home home;
    const auto photo = name_in(home.folder / "photos");
    fs::remove_all(home.folder / "photos");
    for (const char* format : {"json", "markdown", "html"}) {
        const auto file = home.place.path() / (std::string("all.") + format);
        const auto said = home.run({"export", format, file.string(), "--viewer", "Anna"});
        INFO(format << said.err);
        CHECK(said.exit_code == 1);
        CHECK(said.err.find(photo.substr(0, 64)) != std::string::npos);
        CHECK(said.err.find("a.jpg") != std::string::npos);
        CHECK(fs::exists(file));
    }
    CHECK(home.run({"export", "csv", (home.place.path() / "tables").string(), "--viewer", "Anna"}).exit_code ==
          0);  // has none
}

TEST_CASE("a second place that is full or may only be read is named, and not the household's disk",
          "[platform][backups]") {
    const Home home;
    home.give_id();
    const auto stick = home.place.path() / "stick";
    fs::create_directories(stick);
    // A disk of its own, for this child alone.
    const auto said = tests::in_child([&] {
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            throw std::runtime_error("SKIP unshare");
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
        if (::mount("none", stick.c_str(), "tmpfs", 0, "size=4k") != 0) throw std::runtime_error("SKIP mount");
        const auto names_the_stick = [&](const char* what) {
            const auto made = home.run_with("kettle", {"backup", "now", "--to", stick.string()});
            tests::expect(made.exit_code == 1, what);
            tests::expect(made.err.find(stick.string()) != std::string::npos, what);
            tests::expect(made.err.find(home.folder.string()) == std::string::npos, what);
        };
        names_the_stick("full when it is set up");
        tests::expect(::mount("none", stick.c_str(), nullptr, MS_REMOUNT, "size=36k") == 0, "remount");
        names_the_stick("full when photos and archive are brought");
        tests::expect(::mount("none", stick.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, "size=36k") == 0, "remount");
        names_the_stick("read-only");
    });
    if (said.rfind("SKIP", 0) == 0) SKIP("no small disk can be mounted here: " << said.substr(5));
    CHECK(said == "");
}

TEST_CASE("a backup whose photos are damaged here and in the copy is made, named as not good, and ends with 1",
          "[platform][backups]") {
    const Home home;
    home.give_id();
    home.done({"backup", "now"});
    const auto photo = name_in(home.folder / "photos");
    for (const auto& folder : {home.folder / "photos", home.folder / "backups" / "photos"})
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file() && entry.file_size() > 50) fs::resize_file(entry.path(), 50);
    const auto said = home.run({"backup", "now"});
    CHECK(said.exit_code == 1);
    CHECK(said.out.find("2026-11-23") != std::string::npos);
    CHECK(said.err.find(photo.substr(0, 64)) != std::string::npos);
    const auto stick = home.place.path() / "stick";
    fs::create_directories(stick);
    CHECK(home.run_with("kettle", {"backup", "now", "--to", stick.string()}).exit_code == 1);
}

TEST_CASE("a backup says which photos are damaged here, and keeps the good copy it had", "[platform][backups]") {
    const Home home;
    home.give_id();
    home.done({"backup", "now"});
    const auto photo = home.photo();
    const auto kept = home.folder / "backups" / "photos" / photo.parent_path().filename() / photo.filename();
    const auto whole = tests::bytes_in(kept);
    // Of a disk that lost the end of it, and not of the hard link that the backup has.
    fs::remove(photo);
    tests::write_bytes(photo, whole.substr(0, whole.size() / 2));
    const auto said = home.run({"backup", "now"});
    CHECK(said.exit_code == 1);
    CHECK(said.out.find("2026-11-23") != std::string::npos);
    CHECK(said.err.find("1 photo is damaged") != std::string::npos);
    CHECK(said.err.find(photo.filename().string()) != std::string::npos);
    CHECK(said.err.find("not good") == std::string::npos);
    CHECK(tests::bytes_in(kept) == whole);
    CHECK(home.run({"backup", "verify"}).exit_code == 0);
}

TEST_CASE("an export with a damaged photo copies it, says so, and ends with 1", "[platform][backups]") {
    const Home home;
    const auto photo = home.photo();
    const auto half = tests::bytes_in(photo).substr(0, 400);
    fs::remove(photo);
    tests::write_bytes(photo, half);
    for (const char* format : {"json", "markdown", "html"}) {
        const auto file = home.place.path() / (std::string("all.") + format);
        const auto said = home.run({"export", format, file.string(), "--viewer", "Anna"});
        INFO(format << said.err);
        CHECK(said.exit_code == 1);
        CHECK(said.err.find("1 photo is damaged") != std::string::npos);
        CHECK(said.err.find("a.jpg") != std::string::npos);
        CHECK(fs::exists(file));
        for (const auto& copied : fs::directory_iterator(home.place.path() / "all-photos"))
            CHECK(tests::bytes_in(copied.path()) == half);
        fs::remove_all(home.place.path() / "all-photos");
    }
}

TEST_CASE("a household is read where nothing can be written, and not changed", "[platform][places]") {
    const Home home;
    home.done({"backup", "now"});
    // A copy as it lies while a program has it open: with what is still in its log, and without the log's index.
    const auto in_use = home.place.path() / "in use";
    fs::create_directories(in_use);
    {
        core::db::Connection open(home.folder / "household.db");
        open.exec("UPDATE setting SET changed_at = changed_at + 1");
        fs::copy_file(home.folder / "household.db", in_use / "household.db");
        fs::copy_file(home.folder / "household.db-wal", in_use / "household.db-wal");
    }
    fs::create_directories(in_use / "photos");
    const auto said = tests::in_child([&] {
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            throw std::runtime_error("SKIP unshare");
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
        for (const auto& folder : {home.folder, in_use})
            if (::mount(folder.c_str(), folder.c_str(), nullptr, MS_BIND, nullptr) != 0 ||
                ::mount("none", folder.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) != 0)
                throw std::runtime_error("SKIP mount");
        const auto reads = [&](std::vector<std::string> arguments, const std::string& part) {
            const auto what = arguments.front() + " " + arguments.at(1);
            const auto answered = home.run(std::move(arguments));
            if (answered.exit_code != 0 || answered.out.find(part) == std::string::npos)
                throw std::runtime_error(what + ": " + answered.err + answered.out);
        };
        reads({"people", "list"}, "Anna");
        reads({"list", "thanks", "--viewer", "Anna"}, "for the soup");
        reads({"list", "memories", "--viewer", "Anna"}, "a.jpg");
        reads({"search", "soup", "--viewer", "Anna"}, "for the soup");
        reads({"export", "json", (home.place.path() / "all.json").string(), "--viewer", "Anna"}, "all.json");
        reads({"backup", "list"}, "2026-11-23");
        tests::expect(home.run({"verify"}).out.find("Everything is fine") != std::string::npos, "it is looked at");
        const auto added = home.run({"people", "add", "Ben"});
        tests::expect(added.exit_code == 2 && added.err.find("write in") != std::string::npos, "nothing is written");
        const auto refused = run_in(in_use, {"list", "thanks", "--viewer", "Anna"});
        if (refused.exit_code != 2 || refused.err.find("Copy the whole folder") == std::string::npos)
            throw std::runtime_error("in use: " + refused.err + refused.out);
    });
    if (said.rfind("SKIP", 0) == 0) SKIP("no folder can be made read-only here: " << said.substr(5));
    CHECK(said == "");
    home.done({"people", "add", "Ben"});
}
