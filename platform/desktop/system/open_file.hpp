#pragma once

#include <filesystem>

namespace platform::desktop {

// Hands a file or folder to xdg-open, without a shell and without waiting for it; false when there is no xdg-open or it
// cannot be started.
bool open_file(const std::filesystem::path& path);

}  // namespace platform::desktop
