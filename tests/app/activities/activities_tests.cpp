#include <catch2/catch_test_macros.hpp>

#include "app/words/drawings.hpp"
#include "core/activities/activity.hpp"
#include "core/activities/activity_commands.hpp"
#include "core/activities/activity_store.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/device.hpp"
#include "tests/core/pins.hpp"

using namespace headless;
using Role = Stage::Role;
using Names = std::vector<std::string>;

namespace {

Setup two_at_home(Size size = desktop) { return {size, {}, two_people, "today", {}}; }

Names names(Stage& stage, std::size_t person = 0) {
    Names list;
    for (const auto& activity : stage.household().get<core::ActivityStore>().of(stage.viewer(person)))
        list.push_back(activity.name);
    return list;
}

void open_list(Stage& stage) {
    stage.settle();
    stage.click(Role::button, "Okay");
    stage.settle();
    stage.wait(9);  // what was said is gone again, from above what is to be tapped
    stage.click("What was around it");
    stage.settle();
    stage.click("Edit activities");
    stage.settle();
}

// A list of three, so that all of it is in sight.
Setup three_of_mine(Size size = desktop) {
    auto setup = two_at_home(size);
    setup.before = [](core::Household& h) {
        two_people(h);
        for (const char* name : {"chess", "the garden", "Grandma"})
            done(h, core::AddActivity{h.get<core::PersonStore>().all().front().id, name, "star"});
    };
    return setup;
}

ImVec2 handle(Stage& stage, std::size_t row) {
    const auto handles = stage.all(Role::button, "Move it");
    REQUIRE(row < handles.size());
    return middle(*handles[row]);
}

}  // namespace

TEST_CASE("the usual activities are offered until somebody makes a list of their own", "[app][activities]") {
    Stage stage(two_at_home());
    open_list(stage);
    CHECK(stage.all(Role::button, "Move it").size() >= 10);
    CHECK(stage.look(Role::list_item, "a walk"));
    CHECK(names(stage).empty());  // to look changes nothing
    stage.click(Role::list_item, "work");
    stage.settle();
    stage.write("What it is called", "the office");
    stage.click(Role::choice, "Computer");
    stage.click("Keep");
    stage.settle();
    auto mine = stage.household().get<core::ActivityStore>().of(stage.viewer(0));
    REQUIRE(mine.size() == 14);
    CHECK(mine[0].name == "a walk");
    CHECK(mine[1].name == "the office");
    CHECK(mine[1].icon == "laptop");
    // It is one step, and it comes back as one.
    stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    CHECK(names(stage).empty());
    CHECK(stage.look(Role::list_item, "work"));
    CHECK(names(stage, 1).empty());
}

TEST_CASE("one's own activities are offered in one's own order, with what is around it kept by its name",
          "[app][activities]") {
    Stage stage(three_of_mine());
    stage.settle();
    stage.click(Role::button, "Good");
    stage.settle();
    stage.click("What was around it");
    stage.settle();
    CHECK(stage.look(Role::button, "a walk") == nullptr);
    CHECK(stage.node(Role::button, "chess").rect.x0 < stage.node(Role::button, "the garden").rect.x0);
    stage.click(Role::button, "the garden");
    stage.settle();
    const auto around = [&] {
        return stage.household().get<core::CheckInStore>().between(stage.viewer(0), monday, monday).front().around;
    };
    CHECK(around() == Names{"the garden"});
    stage.click("Edit activities");
    stage.settle();
    stage.click(Role::list_item, "the garden");
    stage.settle();
    stage.click("Remove");
    stage.settle();
    CHECK(names(stage) == Names{"chess", "Grandma"});
    stage.click("Undo");
    stage.settle();
    CHECK(names(stage) == Names{"chess", "the garden", "Grandma"});
    stage.click(Role::list_item, "the garden");
    stage.settle();
    stage.click("Remove");
    stage.settle();
    CHECK(names(stage) == Names{"chess", "Grandma"});
    CHECK(around() == Names{"the garden"});
    stage.click("Done");
    stage.settle();
    CHECK(stage.node(Role::button, "the garden").on);  // still in it, and to be taken out
    // Nobody else is offered it.
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK_FALSE(stage.holds("Grandma"));
}

TEST_CASE("a row is dragged to its place by finger and mouse, and the list does not scroll under it",
          "[app][activities]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(three_of_mine(size));
        open_list(stage);
        const auto from = handle(stage, 0), to = handle(stage, 2);
        stage.drag(from, {from.x + 4, to.y + 6});
        stage.settle();
        CHECK(names(stage) == Names{"the garden", "Grandma", "chess"});
        // Back to where it was: nothing is written.
        const auto revision = stage.household().revision();
        stage.drag(handle(stage, 1), {from.x, handle(stage, 1).y + 8});
        stage.settle();
        CHECK(stage.household().revision() == revision);
        CHECK_FALSE(stage.look("Keep"));
        stage.drag(handle(stage, 2), {from.x, from.y - 200});
        stage.settle();
        CHECK(names(stage) == Names{"chess", "the garden", "Grandma"});
    }
}

