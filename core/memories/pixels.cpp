#include "core/memories/pixels.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>

#define STB_IMAGE_RESIZE_STATIC
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#include <stb/stb_image_resize.h>

namespace core {

std::optional<PhotoProblem> problem_with(std::int64_t width, std::int64_t height, std::int64_t pixel_limit) {
    if (width < 1 || height < 1) return PhotoProblem::damaged;
    if (width > longest_photo_side || height > longest_photo_side || width * height > pixel_limit)
        return PhotoProblem::too_large;
    return std::nullopt;
}

PhotoSize fitted(PhotoSize size, int fit_width, int fit_height) {
    const std::int64_t width = size.width, height = size.height;
    const std::int64_t across = std::max(fit_width, 1), down = std::max(fit_height, 1);
    if (width <= across && height <= down) return size;
    const auto rounded = [](std::int64_t a, std::int64_t b) {
        return static_cast<int>(std::max<std::int64_t>((a + b / 2) / b, 1));
    };
    if (width * down >= height * across) return {static_cast<int>(across), rounded(height * across, width)};
    return {rounded(width * down, height), static_cast<int>(down)};
}

std::vector<std::uint8_t> scaled(const std::vector<std::uint8_t>& from, PhotoSize from_size, PhotoSize to_size,
                                 int channels) {
    std::vector<std::uint8_t> to(static_cast<std::size_t>(to_size.width) * static_cast<std::size_t>(to_size.height) *
                                 static_cast<std::size_t>(channels));
    // Catmull-Rom keeps more of the sharpness than the default (Mitchell), and its halos stay unseen at these ratios.
    const int done =
        stbir_resize_uint8_generic(from.data(), from_size.width, from_size.height, 0, to.data(), to_size.width,
                                   to_size.height, 0, channels, channels == 4 ? 3 : STBIR_ALPHA_CHANNEL_NONE, 0,
                                   STBIR_EDGE_CLAMP, STBIR_FILTER_CATMULLROM, STBIR_COLORSPACE_LINEAR, nullptr);
    if (!done) throw std::bad_alloc();
    return to;
}

Pixels turned_upright(Pixels stored, int orientation) {
    if (orientation < 2 || orientation > 8) return stored;
    const std::ptrdiff_t width = stored.width, height = stored.height;
    // Where the upright picture's first pixel lies in the stored one, and how far away its right and lower neighbours
    // are.
    std::ptrdiff_t first = 0, right = 1, below = width;
    switch (orientation) {
        case 2: first = width - 1, right = -1, below = width; break;
        case 3: first = width * height - 1, right = -1, below = -width; break;
        case 4: first = (height - 1) * width, right = 1, below = -width; break;
        case 5: first = 0, right = width, below = 1; break;
        case 6: first = (height - 1) * width, right = -width, below = 1; break;
        case 7: first = width * height - 1, right = -width, below = -1; break;
        case 8: first = width - 1, right = width, below = -1; break;
        default: break;
    }
    Pixels upright;
    upright.width = sides_swap(orientation) ? stored.height : stored.width;
    upright.height = sides_swap(orientation) ? stored.width : stored.height;
    upright.rgba.resize(stored.rgba.size());
    auto* to = upright.rgba.data();
    for (std::ptrdiff_t y = 0; y < upright.height; ++y)
        for (std::ptrdiff_t x = 0; x < upright.width; ++x, to += 4)
            std::memcpy(to, stored.rgba.data() + 4 * (first + x * right + y * below), 4);
    return upright;
}

void lay_on_white(Pixels& pixels) {
    for (std::size_t i = 0; i + 3 < pixels.rgba.size(); i += 4) {
        const int alpha = pixels.rgba[i + 3];
        if (alpha == 255) continue;
        for (std::size_t c = 0; c < 3; ++c) pixels.rgba[i + c] = over_white(pixels.rgba[i + c], alpha);
        pixels.rgba[i + 3] = 255;
    }
}

}  // namespace core
