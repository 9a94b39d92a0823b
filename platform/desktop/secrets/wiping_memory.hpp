#pragma once

#include <cstddef>

namespace platform::desktop {

// Nothing that was read through an open vault is to be found in memory once it is locked. Types that wipe themselves
// are not enough for that: a text is copied into strings, into JSON, into SQLite's values and pages and into Dear
// ImGui's buffers, and each copy is freed somewhere else. So this program overwrites whatever it frees: operator delete
// (wiping_new.cpp, linked into the program itself), SQLite's (core/vault/freed_memory.hpp) and Dear ImGui's memory.
// What lives longer (caches, fields, the vault's own) is let go of when it locks. Measured with verify, search, lists
// and an agenda of 330,000 dates, the operators cost two to three per cent of the time.

// A block of malloc's; nothing for null.
void wipe_and_free(void* memory) noexcept;
void wipe_and_free(void* memory, std::size_t size) noexcept;  // as much of it as was asked for

}  // namespace platform::desktop
