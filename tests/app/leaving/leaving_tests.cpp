#include <filesystem>
#include <variant>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/db/connection.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/files.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;
namespace fs = std::filesystem;

namespace {

Setup at_settings() {
    Setup setup;
    setup.screen = "settings";
    setup.before = [](core::Household& household) {
        two_people(household);
        const auto people = household.get<core::PersonStore>().all();
        done(household, core::GiveThanks{people[0].id, people[1].id, "for the long drive", Audience::household});
        done(household, core::CheckInNow{people[0].id, 2, {}, "a heavy day of hers", Audience::only_me});
        done(household, core::GiveThanks{people[1].id, people[0].id, "for the soup of hers", Audience::household});
        household.forget_undo();
    };
    return setup;
}

void take_along(Stage& stage) {
    stage.services.places_offered = {{"Pictures", stage.pictures()}};
    stage.click("Pictures");
    stage.settle();
    stage.click("Take this folder");
    stage.settle();
}

fs::path taken(const Stage& stage) {
    for (const auto& entry : fs::directory_iterator(stage.pictures()))
        if (entry.path().filename().string().rfind("inglenook-Mara", 0) == 0) return entry.path();
    return {};
}

void become(Stage& stage, std::string_view name) {
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click(name);
    stage.settle();
    stage.click(Role::choice, "Settings");
    stage.settle();
}

}  // namespace

TEST_CASE("somebody takes along all that is theirs, what only they see too", "[app][leaving]") {
    Stage stage(at_settings());
    stage.services.places_offered = {{"Pictures", stage.pictures()}};
    stage.settle();
    stage.click("Take along what is mine");
    stage.settle();
    take_along(stage);
    CHECK(stage.shows("You have it"));
    const auto page = tests::bytes_in(taken(stage) / "index.html");
    CHECK(page.find("for the long drive") != std::string::npos);
    CHECK(page.find("a heavy day of hers") != std::string::npos);
    stage.click("Open the folder");
    CHECK(stage.services.opened.size() == 1);

    // A second time on the same day the folder is there already: nothing is written over.
    stage.click("Done");
    stage.settle();
    stage.click("Take along what is mine");
    stage.settle();
    take_along(stage);
    CHECK(stage.shows("That folder isn’t empty"));
}

TEST_CASE("erasing what is mine asks for the name, and leaves what others wrote", "[app][leaving]") {
    Stage stage(at_settings());
    stage.settle();
    stage.wait(4);  // a backup, which still holds it
    stage.settle();
    stage.click("Erase what is mine");
    stage.settle();
    CHECK(stage.look("Take it along first"));
    stage.click(Role::button, "Erase what is mine");
    stage.settle();
    CHECK(stage.household().get<core::PersonStore>().all().size() == 2);
    stage.write("Your name", "Mara");
    stage.slices_a_frame = 0;
    stage.click(Role::button, "Erase what is mine");
    stage.frame(2);
    CHECK(stage.shows("One moment…"));
    CHECK_FALSE(stage.shows("Mara"));
    CHECK(stage.household().get<core::PersonStore>().all().size() == 2);
    stage.slices_a_frame = -1;
    stage.settle();
    CHECK(stage.shows("It is erased"));
    CHECK(stage.shows("household-2026-11-23.db"));
    stage.click("Done");
    stage.settle();
    REQUIRE(stage.household().get<core::PersonStore>().all().size() == 1);
    CHECK(stage.household().get<core::PersonStore>().all().front().name == "Jonas");
    const auto rest = stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 10);
    REQUIRE(rest.size() == 1);
    CHECK(rest.front().text == "for the soup of hers");
}

TEST_CASE("everything goes only when everybody has agreed, each as themselves", "[app][leaving]") {
    Stage stage(at_settings());
    stage.settle();
    stage.click("Erase everything");
    stage.settle();
    CHECK(stage.all(Role::button, "I agree").size() == 1);
    stage.click("I agree");
    stage.settle();
    stage.click(Role::button, "Erase everything");
    stage.settle();
    CHECK_FALSE(stage.app().ending());
    stage.click("Close");
    stage.settle();

    become(stage, "Jonas");
    stage.click("Erase everything");
    stage.settle();
    stage.click("I agree");
    stage.settle();
    stage.click(Role::button, "Erase everything");
    REQUIRE(stage.app().ending());
    CHECK(std::holds_alternative<app::EraseAll>(*stage.app().ending()));
    CHECK(fs::exists(stage.folder() / "household.db"));  // it is the home that carries it out, once the file is closed
}

TEST_CASE("who thinks better of it is asked anew", "[app][leaving]") {
    Stage stage(at_settings());
    stage.settle();
    stage.click("Erase everything");
    stage.settle();
    stage.click("I agree");
    stage.settle();
    stage.click("Keep everything");
    stage.settle();
    CHECK(stage.household().yet_to_confirm().size() == 2);
    become(stage, "Jonas");
    stage.click("Erase everything");
    stage.settle();
    stage.click("I agree");
    stage.settle();
    stage.click(Role::button, "Erase everything");
    stage.settle();
    CHECK_FALSE(stage.app().ending());
}

TEST_CASE("who could not take everything along is told before anything is erased, and may go on without it",
          "[app][leaving]") {
    Stage stage(at_settings());
    stage.settle();
    core::db::Connection(stage.household().folder() / "household.db")
        .exec("UPDATE check_in SET sealed = zeroblob(200)");
    stage.services.places_offered = {{"Pictures", stage.pictures()}};
    stage.click("Take along what is mine");
    stage.settle();
    take_along(stage);
    CHECK(stage.shows("1 private entry did not open"));
    stage.click("Done");
    stage.settle();
    stage.click("Erase what is mine");
    stage.settle();
    CHECK(stage.shows("Nothing was erased, because 1 private entry could not be copied"));
    CHECK_FALSE(stage.look("Your name"));
    stage.click("Go on without it");
    stage.settle();
    stage.write("Your name", "Mara");
    stage.click(Role::button, "Erase what is mine");
    stage.settle();
    CHECK(stage.household().get<core::PersonStore>().all().size() == 1);
}
