#pragma once

#include <functional>

#include "platform/desktop/command_line/commands.hpp"

namespace CLI {
class App;
}

// `export json|csv|markdown|html`, and `import household`, which brings the first of them in again.
namespace platform::desktop {

// Declares them; the one that is chosen is put into `chosen`, which returns the exit code, or throws Stop or
// core::Fault.
void declare_exports(CLI::App& program, std::function<int(Session&)>& chosen);
void declare_household_import(CLI::App& imports, std::function<int(Session&)>& chosen);

}  // namespace platform::desktop
