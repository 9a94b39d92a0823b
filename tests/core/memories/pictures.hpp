#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <jpeglib.h>

#include "core/memories/photo.hpp"
#include "core/memories/photo_hash.hpp"
#include "tests/core/files.hpp"
#include "tests/core/temporary_folder.hpp"

// Pictures and files made by hand for the tests.
namespace pictures {

using Bytes = std::vector<std::uint8_t>;

using tests::TemporaryFolder;

inline std::filesystem::path write(const std::filesystem::path& path, const Bytes& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
    return path;
}

inline Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }
inline Bytes read(const std::filesystem::path& path) { return bytes_of(tests::bytes_in(path)); }

struct Colour {
    int red = 0, green = 0, blue = 0, alpha = 255;
};
inline constexpr Colour red{230, 20, 20}, green{20, 200, 20}, blue{20, 20, 230}, white{255, 255, 255};

inline Colour at(const core::Pixels& pixels, int x, int y) {
    const auto* p = pixels.rgba.data() + 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) +
                                              static_cast<std::size_t>(x));
    return {p[0], p[1], p[2], p[3]};
}

inline bool near(Colour a, Colour b, int tolerance = 12) {
    const auto close = [&](int p, int q) { return std::abs(p - q) <= tolerance; };
    return close(a.red, b.red) && close(a.green, b.green) && close(a.blue, b.blue) && close(a.alpha, b.alpha);
}

template <class ColourAt> core::Pixels painted(int width, int height, ColourAt colour_at) {
    core::Pixels pixels{width, height, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const Colour c = colour_at(x, y);
            for (const int value : {c.red, c.green, c.blue, c.alpha})
                pixels.rgba.push_back(static_cast<std::uint8_t>(value));
        }
    return pixels;
}

// Red at the top left, green at the top right, blue at the bottom left, white at the bottom right.
inline core::Pixels quarters(int width, int height) {
    return painted(width, height, [=](int x, int y) {
        if (y < height / 2) return x < width / 2 ? red : green;
        return x < width / 2 ? blue : white;
    });
}

inline bool shows_quarters(const core::Pixels& p, int tolerance = 12) {
    const int left = p.width / 4, right = p.width * 3 / 4, top = p.height / 4, bottom = p.height * 3 / 4;
    return near(at(p, left, top), red, tolerance) && near(at(p, right, top), green, tolerance) &&
           near(at(p, left, bottom), blue, tolerance) && near(at(p, right, bottom), white, tolerance);
}

enum class JpegKind { baseline, full_chroma, progressive, grey, cmyk, cmyk_plain, ycck, restarts };

inline Bytes jpeg(const core::Pixels& pixels, JpegKind kind = JpegKind::baseline) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* memory = nullptr;
    unsigned long count = 0;
    jpeg_mem_dest(&info, &memory, &count);
    const bool inks = kind == JpegKind::cmyk || kind == JpegKind::cmyk_plain || kind == JpegKind::ycck;
    info.image_width = static_cast<JDIMENSION>(pixels.width);
    info.image_height = static_cast<JDIMENSION>(pixels.height);
    info.input_components = inks ? 4 : 3;
    info.in_color_space = inks ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(&info);
    if (kind == JpegKind::grey) jpeg_set_colorspace(&info, JCS_GRAYSCALE);
    if (kind == JpegKind::ycck) jpeg_set_colorspace(&info, JCS_YCCK);
    if (kind == JpegKind::full_chroma) info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;
    if (kind == JpegKind::progressive) jpeg_simple_progression(&info);
    if (kind == JpegKind::restarts) info.restart_in_rows = 1;
    const bool inverted = kind != JpegKind::cmyk_plain;
    info.write_Adobe_marker = inks && inverted;
    jpeg_set_quality(&info, 95, TRUE);
    jpeg_start_compress(&info, TRUE);
    Bytes row;
    for (int y = 0; y < pixels.height; ++y) {
        row.clear();
        for (int x = 0; x < pixels.width; ++x) {
            const auto c = at(pixels, x, y);
            for (const int light : {c.red, c.green, c.blue})
                row.push_back(static_cast<std::uint8_t>(!inks || inverted ? light : 255 - light));
            if (inks) row.push_back(inverted ? 255 : 0);  // no black
        }
        auto* data = row.data();
        jpeg_write_scanlines(&info, &data, 1);
    }
    jpeg_finish_compress(&info);
    Bytes bytes(memory, memory + count);
    jpeg_destroy_compress(&info);
    std::free(memory);
    return bytes;
}

