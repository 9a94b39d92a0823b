#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/memories/photo.hpp"
#include "core/time/instant.hpp"

// What another program wrote, in words of ours. A reader turns bytes into a Batch and throws nothing that bytes could
// cause; what it cannot read it names, and goes on with the rest.
namespace core::imports {

inline constexpr std::size_t largest_file =
    64 << 20;  // bytes, of one text; an archive may be larger, what is read of it may not
inline constexpr std::size_t most_entries = 100'000;
inline constexpr std::size_t most_problems = 1'000;

enum class Trouble {
    cannot_be_read,  // no such file, no permission, a broken disk
    own_database,    // the household's, which is open: see db::is_open_database
    too_large,       // more than largest_file, or an archive that unfolds to much more than it is
    not_this_format,
    not_text,  // not UTF-8
    malformed,
    wrong_columns,
    not_a_date,
    not_a_time,
    in_the_future,
    too_long_ago,  // before 1900
    empty,
    too_long,  // even in most_parts parts
    unknown_mood,
    unknown_zone,            // it was taken with its time in UTC
    aliases,                 // YAML's references, which no diary has and which can stand for gigabytes
    too_many_entries,        // from here on
    attachment_left_behind,  // a film, a recording, a document: we keep photos only. The entry itself was taken
    photo_missing,
    photo_refused,  // `photo` says why
};

struct Problem {
    std::string file;      // where there are several: its name in the folder or archive
    std::size_t line = 0;  // from 1; of Day One the number of the entry in its journal. 0: all of it
    Trouble what = Trouble::malformed;
    std::string detail = {};  // a few words of what stands there, on one line; may be empty
    std::optional<PhotoProblem> photo = {};
};

enum class Kind { check_in, thanks, note };

struct Photo {
    std::string name;  // for Batch::photo
    Instant taken;     // where the photo does not say so itself
};

struct Entry {
    std::string file;
    std::size_t line = 0;  // both as in a Problem
    Day day;
    std::optional<int> minute = {};          // of the civil day
    std::optional<int> offset_minutes = {};  // where it says which zone it was; otherwise the zone here at that time
    Kind kind = Kind::note;
    std::string text = {};
    std::string mood = {};  // by its name there; of check-ins
    std::vector<std::string> feelings = {}, activities = {};
    std::vector<Photo> photos = {};
};

struct Batch {
    std::vector<Entry> entries;
    std::vector<Problem> problems;
    std::size_t problems_left_out = 0;  // beyond most_problems

    using PhotoBytes = std::variant<std::vector<std::uint8_t>, Trouble>;
    std::function<PhotoBytes(const std::string& name)> photo = {};  // where there are any

    void report(Problem problem);
    // False, and says so once, where there are too many already.
    bool add(Entry entry);
};

// The beginning of a text on one line, for naming it; nothing of what is not UTF-8.
std::string excerpt(std::string_view text);

std::string_view without_byte_order_mark(std::string_view text);

// Whatever came with an entry and has no place of its own stands below its text, a line each.
void add_line(std::string& text, const std::string& line);

}  // namespace core::imports
