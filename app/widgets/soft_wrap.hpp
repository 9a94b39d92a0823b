#pragma once

#include <functional>
#include <string>
#include <string_view>

// Dear ImGui's text editor breaks lines at line feeds only. A text shown in it gets soft breaks where lines end, each a
// line feed between two word joiners, which nobody types, which are taken out again before anybody else sees the text.
namespace app::soft_wrap {

inline constexpr std::string_view mark = "\u2060\n\u2060";

// How many bytes of a text (without line feeds) fit on one line; at least one character.
using Fit = std::function<std::size_t(std::string_view)>;

// `text` with soft breaks. `cursor`, where given, is a byte position in `text` and becomes the one in the answer.
std::string wrap(std::string_view text, const Fit& fit, std::size_t* cursor = nullptr);

// The text without its soft breaks. A break of which a part was deleted takes the blank before it along: whoever
// deletes a line's end means to join the words. Within a long word it takes the character that was meant: the one
// before (backspace at the beginning of the lower line), or the one behind. `cursor` as above, the other way round.
std::string unwrap(std::string_view shown, std::size_t* cursor = nullptr);

// A position that does not lie within a break. Both its sides are the same place in the text: the arrows step over it
// as over nothing, while the end of the upper line (the End key, a click) and the beginning of the lower one stay where
// they are.
std::size_t outside_break(std::string_view shown, std::size_t cursor, std::size_t came_from);

}  // namespace app::soft_wrap
