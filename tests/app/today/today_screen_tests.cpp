#include <catch2/catch_test_macros.hpp>

#include "core/answers/answer.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/rituals/ritual.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/touches/touch.hpp"
#include "core/touches/touch_commands.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/device.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

Setup two_at_home(const char* screen = "today") { return {desktop, {}, two_people, screen, {}}; }

std::vector<core::CheckIn> moods(Stage& stage, std::size_t person) {
    return stage.household().get<core::CheckInStore>().between(stage.viewer(person), monday - 7, monday + 7);
}
std::vector<core::Thanks> given(Stage& stage, std::size_t person = 0) {
    return stage.household().get<core::ThanksStore>().newest(stage.viewer(person), core::ThanksKind::all, 100);
}

core::RitualId coffee(core::Household& household, Audience audience = Audience::household) {
    core::RitualWords words;
    words.title = "Morning coffee";
    words.rule = "FREQ=DAILY";
    words.starts_on = monday - 3;
    words.audience = audience;
    return core::RitualId{done(household, core::AddRitual{household.get<core::PersonStore>().all().front().id, words})};
}

}  // namespace

TEST_CASE("two who live together are asked who is here", "[app][today]") {
    Stage stage({desktop, {}, two_people, {}, {}});
    stage.settle();
    CHECK(stage.shows("Who is here?"));
    CHECK_FALSE(stage.shows("How are you?"));
    stage.click(Role::button, "Jonas");
    CHECK(stage.shows("Good evening, Jonas"));
    CHECK(stage.shows("How are you?"));
}

TEST_CASE("one who lives alone is not asked who is here", "[app][today]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     done(h, core::AddPerson{"Mara", "plum", "curls", {}});
                 },
                 {},
                 {}});
    stage.settle();
    CHECK(stage.shows("Good evening, Mara"));
}

TEST_CASE("a tap on a face switches, and on one's own it goes", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    CHECK(stage.node(Role::choice, "Mara").on);
    stage.click(Role::choice, "Jonas");
    CHECK(stage.shows("Good evening, Jonas"));
    CHECK(stage.node(Role::choice, "Jonas").on);
    CHECK_FALSE(stage.node(Role::choice, "Mara").on);
    stage.click(Role::choice, "Jonas");
    CHECK(stage.shows("Who is here?"));
    CHECK_FALSE(stage.shows("How are you?"));
}

