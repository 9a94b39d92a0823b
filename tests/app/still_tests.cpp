#include <cstdlib>
#include <fstream>

#include <catch2/catch_test_macros.hpp>

#include "tests/app/headless.hpp"

// A wall tablet shows the same picture for hours: nothing may be asked or allocated for it.

using namespace headless;

namespace {

struct Still {
    const char* name;
    const char* screen;
    void (*reach)(Stage&);
};

void as_it_is(Stage&) {}

// On a phone the rest unfolds then.
void begin_writing(Stage& s) {
    s.click(Stage::Role::field, "Your words");
    s.settle();
}

const Still stills[] = {
    {"today", "today", as_it_is},
    {"today, for the room", "room", as_it_is},
    {"today, adding words to a mood", "today", [](Stage& s) { s.click("Okay"); }},
    {"today, a field in use", "today", [](Stage& s) { s.click(Stage::Role::field, "Thanks in your own words"); }},
    {"rituals", "rituals", as_it_is},
    {"rituals, a day", "rituals", [](Stage& s) { s.click(Stage::Role::list_item, "Monday, 23 November 2026"); }},
    {"agenda", "agenda", as_it_is},
    {"templates", "new-ritual", as_it_is},
    {"today, what was around a mood", "today",
     [](Stage& s) {
         s.click("Okay");
         s.settle();
         s.click("What was around it");
     }},
    {"today, answering in own words", "today", [](Stage& s) { s.click("In my words"); }},
    {"all the words", "feelings", as_it_is},
    {"all the words, by the keyboard", "feelings",
     [](Stage& s) {
         s.key(ImGuiKey_LeftArrow);
         s.key(ImGuiKey_Enter);
     }},
    {"what is around one's days", "activities", as_it_is},
    {"what is around one's days, one of it", "activities",
     [](Stage& s) { s.click_node(*s.all(Stage::Role::list_item).front()); }},
    {"editor, weekly", "edit-ritual", as_it_is},
    {"editor, daily", "edit-ritual", [](Stage& s) { s.click("Daily"); }},
    {"editor, monthly", "edit-ritual", [](Stage& s) { s.click("Monthly"); }},
    {"editor, yearly", "edit-ritual", [](Stage& s) { s.click("Yearly"); }},
    {"editor, own rule", "edit-ritual", [](Stage& s) { s.click("Own rule"); }},
    {"editor, its month open", "edit-ritual", [](Stage& s) { s.click(Stage::Role::field, "First day"); }},
    {"editor, at a time", "edit-ritual", [](Stage& s) { s.click("At a time"); }},
    {"thanks", "thanks", as_it_is},
    {"thanks, for life", "thanks", [](Stage& s) { s.click("For life"); }},
    {"thanks, a note being changed", "thanks", [](Stage& s) { s.click("Change this note"); }},
    {"thanks, a note kept for later", "give-later", [](Stage& s) { s.click("On a date"); }},
    {"thanks, kinds of prompts", "thanks",
     [](Stage& s) {
         begin_writing(s);
         s.click("Any kind");
     }},
    {"thanks, a photo for a note", "thanks",
     [](Stage& s) {
         begin_writing(s);
         s.click("With a photo");
     }},
    {"thanks, an answer being written", "thanks", [](Stage& s) { s.click(Stage::Role::button, "Answer"); }},
    {"today, a note being answered", "today", [](Stage& s) { s.click("Answer this note"); }},
    {"today, a photo along", "today", [](Stage& s) { s.click("With a photo"); }},
    {"a check-in of the day's story", "day", [](Stage& s) { s.click("Change or delete"); }},
    {"from the jar", "jar", as_it_is},
    {"months in the jar", "thanks", [](Stage& s) { s.click("Read a month"); }},
    {"a month being read", "reading", as_it_is},
    {"put away", "put-away", as_it_is},
    {"today, an envelope opened", "today",
     [](Stage& s) {
         s.click(Stage::Role::button, "A note from Jonas");
         s.wait(0.4);
     }},
    {"memories", "memories", as_it_is},
    {"choosing a place", "add-photos", as_it_is},
    {"choosing in a folder", "add-photos", [](Stage& s) { s.click("Pictures"); }},
    {"a photo", "photo", as_it_is},
    {"a photo's words", "photo", [](Stage& s) { s.click("Caption and date"); }},
    {"us", "us", as_it_is},
    {"us, a day pointed at", "us", [](Stage& s) { s.key(ImGuiKey_Tab); }},
    {"us, the days of a word", "us", [](Stage& s) { s.click(Stage::Role::button, "hopeful"); }},
    {"a month", "month", as_it_is},
    {"a day", "day", as_it_is},
    {"search", "search", as_it_is},
    {"search, found", "search", [](Stage& s) { s.write("What to look for", "for the"); }},
    {"search, a row with all its words", "search",
     [](Stage& s) {
         s.write("What to look for", "for the");
         s.settle();
         s.click_node(*s.all(Stage::Role::list_item).front());
     }},
    {"a diary is chosen", "imports", as_it_is},
    {"a diary is looked at", "imports",
     [](Stage& s) {
         std::ofstream(s.pictures() / "daylio.csv")
             << "full_date,date,weekday,time,mood,activities,note_title,note\n2026-11-20,20 November,Friday,22:15,Anxious,\"walk | tea\",,\"by the lake\"\n"
                "yesterday,19 November,Thursday,00:30,awful,,,\n";
         s.services.places_offered = {{"Pictures", s.pictures()}};
         for (const char* name : {"Daylio", "Pictures", "daylio.csv"}) {
             s.click(Stage::Role::list_item, name);
             s.settle();
         }
     }},
    {"taking out a copy", "settings", [](Stage& s) { s.click("Export a copy"); }},
    {"settings", "settings", as_it_is},
    {"settings, a person", "settings", [](Stage& s) { s.click(Stage::Role::list_item, "Jonas"); }},
    {"a PIN", "settings", [](Stage& s) { s.click("Set a PIN"); }},
    {"recovery words", "settings", [](Stage& s) { s.click("Recovery words"); }},
    {"as the room sees it", "settings", [](Stage& s) { s.click(Stage::Role::button, "The room"); }},
    {"hidden", "today",
     [](Stage& s) {
         s.key(ImGuiKey_Escape);
         s.key(ImGuiKey_Escape);
     }},
    {"welcome", "welcome", as_it_is},
};

}  // namespace

