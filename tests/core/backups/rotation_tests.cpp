#include "core/backups/rotation.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/day.hpp"

using namespace core;
using backups::to_keep;
using tests::day;

namespace {

std::vector<Day> days(std::initializer_list<std::string_view> list) {
    std::vector<Day> all;
    for (const auto iso : list) all.push_back(day(iso));
    return all;
}

bool has(const std::vector<Day>& list, Day wanted) { return std::binary_search(list.begin(), list.end(), wanted); }

}  // namespace

TEST_CASE("few backups are all kept, in order and each once", "[core][backups]") {
    CHECK(to_keep({}, day("2026-11-23")).empty());
    CHECK(to_keep(days({"2026-11-23", "2026-11-20", "2026-11-23"}), day("2026-11-23")) ==
          days({"2026-11-20", "2026-11-23"}));
}

TEST_CASE("over three years seven days, four weeks and twelve months are kept", "[core][backups]") {
    std::vector<Day> kept;
    const Day first = day("2024-01-10");
    for (Day today = first; today <= day("2027-01-10"); today = today + 1) {
        kept.push_back(today);
        kept = to_keep(kept, today);
        CAPTURE(to_iso(today));
        CHECK(kept.back() == today);
        for (int back = 0; back < 7 && today - back >= first; ++back) CHECK(has(kept, today - back));
        CHECK(kept.size() <= 21);
        // The last day of each of the eleven months before, and the Sunday of each of the three weeks before.
        Day month = first_of_month(today);
        for (int back = 1; back < 12 && month > first; ++back, month = first_of_previous_month(month))
            CHECK(has(kept, month - 1));
        Day sunday = today - weekday_of(today);
        for (int back = 1; back < 4 && sunday >= first; ++back, sunday = sunday - 7) CHECK(has(kept, sunday));
    }
    CHECK(kept ==
          days({"2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31",
                "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-20", "2026-12-27", "2026-12-31", "2027-01-03",
                "2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07", "2027-01-08", "2027-01-09", "2027-01-10"}));
}

TEST_CASE("a program that is started seldom keeps its backups however old they are", "[core][backups]") {
    const auto seldom = days({"2019-03-01", "2021-07-12", "2024-12-24", "2026-01-01"});
    CHECK(to_keep(seldom, day("2026-11-23")) == seldom);
}

TEST_CASE("a clock that jumps takes nothing away that was kept before", "[core][backups]") {
    std::vector<Day> kept;
    for (Day today = day("2024-01-10"); today <= day("2026-11-23"); today = today + 1) {
        kept.push_back(today);
        kept = to_keep(kept, today);
    }
    for (const auto jumped : {"2026-11-22", "2026-11-16", "2026-06-30", "2025-11-23", "1970-01-01", "2026-11-23"})
        CHECK(to_keep(kept, day(jumped)) == kept);

    SECTION("ahead: one new one pushes out one of each span at most, and the right time later none") {
        auto ahead = kept;
        ahead.push_back(day("2027-11-23"));
        ahead = to_keep(ahead, day("2027-11-23"));
        CHECK(has(ahead, day("2027-11-23")));
        CHECK(has(ahead, day("2026-11-23")));
        CHECK(ahead.size() + 3 >= kept.size());
        auto back = ahead;
        for (int days_later = 1; days_later <= 400; ++days_later) {
            const Day today = day("2026-11-23") + days_later;
            back.push_back(today);
            back = to_keep(back, today);
            CHECK(back.size() <= 24);
            CHECK((has(back, day("2027-11-23")) || today > day("2027-11-23")));
            CHECK(has(back, today));
        }
    }
    SECTION("back: what is dated later stays") {
        auto behind = kept;
        for (int n = 0; n < 40; ++n) {
            const Day today = day("1970-01-01") + n;
            behind.push_back(today);
            behind = to_keep(behind, today);
            CHECK(std::includes(behind.begin(), behind.end(), kept.begin(), kept.end()));
            CHECK(behind.size() <= kept.size() + 23);
        }
    }
}
