#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <tuple>

#include <catch2/catch_test_macros.hpp>

#include "program.hpp"

using namespace end_to_end;
namespace fs = std::filesystem;

// A diary comes along, is taken back and brought again; a copy of it all goes out, and becomes the same household
// elsewhere.
TEST_CASE("somebody moves in with a diary of years and out with a copy", "[end_to_end]") {
    for (const auto& [name, window, theme] :
         {std::tuple{"desktop", "1280x800", "light"}, std::tuple{"phone", "390x844", "dark"}}) {
        CAPTURE(name);
        Screen screen;
        const Home home;
        home.move_in();
        // The first of them is who the window begins as.
        const auto people = home.json({"list", "people"});
        const auto me = people[0]["name"].get<std::string>(), other_one = people[1]["name"].get<std::string>();
        fs::create_directories(home.home() / "Downloads");
        std::ofstream(home.home() / "Downloads" / "daylio_export.csv")
            << "full_date,date,weekday,time,mood,activities,note_title,note\n"
               "2026-11-20,20 November,Friday,22:15,good,\"walk | tea\",,\"by the lake\"\n"
               "2026-11-19,19 November,Thursday,20:30,Anxious,,,\"before the talk\"\n"
               "yesterday,19 November,Thursday,00:30,awful,,,\n"
               "2026-11-18,18 November,Wednesday,08:00,rad,family,,\n";
        Start start;
        start.window = window;
        start.more = {"--screen", "imports", "--theme", theme};
        Program program(screen, home, start);
        const auto keep = [&](const char* what) { program.picture(std::string("moving_") + name + "_" + what); };
        // Pressed again where a slow machine lost it, as a person would.
        const auto go = [&](const Named& what, const Named& next) {
            for (int tries = 0; tries < 5 && !program.shows(next); ++tries) {
                if (program.shows(what)) program.click(what);
                for (int i = 0; i < 40 && !program.shows(next); ++i)
                    std::this_thread::sleep_for(std::chrono::milliseconds(100));
            }
            program.see(next);
        };
        program.see("Where is it from?");
        program.settle();
        keep("1_programs");
        go({"list_item", "Daylio"}, {"list_item", "Downloads"});
        go({"list_item", "Downloads"}, {"list_item", "daylio_export.csv"});
        go({"list_item", "daylio_export.csv"}, "2 check-ins are new.");
        program.settle();
        keep("2_looking");
        program.click({"choice", "Anxious: Low"});
        program.see_on({"choice", "Anxious: Low"});
        program.settle();
        keep("3_mapped");
        program.see({"button", "Bring it in"});
        for (int i = 0; i < 5 && !program.shows("3 check-ins were added."); ++i)
            program.click({"button", "Bring it in"});
        program.see("3 check-ins were added.");
        program.settle();
        keep("4_brought");
        CHECK(home.json({"list", "check-ins", "--viewer", me}).size() == 3);
        CHECK(home.json({"list", "check-ins", "--viewer", other_one}).empty());

        go({"button", "Take it back"}, "Taken back. It lies in the trash.");
        CHECK(home.json({"list", "check-ins", "--viewer", me}).empty());
        program.key("ctrl+z");
        program.see("Daylio · daylio_export.csv");
        program.settle();
        keep("5_earlier");
        CHECK(home.json({"list", "check-ins", "--viewer", me}).size() == 3);

        program.key("ctrl+comma");
        go({"button", "Export a copy"}, {"list_item", "The whole household"});
        program.settle();
        keep("6_formats");
        go({"list_item", "The whole household"}, {"list_item", "Downloads"});
        go({"list_item", "Downloads"}, {"button", "Take this folder"});
        go({"button", "Take this folder"}, "It is written");
        program.settle();
        keep("7_written");
        const auto file = home.home() / "Downloads" / "inglenook-2026-11-23.json";
        REQUIRE(fs::exists(file));
        CHECK(program.end().status == 0);

        const Home other;
        other.done({"import", "household", file.string()});
        CHECK(other.json({"list", "check-ins", "--viewer", me}) == home.json({"list", "check-ins", "--viewer", me}));
        CHECK(other.json({"list", "people"}) == home.json({"list", "people"}));
    }
}
