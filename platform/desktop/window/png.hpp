#pragma once

#include <string>

#include "core/memories/photo.hpp"

namespace platform::desktop {

// A picture as the bytes of a PNG file; empty when there is no memory for it.
std::string to_png(const core::Pixels& pixels);

}  // namespace platform::desktop
