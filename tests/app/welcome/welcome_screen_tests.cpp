#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "core/settings/setting_store.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using Role = Stage::Role;

namespace {

// The field of the first or the second person: both are called "Name".
void write_name(Stage& stage, std::size_t which, std::string_view name) {
    std::vector<const Stage::Node*> fields;
    for (const auto& node : stage.tree().nodes())
        if (node.role == Role::field && node.name == "Name") fields.push_back(&node);
    REQUIRE(fields.size() > which);
    stage.click_node(*fields[which]);
    stage.type(name);
}

}  // namespace

TEST_CASE("two people begin together", "[app][welcome]") {
    Stage stage;
    stage.settle();
    CHECK(stage.shows("Welcome to Inglenook"));
    // The cursor is in the first name already.
    stage.type("Mara");
    write_name(stage, 1, "Jonas");
    stage.click("Begin");
    stage.settle();
    const auto people = stage.household().get<core::PersonStore>().all();
    REQUIRE(people.size() == 2);
    CHECK(people[0].name == "Mara");
    CHECK(people[1].name == "Jonas");
    CHECK(people[0].colour != people[1].colour);
    CHECK(stage.household().get<core::SettingStore>().day_start_hour() == 4);
    CHECK(stage.shows("Good evening, Mara"));
    // It is no step that somebody would want to take back by accident.
    stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    CHECK(stage.household().get<core::PersonStore>().all().size() == 2);
}

TEST_CASE("one person begins alone", "[app][welcome]") {
    Stage stage;
    stage.settle();
    stage.type("Mara");
    stage.click("I begin alone");
    stage.settle();
    CHECK(stage.shows("Beginning alone"));
    stage.click("Begin");
    stage.settle();
    REQUIRE(stage.household().get<core::PersonStore>().all().size() == 1);
    CHECK(stage.shows("Good evening, Mara"));
    CHECK(stage.shows("Give thanks"));
}

TEST_CASE("an empty name is refused in words and what was written stays", "[app][welcome]") {
    Stage stage;
    stage.settle();
    stage.type("Mara");
    stage.click("Begin");
    stage.settle();
    CHECK(stage.shows("Write both names, or begin alone"));
    CHECK(stage.household().get<core::PersonStore>().all().empty());
    CHECK(stage.holds("Mara"));
    stage.click("I begin alone");
    stage.settle();
    CHECK_FALSE(stage.shows("Write both names"));
    stage.click("Begin");
    stage.settle();
    CHECK(stage.household().get<core::PersonStore>().all().size() == 1);
}

TEST_CASE("a name that is too long is refused in words", "[app][welcome]") {
    Stage stage;
    stage.settle();
    stage.type(std::string(61, 'a'));
    write_name(stage, 1, "Jonas");
    stage.click("Begin");
    stage.settle();
    CHECK(stage.shows("That’s too long."));
    CHECK(stage.household().get<core::PersonStore>().all().empty());
}

TEST_CASE("Enter in a name begins", "[app][welcome]") {
    Stage stage;
    stage.settle();
    stage.type("Mara");
    write_name(stage, 1, "Jonas");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    CHECK(stage.household().get<core::PersonStore>().all().size() == 2);
}

TEST_CASE("each chooses a colour, a face and when the day ends", "[app][welcome]") {
    Stage stage;
    stage.settle();
    stage.type("Mara");
    write_name(stage, 1, "Jonas");
    stage.click("Teal");
    stage.click("A fox");
    stage.click("5:00");
    stage.settle();
    CHECK(stage.node("Teal").on);
    CHECK(stage.node("A fox").on);
    stage.click("Begin");
    stage.settle();
    const auto people = stage.household().get<core::PersonStore>().all();
    REQUIRE(people.size() == 2);
    CHECK(people[0].colour == "teal");
    CHECK(people[0].face == "fox");
    CHECK(people[1].colour == "sky");
    CHECK(stage.household().get<core::SettingStore>().day_start_hour() == 5);
}

TEST_CASE("on a phone everything of the welcome can be reached", "[app][welcome]") {
    Stage stage({phone, {}, {}, {}, {}});
    stage.settle();
    stage.type("Mara");
    stage.click("I begin alone");
    stage.click("Midnight");
    stage.click("Begin");
    stage.settle();
    REQUIRE(stage.household().get<core::PersonStore>().all().size() == 1);
    CHECK(stage.household().get<core::SettingStore>().day_start_hour() == 0);
}

TEST_CASE("what was begun is there the next morning", "[app][welcome]") {
    Stage stage;
    stage.settle();
    stage.type("Mara");
    stage.click("I begin alone");
    stage.click("Begin");
    stage.settle();
    stage.click("Lovely");
    stage.settle();
    stage.restart();
    stage.settle();
    CHECK(stage.shows("Good evening, Mara"));
    CHECK(stage.node("Lovely").on);
}
