#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_commands.hpp"
#include "tests/core/device.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::answers_of;
using tests::at;
using tests::day;
using tests::House;
using tests::photo;
using tests::weekly;

namespace {

// One of everything, so that taking one thing back has others to harm.
struct FullHouse : House {
    CheckInId check_in;
    ThanksId thanks;
    RitualId ritual;
    MemoryId memory;

    FullHouse() {
        check_in = made<CheckInId>(CheckInNow{ada, 2, {"low"}, "a long day", Audience::household});
        thanks = made<ThanksId>(GiveThanks{ada, ben, "the coffee", Audience::household});
        done(GiveHeart{ben, thanks});
        done(GiveHeart{cleo, thanks});
        ritual = made<RitualId>(AddRitual{ada, weekly("Tea", today() - 14)});
        done(MarkOccurrence{ada, ritual, today() - 7, Outcome::kept});
        memory = made<MemoryId>(
            AddPhoto{ada, photo(1, TakenAt{day("2024-07-21"), at(18), 0, 120}), "lake", Audience::household});
        household.forget_undo();
    }
};

}  // namespace

TEST_CASE("a person added, changed or removed comes back as before", "[core][household]") {
    FullHouse house;
    house.comes_back(AddPerson{"Dora", "", "fox", {}}, Viewer::room());
    house.comes_back(EditPerson{house.ada, "Adele", "slate", "cap", photo(9).hash}, Viewer::room());
    house.done(EditPerson{house.ada, "Adele", "slate", "cap", photo(9).hash});
    house.comes_back(EditPerson{house.ada, "Ada", "slate", "cap", std::nullopt}, Viewer::room());
    const auto dora = house.made<PersonId>(AddPerson{"Dora", "", "fox", {}});
    house.comes_back(LetSee{house.ada, dora}, Viewer::of(house.ada));
    house.comes_back(RemovePerson{dora}, Viewer::room());
}

TEST_CASE("a check-in made, changed or removed comes back as before", "[core][household]") {
    FullHouse house;
    house.comes_back(CheckInNow{house.ben, 5, {"glad"}, "", Audience::room}, Viewer::of(house.ben));
    house.comes_back(EditCheckIn{house.ada, house.check_in, 4, {"better"}, "slept", Audience::only_me},
                     Viewer::of(house.ada));
    house.comes_back(RemoveCheckIn{house.ada, house.check_in}, Viewer::of(house.ada));
}

TEST_CASE("closeness noted, changed, shared or removed comes back as before", "[core][household][closeness]") {
    FullHouse house;
    const auto felt = house.made<ClosenessId>(NoteCloseness{house.ada, 3, Audience::household});
    house.comes_back(NoteCloseness{house.ada, 5, Audience::room}, Viewer::of(house.ada));
    house.comes_back(EditCloseness{house.ada, felt, 6, Audience::only_me}, Viewer::of(house.ada));
    house.comes_back(SetAudience{house.ada, {ItemKind::closeness, felt.value}, Audience::only_me},
                     Viewer::of(house.ada));
    house.comes_back(RemoveItem{house.ada, {ItemKind::closeness, felt.value}}, Viewer::of(house.ada));
    house.comes_back(AskForCloseness{house.ada, true}, Viewer::of(house.ada));
}

TEST_CASE("thanks given, changed or removed come back as before", "[core][household]") {
    FullHouse house;
    house.comes_back(GiveThanks{house.ben, std::nullopt, "the snow", Audience::room}, Viewer::of(house.ben));
    house.comes_back(EditThanks{house.ada, house.thanks, "the good coffee", Audience::room}, Viewer::of(house.ada));
    house.done(EditThanks{house.ada, house.thanks, "the strong coffee", Audience::household});
    house.comes_back(EditThanks{house.ada, house.thanks, "the coffee", Audience::only_me}, Viewer::of(house.ada));
    house.comes_back(RemoveThanks{house.ada, house.thanks}, Viewer::of(house.ada));
}

