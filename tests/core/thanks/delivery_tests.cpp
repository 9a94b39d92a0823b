#include <set>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/answers/answer.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/search/search_index.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_commands.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;

namespace {

// A household where Ada has written something to Ben on Monday that is to be given on Friday at eight.
struct Waiting : House {
    ThanksId note, ordinary;
    Instant friday;

    explicit Waiting(Audience audience = Audience::household, const Addressee* to = nullptr) {
        ordinary = made<ThanksId>(GiveThanks{ada, ben, "an ordinary walk"});
        friday = clock.at(day("2026-11-27"), at(8));
        GiveThanks later{ada, to ? *to : Addressee(ben), "a surprise party", audience};
        later.deliver_at = friday;
        note = made<ThanksId>(later);
    }
    std::vector<Viewer> others() const {
        return {Viewer::room(),           Viewer::of(ben),          Viewer::of(cleo),         Viewer::of(PersonId{}),
                Viewer::as_shown_to(ada), Viewer::as_shown_to(ben), Viewer::as_shown_to(cleo)};
    }
    // Every way in which a viewer could come upon it.
    int seen_by(const Viewer& viewer) const {
        const auto& h = household;
        const Day from = day("2026-01-01"), to = day("2027-12-31");
        int ways = h.get<ThanksStore>().find(viewer, note).has_value();
        for (const auto& t : h.get<ThanksStore>().between(viewer, from, to)) ways += t.id == note;
        for (const auto kind : {ThanksKind::all, ThanksKind::between_us, ThanksKind::to_life})
            for (const auto& t : h.get<ThanksStore>().newest(viewer, kind, 99)) ways += t.id == note;
        for (const auto& item : h.get<TrashStore>().all(viewer, clock.now())) ways += item.item.id == note.value;
        for (const auto& deleted : h.get<ThanksStore>().deleted(viewer, note)) ways += deleted.item.id == note;
        for (const auto& id : h.get<ThanksReadStore>().closed(viewer)) ways += id == note;
        for (const auto& id : h.get<ThanksReadStore>().next_in_jar(viewer)) ways += id == note;
        for (const auto month : h.get<ThanksReadStore>().months(viewer))
            for (const auto& id : h.get<ThanksReadStore>().in_month(viewer, month)) ways += id == note;
        for (const auto& item : h.get<SharedStore>().by(viewer, 99)) ways += item.item.id == note.value;
        SearchIndex index(h);
        while (index.step()) {
        }
        for (const auto& found : index.find(viewer, {"surprise", {}, {}, {}, {}}, 9))
            ways += found.item.id == note.value;
        return ways;
    }
};

}  // namespace

TEST_CASE(
    "thanks that wait are their author's alone, in every query, and everybody's they are for from their moment on",
    "[core][thanks]") {
    for (const auto audience : {Audience::household, Audience::room}) {
        Waiting house(audience);
        auto& h = house.household;
        for (const auto& viewer : house.others()) CHECK(house.seen_by(viewer) == 0);
        CHECK(house.seen_by(Viewer::of(house.ada)) > 0);
        const auto waiting = h.get<ThanksStore>().find(Viewer::of(house.ada), house.note);
        REQUIRE(waiting);
        CHECK(waiting->waits);
        CHECK(waiting->given_at == house.friday);
        CHECK(waiting->day == day("2026-11-27"));
        CHECK(h.get<SharedStore>().by(Viewer::of(house.ada), 99).size() == 1);  // not shown to anybody yet

        house.clock.set({house.friday.utc_ms - 1, house.friday.offset_minutes});
        CHECK_FALSE(h.notice_due());
        for (const auto& viewer : house.others()) CHECK(house.seen_by(viewer) == 0);
        house.clock.set(house.friday);
        // Asked without anybody having noticed anything: it is there.
        CHECK(h.get<ThanksStore>().find(Viewer::of(house.ben), house.note));
        const auto before = h.revision();
        CHECK(h.notice_due());
        CHECK(h.revision() > before);
        CHECK_FALSE(h.notice_due());
        CHECK(house.seen_by(Viewer::of(house.ben)) > 3);
        CHECK(house.seen_by(Viewer::of(house.cleo)) > 0);
        CHECK((house.seen_by(Viewer::room()) > 0) == (audience == Audience::room));
        CHECK(h.get<ThanksReadStore>().is_closed(Viewer::of(house.ben), house.note));
        CHECK_FALSE(h.get<ThanksStore>().find(Viewer::of(house.ada), house.note)->waits);
        CHECK(h.get<SharedStore>().by(Viewer::of(house.ada), 99).size() == 2);
    }
}

