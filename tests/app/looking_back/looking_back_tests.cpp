#include <algorithm>

#include <imgui_internal.h>
#include <catch2/catch_test_macros.hpp>

#include "app/looking_back/us_screen.hpp"
#include "app/theme/theme.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

core::Instant moment(core::Household& h, core::Day day, int hour) { return h.clock().at(day, hour * 60); }

void say(core::Household& h, core::PersonId who, core::Day day, int hour, int mood, Audience audience,
         std::string note = {}, std::vector<std::string> feeling = {}, std::vector<std::string> around = {}) {
    done(h, core::CheckInNow{who, mood, std::move(feeling), std::move(note), audience, std::move(around),
                             core::Help::unsaid, false, moment(h, day, hour)});
}

// Mara has some days of this year and last; Jonas shows two.
Setup some_days(std::string screen = "us", Size size = desktop) {
    Setup setup;
    setup.size = size;
    setup.screen = std::move(screen);
    setup.before = [](core::Household& h) {
        two_people(h);
        const auto people = h.get<core::PersonStore>().all();
        const auto mara = people[0].id, jonas = people[1].id;
        say(h, mara, monday - 400, 20, 2, Audience::only_me, "a year and more ago");
        say(h, mara, monday - 20, 9, 1, Audience::only_me, "a hard start", {"tired", "hopeful"});  // 3 November
        say(h, mara, monday - 20, 20, 4, Audience::household, "a good end", {"hopeful"});
        say(h, mara, monday - 19, 20, 5, Audience::household, "", {"in love"});
        say(h, jonas, monday - 20, 20, 2, Audience::household, "what he showed");
        say(h, jonas, monday - 18, 20, 1, Audience::only_me, "what he kept");
        h.forget_undo();
    };
    return setup;
}

std::vector<std::string> names(const Stage& stage, Role role) {
    std::vector<std::string> list;
    for (const auto* node : stage.all(role)) list.push_back(node->name);
    return list;
}

}  // namespace

TEST_CASE("Us is the fifth place, by the rail, the bar and Ctrl and 5", "[app][looking_back]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(some_days("today", size));
        stage.settle();
        stage.click(Role::choice, "About us");
        stage.settle();
        CHECK(stage.node(Role::choice, "About us").on);
        CHECK(stage.shows("Your year in days"));
    }
    Stage stage(some_days("today"));
    stage.settle();
    stage.key(ImGuiKey_5, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    CHECK(stage.shows("Your year in days"));
}

TEST_CASE("the year shows each day with the mean of its check-ins, and says so", "[app][looking_back]") {
    Stage stage(some_days());
    stage.settle();
    CHECK(stage.shows("Only you can see this"));
    CHECK(stage.shows("A day with several check-ins shows their mean"));
    CHECK(stage.look("Tuesday, 3 November: Okay · the mean of 2 check-ins"));
    CHECK(stage.look("Wednesday, 4 November: Lovely"));
    CHECK(stage.look("Thursday, 5 November: nothing noted"));
    CHECK_FALSE(stage.look("Tuesday, 24 November: nothing noted"));  // not here yet
    CHECK(stage.look("November 2026: Good on the whole"));           // (2.5 + 5) / 2
    CHECK_FALSE(stage.holds("what he kept"));
}

TEST_CASE("pointing at a day says it, pressing it tells its story", "[app][looking_back]") {
    Stage stage(some_days());
    stage.settle();
    const char* day = "Tuesday, 3 November: Okay · the mean of 2 check-ins";
    CHECK(stage.all(Role::text, day).empty());
    stage.move(middle(stage.node(day)));
    stage.settle();
    CHECK(stage.all(Role::text, day).size() == 1);
    stage.click(Role::image, day);
    stage.settle();
    CHECK(stage.shows("Tuesday, 3 November 2026"));
    CHECK(stage.shows("a hard start"));
    CHECK(stage.shows("a good end"));
    CHECK(stage.shows("what he showed"));
    CHECK_FALSE(stage.holds("what he kept"));
    stage.click("The day after");
    stage.settle();
    CHECK(stage.shows("Wednesday, 4 November 2026"));
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.shows("Your year in days"));
}

