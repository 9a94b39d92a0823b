#include "core/memories/photo.hpp"

#include <algorithm>
#include <new>
#include <optional>
#include <string_view>

#include "core/memories/exif.hpp"
#include "core/memories/jpeg.hpp"
#include "core/memories/pixels.hpp"
#include "core/memories/png.hpp"

namespace core {

namespace {

using namespace std::string_view_literals;

struct Magic {
    std::size_t at;
    std::string_view mark;
};

// Pictures, but none we read. Camera RAW mostly comes as TIFF or with a mark of its own.
constexpr Magic unread_pictures[] = {
    {0, "GIF87a"sv},
    {0, "GIF89a"sv},
    {8, "WEBPVP8"sv},
    {0, "II*\0"sv},  // TIFF, DNG, CR2, NEF, ARW, PEF
    {0, "MM\0*"sv},
    {0, "II+\0"sv},  // BigTIFF
    {0, "MM\0+"sv},
    {0, "IIU\0"sv},  // Panasonic
    {0, "IIRO"sv},   // Olympus
    {0, "IIRS"sv},
    {0, "MMOR"sv},
    {0, "II\x1a\0\0\0HEAPCCDR"sv},  // Canon CRW
    {0, "FUJIFILMCCD-RAW"sv},
    {0, "FOVb"sv},      // Sigma
    {0, "\0MRM"sv},     // Minolta
    {0, "\xff\x0a"sv},  // JPEG XL, bare and boxed
    {0, "\0\0\0\x0cJXL \r\n\x87\n"sv},
    {0, "\0\0\0\x0cjP  \r\n\x87\n"sv},  // JPEG 2000
    {0, "\xff\x4f\xff\x51"sv},
    {0, "8BPS"sv},  // Photoshop
    {0, "gimp xcf"sv},
};

constexpr std::string_view picture_brands[] = {"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs",
                                               "mif1", "mif2", "msf1", "avif", "avis", "jxl ", "crx "};

bool starts_with(std::string_view bytes, std::size_t at, std::string_view mark) {
    return bytes.size() >= at && bytes.substr(at, mark.size()) == mark;
}

// HEIC, AVIF and their kin name themselves in the first box; videos do so too, under other names.
bool has_picture_brand(std::string_view bytes) {
    if (!starts_with(bytes, 4, "ftyp")) return false;
    const auto box = std::min<std::size_t>({bytes.size(), static_cast<unsigned char>(bytes[3]), 256});
    for (std::size_t at = 8; at + 4 <= box; at += 4)
        if (std::find(std::begin(picture_brands), std::end(picture_brands), bytes.substr(at, 4)) !=
            std::end(picture_brands))
            return true;
    return false;
}

bool is_bitmap(std::string_view bytes) {
    return bytes.size() >= 26 && starts_with(bytes, 0, "BM") && starts_with(bytes, 6, "\0\0\0\0"sv) &&
           starts_with(bytes, 15, "\0\0\0"sv);
}

PhotoResult<PhotoFormat> format_of(const std::vector<std::uint8_t>& bytes) {
    if (bytes.empty()) return PhotoProblem::empty;
    if (static_cast<std::int64_t>(bytes.size()) > photo_byte_limit) return PhotoProblem::too_large;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (starts_with(text, 0, "\xff\xd8\xff")) return PhotoFormat::jpeg;
    if (starts_with(text, 0, "\x89PNG\r\n\x1a\n")) return PhotoFormat::png;
    const auto begins = [&](const Magic& magic) { return starts_with(text, magic.at, magic.mark); };
    if (std::any_of(std::begin(unread_pictures), std::end(unread_pictures), begins) || has_picture_brand(text) ||
        is_bitmap(text))
        return PhotoProblem::unsupported;
    return PhotoProblem::not_a_photo;
}

ExifFacts exif_of(const std::vector<std::uint8_t>& bytes, PhotoFormat format) {
    return read_exif(format == PhotoFormat::jpeg ? exif_in_jpeg(bytes) : exif_in_png(bytes));
}

}  // namespace

PhotoResult<PhotoFacts> inspect_photo(const std::vector<std::uint8_t>& bytes) {
    const auto format = format_of(bytes);
    if (!format) return format.problem();
    const auto size = format.value() == PhotoFormat::jpeg ? size_of_jpeg(bytes) : size_of_png(bytes);
    if (!size) return size.problem();
    const auto exif = exif_of(bytes, format.value());
    PhotoFacts facts{format.value(), size.value().width, size.value().height, exif.orientation, exif.taken};
    if (sides_swap(facts.orientation)) std::swap(facts.width, facts.height);
    return facts;
}

PhotoResult<Pixels> decode_photo(const std::vector<std::uint8_t>& bytes, int fit_width, int fit_height) {
    const auto format = format_of(bytes);
    if (!format) return format.problem();
    const int orientation = exif_of(bytes, format.value()).orientation;
    if (sides_swap(orientation)) std::swap(fit_width, fit_height);
    try {
        auto stored = format.value() == PhotoFormat::jpeg ? decode_jpeg(bytes, fit_width, fit_height)
                                                          : decode_png(bytes, fit_width, fit_height);
        if (!stored) return stored.problem();
        return turned_upright(std::move(stored.value()), orientation);
    } catch (const std::bad_alloc&) {
        return PhotoProblem::too_large;
    }
}

}  // namespace core
