#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <imgui_internal.h>
#include <catch2/catch_test_macros.hpp>

#include "app/screens.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/pins.hpp"

// What is on the screen, typed or on its way in the moment in which a vault locks, somebody else comes to the screen or
// everything is hidden.

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

// Neither lies where operator new gave it: these tests look there. The short one fits within a string itself.
constexpr std::string_view canary = "quince jelly in secret", short_canary = "quincejelly";

// Mara with a PIN, and something of every kind that is hers alone, written before.
Setup with_pin(std::string screen, Size size = desktop) {
    Setup setup;
    setup.size = size;
    setup.screen = std::move(screen);
    setup.before = [](core::Household& household) {
        two_people(household);
        const auto mara = mara_of(household), jonas = household.get<core::PersonStore>().all().at(1).id;
        done(household, core::CheckInNow{mara, 2, {"tired"}, "", Audience::only_me});
        done(household, core::GiveThanks{mara, jonas, "For the walk.", Audience::household});
        done(household, core::GiveThanks{jonas, mara, "For the soup.", Audience::household});
        core::RitualWords words;
        words.title = "Own hour";
        words.rule = "FREQ=DAILY";
        words.starts_on = monday;
        words.audience = Audience::only_me;
        done(household, core::AddRitual{mara, words});
        core::Pixels shade{30, 20, {}};
        shade.rgba.assign(30 * 20 * 4, 255);
        const auto photo = household.photos().add_bytes(core::encode_jpeg(shade, 85), "pier.jpg", core::Arrival::plain);
        REQUIRE(photo);
        done(household, core::AddPhoto{mara, photo.value(), {}, Audience::household});
        tests::set_pin(household, mara, "2468");
    };
    return setup;
}

// Nobody is there for that long: the clock that the screens go by, set forward.
void leave_alone(Stage& stage, double seconds) {
    stage.frame();
    ImGui::GetCurrentContext()->Time += seconds;
    stage.frame();
}

struct Ending {
    const char* what;
    void (*happens)(Stage&);
    bool hides = false;
};

const Ending endings[] = {
    {"left alone", [](Stage& s) { leave_alone(s, 301); }},
    {"asleep", [](Stage& s) { s.app().slept(); }},
    {"locked",
     [](Stage& s) {
         s.click(Role::choice, "Settings");
         s.settle();
         s.click("Lock now");
     }},
    {"another face",
     [](Stage& s) {
         s.click(Role::choice, "Today");
         s.settle();
         s.click(Role::choice, "Jonas");
     }},
    {"hidden",
     [](Stage& s) {
         s.key(ImGuiKey_Escape);
         s.key(ImGuiKey_Escape);
     },
     true},
};

// Everywhere that words can be typed. With a sheet open there is no other face to tap, and no button that locks.
struct Writing {
    const char* what;
    const char* screen;
    std::function<void(Stage&)> reach;
    bool sheet = false;
    const char* of = nullptr;  // another screen's sheet: whose
};

const std::vector<Writing> writings = {
    {"Today", "today", [](Stage&) {}},
    {"a mood's words", "today", [](Stage& s) { s.click("Low"); }},
    {"what was around it", "today",
     [](Stage& s) {
         s.click("Low");
         s.settle();
         s.click("What was around it");
     }},
    {"all the feelings", "feelings", [](Stage&) {}, true},
    {"one's list of activities", "activities", [](Stage& s) { s.click_node(*s.all(Role::list_item).front()); }, true},
    {"a new ritual", "edit-ritual", [](Stage& s) { s.click("At a time"); }, true},
    {"its own rule", "edit-ritual", [](Stage& s) { s.click("Own rule"); }, true},
    {"a ritual that is changed", "agenda", [](Stage& s) { s.right_click("Own hour"); }, true},
    {"a note", "thanks", [](Stage&) {}},
    {"a note that is changed", "thanks", [](Stage& s) { s.click("Change this note"); }, true},
    {"a photo", "photo", [](Stage& s) { s.click("Caption and date"); }, true},
    {"a day's check-in", "day", [](Stage& s) { s.click("Change or delete"); }},
    {"search", "search", [](Stage&) {}},
    {"a person", "settings", [](Stage& s) { s.click(Role::list_item, "Jonas"); }, true},
    {"someone joins", "settings", [](Stage& s) { s.click("Add someone"); }, true},
    {"one's name, to erase what is one's own", "settings", [](Stage& s) { s.click("Erase what is mine"); }, true},
    {"a PIN", "settings",
     [](Stage& s) {
         s.click("Change the PIN");
         s.settle();
         s.click("Use a passphrase");
     },
     true, "vault"},
};

