#include <iostream>
#include <string>
#include <vector>

#include <unistd.h>

#include "core/vault/freed_memory.hpp"
#include "platform/desktop/command_line/command_line.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/secrets/hardening.hpp"
#include "platform/desktop/window/screenshot.hpp"
#include "platform/desktop/window/window.hpp"

int main(int argc, char** argv) {
    using namespace platform::desktop;
    harden_process();
    core::wipe_what_sqlite_frees();
    const auto watched = isatty(STDERR_FILENO) == 1 ? Watched::by_somebody : Watched::by_nobody;
    try {
        const auto ending =
            run_command_line(std::vector<std::string>(argv + 1, argv + argc), std::cout, std::cerr, watched);
        if (ending.window)
            return ending.window->screenshot ? take_screenshot(*ending.window, std::cerr)
                                             : run_window(*ending.window, std::cerr);
        return std::cout.flush() ? ending.exit_code : 2;
    } catch (const std::exception& error) {
        std::cerr << printable(error.what()) << '\n';
        return 2;
    }
}
