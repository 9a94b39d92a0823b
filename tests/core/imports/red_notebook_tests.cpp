#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/imports/formats.hpp"
#include "core/imports/read.hpp"
#include "tests/core/files.hpp"
#include "tests/core/imports/samples.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core::imports;
using tests::has;
using tests::time_of;

namespace {

// As RedNotebook 2.29 writes a month, by PyYAML.
const std::string month =
    "1:\n"
    "  Tags:\n"
    "    coffee: null\n"
    "    long walk: null\n"
    "  text: 'Kaffee am Fenster.\n"
    "\n"
    "\n"
    "    Danach **Spaziergang** am See: kalt, klar & still #walk'\n"
    "3:\n"
    "  text: One line\n"
    "12:\n"
    "  Ideas:\n"
    "    'A: b': null\n"
    "    Lake \"house\": null\n"
    "  text: ''\n"
    "24:\n"
    "  text: \"It's a very long line that the writer folds because it is longer than eighty\n"
    "    characters, I think — ü \\U0001F600 \\n\\n- one\\n- two\\n1:\n"
    "    not a day\\n\"\n"
    "30:\n"
    "  text: \"[\\\"\\\"file:///home/x/Bild\\\"\\\".jpg]\\ttab \\\\ back\"\n"
    "31:\n"
    "  text: ''\n";

}  // namespace

TEST_CASE("a month of RedNotebook is read day by day, its categories below the text", "[core][imports]") {
    const auto batch = read_red_notebook("2026-10.txt", month);
    CHECK(batch.problems.empty());
    REQUIRE(batch.entries.size() == 5);
    CHECK(time_of(batch.entries[0]) == "2026-10-01");
    CHECK(batch.entries[0].kind == Kind::note);
    CHECK(batch.entries[0].file == "2026-10.txt");
    CHECK(batch.entries[0].text ==
          "Kaffee am Fenster.\n\nDanach **Spaziergang** am See: kalt, klar & still #walk\n#coffee, #long walk");
    CHECK(batch.entries[1].line == 9);
    CHECK(batch.entries[2].text == "Ideas: A: b, Lake \"house\"");
    CHECK(
        batch.entries[3].text ==
        "It's a very long line that the writer folds because it is longer than eighty characters, I think — ü 😀 \n\n- one\n- two\n1: not a day\n");
    CHECK(batch.entries[4].text == "[\"\"file:///home/x/Bild\"\".jpg]\ttab \\ back");
}

TEST_CASE("months are read in the short forms of YAML too", "[core][imports]") {
    const auto batch = read_red_notebook("2026-02.txt", "{1: {text: short}, 2: {text: 'x', Done: [a, b]}}\n");
    CHECK(batch.problems.empty());
    REQUIRE(batch.entries.size() == 2);
    CHECK(batch.entries[0].text == "short");
    CHECK(batch.entries[1].text == "x\nDone: a, b");
    CHECK(read_red_notebook("2026-02.txt", "{}\n").problems.empty());
    CHECK(read_red_notebook("2026-02.txt", "3: {text: x}\n4: {text: y}\n").entries.size() == 2);
}

TEST_CASE("a malformed day of a month is named, and the others are read", "[core][imports]") {
    const auto batch = read_red_notebook("2026-02.txt",
                                         "1: {text: good}\n"
                                         "2: {text: [unclosed}\n"
                                         "3: {text: 'also good'}\n"
                                         "30: {text: no such day}\n"
                                         "5: {text: \"\xff\"}\n"
                                         "6:\n"
                                         "  Old: &a [x]\n"
                                         "  More: *a\n"
                                         "7: [a, b]\n"
                                         "8: {text: {deep: er}}\n"
                                         "9: {text: last}\n");
    CHECK(batch.entries.size() == 3);
    CHECK(has(batch, 2, Trouble::malformed));
    CHECK(has(batch, 4, Trouble::not_a_date));
    CHECK(has(batch, 5, Trouble::not_text));
    CHECK(has(batch, 6, Trouble::aliases));
    CHECK(has(batch, 9, Trouble::malformed));
    CHECK(has(batch, 10, Trouble::malformed));
    CHECK(batch.problems.size() == 6);
}

TEST_CASE("a month's name says which month it is, or it is none", "[core][imports]") {
    for (const auto* name : {"2026-13.txt", "notes.txt", "2026-02.tx", "../2026-02.txt", ""}) {
        const auto batch = read_red_notebook(name, "1: {text: x}\n");
        CHECK(batch.entries.empty());
        CHECK(has(batch, 0, Trouble::not_this_format));
    }
}

TEST_CASE("a folder of months is read in order, whatever else lies there", "[core][imports]") {
    const tests::TemporaryFolder place;
    tests::write_bytes(place.path() / "data" / "2026-02.txt", "1: {text: second}\n");
    tests::write_bytes(place.path() / "data" / "2026-01.txt", "1: {text: first}\n2: {text: *x}\n");
    tests::write_bytes(place.path() / "data" / "2026-01.old.txt", "1: {text: older}\n");
    tests::write_bytes(place.path() / "data" / "todo.txt", "nothing");
    for (const auto& folder : {place.path() / "data", place.path()}) {
        const auto batch = read(Program::red_notebook, folder);
        REQUIRE(batch.entries.size() == 2);
        CHECK(batch.entries[0].text == "first");
        CHECK(batch.entries[1].text == "second");
        REQUIRE(batch.problems.size() == 1);
        CHECK(batch.problems[0].file == "2026-01.txt");
        CHECK(batch.problems[0].line == 2);
    }
    CHECK(read(Program::red_notebook, place.path() / "data" / "2026-01.txt").entries.size() == 1);
    std::filesystem::create_directories(place.path() / "empty");
    CHECK(has(read(Program::red_notebook, place.path() / "empty"), 0, Trouble::not_this_format));
}

TEST_CASE("YAML that is nested, or refers to itself, costs no more than its length", "[core][imports]") {
    std::string nested = "1: {text: ";
    for (int i = 0; i < 100'000; ++i) nested += '[';
    const auto deep = read_red_notebook("2026-02.txt", nested);
    CHECK(deep.entries.empty());
    CHECK(deep.problems.size() == 1);

    const auto bomb = read_red_notebook("2026-02.txt",
                                        "1:\n  a: &a [x,x,x,x,x,x,x,x,x]\n  b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                                        "  c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n  text: *c\n2: {text: fine}\n");
    CHECK(bomb.entries.size() == 1);
    CHECK(has(bomb, 1, Trouble::aliases));

    std::string opened = "1: ";
    for (int i = 0; i < 300'000; ++i) opened += "{a";
    const auto long_day = read_red_notebook("2026-02.txt", opened + "\n2: {text: fine}\n");
    CHECK(long_day.entries.size() == 1);
    CHECK(has(long_day, 1, Trouble::too_long));
    CHECK(has(read_red_notebook("2026-02.txt", std::string(17 << 20, 'x')), 0, Trouble::too_large));

    std::string days;
    for (int i = 0; i < 5'000; ++i) days += "1:\n";
    CHECK(has(read_red_notebook("2026-02.txt", days), 1'001, Trouble::too_many_entries));

    // Found by fuzzing: yaml-cpp made empty documents of it for ever.
    CHECK(
        has(read_red_notebook("2026-02.txt", ",weekday,time,moo:\n  T11:00 pmd,activitiesnDo"), 1, Trouble::malformed));
}
