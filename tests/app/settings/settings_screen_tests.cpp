#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/people/person_commands.hpp"
#include "core/settings/setting_store.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/device.hpp"

using namespace headless;
using Role = Stage::Role;

namespace {

Setup at_home() { return {desktop, {}, two_people, "settings", {}}; }
std::vector<core::Person> people(Stage& stage) { return stage.household().get<core::PersonStore>().all(); }

}  // namespace

TEST_CASE("somebody joins", "[app][settings]") {
    Stage stage(at_home());
    stage.settle();
    stage.click("Add someone");
    stage.settle();
    stage.click("Add");
    stage.settle();
    CHECK(stage.shows("There’s nothing in it yet."));
    CHECK(people(stage).size() == 2);
    stage.click(Role::field, "Name");
    stage.type("Kit");
    stage.click("Add");
    stage.settle();
    REQUIRE(people(stage).size() == 3);
    CHECK(people(stage)[2].name == "Kit");
    CHECK(people(stage)[2].colour == "ember");  // the first that nobody has
    CHECK(stage.all(Role::dialog).empty());
    CHECK(stage.shows("Kit"));
}

TEST_CASE("who joins later sees what is shared from then on, unless it is said otherwise", "[app][settings][joining]") {
    Stage stage(at_home());
    stage.settle();
    const auto given = core::ThanksId{
        done(stage.household(), core::GiveThanks{people(stage)[0].id, people(stage)[1].id, "for the soup"})};
    const auto add = [&](const char* name, const char* sees) {
        stage.click("Add someone");
        stage.settle();
        CHECK(stage.shows("What may they see?"));
        CHECK(stage.node("From today on").on);
        // It stays where it is, whatever is typed and chosen.
        const float heading = stage.node("What may they see?").rect.y0, button = stage.node("Add").rect.y0;
        stage.click(Role::field, "Name");
        stage.type(name);
        stage.settle();
        CHECK(stage.shows("What may they see?"));
        CHECK(stage.node("What may they see?").rect.y0 == heading);
        for (const char* choice : {"Everything shared so far", "From today on", sees ? sees : "From today on"}) {
            stage.click(choice);
            stage.settle();
            CHECK(stage.node("Add").rect.y0 == button);
        }
        stage.click("Add");
        stage.settle();
        return people(stage).back().id;
    };
    const auto kit = add("Kit", nullptr), lou = add("Lou", "Everything shared so far"), mo = add("Mo", nullptr);
    const auto sees = [&](core::PersonId person) {
        return stage.household().get<core::ThanksStore>().find(core::Viewer::of(person), given).has_value();
    };
    CHECK_FALSE(sees(kit));
    CHECK(sees(lou));
    CHECK_FALSE(sees(mo));

    stage.click(Role::list_item, "Lou");
    stage.settle();
    CHECK_FALSE(stage.look("Show everything"));
    stage.click("Close");
    stage.settle();
    stage.click(Role::list_item, "Kit");
    stage.settle();
    CHECK(stage.shows("Kit sees everything shared since Monday, 23 November 2026"));
    stage.click("Show everything");
    stage.settle();
    CHECK(sees(kit));
    CHECK_FALSE(stage.look("Show everything"));
    stage.click("Undo");
    stage.settle();
    CHECK_FALSE(sees(kit));
}

TEST_CASE("who joins after midnight sees what is shared from the household's day on", "[app][settings][joining]") {
    Stage stage(at_home());
    stage.clock.advance_ms(std::int64_t{6} * 3'600'000);  // 00:42 on Tuesday by the calendar
    stage.settle();
    stage.click("Add someone");
    stage.settle();
    stage.click(Role::field, "Name");
    stage.type("Kit");
    stage.click("Add");
    stage.settle();
    stage.click(Role::list_item, "Kit");
    stage.settle();
    CHECK(stage.shows("Kit sees everything shared since Monday, 23 November 2026"));
}

TEST_CASE("who joined later shows nobody more than they see themselves", "[app][settings][joining]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     for (const char* name : {"Kit", "Mo"}) done(h, core::AddPerson{name, "", "letter", {}});
                 },
                 {},
                 {}});
    stage.settle();
    stage.click("Kit");
    stage.settle();
    stage.click(Role::choice, "Settings");
    stage.settle();
    for (const char* name : {"Mo", "Kit"}) {
        stage.click(Role::list_item, name);
        stage.settle();
        CHECK(stage.shows(std::string(name) + " sees everything shared since"));
        CHECK_FALSE(stage.look("Show everything"));
        stage.click("Close");
        stage.settle();
    }
    stage.click("Add someone");
    stage.settle();
    CHECK_FALSE(stage.shows("What may they see?"));
    stage.click(Role::field, "Name");
    stage.type("Lou");
    stage.click("Add");
    stage.settle();
    REQUIRE(people(stage).size() == 5);
    CHECK(people(stage).back().sees_since);
}

