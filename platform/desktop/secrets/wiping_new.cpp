#include <algorithm>
#include <cstdlib>
#include <new>

#include "platform/desktop/secrets/wiping_memory.hpp"

// What is freed is overwritten first: see wiping_memory.hpp.

using platform::desktop::wipe_and_free;

namespace {

template <class Allocate> void* allocated(Allocate&& allocate) {
    while (true) {
        if (void* memory = allocate()) return memory;
        const auto handler = std::get_new_handler();
        if (!handler) throw std::bad_alloc();
        handler();
    }
}

void* plain(std::size_t size) {
    return allocated([size] { return std::malloc(std::max<std::size_t>(size, 1)); });
}

void* aligned(std::size_t size, std::align_val_t alignment) {
    return allocated([size, alignment] {
        void* memory = nullptr;
        const auto least = std::max(static_cast<std::size_t>(alignment), sizeof(void*));
        return posix_memalign(&memory, least, std::max<std::size_t>(size, 1)) == 0 ? memory : nullptr;
    });
}

}  // namespace

void* operator new(std::size_t size) { return plain(size); }
void* operator new[](std::size_t size) { return plain(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return aligned(size, alignment); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return aligned(size, alignment); }
// Those that do not throw call these in the standard library.
void operator delete(void* memory) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory) noexcept { wipe_and_free(memory); }
void operator delete(void* memory, std::size_t size) noexcept { wipe_and_free(memory, size); }
void operator delete[](void* memory, std::size_t size) noexcept { wipe_and_free(memory, size); }
void operator delete(void* memory, std::align_val_t) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { wipe_and_free(memory); }
void operator delete(void* memory, std::size_t size, std::align_val_t) noexcept { wipe_and_free(memory, size); }
void operator delete[](void* memory, std::size_t size, std::align_val_t) noexcept { wipe_and_free(memory, size); }
