#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/memories/photo.hpp"

namespace core {

struct ExifFacts {
    int orientation = 1;
    std::optional<TakenAt> taken;
};

// `block` begins with "Exif\0\0" (as in a JPEG's APP1) or with the TIFF header itself (as in a PNG's eXIf). What cannot
// be read is left at its default. The date is DateTimeOriginal, else DateTimeDigitized, else DateTime.
ExifFacts read_exif(std::span<const std::uint8_t> block);

// "2024:07:21 18:03:59" and "+02:00" (may be empty); nothing for a date or time that does not exist, as cameras with an
// unset clock write.
std::optional<TakenAt> taken_from_exif(std::string_view date_and_time, std::string_view offset);

}  // namespace core
