#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

Setup with_thanks(std::string screen) {
    Setup setup;
    setup.screen = std::move(screen);
    setup.before = [](core::Household& household) {
        two_people(household);
        const auto people = household.get<core::PersonStore>().all();
        const auto mara = people[0].id, jonas = people[1].id;
        done(household, core::GiveThanks{mara, jonas, "for the long drive", Audience::household});
        done(household, core::GiveThanks{mara, jonas, "for nobody else to read", Audience::only_me});
        done(household, core::GiveThanks{jonas, mara, "for the soup of his", Audience::household});
        done(household, core::CheckInNow{mara, 4, {}, "a good day of hers", Audience::room});
        household.forget_undo();
    };
    return setup;
}

Audience audience_of_drive(Stage& stage) {
    for (const auto& thanks :
         stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 10))
        if (thanks.text == "for the long drive") return thanks.audience;
    FAIL("it is gone");
    return {};
}

bool jonas_sees(Stage& stage, std::string_view words) {
    for (const auto& thanks :
         stage.household().get<core::ThanksStore>().newest(stage.viewer(1), core::ThanksKind::all, 10))
        if (thanks.text == words) return true;
    return false;
}

}  // namespace

TEST_CASE("one tap on the mark of one's own note changes who sees it, round and back again", "[app][sharing]") {
    Stage stage(with_thanks("thanks"));
    stage.settle();
    stage.click("Seen by us");
    stage.settle();
    CHECK(audience_of_drive(stage) == Audience::room);
    CHECK(stage.shows("Whoever stands before the screen sees it now."));
    stage.click("Undo");
    stage.settle();
    CHECK(audience_of_drive(stage) == Audience::household);
    stage.click("Seen by us");
    stage.settle();
    stage.click("Seen by us and the room");
    stage.settle();
    CHECK(audience_of_drive(stage) == Audience::only_me);
    CHECK_FALSE(jonas_sees(stage, "for the long drive"));
    CHECK(stage.shows("Who has read it has read it"));
}

TEST_CASE("wherever something is unshared it is said what others may have seen", "[app][sharing]") {
    {  // a mood, on Today
        Stage stage(with_thanks("today"));
        stage.settle();
        stage.click("Good");
        stage.settle();
        done(
            stage.household(),
            core::SetAudience{
                *stage.viewer(0).person,
                {core::ItemKind::check_in,
                 stage.household().get<core::CheckInStore>().between(stage.viewer(0), monday, monday).front().id.value},
                Audience::household});
        stage.settle();
        stage.click(Role::choice, "Only me");
        stage.settle();
        CHECK(stage.shows("Who has read it has read it"));
    }
    {  // a note, where it is changed
        Stage stage(with_thanks("thanks"));
        stage.settle();
        stage.click("Change this note");
        stage.settle();
        stage.click(Role::choice, "Us and the room");
        stage.click("Save");
        stage.settle();
        CHECK(stage.shows("Whoever stands before the screen sees it now."));
        stage.click("Change this note");
        stage.settle();
        stage.click(Role::choice, "Us");
        stage.click("Save");
        stage.settle();
        CHECK(stage.shows("The room sees it no more. Who has read it has read it."));
        stage.click("Change this note");
        stage.settle();
        stage.click(Role::choice, "Only me");
        stage.click("Save");
        stage.settle();
        CHECK(stage.shows("Who has read it has read it, and backups"));
    }
    {  // a ritual and a photo
        Setup setup;
        setup.demo = core::demo::Request{1, 1, 3};
        setup.screen = "agenda";
        Stage stage(setup);
        stage.settle();
        done(stage.household(), core::AddRitual{*stage.viewer(0).person, [] {
                                                    core::RitualWords words;
                                                    words.title = "Stretching";
                                                    words.rule = "FREQ=DAILY";
                                                    words.starts_on = monday;
                                                    return words;
                                                }()});
        stage.settle();
        stage.right_click("Stretching");
        stage.settle();
        stage.click(Role::choice, "Only me");
        stage.click("Save");
        stage.settle();
        CHECK(stage.shows("Who has read it has read it"));
    }
}

TEST_CASE("another's mark says who sees it and changes nothing", "[app][sharing]") {
    Stage stage(with_thanks("thanks"));
    const core::ThanksId note{done(stage.household(), core::GiveThanks{*stage.viewer(1).person, *stage.viewer(0).person,
                                                                       "for everybody", Audience::room})};
    done(stage.household(), core::ReadThanks{*stage.viewer(0).person, note, core::ReadEvent::opened});
    stage.settle();
    CHECK(stage.look(Role::image, "Seen by us and the room"));
    CHECK(stage.all(Role::button, "Seen by us and the room").empty());
}

TEST_CASE("what I share lists all of mine that others see, and nothing else", "[app][sharing]") {
    Stage stage(with_thanks("settings"));
    stage.settle();
    stage.click("What I share");
    stage.settle();
    CHECK(stage.shows("for the long drive"));
    CHECK(stage.shows("a good day of hers"));
    CHECK_FALSE(stage.holds("for nobody else to read"));
    CHECK_FALSE(stage.holds("for the soup of his"));

    stage.click(Role::button, "For the room too");
    stage.settle();
    CHECK_FALSE(stage.shows("for the long drive"));
    CHECK(stage.shows("a good day of hers"));
    stage.click(Role::button, "For the room too");
    stage.click(Role::button, "Rituals");
    stage.settle();
    CHECK(stage.shows("Nothing of this is shared."));
    stage.click(Role::button, "Thanks");
    stage.settle();
    CHECK(stage.shows("for the long drive"));
    stage.click("Only me");
    stage.settle();
    CHECK(audience_of_drive(stage) == Audience::only_me);
    CHECK(stage.shows("Nothing of this is shared."));
    stage.click("Undo");
    stage.settle();
    CHECK(stage.shows("for the long drive"));
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.shows("Who sees what you add"));
}

TEST_CASE("what I share shows another face nothing of mine", "[app][sharing]") {
    Stage stage(with_thanks("shared"));
    stage.settle();
    REQUIRE(stage.shows("for the long drive"));
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click("Jonas");
    stage.settle();
    stage.click(Role::choice, "Settings");
    stage.settle();
    stage.click("What I share");
    stage.settle();
    CHECK(stage.shows("for the soup of his"));
    CHECK_FALSE(stage.holds("for the long drive"));
    CHECK_FALSE(stage.holds("a good day of hers"));
}

TEST_CASE("years of what one shares are drawn a page at a time", "[app][sharing]") {
    Setup setup;
    setup.screen = "shared";
    setup.demo = core::demo::Request{10, 1, 200};
    Stage stage(std::move(setup));
    stage.settle();
    const auto all = stage.household().get<core::SharedStore>().by(stage.viewer(0), 100'000).size();
    REQUIRE(all > 1000);
    const auto rows = [&] { return stage.all(Role::button, "Only me").size(); };
    CHECK(rows() < 40);
    for (int i = 0; i < 60; ++i) stage.wheel({640, 500}, -12);
    stage.settle();
    CHECK(rows() > 3);
    CHECK(rows() < 40);
}
