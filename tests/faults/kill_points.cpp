#include "tests/faults/kill_points.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <stdexcept>

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace faults {

namespace {

bool makes_a_file(std::uint64_t flags) { return (flags & (O_CREAT | O_TRUNC)) != 0; }

bool changes_files(std::uint64_t number, const std::uint64_t* arguments) {
    constexpr std::uint64_t first_of_our_own = 3;  // standard input, output and error are nobody's files
    switch (number) {
        case SYS_openat: return makes_a_file(arguments[2]);
        case SYS_write:
        case SYS_pwrite64:
        case SYS_writev: return arguments[0] >= first_of_our_own;
#ifdef SYS_open
        case SYS_open: return makes_a_file(arguments[1]);
        case SYS_rename:
        case SYS_link:
        case SYS_unlink:
        case SYS_mkdir:
        case SYS_rmdir:
        case SYS_chmod:
#endif
#ifdef SYS_renameat
        case SYS_renameat:
#endif
        case SYS_renameat2:
        case SYS_linkat:
        case SYS_unlinkat:
        case SYS_mkdirat:
        case SYS_fchmod:
        case SYS_fchmodat:
        case SYS_fsync:
        case SYS_fdatasync:
        case SYS_ftruncate:
        case SYS_truncate:
        case SYS_copy_file_range:
        case SYS_sendfile: return true;
        default: return false;
    }
}

[[noreturn]] void be_watched(const std::function<void()>& work, int mouth) {
    const auto say = [&](const char* what) {
        [[maybe_unused]] const auto written = ::write(mouth, what, std::strlen(what));
        ::_exit(1);
    };
    if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) say("SKIP processes cannot be watched here");
    ::raise(SIGSTOP);
    try {
        work();
    } catch (const std::exception& e) {
        say(e.what()[0] != '\0' ? e.what() : "something without a word");
    } catch (...) {
        say("something unknown");
    }
    ::_exit(0);
}

int waited_for(pid_t child) {
    int status = 0;
    pid_t waited;
    do waited = ::waitpid(child, &status, 0);
    while (waited < 0 && errno == EINTR);
    if (waited != child) throw std::runtime_error("no child");
    return status;
}

}  // namespace

Killed killed_before(std::size_t nth, const std::function<void()>& work) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) be_watched(work, ends[1]);
    ::close(ends[1]);

    Killed result;
    int status = waited_for(child);
    if (WIFSTOPPED(status) &&
        ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL) != 0)
        result.problem = "SKIP processes cannot be watched here";
    int signal = 0;
    while (WIFSTOPPED(status)) {
        const bool unwatched = !result.problem.empty();
        if (unwatched || result.operations == nth) {
            result.killed = !unwatched;
            ::kill(child, SIGKILL);
            status = waited_for(child);
            while (WIFSTOPPED(status)) status = waited_for(child);
            break;
        }
        ::ptrace(PTRACE_SYSCALL, child, nullptr, signal);
        signal = 0;
        status = waited_for(child);
        if (!WIFSTOPPED(status)) break;
        if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
            signal = WSTOPSIG(status);
            continue;
        }
        __ptrace_syscall_info call{};
        if (::ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof call, &call) <= 0)
            result.problem = "SKIP system calls cannot be told apart here";
        else if (call.op == PTRACE_SYSCALL_INFO_ENTRY &&
                 changes_files(call.entry.nr, reinterpret_cast<const std::uint64_t*>(call.entry.args)))
            ++result.operations;
    }
    char part[512];
    for (ssize_t count; (count = ::read(ends[0], part, sizeof part)) > 0;)
        result.problem.append(part, static_cast<std::size_t>(count));
    ::close(ends[0]);
    if (result.problem.empty() && WIFSIGNALED(status) && !result.killed)
        result.problem = "ended by signal " + std::to_string(WTERMSIG(status));
    return result;
}

}  // namespace faults
