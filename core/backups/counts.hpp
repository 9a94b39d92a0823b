#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/instant.hpp"

namespace core::backups {

// What a household file holds in each table that was not deleted.
struct Counts {
    std::map<std::string, std::int64_t, std::less<>> tables;

    std::int64_t of(std::string_view table) const {
        const auto found = tables.find(table);
        return found == tables.end() ? 0 : found->second;
    }
    bool operator==(const Counts&) const = default;
};

struct CountedTable {
    const char* table;
    bool has_trash = true;  // what is deleted stays a while
};
// Those first that people would name first: themselves, and the kinds of items.
std::vector<CountedTable> counted_tables();

// How much there was when a household was last seen whole, kept beside its backups: by this a recovery knows what is
// missing.
struct KnownCounts {
    Instant at;
    Counts counts;
};
std::optional<KnownCounts> known_counts(
    const std::filesystem::path& data_folder);  // nothing when it was never written, or is damaged
void keep_counts(const std::filesystem::path& data_folder, const KnownCounts& known);  // throws Fault
// Counts what is in a folder and keeps that: when a window closes, or a command has brought much in. What cannot be
// counted or written is left as it was.
enum class Often {
    every_time,
    unless_costly,  // of a large household not again within a minute
};
void keep_present_counts(const std::filesystem::path& data_folder, const Clock& clock,
                         Often often = Often::every_time) noexcept;

}  // namespace core::backups
