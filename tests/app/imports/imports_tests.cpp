#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/imports/import_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/pins.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

const std::string daylio =
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    "2026-11-20,20 November,Friday,22:15,good,\"walk | tea\",,\"by the lake\"\n"
    "2026-11-19,19 November,Thursday,00:30,awful,,,\n"
    "yesterday,19 November,Thursday,00:30,awful,,,\n"
    "2026-11-18,18 November,Wednesday,08:00,Anxious,,,\"before the talk\"\n";

Setup at_imports() {
    Setup setup;
    setup.screen = "imports";
    setup.before = [](core::Household& household) {
        two_people(household);
        household.forget_undo();
    };
    return setup;
}

void put(const Stage& stage, const char* name, const std::string& content) {
    std::ofstream(stage.pictures() / name, std::ios::binary) << content;
}

// From the list of programs to the preview, by touch.
void look_at(Stage& stage, const char* program, const char* name, const std::string& content) {
    put(stage, name, content);
    stage.services.places_offered = {{"Pictures", stage.pictures()}};
    stage.settle();
    stage.click(Role::list_item, program);
    stage.settle();
    stage.click(Role::list_item, "Pictures");
    stage.settle();
    stage.click(Role::list_item, name);
    stage.wait(1);
    stage.settle();
}

std::vector<core::CheckIn> check_ins(Stage& stage) {
    return stage.household().get<core::CheckInStore>().between(stage.viewer(0), monday - 400, monday + 1);
}
std::vector<core::Thanks> thanks(Stage& stage) {
    return stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 1'000);
}

void bring(Stage& stage) {
    stage.click(Role::button, "Bring it in");
    stage.wait(1);
    stage.settle();
}

}  // namespace

TEST_CASE("a diary is looked at, its own moods are given faces, and it is brought in and taken back",
          "[app][imports]") {
    Stage stage(at_imports());
    look_at(stage, "Daylio", "daylio.csv", daylio);
    // What it becomes, and what is wrong with it, by its line; nothing is written.
    CHECK(stage.shows("2 check-ins are new."));
    stage.node(Role::heading, "1 line to look at");
    CHECK(stage.shows("daylio.csv, line 4: that is not a date"));
    CHECK(stage.holds("by the lake"));
    CHECK(stage.holds("Choose a face for 1 mood first."));
    CHECK(check_ins(stage).empty());
    stage.click(Role::button, "Bring it in");
    stage.settle();
    CHECK(check_ins(stage).empty());

    CHECK(stage.node(Role::choice, "good: Good").on);
    CHECK(stage.node(Role::choice, "awful: Rough").on);
    stage.click(Role::choice, "Anxious: Low");
    stage.settle();
    CHECK(stage.holds("3 check-ins are new."));
    CHECK_FALSE(stage.holds("Choose a face for"));
    bring(stage);
    CHECK(stage.shows("3 check-ins were added."));
    const auto list = check_ins(stage);
    REQUIRE(list.size() == 3);
    CHECK(list[0].note == "by the lake");
    CHECK(list[0].around == std::vector<std::string>{"walk", "tea"});
    CHECK(list[2].mood == 2);
    CHECK(list[2].feeling == std::vector<std::string>{"Anxious"});
    for (const auto& each : list) CHECK(each.audience == Audience::only_me);
    CHECK(stage.holds("daylio.csv, line 4: that is not a date"));

    stage.click("Take it back");
    stage.settle();
    CHECK(check_ins(stage).empty());
    CHECK(stage.household().get<core::CheckInStore>().deleted(stage.viewer(0)).size() == 3);
    CHECK(stage.shows("Taken back."));
    stage.click("Undo");
    stage.settle();
    CHECK(check_ins(stage).size() == 3);
}

TEST_CASE("an import can be taken back after a restart, and what was changed since stays and is named",
          "[app][imports]") {
    Stage stage(at_imports());
    look_at(stage, "jrnl", "journal.txt", "[2026-11-01 09:00] The first\n\n[2026-11-02 09:00] The second\n");
    CHECK(stage.shows("2 thanks to life are new."));
    bring(stage);
    stage.click(Role::button, "Done");
    stage.settle();
    REQUIRE(thanks(stage).size() == 2);
    done(stage.household(),
         core::EditThanks{*stage.viewer(0).person, thanks(stage)[1].id, "The first, and more", Audience::only_me});
    stage.restart("imports");
    stage.settle();
    CHECK(stage.shows("jrnl · journal.txt"));
    stage.click("Take it back");
    stage.settle();
    REQUIRE(thanks(stage).size() == 1);
    CHECK(thanks(stage)[0].text == "The first, and more");
    CHECK(stage.shows("1 entry was changed since and stays:"));
    CHECK(stage.shows("Sunday, 1 November 2026: The first, and more"));
    CHECK_FALSE(stage.shows("jrnl · journal.txt"));
}

