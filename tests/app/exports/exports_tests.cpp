#include <filesystem>
#include <string>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/files.hpp"
#include "tests/core/pins.hpp"

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
        done(household, core::CheckInNow{people[1].id, 2, {}, "a heavy day of his", Audience::only_me});
        household.forget_undo();
    };
    return setup;
}

void take_out(Stage& stage, const char* what) {
    stage.services.places_offered = {{"Pictures", stage.pictures()}};
    stage.click(Role::button, "Export a copy");
    stage.settle();
    stage.click(Role::list_item, what);
    stage.settle();
    stage.click("Pictures");
    stage.settle();
    stage.click("Take this folder");
    stage.wait(1);
    stage.settle();
}

}  // namespace

TEST_CASE("one takes out a page of all that one sees, and nothing is written over", "[app][exports]") {
    Stage stage(at_settings());
    stage.settle();
    take_out(stage, "A page to read");
    CHECK(stage.shows("It is written"));
    const auto page = tests::bytes_in(stage.pictures() / "inglenook-2026-11-23.html");
    CHECK(page.find("for the long drive") != std::string::npos);
    CHECK(page.find("a heavy day of hers") != std::string::npos);
    CHECK(page.find("a heavy day of his") == std::string::npos);
    stage.click("Open the folder");
    CHECK(stage.services.opened == std::vector<fs::path>{stage.pictures()});
    stage.click("Done");
    stage.settle();
    take_out(stage, "A page to read");
    CHECK(fs::exists(stage.pictures() / "inglenook-2026-11-23-2.html"));
    CHECK(tests::bytes_in(stage.pictures() / "inglenook-2026-11-23.html") == page);
}

TEST_CASE("every format is offered and written", "[app][exports]") {
    Stage stage(at_settings());
    stage.settle();
    struct Kind {
        const char *name, *file, *check_ins, *begins;
    };
    for (const auto& [name, file, check_ins, begins] :
         {Kind{"Markdown", "inglenook-2026-11-23.md", "", "# "},
          Kind{"Tables", "inglenook-2026-11-23", "check_ins.csv", ""},
          Kind{"The whole household", "inglenook-2026-11-23.json", "", "{"}}) {
        CAPTURE(name);
        take_out(stage, name);
        CHECK(stage.shows("It is written"));
        const auto place = stage.pictures() / file;
        const auto text = tests::bytes_in(std::string_view(check_ins).empty() ? place : place / check_ins);
        CHECK(text.rfind(begins, 0) == 0);
        CHECK(text.find("a heavy day of hers") != std::string::npos);
        CHECK(text.find("a heavy day of his") == std::string::npos);
        stage.click("Done");
        stage.settle();
    }
}

TEST_CASE("what is shut is left out of a copy and that is said", "[app][exports]") {
    Stage stage(at_settings());
    tests::set_pin(stage.household(), *stage.viewer(0).person, "2580");
    stage.household().lock();
    stage.settle();
    stage.click(Role::button, "Export a copy");
    stage.settle();
    CHECK(stage.shows("Your private entries are locked, so they’d be left out."));
    stage.click("Close");
    stage.settle();
    take_out(stage, "A page to read");
    CHECK(stage.shows("1 check-in"));
    CHECK(tests::bytes_in(stage.pictures() / "inglenook-2026-11-23.html").find("a heavy day of hers") ==
          std::string::npos);
}
