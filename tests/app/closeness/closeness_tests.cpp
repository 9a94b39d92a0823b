#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/settings/setting_store.hpp"
#include "core/sharing/shared_store.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/pins.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

constexpr const char* half = "The circles overlap by nearly half";
constexpr const char* almost_one = "The circles are almost one";

Setup asked(std::string screen, Size size = desktop) {
    Setup setup;
    setup.size = size;
    setup.screen = std::move(screen);
    setup.before = [](core::Household& h) {
        two_people(h);
        const auto mara = h.get<core::PersonStore>().all()[0].id;
        done(h, core::CheckInNow{mara, 4});
        done(h, core::AskForCloseness{mara, true});
        for (const int ago : {70, 40, 8})
            done(h, core::NoteCloseness{mara, 3, Audience::only_me, h.clock().at(monday - ago, 20 * 60)});
        h.forget_undo();
    };
    return setup;
}

std::vector<core::Closeness> this_week(Stage& stage) {
    return stage.household().get<core::ClosenessStore>().between(stage.viewer(0), monday, monday + 6);
}

// Sets a PIN, and shuts what it locks.
void shut(Stage& stage) {
    tests::set_pin(stage.household(), *stage.viewer(0).person, "2468");
    stage.household().lock();
    stage.settle();
}

}  // namespace

TEST_CASE("nobody is asked how close they feel before they switch it on", "[app][closeness]") {
    Stage stage({desktop, {}, two_people, "today", {}});
    stage.settle();
    CHECK_FALSE(stage.holds("How close I feel"));
    stage.click(Role::choice, "About us");
    stage.settle();
    CHECK_FALSE(stage.look(Role::choice, half));
    stage.click("Ask me once a week");
    stage.settle();
    stage.click(Role::choice, half);
    stage.settle();
    REQUIRE(this_week(stage).size() == 1);
    CHECK(this_week(stage)[0].level == 4);
    CHECK(this_week(stage)[0].audience == Audience::only_me);
    CHECK(stage.household().get<core::ClosenessStore>().between(stage.viewer(1), monday - 9, monday).empty());
}

TEST_CASE("on Today one tap notes it, by finger and by keyboard, and then it is not asked again", "[app][closeness]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(asked("today", size));
        stage.settle();
        stage.click(Role::choice, almost_one);
        stage.settle();
        REQUIRE(this_week(stage).size() == 1);
        CHECK(this_week(stage)[0].level == 7);
        CHECK_FALSE(stage.look(Role::choice, almost_one));
        stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        stage.settle();
        CHECK(this_week(stage).empty());
    }
    Stage stage(asked("us", {1280, 3000, 1}));
    stage.settle();
    for (int i = 0; i < 120; ++i) {
        stage.key(ImGuiKey_Tab);
        stage.settle();
        const auto* node = stage.look(Role::choice, half);
        REQUIRE(node);
        if (node->focused) break;
    }
    stage.key(ImGuiKey_Enter);
    stage.settle();
    REQUIRE(this_week(stage).size() == 1);
    CHECK(this_week(stage)[0].level == 4);
}

TEST_CASE("a second tap in the same week changes one's mind", "[app][closeness]") {
    Stage stage(asked("us"));
    stage.settle();
    stage.click(Role::choice, half);
    stage.settle();
    stage.click(Role::choice, almost_one);
    stage.settle();
    REQUIRE(this_week(stage).size() == 1);
    CHECK(this_week(stage)[0].level == 7);
    CHECK(stage.node(Role::choice, almost_one).on);
}

TEST_CASE("not this week is for this week, stays so after a restart, and is nobody else's to read",
          "[app][closeness]") {
    Stage stage(asked("today"));
    stage.settle();
    stage.click("Not this week");
    stage.settle();
    CHECK_FALSE(stage.look(Role::choice, half));
    stage.restart("today");
    stage.settle();
    CHECK_FALSE(stage.look(Role::choice, half));
    stage.clock.advance_ms(7 * 86'400'000LL);
    stage.settle();
    stage.frame(3);
    CHECK(stage.look(Role::choice, half));
}

TEST_CASE("one's months are a quiet row of pictures, and nothing is said of anybody else's", "[app][closeness]") {
    auto setup = asked("us");
    const auto before = setup.before;
    setup.before = [before](core::Household& h) {
        before(h);
        done(h, core::NoteCloseness{h.get<core::PersonStore>().all()[1].id, 1, Audience::household});
        h.forget_undo();
    };
    Stage stage(setup);
    stage.settle();
    CHECK(stage.look("November 2026: The circles overlap by a third"));
    CHECK(stage.look("October 2026: The circles overlap by a third"));
    CHECK_FALSE(stage.holds("Side by side: "));
    CHECK_FALSE(stage.holds("November 2026: Side by side"));
}

