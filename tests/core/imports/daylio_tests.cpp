#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/imports/formats.hpp"
#include "core/imports/moods.hpp"
#include "core/imports/read.hpp"
#include "tests/core/imports/samples.hpp"

using namespace core;
using namespace core::imports;
using tests::has;
using tests::time_of;

namespace {

const std::string seven = "full_date,date,weekday,time,mood,activities,note\n";
const std::string eight = "full_date,date,weekday,time,mood,activities,note_title,note\n";
const std::string nine =
    "\xef\xbb\xbf"
    "full_date,date,weekday,time,mood,activities,scales,note_title,note\r\n";

}  // namespace

TEST_CASE("Daylio files of seven, eight and nine columns are read", "[core][imports]") {
    const auto old = read_daylio(seven + "2018-05-06,May 6,Sunday,21:30,good,\"walk | tea\",\"by the lake\"\n");
    REQUIRE(old.entries.size() == 1);
    CHECK(old.problems.empty());
    CHECK(time_of(old.entries[0]) == "2018-05-06 21:30");
    CHECK(old.entries[0].kind == Kind::check_in);
    CHECK(old.entries[0].mood == "good");
    CHECK(old.entries[0].feelings.empty());
    CHECK(old.entries[0].activities == std::vector<std::string>{"walk", "tea"});
    CHECK(old.entries[0].text == "by the lake");

    const auto newer = read_daylio(
        eight +
        "2021-09-28,28. September,Dienstag,22:00,lausig ,\" | \",\"Ein Titel\",\"erste Zeile<br>zweite<BR/>dritte\"\n");
    REQUIRE(newer.entries.size() == 1);
    CHECK(newer.entries[0].mood == "lausig");
    CHECK(newer.entries[0].activities.empty());
    CHECK(newer.entries[0].text == "Ein Titel\nerste Zeile\nzweite\ndritte");

    const auto newest =
        read_daylio(nine + "2024-02-29,29 février,jeudi,10:00\u202fpm,Fière,lire,\"Sommeil: 7\",,\"bon\"\r\n");
    REQUIRE(newest.entries.size() == 1);
    CHECK(newest.problems.empty());
    CHECK(time_of(newest.entries[0]) == "2024-02-29 22:00");
    CHECK(newest.entries[0].feelings == std::vector<std::string>{"Fière"});
    CHECK(newest.entries[0].text == "bon\nSommeil: 7");
}

TEST_CASE("a malformed line of a Daylio file is named, and the others are read", "[core][imports]") {
    const auto batch = read_daylio(eight +
                                   "2021-09-28,28 September,Tuesday,10:00 pm,good,,,\n"                // 2
                                   "2021-02-30,30 February,Tuesday,10:00 pm,good,,,\n"                 // 3
                                   "2021-09-27,27 September,Monday,25:00,good,,,\n"                    // 4
                                   "2021-09-26,26 September,Sunday,11:00 pm,good\n"                    // 5
                                   "2021-09-25,25 September,Saturday,11:00 pm,,,,\n"                   // 6
                                   "2021-09-24,24 September,Friday,9:00 pm,bad,\"a \"b,,\n"            // 7
                                   "2021-09-23,23 September,Thursday,9:00 pm,bad,,,\"\xff\"\n"         // 8
                                   "2021-09-22,22 September,Wednesday,9:00 pm,bad,,,\"two\nlines\"\n"  // 9, 10
                                   "2021-09-21,21 September,Tuesday,,bad,,,\n");                       // 11
    CHECK(batch.entries.size() == 3);
    CHECK(batch.problems.size() == 6);
    CHECK(has(batch, 3, Trouble::not_a_date));
    CHECK(has(batch, 4, Trouble::not_a_time));
    CHECK(has(batch, 5, Trouble::wrong_columns));
    CHECK(has(batch, 6, Trouble::unknown_mood));
    CHECK(has(batch, 7, Trouble::malformed));
    CHECK(has(batch, 8, Trouble::not_text));
    CHECK(batch.entries[1].line == 9);
    CHECK(batch.entries[1].text == "two\nlines");
    CHECK(time_of(batch.entries[2]) == "2021-09-21");
}

TEST_CASE("what is no Daylio file says so once", "[core][imports]") {
    for (const std::string text : {"", "hello", "entryDate,entryContent\n2021-01-01,x\n",
                                   "\xff\xfe"
                                   "f\0u\0l\0l\0",
                                   "PK\x03\x04"}) {
        const auto batch = read_daylio(text);
        CHECK(batch.entries.empty());
        REQUIRE(batch.problems.size() == 1);
        CHECK(batch.problems[0].what == Trouble::not_this_format);
    }
}

TEST_CASE("mood names are known in several languages, and whose word it is", "[core][imports]") {
    CHECK(known_mood("rad")->level == 5);
    CHECK(known_mood("Gut")->level == 4);
    CHECK(known_mood("OK")->level == 3);
    CHECK(known_mood("УЖАСНО")->level == 1);
    CHECK(known_mood("Horrível")->level == 1);
    CHECK(known_mood("meh")->given);
    CHECK(known_mood("sad")->level == 2);
    CHECK_FALSE(known_mood("sad")->given);
    CHECK_FALSE(known_mood("Refreshed"));
    CHECK_FALSE(known_mood(""));
}

TEST_CASE("another program's samples of Daylio files are read to the last line", "[core][imports]") {
    const auto folder = tests::peers() / "daylio";
    if (!std::filesystem::exists(folder)) SKIP("no sample files of other programs at " << folder);
    const auto plain = read(Program::daylio, folder / "sample.csv");
    CHECK(plain.problems.empty());
    REQUIRE(plain.entries.size() == 3);
    CHECK(time_of(plain.entries[0]) == "2021-09-28 22:00");
    CHECK(plain.entries[0].mood == "sad");
    CHECK(plain.entries[0].activities.size() == 7);
    CHECK(plain.entries[0].activities.back() == "stomachache");
    CHECK(plain.entries[1].activities.size() == 12);
    CHECK(plain.entries[2].mood == "average");

    const auto several = read(Program::daylio, folder / "sample_multiple_moods.csv");
    CHECK(several.problems.empty());
    REQUIRE(several.entries.size() == 7);
    CHECK(time_of(several.entries[0]) == "2021-05-12 18:52");
    CHECK(several.entries[4].mood == "ok but sleepy");
    CHECK(several.entries[6].mood == "Anxious");
    CHECK(several.entries[6].feelings == std::vector<std::string>{"Anxious"});
}