std::set<std::string> fields_of(const Stage& stage) {
    bool sheet = false;
    for (const auto& node : stage.tree().nodes()) sheet = sheet || (node.overlay && node.role == Role::dialog);
    std::set<std::string> names;
    for (const auto& node : stage.tree().nodes())
        if (node.role == Role::field && node.overlay == sheet && node.name != "First day") names.insert(node.name);
    return names;
}

std::string of_imgui(const ImVector<char>& text) {
    return text.Data ? std::string(text.Data, static_cast<std::size_t>(text.Size)) : std::string();
}

void nothing_is_left(Stage& stage) {
    CHECK_FALSE(stage.holds(canary));
    const auto& g = *ImGui::GetCurrentContext();
    for (const auto* text : {&g.InputTextState.TextA, &g.InputTextState.TextToRevertTo,
                             &g.InputTextState.CallbackTextBackup, &g.InputTextDeactivatedState.TextA})
        CHECK(of_imgui(*text).find(canary) == std::string::npos);
    const char* copied = ImGui::GetClipboardText();
    CHECK((copied ? std::string(copied) : std::string()).find(canary) == std::string::npos);
}

// To every place there is, as whoever is here now.
void nothing_is_left_anywhere(Stage& stage, const Ending& ending) {
    nothing_is_left(stage);
    if (ending.hides) stage.click("Back");
    stage.settle();
    nothing_is_left(stage);
    for (const char* place : {"Today", "Rituals", "Thanks", "Memories", "About us", "Search", "Settings"}) {
        stage.click(Role::choice, place);
        stage.settle();
        nothing_is_left(stage);
    }
}

// A button is let go of, and what was done last is taken back, in one frame.
void press_and_undo(Stage& stage, const Stage::Node& button) {
    auto& io = ImGui::GetIO();
    stage.move(middle(button));
    io.AddMouseButtonEvent(0, true);
    stage.frame();
    io.AddKeyEvent(ImGuiMod_Ctrl, true);
    io.AddKeyEvent(ImGuiKey_Z, true);
    io.AddMouseButtonEvent(0, false);
    stage.frame();
    io.AddKeyEvent(ImGuiKey_Z, false);
    io.AddKeyEvent(ImGuiMod_Ctrl, false);
    stage.settle();
}

std::size_t check_ins_of_today(Stage& stage) {
    return stage.household().get<core::CheckInStore>().between(stage.viewer(0), monday, monday).size();
}

}  // namespace