TEST_CASE("nobody but their author answers to or gives a heart for thanks that wait", "[core][thanks]") {
    Waiting house;
    CHECK(house.refused(GiveHeart{house.ben, house.note}) == Refusal::not_found);
    CHECK(house.refused(GiveAnswer{house.ben, {ItemKind::thanks, house.note.value}, AnswerKind::glad, ""}) ==
          Refusal::not_found);
    CHECK(house.refused(ReadThanks{house.ben, house.note, ReadEvent::opened}) == Refusal::not_found);
    CHECK(house.refused(DeliverThanks{house.ben, house.note, {}}) == Refusal::not_found);
    CHECK(house.refused(RemoveThanks{house.ben, house.note}) == Refusal::not_found);
    CHECK(house.household.get<ThanksStore>().frequent(house.ada, house.ben, day("2026-01-01"), 9).empty());
}

TEST_CASE("the search finds thanks that waited once their moment has come", "[core][thanks]") {
    Waiting house;
    SearchIndex index(house.household);
    while (index.step()) {
    }
    const auto found = [&](PersonId by) { return index.find(Viewer::of(by), {"surprise", {}, {}, {}, {}}, 9).size(); };
    CHECK(found(house.ada) == 1);
    CHECK(found(house.ben) == 0);
    house.clock.set(house.friday);
    CHECK(house.household.notice_due());
    while (index.step()) {
    }
    CHECK(found(house.ben) == 1);
}

TEST_CASE("a moment can be changed, given now, and taken back, and each of it comes back", "[core][thanks]") {
    Waiting house;
    auto& h = house.household;
    const auto ada = Viewer::of(house.ada), ben = Viewer::of(house.ben);
    const auto saturday = house.clock.at(day("2026-11-28"), at(9));
    house.comes_back(DeliverThanks{house.ada, house.note, saturday}, ada);
    house.done(DeliverThanks{house.ada, house.note, saturday});
    CHECK(h.get<ThanksStore>().find(ada, house.note)->given_at == saturday);
    CHECK(h.get<ThanksStore>().find(ada, house.note)->day == day("2026-11-28"));
    house.clock.set(house.friday);
    CHECK_FALSE(h.notice_due());
    CHECK_FALSE(h.get<ThanksStore>().find(ben, house.note));
    house.comes_back(DeliverThanks{house.ada, house.note, {}}, ada);
    house.done(DeliverThanks{house.ada, house.note, {}});
    CHECK(h.get<ThanksStore>().find(ben, house.note)->given_at == house.clock.now());
    CHECK(house.refused(DeliverThanks{house.ada, house.note, saturday}) == Refusal::already_given);
    CHECK(house.refused(DeliverThanks{house.ada, house.ordinary, saturday}) == Refusal::already_given);
}

TEST_CASE("what was taken back before its moment is never seen by anybody else, not in the trash and not afterwards",
          "[core][thanks]") {
    Waiting house;
    house.done(RemoveThanks{house.ada, house.note});
    house.clock.set({house.friday.utc_ms + 3'600'000, house.friday.offset_minutes});
    house.household.notice_due();
    for (const auto& viewer : house.others()) CHECK(house.seen_by(viewer) == 0);
    CHECK(house.seen_by(Viewer::of(house.ada)) > 0);  // in her trash
}

