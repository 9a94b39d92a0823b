#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/jobs/job.hpp"
#include "core/system/folder_lock.hpp"
#include "core/time/day.hpp"

struct sqlite3;
struct sqlite3_backup;

namespace core::backups {

// How a backup ended. All but the first two are tried again later; nothing half-written is left in sight.
enum class BackupState {
    written,
    there_already,  // today's
    cancelled,
    another_program,   // backs up, restores or recovers this very moment
    damaged,           // the household's own file does not pass its check: see recovery.hpp
    no_backup_yet,     // for the second folder: nothing here to bring there
    missing,           // the second folder is not there, or nothing was ever set up in it: a stick not plugged in
    other_passphrase,  // the second folder was set up with another one
    full,
    read_only,
    no_access,
    failed,
};

struct BackupOutcome {
    BackupState state = BackupState::failed;
    Day day;
    int photos_added = 0;
    std::vector<std::string> photos_damaged =
        {};                // files of the household's photo folder; the copies from before stay in the backup
    bool at_home = false;  // of a second folder: it was the household's own folder that could not be read or written
    std::string detail;    // one English sentence for a log, when something went wrong
};

struct Backup {
    Day day;
    std::filesystem::path file;
    std::uint64_t bytes = 0;
    // It was checked when it was written, and is as long as it was then.
    bool verified = false;
};

// <data>/backups: household-YYYY-MM-DD.db, one a day, beside each household-YYYY-MM-DD.sum with its hash; and
// photos/ab/…, hard links to every photo that one of them names.
class BackupFolder {
public:
    explicit BackupFolder(std::filesystem::path data_folder) : data_(std::move(data_folder)) {}

    const std::filesystem::path& data_folder() const { return data_; }
    std::filesystem::path folder() const { return data_ / "backups"; }
    std::filesystem::path photos() const { return folder() / "photos"; }
    std::filesystem::path file_of(Day day) const;
    std::filesystem::path sum_of(Day day) const;

    std::vector<Backup> list() const;  // by day, the latest first; see made_last_first(); empty when it cannot be read
    std::optional<Backup> find(Day day) const;
    // "ok", or what is wrong with it: reads all of it, for a job. Never throws but std::bad_alloc.
    std::string verify(Day day) const;
    // Whether it passes its check as a database, whatever its hash says: somebody may have opened it.
    bool is_whole(Day day) const;

private:
    std::filesystem::path data_;
};

// Writes today's backup, links its photos and lets go of what the rotation does not keep. Reads the household through a
// connection of its own while others write; the copy is of one moment.
class BackUp final : public Job {
public:
    enum class When { if_missing, again };  // today's is replaced when it is taken again
    BackUp(std::filesystem::path data_folder, Day today, When when = When::if_missing, int pages_a_slice = 256);
    ~BackUp() override;

    bool step() noexcept override;
    // Once it is finished.
    const BackupOutcome& outcome() const { return outcome_; }

private:
    enum class Phase { begin, copy, check, photos, name, rotate, drop };
    struct Copy;

    bool advance();
    void begin();
    bool was_made_last(Day day) const;
    void copy();
    void check();
    void name();
    void rotate();
    void end(BackupState state, std::string detail = {});

    BackupFolder folder_;
    Day today_;
    When when_;
    int pages_a_slice_;
    Phase phase_ = Phase::begin;
    bool done_ = false;
    std::optional<system::FolderLock> lock_;
    std::filesystem::path unfinished_;
    std::unique_ptr<Copy> copy_;
    std::string sum_;
    std::vector<std::string> shards_;
    std::size_t shard_ = 0;
    std::vector<Day> kept_;
    std::size_t read_ = 0;
    std::vector<std::string> named_;  // photos, in order: by the copy, then by every backup that is kept
    BackupOutcome outcome_;
};

BackupState state_of(const Fault& fault);

}  // namespace core::backups
