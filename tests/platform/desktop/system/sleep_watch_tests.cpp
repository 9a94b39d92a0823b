#include "platform/desktop/system/sleep_watch.hpp"

#include <catch2/catch_test_macros.hpp>

using platform::desktop::SleepWatch;

TEST_CASE("a machine that stays awake has not slept, however long nobody looks", "[platform][sleep]") {
    SleepWatch watch;
    CHECK_FALSE(watch.slept(1000, 1000));
    CHECK_FALSE(watch.slept(1000.5, 1000.5));
    CHECK_FALSE(watch.slept(90'000, 90'000));
}

TEST_CASE("sleep is noticed once, at the first look after it", "[platform][sleep]") {
    SleepWatch watch;
    CHECK_FALSE(watch.slept(5000, 1000));  // it slept before the program started
    CHECK_FALSE(watch.slept(5001, 1001));
    CHECK(watch.slept(8601, 1001.5));
    CHECK_FALSE(watch.slept(8602, 1002.5));
    CHECK(watch.slept(8606, 1003));
}

TEST_CASE("clocks that drift a little, or are read late, are no sleep", "[platform][sleep]") {
    SleepWatch watch;
    CHECK_FALSE(watch.slept(100, 100));
    for (int second = 1; second < 100; ++second) CHECK_FALSE(watch.slept(100 + second * 2.9, 100 + second));
    CHECK_FALSE(watch.slept(400, 460));  // a pause between the two readings
    CHECK_FALSE(watch.slept(461, 271));
}

TEST_CASE("this machine's clocks do not look like sleep while a test runs", "[platform][sleep]") {
    SleepWatch watch;
    for (int i = 0; i < 1000; ++i) CHECK_FALSE(watch.slept());
}
