#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/db/connection.hpp"
#include "core/exports/household_json.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/text.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;

namespace {

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("check-ins between two days are those of both days, the newest first", "[core][check_ins]") {
    House house;
    for (const char* on : {"2026-11-20", "2026-11-21", "2026-11-22"})
        for (const int hour : {9, 21}) {
            house.set_time(on, at(hour));
            house.done(CheckInNow{hour == 9 ? house.ada : house.ben,
                                  3,
                                  {},
                                  std::string(on) + (hour == 9 ? " early" : " late"),
                                  Audience::household});
        }
    const auto between = [&](const char* from, const char* to) {
        Texts texts;
        for (const auto& each : house.household.get<CheckInStore>().between(Viewer::of(house.cleo), day(from), day(to)))
            texts.push_back(each.note);
        return texts;
    };
    CHECK(between("2026-11-21", "2026-11-22") ==
          Texts{"2026-11-22 late", "2026-11-22 early", "2026-11-21 late", "2026-11-21 early"});
    CHECK(between("2026-11-20", "2026-11-20") == Texts{"2026-11-20 late", "2026-11-20 early"});
    CHECK(between("2026-11-23", "2026-12-31").empty());
    CHECK(between("2026-11-22", "2026-11-21").empty());
}

TEST_CASE("check-ins of one moment stand in the order they were made", "[core][check_ins]") {
    House house;
    const auto one = [&](int mood) { return CheckInNow{house.ada, mood, {}, "", Audience::household}; };
    REQUIRE(house.household.apply(std::vector<Command>{one(1), one(5), one(2)}));
    std::vector<int> moods;
    for (const auto& each :
         house.household.get<CheckInStore>().between(Viewer::of(house.ada), house.today(), house.today()))
        moods.push_back(each.mood);
    CHECK(moods == std::vector<int>{2, 5, 1});
}

TEST_CASE("a day's check-ins after midnight come after those before it", "[core][check_ins]") {
    House house;
    house.set_time("2026-11-24", at(0, 30));
    house.done(CheckInNow{house.ada, 5, {}, "", Audience::household});
    house.set_time("2026-11-23", at(23, 30));
    house.done(CheckInNow{house.ada, 1, {}, "", Audience::household});
    const auto list =
        house.household.get<CheckInStore>().between(Viewer::of(house.ada), day("2026-11-23"), day("2026-11-23"));
    REQUIRE(list.size() == 2);
    CHECK(list[0].mood == 5);
    CHECK(list[1].mood == 1);
}

TEST_CASE("a mood that this version has no face for is shown as the nearest", "[core][check_ins]") {
    House house;
    const auto id = house.made<CheckInId>(CheckInNow{house.ada, 3, {}, "", Audience::household});
    db::Connection other(house.database());
    other.exec("UPDATE check_in SET mood = 9");
    CHECK(house.household.get<CheckInStore>().find(Viewer::of(house.ada), id)->mood == 5);
    other.exec("UPDATE check_in SET mood = -2");
    CHECK(house.household.get<CheckInStore>().find(Viewer::of(house.ada), id)->mood == 1);
    // Sealed: not for this version to show.
    other.exec("UPDATE check_in SET mood = NULL");
    CHECK_FALSE(house.household.get<CheckInStore>().find(Viewer::of(house.ada), id));
    CHECK(house.household.get<CheckInStore>().between(Viewer::of(house.ada), house.today(), house.today()).empty());
}

TEST_CASE("a check-in says what was around it, what would help and that it is good news, shared or sealed",
          "[core][check-ins]") {
    for (const auto audience : {Audience::only_me, Audience::household}) {
        House house;
        CheckInNow now{house.ada, 4, {"glad"}, "", audience};
        now.around = {" a walk", "work "};
        now.help = Help::listen;
        now.good_news = true;
        const auto id = house.made<CheckInId>(now);
        const auto look = [&] { return house.household.get<CheckInStore>().find(Viewer::of(house.ada), id).value(); };
        CHECK(look().around == Texts{"a walk", "work"});
        CHECK(look().help == Help::listen);
        CHECK(look().good_news);
        // What is not said anew stays.
        house.comes_back(EditCheckIn{house.ada, id, 5, {}, "later", audience}, Viewer::of(house.ada));
        house.done(EditCheckIn{house.ada, id, 5, {}, "later", audience});
        CHECK(look().around == Texts{"a walk", "work"});
        CHECK(look().help == Help::listen);
        house.done(EditCheckIn{house.ada, id, 5, {}, "", audience, Texts{}, Help::unsaid, false});
        CHECK(look().around.empty());
        CHECK(look().help == Help::unsaid);
        CHECK_FALSE(look().good_news);
        // Sharing and taking back carry it along.
        house.done(EditCheckIn{house.ada, id, 5, {}, "", Audience::household, Texts{"cooking"}, Help::hug, true});
        house.done(SetAudience{house.ada, {ItemKind::check_in, id.value}, Audience::only_me});
        CHECK(look().around == Texts{"cooking"});
        CHECK(look().help == Help::hug);
        CHECK(house.refused(
                  EditCheckIn{house.ada, id, 5, {}, "", audience, Texts{std::string(longest_around + 1, 'a')}}) ==
              Refusal::text_too_long);
    }
}

TEST_CASE("a check-in may say when it was, on the day that it was then, and never that it will be",
          "[core][check-ins]") {
    for (const auto audience : {Audience::only_me, Audience::household}) {
        House house;
        auto past = house.clock.now();
        past.utc_ms -= 15 * 3'600'000;  // 03:10: before the day begins, so of the day before
        CheckInNow now{house.ada, 2, {}, "", audience};
        now.at = past;
        const auto id = house.made<CheckInId>(now);
        const auto look = [&] { return house.household.get<CheckInStore>().find(Viewer::of(house.ada), id).value(); };
        CHECK(look().felt_at.utc_ms == past.utc_ms);
        CHECK(look().day == house.today() - 1);
        EditCheckIn later{house.ada, id, 2, {}, "", audience};
        later.at = house.clock.now();
        later.at->utc_ms -= 60'000;
        house.comes_back(later, Viewer::of(house.ada));
        house.done(later);
        CHECK(look().day == house.today());
        now.at->utc_ms = house.clock.now().utc_ms + 3'600'000;
        CHECK(house.refused(now) == Refusal::invalid_date);
        later.at = now.at;
        CHECK(house.refused(later) == Refusal::invalid_date);
    }
}

TEST_CASE("names stand in the file as one text, and any text that was ever written stays as it is",
          "[core][check-ins]") {
    CHECK(joined_names({"a walk", "work"}) == "a walk, work");
    CHECK(parted_names("a walk, work") == Texts{"a walk", "work"});
    CHECK(parted_names("").empty());
    CHECK(joined_names({}).empty());
    for (const auto* odd : {"tired", "tired,hopeful", "tired,  hopeful", "tired, , hopeful", ",", ", ", "a,", "a, ",
                            ",a", "Tired, tired", "a ,b", "a,, b"}) {
        INFO(odd);
        CHECK(joined_names(parted_names(odd)) == odd);
        for (const auto audience : {Audience::only_me, Audience::household}) {
            House house;
            const auto id = house.made<CheckInId>(CheckInNow{house.ada, 3, parted_names(odd), "", audience});
            const auto find = [&] { return *house.household.get<CheckInStore>().find(Viewer::of(house.ada), id); };
            const auto as_stored = tidy_line(odd, longest_feeling).value();
            CHECK(joined_names(find().feeling) == as_stored);
            // Something else is changed about it.
            house.done(EditCheckIn{house.ada, id, 3, find().feeling, "later", Audience::household});
            std::string text;
            db::Connection(house.database()).prepare("SELECT feeling FROM check_in").each([&](const auto& row) {
                text = row.text(0);
            });
            CHECK(text == as_stored);
            // And it goes out and in as it is.
            const auto ada = Viewer::of(house.ada);
            auto read = exports::read_json(exports::to_json(exports::gather(house.household, ada)));
            REQUIRE(std::holds_alternative<exports::Contents>(read));
            CHECK(joined_names(std::get<exports::Contents>(read).check_ins.front().feeling) == as_stored);
        }
    }
}

TEST_CASE("people read the names one by one, however they were parted", "[core][check-ins]") {
    CHECK(single_names({"tired,hopeful", " a walk ", "", "tired", "Tired"}) ==
          Texts{"tired", "hopeful", "a walk", "Tired"});
    CHECK(single_names({}).empty());
    CHECK(single_names({" , "}).empty());
}
