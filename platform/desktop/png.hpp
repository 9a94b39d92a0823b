#pragma once

#include <filesystem>

#include "core/memories/photo.hpp"

namespace platform::desktop {

// False when the file cannot be written.
bool write_png(const std::filesystem::path& file, const core::Pixels& pixels);

}  // namespace platform::desktop