TEST_CASE("a day's story keeps what lies in an envelope still, and leaves out what was put away",
          "[app][looking_back]") {
    auto setup = some_days("day");
    setup.before = [before = setup.before](core::Household& h) {
        before(h);
        const auto people = h.get<core::PersonStore>().all();
        const auto from_jonas = [&](const char* words) {
            return core::ThanksId{done(h, core::GiveThanks{people[1].id, people[0].id, words, Audience::household})};
        };
        from_jonas("still in its envelope");
        const auto read = from_jonas("opened and read"), away = from_jonas("put away");
        for (const auto id : {read, away}) done(h, core::ReadThanks{people[0].id, id, core::ReadEvent::opened});
        done(h, core::ReadThanks{people[0].id, away, core::ReadEvent::put_away});
        done(h, core::GiveThanks{people[1].id,
                                 core::Addressee::us(),
                                 "to the two of us",
                                 Audience::household,
                                 {},
                                 {},
                                 {},
                                 core::GiveThanks::Comes::open});
        h.forget_undo();
    };
    Stage stage(std::move(setup));
    stage.settle();
    CHECK(stage.shows("A note from Jonas"));
    CHECK_FALSE(stage.holds("still in its envelope"));
    CHECK(stage.shows("opened and read"));
    CHECK_FALSE(stage.holds("put away"));
    CHECK(stage.shows("Jonas thanked us"));
}

TEST_CASE("arrows move between the days of the year, and Enter opens one", "[app][looking_back][keyboard]") {
    Stage stage(some_days());
    stage.settle();
    const auto focused = [&]() -> std::string {
        for (const auto* node : stage.all(Role::image))
            if (node->focused) return node->name;
        return {};
    };
    for (int i = 0; i < 40 && focused() != "Monday, 23 November: nothing noted"; ++i) {
        stage.key(ImGuiKey_Tab);
        stage.settle();
    }
    REQUIRE(focused() == "Monday, 23 November: nothing noted");  // one stop for all days
    stage.key(ImGuiKey_LeftArrow);
    stage.settle();
    CHECK(focused() == "Sunday, 22 November: nothing noted");
    stage.key(ImGuiKey_UpArrow);
    stage.settle();
    CHECK(focused() == "Thursday, 22 October: nothing noted");
    stage.key(ImGuiKey_DownArrow);
    stage.key(ImGuiKey_RightArrow);
    stage.settle();
    CHECK(focused() == "Monday, 23 November: nothing noted");
    CHECK(stage.all(Role::text, "Monday, 23 November: nothing noted").size() == 1);
    stage.key(ImGuiKey_Enter);
    stage.settle();
    CHECK(stage.shows("Monday, 23 November 2026"));
}

TEST_CASE("another year is chosen at the top", "[app][looking_back]") {
    Stage stage(some_days());
    stage.settle();
    stage.click(Role::choice, "2025");
    stage.settle();
    CHECK(stage.look("Sunday, 19 October: Low"));
    CHECK_FALSE(stage.look("Wednesday, 4 November: Lovely"));
    stage.click("Later year");
    stage.settle();
    CHECK(stage.look("Wednesday, 4 November: Lovely"));
    Stage small(some_days("us", phone));
    small.settle();
    small.click("Earlier year");
    small.settle();
    CHECK(small.look("October 2025: Low on the whole"));
}

TEST_CASE("on a phone a month is opened with a finger, and from it a day", "[app][looking_back]") {
    Stage stage(some_days("us", phone));
    stage.settle();
    stage.click(Role::list_item, "November 2026: Good on the whole");
    stage.settle();
    CHECK(stage.look("Tuesday, 3 November: Okay · the mean of 2 check-ins"));
    stage.drag({300, 400}, {60, 400});  // there is no later month yet
    stage.settle();
    CHECK(stage.shows("November 2026"));
    stage.drag({60, 400}, {300, 400});
    stage.settle();
    CHECK(stage.shows("October 2026"));
    stage.click("Later month");
    stage.settle();
    stage.click(Role::list_item, "Tuesday, 3 November: Okay · the mean of 2 check-ins");
    stage.settle();
    CHECK(stage.shows("a hard start"));
    stage.drag({60, 600}, {300, 600});
    stage.settle();
    CHECK(stage.shows("Monday, 2 November 2026"));
    stage.drag({300, 600}, {60, 600});
    stage.settle();
    CHECK(stage.shows("a hard start"));
    stage.click(Role::button, "Back");
    stage.settle();
    stage.click(Role::button, "Back");
    stage.settle();
    CHECK(stage.shows("Your year in days"));
}

