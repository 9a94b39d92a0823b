#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/db/connection.hpp"
#include "core/rituals/ritual_store.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;
using tests::weekly;

namespace {

using Texts = std::vector<std::string>;

// Days and titles, with what became of them: "2026-11-23 Tea", "2026-11-24 Tea kept".
Texts agenda(const House& house, const char* from, const char* to) {
    Texts texts;
    const auto viewer = Viewer::of(house.ada);
    for (const auto& each : house.household.get<RitualStore>().occurrences(viewer, day(from), day(to))) {
        const auto ritual = house.household.get<RitualStore>().find(viewer, each.ritual, day(from));
        REQUIRE(ritual);
        CHECK(each.at == ritual->starts_at);
        texts.push_back(to_iso(each.day) + " " + ritual->title +
                        (each.outcome == Outcome::kept      ? " kept"
                         : each.outcome == Outcome::skipped ? " skipped"
                                                            : ""));
    }
    return texts;
}

RitualWords daily(const std::string& title, const char* from) {
    RitualWords words;
    words.title = title;
    words.rule = "FREQ=DAILY";
    words.starts_on = day(from);
    return words;
}

struct DailyTea : House {
    RitualId tea = made<RitualId>(AddRitual{ada, daily("Tea", "2026-11-20")});
    void mark(const char* on, Outcome outcome) { done(MarkOccurrence{ada, tea, day(on), outcome}); }
};

}  // namespace

TEST_CASE("rituals stand in the order they were made", "[core][rituals]") {
    House house;
    for (const char* title : {"Zither", "Apples", "Moon"}) house.done(AddRitual{house.ada, daily(title, "2026-11-20")});
    Texts titles;
    for (const auto& ritual : house.household.get<RitualStore>().all(Viewer::of(house.ben), house.today()))
        titles.push_back(ritual.title);
    CHECK(titles == Texts{"Zither", "Apples", "Moon"});
}

TEST_CASE("an agenda is by day, then time with none first, then title", "[core][rituals]") {
    House house;
    const auto add = [&](const char* title, std::optional<int> time) {
        auto words = daily(title, "2026-11-20");
        words.starts_at = time;
        house.done(AddRitual{house.ada, words});
    };
    add("Walk", at(18));
    add("Coffee", at(7, 30));
    add("Bath", at(18));
    add("Smile", std::nullopt);
    add("Hug", std::nullopt);
    add("Midnight", 0);
    CHECK(agenda(house, "2026-11-23", "2026-11-24") ==
          Texts{"2026-11-23 Hug", "2026-11-23 Smile", "2026-11-23 Midnight", "2026-11-23 Coffee", "2026-11-23 Bath",
                "2026-11-23 Walk", "2026-11-24 Hug", "2026-11-24 Smile", "2026-11-24 Midnight", "2026-11-24 Coffee",
                "2026-11-24 Bath", "2026-11-24 Walk"});
    CHECK(agenda(house, "2026-11-24", "2026-11-23").empty());
    CHECK(agenda(house, "2026-11-01", "2026-11-19").empty());
}

TEST_CASE("a ritual without a rule occurs once", "[core][rituals]") {
    House house;
    auto words = daily("Concert", "2026-11-27");
    words.rule.clear();
    const auto id = house.made<RitualId>(AddRitual{house.ada, words});
    CHECK(agenda(house, "2026-01-01", "2027-12-31") == Texts{"2026-11-27 Concert"});
    house.done(MarkOccurrence{house.ada, id, day("2026-11-27"), Outcome::kept});
    CHECK(agenda(house, "2026-01-01", "2027-12-31") == Texts{"2026-11-27 Concert kept"});
}

