#include "platform/desktop/png.hpp"

#include <cstdio>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace platform::desktop {

bool write_png(const std::filesystem::path& file, const core::Pixels& pixels) {
    std::FILE* out = std::fopen(file.c_str(), "wb");
    if (out == nullptr) return false;
    bool written = true;
    struct Sink {
        std::FILE* out;
        bool* written;
    } sink{out, &written};
    const auto write = [](void* to, void* data, int size) {
        const auto* s = static_cast<Sink*>(to);
        const auto count = static_cast<std::size_t>(size);
        if (std::fwrite(data, 1, count, s->out) != count) *s->written = false;
    };
    const bool encoded = stbi_write_png_to_func(write, &sink, pixels.width, pixels.height, 4, pixels.rgba.data(), pixels.width * 4) != 0;
    return std::fclose(out) == 0 && encoded && written;
}

}  // namespace platform::desktop
