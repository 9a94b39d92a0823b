#include "tests/faults/checks.hpp"

#include <algorithm>
#include <iterator>
#include <regex>
#include <set>
#include <string_view>
#include <system_error>

#include "core/backups/backup_folder.hpp"
#include "core/backups/household_file.hpp"
#include "core/backups/kept_photos.hpp"
#include "core/backups/row_check.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/faults/storm.hpp"

namespace faults {

using namespace core;
using tests::bytes_in;
using tests::rows_in;
namespace fs = std::filesystem;

namespace {

// Of a row as rows_in() has it, where no column before it has text with a comma.
std::string_view column_of(std::string_view row, int column) {
    row.remove_prefix(row.find(": ") + 2);
    for (; column > 0; --column) row.remove_prefix(row.find(", ") + 2);
    return row.substr(0, row.find(", "));
}

}  // namespace

std::string integrity_of(const fs::path& database) {
    std::string verdict;
    db::Connection(database).prepare("PRAGMA integrity_check").each([&](const auto& row) { verdict += row.text(0); });
    return verdict;
}

std::string difference(const std::vector<std::string>& is, const std::vector<std::string>& should_be) {
    std::vector<std::string> too_much, missing;
    std::set_difference(is.begin(), is.end(), should_be.begin(), should_be.end(), std::back_inserter(too_much));
    std::set_difference(should_be.begin(), should_be.end(), is.begin(), is.end(), std::back_inserter(missing));
    std::string text;
    for (const auto& row : too_much) text += "\n  there, but should not be: " + row.substr(0, 300);
    for (const auto& row : missing) text += "\n  missing: " + row.substr(0, 300);
    return text;
}

std::vector<std::string> sorted_rows(const fs::path& database) {
    auto rows = rows_in(database);
    // What is only still to be tidied away differs with the moment of the kill; so does a try that was counted before
    // it was known to be right. A wrap that was taken out opens nothing: a kill between the device's record and the
    // file leaves out that it ever was. And a key that a killed change left in the record may come into the file before
    // anything is sealed to it, or with the first thing that is.
    std::set<std::string, std::less<>> of_use;
    db::Connection(database)
        .prepare(
            "SELECT quote(id) FROM vault_key WHERE person IN (SELECT author FROM check_in WHERE sealed IS NOT NULL"
            " UNION SELECT author FROM thanks WHERE sealed IS NOT NULL UNION SELECT author FROM ritual WHERE sealed IS NOT NULL"
            " UNION SELECT author FROM memory WHERE sealed IS NOT NULL UNION SELECT author FROM closeness WHERE sealed IS NOT NULL"
            " UNION SELECT author FROM activity WHERE sealed IS NOT NULL UNION SELECT author FROM import WHERE sealed IS NOT NULL"
            " UNION SELECT person FROM draft)")
        .each([&](const auto& row) { of_use.insert(row.text(0)); });
    const auto differs = [&](const auto& row) {
        if (row.rfind("vault_key: ", 0) == 0) return of_use.find(column_of(row, 0)) == of_use.end();
        if (row.rfind("vault_wrap: ", 0) == 0)
            return column_of(row, 8) == "NULL" || of_use.find(column_of(row, 1)) == of_use.end();
        return row.rfind("file_removal", 0) == 0 || row.rfind("vault_attempt", 0) == 0;
    };
    rows.erase(std::remove_if(rows.begin(), rows.end(), differs), rows.end());
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::string problem_with_photos(const Household& household, const fs::path& database) {
    std::string problem;
    const auto look_at = [&](const std::vector<std::uint8_t>& hash_bytes, PhotoFormat format) {
        PhotoHash hash;
        if (hash_bytes.size() != hash.bytes.size()) {
            problem += "\n  a photo without a hash";
            return;
        }
        std::copy(hash_bytes.begin(), hash_bytes.end(), hash.bytes.begin());
        const auto path = household.photos().path_of(hash, format);
        if (!fs::exists(path)) problem += "\n  a row names a photo that is not there: " + path.string();
        else if (!household.photos().thumbnail(hash, format))
            problem += "\n  a photo cannot be shown: " + path.string();
    };
    const db::Connection db(database);
    db.prepare("SELECT photo FROM memory WHERE sealed IS NOT NULL").each([&](const auto& row) {
        const auto name = row.blob(0);
        SealedPhoto sealed;
        if (name.size() == sealed.name.bytes.size()) std::copy(name.begin(), name.end(), sealed.name.bytes.begin());
        const auto file = household.folder() / household.photos().files_of(sealed).front();
        if (!fs::exists(file)) problem += "\n  a row names a sealed photo that is not there: " + file.string();
    });
    db.prepare("SELECT photo, format FROM memory WHERE sealed IS NULL AND photo IS NOT NULL")
        .each([&](const auto& row) {
            look_at(row.blob(0), row.text(1) == "png" ? PhotoFormat::png : PhotoFormat::jpeg);
        });
    db.prepare("SELECT portrait FROM person WHERE portrait IS NOT NULL").each([&](const auto& row) {
        look_at(row.blob(0), PhotoFormat::jpeg);
    });

    // And each row is one that a command may have written.
    const backups::HouseholdFile file(database, backups::HouseholdFile::Kept::in_use);
    backups::RowFindings rows;
    for (const auto& table : file.tables()) backups::check_rows(file, table, rows);
    for (const auto& row : rows.rows)
        problem += "\n  beyond its limits: " + row.table + " " + row.id + " " + row.column + " (" +
                   std::to_string(static_cast<int>(row.fault)) + ")";

    const auto photos = household.folder() / "photos";
    if (!fs::exists(photos)) return problem;
    for (const auto& entry : fs::recursive_directory_iterator(photos)) {
        if (!entry.is_regular_file() || entry.path().filename().string().rfind(".arriving-", 0) == 0) continue;
        if (backups::examine_photo(entry.path()) != backups::PhotoBytes::right)
            problem += "\n  a photo that is not whole: " + entry.path().string();
    }
    return problem;
}

namespace {

std::optional<Refusal> refusal_of(const Result<Applied>& result) {
    return result ? std::nullopt : std::optional(result.refusal());
}

}  // namespace

std::string problem_with_vaults(Household& household, const fs::path& database) {
    constexpr Day first{-719'162}, last{2'932'896};
    const auto only_theirs = [](const auto& items) {
        return std::count_if(items.begin(), items.end(),
                             [](const auto& item) { return item.audience == Audience::only_me; });
    };
    std::string problem;
    std::int64_t seen = 0;
    for (const auto& person : household.get<PersonStore>().all()) {
        const auto wrong = [&, name = to_text(person.id.value)](const std::string& what) {
            problem += "\n  " + name + ": " + what;
        };
        const auto state = household.vault().state(person.id);
        if (state.phrase) {
            if (!recover(household, person.id)) wrong("the recovery words do not open it");
            household.lock();
        }
        if (state.pin != PinKind::none) {
            const auto pin = pin_of(household, person.id);
            const auto refusal =
                !pin ? std::optional(pin.refusal()) : refusal_of(household.unlock(person.id, *pin.value()));
            if (refusal) wrong("the PIN does not open it: refusal " + std::to_string(static_cast<int>(*refusal)));
        }
        if (!household.vault().is_open(person.id)) {
            wrong("it is shut");
            continue;
        }
        const auto viewer = Viewer::of(person.id);
        seen += only_theirs(household.get<CheckInStore>().between(viewer, first, last)) +
                only_theirs(household.get<ThanksStore>().between(viewer, first, last)) +
                only_theirs(household.get<RitualStore>().all(viewer, household.today())) +
                only_theirs(household.get<MemoryStore>().between(viewer, first, last)) +
                only_theirs(household.get<ClosenessStore>().between(viewer, first, last));
    }
    if (household.vault().unreadable() > 0)
        problem += "\n  sealed things that do not open: " + std::to_string(household.vault().unreadable());
    std::int64_t there = 0;
    const db::Connection db(database);
    for (const auto* table : {"check_in", "thanks", "ritual", "memory", "closeness"})
        db.prepare(std::string("SELECT count(*) FROM ") + table + " WHERE sealed IS NOT NULL AND deleted_at IS NULL")
            .each([&](const auto& row) { there += row.integer(0); });
    if (seen != there)
        problem += "\n  of " + std::to_string(there) + " sealed things " + std::to_string(seen) +
                   " are seen by those they belong to";
    return problem;
}

std::string problem_with_backups(const fs::path& data_folder) {
    const backups::BackupFolder folder(data_folder);
    std::string problem;
    if (!fs::exists(folder.folder())) return problem;
    for (const auto& backup : folder.list())
        if (const auto verdict = backup.verified ? folder.verify(backup.day)
                                                 : std::string(folder.is_whole(backup.day) ? "ok" : "not whole");
            verdict != "ok")
            problem += "\n  the backup of " + to_iso(backup.day) + ": " + verdict;
    static const std::regex named("household-....-..-..\\.(db|sum)|photos|lock|household\\.counts|\\.arriving-.*");
    for (const auto& entry : fs::directory_iterator(folder.folder()))
        if (!std::regex_match(entry.path().filename().string(), named))
            problem += "\n  in sight among the backups: " + entry.path().string();
    return problem;
}

std::size_t half_written_files_in(const fs::path& folder) {
    std::size_t count = 0;
    std::error_code error;
    if (fs::exists(folder, error))
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.path().filename().string().rfind(".arriving-", 0) == 0) ++count;
    return count;
}

}  // namespace faults
