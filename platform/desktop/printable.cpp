#include "platform/desktop/printable.hpp"

#include <cstddef>
#include <cstdint>

namespace platform::desktop {

namespace {

struct Read {
    std::uint32_t code = 0;
    std::size_t length = 0;  // bytes; 0: no UTF-8
};

// The code point at the beginning of a text that is not empty (RFC 3629: nothing overlong, no surrogates).
Read first_of(std::string_view text) {
    const auto byte = [&](std::size_t n) { return static_cast<unsigned char>(text[n]); };
    const auto head = byte(0);
    if (head < 0x80) return {head, 1};
    const std::size_t length = head >= 0xF0 ? 4 : head >= 0xE0 ? 3 : 2;
    if (head < 0xC2 || head > 0xF4 || text.size() < length) return {};
    std::uint32_t code = head & (0xFFU >> (length + 1));
    for (std::size_t n = 1; n < length; ++n) {
        if ((byte(n) & 0xC0U) != 0x80U) return {};
        code = code << 6 | (byte(n) & 0x3FU);
    }
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < least[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
    return {code, length};
}

bool steers(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

enum class Breaks { stay, go };

std::string harmless(std::string_view text, Breaks breaks) {
    std::string made;
    made.reserve(text.size());
    while (!text.empty()) {
        const auto [code, length] = first_of(text);
        const bool break_stays = breaks == Breaks::stay && (code == '\n' || code == '\t');
        if (length == 0) made += "\xEF\xBF\xBD";
        else if (steers(code) && !break_stays) made += ' ';
        else made += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return made;
}

}  // namespace

std::string on_one_line(std::string_view text) { return harmless(text, Breaks::go); }

std::string printable(std::string_view text) { return harmless(text, Breaks::stay); }

std::string filled(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
    std::string made;
    while (!text.empty()) {
        const auto open = text.find('{');
        made += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        bool found = false;
        for (const auto& [name, value] : values) {
            if (text.size() < name.size() + 2 || text.compare(1, name.size(), name) != 0 ||
                text[name.size() + 1] != '}')
                continue;
            made += on_one_line(value);
            text.remove_prefix(name.size() + 2);
            found = true;
            break;
        }
        if (found) continue;
        made += '{';
        text.remove_prefix(1);
    }
    return made;
}

}  // namespace platform::desktop
