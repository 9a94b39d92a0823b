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

// The code point that begins at `at`, within the text, and its length in bytes; nothing where UTF-8 has none (Unicode
// 15, table 3-7).
struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 0;
};
std::optional<CodePoint> code_point_at(std::string_view text, std::size_t at);

// For text that is known to be UTF-8: whether `at` lies within a code point, and where the one that begins there ends.
inline bool within_code_point(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}
inline std::size_t end_of_code_point(std::string_view text, std::size_t at) {
    do ++at;
    while (within_code_point(text, at));
    return at;
}

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
