#include <cstdlib>
#include <ctime>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/db/connection.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person_commands.hpp"
#include "core/settings/setting_commands.hpp"
#include "tests/core/device.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;
using tests::photo;

namespace {

using Texts = std::vector<std::string>;

// A house whose memories are added by their day.
struct Gallery : House {
    std::uint8_t photos = 0;

    MemoryId add(const char* on, const std::string& caption = "", int minute = at(12),
                 Audience audience = Audience::household) {
        return made<MemoryId>(
            AddPhoto{ada, photo(++photos, TakenAt{day(on), minute, 0, std::nullopt}), caption, audience});
    }
    std::string back_on(const char* today, PersonId by) const {
        const auto memory = household.get<MemoryStore>().to_look_back_on(Viewer::of(by), day(today));
        return memory ? to_iso(memory->day) + (memory->caption.empty() ? "" : " " + memory->caption) : "nothing";
    }
    std::string back_on(const char* today) const { return back_on(today, ada); }
};

Memory added(House& house, const StoredPhoto& stored) {
    const auto id = house.made<MemoryId>(AddPhoto{house.ada, stored, "", Audience::household});
    const auto memory = house.household.get<MemoryStore>().find(Viewer::of(house.ada), id);
    REQUIRE(memory);
    return *memory;
}

StoredPhoto without_date(std::uint8_t n, std::int64_t file_modified_utc_ms) {
    auto stored = photo(n);
    stored.facts.taken.reset();
    stored.file_modified_utc_ms = file_modified_utc_ms;
    return stored;
}

// Berlin's clocks until the end of the test.
struct Berlin {
    std::optional<std::string> before;
    Berlin() {
        if (const char* zone = std::getenv("TZ")) before = zone;
        ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
        ::tzset();
    }
    ~Berlin() {
        if (before) ::setenv("TZ", before->c_str(), 1);
        else ::unsetenv("TZ");
        ::tzset();
    }
};

}  // namespace

TEST_CASE("a gallery is counted by day, the newest first", "[core][memories]") {
    Gallery house;
    CHECK(house.household.get<MemoryStore>().days(Viewer::of(house.ada)).empty());
    house.add("2024-07-21");
    house.add("2026-01-01");
    const auto gone = house.add("2024-07-21");
    house.add("1968-05-05");
    house.add("2024-07-21", "", at(12), Audience::only_me);
    using Days = std::vector<MemoryStore::DayCount>;
    const auto days = [&](PersonId by) { return house.household.get<MemoryStore>().days(Viewer::of(by)); };
    CHECK(days(house.ada) == Days{{day("2026-01-01"), 1}, {day("2024-07-21"), 3}, {day("1968-05-05"), 1}});
    CHECK(days(house.ben) == Days{{day("2026-01-01"), 1}, {day("2024-07-21"), 2}, {day("1968-05-05"), 1}});
    house.done(RemoveMemory{house.ada, gone});
    CHECK(days(house.ben)[1] == MemoryStore::DayCount{day("2024-07-21"), 1});
}

TEST_CASE("the memories' own revision moves with them and not with the rest", "[core][memories]") {
    Gallery house;
    const auto& memories = house.household.get<MemoryStore>();
    auto revision = memories.revision();
    const auto moved = [&] { return memories.revision() != std::exchange(revision, memories.revision()); };
    const auto id = house.add("2024-07-21");
    CHECK(moved());
    house.done(EditMemory{house.ada, id, "lake", day("2024-07-21"), Audience::household});
    CHECK(moved());
    REQUIRE(house.household.undo(Viewer::of(house.ada)));
    CHECK(moved());
    house.done(CheckInNow{house.ada, 3, {}, "", Audience::household});
    (void)memories.days(Viewer::of(house.ada));
    CHECK_FALSE(moved());
    Household other(house.folder(), house.clock, house.random, tests::device());
    REQUIRE(other.apply(RemoveMemory{house.ada, id}));
    REQUIRE(house.household.notice_others());
    CHECK(moved());
}

