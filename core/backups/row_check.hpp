#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/backups/household_file.hpp"
#include "core/time/instant.hpp"

namespace core::backups {

enum class RowFault {
    no_id,          // not 16 bytes, or all zero
    names_nothing,  // points to a row that does not exist
    out_of_range,   // a number beyond its limits
    unknown_word,   // none of the words its column knows
    not_text,       // not valid UTF-8
    too_long,
    empty,             // no value where there has to be one
    no_date,           // not in the calendar, or an offset that no zone has
    moved,             // its day is not the one of its instant
    no_rule,           // not RFC 5545
    wrong_length,      // bytes that cannot be the hash, key or seal they should be
    plain_and_sealed,  // for its author alone and not sealed, or sealed and said to be shared
    no_such_value,     // a setting's value that its name does not allow
    not_shown,         // a name with control characters, or white space at its ends
    left_beside_seal,  // readable, in a row that is sealed
    backwards,         // it ends before it begins
    shared_too_soon,   // before it was made
    shared_too_late,   // in the future, though it does not wait for its moment
    not_ours,          // a table, trigger, view or index that no migration makes
};

struct RowFinding {
    std::string table, id, column;
    RowFault fault;
    std::string target;  // the table that a row should be in, of names_nothing
};

struct RowFindings {
    std::vector<RowFinding> rows;  // at most most_named
    std::size_t count = 0;         // of all
    static constexpr std::size_t most_named = 1000;
};

// Looks at every row of one table, deleted ones too: each column against its limits, as row_check.cpp lists them. What
// is sealed can only be judged by its length here: whether it belongs to this row, day and author is known to whoever
// opens it. A column that is in no list is passed over. Throws Fault. Without the time nothing is found to be in the
// future.
void check_rows(const HouseholdFile& file, const std::string& table, RowFindings& into,
                std::optional<Instant> now = {});

// Looks for what the file's schema has beside the household's own. A trigger or a view is never run (see Connection).
// Of a newer version's file nothing is known. Throws Fault.
void check_schema(const HouseholdFile& file, RowFindings& into);

// Every column that is looked at, as "table.column".
std::vector<std::string> checked_columns();

}  // namespace core::backups
