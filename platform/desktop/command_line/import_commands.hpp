#pragma once

#include <functional>

#include "platform/desktop/command_line/commands.hpp"

namespace CLI {
class App;
}

// `import daylio|presently|dayone|rednotebook|jrnl`.
namespace platform::desktop {

// Declares them; the one that is chosen is put into `chosen`, which returns the exit code, or throws Stop or
// core::Fault.
void declare_imports(CLI::App& program, std::function<int(Session&)>& chosen);

}  // namespace platform::desktop