// Grain, so that a file has something to lose in every part.
inline core::Pixels grainy(int width, int height, std::uint32_t seed = 1) {
    return painted(width, height, [&](int, int) {
        seed = seed * 1664525u + 1013904223u;
        return Colour{static_cast<int>(seed >> 24), static_cast<int>(seed >> 16 & 255),
                      static_cast<int>(seed >> 8 & 255)};
    });
}

struct Exif {
    int orientation = 0;  // 0: not written
    std::string date, original, digitized;
    std::string offset, offset_original;
};

// A little-endian TIFF block: IFD 0 with a pointer to the EXIF IFD.
inline Bytes exif_block(const Exif& exif) {
    Bytes out = bytes_of("II*");
    const auto number = [](Bytes& to, std::uint32_t value, int size) {
        for (int i = 0; i < size; ++i) to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    };
    struct Entry {
        std::uint32_t tag, type;
        std::string text;
        std::uint32_t value;
    };
    const auto directory = [&](const std::vector<Entry>& entries) {
        number(out, static_cast<std::uint32_t>(entries.size()), 2);
        const auto texts_at = out.size() + entries.size() * 12 + 4;
        Bytes texts;
        for (const auto& e : entries) {
            number(out, e.tag, 2);
            number(out, e.type, 2);
            if (e.type == 2) {
                number(out, static_cast<std::uint32_t>(e.text.size() + 1), 4);
                number(out, static_cast<std::uint32_t>(texts_at + texts.size()), 4);
                texts.insert(texts.end(), e.text.begin(), e.text.end());
                texts.push_back(0);
            } else {
                number(out, 1, 4);
                number(out, e.value, 4);
            }
        }
        number(out, 0, 4);
        out.insert(out.end(), texts.begin(), texts.end());
    };
    std::vector<Entry> main, photo;
    if (exif.orientation) main.push_back({0x0112, 3, {}, static_cast<std::uint32_t>(exif.orientation)});
    if (!exif.date.empty()) main.push_back({0x0132, 2, exif.date, 0});
    if (!exif.original.empty()) photo.push_back({0x9003, 2, exif.original, 0});
    if (!exif.digitized.empty()) photo.push_back({0x9004, 2, exif.digitized, 0});
    if (!exif.offset.empty()) photo.push_back({0x9010, 2, exif.offset, 0});
    if (!exif.offset_original.empty()) photo.push_back({0x9011, 2, exif.offset_original, 0});
    const auto main_texts = exif.date.empty() ? 0 : exif.date.size() + 1;
    main.push_back({0x8769, 4, {}, static_cast<std::uint32_t>(8 + 2 + (main.size() + 1) * 12 + 4 + main_texts)});
    out.push_back(0);
    number(out, 8, 4);
    directory(main);
    directory(photo);
    return out;
}

inline Bytes with_app1(Bytes jpeg_bytes, const Bytes& block) {
    Bytes segment{0xff, 0xe1};
    const auto length = block.size() + 8;
    segment.push_back(static_cast<std::uint8_t>(length >> 8));
    segment.push_back(static_cast<std::uint8_t>(length));
    for (const char c : std::string_view("Exif\0", 6)) segment.push_back(static_cast<std::uint8_t>(c));
    segment.insert(segment.end(), block.begin(), block.end());
    jpeg_bytes.insert(jpeg_bytes.begin() + 2, segment.begin(), segment.end());
    return jpeg_bytes;
}

inline Bytes with_exif(Bytes jpeg_bytes, const Exif& exif) {
    return with_app1(std::move(jpeg_bytes), exif_block(exif));
}

