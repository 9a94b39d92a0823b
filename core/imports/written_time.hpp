#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/time/day.hpp"

// Days and times as other programs write them, in whichever digits their language has.
namespace core::imports {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 2021-09-28, 2021/9/28, 2021.09.28 or 28.09.2021; nothing for what no calendar has.
std::optional<Day> written_day(std::string_view text);

// 18:52, 18.52, 18:52:10, 10:00 pm, 10:00 p.m., 下午10:00: the minute of the day.
std::optional<int> written_minute(std::string_view text);

// 2020-08-31T14:32:05Z, also with a fraction of a second or another offset, as +02:00 or +0200.
struct Stamp {
    std::int64_t utc_seconds = 0;
    std::optional<int> offset_minutes = {};  // nothing: it says Z
};
std::optional<Stamp> written_stamp(std::string_view text);

// How far local clocks were ahead of UTC, in a zone by its name in the tz database ("Europe/Vienna"), or "GMT+0200".
// Nothing for a name that is not known here. The same from 2038 on as before is not promised.
std::optional<int> offset_in_zone(std::string_view zone, std::int64_t utc_seconds);

}  // namespace core::imports
