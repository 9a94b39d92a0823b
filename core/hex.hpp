#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace core {

// Two lower-case digits a byte.
void append_hex(std::string& text, std::uint8_t byte);
std::string to_hex(const void* bytes, std::size_t count);

// Fills `count` bytes; false unless `hex` is two digits for each, of either case, and nothing else.
bool from_hex(std::string_view hex, void* bytes, std::size_t count);

}  // namespace core