TEST_CASE("what comes out of the trash before its moment waits on for it", "[core][thanks]") {
    Waiting house;
    const auto ada = Viewer::of(house.ada), ben = Viewer::of(house.ben);
    house.done(RemoveThanks{house.ada, house.note});
    REQUIRE(house.household.get<TrashStore>().all(ada, house.clock.now()).size() == 1);
    CHECK(house.household.get<TrashStore>().all(ada, house.clock.now())[0].waits_until == house.friday);
    house.done(RestoreItem{house.ada, {ItemKind::thanks, house.note.value}});
    CHECK(house.household.get<ThanksStore>().find(ada, house.note)->waits);
    CHECK_FALSE(house.household.get<ThanksStore>().find(ben, house.note));
    house.clock.set(house.friday);
    house.household.notice_due();
    CHECK(house.household.get<ThanksStore>().find(ben, house.note));
}

TEST_CASE("what comes out of the trash after its moment is its author's alone, and theirs to give", "[core][thanks]") {
    const auto us = Addressee::us();
    for (const bool to_us : {false, true}) {
        Waiting house(Audience::household, to_us ? &us : nullptr);
        const auto& h = house.household;
        const auto ada = Viewer::of(house.ada), ben = Viewer::of(house.ben);
        house.done(RemoveThanks{house.ada, house.note});
        CHECK(h.get<TrashStore>().all(ada, house.clock.now())[0].to == (to_us ? ThanksTo::us : ThanksTo::person));
        house.clock.set({house.friday.utc_ms + 3'600'000, house.friday.offset_minutes});
        const RestoreItem back{house.ada, {ItemKind::thanks, house.note.value}};
        house.comes_back(back, ada);
        house.done(back);
        house.household.notice_due();
        for (const auto& viewer : house.others()) CHECK(house.seen_by(viewer) == 0);
        const auto kept = h.get<ThanksStore>().find(ada, house.note);
        REQUIRE(kept);
        CHECK(kept->audience == Audience::only_me);
        CHECK_FALSE(kept->waits);
        CHECK(kept->text == "a surprise party");
        CHECK(kept->to == (to_us ? ThanksTo::us : ThanksTo::person));
        for (const char* file : {"household.db", "household.db-wal"})  // sealed, as all that is for oneself
            CHECK(tests::bytes_in(house.folder() / file).find("a surprise party") == std::string::npos);
        house.done(EditThanks{house.ada, house.note, kept->text, Audience::household});
        CHECK(h.get<ThanksStore>().find(ben, house.note));
    }
}