TEST_CASE("a paused span is left out, before and after it is not", "[core][rituals]") {
    DailyTea house;
    house.set_time("2026-11-22", at(12));
    house.done(PauseRitual{house.ben, house.tea});
    CHECK(agenda(house, "2026-11-19", "2026-11-30") == Texts{"2026-11-20 Tea", "2026-11-21 Tea"});
    house.set_time("2026-11-25", at(12));
    house.done(PauseRitual{house.ben, house.tea});  // paused already: since the 22nd still
    const auto paused_since = [&](const char* on) {
        return house.household.get<RitualStore>().find(Viewer::of(house.ada), house.tea, day(on))->paused_since;
    };
    CHECK(paused_since("2026-11-25") == day("2026-11-22"));
    CHECK_FALSE(paused_since("2026-11-21"));
    house.done(ResumeRitual{house.ada, house.tea});
    CHECK(agenda(house, "2026-11-19", "2026-11-26") ==
          Texts{"2026-11-20 Tea", "2026-11-21 Tea", "2026-11-25 Tea", "2026-11-26 Tea"});
    CHECK(paused_since("2026-11-24") == day("2026-11-22"));
    CHECK_FALSE(paused_since("2026-11-25"));
    // A second pause later leaves the first as it was.
    house.set_time("2026-11-26", at(12));
    house.done(PauseRitual{house.ada, house.tea});
    CHECK(agenda(house, "2026-11-19", "2026-12-31") == Texts{"2026-11-20 Tea", "2026-11-21 Tea", "2026-11-25 Tea"});
}

TEST_CASE("a pause is one ritual's and leaves the others as they are", "[core][rituals]") {
    DailyTea house;
    const auto zither = house.made<RitualId>(AddRitual{house.ada, daily("Zither", "2026-11-20")});
    house.set_time("2026-11-22", at(12));
    house.done(PauseRitual{house.ada, house.tea});
    CHECK(agenda(house, "2026-11-21", "2026-11-23") ==
          Texts{"2026-11-21 Tea", "2026-11-21 Zither", "2026-11-22 Zither", "2026-11-23 Zither"});
    CHECK_FALSE(house.household.get<RitualStore>().find(Viewer::of(house.ada), zither, house.today())->paused_since);
    house.done(ResumeRitual{house.ada, zither});
    CHECK(house.household.get<RitualStore>().find(Viewer::of(house.ada), house.tea, house.today())->paused_since);
}

TEST_CASE("a pause taken up again the same day leaves nothing out", "[core][rituals]") {
    DailyTea house;
    house.set_time("2026-11-22", at(12));
    house.done(PauseRitual{house.ada, house.tea});
    house.done(ResumeRitual{house.ada, house.tea});
    CHECK(agenda(house, "2026-11-21", "2026-11-23") == Texts{"2026-11-21 Tea", "2026-11-22 Tea", "2026-11-23 Tea"});
    house.done(ResumeRitual{house.ada, house.tea});  // not paused: nothing happens
    CHECK(agenda(house, "2026-11-21", "2026-11-23") == Texts{"2026-11-21 Tea", "2026-11-22 Tea", "2026-11-23 Tea"});
}

TEST_CASE("a pause begins with the household's day, not at midnight", "[core][rituals]") {
    DailyTea house;
    house.set_time("2026-11-23", at(1));  // still Sunday
    house.done(PauseRitual{house.ada, house.tea});
    CHECK(agenda(house, "2026-11-21", "2026-11-24") == Texts{"2026-11-21 Tea"});
}

TEST_CASE("what was marked stays through a pause that came over it", "[core][rituals]") {
    DailyTea house;
    house.set_time("2026-11-22", at(12));
    house.mark("2026-11-22", Outcome::kept);
    house.mark("2026-11-24", Outcome::skipped);
    house.done(PauseRitual{house.ada, house.tea});
    CHECK(agenda(house, "2026-11-21", "2026-11-26") ==
          Texts{"2026-11-21 Tea", "2026-11-22 Tea kept", "2026-11-24 Tea skipped"});
}

TEST_CASE("pauses that two devices made are one, and end as one", "[core][rituals]") {
    DailyTea house;
    house.set_time("2026-11-22", at(12));
    house.done(PauseRitual{house.ada, house.tea});
    Uuid other_device;
    other_device.bytes.fill(1);
    db::Connection(house.database())
        .prepare("INSERT INTO ritual_pause VALUES (?1, ?2, ?3, NULL, NULL, ?4, ?5, NULL, NULL)")
        .run(other_device, house.tea, day("2026-11-23"), house.clock.now());
    REQUIRE(house.household.notice_others());
    house.set_time("2026-11-25", at(12));
    CHECK(agenda(house, "2026-11-21", "2026-11-26") == Texts{"2026-11-21 Tea"});
    house.done(ResumeRitual{house.ada, house.tea});
    CHECK(agenda(house, "2026-11-21", "2026-11-26") == Texts{"2026-11-21 Tea", "2026-11-25 Tea", "2026-11-26 Tea"});
    REQUIRE(house.household.undo(Viewer::of(house.ada)));
    CHECK(agenda(house, "2026-11-21", "2026-11-26") == Texts{"2026-11-21 Tea"});
}

