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

bool breaks_line(char32_t c) { return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); }

// Unicode's White_Space, but for what breaks a line.
bool blank(char32_t c) {
    return c == ' ' || c == '\t' || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
           c == 0x205f || c == 0x3000;
}

Result<std::string> tidied(std::string_view text, std::size_t longest, bool one_line) {
    std::string kept;
    kept.reserve(text.size());
    std::size_t count = 0;               // code points in `kept`
    std::size_t end = 0, end_count = 0;  // after the last that is no white space
    char32_t before = 0;
    for (std::size_t i = 0, bytes = 0; i < text.size(); i += bytes) {
        const auto read = code_point_at(text, i);
        if (!read) return Refusal::not_text;
        bytes = read->bytes;
        const auto c = read->value;
        const bool breaks = breaks_line(c), second_half = c == '\n' && before == '\r';
        before = c;
        if (second_half || (control(c) && !breaks && c != '\t')) continue;
        const bool white = breaks || blank(c);
        if (white && kept.empty()) continue;
        if (breaks) kept += one_line ? ' ' : '\n';
        else if (one_line && c == '\t') kept += ' ';
        else kept += text.substr(i, bytes);
        ++count;
        if (!white) end = kept.size(), end_count = count;
    }
    if (end_count > longest) return Refusal::text_too_long;
    kept.resize(end);
    return kept;
}

}  // namespace

std::optional<CodePoint> code_point_at(std::string_view text, std::size_t at) {
    const auto bytes = sequence_at(text, at);
    if (bytes == 0) return std::nullopt;
    const auto lead = static_cast<unsigned char>(text[at]);
    char32_t c = bytes == 1 ? lead : lead & (0xff >> (bytes + 1));
    for (const char byte : text.substr(at + 1, bytes - 1)) c = c << 6 | (static_cast<unsigned char>(byte) & 0x3f);
    return CodePoint{c, bytes};
}

std::optional<std::size_t> length_of(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        const auto bytes = sequence_at(text, i);
        if (bytes == 0) return std::nullopt;
        i += bytes;
    }
    return count;
}

bool has_control_characters(std::string_view text, LineBreaks line_breaks) {
    for (std::size_t i = 0, bytes = 0; i < text.size(); i += bytes) {
        const auto read = code_point_at(text, i);
        bytes = read ? read->bytes : 1;
        if (!read) continue;  // not text: told elsewhere
        const auto c = read->value;
        if (control(c) && !(line_breaks == LineBreaks::allowed && (breaks_line(c) || c == '\t'))) return true;
    }
    return false;
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
