#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>

#include <sqlite3.h>
#include <catch2/catch_test_macros.hpp>
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

#include "core/check_ins/check_in_commands.hpp"
#include "core/demo/picture.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person_commands.hpp"
#include "core/search/search_index.hpp"
#include "tests/app/headless.hpp"
#include "tests/bench/figures.hpp"
#include "tests/core/device.hpp"

TEST_CASE("a durable tap beside a bare insert", "[bench]") {
    const headless::Folder folder;
    core::SystemClock clock;
    core::SystemRandom random;
    core::Household household(folder.path() / "household", clock, random, tests::device());
    const auto mira = household.apply(core::AddPerson{"Mira", "", "letter", {}}).value().as<core::PersonId>();

    sqlite3* bare = nullptr;
    REQUIRE(sqlite3_open((folder.path() / "bare.db").c_str(), &bare) == SQLITE_OK);
    sqlite3_exec(
        bare,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t(id INTEGER PRIMARY KEY, mood INTEGER, at INTEGER)",
        nullptr, nullptr, nullptr);
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
    const double tap = bench::quantile(taps, 0.5), bare_insert = bench::quantile(inserts, 0.5);
    bench::row("durable tap, median", "ms", tap, "bare WAL insert", bare_insert);
    bench::expect("durable tap beside a bare insert", "times", tap / bare_insert, 1.5);
}

TEST_CASE("photos on their way in beside plain stb", "[bench]") {
    const headless::Folder folder;
    std::filesystem::create_directories(folder.path());
    std::vector<std::filesystem::path> files;
    for (std::uint64_t i = 0; i < 6; ++i) {
        // 12 million pixels, like a phone's.
        const auto bytes = core::encode_jpeg(core::demo::draw_picture(i, 4032, 3024), 92);
        files.push_back(folder.path() / (std::to_string(i) + ".jpg"));
        std::ofstream(files.back(), std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    const core::PhotoFolder photos(folder.path() / "household");
    std::vector<double> ours, theirs;
    for (const auto& file : files) {
        double from = bench::now_ms();
        const auto stored = photos.add(file, core::Arrival::plain);
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
    bench::row("a 12 MP photo stored, hashed, synced and made small, median", "ms", bench::quantile(ours, 0.5),
               "stb decode and resize alone", bench::quantile(theirs, 0.5));
}

TEST_CASE("search in a million notes beside a LIKE scan", "[bench]") {
    constexpr int notes = 1'000'000;
    const headless::Folder folder;
    const core::FixedClock clock(headless::monday_evening());
    core::SystemRandom random;
    core::Household household(folder.path() / "household", clock, random, tests::device());
    const auto mira = household.apply(core::AddPerson{"Mira", "", "letter", {}}).value().as<core::PersonId>();
    core::SearchIndex index(household);
    while (index.step()) {
    }

    // Words as often as in a language: the n-th about 1/n as often as the first.
    headless::SeededRandom dice(7);
    const auto number = [&] {
        std::uint32_t value = 0;
        dice.fill(reinterpret_cast<std::uint8_t*>(&value), sizeof value);
        return value;
    };
    std::vector<std::string> words;
    for (int i = 0; i < 20'000; ++i) {
        std::string word;
        for (auto length = 3 + number() % 7; length > 0; --length) word += static_cast<char>('a' + number() % 26);
        words.push_back(word);
    }
    const auto rank = [&] {
        return static_cast<std::size_t>(std::pow(20'000.0, static_cast<double>(number() % 1'000'000) / 1e6)) - 1;
    };
    sqlite3* plain = nullptr;
    REQUIRE(sqlite3_open((folder.path() / "plain.db").c_str(), &plain) == SQLITE_OK);
    sqlite3_exec(plain, "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT); BEGIN", nullptr, nullptr, nullptr);
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(plain, "INSERT INTO note(text) VALUES (?1)", -1, &insert, nullptr);
    std::vector<core::SearchIndex::Text> texts;
    for (int i = 0; i < notes; ++i) {
        std::string text;
        for (auto count = 6 + number() % 9; count > 0; --count) text += words[rank()] + ' ';
        core::Found found{{core::ItemKind::thanks, {}}, mira, core::Audience::household, headless::monday};
        dice.fill(found.item.id.bytes.data(), found.item.id.bytes.size());
        texts.push_back({found, 1'500'000'000'000 + i * std::int64_t{60'000}, text});
        if (texts.size() == 10'000) {
            index.put_all(texts);
            texts.clear();
        }
        sqlite3_bind_text(insert, 1, text.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sqlite3_exec(plain, "COMMIT", nullptr, nullptr, nullptr);

    sqlite3_stmt* scan = nullptr;
    sqlite3_prepare_v2(plain, "SELECT id FROM note WHERE text LIKE ?1 ORDER BY id DESC LIMIT 20", -1, &scan, nullptr);
    constexpr double goal = 1;  // ms
    constexpr std::size_t lengths[] = {1, 2, 3, 5, 8};
    std::vector<double> one, two, scans, beginnings[std::size(lengths)];
    struct Pair {
        double ms = 0;
        std::size_t first = 0, second = 0;
    } slowest;
    const auto ask = [&](std::vector<double>& times, const std::string& text) {
        const double from = bench::now_ms();
        (void)index.find(core::Viewer::of(mira), {text, {}, {}, {}, {}}, 20);
        times.push_back(bench::now_ms() - from);
        return times.back();
    };
    for (int i = 0; i < 600; ++i) {
        const auto first = rank(), second = rank();
        const auto& word = words[first];
        ask(one, word);
        if (const double ms = ask(two, word + ' ' + words[second]); ms > slowest.ms) slowest = {ms, first, second};
        for (std::size_t n = 0; n < std::size(lengths); ++n)
            if (word.size() >= lengths[n]) ask(beginnings[n], word.substr(0, lengths[n]));
        if (i % 20 > 0) continue;
        const double from = bench::now_ms();
        const auto pattern = '%' + word + '%';
        sqlite3_bind_text(scan, 1, pattern.c_str(), -1, SQLITE_TRANSIENT);
        while (sqlite3_step(scan) == SQLITE_ROW) {
        }
        sqlite3_reset(scan);
        scans.push_back(bench::now_ms() - from);
    }
    sqlite3_finalize(scan);
    sqlite3_close(plain);
    const double like = bench::quantile(scans, 0.99);
    const auto tell = [&](const std::string& what, std::vector<double>& times) {
        const double late = bench::quantile(times, 0.99);
        bench::row(what.c_str(), "ms", late, "LIKE scan, p99", like);
        bench::expect(what, "ms", late, goal);
    };
    tell("a word in 1,000,000 notes, newest 20, p99", one);
    tell("two words, p99", two);
    for (std::size_t n = 0; n < std::size(lengths); ++n)
        tell("the beginning of a word, " + std::to_string(lengths[n]) + (lengths[n] == 1 ? " letter" : " letters") +
                 ", p99",
             beginnings[n]);
    std::printf(
        "The slowest two words took %.2f ms: number %zu and number %zu of the most frequent ones, of %zu and %zu letters.\n",
        slowest.ms, slowest.first + 1, slowest.second + 1, words[slowest.first].size(), words[slowest.second].size());
}
