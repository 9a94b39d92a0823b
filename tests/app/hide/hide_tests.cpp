#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/pins.hpp"

// What lies open when somebody comes in, or nobody is there any more.

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

// Mara at a screen of hers, her vault open by her PIN, with things that only she sees.
Setup open_by_pin(std::string screen, Size size = desktop) {
    Setup setup;
    setup.size = size;
    setup.screen = std::move(screen);
    setup.before = [](core::Household& household) {
        two_people(household);
        const auto mara = mara_of(household);
        done(household, core::CheckInNow{mara, 2, {"tired"}, "the marmalade is a secret", Audience::only_me});
        done(household, core::GiveThanks{mara, std::nullopt, "For marmalade in secret.", Audience::only_me});
        core::RitualWords words;
        words.title = "Marmalade hour";
        words.rule = "FREQ=DAILY";
        words.starts_on = monday;
        words.audience = Audience::only_me;
        done(household, core::AddRitual{mara, words});
        tests::set_pin(household, mara, "2468");
    };
    return setup;
}

struct Open {
    const char* what;
    const char* screen;
    const char* field;  // that is written in
    void (*reach)(Stage&);
};

const Open opens[] = {
    {"thanks on Today", "today", "Thanks in your own words", [](Stage&) {}},
    {"the note of a mood", "today", "A note about it", [](Stage&) {}},
    {"a note", "thanks", "Your words", [](Stage&) {}},
    {"a note that is changed", "thanks", "Your words",
     [](Stage& s) {
         s.click("For life");
         s.settle();
         s.click("Change this note");
     }},
    {"a ritual that is changed", "agenda", "Name of the ritual", [](Stage& s) { s.right_click("Marmalade hour"); }},
};

}  // namespace

TEST_CASE("when a vault shuts nothing of what was being written stays on the screen, and it comes back with the PIN",
          "[app][vault][drafts]") {
    for (const auto& open : opens)
        for (const bool asleep : {false, true}) {
            DYNAMIC_SECTION(open.what << (asleep ? ", asleep" : ", left alone")) {
                Stage stage(open_by_pin(open.screen));
                unlock(stage);
                open.reach(stage);
                stage.settle();
                stage.write(open.field, "half a marmalade");
                stage.frame(2);
                REQUIRE(stage.holds("half a marmalade"));
                if (asleep) stage.app().slept();
                else stage.wait(301);
                stage.settle();
                REQUIRE_FALSE(stage.household().vault().is_open(mara_of(stage.household())));
                CHECK_FALSE(stage.holds("armalade"));
                unlock(stage);
                if (stage.look(Role::field, open.field) == nullptr || stage.value(open.field) != "half a marmalade")
                    open.reach(stage);
                stage.settle();
                CHECK(stage.value(open.field) == "half a marmalade");
            }
        }
}

TEST_CASE("on a phone a long press on Today's place or on a face hides everything, on every screen", "[app][vault]") {
    for (const char* screen : {"today", "agenda", "thanks", "memories", "search", "settings", "shared", "trash"}) {
        DYNAMIC_SECTION(screen) {
            Stage stage(open_by_pin(screen, phone));
            unlock(stage);
            stage.long_press("Today");
            stage.settle();
            CHECK(stage.services.window_title == "Clock");
            CHECK(stage.shows("18:42"));
            for (const auto* name : {"Mara", "Jonas", "Today", "Settings", "armalade"}) CHECK_FALSE(stage.holds(name));
            CHECK_FALSE(stage.household().vault().is_open(mara_of(stage.household())));
            stage.click("Back");
            stage.settle();
            CHECK(stage.shows("Who is here?"));
            CHECK_FALSE(stage.holds("armalade"));
        }
    }
    for (const auto size : {phone, desktop}) {
        Stage stage(open_by_pin("today", size));
        unlock(stage);
        stage.long_press("Mara");
        stage.settle();
        CHECK(stage.services.window_title == "Clock");
        CHECK_FALSE(stage.holds("Mara"));
    }
}

TEST_CASE("whatever sheet lies open, after hiding it is gone", "[app][vault]") {
    struct Sheet {
        const char* screen;
        void (*reach)(Stage&);
    };
    const Sheet sheets[] = {
        {"settings", [](Stage& s) { s.click(Role::list_item, "Mara"); }},
        {"settings", [](Stage& s) { s.click("Change the PIN"); }},
        {"settings", [](Stage& s) { s.click("Restore a backup"); }},
        {"settings", [](Stage& s) { s.click("Erase what is mine"); }},
        {"add-photos", [](Stage&) {}},
        {"new-ritual", [](Stage&) {}},
        {"rituals", [](Stage& s) { s.click(Role::list_item, "Monday, 23 November 2026"); }},
    };
    for (const auto& sheet : sheets) {
        Stage stage(open_by_pin(sheet.screen));
        unlock(stage);
        sheet.reach(stage);
        stage.settle();
        stage.key(ImGuiKey_Escape);
        stage.key(ImGuiKey_Escape);
        stage.settle();
        REQUIRE(stage.services.window_title == "Clock");
        stage.click("Back");
        stage.settle();
        CHECK(stage.shows("Who is here?"));
        for (const auto& node : stage.tree().nodes()) {
            INFO(node.name);
            CHECK_FALSE(node.overlay);
        }
    }
}

TEST_CASE("what was copied goes out of the clipboard when it shuts, and what others copied stays", "[app][vault]") {
    const auto copied = [] { return std::string(ImGui::GetClipboardText() ? ImGui::GetClipboardText() : ""); };
    Stage stage(open_by_pin("today"));
    unlock(stage);
    const auto copy = [&] {
        stage.write("Thanks in your own words", "a secret marmalade");
        stage.key(ImGuiKey_A, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        stage.key(ImGuiKey_C, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        REQUIRE(copied() == "a secret marmalade");
    };
    copy();
    stage.wait(301);
    CHECK(copied().empty());

    unlock(stage);
    copy();
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(copied().empty());
    stage.click("Back");
    stage.settle();

    stage.click("Mara");
    unlock(stage);
    copy();
    ImGui::GetPlatformIO().Platform_SetClipboardTextFn = nullptr;  // as another program would have it now
    ImGui::GetPlatformIO().Platform_GetClipboardTextFn = [](ImGuiContext*) { return "from elsewhere"; };
    stage.click("Jonas");
    stage.settle();
    CHECK(copied() == "from elsewhere");
}
