#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/backups/backup_folder.hpp"
#include "core/backups/row_check.hpp"
#include "core/backups/second_folder.hpp"

namespace core::backups {

// What is wrong with a backup.
struct BackupFindings {
    std::string damage;  // of the database: one English sentence for a log; empty when there is none
    RowFindings rows;    // of the household in it
    std::size_t photos_right = 0;
    std::vector<std::string> photos_missing;  // hashes or files of the photo folder
    std::vector<std::string> photos_wrong;    // files of the photo folder
    bool all_well() const {
        return damage.empty() && rows.count == 0 && photos_missing.empty() && photos_wrong.empty();
    }
};

// "ok", or what is wrong in one English sentence.
std::string summary(const BackupFindings& findings);

// Reads backups to their end: the database, each of its rows, and every photo it names, by hash, sum or tag. A photo
// that several backups name is read once. Changes nothing; what it finds missing or damaged in a second place is
// written anew by the next backup there.
class BackupCheck {
public:
    explicit BackupCheck(BackupFolder local);
    BackupCheck(SecondFolder second, const Secret& key);

    // Never throws but std::bad_alloc.
    BackupFindings look_at(Day day);

private:
    enum class Found { right, missing, wrong };

    void look_at_local(Day day, BackupFindings& findings);
    void look_at_sealed(Day day, BackupFindings& findings);
    void note(Found found, const std::string& name, BackupFindings& findings) const;
    Found local_photo(const std::string& photo, std::string& file);
    Found sealed_photo(const std::string& file);

    std::optional<BackupFolder> local_;
    std::optional<SecondFolder> second_;
    Secret key_;
    std::map<std::string, std::pair<Found, std::string>> seen_;
};

}  // namespace core::backups
