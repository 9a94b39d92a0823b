// Texts as people type and paste them, and the small texts that stand for something: ids, days, audiences, dates of
// cameras.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/id.hpp"
#include "core/memories/exif.hpp"
#include "core/text.hpp"
#include "core/time/day.hpp"
#include "core/viewer.hpp"

using namespace core;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const std::string text(reinterpret_cast<const char*>(bytes), count);
    constexpr std::size_t longest = 40;
    for (const auto tidying : {tidy, tidy_line}) {
        const auto tidied = tidying(text, longest);
        check(length_of(text).has_value() || !tidied);
        if (!tidied) continue;
        const auto length = length_of(tidied.value());
        check(length && *length <= longest);
        const auto again = tidying(tidied.value(), longest);
        check(again && again.value() == tidied.value());
        check(tidied.value().find('\r') == std::string::npos);
        if (tidying == tidy_line) check(tidied.value().find('\n') == std::string::npos);
    }
    check(same_name(text, text));
    if (const auto id = uuid_from_text(text)) check(uuid_from_text(to_text(*id)) == id);
    if (const auto day = day_from_iso(text)) check(to_iso(*day) == text);
    (void)audience_from_text(text);
    const auto half = text.size() / 2;
    if (const auto taken = taken_from_exif(text.substr(0, half), text.substr(half)))
        check(taken->minute >= 0 && taken->minute < 24 * 60);
    (void)taken_from_exif(text, "");
    return 0;
}
