#include <algorithm>
#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/vault/recovery_phrase.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/files.hpp"
#include "tests/core/pins.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

void tap(Stage& stage, const std::string& digits) {
    for (const char digit : digits) stage.click(Role::button, std::string(1, digit));
}

// A PIN by the pad, as its owner would: chosen, then typed once more. Ends where the words are shown.
void set_pin(Stage& stage, const std::string& pin) {
    stage.click(Role::choice, "Settings");
    stage.settle();
    stage.click("Set a PIN");
    stage.settle();
    tap(stage, pin);
    stage.click("Done");
    stage.settle();
    tap(stage, pin);
    stage.click("Done");
    stage.settle();
}

// The words as they stand on the sheet, and the three that are asked for typed in.
std::string write_down(Stage& stage) {
    std::string phrase;
    for (const auto* node : stage.all(Role::text)) {
        if (!node->overlay) continue;
        for (const auto word : core::recovery_words)
            if (node->name == word) phrase += (phrase.empty() ? "" : " ") + node->name;
    }
    return phrase;
}

std::string word_at(const std::string& phrase, int number) {
    std::size_t from = 0;
    for (int i = 1; i < number; ++i) from = phrase.find(' ', from) + 1;
    return phrase.substr(from, phrase.find(' ', from) - from);
}

void shut(Stage& stage) {
    stage.click(Role::choice, "Settings");
    stage.settle();
    stage.click("Lock now");
    stage.settle();
}

// Mara at her own Today, with a PIN of 2468 and her vault shut.
Setup with_pin() {
    Setup setup;
    setup.screen = "today";
    setup.before = two_people;
    return setup;
}

}  // namespace

TEST_CASE("a PIN is set, checked, and keeps what is only one's own", "[app][vault]") {
    Stage stage(with_pin());
    stage.settle();
    set_pin(stage, "2468");
    CHECK(stage.household().vault().has_pin(*stage.viewer(0).person));
    CHECK(stage.shows("Twelve words"));
    const auto phrase = write_down(stage);
    REQUIRE(std::count(phrase.begin(), phrase.end(), ' ') == 11);

    stage.click("I wrote them down");
    stage.settle();
    CHECK(stage.all(Role::text, word_at(phrase, 2)).empty());  // by itself; a short one may be part of another word
    for (const int number : {2, 7, 11}) {
        stage.click(Role::field, "The word");
        stage.type(word_at(phrase, number));
        stage.click("Next");
        stage.settle();
    }
    CHECK(stage.shows("Your twelve words now unlock your private entries."));
    CHECK(stage.household().vault().state(*stage.viewer(0).person).phrase);

    shut(stage);
    CHECK_FALSE(stage.household().vault().is_open(*stage.viewer(0).person));
    stage.click("Unlock");
    stage.settle();
    tap(stage, "1357");
    stage.click("Done");
    stage.settle();
    CHECK(stage.shows("That’s not the PIN."));
    CHECK_FALSE(stage.household().vault().is_open(*stage.viewer(0).person));
    tap(stage, "2468");
    stage.click("Done");
    stage.settle();
    CHECK(stage.household().vault().is_open(*stage.viewer(0).person));
}

TEST_CASE("forgotten, the words open it and another PIN is set", "[app][vault]") {
    Stage stage(with_pin());
    stage.settle();
    set_pin(stage, "2468");
    const auto phrase = write_down(stage);
    stage.click("I wrote them down");
    stage.settle();
    for (const int number : {2, 7, 11}) {
        stage.click(Role::field, "The word");
        stage.type(word_at(phrase, number));
        stage.click("Next");
        stage.settle();
    }
    shut(stage);
    stage.click("Unlock");
    stage.settle();
    stage.click("Forgot your PIN?");
    stage.settle();
    stage.click(Role::field, "The twelve words");
    stage.type("abandon abandon abandon");
    stage.click(Role::button, "Unlock");
    stage.settle();
    CHECK(stage.shows("Those aren’t the twelve words."));
    stage.click(Role::field, "The twelve words");
    stage.type(phrase);
    stage.click(Role::button, "Unlock");
    stage.settle();
    CHECK(stage.shows("Choose a PIN"));
    tap(stage, "8642");
    stage.click("Done");
    stage.settle();
    tap(stage, "8642");
    stage.click("Done");
    stage.settle();
    shut(stage);
    stage.click("Unlock");
    stage.settle();
    tap(stage, "8642");
    stage.click("Done");
    stage.settle();
    CHECK(stage.household().vault().is_open(*stage.viewer(0).person));
}

