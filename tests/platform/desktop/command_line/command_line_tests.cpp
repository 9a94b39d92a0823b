#include "platform/desktop/command_line/command_line.hpp"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "app/app.hpp"
#include "core/demo/demo.hpp"
#include "core/household/household.hpp"
#include "core/memories/photo.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/platform/desktop/command_line/said.hpp"

using tests::run;
using tests::Said;

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// A household on a Monday evening in November, where every command is given a minute after the one before.
class Home {
public:
    Home() { setenv("INGLENOOK_SECRETS", (temporary_.path() / "device").c_str(), 1); }
    fs::path folder() const { return temporary_.path() / "home"; }
    Said run(std::vector<std::string> arguments) const {
        return tests::run_in(folder(), std::move(arguments), "18:" + std::to_string(minute_++));
    }
    // Carried out without a word on stderr.
    Said done(std::vector<std::string> arguments) const {
        auto said = run(std::move(arguments));
        CHECK(said.err == "");
        REQUIRE(said.exit_code == 0);
        return said;
    }
    fs::path file(const std::string& name, const std::string& content) const {
        const auto path = temporary_.path() / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    fs::path photo(const std::string& name, std::uint8_t shade) const {
        core::Pixels pixels{32, 24, std::vector<std::uint8_t>(32 * 24 * 4, shade)};
        const auto jpeg = core::encode_jpeg(pixels, 90);
        return file(name, {jpeg.begin(), jpeg.end()});
    }

private:
    tests::TemporaryFolder temporary_;
    mutable int minute_ = 10;
};

struct HomeOfTwo : Home {
    HomeOfTwo() {
        anna = done({"people", "add", "Anna", "--colour", "plum"}).id();
        jörg = done({"people", "add", "Jörg"}).id();
    }
    std::string anna, jörg;
};

// What a refusal must look like: exit code 1, nothing on stdout, a sentence.
void check_refused(const Said& said) {
    CHECK(said.exit_code == 1);
    CHECK(said.out == "");
    CHECK(said.err.size() > 15);
    CHECK(said.err.back() == '\n');
}

void check_bad_usage(const Said& said) {
    CHECK(said.exit_code == 2);
    CHECK(said.out == "");
    CHECK(said.mentions("--help"));
    CHECK_FALSE(said.opens_window);
}

}  // namespace

TEST_CASE("without a command the window is opened, as the options say", "[platform][command-line]") {
    std::ostringstream out, err;
    const auto ending = platform::desktop::run_command_line(
        {"--data", "/tmp/x", "--window", "390x844", "--scale", "2", "--theme", "dark", "--screen", "today",
         "--screenshot", "/tmp/x.png", "--now", "2026-11-23T18:10"},
        out, err);
    REQUIRE(ending.window);
    CHECK(ending.exit_code == 0);
    CHECK(ending.window->folder == "/tmp/x");
    CHECK(ending.window->size->width == 390);
    CHECK(ending.window->size->height == 844);
    CHECK(*ending.window->scale == 2.0f);
    CHECK(*ending.window->theme == "dark");
    CHECK(ending.window->screen == "today");
    CHECK(*ending.window->screenshot == "/tmp/x.png");
    CHECK(core::to_iso(ending.window->now->day) == "2026-11-23");
    CHECK(ending.window->now->minute == 18 * 60 + 10);
    CHECK_FALSE(fs::exists("/tmp/x/household.db"));
}

TEST_CASE("the data folder follows XDG_DATA_HOME unless it is named", "[platform][command-line]") {
    const char* before = std::getenv("XDG_DATA_HOME");
    const std::string kept = before != nullptr ? before : "";
    setenv("XDG_DATA_HOME", "/some/where", 1);
    std::ostringstream out, err;
    const auto ending = platform::desktop::run_command_line({}, out, err);
    if (before != nullptr) setenv("XDG_DATA_HOME", kept.c_str(), 1);
    else unsetenv("XDG_DATA_HOME");
    REQUIRE(ending.window);
    CHECK(ending.window->folder == "/some/where/inglenook");
}

