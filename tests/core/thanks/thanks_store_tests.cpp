#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/db/connection.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;

namespace {

using Texts = std::vector<std::string>;

Texts texts(const std::vector<Thanks>& list) {
    Texts result;
    for (const auto& thanks : list) result.push_back(thanks.text);
    return result;
}

ThanksId give(House& house, PersonId by, std::optional<PersonId> to, const std::string& text,
              Audience audience = Audience::household) {
    return house.made<ThanksId>(GiveThanks{by, to, text, audience});
}

}  // namespace

TEST_CASE("the newest thanks come first, as many as asked for", "[core][thanks]") {
    House house;
    for (int i = 1; i <= 5; ++i)
        give(house, house.ada, i % 2 ? std::optional<PersonId>(house.ben) : std::nullopt, std::to_string(i));
    const auto newest = [&](ThanksKind kind, int limit) {
        return texts(house.household.get<ThanksStore>().newest(Viewer::of(house.cleo), kind, limit));
    };
    CHECK(newest(ThanksKind::all, 10) == Texts{"5", "4", "3", "2", "1"});
    CHECK(newest(ThanksKind::all, 2) == Texts{"5", "4"});
    CHECK(newest(ThanksKind::between_us, 10) == Texts{"5", "3", "1"});
    CHECK(newest(ThanksKind::to_life, 10) == Texts{"4", "2"});
    CHECK(newest(ThanksKind::to_life, 1) == Texts{"4"});
    CHECK(newest(ThanksKind::all, 0).empty());
}

TEST_CASE("thanks given in one moment stand in the order they were given", "[core][thanks]") {
    House house;
    const std::vector<Command> commands{GiveThanks{house.ada, house.ben, "1", Audience::household},
                                        GiveThanks{house.ada, house.ben, "2", Audience::household},
                                        GiveThanks{house.ada, house.ben, "3", Audience::household}};
    REQUIRE(house.household.apply(commands));
    CHECK(texts(house.household.get<ThanksStore>().newest(Viewer::of(house.ben), ThanksKind::all, 10)) ==
          Texts{"3", "2", "1"});
}

TEST_CASE("an edit moves no thanks", "[core][thanks]") {
    House house;
    const auto first = give(house, house.ada, house.ben, "1");
    give(house, house.ada, house.ben, "2");
    house.set_time("2026-11-25", at(10));
    house.done(EditThanks{house.ada, first, "1 more", Audience::household});
    CHECK(texts(house.household.get<ThanksStore>().newest(Viewer::of(house.ben), ThanksKind::all, 10)) ==
          Texts{"2", "1 more"});
    CHECK(house.household.get<ThanksStore>().find(Viewer::of(house.ben), first)->day == day("2026-11-23"));
}

TEST_CASE("thanks between two days are those of both days and what lies between", "[core][thanks]") {
    House house;
    for (const char* on : {"2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"}) {
        house.set_time(on, at(23));
        give(house, house.ada, house.ben, on);
    }
    house.set_time("2026-11-24", at(2));  // still the evening before
    give(house, house.ada, house.ben, "late");
    const auto between = [&](const char* from, const char* to) {
        return texts(house.household.get<ThanksStore>().between(Viewer::of(house.ben), day(from), day(to)));
    };
    CHECK(between("2026-11-21", "2026-11-22") == Texts{"2026-11-22", "2026-11-21"});
    CHECK(between("2026-11-23", "2026-11-23") == Texts{"late", "2026-11-23"});
    CHECK(between("2026-11-24", "2026-11-30").empty());
    CHECK(between("2026-11-22", "2026-11-21").empty());
}

TEST_CASE("what one thanks for most often comes first, then what was said last", "[core][thanks]") {
    House house;
    const auto often = [&](int limit = 10) {
        return house.household.get<ThanksStore>().frequent(house.ada, house.ben, house.today() - 30, limit);
    };
    for (const char* text : {"tea", "coffee", "tea", "dinner", "coffee", "dinner", "tea", "once"})
        give(house, house.ada, house.ben, text);
    CHECK(often() == Texts{"tea", "dinner", "coffee"});
    CHECK(often(2) == Texts{"tea", "dinner"});
    CHECK(often(0).empty());
    give(house, house.ada, house.ben, "coffee");
    give(house, house.ada, house.ben, "coffee");
    CHECK(often() == Texts{"coffee", "tea", "dinner"});
}