TEST_CASE(
    "whatever field words were typed into, none of them is on a screen after the vault locked or somebody else came",
    "[app][vault][locking]") {
    for (const auto& writing : writings)
        for (const auto& ending : endings) {
            if (writing.sheet &&
                (std::string_view(ending.what) == "another face" || std::string_view(ending.what) == "locked"))
                continue;
            DYNAMIC_SECTION(writing.what << ", " << ending.what) {
                Stage stage(with_pin(writing.screen));
                unlock(stage);
                writing.reach(stage);
                stage.settle();
                const auto fields = fields_of(stage);
                REQUIRE_FALSE(fields.empty());
                for (const auto& field : fields) {
                    if (!stage.look(Role::field, field)) continue;  // the one before closed it
                    stage.write(field, canary);
                    stage.key(ImGuiKey_A, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
                    stage.key(ImGuiKey_C, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
                }
                REQUIRE((stage.holds(canary) || writing.of));  // a PIN is not shown
                ending.happens(stage);
                stage.settle();
                REQUIRE_FALSE(stage.household().vault().is_open(mara_of(stage.household())));
                nothing_is_left_anywhere(stage, ending);
            }
        }
}

TEST_CASE("words typed on any screen are nowhere in memory once the vault locked or somebody else came",
          "[app][vault][locking]") {
    for (const auto& writing : writings)
        for (const auto& ending : endings) {
            const std::string_view what = ending.what;
            if (what != "asleep" && (what != "another face" || writing.sheet)) continue;
            DYNAMIC_SECTION(writing.what << ", " << ending.what) {
                Stage stage(with_pin(writing.screen));
                unlock(stage);
                writing.reach(stage);
                stage.settle();
                for (const auto& field : fields_of(stage))
                    if (stage.look(Role::field, field)) stage.write(field, short_canary);
                REQUIRE(in_memory(short_canary));
                ending.happens(stage);
                stage.settle();
                // Emptied, a string keeps all but the first letter where it stood.
                CHECK_FALSE(in_memory(short_canary.substr(1)));
            }
        }
}

TEST_CASE("names typed in the welcome are nowhere in memory once the device slept", "[app][welcome][locking]") {
    Stage stage;
    stage.settle();
    for (const auto& field : fields_of(stage)) stage.write(field, short_canary);
    REQUIRE(in_memory(short_canary));
    stage.app().slept();
    stage.settle();
    CHECK_FALSE(in_memory(short_canary.substr(1)));
}

TEST_CASE("each screen is among those that the tests of locking type on", "[app][locking]") {
    for (const auto& screen : app::all_screens()) {
        if (!screen.draw && !screen.draw_sheets) continue;  // cards on other screens
        INFO(screen.name);
        const auto typed_on = [&](const Writing& writing) {
            return writing.of ? writing.of == screen.name : app::screen_named(writing.screen) == &screen;
        };
        CHECK((screen.place == app::Place::welcome || std::any_of(writings.begin(), writings.end(), typed_on)));
    }
}

TEST_CASE("what was typed to confirm something is not there any more with the next opening", "[app][vault][locking]") {
    Stage stage(with_pin("settings"));
    unlock(stage);
    stage.click("Erase what is mine");
    stage.settle();
    stage.write("Your name", canary);
    leave_alone(stage, 301);
    stage.settle();
    REQUIRE_FALSE(stage.household().vault().is_open(mara_of(stage.household())));
    unlock(stage);
    stage.settle();
    CHECK(stage.value("Your name").empty());
}

TEST_CASE(
    "what was asked for in the frame of another face, of locking or of hiding is done by whoever asked, and before",
    "[app][vault][locking]") {
    Stage stage(with_pin("today"));
    unlock(stage);
    const auto before = check_ins_of_today(stage);
    stage.click("Good");
    stage.settle();
    REQUIRE(check_ins_of_today(stage) == before + 1);
    SECTION("another face") {
        press_and_undo(stage, stage.node(Role::choice, "Jonas"));
        REQUIRE(stage.node(Role::choice, "Jonas").on);
    }
    SECTION("locking") {
        stage.click(Role::choice, "Settings");
        stage.settle();
        press_and_undo(stage, stage.node("Lock now"));
    }
    SECTION("hiding") {
        stage.key(ImGuiKey_Escape);
        auto& io = ImGui::GetIO();
        io.AddKeyEvent(ImGuiMod_Ctrl, true);
        io.AddKeyEvent(ImGuiKey_Z, true);
        io.AddKeyEvent(ImGuiKey_Escape, true);
        stage.frame();
        io.AddKeyEvent(ImGuiKey_Escape, false);
        io.AddKeyEvent(ImGuiKey_Z, false);
        io.AddKeyEvent(ImGuiMod_Ctrl, false);
        stage.frame();
        REQUIRE(stage.services.window_title == "Clock");
    }
    REQUIRE_FALSE(stage.household().vault().is_open(mara_of(stage.household())));
    // Nothing of it is told to whoever is there then.
    for (const auto* banner : stage.all(Role::banner)) {
        INFO(banner->name);
        CHECK(banner->name.empty());
    }
    unlock(stage);
    CHECK(check_ins_of_today(stage) == before);
}

TEST_CASE("what waited for the PIN is done in the frame that unlocks, before another place is gone to",
          "[app][vault][locking]") {
    Stage stage(with_pin("thanks"));
    stage.app().slept();
    stage.settle();
    stage.click("Seen by us");
    stage.settle();
    REQUIRE(stage.shows("Unlock your entries"));
    stage.slices_a_frame = 0;
    for (const char* key : {"2", "4", "6", "8", "Done"}) stage.click(Role::button, key);
    while (stage.jobs.run_slice()) {
    }
    REQUIRE_FALSE(stage.household().vault().is_open(mara_of(stage.household())));
    auto& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, true);
    io.AddKeyEvent(ImGuiKey_F, true);
    stage.frame();
    REQUIRE(stage.household().vault().is_open(mara_of(stage.household())));
    for (const auto& note : stage.household().get<core::ThanksStore>().between(stage.viewer(0), monday, monday))
        if (note.text == "For the walk.") CHECK(note.audience != Audience::household);
    io.AddKeyEvent(ImGuiKey_F, false);
    io.AddKeyEvent(ImGuiMod_Ctrl, false);
    stage.slices_a_frame = -1;
    stage.settle();
    CHECK(stage.node(Role::choice, "Search").on);
}

TEST_CASE("what was said to one person is on nobody else's screen, and cannot be undone there",
          "[app][vault][locking]") {
    for (const auto& ending : endings) {
        DYNAMIC_SECTION(ending.what) {
            Stage stage(with_pin("today"));
            unlock(stage);
            if (std::string_view(ending.what) == "left alone" || std::string_view(ending.what) == "locked")
                continue;  // it has gone by then
            stage.click("Good");
            REQUIRE(stage.look(Role::button, "Undo"));
            ending.happens(stage);
            stage.settle();
            CHECK_FALSE(stage.look(Role::button, "Undo"));
        }
    }
}