TEST_CASE("bad usage is named, ends with 2 and touches nothing", "[platform][command-line]") {
    const Home home;
    check_bad_usage(home.run({"--nonsense"}));
    check_bad_usage(home.run({"dance"}));
    check_bad_usage(home.run({"people"}));
    check_bad_usage(home.run({"people", "add"}));
    check_bad_usage(home.run({"people", "add", "Anna", "Ben"}));
    check_bad_usage(home.run({"check-in", "--mood", "3"}));
    check_bad_usage(home.run({"check-in", "--as", "Anna", "--mood", "high"}));
    check_bad_usage(home.run({"check-in", "--as", "Anna", "--mood", "3", "--audience", "everyone"}));
    check_bad_usage(home.run({"thank", "--as", "Anna"}));
    check_bad_usage(home.run({"note"}));
    check_bad_usage(home.run({"note", "open", "--as", "Anna"}));
    check_bad_usage(home.run({"ritual", "add"}));
    check_bad_usage(home.run({"memories", "import"}));
    check_bad_usage(home.run({"list"}));
    check_bad_usage(home.run({"list", "secrets"}));
    check_bad_usage(home.run({"--screen", "cellar"}));
    check_bad_usage(home.run({"--theme", "purple"}));
    check_bad_usage(home.run({"--scale", "100"}));
    check_bad_usage(home.run({"demo", "--years", "21"}));
    CHECK(home.run({"--window", "large"}).mentions("large"));
    CHECK(home.run({"--window", "1280x"}).exit_code == 2);
    CHECK(run({"--now", "yesterday"}).exit_code == 2);
    CHECK(run({"demo"}).mentions("--data"));
    CHECK(run({"demo"}).exit_code == 2);
    CHECK_FALSE(fs::exists(home.folder()));
}

TEST_CASE("every command has its help", "[platform][command-line]") {
    const std::vector<std::vector<std::string>> commands = {{},
                                                            {"people"},
                                                            {"people", "add"},
                                                            {"people", "list"},
                                                            {"check-in"},
                                                            {"thank"},
                                                            {"note"},
                                                            {"note", "open"},
                                                            {"ritual"},
                                                            {"ritual", "add"},
                                                            {"ritual", "keep"},
                                                            {"ritual", "skip"},
                                                            {"ritual", "agenda"},
                                                            {"memories"},
                                                            {"memories", "import"},
                                                            {"list"},
                                                            {"demo"}};
    for (auto command : commands) {
        command.push_back("--help");
        const auto said = run(command);
        CHECK(said.exit_code == 0);
        CHECK(said.err == "");
        CHECK(said.out.find("Usage: ") != std::string::npos);
        CHECK_FALSE(said.opens_window);
    }
    const auto version = run({"--version"});
    CHECK(version.exit_code == 0);
    CHECK(version.out.rfind("Inglenook ", 0) == 0);
}

TEST_CASE("people join, and are listed in the order they came", "[platform][command-line]") {
    const HomeOfTwo home;
    CHECK(home.anna != home.jörg);
    const auto people = home.done({"people", "list", "--json"}).json();
    REQUIRE(people.size() == 2);
    CHECK(people[0] == Json{{"id", home.anna}, {"name", "Anna"}, {"colour", "plum"}, {"face", "letter"}});
    CHECK(people[1]["name"] == "Jörg");
    CHECK(people[1]["colour"] != "plum");
    CHECK(home.done({"list", "people", "--json"}).json() == people);
    CHECK(home.done({"list", "people"}).out.find("Jörg") != std::string::npos);

    check_refused(home.run({"people", "add", ""}));
    check_refused(home.run({"people", "add", "  "}));
    check_refused(home.run({"people", "add", std::string(500, 'a')}));
    check_refused(home.run({"people", "add", "Ben", "--colour", "beige"}));
    check_refused(home.run({"people", "add", "\xff\xfe"}));
    CHECK(home.done({"people", "list", "--json"}).json() == people);
}

TEST_CASE("the folder may be named before or behind the command", "[platform][command-line]") {
    const HomeOfTwo home;
    const auto before = run({"--data", home.folder().string(), "people", "list"});
    CHECK(before.exit_code == 0);
    CHECK(before.out == home.done({"people", "list"}).out);
}

