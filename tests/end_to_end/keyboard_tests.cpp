#include <catch2/catch_test_macros.hpp>

#include "program.hpp"

using namespace end_to_end;

TEST_CASE("the whole evening by keyboard alone", "[end_to_end]") {
    Screen screen;
    const Home home;
    {
        Program program(screen, home);
        program.see("Welcome to Inglenook");
        program.type("Mara");  // the first field has the keyboard
        program.tab_to({"choice", "Sage", 0});
        program.key("space");
        program.tab_to({"choice", "Curls", 0});
        program.key("Return");
        program.see_on({"choice", "Curls", 0});
        program.tab_to({"field", "Name", 1});
        program.type("Jonas");
        program.tab_to({"choice", "Rose", 1});
        program.key("Return");
        program.see_on({"choice", "Rose", 1});
        program.tab_to({"button", "Begin"});
        program.key("Return");
        program.see("Good evening, Mara");

        program.tab_to({"button", "Rough"});
        program.key("Right", 4);
        CHECK(program.focused().name == "Lovely");
        program.key("Left");
        CHECK(program.focused().name == "Good");
        program.key("Return");
        program.see_on({"button", "Good"});
        program.tab_to({"field", "A word of your own"});
        program.type("geborgen");
        program.key("Return");
        program.see_on({"button", "geborgen"});

        program.tab_to({"button", "for making coffee"});
        program.key("Return");
        program.see_said("Given to Jonas.");
        program.key("ctrl+z");
        program.see_said("Taken back.");
        program.tab_to({"field", "Thanks in your own words"});
        program.type("Danke für den Abend.");
        program.tab_to({"button", "Give"});
        program.key("Return");
        program.see_said("Given to Jonas.");

        program.key("ctrl+2");
        program.tab_to({"button", "Choose a first ritual"});
        program.key("Return");
        program.tab_to({"button", "Weekly date"});
        program.key("Return");
        program.see({"field", "Name of the ritual"});
        program.tab_to({"button", "Put it on the calendar"});
        program.key("Return");
        program.see("November");

        // Esc closes what lies over the page.
        program.tab_to({"button", "New ritual"});
        program.key("Return");
        program.see({"dialog", "A new ritual"});
        program.key("Escape");
        program.see_gone({"dialog", "A new ritual"});

        program.key("ctrl+1");
        program.see("Good evening, Mara");
        CHECK(program.end().status == 0);
    }

    const auto people = home.json({"list", "people"});
    REQUIRE(people.size() == 2);
    CHECK(people[0]["name"] == "Mara");
    CHECK(people[0]["colour"] == "sage");
    CHECK(people[0]["face"] == "curls");
    CHECK(people[1]["name"] == "Jonas");
    CHECK(people[1]["colour"] == "rose");
    const auto check_ins = home.json({"list", "check-ins", "--viewer", "Mara"});
    REQUIRE(check_ins.size() == 1);
    CHECK(check_ins[0]["mood"] == 4);
    CHECK(check_ins[0]["feeling"] == "geborgen");
    const auto thanks = home.json({"list", "thanks", "--viewer", "Mara"});
    REQUIRE(thanks.size() == 1);
    CHECK(thanks[0]["text"] == "Danke für den Abend.");
    const auto rituals = home.json({"list", "rituals", "--viewer", "Jonas"});
    REQUIRE(rituals.size() == 1);
    CHECK(rituals[0]["title"] == "Weekly date");
}
