#include "core/time/instant.hpp"

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/day.hpp"

using core::Day;
using core::day_of;
using core::Instant;
using core::local_time;
using tests::at;
using tests::day;

namespace {

// Local clocks as somewhere else, until the end of the test.
class Zone {
public:
    explicit Zone(const char* name) {
        if (const char* before = std::getenv("TZ")) before_ = before;
        ::setenv("TZ", name, 1);
        ::tzset();
    }
    ~Zone() {
        if (before_) ::setenv("TZ", before_->c_str(), 1);
        else ::unsetenv("TZ");
        ::tzset();
    }
    Zone(const Zone&) = delete;
    Zone& operator=(const Zone&) = delete;

private:
    std::optional<std::string> before_;
};

// Rules in TZ itself, so that the tests need no zone database: Berlin since 1996, New York since 2007.
constexpr const char* berlin = "CET-1CEST,M3.5.0,M10.5.0/3";
constexpr const char* new_york = "EST5EDT,M3.2.0,M11.1.0";
constexpr const char* kolkata = "IST-5:30";

std::string text_of(const char* on, int minute) { return to_iso(core::SystemClock().at(day(on), minute)); }

}  // namespace

TEST_CASE("an instant is written as ISO 8601 with its own offset", "[core][time]") {
    CHECK(to_iso(Instant{0, 0}) == "1970-01-01T00:00:00+00:00");
    CHECK(to_iso(Instant{1'795'453'805'000, 60}) == "2026-11-23T18:10:05+01:00");
    CHECK(to_iso(Instant{1'795'453'805'999, 60}) == "2026-11-23T18:10:05+01:00");
    CHECK(to_iso(Instant{1'795'453'805'000, -150}) == "2026-11-23T14:40:05-02:30");
    CHECK(to_iso(Instant{1'795'453'805'000, 14 * 60}) == "2026-11-24T07:10:05+14:00");
}

