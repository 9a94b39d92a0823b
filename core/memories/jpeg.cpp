#include "core/memories/jpeg.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>

#include <jpeglib.h>

#include <jerror.h>

namespace core {

namespace {

// A real progressive picture has ten or so; a hostile one has thousands, each as long as the picture to work through.
constexpr int most_scans = 100;

// Some cameras leave a few bytes between the picture's end and its end mark. Many mean that the decoder lost its way,
// as in a file that a torn copy has filled with zeros: those are valid codes.
constexpr int most_stray_bytes = 1024;

// libjpeg reports through callbacks, which here jump back to the last setjmp: nothing is thrown through its frames, and
// a function with a setjmp owns nothing that needs destroying.
struct Errors {
    jpeg_error_mgr manager;  // first: libjpeg hands back a pointer to it
    std::jmp_buf leave;
    PhotoProblem problem;
};

[[noreturn]] void leave(j_common_ptr info, PhotoProblem problem) {
    auto* errors = reinterpret_cast<Errors*>(info->err);
    errors->problem = problem;
    std::longjmp(errors->leave, 1);
}

[[noreturn]] void on_error(j_common_ptr info) {
    switch (info->err->msg_code) {
        case JERR_SOF_UNSUPPORTED:
        case JERR_BAD_PRECISION:
        case JERR_CONVERSION_NOTIMPL:
        case JERR_FRACT_SAMPLE_NOTIMPL:
        case JERR_CCIR601_NOTIMPL:
        case JERR_ARITH_NOTIMPL:
        case JERR_NOT_COMPILED:
        case JERR_NOTIMPL: leave(info, PhotoProblem::unsupported);
        case JERR_IMAGE_TOO_BIG:
        case JERR_WIDTH_OVERFLOW:
        case JERR_OUT_OF_MEMORY: leave(info, PhotoProblem::too_large);
        default: leave(info, PhotoProblem::damaged);
    }
}

void on_message(j_common_ptr info, int level) {
    if (level >= 0) return;  // a trace
    switch (info->err->msg_code) {
        case JWRN_HIT_MARKER:
        case JWRN_HUFF_BAD_CODE:
        case JWRN_ARITH_BAD_CODE:
        case JWRN_MUST_RESYNC: leave(info, PhotoProblem::damaged);
        // In a single scan HIT_MARKER tells whether more is missing than the end mark. Between two scans nothing would.
        case JWRN_JPEG_EOF:
            if (info->is_decompressor && jpeg_has_multiple_scans(reinterpret_cast<j_decompress_ptr>(info)))
                leave(info, PhotoProblem::damaged);
            break;
        case JWRN_EXTRANEOUS_DATA:
            if (info->err->msg_parm.i[0] > most_stray_bytes) leave(info, PhotoProblem::damaged);
            break;
        default: break;
    }
}

void on_progress(j_common_ptr info) {
    if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > most_scans) leave(info, PhotoProblem::damaged);
}

void stay_silent(j_common_ptr) {}

jpeg_error_mgr* report_to(Errors& errors) {
    jpeg_std_error(&errors.manager);
    errors.manager.error_exit = on_error;
    errors.manager.emit_message = on_message;
    errors.manager.output_message = stay_silent;
    errors.problem = PhotoProblem::damaged;
    return &errors.manager;
}

class Reader {
public:
    explicit Reader(const std::vector<std::uint8_t>& bytes) : bytes_(bytes) {
        info_.err = report_to(errors_);
        progress_.progress_monitor = on_progress;
    }
    ~Reader() { jpeg_destroy_decompress(&info_); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    PhotoProblem problem() const { return errors_.problem; }
    PhotoSize size() const { return {static_cast<int>(info_.image_width), static_cast<int>(info_.image_height)}; }
    PhotoSize output_size() const {
        return {static_cast<int>(info_.output_width), static_cast<int>(info_.output_height)};
    }
    bool four_inks() const { return info_.out_color_space == JCS_CMYK; }
    // Adobe's programs store how much light is left, not how much ink is laid.
    bool inks_inverted() const { return info_.saw_Adobe_marker; }

    bool read_header() {
        if (setjmp(errors_.leave)) return false;
        jpeg_create_decompress(&info_);
        info_.progress = &progress_;
        jpeg_mem_src(&info_, bytes_.data(), static_cast<unsigned long>(bytes_.size()));
        jpeg_read_header(&info_, TRUE);
        if (info_.num_components == 2 || info_.num_components > 4) leave_here(PhotoProblem::unsupported);
        const auto limit = jpeg_has_multiple_scans(&info_) ? whole_pixel_limit : photo_pixel_limit;
        if (const auto wrong = problem_with(info_.image_width, info_.image_height, limit)) leave_here(*wrong);
        return true;
    }

    // Output is RGB or CMYK, of the smallest size libjpeg can scale to that is at least `target`.
    bool start(PhotoSize target) {
        if (setjmp(errors_.leave)) return false;
        const bool inks = info_.jpeg_color_space == JCS_CMYK || info_.jpeg_color_space == JCS_YCCK;
        info_.out_color_space = inks ? JCS_CMYK : JCS_RGB;
        info_.scale_denom = 8;
        const auto covers = [](JDIMENSION side, unsigned eighths, int wanted) {
            return (side * eighths + 7) / 8 >= static_cast<JDIMENSION>(wanted);
        };
        info_.scale_num = 1;
        while (info_.scale_num < 8 && !(covers(info_.image_width, info_.scale_num, target.width) &&
                                        covers(info_.image_height, info_.scale_num, target.height)))
            ++info_.scale_num;
        jpeg_start_decompress(&info_);
        return true;
    }

    bool read_row(std::uint8_t* row) {
        if (setjmp(errors_.leave)) return false;
        if (jpeg_read_scanlines(&info_, &row, 1) != 1) leave_here(PhotoProblem::damaged);
        return true;
    }

    // Reads on to the end mark.
    bool finish() {
        if (setjmp(errors_.leave)) return false;
        jpeg_finish_decompress(&info_);
        return true;
    }

private:
    [[noreturn]] void leave_here(PhotoProblem problem) { leave(reinterpret_cast<j_common_ptr>(&info_), problem); }

    const std::vector<std::uint8_t>& bytes_;
    Errors errors_{};
    jpeg_progress_mgr progress_{};
    jpeg_decompress_struct info_{};
};

class Writer {
public:
    Writer() { info_.err = report_to(errors_); }
    ~Writer() {
        jpeg_destroy_compress(&info_);
        std::free(bytes_);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    bool start(int width, int height, int quality) {
        if (setjmp(errors_.leave)) return false;
        jpeg_create_compress(&info_);
        jpeg_mem_dest(&info_, &bytes_, &count_);
        info_.image_width = static_cast<JDIMENSION>(width);
        info_.image_height = static_cast<JDIMENSION>(height);
        info_.input_components = 3;
        info_.in_color_space = JCS_RGB;
        jpeg_set_defaults(&info_);  // 4:2:0
        jpeg_set_quality(&info_, quality, TRUE);
        jpeg_start_compress(&info_, TRUE);
        return true;
    }

    bool write_row(std::uint8_t* row) {
        if (setjmp(errors_.leave)) return false;
        jpeg_write_scanlines(&info_, &row, 1);
        return true;
    }

    bool finish() {
        if (setjmp(errors_.leave)) return false;
        jpeg_finish_compress(&info_);
        return true;
    }

    std::vector<std::uint8_t> bytes() const { return {bytes_, bytes_ + count_}; }

private:
    Errors errors_{};
    jpeg_compress_struct info_{};
    unsigned char* bytes_ = nullptr;
    unsigned long count_ = 0;
};

void light_from_inks(const std::uint8_t* inks, std::uint8_t* rgb, std::size_t pixels, bool inverted) {
    const auto light = [&](int ink) { return inverted ? ink : 255 - ink; };
    for (std::size_t i = 0; i < pixels; ++i, inks += 4)
        for (std::size_t c = 0; c < 3; ++c)
            *rgb++ = static_cast<std::uint8_t>((light(inks[c]) * light(inks[3]) + 127) / 255);
}

}  // namespace

PhotoResult<PhotoSize> size_of_jpeg(const std::vector<std::uint8_t>& bytes) {
    Reader reader(bytes);
    if (!reader.read_header()) return reader.problem();
    return reader.size();
}

PhotoResult<Pixels> decode_jpeg(const std::vector<std::uint8_t>& bytes, int fit_width, int fit_height) {
    Reader reader(bytes);
    if (!reader.read_header()) return reader.problem();
    const auto target = fitted(reader.size(), fit_width, fit_height);
    if (!reader.start(target)) return reader.problem();

    const auto size = reader.output_size();
    const auto width = static_cast<std::size_t>(size.width), height = static_cast<std::size_t>(size.height);
    std::vector<std::uint8_t> rgb(width * height * 3);
    std::vector<std::uint8_t> inks(reader.four_inks() ? width * 4 : 0);
    for (std::size_t y = 0; y < height; ++y) {
        auto* row = rgb.data() + y * width * 3;
        if (!reader.read_row(reader.four_inks() ? inks.data() : row)) return reader.problem();
        if (reader.four_inks()) light_from_inks(inks.data(), row, width, reader.inks_inverted());
    }
    if (!reader.finish()) return reader.problem();
    if (target.width != size.width || target.height != size.height) rgb = scaled(rgb, size, target, 3);

    Pixels pixels{target.width, target.height, {}};
    pixels.rgba.resize(rgb.size() / 3 * 4);
    for (std::size_t from = 0, to = 0; from < rgb.size(); from += 3, to += 4) {
        std::memcpy(pixels.rgba.data() + to, rgb.data() + from, 3);
        pixels.rgba[to + 3] = 255;
    }
    return pixels;
}

std::span<const std::uint8_t> exif_in_jpeg(const std::vector<std::uint8_t>& bytes) {
    static constexpr char mark[] = "Exif\0";  // and the second zero that ends a literal
    std::size_t at = 2;
    while (at + 4 <= bytes.size() && bytes[at] == 0xff) {
        const auto marker = bytes[at + 1];
        if (marker == 0xff) {  // padding
            ++at;
            continue;
        }
        if (marker == 0xda || marker == 0xd9) break;
        const auto length = static_cast<std::size_t>(bytes[at + 2] << 8 | bytes[at + 3]);  // its own two bytes included
        if (length < 2 || at + 2 + length > bytes.size()) break;
        if (marker == 0xe1 && length >= 2 + sizeof mark && std::memcmp(bytes.data() + at + 4, mark, sizeof mark) == 0)
            return {bytes.data() + at + 4, length - 2};
        at += 2 + length;
    }
    return {};
}

std::vector<std::uint8_t> encode_jpeg(const Pixels& pixels, int quality) {
    const auto width = static_cast<std::size_t>(std::max(pixels.width, 0));
    const auto height = static_cast<std::size_t>(std::max(pixels.height, 0));
    if (width == 0 || height == 0 || pixels.rgba.size() != width * height * 4)
        throw std::invalid_argument("a picture without pixels");
    const auto check = [](bool done) {
        if (!done) throw std::runtime_error("the picture cannot be written as JPEG");
    };
    std::vector<std::uint8_t> row(width * 3);
    Writer writer;
    check(writer.start(pixels.width, pixels.height, std::clamp(quality, 1, 100)));
    const auto* from = pixels.rgba.data();
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x, from += 4)
            for (std::size_t c = 0; c < 3; ++c) row[x * 3 + c] = over_white(from[c], from[3]);
        check(writer.write_row(row.data()));
    }
    check(writer.finish());
    return writer.bytes();
}

}  // namespace core
