#include "app/words/check_sentences.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "app/words/backup_sentences.hpp"
#include "app/words/tr.hpp"

namespace app {

using namespace core::backups;

namespace {

// Rows that name what does not exist are told by what is missing, and once; all others one by one.
void add_rows(std::vector<std::string>& lines, const RowFindings& rows) {
    constexpr std::size_t most_ids = 5;
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::string>> dangling;
    for (const auto& row : rows.rows)
        if (row.fault == RowFault::names_nothing) dangling[{row.table, row.column, row.target}].push_back(row.id);
    for (const auto& [which, ids] : dangling) {
        std::string list;
        for (std::size_t n = 0; n < std::min(ids.size(), most_ids); ++n) list += (n ? ", " : "") + ids[n];
        if (ids.size() > most_ids) list += ", …";
        lines.push_back(
            filled(trn("{count} row in the table {table} names a {target} that doesn’t exist ({column}): {ids}",
                       "{count} rows in the table {table} name a {target} that doesn’t exist ({column}): {ids}",
                       static_cast<unsigned long>(ids.size())),
                   {{"table", std::get<0>(which)},
                    {"count", std::to_string(ids.size())},
                    {"target", std::get<2>(which)},
                    {"column", std::get<1>(which)},
                    {"ids", list}}));
    }
    for (const auto& row : rows.rows) {
        if (row.fault == RowFault::names_nothing) continue;
        lines.push_back(
            filled(tr("{table} {id}, {column}: {what}."),
                   {{"table", row.table}, {"id", row.id}, {"column", row.column}, {"what", sentence(row.fault)}}));
    }
    if (const auto more = rows.count - rows.rows.size(); more > 0)
        lines.push_back(filled(trn("And {count} more row like these.", "And {count} more rows like these.", more),
                               {{"count", std::to_string(more)}}));
}

void add_keys(std::vector<std::string>& lines, const HouseholdCheck::Findings& findings) {
    const auto add = [&](const char* sentence, const std::vector<std::string>& names) {
        for (const auto& name : names) lines.push_back(filled(sentence, {{"name", name}}));
    };
    add(tr("The key to {name}’s private entries is missing. Unlock as {name}: this device may still know the key and put it back. If not, restore a backup."),
        findings.keys_missing);
    add(tr("The key to {name}’s private entries was changed or taken out of the household’s file. This device puts back what it remembers the next time it opens the household. If {name} doesn’t know why, someone may have been at these files."),
        findings.seals.keys_changed);
    add(tr("The key to {name}’s private entries is in the household’s file twice. Someone may have copied it in. A backup from before may have it only once."),
        findings.keys_twice);
}

void add_seals(std::vector<std::string>& lines, const SealFindings& seals) {
    for (const auto& [name, count] : seals.unopened)
        lines.push_back(filled(
            trn("{count} private entry can’t be opened with {name}’s key: it’s damaged, or someone changed it. A backup from before may still have it whole.",
                "{count} private entries can’t be opened with {name}’s key: they’re damaged, or someone changed them. A backup from before may still have them whole.",
                count),
            {{"count", std::to_string(count)}, {"name", name}}));
}

// "2 check-ins and 1 ritual": each row once, however much is wrong with it.
template <class Which> std::string entries(const RowFindings& rows, Which which) {
    std::map<std::string, std::set<std::string>> ids;
    for (const auto& row : rows.rows)
        if (which(row.fault)) ids[row.table].insert(row.id);
    std::vector<std::string> parts;
    for (const auto& [table, _] : counted_tables())
        if (const auto found = ids.find(table); found != ids.end()) {
            parts.push_back(counted(table, static_cast<std::int64_t>(found->second.size())));
            ids.erase(found);
        }
    std::size_t others = 0;
    for (const auto& [table, of_table] : ids) others += of_table.size();
    if (others > 0)
        parts.push_back(filled(trn("{n} other record", "{n} other records", static_cast<unsigned long>(others)),
                               {{"n", std::to_string(others)}}));
    return listed(parts);
}

void add(std::vector<std::string>& lines, std::vector<std::string> more) {
    for (auto& line : more) lines.push_back(std::move(line));
}

}  // namespace

std::string sentence(Health health) {
    switch (health) {
        case Health::fresh: return tr("There’s no household here.");
        case Health::gone:
            return tr(
                "The household’s file is missing or empty, but its photos or backups are still here. Open Inglenook’s window: it brings back what it can, or says what to do.");
        case Health::unfinished: return tr("A repair was interrupted. Open Inglenook’s window to finish it.");
        case Health::not_ours: return tr("The file household.db belongs to another program.");
        case Health::newer_version:
            return tr("A newer Inglenook wrote this household. Update Inglenook on this device.");
        case Health::damaged:
        case Health::fine: break;
    }
    return tr("The household’s file is damaged.");
}

std::vector<std::string> worded_photos(const std::vector<std::string>& missing, const std::vector<std::string>& wrong) {
    std::vector<std::string> lines;
    for (const auto& photo : missing) lines.push_back(filled(tr("The photo {name} is missing."), {{"name", photo}}));
    for (const auto& photo : wrong) lines.push_back(filled(tr("The photo {name} is damaged."), {{"name", photo}}));
    return lines;
}

std::vector<std::string> worded(const HouseholdCheck::Findings& findings) {
    std::vector<std::string> lines;
    add_keys(lines, findings);
    if (findings.health != Health::fine) lines.push_back(sentence(findings.health));
    if (!findings.damage.empty()) lines.push_back(findings.damage);
    add(lines, worded_photos(findings.photos_missing, findings.photos_wrong));
    add_rows(lines, findings.rows);
    add_seals(lines, findings.seals);
    return lines;
}

std::vector<std::string> worded(const BackupFindings& findings) {
    auto lines = worded_photos(findings.photos_missing, findings.photos_wrong);
    add_rows(lines, findings.rows);
    return lines;
}

std::vector<std::string> in_plain_words(const HouseholdCheck::Findings& findings) {
    std::vector<std::string> lines;
    const auto say = [&](const char* words, std::size_t n) {
        lines.push_back(filled(words, {{"n", std::to_string(n)}}));
    };
    const auto count = [](const auto& list) { return static_cast<unsigned long>(list.size()); };
    add_keys(lines, findings);
    if (findings.health != Health::fine) lines.push_back(sentence(findings.health));
    if (const auto n = count(findings.photos_missing); n > 0)
        say(trn("{n} photo is missing.", "{n} photos are missing.", n), n);
    if (const auto n = count(findings.photos_wrong); n > 0)
        say(trn("{n} photo can’t be read.", "{n} photos can’t be read.", n), n);
    add_seals(lines, findings.seals);
    const auto about = [&](const char* words, auto which) {
        if (const auto list = entries(findings.rows, which); !list.empty())
            lines.push_back(filled(words, {{"list", list}}));
    };
    about(tr("Something isn’t right in {list}."),
          [](RowFault fault) { return fault != RowFault::names_nothing && fault != RowFault::not_ours; });
    about(tr("Linked to something that no longer exists: {list}."),
          [](RowFault fault) { return fault == RowFault::names_nothing; });
    if (std::any_of(findings.rows.rows.begin(), findings.rows.rows.end(),
                    [](const auto& row) { return row.fault == RowFault::not_ours; }))
        lines.emplace_back(tr("Something in the file isn’t Inglenook’s. Someone else put it there."));
    if (const auto n = static_cast<unsigned long>(findings.rows.count - findings.rows.rows.size()); n > 0)
        say(trn("{n} more record isn’t right.", "{n} more records aren’t right.", n), n);
    return lines;
}

}  // namespace app
