#include "app/words/check_sentences.hpp"

#include <map>
#include <tuple>
#include <utility>

#include "app/words/backup_sentences.hpp"
#include "app/words/tr.hpp"

namespace app {

using namespace core::backups;

namespace {

void add_rows(std::vector<std::string>& lines, const RowFindings& rows) {
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> dangling;
    for (const auto& row : rows.rows)
        if (row.fault == RowFault::names_nothing) ++dangling[{row.table, row.column, row.target}];
    for (const auto& [which, count] : dangling)
        lines.push_back(filled(tr("In the table {table}, {count} rows name a {target} that does not exist ({column})."),
                               {{"table", std::get<0>(which)}, {"count", std::to_string(count)}, {"target", std::get<2>(which)}, {"column", std::get<1>(which)}}));
    for (const auto& row : rows.rows)
        lines.push_back(filled(tr("{table} {id}, {column}: {what}."), {{"table", row.table}, {"id", row.id}, {"column", row.column}, {"what", sentence(row.fault)}}));
    if (const auto more = rows.count - rows.rows.size(); more > 0)
        lines.push_back(filled(trn("And {count} more row like these.", "And {count} more rows like these.", more), {{"count", std::to_string(more)}}));
}

void add(std::vector<std::string>& lines, std::vector<std::string> more) {
    for (auto& line : more) lines.push_back(std::move(line));
}

}  // namespace

std::string sentence(Health health) {
    switch (health) {
        case Health::fresh: return tr("There is no household here.");
        case Health::gone:
            return tr("The household's file is gone, but its photos or backups are still here. Open its window: it fetches back what can be had, or says what to do.");
        case Health::unfinished: return tr("A repair of the household was interrupted. Opening it goes on with that.");
        case Health::not_ours: return tr("The file household.db belongs to another program.");
        case Health::newer_version: return tr("The household was written by a newer Inglenook.");
        case Health::damaged:
        case Health::fine: break;
    }
    return tr("The household's file is damaged.");
}

std::vector<std::string> worded_photos(const std::vector<std::string>& missing, const std::vector<std::string>& wrong) {
    std::vector<std::string> lines;
    for (const auto& photo : missing) lines.push_back(filled(tr("The photo {name} is missing."), {{"name", photo}}));
    for (const auto& photo : wrong) lines.push_back(filled(tr("The photo {name} is damaged."), {{"name", photo}}));
    return lines;
}

std::vector<std::string> worded(const HouseholdCheck::Findings& findings) {
    std::vector<std::string> lines;
    if (findings.health != Health::fine) lines.push_back(sentence(findings.health));
    if (!findings.damage.empty()) lines.push_back(findings.damage);
    add(lines, worded_photos(findings.photos_missing, findings.photos_wrong));
    add_rows(lines, findings.rows);
    for (const auto& name : findings.keys_missing)
        lines.push_back(filled(tr("The key to {name}’s private entries is missing in this folder. This device puts it back if it knows it: write or unlock something as {name}. Otherwise restore a backup."),
                               {{"name", name}}));
    for (const auto& name : findings.keys_twice)
        lines.push_back(filled(tr("The key to {name}’s private entries is in the household’s file twice. Someone may have copied it in. A backup from before may have it only once."), {{"name", name}}));
    for (const auto& name : findings.seals.keys_changed)
        lines.push_back(filled(tr("The key to {name}’s private entries was changed or taken out of the household’s file. This device puts back what it remembers the next time it opens the household. If {name} doesn’t know why, someone may have been at these files."),
                               {{"name", name}}));
    for (const auto& [name, count] : findings.seals.unopened)
        lines.push_back(filled(trn("{count} private entry can’t be opened with {name}’s key: it is damaged, or someone changed it. A backup from before may still have it whole.",
                                   "{count} private entries can’t be opened with {name}’s key: they are damaged, or someone changed them. A backup from before may still have them whole.", count),
                               {{"count", std::to_string(count)}, {"name", name}}));
    return lines;
}

std::vector<std::string> worded(const BackupFindings& findings) {
    auto lines = worded_photos(findings.photos_missing, findings.photos_wrong);
    add_rows(lines, findings.rows);
    return lines;
}

}  // namespace app
