#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/backups/backup_folder.hpp"
#include "core/backups/counts.hpp"
#include "core/backups/second_folder.hpp"

namespace core::backups {

enum class RestoreState {
    restored,
    cancelled,
    folder_not_empty,
    no_such_backup,
    another_program,  // backs up or restores this very moment
    damaged,          // the backup itself
    full,
    read_only,
    no_access,
    failed,
};

struct RestoreReport {
    RestoreState state = RestoreState::failed;
    Day day;
    Counts counts;
    std::size_t photos_found = 0;
    std::vector<std::string> photos_missing;  // hashes that rows name and no file has
    std::vector<std::string> photos_wrong;    // files that came and are damaged: there is no better one
    bool has_all_photos() const { return photos_missing.empty() && photos_wrong.empty(); }
    Secret extra;        // what the second folder's archive carried
    std::string detail;  // one English sentence for a log, when something went wrong
};

// Makes a household anew from a backup in a folder of its own, which must be empty, not there yet, or left unfinished
// by an earlier one. Nothing else is changed. household.db appears in it last, when it has passed its check and the
// photos are there.
class Restore final : public Job {
public:
    Restore(BackupFolder from, Day day, std::filesystem::path into);
    Restore(SecondFolder from, const Secret& key, Day day, std::filesystem::path into);
    ~Restore() override;

    bool step() noexcept override;
    const RestoreReport& report() const { return report_; }  // once it is finished
    RestoreReport& report() { return report_; }

private:
    enum class Phase { begin, database, check, photos, finish };
    struct Reading;

    bool advance();
    void begin();
    void read_database();
    void check();
    void bring_local_photos();
    void bring_sealed_photo();
    void finish();
    void end(RestoreState state, std::string detail = {});

    std::optional<BackupFolder> local_;
    std::optional<SecondFolder> second_;
    Secret key_;
    Day day_;
    std::filesystem::path into_;
    Phase phase_ = Phase::begin;
    bool done_ = false;
    std::optional<system::FolderLock> lock_;
    std::unique_ptr<Reading> reading_;
    std::vector<std::string> named_, found_, shards_, sealed_;
    std::size_t next_ = 0;
    RestoreReport report_;
};

enum class ReplaceState {
    replaced,
    no_household_there,  // the restored folder has none, or it does not pass its check
    in_use,              // a program has the present household open: end it first
    other_disk,          // both must lie on one file system
};

struct Replaced {
    ReplaceState state;
    std::filesystem::path moved_to;  // where the household that was there is now; empty when there was none
};

// Puts a restored folder in a household's place. What was there is moved aside to `<live>.before-restore-<day>`, never
// deleted; its backups go on in the new one. A kill at any moment loses nothing: finish_replacing() goes on or takes it
// back. Throws Fault.
Replaced replace_household(const std::filesystem::path& live, const std::filesystem::path& restored, Day today);
// Before a household is opened: finishes what a killed replace_household() began. Cheap when there is nothing.
void finish_replacing(const std::filesystem::path& live);

}  // namespace core::backups
