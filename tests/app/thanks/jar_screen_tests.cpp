#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "app/words/thanks_chips.hpp"
#include "core/answers/answer_store.hpp"
#include "core/memories/memory_store.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/thanks/prompt_store.hpp"
#include "core/thanks/prompts.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

core::ThanksId give(core::Household& h, std::size_t from, const core::Addressee& to, const std::string& text) {
    return core::ThanksId{
        done(h, core::GiveThanks{h.get<core::PersonStore>().all().at(from).id, to, text, Audience::household})};
}

// Jonas said some things to Mara, who has opened them.
Setup said(int notes, Size size = desktop, const char* screen = "thanks") {
    return {size,
            {},
            [=](core::Household& h) {
                two_people(h);
                const auto mara = h.get<core::PersonStore>().all()[0].id;
                for (int i = 0; i < notes; ++i)
                    done(h, core::ReadThanks{mara, give(h, 1, mara, "Kind words " + std::to_string(i + 1) + "."),
                                             core::ReadEvent::opened});
                h.forget_undo();
            },
            screen,
            {}};
}

std::set<std::string> shown(const Stage& stage, int notes) {
    std::set<std::string> found;
    for (int i = 1; i <= notes; ++i) {
        const auto text = "Kind words " + std::to_string(i) + ".";
        if (stage.look(Role::text, text)) found.insert(text);
    }
    return found;
}

// On the sheet alone: the list behind it is covered.
std::string drawn(const Stage& stage) {
    for (const auto& node : stage.tree().nodes())
        if (node.role == Role::text && node.overlay && node.name.rfind("Kind words", 0) == 0) return node.name;
    return {};
}

}  // namespace

TEST_CASE("an envelope on Today is opened with one tap, and stays until then", "[app][thanks][today]") {
    for (const auto size : {desktop, phone})
        for (const bool by_keyboard : {false, true}) {
            Stage stage({size,
                         {},
                         [](core::Household& h) {
                             two_people(h);
                             give(h, 1, h.get<core::PersonStore>().all()[0].id, "You waited with dinner.");
                             give(h, 1, core::Addressee::us(), "For the two of us.");
                             h.forget_undo();
                         },
                         "today",
                         {}});
            stage.clock.advance_ms(20 * std::int64_t{86'400'000});
            stage.frame(2);
            stage.settle();
            CHECK(stage.shows("A note from Jonas"));
            CHECK(stage.shows("A note to us both from Jonas"));
            CHECK(stage.shows("Open it whenever you like"));
            CHECK_FALSE(stage.holds("You waited with dinner."));
            if (by_keyboard) {
                for (int i = 0; i < 80 && !stage.node(Role::button, "A note from Jonas").focused; ++i)
                    stage.key(ImGuiKey_Tab);
                REQUIRE(stage.node(Role::button, "A note from Jonas").focused);
                stage.key(ImGuiKey_Enter);
            } else {
                stage.click(Role::button, "A note from Jonas");
            }
            stage.settle();
            CHECK(stage.node("You waited with dinner.").name == "You waited with dinner.");
            CHECK_FALSE(stage.holds("For the two of us."));
            // Nothing to take back, nothing said, nothing for Jonas.
            CHECK(stage.look("Undo") == nullptr);
            CHECK_FALSE(stage.household().can_undo(stage.viewer(0)));
            stage.click(Role::button, "A note to us both from Jonas");
            stage.settle();
            CHECK(stage.holds("For the two of us."));
            stage.restart("today");
            stage.settle();
            CHECK_FALSE(stage.holds("A note from Jonas"));
        }
}

TEST_CASE("an envelope unfolds for a moment, and at once where motion is reduced", "[app][thanks][today]") {
    for (const bool reduced : {false, true}) {
        Stage stage({desktop,
                     {},
                     [](core::Household& h) {
                         two_people(h);
                         give(h, 1, h.get<core::PersonStore>().all()[0].id,
                              "You waited with dinner.\nIt made\nthe whole day\nsofter.");
                     },
                     "today",
                     {}});
        stage.services.reduced_motion = reduced;
        stage.settle();
        const auto below = [&] { return stage.node(Role::heading, "Something small for Jonas").rect.y0; };
        const float closed = below();
        stage.click(Role::button, "A note from Jonas");
        const float first = below();
        stage.settle();
        stage.wait(0.3);
        const float opened = below();
        CHECK(opened > closed);
        if (reduced) CHECK(first == opened);
        else CHECK(first < opened);
    }
}

