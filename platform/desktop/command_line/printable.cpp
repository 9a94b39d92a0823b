#include "platform/desktop/command_line/printable.hpp"

#include <cstddef>

#include "core/text.hpp"

namespace platform::desktop {

namespace {

bool steers(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

enum class Breaks { stay, go };

std::string harmless(std::string_view text, Breaks breaks) {
    std::string made;
    made.reserve(text.size());
    while (!text.empty()) {
        const auto read = core::code_point_at(text, 0);
        const auto code = read ? read->value : U'\uFFFD';
        const std::size_t length = read ? read->bytes : 1;
        const bool break_stays = breaks == Breaks::stay && (code == '\n' || code == '\t');
        if (!read) made += "\uFFFD";
        else if (steers(code) && !break_stays) made += ' ';
        else made += text.substr(0, length);
        text.remove_prefix(length);
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
