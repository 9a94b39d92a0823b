#include "core/db/recording.hpp"

#include <set>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/household/house.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;
using Kind = db::RowChange::Kind;

namespace {

struct Tables {
    tests::TemporaryFolder place;
    db::Connection db{place.path() / "household.db"};
    std::set<std::string> left_out{"counter"};

    Tables() {
        db.exec(
            "CREATE TABLE item (id BLOB PRIMARY KEY, text TEXT, number INTEGER, sealed BLOB, deleted_at INTEGER,"
            " deleted_offset INTEGER) STRICT, WITHOUT ROWID;"
            "CREATE TABLE word (name TEXT, of TEXT, value TEXT, PRIMARY KEY (name, of)) STRICT, WITHOUT ROWID;"
            "CREATE TABLE counter (name TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;"
            "INSERT INTO item VALUES (x'00000000000000000000000000000001', 'tea', 7, x'0102', NULL, NULL);"
            "INSERT INTO word VALUES ('a', 'b', 'c'), ('d', 'e', 'f');");
    }
    std::vector<std::string> rows() const { return tests::rows_in(place.path() / "household.db"); }
    std::vector<db::RowChange> changes_of(const char* sql) {
        db::Transaction transaction(db);
        const db::Recording recording(db, left_out);
        db.exec(sql);
        auto changes = recording.changes();
        transaction.commit();
        return changes;
    }
    void take_back(const std::vector<db::RowChange>& changes) {
        db::Transaction transaction(db);
        db::take_back(db, changes, {5'000, 60});
        transaction.commit();
    }
};

}  // namespace

TEST_CASE("a recording names each row that was changed, from how it was to how it is", "[core][db]") {
    Tables tables;
    const auto changes = tables.changes_of(
        "UPDATE item SET text = 'cocoa', sealed = NULL; UPDATE item SET text = 'milk'; DELETE FROM word WHERE name = 'd';"
        "INSERT INTO counter VALUES ('n', '1')");
    REQUIRE(changes.size() == 2);
    const auto& item = changes[0].table == "item" ? changes[0] : changes[1];
    const auto& word = changes[0].table == "item" ? changes[1] : changes[0];
    CHECK(item.kind == Kind::updated);
    CHECK(item.id().bytes.back() == 1);
    CHECK(item.find("text")->before == db::Value(std::string("tea")));
    CHECK(item.find("text")->after == db::Value(std::string("milk")));
    CHECK(item.find("sealed")->after == db::Value(std::monostate()));
    CHECK_FALSE(item.find("number")->before);
    CHECK_FALSE(item.find("colour"));
    CHECK(word.kind == Kind::deleted);
    CHECK(word.find("of")->before == db::Value(std::string("e")));
}

TEST_CASE("what is taken back is as it was, and back again", "[core][db]") {
    Tables tables;
    const auto before = tables.rows();
    const auto changes = tables.changes_of(
        "UPDATE item SET text = NULL, number = -1, sealed = x''; DELETE FROM word WHERE name = 'd';"
        "UPDATE word SET value = 'ü' WHERE name = 'a'; INSERT INTO word VALUES ('g', 'h', NULL)");
    const auto between = tables.rows();
    CHECK(between != before);
    std::vector<db::RowChange> again;
    {
        db::Transaction transaction(tables.db);
        const db::Recording recording(tables.db, tables.left_out);
        db::take_back(tables.db, changes, {5'000, 60});
        again = recording.changes();
        transaction.commit();
    }
    CHECK(tables.rows() == before);
    tables.take_back(again);
    CHECK(tables.rows() == between);
}

TEST_CASE("a row that was made is deleted softly, where its table knows of that", "[core][db]") {
    Tables tables;
    tables.take_back(
        tables.changes_of("INSERT INTO item (id, text) VALUES (x'00000000000000000000000000000002', 'new')"));
    std::string found;
    tables.db.prepare("SELECT text || deleted_at || '+' || deleted_offset FROM item WHERE text = 'new'")
        .each([&](const auto& row) { found = row.text(0); });
    CHECK(found == "new5000+60");
}

TEST_CASE("nothing changed is nothing to take back", "[core][db]") {
    Tables tables;
    CHECK(tables.changes_of("UPDATE item SET text = 'tea'").empty());
    const auto before = tables.rows();
    tables.take_back({});
    CHECK(tables.rows() == before);
}
