#include "core/looking_back/days.hpp"

#include <algorithm>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/names.hpp"
#include "core/looking_back/year.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using namespace core::looking_back;
using Catch::Approx;
using tests::day;

namespace {

const PersonId me{Uuid{{1}}}, other{Uuid{{2}}};

Felt felt(const char* on, int mood, Audience audience = Audience::only_me, PersonId author = me,
          std::vector<std::string> feeling = {}) {
    return {author, audience, day(on), mood, std::move(feeling), {}};
}

std::vector<std::string> words(const Season& season) {
    std::vector<std::string> list;
    for (const auto& word : season.words) list.push_back(word.word + " " + std::to_string(word.days.size()));
    return list;
}

}  // namespace

TEST_CASE("a day's value is the mean of its check-ins, however many they are", "[core][looking_back]") {
    const auto days = days_of({felt("2026-03-02", 5), felt("2026-03-01", 1), felt("2026-03-01", 2),
                               felt("2026-03-01", 2), felt("2026-03-01", 4, Audience::room, other)},
                              me);
    REQUIRE(days.size() == 2);
    CHECK(days[0].day == day("2026-03-01"));
    CHECK(days[0].mean == Approx(5.0 / 3));
    CHECK(days[0].count == 3);
    CHECK(days[0].level() == 2);
    CHECK(days[1].level() == 5);
    CHECK(days_of({felt("2026-03-01", 2), felt("2026-03-01", 3)}, me).front().level() == 3);
    CHECK(days_of({felt("2026-03-01", 2), felt("2026-03-01", 5, Audience::room, other)}, std::nullopt).front().count ==
          2);
}

TEST_CASE("a day that holds something private says so, and what is shared is counted without it",
          "[core][looking_back]") {
    const std::vector<Felt> list{felt("2026-03-01", 1), felt("2026-03-01", 5, Audience::household),
                                 felt("2026-03-02", 2), felt("2026-03-03", 4, Audience::room)};
    const auto days = days_of(list, me);
    CHECK(days[0].only_mine);
    CHECK_FALSE(days[2].only_mine);
    const auto shared = shared_days_of(list, me);
    REQUIRE(shared.size() == 2);
    CHECK(shared[0].mean == Approx(5));
    CHECK(shared[1].day == day("2026-03-03"));
    CHECK(shared_days_of(list, other).empty());
}

TEST_CASE("a week begins on Monday, and is the mean of its days with their lowest and highest",
          "[core][looking_back]") {
    // Sunday, Monday with two, Sunday of that week, Monday.
    const auto days = days_of({felt("2026-11-22", 5), felt("2026-11-23", 1), felt("2026-11-23", 2),
                               felt("2026-11-29", 4), felt("2026-11-30", 3)},
                              me);
    const auto weeks = weeks_of(days);
    REQUIRE(weeks.size() == 3);
    CHECK(weeks[0].first == day("2026-11-16"));
    CHECK(weeks[1].first == day("2026-11-23"));
    CHECK(weeks[1].mean == Approx((1.5 + 4) / 2));
    CHECK(weeks[1].low == Approx(1.5));
    CHECK(weeks[1].high == Approx(4));
    CHECK(weeks[1].days == 2);
    CHECK(weeks[2].days == 1);
    CHECK(weeks_of({}).empty());
}

TEST_CASE("a month is the mean of its days, and February is as long as its year has it", "[core][looking_back]") {
    const auto months = months_of(days_of({felt("2028-02-29", 2), felt("2028-02-01", 4), felt("2028-03-01", 5)}, me));
    REQUIRE(months.size() == 2);
    CHECK(months[0].first == day("2028-02-01"));
    CHECK(months[0].mean == Approx(3));
    CHECK(months[0].days == 2);
    CHECK(last_of_year(2028) - first_of_year(2028) == 365);
    CHECK(last_of_year(2026) - first_of_year(2026) == 364);
    CHECK(last_of_year(2026) == day("2026-12-31"));
}

TEST_CASE("names are taken apart at commas, each once whatever its case", "[core][looking_back]") {
    CHECK(names_in({" a walk", "Work ,, work,a walk ,\u00fcben"}) ==
          std::vector<std::string>{"a walk", "Work", "\u00fcben"});
    CHECK(names_in({}).empty());
    CHECK(names_in({" , "}).empty());
}

TEST_CASE("words are gathered by three months, a day counting once, the most frequent first", "[core][looking_back]") {
    std::vector<Felt> list;
    const auto say = [&](const char* on, const char* feeling, PersonId author = me) {
        list.push_back(felt(on, 3, Audience::household, author, parted_names(feeling)));
    };
    say("2026-03-31", "tired, hopeful");
    say("2026-03-31", "Tired");
    say("2026-01-01", "hopeful");
    say("2026-04-01", "calm");
    say("2026-12-31", "calm, at home");
    say("2026-12-30", "angry", other);
    const auto seasons = words_of_seasons(list, me);
    REQUIRE(seasons.size() == 3);
    CHECK(seasons[0].first == day("2026-01-01"));
    CHECK(words(seasons[0]) == std::vector<std::string>{"hopeful 2", "tired 1"});
    CHECK(seasons[0].words[0].days == std::vector<Day>{day("2026-01-01"), day("2026-03-31")});
    CHECK(seasons[1].first == day("2026-04-01"));
    CHECK(words(seasons[2]) == std::vector<std::string>{"at home 1", "calm 1"});
    std::reverse(list.begin(), list.end());
    CHECK(words(words_of_seasons(list, me)[2]) == words(seasons[2]));
}
