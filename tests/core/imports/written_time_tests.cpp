#include "core/imports/written_time.hpp"

#include <string>

#include <catch2/catch_test_macros.hpp>

using namespace core;
using namespace core::imports;

namespace {

std::string day(std::string_view text) {
    const auto read = written_day(text);
    return read ? to_iso(*read) : "none";
}

int minute(std::string_view text) { return written_minute(text).value_or(-1); }

}  // namespace

TEST_CASE("a day is read in the forms that leave no doubt", "[core][imports]") {
    for (const auto* text : {"2021-09-28", "2021/9/28", "2021.09.28", "28.09.2021", "28.9.2021", " 2021-09-28 ",
                             "٢٠٢١-٠٩-٢٨", "२०२१-०९-२८", "۲۰۲۱/۰۹/۲۸"})
        CHECK(day(text) == "2021-09-28");
    for (const auto* text :
         {"", "2021-09", "2021-02-29", "2021-13-01", "0000-01-01", "28/09/2021", "09-28-2021", "2021-09-28x",
          "20210-9-28", "28 September", "2021-9.28", "99999999999-1-1", "-2021-09-28"})
        CHECK(day(text) == "none");
}

TEST_CASE("a time is read from a clock of twelve hours or of twenty-four", "[core][imports]") {
    CHECK(minute("18:52") == 18 * 60 + 52);
    CHECK(minute("7:05") == 7 * 60 + 5);
    CHECK(minute("18.52") == 18 * 60 + 52);
    CHECK(minute("18:52:10") == 18 * 60 + 52);
    CHECK(minute("10:00 pm") == 22 * 60);
    CHECK(minute("10:00\u202fPM") == 22 * 60);
    CHECK(minute("10:00\u00a0p.\u00a0m.") == 22 * 60);
    CHECK(minute("12:30 am") == 30);
    CHECK(minute("12:30 PM") == 12 * 60 + 30);
    CHECK(minute("下午10:15") == 22 * 60 + 15);
    CHECK(minute("오전 7:05") == 7 * 60 + 5);
    CHECK(minute("٦:٣٠ م") == 18 * 60 + 30);
    for (const auto* text :
         {"", "noon", "24:00", "18:60", "13:00 pm", "7", "7:5", "10:00 xx", "pm 10:00 pm", "100:00", "10:00:"})
        CHECK(minute(text) == -1);
}

TEST_CASE("a moment is read with the offset that it names", "[core][imports]") {
    const auto utc = written_stamp("2020-08-31T14:32:05Z");
    REQUIRE(utc);
    CHECK(utc->utc_seconds == 1'598'884'325);
    CHECK_FALSE(utc->offset_minutes);
    CHECK(written_stamp("2020-08-31T14:32:05.123Z")->utc_seconds == utc->utc_seconds);
    for (const auto* text : {"2020-08-31T16:32:05+02:00", "2020-08-31T16:32:05+0200", "2020-08-31 16:32:05+02"}) {
        const auto ahead = written_stamp(text);
        REQUIRE(ahead);
        CHECK(ahead->utc_seconds == utc->utc_seconds);
        CHECK(ahead->offset_minutes == 120);
    }
    for (const auto* text : {"", "2020-08-31", "2020-08-31T14:32:05", "2020-02-30T14:32:05Z", "2020-08-31T24:32:05Z",
                             "2020-08-31T14:32:05+19:00", "2020-08-31T14:32:05+2:00:00", "2020-08-31T14:32:05+xx:00",
                             "1598884325000000000000"})
        CHECK_FALSE(written_stamp(text));
}

TEST_CASE("a zone's clock is asked for the day meant, and what is no zone is none", "[core][imports]") {
    const auto summer = written_stamp("2020-07-01T12:00:00Z")->utc_seconds,
               winter = written_stamp("2020-01-01T12:00:00Z")->utc_seconds;
    CHECK(offset_in_zone("Europe/Vienna", summer) == 120);
    CHECK(offset_in_zone("Europe/Vienna", winter) == 60);
    CHECK(offset_in_zone("America/St_Johns", winter) == -210);
    CHECK(offset_in_zone("GMT+0530", winter) == 330);
    for (const auto* name : {"", "Europe/Atlantis", "../../etc/passwd", "/etc/passwd", "GMT+99:99"})
        CHECK_FALSE(offset_in_zone(name, winter));
}