TEST_CASE("two that differ are no PIN, and neither is one of three digits", "[app][vault]") {
    Stage stage(with_pin());
    stage.settle();
    stage.click(Role::choice, "Settings");
    stage.settle();
    stage.click("Set a PIN");
    stage.settle();
    tap(stage, "246");
    stage.click("Done");
    stage.settle();
    CHECK(stage.shows("Choose a PIN"));
    tap(stage, "8");
    stage.click("Done");
    stage.settle();
    CHECK(stage.shows("Type it again"));
    tap(stage, "2469");
    stage.click("Done");
    stage.settle();
    CHECK(stage.shows("Those don’t match."));
    CHECK_FALSE(stage.household().vault().has_pin(*stage.viewer(0).person));
}

TEST_CASE("with the vault shut a mood is still one tap, and its word too; nobody reads it afterwards", "[app][vault]") {
    Stage stage(with_pin());
    stage.settle();
    set_pin(stage, "2468");
    stage.key(ImGuiKey_Escape);
    stage.settle();
    shut(stage);
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click("Low");
    stage.settle();
    CHECK(stage.shows("Written down for you alone"));
    stage.click("tired");
    stage.settle();
    CHECK(stage.node("tired").on);
    CHECK_FALSE(stage.look("Choose a PIN"));
    const auto seen = [&] {
        return stage.household().get<core::CheckInStore>().between(stage.viewer(0), monday, monday);
    };
    CHECK(seen().size() == 1);
    CHECK(tests::bytes_below(stage.folder()).find("tired") == std::string::npos);

    // Another face, and back: it is gone from the screen until the PIN opens it.
    stage.click(Role::choice, "Jonas");
    stage.settle();
    stage.click(Role::choice, "Mara");
    stage.settle();
    CHECK_FALSE(stage.look("tired"));
    CHECK(seen().empty());
    stage.click("Unlock");
    stage.settle();
    tap(stage, "2468");
    stage.click("Done");
    stage.settle();
    CHECK(stage.node("tired").on);
    const auto mine = seen();
    REQUIRE(mine.size() == 1);
    CHECK(mine[0].feeling == std::vector<std::string>{"tired"});
}

TEST_CASE("the wait after wrong PINs is the same on the screen, whichever way the clock is set",
          "[app][vault][clock]") {
    Stage stage(with_pin());
    stage.settle();
    set_pin(stage, "2468");
    stage.key(ImGuiKey_Escape);
    stage.settle();
    shut(stage);
    stage.click("Unlock");
    stage.settle();
    for (int n = 0; n < 3; ++n) {
        tap(stage, "1357");
        stage.click("Done");
        stage.settle();
    }
    CHECK(stage.shows("You can try again in a few seconds."));
    CHECK_FALSE(stage.shows("Try again."));  // one of the two
    tap(stage, "2468");                      // the keys are there and take nothing
    CHECK(stage.tree().find(Role::progress, "PIN")->value.empty());
    stage.key(ImGuiKey_2);
    CHECK(stage.tree().find(Role::progress, "PIN")->value.empty());
    const auto right = stage.clock.now();
    for (const std::int64_t days : {400, -400}) {
        stage.clock.set_wall({right.utc_ms + days * 86'400'000, right.offset_minutes});
        stage.settle();
        CHECK(stage.shows("You can try again in a few seconds."));
        stage.clock.pretend(right);
        stage.settle();
        CHECK(stage.shows("You can try again in a few seconds."));
    }
    stage.clock.observe_ms(5'000);
    stage.settle();
    tap(stage, "2468");
    stage.click("Done");
    stage.settle();
    CHECK(stage.household().vault().is_open(*stage.viewer(0).person));
}

TEST_CASE("a vault shuts when nobody has touched anything for five minutes, and when the machine slept",
          "[app][vault]") {
    Stage stage(with_pin());
    stage.settle();
    set_pin(stage, "2468");
    stage.key(ImGuiKey_Escape);
    stage.settle();
    REQUIRE(stage.household().vault().is_open(*stage.viewer(0).person));
    stage.wait(200);
    stage.move({500, 500});
    stage.move({510, 500});
    stage.wait(200);
    CHECK(stage.household().vault().is_open(*stage.viewer(0).person));
    stage.wait(150);
    CHECK_FALSE(stage.household().vault().is_open(*stage.viewer(0).person));

    stage.click("Unlock");
    stage.settle();
    tap(stage, "2468");
    stage.click("Done");
    stage.settle();
    REQUIRE(stage.household().vault().is_open(*stage.viewer(0).person));
    stage.app().slept();
    CHECK_FALSE(stage.household().vault().is_open(*stage.viewer(0).person));
}

TEST_CASE("Esc twice hides everything at once; a tap comes back to the room", "[app][vault]") {
    Stage stage(with_pin());
    stage.settle();
    stage.click("Good");
    stage.settle();
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.shows("18:42"));
    for (const auto* name : {"Mara", "Jonas", "Good", "Today", "Settings", "Inglenook"}) CHECK_FALSE(stage.holds(name));
    CHECK(stage.services.window_title == "Clock");
    stage.click("Back");
    stage.settle();
    CHECK(stage.shows("Who is here?"));
    CHECK(stage.services.window_title == "Inglenook");
}