TEST_CASE("a check-in is its author's alone unless its audience says otherwise", "[platform][command-line]") {
    const HomeOfTwo home;
    const auto id = home.done({"check-in", "--as", "anna", "--mood", "4", "--note", "[draußen] gewesen ❤️"}).id();
    home.done({"check-in", "--as", "Jörg", "--mood", "2", "--audience", "household"});
    home.done({"check-in", "--as", "Jörg", "--mood", "5", "--feeling", "hopeful", "--audience", "room"});

    const auto mine = home.done({"list", "check-ins", "--viewer", "Anna", "--json"}).json();
    REQUIRE(mine.size() == 3);
    const auto& oldest = mine[2];
    CHECK(oldest["id"] == id);
    CHECK(oldest["author"] == home.anna);
    CHECK(oldest["author_name"] == "Anna");
    CHECK(oldest["day"] == "2026-11-23");
    CHECK(oldest["felt_at"].get<std::string>().rfind("2026-11-23T18:12:00", 0) == 0);
    CHECK(oldest["felt_at"].get<std::string>().size() == std::string("2026-11-23T18:10:00+01:00").size());
    CHECK(oldest["mood"] == 4);
    CHECK(oldest["mood_name"] == "good");
    CHECK(oldest["feeling"].is_null());
    CHECK(oldest["note"] == "[draußen] gewesen ❤️");
    CHECK(oldest["audience"] == "only_me");

    CHECK(home.done({"list", "check-ins", "--viewer", "Jörg", "--json"}).json().size() == 2);
    for (const auto& room : {home.done({"list", "check-ins", "--json"}).json(),
                             home.done({"list", "check-ins", "--viewer", "room", "--json"}).json()}) {
        REQUIRE(room.size() == 1);
        CHECK(room[0]["mood_name"] == "lovely");
        CHECK(room[0]["feeling"] == "hopeful");
        CHECK(room[0]["note"].is_null());
        CHECK(room[0]["audience"] == "room");
    }

    check_refused(home.run({"check-in", "--as", "Anna", "--mood", "0"}));
    check_refused(home.run({"check-in", "--as", "Anna", "--mood", "6"}));
    check_refused(home.run({"check-in", "--as", "Anna", "--mood", "3", "--note", std::string(5000, 'a')}));
    CHECK(home.done({"list", "check-ins", "--viewer", "Anna", "--json"}).json().size() == 3);
}

TEST_CASE("thanks go to a person or to life", "[platform][command-line]") {
    const HomeOfTwo home;
    const auto id = home.done({"thank", "--as", "Anna", "--to", "jörg", "[list, of] things"}).id();
    home.done({"thank", "--as", "Jörg", "list", "--audience", "room"});

    const auto thanks = home.done({"list", "thanks", "--viewer", "Anna", "--json"}).json();
    REQUIRE(thanks.size() == 2);
    const auto& first = thanks[1];
    CHECK(first["id"] == id);
    CHECK(first["author_name"] == "Anna");
    CHECK(first["author"] == home.anna);
    CHECK(first["recipient_name"] == "Jörg");
    CHECK(first["recipient"] == home.jörg);
    CHECK(first["day"] == "2026-11-23");
    CHECK(first["given_at"].get<std::string>().rfind("2026-11-23T18:12:00", 0) == 0);
    CHECK(first["text"] == "[list, of] things");
    CHECK(first["edited_at"].is_null());
    CHECK(first["audience"] == "household");
    CHECK(first["hearts"] == Json::array());
    CHECK(thanks[0]["text"] == "list");
    CHECK(thanks[0]["recipient"].is_null());
    CHECK(thanks[0]["recipient_name"].is_null());

    CHECK(home.done({"list", "thanks", "--json"}).json().size() == 1);
    check_refused(home.run({"thank", "--as", "Anna", ""}));
    check_refused(home.run({"thank", "--as", "Anna", "--to", "Anna", "myself"}));
    check_refused(home.run({"thank", "--as", "Anna", std::string(5000, 'a')}));
}

TEST_CASE("thanks go to us, and wait for their moment without anybody else seeing them", "[platform][command-line]") {
    const HomeOfTwo home;
    home.done({"thank", "--as", "Anna", "--to", "us", "for the balcony"});
    const auto waiting =
        home.done({"thank", "--as", "Anna", "--to", "Jörg", "good luck", "--deliver-at", "2026-11-27T08:00"}).id();
    const auto anna = home.done({"list", "thanks", "--viewer", "Anna", "--json"}).json(),
               jorg = home.done({"list", "thanks", "--viewer", "Jörg", "--json"}).json();
    REQUIRE(anna.size() == 2);
    REQUIRE(jorg.size() == 1);
    CHECK(anna[0]["id"] == waiting);
    CHECK(anna[0]["to"] == "person");
    CHECK(anna[0]["waits_until"].get<std::string>().rfind("2026-11-27T08:00:00", 0) == 0);
    CHECK(anna[0]["day"] == "2026-11-27");
    CHECK(jorg[0]["to"] == "us");
    CHECK(jorg[0]["recipient"].is_null());
    CHECK(jorg[0]["waits_until"].is_null());
    CHECK(jorg[0]["memory"].is_null());
    CHECK(home.done({"search", "luck", "--viewer", "Jörg", "--json"}).json().empty());
    CHECK(home.done({"search", "luck", "--viewer", "Anna", "--json"}).json().size() == 1);
    check_refused(home.run({"thank", "--as", "Anna", "--to", "life", "later", "--deliver-at", "2026-11-27T08:00"}));
    check_refused(home.run({"thank", "--as", "Anna", "--to", "Jörg", "too late", "--deliver-at", "2026-11-20T08:00"}));
    CHECK(home.run({"thank", "--as", "Anna", "--to", "Jörg", "some day", "--deliver-at", "some day"}).exit_code == 2);
    check_refused(home.run({"thank", "--as", "Anna", "--to", "Jörg", "look", "--memory", "no such photo"}));
}

