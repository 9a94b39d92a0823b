#include "core/memories/photo_hash.hpp"

#include <algorithm>

#include <sodium.h>

#include "core/hex.hpp"
#include "core/id.hpp"

namespace core {

PhotoHash hash_of(const std::uint8_t* bytes, std::size_t count) {
    PhotoHash hash;
    // Only a bad length makes it fail, and it needs no sodium_init().
    static_assert(std::tuple_size_v<decltype(hash.bytes)> == crypto_generichash_BYTES);
    crypto_generichash(hash.bytes.data(), hash.bytes.size(), bytes, count, nullptr, 0);
    return hash;
}

std::string to_hex(const PhotoHash& hash) { return to_hex(hash.bytes.data(), hash.bytes.size()); }

std::optional<PhotoHash> hash_from_hex(std::string_view hex) {
    PhotoHash hash;
    return from_hex(hex, hash.bytes.data(), hash.bytes.size()) ? std::optional(hash) : std::nullopt;
}

std::vector<std::uint8_t> bytes_of(const PhotoHash& hash) { return {hash.bytes.begin(), hash.bytes.end()}; }

std::optional<PhotoHash> hash_from_bytes(const std::vector<std::uint8_t>& bytes) {
    PhotoHash hash;
    if (bytes.size() != hash.bytes.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), hash.bytes.begin());
    return hash;
}

SealedPhoto new_seal() {
    SealedPhoto sealed;
    SystemRandom random;  // the household's may repeat itself: a seed may have made it
    random.fill(sealed.name.bytes.data(), sealed.name.bytes.size());
    random.fill(sealed.key.data(), sealed.key.size());
    return sealed;
}

}  // namespace core
