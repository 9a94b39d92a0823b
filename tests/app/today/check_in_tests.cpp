#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/answers/answer.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/rituals/ritual.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/pins.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

Setup two_at_home(std::string screen = "today", Size size = desktop) {
    return {size, {}, two_people, std::move(screen), {}};
}

std::vector<core::CheckIn> moods(Stage& stage, std::size_t person = 0) {
    return stage.household().get<core::CheckInStore>().between(stage.viewer(person), monday - 90, monday + 7);
}

void press(Stage& stage, std::string_view name) {
    stage.click(name);
    stage.settle();
}

void press(Stage& stage, Role role, std::string_view name) {
    stage.click(role, name);
    stage.settle();
}

constexpr std::int64_t a_minute_ms = 60'000;

core::CheckInNow felt(core::Household& h, core::PersonId who, core::Day day, int hour, int mood, Audience audience) {
    core::CheckInNow said{who, mood, {}, "", audience};
    said.at = h.clock().at(day, hour * 60);
    return said;
}

}  // namespace

TEST_CASE("another face within a minute was meant in the first place, and later it is another check-in",
          "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    press(stage, "Rough");
    press(stage, "Good");
    REQUIRE(moods(stage).size() == 1);
    CHECK(moods(stage).front().mood == 4);
    press(stage, "Undo");
    CHECK(moods(stage).front().mood == 1);
    stage.clock.advance_ms(2 * a_minute_ms);
    stage.frame(2);
    press(stage, "Good");
    CHECK(moods(stage).size() == 2);
}

TEST_CASE("a check-in is deleted where it is added to, and comes back by undoing", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    press(stage, "Rough");
    press(stage, "Delete this check-in");
    CHECK(moods(stage).empty());
    CHECK(stage.household().get<core::TrashStore>().all(stage.viewer(0), stage.clock.now()).size() == 1);
    press(stage, "Undo");
    CHECK(moods(stage).size() == 1);
}

TEST_CASE("hours later the day's check-in is opened again to be changed", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    press(stage, "Low");
    stage.clock.advance_ms(3 * 60 * a_minute_ms);
    stage.frame(2);
    stage.settle();
    CHECK(stage.look("A note about it") == nullptr);
    press(stage, "Change this check-in");
    press(stage, "Okay");
    press(stage, "busy");
    REQUIRE(moods(stage).size() == 1);
    CHECK(moods(stage).front().mood == 3);
    CHECK(moods(stage).front().feeling == std::vector<std::string>{"busy"});
}

TEST_CASE("a check-in of long ago is changed and deleted from its day's story", "[app][today][looking_back]") {
    for (const auto size : {desktop, phone}) {
        auto setup = two_at_home("day", size);
        setup.before = [](core::Household& h) {
            two_people(h);
            const auto people = h.get<core::PersonStore>().all();
            done(h, felt(h, people[0].id, monday - 1, 9, 1, Audience::only_me));
            done(h, felt(h, people[0].id, monday - 1, 20, 4, Audience::only_me));
            h.forget_undo();
        };
        Stage stage(setup);
        stage.settle();
        press(stage, "The day before");
        REQUIRE(stage.all(Role::button, "Change or delete").size() == 2);
        stage.click_node(*stage.all(Role::button, "Change or delete").front());
        stage.settle();
        CHECK(stage.shows("How it was"));
        CHECK(stage.node(Role::button, "Rough").on);
        press(stage, Role::button, "Low");
        stage.write("A note about it", "it got better");
        press(stage, "Keep");
        auto all = moods(stage);
        REQUIRE(all.size() == 2);
        CHECK(all.back().mood == 2);
        CHECK(all.back().note == "it got better");
        press(stage, "Delete this check-in");
        CHECK(moods(stage).size() == 1);
        CHECK(stage.all(Role::button, "Change or delete").size() == 1);  // back at the day's story
        press(stage, "Undo");
        CHECK(stage.all(Role::button, "Change or delete").size() == 2);
        stage.click_node(*stage.all(Role::button, "Change or delete").front());
        stage.settle();
        stage.key(ImGuiKey_Escape);
        stage.settle();
        CHECK(stage.shows("it got better"));
    }
}

TEST_CASE("what somebody shared some days ago is answered from the day's story", "[app][today][looking_back]") {
    auto setup = two_at_home("day");
    setup.before = [](core::Household& h) {
        two_people(h);
        const auto people = h.get<core::PersonStore>().all();
        done(h, felt(h, people[1].id, monday - 1, 20, 1, Audience::household));
        h.forget_undo();
    };
    Stage stage(setup);
    stage.settle();
    press(stage, "The day before");
    press(stage, Role::button, "Answer");
    CHECK(stage.shows("Jonas felt rough"));
    CHECK(stage.look("Delete this check-in") == nullptr);
    press(stage, "A hug");
    REQUIRE(stage.household().get<core::AnswerStore>().by(stage.viewer(0)).size() == 1);
    CHECK(stage.household().get<core::AnswerStore>().by(stage.viewer(0)).front().kind == core::AnswerKind::hug);
}

