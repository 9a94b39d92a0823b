#include "core/memories/photo_hash.hpp"

#include <sodium.h>

#include "core/id.hpp"

namespace core {

PhotoHash hash_of(const std::uint8_t* bytes, std::size_t count) {
    PhotoHash hash;
    // Only a bad length makes it fail, and it needs no sodium_init().
    static_assert(std::tuple_size_v<decltype(hash.bytes)> == crypto_generichash_BYTES);
    crypto_generichash(hash.bytes.data(), hash.bytes.size(), bytes, count, nullptr, 0);
    return hash;
}

std::string to_hex(const PhotoHash& hash) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(2 * hash.bytes.size());
    for (const auto byte : hash.bytes) {
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

std::optional<PhotoHash> hash_from_hex(std::string_view hex) {
    PhotoHash hash;
    std::size_t length = 0;
    if (hex.size() != 2 * hash.bytes.size() ||
        sodium_hex2bin(hash.bytes.data(), hash.bytes.size(), hex.data(), hex.size(), nullptr, &length, nullptr) != 0 ||
        length != hash.bytes.size())
        return std::nullopt;
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
