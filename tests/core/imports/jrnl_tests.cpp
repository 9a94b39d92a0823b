#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/imports/formats.hpp"
#include "tests/core/imports/samples.hpp"

using namespace core::imports;
using tests::has;
using tests::time_of;

TEST_CASE("a jrnl file is parted at its headings", "[core][imports]") {
    const auto batch = read_jrnl(
        "[2020-08-31 14:32] Title. *\n"
        "\n"
        "Body with @tag\n"
        "\n"
        "[x] a line that only begins so\n"
        "\n"
        "[2020-09-01 09:05:10 PM] Only a title\n"
        "[2020-09-02] No time\r\n");
    CHECK(batch.problems.empty());
    REQUIRE(batch.entries.size() == 3);
    CHECK(time_of(batch.entries[0]) == "2020-08-31 14:32");
    CHECK(batch.entries[0].text == "Title.\n\nBody with @tag\n\n[x] a line that only begins so\n★");
    CHECK(time_of(batch.entries[1]) == "2020-09-01 21:05");
    CHECK(batch.entries[1].line == 7);
    CHECK(batch.entries[1].text == "Only a title");
    CHECK(time_of(batch.entries[2]) == "2020-09-02");
}

TEST_CASE("headings of the first versions of jrnl have no brackets", "[core][imports]") {
    const auto batch = read_jrnl("\n2013-06-09 15:39 My first entry.\nMore of it\n\n2013-06-10 15:40 My second.\n");
    CHECK(batch.problems.empty());
    REQUIRE(batch.entries.size() == 2);
    CHECK(time_of(batch.entries[0]) == "2013-06-09 15:39");
    CHECK(batch.entries[0].text == "My first entry.\nMore of it");
    CHECK(batch.entries[1].text == "My second.");
}

TEST_CASE("a malformed entry of a jrnl file is named, and the others are read", "[core][imports]") {
    const auto batch = read_jrnl(
        "before all\n"
        "[2020-13-31 14:32] No such month\n"
        "lost with it\n"
        "[2020-08-31 34:32] No such time\n"
        "[2020-08-30 14:32] fine\n"
        "bytes \xff\xfe here\n"
        "and more\n"
        "[2020-08-29 14:32]\n"
        "\n"
        "[2020-08-28 14:32] the last\n");
    REQUIRE(batch.entries.size() == 1);
    CHECK(batch.entries[0].text == "the last");
    CHECK(batch.problems.size() == 5);
    CHECK(has(batch, 1, Trouble::not_a_date));
    CHECK(has(batch, 2, Trouble::not_a_date));
    CHECK(has(batch, 4, Trouble::not_a_time));
    CHECK(has(batch, 6, Trouble::not_text));
    CHECK(has(batch, 8, Trouble::empty));
}
