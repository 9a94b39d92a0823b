#include <catch2/catch_test_macros.hpp>

#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

// Mara has thrown away two notes, one of them only hers; Jonas one.
Setup thrown_away() {
    Setup setup;
    setup.screen = "settings";
    setup.before = [](core::Household& household) {
        two_people(household);
        const auto people = household.get<core::PersonStore>().all();
        const auto mara = people[0].id, jonas = people[1].id;
        const auto throw_away = [&](core::PersonId by, std::string words, Audience audience) {
            const auto id =
                core::ThanksId{done(household, core::GiveThanks{by, std::nullopt, std::move(words), audience})};
            done(household, core::RemoveThanks{by, id});
        };
        throw_away(mara, "the quiet of the morning", Audience::household);
        throw_away(mara, "a secret of the garden", Audience::only_me);
        throw_away(jonas, "the old bicycle", Audience::household);
        household.forget_undo();
    };
    return setup;
}

void go_there(Stage& stage) {
    stage.settle();
    stage.click("Open the trash");
    stage.settle();
}

std::size_t lying(Stage& stage, std::size_t person) {
    return stage.household().get<core::TrashStore>().all(stage.viewer(person), stage.household().clock().now()).size();
}

}  // namespace

TEST_CASE("the trash says what is in it, whose, and when it goes", "[app][trash]") {
    Stage stage(thrown_away());
    go_there(stage);
    CHECK(stage.shows("the quiet of the morning"));
    CHECK(stage.shows("a secret of the garden"));
    CHECK(stage.shows("the old bicycle"));
    CHECK(stage.holds("by Jonas"));
    CHECK(stage.holds("goes in 30 days"));
    // What is another's is only seen.
    CHECK(stage.all(Role::button, "Put back").size() == 2);
    CHECK(stage.all(Role::button, "Let go of it now").size() == 2);
}

TEST_CASE("what was deleted is put back, and that can be undone", "[app][trash]") {
    Stage stage(thrown_away());
    go_there(stage);
    const auto before = lying(stage, 0);
    stage.click("Put back");
    stage.settle();
    CHECK(lying(stage, 0) == before - 1);
    CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 10).size() == 1);
    stage.click("Undo");
    stage.settle();
    CHECK(lying(stage, 0) == before);
}

TEST_CASE("the trash says whom thanks were to and when they were to come, and that what is late comes back for oneself",
          "[app][trash]") {
    auto setup = thrown_away();
    setup.before = [](core::Household& household) {
        two_people(household);
        const auto people = household.get<core::PersonStore>().all();
        core::GiveThanks later{people[0].id, core::Addressee::us(), "for our Sunday", Audience::household};
        later.deliver_at = core::Instant{monday_evening().utc_ms + 10 * 60'000, 60};
        const core::ThanksId note{done(household, later)};
        done(household, core::RemoveThanks{people[0].id, note});
        household.forget_undo();
    };
    Stage stage(setup);
    go_there(stage);
    CHECK(stage.holds("Thanks to us"));
    CHECK(stage.holds("was to come today"));
    stage.clock.advance_ms(11 * 60'000);
    stage.settle();
    stage.click("Put back");
    stage.settle();
    CHECK(stage.shows("It is back, for you alone: its moment has passed."));
    CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 10)[0].audience ==
          Audience::only_me);
    CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(1), core::ThanksKind::all, 10).empty());
}

TEST_CASE("letting go of something asks first", "[app][trash]") {
    Stage stage(thrown_away());
    go_there(stage);
    stage.click("Let go of it now");
    stage.settle();
    stage.click("Keep");
    stage.settle();
    CHECK(lying(stage, 0) == 3);
    stage.click("Let go of it now");
    stage.settle();
    stage.click("Let go");
    stage.settle();
    CHECK(lying(stage, 0) == 2);
    CHECK(stage.shows("Gone from this household."));
}

TEST_CASE("emptying the trash takes what is one's own and leaves another's", "[app][trash]") {
    Stage stage(thrown_away());
    go_there(stage);
    stage.click("Empty it");
    stage.settle();
    stage.click("Empty it");
    stage.settle();
    CHECK(lying(stage, 0) == 1);
    CHECK(stage.shows("the old bicycle"));
    CHECK_FALSE(stage.holds("the quiet of the morning"));
}

TEST_CASE("the trash of another face has nothing of what only I see", "[app][trash]") {
    Stage stage(thrown_away());
    stage.settle();
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click("Jonas");
    stage.settle();
    stage.click(Role::choice, "Settings");
    go_there(stage);
    CHECK(stage.shows("the quiet of the morning"));
    CHECK(stage.shows("the old bicycle"));
    CHECK_FALSE(stage.holds("a secret of the garden"));
}

TEST_CASE("an empty trash says so, and Esc goes back", "[app][trash]") {
    Setup setup;
    setup.screen = "trash";
    setup.before = two_people;
    Stage stage(std::move(setup));
    stage.settle();
    CHECK(stage.shows("There is nothing in it."));
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.shows("Who lives here"));
}