TEST_CASE("the room sees nothing that is not for the room", "[app][today]") {
    Stage stage({desktop, core::demo::Request{3, 1, 40}, {}, "room", {}});
    auto& h = stage.household();
    // Words of every kind that are not for the room, and words that everybody knows anyway.
    std::vector<std::string> secret;
    for (std::size_t person = 0; person < 2; ++person) {
        const auto viewer = stage.viewer(person);
        for (const auto& c : h.get<core::CheckInStore>().between(viewer, monday - 3000, monday))
            if (c.audience != Audience::room)
                for (const auto& text : {core::joined_names(c.feeling), c.note}) secret.push_back(text);
        for (const auto& t : h.get<core::ThanksStore>().newest(viewer, core::ThanksKind::all, 100'000))
            if (t.audience != Audience::room) secret.push_back(t.text);
        for (const auto& r : h.get<core::RitualStore>().all(viewer, monday))
            if (r.audience != Audience::room)
                for (const auto& text : {r.title, r.note}) secret.push_back(text);
        for (const auto& m : h.get<core::MemoryStore>().between(viewer, monday - 3000, monday))
            if (m.audience != Audience::room)
                for (const auto& text : {m.caption, m.source_name}) secret.push_back(text);
    }
    std::string open;
    const auto room = core::Viewer::room();
    for (const auto& t : h.get<core::ThanksStore>().newest(room, core::ThanksKind::all, 100'000)) open += t.text + '\n';
    for (const auto& m : h.get<core::MemoryStore>().between(room, monday - 3000, monday))
        open += m.caption + '\n' + m.source_name + '\n';
    for (const auto& r : h.get<core::RitualStore>().all(room, monday)) open += r.title + '\n' + r.note + '\n';
    REQUIRE(secret.size() > 1000);

    const auto check = [&](const std::string& where) {
        stage.settle();
        std::size_t found = 0;
        for (const auto& text : secret)
            if (text.size() > 7 && open.find(text) == std::string::npos && stage.holds(text)) {
                ++found;
                UNSCOPED_INFO(where << " tells: " << text);
            }
        CHECK(found == 0);
    };
    check("Today");
    for (const char* place : {"Rituals", "Thanks", "Memories"}) {
        stage.click(Role::choice, place);
        check(place);
        for (int i = 0; i < 5; ++i) {
            stage.wheel({stage.u(700), stage.u(500)}, -8);
            check(place);
        }
    }
    stage.click(Role::choice, "Rituals");
    stage.settle();
    stage.click("Agenda");
    check("the agenda");
    // Nor can anything be added by nobody.
    stage.click(Role::choice, "Thanks");
    CHECK_FALSE(stage.shows("Write one"));
    stage.click(Role::choice, "Memories");
    CHECK(stage.look("Add photos") == nullptr);
}

TEST_CASE("one tap writes a mood down for oneself alone", "[app][today]") {
    const char* names[] = {"Rough", "Low", "Okay", "Good", "Lovely"};
    for (int mood = 1; mood <= 5; ++mood) {
        Stage stage(two_at_home());
        stage.settle();
        stage.click(Role::button, names[mood - 1]);
        const auto mine = moods(stage, 0);
        REQUIRE(mine.size() == 1);
        CHECK(mine[0].mood == mood);
        CHECK(mine[0].audience == Audience::only_me);
        CHECK(moods(stage, 1).empty());
        stage.frame(2);
        CHECK(stage.node(Role::button, names[mood - 1]).on);
        CHECK(stage.shows("Written down for you alone."));
    }
}

TEST_CASE("a mood is taken back by the toast and by Ctrl+Z", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    SECTION("toast") {
        stage.click("Good");
        stage.click("Undo");
    }
    SECTION("key") {
        stage.click("Good");
        stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    }
    stage.frame(2);
    CHECK(moods(stage, 0).empty());
    CHECK_FALSE(stage.node(Role::button, "Good").on);
    CHECK(stage.shows("Taken back."));
}

TEST_CASE("what was taken back is done again with Ctrl+Y or Ctrl+Shift+Z", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    const auto ctrl = static_cast<ImGuiKey>(ImGuiMod_Ctrl),
               ctrl_shift = static_cast<ImGuiKey>(ImGuiMod_Ctrl | ImGuiMod_Shift);
    stage.click("Good");
    stage.key(ImGuiKey_Z, ctrl);
    stage.settle();
    REQUIRE(moods(stage, 0).empty());
    SECTION("Y") { stage.key(ImGuiKey_Y, ctrl); }
    SECTION("Shift and Z") { stage.key(ImGuiKey_Z, ctrl_shift); }
    stage.settle();
    CHECK(moods(stage, 0).size() == 1);
    CHECK(stage.node(Role::button, "Good").on);
    CHECK(stage.shows("Done again."));
    stage.key(ImGuiKey_Y, ctrl);
    stage.settle();
    CHECK(moods(stage, 0).size() == 1);
    CHECK(stage.shows("There is nothing to do again."));
}

TEST_CASE("a tap on what is said puts it away, and takes nothing back", "[app][today]") {
    Stage stage({phone, {}, two_people, "today", {}});
    stage.settle();
    stage.click("Good");
    stage.settle();
    REQUIRE(stage.look(Role::button, "Undo"));
    stage.click_node(*stage.all(Role::banner).front());
    stage.settle();
    CHECK(stage.look(Role::button, "Undo") == nullptr);
    CHECK(moods(stage, 0).size() == 1);
}

TEST_CASE("feeling words are added and taken out with a tap each", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("Low");
    stage.settle();
    stage.click("tired");
    stage.settle();
    stage.click("worried");
    stage.settle();
    CHECK(moods(stage, 0).at(0).feeling == std::vector<std::string>{"tired", "worried"});
    CHECK(stage.node("tired").on);
    stage.click("tired");
    stage.settle();
    CHECK(moods(stage, 0).at(0).feeling == std::vector<std::string>{"worried"});
    CHECK_FALSE(stage.node("tired").on);
    CHECK(moods(stage, 0).size() == 1);
}

TEST_CASE("a word of one's own is added by Enter and by the button", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("Good");
    stage.settle();
    stage.write("A word of your own", "sun-drunk");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    CHECK(moods(stage, 0).at(0).feeling == std::vector<std::string>{"sun-drunk"});
    CHECK(stage.value("A word of your own").empty());
    CHECK(stage.node(Role::button, "sun-drunk").on);
    stage.write("A word of your own", "wide awake");
    stage.click("Add");
    stage.settle();
    CHECK(moods(stage, 0).at(0).feeling == std::vector<std::string>{"sun-drunk", "wide awake"});
}

TEST_CASE("a word that does not fit any more is refused and stays in its field", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("Good");
    stage.settle();
    const std::string long_one(200, 'm');
    stage.write("A word of your own", long_one);
    stage.key(ImGuiKey_Enter);
    stage.frame(2);
    CHECK(moods(stage, 0).at(0).feeling.empty());
    CHECK(stage.value("A word of your own") == long_one);
    CHECK(stage.shows("That’s too long."));
}

TEST_CASE("a mood is shared by one tap and hidden by another", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("Rough");
    stage.settle();
    stage.click(Role::choice, "Us");
    stage.settle();
    CHECK(moods(stage, 0).at(0).audience == Audience::household);
    REQUIRE(moods(stage, 1).size() == 1);
    stage.click(Role::choice, "Us and the room");
    stage.settle();
    CHECK(moods(stage, 0).at(0).audience == Audience::room);
    stage.click(Role::choice, "Only me");
    stage.settle();
    CHECK(moods(stage, 1).empty());
}

TEST_CASE("the other sees a shared mood and not a private one", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("Rough");
    stage.settle();
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK_FALSE(stage.holds("Mara feels"));
    stage.click(Role::choice, "Mara");
    stage.settle();
    stage.click(Role::choice, "Us");
    stage.settle();
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK(stage.shows("Mara feels rough"));
    // And the room sees neither.
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK_FALSE(stage.holds("Mara feels"));
}

TEST_CASE("a chip gives thanks with one tap and goes for the day", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    CHECK(stage.shows("Thank Jonas"));
    stage.click("for making coffee");
    stage.settle();
    const auto all = given(stage);
    REQUIRE(all.size() == 1);
    CHECK(all[0].text == "Thank you for making coffee.");
    CHECK(all[0].recipient == stage.viewer(1).person);
    CHECK(all[0].audience == Audience::household);
    CHECK(stage.look("for making coffee") == nullptr);
    CHECK(stage.shows("Given to Jonas."));
    stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    CHECK(given(stage).empty());
    CHECK(stage.shows("for making coffee"));
}

TEST_CASE("thanks in one's own words are given by Enter and by the button", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click(Role::field, "Thanks in your own words");
    stage.type("You kept the soup warm.");
    SECTION("Enter") { stage.key(ImGuiKey_Enter); }
    SECTION("button") { stage.click("Give"); }
    stage.settle();
    REQUIRE(given(stage).size() == 1);
    CHECK(given(stage)[0].text == "You kept the soup warm.");
    CHECK(stage.value("Thanks in your own words").empty());
}

TEST_CASE("Ctrl+Enter begins a new line of thanks", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click(Role::field, "Thanks in your own words");
    stage.type("One.");
    stage.key(ImGuiKey_Enter, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.type("Two.");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    REQUIRE(given(stage).size() == 1);
    CHECK(given(stage)[0].text == "One.\nTwo.");
}

TEST_CASE("thanks of many lines keep their words as they were written", "[app][today]") {
    Stage stage({phone, {}, two_people, "today", {}});
    stage.settle();
    const std::string long_text =
        "Thank you for the long evening, for the soup, and for saying nothing at all about the parking ticket until the next morning.";
    stage.click(Role::field, "Thanks in your own words");
    stage.type(long_text);
    CHECK(stage.value("Thanks in your own words") == long_text);
    stage.key(ImGuiKey_Enter);
    stage.settle();
    REQUIRE(given(stage).size() == 1);
    CHECK(given(stage)[0].text == long_text);
}

TEST_CASE("empty and over-long thanks are refused in words and the draft stays", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("Give");
    stage.frame(2);
    CHECK(stage.shows("There’s nothing in it yet."));
    CHECK(given(stage).empty());

    stage.click(Role::field, "Thanks in your own words");
    const std::string too_long(4001, 'x');
    stage.type(too_long);
    stage.click("Give");
    stage.frame(2);
    CHECK(stage.shows("That’s too long."));
    CHECK(given(stage).empty());
    CHECK(stage.value("Thanks in your own words") == too_long);
}

TEST_CASE("a ritual is kept, opened again and left out today", "[app][today]") {
    core::RitualId id;
    auto setup = two_at_home();
    setup.before = [&](core::Household& h) {
        two_people(h);
        id = coffee(h);
    };
    Stage stage(setup);
    stage.settle();
    const auto outcome = [&] { return stage.household().get<core::RitualStore>().outcome(id, monday); };
    stage.click(Role::toggle, "Morning coffee");
    stage.settle();
    CHECK(outcome() == core::Outcome::kept);
    CHECK(stage.node(Role::toggle, "Morning coffee").on);
    CHECK(stage.shows("kept"));
    CHECK(stage.look(Role::button, "Skip") == nullptr);
    stage.click("Undo");
    stage.settle();
    CHECK(outcome() == core::Outcome::open);
    stage.click(Role::button, "Skip");
    stage.settle();
    CHECK(outcome() == core::Outcome::skipped);
    CHECK(stage.shows("left out today"));
    stage.click(Role::toggle, "Morning coffee");
    stage.settle();
    CHECK(outcome() == core::Outcome::open);
    stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    CHECK(outcome() == core::Outcome::skipped);
}

TEST_CASE("whoever is in the room may keep a ritual that is for the room", "[app][today]") {
    core::RitualId id;
    Stage stage({desktop,
                 {},
                 [&](core::Household& h) {
                     two_people(h);
                     id = coffee(h, Audience::room);
                 },
                 "room",
                 {}});
    stage.settle();
    stage.click(Role::toggle, "Morning coffee");
    stage.settle();
    CHECK(stage.household().get<core::RitualStore>().outcome(id, monday) == core::Outcome::kept);
}

TEST_CASE("a heart goes back for a note and can be taken back", "[app][today]") {
    Stage stage(
        {desktop,
         {},
         [](core::Household& h) {
             two_people(h);
             const auto people = h.get<core::PersonStore>().all();
             done(h, core::GiveThanks{people[1].id, people[0].id, "You waited with dinner.", Audience::household});
         },
         "today",
         {}});
    stage.settle();
    CHECK(stage.shows("A note from Jonas"));
    CHECK_FALSE(stage.holds("You waited with dinner."));
    stage.click(Role::button, "A note from Jonas");
    stage.settle();
    CHECK(stage.shows("You waited with dinner."));
    stage.click("A heart back");
    stage.settle();
    REQUIRE(given(stage).at(0).hearts.size() == 1);
    CHECK(stage.node("A heart back").on);
    stage.click("A heart back");
    stage.settle();
    CHECK(given(stage).at(0).hearts.empty());
}

TEST_CASE("a tap on the memory opens it large", "[app][today]") {
    Stage stage({desktop, core::demo::Request{2, 1, 60}, {}, "today", {}});
    stage.settle();
    for (int i = 0; i < 5 && stage.all(Role::image).empty(); ++i) {  // below what the others said
        stage.wheel({stage.u(1000), stage.u(600)}, -4);
        stage.settle();
    }
    REQUIRE_FALSE(stage.all(Role::image).empty());
    stage.click_node(*stage.all(Role::image).front());
    stage.settle();
    CHECK(stage.look("Close") != nullptr);
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look(Role::choice, "Today")->on);
    CHECK(stage.look("Close") == nullptr);
}

TEST_CASE("half-written words are their writer's and nobody else's", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click(Role::field, "Thanks in your own words");
    stage.type("Between you and me");
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK_FALSE(stage.holds("Between you and me"));
    CHECK(stage.value("Thanks in your own words").empty());
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK_FALSE(stage.holds("Between you and me"));
    stage.click(Role::button, "Mara");
    stage.settle();
    CHECK(stage.value("Thanks in your own words") == "Between you and me");
}

TEST_CASE("what one person did cannot be taken back by the next", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("Good");
    stage.settle();
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK(stage.look("Undo") == nullptr);
    stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    CHECK(moods(stage, 0).size() == 1);
}

TEST_CASE("Ctrl+Z while writing takes back writing, not what was done before", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("Good");
    stage.settle();
    stage.click(Role::field, "Thanks in your own words");
    stage.type("abc");
    stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    CHECK(moods(stage, 0).size() == 1);
}

TEST_CASE("after midnight it is still the evening before, until the day starts", "[app][today]") {
    Stage stage(two_at_home());
    stage.clock.advance_ms(std::int64_t{6} * 3'600'000);  // 00:42
    stage.settle();
    CHECK(stage.shows("Monday, 23 November"));
    stage.click("Good");
    stage.settle();
    CHECK(moods(stage, 0).at(0).day == monday);
    stage.clock.advance_ms(std::int64_t{4} * 3'600'000);  // 04:42
    stage.settle();
    CHECK(stage.shows("Tuesday, 24 November"));
    CHECK_FALSE(stage.node("Good").on);
}

TEST_CASE("what another program writes shows after it was noticed", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    SeededRandom random(99);
    core::Household other(stage.folder(), stage.clock, random, tests::device());
    const auto people = other.get<core::PersonStore>().all();
    done(other, core::GiveThanks{people[1].id, people[0].id, "From the command line.", Audience::household});
    stage.settle();
    CHECK_FALSE(stage.shows("A note from Jonas"));
    CHECK(stage.household().notice_others());
    stage.settle();
    CHECK(stage.shows("A note from Jonas"));
    stage.click(Role::button, "A note from Jonas");
    stage.settle();
    CHECK(stage.shows("From the command line."));
    CHECK_FALSE(stage.household().notice_others());
}

TEST_CASE("a shared mood is answered with one tap, and the answer is found by the other", "[app][today]") {
    Stage stage(
        {desktop,
         {},
         [](core::Household& h) {
             two_people(h);
             const auto people = h.get<core::PersonStore>().all();
             done(h, core::CheckInNow{
                         people[1].id, 2, {"tired"}, "a long day", Audience::household, {"work"}, core::Help::listen});
         },
         "today",
         {}});
    stage.settle();
    CHECK(stage.shows("Somebody who listens would help."));
    CHECK(stage.shows("Around it: work"));
    stage.click("I’m here");
    stage.settle();
    CHECK(stage.node(Role::button, "I’m here").on);
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK(stage.shows("Mara: That sounds hard. I’m here."));
    CHECK(stage.shows("to “Low”"));
    stage.click(Role::choice, "Mara");
    stage.settle();
    // A second tap takes it back.
    stage.click("I’m here");
    stage.settle();
    CHECK_FALSE(stage.node(Role::button, "I’m here").on);
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK_FALSE(stage.shows("That sounds hard."));
}

TEST_CASE("good news is asked about in own words, and the question is answered", "[app][today]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     const auto people = h.get<core::PersonStore>().all();
                     core::CheckInNow glad{people[1].id, 5, {}, "they took the design", Audience::household};
                     glad.good_news = true;
                     done(h, glad);
                 },
                 "today",
                 {}});
    stage.settle();
    CHECK(stage.shows("Good news. One question makes it larger."));
    stage.click("Ask about it");
    stage.settle();
    stage.click(Role::field, "Your answer");
    stage.type("What did they say first?");
    stage.click(Role::button, "Answer");
    stage.settle();
    CHECK(stage.shows("You: What did they say first?"));
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK(stage.shows("Mara: What did they say first?"));
    stage.click(Role::button, "Answer");
    stage.settle();
    stage.click(Role::field, "Your answer");
    stage.type("They laughed, the good way.");
    stage.click(Role::button, "Answer");
    stage.settle();
    CHECK_FALSE(stage.shows("Mara: What did they say first?"));  // the last word was his
    stage.click(Role::choice, "Mara");
    stage.settle();
    CHECK(stage.shows("Jonas: They laughed, the good way."));
}

TEST_CASE("good news and what would help say what sharing them would do, until they are shared", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("Good");
    stage.settle();
    CHECK_FALSE(stage.holds("Only you see this."));
    stage.click("Good news");
    stage.settle();
    CHECK(stage.holds("Only you see this. Share it, and Jonas can ask about it."));
    stage.click(Role::choice, "Us");
    stage.settle();
    CHECK_FALSE(stage.holds("Only you see this."));
    stage.clock.advance_ms(2 * 60'000);  // later it is another check-in
    stage.frame(2);
    stage.click("Low");
    stage.settle();
    stage.click("What would help");
    stage.settle();
    stage.click("A hug");
    stage.settle();
    CHECK(stage.holds("Only you see this. Share it, and Jonas knows what would help."));
}

TEST_CASE("questions to begin with are offered for good news until one was asked", "[app][today]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     core::CheckInNow glad{
                         h.get<core::PersonStore>().all()[1].id, 5, {}, "they took the design", Audience::household};
                     glad.good_news = true;
                     done(h, glad);
                 },
                 "today",
                 {}});
    stage.settle();
    stage.click("Ask about it");
    stage.settle();
    stage.click("What was the best moment of it?");
    stage.settle();
    CHECK(stage.value("Your answer") == "What was the best moment of it?");  // to be said in one's own way
    CHECK(stage.household().get<core::AnswerStore>().by(stage.viewer(0)).empty());
    stage.click(Role::button, "Answer");
    stage.settle();
    REQUIRE(stage.household().get<core::AnswerStore>().by(stage.viewer(0)).size() == 1);
    CHECK(stage.household().get<core::AnswerStore>().by(stage.viewer(0)).front().kind == core::AnswerKind::question);
    CHECK(stage.look("Ask about it") == nullptr);  // one is enough; words may follow
    CHECK(stage.look("In my words"));
    CHECK_FALSE(stage.holds("One question makes it larger."));
}