TEST_CASE("instants before 1970 read as their clocks did", "[core][time]") {
    CHECK(to_iso(Instant{-1, 0}) == "1969-12-31T23:59:59+00:00");
    CHECK(to_iso(Instant{-1'000, 60}) == "1970-01-01T00:59:59+01:00");
    CHECK(to_iso(Instant{-86'400'000, 0}) == "1969-12-31T00:00:00+00:00");
    CHECK(to_iso(Instant{-86'400'001, 0}) == "1969-12-30T23:59:59+00:00");
    CHECK(local_time({-60'000, 0}).minute == at(23, 59));
    CHECK(local_time({-60'001, 0}).minute == at(23, 58));
    CHECK(day_of({-1, 0}, 0) == day("1969-12-31"));
    CHECK(day_of({at(3, 59) * 60'000LL, 0}, 4) == day("1969-12-31"));
}

TEST_CASE("half past midnight belongs to the evening before", "[core][time]") {
    const core::FixedClock clock({0, 60});
    const auto on = [&](int minute, int day_start) {
        return to_iso(day_of(clock.at(day("2026-11-24"), minute), day_start));
    };
    CHECK(on(at(0, 30), 4) == "2026-11-23");
    CHECK(on(at(3, 59), 4) == "2026-11-23");
    CHECK(on(at(4), 4) == "2026-11-24");
    CHECK(on(at(23, 59), 4) == "2026-11-24");
    CHECK(on(at(0), 0) == "2026-11-24");
    CHECK(on(at(11, 59), 12) == "2026-11-23");
    CHECK(on(at(12), 12) == "2026-11-24");
}

TEST_CASE("the last millisecond before the day's start is still the day before", "[core][time]") {
    const core::FixedClock clock({0, -300});
    auto instant = clock.at(day("2026-11-24"), at(4));
    CHECK(day_of(instant, 4) == day("2026-11-24"));
    --instant.utc_ms;
    CHECK(day_of(instant, 4) == day("2026-11-23"));
}

TEST_CASE("a day is the one where it was, whatever the offset here and now", "[core][time]") {
    // The same point in time: already Tuesday in Kiribati, still Sunday's evening on Samoa's side of the line.
    const std::int64_t utc_ms = core::FixedClock({0, 0}).at(day("2026-11-23"), at(10, 30)).utc_ms;
    CHECK(day_of({utc_ms, 14 * 60}, 0) == day("2026-11-24"));
    CHECK(day_of({utc_ms, 0}, 0) == day("2026-11-23"));
    CHECK(day_of({utc_ms, -11 * 60}, 0) == day("2026-11-22"));
}

TEST_CASE("a time that spring skips takes the offset before the gap", "[core][time]") {
    {
        const Zone zone(berlin);
        CHECK(text_of("2026-03-29", at(1, 59)) == "2026-03-29T01:59:00+01:00");
        CHECK(text_of("2026-03-29", at(2)) == "2026-03-29T03:00:00+02:00");
        CHECK(text_of("2026-03-29", at(2, 30)) == "2026-03-29T03:30:00+02:00");
        CHECK(text_of("2026-03-29", at(3)) == "2026-03-29T03:00:00+02:00");
    }
    const Zone zone(new_york);
    CHECK(text_of("2026-03-08", at(2, 30)) == "2026-03-08T03:30:00-04:00");
    CHECK(text_of("2026-03-08", at(3)) == "2026-03-08T03:00:00-04:00");
}

TEST_CASE("a time that autumn repeats is the first of the two", "[core][time]") {
    {
        const Zone zone(berlin);
        CHECK(text_of("2026-10-25", at(1, 59)) == "2026-10-25T01:59:00+02:00");
        CHECK(text_of("2026-10-25", at(2)) == "2026-10-25T02:00:00+02:00");
        CHECK(text_of("2026-10-25", at(2, 59)) == "2026-10-25T02:59:00+02:00");
        CHECK(text_of("2026-10-25", at(3)) == "2026-10-25T03:00:00+01:00");
    }
    const Zone zone(new_york);
    CHECK(text_of("2026-11-01", at(1, 30)) == "2026-11-01T01:30:00-04:00");
    CHECK(text_of("2026-11-01", at(2)) == "2026-11-01T02:00:00-05:00");
}

TEST_CASE("every minute that exists round the changes is shown by local clocks", "[core][time]") {
    for (const char* name : {berlin, new_york, kolkata, "UTC0"}) {
        const Zone zone(name);
        const core::SystemClock clock;
        for (const char* on : {"2026-03-08", "2026-03-28", "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26",
                               "2026-11-01", "1969-12-31"}) {
            for (int minute = 0; minute < at(24); minute += 7) {
                const bool skipped =
                    (std::string(name) == berlin && std::string(on) == "2026-03-29" && minute / 60 == 2) ||
                    (std::string(name) == new_york && std::string(on) == "2026-03-08" && minute / 60 == 2);
                if (skipped) continue;
                const auto local = local_time(clock.at(day(on), minute));
                INFO(name << ' ' << on << ' ' << minute);
                REQUIRE(local.day == day(on));
                REQUIRE(local.minute == minute);
            }
        }
    }
}

TEST_CASE("a time long ago takes the offset that was kept then", "[core][time]") {
    if (!std::filesystem::exists("/usr/share/zoneinfo/Europe/Berlin")) SKIP("this machine has no zone database");
    {
        const Zone zone("Europe/Berlin");
        CHECK(text_of("2026-07-01", at(12)) == "2026-07-01T12:00:00+02:00");
        CHECK(text_of("2026-03-29", at(2, 30)) == "2026-03-29T03:30:00+02:00");
        CHECK(text_of("2026-10-25", at(2, 30)) == "2026-10-25T02:30:00+02:00");
        CHECK(text_of("1979-07-01", at(12)) == "1979-07-01T12:00:00+01:00");
        CHECK(text_of("1947-06-01", at(12)) == "1947-06-01T12:00:00+03:00");
    }
    if (!std::filesystem::exists("/usr/share/zoneinfo/Pacific/Apia")) SKIP("this machine does not know Samoa");
    const Zone zone("Pacific/Apia");
    CHECK(text_of("2011-12-29", at(23)) == "2011-12-29T23:00:00-10:00");
    CHECK(text_of("2011-12-30", at(12)) == "2011-12-31T12:00:00+14:00");  // a day that was left out
    CHECK(text_of("2011-12-31", at(0, 30)) == "2011-12-31T00:30:00+14:00");
}

TEST_CASE("a day with a clock change starts when its clocks show the hour", "[core][time]") {
    const Zone zone(berlin);
    const core::SystemClock clock;
    for (const char* on : {"2026-03-29", "2026-10-25"}) {
        auto start = clock.at(day(on), at(4));
        CHECK(day_of(start, 4) == day(on));
        --start.utc_ms;
        CHECK(day_of(start, 4) == day(on) - 1);
    }
    // Both half past two in the night that has it twice belong to the Saturday before.
    const auto first = clock.at(day("2026-10-25"), at(2, 30));
    CHECK(day_of(first, 4) == day("2026-10-24"));
    CHECK(day_of({first.utc_ms + 3'600'000, 60}, 4) == day("2026-10-24"));
}

TEST_CASE("the system's clock names the zone's offset", "[core][time]") {
    {
        const Zone zone(kolkata);
        CHECK(core::SystemClock().now().offset_minutes == 330);
        CHECK(text_of("2026-11-23", at(18, 10)) == "2026-11-23T18:10:00+05:30");
    }
    {
        const Zone zone("NST3:30");
        CHECK(core::SystemClock().now().offset_minutes == -210);
    }
    const Zone zone("UTC0");
    CHECK(core::SystemClock().now().offset_minutes == 0);
    CHECK(core::SystemClock().now().utc_ms > core::FixedClock({0, 0}).at(day("2024-01-01"), 0).utc_ms);
}

TEST_CASE("a fixed clock stands still and keeps its offset", "[core][time]") {
    core::FixedClock clock({1'795'453'805'000, 60});
    CHECK(clock.now() == Instant{1'795'453'805'000, 60});
    CHECK(clock.now() == Instant{1'795'453'805'000, 60});
    clock.advance_ms(1'500);
    CHECK(clock.now() == Instant{1'795'453'806'500, 60});
    CHECK(to_iso(clock.at(day("2026-07-01"), at(7, 30))) == "2026-07-01T07:30:00+01:00");
    CHECK(to_iso(clock.at(day("1969-12-31"), at(23, 59))) == "1969-12-31T23:59:00+01:00");
}

TEST_CASE("an instant beyond any calendar, from a damaged record, has some day all the same", "[core][time]") {
    for (const auto utc_ms : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
        for (const int offset : {-840, 840}) {
            const auto local = core::local_time({utc_ms, offset});
            CHECK((local.minute >= 0 && local.minute < 24 * 60));
        }
}
