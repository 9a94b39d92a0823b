#include "platform/desktop/secrets/wiping_memory.hpp"

#include <cstdlib>
#include <cstring>

#include <malloc.h>

namespace platform::desktop {

namespace {

// Not left out by the compiler, though nobody reads it any more.
void overwrite(void* memory, std::size_t size) {
    std::memset(memory, 0, size);
    __asm__ __volatile__("" : : "r"(memory) : "memory");
}

}  // namespace

void wipe_and_free(void* memory) noexcept {
    if (memory) overwrite(memory, malloc_usable_size(memory));
    std::free(memory);
}

void wipe_and_free(void* memory, std::size_t size) noexcept {
    if (memory) overwrite(memory, size);
    std::free(memory);
}

}  // namespace platform::desktop
