#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace platform::desktop {

std::filesystem::path home_folder();

// $XDG_CONFIG_HOME, else ~/.config.
std::filesystem::path config_folder();

// $XDG_DATA_HOME/inglenook, else ~/.local/share/inglenook (XDG Base Directory Specification 0.8).
std::filesystem::path default_data_folder();
// Why a household cannot be kept in a folder that somebody named, as a sentence; empty when nothing stands in the way,
// or the folder is not there yet and can be made. Looked at before anything else, so that nothing else is blamed.
std::string problem_of_data_folder(const std::filesystem::path& folder);

// A folder of user-dirs.dirs by its key, "PICTURES" or "DOWNLOAD"; else its English name under the home folder. Nothing
// when it does not exist or is the home folder itself, which is how user-dirs.dirs says "none".
std::optional<std::filesystem::path> user_folder(std::string_view key, std::string_view english_name);

// Cards, cameras and drives, where the desktop mounts them.
std::vector<std::filesystem::path> mounted_media();

}  // namespace platform::desktop
