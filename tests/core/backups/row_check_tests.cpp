#include <algorithm>
#include <string>
#include <utility>

#include <catch2/catch_test_macros.hpp>

#include "core/activities/activity_commands.hpp"
#include "core/answers/answer.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/backups/backup_check.hpp"
#include "core/backups/household_check.hpp"
#include "core/backups/row_check.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/db/connection.hpp"
#include "core/demo/demo.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/pixels.hpp"
#include "core/people/person.hpp"
#include "core/people/person_commands.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/thanks/prompts.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/touches/touch.hpp"
#include "core/touches/touch_commands.hpp"
#include "core/trash/trash_commands.hpp"
#include "tests/core/backups/kept.hpp"
#include "tests/core/device.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using namespace core::backups;
using tests::give_photo;
using tests::House;
using tests::worked_off;

namespace {

HouseholdCheck::Findings findings_of(const House& house) {
    HouseholdCheck check(house.folder());
    return worked_off(check).findings();
}

// A household with a row in every table that people write to.
struct FullHouse : House {
    FullHouse() {
        give_photo(*this, 40);
        done(AddPhoto{ada,
                      household.photos()
                          .add_bytes(encode_jpeg(Pixels{16, 12, std::vector<std::uint8_t>(16 * 12 * 4, 90)}, 90),
                                     "b.jpg", Arrival::sealed)
                          .value(),
                      "just mine", Audience::only_me});
        const CheckInId check_in{done(CheckInNow{ada, 4, {"calm"}, "a note", Audience::household})};
        done(CheckInNow{ada, 2, {}, "for me", Audience::only_me});
        const ThanksId thanks{done(GiveThanks{ada, ben, "for the soup", Audience::household})};
        done(GiveThanks{ada, {}, "to life", Audience::only_me});
        done(GiveHeart{ben, thanks});
        done(ReadThanks{ben, thanks, ReadEvent::opened});
        done(ShowPrompt{ada, ThanksTo::life, PromptKind::life});
        done(GiveAnswer{ben, {ItemKind::check_in, check_in.value}, AnswerKind::glad, ""});
        done(GiveTouch{ada, ben, TouchKind::hug});
        done(NoteCloseness{ada, 5, Audience::household});
        done(AddActivity{ada, "a walk", "leaf"});
        const RitualId ritual{done(AddRitual{ada, tests::weekly("Friday date", today())})};
        done(PauseRitual{ada, ritual});
        done(AskForCloseness{ada, true});
        done(SetDayStart{3});
        household.set_device_setting("theme", "dark");
    }
};

}  // namespace

TEST_CASE("every column of every table has its limits", "[core][backups][verify]") {
    FullHouse house;
    const auto checked = checked_columns();
    const HouseholdFile file(house.database(), HouseholdFile::Kept::in_use);
    for (const auto& table : file.tables())
        file.each("SELECT name FROM pragma_table_info('" + table + "')", [&](sqlite3_stmt* row) {
            const auto column = table + "." + text_of(row, 0);
            INFO(column << " has a line in core/backups/row_check.cpp");
            CHECK(std::count(checked.begin(), checked.end(), column) == 1);
        });
}

