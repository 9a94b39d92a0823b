#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "core/db/connection.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/pixels.hpp"
#include "core/people/person_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_store.hpp"
#include "platform/desktop/command_line/command_line.hpp"
#include "platform/desktop/command_line/commands.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "tests/platform/desktop/command_line/said.hpp"
#include "tests/platform/desktop/command_line/session_home.hpp"

using namespace platform::desktop;
using tests::Home;
using tests::Piped;
using tests::TemporaryFolder;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

std::string bytes_in(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("the trash is listed, and what is in it restored and erased by its id", "[platform][command-line]") {
    Home home;
    const auto one =
        home.done(core::GiveThanks{home.anna, home.jörg, "for the soup\x1b[31m", core::Audience::household});
    const auto other = home.done(core::CheckInNow{home.anna, 2, {}, "a note", core::Audience::only_me});
    home.done(core::RemoveThanks{home.anna, core::ThanksId{one}});
    home.done(core::RemoveCheckIn{home.anna, core::CheckInId{other}});

    CHECK(list_trash(home.session, {"Anna", "", {}, Format::json}) == 0);
    const auto listed = Json::parse(home.said());
    REQUIRE(listed.size() == 2);
    CHECK(listed[0].at("kind") == "check-in");
    CHECK(listed[0].at("text") == "a note");
    CHECK(listed[1].at("id") == core::to_text(one));
    CHECK(listed[1].at("gone_on") == "2026-12-23");
    CHECK(listed[1].at("to") == "person");
    CHECK(listed[1].at("recipient") == core::to_text(home.jörg.value));
    CHECK(listed[0].at("to").is_null());
    CHECK(listed[1].at("waits_until").is_null());
    CHECK(list_trash(home.session, {"Jörg", "", {}, Format::plain}) == 0);
    auto lines = home.said();
    CHECK(lines.find("thanks") != std::string::npos);
    CHECK(lines.find("for the soup") == std::string::npos);  // he never opened it
    CHECK(lines.find("a note") == std::string::npos);
    CHECK(list_trash(home.session, {"Anna", "", {}, Format::plain}) == 0);
    lines = home.said();
    CHECK(lines.find("for the soup") != std::string::npos);
    CHECK(lines.find('\x1b') == std::string::npos);

    CHECK(home.stopped([&] { restore_from_trash(home.session, {"Jörg", core::to_text(one), {}, {}}); }).exit_code == 1);
    CHECK(home.stopped([&] { restore_from_trash(home.session, {"Anna", "nonsense", {}, {}}); }).exit_code == 1);
    CHECK(restore_from_trash(home.session, {"Anna", core::to_text(one), {}, {}}) == 0);
    CHECK(home.household.get<core::ThanksStore>().find(core::Viewer::room(), core::ThanksId{one}) == std::nullopt);
    CHECK(home.household.get<core::ThanksStore>().find(core::Viewer::of(home.jörg), core::ThanksId{one}));
    CHECK(erase_from_trash(home.session, {"Anna", core::to_text(other), {}, {}}) == 0);
    home.said();
    list_trash(home.session, {"Anna", "", {}, Format::json});
    CHECK(Json::parse(home.said()).empty());
}

TEST_CASE("emptying the trash takes one's own and the household's, not another's", "[platform][command-line]") {
    Home home;
    for (const auto who : {home.anna, home.jörg})
        home.done(core::RemoveThanks{
            who, core::ThanksId{home.done(core::GiveThanks{who, {}, "thanks", core::Audience::household})}});
    CHECK(empty_trash(home.session, {"Anna", "", {}, {}}) == 0);
    CHECK(home.said() == "1 thing is gone for good.\n");
    const auto left = home.household.get<core::TrashStore>().all(core::Viewer::of(home.anna), home.clock.now());
    REQUIRE(left.size() == 1);
    CHECK(left[0].author == home.jörg);
}

TEST_CASE("a PIN comes from a file descriptor, and a wrong one opens nothing", "[platform][command-line]") {
    Home home;
    const auto own = home.done(core::CheckInNow{home.anna, 2, {}, "a note", core::Audience::only_me});
    home.done(core::RemoveCheckIn{home.anna, core::CheckInId{own}});
    home.set_pin(home.anna, "2580");
    const Piped wrong("1111"), right("2580"), again("2580");
    CHECK(home.stopped([&] {
                  restore_from_trash(home.session, {"Anna", core::to_text(own), {false, wrong.end()}, {}});
              })
              .exit_code == 1);
    CHECK(home.stopped([&] { leave(home.session, {"Anna", home.away(), Piped("0000").end(), true}); }).exit_code == 1);
    CHECK_FALSE(fs::exists(home.away()));
    CHECK(restore_from_trash(home.session, {"Anna", core::to_text(own), {false, right.end()}, {}}) == 0);
    home.household.lock();
    CHECK(leave(home.session, {"Anna", home.away(), again.end(), false}) == 0);
    CHECK(bytes_in(home.away() / "inglenook-Anna-2026-11-23" / "index.html").find("a note") != std::string::npos);
}

TEST_CASE("who leaves has their things in a folder, and they are erased once the name is typed",
          "[platform][command-line]") {
    Home home;
    home.done(core::GiveThanks{home.anna, home.jörg, "for the soup", core::Audience::household});
    home.done(core::GiveThanks{home.jörg, home.anna, "for the laughter", core::Audience::household});
    fs::create_directories(home.household.folder() / "backups");
    std::ofstream(home.household.folder() / "backups" / "household-2026-11-20.db") << "x";

    home.typed.str("Ana\n");
    try {
        leave(home.session, {"Anna", home.away(), {}, true});
        FAIL("it was erased");
    } catch (const Stop& stop) {
        CHECK(stop.exit_code == 1);
    }
    const auto folder = home.away() / "inglenook-Anna-2026-11-23";
    CHECK(home.said() == folder.string() + "\n");
    CHECK(home.household.get<core::PersonStore>().find(home.anna));
    const auto page = bytes_in(folder / "index.html");
    for (const char* text : {"for the soup", "for the laughter", "Thanks from Jörg", "Monday, 23 November"})
        CHECK(page.find(text) != std::string::npos);

    // A folder that has something in it is not written over, and then nothing is erased either.
    home.typed.clear();
    home.typed.str("Anna\n");
    CHECK(home.stopped([&] { leave(home.session, {"Anna", home.away(), {}, true}); }).exit_code == 1);
    CHECK(home.household.get<core::PersonStore>().find(home.anna));

    CHECK(leave(home.session, {"Anna", home.away() / "2", {}, true}) == 0);
    const auto said = home.said();
    CHECK(said.find("It is erased.") != std::string::npos);
    CHECK(said.find("2026-11-20") != std::string::npos);
    CHECK_FALSE(home.household.get<core::PersonStore>().find(home.anna));
    list(home.session, {"thanks", "Jörg", "", "", Format::plain});
    const auto left = home.said();
    CHECK(left.find("for the laughter") != std::string::npos);
    CHECK(left.find("somebody who left") != std::string::npos);
    CHECK(left.find("for the soup") == std::string::npos);
}

TEST_CASE("a folder that cannot be written ends with 2, and nothing is erased", "[platform][command-line]") {
    Home home;
    std::ofstream(home.away()) << "a file";
    home.typed.str("Anna\n");
    CHECK(home.stopped([&] { leave(home.session, {"Anna", home.away(), {}, true}); }).exit_code == 2);
    CHECK(home.household.get<core::PersonStore>().find(home.anna));
}

TEST_CASE("what somebody shares is listed for them", "[platform][command-line]") {
    Home home;
    home.done(core::GiveThanks{home.anna, home.jörg, "for the soup", core::Audience::room});
    home.done(core::CheckInNow{home.anna, 2, {}, "a note", core::Audience::only_me});
    home.done(core::GiveThanks{home.jörg, home.anna, "for the laughter", core::Audience::household});
    CHECK(list_shared(home.session, {"Anna", Format::json}) == 0);
    const auto listed = Json::parse(home.said());
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].at("text") == "for the soup");
    CHECK(listed[0].at("audience") == "room");
    CHECK(listed[0].at("recipient") == core::to_text(home.jörg.value));
}

