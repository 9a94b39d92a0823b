#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/imports/formats.hpp"
#include "core/imports/read.hpp"
#include "tests/core/files.hpp"
#include "tests/core/imports/samples.hpp"
#include "tests/core/imports/zips.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core::imports;
using tests::has;
using tests::time_of;

namespace {

const std::string hash(32, 'a'), other_hash(32, 'b');

std::string journal(const std::string& entries) {
    return "{\"metadata\":{\"version\":\"1.0\"},\"entries\":[" + entries + "]}";
}
std::string entry(const std::string& more) {
    return "{\"uuid\":\"X\",\"creationDate\":\"2020-08-31T22:30:05Z\"," + more + "}";
}

}  // namespace

TEST_CASE("a Day One entry has its words, and what surrounds them in lines of their own", "[core][imports]") {
    const auto batch = read_day_one(journal(entry(
        R"("timeZone":"Europe\/Vienna","text":"# A day\\.\n\nIt was 5 \\* 5 **degrees**\\!","starred":true,"tags":["family","long walk"],
           "location":{"placeName":"Café Central","localityName":"Wien","administrativeArea":"Wien","country":"Österreich","latitude":48.2108,"longitude":16.3659},
           "weather":{"conditionsDescription":"Mostly Clear","temperatureCelsius":21},"userActivity":{"activityName":"Walking","stepCount":4321},
           "music":{"track":"Clair de lune","artist":"Debussy"})")));
    CHECK(batch.problems.empty());
    REQUIRE(batch.entries.size() == 1);
    CHECK(time_of(batch.entries[0]) == "2020-09-01 0:30 +120");
    CHECK(
        batch.entries[0].text ==
        "# A day.\n\nIt was 5 * 5 **degrees**!\n★\n#family, #long walk\n📍 Café Central, Wien, Österreich (48.2108, 16.3659)\n"
        "⛅ Mostly Clear, 21 °C\n👣 Walking, 4321\n🎵 Clair de lune, Debussy");
}

TEST_CASE("a Day One entry lies in its own zone, and all day where it says so", "[core][imports]") {
    const auto batch = read_day_one(journal(
        R"({"creationDate":"2020-08-31T22:30:05Z","text":"utc"},
           {"creationDate":"2020-08-31T22:30:05+0530","text":"offset"},
           {"creationDate":"2020-08-31T22:30:05Z","timeZone":"America/New_York","isAllDay":true,"text":"all day"},
           {"creationDate":"2020-08-31T22:30:05Z","timeZone":"Mars/Olympus","text":"elsewhere"},
           {"creationDate":"2020-08-31T00:00:00Z","text":"a day only"})"));
    REQUIRE(batch.entries.size() == 5);
    CHECK(time_of(batch.entries[0]) == "2020-08-31 22:30 +0");
    CHECK(time_of(batch.entries[1]) == "2020-08-31 22:30 +330");
    CHECK(time_of(batch.entries[2]) == "2020-08-31");
    CHECK(time_of(batch.entries[3]) == "2020-08-31 22:30 +0");
    CHECK(time_of(batch.entries[4]) == "2020-08-31");
    CHECK(batch.problems.size() == 1);
    CHECK(has(batch, 4, Trouble::unknown_zone));
}

TEST_CASE("photos leave the text, and what we do not keep is named", "[core][imports]") {
    const auto batch = read_day_one(journal(entry(
        "\"text\":\"before\\n\\n![](dayone-moment://ONE)\\n\\nafter ![](dayone-moment:/video/FILM) end ![](dayone-moment://GONE)\","
        "\"photos\":[{\"identifier\":\"ONE\",\"md5\":\"" +
        hash +
        "\",\"type\":\"png\",\"orderInEntry\":0},"
        "{\"identifier\":\"TWO\",\"md5\":\"" +
        other_hash +
        "\",\"date\":\"2019-01-01T10:00:00Z\"},"
        "{\"identifier\":\"EVIL\",\"md5\":\"../../../../etc/passwd\",\"type\":\"jpeg\"},"
        "{\"identifier\":\"EVIL\",\"md5\":\"" +
        hash +
        "\",\"type\":\"/../x\"}],"
        "\"videos\":[{\"md5\":\"" +
        hash + "\"}]")));
    REQUIRE(batch.entries.size() == 1);
    CHECK(batch.entries[0].text == "before\n\nafter [video] end");
    REQUIRE(batch.entries[0].photos.size() == 2);
    CHECK(batch.entries[0].photos[0].name == "photos/" + hash + ".png");
    CHECK(batch.entries[0].photos[1].name == "photos/" + other_hash + ".jpeg");
    CHECK(batch.entries[0].photos[1].taken.utc_ms == 1'546'336'800'000);
    CHECK(batch.problems.size() == 4);
    CHECK(has(batch, 1, Trouble::attachment_left_behind));
    CHECK(has(batch, 1, Trouble::photo_missing));
}

TEST_CASE("the text of a rich entry serves where there is no plain one", "[core][imports]") {
    const auto batch =
        read_day_one(journal(entry(R"("richText":"{\"contents\":[{\"text\":\"Hello \"},{\"text\":\"there\"}]}")")));
    REQUIRE(batch.entries.size() == 1);
    CHECK(batch.entries[0].text == "Hello there");
    CHECK(read_day_one(journal(entry(R"("richText":"{broken")"))).entries.empty());
}

TEST_CASE("a malformed entry of a journal is named by its number, and the others are read", "[core][imports]") {
    const auto good = entry("\"text\":\"good\"");
    const auto batch =
        read_day_one(journal(good + R"(,{"creationDate":"yesterday","text":"x"},7,[],{"text":"no date"},)" +
                             entry("\"text\":\"\xff\"") + "," + good));
    CHECK(batch.entries.size() == 2);
    CHECK(batch.entries.back().line == 7);
    CHECK(batch.problems.size() == 5);
    CHECK(has(batch, 2, Trouble::not_a_date));
    CHECK(has(batch, 3, Trouble::malformed));
    CHECK(has(batch, 4, Trouble::malformed));
    CHECK(has(batch, 5, Trouble::not_a_date));
    CHECK(has(batch, 6, Trouble::not_text));

    auto cut = journal(good + "," + good + "," + good);
    cut.resize(cut.size() - 20);
    const auto broken_off = read_day_one(cut);
    CHECK(broken_off.entries.size() == 2);
    CHECK(has(broken_off, 3, Trouble::malformed));

    const auto huge = read_day_one(
        journal(good + R"(,{"creationDate":"2020-08-31T22:30:05Z","text":"x","location":{"latitude":1e999}})"));
    CHECK(huge.entries.size() == 1);
    CHECK(has(huge, 2, Trouble::malformed));
}

TEST_CASE("what is no journal says so", "[core][imports]") {
    for (const std::string text :
         {"", "hello", "[]", "{}", "{\"entries\":{}}", "7", "{\"metadata\":{\"entries\":[]}}"}) {
        const auto batch = read_day_one(text);
        CHECK(batch.entries.empty());
        REQUIRE(batch.problems.size() == 1);
        CHECK(batch.problems[0].what == Trouble::not_this_format);
    }
}

TEST_CASE("a journal nested a million deep is read without falling", "[core][imports]") {
    const std::string deep(1'000'000, '['), closed = deep + std::string(1'000'000, ']');
    CHECK(has(read_day_one(deep), 0, Trouble::not_this_format));
    CHECK(has(read_day_one(journal(entry("\"text\":\"x\",\"tags\":" + deep))), 1, Trouble::malformed));
    const auto whole =
        read_day_one(journal(entry("\"text\":\"x\",\"tags\":" + closed) + "," + entry("\"text\":\"y\"")));
    REQUIRE(whole.entries.size() == 2);
    CHECK(whole.entries[0].text == "x");
    CHECK(whole.entries[1].text == "y");
}

TEST_CASE("millions of gaps, and of photos that are not there, are gone through once", "[core][imports]") {
    std::string gaps, embeds, photos;
    for (int i = 0; i < 1'000'000; ++i) gaps += "\\n";
    for (int i = 0; i < 50'000; ++i) {
        embeds += "![](dayone-moment://" + std::to_string(i) + ")";
        photos += (i == 0 ? "" : ",") + ("{\"identifier\":\"P" + std::to_string(i) + "\",\"md5\":\"" + hash + "\"}");
    }
    const auto batch = read_day_one(journal(entry("\"text\":\"a" + gaps + "b\"") + "," +
                                            entry("\"text\":\"c" + embeds + "\",\"photos\":[" + photos + "]")));
    REQUIRE(batch.entries.size() == 2);
    CHECK(batch.entries[0].text == "a\n\nb");
    CHECK(batch.entries[1].text == "c");
    CHECK(batch.problems.size() + batch.problems_left_out == 50'000);
}

TEST_CASE("an archive is read with all of its journals, and its photos from there alone", "[core][imports]") {
    const tests::TemporaryFolder place;
    const auto file = place.path() / "export.zip";
    const auto with_photo =
        entry("\"text\":\"a\",\"photos\":[{\"identifier\":\"ONE\",\"md5\":\"" + hash + "\",\"type\":\"jpeg\"}]");
    tests::write_zip(file, {{"Journal.json", journal(with_photo)},
                            {"Trips/Travel.json", journal(entry("\"text\":\"b\"") + "," + with_photo)},
                            {"__MACOSX/Journal.json", "nothing"},
                            {"photos/" + hash + ".jpeg", "the photo"},
                            {"../../escape.json", journal(entry("\"text\":\"c\""))}});
    const auto batch = read(Program::day_one, file);
    CHECK(batch.problems.empty());
    CHECK(batch.entries.size() == 4);
    REQUIRE(batch.photo);
    const auto photo = batch.photo("photos/" + hash + ".jpeg");
    REQUIRE(std::holds_alternative<std::vector<std::uint8_t>>(photo));
    CHECK(std::get<0>(photo).size() == 9);
    CHECK(batch.entries[2].file == "Trips/Travel.json");
    CHECK(batch.entries[2].photos[0].name == "Trips/photos/" + hash + ".jpeg");
    CHECK(std::get<Trouble>(batch.photo(batch.entries[2].photos[0].name)) == Trouble::photo_missing);
    CHECK(std::distance(std::filesystem::directory_iterator(place.path()), std::filesystem::directory_iterator()) == 1);

    tests::write_zip(file, {{"photos/x.jpeg", "x"}});
    CHECK(has(read(Program::day_one, file), 0, Trouble::not_this_format));
    auto bytes = tests::bytes_in(file);
    tests::write_bytes(file, bytes.substr(0, bytes.size() / 2));
    CHECK(has(read(Program::day_one, file), 0, Trouble::malformed));
}

TEST_CASE("an archive that unfolds to far more than it is, is given up", "[core][imports]") {
    const tests::TemporaryFolder place;
    const auto file = place.path() / "export.zip";
    tests::write_zip(file, {{"Journal.json", std::string(largest_file + 1, ' ')},
                            {"Second.json", journal(entry("\"text\":\"small\""))}});
    CHECK(std::filesystem::file_size(file) < 1'000'000);
    const auto batch = read(Program::day_one, file);
    CHECK(batch.entries.size() == 1);
    REQUIRE(batch.problems.size() == 1);
    CHECK(batch.problems[0].what == Trouble::too_large);
    CHECK(batch.problems[0].file == "Journal.json");
}

TEST_CASE("an unpacked journal finds its photos beside it, and follows no link", "[core][imports]") {
    const tests::TemporaryFolder place;
    const auto file = place.path() / "Journal.json";
    tests::write_bytes(
        file, journal(entry("\"text\":\"a\",\"photos\":[{\"md5\":\"" + hash + "\",\"type\":\"jpeg\"},{\"md5\":\"" +
                            other_hash + "\",\"type\":\"jpeg\"}]")));
    tests::write_bytes(place.path() / "photos" / (hash + ".jpeg"), "the photo");
    std::filesystem::create_symlink(file, place.path() / "photos" / (other_hash + ".jpeg"));
    const auto batch = read(Program::day_one, file);
    REQUIRE(batch.entries.size() == 1);
    CHECK(std::holds_alternative<std::vector<std::uint8_t>>(batch.photo(batch.entries[0].photos[0].name)));
    CHECK(std::get<Trouble>(batch.photo(batch.entries[0].photos[1].name)) == Trouble::photo_missing);
}

TEST_CASE("what cannot be opened, or is far too large, is a problem and no crash", "[core][imports]") {
    const tests::TemporaryFolder place;
    for (const auto program :
         {Program::daylio, Program::presently, Program::day_one, Program::jrnl, Program::red_notebook})
        CHECK(has(read(program, place.path() / "2026-01.txt"), 0, Trouble::cannot_be_read));
    CHECK(has(read(Program::daylio, place.path()), 0, Trouble::cannot_be_read));
    const auto large = place.path() / "large.csv";
    tests::write_bytes(large, "x");
    std::filesystem::resize_file(large, largest_file + 1);
    CHECK(has(read(Program::daylio, large), 0, Trouble::too_large));
}

TEST_CASE("another diary's file in Day One's form is read to the last entry", "[core][imports]") {
    const auto file = tests::peers() / "dayone/mini-diary.json";
    if (!std::filesystem::exists(file)) SKIP("no sample files of other programs at " << file);
    const auto batch = read(Program::day_one, file);
    CHECK(batch.problems.empty());
    REQUIRE(batch.entries.size() == 2);
    CHECK(time_of(batch.entries[0]) == "2019-01-01");
    CHECK(batch.entries[0].text == "# Diary Entry 1\n\nThis text is **bold** and _italic_.");
    CHECK(time_of(batch.entries[1]) == "2019-01-02");
    CHECK(batch.entries[1].text.substr(batch.entries[1].text.size() - 8) == "3. Three");
}
