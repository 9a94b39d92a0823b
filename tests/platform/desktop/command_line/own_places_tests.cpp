#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include "core/backups/backup_folder.hpp"
#include "core/time/instant.hpp"
#include "platform/desktop/command_line/command_line.hpp"
#include "tests/core/files.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/platform/desktop/command_line/said.hpp"

using tests::Said;

namespace {

namespace fs = std::filesystem;

struct Home {
    tests::TemporaryFolder place;
    fs::path folder = place.path() / "home", device = place.path() / "device", elsewhere = place.path() / "elsewhere";

    Home() {
        setenv("INGLENOOK_SECRETS", device.c_str(), 1);
        fs::create_directories(elsewhere);
        done({"people", "add", "Anna"});
        done({"check-in", "--as", "Anna", "--mood", "4", "--audience", "only-me"});
        done({"thank", "--as", "Anna", "for the soup"});
    }
    Said run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--data", folder.string()});
        return tests::run(arguments);
    }
    void done(std::vector<std::string> arguments) const {
        const auto said = run(std::move(arguments));
        CAPTURE(said.err);
        REQUIRE(said.exit_code == 0);
    }
    std::vector<std::string> files() const {
        std::vector<std::string> found;
        for (const auto& root : {folder, device})
            for (const auto& entry : fs::recursive_directory_iterator(root)) {
                const auto name = entry.path().filename().string();
                if (name != "household.db-wal" && name != "household.db-shm") found.push_back(entry.path().string());
            }
        std::sort(found.begin(), found.end());
        return found;
    }
    fs::path secret() const {
        for (const auto& entry : fs::directory_iterator(device))
            if (entry.path().extension() != ".place") return entry.path();
        return {};
    }
};

// Places that are in the household's own folders, by one way or another.
std::vector<std::string> own_places(const Home& home) {
    fs::create_directory_symlink(home.folder, home.elsewhere / "link");
    fs::create_symlink(home.folder / "household.db", home.elsewhere / "file");
    fs::create_symlink(home.folder / "not-yet", home.elsewhere / "dangling");
    fs::create_hard_link(home.folder / "household.db", home.elsewhere / "hard");
    return {(home.folder / "household.db").string(),
            (home.folder / "new").string(),
            (home.folder / "backups" / "new").string(),
            (home.elsewhere / ".." / "home" / "new").string(),
            (home.elsewhere / "link" / "new").string(),
            (home.elsewhere / "file").string(),
            (home.elsewhere / "dangling").string(),
            (home.elsewhere / "hard").string(),
            home.secret().string(),
            (home.device / "new").string()};
}

}  // namespace

TEST_CASE("pictures, exports and copies are never written into the household's own folders",
          "[platform][command-line][outside]") {
    const Home home;
    const auto places = own_places(home);
    const auto before = home.files();
    const auto secret = tests::bytes_in(home.secret());
    for (const auto& place : places) {
        const std::vector<std::vector<std::string>> all = {
            {"--screenshot", place},
            {"--semantics", place},
            {"--screenshot", (home.elsewhere / "fine.png").string(), "--semantics", place},
            {"export", "json", place, "--viewer", "Anna"},
            {"export", "json", place, "--viewer", "Anna", "--replace"},
            {"export", "csv", place, "--viewer", "Anna", "--replace"},
            {"export", "markdown", place, "--viewer", "Anna", "--replace"},
            {"export", "html", place, "--viewer", "Anna", "--replace"},
            {"leave", "--as", "Anna", "--export", place},
            {"backup", "restore", "--into", place},
        };
        for (const auto& arguments : all) {
            const auto said = home.run(arguments);
            CAPTURE(place, arguments.front(), said.err);
            CHECK(said.exit_code != 0);
            CHECK_FALSE(said.opens_window);
            CHECK(said.mentions("own folder"));
        }
    }
    CHECK(home.files() == before);
    CHECK(tests::bytes_in(home.secret()) == secret);
    CHECK(home.run({"verify"}).exit_code == 0);
}

TEST_CASE("a second place of backups is not in the household's folder", "[platform][backups][outside]") {
    const Home home;
    fs::create_directories(home.folder / "second");
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::write(ends[1], "kettle\n", 7) == 7);
    ::close(ends[1]);
    const auto said = home.run(
        {"backup", "now", "--to", (home.folder / "second").string(), "--passphrase-fd", std::to_string(ends[0])});
    ::close(ends[0]);
    CHECK(said.exit_code == 1);
    CHECK(said.mentions("own folder"));
    CHECK(fs::is_empty(home.folder / "second"));
}

