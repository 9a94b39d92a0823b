#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

// What a terminal is given of words that came from elsewhere: names, paths, what a library says (CWE-150).
namespace platform::desktop {

// One line stays one line, and nothing steers the terminal: control characters (C0, DEL, C1), line and paragraph
// separators and the marks that turn the direction of writing become spaces, and bytes that are no UTF-8 a replacement
// character.
std::string on_one_line(std::string_view text);

// The same for sentences that were put together already: line breaks and tabs stay.
std::string printable(std::string_view text);

// As app::filled() does, with each value on one line: in platform/ that one is not used (tests/layering.cmake).
std::string filled(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values);
inline std::string counted(std::string_view sentence, std::size_t count) {
    return filled(sentence, {{"count", std::to_string(count)}});
}

}  // namespace platform::desktop
