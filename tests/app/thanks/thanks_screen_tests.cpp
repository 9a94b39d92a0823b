#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

Setup notebook() { return {desktop, {}, two_people, "thanks", {}}; }

std::vector<core::Thanks> all(Stage& stage, std::size_t person = 0) { return stage.household().thanks().newest(stage.viewer(person), core::ThanksKind::all, 100'000); }

Setup with_note(const char* text = "You waited with dinner.", std::size_t author = 0, Size size = desktop) {
    return {size, {}, [=](core::Household& h) {
                two_people(h);
                const auto people = h.people().all();
                done(h, core::GiveThanks{people[author].id, people[1 - author].id, text, Audience::household});
            }, "thanks", {}};
}

}  // namespace

TEST_CASE("a note is written to the other", "[app][thanks]") {
    Stage stage(notebook());
    stage.settle();
    CHECK(stage.shows("No notes yet"));
    stage.click(Role::field, "Your words");
    stage.type("You carried the boxes.");
    stage.click("Give");
    stage.settle();
    REQUIRE(all(stage).size() == 1);
    CHECK(all(stage)[0].recipient == stage.viewer(1).person);
    CHECK(all(stage)[0].text == "You carried the boxes.");
    CHECK(stage.value("Your words").empty());
    CHECK(stage.shows("You carried the boxes."));
    CHECK(stage.shows("Mara, 18:42"));
    CHECK(stage.shows("Today"));
}

TEST_CASE("thanks to life go under For life", "[app][thanks]") {
    Stage stage(notebook());
    stage.settle();
    stage.click(Role::button, "Life");
    stage.click(Role::field, "Your words");
    stage.type("For the light.");
    stage.click("Give");
    stage.settle();
    REQUIRE(all(stage).size() == 1);
    CHECK_FALSE(all(stage)[0].recipient);
    CHECK_FALSE(stage.shows("For the light."));
    stage.click("For life");
    stage.settle();
    CHECK(stage.shows("For the light."));
    stage.click("Between us");
    stage.settle();
    CHECK(stage.shows("No notes yet"));
}

TEST_CASE("Enter makes a new line and Ctrl+Enter gives", "[app][thanks]") {
    Stage stage(notebook());
    stage.settle();
    stage.click(Role::field, "Your words");
    stage.type("One.");
    stage.key(ImGuiKey_Enter);
    stage.type("Two.");
    CHECK(all(stage).empty());
    stage.key(ImGuiKey_Enter, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    REQUIRE(all(stage).size() == 1);
    CHECK(all(stage)[0].text == "One.\nTwo.");
}

TEST_CASE("a refused note keeps its words", "[app][thanks]") {
    Stage stage(notebook());
    stage.settle();
    const std::string long_text(4001, 'y');
    stage.click(Role::field, "Your words");
    stage.type(long_text);
    stage.click("Give");
    stage.frame(2);
    CHECK(stage.shows("That is longer than fits here."));
    CHECK(stage.value("Your words") == long_text);
    CHECK(all(stage).empty());
}

TEST_CASE("a note for oneself alone is for oneself alone", "[app][thanks]") {
    Stage stage(notebook());
    stage.settle();
    stage.click(Role::field, "Your words");
    stage.type("Not yet for you.");
    stage.click("Only me");
    stage.click("Give");
    stage.settle();
    CHECK(all(stage, 0).size() == 1);
    CHECK(all(stage, 1).empty());
}

TEST_CASE("an edited note says so and can be put back", "[app][thanks]") {
    Stage stage(with_note());
    stage.settle();
    CHECK_FALSE(stage.shows("edited"));
    stage.click("Change this note");
    stage.settle();
    CHECK(stage.value("Your words") == "You waited with dinner.");
    stage.write("Your words", "You waited with dinner, and sang.");
    stage.click("Save");
    stage.settle();
    CHECK(all(stage).at(0).text == "You waited with dinner, and sang.");
    CHECK(all(stage).at(0).edited_at);
    CHECK(stage.shows("Mara, 18:42 · edited"));
    CHECK(stage.look("Save") == nullptr);
    stage.click("Undo");
    stage.settle();
    CHECK(all(stage).at(0).text == "You waited with dinner.");
    CHECK_FALSE(stage.shows("edited"));
}

TEST_CASE("a change without words is refused and the sheet stays", "[app][thanks]") {
    Stage stage(with_note());
    stage.settle();
    stage.click("Change this note");
    stage.settle();
    stage.click(Role::field, "Your words");
    stage.key(ImGuiKey_A, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.key(ImGuiKey_Delete);
    stage.click("Save");
    stage.frame(3);
    CHECK(all(stage).at(0).text == "You waited with dinner.");
    CHECK(stage.look("Save") != nullptr);
    CHECK(stage.shows("There are no words in it yet."));
}

TEST_CASE("a note is deleted, and comes back by undo", "[app][thanks]") {
    Stage stage(with_note());
    stage.settle();
    stage.click("Change this note");
    stage.settle();
    stage.click("Delete");
    stage.settle();
    CHECK(all(stage).empty());
    stage.click("Undo");
    stage.settle();
    CHECK(all(stage).size() == 1);
}

TEST_CASE("a long press or the right button on one's own note opens it", "[app][thanks]") {
    for (const auto size : {desktop, phone})
        for (const bool by_finger : {true, false}) {
            Stage stage(with_note("You waited with dinner.", 0, size));
            stage.settle();
            const auto at = middle(stage.node(Role::list_item, "You waited with dinner."));
            (void)at;
            if (by_finger) stage.long_press("You waited with dinner.");
            else stage.right_click("You waited with dinner.");
            stage.settle();
            CHECK(stage.look("Save") != nullptr);
        }
}

TEST_CASE("the other's note gets a heart and cannot be changed", "[app][thanks]") {
    Stage stage(with_note("You waited with dinner.", 1));
    stage.settle();
    stage.click("A note from Jonas");
    stage.settle();
    CHECK(stage.look("Change this note") == nullptr);
    stage.click("A heart back");
    stage.settle();
    CHECK(all(stage).at(0).hearts.size() == 1);
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click(Role::choice, "Jonas");
    stage.settle();
    stage.click(Role::choice, "Thanks");
    stage.settle();
    CHECK(stage.shows("A heart from Mara"));
}

TEST_CASE("Esc closes the sheet of a note after the field, and nothing has changed", "[app][thanks]") {
    Stage stage(with_note());
    stage.settle();
    stage.click("Change this note");
    stage.settle();
    stage.write("Your words", "Half a thought");
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.value("Your words") == "Half a thought");
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look("Save") == nullptr);
    CHECK(all(stage).at(0).text == "You waited with dinner.");
}

TEST_CASE("going on down brings all notes of ten years", "[app][thanks]") {
    Stage stage({desktop, core::demo::Request{10, 1, 0}, {}, "thanks", {}});
    stage.settle();
    const auto notes = stage.household().thanks().newest(stage.viewer(0), core::ThanksKind::between_us, 100'000);
    REQUIRE(notes.size() > 500);
    CHECK(stage.shows(notes.front().text));
    CHECK_FALSE(stage.holds(notes.back().text));
    for (int i = 0; i < 600 && !stage.shows(notes.back().text); ++i) stage.wheel({500, 500}, -40);
    CHECK(stage.shows(notes.back().text));
    // Only what can be seen is drawn.
    CHECK(stage.tree().nodes().size() < 150);
    for (int i = 0; i < 600 && !stage.shows(notes.front().text); ++i) stage.wheel({500, 500}, 40);
    CHECK(stage.shows(notes.front().text));
}

TEST_CASE("a drag scrolls the notes and presses none of them", "[app][thanks]") {
    Stage stage({phone, core::demo::Request{1, 1, 0}, {}, "thanks", {}});
    stage.settle();
    const auto before = stage.node("Thanks").rect;
    const auto heading_before = [&] {
        for (const auto& node : stage.tree().nodes())
            if (node.role == Role::heading && node.name == "Thanks") return node.rect.y0;
        return 0.f;
    };
    (void)before;
    const float from = heading_before();
    stage.drag({200, 700}, {200, 300});
    CHECK(heading_before() < from - 300);
    const float at_release = heading_before();
    stage.wait(0.1);
    CHECK(heading_before() < at_release);  // it glides on
    stage.settle();
    CHECK(stage.all(Role::dialog).empty());
    const float rest = heading_before();
    stage.frame(30);
    CHECK(heading_before() == rest);
}
