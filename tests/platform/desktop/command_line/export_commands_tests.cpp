#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "platform/desktop/command_line/command_line.hpp"
#include "tests/core/files.hpp"
#include "tests/platform/desktop/command_line/said.hpp"
#include "tests/platform/desktop/command_line/session_home.hpp"

using tests::Said;

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

// A household of two who wrote something, and a folder beside it.
class ExportHome {
public:
    ExportHome() {
        setenv("INGLENOOK_SECRETS", (temporary_.path() / "device").c_str(), 1);
        done({"people", "add", "Anna"});
        done({"people", "add", "Ben"});
        done({"check-in", "--as", "Anna", "--mood", "2", "--note", "Anna keeps this", "--around", "a walk"});
        done({"check-in", "--as", "Ben", "--mood", "4", "--note", "Ben keeps this"});
        done({"thank", "--as", "Ben", "--to", "Anna", "=for the soup"});
        done({"thank", "--as", "Anna", "for the sun", "--audience", "room"});
        done({"ritual", "add", "Tea", "--rule", "FREQ=DAILY", "--as", "Anna"});
    }
    Said run(std::vector<std::string> arguments, const char* household = "home") const {
        return tests::run_in(temporary_.path() / household, std::move(arguments));
    }
    Said done(std::vector<std::string> arguments, const char* household = "home") const {
        const auto said = run(std::move(arguments), household);
        INFO(said.err);
        REQUIRE(said.exit_code == 0);
        return said;
    }
    fs::path place(const char* name) const { return temporary_.path() / name; }
    std::string bytes(const fs::path& name) const { return tests::bytes_in(temporary_.path() / name); }

private:
    tests::TemporaryFolder temporary_;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("every format is written as its viewer sees the household", "[platform][export]") {
    const ExportHome home;
    const std::pair<const char*, const char*> files[] = {
        {"json", "all.json"}, {"markdown", "all.md"}, {"html", "all.html"}};
    for (const auto& [format, name] : files) {
        CAPTURE(format);
        const auto said = home.done({"export", format, home.place(name).string(), "--viewer", "Anna"});
        CHECK(said.out == home.place(name).string() + "\n");
        CHECK(said.err.empty());
        const auto text = home.bytes(name);
        CHECK(has(text, "Anna keeps this"));
        CHECK(has(text, "for the soup"));
        CHECK(has(text, "Tea"));
        CHECK_FALSE(has(text, "Ben keeps this"));
        const auto room = home.place("room").string() + name;
        home.done({"export", format, room, "--viewer", "room"});
        const auto seen = home.bytes(room);
        CHECK(has(seen, "for the sun"));
        for (const char* hidden : {"Anna keeps this", "soup", "Tea"}) CHECK_FALSE(has(seen, hidden));
    }
    home.done({"export", "csv", home.place("tables").string(), "--viewer", "Ben"});
    CHECK(has(home.bytes("tables/thanks.csv"), "'=for the soup"));
    CHECK(has(home.bytes("tables/check_ins.csv"), "Ben keeps this"));
    CHECK_FALSE(has(home.bytes("tables/check_ins.csv"), "Anna keeps this"));
}

TEST_CASE("an export is not written over what is there, and says so", "[platform][export]") {
    const ExportHome home;
    std::ofstream(home.place("all.html")) << "mine";
    const auto file = home.place("all.html").string();
    const auto refused = home.run({"export", "html", file, "--viewer", "Anna"});
    CHECK(refused.exit_code == 1);
    CHECK(has(refused.err, "--replace"));
    CHECK(home.bytes("all.html") == "mine");
    home.done({"export", "html", file, "--viewer", "Anna", "--replace"});
    CHECK(has(home.bytes("all.html"), "Anna keeps this"));
    const auto own =
        home.run({"export", "json", home.place("home/household.db").string(), "--viewer", "Anna", "--replace"});
    CHECK(own.exit_code == 1);
    CHECK(has(own.err, "own folder"));
    const auto nowhere = home.run({"export", "json", home.place("no/such/all.json").string(), "--viewer", "Anna"});
    CHECK(nowhere.exit_code == 2);
    CHECK(has(nowhere.err, "could not be written"));
    CHECK(home.run({"export", "json", home.place("x.json").string(), "--viewer", "Nobody"}).exit_code == 1);
    CHECK(home.run({"export", "json", home.place("x.json").string()}).exit_code == 2);
    CHECK(home.run({"export", "xml", home.place("x.xml").string(), "--viewer", "Anna"}).exit_code == 2);
}

TEST_CASE("what is shut is left out, and how much of it is said", "[platform][export]") {
    const ExportHome home;
    const auto with_pin = [&](std::vector<std::string> arguments, const std::string& lines) {
        tests::Piped pin(lines.substr(0, lines.size() - 1));
        arguments.insert(arguments.end(), {"--pin-fd", std::to_string(pin.end())});
        return home.run(std::move(arguments));
    };
    REQUIRE(with_pin({"vault", "set", "--as", "Anna"}, "2580\n").exit_code == 0);
    const auto shut = home.done({"export", "json", home.place("shut.json").string(), "--viewer", "Anna"});
    CHECK(has(shut.err, "1 check-in"));
    CHECK_FALSE(has(home.bytes("shut.json"), "Anna keeps this"));
    CHECK(Json::parse(home.bytes("shut.json")).at("left_out").at("check_ins") == 1);
    const auto open = with_pin({"export", "json", home.place("open.json").string(), "--viewer", "Anna"}, "2580\n");
    CHECK(open.exit_code == 0);
    CHECK(open.err.empty());
    CHECK(has(home.bytes("open.json"), "Anna keeps this"));
}

TEST_CASE("a household is brought in where nobody has been, and is the same", "[platform][export]") {
    const ExportHome home;
    const auto file = home.place("all.json").string();
    home.done({"export", "json", file, "--viewer", "Anna"});
    const auto refused = home.run({"import", "household", file});
    CHECK(refused.exit_code == 1);
    CHECK(has(refused.err, "People live in this household already"));

    const auto said = home.done({"import", "household", file}, "other");
    CHECK(said.out == "2 people\n1 check-in\n2 thanks\n1 ritual\n");
    for (const char* what : {"people", "check-ins", "thanks", "rituals"})
        CHECK(home.done({"list", what, "--viewer", "Anna", "--json"}, "other").out ==
              home.done({"list", what, "--viewer", "Anna", "--json"}).out);
    home.done({"export", "json", home.place("again.json").string(), "--viewer", "Anna"}, "other");
    CHECK(home.bytes("again.json") == home.bytes("all.json"));
}

TEST_CASE("a household's file that is broken is refused with the place", "[platform][export]") {
    const ExportHome home;
    const auto file = home.place("all.json").string();
    home.done({"export", "json", file, "--viewer", "Anna"});
    auto text = home.bytes("all.json");
    std::ofstream(home.place("cut.json")) << text.substr(0, text.size() / 2);
    const auto cut = home.run({"import", "household", home.place("cut.json").string()}, "other");
    CHECK(cut.exit_code == 1);
    CHECK(has(cut.err, "cut.json: It is not whole: line "));
    text.replace(text.find("\"mood\": 2"), 9, "\"mood\": 9");
    std::ofstream(home.place("wrong.json")) << text;
    const auto wrong = home.run({"import", "household", home.place("wrong.json").string()}, "other");
    CHECK(wrong.exit_code == 1);
    CHECK(has(wrong.err, "check_ins[0].mood holds something that cannot stand there."));
    CHECK(home.run({"import", "household", home.place("nothing.json").string()}, "other").exit_code == 1);
    CHECK(home.done({"people", "list"}, "other").out.empty());
}

TEST_CASE("what was brought in is listed, and taken back by its id", "[platform][import]") {
    const ExportHome home;
    std::ofstream(home.place("journal.txt")) << "[2026-11-01 09:00] The first\n\n[2026-11-02 09:00] The second\n";
    const auto brought = home.done({"import", "jrnl", home.place("journal.txt").string(), "--as", "Anna"});
    CHECK(has(brought.out, "inglenook import undo "));
    const auto list = Json::parse(home.done({"import", "list", "--as", "Anna", "--json"}).out);
    REQUIRE(list.size() == 1);
    CHECK(list[0].at("program") == "jrnl");
    CHECK(list[0].at("source_name") == "journal.txt");
    CHECK(list[0].at("thanks") == 2);
    CHECK(has(home.done({"import", "list", "--as", "Anna"}).out, "2 thanks"));
    CHECK(home.done({"import", "list", "--as", "Ben"}).out.empty());
    const auto id = list[0].at("id").get<std::string>();
    CHECK(home.run({"import", "undo", id, "--as", "Ben"}).exit_code == 1);
    CHECK(home.run({"import", "undo", "nonsense", "--as", "Anna"}).exit_code == 2);
    CHECK(home.done({"import", "undo", id, "--as", "Anna"}).out == "2 entries went into the trash.\n");
    CHECK_FALSE(has(home.done({"list", "thanks", "--viewer", "Anna"}).out, "The first"));
    CHECK(has(home.done({"trash", "list", "--as", "Anna"}).out, "The first"));
    CHECK(home.run({"import", "undo", id, "--as", "Anna"}).exit_code == 1);
}
