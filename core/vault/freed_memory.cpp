#include "core/vault/freed_memory.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include <sqlite3.h>

#include "core/vault/secret.hpp"

namespace core {

namespace {

sqlite3_mem_methods plain{};  // SQLite's own

void release(void* memory) {
    if (memory) wipe(memory, static_cast<std::size_t>(plain.xSize(memory)));
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

void wipe_what_sqlite_frees() {
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain) != SQLITE_OK) return;
    auto wiping = plain;
    wiping.xFree = release;
    wiping.xRealloc = resize;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &wiping);
}

}  // namespace core
