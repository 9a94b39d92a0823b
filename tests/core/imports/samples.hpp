#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zip.h>

#include "core/imports/batch.hpp"

// Files of other programs, and what stands in a batch, for comparing.
namespace tests {

inline std::filesystem::path peers() { return std::filesystem::path(INGLENOOK_SOURCE_DIR) / "../shared/peers"; }

inline bool has(const core::imports::Batch& batch, std::size_t line, core::imports::Trouble what) {
    return std::any_of(batch.problems.begin(), batch.problems.end(), [&](const auto& each) { return each.line == line && each.what == what; });
}

inline std::string time_of(const core::imports::Entry& entry) {
    auto text = core::to_iso(entry.day);
    if (entry.minute) text += " " + std::to_string(*entry.minute / 60) + ":" + (*entry.minute % 60 < 10 ? "0" : "") + std::to_string(*entry.minute % 60);
    if (entry.offset_minutes) text += (*entry.offset_minutes < 0 ? " " : " +") + std::to_string(*entry.offset_minutes);
    return text;
}

using Contents = std::vector<std::pair<std::string, std::string>>;

inline void write_zip(const std::filesystem::path& file, const Contents& contents) {
    zip_t* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, bytes] : contents)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_OVERWRITE);
    if (zip_close(archive) != 0) zip_discard(archive);
}

}  // namespace tests
