#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/backups/backup_folder.hpp"
#include "core/vault/secret.hpp"

namespace core::backups {

// What Argon2id is to cost where a second folder is set up; whoever opens it later pays the same, as its key.json says.
struct ArchiveCost {
    std::uint64_t passes = 3;
    std::uint64_t memory_bytes = 256u << 20;
};
// More is refused: the file lies where anybody may have written it.
inline constexpr ArchiveCost highest_archive_cost{20, 1u << 30};

// A folder of somebody's choice, on a stick or a network drive, with everything in it encrypted:
//   Inglenook/<household id>/key.json                       salt and costs of the key, and by what the key is known; public
//   Inglenook/<household id>/household-YYYY-MM-DD.sealed    a backup, with the names of its photos and a secret of the caller's
//   Inglenook/<household id>/last.sealed                    which of them was brought last
//   Inglenook/<household id>/photos/ab/abcdef….sealed       a photo; its name is a keyed hash. Written once.
class SecondFolder {
public:
    enum class KeyState {
        right,
        wrong_passphrase,
        missing,     // the folder is not there, or nothing was set up in it
        damaged,     // key.json cannot be understood
        too_costly,  // key.json asks for more than highest_archive_cost, or more memory than there is
    };
    struct Opened {
        KeyState state;
        Secret key;  // 32 bytes when `right`: what a device may remember, instead of the passphrase
    };

    // `household_id` is a UUID's text; throws Fault when it is not.
    SecondFolder(std::filesystem::path chosen, const std::string& household_id);
    // Of the households that have something in a folder, by id: for restoring on a new device.
    static std::vector<std::string> households_in(const std::filesystem::path& chosen);

    const std::string& household_id() const { return id_; }
    std::filesystem::path folder() const { return folder_; }
    std::filesystem::path file_of(Day day) const;

    // Derives the key: a second or so, for a job's slice. `set_up` makes key.json where there is none yet, and throws
    // Fault where that cannot be written. An empty passphrase is never right.
    Opened open(const Secret& passphrase) const;
    Opened set_up(const Secret& passphrase, ArchiveCost cost = {}) const;
    KeyState check(const Secret& key) const;  // quick

    std::vector<Backup> list() const;  // by day, the latest first; `verified` only means that it has a name
    // What was brought last, by last.sealed, before all others; then by day, and those of a day after `today` at the
    // end. See newest().
    std::vector<Backup> made_last_first(const Secret& key, Day today) const;
    std::optional<Day> brought_last(
        const Secret& key) const;  // nothing where it is not known: an older version brought it
    void note_last(Day day, const std::string& sum, const Secret& key) const;
    // "ok", or what is wrong: reads it and its photos to their end, for a job. BackupCheck names each.
    std::string verify(Day day, const Secret& key) const;

    std::filesystem::path photo_file(const std::string& name, const Secret& key) const;
    // Whether a file of the photo folder is there with every byte that it had: opens it, reads it to its end, and
    // compares its hash with its name, or its sum where it is sealed.
    bool holds(const std::string& name, const Secret& key) const;
    std::string bound_archive(Day day) const;
    std::string bound_photo(const std::filesystem::path& file) const;
    std::string bound_last() const;

private:
    std::filesystem::path chosen_, folder_;
    std::string id_;
};

class SealedReader;

// What an archive begins with; the database follows.
struct ArchiveHead {
    std::string sum;                  // of the backup that was brought, as its .sum file says it
    Secret extra;                     // the caller's
    std::vector<std::string> photos;  // files of the photo folder, in order
    std::uint64_t database_bytes = 0;
};
ArchiveHead read_head(SealedReader& archive);

// Brings the newest local backup and its photos to the second folder, and lets go of what the rotation does not keep
// there. A photo a slice; what was brought before a stop need not be brought again. Every time, each photo there has to
// be as long as it should be; besides, a part of them is read to the end, another part each day, so that within four
// weeks every byte was read again: all of them each time would take hours for 100,000 photos. One that is missing or
// damaged is written anew.
class SecondBackUp final : public Job {
public:
    // `extra` (may be empty) travels inside the encryption and comes back when it is restored.
    SecondBackUp(std::filesystem::path data_folder, SecondFolder second, const Secret& key, const Secret& extra,
                 Day today);
    ~SecondBackUp() override;

    bool step() noexcept override;
    const BackupOutcome& outcome() const { return outcome_; }  // once it is finished

private:
    enum class Phase { begin, photos, archive, rotate, drop };
    struct Writing;

    bool advance();
    void begin();
    bool is_there_already() const;
    void plan_reading();
    void bring_photos();
    bool needs_bringing(const std::string& name);
    void bring_photo(const std::string& name);
    void begin_archive();
    void write_archive();
    void rotate();
    void drop();
    void end(BackupState state, std::string detail = {});

    BackupFolder local_;
    SecondFolder second_;
    Secret key_, extra_;
    Day today_;
    Phase phase_ = Phase::begin;
    bool done_ = false;
    std::optional<system::FolderLock> lock_;
    Day day_;
    std::string sum_;
    std::vector<std::string> photos_;  // files of the photo folder, in order
    std::size_t photo_ = 0;
    bool archive_is_there_ = false;
    std::size_t read_from_ = 0, read_at_least_ = 0;  // which of `photos_` are read to the end this time
    std::uint64_t read_bytes_ = 0;
    std::unique_ptr<Writing> writing_;
    std::vector<Day> kept_;
    std::size_t read_ = 0;
    std::vector<std::string> needed_, shards_;
    std::size_t shard_ = 0;
    BackupOutcome outcome_;
};

}  // namespace core::backups
