#include "core/vault/secret.hpp"

#include <cstring>
#include <new>

#include <sodium.h>

namespace core {

// sodium_malloc locks the pages in memory, puts guards around them, and sodium_free overwrites them. Where locking is
// not allowed it goes on without.
Secret::Secret(std::size_t size) : size_(size) {
    if (size == 0) return;
    if (sodium_init() < 0) throw std::bad_alloc();
    bytes_.reset(static_cast<std::uint8_t*>(sodium_malloc(size)));
    if (!bytes_) throw std::bad_alloc();
    std::memset(bytes_.get(), 0, size);
}

Secret::Secret(const void* bytes, std::size_t size) : Secret(size) {
    if (size > 0) std::memcpy(bytes_.get(), bytes, size);
}

bool Secret::operator==(const Secret& other) const {
    return size_ == other.size_ && (size_ == 0 || sodium_memcmp(data(), other.data(), size_) == 0);
}

void Secret::Wipe::operator()(std::uint8_t* bytes) const noexcept { sodium_free(bytes); }

void wipe_stack() { sodium_stackzero(128 * 1024); }

void wipe(void* bytes, std::size_t count) { sodium_memzero(bytes, count); }

void wipe(std::string& text) {
    // Up to its capacity: a longer text may have stood there before.
    text.resize(text.capacity());
    sodium_memzero(text.data(), text.size());
    text.clear();
}

}  // namespace core
