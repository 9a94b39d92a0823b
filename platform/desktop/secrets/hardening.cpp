#include "platform/desktop/secrets/hardening.hpp"

#include <sys/resource.h>
#include <sys/stat.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace platform::desktop {

namespace {

mode_t umask_before = 022;

}  // namespace

void harden_process() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    // A core_pattern that begins with a pipe ignores the limit; this it does not ignore.
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
    umask_before = umask(077);
}

mode_t umask_before_hardening() { return umask_before; }

}  // namespace platform::desktop
