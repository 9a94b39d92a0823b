#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace core {

// What a check-in names, its feelings or what was around it, is stored and exported as one text: "tired, hopeful". It
// is parted at ", " alone, so that any text that was ever written, "tired,hopeful" too, joins to itself again.
std::vector<std::string> parted_names(std::string_view text);
std::string joined_names(const std::vector<std::string>& names);

// As people read them: parted at every comma, trimmed, each once.
std::vector<std::string> single_names(const std::vector<std::string>& names);

}  // namespace core