TEST_CASE("memories stand newest day first, within a day as they were taken", "[core][memories]") {
    Gallery house;
    house.add("2024-07-21", "noon", at(12));
    house.add("2024-07-22", "next day", at(9));
    house.add("2024-07-21", "morning", at(8));
    house.add("2024-07-21", "noon too", at(12));
    house.add("2024-07-22", "after midnight", at(1));
    house.add("2024-07-20", "before", at(23));
    const auto between = [&](const char* from, const char* to) {
        Texts texts;
        for (const auto& memory : house.household.get<MemoryStore>().between(Viewer::of(house.ben), day(from), day(to)))
            texts.push_back(memory.caption);
        return texts;
    };
    CHECK(between("2024-07-20", "2024-07-22") ==
          Texts{"next day", "morning", "noon", "noon too", "after midnight", "before"});
    CHECK(between("2024-07-21", "2024-07-21") == Texts{"morning", "noon", "noon too", "after midnight"});
    CHECK(between("2024-07-22", "2024-07-21").empty());
}

// --- dates ---------------------------------------------------------------------------------------------

TEST_CASE("a photo taken at half past one belongs to the evening before", "[core][memories]") {
    House house;
    const auto night = added(house, photo(1, TakenAt{day("2024-07-21"), at(1, 30), 7, std::nullopt}));
    CHECK(night.day == day("2024-07-20"));
    CHECK(to_iso(night.taken_at) == "2024-07-21T01:30:07+01:00");
    CHECK(added(house, photo(2, TakenAt{day("2024-07-21"), at(3, 59), 59, std::nullopt})).day == day("2024-07-20"));
    CHECK(added(house, photo(3, TakenAt{day("2024-07-21"), at(4), 0, std::nullopt})).day == day("2024-07-21"));
    house.done(SetDayStart{0});
    CHECK(added(house, photo(4, TakenAt{day("2024-07-21"), at(1, 30), 0, std::nullopt})).day == day("2024-07-21"));
    CHECK(house.household.get<MemoryStore>().find(Viewer::of(house.ada), night.id)->day == day("2024-07-20"));
}

