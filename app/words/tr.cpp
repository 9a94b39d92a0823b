#include "app/words/tr.hpp"

#include <cstdio>
#include <cstring>

#include <libintl.h>

namespace app {

namespace {
constexpr const char* domain = "inglenook";
}

const char* tr(const char* message) { return *message ? dgettext(domain, message) : message; }

const char* trn(const char* one, const char* many, unsigned long n) { return dngettext(domain, one, many, n); }

const char* trc(const char* context, const char* message) {
    // gettext keeps a message with a context under "context\004message"; a miss answers with that key itself.
    char key[256];
    const int length = std::snprintf(key, sizeof key, "%s\004%s", context, message);
    if (length < 0 || static_cast<std::size_t>(length) >= sizeof key) return message;
    const char* found = dgettext(domain, key);
    return found == key ? message : found;
}

std::string filled(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
    std::string out;
    out.reserve(text.size() + 32);
    while (!text.empty()) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const auto close = text.find('}');
        const auto name = close == std::string_view::npos ? std::string_view() : text.substr(1, close - 1);
        bool known = false;
        for (const auto& [key, value] : values) {
            if (key != name) continue;
            out += value;
            known = true;
            break;
        }
        // A name nobody gave a value for stays as it stands, where a translator can see it.
        const auto length = close == std::string_view::npos ? 1 : close + 1;
        if (!known) out += text.substr(0, length);
        text.remove_prefix(length);
    }
    return out;
}

}  // namespace app