TEST_CASE("outside, pictures and exports have their places", "[platform][command-line][outside]") {
    const Home home;
    CHECK(home.run({"--screenshot", (home.elsewhere / "a.png").string()}).opens_window);
    CHECK(home.run({"--semantics", (home.place.path() / "home.json").string()}).opens_window);
    CHECK(home.run({"export", "json", (home.elsewhere / "a.json").string(), "--viewer", "Anna"}).exit_code == 0);
    CHECK(
        home.run({"export", "json", (home.elsewhere / "a.json").string(), "--viewer", "Anna", "--replace"}).exit_code ==
        0);
}

// --- which backup is the newest ---------------------------------------------------------------------------

TEST_CASE("a pretended time dates no backup in the future, and one that is there is restored by its name only",
          "[platform][backups][clock]") {
    const Home home;
    const auto today = to_iso(local_time(core::SystemClock().now()).day),
               yesterday = to_iso(local_time(core::SystemClock().now()).day - 1);
    CHECK(home.run({"backup", "now", "--now", "2099-06-01T10:00"}).exit_code == 0);
    CHECK_FALSE(fs::exists(home.folder / "backups" / "household-2099-06-01.db"));
    const auto days = core::backups::BackupFolder(home.folder).list();
    REQUIRE(days.size() == 1);
    const auto made = to_iso(days[0].day);
    CHECK((made == today || made == yesterday));

    for (const char* ending : {".db", ".sum"})
        fs::rename(home.folder / "backups" / ("household-" + made + ending),
                   home.folder / "backups" / ("household-2099-06-01" + std::string(ending)));
    const auto only = home.run({"backup", "restore", "--into", (home.elsewhere / "a").string()});
    CHECK(only.exit_code == 1);
    CHECK(only.mentions("2099-06-01"));
    CHECK_FALSE(fs::exists(home.elsewhere / "a"));
    CHECK(home.run({"backup", "list"}).out.find("\tdated in the future\n") != std::string::npos);
    CHECK(home.run({"backup", "restore", "--day", "2099-06-01", "--into", (home.elsewhere / "b").string()}).exit_code ==
          0);

    home.done({"thank", "--as", "Anna", "with the clock right again"});
    home.done({"backup", "now"});
    const auto restored = home.run({"backup", "restore", "--into", (home.elsewhere / "c").string()});
    CHECK(restored.exit_code == 0);
    CHECK(restored.out.find("2099") == std::string::npos);
    CHECK(restored.out.find("2 thanks") != std::string::npos);
}

TEST_CASE("a pretended time shortens no wait after wrong PINs and gives nobody a longer one",
          "[platform][vault][clock]") {
    const Home home;
    const auto with = [&](const std::string& pin, std::vector<std::string> arguments) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const auto line = pin + "\n";
        REQUIRE(::write(ends[1], line.data(), line.size()) == static_cast<ssize_t>(line.size()));
        ::close(ends[1]);
        arguments.insert(arguments.end(), {"--pin-fd", std::to_string(ends[0])});
        auto said = home.run(std::move(arguments));
        ::close(ends[0]);
        return said;
    };
    REQUIRE(with("4711", {"vault", "set", "--as", "Anna"}).exit_code == 0);
    int tried = 0;
    for (int n = 0; n < 20; ++n) {
        const auto said =
            with("0000", {"vault", "unlock", "--as", "Anna", "--now", "2027-01-01T10:" + std::to_string(10 + 2 * n)});
        CHECK(said.exit_code == 1);
        tried += said.mentions("You can try again") ? 0 : 1;
    }
    CHECK(tried <= 4);
    CHECK(tried >= 3);
    // Not an hour, nor a year, whatever was pretended.
    const auto said = with("4711", {"vault", "unlock", "--as", "Anna"});
    CHECK((said.exit_code == 0 || said.mentions("a few seconds") || said.mentions("less than a minute")));
}

// --- what is printed ----------------------------------------------------------------------------------------

