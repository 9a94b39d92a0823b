#pragma once

#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "core/time/day.hpp"

namespace tests {

inline core::Day day(std::string_view iso) {
    const auto read = core::day_from_iso(iso);
    REQUIRE(read);
    return *read;
}

// A minute of the day.
constexpr int at(int hour, int minute = 0) { return hour * 60 + minute; }

}  // namespace tests