TEST_CASE("trash, shared and leave are understood as they are written", "[platform][command-line]") {
    TemporaryFolder temporary;
    const auto run = [&](std::vector<std::string> arguments) {
        const auto said = tests::run_in(temporary.path() / "home", std::move(arguments));
        return std::pair(said.exit_code, said.out);
    };
    REQUIRE(run({"people", "add", "Anna"}).first == 0);
    REQUIRE(run({"thank", "--as", "Anna", "for the snow"}).first == 0);
    CHECK(run({"trash", "list", "--as", "Anna", "--json"}) == std::pair(0, std::string("[]\n")));
    CHECK(run({"trash", "empty", "--as", "Anna"}).first == 0);
    CHECK(run({"trash", "restore", "x", "--as", "Anna"}).first == 1);
    CHECK(run({"trash", "erase", "x", "--as", "Anna"}).first == 1);
    CHECK(run({"trash", "erase", "--as", "Anna"}).first == 2);
    CHECK(run({"trash", "list"}).first == 2);
    CHECK(run({"trash"}).first == 2);
    CHECK(run({"shared", "--as", "Anna", "--json"}).second.find("for the snow") != std::string::npos);
    CHECK(run({"shared", "--as", "Nobody"}).first == 1);
    CHECK(run({"leave", "--as", "Anna"}).first == 2);
    CHECK(run({"leave", "--as", "Anna", "--export", temporary.path().string()}).first == 0);
    CHECK(fs::exists(temporary.path() / "inglenook-Anna-2026-11-23" / "data.json"));
}

