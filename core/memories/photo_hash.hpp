#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// BLAKE2b-256 of a photo file's bytes: its name on disk and what makes two photos the same.
struct PhotoHash {
    std::array<std::uint8_t, 32> bytes{};
    std::strong_ordering operator<=>(const PhotoHash&) const = default;
};

PhotoHash hash_of(const std::uint8_t* bytes, std::size_t count);
std::string to_hex(const PhotoHash& hash);  // 64 lower-case digits
std::optional<PhotoHash> hash_from_hex(std::string_view hex);
// As a row keeps it; nothing where that is not as long.
std::vector<std::uint8_t> bytes_of(const PhotoHash& hash);
std::optional<PhotoHash> hash_from_bytes(const std::vector<std::uint8_t>& bytes);

// Where a photo lies that somebody keeps to themselves: encrypted, under a name that says nothing of what it shows.
struct SealedPhoto {
    PhotoHash name;                      // random
    std::array<std::uint8_t, 32> key{};  // XChaCha20-Poly1305
    bool operator==(const SealedPhoto&) const = default;
};

// Never the same twice, whatever made the household.
SealedPhoto new_seal();

// What a photo's files are called by: the hash of its bytes, or, sealed, a random name.
struct PhotoName {
    PhotoHash name;
    bool sealed = false;
};

}  // namespace core