TEST_CASE("after a mood one may say what was around it, what would help, and when it was", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("Low");
    stage.settle();
    stage.click("What was around it");
    stage.settle();
    stage.click("work");
    stage.settle();
    stage.write("Something else around it", "the dentist");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    stage.click("What would help");
    stage.settle();
    stage.click("A little space");
    stage.settle();
    stage.click("When");
    stage.settle();
    stage.click("This morning");
    stage.settle();
    auto mine = moods(stage, 0);
    REQUIRE(mine.size() == 1);
    CHECK(mine.front().around == std::vector<std::string>{"work", "the dentist"});
    CHECK(mine.front().help == core::Help::space);
    CHECK(core::local_time(mine.front().felt_at).minute == 8 * 60);
    CHECK(mine.front().day == monday);
    // It is still open to be added to, and what one used once is offered again.
    CHECK(stage.node(Role::button, "This morning").on);
    stage.click("Last night");
    stage.settle();
    CHECK(moods(stage, 0).front().day == monday - 1);
    stage.click("Good");
    stage.settle();
    stage.click("What was around it");
    stage.settle();
    CHECK(stage.look("the dentist"));
    stage.click("Good news");
    stage.settle();
    CHECK(moods(stage, 0).front().good_news);
}

TEST_CASE("a touch is one tap, found once by the other, and taken back with one more", "[app][today]") {
    Stage stage(two_at_home());
    stage.settle();
    stage.click("A hug");
    stage.settle();
    stage.click("A hug");
    stage.settle();
    stage.click("Proud of you");
    stage.settle();
    CHECK(stage.shows("Jonas will find it."));
    stage.click("Undo");
    stage.settle();
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK(stage.all(Role::text, "A hug from Mara").size() == 1);
    CHECK_FALSE(stage.shows("Mara is proud of you"));
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK_FALSE(stage.holds("A hug from Mara"));  // not for the room
}

TEST_CASE("a touch given late at night is found in the morning, and one of the morning before is not", "[app][today]") {
    for (const int hour : {9, 23}) {
        Stage stage({desktop, {}, two_people, "today", {}});
        const auto people = stage.household().get<core::PersonStore>().all();
        stage.clock.set(stage.clock.at(monday, hour * 60));
        done(stage.household(), core::GiveTouch{people[1].id, people[0].id, core::TouchKind::hug});
        stage.clock.set(stage.clock.at(monday + 1, 8 * 60));
        stage.settle();
        CHECK(stage.holds("A hug from Jonas") == (hour == 23));
    }
}
