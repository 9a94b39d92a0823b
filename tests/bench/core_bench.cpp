#include <cstring>
#include <fstream>
#include <iterator>

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_JPEG
#define STB_IMAGE_STATIC
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#include <stb/stb_image.h>
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#define STB_IMAGE_RESIZE_STATIC
#include <stb/stb_image_resize.h>

#include "core/demo/picture.hpp"
#include "tests/core/device.hpp"
#include "tests/app/headless.hpp"
#include "tests/bench/figures.hpp"

TEST_CASE("a durable tap beside a bare insert", "[bench]") {
    const headless::Folder folder;
    core::SystemClock clock;
    core::SystemRandom random;
    core::Household household(folder.path() / "household", clock, random, tests::device());
    const auto mira = household.apply(core::AddPerson{"Mira", "", "letter", {}}).value().as<core::PersonId>();

    sqlite3* bare = nullptr;
    REQUIRE(sqlite3_open((folder.path() / "bare.db").c_str(), &bare) == SQLITE_OK);
    sqlite3_exec(bare, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t(id INTEGER PRIMARY KEY, mood INTEGER, at INTEGER)", nullptr, nullptr, nullptr);
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(bare, "INSERT INTO t(mood, at) VALUES (4, 1)", -1, &insert, nullptr);

    std::vector<double> taps, inserts;
    for (int i = 0; i < 400; ++i) {
        double from = bench::now_ms();
        REQUIRE(household.apply(core::CheckInNow{mira, 4, {}, {}, core::Audience::only_me}));
        taps.push_back(bench::now_ms() - from);
        from = bench::now_ms();
        sqlite3_step(insert);
        sqlite3_reset(insert);
        inserts.push_back(bench::now_ms() - from);
    }
    sqlite3_finalize(insert);
    sqlite3_close(bare);
    bench::row("durable tap, median", "ms", bench::quantile(taps, 0.5), "bare WAL insert", bench::quantile(inserts, 0.5));
}

TEST_CASE("photos on their way in beside plain stb", "[bench]") {
    const headless::Folder folder;
    std::filesystem::create_directories(folder.path());
    std::vector<std::filesystem::path> files;
    for (std::uint64_t i = 0; i < 6; ++i) {
        // 12 million pixels, like a phone's.
        const auto bytes = core::encode_jpeg(core::demo::draw_picture(i, 4032, 3024), 92);
        files.push_back(folder.path() / (std::to_string(i) + ".jpg"));
        std::ofstream(files.back(), std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    const core::PhotoFolder photos(folder.path() / "household");
    std::vector<double> ours, theirs;
    for (const auto& file : files) {
        double from = bench::now_ms();
        const auto stored = photos.add(file);
        if (!stored) FAIL("problem " << static_cast<int>(stored.problem()) << " with " << file);
        ours.push_back(bench::now_ms() - from);

        from = bench::now_ms();
        int w = 0, h = 0, n = 0;
        unsigned char* pixels = stbi_load(file.c_str(), &w, &h, &n, 3);
        REQUIRE(pixels);
        std::vector<unsigned char> small(512 * 384 * 3);
        stbir_resize_uint8(pixels, w, h, 0, small.data(), 512, 384, 0, 3);
        stbi_image_free(pixels);
        theirs.push_back(bench::now_ms() - from);
    }
    bench::row("a 12 MP photo stored, hashed, synced and made small, median", "ms", bench::quantile(ours, 0.5), "stb decode and resize alone", bench::quantile(theirs, 0.5));
}
