#include <catch2/catch_test_macros.hpp>

#include "program.hpp"

using namespace end_to_end;

TEST_CASE("a mood, a word from the field and a list of one's own survive the night", "[end_to_end]") {
    Screen screen;
    const Home home;
    home.move_in();
    const auto people = home.json({"list", "people"});
    const auto name = people[0]["name"].get<std::string>(), other = people[1]["name"].get<std::string>();
    const auto check_in = [&] { return home.json({"list", "check-ins", "--viewer", name}).at(0); };
    const Named field("field", "Feeling words"), more("button", "More words");
    {
        Start start;
        start.more = {"--screen", "today"};
        Program program(screen, home, start);
        program.click({"button", "Low"});
        program.click(more);
        program.see(field);
        program.settle();
        program.picture("feelings");
        // The finger glides from the middle to where it is quiet and unpleasant, and is lifted there.
        program.drag(field, -300, 130);
        program.settle();
        program.picture("feelings_chosen");
        program.key("Escape");
        program.see_gone(field);
        const auto word = check_in()["feeling"].get<std::string>();
        INFO(word);
        bool found = false;
        for (const auto& feeling : home.json({"list", "feelings"}))
            if (feeling["word"] == word) {
                found = true;
                CHECK(feeling["pleasantness"].get<double>() < -0.3);
                CHECK(feeling["energy"].get<double>() < -0.2);
            }
        CHECK(found);

        // By the keys alone: one word further on, and it is taken along.
        program.key("Tab");  // the focus shows from here on
        program.tab_to(more);
        program.key("Return");
        program.see(field);
        program.key("Left", 2);
        program.key("Return");
        program.settle();
        program.key("Escape");
        program.see_gone(field);
        CHECK(check_in()["feeling"].get<std::string>().find(word + ", ") == 0);

        program.click({"button", "What was around it"});
        program.click({"button", "Edit activities"});
        program.click({"button", "Add another"});
        program.write({"field", "What it is called"}, "the allotment");
        program.click({"choice", "Sprout"});
        program.settle();
        program.picture("activities");
        program.click({"button", "Keep"});
        program.see_gone({"button", "Keep"});
        program.click({"button", "Done"});
        program.see_gone({"button", "Add another"});
        program.click({"button", "the allotment"});
        program.settle();
        program.picture("around");
        program.settle();
        CHECK(program.end().status == 0);
    }
    CHECK(check_in()["around"] == "the allotment");
    const auto list = home.json({"list", "activities", "--viewer", name});
    REQUIRE(list.size() == 15);
    CHECK(list[14]["name"] == "the allotment");
    CHECK(list[14]["icon"] == "sprout");
    CHECK(home.json({"list", "activities", "--viewer", other}).empty());
}
