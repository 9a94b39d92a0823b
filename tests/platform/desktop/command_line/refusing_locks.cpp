// Put before a program's libraries: every lock on a file is refused with the error number in REFUSED_LOCKS, as a
// network drive without a lock service does (fcntl(2), flock(2)).
#include <cerrno>
#include <cstdarg>
#include <cstdlib>

#include <dlfcn.h>
#include <fcntl.h>

namespace {

bool is_lock(int command) {
    return command == F_SETLK || command == F_SETLKW || command == F_GETLK || command == F_OFD_SETLK ||
           command == F_OFD_SETLKW || command == F_OFD_GETLK;
}

int refused() {
    const char* number = std::getenv("REFUSED_LOCKS");
    errno = number ? std::atoi(number) : ENOLCK;
    return -1;
}

int passed_on(const char* name, int file, int command, void* argument) {
    using Fcntl = int (*)(int, int, ...);
    const auto real = reinterpret_cast<Fcntl>(::dlsym(RTLD_NEXT, name));
    return is_lock(command) ? refused() : real(file, command, argument);
}

}  // namespace

extern "C" {

int fcntl(int file, int command, ...) {
    va_list rest;
    va_start(rest, command);
    void* const argument = va_arg(rest, void*);
    va_end(rest);
    return passed_on("fcntl", file, command, argument);
}

int fcntl64(int file, int command, ...) {
    va_list rest;
    va_start(rest, command);
    void* const argument = va_arg(rest, void*);
    va_end(rest);
    return passed_on("fcntl64", file, command, argument);
}

// By its symbol, for in C++ the name is also the constructor's of `struct flock`.
int refused_flock(int, int) __asm__("flock");
int refused_flock(int, int) { return refused(); }
}