// Overwrites the frame header's size.
inline Bytes claiming(Bytes jpeg_bytes, int width, int height) {
    for (std::size_t i = 2; i + 9 < jpeg_bytes.size();
         i += 2 + static_cast<std::size_t>(jpeg_bytes[i + 2] << 8 | jpeg_bytes[i + 3]))
        if (jpeg_bytes[i + 1] == 0xc0 || jpeg_bytes[i + 1] == 0xc2) {
            jpeg_bytes[i + 5] = static_cast<std::uint8_t>(height >> 8);
            jpeg_bytes[i + 6] = static_cast<std::uint8_t>(height);
            jpeg_bytes[i + 7] = static_cast<std::uint8_t>(width >> 8);
            jpeg_bytes[i + 8] = static_cast<std::uint8_t>(width);
            return jpeg_bytes;
        }
    throw std::logic_error("no frame header");
}

struct Png {
    std::uint32_t width = 1, height = 1;
    std::uint8_t depth = 8, colour = 2;  // 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
    bool interlaced = false;
    Bytes rows;                     // each with its filter byte
    Bytes palette;                  // PLTE
    Bytes exif;                     // eXIf
    std::optional<Bytes> deflated;  // instead of `rows`
};

inline void append_number(Bytes& to, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) to.push_back(static_cast<std::uint8_t>(value >> shift));
}

inline void append_chunk(Bytes& png, std::string_view type, const Bytes& data) {
    append_number(png, static_cast<std::uint32_t>(data.size()));
    Bytes checked(type.begin(), type.end());
    checked.insert(checked.end(), data.begin(), data.end());
    std::uint32_t sum = 0xffffffffu;
    for (const auto byte : checked) {
        sum ^= byte;
        for (int bit = 0; bit < 8; ++bit) sum = sum & 1 ? sum >> 1 ^ 0xedb88320u : sum >> 1;
    }
    png.insert(png.end(), checked.begin(), checked.end());
    append_number(png, ~sum);
}

inline Bytes stored_zlib(const Bytes& data) {
    Bytes out{0x78, 0x01};
    std::size_t at = 0;
    do {
        const auto count = std::min<std::size_t>(data.size() - at, 65'535);
        out.push_back(at + count == data.size() ? 1 : 0);
        for (const auto value : {count, ~count}) {
            out.push_back(static_cast<std::uint8_t>(value));
            out.push_back(static_cast<std::uint8_t>(value >> 8));
        }
        out.insert(out.end(), data.begin() + static_cast<std::ptrdiff_t>(at),
                   data.begin() + static_cast<std::ptrdiff_t>(at + count));
        at += count;
    } while (at < data.size());
    std::uint32_t a = 1, b = 0;
    for (const auto byte : data) {
        a = (a + byte) % 65'521;
        b = (b + a) % 65'521;
    }
    append_number(out, b << 16 | a);
    return out;
}

inline Bytes png(const Png& picture) {
    Bytes out{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    Bytes header;
    append_number(header, picture.width);
    append_number(header, picture.height);
    for (const int value : {int{picture.depth}, int{picture.colour}, 0, 0, picture.interlaced ? 1 : 0})
        header.push_back(static_cast<std::uint8_t>(value));
    append_chunk(out, "IHDR", header);
    if (!picture.exif.empty()) append_chunk(out, "eXIf", picture.exif);
    if (!picture.palette.empty()) append_chunk(out, "PLTE", picture.palette);
    append_chunk(out, "IDAT", picture.deflated ? *picture.deflated : stored_zlib(picture.rows));
    append_chunk(out, "IEND", {});
    return out;
}

inline Bytes png(const core::Pixels& pixels) {
    Png picture{static_cast<std::uint32_t>(pixels.width),
                static_cast<std::uint32_t>(pixels.height),
                8,
                6,
                false,
                {},
                {},
                {},
                {}};
    const auto stride = static_cast<std::ptrdiff_t>(pixels.width) * 4;
    for (auto row = pixels.rgba.begin(); row != pixels.rgba.end(); row += stride) {
        picture.rows.push_back(0);
        picture.rows.insert(picture.rows.end(), row, row + stride);
    }
    return png(picture);
}

}  // namespace pictures
