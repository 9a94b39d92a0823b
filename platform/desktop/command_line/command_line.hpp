#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "platform/desktop/window/window_request.hpp"

namespace platform::desktop {

enum class Watched { by_somebody, by_nobody };  // whether progress is worth showing on `err`

struct Ending {
    int exit_code = 0;                    // 0 done, 1 refused, 2 a fault or bad usage
    std::optional<WindowRequest> window;  // no command was given: open this
};

// Reads the arguments (without the program's name) and carries the command out, if there is one. Throws nothing that a
// person could cause.
Ending run_command_line(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
                        Watched watched = Watched::by_nobody);

}  // namespace platform::desktop
