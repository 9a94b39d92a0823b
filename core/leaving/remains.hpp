#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "core/vault/device_secrets.hpp"

namespace core {

// A backup that still holds what has been erased from the household since.
struct OlderBackup {
    std::string name;
    std::filesystem::path
        path;  // a file among the backups or beside household.db, or a folder that a restored one took the place of
    Day day;   // as its name says, else when it was written
};

// Newest first; nothing where there is no such folder.
std::vector<OlderBackup> older_backups(const std::filesystem::path& data_folder);

// Somebody who had erased what was theirs, and whom an older backup brought back.
struct Returned {
    PersonId person;
    std::string name;
    Instant erased_at;
};

// Everybody has agreed that all of it goes. To be carried out once the household is closed: files that are open would
// be written again.
class ErasureOfAll {
public:
    // Takes away what the program made in that folder, and the folder when nothing else is in it. What somebody copied
    // elsewhere stays. Throws Fault where a file cannot be taken away.
    void carry_out();

private:
    friend class Household;
    ErasureOfAll(std::filesystem::path folder, std::string household, DeviceSecrets& device)
        : folder_(std::move(folder)), household_(std::move(household)), device_(&device) {}

    std::filesystem::path folder_;
    std::string household_;
    DeviceSecrets* device_;
};

}  // namespace core