TEST_CASE("what was shared last night is answered in the morning, and then it is done", "[app][today]") {
    auto setup = two_at_home();
    setup.before = [](core::Household& h) {
        two_people(h);
        const auto people = h.get<core::PersonStore>().all();
        done(h, felt(h, people[1].id, monday - 1, 22, 1, Audience::household));
        done(h, felt(h, people[1].id, monday - 3, 22, 2, Audience::household));
        h.forget_undo();
    };
    Stage stage(setup);
    stage.settle();
    CHECK(stage.shows("Jonas felt rough"));
    CHECK(stage.shows("Yesterday, 22:00"));
    CHECK_FALSE(stage.holds("Jonas felt low"));
    press(stage, "I’m here");
    CHECK_FALSE(stage.holds("Jonas felt rough"));
    press(stage, Role::choice, "Jonas");
    CHECK(stage.shows("Mara: That sounds hard. I’m here."));
}

TEST_CASE("good news of the day is asked about though something else was said after it", "[app][today]") {
    auto setup = two_at_home();
    setup.before = [](core::Household& h) {
        two_people(h);
        const auto people = h.get<core::PersonStore>().all();
        auto news = felt(h, people[1].id, monday, 9, 5, Audience::household);
        news.good_news = true;
        done(h, news);
        done(h, felt(h, people[1].id, monday, 15, 3, Audience::household));
        h.forget_undo();
    };
    Stage stage(setup);
    stage.settle();
    CHECK(stage.shows("Jonas feels okay"));
    CHECK(stage.shows("Jonas feels lovely"));
    CHECK(stage.look("Ask about it"));
}

TEST_CASE("a note that was not kept goes along to the face that was meant", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    press(stage, "Low");
    stage.write("A note about it", "the bus was late");
    stage.clock.advance_ms(2 * a_minute_ms);
    stage.frame(2);
    press(stage, "Okay");  // another check-in
    CHECK(moods(stage).size() == 2);
    CHECK(stage.value("A note about it") == "the bus was late");
    press(stage, "Keep");
    CHECK(moods(stage).front().note == "the bus was late");
    CHECK(moods(stage).back().note.empty());
}

TEST_CASE("a note that is being written keeps its card open", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    press(stage, "Low");
    stage.write("A note about it", "it began when");
    stage.clock.advance_ms(31 * a_minute_ms);
    stage.frame(2);
    stage.settle();
    CHECK(stage.value("A note about it") == "it began when");
    press(stage, "Keep");
    CHECK(moods(stage).front().note == "it began when");
}

TEST_CASE("a note begun on another day's page is not put to today's check-in", "[app][today][looking_back]") {
    auto setup = two_at_home("day");
    setup.before = [](core::Household& h) {
        two_people(h);
        const auto people = h.get<core::PersonStore>().all();
        done(h, felt(h, people[0].id, monday - 1, 9, 1, Audience::only_me));
        h.forget_undo();
    };
    Stage stage(setup);
    stage.settle();
    press(stage, "The day before");
    press(stage, "Change or delete");
    stage.write("A note about it", "about yesterday");
    press(stage, Role::choice, "Today");
    press(stage, "Good");
    CHECK(stage.value("A note about it").empty());
    CHECK(moods(stage).front().note.empty());
    // It is where it was begun, though somebody else's face came between, and another note.
    stage.write("A note about it", "about today");
    press(stage, Role::choice, "Jonas");
    press(stage, Role::choice, "Mara");
    CHECK(stage.value("A note about it") == "about today");
    press(stage, Role::choice, "About us");
    press(stage, "Month by month");
    press(stage, "Sunday, 22 November: Rough");
    press(stage, "Change or delete");
    CHECK(stage.value("A note about it") == "about yesterday");
}

TEST_CASE("a note that was kept is no draft any more", "[app][today][drafts]") {
    Stage stage(two_at_home());
    stage.settle();
    press(stage, "Good");
    stage.write("A note about it", "kept at once");
    stage.wait(2);
    press(stage, "Keep");
    stage.wait(2);
    const auto mine = moods(stage).front();
    CHECK(stage.household().draft(*stage.viewer(0).person, "today.note:" + core::to_text(mine.id.value)) ==
          std::nullopt);
    stage.restart("today");
    stage.settle();
    CHECK(stage.value("A note about it") == "kept at once");
    CHECK(stage.look("Keep") == nullptr);
}

