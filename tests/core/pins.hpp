#pragma once

#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "core/household/household.hpp"

namespace tests {

// What is refused fails the test.
inline void set_pin(core::Household& household, core::PersonId person, std::string_view pin) {
    const auto stretch = household.vault().stretch_new(core::Secret::of_text(pin));
    REQUIRE(stretch);
    while (stretch.value()->step()) {
    }
    REQUIRE(household.set_pin(person, *stretch.value()));
    REQUIRE(household.vault().is_open(person));
}

inline void unlock(core::Household& household, core::PersonId person, std::string_view pin) {
    const auto stretch = household.vault().stretch(person, core::Secret::of_text(pin));
    REQUIRE(stretch);
    while (stretch.value()->step()) {
    }
    REQUIRE(household.unlock(person, *stretch.value()));
    REQUIRE(household.vault().is_open(person));
}

}  // namespace tests
