#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/backups/backup_folder.hpp"
#include "tests/core/household/house.hpp"

namespace tests {

inline core::backups::BackupOutcome back_up(const House& house,
                                            core::backups::BackUp::When when = core::backups::BackUp::When::if_missing) {
    core::backups::BackUp job(house.folder(), house.today(), when);
    while (job.step()) {
    }
    return job.outcome();
}

// A small picture of a shade of its own in the photo folder, with its row; the file's name.
inline std::string give_photo(House& house, std::uint8_t shade) {
    core::Pixels pixels{16, 12, std::vector<std::uint8_t>(16 * 12 * 4, shade)};
    auto stored = house.household.photos().add_bytes(core::encode_jpeg(pixels, 90), "a.jpg");
    REQUIRE(stored);
    house.done(core::AddPhoto{house.ada, stored.value(), {}, core::Audience::household});
    return core::to_hex(stored.value().hash) + ".jpg";
}

}  // namespace tests