TEST_CASE("what is frequent is one person's words to one other, life included", "[core][thanks]") {
    House house;
    for (int i = 0; i < 2; ++i) {
        give(house, house.ada, house.ben, "to Ben");
        give(house, house.ada, house.cleo, "to Cleo");
        give(house, house.ada, std::nullopt, "to life");
        give(house, house.ben, house.ada, "by Ben");
        give(house, house.ada, house.ben, "for me", Audience::only_me);
    }
    give(house, house.ada, house.ben, "shared");
    give(house, house.ada, house.cleo, "shared");
    const auto& thanks = house.household.get<ThanksStore>();
    CHECK(thanks.frequent(house.ada, house.ben, house.today(), 10) == Texts{"to Ben"});
    CHECK(thanks.frequent(house.ada, house.cleo, house.today(), 10) == Texts{"to Cleo"});
    CHECK(thanks.frequent(house.ada, std::nullopt, house.today(), 10) == Texts{"to life"});
    CHECK(thanks.frequent(house.ben, house.ada, house.today(), 10) == Texts{"by Ben"});
    CHECK(thanks.frequent(house.cleo, house.ada, house.today(), 10).empty());
}

TEST_CASE("what is too old, too long, taken back or reworded is not frequent", "[core][thanks]") {
    House house;
    house.set_time("2026-10-01", at(12));
    give(house, house.ada, house.ben, "long ago");
    house.set_time("2026-11-20", at(12));
    give(house, house.ada, house.ben, "long ago");
    std::string fits, too_long;
    for (int i = 0; i < 48; ++i) fits += "ä";
    too_long = fits + "ä";
    std::vector<ThanksId> taken_back, reworded;
    for (int i = 0; i < 2; ++i) {
        give(house, house.ada, house.ben, fits);
        give(house, house.ada, house.ben, too_long);
        taken_back.push_back(give(house, house.ada, house.ben, "taken back"));
        reworded.push_back(give(house, house.ada, house.ben, "reworded"));
    }
    const auto often = [&](const char* since) {
        auto list = house.household.get<ThanksStore>().frequent(house.ada, house.ben, day(since), 10);
        std::sort(list.begin(), list.end());
        return list;
    };
    CHECK(often("2026-10-01") == Texts{"long ago", "reworded", "taken back", fits});
    house.done(RemoveThanks{house.ada, taken_back[0]});
    house.done(EditThanks{house.ada, reworded[0], "other words", Audience::household});
    CHECK(often("2026-10-01") == Texts{"long ago", fits});
    CHECK(often("2026-10-02") == Texts{fits});
    CHECK(often("2026-11-21").empty());
}

TEST_CASE("two hearts that two devices gave are one person's heart", "[core][thanks]") {
    House house;
    const auto id = give(house, house.ada, house.ben, "tea");
    house.done(GiveHeart{house.ben, id});
    house.done(GiveHeart{house.cleo, id});
    Uuid other_device;
    other_device.bytes.fill(1);
    db::Connection(house.database())
        .prepare("INSERT INTO heart VALUES (?1, ?2, ?3, ?4, ?5, NULL, NULL)")
        .run(other_device, id, house.ben, house.clock.now());
    REQUIRE(house.household.notice_others());
    const auto hearts = [&] { return house.household.get<ThanksStore>().find(Viewer::of(house.ada), id)->hearts; };
    CHECK(hearts().size() == 2);
    house.done(TakeBackHeart{house.ben, id});
    CHECK(hearts() == std::vector<PersonId>{house.cleo});
    REQUIRE(house.household.undo(Viewer::of(house.ben)));
    CHECK(hearts().size() == 2);
}

TEST_CASE("thanks whose words are sealed are not shown", "[core][thanks]") {
    House house;
    const auto id = give(house, house.ada, house.ben, "tea");
    db::Connection(house.database()).exec("UPDATE thanks SET text = NULL");
    CHECK_FALSE(house.household.get<ThanksStore>().find(Viewer::of(house.ada), id));
    CHECK(house.household.get<ThanksStore>().newest(Viewer::of(house.ada), ThanksKind::all, 10).empty());
    CHECK(house.household.get<ThanksStore>().between(Viewer::of(house.ada), house.today(), house.today()).empty());
}
