#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/imports/formats.hpp"
#include "tests/core/imports/samples.hpp"

using namespace core::imports;
using tests::has;
using tests::time_of;

TEST_CASE("Presently's days are thanks to life, their lines and quotes kept", "[core][imports]") {
    const auto batch = read_presently(
        "entryDate,entryContent\n"
        "2020-03-01,\"The sun, at last.\nAnd \"\"Amélie\"\" on the radio\"\n"
        "2020-03-02,\n"
        "2020-03-03,  \n"
        "2020-03-04,tea\n");
    CHECK(batch.problems.empty());
    REQUIRE(batch.entries.size() == 2);
    CHECK(time_of(batch.entries[0]) == "2020-03-01");
    CHECK(batch.entries[0].kind == Kind::thanks);
    CHECK(batch.entries[0].text == "The sun, at last.\nAnd \"Amélie\" on the radio");
    CHECK(batch.entries[1].line == 6);
}

TEST_CASE("a malformed line of a Presently file is named", "[core][imports]") {
    const auto batch = read_presently(
        "entryDate,entryContent\r\n"
        "yesterday,tea\r\n"
        "2020-03-02,tea,and bread\r\n"
        "2020-03-03,\"never closed\r\n"
        "2020-03-04,coffee\r\n");
    CHECK(batch.entries.size() == 1);
    CHECK(batch.problems.size() == 3);
    CHECK(has(batch, 2, Trouble::not_a_date));
    CHECK(has(batch, 3, Trouble::wrong_columns));
    CHECK(has(batch, 4, Trouble::malformed));
    CHECK(batch.problems[0].detail == "yesterday");
}
