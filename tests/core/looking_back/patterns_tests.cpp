#include "core/looking_back/patterns.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "tests/core/household/house.hpp"

using namespace core;
using namespace core::looking_back;
using Catch::Approx;
using tests::day;

namespace {

const PersonId me{Uuid{{1}}}, other{Uuid{{2}}};

// The whole of the permutation distribution, by going through every choice.
double exact_chance(const std::vector<double>& with, const std::vector<double>& without) {
    std::vector<double> all = with;
    all.insert(all.end(), without.begin(), without.end());
    const auto n = all.size();
    double total = 0;
    for (const double v : all) total += v;
    const auto apart = [&](double sum) {
        return std::abs(sum / static_cast<double>(with.size()) - (total - sum) / static_cast<double>(without.size()));
    };
    double own = 0;
    for (const double v : with) own += v;
    int as_far = 0, count = 0;
    for (unsigned set = 0; set < (1u << n); ++set) {
        if (static_cast<std::size_t>(__builtin_popcount(set)) != with.size()) continue;
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i)
            if (set >> i & 1) sum += all[i];
        ++count;
        as_far += apart(sum) >= apart(own) - 1e-9 ? 1 : 0;
    }
    return static_cast<double>(as_far) / count;
}

std::vector<Pattern> found_in(std::vector<NamedDay> days) {
    PatternSearch search(std::move(days));
    while (search.step()) {
    }
    return search.found();
}

std::vector<NamedDay> half_walks(int count) {
    std::vector<NamedDay> days;
    for (int i = 0; i < count; ++i)
        days.push_back({day("2026-01-01") + i,
                        i % 2 ? 4.0 + i % 3 * 0.25 : 3.0 + i % 5 * 0.25,
                        {i % 2 ? "a walk" : "work", i < 9 ? "rare" : "usual"}});
    return days;
}

}  // namespace

TEST_CASE("the chance is that of the whole permutation distribution", "[core][looking_back]") {
    const std::vector<std::pair<std::vector<double>, std::vector<double>>> known = {
        {{5, 5, 4, 5, 4}, {2, 3, 3, 2, 4, 3, 3}},
        {{1, 2, 2}, {3, 1, 2, 2, 3, 4, 2}},
        {{3, 4.5, 2, 4, 4, 5, 3.5}, {3, 3, 4, 2, 2.5}},
    };
    for (const auto& [with, without] : known) {
        const double exact = exact_chance(with, without);
        // Four standard errors of so many draws.
        const int n = 20'000;
        CHECK(chance_of_difference(with, without, n, 7) ==
              Approx(exact).margin(4 * std::sqrt(exact * (1 - exact) / n) + 1.0 / n));
    }
}

TEST_CASE("no difference is all chance, and the smallest chance is one in the permutations and one",
          "[core][looking_back]") {
    CHECK(chance_of_difference({3, 3, 3}, {3, 3, 3, 3}, 2'000, 1) == 1.0);
    const std::vector<double> low(30, 1.0), high(30, 5.0);
    CHECK(chance_of_difference(low, high, 2'000, 1) == Approx(1.0 / 2'001));
    CHECK(chance_of_difference({}, high, 2'000, 1) == 1.0);
}

TEST_CASE("the chance is the same whatever the order, and whichever side is which", "[core][looking_back]") {
    std::vector<double> with{5, 3, 4, 4, 2, 5, 4.5, 3}, without{2, 3, 3, 1, 4, 2.5, 3, 3, 2, 4, 3.5};
    const double chance = chance_of_difference(with, without, 3'000, 11);
    CHECK(chance < 0.2);
    std::reverse(with.begin(), with.end());
    std::rotate(without.begin(), without.begin() + 4, without.end());
    CHECK(chance_of_difference(with, without, 3'000, 11) == chance);
    CHECK(chance_of_difference(without, with, 3'000, 11) == chance);
}

TEST_CASE("where there is nothing, every chance is as likely as any other", "[core][looking_back]") {
    std::mt19937_64 random(2026);
    std::normal_distribution<double> value(3, 1);
    constexpr int trials = 600;
    int at_most[4] = {};
    const double limits[4] = {0.05, 0.25, 0.5, 0.75};
    for (int i = 0; i < trials; ++i) {
        std::vector<double> with(14), without(31);
        for (auto& v : with) v = value(random);
        for (auto& v : without) v = value(random);
        const double chance = chance_of_difference(with, without, 999, static_cast<std::uint64_t>(i));
        CHECK(chance >= 1.0 / 1'000);
        CHECK(chance <= 1);
        for (int k = 0; k < 4; ++k) at_most[k] += chance <= limits[k] ? 1 : 0;
    }
    for (int k = 0; k < 4; ++k) {
        INFO("at most " << limits[k]);
        CHECK(at_most[k] / static_cast<double>(trials) ==
              Approx(limits[k]).margin(3.3 * std::sqrt(limits[k] * (1 - limits[k]) / trials)));
    }
}

TEST_CASE("a pattern is told with its days and its difference, from ten days on each side", "[core][looking_back]") {
    const auto patterns = found_in(half_walks(60));
    REQUIRE(patterns.size() == 2);  // "rare" was on nine days, and so "usual" was missing on nine
    CHECK(patterns[0].name == "a walk");
    CHECK(patterns[0].with == 30);
    CHECK(patterns[0].without == 30);
    CHECK(patterns[0].difference == Approx(4.25 - 3.5));
    CHECK(patterns[0].chance < 0.001);
    CHECK(patterns[1].name == "work");
    CHECK(patterns[1].difference == Approx(-0.75));
    CHECK(found_in(half_walks(19)).empty());
    CHECK(found_in({}).empty());
}

TEST_CASE("patterns are the same in whatever order the days come, and whatever else was named",
          "[core][looking_back]") {
    auto days = half_walks(60);
    const auto patterns = found_in(days);
    std::reverse(days.begin(), days.end());
    for (auto& each : days)
        if (each.day.number % 3 == 0) each.around.push_back("music");
    const auto again = found_in(days);
    REQUIRE(again.size() == 3);
    CHECK(again[1].name == "music");
    CHECK(again[0].chance == patterns[0].chance);
    CHECK(again[0].difference == Approx(patterns[0].difference));
    CHECK(again[2].chance == patterns[1].chance);
}

TEST_CASE("a day counts once, with all that was named on it, and only where something was named",
          "[core][looking_back]") {
    const Day on = day("2026-05-01");
    const auto days = named_days_of({{me, Audience::only_me, on, 2, {}, {"a walk"}},
                                     {me, Audience::only_me, on, 4, {}, {"work", "A walk"}},
                                     {me, Audience::only_me, on, 3, {}, {}},
                                     {me, Audience::only_me, on + 1, 5, {}, {}},
                                     {other, Audience::room, on + 2, 5, {}, {"a walk"}}},
                                    me);
    REQUIRE(days.size() == 1);
    CHECK(days[0].mean == Approx(3));
    CHECK(days[0].around == std::vector<std::string>{"a walk", "work"});
}

TEST_CASE("the search is a job that can be given up", "[core][looking_back]") {
    JobQueue jobs;
    auto search = std::make_shared<PatternSearch>(half_walks(60));
    auto given_up = std::make_shared<PatternSearch>(half_walks(60));
    jobs.add(search, JobQueue::Priority::background);
    jobs.add(given_up, JobQueue::Priority::background);
    given_up->cancel();
    CHECK_FALSE(search->complete());
    while (jobs.run_slice()) {
    }
    CHECK(search->complete());
    CHECK(search->found().size() == 2);
    CHECK_FALSE(given_up->complete());
}
