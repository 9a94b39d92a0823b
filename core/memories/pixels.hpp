#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/memories/photo.hpp"

// What the decoders share: sizes, scaling and turning.
namespace core {

struct PhotoSize {
    int width = 0, height = 0;
};

// damaged for an empty side, too_large beyond longest_photo_side or `pixel_limit`; nothing when it may be decoded.
std::optional<PhotoProblem> problem_with(std::int64_t width, std::int64_t height, std::int64_t pixel_limit);

// The largest size of the same shape within `fit_width` × `fit_height`, never more than `size`, never less than 1 × 1.
PhotoSize fitted(PhotoSize size, int fit_width, int fit_height);

// Rows without padding, 3 (red, green, blue) or 4 (and alpha, not premultiplied) bytes a pixel. Throws std::bad_alloc.
std::vector<std::uint8_t> scaled(const std::vector<std::uint8_t>& from, PhotoSize from_size, PhotoSize to_size,
                                 int channels);

inline bool sides_swap(int orientation) { return orientation >= 5; }
// Applies an EXIF orientation, 1…8.
Pixels turned_upright(Pixels stored, int orientation);

inline std::uint8_t over_white(int colour, int alpha) {
    return static_cast<std::uint8_t>((colour * alpha + 255 * (255 - alpha) + 127) / 255);
}
void lay_on_white(Pixels& pixels);

}  // namespace core
