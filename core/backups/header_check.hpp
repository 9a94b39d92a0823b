#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "core/backups/household_file.hpp"

namespace core::backups {

enum class Header {
    right,
    doubtful,  // only a look at every page can tell: PRAGMA quick_check
    wrong,     // says what no household's file says
};

// The first 100 bytes of a database (file format 3, section 1.3), and the list of its free pages. SQLite believes most
// of them: a wrong one may be refused with a sentence that helps nobody, or make it write over pages that hold rows. Of
// a file that another program is writing the answer may be doubtful, never wrong. Throws Fault (io, no_access).
Header look_at_header(const HouseholdFile& file);

// What a file's tables, columns and indexes say of who made it.
struct SchemaAge {
    std::set<int> versions;  // those whose migrations make exactly this; none: not ours, or something is missing
    bool has_more = false;   // things that no migration makes
    bool may_be(int version) const { return versions.count(version) > 0; }
};
SchemaAge age_of_schema(const HouseholdFile& file);

// A newer program counts on from here; a number beyond is none that a program wrote.
bool is_newer_version(std::int64_t version);

}  // namespace core::backups
