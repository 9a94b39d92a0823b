#include "platform/desktop/system/open_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/desktop/secrets/hardening.hpp"

namespace platform::desktop {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> program_in_path(const std::string& name) {
    const char* value = std::getenv("PATH");
    std::istringstream folders(value != nullptr ? value : "/usr/local/bin:/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');) {
        const std::string program = (folder.empty() ? "." : folder) + "/" + name;
        if (access(program.c_str(), X_OK) == 0) return program;
    }
    return std::nullopt;
}

}  // namespace

bool open_file(const fs::path& path) {
    std::error_code error;
    const std::string target = fs::absolute(path, error).string();
    const auto program = program_in_path("xdg-open");
    int failure[2];  // closed unread by a successful exec, else carries a byte
    if (error || !program || pipe(failure) != 0) return false;
    fcntl(failure[0], F_SETFD, FD_CLOEXEC);
    fcntl(failure[1], F_SETFD, FD_CLOEXEC);

    // Between fork and exec only what is safe in a program with threads. The child ends at once and leaves the
    // grandchild to init, so that nobody has to wait for it.
    const char* arguments[] = {program->c_str(), target.c_str(), nullptr};
    const pid_t child = fork();
    if (child == 0) {
        if (setsid() < 0 || fork() != 0) _exit(0);
        umask(umask_before_hardening());
        execv(arguments[0], const_cast<char**>(arguments));
        [[maybe_unused]] const auto told = write(failure[1], "x", 1);
        _exit(127);
    }
    close(failure[1]);
    if (child > 0) {
        int ignored = 0;
        while (waitpid(child, &ignored, 0) < 0 && errno == EINTR) {
        }
    }
    char byte = 0;
    ssize_t count = 0;
    do count = read(failure[0], &byte, 1);
    while (count < 0 && errno == EINTR);
    close(failure[0]);
    return child > 0 && count == 0;
}

}  // namespace platform::desktop