TEST_CASE("in the list a note to one is closed too, and is opened there", "[app][thanks]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     give(h, 1, h.get<core::PersonStore>().all()[0].id, "You waited with dinner.");
                 },
                 "thanks",
                 {}});
    stage.settle();
    CHECK_FALSE(stage.holds("You waited with dinner."));
    stage.click(Role::button, "A note from Jonas");
    stage.settle();
    CHECK(stage.shows("You waited with dinner."));
    CHECK(stage.look(Role::toggle, "A heart back"));
}

TEST_CASE("with another's eyes an envelope is an envelope, whether or not it was opened", "[app][thanks][today]") {
    const auto as_jonas_sees = [](bool opened) {
        Stage stage(
            {desktop,
             {},
             [=](core::Household& h) {
                 two_people(h);
                 const auto id = give(h, 1, h.get<core::PersonStore>().all()[0].id, "Kind words.");
                 if (opened) {
                     done(h, core::ReadThanks{h.get<core::PersonStore>().all()[0].id, id, core::ReadEvent::opened});
                     done(h, core::DrawFromJar{h.get<core::PersonStore>().all()[0].id});
                     done(h, core::ReadThanks{h.get<core::PersonStore>().all()[0].id, id, core::ReadEvent::put_away});
                 }
                 h.forget_undo();
             },
             "today",
             {}});
        stage.settle();
        stage.click("Jonas");
        stage.settle();
        stage.click("Settings");
        stage.settle();
        stage.click(Role::button, "Mara");
        stage.settle();
        REQUIRE(stage.shows("A note from Jonas"));
        auto seen = stage.dump();
        stage.click(Role::choice, "Thanks");
        stage.settle();
        return seen + stage.dump();
    };
    CHECK(as_jonas_sees(false) == as_jonas_sees(true));
}

TEST_CASE("the jar gives one note after the other, large, and tells nobody", "[app][thanks]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(said(3, size));
        stage.settle();
        stage.click("Draw one");
        stage.settle();
        std::set<std::string> seen{drawn(stage)};
        CHECK(stage.shows("Jonas, Monday, 23 November 2026"));
        for (int i = 0; i < 2; ++i) {
            stage.click("Another");
            stage.settle();
            seen.insert(drawn(stage));
        }
        CHECK(seen.size() == 3);
        CHECK_FALSE(stage.household().can_undo(stage.viewer(0)));
        stage.key(ImGuiKey_Escape);
        stage.settle();
        CHECK(stage.all(Role::dialog).empty());
    }
}

TEST_CASE("a note from the jar is answered on its sheet, and what was begun there is not lost", "[app][thanks]") {
    for (const auto size : {desktop, phone, kiosk}) {
        Stage stage(said(1, size));
        stage.settle();
        stage.click("Draw one");
        stage.settle();
        stage.click(Role::button, "Answer");
        stage.settle();
        stage.click("Not now");  // with nothing in it
        stage.settle();
        CHECK(stage.look(Role::field, "Your answer") == nullptr);
        stage.click(Role::button, "Answer");
        stage.settle();
        stage.write("Your answer", "I still");
        stage.key(ImGuiKey_Escape);  // the field
        stage.wait(1);               // twice at once would hide everything
        stage.key(ImGuiKey_Escape);  // the sheet
        stage.settle();
        REQUIRE(stage.all(Role::dialog).empty());
        stage.click("Draw one");
        stage.settle();
        CHECK(stage.value("Your answer") == "I still");
        stage.click("Not now");
        stage.settle();
        CHECK(stage.look(Role::field, "Your answer") == nullptr);
        stage.click(Role::button, "Answer");
        stage.settle();
        stage.write("Your answer", "I still hear it.");
        stage.click(Role::button, "Answer");
        stage.settle();
        const auto answers = stage.household().get<core::AnswerStore>().by(stage.viewer(0));
        REQUIRE(answers.size() == 1);
        CHECK(answers[0].text == "I still hear it.");
        CHECK(answers[0].subject.kind == core::ItemKind::thanks);
        const auto* told = stage.look(Role::text, "You: I still hear it.");
        REQUIRE(told);
        CHECK(told->overlay);
        CHECK(stage.look(Role::field, "Your answer") == nullptr);
        // Taken back, it can be written on.
        stage.click("Undo");
        stage.settle();
        CHECK(stage.household().get<core::AnswerStore>().by(stage.viewer(0)).empty());
        CHECK(stage.value("Your answer") == "I still hear it.");
        stage.click(Role::button, "Answer");
        stage.settle();
        // What one can do with the note lies below it, as before.
        CHECK(stage.node("Another").rect.y0 > stage.node("You: I still hear it.").rect.y1);
    }
}

