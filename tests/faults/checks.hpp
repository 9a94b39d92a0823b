#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/household/household.hpp"

// What is looked at when something has gone wrong.
namespace faults {

// What SQLite's integrity_check says: "ok".
std::string integrity_of(const std::filesystem::path& database);

// Every row of every table, what is deleted too, in a fixed order; and those that one has and the other has not, in
// words.
std::vector<std::string> sorted_rows(const std::filesystem::path& database);
std::string difference(const std::vector<std::string>& is, const std::vector<std::string>& should_be);

// Every photo that a row names, deleted or not, is there and can be shown, and every file that is called a photo is
// one, whole. Empty where that is so.
std::string problem_with_photos(const core::Household& household, const std::filesystem::path& database);

// Every vault opens, with the recovery words that were made and with the PIN that was set, and every sealed row that is
// somebody's own opens with it. Empty where that is so. Counts as tries.
std::string problem_with_vaults(core::Household& household, const std::filesystem::path& database);

// Every backup that is listed is whole, those that count as verified have just their bytes, and nothing is in sight
// beside them. Empty where that is so.
std::string problem_with_backups(const std::filesystem::path& data_folder);

// Photo files that are not finished.
std::size_t half_written_files_in(const std::filesystem::path& folder);

}  // namespace faults