TEST_CASE("a day that was marked stays when the rule has changed since", "[core][rituals]") {
    House house;
    const auto tea = house.made<RitualId>(AddRitual{house.ada, weekly("Tea", day("2026-11-02"))});  // Mondays
    house.done(MarkOccurrence{house.ada, tea, day("2026-11-09"), Outcome::kept});
    house.done(MarkOccurrence{house.ada, tea, day("2026-11-16"), Outcome::skipped});
    house.done(EditRitual{house.ada, tea, weekly("Tea", day("2026-11-17"))});  // Tuesdays from now on
    CHECK(agenda(house, "2026-11-01", "2026-11-25") ==
          Texts{"2026-11-09 Tea kept", "2026-11-16 Tea skipped", "2026-11-17 Tea", "2026-11-24 Tea"});
    // Such a day can still be marked otherwise, and goes when its mark is taken back.
    house.done(MarkOccurrence{house.ada, tea, day("2026-11-09"), Outcome::skipped});
    house.done(MarkOccurrence{house.ada, tea, day("2026-11-16"), Outcome::open});
    CHECK(agenda(house, "2026-11-01", "2026-11-18") == Texts{"2026-11-09 Tea skipped", "2026-11-17 Tea"});
    CHECK(house.refused(MarkOccurrence{house.ada, tea, day("2026-11-16"), Outcome::kept}) == Refusal::not_on_that_day);
    // A day that both rules have is there once.
    house.done(MarkOccurrence{house.ada, tea, day("2026-11-24"), Outcome::kept});
    CHECK(agenda(house, "2026-11-24", "2026-11-24") == Texts{"2026-11-24 Tea kept"});
}

TEST_CASE("a changed title, time or colour moves no mark", "[core][rituals]") {
    DailyTea house;
    house.mark("2026-11-21", Outcome::kept);
    auto words = daily("Cocoa", "2026-11-20");
    words.starts_at = at(16);
    house.done(EditRitual{house.ben, house.tea, words});
    CHECK(agenda(house, "2026-11-20", "2026-11-22") ==
          Texts{"2026-11-20 Cocoa", "2026-11-21 Cocoa kept", "2026-11-22 Cocoa"});
}

