#include "core/backups/newest.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <tuple>
#include <utility>

namespace core::backups {

namespace {

// A household's count of changes; nothing in one of an older version.
std::optional<std::int64_t> changes_in(const HouseholdFile& file) {
    std::optional<std::int64_t> changes;
    bool counts = false;
    file.each("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'device_setting'",
              [&](sqlite3_stmt*) { counts = true; });
    if (counts)
        file.each("SELECT CAST(value AS INTEGER) FROM device_setting WHERE name = 'changes'",
                  [&](sqlite3_stmt* row) { changes = sqlite3_column_int64(row, 0); });
    return changes;
}

// When the last row was made that is not said to have been made after `until`: ids begin with that moment (UUIDv7), and
// the last of a table is found without reading it.
std::int64_t last_made_ms(const HouseholdFile& file, std::int64_t until) {
    std::vector<std::string> tables;
    file.each(
        "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c ON c.name = 'id' AND c.type = 'BLOB' AND c.pk = 1 WHERE t.type = 'table'",
        [&](sqlite3_stmt* row) { tables.push_back(text_of(row, 0)); });
    char bound[13];
    std::snprintf(bound, sizeof bound, "%012llx", static_cast<unsigned long long>(until) & 0xFFFFFFFFFFFFULL);
    std::int64_t last = 0;
    for (const auto& table : tables)
        file.each("SELECT hex(substr(max(id), 1, 6)) FROM " + in_quotes(table) + " WHERE id < x'" + bound + "'",
                  [&](sqlite3_stmt* row) {
                      last = std::max<std::int64_t>(last, std::strtoll(text_of(row, 0).c_str(), nullptr, 16));
                  });
    return last;
}

struct Standing {
    std::int64_t changes = 0, last_row = 0;
    Day day;
    friend bool operator<(const Standing& a, const Standing& b) {
        return std::tie(a.changes, a.last_row, a.day) < std::tie(b.changes, b.last_row, b.day);
    }
};

std::optional<Standing> standing_of(const Backup& backup, Day today) {
    try {
        const HouseholdFile file(backup.file, HouseholdFile::Kept::by_itself);
        if (const auto changes = changes_in(file)) return Standing{*changes, 0, backup.day};
        return Standing{-1, last_made_ms(file, end_of(today)), backup.day};
    } catch (const Fault&) {
        return std::nullopt;
    }
}

// What cannot be read is taken for the newest of nothing.
std::int64_t changes_or_none(const std::filesystem::path& path, HouseholdFile::Kept kept) {
    try {
        return changes_in(HouseholdFile(path, kept)).value_or(0);
    } catch (const Fault&) {
        return 0;
    }
}

std::int64_t most_changes(const std::vector<Backup>& backups) {
    std::int64_t most = 0;
    for (const auto& backup : backups)
        most = std::max(most, changes_or_none(backup.file, HouseholdFile::Kept::by_itself));
    return most;
}

}  // namespace

std::int64_t end_of(Day today) {
    constexpr std::int64_t day_ms = 86'400'000;
    return (static_cast<std::int64_t>(today.number) + 2) * day_ms;
}

void count_beyond(db::Connection& database, const std::vector<Backup>& backups, const std::filesystem::path& live) {
    auto most = most_changes(backups);
    if (!live.empty()) most = std::max(most, changes_or_none(live, HouseholdFile::Kept::in_use));
    database
        .prepare(
            "INSERT INTO device_setting (name, value) VALUES ('changes', CAST(?1 AS TEXT)) ON CONFLICT (name) DO UPDATE SET"
            " value = CAST(max(CAST(value AS INTEGER), ?1) AS TEXT)")
        .run(most);
    database.prepare(count_change).run();
}

void count_beyond_backups(const std::filesystem::path& live, const std::vector<Backup>& backups) noexcept {
    try {
        const auto most = most_changes(backups);
        // Equal where nothing was written since the last backup.
        if (changes_in(HouseholdFile(live, HouseholdFile::Kept::in_use)).value_or(0) >= most) return;
        db::Connection database(live);
        db::Transaction transaction(database);
        count_beyond(database, backups);
        transaction.commit();
    } catch (const std::exception&) {
    }
}

std::vector<Backup> made_last_first(std::vector<Backup> backups, Day today) {
    std::sort(backups.begin(), backups.end(), [](const auto& a, const auto& b) { return b.day < a.day; });
    std::vector<std::pair<Backup, Standing>> readable;
    std::vector<Backup> others;
    for (auto& backup : backups) {
        if (const auto standing = standing_of(backup, today)) readable.emplace_back(std::move(backup), *standing);
        else others.push_back(std::move(backup));
    }
    std::stable_sort(readable.begin(), readable.end(),
                     [](const auto& a, const auto& b) { return b.second < a.second; });
    std::vector<Backup> ordered;
    for (auto& [backup, standing] : readable) ordered.push_back(std::move(backup));
    for (auto& other : others) {
        const auto place =
            std::find_if(ordered.begin(), ordered.end(), [&](const auto& each) { return each.day < other.day; });
        ordered.insert(place, std::move(other));
    }
    std::stable_partition(ordered.begin(), ordered.end(),
                          [&](const auto& backup) { return !from_the_future(backup, today); });
    return ordered;
}

std::optional<Backup> newest(const std::vector<Backup>& made_last_first, Day today) {
    if (made_last_first.empty() || from_the_future(made_last_first.front(), today)) return std::nullopt;
    return made_last_first.front();
}

}  // namespace core::backups
