#include <algorithm>
#include <string>
#include <utility>

#include <catch2/catch_test_macros.hpp>

#include "core/memories/exif.hpp"
#include "core/memories/photo.hpp"
#include "core/memories/photo_hash.hpp"
#include "tests/core/memories/pictures.hpp"

using namespace core;
using namespace pictures;

namespace {

PhotoProblem problem_of(const Bytes& bytes) {
    const auto pixels = decode_photo(bytes, 512, 512);
    REQUIRE_FALSE(pixels);
    return pixels.problem();
}

Pixels decoded(const Bytes& bytes, int fit_width = 10'000, int fit_height = 10'000) {
    auto pixels = decode_photo(bytes, fit_width, fit_height);
    REQUIRE(pixels);
    return pixels.value();
}

PhotoFacts facts_of(const Bytes& bytes) {
    const auto facts = inspect_photo(bytes);
    REQUIRE(facts);
    return facts.value();
}

std::optional<TakenAt> taken(const Exif& exif) { return facts_of(with_exif(jpeg(quarters(16, 16)), exif)).taken; }

}  // namespace

TEST_CASE("each of the eight orientations is shown upright", "[core][memories]") {
    const int width = 64, height = 32;
    // EXIF 2.3, table 4.6.4: which visible side the stored row 0 and column 0 are.
    const auto visible = [&](int orientation, int row, int column) -> std::pair<int, int> {
        const int from_left_c = column, from_right_c = width - 1 - column, from_top_r = row,
                  from_bottom_r = height - 1 - row;
        const int from_left_r = row, from_right_r = width - 1 - row, from_top_c = column,
                  from_bottom_c = height - 1 - column;
        switch (orientation) {
            case 2: return {from_right_c, from_top_r};
            case 3: return {from_right_c, from_bottom_r};
            case 4: return {from_left_c, from_bottom_r};
            case 5: return {from_left_r, from_top_c};
            case 6: return {from_right_r, from_top_c};
            case 7: return {from_right_r, from_bottom_c};
            case 8: return {from_left_r, from_bottom_c};
            default: return {from_left_c, from_top_r};
        }
    };
    const auto upright = quarters(width, height);
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        const bool swapped = orientation >= 5;
        const auto stored = painted(swapped ? height : width, swapped ? width : height, [&](int x, int y) {
            const auto [across, down] = visible(orientation, y, x);
            return at(upright, across, down);
        });
        const Exif exif{orientation, {}, {}, {}, {}, {}};
        const auto bytes = with_exif(jpeg(stored), exif);

        const auto facts = facts_of(bytes);
        CHECK(facts.orientation == orientation);
        CHECK(facts.width == width);
        CHECK(facts.height == height);

        const auto whole = decoded(bytes);
        CHECK(whole.width == width);
        CHECK(whole.height == height);
        CHECK(shows_quarters(whole));

        const auto fitting = decoded(bytes, 16, 100);
        CHECK(fitting.width == 16);
        CHECK(fitting.height == 8);
        CHECK(shows_quarters(fitting));
    }
}

