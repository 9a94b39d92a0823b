#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/vault/device_secrets.hpp"

namespace core::backups {

// What is wrong with what people keep to themselves, as far as this device can tell.
struct SealFindings {
    struct Unopened {
        std::string name;
        std::size_t count = 0;
        bool operator==(const Unopened&) const = default;
    };
    std::vector<Unopened>
        unopened;  // rows, deleted ones too, whose seal does not open although their author's vault is open
    std::vector<std::string>
        keys_changed;  // names of people whose keys in the file are other ones than this device knows

    bool all_well() const { return unopened.empty() && keys_changed.empty(); }
};

// Opens no vault that needs a PIN, and changes neither the file nor the device. A wrap that another device has taken
// the place of is no finding. Nothing is found where the device is out of reach, or the household is of an older
// version. Throws Fault.
SealFindings check_seals(const std::filesystem::path& data_folder, DeviceSecrets& device);

}  // namespace core::backups