TEST_CASE("a heart given or taken back comes back in its place", "[core][household]") {
    FullHouse house;
    house.comes_back(TakeBackHeart{house.ben, house.thanks}, Viewer::of(house.ben));
    house.comes_back(TakeBackHeart{house.cleo, house.thanks}, Viewer::of(house.cleo));
    house.done(TakeBackHeart{house.ben, house.thanks});
    house.comes_back(GiveHeart{house.ben, house.thanks}, Viewer::of(house.ben));
}

TEST_CASE("taking back a heart that changed nothing changes nothing", "[core][household]") {
    FullHouse house;
    const auto before = answers_of(house.household);
    house.done(GiveHeart{house.ben, house.thanks});
    REQUIRE(house.household.undo(Viewer::of(house.ben)));
    CHECK(answers_of(house.household) == before);
}

TEST_CASE("a ritual made, changed, paused, resumed or removed comes back as before", "[core][household]") {
    FullHouse house;
    const auto by = Viewer::of(house.ben);
    house.comes_back(AddRitual{house.ben, weekly("Walk", house.today())}, by);
    auto words = weekly("Cocoa", house.today() + 1);
    words.note = "with cream";
    words.colour = "teal";
    words.symbol = "cup";
    words.starts_at = at(16);
    house.comes_back(EditRitual{house.ben, house.ritual, words}, by);
    words.audience = Audience::room;
    house.comes_back(EditRitual{house.ada, house.ritual, words}, Viewer::of(house.ada));
    house.comes_back(PauseRitual{house.ben, house.ritual}, by);
    house.done(PauseRitual{house.ada, house.ritual});
    house.comes_back(ResumeRitual{house.ben, house.ritual}, by);
    house.set_time("2026-12-03", at(9));
    house.comes_back(ResumeRitual{house.ben, house.ritual}, by);
    house.comes_back(RemoveRitual{house.ben, house.ritual}, by);
}

TEST_CASE("a date marked, marked otherwise or opened comes back as before", "[core][household]") {
    FullHouse house;
    const auto by = Viewer::of(house.ben);
    house.comes_back(MarkOccurrence{house.ben, house.ritual, house.today(), Outcome::kept}, by);
    house.comes_back(MarkOccurrence{house.ben, house.ritual, house.today(), Outcome::skipped}, by);
    house.comes_back(MarkOccurrence{house.ben, house.ritual, house.today() - 7, Outcome::skipped}, by);
    house.comes_back(MarkOccurrence{house.ben, house.ritual, house.today() - 7, Outcome::open}, by);
}

TEST_CASE("a photo hung up, changed or taken down comes back as before", "[core][household]") {
    FullHouse house;
    house.comes_back(AddPhoto{house.ben, photo(2), "hill", Audience::room}, Viewer::of(house.ben));
    house.comes_back(EditMemory{house.ada, house.memory, "the lake", day("2023-07-21"), Audience::only_me},
                     Viewer::of(house.ada));
    house.comes_back(RemoveMemory{house.ada, house.memory}, Viewer::of(house.ada));
    house.comes_back(AddPhoto{std::nullopt, photo(3), "", Audience::household}, Viewer::room());
}

TEST_CASE("the day's start comes back as before", "[core][household]") {
    FullHouse house;
    house.set_time("2026-11-24", at(5));
    house.comes_back(SetDayStart{7}, Viewer::room());
    house.done(SetDayStart{2});
    house.comes_back(SetDayStart{12}, Viewer::room());
}