TEST_CASE("somebody unknown is named, and so is who is here", "[platform][command-line]") {
    const Home empty;
    const auto nobody = empty.run({"thank", "--as", "Anna", "the coffee"});
    check_refused(nobody);
    CHECK(nobody.mentions("people add"));

    const HomeOfTwo home;
    for (const auto& command :
         std::vector<std::vector<std::string>>{{"thank", "--as", "Zoë", "the coffee"},
                                               {"thank", "--as", "Anna", "--to", "Zoë", "the coffee"},
                                               {"check-in", "--as", "Zoë", "--mood", "3"},
                                               {"list", "thanks", "--viewer", "Zoë"},
                                               {"ritual", "add", "Tea", "--rule", "FREQ=DAILY", "--as", "Zoë"}}) {
        const auto said = home.run(command);
        check_refused(said);
        CHECK(said.mentions("Zoë"));
        CHECK(said.mentions("Anna, Jörg"));
    }
    home.done({"people", "add", "ANNA"});
    CHECK(home.run({"check-in", "--as", "Anna", "--mood", "3"}).mentions("More than one"));
}

TEST_CASE("rituals are put on the calendar, kept and skipped", "[platform][command-line]") {
    const HomeOfTwo home;
    const auto coffee = home.done({"ritual", "add", "Morning coffee", "--rule", "FREQ=DAILY", "--start",
                                   "2026-11-23T07:30", "--symbol", "cup", "--colour", "sage", "--as", "Anna"})
                            .id();
    const auto trip = home.done({"ritual", "add", "Ausflug", "--start", "2026-11-24"}).id();
    CHECK(home.done({"ritual", "keep", coffee, "--on", "2026-11-23"}).out == "");
    CHECK(home.done({"ritual", "skip", coffee, "--on", "tomorrow", "--as", "Jörg"}).out == "");

    CHECK(home.done({"ritual", "agenda", "--from", "2026-11-23", "--to", "2026-11-25"}).out ==
          "2026-11-23 Mon 07:30 Morning coffee  kept\n"
          "2026-11-24 Tue       Ausflug\n"
          "2026-11-24 Tue 07:30 Morning coffee  skipped\n"
          "2026-11-25 Wed 07:30 Morning coffee\n");
    const auto agenda = home.done({"ritual", "agenda", "--from", "today", "--to", "tomorrow", "--json"}).json();
    REQUIRE(agenda.size() == 3);
    CHECK(agenda[0] == Json{{"day", "2026-11-23"},
                            {"at", "07:30"},
                            {"ritual", coffee},
                            {"title", "Morning coffee"},
                            {"outcome", "kept"}});
    CHECK(agenda[1] ==
          Json{{"day", "2026-11-24"}, {"at", nullptr}, {"ritual", trip}, {"title", "Ausflug"}, {"outcome", "open"}});
    CHECK(agenda[2]["outcome"] == "skipped");
    CHECK(home.done({"ritual", "agenda", "--json"}).json().size() == 8);
    CHECK(home.done({"ritual", "agenda", "--viewer", "room", "--json"}).json().empty());

    const auto rituals = home.done({"list", "rituals", "--viewer", "Anna", "--json"}).json();
    REQUIRE(rituals.size() == 2);
    CHECK(rituals[0] == Json{{"id", coffee},
                             {"title", "Morning coffee"},
                             {"note", nullptr},
                             {"symbol", "cup"},
                             {"colour", "sage"},
                             {"rule", "FREQ=DAILY"},
                             {"starts_on", "2026-11-23"},
                             {"starts_at", "07:30"},
                             {"paused_since", nullptr},
                             {"audience", "household"},
                             {"author", home.anna}});
    CHECK(rituals[1]["rule"].is_null());
    CHECK(rituals[1]["starts_at"].is_null());
    CHECK(rituals[1]["author"].is_null());
    CHECK(home.done({"list", "rituals", "--viewer", "Anna"}).out.rfind(coffee, 0) == 0);
    CHECK(home.done({"list", "rituals", "--viewer", "Anna", "--from", "2026-11-25", "--json"}).json().size() == 1);
}

