#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace platform::desktop {

std::filesystem::path home_folder();

// $XDG_CONFIG_HOME, else ~/.config.
std::filesystem::path config_folder();

// $XDG_DATA_HOME/inglenook, else ~/.local/share/inglenook (XDG Base Directory Specification 0.8).
std::filesystem::path default_data_folder();

// A folder of user-dirs.dirs by its key, "PICTURES" or "DOWNLOAD"; else its English name under the home folder. Nothing
// when it does not exist or is the home folder itself, which is how user-dirs.dirs says "none".
std::optional<std::filesystem::path> user_folder(std::string_view key, std::string_view english_name);

// Cards, cameras and drives, where the desktop mounts them.
std::vector<std::filesystem::path> mounted_media();

}  // namespace platform::desktop