TEST_CASE("a note that was begun hours ago opens its card again after the program was closed", "[app][today][drafts]") {
    Stage stage(two_at_home());
    stage.settle();
    press(stage, "Low");
    stage.write("A note about it", "it began when");
    stage.wait(2);
    stage.clock.advance_ms(3 * 60 * a_minute_ms);
    stage.restart("today");
    stage.settle();
    CHECK(stage.value("A note about it") == "it began when");
}

TEST_CASE("an answer that is folded is found after another face was here", "[app][today][drafts]") {
    auto setup = two_at_home();
    setup.before = [](core::Household& h) {
        two_people(h);
        done(h, core::CheckInNow{h.get<core::PersonStore>().all()[1].id, 2, {}, "", Audience::household});
        h.forget_undo();
    };
    Stage stage(setup);
    stage.settle();
    press(stage, "In my words");
    stage.write("Your answer", "I have been there.");
    press(stage, "In my words");
    press(stage, Role::choice, "Jonas");
    press(stage, Role::choice, "Mara");
    press(stage, "In my words");
    CHECK(stage.value("Your answer") == "I have been there.");
}

TEST_CASE("whatever time it is put to, the card stays with what is being written", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    press(stage, "Good");
    stage.clock.advance_ms(10 * a_minute_ms);
    stage.frame(2);
    press(stage, "Low");
    press(stage, "When");
    press(stage, "This morning");
    press(stage, "tired");
    press(stage, "When");
    press(stage, "When");
    press(stage, "Last night");
    stage.write("A note about it", "could not sleep");
    press(stage, "Keep");
    const auto all = moods(stage);
    REQUIRE(all.size() == 2);
    CHECK(all.back().day == monday - 1);
    CHECK(all.back().mood == 2);
    CHECK(all.back().feeling == std::vector<std::string>{"tired"});
    CHECK(all.back().note == "could not sleep");
    CHECK(all.front().feeling.empty());
    CHECK(stage.shows("Yesterday, 22:00"));
}

TEST_CASE("a good day may need a hug, and a hard one have its good news", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    press(stage, "Good");
    press(stage, "What would help");
    press(stage, "Somebody who listens");
    CHECK(moods(stage).front().help == core::Help::listen);
    stage.clock.advance_ms(2 * a_minute_ms);
    stage.frame(2);
    press(stage, "Rough");
    press(stage, "Good news");
    CHECK(moods(stage).front().good_news);
}

TEST_CASE("what only oneself sees is no chip to thank the other for", "[app][today]") {
    for (const auto audience : {Audience::only_me, Audience::household}) {
        auto setup = two_at_home();
        setup.before = [audience](core::Household& h) {
            two_people(h);
            core::RitualWords words;
            words.title = "Therapy";
            words.rule = "FREQ=DAILY";
            words.starts_on = monday - 3;
            words.audience = audience;
            const auto me = h.get<core::PersonStore>().all()[0].id;
            const core::RitualId ritual{done(h, core::AddRitual{me, words})};
            done(h, core::MarkOccurrence{me, ritual, monday, core::Outcome::kept});
            h.forget_undo();
        };
        Stage stage(setup);
        stage.settle();
        CHECK(stage.holds("for the therapy") == (audience == Audience::household));
    }
}

TEST_CASE("an answer in own words that is taken back can be written on", "[app][today]") {
    auto setup = two_at_home();
    setup.before = [](core::Household& h) {
        two_people(h);
        done(h, core::CheckInNow{h.get<core::PersonStore>().all()[1].id, 2, {}, "", Audience::household});
        h.forget_undo();
    };
    Stage stage(setup);
    stage.settle();
    press(stage, "In my words");
    stage.write("Your answer", "I have been there, and it passed.");
    press(stage, "In my words");  // folded, and out again
    press(stage, "In my words");
    CHECK(stage.value("Your answer") == "I have been there, and it passed.");
    press(stage, Role::button, "Answer");
    CHECK(stage.household().get<core::AnswerStore>().by(stage.viewer(0)).size() == 1);
    press(stage, "Undo");
    CHECK(stage.household().get<core::AnswerStore>().by(stage.viewer(0)).empty());
    CHECK(stage.value("Your answer") == "I have been there, and it passed.");
}

