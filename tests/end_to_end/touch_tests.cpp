#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "program.hpp"

using namespace end_to_end;

// GLFW on X11 hands a finger on as the left mouse button, so the button stands for it here.
TEST_CASE("a drag scrolls and does not tap what lies under it", "[end_to_end]") {
    Screen screen(800, 900);
    const Home home;
    home.done({"demo", "--years", "1", "--photos", "12"});
    const auto person = home.json({"list", "people"})[0]["name"].get<std::string>();
    const auto hearts = [&] {
        std::size_t count = 0;
        for (const auto& note : home.json({"list", "thanks", "--viewer", person})) count += note["hearts"].size();
        return count;
    };
    const auto before = hearts();
    const auto notes = [&] { return home.json({"list", "thanks", "--viewer", person}).size(); };
    const auto notes_before = notes();

    Start start;
    start.window = "390x844";
    start.more = {"--screen", "thanks"};
    Program program(screen, home, start);
    const Named heading("heading", "Write one");
    const Named give("button", "Give");
    const Named field("field", "Your words");
    program.click(field);  // what goes with a note unfolds
    program.type("For the long way home");
    const auto at_first = program.see(heading);
    program.drag(give, 0, -280);
    CHECK(program.see(heading).y0 < at_first.y0 - 200);  // the page went along
    CHECK(notes() == notes_before);

    const Named heart("toggle", "A heart back");
    const auto heart_at = program.see(heart);
    program.drag(heart, 0, -160);
    const auto heart_later = program.see(heart);
    INFO("the heart was at " << heart_at.y0 << " and is at " << heart_later.y0);
    CHECK(hearts() == before);

    // The same place tapped, without a drag, does answer.
    program.click(heart);
    CHECK(hearts() != before);
    CHECK(program.end().status == 0);
}