TEST_CASE("several commands done as one come back as one", "[core][household]") {
    FullHouse house;
    const auto before = answers_of(house.household);
    const std::vector<Command> commands{
        SetDayStart{6},
        CheckInNow{house.ada, 5, {}, "", Audience::room},
        EditThanks{house.ada, house.thanks, "one", Audience::room},
        EditThanks{house.ada, house.thanks, "two", Audience::only_me},
        RemoveMemory{house.ada, house.memory},
        AddPhoto{house.ada, photo(1), "again", Audience::household},
    };
    const auto revision = house.household.revision();
    REQUIRE(house.household.apply(commands));
    CHECK(house.household.revision() == revision + 1);
    REQUIRE(house.household.undo(Viewer::of(house.ada)));
    CHECK(answers_of(house.household) == before);
    CHECK_FALSE(house.household.can_undo(Viewer::of(house.ada)));
}

TEST_CASE("undo goes back step by step, the newest first", "[core][household]") {
    House house;
    const auto me = Viewer::of(house.ada);
    house.done(
        RemoveThanks{house.ada, house.made<ThanksId>(GiveThanks{house.ada, house.ben, "none", Audience::household})});
    house.household.forget_undo();
    std::vector<std::vector<std::string>> states{answers_of(house.household)};
    const auto id = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "one", Audience::household});
    states.push_back(answers_of(house.household));
    house.done(EditThanks{house.ada, id, "two", Audience::room});
    states.push_back(answers_of(house.household));
    house.done(RemoveThanks{house.ada, id});
    for (int i = 2; i >= 0; --i) {
        REQUIRE(house.household.undo(me));
        CHECK(answers_of(house.household) == states[static_cast<std::size_t>(i)]);
    }
    CHECK_FALSE(house.household.can_undo(me));
    const auto none = house.household.undo(me);
    REQUIRE_FALSE(none);
    CHECK(none.refusal() == Refusal::nothing_to_undo);
}

TEST_CASE("what somebody did before another is not undone past the other", "[core][household]") {
    House house;
    house.done(CheckInNow{house.ada, 4, {}, "", Audience::household});
    house.done(CheckInNow{house.ben, 2, {}, "", Audience::household});
    CHECK_FALSE(house.household.can_undo(Viewer::of(house.ada)));
    REQUIRE_FALSE(house.household.undo(Viewer::of(house.ada)));
    REQUIRE(house.household.undo(Viewer::of(house.ben)));
    CHECK(house.household.can_undo(Viewer::of(house.ada)));
}

TEST_CASE("an undo does not overwrite what another program wrote since", "[core][household]") {
    FullHouse house;
    Household other(house.folder(), house.clock, house.random, tests::device());
    const auto me = Viewer::of(house.ada);
    for (const bool noticed : {false, true}) {
        house.done(EditThanks{house.ada, house.thanks, "mine", Audience::household});
        REQUIRE(other.apply(EditThanks{house.ada, house.thanks, "theirs", Audience::household}));
        if (noticed) {
            REQUIRE(house.household.notice_others());
            CHECK_FALSE(house.household.can_undo(me));
        }
        const auto refusal = house.household.undo(me);
        REQUIRE_FALSE(refusal);
        CHECK(refusal.refusal() == Refusal::nothing_to_undo);
        CHECK_FALSE(house.household.can_undo(me));
        CHECK(house.household.get<ThanksStore>().find(me, house.thanks)->text == "theirs");
        house.household.notice_others();
    }
    // What is done after the look can be undone again.
    house.comes_back(EditThanks{house.ada, house.thanks, "mine again", Audience::household}, me);
}

TEST_CASE("what no tap stands behind is not undone, and hides nothing that is", "[core][household]") {
    FullHouse house;
    const auto me = Viewer::of(house.ada);
    const auto before = answers_of(house.household);
    const auto arrived =
        house.household.apply(AddPhoto{house.ada, photo(2), "", Audience::household}, Household::Recorded::no);
    REQUIRE(arrived);
    CHECK(answers_of(house.household) != before);
    CHECK_FALSE(house.household.can_undo(me));
    house.done(CheckInNow{house.ada, 4, {}, "", Audience::household});
    REQUIRE(house.household.apply(std::vector<Command>{AddPhoto{house.ada, photo(3), "", Audience::household}},
                                  Household::Recorded::no));
    REQUIRE(house.household.undo(me));
    CHECK(house.household.get<CheckInStore>().between(me, house.today(), house.today()).size() == 1);
    CHECK(house.household.get<MemoryStore>().has_photo(me, photo(3).hash));
    CHECK_FALSE(house.household.can_undo(me));
}

