// A photo from anywhere, and the EXIF block in it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "core/memories/exif.hpp"
#include "core/memories/photo.hpp"

using namespace core;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    (void)read_exif({bytes, count});
    const std::vector<std::uint8_t> file(bytes, bytes + count);
    const auto facts = inspect_photo(file);
    // Large ones are only slow; what they may cost is limited elsewhere.
    if (!facts || std::int64_t{facts.value().width} * facts.value().height > 1'000'000) return 0;
    for (const int side : {1, 40, 512}) {
        const auto pixels = decode_photo(file, side, side);
        if (!pixels) continue;
        const auto& p = pixels.value();
        if (p.width < 1 || p.height < 1 || p.width > side || p.height > side) std::abort();
        if (p.rgba.size() != static_cast<std::size_t>(p.width) * static_cast<std::size_t>(p.height) * 4) std::abort();
    }
    return 0;
}
