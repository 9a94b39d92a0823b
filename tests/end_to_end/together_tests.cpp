#include <catch2/catch_test_macros.hpp>

#include "program.hpp"

using namespace end_to_end;

namespace {
constexpr double soon = 3;  // seconds: the program looks twice a second, and machines are slow now and then
}

TEST_CASE("what the command line writes shows in the open window within a second", "[end_to_end]") {
    Screen screen;
    const Home home;
    home.move_in();
    Program program(screen, home);
    program.click({"button", "Jonas"});
    program.see("Good evening, Jonas");

    home.done({"thank", "--as", "Mara", "--to", "Jonas", "Danke fürs Zuhören – und für den Tee."});
    program.see({"button", "A note from Mara"}, soon);
    program.click({"button", "A note from Mara"});
    program.see("Danke fürs Zuhören – und für den Tee.", soon);
    home.done({"check-in", "--as", "Mara", "--mood", "5", "--note", "the first snow", "--audience", "household"});
    program.see("Mara feels lovely", soon);
    program.see("the first snow", soon);
    home.done({"ritual", "add", "Candles", "--rule", "FREQ=DAILY", "--start", "2026-11-20T20:00"});
    program.see({"toggle", "Candles"}, soon);
    const auto rituals = home.json({"list", "rituals", "--viewer", "Jonas"});
    REQUIRE(rituals.size() == 1);
    home.done({"ritual", "keep", rituals[0]["id"], "--on", "2026-11-23"});
    program.see_on({"toggle", "Candles"});
    home.done({"people", "add", "Lin"});
    program.see({"choice", "Lin"}, soon);

    // What is Mara's alone stays hers.
    home.done({"check-in", "--as", "Mara", "--mood", "1", "--note", "a secret worry"});
    home.done({"thank", "--as", "Lin", "--to", "Jonas", "last of all"});
    program.see({"button", "A note from Lin"}, soon);
    program.click({"button", "A note from Lin"});
    program.see("last of all", soon);
    CHECK(program.shows("Mara feels lovely"));
    CHECK_FALSE(program.shows_text("a secret worry"));
    CHECK(program.end().status == 0);
}

TEST_CASE("two windows on one household show each other's changes", "[end_to_end]") {
    Screen kitchen, desk;
    const Home home;
    home.move_in();
    Program mara(kitchen, home), jonas(desk, home);
    mara.click({"button", "Mara"});
    jonas.click({"button", "Jonas"});
    mara.see("Good evening, Mara");
    jonas.see("Good evening, Jonas");

    mara.click({"button", "for the walk"});
    jonas.see({"button", "A note from Mara"}, soon);
    jonas.click({"button", "A note from Mara"});
    jonas.see("Thank you for the walk.", soon);
    jonas.click({"toggle", "A heart back"});
    mara.click({"choice", "Thanks"});
    mara.see({"image", "A heart from Jonas"}, soon);

    jonas.click({"choice", "Rituals"});
    jonas.click({"button", "Choose a first ritual"});
    jonas.click({"button", "Nightly talk"});
    jonas.click({"button", "Put it on the calendar"});
    mara.click({"choice", "Today"});
    mara.click({"toggle", "Nightly talk"});
    mara.see_on({"toggle", "Nightly talk"});
    jonas.click({"choice", "Today"});
    jonas.see_on({"toggle", "Nightly talk"});

    CHECK(mara.end().status == 0);
    CHECK(jonas.end().status == 0);
}
