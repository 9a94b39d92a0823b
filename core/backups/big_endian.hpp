#pragma once

#include <cstdint>

namespace core::backups {

// Numbers as SQLite's file format has them.
inline std::uint32_t be16(const std::uint8_t* at) { return static_cast<std::uint32_t>(at[0] << 8 | at[1]); }
inline std::uint32_t be32(const std::uint8_t* at) { return be16(at) << 16 | be16(at + 2); }

}  // namespace core::backups
