#include <catch2/catch_test_macros.hpp>

#include "app/closeness/circles.hpp"
#include "app/closeness/closeness_words.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/touches/touch_store.hpp"
#include "tests/app/headless.hpp"

// A stopwatch in taps: how many presses it takes until a mood is on disk, and a word beside it. A finger that goes
// somewhere and a focus that moves on are no presses; every time something is pressed is one.

using namespace headless;
using Role = Stage::Role;

namespace {

Setup at_home(Size size, const char* screen) { return {size, {}, two_people, screen, {}}; }

std::vector<core::CheckIn> moods(Stage& stage) {
    return stage.household().get<core::CheckInStore>().between(stage.viewer(0), monday, monday);
}

// A finger: it comes from nowhere, and where it comes down it presses.
class Finger {
public:
    explicit Finger(Stage& stage) : stage_(stage) {}
    void tap(Role role, std::string_view name) {
        const auto at = middle(stage_.node(role, name));
        auto& io = ImGui::GetIO();
        io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
        io.AddMousePosEvent(at.x, at.y);
        io.AddMouseButtonEvent(0, true);
        ++presses;
        stage_.frame();
        io.AddMouseButtonEvent(0, false);
        stage_.frame();
        io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        stage_.settle();
    }
    int presses = 0;

private:
    Stage& stage_;
};

// A keyboard: Tab goes on, anything else presses.
class Keys {
public:
    explicit Keys(Stage& stage) : stage_(stage) {}
    void press(ImGuiKey key) {
        stage_.key(key);
        ++presses;
        stage_.settle();
    }
    void go_to(Role role, std::string_view name) {
        for (int moves = 0; moves < 80; ++moves) {
            const auto* node = stage_.look(role, name);
            REQUIRE(node);
            if (node->focused) return;
            stage_.key(ImGuiKey_Tab);
        }
        FAIL("the focus does not come to " << name << "\n" << stage_.dump());
    }
    int presses = 0;

private:
    Stage& stage_;
};

}  // namespace

TEST_CASE("from a sleeping screen two taps store a mood, from Today one, and a word is one more",
          "[app][today][taps]") {
    for (const auto size : {desktop, phone, kiosk}) {
        INFO(size.width);
        {
            Stage stage(at_home(size, "room"));
            stage.settle();
            Finger finger(stage);
            finger.tap(Role::button, "Mara");
            finger.tap(Role::button, "Good");
            CHECK(finger.presses <= 2);
            REQUIRE(moods(stage).size() == 1);
            CHECK(moods(stage).front().mood == 4);
        }
        {
            Stage stage(at_home(size, "today"));
            stage.settle();
            Finger finger(stage);
            finger.tap(Role::button, "Low");
            CHECK(finger.presses <= 1);
            REQUIRE(moods(stage).size() == 1);
            finger.tap(Role::button, "worried");
            CHECK(finger.presses <= 2);
            CHECK(moods(stage).front().feeling == std::vector<std::string>{"worried"});
        }
    }
}

TEST_CASE("on the keyboard it takes no more presses than with a finger", "[app][today][taps]") {
    {
        Stage stage(at_home(desktop, "room"));
        stage.settle();
        Keys keys(stage);
        keys.press(ImGuiKey_1);  // the first face
        keys.press(ImGuiKey_4);
        CHECK(keys.presses <= 2);
        REQUIRE(moods(stage).size() == 1);
        CHECK(moods(stage).front().mood == 4);
    }
    {
        Stage stage(at_home(desktop, "today"));
        stage.settle();
        Keys keys(stage);
        keys.press(ImGuiKey_2);
        CHECK(keys.presses <= 1);
        REQUIRE(moods(stage).size() == 1);
        CHECK(moods(stage).front().mood == 2);
        keys.go_to(Role::button, "worried");
        keys.press(ImGuiKey_Enter);
        CHECK(keys.presses <= 2);
        CHECK(moods(stage).front().feeling == std::vector<std::string>{"worried"});
    }
    {
        // And without knowing of the digits: going to a face and pressing Enter.
        Stage stage(at_home(desktop, "today"));
        stage.settle();
        Keys keys(stage);
        keys.go_to(Role::button, "Lovely");
        keys.press(ImGuiKey_Enter);
        CHECK(keys.presses <= 1);
        REQUIRE(moods(stage).size() == 1);
        CHECK(moods(stage).front().mood == 5);
    }
}

