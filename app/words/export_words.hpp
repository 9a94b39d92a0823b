#pragma once

#include <string>

#include "core/exports/household_json.hpp"
#include "core/exports/words.hpp"

namespace app {

// The words of what people read outside the program, in this program's language.
core::ExportWords export_words();
// What is left out of an export because it was shut.
std::string left_out_sentence(const core::KeptToOneself& left);
// Why a household's file is not taken, and where in it.
std::string sentence(const core::exports::JsonProblem& problem);

}  // namespace app