TEST_CASE("a camera's own zone keeps the time on its clock", "[core][memories]") {
    House house;
    const auto hawaii = added(house, photo(1, TakenAt{day("2024-07-21"), at(18, 3), 59, -600}));
    CHECK(to_iso(hawaii.taken_at) == "2024-07-21T18:03:59-10:00");
    CHECK(hawaii.taken_at.utc_ms == FixedClock({0, 0}).at(day("2024-07-22"), at(4, 3)).utc_ms + 59'000);
    CHECK(hawaii.day == day("2024-07-21"));
    const auto kathmandu = added(house, photo(2, TakenAt{day("2024-07-21"), at(0, 30), 0, 345}));
    CHECK(to_iso(kathmandu.taken_at) == "2024-07-21T00:30:00+05:45");
    CHECK(kathmandu.day == day("2024-07-20"));
    const auto same = added(house, photo(3, TakenAt{day("2024-07-21"), at(18, 3), 59, 60}));
    CHECK(same.taken_at == added(house, photo(4, TakenAt{day("2024-07-21"), at(18, 3), 59, std::nullopt})).taken_at);
    CHECK(hawaii.dated_by == DatedBy::photo);
}

TEST_CASE("a photo without a date has its file's", "[core][memories]") {
    House house;
    const auto at_utc = [&](const char* on, int minute) { return FixedClock({0, 0}).at(day(on), minute).utc_ms; };
    const auto memory = added(house, without_date(1, at_utc("2024-07-21", at(17, 3)) + 59'123));
    CHECK(memory.dated_by == DatedBy::file);
    CHECK(memory.taken_at == Instant{at_utc("2024-07-21", at(17, 3)) + 59'123, 60});
    CHECK(memory.day == day("2024-07-21"));
    CHECK(added(house, without_date(2, at_utc("2024-07-21", at(2, 59)))).day == day("2024-07-20"));  // 03:59 here
    CHECK(added(house, without_date(3, at_utc("2024-07-21", at(3)))).day == day("2024-07-21"));
    CHECK(added(house, without_date(4, -1)).day == day("1969-12-31"));
}

TEST_CASE("a file's date is read with the offset that clocks had then", "[core][memories]") {
    const Berlin zone;
    const tests::TemporaryFolder place;
    const SystemClock clock;
    tests::SeededRandom random;
    Household household(place.path(), clock, random, tests::device());
    const auto ada = household.apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
    const auto add = [&](const StoredPhoto& stored) {
        const auto made = household.apply(AddPhoto{ada, stored, "", Audience::household});
        REQUIRE(made);
        return *household.get<MemoryStore>().find(Viewer::of(ada), made.value().as<MemoryId>());
    };
    const auto utc = [](const char* on, int minute) { return FixedClock({0, 0}).at(day(on), minute).utc_ms; };
    const auto summer = add(without_date(1, utc("2024-07-21", at(2))));  // four in the morning there
    CHECK(to_iso(summer.taken_at) == "2024-07-21T04:00:00+02:00");
    CHECK(summer.day == day("2024-07-21"));
    const auto winter = add(without_date(2, utc("2024-01-21", at(2, 59))));
    CHECK(to_iso(winter.taken_at) == "2024-01-21T03:59:00+01:00");
    CHECK(winter.day == day("2024-01-20"));
    // A camera that nobody told of the change shows a time that there was not.
    const auto gap = add(photo(3, TakenAt{day("2026-03-29"), at(2, 30), 0, std::nullopt}));
    CHECK(to_iso(gap.taken_at) == "2026-03-29T03:30:00+02:00");
    CHECK(gap.day == day("2026-03-28"));
    const auto abroad = add(photo(4, TakenAt{day("2026-03-29"), at(2, 30), 0, -240}));
    CHECK(to_iso(abroad.taken_at) == "2026-03-29T02:30:00-04:00");
    CHECK(abroad.day == day("2026-03-28"));
}

// --- looking back --------------------------------------------------------------------------------------

TEST_CASE("this day in an earlier year comes first, the furthest back of all", "[core][memories]") {
    Gallery house;
    house.add("2025-11-23", "a year ago");
    CHECK(house.back_on("2026-11-23") == "2025-11-23 a year ago");
    house.add("2019-11-24", "further, but a day off");
    house.add("2024-01-01", "any day");
    CHECK(house.back_on("2026-11-23") == "2025-11-23 a year ago");
    house.add("2020-11-23");
    CHECK(house.back_on("2026-11-23") == "2020-11-23");
    house.add("2020-11-23", "with words", at(15));
    CHECK(house.back_on("2026-11-23") == "2020-11-23 with words");
    house.add("2020-11-23", "earlier that day", at(9));
    CHECK(house.back_on("2026-11-23") == "2020-11-23 earlier that day");
    house.add("1996-11-23", "thirty years");
    house.add("1995-11-23", "too long ago");
    CHECK(house.back_on("2026-11-23") == "1996-11-23 thirty years");
    CHECK(house.back_on("2025-11-23") == "1995-11-23 too long ago");
}

TEST_CASE("else something of this week in an earlier year", "[core][memories]") {
    Gallery house;
    house.add("2010-01-01", "any day");
    house.add("2024-11-20", "three days before");
    CHECK(house.back_on("2026-11-23") == "2024-11-20 three days before");
    house.add("2023-11-26");
    CHECK(house.back_on("2026-11-23") == "2023-11-26");
    house.add("2023-11-25", "with words");
    CHECK(house.back_on("2026-11-23") == "2023-11-25 with words");
    house.add("2022-11-19", "four days before");
    house.add("2022-11-27", "four days after");
    CHECK(house.back_on("2026-11-23") == "2023-11-25 with words");
}

TEST_CASE("a picture without words, or with sealed ones, waits for one with words", "[core][memories]") {
    Gallery house;
    const auto sealed = house.add("2020-11-23", "sealed later", at(8));
    house.add("2020-11-23", "", at(9));
    house.add("2020-11-23", "with words", at(20));
    db::Connection(house.database()).prepare("UPDATE memory SET caption = NULL WHERE id = ?1").run(sealed);
    CHECK(house.back_on("2026-11-23") == "2020-11-23 with words");
}

TEST_CASE("29 February looks back to leap years, and to its week in the others", "[core][memories]") {
    Gallery house;
    house.add("2010-06-01", "any day");
    house.add("2027-03-03", "three days after February");
    CHECK(house.back_on("2028-02-29") == "2027-03-03 three days after February");
    house.add("2026-02-25", "three days before its last");
    CHECK(house.back_on("2028-02-29") == "2026-02-25 three days before its last");
    house.add("2024-02-29", "that very day");
    CHECK(house.back_on("2028-02-29") == "2024-02-29 that very day");
    CHECK(house.back_on("2028-02-28") == "2024-02-29 that very day");  // of its week
    CHECK(house.back_on("2027-03-01") == "2024-02-29 that very day");
}

TEST_CASE("else anything old enough, the same all day and another one another day", "[core][memories]") {
    Gallery house;
    CHECK(house.back_on("2026-11-23") == "nothing");
    house.add("2026-11-23", "today");
    house.add("2026-11-10", "this month");
    house.add("2026-10-27", "27 days ago");
    CHECK(house.back_on("2026-11-23") == "nothing");
    house.add("2026-10-25", "29 days ago");
    CHECK(house.back_on("2026-11-23") == "2026-10-25 29 days ago");
    for (const char* on : {"2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05", "2026-05-05", "2026-06-05"})
        house.add(on);
    std::set<std::string> found;
    for (Day today = day("2026-11-23"); today < day("2026-12-20"); today = today + 1) {
        const auto memory = house.household.get<MemoryStore>().to_look_back_on(Viewer::of(house.ada), today);
        REQUIRE(memory);
        CHECK(today - memory->day >= 28);
        CHECK(memory->id == house.household.get<MemoryStore>().to_look_back_on(Viewer::of(house.ada), today)->id);
        found.insert(to_iso(memory->day));
    }
    CHECK(found.size() >= 7);
}

TEST_CASE("one looks back on what one may see", "[core][memories]") {
    Gallery house;
    house.add("2020-11-23", "hers alone", at(9), Audience::only_me);
    house.add("2021-11-23", "ours", at(9));
    const auto gone = house.add("2019-11-23", "taken down");
    house.done(RemoveMemory{house.ada, gone});
    CHECK(house.back_on("2026-11-23", house.ada) == "2020-11-23 hers alone");
    CHECK(house.back_on("2026-11-23", house.ben) == "2021-11-23 ours");
}

TEST_CASE("a day before 1970 can be looked back on and from", "[core][memories]") {
    Gallery house;
    house.add("1940-05-05", "long ago");
    house.add("1950-05-05", "ago");
    for (const char* today : {"1969-01-01", "1969-01-02", "1969-01-03"}) CHECK(house.back_on(today) != "nothing");
}

TEST_CASE("a memory that was given another day is looked back on by that day", "[core][memories]") {
    Gallery house;
    const auto id = house.add("2025-11-23", "scanned");
    house.done(EditMemory{house.ada, id, "scanned", day("1974-06-01"), Audience::household});
    CHECK(house.back_on("2026-11-23") == "1974-06-01 scanned");
    CHECK(house.household.get<MemoryStore>().days(Viewer::of(house.ada)) ==
          std::vector<MemoryStore::DayCount>{{day("1974-06-01"), 1}});
}
