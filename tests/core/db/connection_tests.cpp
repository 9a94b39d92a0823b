#include "core/db/connection.hpp"

#include <cstdio>
#include <cstring>
#include <limits>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include <sqlite3.h>

#include "tests/core/fault_of.hpp"
#include "tests/core/files.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;
using db::Connection;
using db::Transaction;
using tests::bytes_in;
using tests::fault_of;
using tests::TemporaryFolder;
using tests::write_bytes;

namespace {

std::string text_pragma(const Connection& connection, const char* name) {
    std::string value;
    connection.prepare(std::string("PRAGMA ") + name).each([&](const auto& row) { value = row.text(0); });
    return value;
}

std::int64_t number(const Connection& connection, const char* sql) {
    std::int64_t value = 0;
    connection.prepare(sql).each([&](const auto& row) { value = row.integer(0); });
    return value;
}

std::vector<std::int64_t> column(db::Statement& statement) {
    std::vector<std::int64_t> values;
    statement.each([&](const auto& row) { values.push_back(row.integer(0)); });
    return values;
}

Uuid uuid(std::uint8_t n) {
    Uuid id;
    id.bytes.fill(n);
    return id;
}

struct Notes {
    TemporaryFolder place;
    std::filesystem::path file = place.path() / "notes.db";
    Connection connection{file};
    Notes() { connection.exec("CREATE TABLE note (n INTEGER, text TEXT, bytes BLOB) STRICT"); }
};

}  // namespace

