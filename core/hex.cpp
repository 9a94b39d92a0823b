#include "core/hex.hpp"

#include <sodium.h>

namespace core {

void append_hex(std::string& text, std::uint8_t byte) {
    static constexpr char digits[] = "0123456789abcdef";
    text += digits[byte >> 4];
    text += digits[byte & 15];
}

std::string to_hex(const void* bytes, std::size_t count) {
    const auto* from = static_cast<const std::uint8_t*>(bytes);
    std::string hex;
    hex.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) append_hex(hex, from[i]);
    return hex;
}

bool from_hex(std::string_view hex, void* bytes, std::size_t count) {
    std::size_t length = 0;
    return hex.size() == 2 * count &&
           sodium_hex2bin(static_cast<unsigned char*>(bytes), count, hex.data(), hex.size(), nullptr, &length,
                          nullptr) == 0 &&
           length == count;
}

}  // namespace core