TEST_CASE("a still screen runs no SQL and allocates nothing", "[app][still]") {
    for (const auto size : {desktop, phone})
        for (const auto& still : stills) {
            DYNAMIC_SECTION(still.name << " at " << size.width << " × " << size.height) {
                const bool nobody = std::string_view(still.screen) == "welcome";
                Stage stage(
                    {size, nobody ? std::nullopt : std::optional(core::demo::Request{1, 1, 12}), {}, still.screen, {}});
                stage.settle();
                // On a phone a day is opened below the month; that is still enough.
                still.reach(stage);
                stage.move({-1, -1});
                stage.settle();
                // The first round of upkeep, three seconds after the start, comes before the frames that are measured
                // or after them.
                if (stage.services.next_frame_in < 2) {
                    stage.wait(stage.services.next_frame_in + 0.1);
                    stage.settle();
                }
                const auto statements_before = statements(), allocations_before = allocations();
                if (std::getenv("INGLENOOK_TRACE_NEW")) {
                    trace_allocations(true);
                    stage.frame();
                    trace_allocations(false);
                }
                stage.frame(100);
                CHECK(statements() == statements_before);
                CHECK(allocations() == allocations_before);
            }
        }
}

TEST_CASE("what is counted as still is counted at all", "[app][still]") {
    Stage stage({desktop, {}, two_people, "today", {}});
    stage.settle();
    const auto statements_before = statements(), allocations_before = allocations();
    stage.click("Good");
    CHECK(statements() > statements_before);
    CHECK(allocations() > allocations_before);
}

TEST_CASE("a still screen asks for no frame before the next minute", "[app][still]") {
    for (const auto screen : app::screen_names()) {
        if (screen == "welcome") continue;
        DYNAMIC_SECTION(screen) {
            Stage stage({desktop, core::demo::Request{1, 1, 12}, {}, std::string(screen), {}});
            stage.wait(4);  // what a household needs done has been done
            stage.settle();
            stage.frame();
            CHECK(stage.services.next_frame_in > 50);
        }
    }
}