TEST_CASE("a long press on the household's picture hides everything, too", "[app][vault]") {
    Stage stage(with_pin());
    stage.settle();
    stage.long_press("Settings");
    stage.settle();
    CHECK(stage.services.window_title == "Clock");
    CHECK_FALSE(stage.holds("Mara"));
}

TEST_CASE("seeing it as somebody else shows what is shared, changes nothing, and goes back", "[app][vault]") {
    Setup setup = with_pin();
    setup.before = [](core::Household& household) {
        two_people(household);
        const auto people = household.get<core::PersonStore>().all();
        done(household, core::CheckInNow{people[0].id, 2, {"hidden word"}, "", Audience::only_me});
        done(household, core::GiveThanks{people[0].id, people[1].id, "For the soup.", Audience::household});
        core::RitualWords walk;
        walk.title = "Evening walk";
        walk.rule = "FREQ=DAILY";
        walk.starts_on = monday;
        done(household, core::AddRitual{people[0].id, walk});
        done(household, core::GiveThanks{people[1].id, people[0].id, "Only Jon knows this.", Audience::only_me});
    };
    Stage stage(setup);
    stage.settle();
    const auto revision = stage.household().revision();
    stage.click(Role::choice, "Settings");
    stage.settle();
    stage.click(Role::button, "Jonas");
    stage.settle();
    CHECK(stage.shows("As Jonas sees it"));
    stage.click(Role::toggle, "Evening walk");
    stage.settle();
    CHECK(stage.shows("You are only looking."));
    CHECK_FALSE(stage.node(Role::toggle, "Evening walk").on);
    CHECK(stage.holds("A note from Mara"));
    stage.click(Role::choice, "Thanks");
    stage.settle();
    CHECK(stage.holds("For the soup."));
    CHECK_FALSE(stage.holds("Only Jon knows this."));
    CHECK_FALSE(stage.holds("hidden word"));
    CHECK(stage.look(Role::field, "Your words") == nullptr);
    CHECK(stage.household().revision() == revision);
    stage.click("Back to mine");
    stage.settle();
    CHECK_FALSE(stage.holds("As Jonas sees it"));
    stage.click(Role::choice, "Today");
    stage.settle();
    CHECK(stage.holds("hidden word"));
}

TEST_CASE("half-typed words survive a killed program, and are sealed", "[app][drafts]") {
    Stage stage(with_pin());
    stage.settle();
    stage.click(Role::field, "Thanks in your own words");
    stage.type("A half-typed marmalade");
    stage.wait(1.2);
    stage.settle();
    // As the next program finds it, without this one having ended.
    CHECK(tests::bytes_below(stage.folder()).find("marmalade") == std::string::npos);
    CHECK(stage.household().draft(*stage.viewer(0).person, "today.thanks") == "A half-typed marmalade");
    stage.restart("today");
    stage.settle();
    CHECK(stage.value("Thanks in your own words") == "A half-typed marmalade");
    stage.click("Give");
    stage.settle();
    stage.wait(1.2);
    CHECK_FALSE(stage.household().draft(*stage.viewer(0).person, "today.thanks"));
}

TEST_CASE("what one usually shares is what a new thing begins with", "[app][vault]") {
    Stage stage(with_pin());
    stage.settle();
    done(stage.household(),
         core::SetDefaultAudience{*stage.viewer(0).person, core::ItemKind::check_in, Audience::household});
    stage.click("Lovely");
    stage.settle();
    const auto mine = stage.household().get<core::CheckInStore>().between(stage.viewer(1), monday, monday);
    REQUIRE(mine.size() == 1);
    CHECK(mine[0].audience == Audience::household);
}

