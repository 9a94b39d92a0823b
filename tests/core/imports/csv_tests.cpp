#include "core/imports/csv.hpp"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

using namespace core::imports;

namespace {

std::vector<std::string> records(std::string_view text) {
    std::vector<std::string> all;
    CsvReader reader(text);
    while (const auto record = reader.next()) {
        std::string line = std::to_string(record->line) + ":";
        if (!record->well_formed) line += "!";
        else
            for (const auto& field : record->fields) line += "[" + field + "]";
        all.push_back(line);
    }
    return all;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("records are parted as RFC 4180 has it", "[core][imports]") {
    CHECK(records("") == Lines{});
    CHECK(records("a,b\r\nc,d\r\n") == Lines{"1:[a][b]", "2:[c][d]"});
    CHECK(records("a,b\nc,d") == Lines{"1:[a][b]", "2:[c][d]"});
    CHECK(records("a\rb") == Lines{"1:[a]", "2:[b]"});
    CHECK(records(",\n\n\"\",") == Lines{"1:[][]", "3:[][]"});
    CHECK(records("\"a, \"\"b\"\"\",c") == Lines{"1:[a, \"b\"][c]"});
    CHECK(records("\"one\r\ntwo\n\nfour\",x\ny") == Lines{"1:[one\ntwo\n\nfour][x]", "5:[y]"});
}

TEST_CASE("a quote out of place spoils its own record and no other", "[core][imports]") {
    CHECK(records("a,b\"c\nd,e") == Lines{"1:!", "2:[d][e]"});
    CHECK(records("\"a\"b,c\nd,e") == Lines{"1:!", "2:[d][e]"});
    CHECK(records("\"open,b\nd,e\nf,g") == Lines{"1:!", "2:[d][e]", "3:[f][g]"});
    CHECK(records("a,\"open\n\"d\",e\nf,g") == Lines{"1:!", "2:[d][e]", "3:[f][g]"});
    CHECK(records("\"") == Lines{"1:!"});
}

TEST_CASE("millions of quotes that are never closed are read in one go", "[core][imports]") {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += i % 2 == 0 ? "a,\"\n" : "\"\"\"\"\n";
    CsvReader reader(text);
    std::size_t count = 0, last = 0;
    while (const auto record = reader.next()) {
        ++count;
        REQUIRE(record->line > last);
        last = record->line;
    }
    CHECK(count > 1);
}

TEST_CASE("a table knows its columns by name, whatever parts them and in whichever order", "[core][imports]") {
    for (const auto* text :
         {"\xef\xbb\xbfName,Size\nbread,2\n", "size;name\n2;bread\n", "\"Size \"\tname\n2\tbread\n"}) {
        Batch batch;
        int rows = 0;
        each_row(text, {"name", "size"}, batch, [&](const TableRow& row) {
            ++rows;
            CHECK(row["name"] == "bread");
            CHECK(row["size"] == "2");
            CHECK(row["colour"].empty());
        });
        CHECK(rows == 1);
        CHECK(batch.problems.empty());
    }
}
