#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>

#include <execinfo.h>

#include "tests/app/headless.hpp"

// Every operator new of this program, counted. Dear ImGui allocates by malloc and is not among them.
namespace {

std::atomic<std::size_t> count = 0;
std::atomic<bool> tracing = false;

void trace() {
    tracing = false;  // what follows may allocate itself
    void* frames[12];
    backtrace_symbols_fd(frames, backtrace(frames, 12), 2);
    std::fputs("--\n", stderr);
    tracing = true;
}

// Before each block, so that all that live can be looked through.
struct Header {
    Header *before, *after;
    std::size_t size;
};
Header blocks = {&blocks, &blocks, 0};
std::mutex blocks_mutex;

// How far before a block its memory begins.
std::size_t ahead_of(std::size_t alignment) {
    return (std::max(alignment, sizeof(Header)) + alignment - 1) / alignment * alignment;
}

void* counted(std::size_t size, std::size_t alignment = __STDCPP_DEFAULT_NEW_ALIGNMENT__) noexcept {
    ++count;
    if (tracing) trace();
    void* memory = nullptr;
    if (posix_memalign(&memory, alignment, ahead_of(alignment) + size) != 0) return nullptr;
    auto* block = static_cast<char*>(memory) + ahead_of(alignment);
    std::memset(block, 0xcd, size);  // nothing is found in it that an earlier owner left
    auto* header = reinterpret_cast<Header*>(block) - 1;
    const std::lock_guard lock(blocks_mutex);
    *header = {&blocks, blocks.after, size};
    blocks.after->before = header;
    blocks.after = header;
    return block;
}

void* or_throw(void* block) {
    if (!block) throw std::bad_alloc();
    return block;
}

void release(void* block, std::size_t alignment = __STDCPP_DEFAULT_NEW_ALIGNMENT__) noexcept {
    if (!block) return;
    {
        auto* header = static_cast<Header*>(block) - 1;
        const std::lock_guard lock(blocks_mutex);
        header->before->after = header->after;
        header->after->before = header->before;
    }
    std::free(static_cast<char*>(block) - ahead_of(alignment));
}

std::size_t number(std::align_val_t alignment) { return static_cast<std::size_t>(alignment); }

}  // namespace

void* operator new(std::size_t size) { return or_throw(counted(size)); }
void* operator new[](std::size_t size) { return or_throw(counted(size)); }
void* operator new(std::size_t size, std::align_val_t alignment) { return or_throw(counted(size, number(alignment))); }
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return or_throw(counted(size, number(alignment)));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t alignment) noexcept { release(memory, number(alignment)); }
void operator delete[](void* memory, std::align_val_t alignment) noexcept { release(memory, number(alignment)); }
void operator delete(void* memory, std::size_t, std::align_val_t alignment) noexcept {
    release(memory, number(alignment));
}
void operator delete[](void* memory, std::size_t, std::align_val_t alignment) noexcept {
    release(memory, number(alignment));
}
void operator delete(void* memory, const std::nothrow_t&) noexcept { release(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { release(memory); }

namespace headless {

std::size_t allocations() { return count; }
void trace_allocations(bool on) { tracing = on; }

bool in_memory(std::string_view text) {
    const std::lock_guard lock(blocks_mutex);
    for (const auto* header = blocks.after; header != &blocks; header = header->after)
        if (std::string_view(reinterpret_cast<const char*>(header + 1), header->size).find(text) !=
            std::string_view::npos)
            return true;
    return false;
}

}  // namespace headless
