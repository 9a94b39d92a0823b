#include "core/memories/png.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>

namespace {

// stb_image lets the compressed data decide how much is allocated; a few megabytes can ask for gigabytes. While a
// picture is decoded no block may be larger than what its header accounts for.
thread_local std::size_t largest_block = 0;

void* limited_malloc(std::size_t count) { return count <= largest_block ? std::malloc(count) : nullptr; }
void* limited_realloc(void* block, std::size_t count) {
    return count <= largest_block ? std::realloc(block, count) : nullptr;
}

}  // namespace

#define STBI_MALLOC limited_malloc
#define STBI_REALLOC limited_realloc
#define STBI_FREE std::free
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_FAILURE_STRINGS
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#include <stb/stb_image.h>

namespace core {

namespace {

constexpr std::size_t signature_size = 8;

std::uint32_t number_at(const std::vector<std::uint8_t>& bytes, std::size_t at) {
    return static_cast<std::uint32_t>(bytes[at]) << 24 | static_cast<std::uint32_t>(bytes[at + 1]) << 16 |
           static_cast<std::uint32_t>(bytes[at + 2]) << 8 | bytes[at + 3];
}

// Length (4 bytes), type (4), data, checksum of type and data (4).
struct Chunk {
    std::size_t at = 0;  // of the type
    std::size_t length = 0;
    std::size_t end = 0;
};

std::optional<Chunk> chunk_at(const std::vector<std::uint8_t>& bytes, std::size_t at) {
    if (bytes.size() < at || bytes.size() - at < 12) return std::nullopt;
    const std::size_t length = number_at(bytes, at);
    if (length > bytes.size() - at - 12) return std::nullopt;
    return Chunk{at + 4, length, at + 12 + length};
}

bool is(const std::vector<std::uint8_t>& bytes, const Chunk& chunk, const char* type) {
    return std::memcmp(bytes.data() + chunk.at, type, 4) == 0;
}

// PNG specification, annex D.
constexpr std::array<std::uint32_t, 256> checksum_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) value = value & 1 ? 0xedb88320u ^ value >> 1 : value >> 1;
        table[i] = value;
    }
    return table;
}

std::uint32_t checksum(const std::uint8_t* bytes, std::size_t count) {
    static constexpr auto table = checksum_table();
    std::uint32_t value = 0xffffffffu;
    for (std::size_t i = 0; i < count; ++i) value = table[(value ^ bytes[i]) & 0xff] ^ value >> 8;
    return ~value;
}

// Every chunk that makes the picture is whole, up to the end mark. What follows it is nobody's concern.
bool intact(const std::vector<std::uint8_t>& bytes) {
    std::size_t at = signature_size;
    while (const auto chunk = chunk_at(bytes, at)) {
        const bool critical = (bytes[chunk->at] & 0x20) == 0;
        if (critical && checksum(bytes.data() + chunk->at, 4 + chunk->length) != number_at(bytes, chunk->end - 4))
            return false;
        if (is(bytes, *chunk, "IEND")) return true;
        at = chunk->end;
    }
    return false;
}

struct Header {
    PhotoSize size;
    std::size_t channels = 0;
    std::size_t sample_bytes = 0;  // rounded up
};

PhotoResult<Header> read_header(const std::vector<std::uint8_t>& bytes) {
    const auto chunk = chunk_at(bytes, signature_size);
    if (!chunk) return PhotoProblem::damaged;
    if (is(bytes, *chunk, "CgBI")) return PhotoProblem::unsupported;  // Apple's own variant
    if (!is(bytes, *chunk, "IHDR") || chunk->length != 13) return PhotoProblem::damaged;
    const auto* fields = bytes.data() + chunk->at + 4;
    const int depth = fields[8], colour = fields[9];
    const std::size_t channels = colour == 2 ? 3 : colour == 4 ? 2 : colour == 6 ? 4 : 1;
    const std::int64_t width = number_at(bytes, chunk->at + 4), height = number_at(bytes, chunk->at + 8);
    if (width > longest_photo_side || height > longest_photo_side) return PhotoProblem::too_large;
    if (const auto wrong = problem_with(width, height, depth == 16 ? whole_pixel_limit / 2 : whole_pixel_limit))
        return *wrong;
    return Header{{static_cast<int>(width), static_cast<int>(height)}, channels, depth == 16 ? 2u : 1u};
}

struct FreeStb {
    void operator()(stbi_uc* pixels) const { stbi_image_free(pixels); }
};

}  // namespace

PhotoResult<PhotoSize> size_of_png(const std::vector<std::uint8_t>& bytes) {
    const auto header = read_header(bytes);
    if (!header) return header.problem();
    return header.value().size;
}

PhotoResult<Pixels> decode_png(const std::vector<std::uint8_t>& bytes, int fit_width, int fit_height) {
    const auto header = read_header(bytes);
    if (!header) return header.problem();
    if (!intact(bytes)) return PhotoProblem::damaged;

    const auto size = header.value().size;
    const auto rows = static_cast<std::size_t>(size.height);
    const auto pixel_count = static_cast<std::size_t>(size.width) * rows;
    const auto sample_bytes = header.value().sample_bytes;
    // The inflated rows, or the pixels as stb_image widens them; buffers that grow are doubled.
    const auto inflated = 2 * (pixel_count * header.value().channels * sample_bytes + rows);
    const auto widened = pixel_count * 4 * sample_bytes;
    largest_block = std::max({inflated, widened, 2 * bytes.size()}) + 65'536;
    int width = 0, height = 0, channels = 0;
    std::unique_ptr<stbi_uc, FreeStb> decoded(
        stbi_load_from_memory(bytes.data(), static_cast<int>(bytes.size()), &width, &height, &channels, 4));
    largest_block = 0;
    if (!decoded || width != size.width || height != size.height) return PhotoProblem::damaged;

    std::vector<std::uint8_t> rgba(decoded.get(), decoded.get() + pixel_count * 4);
    decoded.reset();
    const auto target = fitted(size, fit_width, fit_height);
    if (target.width != size.width || target.height != size.height) rgba = scaled(rgba, size, target, 4);
    return Pixels{target.width, target.height, std::move(rgba)};
}

std::span<const std::uint8_t> exif_in_png(const std::vector<std::uint8_t>& bytes) {
    std::size_t at = signature_size;
    while (const auto chunk = chunk_at(bytes, at)) {
        if (is(bytes, *chunk, "eXIf")) return {bytes.data() + chunk->at + 4, chunk->length};
        if (is(bytes, *chunk, "IEND")) break;
        at = chunk->end;
    }
    return {};
}

}  // namespace core