TEST_CASE("of marks that two devices made the newest counts, and all can be taken back", "[core][rituals]") {
    DailyTea house;
    house.mark("2026-11-21", Outcome::kept);
    db::Connection other(house.database());
    auto insert = other.prepare("INSERT INTO occurrence_mark VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?6, NULL, NULL)");
    Uuid id;
    const auto mark_elsewhere = [&](std::uint8_t n, const char* outcome, std::int64_t later_ms) {
        id.bytes.fill(n);
        auto when = house.clock.now();
        when.utc_ms += later_ms;
        insert.run(id, house.tea, day("2026-11-21"), outcome, when);
    };
    mark_elsewhere(1, "skipped", -5'000);
    CHECK(agenda(house, "2026-11-21", "2026-11-21") == Texts{"2026-11-21 Tea kept"});
    CHECK(house.household.get<RitualStore>().outcome(house.tea, day("2026-11-21")) == Outcome::kept);
    mark_elsewhere(2, "skipped", 5'000);
    CHECK(agenda(house, "2026-11-21", "2026-11-21") == Texts{"2026-11-21 Tea skipped"});
    CHECK(house.household.get<RitualStore>().outcome(house.tea, day("2026-11-21")) == Outcome::skipped);
    REQUIRE(house.household.notice_others());
    house.mark("2026-11-21", Outcome::open);
    CHECK(agenda(house, "2026-11-21", "2026-11-21") == Texts{"2026-11-21 Tea"});
    REQUIRE(house.household.undo(Viewer::of(house.ada)));
    CHECK(agenda(house, "2026-11-21", "2026-11-21") == Texts{"2026-11-21 Tea skipped"});
}

TEST_CASE("marks of one day or one ritual are not another's", "[core][rituals]") {
    DailyTea house;
    house.done(AddRitual{house.ada, daily("Zither", "2026-11-20")});
    house.mark("2026-11-21", Outcome::kept);
    CHECK(agenda(house, "2026-11-20", "2026-11-22") == Texts{"2026-11-20 Tea", "2026-11-20 Zither",
                                                             "2026-11-21 Tea kept", "2026-11-21 Zither",
                                                             "2026-11-22 Tea", "2026-11-22 Zither"});
}

TEST_CASE("a removed ritual has no dates, and gets them back with its marks", "[core][rituals]") {
    DailyTea house;
    house.mark("2026-11-21", Outcome::kept);
    house.done(RemoveRitual{house.ben, house.tea});
    CHECK(agenda(house, "2026-11-01", "2026-12-31").empty());
    REQUIRE(house.household.undo(Viewer::of(house.ben)));
    CHECK(agenda(house, "2026-11-20", "2026-11-21") == Texts{"2026-11-20 Tea", "2026-11-21 Tea kept"});
}

TEST_CASE("a rule from a newer version has no dates rather than wrong ones", "[core][rituals]") {
    DailyTea house;
    house.mark("2026-11-21", Outcome::kept);
    db::Connection(house.database()).exec("UPDATE ritual SET rule = 'FREQ=TWILIGHTLY'");
    CHECK(agenda(house, "2026-11-01", "2026-12-31") == Texts{"2026-11-21 Tea kept"});
    const auto tea = house.household.get<RitualStore>().find(Viewer::of(house.ada), house.tea, house.today());
    REQUIRE(tea);
    CHECK_FALSE(house.household.get<RitualStore>().occurs_on(*tea, day("2026-11-22")));
    // It can be mended.
    house.done(EditRitual{house.ada, house.tea, daily("Tea", "2026-11-22")});
    CHECK(agenda(house, "2026-11-20", "2026-11-22") == Texts{"2026-11-21 Tea kept", "2026-11-22 Tea"});
}

TEST_CASE("dates are the same however many rituals there are, and no more are worked out than are looked at",
          "[core][rituals]") {
    House house;
    std::vector<Command> commands;
    const int count = 3'000;
    for (int n = 0; n < count; ++n) {
        auto words = daily("Ritual " + std::to_string(n), "2026-11-20");
        if (n % 3 == 1) words.rule = "FREQ=WEEKLY;BYDAY=MO,TH";
        if (n % 3 == 2) words.rule = "FREQ=MONTHLY;BYMONTHDAY=-1";
        words.starts_at = n % 7 == 0 ? std::nullopt : std::optional(n % 1'440);
        commands.push_back(AddRitual{house.ada, words});
    }
    REQUIRE(house.household.apply(commands));
    const auto viewer = Viewer::of(house.ada);
    const auto rituals = house.household.get<RitualStore>().all(viewer, house.today());
    REQUIRE(rituals.size() == static_cast<std::size_t>(count));
    house.done(MarkOccurrence{house.ada, rituals[0].id, day("2026-11-25"), Outcome::kept});
    house.done(PauseRitual{house.ada, rituals[3].id});

    const auto all = house.household.get<RitualStore>().occurrences(viewer, day("2026-11-23"), day("2026-12-31"));
    CHECK(std::is_sorted(all.begin(), all.end(),
                         [](const auto& a, const auto& b) { return std::tie(a.day, a.at) < std::tie(b.day, b.at); }));
    std::size_t expected = 0, of_first = 0;
    for (const auto& ritual : rituals) {
        if (ritual.paused_since || ritual.id == rituals[3].id) continue;
        expected += Recurrence::parse(ritual.rule, ritual.starts_on)
                        .value()
                        .between(day("2026-11-23"), day("2026-12-31"))
                        .size();
    }
    std::size_t paused = 0;
    for (const auto& each : all) {
        paused += each.ritual == rituals[3].id;
        if (each.ritual == rituals[0].id && each.day == day("2026-11-25")) CHECK(each.outcome == Outcome::kept);
        of_first += each.ritual == rituals[0].id;
    }
    CHECK(all.size() == expected + paused);
    CHECK(of_first == 39);
    CHECK(paused == 0);

    int seen = 0;
    house.household.get<RitualStore>().each_occurrence(viewer, day("2026-11-23"), day("9999-12-31"),
                                                       [&](const Occurrence& occurrence, const Ritual& ritual) {
                                                           CHECK(occurrence.ritual == ritual.id);
                                                           return ++seen < 100;
                                                       });
    CHECK(seen == 100);
}