TEST_CASE("taking a note back is undone after its moment without giving it", "[core][thanks]") {
    Waiting house;
    const auto ada = Viewer::of(house.ada);
    house.done(RemoveThanks{house.ada, house.note});
    house.clock.set({house.friday.utc_ms + 60'000, house.friday.offset_minutes});
    REQUIRE(house.household.undo(ada));
    for (const auto& viewer : house.others()) CHECK(house.seen_by(viewer) == 0);
    CHECK(house.household.get<ThanksStore>().find(ada, house.note)->audience == Audience::only_me);
}

TEST_CASE("what was given at its moment and deleted later lies in the trash as any other does", "[core][thanks]") {
    Waiting house;
    house.clock.set({house.friday.utc_ms + 1'000, house.friday.offset_minutes});
    house.done(RemoveThanks{house.ada, house.note});  // nobody had noticed that it was due
    CHECK(house.household.get<ThanksStore>().deleted(Viewer::of(house.ben), house.note).size() == 1);
}

TEST_CASE("a clock that jumps loses no thanks", "[core][thanks]") {
    Waiting house;
    auto& h = house.household;
    const auto ben = Viewer::of(house.ben);
    house.clock.set({house.friday.utc_ms + 400 * std::int64_t{86'400'000}, house.friday.offset_minutes});  // far ahead
    CHECK(h.notice_due());
    CHECK(h.get<ThanksStore>().find(ben, house.note));
    house.clock.set(
        {house.friday.utc_ms - 20 * std::int64_t{86'400'000}, house.friday.offset_minutes});  // and back again
    CHECK_FALSE(h.notice_due());
    CHECK(h.get<ThanksStore>().find(ben, house.note));  // what was given stays given
    CHECK(h.get<ThanksStore>().find(ben, house.ordinary));
}

TEST_CASE("a moment lies ahead, within a year, and is for somebody", "[core][thanks]") {
    House house;
    const auto with = [&](const Addressee& to, std::int64_t ahead_ms) {
        GiveThanks command{house.ada, to, "tea"};
        command.deliver_at = Instant{house.clock.now().utc_ms + ahead_ms, 60};
        return command;
    };
    CHECK(house.refused(with(house.ben, 0)) == Refusal::invalid_date);
    CHECK(house.refused(with(house.ben, -1)) == Refusal::invalid_date);
    CHECK(house.refused(with(house.ben, (longest_wait + 1) * std::int64_t{86'400'000})) == Refusal::invalid_date);
    CHECK(house.refused(with(Addressee(), 60'000)) == Refusal::invalid_date);
    house.done(GiveThanks{house.ada, house.ben, "coffee"});  // Ben has something here before and after
    house.comes_back(with(house.ben, longest_wait * std::int64_t{86'400'000}), Viewer::of(house.ada));
    house.done(with(Addressee::us(), 60'000));
}

TEST_CASE("thanks that wait are not shown behind a shut vault, and can be changed once it is open", "[core][thanks]") {
    Waiting house;
    auto& h = house.household;
    tests::set_pin(house, house.ada, "2580");
    h.lock();
    CHECK_FALSE(h.get<ThanksStore>().find(Viewer::of(house.ada), house.note));
    CHECK(house.refused(DeliverThanks{house.ada, house.note, {}}) == Refusal::locked);
    CHECK(house.refused(RemoveThanks{house.ada, house.note}) == Refusal::locked);
    house.clock.set(house.friday);
    h.notice_due();
    CHECK(h.get<ThanksStore>().find(Viewer::of(house.ben), house.note));  // given all the same
}

TEST_CASE("an edit before the moment leaves no mark, and one kept to oneself waits on when it is shared again",
          "[core][thanks]") {
    Waiting house;
    auto& h = house.household;
    const auto ada = Viewer::of(house.ada), ben = Viewer::of(house.ben);
    house.done(EditThanks{house.ada, house.note, "a surprise dinner", Audience::household});
    CHECK_FALSE(h.get<ThanksStore>().find(ada, house.note)->edited_at);
    house.done(SetAudience{house.ada, {ItemKind::thanks, house.note.value}, Audience::only_me});
    CHECK(h.get<ThanksStore>().find(ada, house.note)->text == "a surprise dinner");
    CHECK_FALSE(h.get<ThanksStore>().find(ben, house.note));
    house.done(DeliverThanks{house.ada, house.note, Instant{house.friday.utc_ms + 60'000, 60}});
    CHECK(h.get<ThanksStore>().find(ada, house.note)->text == "a surprise dinner");
    house.done(SetAudience{house.ada, {ItemKind::thanks, house.note.value}, Audience::household});
    CHECK_FALSE(h.get<ThanksStore>().find(ben, house.note));
    house.clock.set({house.friday.utc_ms + 60'000, 60});
    CHECK(h.get<ThanksStore>().find(ben, house.note)->text == "a surprise dinner");
}

TEST_CASE("what was taken back from its envelope is not read in the trash", "[core][thanks][trash]") {
    House house;
    const auto closed = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "a word too many"});
    GiveThanks open_one{house.ada, house.ben, "an open word"};
    open_one.comes = GiveThanks::Comes::open;
    const auto open = house.made<ThanksId>(open_one);
    house.done(RemoveThanks{house.ada, closed});
    house.done(RemoveThanks{house.ada, open});
    const auto text_of = [&](PersonId viewer, ThanksId id) {
        for (const auto& item : house.household.get<TrashStore>().all(Viewer::of(viewer), house.clock.now()))
            if (item.item.id == id.value) return item.text;
        return std::string("not there");
    };
    CHECK(text_of(house.ada, closed) == "a word too many");
    CHECK(text_of(house.ben, closed).empty());
    CHECK(text_of(house.cleo, closed).empty());
    CHECK(text_of(house.ben, open) == "an open word");
}
