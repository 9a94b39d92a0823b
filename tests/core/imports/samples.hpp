#pragma once

#include <algorithm>
#include <filesystem>
#include <string>

#include "core/imports/batch.hpp"

// Where files of other programs lie, and what stands in a batch, for comparing.
namespace tests {

inline std::filesystem::path own_samples() {
    return std::filesystem::path(INGLENOOK_SOURCE_DIR) / "tests/core/imports/samples";
}  // written by us
inline std::filesystem::path peers() { return std::filesystem::path(INGLENOOK_SOURCE_DIR) / "../shared/peers"; }

inline bool has(const core::imports::Batch& batch, std::size_t line, core::imports::Trouble what) {
    return std::any_of(batch.problems.begin(), batch.problems.end(),
                       [&](const auto& each) { return each.line == line && each.what == what; });
}

inline std::string time_of(const core::imports::Entry& entry) {
    auto text = core::to_iso(entry.day);
    if (entry.minute)
        text += " " + std::to_string(*entry.minute / 60) + ":" + (*entry.minute % 60 < 10 ? "0" : "") +
                std::to_string(*entry.minute % 60);
    if (entry.offset_minutes) text += (*entry.offset_minutes < 0 ? " " : " +") + std::to_string(*entry.offset_minutes);
    return text;
}

}  // namespace tests