TEST_CASE("for whom closeness is, is chosen like the others", "[app][settings][audience]") {
    Stage stage(at_home());
    stage.settle();
    CHECK(stage.shows("Only you see it."));
    done(stage.household(),
         core::SetDefaultAudience{people(stage)[0].id, core::ItemKind::closeness, core::Audience::household});
    stage.settle();
    CHECK_FALSE(stage.shows("Only you see it."));
    CHECK(stage.all(Role::choice, "Only me").size() == 5);
}

TEST_CASE("name, colour and face are changed", "[app][settings]") {
    Stage stage(at_home());
    stage.settle();
    stage.click(Role::list_item, "Jonas");
    stage.settle();
    CHECK(stage.value("Name") == "Jonas");
    stage.write("Name", "Jona");
    stage.click("Rose");
    stage.click("A cap");
    stage.click("Save");
    stage.settle();
    const auto jona = people(stage).at(1);
    CHECK(jona.name == "Jona");
    CHECK(jona.colour == "rose");
    CHECK(jona.face == "cap");
}

TEST_CASE("a sheet that is closed changes nothing", "[app][settings]") {
    Stage stage(at_home());
    stage.settle();
    stage.click(Role::list_item, "Jonas");
    stage.settle();
    stage.write("Name", "Somebody else");
    stage.click("Close");
    stage.settle();
    CHECK(people(stage).at(1).name == "Jonas");
    stage.click(Role::list_item, "Jonas");
    stage.settle();
    CHECK(stage.value("Name") == "Jonas");
}

TEST_CASE("only somebody without a trace can be removed", "[app][settings]") {
    Stage stage(at_home());
    stage.settle();
    done(stage.household(), core::CheckInNow{people(stage)[1].id, 3, {}, {}, core::Audience::only_me});
    stage.settle();
    stage.click(Role::list_item, "Jonas");
    stage.settle();
    stage.click("Remove");
    stage.settle();
    CHECK(people(stage).size() == 2);
    CHECK(stage.shows("There are entries by or for this person, so they can’t be removed."));
    stage.key(ImGuiKey_Escape);
    stage.settle();
    stage.click("Add someone");
    stage.settle();
    stage.click(Role::field, "Name");
    stage.type("By mistake");
    stage.click("Add");
    stage.settle();
    stage.click(Role::list_item, "By mistake");
    stage.settle();
    stage.click("Remove");
    stage.settle();
    CHECK(people(stage).size() == 2);
    stage.click("Undo");
    stage.settle();
    CHECK(people(stage).size() == 3);
}

TEST_CASE("the hour a day begins is chosen, and undone", "[app][settings]") {
    Stage stage(at_home());
    stage.settle();
    stage.click("Midnight");
    stage.settle();
    CHECK(stage.household().get<core::SettingStore>().day_start_hour() == 0);
    CHECK(stage.node("Midnight").on);
    stage.click("Undo");
    stage.settle();
    CHECK(stage.household().get<core::SettingStore>().day_start_hour() == 4);
    CHECK(stage.node("4:00").on);
}

TEST_CASE("theme, text size and stillness are kept for the next start", "[app][settings]") {
    Stage stage(at_home());
    stage.settle();
    const float before = stage.node("Add someone").rect.height();
    stage.click("Dark");
    stage.click(Role::choice, "Large");
    stage.settle();
    CHECK(stage.node("Add someone").rect.height() > before);
    stage.click(Role::toggle, "Without motion");
    stage.settle();
    stage.restart("settings");
    stage.settle();
    CHECK(stage.node("Dark").on);
    CHECK(stage.node(Role::choice, "Large").on);
    CHECK(stage.node(Role::toggle, "Without motion").on);
    // No command of the household: nothing to take back.
    CHECK_FALSE(stage.household().can_undo(stage.viewer(0)));
}

TEST_CASE("as the system is the theme until somebody chooses", "[app][settings]") {
    Stage stage(at_home());
    stage.settle();
    CHECK(stage.node("As the system").on);
    const auto ground = [] { return ImGui::GetStyle().Colors[ImGuiCol_WindowBg].x; };
    const float light = ground();
    stage.services.dark = true;
    stage.settle();
    CHECK(ground() < light - 0.5f);
    stage.click("Light");
    stage.settle();
    CHECK(ground() == light);
}

TEST_CASE("the folder is named and opened by the system", "[app][settings]") {
    Stage stage(at_home());
    stage.settle();
    CHECK(stage.holds(stage.folder().string()));
    stage.click("Open the folder");
    REQUIRE(stage.services.opened.size() == 1);
    CHECK(stage.services.opened[0] == stage.folder());
    stage.services.has_file_manager = false;
    stage.click("Open the folder");
    stage.frame(2);
    CHECK(stage.shows("This device has no file manager."));
}

TEST_CASE("a person who is removed elsewhere is not at the screen any more", "[app][settings]") {
    Stage stage(at_home());
    stage.settle();
    SeededRandom random(99);
    core::Household other(stage.folder(), stage.clock, random, tests::device());
    done(other, core::RemovePerson{people(stage)[0].id});
    stage.household().notice_others();
    stage.settle();
    stage.click(Role::choice, "Today");
    stage.settle();
    CHECK_FALSE(stage.shows("Mara"));
}