TEST_CASE("control characters in a file's name reach no terminal", "[platform][command-line][printable]") {
    const Home home;
    const auto folder = home.elsewhere / "folder";
    fs::create_directories(folder);
    tests::write_bytes(folder / "holiday\n\x1b]0;owned\x07\x1b[31m\xC2\x9B.jpg", "no picture");
    const auto said = home.run({"memories", "import", folder.string()});
    CHECK(std::count(said.err.begin(), said.err.end(), '\n') == 1);
    for (const char c : {'\x1b', '\x07', '\x9b'}) CHECK(said.err.find(c) == std::string::npos);
    CHECK(said.mentions("holiday"));

    const std::string hostile = "x\x1b[2J\ny\xE2\x80\xAE";
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"list", "thanks", "--viewer", hostile},
             {"check-in", "--as", hostile, "--mood", "3"},
             {"--window", hostile},
             {"--now", hostile},
             {hostile},
             {"--" + hostile},
             {"import", "jrnl", "/nowhere/" + hostile, "--as", "Anna"},
             {"import", "household", "/nowhere/" + hostile},
             {"export", "json", "/nowhere/" + hostile + "/a.json", "--viewer", "Anna"},
             {"leave", "--as", "Anna", "--export", "/nowhere/" + hostile},
             {"backup", "restore", "--day", hostile, "--into", "/nowhere"},
             {"backup", "restore", "--from", "/nowhere/" + hostile, "--into", "/nowhere"},
             {"memories", "import", "/nowhere/" + hostile},
             {"trash", "restore", hostile, "--as", "Anna"},
             {"note", "open", hostile, "--as", "Anna"},
         }) {
        const auto printed = home.run(arguments);
        CAPTURE(arguments.front(), printed.err);
        for (const auto& text : {printed.err, printed.out}) {
            CHECK(text.find('\x1b') == std::string::npos);
            CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
        }
    }
    std::ostringstream out, err;
    platform::desktop::run_command_line(
        {"people", "add", "Ben", "--data", (home.elsewhere / "file\x1b[31m" / "sub").string()}, out, err);
    tests::write_bytes(home.elsewhere / "f\x1b[31m", "");
    platform::desktop::run_command_line({"people", "list", "--data", (home.elsewhere / "f\x1b[31m" / "sub").string()},
                                        out, err);
    CHECK(err.str().find('\x1b') == std::string::npos);
    CHECK(out.str().find('\x1b') == std::string::npos);
}

// --- where a household may be ---------------------------------------------------------------------------------

TEST_CASE("a folder that cannot hold a household is told for what it is, before anything else is blamed",
          "[platform][command-line][data]") {
    const Home home;
    tests::write_bytes(home.elsewhere / "file", "mine");
    fs::create_symlink("nothing", home.elsewhere / "dangling");
    fs::create_symlink("circle", home.elsewhere / "circle");
    struct Case {
        std::string data, says;
    };
    for (const auto& [data, says] : std::vector<Case>{
             {(home.elsewhere / std::string(300, 'n')).string(), "too long"},
             {(home.elsewhere / std::string(300, 'n') / "sub").string(), "too long"},
             {home.elsewhere.string() + std::string(5000, '/') + "x", "too long"},
             {(home.elsewhere / "file").string(), "is a file"},
             {(home.elsewhere / "file" / "sub").string(), "part of its path is a file"},
             {(home.elsewhere / "file").string() + "/", "a file"},
             {(home.elsewhere / "dangling").string(), "not there"},
             {(home.elsewhere / "circle").string(), "circle"},
             {"", "No folder"},
         }) {
        for (const auto& arguments : std::vector<std::vector<std::string>>{
                 {"people", "list"}, {"people", "add", "Ben"}, {"backup", "list"}, {"verify"}, {}}) {
            auto whole = arguments;
            whole.insert(whole.end(), {"--data", data});
            const auto said = tests::run(whole);
            CAPTURE(data.substr(0, 80), said.err);
            CHECK(said.exit_code == 2);
            CHECK_FALSE(said.opens_window);
            CHECK(said.mentions(says));
            CHECK_FALSE(said.mentions("secret"));
        }
    }
    CHECK(tests::bytes_in(home.elsewhere / "file") == "mine");
    // With a slash behind it, and by a name that is no UTF-8, a folder is a folder.
    CHECK(tests::run({"people", "list", "--data", home.folder.string() + "/"}).out.find("Anna") != std::string::npos);
    CHECK(tests::run({"people", "add", "Ben", "--data", (home.elsewhere / "caf\xE9").string()}).exit_code == 0);
    CHECK(tests::run({"people", "list", "--data", (home.elsewhere / "caf\xE9").string()}).out.find("Ben") !=
          std::string::npos);
}
