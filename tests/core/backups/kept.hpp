#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/backups/backup_folder.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/photo_folder.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"

namespace tests {

inline core::backups::BackupOutcome back_up(
    const House& house, core::backups::BackUp::When when = core::backups::BackUp::When::if_missing) {
    core::backups::BackUp job(house.folder(), house.today(), when);
    while (job.step()) {
    }
    return job.outcome();
}

// A small picture of a shade of its own in the photo folder, with its row; the file's name.
inline std::string give_photo(House& house, std::uint8_t shade) {
    core::Pixels pixels{16, 12, std::vector<std::uint8_t>(16 * 12 * 4, shade)};
    auto stored = house.household.photos().add_bytes(core::encode_jpeg(pixels, 90), "a.jpg", core::Arrival::plain);
    REQUIRE(stored);
    house.done(core::AddPhoto{house.ada, stored.value(), {}, core::Audience::household});
    return core::to_hex(stored.value().hash) + ".jpg";
}

// Does a job's slices until there are no more.
template <class Job> Job& worked_off(Job& job) {
    while (job.step()) {
    }
    return job;
}

// Every file of a folder, with what is in it; from the folder on.
inline std::map<std::string, std::string> contents_of(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[std::filesystem::relative(entry.path(), folder).string()] = bytes_in(entry.path());
    return files;
}

}  // namespace tests