TEST_CASE("a note is put away and taken out again, and the list is without it meanwhile", "[app][thanks]") {
    Stage stage(said(1));
    stage.settle();
    CHECK(stage.look("Put away") == nullptr);
    stage.click("Draw one");
    stage.settle();
    stage.click("Put it away");
    stage.settle();
    CHECK(stage.shows("Put away. Nobody is told."));
    CHECK(shown(stage, 1).empty());
    CHECK(stage.look("Draw one") == nullptr);
    stage.click("Undo");
    stage.settle();
    CHECK(shown(stage, 1).size() == 1);
    // A note in the list answers to a long press.
    stage.long_press("Kind words 1.");
    stage.settle();
    stage.click("Put it away");
    stage.settle();
    stage.click(Role::button, "Put away");
    stage.settle();
    CHECK(stage.shows("Kind words 1."));
    stage.click("Take out");
    stage.settle();
    CHECK(stage.shows("Nothing is put away."));
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(shown(stage, 1).size() == 1);
    CHECK(stage.look("Draw one"));
}

TEST_CASE("a month is read with nothing else on the screen, by arrows, by swipes and by taps", "[app][thanks]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(said(3, size));
        stage.settle();
        stage.click("Read a month");
        stage.settle();
        stage.click(Role::button, "November");
        stage.settle();
        CHECK(drawn(stage) == "Kind words 1.");
        CHECK(stage.shows("1 of 3"));
        for (const auto& node : stage.tree().nodes())
            if (node.overlay && node.role == Role::button)
                CHECK((node.name == "The next note" || node.name == "Close"));
        stage.key(ImGuiKey_RightArrow);
        stage.settle();
        CHECK(drawn(stage) == "Kind words 2.");
        stage.drag({300, 400}, {100, 402});
        stage.settle();
        CHECK(drawn(stage) == "Kind words 3.");
        stage.key(ImGuiKey_RightArrow);  // there is none
        stage.settle();
        CHECK(drawn(stage) == "Kind words 3.");
        stage.click("The note before");
        stage.settle();
        CHECK(drawn(stage) == "Kind words 2.");
        stage.key(ImGuiKey_Escape);
        stage.settle();
        CHECK(stage.look("Draw one"));
    }
}

TEST_CASE("an empty jar says what gathers in it", "[app][thanks]") {
    Stage stage(said(0));
    stage.settle();
    CHECK(stage.shows("Kind words that you were given"));
    CHECK(stage.look("Draw one") == nullptr);
}

TEST_CASE("a note is given later, changed, given now and taken back", "[app][thanks]") {
    Stage stage(said(0));
    const auto& thanks = stage.household().get<core::ThanksStore>();
    stage.settle();
    stage.click(Role::field, "Your words");
    stage.type("Good luck.");
    stage.click("Give it later");
    stage.settle();
    stage.click("Friday morning");
    stage.settle();
    stage.click("Give");
    stage.settle();
    CHECK(stage.shows("Jonas gets it Friday, 08:00."));
    CHECK(stage.shows("Waits until Friday, 08:00"));
    REQUIRE(thanks.newest(stage.viewer(0), core::ThanksKind::all, 9).size() == 1);
    CHECK(thanks.newest(stage.viewer(1), core::ThanksKind::all, 9).empty());
    stage.click("Change this note");
    stage.settle();
    CHECK(stage.shows("Nobody but you sees it until Friday, 08:00."));
    stage.click(Role::button, "Tomorrow morning");
    stage.settle();
    stage.click("Save");
    stage.settle();
    CHECK(stage.shows("Jonas gets it tomorrow, 08:00."));
    CHECK(stage.shows("Waits until tomorrow, 08:00"));
    CHECK(thanks.newest(stage.viewer(1), core::ThanksKind::all, 9).empty());
    stage.click("Change this note");
    stage.settle();
    stage.click(Role::button, "Now");
    stage.settle();
    stage.click("Give it now");
    stage.settle();
    CHECK(thanks.newest(stage.viewer(1), core::ThanksKind::all, 9).size() == 1);
    stage.click("Undo");
    stage.settle();
    CHECK(thanks.newest(stage.viewer(1), core::ThanksKind::all, 9).empty());
    stage.click("Change this note");
    stage.settle();
    stage.click("Take it back");
    stage.settle();
    CHECK(thanks.newest(stage.viewer(0), core::ThanksKind::all, 9).empty());
}