TEST_CASE("a word leads to the days on which it was said", "[app][looking_back]") {
    Stage stage(some_days());
    stage.settle();
    CHECK(stage.shows("October to December"));
    stage.click(Role::button, "hopeful");
    stage.settle();
    CHECK(names(stage, Role::list_item) ==
          std::vector<std::string>{"Tuesday, 3 November: Okay · the mean of 2 check-ins"});
    stage.click(Role::list_item, "Tuesday, 3 November: Okay · the mean of 2 check-ins");
    stage.settle();
    CHECK(stage.shows("a hard start"));
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.shows("The days on which you said it."));
}

TEST_CASE("side by side stands what each showed, and neither counts nor means", "[app][looking_back]") {
    Stage stage(some_days());
    stage.settle();
    CHECK(stage.look("What Mara showed in November 2026"));
    CHECK(stage.look("What Jonas showed in November 2026"));
    // Nobody's numbers but one's own.
    for (const auto& node : stage.tree().nodes()) {
        INFO(node.name);
        if (node.name.find("Jonas") != std::string::npos)
            CHECK(node.name.find_first_of("0123456789") == node.name.find("2026"));
    }
    Stage room([] {
        auto setup = some_days("us");
        const auto before = setup.before;
        setup.before = [before](core::Household& h) {
            before(h);
            say(h, h.get<core::PersonStore>().all()[1].id, monday - 3, 12, 4, Audience::room, "for the room");
        };
        return setup;
    }());
    room.settle();
    room.click(Role::choice, "Settings");
    room.settle();
    room.click(Role::button, "The room");
    room.settle();
    room.click(Role::choice, "About us");
    room.settle();
    CHECK(room.look("What Jonas showed in November 2026"));
    CHECK_FALSE(room.look("What Mara showed in November 2026"));
    CHECK_FALSE(room.shows("Your year"));
}

TEST_CASE("the room and other eyes see nothing of what is only for one", "[app][looking_back]") {
    Stage stage(some_days());
    stage.settle();
    stage.click(Role::choice, "Settings");
    stage.settle();
    stage.click(Role::button, "Jonas");
    stage.settle();
    stage.click(Role::choice, "About us");
    stage.settle();
    CHECK(stage.shows("Jonas’s year in days"));
    CHECK(stage.look("Tuesday, 3 November: Low"));
    CHECK(stage.look("Thursday, 5 November: nothing noted"));  // he keeps it
    CHECK_FALSE(stage.shows("Only you can see this"));
    stage.click(Role::image, "Tuesday, 3 November: Low");
    stage.settle();
    CHECK(stage.shows("a good end"));
    CHECK_FALSE(stage.holds("a hard start"));
    CHECK_FALSE(stage.holds("what he kept"));
}

TEST_CASE("where nothing was noted yet a sentence and a button start", "[app][looking_back]") {
    Stage stage({desktop, {}, two_people, "us", {}});
    stage.settle();
    CHECK(stage.shows("Your days will gather here"));
    stage.click("How I am today");
    stage.settle();
    CHECK(stage.node(Role::choice, "Today").on);
}

TEST_CASE("patterns are told once there are days enough, with their days and their chance", "[app][looking_back]") {
    Setup setup;
    setup.screen = "us";
    setup.before = [](core::Household& h) {
        two_people(h);
        const auto mara = h.get<core::PersonStore>().all()[0].id;
        for (int i = 1; i <= 24; ++i)
            say(h, mara, monday - i, 20, i % 2 ? 4 + i % 4 / 2 : 3, Audience::only_me, {}, {},
                {i % 2 ? "a walk" : "work"});
        h.forget_undo();
    };
    Stage stage(setup);
    stage.settle();
    CHECK(stage.shows("On days with a walk your check-ins were 1.5 higher"));
    CHECK(stage.shows("On days with work your check-ins were 1.5 lower"));
    CHECK(stage.holds("12 days with, 12 without · could be chance: under 1\u00a0%"));
    CHECK(stage.holds("2 things of 2026 were looked at. Of so many, some stand out by chance alone."));
    CHECK(stage.holds("need not be the cause"));
}

TEST_CASE("the levels of a day are told apart without their colour, and from what they stand on",
          "[app][looking_back]") {
    for (const auto scheme : {app::Scheme::light, app::Scheme::dark}) {
        const auto theme = app::make_theme(scheme);
        for (int level = 1; level <= 5; ++level) {
            INFO("level " << level);
            CHECK(app::contrast(app::looking_back::tile_fill(theme, level),
                                app::looking_back::tile_ground(theme, level)) >= 3);
            CHECK(app::contrast(app::looking_back::tile_fill(theme, level), theme.card) >= 3);
        }
    }
}
