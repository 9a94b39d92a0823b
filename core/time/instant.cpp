#include "core/time/instant.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "core/time/observed_time.hpp"

namespace core {

namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = 24 * 60 * minute_ms;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::int32_t zone_offset_minutes(std::int64_t utc_ms) {
    const auto seconds = static_cast<std::time_t>(floor_div(utc_ms, 1000));
    std::tm local{};
    localtime_r(&seconds, &local);
    return static_cast<std::int32_t>(local.tm_gmtoff / 60);
}

}  // namespace

LocalTime local_time(Instant instant) {
    constexpr std::int64_t farthest = std::int64_t{1} << 60;  // beyond it, from a damaged record, there is no calendar
    const auto local_ms = std::clamp(instant.utc_ms, -farthest, farthest) + instant.offset_minutes * minute_ms;
    const auto day = floor_div(local_ms, day_ms);
    return {Day{static_cast<std::int32_t>(day)}, static_cast<std::int32_t>((local_ms - day * day_ms) / minute_ms)};
}

std::string to_iso(Instant instant) {
    const auto local = local_time(instant);
    const auto second = floor_div(instant.utc_ms, 1000) - floor_div(instant.utc_ms, minute_ms) * 60;
    const int offset = std::abs(instant.offset_minutes);
    char rest[32];
    std::snprintf(rest, sizeof rest, "T%02d:%02d:%02d%c%02d:%02d", local.minute / 60, local.minute % 60,
                  static_cast<int>(second), instant.offset_minutes < 0 ? '-' : '+', offset / 60, offset % 60);
    return to_iso(local.day) + rest;
}

Day day_of(Instant instant, int day_start_hour) {
    instant.utc_ms -= day_start_hour * 60 * minute_ms;
    return local_time(instant).day;
}

Instant SystemClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
    return {ms, zone_offset_minutes(ms)};
}

ObservedTime SystemClock::observed() const { return observed_time(); }

Instant SystemClock::at(Day day, int minute) const {
    const std::int64_t local_ms = day.number * day_ms + minute * minute_ms;
    // The offset a day earlier is the one before any change near this time. Where it still holds at the
    // instant it leads to, or where nothing else holds (a gap), it is the answer.
    const auto before = zone_offset_minutes(local_ms - day_ms);
    const auto with_before = local_ms - before * minute_ms;
    if (zone_offset_minutes(with_before) == before) return {with_before, before};
    const auto after = zone_offset_minutes(local_ms + day_ms);
    const auto with_after = local_ms - after * minute_ms;
    if (zone_offset_minutes(with_after) == after) return {with_after, after};
    return {with_before, zone_offset_minutes(with_before)};
}

Instant FixedClock::at(Day day, int minute) const {
    return {day.number * day_ms + minute * minute_ms - now_.offset_minutes * minute_ms, now_.offset_minutes};
}

}  // namespace core
