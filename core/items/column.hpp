#pragma once

#include <cstdint>
#include <string_view>

#include <sodium.h>

namespace core {

// What a column of household.db may hold. The limits are those of the commands that write it.
enum class Holds {
    id,         // this row's own, or one that need not exist any more
    reference,  // to a row of the table named in `words`
    text,       // at most `highest` code points
    line,       // the same, and never empty
    name,       // the same, as people write it in one line
    word,       // one of `words`, with commas between; the first may be empty
    audience,
    number,   // lowest … highest
    day,      // of the instant in the column named in `words`, where there is one
    instant,  // UTC milliseconds; the zone's offset stands in the column beside it
    rule,     // RFC 5545, from the day in `starts_on`
    bytes,    // lowest … highest of them
    setting,  // by its name
    kind,     // of an item, by its table
    anything,
};

struct Column {
    const char* name;
    Holds holds;
    std::int64_t lowest = 0, highest = 0;
    const char* words = "";
};

// Yes or no.
inline bool is_flag(const Column& column) { return column.holds == Holds::number && column.highest == 1; }

// Whether a word is among several with commas between.
inline bool is_among(std::string_view word, std::string_view words) {
    for (;;) {
        const auto comma = words.find(',');
        if (words.substr(0, comma) == word) return true;
        if (comma == std::string_view::npos) return false;
        words.remove_prefix(comma + 1);
    }
}

inline constexpr std::int64_t longest_seal = 1 << 20, shortest_seal = crypto_box_SEALBYTES + 1;

}  // namespace core
