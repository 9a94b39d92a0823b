#include "platform/desktop/window/window_place.hpp"

#include <catch2/catch_test_macros.hpp>

using platform::desktop::Area;
using platform::desktop::centred;
using platform::desktop::to_text;
using platform::desktop::window_place_from_text;
using platform::desktop::WindowPlace;
using platform::desktop::within;

namespace {

bool same(const Area& a, const Area& b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

const std::vector<Area> two_monitors = {{0, 30, 1920, 1050}, {1920, 0, 1280, 1024}};

}  // namespace

TEST_CASE("a window's place survives being written down", "[platform][window]") {
    const auto read = window_place_from_text(to_text(WindowPlace{{-20, 40, 1280, 800}, true}));
    REQUIRE(read);
    CHECK(same(read->area, {-20, 40, 1280, 800}));
    CHECK(read->maximised);
}

TEST_CASE("a place that makes no sense is no place", "[platform][window]") {
    for (const char* text : {"", "1,2,3", "a,b,c,d,e", "0,0,0,800,0", "0,0,1280,-1,0", "999999999,0,100,100,0"})
        CHECK_FALSE(window_place_from_text(text));
}

TEST_CASE("a window is brought onto the monitor it overlaps most", "[platform][window]") {
    CHECK(same(within(two_monitors, {100, 100, 800, 600}), {100, 100, 800, 600}));
    CHECK(same(within(two_monitors, {1900, 100, 800, 600}), {1920, 100, 800, 600}));
    CHECK(same(within(two_monitors, {1500, 800, 800, 600}), {1120, 480, 800, 600}));
    CHECK(same(within(two_monitors, {9000, 9000, 800, 600}), {1120, 480, 800, 600}));
    CHECK(same(within(two_monitors, {0, 0, 5000, 5000}), {0, 30, 1920, 1050}));
    CHECK(same(within({}, {7, 8, 9, 10}), {7, 8, 9, 10}));
}

TEST_CASE("a new window opens in the middle of the first monitor", "[platform][window]") {
    CHECK(same(centred(two_monitors, 1280, 800), {320, 155, 1280, 800}));
    CHECK(same(centred(two_monitors, 5000, 800), {0, 155, 5000, 800}));
}