TEST_CASE("a note is answered below its words, and its giver finds the answer", "[app][today]") {
    for (const auto size : {desktop, phone}) {
        auto setup = two_at_home("today", size);
        setup.before = [](core::Household& h) {
            two_people(h);
            const auto people = h.get<core::PersonStore>().all();
            core::GiveThanks note{people[1].id, people[0].id, "for the soup"};
            note.comes = core::GiveThanks::Comes::open;
            done(h, note);
            h.forget_undo();
        };
        Stage stage(setup);
        stage.settle();
        press(stage, "Answer this note");
        stage.click(Role::field, "Your answer");
        stage.type("You were so cold.");
        stage.settle();
        stage.key(ImGuiKey_Enter);
        stage.settle();
        const auto answers = stage.household().get<core::AnswerStore>().by(stage.viewer(0));
        REQUIRE(answers.size() == 1);
        CHECK(answers.front().subject.kind == core::ItemKind::thanks);
        CHECK(stage.shows("You: You were so cold."));
        press(stage, Role::choice, "Jonas");
        CHECK(stage.shows("Mara: You were so cold."));
        CHECK(stage.shows("to your thanks “for the soup”"));
    }
}

TEST_CASE("behind a shut vault undoing takes one step back, and the card stays", "[app][today][vault]") {
    auto setup = two_at_home();
    setup.before = [](core::Household& h) {
        two_people(h);
        tests::set_pin(h, h.get<core::PersonStore>().all()[0].id, "2468");
        h.lock();
        h.forget_undo();
    };
    Stage stage(setup);
    stage.settle();
    press(stage, "Good");
    press(stage, "calm");
    CHECK(stage.node(Role::button, "calm").on);
    press(stage, "Undo");
    CHECK(stage.node(Role::button, "Good").on);
    CHECK_FALSE(stage.node(Role::button, "calm").on);
    stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    CHECK_FALSE(stage.node(Role::button, "Good").on);
    stage.key(ImGuiKey_Y, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    CHECK(stage.node(Role::button, "Good").on);
    REQUIRE(moods(stage).size() == 1);
    CHECK(moods(stage).front().audience == Audience::only_me);
}

TEST_CASE("behind a shut vault a check-in is shown with all that was added, until another face was here",
          "[app][today][vault]") {
    auto setup = two_at_home();
    setup.before = [](core::Household& h) {
        two_people(h);
        tests::set_pin(h, h.get<core::PersonStore>().all()[0].id, "2468");
        h.lock();
    };
    Stage stage(setup);
    stage.settle();
    press(stage, "Low");
    press(stage, "tired");
    stage.write("A note about it", "the bus was late");
    press(stage, "Keep");
    press(stage, "What would help");
    press(stage, "A hug");
    CHECK(stage.value("A note about it") == "the bus was late");
    CHECK(stage.node(Role::button, "tired").on);
    CHECK(stage.node(Role::button, "A hug").on);
    press(stage, Role::choice, "Jonas");
    CHECK_FALSE(stage.holds("the bus was late"));
    press(stage, Role::choice, "Mara");
    CHECK_FALSE(stage.node(Role::button, "Low").on);
    CHECK_FALSE(stage.holds("the bus was late"));
    unlock(stage);
    CHECK(stage.node(Role::button, "Low").on);
    CHECK(stage.value("A note about it") == "the bus was late");
}

TEST_CASE("from Today thanks go to the other, to both or to life, with a photo if one likes", "[app][today]") {
    for (const auto size : {desktop, phone}) {
        Stage stage({size, core::demo::Request{1, 1, 12}, {}, "today", {}});
        stage.settle();
        const auto given = [&](std::string_view text) {
            for (const auto& thanks :
                 stage.household().get<core::ThanksStore>().between(stage.viewer(0), monday, monday))
                if (thanks.text == text) return thanks;
            FAIL("not given: " << text);
            return core::Thanks();
        };
        press(stage, Role::choice, "For both of us");
        CHECK(stage.shows("Thank us both"));
        CHECK(stage.holds("Something small for"));  // touches are for somebody all the same
        stage.clock.advance_ms(1000);
        stage.write("Thanks in your own words", "For this quiet year");
        press(stage, Role::button, "Give");
        CHECK(given("For this quiet year").to == core::ThanksTo::us);
        press(stage, Role::choice, "For life");
        press(stage, "With a photo");
        const auto& nodes = stage.tree().nodes();
        const auto picture = std::find_if(nodes.begin(), nodes.end(), [&](const auto& node) {
            return node.overlay && node.role == Role::button && node.rect.height() > stage.u(50);
        });
        REQUIRE(picture != nodes.end());
        stage.click_node(*picture);
        stage.settle();
        CHECK(stage.look("Without the photo"));
        stage.wait(9);  // what was said lies over the foot of the page
        stage.clock.advance_ms(1000);
        stage.write("Thanks in your own words", "For this light");
        press(stage, Role::button, "Give");
        CHECK(given("For this light").to == core::ThanksTo::life);
        CHECK(given("For this light").memory.has_value());
    }
}
