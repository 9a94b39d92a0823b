#include <atomic>
#include <cstdio>
#include <cstdlib>
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

void* counted(std::size_t size) {
    ++count;
    if (tracing) trace();
    void* memory = std::malloc(size > 0 ? size : 1);
    if (!memory) throw std::bad_alloc();
    return memory;
}

void* counted(std::size_t size, std::align_val_t alignment) {
    ++count;
    void* memory = nullptr;
    if (posix_memalign(&memory, static_cast<std::size_t>(alignment), size > 0 ? size : 1) != 0) throw std::bad_alloc();
    return memory;
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return counted(size, alignment); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return counted(size, alignment); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    ++count;
    return std::malloc(size > 0 ? size : 1);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    ++count;
    return std::malloc(size > 0 ? size : 1);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

namespace headless {

std::size_t allocations() { return count; }
void trace_allocations(bool on) { tracing = on; }

}  // namespace headless