TEST_CASE("a word from the field is opened with one tap and chosen with one more", "[app][today][taps]") {
    Stage stage(at_home(phone, "today"));
    stage.settle();
    Finger finger(stage);
    finger.tap(Role::button, "Low");
    finger.tap(Role::button, "More words");
    REQUIRE(stage.look(Role::text, "left out"));
    finger.tap(Role::text, "left out");
    CHECK(finger.presses <= 3);
    CHECK(moods(stage).front().feeling == std::vector<std::string>{"left out"});
}

TEST_CASE("a digit that is written is a digit", "[app][today][taps]") {
    Stage stage(at_home(desktop, "today"));
    stage.settle();
    stage.click(Role::field, "Thanks in your own words");
    stage.key(ImGuiKey_4);
    stage.type("4");
    CHECK(moods(stage).empty());
    stage.key(ImGuiKey_Escape);
    stage.click(Role::button, "Good");
    stage.settle();
    REQUIRE(moods(stage).size() == 1);
    stage.click("More words");
    stage.settle();
    stage.key(ImGuiKey_1);  // above a sheet it says nothing about the page under it
    stage.key(ImGuiKey_2, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    CHECK(moods(stage).size() == 1);
}

TEST_CASE("thanks by a chip, a touch and an answer are a tap each, and opening an envelope too", "[app][today][taps]") {
    for (const auto size : {desktop, phone, kiosk}) {
        INFO(size.width);
        auto setup = at_home(size, "today");
        setup.before = [](core::Household& h) {
            two_people(h);
            const auto people = h.get<core::PersonStore>().all();
            done(h, core::CheckInNow{people[1].id, 2, {}, "", core::Audience::household});
            done(h, core::GiveThanks{people[1].id, people[0].id, "for the soup"});
            h.forget_undo();
        };
        Stage stage(setup);
        stage.settle();
        auto& h = stage.household();
        const auto me = stage.viewer(0);
        Finger finger(stage);
        finger.tap(Role::button, "A note from Jonas");
        CHECK(h.get<core::ThanksReadStore>().closed(me).empty());
        CHECK(finger.presses == 1);
        finger.tap(Role::button, "I’m here");
        CHECK(h.get<core::AnswerStore>().by(me).size() == 1);
        CHECK(finger.presses == 2);
        stage.wait(9);  // what was said of it lies over the foot of the page
        finger.tap(Role::button, "A kiss");
        CHECK(h.get<core::TouchStore>().received(stage.viewer(1), monday).size() == 1);
        CHECK(finger.presses == 3);
        stage.wait(9);
        const auto before = h.get<core::ThanksStore>().newest(me, core::ThanksKind::all, 99).size();
        finger.tap(Role::button, "for dinner");
        CHECK(h.get<core::ThanksStore>().newest(me, core::ThanksKind::all, 99).size() == before + 1);
        CHECK(finger.presses == 4);
    }
}

TEST_CASE("from Today a note comes out of the jar with two taps, and closeness is said with one",
          "[app][today][taps]") {
    for (const auto size : {desktop, phone, kiosk}) {
        INFO(size.width);
        auto setup = at_home(size, "today");
        setup.before = [](core::Household& h) {
            two_people(h);
            const auto people = h.get<core::PersonStore>().all();
            core::GiveThanks note{people[1].id, people[0].id, "for the soup"};
            note.comes = core::GiveThanks::Comes::open;
            done(h, note);
            done(h, core::AskForCloseness{people[0].id, true});
            h.forget_undo();
        };
        Stage stage(setup);
        stage.settle();
        auto& h = stage.household();
        const auto me = stage.viewer(0);
        Finger finger(stage);
        finger.tap(Role::choice, "Thanks");
        finger.tap(Role::button, "Draw one");
        CHECK(h.get<core::ThanksReadStore>().all(me).size() == 1);
        CHECK(finger.presses == 2);
        CHECK(stage.shows("for the soup"));
    }
    for (const auto size : {desktop, phone, kiosk}) {
        INFO(size.width);
        auto setup = at_home(size, "today");
        setup.before = [](core::Household& h) {
            two_people(h);
            done(h, core::AskForCloseness{h.get<core::PersonStore>().all()[0].id, true});
            h.forget_undo();
        };
        Stage stage(setup);
        stage.settle();
        Finger finger(stage);
        finger.tap(Role::choice, app::closeness::level_name(5));
        CHECK(finger.presses == 1);
        CHECK(stage.household().get<core::ClosenessStore>().between(stage.viewer(0), monday, monday).size() == 1);
    }
}
