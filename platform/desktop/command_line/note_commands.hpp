#pragma once

#include <functional>
#include <string>

#include "platform/desktop/command_line/commands.hpp"

namespace CLI {
class App;
}

namespace platform::desktop {

struct NoteToOpen {
    std::string as, id;
};
// Takes a note out of its envelope and shows it. Asks for no PIN, and nobody else is told.
int open_note(Session&, const NoteToOpen&);

// `note` and what stands behind it.
void declare_notes(CLI::App& program, std::function<int(Session&)>& chosen);

}  // namespace platform::desktop
