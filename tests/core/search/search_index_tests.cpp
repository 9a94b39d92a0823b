#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/leaving/remains.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/search/search_index.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/utf8.hpp"

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
    std::vector<Uuid> find(const Viewer& viewer, const std::string& text) {
        return find(viewer, SearchQuery{text, {}, {}, {}, {}});
    }
};

class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    std::uint32_t below(std::uint32_t end) {
        std::uint32_t value = 0;
        random_.fill(reinterpret_cast<std::uint8_t*>(&value), sizeof value);
        return value % end;
    }
    // Any one but zero and the surrogates; rather one of those that people write, or that stand between what they
    // write.
    char32_t code_point() {
        constexpr std::pair<char32_t, char32_t> liked[] = {{1, 0x7F},          {0x80, 0x24F},    {0x300, 0x36F},
                                                           {0x2000, 0x206F},   {0x3000, 0x30FF}, {0xE000, 0xF8FF},
                                                           {0x1F300, 0x1F64F}, {1, 0x10FFFF}};
        const auto& [first, last] = liked[below(8)];
        const auto c = first + below(static_cast<std::uint32_t>(last - first + 1));
        return c >= 0xD800 && c < 0xE000 ? U'x' : c;
    }

private:
    tests::SeededRandom random_;
};

}  // namespace