TEST_CASE("what was forgotten cannot be undone", "[core][household]") {
    House house;
    house.done(CheckInNow{house.ada, 4, {}, "", Audience::household});
    const auto answers = answers_of(house.household);
    house.household.forget_undo();
    CHECK_FALSE(house.household.can_undo(Viewer::of(house.ada)));
    const auto none = house.household.undo(Viewer::of(house.ada));
    REQUIRE_FALSE(none);
    CHECK(none.refusal() == Refusal::nothing_to_undo);
    CHECK(answers_of(house.household) == answers);
    // What is done afterwards can be.
    house.done(CheckInNow{house.ada, 5, {}, "", Audience::household});
    CHECK(house.household.can_undo(Viewer::of(house.ada)));
}

TEST_CASE("the last fifty commands can be undone and no more", "[core][household]") {
    House house;
    const auto me = Viewer::of(house.ada);
    for (int i = 0; i < 53; ++i) house.done(CheckInNow{house.ada, 1 + i % 5, {}, "", Audience::household});
    int undone = 0;
    while (house.household.can_undo(me)) {
        REQUIRE(house.household.undo(me));
        ++undone;
    }
    CHECK(undone == 50);
    CHECK(house.household.get<CheckInStore>().between(me, house.today(), house.today()).size() == 3);
}

TEST_CASE("a household opened anew has nothing to undo", "[core][household]") {
    House house;
    house.done(CheckInNow{house.ada, 4, {}, "", Audience::household});
    const Household again(house.folder(), house.clock, house.random, tests::device());
    CHECK_FALSE(again.can_undo(Viewer::of(house.ada)));
}

TEST_CASE("what was taken back is done again, the last first, until something else is done", "[core][household]") {
    FullHouse house;
    const auto me = Viewer::of(house.ada);
    std::vector<std::vector<std::string>> states{answers_of(house.household)};
    for (const auto* text : {"one", "two", "three"}) {
        house.done(EditThanks{house.ada, house.thanks, text, Audience::household});
        states.push_back(answers_of(house.household));
    }
    for (int n = 0; n < 2; ++n) REQUIRE(house.household.undo(me));
    CHECK_FALSE(house.household.can_redo(Viewer::of(house.ben)));
    CHECK(house.household.redo(Viewer::of(house.ben)).refusal() == Refusal::nothing_to_undo);
    REQUIRE(house.household.redo(me));
    CHECK(answers_of(house.household) == states[2]);
    REQUIRE(house.household.redo(me));
    CHECK(answers_of(house.household) == states[3]);
    CHECK_FALSE(house.household.can_redo(me));

    REQUIRE(house.household.undo(me));
    house.done(CheckInNow{house.ada, 4, {}, "", Audience::household});
    CHECK_FALSE(house.household.can_redo(me));
    REQUIRE(house.household.undo(me));
    house.household.forget_undo();
    CHECK_FALSE(house.household.can_redo(me));
}

TEST_CASE("a key that was made for the first private words outlives taking them back", "[core][household]") {
    House house;
    const auto me = Viewer::of(house.ada);
    house.done(CheckInNow{house.ada, 4, {}, "mine", Audience::only_me});
    REQUIRE(house.household.undo(me));
    REQUIRE(house.household.redo(me));
    const auto found = house.household.get<CheckInStore>().between(me, house.today(), house.today());
    REQUIRE(found.size() == 1);
    CHECK(found.front().note == "mine");
}
