#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "platform/desktop/command_line/command_line.hpp"
#include "tests/platform/desktop/command_line/said.hpp"
#include "tests/platform/desktop/command_line/session_home.hpp"

using tests::Said;

namespace {

// A household with Anna in it, on a Monday evening in November, and files beside it.
class ImportHome {
public:
    ImportHome() {
        setenv("INGLENOOK_SECRETS", (temporary_.path() / "device").c_str(), 1);
        REQUIRE(run({"people", "add", "Anna"}).exit_code == 0);
        REQUIRE(run({"people", "add", "Ben"}).exit_code == 0);
    }
    Said run(std::vector<std::string> arguments) const {
        return tests::run_in(temporary_.path() / "home", std::move(arguments));
    }
    std::string file(const std::string& name, const std::string& content) const {
        const auto path = temporary_.path() / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content;
        return path.string();
    }
    std::string list(const std::string& what, const std::string& viewer) const {
        return run({"list", what, "--viewer", viewer}).out;
    }

private:
    tests::TemporaryFolder temporary_;
};

bool says(const std::string& text, const std::string& part) {
    INFO(text);
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

const std::string daylio =
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    "2026-11-20,20 November,Friday,10:15 pm,good,\"walk | tea\",,\"by the lake\"\n"
    "2026-11-18,18 November,Wednesday,08:00,Anxious,,,\"before the talk\"\n";

}  // namespace

TEST_CASE("a Daylio file is looked at, asked about and brought in from the command line", "[platform][import]") {
    const ImportHome home;
    const auto file = home.file("daylio.csv", daylio);
    const auto look = home.run({"import", "daylio", file, "--as", "Anna", "--dry-run"});
    CHECK(look.exit_code == 1);
    says(look.out, "“good” (1 entry) becomes 4, Good.");
    says(look.out, "“Anxious” (1 entry) is not known.");
    says(look.out, "1 entry is new.");
    says(look.out, "Nothing was changed.");
    CHECK(home.list("check-ins", "Anna").empty());

    const auto unknown = home.run({"import", "daylio", file, "--as", "Anna"});
    CHECK(unknown.exit_code == 1);
    CHECK(unknown.out.empty());
    says(unknown.err, "--mood \"Anxious\"=1..5");
    CHECK(home.list("check-ins", "Anna").empty());

    const auto looked = home.run({"import", "daylio", file, "--as", "Anna", "--mood", "anxious=2", "--dry-run"});
    CHECK(looked.exit_code == 0);
    says(looked.out, "It would add 2 check-ins of Anna, only for them.");
    CHECK(home.list("check-ins", "Anna").empty());

    const auto done = home.run({"import", "daylio", file, "--as", "Anna", "--mood", "anxious=2", "--mood", "good=5"});
    CHECK(done.exit_code == 0);
    CHECK(done.err.empty());
    says(done.out, "2 entries are new.");
    says(done.out, "2 check-ins of Anna were added, only for them.");
    const auto list = home.list("check-ins", "Anna");
    says(list, "2026-11-20");
    says(list, "by the lake");
    CHECK(home.list("check-ins", "Ben").empty());

    const auto again = home.run({"import", "daylio", file, "--as", "Anna", "--mood", "Anxious=2", "--mood", "good=5"});
    CHECK(again.exit_code == 0);
    says(again.out, "0 entries are new.\n2 are here already.");
    CHECK(home.list("check-ins", "Anna") == list);
}

TEST_CASE("each other program's file has its command", "[platform][import]") {
    const ImportHome home;
    const auto presently =
        home.run({"import", "presently", home.file("p.csv", "entryDate,entryContent\n2026-11-01,the sun\n"), "--as",
                  "Anna", "--audience", "room"});
    CHECK(presently.exit_code == 0);
    says(presently.out, "1 thanks to life of Anna was added, for whoever is in the room.");
    says(home.list("thanks", "room"), "the sun");

    const auto day_one =
        home.run({"import", "dayone",
                  home.file("Journal.json", R"({"entries":[{"creationDate":"2026-11-02T10:00:00Z","text":"a day"}]})"),
                  "--as", "Anna"});
    CHECK(day_one.exit_code == 0);
    says(home.list("thanks", "Anna"), "a day");

    home.file("months/2026-10.txt", "1: {text: first of October}\n");
    const auto month = std::filesystem::path(home.file("months/2026-09.txt", "1: {text: first of September}\n"));
    CHECK(home.run({"import", "rednotebook", month.parent_path().string(), "--as", "Anna", "--audience", "household"})
              .exit_code == 0);
    says(home.list("thanks", "Ben"), "first of October");
    says(home.list("thanks", "Ben"), "first of September");

    const auto jrnl = home.run({"import", "jrnl", home.file("journal.txt", "[2026-11-03 10:00] Title.\nbody\n"), "--as",
                                "Anna", "--become", "check-ins"});
    CHECK(jrnl.exit_code == 0);
    says(home.list("check-ins", "Anna"), "body");
}

TEST_CASE("what is wrong with a file is told by its line, and the rest is brought in", "[platform][import]") {
    const ImportHome home;
    const auto file = home.file(
        "p.csv", "entryDate,entryContent\n2026-11-01,the sun\nyesterday,tea\n2026-12-24,to come\n2026-11-01,the sun\n");
    const auto said = home.run({"import", "presently", file, "--as", "Anna"});
    CHECK(said.exit_code == 1);
    says(said.err, "p.csv, line 3: that is not a date; it was left out (“yesterday”)");
    says(said.err, "p.csv, line 4: that day is still to come");
    says(said.out,
         "1 entry is new.\n1 stands in the file twice.\n1 cannot be taken.\n1 thanks to life of Anna was added");

    const auto day_one =
        home.run({"import", "dayone",
                  home.file("Journal.json", R"({"entries":[{"creationDate":"2026-11-02T10:00:00Z","text":"x"},7]})"),
                  "--as", "Anna"});
    CHECK(day_one.exit_code == 1);
    says(day_one.err, "Journal.json, entry 2: ");

    const auto missing = home.run({"import", "jrnl", "/nowhere/journal.txt", "--as", "Anna"});
    CHECK(missing.exit_code == 1);
    says(missing.err, "journal.txt: it cannot be read");
    says(missing.out, "0 entries are new.");
}

TEST_CASE("an import that is not understood changes nothing", "[platform][import]") {
    const ImportHome home;
    const auto file = home.file("daylio.csv", daylio);
    CHECK(home.run({"import", "daylio", file, "--as", "Nobody"}).exit_code == 1);
    for (const auto* mood : {"Anxious", "Anxious=6", "=3", "Anxious=", "Anxious=22"}) {
        const auto said = home.run({"import", "daylio", file, "--as", "Anna", "--mood", mood});
        CHECK(said.exit_code == 2);
        says(said.err, "--mood Anxious=2");
    }
    CHECK(home.run({"import", "daylio", file}).exit_code == 2);
    CHECK(home.run({"import"}).exit_code == 2);
    CHECK(home.run({"import", "notes", file, "--as", "Anna"}).exit_code == 2);
    CHECK(home.run({"import", "daylio", file, "--as", "Anna", "--audience", "everybody"}).exit_code == 2);
    CHECK(home.run({"import", "presently", file, "--as", "Anna", "--mood", "good=1"}).exit_code == 2);
    CHECK(home.list("check-ins", "Anna").empty());
}

TEST_CASE("who has a PIN is asked for it, as what is sealed could not be told from what is new", "[platform][import]") {
    const ImportHome home;
    const auto file = home.file("p.csv", "entryDate,entryContent\n2026-11-01,the sun\n");
    CHECK(home.run({"import", "presently", file, "--as", "Anna"}).exit_code == 0);
    const tests::Piped pin("12345"), wrong("54321"), right("12345");
    REQUIRE(home.run({"vault", "set", "--as", "Anna", "--pin-fd", std::to_string(pin.end())}).exit_code == 0);
    CHECK(home.run({"import", "presently", file, "--as", "Anna", "--pin-fd", std::to_string(wrong.end())}).exit_code ==
          1);
    const auto said = home.run({"import", "presently", file, "--as", "Anna", "--pin-fd", std::to_string(right.end())});
    CHECK(said.exit_code == 0);
    says(said.out, "0 entries are new.\n1 is here already.");
}
