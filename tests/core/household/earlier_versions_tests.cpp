#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/activities/activity_commands.hpp"
#include "core/answers/answer.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/db/connection.hpp"
#include "core/db/migrations.hpp"
#include "core/imports/import_commands.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/touches/touch.hpp"
#include "core/touches/touch_commands.hpp"
#include "tests/core/device.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using db::Connection;
using tests::answers_of;
using tests::House;

namespace {

struct Column {
    std::string name, initial;  // `initial`: the SQL of its default
};

std::vector<std::string> texts(const Connection& db, const std::string& sql) {
    std::vector<std::string> list;
    db.prepare(sql).each([&](const auto& row) { list.push_back(row.text(0)); });
    return list;
}

std::vector<std::string> tables_in(const Connection& db) {
    return texts(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
}

std::vector<Column> columns_in(const Connection& db, const std::string& table) {
    std::vector<Column> list;
    db.prepare("SELECT name, coalesce(dflt_value, 'NULL') FROM pragma_table_info(?1) ORDER BY cid")
        .each(
            [&](const auto& row) {
                list.push_back({row.text(0), row.text(1)});
            },
            table);
    return list;
}

std::string joined(const std::vector<Column>& columns) {
    std::string text;
    for (const auto& column : columns) text += (text.empty() ? "" : ", ") + column.name;
    return text;
}

// Something of every kind, for its author and for others, behind a PIN and without one, and some of it deleted.
void fill(House& house) {
    std::uint8_t photos = 0;
    for (const auto author : {house.ada, house.ben})
        for (const auto audience : {Audience::only_me, Audience::household, Audience::room}) {
            const auto check_in =
                house.made<CheckInId>(CheckInNow{author, 4, {"calm"}, "a quiet evening", audience, {"garden"}});
            const auto note = house.made<ThanksId>(
                GiveThanks{author, author == house.ada ? house.ben : house.ada, "for the tea", audience});
            house.done(NoteCloseness{author, 5, audience});
            auto words = tests::weekly("walk by the river", house.today() - 21);
            words.audience = audience;
            const auto ritual = house.made<RitualId>(AddRitual{author, words});
            house.done(MarkOccurrence{author, ritual, words.starts_on + 7, Outcome::kept});
            house.done(AddPhoto{author, tests::photo(++photos), "the lake", audience});
            if (audience == Audience::only_me) continue;
            house.done(
                GiveAnswer{house.cleo, {ItemKind::check_in, check_in.value}, AnswerKind::words, "that sounds good"});
            house.done(GiveHeart{house.cleo, note});
        }
    house.done(AddActivity{house.ada, "choir", "leaf"});
    house.done(GiveTouch{house.ben, house.ada, TouchKind::hug});
    house.done(ShowPrompt{house.cleo, ThanksTo::person, {}});
    house.done(RemoveCheckIn{house.cleo,
                             house.made<CheckInId>(CheckInNow{house.cleo, 2, {}, "taken back", Audience::household})});
    REQUIRE(house.household.apply({GiveThanks{house.ada, house.ben, "from a diary", Audience::household},
                                   RecordImport{house.ada, "presently", "hers.csv", Audience::household}}));
    tests::set_pin(house, house.ada, "4711");
}

// The rows of `from` in a file as the program made it when `version` was its newest.
void write_as_of(int version, const std::filesystem::path& from, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    auto migrations = db::embedded_migrations();
    migrations.erase(std::remove_if(migrations.begin(), migrations.end(),
                                    [&](const auto& migration) { return migration.version > version; }),
                     migrations.end());
    Connection db(folder / "household.db");
    db::migrate(db, migrations, folder / "backups", Instant{1'795'453'805'000, 60});
    db.prepare("ATTACH ?1 AS today").run(from.string());
    for (const auto& table : tables_in(db)) {
        const auto columns = joined(columns_in(db, table));
        db.exec(
            ("INSERT OR REPLACE INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM today." + table)
                .c_str());
    }
    db.exec("DETACH today");
}

// Takes out of a file of today what `version` had no place for.
void take_out_what_came_after(int version, const std::filesystem::path& earlier,
                              const std::filesystem::path& database) {
    const Connection before(earlier);
    REQUIRE(before.pragma("user_version") == version);
    Connection db(database);
    const auto had = tables_in(before);
    for (const auto& table : tables_in(db)) {
        if (std::find(had.begin(), had.end(), table) == had.end()) {
            db.exec(("DELETE FROM " + table).c_str());
            continue;
        }
        const auto known = columns_in(before, table);
        for (const auto& column : columns_in(db, table))
            if (std::none_of(known.begin(), known.end(), [&](const auto& one) { return one.name == column.name; }))
                db.exec(("UPDATE " + table + " SET " + column.name + " = " + column.initial).c_str());
    }
}

std::vector<std::string> answers_with_the_pin(House& house, const std::filesystem::path& folder) {
    Household household(folder, house.clock, house.random, tests::device(), KeyCost{1, 8192});
    tests::unlock(household, house.ada, "4711");
    return answers_of(household);
}

}  // namespace

TEST_CASE("a household of any earlier version opens and answers with everything it held", "[core][household]") {
    House house;
    fill(house);
    const auto newest = db::embedded_migrations().back().version;
    for (int version = 1; version < newest; ++version) {
        INFO("version " << version);
        const auto earlier = house.place.path() / ("earlier" + std::to_string(version));
        const auto same = house.place.path() / ("same" + std::to_string(version));
        write_as_of(version, house.database(), earlier);
        std::filesystem::create_directories(same);
        Connection(house.database()).copy_to(same / "household.db");
        take_out_what_came_after(version, earlier / "household.db", same / "household.db");

        const auto expected = answers_with_the_pin(house, same);
        REQUIRE(expected.size() > 100);
        CHECK(answers_with_the_pin(house, earlier) == expected);
        CHECK(Connection(earlier / "household.db").pragma("user_version") == newest);
        // The file as it was is among the backups.
        CHECK(std::distance(std::filesystem::directory_iterator(earlier / "backups"), {}) == 1);
    }
}