TEST_CASE("a household that is well has no finding, whatever was written, deleted and erased in it",
          "[core][backups][verify]") {
    FullHouse house;
    const auto well = [&] {
        const auto found = findings_of(house);
        for (const auto& row : found.rows.rows)
            UNSCOPED_INFO(row.table << " " << row.id << " " << row.column << " " << static_cast<int>(row.fault));
        CHECK(found.all_well());
    };
    well();
    // Of all kinds something goes into the trash, and out of it for good.
    for (const auto& item :
         house.household.get<CheckInStore>().between(Viewer::of(house.ada), house.today() - 9, house.today())) {
        house.done(RemoveCheckIn{house.ada, item.id});
        house.done(EraseItem{house.ada, {ItemKind::check_in, item.id.value}});
    }
    for (const auto& item : house.household.get<ThanksStore>().newest(Viewer::of(house.ada), ThanksKind::all, 9)) {
        house.done(RemoveThanks{house.ada, item.id});
        house.done(EraseItem{house.ada, {ItemKind::thanks, item.id.value}});
    }
    for (const auto& item :
         house.household.get<MemoryStore>().between(Viewer::of(house.ada), house.today() - 30'000, house.today() + 1)) {
        house.done(RemoveMemory{house.ada, item.id});
        house.done(EraseItem{house.ada, {ItemKind::memory, item.id.value}});
    }
    well();
}

TEST_CASE("three years of a sample household have no finding", "[core][backups][verify]") {
    FixedClock clock({1'795'454'400'000, 60});
    tests::SeededRandom random(7);
    tests::TemporaryFolder place;
    {
        Household household(place.path() / "data", clock, random, tests::device());
        REQUIRE(demo::fill(household, {3, 5, 20}));
    }
    HouseholdCheck check(place.path() / "data");
    const auto& found = worked_off(check).findings();
    for (const auto& row : found.rows.rows)
        UNSCOPED_INFO(row.table << " " << row.id << " " << row.column << " " << static_cast<int>(row.fault));
    CHECK(found.rows.count == 0);
    CHECK(found.photos_wrong.empty());
}

TEST_CASE("when something was shared is never before it was made nor in the future",
          "[core][backups][verify][joining]") {
    FullHouse house;
    house.done(GiveThanks{
        house.ada, house.ben, "for Friday", Audience::household, {}, {}, house.clock.at(house.today() + 9, 600)});
    const auto columns_found = [&] {
        HouseholdCheck check(house.folder(), nullptr, house.clock.now());
        std::vector<std::pair<std::string, RowFault>> found;
        for (const auto& row : worked_off(check).findings().rows.rows)
            if (row.column == "shared_at") found.emplace_back(row.table, row.fault);
        return found;
    };
    using Found = std::vector<std::pair<std::string, RowFault>>;
    const auto now = std::to_string(house.clock.now().utc_ms);
    const auto set = [&](const std::string& table, const std::string& shared_at) {
        db::Connection(house.database())
            .exec(("UPDATE " + table + " SET shared_at = " + shared_at +
                   ", shared_offset = 60 WHERE audience = 'household' AND id = (SELECT min(id) FROM " + table +
                   " WHERE audience = 'household')")
                      .c_str());
    };
    CHECK(columns_found().empty());
    for (const std::string table : {"check_in", "thanks", "memory", "closeness"}) {
        INFO(table);
        // An hour either way is a clock that another device had.
        for (const char* near : {" - 3600000", " + 3600000"}) {
            set(table, now + near);
            CHECK(columns_found().empty());
        }
        set(table, now + " - 3 * 86400000");
        CHECK(columns_found() == Found{{table, RowFault::shared_too_soon}});
        set(table, now + " + 3 * 86400000");
        CHECK(columns_found() == Found{{table, RowFault::shared_too_late}});
        set(table, now);
    }
    // A clock that was ahead for a while: what it dated is shared right before the next who joins, and what follows is
    // shared after them.
    house.set_time("2027-02-01", 600);
    house.done(CheckInNow{house.ada, 4, {}, "from the future", Audience::household});
    house.set_time("2026-11-24", 600);
    house.done(AddPerson{"Dora", "", "letter", std::nullopt, Sees::from_today_on});
    house.done(CheckInNow{house.ada, 4, {}, "after Dora", Audience::household});
    CHECK(columns_found().empty());
}

TEST_CASE("a value that no command writes is found by table, id and column", "[core][backups][verify]") {
    struct Bad {
        const char *statement, *table, *column;
        RowFault fault;
    };
    const Bad all[] = {
        {"UPDATE check_in SET mood = 99999 WHERE mood IS NOT NULL", "check_in", "mood", RowFault::out_of_range},
        {"UPDATE check_in SET day = day + 1 WHERE sealed IS NULL", "check_in", "day", RowFault::moved},
        {"UPDATE check_in SET day = day - 40 WHERE sealed IS NOT NULL", "check_in", "day", RowFault::moved},
        {"UPDATE check_in SET day = 99999999", "check_in", "day", RowFault::no_date},
        {"UPDATE check_in SET felt_at = 9000000000000000", "check_in", "felt_at", RowFault::no_date},
        {"UPDATE check_in SET felt_offset = 1081", "check_in", "felt_at", RowFault::no_date},
        {"UPDATE check_in SET audience = 'household' WHERE sealed IS NOT NULL", "check_in", "audience",
         RowFault::plain_and_sealed},
        {"UPDATE check_in SET audience = 'only_me' WHERE sealed IS NULL", "check_in", "audience",
         RowFault::plain_and_sealed},
        {"UPDATE check_in SET audience = 'everybody'", "check_in", "audience", RowFault::unknown_word},
        {"UPDATE check_in SET sealed = x'00' WHERE sealed IS NOT NULL", "check_in", "sealed", RowFault::wrong_length},
        {"UPDATE check_in SET sealed = NULL WHERE sealed IS NOT NULL", "check_in", "mood", RowFault::empty},
        {"UPDATE check_in SET note = CAST(x'ff' AS TEXT)", "check_in", "note", RowFault::not_text},
        {"UPDATE check_in SET note = hex(zeroblob(2001))", "check_in", "note", RowFault::too_long},
        {"UPDATE check_in SET help = 'money'", "check_in", "help", RowFault::unknown_word},
        {"UPDATE check_in SET good_news = 2", "check_in", "good_news", RowFault::out_of_range},
        {"UPDATE check_in SET author = randomblob(16)", "check_in", "author", RowFault::names_nothing},
        {"UPDATE check_in SET author = x'01'", "check_in", "author", RowFault::no_id},
        {"UPDATE thanks SET text = '' WHERE text IS NOT NULL", "thanks", "text", RowFault::empty},
        {"UPDATE thanks SET recipient = zeroblob(16) WHERE recipient IS NOT NULL", "thanks", "recipient",
         RowFault::no_id},
        {"UPDATE thanks SET addressee = 'them'", "thanks", "addressee", RowFault::unknown_word},
        {"UPDATE thanks SET memory = randomblob(16)", "thanks", "memory", RowFault::names_nothing},
        {"UPDATE thanks SET given_at = given_at + 864000000", "thanks", "day", RowFault::moved},
        {"UPDATE thanks SET waits = -1", "thanks", "waits", RowFault::out_of_range},
        {"UPDATE thanks_read SET what = 'burnt'", "thanks_read", "what", RowFault::unknown_word},
        {"UPDATE thanks_read SET thanks = randomblob(16)", "thanks_read", "thanks", RowFault::names_nothing},
        {"UPDATE heart SET thanks = randomblob(16)", "heart", "thanks", RowFault::names_nothing},
        {"UPDATE answer SET kind = 'shrug'", "answer", "kind", RowFault::unknown_word},
        {"UPDATE answer SET subject_kind = 'ritual'", "answer", "subject_kind", RowFault::unknown_word},
        {"UPDATE touch SET kind = 'slap'", "touch", "kind", RowFault::unknown_word},
        {"UPDATE touch SET day = day + 3", "touch", "day", RowFault::moved},
        {"UPDATE check_in SET note = 'leak' WHERE sealed IS NOT NULL", "check_in", "note", RowFault::left_beside_seal},
        {"UPDATE check_in SET feeling = 'leak', around = 'leak' WHERE sealed IS NOT NULL", "check_in", "around",
         RowFault::left_beside_seal},
        {"UPDATE check_in SET good_news = 1 WHERE sealed IS NOT NULL", "check_in", "good_news",
         RowFault::left_beside_seal},
        {"UPDATE thanks SET memory = (SELECT id FROM memory LIMIT 1) WHERE sealed IS NOT NULL", "thanks", "memory",
         RowFault::left_beside_seal},
        {"UPDATE memory SET caption = 'leak' WHERE sealed IS NOT NULL", "memory", "caption",
         RowFault::left_beside_seal},
        {"UPDATE memory SET source_name = 'leak.jpg' WHERE sealed IS NOT NULL", "memory", "source_name",
         RowFault::left_beside_seal},
        {"UPDATE check_in SET shared_at = NULL, shared_offset = 60", "check_in", "shared_at", RowFault::no_date},
        {"UPDATE check_in SET shared_at = 1795454400000, shared_offset = NULL", "check_in", "shared_at",
         RowFault::no_date},
        {"UPDATE check_in SET edited_at = 1795454400000, edited_offset = NULL", "check_in", "edited_at",
         RowFault::no_date},
        {"UPDATE thanks SET deleted_at = 5, deleted_offset = NULL", "thanks", "deleted_at", RowFault::no_date},
        {"UPDATE answer SET subject = (SELECT id FROM thanks LIMIT 1)", "answer", "subject", RowFault::names_nothing},
        {"UPDATE answer SET subject_kind = 'thanks'", "answer", "subject", RowFault::names_nothing},
        {"UPDATE ritual SET starts_on = NULL", "ritual", "starts_on", RowFault::empty},
        {"UPDATE ritual_pause SET until_day = from_day - 2", "ritual_pause", "until_day", RowFault::backwards},
        {"UPDATE person SET name = char(27) || '[31m' || name", "person", "name", RowFault::not_shown},
        {"UPDATE person SET name = 'Ada' || char(10) || 'Ben' WHERE name = 'Ada'", "person", "name",
         RowFault::not_shown},
        {"UPDATE vault_key SET public_key = zeroblob(32)", "vault_key", "public_key", RowFault::empty},
        {"UPDATE vault_wrap SET wrapped = zeroblob(47)", "vault_wrap", "wrapped", RowFault::wrong_length},
        {"UPDATE vault_wrap SET wrapped = zeroblob(49)", "vault_wrap", "wrapped", RowFault::wrong_length},
        {"UPDATE vault_wrap SET kind = 'pin', passes = 0, memory = 8192", "vault_wrap", "passes",
         RowFault::out_of_range},
        {"UPDATE vault_wrap SET kind = 'passphrase', passes = 1, memory = 8191", "vault_wrap", "memory",
         RowFault::out_of_range},
        {"UPDATE closeness SET level = 8", "closeness", "level", RowFault::out_of_range},
        {"UPDATE closeness SET level = 0", "closeness", "level", RowFault::out_of_range},
        {"UPDATE activity SET sealed = zeroblob(10)", "activity", "sealed", RowFault::wrong_length},
        {"UPDATE ritual SET rule = 'garbage'", "ritual", "rule", RowFault::no_rule},
        {"UPDATE ritual SET rule = 'FREQ=SECONDLY'", "ritual", "rule", RowFault::no_rule},
        {"UPDATE ritual SET colour = 'black'", "ritual", "colour", RowFault::unknown_word},
        {"UPDATE ritual SET starts_at = 1440", "ritual", "starts_at", RowFault::out_of_range},
        {"UPDATE ritual SET starts_on = -9999999", "ritual", "starts_on", RowFault::no_date},
        {"UPDATE ritual_pause SET ritual = randomblob(16)", "ritual_pause", "ritual", RowFault::names_nothing},
        {"UPDATE memory SET photo = x'0102'", "memory", "photo", RowFault::wrong_length},
        {"UPDATE memory SET photo = NULL WHERE sealed IS NULL", "memory", "photo", RowFault::empty},
        {"UPDATE memory SET format = 'gif' WHERE sealed IS NULL", "memory", "format", RowFault::unknown_word},
        {"UPDATE memory SET width = 0 WHERE sealed IS NULL", "memory", "width", RowFault::out_of_range},
        {"UPDATE memory SET audience = 'room' WHERE sealed IS NOT NULL", "memory", "audience",
         RowFault::plain_and_sealed},
        {"UPDATE memory SET day = day + 2", "memory", "day", RowFault::moved},
        {"UPDATE memory SET dated_by = 'stars'", "memory", "dated_by", RowFault::unknown_word},
        {"UPDATE person SET name = '' WHERE name = 'Ada'", "person", "name", RowFault::empty},
        {"UPDATE person SET face = 'mask'", "person", "face", RowFault::unknown_word},
        {"UPDATE person SET portrait = zeroblob(31)", "person", "portrait", RowFault::wrong_length},
        {"UPDATE vault_key SET public_key = zeroblob(31)", "vault_key", "public_key", RowFault::wrong_length},
        {"UPDATE vault_key SET person = randomblob(16)", "vault_key", "person", RowFault::names_nothing},
        {"UPDATE setting SET value = '13' WHERE name = 'day_start_hour'", "setting", "value", RowFault::no_such_value},
        {"UPDATE setting SET value = 'x' WHERE name = 'household_id'", "setting", "value", RowFault::no_such_value},
        {"UPDATE person_setting SET value = 'hourly'", "person_setting", "value", RowFault::no_such_value},
        {"UPDATE device_setting SET value = 'pink' WHERE name = 'theme'", "device_setting", "value",
         RowFault::no_such_value},
    };
    FullHouse house;
    REQUIRE(findings_of(house).all_well());
    const auto copy = house.place.path() / "copy.db";
    for (const auto& bad : all) {
        INFO(bad.statement);
        std::filesystem::remove(copy);
        db::Connection(house.database()).copy_to(copy);
        {
            db::Connection db(copy);
            db.exec(bad.statement);
            CHECK(db.changes() > 0);
        }
        RowFindings found;
        check_rows(HouseholdFile(copy, HouseholdFile::Kept::in_use), bad.table, found);
        CHECK(std::any_of(found.rows.begin(), found.rows.end(), [&](const auto& row) {
            return row.table == bad.table && row.column == bad.column && row.fault == bad.fault && !row.id.empty();
        }));
    }
}

TEST_CASE("a trigger, view, table or index that no migration makes is named, in a household and in its backup",
          "[core][backups][verify]") {
    FullHouse house;
    CHECK(findings_of(house).all_well());
    db::Connection(house.database())
        .exec(
            "CREATE TRIGGER t AFTER INSERT ON check_in BEGIN DELETE FROM thanks; END; CREATE VIEW v AS SELECT 1; CREATE TABLE evil (x); CREATE INDEX i ON evil(x)");
    const auto found = findings_of(house);
    CHECK_FALSE(found.all_well());
    for (const auto& [type, name] : {std::pair("trigger", "t"), {"view", "v"}, {"table", "evil"}, {"index", "i"}}) {
        INFO(type);
        CHECK(std::any_of(found.rows.rows.begin(), found.rows.rows.end(), [type = type, name = name](const auto& row) {
            return row.table == "sqlite_schema" && row.id == name && row.column == type &&
                   row.fault == RowFault::not_ours;
        }));
    }
    BackUp job(house.folder(), house.today(), BackUp::When::again);
    REQUIRE(worked_off(job).outcome().state == BackupState::written);
    CHECK(BackupCheck(BackupFolder(house.folder())).look_at(house.today()).rows.count == 4);
}

TEST_CASE(
    "a trigger or a view that somebody put into the file takes nothing away, and is gone once the household is opened",
    "[core][backups][verify]") {
    for (
        const char* foreign :
        {"CREATE TRIGGER t AFTER INSERT ON check_in BEGIN DELETE FROM thanks; DELETE FROM check_in; END",
         "CREATE TRIGGER t BEFORE INSERT ON check_in BEGIN SELECT raise(IGNORE); END",
         "CREATE TRIGGER \"odd \"\" name\" BEFORE INSERT ON check_in BEGIN SELECT raise(IGNORE); END; CREATE VIEW v AS SELECT * FROM thanks"}) {
        INFO(foreign);
        FullHouse house;
        const auto all = [&](const Household& household) {
            return std::pair(
                household.get<CheckInStore>().between(Viewer::of(house.ada), house.today() - 9, house.today()).size(),
                household.get<ThanksStore>().newest(Viewer::of(house.ada), ThanksKind::all, 9).size());
        };
        const auto before = all(house.household);
        db::Connection(house.database()).exec(foreign);
        house.done(CheckInNow{house.ada, 5, {}, "while it is open", Audience::household});
        CHECK(all(house.household) == std::pair(before.first + 1, before.second));
        {
            Household again(house.folder(), house.clock, house.random, tests::device());
            CHECK(again.apply(CheckInNow{house.ada, 5, {}, "opened anew", Audience::household}));
            CHECK(all(again) == std::pair(before.first + 2, before.second));
        }
        CHECK(findings_of(house).all_well());
    }
}
