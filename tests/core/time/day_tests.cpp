#include "core/time/day.hpp"

#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/day.hpp"

using core::Day;
using tests::day;

TEST_CASE("a day reads back from its text", "[core][time]") {
    CHECK(day("1970-01-01") == Day{0});
    CHECK(day("1969-12-31") == Day{-1});
    CHECK(day("2026-11-23") == Day{20'780});
    CHECK(day("2000-02-29") == Day{11'016});
    CHECK(core::to_iso(Day{0}) == "1970-01-01");
    CHECK(core::to_iso(Day{-1}) == "1969-12-31");
    for (const char* iso :
         {"0001-01-01", "1582-10-10", "1900-02-28", "1999-12-31", "2000-02-29", "2024-02-29", "9999-12-31"})
        CHECK(core::to_iso(day(iso)) == iso);
}

TEST_CASE("every day from 1890 to 2110 follows the one before it", "[core][time]") {
    int year = 1890, month = 1, date = 1, weekday = 3;  // a Wednesday
    const auto length = [](int y, int m) {
        if (m == 2) return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : 28;
        return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
    };
    for (Day d = day("1890-01-01"); d < day("2111-01-01"); d = d + 1) {
        const bool agrees = core::year_of(d) == year && core::month_of(d) == month && core::day_of_month(d) == date &&
                            core::weekday_of(d) == weekday && core::day_from_iso(core::to_iso(d)) == d &&
                            core::first_of_month(d) == d - (date - 1) &&
                            core::first_of_next_month(d) == d - (date - 1) + length(year, month);
        if (!agrees) FAIL("at " << core::to_iso(d));
        weekday = weekday % 7 + 1;
        if (++date <= length(year, month)) continue;
        date = 1;
        if (++month > 12) month = 1, ++year;
    }
    CHECK(year == 2111);
}

TEST_CASE("the months before and after are found from any day of a month", "[core][time]") {
    for (const char* in_march : {"2024-03-01", "2024-03-15", "2024-03-31"}) {
        CHECK(core::first_of_month(day(in_march)) == day("2024-03-01"));
        CHECK(core::first_of_next_month(day(in_march)) == day("2024-04-01"));
        CHECK(core::first_of_previous_month(day(in_march)) == day("2024-02-01"));
    }
    CHECK(core::first_of_previous_month(day("2026-01-31")) == day("2025-12-01"));
    CHECK(core::first_of_next_month(day("2025-12-01")) == day("2026-01-01"));
    CHECK(core::first_of_next_month(day("2026-01-31")) == day("2026-02-01"));
    CHECK(core::first_of_next_month(day("1969-12-31")) == day("1970-01-01"));
}

TEST_CASE("29 February is a day in leap years only", "[core][time]") {
    CHECK(core::day_from_iso("2024-02-29"));
    CHECK(core::day_from_iso("2000-02-29"));
    CHECK_FALSE(core::day_from_iso("2023-02-29"));
    CHECK_FALSE(core::day_from_iso("1900-02-29"));
    CHECK(day("2024-02-29") + 1 == day("2024-03-01"));
    CHECK(day("2024-03-01") - day("2024-02-28") == 2);
}

TEST_CASE("a text that is no day is not read as one", "[core][time]") {
    for (const char* text : {"",
                             "2026",
                             "2026-11",
                             "2026-11-2",
                             "2026-1-23",
                             "26-11-23",
                             "2026/11/23",
                             "2026-11-23 ",
                             " 2026-11-23",
                             "2026-11-23T10:00",
                             "20261123",
                             "2026-00-10",
                             "2026-13-10",
                             "2026-11-00",
                             "2026-11-31",
                             "2026-02-30",
                             "0000-01-01",
                             "-001-01-01",
                             "2026-+1-10",
                             "2026-1a-10",
                             "2026-11--1",
                             "abcd-ef-gh",
                             "\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa6-1"}) {
        INFO(text);
        CHECK_FALSE(core::day_from_iso(text));
    }
    CHECK_FALSE(core::day_from_iso(std::string("2026-11-2\0", 10)));
}
