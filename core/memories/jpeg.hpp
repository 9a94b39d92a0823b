#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/memories/photo.hpp"
#include "core/memories/pixels.hpp"

namespace core {

// As stored, before the orientation is applied. Both leave too_large and damaged pictures without allocating for them.
PhotoResult<PhotoSize> size_of_jpeg(const std::vector<std::uint8_t>& bytes);
// Fits within the given size, never scaled up. A picture with any part missing or undecodable is damaged; bytes after
// its end, a missing end mark and oddities that change no pixel are not. Throws std::bad_alloc.
PhotoResult<Pixels> decode_jpeg(const std::vector<std::uint8_t>& bytes, int fit_width, int fit_height);

// From "Exif\0\0" on; empty where there is none.
std::span<const std::uint8_t> exif_in_jpeg(const std::vector<std::uint8_t>& bytes);

}  // namespace core