TEST_CASE("closeness is shared by one tap, and seen then in the day's story", "[app][closeness]") {
    Stage stage(asked("us"));
    stage.settle();
    stage.click(Role::choice, half);
    stage.settle();
    stage.click("Seen by me only");
    stage.settle();
    REQUIRE(this_week(stage).size() == 1);
    CHECK(this_week(stage)[0].audience == Audience::household);
    stage.click(Role::choice, "Settings");
    stage.settle();
    stage.click(Role::button, "Jonas");
    stage.settle();
    stage.restart("day");
    stage.settle();
    CHECK(stage.shows("How close you felt"));
    CHECK(stage.shows(half));
}

TEST_CASE("with the vault shut one tap writes it down sealed, no PIN is asked for, and nothing of before is shown",
          "[app][closeness]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(asked("today", size));
        stage.settle();
        shut(stage);
        const auto kept = [&] {
            return stage.household().get<core::SharedStore>().kept(stage.viewer(0)).of(core::ItemKind::closeness);
        };
        REQUIRE(kept() == 3);
        stage.click(Role::choice, almost_one);
        stage.settle();
        CHECK(stage.shows("Noted."));
        CHECK_FALSE(stage.holds("PIN"));
        CHECK(kept() == 4);  // sealed
        REQUIRE(this_week(stage).size() == 1);
        CHECK(this_week(stage)[0].level == 7);              // and its author sees it
        CHECK_FALSE(stage.look(Role::choice, almost_one));  // it is not asked again
        stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        stage.settle();
        CHECK(kept() == 3);
        stage.click(Role::choice, half);
        stage.settle();
        stage.household().lock();
        CHECK(this_week(stage).empty());
        unlock(stage);
        REQUIRE(this_week(stage).size() == 1);
        CHECK(this_week(stage)[0].level == 4);
        CHECK(this_week(stage)[0].audience == Audience::only_me);
        CHECK_FALSE(stage.look(Role::choice, half));
    }
}

TEST_CASE("with the vault shut the page about the two shows the seven pictures alone", "[app][closeness]") {
    Stage stage(asked("us", {1280, 3000, 1}));
    stage.settle();
    REQUIRE(stage.holds("November 2026: "));
    shut(stage);
    CHECK(stage.shows("Your days are locked"));
    CHECK(stage.look(Role::choice, almost_one));
    CHECK_FALSE(stage.holds("November 2026: "));
    CHECK_FALSE(stage.shows("Your months, the last picture of each"));
    CHECK_FALSE(stage.shows("Ask me no more"));
    stage.click(Role::choice, half);
    stage.settle();
    CHECK(stage.node(Role::choice, half).on);
    stage.click(Role::choice, almost_one);
    stage.settle();
    CHECK(stage.node(Role::choice, almost_one).on);
    CHECK_FALSE(stage.node(Role::choice, half).on);
    CHECK_FALSE(stage.holds("November 2026: "));
    unlock(stage);
    CHECK(stage.node(Role::choice, almost_one).on);
    REQUIRE(this_week(stage).size() == 1);
    CHECK(this_week(stage)[0].level == 7);
}

TEST_CASE("with the vault shut nobody is asked who did not switch it on", "[app][closeness]") {
    Stage stage({desktop, {}, two_people, "us", {}});
    stage.settle();
    shut(stage);
    CHECK(stage.shows("Your days are locked"));
    CHECK_FALSE(stage.holds("How close I feel"));
}

TEST_CASE("not this week, said with the vault shut, still counts once it is open, whatever was said before",
          "[app][closeness]") {
    Stage stage(asked("today"));
    stage.settle();
    stage.click("Not this week");
    stage.settle();
    stage.clock.advance_ms(7 * 86'400'000LL);
    stage.restart("today");
    stage.settle();
    REQUIRE(stage.look(Role::choice, half));
    shut(stage);
    stage.click("Not this week");
    stage.settle();
    CHECK_FALSE(stage.look(Role::choice, half));
    stage.restart("today");
    unlock(stage);
    CHECK_FALSE(stage.look(Role::choice, half));
}

TEST_CASE("somebody who lives alone is not asked how close they feel", "[app][closeness]") {
    for (const char* screen : {"today", "us"}) {
        Stage stage(
            {{1280, 3000, 1},
             {},
             [](core::Household& h) {
                 const auto mara = h.apply(core::AddPerson{"Mara", "", "letter", {}}).value().as<core::PersonId>();
                 done(h, core::AskForCloseness{mara, true});
                 done(h, core::CheckInNow{mara, 4});
                 h.forget_undo();
             },
             screen,
             {}});
        stage.settle();
        CHECK_FALSE(stage.holds("How close I feel"));
        CHECK_FALSE(stage.look(Role::choice, half));
        CHECK_FALSE(stage.shows("Ask me once a week"));
    }
}

TEST_CASE("the question is switched off and on in the settings", "[app][closeness]") {
    Stage stage(asked("settings"));
    stage.settle();
    const auto mara = stage.household().get<core::PersonStore>().all()[0].id;
    CHECK(stage.node(Role::toggle, "Ask me once a week").on);
    stage.click(Role::toggle, "Ask me once a week");
    stage.settle();
    CHECK_FALSE(stage.household().get<core::SettingStore>().chose(mara, core::asked_for_closeness));
    stage.click(Role::choice, "Today");
    stage.settle();
    CHECK_FALSE(stage.holds("How close I feel"));
}
