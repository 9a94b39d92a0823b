#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/db/connection.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_commands.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;
using tests::photo;

namespace {

using Ids = std::vector<ThanksId>;

ThanksId give(House& house, PersonId by, const Addressee& to, const std::string& text,
              Audience audience = Audience::household) {
    house.clock.advance_ms(1'000);
    return house.made<ThanksId>(GiveThanks{by, to, text, audience});
}

void open(House& house, PersonId by, ThanksId id) { house.done(ReadThanks{by, id, ReadEvent::opened}); }

ThanksId draw(House& house, PersonId by) {
    house.clock.advance_ms(1'000);
    return house.made<ThanksId>(DrawFromJar{by});
}

}  // namespace

TEST_CASE("thanks to us are to everybody but their giver, and to life to nobody", "[core][thanks]") {
    House house;
    const auto& h = house.household;
    const auto us = give(house, house.ada, Addressee::us(), "for all of this");
    const auto life = give(house, house.ada, std::nullopt, "for rain");
    const auto found = h.get<ThanksStore>().find(Viewer::of(house.cleo), us);
    REQUIRE(found);
    CHECK(found->to == ThanksTo::us);
    CHECK_FALSE(found->recipient);
    CHECK(found->addressee() == Addressee::us());
    CHECK(h.get<ThanksStore>().find(Viewer::of(house.cleo), life)->to == ThanksTo::life);
    CHECK(h.get<ThanksReadStore>().closed(Viewer::of(house.ben)) == Ids{us});
    CHECK(h.get<ThanksReadStore>().closed(Viewer::of(house.cleo)) == Ids{us});
    CHECK(h.get<ThanksReadStore>().closed(Viewer::of(house.ada)).empty());
    const auto kinds = [&](ThanksKind kind) {
        return h.get<ThanksStore>().newest(Viewer::of(house.ada), kind, 9).size();
    };
    CHECK(kinds(ThanksKind::between_us) == 1);
    CHECK(kinds(ThanksKind::to_life) == 1);
    // Words that are often said to us are no words to life.
    give(house, house.ada, Addressee::us(), "for all of this");
    CHECK(h.get<ThanksStore>().frequent(house.ada, Addressee::us(), house.today() - 9, 9) ==
          std::vector<std::string>{"for all of this"});
    CHECK(h.get<ThanksStore>().frequent(house.ada, std::nullopt, house.today() - 9, 9).empty());
}

TEST_CASE("an envelope is each reader's own, and stays closed until they open it", "[core][thanks]") {
    House house;
    const auto& h = house.household;
    const auto us = give(house, house.ada, Addressee::us(), "for all of this");
    house.set_time("2027-02-01", at(9));
    CHECK(h.get<ThanksReadStore>().is_closed(Viewer::of(house.ben), us));
    open(house, house.ben, us);
    CHECK_FALSE(h.get<ThanksReadStore>().is_closed(Viewer::of(house.ben), us));
    CHECK(h.get<ThanksReadStore>().is_closed(Viewer::of(house.cleo), us));
    open(house, house.ben, us);  // once more changes nothing
    int rows = 0;
    db::Connection(house.database()).prepare("SELECT 1 FROM thanks_read").each([&](const auto&) { ++rows; });
    CHECK(rows == 1);
    CHECK(house.refused(ReadThanks{house.ada, us, ReadEvent::opened}) == Refusal::not_found);  // one's own
    const auto to_ben = give(house, house.ada, house.ben, "tea");
    CHECK(house.refused(ReadThanks{house.cleo, to_ben, ReadEvent::opened}) == Refusal::not_found);
    CHECK(house.refused(ReadThanks{PersonId{}, to_ben, ReadEvent::opened}) == Refusal::unknown_person);
}

TEST_CASE("what was given before there were envelopes, or was brought in open, counts as opened", "[core][thanks]") {
    House house;
    auto& h = house.household;
    const auto old = give(house, house.ada, house.ben, "long ago");
    db::Connection(house.database()).prepare("UPDATE thanks SET envelope = NULL, addressee = NULL, waits = NULL").run();
    h.notice_others();
    GiveThanks imported{house.ada, house.ben, "from another diary"};
    imported.comes = GiveThanks::Comes::open;
    const auto brought = house.made<ThanksId>(imported);
    CHECK(h.get<ThanksReadStore>().closed(Viewer::of(house.ben)).empty());
    CHECK(h.get<ThanksStore>().find(Viewer::of(house.ben), old)->to == ThanksTo::person);
    const auto jar = h.get<ThanksReadStore>().next_in_jar(Viewer::of(house.ben));
    CHECK(std::set<ThanksId>(jar.begin(), jar.end()) == std::set<ThanksId>{old, brought});
}

TEST_CASE("the jar gives what was said to one and opened, each once before any comes again", "[core][thanks]") {
    House house;
    const auto& h = house.household;
    CHECK(house.refused(DrawFromJar{house.ben}) == Refusal::jar_is_empty);
    std::set<ThanksId> mine;
    for (int i = 0; i < 6; ++i)
        mine.insert(give(house, i % 2 ? house.ada : house.cleo, i == 4 ? Addressee::us() : Addressee(house.ben),
                         "note " + std::to_string(i)));
    const auto closed = give(house, house.ada, house.ben, "still in its envelope");
    give(house, house.ben, house.ada, "his own words");
    give(house, house.ada, std::nullopt, "to life");
    give(house, house.ada, house.cleo, "to somebody else");
    give(house, house.ada, house.ben, "kept to herself", Audience::only_me);
    for (const auto& id : mine) open(house, house.ben, id);

    for (int round = 1; round <= 4; ++round) {
        std::set<ThanksId> drawn;
        std::optional<ThanksId> last;
        for (std::size_t i = 0; i < mine.size(); ++i) {
            const auto id = draw(house, house.ben);
            CHECK(last != id);
            last = id;
            CHECK(drawn.insert(id).second);
        }
        CHECK(drawn == mine);
    }
    open(house, house.ben, closed);
    CHECK(draw(house, house.ben) == closed);  // seen the least
    CHECK(h.get<ThanksReadStore>().anything_in_jar(Viewer::of(house.cleo)) == false);
}

TEST_CASE("the same note is not drawn twice in a row, unless it is the only one", "[core][thanks]") {
    House house;
    const auto one = give(house, house.ada, house.ben, "one");
    open(house, house.ben, one);
    CHECK(draw(house, house.ben) == one);
    CHECK(draw(house, house.ben) == one);
    const auto two = give(house, house.ada, house.ben, "two");
    open(house, house.ben, two);
    auto last = draw(house, house.ben);
    for (int i = 0; i < 12; ++i) {
        const auto next = draw(house, house.ben);
        CHECK(next != last);
        last = next;
    }
}

TEST_CASE("draws of two devices add up when they meet", "[core][thanks]") {
    House house;
    const auto first = give(house, house.ada, house.ben, "first"), second = give(house, house.ada, house.ben, "second"),
               third = give(house, house.ada, house.ben, "third");
    for (const auto id : {first, second, third}) open(house, house.ben, id);
    db::Connection db(house.database());
    for (const auto id : {first, second}) {  // on the other device
        Uuid row;
        house.random.fill(row.bytes.data(), row.bytes.size());
        db.prepare(
              "INSERT INTO thanks_read (id, thanks, reader, what, done_at, done_offset) VALUES (?1, ?2, ?3, 'drawn', ?4, ?5)")
            .run(row, id, house.ben, house.clock.now());
    }
    house.household.notice_others();
    CHECK(draw(house, house.ben) == third);
}

TEST_CASE("what is put away is in no jar, no month and no list of that reader, and comes back when it is taken out",
          "[core][thanks]") {
    House house;
    const auto& h = house.household;
    const auto keep = give(house, house.ada, Addressee::us(), "keep"),
               away = give(house, house.ada, Addressee::us(), "away");
    for (const auto by : {house.ben, house.cleo})
        for (const auto id : {keep, away}) open(house, by, id);
    const auto ben = Viewer::of(house.ben), cleo = Viewer::of(house.cleo), ada = Viewer::of(house.ada);
    const auto listed = [&](const Viewer& viewer, ThanksStore::PutAway how) {
        return h.get<ThanksStore>().newest(viewer, ThanksKind::all, 9, how).size();
    };
    house.comes_back(ReadThanks{house.ben, away, ReadEvent::put_away}, ben);
    house.done(ReadThanks{house.ben, away, ReadEvent::put_away});
    CHECK(h.get<ThanksReadStore>().put_away(ben) == Ids{away});
    CHECK(h.get<ThanksReadStore>().next_in_jar(ben) == Ids{keep});
    CHECK(h.get<ThanksReadStore>().in_month(ben, day("2026-11-01")) == Ids{keep});
    CHECK(listed(ben, ThanksStore::PutAway::left_out) == 1);
    // Whatever is told to others, or by the command line, is as it was.
    CHECK(listed(ben, ThanksStore::PutAway::along) == 2);
    CHECK(listed(Viewer::as_shown_to(house.ben), ThanksStore::PutAway::left_out) == 2);
    CHECK(listed(ada, ThanksStore::PutAway::left_out) == 2);
    CHECK(listed(cleo, ThanksStore::PutAway::left_out) == 2);
    CHECK(h.get<ThanksReadStore>().put_away(cleo).empty());
    CHECK(h.get<ThanksReadStore>().next_in_jar(cleo).size() == 2);
    house.clock.advance_ms(1'000);
    house.done(ReadThanks{house.ben, away, ReadEvent::taken_out});
    CHECK(h.get<ThanksReadStore>().put_away(ben).empty());
    CHECK(h.get<ThanksReadStore>().next_in_jar(ben).size() == 2);
    house.clock.advance_ms(1'000);
    house.done(ReadThanks{house.ben, away, ReadEvent::put_away});
    CHECK(h.get<ThanksReadStore>().put_away(ben) == Ids{away});
}

TEST_CASE("months are those that the jar has notes of, and are read from their beginning", "[core][thanks]") {
    House house;
    std::vector<ThanksId> november;
    for (const char* on : {"2026-09-30", "2026-11-02", "2026-11-20", "2026-11-30"}) {
        house.set_time(on, at(12));
        const auto id = give(house, house.ada, house.ben, on);
        open(house, house.ben, id);
        if (std::string(on).substr(5, 2) == "11") november.push_back(id);
    }
    const auto& reads = house.household.get<ThanksReadStore>();
    CHECK(reads.months(Viewer::of(house.ben)) == std::vector<Day>{day("2026-11-01"), day("2026-09-01")});
    CHECK(reads.in_month(Viewer::of(house.ben), day("2026-11-01")) == november);
    CHECK(reads.in_month(Viewer::of(house.ben), day("2026-10-01")).empty());
}

TEST_CASE("what somebody opened, drew or put away is answered to nobody but them", "[core][thanks]") {
    House house;
    const auto& h = house.household;
    const auto opened = give(house, house.ada, house.ben, "opened"),
               closed = give(house, house.ada, house.ben, "closed"), away = give(house, house.ada, house.ben, "away");
    open(house, house.ben, opened);
    open(house, house.ben, away);
    house.done(ReadThanks{house.ben, away, ReadEvent::put_away});
    const auto month = day("2026-11-01");
    CHECK(h.get<ThanksReadStore>().closed(Viewer::of(house.ben)) == Ids{closed});
    for (const auto& viewer : {Viewer::room(), Viewer::of(house.ada), Viewer::of(house.cleo), Viewer::of(PersonId{}),
                               Viewer::as_shown_to(house.ben), Viewer::as_shown_to(house.ada)}) {
        CHECK(h.get<ThanksReadStore>().closed(viewer).empty());
        CHECK_FALSE(h.get<ThanksReadStore>().is_closed(viewer, closed));
        CHECK(h.get<ThanksReadStore>().next_in_jar(viewer).empty());
        CHECK_FALSE(h.get<ThanksReadStore>().anything_in_jar(viewer));
        CHECK(h.get<ThanksReadStore>().months(viewer).empty());
        CHECK(h.get<ThanksReadStore>().in_month(viewer, month).empty());
        CHECK(h.get<ThanksReadStore>().put_away(viewer).empty());
    }
    // And nothing about a note is another thing for it.
    const auto as_ada_sees = [&] {
        std::string all;
        for (const auto& t :
             h.get<ThanksStore>().newest(Viewer::of(house.ada), ThanksKind::all, 9, ThanksStore::PutAway::left_out))
            all += t.text + (t.envelope ? "e" : "") + (t.waits ? "w" : "") + (t.edited_at ? "d" : "") +
                   std::to_string(t.hearts.size());
        return all;
    };
    const auto before = as_ada_sees();
    open(house, house.ben, closed);
    house.done(DrawFromJar{house.ben});
    CHECK(as_ada_sees() == before);
    CHECK_FALSE(h.can_undo(Viewer::of(house.ada)));
}

TEST_CASE("a photo goes along, and no further than it does by itself", "[core][thanks]") {
    House house;
    const auto& h = house.household;
    const auto shared = house.made<MemoryId>(AddPhoto{house.ada, photo(1), "the sea", Audience::household});
    const auto own = house.made<MemoryId>(AddPhoto{house.ada, photo(2), "hers", Audience::only_me});
    const auto bens = house.made<MemoryId>(AddPhoto{house.ben, photo(3), "his", Audience::only_me});
    const auto with = [&](MemoryId memory, Audience audience = Audience::household) {
        GiveThanks command{house.ada, house.ben, "look", audience};
        command.memory = memory;
        return command;
    };
    const auto note = house.made<ThanksId>(with(shared)), half = house.made<ThanksId>(with(own)),
               private_one = house.made<ThanksId>(with(shared, Audience::only_me));
    CHECK(house.refused(with(bens)) == Refusal::not_found);
    CHECK(house.refused(with(MemoryId{})) == Refusal::not_found);
    const auto ada = Viewer::of(house.ada), ben = Viewer::of(house.ben);
    CHECK(h.get<ThanksStore>().find(ben, note)->memory == shared);
    CHECK(h.get<ThanksStore>().find(ada, half)->memory == own);
    CHECK_FALSE(h.get<ThanksStore>().find(ben, half)->memory);
    CHECK(h.get<ThanksStore>().find(ada, private_one)->memory == shared);
    int in_the_clear = 0;
    db::Connection(house.database())
        .prepare("SELECT memory FROM thanks WHERE audience = 'only_me' AND memory IS NOT NULL")
        .each([&](const auto&) { ++in_the_clear; });
    CHECK(in_the_clear == 0);

    // The photo goes; the note stays, and has it again when it comes back.
    house.done(RemoveMemory{house.ada, shared});
    REQUIRE(h.get<ThanksStore>().find(ben, note));
    CHECK_FALSE(h.get<ThanksStore>().find(ben, note)->memory);
    house.done(EditThanks{house.ada, note, "look at this", Audience::household});
    house.done(EditThanks{house.ada, private_one, "and at this", Audience::only_me});
    house.done(RestoreItem{house.ada, {ItemKind::memory, shared.value}});
    CHECK(h.get<ThanksStore>().find(ben, note)->memory == shared);
    CHECK(h.get<ThanksStore>().find(ada, private_one)->memory == shared);
    house.comes_back(EditThanks{house.ada, note, "look at this", Audience::household, EditThanks::Photo{std::nullopt}},
                     ada);
    house.done(EditThanks{house.ada, note, "look at this", Audience::household, EditThanks::Photo{std::nullopt}});
    CHECK_FALSE(h.get<ThanksStore>().find(ben, note)->memory);
    CHECK(house.refused(EditThanks{house.ada, note, "look", Audience::household, EditThanks::Photo{bens}}) ==
          Refusal::not_found);
    house.done(RemoveMemory{house.ada, shared});
    house.done(EraseItem{house.ada, {ItemKind::memory, shared.value}});
    CHECK_FALSE(h.get<ThanksStore>().find(ada, private_one)->memory);
    CHECK(h.get<ThanksStore>().find(ada, private_one)->text == "and at this");
}