TEST_CASE("nothing is erased where something of theirs could not be copied, and an export says so too",
          "[platform][command-line][leaving]") {
    Home home;
    home.done(core::CheckInNow{home.anna, 2, {}, "a note", core::Audience::only_me});
    home.done(core::GiveThanks{home.anna, home.jörg, "for the soup", core::Audience::household});
    std::string what;
    SECTION("a seal that does not open") {
        core::db::Connection(home.household.folder() / "household.db")
            .exec("UPDATE check_in SET sealed = zeroblob(200)");
        what = "1 private entry";
    }
    SECTION("a row that was moved to another day") {
        core::db::Connection(home.household.folder() / "household.db").exec("UPDATE check_in SET day = day + 1");
        what = "1 private entry";
    }
    SECTION("a photo that is gone") {
        const auto photo =
            home.household.photos()
                .add_bytes(core::encode_jpeg(core::Pixels{16, 12, std::vector<std::uint8_t>(16 * 12 * 4, 90)}, 90),
                           "a.jpg", core::Arrival::plain)
                .value();
        home.done(core::AddPhoto{home.anna, photo, "", core::Audience::household});
        fs::remove(home.household.photos().path_of(photo.hash, core::PhotoFormat::jpeg));
        what = "1 photo";
    }
    SECTION("a photo that was cut off") {
        const auto photo =
            home.household.photos()
                .add_bytes(core::encode_jpeg(core::Pixels{16, 12, std::vector<std::uint8_t>(16 * 12 * 4, 90)}, 90),
                           "a.jpg", core::Arrival::plain)
                .value();
        home.done(core::AddPhoto{home.anna, photo, "", core::Audience::household});
        fs::resize_file(home.household.photos().path_of(photo.hash, core::PhotoFormat::jpeg), 100);
        home.typed.str("Anna\n");
        CHECK(leave(home.session, {"Anna", home.away(), {}, true}) == 1);
        CHECK(home.complained().find("Nothing was erased, because 1 photo could not be copied") != std::string::npos);
        CHECK(home.household.get<core::PersonStore>().find(home.anna));
        return;
    }
    home.typed.str("Anna\n");
    CHECK(leave(home.session, {"Anna", home.away(), {}, true}) == 1);
    const auto told = home.complained();
    CHECK(told.find("Nothing was erased, because " + what + " could not be copied") != std::string::npos);
    CHECK(home.said() == (home.away() / "inglenook-Anna-2026-11-23").string() + "\n");
    CHECK(home.household.get<core::PersonStore>().find(home.anna));
    CHECK(leave(home.session, {"Anna", home.away() / "2", {}, false}) == 1);
}

TEST_CASE("an export of every kind says what did not open, and ends with 1", "[platform][command-line][leaving]") {
    TemporaryFolder temporary;
    const auto run = [&](std::vector<std::string> arguments) {
        const auto said = tests::run_in(temporary.path() / "home", std::move(arguments));
        return std::pair(said.exit_code, said.err);
    };
    REQUIRE(run({"people", "add", "Anna"}).first == 0);
    REQUIRE(run({"check-in", "--as", "Anna", "--mood", "2", "--note", "a note", "--audience", "only-me"}).first == 0);
    const auto exported = [&](const std::string& format, const std::string& place) {
        return run({"export", format, (temporary.path() / place).string(), "--viewer", "Anna"});
    };
    for (const char* format : {"json", "csv", "markdown", "html"})
        CHECK(exported(format, std::string("whole-") + format) == std::pair(0, std::string()));
    core::db::Connection(temporary.path() / "home" / "household.db").exec("UPDATE check_in SET day = day + 1");
    for (const char* format : {"json", "csv", "markdown", "html"}) {
        const auto said = exported(format, format);
        INFO(format << said.second);
        CHECK(said.first == 1);
        CHECK(said.second.find("1 private entry did not open") != std::string::npos);
    }
}