TEST_CASE("a ritual that cannot be is refused, and nothing of it is left", "[platform][command-line]") {
    const HomeOfTwo home;
    const auto refused = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"ritual", "add"});
        const auto said = home.run(more);
        check_refused(said);
        return said;
    };
    refused({"", "--rule", "FREQ=DAILY"});
    refused({"Tea", "--rule", "every now and then"});
    refused({"Tea", "--rule", "FREQ=HOURLY"});
    refused({"Tea", "--rule", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"});
    refused({"Tea", "--rule", "FREQ=DAILY", "--colour", "beige"});
    CHECK(refused({"Tea", "--start", "2026-02-30"}).mentions("2026-02-30"));
    CHECK(refused({"Tea", "--start", "23.11.2026"}).mentions("23.11.2026"));
    CHECK(refused({"Tea", "--start", "2026-11-23T25:00"}).mentions("25:00"));
    CHECK(refused({"Tea", "--start", "2026-11-23T7:30"}).mentions("7:30"));
    CHECK(home.done({"list", "rituals", "--viewer", "Anna", "--json"}).json().empty());

    const auto weekly =
        home.done({"ritual", "add", "Tea", "--rule", "FREQ=WEEKLY;BYDAY=FR", "--start", "2026-11-27"}).id();
    check_refused(home.run({"ritual", "keep", weekly, "--on", "2026-11-23"}));
    check_refused(home.run({"ritual", "keep", weekly, "--on", "soon"}));
    check_refused(home.run({"ritual", "keep", "Tea", "--on", "2026-11-27"}));
    check_refused(home.run({"ritual", "keep", home.anna, "--on", "2026-11-27"}));
    check_refused(home.run({"ritual", "agenda", "--from", "2026-11-27", "--to", "2026-11-23"}));
}

TEST_CASE("lists keep to the days named", "[platform][command-line]") {
    const HomeOfTwo home;
    home.done({"thank", "--as", "Anna", "today's"});
    CHECK(home.done({"list", "thanks", "--viewer", "Anna", "--from", "today", "--to", "2026-11-23", "--json"})
              .json()
              .size() == 1);
    CHECK(home.done({"list", "thanks", "--viewer", "Anna", "--from", "tomorrow", "--json"}).out == "[]\n");
    CHECK(home.done({"list", "thanks", "--viewer", "Anna", "--to", "yesterday"}).out == "");
    const auto said = home.run({"list", "thanks", "--from", "2026-13-01"});
    check_refused(said);
    CHECK(said.mentions("2026-13-01"));
    check_refused(home.run({"list", "thanks", "--from", "tomorrow", "--to", "today"}));
}

TEST_CASE("photos arrive, those that cannot are named, and none arrives twice", "[platform][command-line]") {
    const HomeOfTwo home;
    home.photo("bilder/Schloß.jpg", 200);
    home.photo("bilder/innen/[zwei].jpg", 90);
    const auto text = home.file("bilder/liste.jpg", "milk, bread");
    const auto folder = text.parent_path().string();

    const auto said = home.run({"memories", "import", folder, "--as", "Anna"});
    CHECK(said.exit_code == 1);
    CHECK(said.mentions("liste.jpg: "));
    CHECK(said.out.find("2 photos arrived") != std::string::npos);

    const auto memories = home.done({"list", "memories", "--viewer", "Jörg", "--json"}).json();
    REQUIRE(memories.size() == 2);
    for (const auto& memory : memories) {
        CHECK(memory["id"].get<std::string>().size() == 36);
        CHECK(memory["day"].get<std::string>().size() == 10);
        CHECK(memory["taken_at"].get<std::string>().size() == 25);
        CHECK(memory["dated_by"] == "file");
        CHECK(memory["caption"].is_null());
        CHECK(memory["photo"].get<std::string>().size() == 64);
        CHECK(memory["format"] == "jpeg");
        CHECK(memory["width"] == 32);
        CHECK(memory["height"] == 24);
        CHECK(memory["audience"] == "household");
        CHECK(memory["author"] == home.anna);
    }

    const auto again = home.done({"memories", "import", folder + "/Schloß.jpg", folder + "/innen/[zwei].jpg"});
    CHECK(again.out.find("0 photos arrived") != std::string::npos);
    CHECK(again.out.find("2 were already there") != std::string::npos);
    CHECK(home.done({"list", "memories", "--viewer", "Jörg", "--json"}).json() == memories);

    const auto there = fs::current_path();
    fs::current_path(folder + "/innen");
    fs::rename("[zwei].jpg", "[drei]");
    const auto bracketed = home.run({"memories", "import", "[drei]"});
    fs::current_path(there);
    CHECK(bracketed.exit_code == 0);
    CHECK(bracketed.out.find("was already there") != std::string::npos);

    const auto missing = home.run({"memories", "import", folder + "/nowhere.jpg"});
    CHECK(missing.exit_code == 1);
    CHECK(missing.mentions("nowhere.jpg: "));
}

TEST_CASE("a sample household is the same for the same seed, and only fills an empty folder",
          "[platform][command-line]") {
    const Home one, other;
    one.done({"demo", "--years", "0", "--photos", "2", "--seed", "7"});
    other.done({"demo", "--years", "0", "--photos", "2", "--seed", "7"});
    const auto people = one.done({"list", "people", "--json"}).json();
    CHECK(people.size() >= 2);
    const auto name = people[0]["name"].get<std::string>();
    CHECK(one.done({"list", "thanks", "--viewer", name}).out == other.done({"list", "thanks", "--viewer", name}).out);

    const auto again = one.run({"demo", "--years", "1"});
    check_refused(again);
    CHECK(again.mentions(one.folder().string()));
}

TEST_CASE("a folder that cannot hold a household is a fault with a sentence", "[platform][command-line]") {
    const Home home;
    fs::create_directories(home.folder());
    std::ofstream(home.folder() / "household.db") << std::string(5000, 'x');
    const auto said = home.run({"people", "list"});
    CHECK(said.exit_code == 2);
    CHECK(said.out == "");
    CHECK(said.mentions(home.folder().string()));
    CHECK(fs::file_size(home.folder() / "household.db") == 5000);

    const auto file = home.file("no-folder", "");
    CHECK(run({"people", "list", "--data", (file / "deeper").string()}).exit_code == 2);
}

TEST_CASE("what is not known is named, and what follows it is not repeated", "[platform][command-line]") {
    const HomeOfTwo home;
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"list", "check-ins", "--viewer", "Anna", "--pin", "4711"},
          {"list", "check-ins", "--viewer", "Anna", "--pin=4711"}}) {
        const auto said = home.run(arguments);
        CHECK(said.exit_code == 2);
        CHECK(said.err.find("“--pin” is not known here.") != std::string::npos);
        CHECK(said.err.find("4711") == std::string::npos);
    }
    CHECK(home.run({"lits"}).err.find("“lits” is not known here.") != std::string::npos);
}

