#pragma once

#include <iosfwd>

#include "platform/desktop/window/window_request.hpp"

namespace platform::desktop {

// Opens the household in a window and stays until it is closed; says on `err` what keeps it from that. The exit code.
int run_window(const WindowRequest& request, std::ostream& err);

}  // namespace platform::desktop
