#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace core {

// A person's text as it is kept: white space (Unicode's) at both ends cut, line breaks of every kind made "\n", other
// control characters but tabs dropped. Refusals: not_text (not UTF-8), text_too_long (more than `longest` code points).
Result<std::string> tidy(std::string_view text, std::size_t longest);

// The same for a text of one line: line breaks and tabs become spaces.
Result<std::string> tidy_line(std::string_view text, std::size_t longest);

// Code points in valid UTF-8; nothing where it is not valid.
std::optional<std::size_t> length_of(std::string_view text);

// Whether valid UTF-8 has a control character (C0, DEL, C1). With line breaks allowed, they and tabs do not count.
enum class LineBreaks { allowed, refused };
bool has_control_characters(std::string_view text, LineBreaks line_breaks);

// Equal but for ASCII case.
bool same_name(std::string_view a, std::string_view b);

// Whether a list of names has this one.
template <class List> bool is_one_of(const List& list, std::string_view name) {
    return std::any_of(std::begin(list), std::end(list), [&](const char* entry) { return name == entry; });
}

}  // namespace core