TEST_CASE("every pragma that matters is set on every connection", "[core][db]") {
    const Notes notes;
    const Connection second(notes.file);
    for (const auto* connection : {&notes.connection, &second}) {
        CHECK(text_pragma(*connection, "journal_mode") == "wal");
        CHECK(connection->pragma("synchronous") == 2);
        CHECK(connection->pragma("foreign_keys") == 0);
        CHECK(connection->pragma("recursive_triggers") == 0);
        CHECK(connection->pragma("secure_delete") == 1);
        CHECK(connection->pragma("trusted_schema") == 0);
        CHECK(connection->pragma("cell_size_check") == 1);
        CHECK(connection->pragma("temp_store") == 2);
        CHECK(connection->pragma("cache_size") == -16'000);
        CHECK(connection->pragma("wal_autocheckpoint") == 1'000);
        CHECK(connection->pragma("busy_timeout") == 5'000);
    }
}

TEST_CASE("a file that is no database is refused and left as it is", "[core][db]") {
    const TemporaryFolder place;
    std::string letters;
    for (int i = 0; i < 20'000; ++i) letters += static_cast<char>('a' + i % 26);
    // A single byte is what SQLite itself makes of an empty file on some systems, and counts as one.
    for (const auto& text :
         {std::string("xy"), std::string("Dear diary,\n"), letters.substr(0, 99), letters.substr(0, 100),
          letters.substr(0, 511), letters.substr(0, 4096), letters, std::string(4096, '\0')}) {
        const auto file = place.path() / "household.db";
        write_bytes(file, text);
        INFO(text.size() << " bytes");
        CHECK(fault_of([&] { Connection connection(file); }) == Fault::Kind::not_a_household);
        CHECK(bytes_in(file) == text);
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(place.path()))
            names.insert(entry.path().filename().string());
        CHECK(names == std::set<std::string>{"household.db"});
    }
}

TEST_CASE("an empty file is a database that begins", "[core][db]") {
    const TemporaryFolder place;
    write_bytes(place.path() / "household.db", "");
    Connection connection(place.path() / "household.db");
    connection.exec("CREATE TABLE t (n) ");
    CHECK(number(connection, "SELECT count(*) FROM sqlite_schema") == 1);
}

TEST_CASE("a path that cannot be a file has no access", "[core][db]") {
    const TemporaryFolder place;
    write_bytes(place.path() / "file", "x");
    std::filesystem::create_directories(place.path() / "folder");
    CHECK(fault_of([&] { Connection connection(place.path() / "nowhere" / "household.db"); }) ==
          Fault::Kind::no_access);
    CHECK(fault_of([&] { Connection connection(place.path() / "file" / "household.db"); }) == Fault::Kind::no_access);
    CHECK(fault_of([&] { Connection connection(place.path() / "folder"); }) == Fault::Kind::no_access);
}

TEST_CASE("whoever inspects a file sees it before anything is changed, and may leave it", "[core][db]") {
    const TemporaryFolder place;
    const auto file = place.path() / "theirs.db";
    {
        sqlite3* theirs = nullptr;
        REQUIRE(sqlite3_open(file.string().c_str(), &theirs) == SQLITE_OK);
        REQUIRE(sqlite3_exec(theirs, "CREATE TABLE recipe (name)", nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(theirs);
    }
    const auto before = bytes_in(file);
    CHECK(fault_of([&] {
              Connection connection(file, [](const Connection& c) {
                  if (number(c, "SELECT count(*) FROM sqlite_schema") == 1 &&
                      text_pragma(c, "journal_mode") == "delete")
                      throw Fault(Fault::Kind::newer_version, "as a test wants it");
              });
          }) == Fault::Kind::newer_version);
    CHECK(bytes_in(file) == before);
}

TEST_CASE("values come back as they were bound", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    auto insert = db.prepare("INSERT INTO note (n, text, bytes) VALUES (?1, ?2, ?3)");
    const std::string with_zero("a\0b", 3);
    insert.run(std::numeric_limits<std::int64_t>::min(), with_zero, std::vector<std::uint8_t>{0, 255, 0});
    insert.run(std::numeric_limits<std::int64_t>::max(), std::string_view(), std::vector<std::uint8_t>{});
    insert.run(-1, "", std::optional<std::vector<std::uint8_t>>());
    insert.run(Day{-5}, std::optional<std::string>(), uuid(7));
    insert.run(1, Audience::household, PersonId{uuid(9)});

    int at = 0;
    db.prepare("SELECT n, text, bytes FROM note ORDER BY rowid").each([&](const auto& row) {
        switch (at++) {
            case 0:
                CHECK(row.integer(0) == std::numeric_limits<std::int64_t>::min());
                CHECK(row.text(1) == with_zero);
                CHECK(row.blob(2) == std::vector<std::uint8_t>{0, 255, 0});
                break;
            case 1:
                CHECK(row.integer(0) == std::numeric_limits<std::int64_t>::max());
                CHECK_FALSE(row.null(1));
                CHECK(row.text(1).empty());
                CHECK_FALSE(row.null(2));
                CHECK(row.blob(2).empty());
                break;
            case 2:
                CHECK_FALSE(row.null(1));
                CHECK(row.null(2));
                CHECK_FALSE(row.template optional_id<PersonId>(2));
                break;
            case 3:
                CHECK(row.day(0) == Day{-5});
                CHECK(row.null(1));
                CHECK(row.text(1).empty());
                CHECK(row.uuid(2) == uuid(7));
                break;
            default:
                CHECK(row.audience(1) == Audience::household);
                CHECK(row.template optional_id<PersonId>(2) == PersonId{uuid(9)});
        }
    });
    CHECK(at == 5);
}

TEST_CASE("an instant is two values, and none is two nulls", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    db.exec("CREATE TABLE moment (at INTEGER, minutes INTEGER) STRICT");
    auto insert = db.prepare("INSERT INTO moment VALUES (?1, ?2)");
    insert.run(Instant{-1, -330});
    insert.run(std::optional<Instant>());
    insert.run(std::optional<Instant>(Instant{5, 60}));
    std::vector<std::optional<Instant>> read;
    db.prepare("SELECT at, minutes FROM moment ORDER BY rowid").each([&](const auto& row) {
        read.push_back(row.optional_instant(0));
    });
    CHECK(read == std::vector<std::optional<Instant>>{Instant{-1, -330}, std::nullopt, Instant{5, 60}});
}

TEST_CASE("bytes that are no id are no one's", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    db.exec("INSERT INTO note (bytes) VALUES (x'0102'), (NULL), (zeroblob(17))");
    db.prepare("SELECT bytes FROM note").each([&](const auto& row) { CHECK(row.uuid(0) == Uuid{}); });
}

TEST_CASE("too many values for a statement are a fault", "[core][db]") {
    Notes notes;
    auto select = notes.connection.prepare("SELECT ?1");
    CHECK_THROWS_AS(select.run(1, 2), Fault);
    CHECK_THROWS_AS(select.run(Instant{}), Fault);
    select.run(1);
}

#ifndef NDEBUG
TEST_CASE("too few values for a statement end the program that a programmer tries", "[core][db]") {
    const TemporaryFolder place;
    const auto answers = tests::in_processes(2, [&](int n) {
        if (!std::freopen("/dev/null", "w", stderr)) return 1;
        Connection connection(place.path() / (std::to_string(n) + ".db"));
        auto select = connection.prepare("SELECT ?1, ?2");
        if (n == 0) select.run(1);
        else select.run(1, 2);
        return 0;
    });
    CHECK(answers == std::vector<int>{128 + SIGABRT, 0});
}
#endif

TEST_CASE("a statement starts again after its callback threw", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    db.exec("INSERT INTO note (n) VALUES (1), (2), (3)");
    auto select = db.prepare("SELECT n FROM note ORDER BY n");
    for (int round = 0; round < 3; ++round) {
        int seen = 0;
        CHECK_THROWS_AS(select.each([&](const auto&) {
            if (++seen == 2) throw std::runtime_error("enough");
        }),
                        std::runtime_error);
        CHECK(seen == 2);
    }
    CHECK(column(select) == std::vector<std::int64_t>{1, 2, 3});
    // It holds no read lock either: the log can be folded back into the file completely.
    std::int64_t busy = -1;
    db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").each([&](const auto& row) { busy = row.integer(0); });
    CHECK(busy == 0);
    CHECK(std::filesystem::file_size(notes.file.string() + "-wal") == 0);
}

TEST_CASE("a statement can be used again after it failed", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    db.exec("CREATE TABLE positive (n INTEGER CHECK (n > 0)) STRICT");
    auto insert = db.prepare("INSERT INTO positive VALUES (?1)");
    CHECK(fault_of([&] { insert.run(-1); }) == Fault::Kind::other);
    CHECK(fault_of([&] { insert.run("text"); }) == Fault::Kind::other);
    insert.run(1);
    CHECK(number(db, "SELECT count(*) FROM positive") == 1);
}

TEST_CASE("nothing stays bound to a statement that was used", "[core][db]") {
    Notes notes;
    const auto& db = notes.connection;
    auto select = db.prepare("SELECT ?1 AS bound");
    select.run("a private text");
    CHECK_THROWS_AS(select.each([](const auto&) { throw std::runtime_error("enough"); }, "a private text"),
                    std::runtime_error);
    int found = 0;
    for (auto* s = sqlite3_next_stmt(db.raw(), nullptr); s; s = sqlite3_next_stmt(db.raw(), s)) {
        if (std::string(sqlite3_sql(s)) != "SELECT ?1 AS bound") continue;
        char* expanded = sqlite3_expanded_sql(s);
        CHECK(std::string(expanded) == "SELECT NULL AS bound");
        sqlite3_free(expanded);
        ++found;
    }
    CHECK(found == 1);
}

TEST_CASE("SQL that makes no sense is a fault", "[core][db]") {
    Notes notes;
    CHECK_THROWS_AS(notes.connection.prepare("SELEC 1"), Fault);
    CHECK_THROWS_AS(notes.connection.prepare("SELECT * FROM nowhere"), Fault);
    CHECK_THROWS_AS(notes.connection.exec("SELEC 1"), Fault);
}

TEST_CASE("a transaction that is not committed leaves nothing", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    {
        const Transaction transaction(db);
        db.exec("INSERT INTO note (n) VALUES (1)");
    }
    CHECK_THROWS_AS(
        [&] {
            const Transaction transaction(db);
            db.exec("INSERT INTO note (n) VALUES (2)");
            throw std::runtime_error("half-way");
        }(),
        std::runtime_error);
    CHECK(number(db, "SELECT count(*) FROM note") == 0);
    Transaction transaction(db);
    db.exec("INSERT INTO note (n) VALUES (3)");
    transaction.commit();
    CHECK(number(Connection(notes.file), "SELECT sum(n) FROM note") == 3);
}

TEST_CASE("a transaction within one is a fault that leaves the outer one whole", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    {
        Transaction outer(db);
        db.exec("INSERT INTO note (n) VALUES (1)");
        CHECK_THROWS_AS(Transaction(db), Fault);
        outer.commit();
    }
    CHECK(number(db, "SELECT count(*) FROM note") == 1);
}

TEST_CASE("others see a transaction when it is committed, and data_version says so", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    const Connection other(notes.file);
    const auto own = db.data_version(), version = other.data_version();
    {
        Transaction transaction(db);
        db.exec("INSERT INTO note (n) VALUES (1)");
        CHECK(other.data_version() == version);
        CHECK(number(other, "SELECT count(*) FROM note") == 0);
        transaction.commit();
    }
    CHECK(other.data_version() != version);
    CHECK(number(other, "SELECT count(*) FROM note") == 1);
    CHECK(db.data_version() == own);
    {
        const Transaction transaction(db);
        db.exec("INSERT INTO note (n) VALUES (2)");
    }
    const auto after = other.data_version();
    CHECK(other.data_version() == after);
    CHECK(number(other, "SELECT count(*) FROM note") == 1);
}

TEST_CASE("the rule of who sees what holds within SQL", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    const PersonId ada{uuid(1)}, ben{uuid(2)};
    auto select = db.prepare("SELECT visible(?1, ?2, 1, ?3)");
    const auto seen = [&](const auto& author, const auto& audience, const auto& viewer) {
        std::int64_t value = -1;
        select.each([&](const auto& row) { value = row.integer(0); }, author, audience, viewer);
        return value;
    };
    for (const auto audience : {Audience::only_me, Audience::household, Audience::room})
        for (const auto& author :
             {std::optional<PersonId>(ada), std::optional<PersonId>(ben), std::optional<PersonId>()})
            for (const auto& viewer : {Viewer::of(ada), Viewer::of(ben), Viewer::room()})
                CHECK(seen(author, audience, viewer) == (visible(viewer, author, audience, Shared::at(1), {}) ? 1 : 0));
    // What no column should hold opens nothing.
    CHECK(seen(ada, std::optional<std::string>(), Viewer::of(ben)) == 0);
    CHECK(seen(ada, "everyone", Viewer::of(ben)) == 0);
    CHECK(seen("ada", "only_me", "ada") == 0);
    CHECK(seen(std::vector<std::uint8_t>{1, 2}, "only_me", std::vector<std::uint8_t>{1, 2}) == 0);
    CHECK(seen(ada, "household", std::vector<std::uint8_t>{1, 2}) == 0);
    CHECK(seen(1, "household", 1) == 0);
}

TEST_CASE("when something was shared is a moment, an id that tells it, or always; anything else is before everyone",
          "[core][db][joining]") {
    Notes notes;
    auto& db = notes.connection;
    const PersonId ada{uuid(1)}, ben{uuid(2)};
    db.set_sees_since(
        [ben](PersonId person) { return person == ben ? std::optional<std::int64_t>(5000) : std::nullopt; });
    auto select = db.prepare("SELECT visible(?1, 'household', ?2, ?3)");
    const auto seen = [&](const auto& shared, const Viewer& viewer) {
        bool value = false;
        select.each([&](const auto& row) { value = row.integer(0) == 1; }, ada, shared, viewer);
        return value;
    };
    const auto made = [](std::int64_t utc_ms, std::uint8_t version) {
        auto id = first_id_at(utc_ms);
        id.bytes[6] = static_cast<std::uint8_t>(version << 4);
        return id;
    };
    CHECK(seen(5000, Viewer::of(ben)));
    CHECK_FALSE(seen(4999, Viewer::of(ben)));
    CHECK(seen(made(5000, 7), Viewer::of(ben)));
    CHECK_FALSE(seen(made(4999, 7), Viewer::of(ben)));
    CHECK_FALSE(seen(made(6000, 4), Viewer::of(ben)));  // a random id that looks like a late one
    CHECK(seen("always", Viewer::of(ben)));
    CHECK_FALSE(seen(std::optional<std::int64_t>(), Viewer::of(ben)));
    CHECK_FALSE(seen(std::vector<std::uint8_t>{255, 255}, Viewer::of(ben)));
    // With somebody else's eyes the viewer is bound with them.
    for (const auto& viewer : {Viewer::as_shown_to(ben), Viewer{ada, Viewer::Eyes::as_shown, ben},
                               Viewer{ben, Viewer::Eyes::as_shown, ada}}) {
        CHECK(seen(5000, viewer));
        CHECK_FALSE(seen(4999, viewer));
    }
    for (const auto& viewer : {Viewer::of(ada), Viewer::as_shown_to(ada)}) CHECK(seen(4999, viewer));
    CHECK_THROWS(db.prepare("SELECT visible(?1, 'household', ?2)"));  // nobody forgets to say when
}

TEST_CASE("a copy holds what is still in the log, and passes its check", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    db.exec(
        "INSERT INTO note (n, text) WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 500) SELECT n, 'note ' || n FROM c");
    const auto copy = notes.place.path() / "copy.db";
    db.copy_to(copy);
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(notes.place.path()))
        names.insert(entry.path().filename().string());
    CHECK(names == std::set<std::string>{"copy.db", "notes.db", "notes.db-shm", "notes.db-wal"});
    db.exec("DELETE FROM note");
    const Connection opened(copy);
    CHECK(number(opened, "SELECT count(*) FROM note") == 500);
    CHECK(text_pragma(opened, "integrity_check") == "ok");
}

TEST_CASE("a copy of a damaged database is not passed off as good", "[core][db]") {
    const TemporaryFolder place;
    const auto file = place.path() / "notes.db";
    {
        Connection connection(file);
        connection.exec("CREATE TABLE note (n INTEGER PRIMARY KEY, text TEXT) STRICT");
        connection.exec(
            "INSERT INTO note (text) WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000) SELECT 'note ' || n FROM c");
    }
    auto bytes = bytes_in(file);
    REQUIRE(bytes.size() > 8 * 4096);
    bytes.replace(5 * 4096, 4096, std::string(4096, '\xa5'));
    write_bytes(file, bytes);
    const Connection connection(file);
    CHECK(fault_of([&] { connection.copy_to(place.path() / "copy.db"); }) == Fault::Kind::damaged);
    CHECK(bytes_in(file) == bytes);
}

TEST_CASE("a copy that has no place is a fault", "[core][db]") {
    const Notes notes;
    CHECK(fault_of([&] { notes.connection.copy_to(notes.place.path() / "nowhere" / "copy.db"); }) ==
          Fault::Kind::no_access);
}

TEST_CASE("what was deleted is not left in the file", "[core][db]") {
    Notes notes;
    auto& db = notes.connection;
    db.exec("INSERT INTO note (text) VALUES ('a secret that went')");
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    REQUIRE(bytes_in(notes.file).find("a secret that went") != std::string::npos);
    db.exec("DELETE FROM note");
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK(bytes_in(notes.file).find("a secret that went") == std::string::npos);
}

TEST_CASE("a writer that waits in vain for another is told so", "[core][db]") {
    Notes notes;
    Connection other(notes.file);
    other.exec("PRAGMA busy_timeout = 10");
    {
        const Transaction transaction(notes.connection);
        CHECK(fault_of([&] { const Transaction second(other); }) == Fault::Kind::busy);
        CHECK(number(other, "SELECT count(*) FROM note") == 0);
    }
    const Transaction second(other);
}

TEST_CASE("a connection that only reads sees what is in the log and leaves every byte as it is", "[core][db]") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.db", log = folder.path() / "a.db-wal";
    Connection writer(file);
    writer.exec("CREATE TABLE t(n); INSERT INTO t VALUES (1)");
    CHECK(fault_of([&] { Connection(folder.path() / "none.db", nullptr, Connection::Access::read); }) ==
          Fault::Kind::no_access);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "none.db"));
    {
        const auto before = bytes_in(file), logged = bytes_in(log);
        Connection reader(file, nullptr, Connection::Access::read);
        CHECK(number(reader, "SELECT n FROM t") == 1);
        writer.exec("UPDATE t SET n = 2");
        CHECK(number(reader, "SELECT n FROM t") == 2);
        CHECK(fault_of([&] { reader.exec("UPDATE t SET n = 3"); }) == Fault::Kind::read_only);
        CHECK(fault_of([&] {
                  Transaction(reader).commit();
                  reader.exec("DELETE FROM t");
              }) == Fault::Kind::read_only);
        CHECK(bytes_in(file) == before);
        CHECK(bytes_in(log).substr(0, logged.size()) == logged);
    }
    CHECK(std::filesystem::file_size(log) > 0);
}
