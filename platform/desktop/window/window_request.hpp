#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/time/instant.hpp"

namespace platform::desktop {

struct Size {
    int width = 1280, height = 800;  // units
};

// What the command line wants of the window.
struct WindowRequest {
    std::filesystem::path folder;
    std::optional<Size> size;                         // nothing: as it was left, else 1280 × 800
    std::optional<float> scale;                       // pixels a unit; nothing: the monitor's
    std::optional<std::string> theme;                 // "light", "dark"
    std::string screen;                               // a name of app::screen_names(), or empty
    std::optional<std::filesystem::path> screenshot;  // draw into this file instead of a window
    std::optional<std::filesystem::path> semantics;   // keep what is on screen written here as JSON
    std::vector<std::filesystem::path>
        own_folders;                     // the household's and its device's secrets: neither file is ever written there
    std::optional<core::LocalTime> now;  // pretend that it is this time
};

}  // namespace platform::desktop