TEST_CASE("a long list goes on while a row is dragged to its edge", "[app][activities]") {
    Stage stage(two_at_home(phone));
    open_list(stage);
    auto& io = ImGui::GetIO();
    const auto from = handle(stage, 0);
    stage.move(from);
    io.AddMouseButtonEvent(0, true);
    stage.frame(2);
    stage.move({from.x, from.y + 60});
    const auto clip = stage.node(Role::list_item, "a walk").clip;
    stage.move({from.x, clip.y1 - 10});
    stage.frame(200);
    io.AddMouseButtonEvent(0, false);
    stage.frame(2);
    stage.settle();
    REQUIRE(names(stage).size() == 14);
    CHECK(names(stage).back() == "a walk");
}

TEST_CASE("rows are moved on the keyboard by Alt and an arrow, and by buttons", "[app][activities]") {
    Stage stage(three_of_mine());
    open_list(stage);
    const auto focused_handle = [&] {
        const auto handles = stage.all(Role::button, "Move it");
        for (const auto* each : handles)
            if (each->focused) return each->value;
        return std::string("none");
    };
    for (int i = 0; i < 20 && focused_handle() != "chess"; ++i) stage.key(ImGuiKey_Tab);
    REQUIRE(focused_handle() == "chess");
    stage.key(ImGuiKey_DownArrow, static_cast<ImGuiKey>(ImGuiMod_Alt));
    stage.settle();
    CHECK(names(stage) == Names{"the garden", "chess", "Grandma"});
    CHECK(focused_handle() == "chess");  // the focus went along
    stage.key(ImGuiKey_DownArrow, static_cast<ImGuiKey>(ImGuiMod_Alt));
    stage.settle();
    CHECK(names(stage) == Names{"the garden", "Grandma", "chess"});
    stage.key(ImGuiKey_UpArrow, static_cast<ImGuiKey>(ImGuiMod_Alt));
    stage.settle();
    CHECK(names(stage) == Names{"the garden", "chess", "Grandma"});
    stage.click(Role::list_item, "chess");
    stage.settle();
    stage.click("Up");
    stage.settle();
    CHECK(names(stage) == Names{"chess", "the garden", "Grandma"});
    stage.click("Down");
    stage.settle();
    stage.click("Down");
    stage.settle();
    stage.click("Down");  // it is the last
    stage.settle();
    CHECK(names(stage) == Names{"the garden", "Grandma", "chess"});
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look(Role::list_item, "chess"));  // back at the list
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look(Role::list_item, "chess") == nullptr);
}

TEST_CASE("one of one's own is added with a name and a drawing, and refused without a name", "[app][activities]") {
    Stage stage(two_at_home(phone));
    open_list(stage);
    stage.click("Add another");
    stage.settle();
    stage.click("Keep");
    stage.settle();
    CHECK(stage.shows("There’s nothing in it yet."));
    CHECK(names(stage).empty());
    stage.write("What it is called", "the dog");
    stage.click(Role::choice, "Paw");
    stage.click("Keep");
    stage.settle();
    REQUIRE(names(stage).size() == 15);
    CHECK(stage.household().get<core::ActivityStore>().of(stage.viewer(0)).back().name == "the dog");
    CHECK(stage.household().get<core::ActivityStore>().of(stage.viewer(0)).back().icon == "paw");
}

TEST_CASE("a name that was written once can be put on the list", "[app][activities]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click(Role::button, "Okay");
    stage.settle();
    stage.click("What was around it");
    stage.settle();
    stage.write("Something else around it", "the dentist");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    stage.click("Edit activities");
    stage.settle();
    CHECK(stage.holds("You have also written:"));
    stage.click(Role::button, "the dentist");
    stage.settle();
    CHECK(names(stage).back() == "the dentist");
    CHECK_FALSE(stage.holds("You have also written:"));
}

TEST_CASE("with the vault shut the usual ones are offered, and the list is opened first", "[app][activities]") {
    Stage stage(three_of_mine());
    auto& h = stage.household();
    const auto mara = *stage.viewer(0).person;
    tests::set_pin(h, mara, "4711");
    h.lock();
    open_list(stage);
    CHECK_FALSE(stage.holds("Grandma"));
    CHECK(stage.shows("Your list is only yours, and it is shut."));
    CHECK(stage.all(Role::button, "Move it").empty());
    CHECK(stage.look(Role::button, "a walk"));  // below the sheet
}

TEST_CASE("there are forty drawings and more to choose from, each with a name of its own", "[app][activities]") {
    std::vector<std::string> seen;
    for (const char* drawing : app::activity_drawings()) {
        const std::string name = app::drawing_name(drawing);
        INFO(drawing << " " << name);
        CHECK(name != "Drawing");
        CHECK(std::find(seen.begin(), seen.end(), name) == seen.end());
        seen.push_back(name);
    }
    CHECK(seen.size() >= 40);
}
