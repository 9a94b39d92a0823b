#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <tuple>

#include <catch2/catch_test_macros.hpp>

#include "program.hpp"

using namespace end_to_end;
namespace fs = std::filesystem;

// A diary comes along, is taken back and brought again; a copy of it all goes out, and becomes the same household elsewhere.
TEST_CASE("somebody moves in with a diary of years and out with a copy", "[end_to_end]") {
    for (const auto& [name, window, theme] : {std::tuple{"desktop", "1280x800", "light"}, std::tuple{"phone", "390x844", "dark"}}) {
        CAPTURE(name);
        Screen screen;
        const Home home;
        home.move_in();
        fs::create_directories(home.home() / "Downloads");
        std::ofstream(home.home() / "Downloads" / "daylio_export.csv") << "full_date,date,weekday,time,mood,activities,note_title,note\n"
                                                                           "2026-11-20,20 November,Friday,22:15,good,\"walk | tea\",,\"by the lake\"\n"
                                                                           "2026-11-19,19 November,Thursday,20:30,Anxious,,,\"before the talk\"\n"
                                                                           "yesterday,19 November,Thursday,00:30,awful,,,\n"
                                                                           "2026-11-18,18 November,Wednesday,08:00,rad,family,,\n";
        Start start;
        start.window = window;
        start.more = {"--screen", "imports", "--theme", theme};
        Program program(screen, home, start);
        const auto keep = [&](const char* what) { program.picture(std::string("moving_") + name + "_" + what); };
        program.see("Where is it from?");
        program.settle();
        keep("1_programs");
        program.click({"list_item", "Daylio"});
        program.click({"list_item", "Downloads"});
        program.click({"list_item", "daylio_export.csv"});
        program.see("2 check-ins are new.");
        program.settle();
        keep("2_looking");
        program.click({"choice", "Anxious: Low"});
        program.see("3 check-ins are new.");
        program.settle();
        keep("3_mapped");
        program.click({"button", "Bring it in"});
        program.see("3 check-ins were added.");
        program.settle();
        keep("4_brought");
        CHECK(home.json({"list", "check-ins", "--viewer", "Mara"}).size() == 3);
        CHECK(home.json({"list", "check-ins", "--viewer", "Jonas"}).empty());

        program.click({"button", "Take it back"});
        program.see("Taken back. It lies in the trash.");
        CHECK(home.json({"list", "check-ins", "--viewer", "Mara"}).empty());
        program.key("ctrl+z");
        program.see("Daylio · daylio_export.csv");
        program.settle();
        keep("5_earlier");
        CHECK(home.json({"list", "check-ins", "--viewer", "Mara"}).size() == 3);

        program.key("ctrl+comma");
        program.click({"button", "Take out a copy"});
        program.see({"list_item", "The whole household"});
        program.settle();
        keep("6_formats");
        program.click({"list_item", "The whole household"});
        program.click({"list_item", "Downloads"});
        program.click({"button", "Take this folder"});
        program.see("It is written");
        program.settle();
        keep("7_written");
        const auto file = home.home() / "Downloads" / "inglenook-2026-11-23.json";
        REQUIRE(fs::exists(file));
        CHECK(program.end().status == 0);

        const Home other;
        other.done({"import", "household", file.string()});
        CHECK(other.json({"list", "check-ins", "--viewer", "Mara"}) == home.json({"list", "check-ins", "--viewer", "Mara"}));
        CHECK(other.json({"list", "people"}) == home.json({"list", "people"}));
    }
}