TEST_CASE("control characters in what people wrote do not reach the terminal", "[platform][command-line]") {
    const HomeOfTwo home;
    home.done({"thank", "--as", "Anna", "two\nlines", "--audience", "room"});
    CHECK(home.done({"list", "thanks"}).out == "2026-11-23  18:12  Anna thanks life:  two lines\n");
}

// No receipts, no last-seen, no counts of what somebody else does: what one keeps to oneself and what one reads leaves
// no trace in what the other is told. Every word that may name something in the JSON stands here.
TEST_CASE("no list tells what somebody else has read, or how much they keep to themselves",
          "[platform][command-line]") {
    const std::set<std::string> names = {
        "id",        "name",           "colour",  "face",      "author",    "author_name",
        "recipient", "recipient_name", "day",     "felt_at",   "given_at",  "mood",
        "mood_name", "feeling",        "note",    "text",      "edited_at", "audience",
        "hearts",    "title",          "symbol",  "rule",      "starts_on", "starts_at",
        "happened",  "paused_since",   "dates",   "dated_by",  "caption",   "photo",
        "format",    "kind",           "gone_on", "can_erase", "outcome",   "can_restore",
        "width",     "height",         "around",  "wish",      "good_news", "icon",
        "closeness", "level",          "around",  "wish",      "good_news", "to",
        "memory",    "waits_until",  // whom it is to, its photo; until when one’s own waits
        "closed",    "put_away"};    // what the viewer did with it, and nobody else
    const HomeOfTwo home;
    home.done({"check-in", "--mood", "4", "--as", "Jörg", "--audience", "household", "--note", "a good day"});
    home.done({"closeness", "--level", "5", "--as", "Jörg", "--audience", "household"});
    home.done({"thank", "--as", "Jörg", "--to", "Anna", "for the soup"});
    home.done({"ritual", "add", "Tea", "--as", "Jörg", "--rule", "FREQ=DAILY"});
    home.done({"thank", "--as", "Anna", "--to", "Jörg", "for the tea"});
    const std::vector<std::vector<std::string>> asked = {{"list", "people", "--json"},
                                                         {"list", "check-ins", "--viewer", "Anna", "--json"},
                                                         {"list", "closeness", "--viewer", "Anna", "--json"},
                                                         {"list", "thanks", "--viewer", "Anna", "--json"},
                                                         {"list", "rituals", "--viewer", "Anna", "--json"},
                                                         {"list", "memories", "--viewer", "Anna", "--json"},
                                                         {"list", "activities", "--viewer", "Anna", "--json"},
                                                         {"shared", "--as", "Anna", "--json"},
                                                         {"trash", "list", "--as", "Anna", "--json"}};
    const auto told = [&] {
        std::vector<std::string> answers;
        for (const auto& question : asked) answers.push_back(home.done(question).out);
        return answers;
    };
    const auto before = told();
    for (const auto& answer : before)
        for (const auto& row : Json::parse(answer))  // with a row of most kinds
            for (const auto& [name, value] : row.items()) {
                INFO(name);
                CHECK(names.count(name) == 1);
            }
    for (const char* kind : {"check-ins", "thanks", "rituals", "memories"})
        home.done({"list", kind, "--viewer", "Jörg"});
    home.done({"check-in", "--mood", "2", "--as", "Jörg"});
    home.done({"closeness", "--level", "2", "--as", "Jörg"});
    home.done({"thank", "--as", "Jörg", "for the quiet", "--audience", "only-me"});
    home.done({"thank", "--as", "Jörg", "--to", "Anna", "for Friday", "--deliver-at", "2026-11-27T08:00"});
    for (const auto& note : home.done({"list", "thanks", "--viewer", "Jörg", "--json"}).json())
        if (note["author_name"] == "Anna") home.done({"note", "open", note["id"].get<std::string>(), "--as", "Jörg"});
    CHECK(told() == before);
    home.done({"thank", "--as", "Jörg", "--to", "Anna", "for the bread"});
    CHECK(told() != before);
}

