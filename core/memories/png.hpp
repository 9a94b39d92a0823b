#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/memories/photo.hpp"
#include "core/memories/pixels.hpp"

namespace core {

// As in jpeg.hpp. A checksum that does not agree makes a picture damaged. Throws std::bad_alloc.
PhotoResult<PhotoSize> size_of_png(const std::vector<std::uint8_t>& bytes);
PhotoResult<Pixels> decode_png(const std::vector<std::uint8_t>& bytes, int fit_width, int fit_height);

// The eXIf chunk, from the TIFF header on; empty where there is none.
std::span<const std::uint8_t> exif_in_png(const std::vector<std::uint8_t>& bytes);

}  // namespace core
