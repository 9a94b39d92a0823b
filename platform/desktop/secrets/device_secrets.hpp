#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/vault/device_secrets.hpp"
#include "platform/desktop/secrets/keyring_secrets.hpp"

namespace platform::desktop {

// $XDG_CONFIG_HOME/inglenook/device, else ~/.config/inglenook/device.
std::filesystem::path device_folder();

// The folder that the secrets of this device lie in as files, if they do: device_folder(), or the one that
// INGLENOOK_SECRETS names.
std::filesystem::path secrets_folder();

// Where nothing is written that somebody names a place for.
inline std::vector<std::filesystem::path> own_folders(const std::filesystem::path& data_folder) {
    return {data_folder, secrets_folder()};
}

// Where this device keeps its secrets for the household in `data_folder`: the system's keyring where there is one, else
// files in device_folder(). A record in a file moves to a keyring that appears later. Beside it `<household>.place`
// says, without a secret, which of the two has the record, so that a keyring that is missing is a fault and never looks
// like a new household.
//
// With INGLENOOK_SECRETS=file in the environment there is no keyring, for machines where nobody can unlock it; what is
// written then moves to the keyring when the variable is gone. With INGLENOOK_SECRETS=/a/folder the files are in that
// folder, for tests and households that are gone afterwards.
//
// Throws DeviceFault when the folder lies in the data folder: whoever copies one would have both.
std::unique_ptr<core::DeviceSecrets> device_secrets(const std::filesystem::path& data_folder, Patience patience = {});

}  // namespace platform::desktop
