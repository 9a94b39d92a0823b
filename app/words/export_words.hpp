#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/exports/household_json.hpp"
#include "core/exports/words.hpp"

namespace app {

// The words of what people read outside the program, in this program's language.
core::ExportWords export_words();
// What is left out of an export because it was shut.
std::string left_out_sentence(const core::KeptToOneself& left);
// That private entries did not open, though what is private was open, and are not in an export.
std::string unopened_sentence(std::size_t count);
// That photos are damaged in the household's folder, and in an export as they are.
std::string damaged_photos_sentence(std::size_t count);
// Why nothing is erased: not everything of somebody's could be copied.
std::string not_copied_sentence(std::size_t entries, std::size_t photos);
// "a.jpg, b.jpg and 7 more": the first few of a list of names.
std::string some_names(const std::vector<std::string>& names);
// Why a household's file is not taken, and where in it.
std::string sentence(const core::exports::JsonProblem& problem);

}  // namespace app