TEST_CASE("at its moment a note comes without anybody doing anything, and the screen is awake for it",
          "[app][thanks][today]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     const auto people = h.get<core::PersonStore>().all();
                     core::GiveThanks later{people[1].id, people[0].id, "Good luck."};
                     later.deliver_at = core::Instant{monday_evening().utc_ms + 10 * 60'000, 60};
                     done(h, later);
                     h.forget_undo();
                 },
                 "today",
                 {}});
    stage.settle();
    CHECK_FALSE(stage.shows("A note from Jonas"));
    stage.clock.set({monday_evening().utc_ms + 10 * 60'000 - 20'000, 60});
    stage.frame();
    CHECK_FALSE(stage.shows("A note from Jonas"));
    CHECK(stage.services.next_frame_in <= 20.01);
    stage.clock.advance_ms(20'000);
    stage.frame(2);
    CHECK(stage.shows("A note from Jonas"));
    CHECK_FALSE(stage.holds("Good luck."));
}

TEST_CASE("a photo is chosen, goes along and is shown with the note", "[app][thanks]") {
    for (const auto size : {desktop, phone}) {
        Stage stage({size, core::demo::Request{0, 1, 12}, {}, "thanks", {}});
        stage.settle();
        if (size.width == phone.width) {  // what goes with a note unfolds once one writes
            CHECK(stage.look("With a photo") == nullptr);
            stage.click(Role::field, "Your words");
            stage.settle();
        }
        stage.click("With a photo");
        stage.settle();
        const auto days = stage.household().get<core::MemoryStore>().days(stage.viewer(0));
        const auto memory = stage.household()
                                .get<core::MemoryStore>()
                                .between(stage.viewer(0), days.front().day, days.front().day)
                                .front();
        const core::Uuid chosen = memory.id.value;
        for (const auto& node : stage.tree().nodes())
            if (node.overlay && node.role == Role::button && node.rect.height() > stage.u(50)) {
                stage.click_node(node);
                break;
            }
        stage.settle();
        CHECK(stage.look("Without the photo"));
        stage.click(Role::field, "Your words");
        stage.type("Look at us.");
        stage.click("Give");
        stage.settle();
        const auto list =
            stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::between_us, 9);
        const auto note = std::find_if(list.begin(), list.end(), [](const auto& t) { return t.text == "Look at us."; });
        REQUIRE(note != list.end());
        REQUIRE(note->memory);
        CHECK(note->memory->value == chosen);
        CHECK(stage.look("Without the photo") == nullptr);
    }
}

TEST_CASE("a photo of another year asks what was done that day, and goes along", "[app][thanks]") {
    Stage stage({desktop, core::demo::Request{2, 1, 30}, {}, "thanks", {}});
    stage.settle();
    const auto memory =
        stage.household().get<core::MemoryStore>().to_look_back_on(stage.viewer(0), stage.household().today());
    REQUIRE(memory);
    const std::string question = "This week, two years ago, this photo. What did Jonas do for you that day?";
    stage.click(Role::button, question);
    stage.settle();
    CHECK(stage.look(Role::text, question));
    stage.click(Role::field, "Your words");
    stage.type("You drove all the way.");
    stage.click("Give");
    stage.settle();
    const auto list =
        stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::between_us, 9);
    const auto note =
        std::find_if(list.begin(), list.end(), [](const auto& t) { return t.text == "You drove all the way."; });
    REQUIRE(note != list.end());
    CHECK(note->memory == memory->id);
}

TEST_CASE("the same prompt stays all day, and another one comes when it is asked for, of one kind too",
          "[app][thanks]") {
    Stage stage(said(0));
    stage.settle();
    const auto prompt = [&] {
        return stage.household().get<core::PromptStore>().shown(stage.viewer(0), core::ThanksTo::person)->prompt->id;
    };
    const auto first = prompt();
    stage.restart("thanks");
    stage.settle();
    CHECK(prompt() == first);
    stage.click("Another prompt");
    stage.settle();
    const auto second = prompt();
    CHECK(second != first);
    stage.click("Any kind");
    stage.settle();
    stage.click("Hard days");
    stage.settle();
    CHECK(stage.household().get<core::PromptStore>().shown(stage.viewer(0), core::ThanksTo::person)->prompt->kind ==
          core::PromptKind::hard_days);
    stage.click("Both of us");
    stage.settle();
    CHECK(stage.household().get<core::PromptStore>().shown(stage.viewer(0), core::ThanksTo::us));
    stage.clock.advance_ms(86'400'000);
    stage.frame(2);
    stage.settle();
    CHECK_FALSE(stage.household().can_undo(stage.viewer(0)));
    // Nothing of a name is left open on the screen.
    CHECK_FALSE(stage.holds("{name}"));
}

