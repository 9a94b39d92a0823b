#include <algorithm>
#include <csignal>
#include <fstream>
#include <map>

#include <sqlite3.h>
#include <catch2/catch_test_macros.hpp>

#include "program.hpp"

using namespace end_to_end;
namespace fs = std::filesystem;

namespace {

std::map<std::string, std::string> files_in(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename() != "household.lock")
            files[entry.path().lexically_relative(folder).string()] = bytes_in(entry.path());
    return files;
}

bool is_one_line(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n') == 1 && text.back() == '\n' && text.size() > 20;
}

// Nothing is left that a clean end takes along.
void check_clean(const Ended& ended, const Home& home) {
    CHECK(ended.status == 0);
    CHECK(ended.signal == 0);
    CHECK(ended.err == "");
    CHECK(ended.out == "");
    CHECK_FALSE(fs::exists(home.database().string() + "-wal"));
}

// The page that takes the screens' place, and what the terminal is told.
void check_refused(Screen& screen, const Home& home, const std::string& reason) {
    const auto before = files_in(home.data());
    {
        Program program(screen, home);
        program.see({"heading", "Inglenook can’t open"});
        program.see_text(reason);
        program.click({"button", "Close"});
        const auto ended = program.process().wait(15);
        CHECK(ended.status == 2);
        INFO(ended.err);
        CHECK(is_one_line(ended.err));
        CHECK(ended.err.find(reason) != std::string::npos);
    }
    {
        Program program(screen, home);
        CHECK(program.end(SIGTERM).status == 2);
    }
    const auto listed = home.command({"list", "people"});
    CHECK(listed.status == 2);
    CHECK(is_one_line(listed.err));
    CHECK(files_in(home.data()) == before);
}

}  // namespace

TEST_CASE("closing, SIGTERM and SIGINT end cleanly with exit status 0", "[end_to_end]") {
    Screen screen;
    const Home home;
    home.move_in();
    Program program(screen, home);
    program.click({"button", "Mara"});
    program.click({"button", "Okay"});
    program.see_on({"button", "Okay"});
    SECTION("closing") {
        program.ask_to_close();
        check_clean(program.process().wait(15), home);
    }
    SECTION("SIGTERM") { check_clean(program.end(SIGTERM), home); }
    SECTION("SIGINT") { check_clean(program.end(SIGINT), home); }
    CHECK(home.json({"list", "check-ins", "--viewer", "Mara"}).size() == 1);
}

TEST_CASE("what the screen confirmed survives a killed program", "[end_to_end]") {
    Screen screen;
    const Home home;
    home.move_in();
    {
        Program program(screen, home);
        program.click({"button", "Mara"});
        program.click({"button", "for making coffee"});
        program.see_said("Given to Jonas.");
        CHECK(program.end(SIGKILL).signal == SIGKILL);
    }
    Program program(screen, home);
    program.click({"button", "Jonas"});
    program.click({"button", "A note from Mara"});
    program.see("Thank you for making coffee.");
    CHECK(program.end().status == 0);
}

TEST_CASE("an import that is cut short keeps what had arrived, and goes on the next time", "[end_to_end]") {
    Screen screen;
    const Home home;
    const Home drawn;
    drawn.done({"demo", "--years", "0", "--photos", "1"});
    std::string photo;
    for (const auto& entry : fs::recursive_directory_iterator(drawn.data() / "photos"))
        if (entry.is_regular_file()) photo = bytes_in(entry.path());
    REQUIRE_FALSE(photo.empty());
    constexpr std::size_t count = 60;
    const auto pictures = home.home() / "Pictures";
    fs::create_directories(pictures);
    // What stands behind a picture's end makes it another file.
    for (std::size_t i = 0; i < count; ++i)
        std::ofstream(pictures / (std::to_string(i) + ".jpg"), std::ios::binary) << photo << "number " << i;
    home.move_in();

    {
        Start start;
        start.more = {"--screen", "add-photos"};
        Program program(screen, home, start);
        program.click({"list_item", "Pictures"});
        program.click({"button", "Take this whole folder"});
        program.see({"image", "0.jpg"});
        const auto ended = program.end(SIGTERM);
        CHECK(ended.status == 0);
        CHECK(ended.err == "");
    }
    const auto arrived = home.json({"list", "memories", "--viewer", "Mara"});
    CHECK(arrived.size() > 0);
    for (const auto& memory : arrived) {
        const auto hash = memory["photo"].get<std::string>();
        CHECK(fs::exists(home.data() / "photos" / hash.substr(0, 2) / (hash + ".jpg")));
    }
    home.done({"memories", "import", pictures.string()});
    CHECK(home.json({"list", "memories", "--viewer", "Mara"}).size() == count);
}

