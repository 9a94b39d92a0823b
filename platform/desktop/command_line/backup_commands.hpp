#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "core/time/instant.hpp"

namespace CLI {
class App;
}

// `backup now|list|verify|restore` and `verify`. They work on a data folder whose household may be damaged or gone, and
// so do not open it.
namespace platform::desktop {

struct FolderSession {
    const std::filesystem::path& folder;
    const core::Clock& clock;
    std::ostream& out;
    std::ostream& err;
    bool on_terminal = false;  // somebody watches: show progress
};
using FolderCommand = std::function<int(FolderSession&)>;

// Declares them; the one that is chosen is put into `chosen`, which returns the exit code, or throws Stop or
// core::Fault.
void declare_backups(CLI::App& program, FolderCommand& chosen);

}  // namespace platform::desktop
