#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/desktop/window/display.hpp"

namespace platform::desktop {

// Where the window was: its inside when it is not maximised, and whether it was.
struct WindowPlace {
    Area area;
    bool maximised = false;
};

// "x,y,width,height,maximised", the last 0 or 1.
std::string to_text(const WindowPlace& place);
std::optional<WindowPlace> window_place_from_text(std::string_view text);

// Brought into the monitor that it overlaps most, so that it can be seen whole. `areas` has the first monitor first;
// with none nothing changes.
Area within(const std::vector<Area>& areas, Area wanted);
// The middle of the first monitor.
Area centred(const std::vector<Area>& areas, int width, int height);

}  // namespace platform::desktop
