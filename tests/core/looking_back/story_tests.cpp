#include <algorithm>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/answers/answer.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/closeness/closeness.hpp"
#include "core/looking_back/story.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/touches/touch.hpp"
#include "core/touches/touch_commands.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using namespace core::looking_back;
using tests::at;
using tests::day;
using tests::House;

namespace {

std::string told(const Happening& happening) {
    struct {
        std::string operator()(const CheckIn& c) { return "check-in " + c.note; }
        std::string operator()(const Thanks& t) { return "thanks " + t.text; }
        std::string operator()(const Touch& t) { return "touch " + std::string(to_text(t.kind)); }
        std::string operator()(const Kept& k) { return "kept " + k.ritual.title; }
        std::string operator()(const Memory& m) { return "memory " + m.caption; }
        std::string operator()(const Described& d) {
            return d.kind->table + (" " + std::to_string(std::get<std::int64_t>(d.record.fields.at(0))));
        }
    } teller;
    auto text = std::visit(teller, happening.what);
    for (const auto& answer : happening.answers) text += " < " + answer.text;
    return text;
}

std::vector<std::string> told(const House& house, const Viewer& viewer, Day on) {
    std::vector<std::string> list;
    for (const auto& happening : story_of(house.household, viewer, on)) list.push_back(told(happening));
    return list;
}

// Sunday, 22 November 2026, told on the Monday after.
struct Sunday : House {
    const Day on = day("2026-11-22");

    Sunday() {
        const auto ritual = [&](const char* title, std::optional<int> time, Audience audience) {
            auto words = tests::weekly(title, on);
            words.starts_at = time;
            words.audience = audience;
            return made<RitualId>(AddRitual{ada, words});
        };
        const auto walk = ritual("walk", at(15), Audience::household),
                   tea = ritual("tea", std::nullopt, Audience::room),
                   talk = ritual("late talk", at(1), Audience::household),
                   alone = ritual("alone", at(10), Audience::only_me),
                   skipped = ritual("skipped", at(9), Audience::household);
        for (const auto& id : {walk, tea, talk, alone}) done(MarkOccurrence{ada, id, on, Outcome::kept});
        done(MarkOccurrence{ada, skipped, on, Outcome::skipped});
        set_time("2026-11-22", at(7));
        done(CheckInNow{ada, 2, {}, "alone", Audience::only_me});
        set_time("2026-11-22", at(9));
        const auto shared = done(CheckInNow{ada, 4, {}, "shared", Audience::household});
        set_time("2026-11-22", at(12));
        done(GiveThanks{ben, ada, "soup", Audience::household});
        done(GiveTouch{ben, ada, TouchKind::hug});
        done(GiveTouch{ben, ada, TouchKind::hug});
        done(AddPhoto{ada, tests::photo(1, TakenAt{on, at(16), 0, std::nullopt}), "the lake", Audience::room});
        set_time("2026-11-23", at(0, 30));  // the day is not over before four
        done(CheckInNow{ben, 5, {}, "late", Audience::room});
        set_time("2026-11-23", at(18));
        done(GiveAnswer{ben, {ItemKind::check_in, shared}, AnswerKind::words, "how good"});
        done(CheckInNow{ada, 3, {}, "the day after", Audience::household});
    }
};

}  // namespace

TEST_CASE("a day's story tells all of it in order of time, what has no time last", "[core][looking_back]") {
    const Sunday house;
    CHECK(told(house, Viewer::of(house.ada), house.on) ==
          std::vector<std::string>{"check-in alone", "check-in shared < how good", "kept alone", "thanks soup",
                                   "touch hug", "kept walk", "memory the lake", "check-in late", "kept late talk",
                                   "kept tea"});
    CHECK(told(house, Viewer::of(house.ada), house.on - 1).empty());
}

TEST_CASE("a day's story tells each viewer what is for them", "[core][looking_back]") {
    const Sunday house;
    CHECK(told(house, Viewer::of(house.ben), house.on) ==
          std::vector<std::string>{"check-in shared < how good", "thanks soup", "touch hug", "kept walk",
                                   "memory the lake", "check-in late", "kept late talk", "kept tea"});
    CHECK(told(house, Viewer::of(house.cleo), house.on) ==
          std::vector<std::string>{"check-in shared < how good", "thanks soup", "kept walk", "memory the lake",
                                   "check-in late", "kept late talk", "kept tea"});
    CHECK(told(house, Viewer{house.ada, Viewer::Eyes::as_shown, house.ben}, house.on) ==
          std::vector<std::string>{"check-in shared < how good", "thanks soup", "touch hug", "kept walk",
                                   "memory the lake", "check-in late", "kept late talk", "kept tea"});
    CHECK(told(house, Viewer::room(), house.on) ==
          std::vector<std::string>{"memory the lake", "check-in late", "kept tea"});
}

TEST_CASE("while the vault is shut a day's story leaves out what lies in it", "[core][looking_back]") {
    Sunday house;
    tests::set_pin(house, house.ada, "2468");
    house.household.lock();
    const auto shut = told(house, Viewer::of(house.ada), house.on);
    CHECK(std::count(shut.begin(), shut.end(), "check-in alone") == 0);
    CHECK(std::count(shut.begin(), shut.end(), "kept alone") == 0);
    CHECK(shut.size() == 8);
    tests::unlock(house, house.ada, "2468");
    CHECK(told(house, Viewer::of(house.ada), house.on).size() == 10);
}
