#include "core/exports/csv.hpp"

#include <map>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/imports/batch.hpp"
#include "core/imports/csv.hpp"
#include "tests/core/exports/full_house.hpp"

using namespace core;
using namespace core::exports;
using tests::FullHouse;

TEST_CASE("a table for each kind, which a reader of such tables reads back", "[core][exports]") {
    FullHouse house;
    const auto contents = gather(house.household, Viewer::of(house.ada));
    std::map<std::string, std::string> tables;
    for (const auto& [name, table] : to_csv(contents)) tables[name] = table;
    CHECK(tables.size() == 14);
    const auto& table = tables.at("check_ins.csv");
    CHECK(table.substr(0, 3) == "\xef\xbb\xbf");
    imports::CsvReader reader(imports::without_byte_order_mark(table));
    const auto head = reader.next();
    REQUIRE(head);
    std::vector<imports::CsvRecord> rows;
    while (const auto row = reader.next()) {
        REQUIRE(row->well_formed);
        REQUIRE(row->fields.size() == head->fields.size());
        rows.push_back(*row);
    }
    REQUIRE(rows.size() == 3);
    const auto cell = [&](std::size_t row, const char* column) {
        return imports::TableRow(head->fields, rows[row])[column];
    };
    CHECK(cell(0, "note") == "Ada keeps this");
    CHECK(cell(0, "author_name") == "Ada, “A”");
    CHECK(cell(0, "good_news") == "true");
    CHECK(cell(1, "note") == "Ada's note\n\nin two parts");
    CHECK(cell(1, "around") == "work, =SUM(A1)");
    CHECK(cell(2, "feeling") == "glad");
    CHECK(cell(2, "wish") == "");
    // Lines end as RFC 4180 has it.
    for (const auto& [name, text] : tables) {
        CAPTURE(name);
        CHECK(text.substr(text.size() - 2) == "\r\n");
    }
}

TEST_CASE("no cell is a formula", "[core][exports]") {
    {
        tests::House house;
        for (const char* text : {"=1+1", "+1", "-1 to life", "@cmd", "=HYPERLINK(\"x\",\"y\")", "plain"})
            house.done(GiveThanks{house.ada, house.ben, text, Audience::household});
        house.done(EditPerson{house.ada, "=Ada", "plum", "letter", {}});
        for (const auto& [name, table] : to_csv(gather(house.household, Viewer::of(house.ada)))) {
            imports::CsvReader reader(imports::without_byte_order_mark(table));
            while (const auto row = reader.next())
                for (const auto& field : row->fields) {
                    CAPTURE(name, field);
                    CHECK((field.empty() || std::string("=+-@\t\r").find(field.front()) == std::string::npos));
                }
            if (name == "thanks.csv") {
                CHECK(table.find("'-1 to life") != std::string::npos);
                CHECK(table.find("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"") != std::string::npos);
                CHECK(table.find(",plain,") != std::string::npos);
            }
            if (name == "people.csv") CHECK(table.find("'=Ada") != std::string::npos);
        }
    }
}
