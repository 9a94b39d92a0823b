#include "core/feelings/feeling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

using namespace core;

TEST_CASE("there are words for every corner of how one feels, each once and each in a place of its own",
          "[core][feelings]") {
    const auto all = feelings();
    CHECK(all.size() >= 120);
    CHECK(all.size() <= 160);
    std::set<std::string_view> words;
    std::array<int, 4> quadrants{};
    int middle = 0;
    for (const auto& f : all) {
        INFO(f.word);
        CHECK_FALSE(f.word.empty());
        CHECK(words.insert(f.word).second);
        // What is joined with commas in a check-in has none, and no blanks at its ends.
        CHECK(f.word.find(',') == std::string_view::npos);
        CHECK(f.word.front() != ' ');
        CHECK(f.word.back() != ' ');
        CHECK(f.word.find("  ") == std::string_view::npos);
        CHECK(f.word.size() <= 16);
        CHECK(std::fabs(f.pleasantness) <= 1);
        CHECK(std::fabs(f.energy) <= 1);
        if (std::hypot(f.pleasantness, f.energy) < 0.35f) ++middle;
        else ++quadrants[(f.pleasantness < 0 ? 0u : 1u) + (f.energy < 0 ? 0u : 2u)];
    }
    for (const int count : quadrants) CHECK(count >= 22);
    CHECK(middle >= 10);
    CHECK(std::is_sorted(all.begin(), all.end(), [](const Feeling& a, const Feeling& b) { return a.word < b.word; }));
}

TEST_CASE("no two words lie on one spot", "[core][feelings]") {
    const auto all = feelings();
    for (const auto& a : all)
        for (const auto& b : all) {
            if (&a == &b) continue;
            INFO(a.word << " and " << b.word);
            REQUIRE(std::hypot(a.pleasantness - b.pleasantness, a.energy - b.energy) > 0.08f);
        }
}

TEST_CASE("no corner of the field is without a word", "[core][feelings]") {
    for (int x = -3; x <= 3; ++x)
        for (int y = -3; y <= 3; ++y) {
            const float p = static_cast<float>(x) * 0.3f, e = static_cast<float>(y) * 0.3f;
            const auto nearest = near(p, e, 1);
            REQUIRE(nearest.size() == 1);
            INFO(p << ", " << e << ": " << nearest.front().word);
            CHECK(std::hypot(nearest.front().pleasantness - p, nearest.front().energy - e) < 0.25f);
        }
}

TEST_CASE("words lie on the side where they belong", "[core][feelings]") {
    const auto at = [](std::string_view word) {
        const auto* found = feeling_named(word);
        INFO(word);
        REQUIRE(found);
        return *found;
    };
    for (const char* word : {"furious", "panicky", "overwhelmed", "on edge", "jealous"})
        CHECK((at(word).pleasantness < 0 && at(word).energy > 0));
    for (const char* word : {"sad", "lonely", "exhausted", "left out", "homesick"})
        CHECK((at(word).pleasantness < 0 && at(word).energy < 0));
    for (const char* word : {"joyful", "excited", "in love", "playful", "hopeful"})
        CHECK((at(word).pleasantness > 0 && at(word).energy > 0));
    for (const char* word : {"at ease", "content", "relieved", "tender", "at peace"})
        CHECK((at(word).pleasantness > 0 && at(word).energy < 0));
    CHECK(at("furious").energy > at("frustrated").energy);
    CHECK(at("exhausted").energy < at("tired").energy);
    CHECK(feeling_named("sun-drunk") == nullptr);
    CHECK(feeling_named("") == nullptr);
    CHECK(feeling_named("Sad") == nullptr);
}

TEST_CASE("what lies near a place is found, the nearest first", "[core][feelings]") {
    for (const auto& f : feelings()) CHECK(near(f.pleasantness, f.energy, 1).front().word == f.word);
    const auto around = near(-0.7f, -0.45f, 8);
    REQUIRE(around.size() == 8);
    const auto has = [&](std::string_view word) {
        return std::any_of(around.begin(), around.end(), [&](const Feeling& f) { return f.word == word; });
    };
    CHECK(has("sad"));
    CHECK(has("lonely"));
    CHECK_FALSE(has("joyful"));
    for (std::size_t i = 1; i < around.size(); ++i)
        CHECK(std::hypot(around[i - 1].pleasantness + 0.7f, around[i - 1].energy + 0.45f) <=
              std::hypot(around[i].pleasantness + 0.7f, around[i].energy + 0.45f));
    CHECK(near(0, 0, 10'000).size() == feelings().size());
    CHECK(near(0, 0, 0).empty());
}

TEST_CASE("a mood has its place on the axis of the words", "[core][feelings]") {
    for (int mood = 2; mood <= 5; ++mood) CHECK(pleasantness_of(mood - 1) < pleasantness_of(mood));
    CHECK(pleasantness_of(3) == 0);
    CHECK(pleasantness_of(-4) == pleasantness_of(1));
    CHECK(pleasantness_of(9) == pleasantness_of(5));
}