TEST_CASE("the words for how one feels are listed with their places, and what is around one's days for oneself alone",
          "[platform][command-line]") {
    const HomeOfTwo home;
    const auto words = home.done({"list", "feelings", "--json"}).json();
    REQUIRE(words.size() >= 120);
    bool found = false;
    for (const auto& word : words) {
        found = found || word["word"] == "left out";
        CHECK(std::fabs(word["pleasantness"].get<double>()) <= 1);
        CHECK(std::fabs(word["energy"].get<double>()) <= 1);
    }
    CHECK(found);
    CHECK(home.done({"list", "feelings"}).out.find("at ease") != std::string::npos);
    CHECK(home.done({"list", "activities", "--viewer", "Anna", "--json"}).json().empty());
    const Home other;
    other.done({"demo", "--years", "1", "--photos", "2"});
    const auto name = other.done({"list", "people", "--json"}).json()[0]["name"].get<std::string>();
    const auto mine = other.done({"list", "activities", "--viewer", name, "--json"}).json();
    REQUIRE(mine.size() > 5);
    CHECK(mine[0]["name"] == "a walk");
    CHECK(mine[0]["icon"] == "walk");
    CHECK(other.done({"list", "activities", "--json"}).json().empty());
}

TEST_CASE("a check-in says on the command line all that it says on the screen", "[platform][command-line]") {
    const HomeOfTwo home;
    home.done({"check-in", "--as", "Anna", "--mood", "2", "--around", "work, a walk", "--wish", "listen", "--at",
               "2026-11-22T23:15", "--audience", "household"});
    home.done({"check-in", "--as", "Anna", "--mood", "5", "--good-news", "--audience", "household"});
    const auto list = home.done({"list", "check-ins", "--viewer", "Jörg", "--json"}).json();
    REQUIRE(list.size() == 2);
    CHECK(list[0]["good_news"] == true);
    CHECK(list[0]["wish"].is_null());
    CHECK(list[1]["around"] == "work, a walk");
    CHECK(list[1]["wish"] == "listen");
    CHECK(list[1]["day"] == "2026-11-22");
    CHECK(list[1]["felt_at"].get<std::string>().substr(0, 16) == "2026-11-22T23:15");
    check_refused(home.run({"check-in", "--as", "Anna", "--mood", "2", "--at", "2027-01-01T00:00"}));
    CHECK(home.run({"check-in", "--as", "Anna", "--mood", "2", "--at", "yesterday evening"}).exit_code != 0);
    check_bad_usage(home.run({"check-in", "--as", "Anna", "--mood", "2", "--wish", "money"}));
}

