#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "core/answers/answer.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/answers/answer_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

Setup notebook() { return {desktop, {}, two_people, "thanks", {}}; }

std::vector<core::Thanks> all(Stage& stage, std::size_t person = 0) {
    return stage.household().get<core::ThanksStore>().newest(stage.viewer(person), core::ThanksKind::all, 100'000);
}

Setup with_note(const char* text = "You waited with dinner.", std::size_t author = 0, Size size = desktop) {
    return {size,
            {},
            [=](core::Household& h) {
                two_people(h);
                const auto people = h.get<core::PersonStore>().all();
                done(h, core::GiveThanks{people[author].id, people[1 - author].id, text, Audience::household});
            },
            "thanks",
            {}};
}

// Mara's to Jonas, until that moment.
Setup with_waiting(core::Instant until, Size size = desktop) {
    return {size,
            {},
            [=](core::Household& h) {
                two_people(h);
                const auto people = h.get<core::PersonStore>().all();
                core::GiveThanks later{people[0].id, people[1].id, "Good luck."};
                later.deliver_at = until;
                done(h, later);
            },
            "thanks",
            {}};
}

core::Instant morning(int days_ahead) { return core::FixedClock(monday_evening()).at(monday + days_ahead, 8 * 60); }
core::Instant in_minutes(int minutes) {
    return {monday_evening().utc_ms + minutes * std::int64_t{60'000}, monday_evening().offset_minutes};
}

// Ben is here; Jonas has thanked Mara, who has opened it or not.
Setup between_others(const char* screen, bool opened = false) {
    return {desktop,
            {},
            [=](core::Household& h) {
                for (const char* name : {"Ben", "Mara", "Jonas"}) done(h, core::AddPerson{name, "", "letter", {}});
                const auto people = h.get<core::PersonStore>().all();
                const core::ThanksId note{
                    done(h, core::GiveThanks{people[2].id, people[1].id, "For the lighthouse, seen from the pier.",
                                             Audience::room})};
                if (opened) done(h, core::ReadThanks{people[1].id, note, core::ReadEvent::opened});
            },
            screen,
            {}};
}

std::vector<core::Answer> answers_to(Stage& stage, const core::Thanks& note) {
    return stage.household().get<core::AnswerStore>().to(stage.viewer(0), {core::ItemKind::thanks, note.id.value});
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
    CHECK(stage.shows("That’s too long."));
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
    CHECK(stage.shows("Written down for you alone."));
    CHECK_FALSE(stage.shows("Given to Jonas."));
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
    CHECK(stage.shows("There’s nothing in it yet."));
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
    const auto notes =
        stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::between_us, 100'000);
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

TEST_CASE("words and moment of a waiting note are changed in one go, and taken back in one go", "[app][thanks]") {
    for (const auto size : {desktop, phone, kiosk}) {
        Stage stage(with_waiting(morning(4), size));
        stage.settle();
        stage.click("Change this note");
        stage.settle();
        stage.write("Your words", "Good luck, and sleep well.");
        stage.click(Role::button, "Tomorrow morning");
        stage.settle();
        stage.click("Save");
        stage.settle();
        CHECK(stage.shows("Jonas gets it tomorrow, 08:00."));
        CHECK(stage.look("Save") == nullptr);
        auto note = all(stage).at(0);
        CHECK(note.text == "Good luck, and sleep well.");
        CHECK((note.waits && note.given_at == morning(1)));
        CHECK_FALSE(note.edited_at);
        CHECK(all(stage, 1).empty());
        stage.click("Undo");
        stage.settle();
        note = all(stage).at(0);
        CHECK(note.text == "Good luck.");
        CHECK((note.waits && note.given_at == morning(4)));
    }
}

TEST_CASE("a waiting note that is given now goes with the words that stand there", "[app][thanks]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(with_waiting(morning(4), size));
        stage.settle();
        stage.click("Change this note");
        stage.settle();
        stage.write("Your words", "Good luck, and sleep well.");
        stage.click(Role::button, "Now");
        stage.settle();
        CHECK(stage.look("Save") == nullptr);
        stage.click("Give it now");
        stage.settle();
        CHECK(stage.shows("Given to Jonas."));
        REQUIRE(all(stage, 1).size() == 1);
        CHECK(all(stage, 1)[0].text == "Good luck, and sleep well.");
        CHECK_FALSE(all(stage, 1)[0].edited_at);
        stage.click("Undo");
        stage.settle();
        CHECK(all(stage, 1).empty());
        const auto note = all(stage).at(0);
        CHECK(note.text == "Good luck.");
        CHECK((note.waits && note.given_at == morning(4)));
    }
}

TEST_CASE("what is said of a waiting note whose audience changes is what will be", "[app][thanks]") {
    Stage stage(with_waiting(morning(4)));
    stage.settle();
    stage.click("Change this note");
    stage.settle();
    stage.click(Role::choice, "Only me");
    stage.click("Save");
    stage.settle();
    CHECK(stage.shows("Written down for you alone."));
    CHECK(all(stage).at(0).audience == Audience::only_me);
    stage.click("Change this note");
    stage.settle();
    stage.click(Role::choice, "Us and the room");
    stage.click("Save");
    stage.settle();
    CHECK(stage.shows("Jonas gets it Friday, 08:00."));
    CHECK(all(stage, 1).empty());
    // Nothing different: nothing is written, and nothing said of it.
    const auto revision = stage.household().revision();
    stage.wait(9);
    stage.click("Change this note");
    stage.settle();
    stage.click("Save");
    stage.settle();
    CHECK(stage.look("Save") == nullptr);
    CHECK(stage.household().revision() == revision);
    CHECK(stage.look("Undo") == nullptr);
}

TEST_CASE("a note whose moment comes while it is being changed is given, and the screen says so", "[app][thanks]") {
    Stage stage(with_waiting(in_minutes(10)));
    stage.settle();
    stage.click("Change this note");
    stage.settle();
    CHECK(stage.look(Role::button, "Take it back"));
    stage.write("Your words", "Good luck to you.");
    stage.clock.set(in_minutes(11));
    stage.frame(2);
    stage.settle();
    CHECK(stage.shows("Its moment has come while this was open"));
    CHECK(stage.look("Take it back") == nullptr);
    CHECK(stage.value("Your words") == "Good luck to you.");
    SECTION("it is deleted, as what was given is") {
        stage.click(Role::button, "Delete");
        stage.settle();
        CHECK(stage.shows("Deleted."));
        CHECK_FALSE(stage.shows("Nobody saw it"));
        CHECK(all(stage, 1).empty());
    }
    SECTION("or its words are changed, and it says so") {
        stage.click("Save");
        stage.settle();
        CHECK(stage.shows("Changed."));
        REQUIRE(all(stage, 1).size() == 1);
        CHECK(all(stage, 1)[0].text == "Good luck to you.");
        CHECK(all(stage, 1)[0].edited_at);
    }
}

TEST_CASE("what cannot be taken back any more leaves the words where they are", "[app][thanks]") {
    Stage stage(with_waiting(morning(4)));
    stage.settle();
    stage.click("Change this note");
    stage.settle();
    stage.write("Your words", "Good luck to you.");
    // On another device, say.
    done(stage.household(), core::RemoveThanks{*stage.viewer(0).person, all(stage).at(0).id});
    stage.settle();
    stage.click("Take it back");
    stage.frame(3);
    CHECK(stage.shows("It isn’t here any more"));
    CHECK_FALSE(stage.shows("Taken back"));
    CHECK(stage.value("Your words") == "Good luck to you.");
}

TEST_CASE("an opened note is answered, and its giver reads that and answers in turn", "[app][thanks]") {
    Stage stage(with_note("You waited with dinner.", 1));
    stage.settle();
    CHECK(stage.look("Answer") == nullptr);  // it lies in its envelope
    stage.click("A note from Jonas");
    stage.settle();
    const auto note = all(stage).at(0);
    stage.click(Role::button, "Answer");
    stage.settle();
    stage.write("Your answer", "It was worth it.");
    stage.click(Role::button, "Answer");
    stage.settle();
    REQUIRE(answers_to(stage, note).size() == 1);
    CHECK(answers_to(stage, note)[0].kind == core::AnswerKind::words);
    CHECK(stage.shows("Answered."));
    CHECK(stage.shows("You: It was worth it."));
    CHECK(stage.look(Role::field, "Your answer") == nullptr);
    stage.click("Undo");
    stage.settle();
    CHECK(answers_to(stage, note).empty());
    CHECK_FALSE(stage.shows("You: It was worth it."));
    CHECK(stage.value("Your answer") == "It was worth it.");  // to be written on
    stage.click("Not now");
    stage.settle();

    for (const char* words : {"Always.", "And the soup was good."}) {
        stage.click(Role::button, "Answer");
        stage.settle();
        stage.write("Your answer", words);
        stage.key(ImGuiKey_Enter);
        stage.settle();
    }
    CHECK(answers_to(stage, note).size() == 2);
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click(Role::choice, "Jonas");
    stage.settle();
    stage.click(Role::choice, "Thanks");
    stage.settle();
    CHECK(stage.shows("Mara: Always."));
    CHECK(stage.shows("Mara: And the soup was good."));
    stage.click(Role::button, "Answer");
    stage.settle();
    stage.write("Your answer", "There is more of it.");
    stage.click(Role::button, "Answer");
    stage.settle();
    CHECK(stage.shows("You: There is more of it."));
    CHECK(answers_to(stage, note).size() == 3);
}

TEST_CASE("nobody answers themselves, and the room reads no answers", "[app][thanks]") {
    {
        Stage stage(with_note());
        stage.settle();
        CHECK(stage.look("Answer") == nullptr);
    }
    auto setup = with_note();
    setup.screen = "room";
    setup.before = [](core::Household& h) {
        two_people(h);
        const auto people = h.get<core::PersonStore>().all();
        const auto note = done(h, core::GiveThanks{people[0].id,
                                                   people[1].id,
                                                   "You waited with dinner.",
                                                   Audience::room,
                                                   {},
                                                   {},
                                                   {},
                                                   core::GiveThanks::Comes::open});
        done(h, core::GiveAnswer{people[1].id, {core::ItemKind::thanks, note}, core::AnswerKind::words, "Between us."});
    };
    Stage stage(setup);
    stage.settle();
    stage.click(Role::choice, "Thanks");
    stage.settle();
    CHECK(stage.shows("You waited with dinner."));
    CHECK_FALSE(stage.holds("Between us."));
    CHECK(stage.look("Answer") == nullptr);
}

TEST_CASE("a field for an answer has its room in the list, and makes more when it grows", "[app][thanks]") {
    for (const auto size : {desktop, phone, kiosk}) {
        Stage stage({size,
                     {},
                     [](core::Household& h) {
                         two_people(h);
                         const auto people = h.get<core::PersonStore>().all();
                         for (const char* words : {"The one below.", "The one above."})
                             done(h, core::GiveThanks{people[1].id,
                                                      people[0].id,
                                                      words,
                                                      Audience::household,
                                                      {},
                                                      {},
                                                      {},
                                                      core::GiveThanks::Comes::open});
                     },
                     "thanks",
                     {}});
        stage.settle();
        if (size.width == phone.width) stage.wheel({200, 600}, -2);
        const auto rect_of = [&](Role role, const char* name) {
            const auto* node = stage.look(role, name);
            if (!node) FAIL(name << " is not there\n" << stage.dump());
            return node->rect;
        };
        const auto below = [&] {
            return rect_of(Role::text, "The one below.").y0 - rect_of(Role::text, "The one above.").y1;
        };
        const float folded = below();
        stage.click(Role::button, "Answer");
        stage.settle();
        const auto field_lies_between = [&] {
            const auto field = rect_of(Role::field, "Your answer");
            return field.y0 > rect_of(Role::text, "The one above.").y1 &&
                   field.y1 < rect_of(Role::text, "The one below.").y0;
        };
        const float open = below();
        CHECK(open > folded + stage.u(40));
        CHECK(field_lies_between());
        stage.write(
            "Your answer",
            "A few words that go on and on, so that they need more than the one line that the field begins with, and then another one on every screen there is, and still one more after that, for the widest of them all.");
        stage.settle();
        CHECK(below() > open + stage.u(15));
        CHECK(field_lies_between());
        stage.click("Not now");
        stage.settle();
        CHECK(std::abs(below() - folded) < 1.5f);
    }
}

TEST_CASE("what was begun as an answer is still there where the field was folded or scrolled away", "[app][thanks]") {
    Stage stage({desktop, core::demo::Request{1, 1, 0}, {}, "thanks", {}});
    stage.settle();
    stage.click(Role::button, "Answer");
    stage.settle();
    stage.write("Your answer", "Half an answer");
    stage.wait(1.2);
    stage.key(ImGuiKey_Escape);
    stage.wait(1);
    for (int i = 0; i < 20; ++i) stage.wheel({500, 500}, -20);
    stage.wait(1.2);
    REQUIRE_FALSE(stage.holds("Half an answer"));
    stage.restart("thanks");
    stage.settle();
    stage.click(Role::button, "Answer");
    stage.settle();
    CHECK(stage.value("Your answer") == "Half an answer");
    stage.click("Not now");
    stage.settle();
    stage.click(Role::button, "Answer");
    stage.settle();
    CHECK(stage.value("Your answer") == "Half an answer");
}

TEST_CASE("for the room and for anybody it is not to, a note lies in its envelope for two days, opened or not",
          "[app][thanks]") {
    for (const char* who : {"room", "thanks"}) {
        std::string seen[2];
        for (const bool opened : {false, true}) {
            Stage stage(between_others(who, opened));
            stage.settle();
            stage.click(Role::choice, "Thanks");
            stage.settle();
            CHECK(stage.shows("A note from Jonas"));
            CHECK(stage.shows("For Mara to open"));
            CHECK(stage.look(Role::button, "A note from Jonas") == nullptr);
            CHECK_FALSE(stage.holds("seen from the pier"));
            seen[opened ? 1 : 0] = stage.dump();
            stage.clock.set(in_minutes(48 * 60 - 1));
            stage.frame(2);
            stage.settle();
            CHECK_FALSE(stage.holds("seen from the pier"));
            stage.clock.set(in_minutes(48 * 60));
            stage.frame(2);
            stage.settle();
            CHECK(stage.holds("seen from the pier"));
        }
        // For Ben another question stands beside them, by chance.
        if (who == std::string_view("room")) CHECK(seen[0] == seen[1]);
    }
}

TEST_CASE("what is not to one stays in its envelope in what is found and in the day's story",
          "[app][thanks][search][looking_back]") {
    {
        Stage stage(between_others("search"));
        stage.settle();
        stage.type("lighthouse");
        stage.settle();
        CHECK(stage.shows("A note from Jonas"));
        CHECK_FALSE(stage.holds("seen from the pier"));
        stage.clock.set(in_minutes(49 * 60));
        stage.frame(2);
        stage.settle();
        CHECK(stage.holds("seen from the pier"));
    }
    Stage stage(between_others("day"));
    stage.settle();
    CHECK(stage.shows("A note from Jonas"));
    CHECK_FALSE(stage.holds("seen from the pier"));
}

TEST_CASE("half past midnight, tomorrow morning is the one that dawns next", "[app][thanks]") {
    Stage stage(with_waiting(morning(4), desktop));
    stage.clock.advance_ms(std::int64_t{6} * 3'600'000);  // 00:42 on Tuesday by the calendar
    stage.settle();
    stage.click("Change this note");
    stage.settle();
    CHECK_FALSE(stage.look(Role::button, "This evening"));  // it is that evening, and late
    stage.click(Role::button, "Tomorrow morning");
    stage.settle();
    stage.click("Save");
    stage.settle();
    CHECK(stage.shows("Jonas gets it tomorrow, 08:00."));
    CHECK(all(stage).at(0).given_at == morning(1));
}
