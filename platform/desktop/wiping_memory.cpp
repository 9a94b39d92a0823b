#include "platform/desktop/wiping_memory.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <malloc.h>
#include <sqlite3.h>

namespace platform::desktop {

namespace {

// Not left out by the compiler, though nobody reads it any more.
void overwrite(void* memory, std::size_t size) {
    std::memset(memory, 0, size);
    __asm__ __volatile__("" : : "r"(memory) : "memory");
}

sqlite3_mem_methods plain{};  // SQLite's own

void release(void* memory) {
    if (memory) overwrite(memory, static_cast<std::size_t>(plain.xSize(memory)));
    plain.xFree(memory);
}

// realloc would leave the old block as it was where it moves it.
void* resize(void* memory, int bytes) {
    const int size = plain.xSize(memory);
    if (bytes <= size && bytes > size / 2) return memory;
    void* moved = plain.xMalloc(bytes);
    if (!moved) return nullptr;
    std::memcpy(moved, memory, static_cast<std::size_t>(std::min(bytes, size)));
    release(memory);
    return moved;
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

void wipe_what_sqlite_frees() {
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain) != SQLITE_OK) return;
    auto wiping = plain;
    wiping.xFree = release;
    wiping.xRealloc = resize;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &wiping);
}

}  // namespace platform::desktop