TEST_CASE("no display: one line on stderr, exit 2", "[end_to_end]") {
    const Home home;
    const auto picture = (home.home() / "picture.png").string();
    for (const Arguments& words : {Arguments{}, Arguments{"--screenshot", picture}}) {
        const auto ended = home.command(words);
        INFO(ended.err);
        CHECK(ended.status == 2);
        CHECK(ended.out == "");
        CHECK(is_one_line(ended.err));
        CHECK(ended.err.find("display") != std::string::npos);
    }
    CHECK_FALSE(fs::exists(picture));
}

TEST_CASE("a file that is no household is left alone, and a page says so", "[end_to_end]") {
    Screen screen;
    const Home home;
    fs::create_directories(home.data());
    std::ofstream(home.database()) << "Dear diary, this is only a text that somebody named household.db.\n"
                                   << std::string(5000, '.');
    check_refused(screen, home, home.database().filename().string());
}

TEST_CASE("a household from a newer version is left alone, and a page says so", "[end_to_end]") {
    Screen screen;
    const Home home;
    home.move_in();
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(home.database().c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, "PRAGMA user_version = 9999", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
    check_refused(screen, home, "newer");
}

TEST_CASE("a household whose file is gone or damaged comes back from its backup, and what came back is told",
          "[end_to_end]") {
    Screen screen;
    const Home home;
    home.move_in();
    home.done({"thank", "--as", "Mara", "--to", "Jonas", "for the soup"});
    home.done({"backup", "now"});
    std::string bad;
    SECTION("gone") { fs::remove(home.database()); }
    SECTION("damaged") {
        bad = bytes_in(home.database());
        std::fill(bad.begin(), bad.begin() + 2000, 'x');
        std::ofstream(home.database(), std::ios::binary) << bad;
    }
    // The command line would begin a new household there.
    const auto refused = home.command({"list", "people"});
    CHECK(refused.status == 2);
    CHECK(is_one_line(refused.err));
    {
        Program program(screen, home);
        program.see({"heading", "Your household is back"});
        program.see_text("1 thanks");
        program.click({"button", "Open Inglenook"});
        program.click({"button", "Jonas"});
        program.click({"button", "A note from Mara"});
        program.see_text("for the soup");
        CHECK(program.end().status == 0);
    }
    CHECK(home.json({"list", "people"}).size() == 2);
    if (bad.empty()) return;
    std::size_t kept = 0;
    for (const auto& [name, bytes] : files_in(home.data())) kept += bytes == bad ? 1 : 0;
    CHECK(kept == 1);  // the damaged file, as it was
}

TEST_CASE("a household that nothing can be read of comes back from a backup elsewhere, chosen on the page that says so",
          "[end_to_end]") {
    Screen screen;
    const Home home;
    home.move_in();
    home.done({"thank", "--as", "Mara", "--to", "Jonas", "for the soup"});
    home.done({"backup", "now"});
    const auto old = home.home() / "old";
    fs::create_directories(old / "backups");
    for (const auto& entry : fs::directory_iterator(home.data() / "backups"))
        if (const auto name = entry.path().filename().string(); name.rfind("household-2", 0) == 0)
            fs::copy_file(entry.path(), old / "backups" / ("household-2026-11-20" + entry.path().extension().string()));
    fs::remove_all(home.data() / "backups");
    fs::create_directories(home.data() / "photos" / "ab");
    std::ofstream(home.data() / "photos" / "ab" / "ab.jpg") << "a photo";
    fs::resize_file(home.database(), 0);
    {
        Program program(screen, home);
        program.see({"heading", "Inglenook can’t open"});
        program.see_text("Your household’s file is empty");
        program.see_text(home.data().string());
        program.click({"button", "Restore a backup"});
        program.click({"list_item", "Another folder, a stick or a drive"});
        program.click({"button", "Close"});  // back to where one came from
        program.click({"button", "Close"});
        program.see({"heading", "Inglenook can’t open"});
        program.click({"button", "Restore a backup"});
        program.click({"list_item", "Another folder, a stick or a drive"});
        program.click({"list_item", "Home"});
        program.click({"list_item", "old"});
        program.click({"button", "Take this folder"});
        program.click({"list_item", "Friday"});
        program.click({"button", "Use this backup"});
        program.see_text("The backup is restored.");
        program.click({"button", "Jonas"});
        program.click({"button", "A note from Mara"});
        program.see_text("for the soup");
        CHECK(program.end().status == 0);
    }
    CHECK(home.json({"list", "people"}).size() == 2);
    std::size_t kept = 0;
    for (const auto& entry : fs::directory_iterator(home.data().parent_path()))
        kept += entry.path().filename().string().rfind("data.before-restore-", 0) == 0 ? 1 : 0;
    CHECK(kept == 1);  // what was there, its photo too
}
