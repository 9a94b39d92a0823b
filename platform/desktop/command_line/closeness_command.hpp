#pragma once

#include <functional>
#include <string>

#include "platform/desktop/command_line/commands.hpp"

namespace CLI {
class App;
}

namespace platform::desktop {

struct ClosenessToNote {
    std::string as, audience;
    int level = 4;
};
int note_closeness(Session&, const ClosenessToNote&);

// `closeness` and what stands behind it.
void declare_closeness(CLI::App& program, std::function<int(Session&)>& chosen);

}  // namespace platform::desktop