TEST_CASE("who sees it and what it becomes are chosen before", "[app][imports]") {
    Stage stage(at_imports());
    look_at(stage, "jrnl", "journal.txt", "[2026-11-01 09:00] The first\n");
    stage.click(Role::choice, "A check-in, “okay”");
    stage.settle();
    CHECK(stage.shows("1 check-in is new."));
    stage.click(Role::choice, "Us");
    stage.settle();
    bring(stage);
    const auto list = check_ins(stage);
    REQUIRE(list.size() == 1);
    CHECK(list[0].mood == 3);
    CHECK(list[0].audience == Audience::household);
    // Looked at again it is here already, and there is nothing to bring in.
    stage.click(Role::button, "Done");
    look_at(stage, "jrnl", "journal.txt", "[2026-11-01 09:00] The first\n");
    stage.click(Role::choice, "A check-in, “okay”");
    stage.settle();
    CHECK(stage.shows("1 entry is here already and is left out."));
    stage.click(Role::button, "Bring it in");
    stage.settle();
    CHECK(check_ins(stage).size() == 1);
    stage.click(Role::button, "Not this one");
    stage.settle();
    CHECK(stage.shows("Where is it from?"));
}

TEST_CASE("a file that is no diary is said to be none, and one goes back", "[app][imports]") {
    Stage stage(at_imports());
    look_at(stage, "Presently", "notes.csv", "not,such\na,file\n");
    CHECK(stage.holds("this is not such a file"));
    CHECK(stage.shows("There is nothing in it to bring in."));
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.shows("Where is it from?"));
    stage.wait(1);  // twice at once would hide everything
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look(Role::heading, "Settings") != nullptr);
}

TEST_CASE("with the vault shut one is asked to open it first, and what was looked at goes when it shuts",
          "[app][imports]") {
    Stage stage(at_imports());
    const auto mara = *stage.viewer(0).person;
    const auto set = [&] { tests::set_pin(stage.household(), mara, "2580"); };
    set();
    look_at(stage, "jrnl", "journal.txt", "[2026-11-01 09:00] nobody else’s\n");
    CHECK(stage.holds("nobody else’s"));
    stage.household().lock();
    stage.settle();
    CHECK_FALSE(stage.holds("nobody else’s"));
    stage.click(Role::list_item, "jrnl");
    stage.settle();
    CHECK_FALSE(stage.all(Role::dialog).empty());
}

TEST_CASE("a large diary comes in slices, and no frame waits for it", "[app][imports]") {
    Stage stage(at_imports());
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += "[2025-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 10) + " 0" + std::to_string(i % 10) +
                ":" + std::to_string(10 + i % 50) + "] day " + std::to_string(i) + "\n\n";
    look_at(stage, "jrnl", "journal.txt", text);
    CHECK(stage.shows("400 thanks to life are new."));
    stage.click(Role::button, "Bring it in");
    bool partly = false;
    for (int i = 0; i < 2'000 && thanks(stage).size() < 400; ++i) {
        stage.frame();
        const auto count = thanks(stage).size();
        partly = partly || (count > 0 && count < 400);
    }
    CHECK(partly);
    stage.settle();
    CHECK(thanks(stage).size() == 400);
    CHECK(stage.shows("400 thanks to life were added."));
    CHECK(stage.household().get<core::ImportStore>().all(stage.viewer(0)).size() == 1);
}

TEST_CASE("a diary is brought in by the keyboard alone", "[app][imports]") {
    Stage stage(at_imports());
    put(stage, "journal.txt", "[2026-11-01 09:00] The first\n");
    stage.services.places_offered = {{"Pictures", stage.pictures()}};
    stage.settle();
    const auto go_to = [&](std::string_view name) {
        for (int i = 0; i < 60; ++i) {
            stage.key(ImGuiKey_Tab);
            stage.frame(2);
            for (const auto* node : stage.all(Role::list_item, name))
                if (node->focused) return;
            for (const auto* node : stage.all(Role::button, name))
                if (node->focused) return;
        }
        FAIL("Tab does not come to " << name);
    };
    for (const char* name : {"jrnl", "Pictures", "journal.txt", "Bring it in"}) {
        go_to(name);
        stage.key(ImGuiKey_Enter);
        stage.wait(1);
        stage.settle();
    }
    CHECK(thanks(stage).size() == 1);
    CHECK(stage.shows("1 thanks to life was added."));
}
