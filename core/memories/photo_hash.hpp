#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>

namespace core {

// BLAKE2b-256 of a photo file's bytes: its name on disk and what makes two photos the same.
struct PhotoHash {
    std::array<std::uint8_t, 32> bytes{};
    std::strong_ordering operator<=>(const PhotoHash&) const = default;
};

PhotoHash hash_of(const std::uint8_t* bytes, std::size_t count);
std::string to_hex(const PhotoHash& hash);  // 64 lower-case digits

}  // namespace core