TEST_CASE("whom words are to is kept with them", "[app][thanks]") {
    Stage stage(said(0));
    stage.settle();
    stage.click("Both of us");
    stage.click(Role::field, "Your words");
    stage.type("For this evening.");
    stage.wait(1.2);
    stage.settle();
    stage.restart("thanks");
    stage.settle();
    CHECK(stage.value("Your words") == "For this evening.");
    CHECK(stage.node(Role::button, "Both of us").on);
    stage.click("Give");
    stage.settle();
    const auto list =
        stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::between_us, 9);
    REQUIRE(list.size() == 1);
    CHECK(list[0].to == core::ThanksTo::us);
    stage.restart("thanks");
    stage.settle();
    CHECK_FALSE(stage.node(Role::button, "Both of us").on);
}

TEST_CASE("a chip that is held, right-clicked or asked for its menu puts its sentence into the field", "[app][today]") {
    for (const int way : {0, 1, 2}) {
        Stage stage(said(0, desktop, "today"));
        stage.settle();
        if (way == 0) stage.long_press("for making coffee");
        if (way == 1) stage.right_click("for making coffee");
        if (way == 2) {
            for (int i = 0; i < 60 && !stage.node(Role::button, "for making coffee").focused; ++i)
                stage.key(ImGuiKey_Tab);
            stage.key(ImGuiKey_Menu);
        }
        stage.settle();
        CHECK(stage.value("Thanks in your own words") == "Thank you for making coffee.");
        CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 9).empty());
    }
}

TEST_CASE("a ritual that was kept today is on a chip", "[app][today]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     core::RitualWords words;
                     words.title = "Evening walk";
                     words.symbol = "walk";
                     words.colour = "sage";
                     words.rule = "FREQ=DAILY";
                     words.starts_on = monday - 7;
                     done(h, core::AddRitual{std::nullopt, words});
                     h.forget_undo();
                 },
                 "today",
                 {}});
    stage.settle();
    CHECK(stage.look("for the evening walk") == nullptr);
    stage.click(Role::toggle, "Evening walk");
    stage.settle();
    stage.click("for the evening walk");
    stage.settle();
    const auto list = stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 9);
    REQUIRE(list.size() == 1);
    CHECK(list[0].text == "Thank you for the evening walk.");
}

TEST_CASE("the chips know the time of day and the season, and say nothing of the weather where they cannot know it",
          "[app][today]") {
    using namespace app;
    CHECK(season_of(core::FixedClock({0, 60}), monday) == Season::unknown);
    struct Zone final : core::Clock {
        bool southern = false;
        core::Instant now() const override { return {}; }
        core::ObservedTime observed() const override { return {}; }
        core::Instant at(core::Day day, int) const override {
            return {0, (core::month_of(day) >= 4 && core::month_of(day) < 10) != southern ? 120 : 60};
        }
    } zone;
    const auto in_month = [&](int month) {
        return season_of(zone, core::day_from(std::chrono::year_month_day(
                                   std::chrono::year(2026), std::chrono::month(static_cast<unsigned>(month)),
                                   std::chrono::day(10))));
    };
    CHECK((in_month(1) == Season::winter && in_month(4) == Season::spring && in_month(7) == Season::summer &&
           in_month(11) == Season::autumn && in_month(12) == Season::winter));
    zone.southern = true;
    CHECK((in_month(1) == Season::summer && in_month(4) == Season::autumn && in_month(7) == Season::winter &&
           in_month(11) == Season::spring));
    std::set<std::string> sentences;
    for (const auto to : {core::ThanksTo::person, core::ThanksTo::us, core::ThanksTo::life}) {
        for (int day = 0; day < 366; ++day)
            for (const int minute : {0, 8 * 60, 12 * 60, 18 * 60, 23 * 60})
                for (const auto season :
                     {Season::unknown, Season::spring, Season::summer, Season::autumn, Season::winter})
                    for (const auto& chip : seasonal_chips(to, season, monday + day, minute)) {
                        const std::string sentence = chip.sentence;
                        REQUIRE(sentence.back() == '.');
                        REQUIRE(std::string(chip.label).rfind("for ", 0) == 0);
                        sentences.insert(sentence);
                    }
        CHECK(lasting_chips(to).size() >= 6);
    }
    CHECK(sentences.size() >= 45);
    CHECK(chip_for_ritual("Evening walk").label == "for the evening walk");
    CHECK(chip_for_ritual("TV").label == "for the TV");
}
