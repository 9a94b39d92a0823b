#include "core/search/search_index.hpp"

#include <set>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::House;
using tests::photo;
using tests::weekly;

namespace {

void take_up_all(SearchIndex& index) {
    while (index.step()) {
    }
}

// With everything in it.
struct Library : House {
    SearchIndex index{household};

    std::vector<Uuid> find(const Viewer& viewer, SearchQuery query, int limit = 100) {
        take_up_all(index);
        std::vector<Uuid> ids;
        for (const auto& found : index.find(viewer, query, limit)) ids.push_back(found.item.id);
        return ids;
    }
    std::vector<Uuid> find(const Viewer& viewer, const std::string& text) { return find(viewer, SearchQuery{text, {}, {}, {}, {}}); }
};

}  // namespace

TEST_CASE("words are found in every kind of thing, the newest first", "[core][search]") {
    Library house;
    const auto note = house.done(GiveThanks{house.ada, house.ben, "For the lighthouse.", Audience::household});
    const auto check_in = house.done(CheckInNow{house.ada, 4, "calm", "we saw a lighthouse", Audience::household});
    const auto memory = house.done(AddPhoto{house.ada, photo(1, TakenAt{house.today() - 30, tests::at(12), 0, {}}), "Lighthouse at noon", Audience::household});
    const auto ritual = house.done(AddRitual{house.ada, weekly("Letter from the lighthouse", house.today() - 60)});
    CHECK(house.find(Viewer::of(house.ben), "lighthouse") == std::vector<Uuid>{check_in, note, memory, ritual});
    CHECK(house.find(Viewer::of(house.ben), "LIGHTHOUSE saw") == std::vector<Uuid>{check_in});
    CHECK(house.find(Viewer::of(house.ben), "lighthouse submarine").empty());
    CHECK(house.find(Viewer::room(), "lighthouse").empty());
    CHECK(house.find(Viewer::of(house.ben), "calm") == std::vector<Uuid>{check_in});
}

TEST_CASE("beginnings are found while one types, and accents do not matter", "[core][search]") {
    Library house;
    const auto note = house.done(GiveThanks{house.ada, {}, "Für die Crème brûlée im Café Ängström", Audience::room});
    for (const char* typed : {"c", "cr", "cre", "creme", "CRÈME", "brulee", "angst", "caf", "fur die"}) {
        INFO(typed);
        CHECK(house.find(Viewer::room(), typed) == std::vector<Uuid>{note});
    }
    for (const char* typed : {"", "   ", "*", "\"", "rème", "() AND NOT", "text:creme OR", "NEAR(", "-", "br lee"}) {
        INFO(typed);
        CHECK(house.find(Viewer::room(), typed).empty());
    }
    // Words that FTS5 would read as operators are words.
    const auto words = house.done(GiveThanks{house.ada, {}, "not near or and", Audience::room});
    CHECK(house.find(Viewer::room(), "NOT near OR") == std::vector<Uuid>{words});
}

TEST_CASE("kind, person and days narrow what is found", "[core][search]") {
    Library house;
    const auto by_ada = house.done(GiveThanks{house.ada, house.ben, "tea", Audience::household});
    const auto by_ben = house.done(GiveThanks{house.ben, house.ada, "tea", Audience::household});
    CheckInNow earlier{house.ada, 3, "", "tea", Audience::household};
    earlier.at = house.clock.now();
    earlier.at->utc_ms -= 40 * std::int64_t{86'400'000};
    const auto old = house.done(earlier);
    const auto as = Viewer::of(house.cleo);
    CHECK(house.find(as, "tea") == std::vector<Uuid>{by_ben, by_ada, old});
    CHECK(house.find(as, {"tea", ItemKind::check_in, {}, {}, {}}) == std::vector<Uuid>{old});
    CHECK(house.find(as, {"tea", {}, house.ada, {}, {}}) == std::vector<Uuid>{by_ada, old});
    CHECK(house.find(as, {"tea", {}, {}, house.today(), {}}) == std::vector<Uuid>{by_ben, by_ada});
    CHECK(house.find(as, {"tea", {}, {}, {}, house.today() - 1}) == std::vector<Uuid>{old});
    CHECK(house.find(as, {"tea", {}, {}, {}, {}}, 1) == std::vector<Uuid>{by_ben});
}