TEST_CASE("an orientation that does not exist is none", "[core][memories]") {
    for (const int orientation : {9, 255, 65'535})
        CHECK(facts_of(with_exif(jpeg(quarters(16, 8)), {orientation, {}, {}, {}, {}, {}})).orientation == 1);
}

TEST_CASE("every kind of JPEG shows its colours", "[core][memories]") {
    for (const auto kind : {JpegKind::baseline, JpegKind::full_chroma, JpegKind::progressive, JpegKind::cmyk,
                            JpegKind::cmyk_plain, JpegKind::ycck, JpegKind::restarts}) {
        CAPTURE(static_cast<int>(kind));
        const auto bytes = jpeg(quarters(96, 64), kind);
        CHECK(facts_of(bytes).width == 96);
        CHECK(shows_quarters(decoded(bytes)));
        const auto small = decoded(bytes, 20, 20);
        CHECK(small.width == 20);
        CHECK(small.height == 13);
        CHECK(shows_quarters(small));
    }
    const auto grey = decoded(jpeg(painted(40, 40, [](int, int) { return Colour{90, 90, 90}; }), JpegKind::grey));
    CHECK(near(at(grey, 20, 20), {90, 90, 90}, 2));
}

TEST_CASE("a JPEG that breaks off is damaged wherever it does", "[core][memories]") {
    for (const auto kind : {JpegKind::baseline, JpegKind::progressive, JpegKind::grey, JpegKind::restarts}) {
        const auto whole = jpeg(grainy(200, 150), kind);
        CHECK(decode_photo(whole, 64, 64));
        for (std::size_t percent = 2; percent < 100; percent += 7) {
            CAPTURE(static_cast<int>(kind), percent);
            CHECK(problem_of(Bytes(whole.begin(),
                                   whole.begin() + static_cast<std::ptrdiff_t>(whole.size() * percent / 100))) ==
                  PhotoProblem::damaged);
        }
        CHECK(problem_of(Bytes(whole.begin(), whole.end() - 12)) == PhotoProblem::damaged);
    }
}

TEST_CASE("a JPEG with a hole filled with zeros is damaged", "[core][memories]") {
    auto bytes = jpeg(grainy(400, 300));
    const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2);
    std::fill(from, bytes.end(), std::uint8_t{0});
    CHECK(problem_of(bytes) == PhotoProblem::damaged);
}

TEST_CASE("what follows a JPEG, or a missing end mark, harms nothing", "[core][memories]") {
    auto bytes = jpeg(quarters(64, 64));
    bytes.resize(bytes.size() - 2);
    CHECK(shows_quarters(decoded(bytes)));
    bytes = jpeg(quarters(64, 64));
    const auto second = jpeg(grainy(30, 30));
    bytes.insert(bytes.end(), second.begin(), second.end());
    CHECK(shows_quarters(decoded(bytes)));
    bytes.insert(bytes.end(), 5000, 0);
    CHECK(shows_quarters(decoded(bytes)));
}

TEST_CASE("photos with changed bytes are shown or refused, never worse", "[core][memories]") {
    std::uint32_t seed = 7;
    const auto next = [&seed](std::size_t below) {
        seed = seed * 1664525u + 1013904223u;
        return static_cast<std::size_t>(seed >> 8) % below;
    };
    const Exif exif{6, "2020:01:02 03:04:05", "2020:01:02 03:04:05", {}, "+01:00", "+01:00"};
    const Bytes originals[] = {with_exif(jpeg(grainy(60, 40)), exif), jpeg(grainy(60, 40), JpegKind::progressive),
                               jpeg(grainy(60, 40), JpegKind::ycck), png(grainy(20, 10))};
    for (const auto& original : originals)
        for (int round = 0; round < 400; ++round) {
            auto bytes = original;
            for (std::size_t changes = 1 + next(4); changes > 0; --changes)
                bytes[next(round % 2 ? std::min<std::size_t>(bytes.size(), 400) : bytes.size())] =
                    static_cast<std::uint8_t>(next(256));
            const auto facts = inspect_photo(bytes);
            const auto pixels = decode_photo(bytes, 50, 50);
            if (pixels) {
                CHECK(facts);
                const auto& p = pixels.value();
                CHECK(p.width >= 1);
                CHECK(p.width <= 50);
                CHECK(p.height <= 50);
                CHECK(p.rgba.size() == static_cast<std::size_t>(p.width) * static_cast<std::size_t>(p.height) * 4);
            } else {
                CHECK(pixels.problem() != PhotoProblem::empty);
            }
        }
}

TEST_CASE("what is no picture is not a photo, whatever it is called", "[core][memories]") {
    CHECK(problem_of(bytes_of("Dear diary, today we")) == PhotoProblem::not_a_photo);
    CHECK(problem_of(bytes_of("BMW is a make of car, and this is a text")) == PhotoProblem::not_a_photo);
    CHECK(problem_of(bytes_of("x")) == PhotoProblem::not_a_photo);
    CHECK(problem_of(bytes_of(std::string_view("\0\0\0\x18"
                                               "ftypmp42\0\0\0\0mp42isom",
                                               24))) == PhotoProblem::not_a_photo);
    CHECK(problem_of({}) == PhotoProblem::empty);
    CHECK(inspect_photo({}).problem() == PhotoProblem::empty);
}

TEST_CASE("pictures in formats we do not read are told from what is no picture", "[core][memories]") {
    const auto padded = [](std::string_view start) {
        auto bytes = bytes_of(start);
        bytes.resize(64);
        return bytes;
    };
    for (const auto start :
         {std::string_view("\0\0\0\x18"
                           "ftypheic\0\0\0\0mif1heic",
                           24),
          std::string_view("\0\0\0\x1c"
                           "ftypavif",
                           12),
          std::string_view("\0\0\0\x18"
                           "ftypMiHB\0\0\0\0MiHEmif1",
                           24),
          std::string_view("\0\0\0\x18"
                           "ftypcrx ",
                           12),
          std::string_view("GIF89a"), std::string_view("RIFF\x20\0\0\0WEBPVP8 ", 16), std::string_view("II*\0\x08", 5),
          std::string_view("MM\0*", 4), std::string_view("BM\x40\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", 18),
          std::string_view("\xff\x0a"), std::string_view("\0\0\0\x0cJXL \r\n\x87\n", 12),
          std::string_view("FUJIFILMCCD-RAW 0201")}) {
        CAPTURE(std::string(start));
        CHECK(problem_of(padded(start)) == PhotoProblem::unsupported);
    }
}

TEST_CASE("the smallest and the narrowest photos work", "[core][memories]") {
    for (const auto& bytes : {jpeg(quarters(1, 1)), png(quarters(1, 1))}) {
        CHECK(facts_of(bytes).width == 1);
        const auto pixels = decoded(bytes, 512, 512);
        CHECK(pixels.width == 1);
        CHECK(pixels.height == 1);
        CHECK(pixels.rgba.size() == 4);
    }
    for (const auto& bytes : {jpeg(quarters(1, 5000)), png(quarters(1, 5000))}) {
        const auto pixels = decoded(bytes, 512, 512);
        CHECK(pixels.width == 1);
        CHECK(pixels.height == 512);
    }
    for (const auto& bytes : {jpeg(quarters(5000, 2)), png(quarters(5000, 2))}) {
        const auto pixels = decoded(bytes, 100, 512);
        CHECK(pixels.width == 100);
        CHECK(pixels.height == 1);
    }
    CHECK(decoded(jpeg(quarters(30, 20)), 0, -5).width == 1);
}

TEST_CASE("a photo is never scaled up and keeps its shape when scaled down", "[core][memories]") {
    const auto bytes = jpeg(quarters(403, 302));
    CHECK(decoded(bytes, 5000, 5000).width == 403);
    CHECK(decoded(bytes, 403, 302).height == 302);
    const auto wide = decoded(bytes, 100, 5000);
    CHECK(wide.width == 100);
    CHECK(wide.height == 75);
    const auto high = decoded(bytes, 5000, 100);
    CHECK(high.height == 100);
    CHECK(high.width == 133);
    CHECK(shows_quarters(high));
}

TEST_CASE("a header that claims a huge picture is refused", "[core][memories]") {
    const auto small = jpeg(quarters(64, 64));
    for (const int side : {20'000, 65'000, 65'535}) {
        CAPTURE(side);
        CHECK(inspect_photo(claiming(small, side, side)).problem() == PhotoProblem::too_large);
        CHECK(problem_of(claiming(small, side, side)) == PhotoProblem::too_large);
        Png huge;
        huge.width = huge.height = static_cast<std::uint32_t>(side);
        CHECK(inspect_photo(png(huge)).problem() == PhotoProblem::too_large);
        CHECK(problem_of(png(huge)) == PhotoProblem::too_large);
    }
    CHECK(problem_of(claiming(small, 30'001, 1)) == PhotoProblem::too_large);
    Png endless;
    endless.width = 0xffffffffu;
    CHECK(problem_of(png(endless)) == PhotoProblem::too_large);
    endless.width = 0;
    CHECK(problem_of(png(endless)) == PhotoProblem::damaged);
}

TEST_CASE("what must be held whole may be less large than what is decoded row by row", "[core][memories]") {
    CHECK(problem_of(claiming(jpeg(quarters(64, 64)), 12'000, 12'000)) ==
          PhotoProblem::damaged);  // most of it is missing
    CHECK(problem_of(claiming(jpeg(quarters(64, 64), JpegKind::progressive), 12'000, 12'000)) ==
          PhotoProblem::too_large);
    Png deep;
    deep.width = deep.height = 9'000;
    CHECK(problem_of(png(deep)) == PhotoProblem::damaged);
    deep.depth = 16;
    CHECK(problem_of(png(deep)) == PhotoProblem::too_large);
}

TEST_CASE("every kind of PNG shows its colours", "[core][memories]") {
    Png grey{2, 1, 8, 0, false, {0, 50, 200}, {}, {}, {}};
    auto pixels = decoded(png(grey));
    CHECK(near(at(pixels, 0, 0), {50, 50, 50}, 0));
    CHECK(near(at(pixels, 1, 0), {200, 200, 200}, 0));

    Png bits{2, 1, 1, 0, false, {0, 0x40}, {}, {}, {}};
    pixels = decoded(png(bits));
    CHECK(near(at(pixels, 0, 0), {0, 0, 0}, 0));
    CHECK(near(at(pixels, 1, 0), white, 0));

    Png palette{2, 1, 8, 3, false, {0, 1, 0}, {230, 20, 20, 20, 20, 230}, {}, {}};
    pixels = decoded(png(palette));
    CHECK(near(at(pixels, 0, 0), blue, 0));
    CHECK(near(at(pixels, 1, 0), red, 0));

    Png deep{1, 1, 16, 2, false, {0, 230, 9, 20, 9, 30, 9}, {}, {}, {}};
    CHECK(near(at(decoded(png(deep)), 0, 0), {230, 20, 30}, 0));

    Png deep_grey_and_alpha{40, 40, 16, 4, false, {}, {}, {}, {}};
    for (int row = 0; row < 40; ++row) {
        deep_grey_and_alpha.rows.push_back(0);
        for (int column = 0; column < 40; ++column)
            deep_grey_and_alpha.rows.insert(deep_grey_and_alpha.rows.end(), {100, 0, 128, 0});
    }
    CHECK(near(at(decoded(png(deep_grey_and_alpha)), 39, 39), {100, 100, 100, 128}, 0));

    // Adam7: one pixel in the first pass, its right neighbour in the sixth, the second row in the seventh.
    Png interlaced{2, 2, 8, 2, true, {0, 230, 20, 20, 0, 20, 200, 20, 0, 20, 20, 230, 255, 255, 255}, {}, {}, {}};
    pixels = decoded(png(interlaced));
    CHECK(near(at(pixels, 0, 0), red, 0));
    CHECK(near(at(pixels, 1, 0), green, 0));
    CHECK(near(at(pixels, 0, 1), blue, 0));
    CHECK(near(at(pixels, 1, 1), white, 0));

    CHECK(shows_quarters(decoded(png(quarters(80, 60)), 20, 20)));
}

TEST_CASE("a PNG keeps its alpha, and a JPEG made of it shows white behind", "[core][memories]") {
    const auto veil = painted(64, 64, [](int, int) { return Colour{200, 0, 0, 128}; });
    auto pixels = decoded(png(veil), 16, 16);
    CHECK(near(at(pixels, 8, 8), {200, 0, 0, 128}, 1));
    pixels = decoded(encode_jpeg(pixels, 90));
    CHECK(near(at(pixels, 8, 8), {227, 127, 127}, 4));
    CHECK_THROWS(encode_jpeg(Pixels{}, 90));
}

TEST_CASE("a PNG that breaks off or does not add up is damaged", "[core][memories]") {
    const auto whole = png(grainy(40, 30));
    CHECK(decode_photo(whole, 100, 100));
    for (std::size_t count = 8; count < whole.size(); count += 37) {
        CAPTURE(count);
        CHECK(problem_of(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(count))) ==
              PhotoProblem::damaged);
    }
    auto changed = whole;
    changed[changed.size() / 2] ^= 1;
    CHECK(problem_of(changed) == PhotoProblem::damaged);
    auto followed = whole;
    followed.insert(followed.end(), 1000, 'x');
    CHECK(decode_photo(followed, 100, 100));
}

TEST_CASE("a small PNG that inflates to far more than its picture is refused", "[core][memories]") {
    // Fixed Huffman codes (RFC 1951, 3.2.6): one zero, then the longest run of it again and again, 13 bits each.
    Bytes deflated{0x78, 0x01};
    unsigned bits = 0, count = 0;
    const auto put = [&](unsigned value, unsigned length) {  // the most significant bit of a code comes first
        for (unsigned i = length; i-- > 0;) {
            bits |= (value >> i & 1) << count;
            if (++count == 8) {
                deflated.push_back(static_cast<std::uint8_t>(bits));
                bits = count = 0;
            }
        }
    };
    put(0b1, 1);         // the last block
    put(0b10, 2);        // fixed codes; 01 as the low bit comes first
    put(0b00110000, 8);  // a zero
    for (int i = 0; i < 4000; ++i) {
        put(0b11000101, 8);  // 258 times
        put(0, 5);           // the byte before
    }
    put(0, 7);
    put(0, 7);
    deflated.resize(deflated.size() + 4);
    Png bomb;
    bomb.deflated = deflated;
    const auto bytes = png(bomb);
    CHECK(bytes.size() < 10'000);
    CHECK(problem_of(bytes) == PhotoProblem::damaged);
}

TEST_CASE("a PNG may carry its orientation and date", "[core][memories]") {
    Png turned{
        2, 1, 8, 2, false, {0, 230, 20, 20, 20, 20, 230}, {}, exif_block({8, {}, "2019:08:07 06:05:04", {}, {}, {}}),
        {}};
    const auto bytes = png(turned);
    const auto facts = facts_of(bytes);
    CHECK(facts.format == PhotoFormat::png);
    CHECK(facts.width == 1);
    CHECK(facts.height == 2);
    REQUIRE(facts.taken);
    CHECK(to_iso(facts.taken->day) == "2019-08-07");
    const auto pixels = decoded(bytes);
    CHECK(near(at(pixels, 0, 0), blue, 0));
    CHECK(near(at(pixels, 0, 1), red, 0));
}

TEST_CASE("a photo tells when it was taken", "[core][memories]") {
    const auto both =
        taken({1, "2024:08:01 10:00:00", "2024:07:21 18:03:59", "2024:07:22 09:00:00", "+05:00", "-07:30"});
    REQUIRE(both);
    CHECK(to_iso(both->day) == "2024-07-21");
    CHECK(both->minute == 18 * 60 + 3);
    CHECK(both->second == 59);
    CHECK(both->offset_minutes == -(7 * 60 + 30));

    const auto digitized =
        taken({1, "2024:08:01 10:00:00", "0000:00:00 00:00:00", "2024:07:22 09:00:00", "+05:00", {}});
    REQUIRE(digitized);
    CHECK(to_iso(digitized->day) == "2024-07-22");
    CHECK_FALSE(digitized->offset_minutes);

    const auto changed = taken({0, "2024:08:01 10:00:00", {}, {}, "+05:00", {}});
    REQUIRE(changed);
    CHECK(to_iso(changed->day) == "2024-08-01");
    CHECK(changed->offset_minutes == 300);

    CHECK_FALSE(facts_of(jpeg(quarters(8, 8))).taken);
    CHECK_FALSE(taken({6, {}, {}, {}, {}, {}}));
}

TEST_CASE("a date that does not exist is no date", "[core][memories]") {
    for (const auto* text :
         {"0000:00:00 00:00:00", "    :  :     :  :  ", "                   ", "2023:02:29 12:00:00",
          "2024:13:01 12:00:00", "2024:00:10 12:00:00", "2024:01:00 12:00:00", "2024:01:01 24:00:00",
          "2024:01:01 12:60:00", "2024:01:01 12:00:61", "2024:01:01", "2024:01:01   :  :  ", "yesterday afternoon",
          "-024:01:01 12:00:00", "0001:01:01 00:00:00", "2024.01.01 12:00:00"}) {
        CAPTURE(text);
        CHECK_FALSE(taken({1, {}, text, {}, {}, {}}));
    }
    CHECK(taken_from_exif("2024:02:29 00:00:00", ""));
    CHECK(taken_from_exif("2024-02-29T23:59:59", ""));
    for (const auto* offset : {"", "Z", "+2:00", "+15:00", "+02:60", "+02 00", "      ", "0200"}) {
        CAPTURE(offset);
        const auto at = taken_from_exif("2024:02:29 10:00:00", offset);
        REQUIRE(at);
        CHECK_FALSE(at->offset_minutes);
    }
}

TEST_CASE("EXIF data of any kind is read or ignored", "[core][memories]") {
    std::uint32_t seed = 3;
    const auto block = exif_block({6, "2024:08:01 10:00:00", "2024:07:21 18:03:59", {}, {}, "+02:00"});
    CHECK(read_exif(block).orientation == 6);
    for (int round = 0; round < 2000; ++round) {
        auto changed = block;
        for (int i = 0; i < 3; ++i) {
            seed = seed * 1664525u + 1013904223u;
            changed[(seed >> 16) % changed.size()] = static_cast<std::uint8_t>(seed >> 8);
        }
        changed.erase(changed.end() - static_cast<std::ptrdiff_t>(static_cast<std::size_t>(round) % changed.size()),
                      changed.end());
        const auto facts = read_exif(changed);
        CHECK(facts.orientation >= 1);
        CHECK(facts.orientation <= 8);
    }
    CHECK(shows_quarters(decoded(with_app1(jpeg(quarters(32, 32)), bytes_of("II*")))));
    CHECK(shows_quarters(decoded(with_app1(jpeg(quarters(32, 32)), Bytes(20'000, 0xff)))));
}

TEST_CASE("a photo's hash is BLAKE2b-256 of its bytes", "[core][memories]") {
    const auto bytes = bytes_of("abc");
    CHECK(to_hex(hash_of(bytes.data(), bytes.size())) ==
          "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}
