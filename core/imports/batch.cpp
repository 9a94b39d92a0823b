#include "core/imports/batch.hpp"

#include <utility>

#include "core/text.hpp"

namespace core::imports {

void Batch::report(Problem problem) {
    if (problems.size() < most_problems) problems.push_back(std::move(problem));
    else ++problems_left_out;
}

bool Batch::add(Entry entry) {
    if (entries.size() < most_entries) {
        entries.push_back(std::move(entry));
        return true;
    }
    if (problems.empty() || problems.back().what != Trouble::too_many_entries)
        report({entry.file, entry.line, Trouble::too_many_entries});
    return false;
}

std::string excerpt(std::string_view text) {
    constexpr std::size_t longest = 60;  // bytes
    auto cut = text.substr(0, longest);
    // Not in the middle of a character.
    while (!cut.empty() && within_code_point(text, cut.size())) cut.remove_suffix(1);
    const auto line = tidy_line(cut, longest);
    if (!line) return {};
    return cut.size() < text.size() ? line.value() + "…" : line.value();
}

std::string_view without_byte_order_mark(std::string_view text) {
    constexpr std::string_view mark = "\xef\xbb\xbf";
    return text.substr(0, mark.size()) == mark ? text.substr(mark.size()) : text;
}

void add_line(std::string& text, const std::string& line) {
    if (line.empty()) return;
    if (!text.empty()) text += '\n';
    text += line;
}

}  // namespace core::imports