TEST_CASE("what is changed, unshared, deleted or erased is found as it is now, at once", "[core][search]") {
    Library house;
    const auto ben = Viewer::of(house.ben);
    const ThanksId note{house.done(GiveThanks{house.ada, house.ben, "the first words", Audience::household})};
    const auto other = house.done(GiveThanks{house.ada, house.ben, "words that stay", Audience::household});
    REQUIRE(house.find(ben, "words").size() == 2);
    // Before the index has looked again.
    house.done(SetAudience{house.ada, {ItemKind::thanks, note.value}, Audience::only_me});
    CHECK(house.index.find(ben, {"first", {}, {}, {}, {}}, 9).empty());
    CHECK(house.index.find(Viewer::of(house.ada), {"first", {}, {}, {}, {}}, 9).size() == 1);
    CHECK(house.find(ben, "words") == std::vector<Uuid>{other});
    house.done(EditThanks{house.ada, note, "quite different", Audience::household});
    CHECK(house.find(ben, "first").empty());
    CHECK(house.find(ben, "different") == std::vector<Uuid>{note.value});
    house.done(RemoveThanks{house.ada, note});
    CHECK(house.index.find(ben, {"different", {}, {}, {}, {}}, 9).empty());
    CHECK(house.find(ben, "different").empty());
    REQUIRE(house.household.erase(house.ada));
    CHECK(house.find(ben, "words").empty());
}

TEST_CASE("what is only one's own is found by its author alone, and by nobody while their vault is shut", "[core][search]") {
    Library house;
    tests::set_pin(house, house.ada, "4711");
    const auto secret = house.done(CheckInNow{house.ada, 1, "", "a thing nobody knows", Audience::only_me});
    CHECK(house.find(Viewer::of(house.ada), "nobody") == std::vector<Uuid>{secret});
    for (const auto& other : {Viewer::room(), Viewer::of(house.ben), Viewer::as_shown_to(house.ada)}) CHECK(house.find(other, "nobody").empty());
    house.household.lock();
    CHECK(house.index.find(Viewer::of(house.ada), {"nobody", {}, {}, {}, {}}, 9).empty());
    CHECK(house.find(Viewer::of(house.ada), "nobody").empty());
    tests::unlock(house, house.ada, "4711");
    CHECK(house.find(Viewer::of(house.ada), "nobody") == std::vector<Uuid>{secret});
}

TEST_CASE("every viewer finds what the lists show them and nothing else", "[core][search]") {
    Library house;
    const std::vector<PersonId> people{house.ada, house.ben, house.cleo};
    for (const auto person : people)
        for (const auto audience : {Audience::only_me, Audience::household, Audience::room})
            for (int n = 0; n < 40; ++n) house.done(GiveThanks{person, {}, "something " + std::to_string(n), audience});
    for (const auto& viewer : {Viewer::room(), Viewer::of(house.ada), Viewer::of(house.ben), Viewer::of(house.cleo), Viewer::as_shown_to(house.ben), Viewer::of(PersonId{})}) {
        std::set<Uuid> listed, found;
        for (const auto& thanks : house.household.thanks().newest(viewer, ThanksKind::all, 1'000)) listed.insert(thanks.id.value);
        for (const auto& id : house.find(viewer, SearchQuery{"something", {}, {}, {}, {}}, 1'000)) CHECK(found.insert(id).second);
        CHECK(found == listed);
    }
}

TEST_CASE("many things of one moment keep their places", "[core][search]") {
    Library house;
    std::vector<Command> all;
    CheckInNow then{house.ada, 3, "", "", Audience::household};
    then.at = house.clock.now();
    for (int n = 0; n < 50; ++n) {
        then.note = "moment " + std::to_string(n);
        all.push_back(then);
    }
    REQUIRE(house.household.apply(all));
    CHECK(house.find(Viewer::of(house.ben), "moment").size() == 50);
    CHECK(house.find(Viewer::of(house.ben), "moment 49").size() == 1);
}
