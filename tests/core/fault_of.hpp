#pragma once

#include <cstring>
#include <optional>

#include <catch2/catch_test_macros.hpp>

#include "core/result.hpp"

namespace tests {

// The kind of fault that stops it, if one does.
template <class Fault = core::Fault, class Work> std::optional<core::Fault::Kind> fault_of(Work work) {
    try {
        work();
    } catch (const Fault& fault) {
        CHECK(std::strlen(fault.what()) > 0);
        return fault.kind;
    }
    return std::nullopt;
}

}  // namespace tests
