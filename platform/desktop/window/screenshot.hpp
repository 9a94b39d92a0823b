#pragma once

#include <iosfwd>

#include "platform/desktop/window/window_request.hpp"

namespace platform::desktop {

// Draws the wanted screen without a visible window, writes `request.screenshot` as PNG and returns the exit code; says
// on `err` what went wrong.
int take_screenshot(const WindowRequest& request, std::ostream& err);

}  // namespace platform::desktop