TEST_CASE("closeness is noted and listed, its author's alone unless its audience says otherwise",
          "[platform][command-line]") {
    const HomeOfTwo home;
    const auto own = home.done({"closeness", "--as", "Anna", "--level", "6"}).id();
    const auto shared = home.done({"closeness", "--as", "Anna", "--level", "2", "--audience", "household"}).id();
    const auto all = home.done({"list", "closeness", "--viewer", "Anna", "--json"}).json();
    REQUIRE(all.size() == 2);
    CHECK(all[0]["id"] == shared);
    CHECK(all[1]["id"] == own);
    CHECK(all[1]["level"] == 6);
    CHECK(all[1]["author_name"] == "Anna");
    CHECK(all[1]["day"] == "2026-11-23");
    CHECK(all[1]["audience"] == "only_me");
    CHECK(home.done({"list", "closeness", "--viewer", "Jörg", "--json"}).json().size() == 1);
    CHECK(home.done({"list", "closeness", "--json"}).json().empty());
    CHECK(home.done({"list", "closeness", "--viewer", "Anna"}).out.find("6 of 7") != std::string::npos);
    check_refused(home.run({"closeness", "--as", "Anna", "--level", "8"}));
    check_bad_usage(home.run({"closeness", "--as", "Anna"}));
}

TEST_CASE("words are searched for with somebody's eyes", "[platform][command-line]") {
    const HomeOfTwo home;
    home.done({"thank", "--as", "Anna", "--to", "Jörg", "For the crème brûlée"});
    home.done({"check-in", "--as", "Jörg", "--mood", "4", "--note", "creme on my nose"});
    home.done({"ritual", "add", "Creamy coffee", "--as", "Anna"});
    const auto found = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "search");
        words.push_back("--json");
        return home.done(words).json();
    };
    CHECK(found({"creme"}).empty());  // the room
    const auto by_anna = found({"CREME", "--viewer", "Anna"});
    REQUIRE(by_anna.size() == 1);
    CHECK(by_anna[0]["kind"] == "thanks");
    CHECK(by_anna[0]["text"] == "For the crème brûlée");
    CHECK(found({"crem", "--viewer", "Jörg"}).size() == 2);
    CHECK(found({"crea", "--viewer", "Jörg", "--kind", "rituals"}).size() == 1);
    CHECK(found({"crem", "--viewer", "Jörg", "--limit", "1"}).size() == 1);
    CHECK(found({"crem", "--viewer", "Jörg", "--to", "2026-11-22"}).empty());
    CHECK(home.done({"search", "brulee", "--viewer", "Anna"}).out.find("brûlée") != std::string::npos);
    check_refused(home.run({"search", "x", "--viewer", "Nobody"}));
    check_bad_usage(home.run({"search"}));
}

TEST_CASE("a list leaves out what was put away unless it is asked for", "[platform][command-line]") {
    const HomeOfTwo home;
    home.done({"thank", "--as", "Anna", "--to", "Jörg", "for the bread"});
    for (const char* what : {"thanks", "check-ins"})
        CHECK(home.done({"list", what, "--viewer", "Jörg", "--put-away", "--json"}).json().is_array());
    const auto thanks = home.done({"list", "thanks", "--viewer", "Jörg", "--json"}).json();
    REQUIRE(thanks.size() == 1);
    CHECK(thanks[0]["text"].is_null());
    CHECK(thanks[0]["closed"] == true);
    CHECK(thanks[0]["put_away"] == false);
    const auto by_anna = home.done({"list", "thanks", "--viewer", "Anna", "--json"}).json();
    CHECK(by_anna[0]["text"] == "for the bread");
    CHECK(by_anna[0]["closed"] == false);
    const auto id = thanks[0]["id"].get<std::string>();
    check_refused(home.run({"note", "open", id, "--as", "Anna"}));
    CHECK(home.done({"note", "open", id, "--as", "Jörg"}).out.find("for the bread") != std::string::npos);
    CHECK(home.done({"list", "thanks", "--viewer", "Jörg", "--json"}).json()[0]["text"] == "for the bread");
}

TEST_CASE("every screen that can be begun with is among the pictures", "[platform][command-line]") {
    std::ifstream file(fs::path(INGLENOOK_SOURCE_DIR) / "tests/screenshots/screenshots.sh");
    REQUIRE(file);
    std::set<std::string> drawn;
    std::string line;
    bool naming = false;  // between the quotes of screens='…'
    while (std::getline(file, line)) {
        naming = naming || line.rfind("screens='", 0) == 0;
        if (!naming && line.rfind("draw_all ", 0) != 0) continue;
        if (line.back() == '\'') naming = false;
        for (auto& c : line)
            if (c == '\'' || c == '=') c = ' ';
        std::istringstream words(line);
        for (std::string word; words >> word;) drawn.insert(word);
    }
    REQUIRE(drawn.count("today") == 1);
    for (const auto screen : app::screen_names()) {
        INFO(screen);
        CHECK(drawn.count(std::string(screen)) == 1);
    }
}
