#include "core/text.hpp"

namespace core {

namespace {

// Bytes of the well-formed sequence that starts at `i` (Unicode 15, table 3-7); 0 where there is none.
std::size_t sequence_at(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(k < text.size() ? text[k] : 0); };
    const auto within = [&](std::size_t k, int low, int high) { return byte(k) >= low && byte(k) <= high; };
    const int lead = byte(i);
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead <= 0xdf) return within(i + 1, 0x80, 0xbf) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        const int low = lead == 0xe0 ? 0xa0 : 0x80, high = lead == 0xed ? 0x9f : 0xbf;
        return within(i + 1, low, high) && within(i + 2, 0x80, 0xbf) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const int low = lead == 0xf0 ? 0x90 : 0x80, high = lead == 0xf4 ? 0x8f : 0xbf;
        return within(i + 1, low, high) && within(i + 2, 0x80, 0xbf) && within(i + 3, 0x80, 0xbf) ? 4 : 0;
    }
    return 0;
}

bool blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

Result<std::string> tidied(std::string_view text, std::size_t longest, bool one_line) {
    if (!length_of(text)) return Refusal::not_text;
    std::string kept;
    kept.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\r') {
            if (i + 1 >= text.size() || text[i + 1] != '\n') kept += one_line ? ' ' : '\n';
        } else if (c == '\n' || c == '\t') {
            kept += one_line ? ' ' : c;
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
            kept += c;
        }
    }
    std::size_t from = 0, to = kept.size();
    while (from < to && blank(kept[from])) ++from;
    while (to > from && blank(kept[to - 1])) --to;
    kept = kept.substr(from, to - from);
    if (*length_of(kept) > longest) return Refusal::text_too_long;
    return kept;
}

}  // namespace

std::optional<std::size_t> length_of(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        const auto bytes = sequence_at(text, i);
        if (bytes == 0) return std::nullopt;
        i += bytes;
    }
    return count;
}

Result<std::string> tidy(std::string_view text, std::size_t longest) { return tidied(text, longest, false); }
Result<std::string> tidy_line(std::string_view text, std::size_t longest) { return tidied(text, longest, true); }

bool same_name(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

}  // namespace core
