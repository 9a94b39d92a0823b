#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/exports/contents.hpp"

namespace core::exports {

// One table for each kind: its file's name and its bytes. RFC 4180, UTF-8 with the mark that spreadsheets look for. A
// cell that a spreadsheet would take for a formula (begins with = + - @ or a control character) has an apostrophe
// before it. Whoever is named by an id is also named by name.
std::vector<std::pair<std::string, std::string>> to_csv(const Contents& contents);

}  // namespace core::exports
