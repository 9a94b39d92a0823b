#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/backups/backup_folder.hpp"
#include "core/backups/counts.hpp"
#include "core/backups/household_file.hpp"
#include "core/jobs/job.hpp"

namespace core::backups {

enum class Health {
    fine,
    fresh,          // no household yet, and none that was lost
    gone,           // the file is missing or empty, and there are photos, backups or a log of one
    damaged,        // some of it cannot be read
    unfinished,     // an earlier recovery was killed before its last step
    not_ours,       // another program's database
    newer_version,  // a newer program's: left alone
};

enum class Look {
    brief,  // at what is there and at the first page: some milliseconds, before a household is opened
    whole,  // PRAGMA quick_check of every page: some 0.2 s for 20 years with 100,000 photos, for a job
};

// How a database is that is there: by its header, its tables and, where the look is whole or the header doubtful, every
// page.
Health examine_database(const std::filesystem::path& database, HouseholdFile::Kept kept, Look look);

// How a data folder's household.db is. Changes nothing. Throws Fault (no_access, io, busy).
Health examine(const std::filesystem::path& data_folder, Look look);

// Before a household is opened: finishes what a killed restore had begun, and looks briefly. Throws Fault.
Health ready(const std::filesystem::path& data_folder);
// Whether a Recovery has to come first: opening would begin a new household where one was lost, or write into a damaged
// one.
bool needs_repair(Health health);

enum class RecoveryState {
    nothing_to_do,  // it is fine
    recovered,
    cancelled,
    nothing_to_recover_from,  // neither a row nor a good backup: everything stays as it is
    file_is_lost,             // the same where the file itself is missing or empty
    left_alone,               // not ours, or a newer version's
    another_program,
    full,
    read_only,
    no_access,
    failed,
};

struct RecoveryReport {
    enum class From {
        file,    // everything from the damaged file itself
        backup,  // everything from a backup: nothing in the file could be read
        both,    // what the file still has, and from the backup what it has lost
    };
    struct TableCount {
        std::string table;
        std::int64_t from_file = 0, from_backup = 0;  // rows
    };
    RecoveryState state = RecoveryState::failed;
    From from = From::file;
    std::filesystem::path set_aside;                             // the damaged file; empty when there was none
    std::optional<Day> backup_day;                               // of the newest good backup, if there is one
    std::int64_t newest_utc_ms = 0;                              // when the last row that came back was written
    std::size_t pages = 0, pages_damaged = 0, rows_damaged = 0;  // of the damaged file
    std::size_t pages_missing = 0;                               // that its header counts and the file does not have
    bool was_empty = false;                                      // the file was there, without a byte in it
    bool resumed = false;              // only the last step was left, of one that was interrupted
    bool whole = false;                // nothing of it is missing, as far as its own pages tell
    std::optional<KnownCounts> known;  // how much there was when it was last counted
    // Of a table, how many there were then and are not here now.
    std::int64_t missing(std::string_view table) const {
        return known ? std::max<std::int64_t>(known->counts.of(table) - counts.of(table), 0) : 0;
    }
    bool any_missing() const;
    std::vector<TableCount> tables;
    Counts counts;       // of the household as it is now
    std::string detail;  // one English sentence for a log, when something went wrong
};

// Makes a household whole again whose file is damaged or gone. The damaged file is set aside as
// household.damaged-<day>.db with its log and never overwritten. What it still holds is read page by page. A backup is
// an earlier state of the same file: so where a row is in both, the file's counts, and rows that only the newest good
// backup has are added unless nothing was lost from the file. A kill at any moment loses nothing: the next recovery
// goes on. Nobody may have the household open.
class Recovery final : public Job {
public:
    Recovery(std::filesystem::path data_folder, Day today);
    ~Recovery() override;

    bool step() noexcept override;
    const RecoveryReport& report() const { return report_; }  // once it is finished

private:
    enum class Phase { begin, salvage, backup, fill, check, place };

    bool advance();
    void begin();
    void salvage();
    void find_backup();
    void fill();
    void check();
    void place();
    void end(RecoveryState state, std::string detail = {});
    std::filesystem::path database() const { return backups_.data_folder() / "household.db"; }

    BackupFolder backups_;
    Day today_;
    Phase phase_ = Phase::begin;
    bool done_ = false;
    std::optional<system::FolderLock> lock_;
    std::vector<Backup> candidates_;
    std::size_t candidate_ = 0;
    bool whole_ = false;
    RecoveryReport report_;
};

}  // namespace core::backups
