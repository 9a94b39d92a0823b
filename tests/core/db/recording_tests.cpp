#include "core/db/recording.hpp"

#include <set>
#include <string>
#include <vector>

#include <sqlite3.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "core/db/migrations.hpp"
#include "core/hex.hpp"
#include "tests/core/fault_of.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/seeded_random.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;
using Kind = db::RowChange::Kind;

namespace {

struct Tables {
    tests::TemporaryFolder place;
    db::Connection db{place.path() / "household.db"};
    db::Recorder recorder{db, {"counter"}};

    Tables() {
        db.exec(
            "CREATE TABLE item (id BLOB PRIMARY KEY, text TEXT, number INTEGER, sealed BLOB, deleted_at INTEGER,"
            " deleted_offset INTEGER) STRICT, WITHOUT ROWID;"
            "CREATE TABLE word (name TEXT, of TEXT, value TEXT CHECK (value <> ''), PRIMARY KEY (name, of)) STRICT, WITHOUT ROWID;"
            "CREATE TABLE counter (name TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;"
            "CREATE TABLE place (number INTEGER, name TEXT UNIQUE CHECK (name <> ''), PRIMARY KEY (number)) STRICT, WITHOUT ROWID;"
            "CREATE TABLE counted (number INTEGER PRIMARY KEY, name TEXT UNIQUE) STRICT;"
            "CREATE TABLE named (value TEXT, name TEXT PRIMARY KEY);"
            "CREATE TABLE keyless (value TEXT) STRICT;"
            "INSERT INTO item VALUES (x'00000000000000000000000000000001', 'tea', 7, x'0102', NULL, NULL);"
            "INSERT INTO word VALUES ('a', 'b', 'c'), ('d', 'e', 'f');"
            "INSERT INTO place VALUES (1, 'one'), (2, 'two'), (3, 'three');"
            "INSERT INTO counted VALUES (1, 'one'), (2, 'two'), (3, 'three');"
            "INSERT INTO named VALUES ('v', 'one'), ('w', 'two'), ('x', NULL);");
    }
    std::vector<std::string> rows() const { return tests::rows_in(place.path() / "household.db"); }
    template <class Work> std::vector<db::RowChange> changes_made_by(Work&& work) {
        db::Transaction transaction(db);
        const db::Recording recording(recorder);
        work();
        auto changes = recording.changes();
        transaction.commit();
        return changes;
    }
    std::vector<db::RowChange> changes_of(const char* sql) {
        return changes_made_by([&] { db.exec(sql); });
    }
    std::vector<db::RowChange> take_back(const std::vector<db::RowChange>& changes) {
        return changes_made_by([&] { db::take_back(db, changes, {5'000, 60}); });
    }
    void fails(const char* sql) {
        CHECK(tests::fault_of([&] { db.exec(sql); }) == Fault::Kind::other);
    }
    // What `sql` changes, in a transaction that is given up.
    std::vector<std::string> seen(const char* sql);
    // What `work` changed, after it was taken back, and done and taken back once more.
    template <class Work> std::vector<std::string> told(Work&& work);
    std::vector<std::string> told(const char* sql) {
        return told([&] { db.exec(sql); });
    }
};

std::string text_of(const db::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* bytes = std::get_if<std::vector<std::uint8_t>>(&value))
        return "x'" + to_hex(bytes->data(), bytes->size()) + "'";
    return "NULL";
}

// As "table key: column before > after", without the columns that stayed as they were.
std::string text_of(const db::RowChange& change) {
    std::string key, columns;
    for (const auto& column : change.columns) {
        if (column.is_key) {
            key += " " + text_of(column.before ? *column.before : *column.after);
            CHECK(column.after.has_value() == (change.kind == Kind::inserted));
        } else if (column.before || column.after) {
            CHECK(column.before.has_value() == (change.kind != Kind::inserted));
            CHECK(column.after.has_value() == (change.kind != Kind::deleted));
            columns += " " + column.name + " " + (column.before ? text_of(*column.before) + " " : "") + ">" +
                       (column.after ? " " + text_of(*column.after) : "");
        }
    }
    return change.table + key + ":" + columns;
}

std::vector<std::string> texts_of(const std::vector<db::RowChange>& changes) {
    std::vector<std::string> texts;
    for (const auto& change : changes) texts.push_back(text_of(change));
    return texts;
}

std::vector<std::string> Tables::seen(const char* sql) {
    const db::Transaction given_up(db);
    const db::Recording recording(recorder);
    db.exec(sql);
    return texts_of(recording.changes());
}

template <class Work> std::vector<std::string> Tables::told(Work&& work) {
    const auto before = rows();
    const auto changes = changes_made_by(work);
    const auto between = rows();
    CHECK(changes.empty() == (between == before));
    auto again = take_back(changes);
    CHECK(rows() == before);
    again = take_back(again);
    CHECK(rows() == between);
    take_back(again);
    CHECK(rows() == before);
    return texts_of(changes);
}

using Told = std::vector<std::string>;

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
    const auto again = tables.take_back(changes);
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

TEST_CASE("several changes of one row are one", "[core][db]") {
    Tables tables;
    CHECK(tables.told("INSERT INTO word VALUES ('g', 'h', 'i'); UPDATE word SET value = 'j' WHERE name = 'g'") ==
          Told{"word g h: value > j"});
    CHECK(tables.told("UPDATE word SET value = 'j' WHERE name = 'a'; UPDATE word SET value = 'k' WHERE name = 'a'") ==
          Told{"word a b: value c > k"});
    CHECK(tables.told("UPDATE word SET value = 'j' WHERE name = 'a'; DELETE FROM word WHERE name = 'a'") ==
          Told{"word a b: value c >"});
    CHECK(tables.told("DELETE FROM word WHERE name = 'a'; INSERT INTO word VALUES ('a', 'b', 'z')") ==
          Told{"word a b: value c > z"});
    CHECK(tables.told("INSERT INTO word VALUES ('g', 'h', 'i'); DELETE FROM word WHERE name = 'g'").empty());
    CHECK(tables.told("UPDATE word SET value = value || 'x'; UPDATE word SET value = substr(value, 1, 1)").empty());
    CHECK(tables.told("DELETE FROM word; INSERT INTO word VALUES ('d', 'e', 'f'), ('a', 'b', 'c')").empty());
}

TEST_CASE("a row that gets another key was deleted and another inserted", "[core][db]") {
    Tables tables;
    CHECK(tables.told("UPDATE word SET of = 'B' WHERE name = 'a'") ==
          Told{"word a b: value c >", "word a B: value > c"});
    CHECK(tables.told("UPDATE word SET of = 'B'; UPDATE word SET of = 'b' WHERE name = 'a'") ==
          Told{"word d e: value f >", "word d B: value > f"});
    CHECK(tables.seen("UPDATE place SET number = number + 1 WHERE number = 3") ==
          Told{"place 3: name three >", "place 4: name > three"});
    CHECK(tables.seen("UPDATE counted SET number = 9 WHERE number = 3") ==
          Told{"counted 3: name three >", "counted 9: name > three"});
    CHECK(tables.told("UPDATE named SET name = 'ten' WHERE name = 'one'") ==
          Told{"named one: value v >", "named ten: value > v"});
}

TEST_CASE("every kind of value is recorded as it is stored", "[core][db]") {
    Tables tables;
    CHECK(tables.told("UPDATE item SET text = NULL, number = -9223372036854775808, sealed = x''") ==
          Told{"item x'00000000000000000000000000000001': text tea > NULL number 7 > -9223372036854775808 sealed "
               "x'0102' > x''"});
    CHECK(tables.told("UPDATE item SET text = '', sealed = NULL, deleted_at = 0") ==
          Told{"item x'00000000000000000000000000000001': text tea >  sealed x'0102' > NULL deleted_at NULL > 0"});
    CHECK(tables.told("UPDATE word SET value = CAST(x'610062' AS TEXT) WHERE name = 'a'") ==
          Told{"word a b: value c > " + std::string("a\0b", 3)});
    CHECK(tables.told("UPDATE word SET value = 'ü' || char(128525) WHERE name = 'a'") ==
          Told{"word a b: value c > ü😍"});
    // A text and the blob of the same bytes are two values.
    CHECK(tables.told("UPDATE named SET value = x'76' WHERE name = 'one'") == Told{"named one: value v > x'76'"});
}

TEST_CASE("what a table has no key for is not recorded", "[core][db]") {
    Tables tables;
    CHECK(tables.changes_of("INSERT INTO keyless VALUES ('a'); UPDATE keyless SET value = 'b'; DELETE FROM keyless")
              .empty());
    CHECK(tables.changes_of("UPDATE named SET value = 'y' WHERE name IS NULL").empty());
    CHECK(tables.changes_of("CREATE TEMP TABLE word (name TEXT PRIMARY KEY); INSERT INTO temp.word VALUES ('t')")
              .empty());
    CHECK(texts_of(tables.changes_of("UPDATE main.word SET value = 'z' WHERE name = 'a'")) ==
          Told{"word a b: value c > z"});
}

TEST_CASE("a statement that fails half-way leaves nothing in the recording", "[core][db]") {
    Tables tables;
    SECTION("an update of several rows") {
        CHECK(tables.told([&] { tables.fails("UPDATE place SET name = iif(number < 3, name || '!', '')"); }).empty());
        CHECK(tables.told([&] { tables.fails("UPDATE counted SET name = 'same'"); }).empty());
        CHECK(tables.told([&] { tables.fails("UPDATE place SET number = number + 1"); }).empty());
    }
    SECTION("an insert of several rows") {
        CHECK(tables.told([&] { tables.fails("INSERT INTO word VALUES ('g', 'h', 'i'), ('a', 'b', 'z')"); }).empty());
        CHECK(tables.told([&] { tables.fails("INSERT INTO counted VALUES (4, 'four'), (5, 'one')"); }).empty());
    }
    SECTION("a replacing one") {
        CHECK(tables.told([&] { tables.fails("INSERT OR REPLACE INTO place VALUES (1, 'two'), (4, '')"); }).empty());
        CHECK(
            tables
                .told([&] {
                    tables.fails(
                        "UPDATE OR REPLACE place SET number = 2, name = iif(number = 1, 'x', '') WHERE number IN (1, 3)");
                })
                .empty());
    }
    SECTION("rows that are changed before and after it") {
        CHECK(tables.told([&] {
            tables.db.exec("UPDATE place SET name = 'first' WHERE number = 1");
            tables.fails("UPDATE place SET name = iif(number < 3, name || '!', '')");
            tables.db.exec("UPDATE place SET name = 'second' WHERE number = 2");
        }) == Told{"place 1: name one > first", "place 2: name two > second"});
        CHECK(tables.told([&] {
            tables.fails("INSERT INTO place VALUES (4, 'four'), (5, '')");
            tables.db.exec("INSERT INTO place VALUES (4, 'vier')");
            tables.fails("DELETE FROM place WHERE number < 3; INSERT INTO place VALUES (1, '')");
        }) == Told{"place 4: name > vier", "place 1: name one >", "place 2: name two >"});
    }
    SECTION("what it may keep stays recorded") {
        CHECK(tables.told([&] { tables.fails("INSERT OR FAIL INTO word VALUES ('g', 'h', 'i'), ('a', 'b', 'z')"); }) ==
              Told{"word g h: value > i"});
        CHECK(tables.told("INSERT OR IGNORE INTO word VALUES ('a', 'b', 'z'), ('g', 'h', 'i')") ==
              Told{"word g h: value > i"});
    }
    SECTION("a savepoint that is given up") {
        CHECK(tables.told(
                  "UPDATE word SET value = '1' WHERE name = 'a'; SAVEPOINT s;"
                  "UPDATE word SET value = '2'; INSERT INTO word VALUES ('g', 'h', 'i'); ROLLBACK TO s; RELEASE s") ==
              Told{"word a b: value c > 1"});
    }
}

TEST_CASE("what is replaced is recorded, with recursive triggers or without", "[core][db]") {
    Tables tables;
    tables.db.exec(GENERATE("PRAGMA recursive_triggers = OFF", "PRAGMA recursive_triggers = ON"));
    CHECK(tables.told("INSERT OR REPLACE INTO word VALUES ('a', 'b', 'z')") == Told{"word a b: value c > z"});
    CHECK(tables.told("INSERT OR REPLACE INTO word VALUES ('a', 'b', 'c')").empty());
    CHECK(tables.told("INSERT OR REPLACE INTO counted VALUES (1, 'uno')") == Told{"counted 1: name one > uno"});
    CHECK(tables.told("INSERT OR REPLACE INTO named VALUES ('z', 'one')") == Told{"named one: value v > z"});
    // As a draft is put aside where another lies already.
    CHECK(
        tables.told(
            "INSERT INTO word VALUES ('a', 'e', 'mine'); UPDATE OR REPLACE word SET of = 'b' WHERE of = 'e' AND name = 'a'") ==
        Told{"word a b: value c > mine"});
    CHECK(tables.told("UPDATE OR REPLACE word SET name = 'd', of = 'e' WHERE name = 'a'") ==
          Told{"word d e: value f > c", "word a b: value c >"});
    CHECK(tables.seen("UPDATE OR REPLACE place SET number = 2 WHERE number <> 2") ==
          Told{"place 2: name two > three", "place 1: name one >", "place 3: name three >"});
    CHECK(tables.seen("UPDATE OR REPLACE counted SET number = 2 WHERE number = 1") ==
          Told{"counted 2: name two > one", "counted 1: name one >"});
    CHECK(tables.told("UPDATE OR REPLACE named SET name = 'two' WHERE name = 'one'") ==
          Told{"named two: value w > v", "named one: value v >"});
    // Another row than the one of this key.
    CHECK(tables.seen("INSERT OR REPLACE INTO place VALUES (4, 'one')") ==
          Told{"place 1: name one >", "place 4: name > one"});
    CHECK(tables.seen("UPDATE OR REPLACE counted SET name = 'one' WHERE number = 3") ==
          Told{"counted 1: name one >", "counted 3: name three > one"});
}

TEST_CASE("what one statement does to many rows is recorded", "[core][db]") {
    Tables tables;
    auto empty = tables.db.prepare("DELETE FROM word");
    CHECK(tables.told([&] { empty.run(); }) == Told{"word a b: value c >", "word d e: value f >"});
    tables.db.exec(
        "CREATE TABLE copied (name TEXT, of TEXT, value TEXT, PRIMARY KEY (name, of)) STRICT, WITHOUT ROWID");
    CHECK(tables.told("INSERT INTO copied SELECT * FROM word") ==
          Told{"copied a b: value > c", "copied d e: value > f"});
    CHECK(
        tables.told(
            "INSERT INTO word VALUES ('a', 'b', '1'), ('g', 'h', '2') ON CONFLICT (name, of) DO UPDATE SET value = 'x'") ==
        Told{"word a b: value c > x", "word g h: value > 2"});
}

TEST_CASE("what a trigger or a foreign key does is recorded", "[core][db]") {
    Tables tables;
    sqlite3_db_config(tables.db.raw(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr);
    tables.db.exec(
        "PRAGMA foreign_keys = ON;"
        "CREATE TABLE whole (id INTEGER PRIMARY KEY) STRICT, WITHOUT ROWID;"
        "CREATE TABLE part (id INTEGER PRIMARY KEY, whole INTEGER REFERENCES whole ON DELETE CASCADE ON UPDATE CASCADE)"
        " STRICT, WITHOUT ROWID;"
        "INSERT INTO whole VALUES (1), (2); INSERT INTO part VALUES (11, 1), (12, 1), (21, 2);"
        "CREATE TRIGGER note_words AFTER DELETE ON word BEGIN"
        " INSERT INTO place VALUES (7, OLD.value); UPDATE item SET number = number + 1; END");
    CHECK(tables.seen("DELETE FROM word WHERE name = 'a'") ==
          Told{"word a b: value c >", "place 7: name > c", "item x'00000000000000000000000000000001': number 7 > 8"});
    CHECK(tables.seen("DELETE FROM whole WHERE id = 2") == Told{"whole 2:", "part 21: whole 2 >"});
    CHECK(tables.seen("UPDATE whole SET id = 3 WHERE id = 1") ==
          Told{"whole 1:", "whole 3:", "part 11: whole 1 > 3", "part 12: whole 1 > 3"});
}

TEST_CASE("a key that is taken meanwhile is not overwritten", "[core][db]") {
    Tables tables;
    const auto changes = tables.changes_of("DELETE FROM word WHERE name = 'a'; UPDATE word SET value = 'z'");
    tables.db.exec("INSERT INTO word VALUES ('a', 'b', 'theirs')");
    const auto before = tables.rows();
    CHECK(tests::fault_of([&] { tables.take_back(changes); }) == Fault::Kind::other);
    CHECK(tables.rows() == before);
}

TEST_CASE("each recording begins anew, and nothing is recorded between two", "[core][db]") {
    Tables tables;
    CHECK(tables.changes_of("UPDATE word SET value = '1' WHERE name = 'a'").size() == 1);
    tables.db.exec("UPDATE word SET value = '2'");
    {
        const db::Transaction given_up(tables.db);
        const db::Recording recording(tables.recorder);
        tables.db.exec("UPDATE word SET value = '3'");
    }
    CHECK(texts_of(tables.changes_of("UPDATE word SET value = '4' WHERE name = 'd'")) == Told{"word d e: value 2 > 4"});
}

TEST_CASE("a table that is made or gets a column is recorded as it is now", "[core][db]") {
    Tables tables;
    CHECK(tables.told("UPDATE word SET value = '1' WHERE name = 'a'").size() == 1);
    db::Connection(tables.place.path() / "household.db").exec("ALTER TABLE word ADD COLUMN more INTEGER");
    CHECK(tables.told("UPDATE word SET more = 3 WHERE name = 'a'") == Told{"word a b: more NULL > 3"});
    CHECK(texts_of(tables.changes_of(
              "CREATE TABLE made (id INTEGER PRIMARY KEY) STRICT; INSERT INTO made VALUES (1)")) == Told{"made 1:"});
    CHECK(tests::fault_of([&] {
              tables.changes_of("UPDATE word SET more = 4; ALTER TABLE word ADD COLUMN yet_more INTEGER");
          }) == Fault::Kind::other);
}

TEST_CASE("every table of a household can be recorded", "[core][db]") {
    const tests::TemporaryFolder place;
    const auto file = place.path() / "household.db";
    db::Connection db(file);
    db::Recorder recorder(db, {});
    for (const auto& migration : db::embedded_migrations()) db.exec(migration.sql.c_str());
    std::vector<std::string> tables;
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").each([&](const auto& row) {
        tables.push_back(row.text(0));
    });
    for (const auto& table : tables) {
        std::string values, set;
        db.prepare("SELECT name, type, pk, \"notnull\", dflt_value FROM pragma_table_info(?1) ORDER BY cid")
            .each(
                [&](const auto& row) {
                    CHECK(row.null(4));  // the hook says NULL where a row is older than a column with a default
                    const auto type = row.text(1);
                    const auto value = [&](const std::string& digit) {
                        return type == "INTEGER" ? digit : type == "TEXT" ? "'" + digit + "'" : "x'0" + digit + "'";
                    };
                    values += (values.empty() ? "" : ", ") + (row.integer(3) ? value("7") : "NULL");
                    if (!row.integer(2)) set += (set.empty() ? " SET " : ", ") + row.text(0) + " = " + value("8");
                },
                table);
        const auto recorded = [&](const std::string& sql) {
            db::Transaction transaction(db);
            const db::Recording recording(recorder);
            db.exec(sql.c_str());
            auto changes = recording.changes();
            transaction.commit();
            return changes;
        };
        const auto inserting = "INSERT INTO " + table + " VALUES (" + values + ")";
        INFO(inserting);
        CHECK(recorded(inserting).size() == 1);
        const auto before = tests::rows_in(file);
        std::vector<std::string> statements{"DELETE FROM " + table};
        if (!set.empty()) statements.push_back("UPDATE " + table + set);
        for (const auto& sql : statements) {
            const auto changes = recorded(sql);
            CHECK(changes.size() == 1);
            CHECK(tests::rows_in(file) != before);
            db::Transaction transaction(db);
            db::take_back(db, changes, {});
            transaction.commit();
            CHECK(tests::rows_in(file) == before);
        }
    }
}

TEST_CASE("whatever a transaction does is taken back and done again", "[core][db]") {
    Tables tables;
    tables.db.exec("DELETE FROM named WHERE name IS NULL");
    tests::SeededRandom random;
    const auto any_of = [&](const Told& words) {
        std::uint8_t byte = 0;
        random.fill(&byte, 1);
        return words[byte % words.size()];
    };
    for (int round = 0; round < 60; ++round) {
        Told statements;
        std::string all;
        for (int n = 0; n < 6; ++n) {
            const auto table = any_of({"word", "named"});
            const auto name = any_of({"'a'", "'b'", "'d'", "'g'"}), value = any_of({"'1'", "'2'", "NULL", "''"});
            const auto row = table == "word" ? name + ", 'e', " + value : value + ", " + name;
            const auto where = any_of({"", " WHERE name = " + name, " WHERE value = " + value});
            statements.push_back(any_of(
                {"INSERT INTO " + table + " VALUES (" + row + ")",
                 "INSERT OR REPLACE INTO " + table + " VALUES (" + row + "), (" + row + ")",
                 "UPDATE " + table + " SET value = " + value + where, "UPDATE " + table + " SET name = " + name + where,
                 "UPDATE OR REPLACE " + table + " SET name = " + name + ", value = " + value + where,
                 "DELETE FROM " + table + where, "SAVEPOINT s", "ROLLBACK TO s"}));
            all += statements.back() + "; ";
        }
        INFO(all);
        tables.told([&] {
            for (const auto& sql : statements)  // some of them fail
                sqlite3_exec(tables.db.raw(), sql.c_str(), nullptr, nullptr, nullptr);
        });
    }
}
