#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/time/day.hpp"

namespace core {

enum class PhotoFormat { jpeg, png };

// Why a file is not taken as a photo. The screens put it in words.
enum class PhotoProblem {
    not_found,
    cannot_be_read,  // permission, I/O
    own_database,    // the household's, which is open: see db::is_open_database
    empty,
    not_a_photo,  // not a picture at all
    unsupported,  // a picture in a format we do not read yet (HEIC, GIF, WebP, TIFF, …)
    damaged,      // begins like a photo but does not decode
    too_large,    // beyond one of the limits below, or more than the memory at hand can decode
    disk_full,
    cannot_be_stored,  // the household's folder cannot be written
};

inline constexpr int longest_photo_side = 30'000;
// A baseline JPEG is decoded row by row, scaled down on the way: 250 megapixels take some megabytes.
inline constexpr std::int64_t photo_pixel_limit = 250'000'000;
// A progressive JPEG (3 to 8 bytes a pixel) and a PNG (8 bytes a pixel, 16-bit ones counted double) are held whole.
inline constexpr std::int64_t whole_pixel_limit = 100'000'000;
inline constexpr std::int64_t photo_byte_limit = 200'000'000;

// Red, green, blue, alpha; rows from the top, no padding.
struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

// When a photo says it was taken: local wall-clock time, and the offset if the camera wrote one (EXIF 2.31).
struct TakenAt {
    Day day;
    int minute = 0;  // of the day
    int second = 0;
    std::optional<int> offset_minutes;
};

struct PhotoFacts {
    PhotoFormat format = PhotoFormat::jpeg;
    int width = 0, height = 0;  // upright: orientation applied
    int orientation = 1;        // EXIF 1…8
    std::optional<TakenAt> taken;
};

template <class T> class [[nodiscard]] PhotoResult {
public:
    PhotoResult(T value) : v_(std::move(value)) {}
    PhotoResult(PhotoProblem problem) : v_(problem) {}
    explicit operator bool() const { return v_.index() == 0; }
    const T& value() const { return std::get<0>(v_); }
    T& value() { return std::get<0>(v_); }
    PhotoProblem problem() const { return std::get<1>(v_); }

private:
    std::variant<T, PhotoProblem> v_;
};

// Reads size, orientation and date without decoding the picture.
PhotoResult<PhotoFacts> inspect_photo(const std::vector<std::uint8_t>& bytes);

// Decodes upright, scaled down (never up) to fit within `fit_width` × `fit_height`; JPEG uses libjpeg-turbo's
// scaled decoding. Transparent PNG keeps its alpha. A picture of which any part is missing is damaged.
PhotoResult<Pixels> decode_photo(const std::vector<std::uint8_t>& bytes, int fit_width, int fit_height);

// Baseline JPEG, 4:2:0, alpha laid on white; quality 1…100. Throws when there are no pixels, more than 65,500 a side,
// or no memory.
std::vector<std::uint8_t> encode_jpeg(const Pixels& pixels, int quality);

}  // namespace core