TEST_CASE("keys that were put back are told to their owner alone, once unlocked and until they close it",
          "[app][vault]") {
    Setup setup = with_pin();
    std::string phrase;
    setup.before = [&](core::Household& household) {
        two_people(household);
        const auto mara = household.get<core::PersonStore>().all().front().id;
        done(household, core::CheckInNow{mara, 4, {}, "only for my eyes", Audience::only_me});
        tests::set_pin(household, mara, "2468");
        household.lock();
        core::db::Connection file(household.folder() / "household.db");
        file.exec("DELETE FROM vault_wrap");
        file.exec("DELETE FROM vault_key");
    };
    Stage stage(setup);
    stage.restart();
    stage.settle();
    const char* told = "part of the key to your private entries was missing or changed, and this device put it back.";
    CHECK_FALSE(stage.shows(told));
    stage.click(Role::choice, "Mara");
    stage.settle();
    CHECK_FALSE(stage.shows(told));  // it is anybody who tapped her face
    stage.click(Role::choice, "Settings");
    stage.settle();
    stage.click("Unlock");
    stage.settle();
    tap(stage, "2468");
    stage.click("Done");
    stage.settle();
    CHECK(stage.shows(told));
    // Neither once it is locked again, nor to anyone else.
    stage.click("Lock now");
    stage.settle();
    CHECK_FALSE(stage.shows(told));
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click(Role::choice, "Jonas");
    stage.settle();
    CHECK_FALSE(stage.shows(told));
    stage.click(Role::choice, "Mara");
    stage.settle();
    CHECK_FALSE(stage.shows(told));
    const auto unlock = [&] {
        stage.click(Role::choice, "Settings");
        stage.settle();
        stage.click("Unlock");
        stage.settle();
        tap(stage, "2468");
        stage.click("Done");
        stage.settle();
    };
    unlock();
    REQUIRE(stage.shows(told));
    stage.click("Close");
    stage.settle();
    CHECK_FALSE(stage.shows(told));
    stage.restart();
    stage.settle();
    stage.click(Role::choice, "Mara");
    stage.settle();
    unlock();
    CHECK_FALSE(stage.shows(told));
}

TEST_CASE("a key that nobody has says what to do, and sets no PIN before nothing", "[app][vault]") {
    Setup setup = with_pin();
    setup.screen = "settings";
    setup.before = [&](core::Household& household) {
        two_people(household);
        const auto mara = household.get<core::PersonStore>().all().front().id;
        // What an earlier device sealed.
        core::db::Connection file(household.folder() / "household.db");
        file.prepare(
                "INSERT INTO check_in (id, author, audience, day, felt_at, felt_offset, sealed) VALUES (randomblob(16), ?1, 'only_me', 20780, 1, 0, randomblob(99))")
            .run(mara);
    };
    Stage stage(setup);
    stage.settle();
    CHECK(stage.holds("The key to these private entries is missing"));
    CHECK_FALSE(stage.holds("Set a PIN"));
}

TEST_CASE("where a key is missing there is no keypad, but what to do", "[app][vault]") {
    Setup setup = with_pin();
    setup.before = [&](core::Household& household) {
        two_people(household);
        const auto mara = household.get<core::PersonStore>().all().front().id;
        core::db::Connection file(household.folder() / "household.db");
        file.prepare(
                "INSERT INTO check_in (id, author, audience, day, felt_at, felt_offset, sealed) VALUES (randomblob(16), ?1, 'only_me', 20780, 1, 0, randomblob(99))")
            .run(mara);
    };
    Stage stage(setup);
    stage.settle();
    stage.click("Unlock");
    stage.settle();
    CHECK(stage.shows("Your entries stay locked"));
    CHECK(stage.shows("The key to these private entries is missing"));
    CHECK_FALSE(stage.look(Role::button, "5"));
    CHECK_FALSE(stage.look(Role::button, "Done"));
    stage.key(ImGuiKey_2);
    stage.click(Role::button, "Restore a backup");
    stage.settle();
    CHECK(stage.all(Role::dialog, "Restore a backup").size() == 1);
    CHECK(stage.shows("Another folder, a stick or a drive"));
}
