#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/looking_back/year.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using core::looking_back::Year;
using tests::at;
using tests::day;
using tests::House;

namespace {

// A leap year's ends, its odd day, and its neighbours.
struct Leap : House {
    Leap() {
        for (const char* on : {"2023-12-31", "2024-01-01", "2024-02-29", "2024-12-31", "2025-01-01"}) {
            set_time(on, at(20));
            done(CheckInNow{ada, 4, {}, "", Audience::only_me});
            done(CheckInNow{ben, 2, {}, "", Audience::household});
        }
        set_time("2026-11-23", at(18));
    }
};

std::vector<std::string> read(Year& year, const Viewer& viewer, int which) {
    while (year.step(viewer, which)) {
    }
    std::vector<std::string> list;
    for (const auto& felt : year.felt()) list.push_back(to_iso(felt.day) + " " + std::to_string(felt.mood));
    return list;
}

}  // namespace

TEST_CASE("a year has all of its days, and none of another's", "[core][looking_back]") {
    const Leap house;
    Year year(house.household);
    CHECK(read(year, Viewer::of(house.ada), 2024) == std::vector<std::string>{"2024-01-01 4", "2024-01-01 2",
                                                                              "2024-02-29 4", "2024-02-29 2",
                                                                              "2024-12-31 4", "2024-12-31 2"});
    CHECK(read(year, Viewer::of(house.ben), 2024) ==
          std::vector<std::string>{"2024-01-01 2", "2024-02-29 2", "2024-12-31 2"});
    CHECK(read(year, Viewer::of(house.ben), 2025) == std::vector<std::string>{"2025-01-01 2"});
    CHECK(read(year, Viewer::as_shown_to(house.ada), 2025) == std::vector<std::string>{"2025-01-01 2"});
    CHECK(read(year, Viewer::room(), 2024).empty());
    CHECK(year.there());
}

TEST_CASE("a year is read in slices, and answers as before until it has been read anew", "[core][looking_back]") {
    Leap house;
    Year year(house.household);
    const auto me = Viewer::of(house.ada);
    int slices = 1;
    while (year.step(me, 2024)) {
        CHECK_FALSE(year.there());
        CHECK(year.felt().empty());
        ++slices;
    }
    CHECK(slices > 50);
    CHECK(year.felt().size() == 6);
    CHECK_FALSE(year.step(me, 2024));
    const auto version = year.version();
    house.done(CheckInNow{
        house.ada, 1, {}, "", Audience::only_me, {}, Help::unsaid, false, house.clock.at(day("2024-06-01"), at(12))});
    CHECK(year.step(me, 2024));
    CHECK(year.there());
    CHECK(year.felt().size() == 6);
    CHECK(year.version() == version);
    while (year.step(me, 2024)) {
    }
    CHECK(year.felt().size() == 7);
    CHECK(year.version() != version);
}

TEST_CASE("while the vault is shut a year holds what is shared alone", "[core][looking_back]") {
    Leap house;
    tests::set_pin(house, house.ada, "2468");
    Year year(house.household);
    const auto me = Viewer::of(house.ada);
    CHECK(read(year, me, 2024).size() == 6);
    house.household.lock();
    CHECK(read(year, me, 2024).size() == 3);
    year.forget();
    CHECK(year.felt().empty());
    CHECK_FALSE(year.there());
}

TEST_CASE("what is written after midnight is of the evening before, also at the year's end", "[core][looking_back]") {
    House house;
    house.set_time("2025-01-01", at(2));
    house.done(CheckInNow{house.ada, 5, {}, "", Audience::household});
    house.set_time("2026-11-23", at(18));
    Year year(house.household);
    CHECK(read(year, Viewer::of(house.ada), 2025).empty());
    CHECK(read(year, Viewer::of(house.ada), 2024) == std::vector<std::string>{"2024-12-31 5"});
    CHECK(house.household.get<CheckInStore>().first_day(Viewer::of(house.ben), std::nullopt) == day("2024-12-31"));
    CHECK_FALSE(house.household.get<CheckInStore>().first_day(Viewer::of(house.ben), house.ben));
}
