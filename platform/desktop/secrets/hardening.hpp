#pragma once

#include <sys/types.h>

namespace platform::desktop {

// At the start of the program, before anything secret is in memory: no core dump is written when it crashes, no other
// program of the same user reads its memory (nor attaches a debugger; an administrator still may), and files it makes
// are its owner's alone.
void harden_process();

// For programs that are opened for people (a picture viewer, a browser): files they save are to look as they always do.
mode_t umask_before_hardening();

}  // namespace platform::desktop