TEST_CASE("words are found in every kind of thing, the newest first", "[core][search]") {
    Library house;
    const auto note = house.done(GiveThanks{house.ada, house.ben, "For the lighthouse.", Audience::household});
    const auto check_in = house.done(CheckInNow{house.ada, 4, {"calm"}, "we saw a lighthouse", Audience::household});
    const auto memory = house.done(AddPhoto{house.ada, photo(1, TakenAt{house.today() - 30, tests::at(12), 0, {}}),
                                            "Lighthouse at noon", Audience::household});
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
    CheckInNow earlier{house.ada, 3, {}, "tea", Audience::household};
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

TEST_CASE("what is only one's own is found by its author alone, and by nobody while their vault is shut",
          "[core][search]") {
    Library house;
    tests::set_pin(house, house.ada, "4711");
    const auto secret = house.done(CheckInNow{house.ada, 1, {}, "a thing nobody knows", Audience::only_me});
    CHECK(house.find(Viewer::of(house.ada), "nobody") == std::vector<Uuid>{secret});
    for (const auto& other : {Viewer::room(), Viewer::of(house.ben), Viewer::as_shown_to(house.ada)})
        CHECK(house.find(other, "nobody").empty());
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
    for (const auto& viewer : {Viewer::room(), Viewer::of(house.ada), Viewer::of(house.ben), Viewer::of(house.cleo),
                               Viewer::as_shown_to(house.ben), Viewer::of(PersonId{})}) {
        std::set<Uuid> listed, found;
        for (const auto& thanks : house.household.get<ThanksStore>().newest(viewer, ThanksKind::all, 1'000))
            listed.insert(thanks.id.value);
        for (const auto& id : house.find(viewer, SearchQuery{"something", {}, {}, {}, {}}, 1'000))
            CHECK(found.insert(id).second);
        CHECK(found == listed);
    }
}

TEST_CASE("many things of one moment keep their places", "[core][search]") {
    Library house;
    std::vector<Command> all;
    CheckInNow then{house.ada, 3, {}, "", Audience::household};
    then.at = house.clock.now();
    for (int n = 0; n < 50; ++n) {
        then.note = "moment " + std::to_string(n);
        all.push_back(then);
    }
    REQUIRE(house.household.apply(all));
    CHECK(house.find(Viewer::of(house.ben), "moment").size() == 50);
    CHECK(house.find(Viewer::of(house.ben), "moment 49").size() == 1);
}

TEST_CASE("words are parted where the index parts them, whatever stands in between", "[core][search]") {
    Library house;
    const auto viewer = Viewer::of(house.ben);
    const auto written = [&](const char* text) {
        return house.done(GiveThanks{house.ada, {}, text, Audience::household});
    };
    const auto apostrophe = written("That you don’t mind"), dash = written("well—yes, and “so on”…"),
               dots = written("今日、明日"), face = written("a😀b");
    CHECK(house.find(viewer, "don’t") == std::vector<Uuid>{apostrophe});
    CHECK(house.find(viewer, "DON’T MI") == std::vector<Uuid>{apostrophe});
    CHECK(house.find(viewer, "don't") == std::vector<Uuid>{apostrophe});
    CHECK(house.find(viewer, "well—yes") == std::vector<Uuid>{dash});
    CHECK(house.find(viewer, "“so on”…") == std::vector<Uuid>{dash});
    CHECK(house.find(viewer, "well—no").empty());
    CHECK(house.find(viewer, "今日、明日") == std::vector<Uuid>{dots});
    CHECK(house.find(viewer, "明") == std::vector<Uuid>{dots});
    CHECK(house.find(viewer, "a😀b") == std::vector<Uuid>{face});
    for (const char* nothing : {"’", "—", "、", "😀", "👩‍👩‍👧", "\u200d", "“”", "…\u00a0…"}) {
        INFO(nothing);
        CHECK(house.find(viewer, nothing).empty());
    }
}

TEST_CASE("accents that are written as marks of their own are part of a word", "[core][search]") {
    Library house;
    const auto note = house.done(GiveThanks{house.ada, {}, "for the cre\u0300me bru\u0302le\u0301e", Audience::room});
    for (const char* typed : {"crème", "creme", "cre\u0300me", "CRE", "brûlée", "brulee bru\u0302"}) {
        INFO(typed);
        CHECK(house.find(Viewer::room(), typed) == std::vector<Uuid>{note});
    }
}

TEST_CASE("whatever is typed is looked for or finds nothing, and is never an error", "[core][search]") {
    Library house;
    house.done(GiveThanks{house.ada, {}, "some words to be found, or not", Audience::room});
    std::string many;
    while (many.size() < 10'000) many += "words’to ";
    for (const std::string& typed : {std::string("\ue000"),
                                     std::string("a\ue000b"),
                                     std::string("wor\xe4"),
                                     std::string("\xe4\xb8"),
                                     std::string("\xff\xfe w\xff"),
                                     std::string("wo\0rds", 6),
                                     std::string("\0", 1),
                                     std::string(10'000, 'a'),
                                     std::string(10'000, '"'),
                                     many + "nowhere",
                                     std::string("\"words"),
                                     std::string("\"\"\""),
                                     std::string("*"),
                                     std::string("wor* *"),
                                     std::string("NEAR("),
                                     std::string("NEAR(some words, 2)"),
                                     std::string("-x"),
                                     std::string("- words"),
                                     std::string("text : words"),
                                     std::string("{text} : words"),
                                     std::string("^some"),
                                     std::string("some + words"),
                                     std::string("AND"),
                                     std::string("OR NOT"),
                                     std::string("'; DROP TABLE word; --"),
                                     std::string("?1")}) {
        INFO(typed.substr(0, 60));
        CHECK_NOTHROW(house.find(Viewer::room(), typed));
    }
    CHECK(house.find(Viewer::room(), many).size() == 1);
    CHECK(house.find(Viewer::room(), "\"words").size() == 1);
    CHECK(house.find(Viewer::room(), "some + words -found").size() == 1);
}

TEST_CASE("any text is found by all of itself, or has no word to be found by", "[core][search]") {
    Library house;
    take_up_all(house.index);
    Dice dice(11);
    std::vector<SearchIndex::Text> texts;
    for (int n = 0; n < 1'000; ++n) {
        SearchIndex::Text made{{{ItemKind::thanks, {}}, house.ada, Audience::room, house.today()}, n, {}};
        house.random.fill(made.found.item.id.bytes.data(), made.found.item.id.bytes.size());
        for (auto length = 1 + dice.below(24); length > 0; --length) tests::append(made.text, dice.code_point());
        if (n % 5 == 0) made.text.resize(made.text.size() - 1);  // perhaps half a character
        texts.push_back(made);
    }
    house.index.put_all(texts);
    const db::Connection db(":memory:");
    const Tokenizer tokenizer(db);
    int without_words = 0;
    for (const auto& text : texts) {
        const auto found = house.index.find(Viewer::room(), {text.text, {}, {}, {}, {}}, 2'000);
        const bool itself = std::any_of(found.begin(), found.end(),
                                        [&](const Found& each) { return each.item.id == text.found.item.id; });
        INFO(text.text);
        REQUIRE(itself == !tokenizer.words_of(text.text).empty());
        without_words += !itself;
    }
    CHECK(without_words > 0);
    CHECK(without_words < 500);
}

TEST_CASE("a long beginning finds all words that begin so, few or many, and none that only begin like it",
          "[core][search]") {
    for (const int endings : {3, 200}) {
        Library house;
        take_up_all(house.index);
        std::vector<SearchIndex::Text> texts;
        std::set<Uuid> expected;
        for (int n = 0; n < endings; ++n) {
            const std::string word = "Lighthöuse" + std::string(1, static_cast<char>('a' + n % 26)) + std::to_string(n);
            SearchIndex::Text made{
                {{ItemKind::thanks, {}}, house.ada, Audience::room, house.today()}, n, "seen: " + word};
            house.random.fill(made.found.item.id.bytes.data(), made.found.item.id.bytes.size());
            expected.insert(made.found.item.id);
            texts.push_back(made);
        }
        for (const char* other : {"seen: lighthous", "seen: lighter", "seen: lighthom"}) {
            SearchIndex::Text made{{{ItemKind::thanks, {}}, house.ada, Audience::room, house.today()}, 0, other};
            house.random.fill(made.found.item.id.bytes.data(), made.found.item.id.bytes.size());
            texts.push_back(made);
        }
        house.index.put_all(texts);
        for (const char* typed : {"lighthouse", "LIGHTHÖUSE", "seen lighthouse"}) {
            INFO(typed);
            const auto found = house.index.find(Viewer::room(), {typed, {}, {}, {}, {}}, 1'000);
            std::set<Uuid> ids;
            for (const auto& each : found) ids.insert(each.item.id);
            CHECK(ids == expected);
            CHECK(found.front().item.id ==
                  texts[static_cast<std::size_t>(endings) - 1].found.item.id);  // the newest first
        }
        CHECK(house.index.find(Viewer::room(), {"lighthousex", {}, {}, {}, {}}, 9).size() == (endings > 26 ? 7 : 0));
        CHECK(house.index.find(Viewer::room(), {"lighthousexyz", {}, {}, {}, {}}, 9).empty());
    }
}

TEST_CASE("however many things are of one instant, each is found, and later ones stand in their place",
          "[core][search]") {
    for (const int count : {5'000, 70'000}) {
        Library house;
        take_up_all(house.index);
        const std::int64_t instant = 1'700'000'000'000;
        const auto thing = [&](std::int64_t moment, const char* text) {
            SearchIndex::Text made{{{ItemKind::memory, {}}, house.ada, Audience::room, house.today()}, moment, text};
            house.random.fill(made.found.item.id.bytes.data(), made.found.item.id.bytes.size());
            return made;
        };
        const auto newest = thing(instant + 86'400'000, "harvest"), oldest = thing(instant - 86'400'000, "harvest");
        std::vector<SearchIndex::Text> texts = {thing(instant + 1, "next harvest"), newest,
                                                thing(instant + 2, "next harvest")};
        for (int n = 0; n < count; ++n) texts.push_back(thing(instant, "harvest"));
        texts.push_back(oldest);
        texts.push_back(thing(instant + 1, "next harvest"));
        house.index.put_all(texts);
        house.index.put_all({thing(instant, "late harvest"), thing(instant + 3, "late harvest")});  // after all of them
        const auto found = house.index.find(Viewer::room(), {"harvest", {}, {}, {}, {}}, count + 100);
        std::set<Uuid> ids;
        for (const auto& each : found) ids.insert(each.item.id);
        CHECK(ids.size() == texts.size() + 2);
        REQUIRE_FALSE(found.empty());
        CHECK(found.front().item.id == newest.found.item.id);
        CHECK(found.back().item.id == oldest.found.item.id);
        CHECK(house.index.find(Viewer::room(), {"next", {}, {}, {}, {}}, 100).size() == 3);
        CHECK(house.index.find(Viewer::room(), {"late", {}, {}, {}, {}}, 100).size() == 2);
    }
}
