#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/backups/backup_folder.hpp"
#include "core/backups/household_file.hpp"
#include "core/db/connection.hpp"
#include "core/time/day.hpp"

// Which backup is the newest: the one that was made last. Its name says what the clock said, and a clock can be wrong;
// so a household counts its changes, and what its backups hold of that count puts them in order.
namespace core::backups {

// Adds one to the count; run in every transaction that changes a household.
inline constexpr const char* count_change =
    "INSERT INTO device_setting (name, value) VALUES ('changes', '1') ON CONFLICT (name) DO UPDATE SET"
    " value = CAST(min(max(CAST(value AS INTEGER), 0), 4611686018427387904) + 1 AS TEXT)";

// Before a database of an older state becomes the household: it goes on counting from beyond every backup that there
// is, and beyond `live`, where that can be read. What is written from then on is newer than all of them.
void count_beyond(db::Connection& database, const std::vector<Backup>& backups, const std::filesystem::path& live = {});

// The same for the household itself, where its count is below that of one of its backups: somebody has put an older
// file in its place by hand. Best effort: one that cannot be read or written now is left as it is. For whoever holds
// the folder's lock.
void count_beyond_backups(const std::filesystem::path& live, const std::vector<Backup>& backups) noexcept;

// The end of `today` wherever on Earth: what is said to have been written after it was written by a clock that was
// ahead.
std::int64_t end_of(Day today);

// In the order in which they were made, the last one first: by the count of changes; those without one, made by an
// older version, are before all others and in the order of their last row. One that cannot be read takes its place by
// its day. Those of a day after `today` come after all others, in the same order: a clock was ahead when they were
// made. Reads each file a little, for a job.
std::vector<Backup> made_last_first(std::vector<Backup> backups, Day today);

inline bool from_the_future(const Backup& backup, Day today) { return backup.day > today; }

// The one to take when nobody names a day: the first of made_last_first(), unless it is from the future.
std::optional<Backup> newest(const std::vector<Backup>& made_last_first, Day today);

}  // namespace core::backups
