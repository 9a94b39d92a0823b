#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include <sodium.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "core/backups/household_check.hpp"
#include "core/backups/restore.hpp"
#include "core/leaving/remains.hpp"
#include "core/settings/setting_store.hpp"
#include "core/vault/spelling.hpp"
#include "tests/core/files.hpp"
#include "tests/core/vault/vault_house.hpp"

// Copies of the data folder from different days, and files that somebody was at: what the device remembers opens them
// all.
using namespace core;
namespace fs = std::filesystem;
using tests::VaultHouse;

namespace {

// A house whose folder is copied, and which moves from copy to copy.
struct Copies : VaultHouse {
    void copy(const char* name) {
        open.reset();
        fs::remove_all(place.path() / name);
        fs::copy(folder(), place.path() / name, fs::copy_options::recursive);
        reopen();
    }
    void go_to(const char* name) {
        open.reset();
        open = std::make_unique<Household>(place.path() / name, clock, random, device, tests::cheap);
    }
    void sql_in(const char* name, const std::string& statement) {
        open.reset();
        db::Connection(place.path() / name / "household.db").prepare(statement).run();
    }
    std::int64_t number(const char* name, const std::string& sql) {
        std::int64_t n = -1;
        db::Connection(place.path() / name / "household.db").prepare(sql).each([&](const auto& row) {
            n = row.integer(0);
        });
        return n;
    }
    DeviceRecord record() { return h().vault().record(); }
};

std::vector<std::string> keys_missing(const fs::path& folder) {
    backups::HouseholdCheck job(folder);
    while (job.step()) {
    }
    return job.findings().keys_missing;
}

}  // namespace

TEST_CASE("a copy from before the first private entry gets the key that was made since", "[core][vault]") {
    Copies house;
    house.copy("older");
    house.writes(house.ada, "in the newer");
    house.go_to("older");
    house.writes(house.ada, "in the older");
    CHECK(house.notes_of(house.ada) == "in the older");
    CHECK_FALSE(house.h().vault().state(house.ada).put_back);  // nobody took anything out
    house.go_to("data");
    CHECK(house.notes_of(house.ada) == "in the newer");
    house.go_to("older");
    CHECK(house.notes_of(house.ada) == "in the older");
    CHECK(house.record().find(house.ada)->pairs.size() == 1);
}

TEST_CASE("a copy from before the first PIN asks for that PIN, and for the next", "[core][vault]") {
    Copies house;
    house.copy("empty");
    house.writes(house.ada, "mine");
    house.copy("open");
    REQUIRE_FALSE(house.set_pin(house.ada, "1111"));
    for (const char* copy : {"empty", "open"}) {
        INFO(copy);
        house.go_to(copy);
        CHECK(house.h().vault().state(house.ada).pin == PinKind::digits);
        CHECK_FALSE(house.h().vault().is_open(house.ada));
        CHECK(house.notes_of(house.ada).empty());
        house.writes(house.ada, "and shut");
        CHECK(house.notes_of(house.ada) == "and shut");
        house.h().forget_undo();
        CHECK(house.notes_of(house.ada).empty());
        CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
        REQUIRE_FALSE(house.unlock(house.ada, "1111"));
        CHECK(house.notes_of(house.ada).substr(0, 8) == "and shut");
    }
    REQUIRE_FALSE(house.set_pin(house.ada, "2222"));  // in the last of them
    for (const char* copy : {"data", "empty", "open"}) {
        INFO(copy);
        house.go_to(copy);
        CHECK(house.unlock(house.ada, "1111") == Refusal::wrong_pin);
        REQUIRE_FALSE(house.unlock(house.ada, "2222"));
    }
    REQUIRE(house.h().remove_pin(house.ada));
    house.go_to("data");
    CHECK(house.notes_of(house.ada) == "mine");
    CHECK(house.h().vault().state(house.ada).pin == PinKind::none);
}

TEST_CASE("with a PIN the device's record holds nothing that opens without it", "[core][vault]") {
    Copies house;
    house.writes(house.ada, "mine");
    const auto bytes = [&] {
        return std::string(house.device.inside.get(house.h().get<SettingStore>().household_id())->text());
    };
    const auto before = house.record();
    const auto& pair = before.find(house.ada)->pairs.at(0);
    REQUIRE(bytes().find(pair.key.text()) != std::string::npos);
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    (void)house.phrase_for(house.ada);
    for (const auto gone :
         {pair.key.text(), std::string_view(reinterpret_cast<const char*>(pair.wraps.at(0).wrapped.data()), 48)})
        CHECK(bytes().find(gone) == std::string::npos);
    const auto after = house.record();
    for (const auto& wrap : after.find(house.ada)->pairs.at(0).wraps) CHECK(wrap.kind != "device");
}

TEST_CASE("the twelve words open what they ever opened, and replaced ones older copies only", "[core][vault]") {
    Copies house;
    house.copy("empty");
    house.writes(house.ada, "mine");
    const auto first = house.phrase_for(house.ada);
    house.copy("with the first");
    const auto second = house.phrase_for(house.ada);
    MemorySecrets other;
    const auto opens = [&](const char* copy, DeviceSecrets& on, const std::string& words) {
        house.open.reset();
        house.open =
            std::make_unique<Household>(house.place.path() / copy, house.clock, house.random, on, tests::cheap);
        return static_cast<bool>(house.h().recover(house.ada, words));
    };
    for (int twice = 0; twice < 2; ++twice) {
        CHECK(opens("data", house.device, second));
        CHECK_FALSE(opens("data", house.device, first));
        CHECK(opens("with the first", house.device, first));
        CHECK(opens("with the first", house.device, second));  // by what the device remembers
        CHECK(opens("empty", house.device, second));
        CHECK_FALSE(opens("data", other, first));
        CHECK(opens("data", other, second));
        CHECK(opens("with the first", other, first));
        house.go_to("with the first");
        house.writes(house.ada, "more");
    }
}

TEST_CASE("erasing forgets every key, and an older copy opens no more", "[core][vault]") {
    Copies house;
    house.writes(house.ada, "mine");
    house.copy("older");
    REQUIRE(house.h().erase(house.ada));
    CHECK_FALSE(house.record().find(house.ada));
    house.go_to("older");
    CHECK(house.notes_of(house.ada).empty());
    CHECK_FALSE(house.record().find(house.ada));
}

TEST_CASE("a backup from before the first private entry is put back, and what was sealed since still opens",
          "[core][vault]") {
    for (const bool with_pin : {false, true}) {
        INFO("with a PIN: " << with_pin);
        Copies house;
        house.copy("backup");
        house.writes(house.ada, "lost by putting back");
        const auto words = house.phrase_for(house.ada);
        if (with_pin) REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
        house.open.reset();
        const auto replaced =
            backups::replace_household(house.folder(), house.place.path() / "backup", tests::day("2026-11-24"));
        REQUIRE(replaced.state == backups::ReplaceState::replaced);
        house.reopen();
        house.writes(house.ada, "since");
        if (with_pin) {
            CHECK(house.notes_of(house.ada) == "since");
            house.h().forget_undo();
            CHECK(house.notes_of(house.ada).empty());
            REQUIRE_FALSE(house.unlock(house.ada, "4711"));
        }
        CHECK(house.notes_of(house.ada) == "since");
        house.go_to(replaced.moved_to.filename().c_str());
        if (with_pin) REQUIRE_FALSE(house.unlock(house.ada, "4711"));
        CHECK(house.notes_of(house.ada) == "lost by putting back");
        MemorySecrets other;
        house.reopen(other);
        REQUIRE(house.h().recover(house.ada, words));
        CHECK(house.notes_of(house.ada) == "since");
    }
}

// --- tables that somebody was at ------------------------------------------------------------------------------

TEST_CASE("whatever is taken out of the vault's tables or changed in them opens nothing, loses nothing and is told",
          "[core][vault]") {
    struct Change {
        const char* what;
        const char* sql;
        bool told = true;
    };
    const Change changes[] = {
        {"no key", "DELETE FROM vault_key WHERE person = ?1"},
        {"the key deleted", "UPDATE vault_key SET deleted_at = 1, deleted_offset = 0 WHERE person = ?1"},
        {"nobody's key", "DELETE FROM vault_key WHERE ?1 IS NOT NULL"},
        {"the key is another's",
         "UPDATE vault_key SET person = (SELECT id FROM person WHERE name = 'Ben') WHERE person = ?1"},
        {"the key exchanged", "UPDATE vault_key SET public_key = randomblob(32) WHERE person = ?1"},
        {"the key of another",
         "UPDATE vault_key SET public_key = (SELECT public_key FROM vault_key WHERE person <> ?1) WHERE person = ?1"},
        {"the key exchanged and no wraps",
         "UPDATE vault_key SET public_key = randomblob(32), id = randomblob(16) WHERE person = ?1"},
        {"the key cut off", "UPDATE vault_key SET public_key = x'00' WHERE person = ?1"},
        {"no wraps", "DELETE FROM vault_wrap WHERE vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"wraps emptied",
         "UPDATE vault_wrap SET wrapped = NULL, salt = NULL WHERE vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"wraps deleted",
         "UPDATE vault_wrap SET deleted_at = 1, deleted_offset = 0 WHERE vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"wraps zeroed",
         "UPDATE vault_wrap SET wrapped = zeroblob(48) WHERE vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"wraps of another key",
         "UPDATE vault_wrap SET vault_key = (SELECT id FROM vault_key WHERE person <> ?1)"
         " WHERE vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"no PIN",
         "DELETE FROM vault_wrap WHERE kind = 'pin' AND vault_key = (SELECT id FROM vault_key WHERE person = ?1)",
         false},
        {"no words",
         "DELETE FROM vault_wrap WHERE kind = 'phrase' AND vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"a PIN made a device's",
         "UPDATE vault_wrap SET kind = 'device' WHERE kind = 'pin' AND vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"a PIN made cheap",
         "UPDATE vault_wrap SET passes = 1, memory = 8192 WHERE kind = 'pin' AND vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"another salt",
         "UPDATE vault_wrap SET salt = zeroblob(16) WHERE kind = 'pin' AND vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"another device",
         "UPDATE vault_wrap SET device_mark = zeroblob(8) WHERE kind = 'pin' AND vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"words of another",
         "UPDATE vault_wrap SET (nonce, wrapped) = (SELECT nonce, wrapped FROM vault_wrap other WHERE other.kind = 'phrase' AND"
         " other.vault_key = (SELECT id FROM vault_key WHERE person <> ?1)) WHERE kind = 'phrase' AND"
         " vault_key = (SELECT id FROM vault_key WHERE person = ?1)"},
        {"no id of the household", "DELETE FROM setting WHERE name = 'household_id' AND ?1 IS NOT NULL"},
        {"an empty id", "UPDATE setting SET value = '' WHERE name = 'household_id' AND ?1 IS NOT NULL"},
        {"another's id",
         "UPDATE setting SET value = '01930000-0000-7000-8000-000000000000' WHERE name = 'household_id' AND ?1 IS NOT NULL"},
        {"no wrong PINs", "DELETE FROM vault_attempt WHERE ?1 IS NOT NULL", false},
        {"fewer wrong PINs", "UPDATE vault_attempt SET failures = 0, last_at = 0 WHERE ?1 IS NOT NULL", false},
        {"no wait", "UPDATE vault_attempt SET wait_left = 0 WHERE ?1 IS NOT NULL", false},
        {"a wait that began long ago", "UPDATE vault_attempt SET observed_ms = 0 WHERE ?1 IS NOT NULL", false},
    };
    for (const auto& change : changes) {
        INFO(change.what);
        Copies house;
        house.writes(house.ada, "before");
        house.writes(house.ben, "his");
        const auto words = house.phrase_for(house.ada);
        const auto of_ben = house.phrase_for(house.ben);
        REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
        house.h().lock();
        for (int n = 0; n < 3; ++n) CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
        house.open.reset();
        db::Connection(house.database()).prepare(change.sql).run(house.ada);
        house.reopen();
        CHECK(house.h().vault().wait(house.ada) > 0);
        CHECK(house.h().vault().state(house.ada).pin == PinKind::digits);
        CHECK_FALSE(house.h().vault().is_open(house.ada));
        CHECK(house.notes_of(house.ada).empty());
        house.writes(house.ada, "after");
        CHECK(house.notes_of(house.ada) == "after");
        house.h().forget_undo();
        CHECK(house.notes_of(house.ada).empty());
        house.clock.advance_ms(60'000);
        CHECK(house.unlock(house.ada, "4712") == Refusal::wrong_pin);
        house.clock.advance_ms(60'000);
        REQUIRE_FALSE(house.unlock(house.ada, "4711"));
        CHECK(house.notes_of(house.ada) == "after|before");
        CHECK(house.h().vault().state(house.ada).put_back == change.told);
        CHECK(house.notes_of(house.ben) == "his");
        CHECK(keys_missing(house.folder()).empty());
        // And the file is whole again for a device that knows nothing.
        MemorySecrets other;
        house.reopen(other);
        REQUIRE(house.h().recover(house.ada, words));
        CHECK(house.notes_of(house.ada) == "after|before");
        REQUIRE(house.h().recover(house.ben, of_ben));
        CHECK(house.notes_of(house.ben) == "his");
    }
}

TEST_CASE("where nobody remembers the key of what is sealed, none is made, and the check says so", "[core][vault]") {
    Copies house;
    house.writes(house.ada, "mine");
    house.h().keep_draft(house.ben, "note", "half");
    house.open.reset();
    CHECK(keys_missing(house.folder()).empty());
    house.sql("DELETE FROM vault_key");
    house.sql("DELETE FROM vault_wrap");
    CHECK(keys_missing(house.folder()) == std::vector<std::string>{"Ada", "Ben"});
    MemorySecrets other;
    house.reopen(other);
    for (const auto person : {house.ada, house.ben}) {
        const auto state = house.h().vault().state(person);
        CHECK((state.key_missing && !state.open));
        CHECK(house.refusal_of(CheckInNow{person, 2, {}, "to nobody"}) == Refusal::key_missing);
        CHECK(tests::fault_of([&] { house.h().keep_draft(person, "note", "to nobody"); }) == Fault::Kind::other);
        CHECK(house.set_pin(person, "4711") == Refusal::key_missing);
        CHECK(house.unlock(person, "4711") == Refusal::key_missing);
        CHECK_FALSE(house.refusal_of(CheckInNow{person, 2, {}, "for us", Audience::household}));
    }
    house.reopen();
    CHECK(house.notes_of(house.ada) == "for us|for us|mine");
    CHECK(keys_missing(house.folder()).empty());
}

TEST_CASE("every column that holds something sealed is looked at before a key is made", "[core][vault]") {
    Copies house;
    house.open.reset();
    std::vector<std::string> tables;
    db::Connection(house.database())
        .prepare(
            "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'sealed' ORDER BY m.name")
        .each([&](const auto& row) { tables.push_back(row.text(0)); });
    CHECK(tables == std::vector<std::string>{"activity", "check_in", "closeness", "draft", "import", "memory", "ritual",
                                             "thanks"});
}

TEST_CASE("copies of a folder that are open together give no more tries than one", "[core][vault]") {
    Copies house;
    house.writes(house.ada, "mine");
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.copy("second");
    tests::SeededRandom random(5);
    Household second(house.place.path() / "second", house.clock, random, house.device, tests::cheap);
    const auto in_second = [&](std::string_view pin) -> std::optional<Refusal> {
        const auto job = second.vault().stretch(house.ada, Secret::of_text(pin));
        if (!job) return job.refusal();
        while (job.value()->step()) {
        }
        const auto opened = second.unlock(house.ada, *job.value());
        return opened ? std::nullopt : std::optional(opened.refusal());
    };
    CHECK(second.vault().wait(house.ada) == 0);  // what the device says is read by now
    for (int n = 0; n < 3; ++n) CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    CHECK(house.unlock(house.ada, "0000") == Refusal::wait_a_while);
    CHECK(in_second("0000") == Refusal::wait_a_while);
    CHECK(house.record().find(house.ada)->tries.failures == 3);
    house.clock.advance_ms(60'000);
    CHECK(in_second("0000") == Refusal::wrong_pin);
    CHECK(house.record().find(house.ada)->tries.failures == 4);
    CHECK(house.unlock(house.ada, "0000") == Refusal::wait_a_while);
    house.clock.advance_ms(60'000);
    CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    CHECK(house.record().find(house.ada)->tries.failures == 5);
}

namespace {

// Fails where a record is written outside of a turn, or was read before it.
class TurnKeeper final : public DeviceSecrets {
public:
    std::optional<Secret> get(const std::string& household) override {
        read_in_ = held_;
        return secrets_.get(household);
    }
    void set(const std::string& household, const Secret& record) override {
        CHECK(held_ > 0);
        CHECK(read_in_ == held_);
        ++written;
        secrets_.set(household, record);
    }
    void remove(const std::string& household) override { secrets_.remove(household); }
    Kept kept() const override { return Kept::memory; }
    std::unique_ptr<Turn> turn(const std::string&) override {
        REQUIRE(held_ == 0);
        held_ = ++turns_;
        return std::make_unique<Held>(*this);
    }
    bool is_held() const { return held_ > 0; }

    int written = 0;

private:
    struct Held final : Turn {
        explicit Held(TurnKeeper& k) : keeper(k) {}
        ~Held() override { keeper.held_ = 0; }
        TurnKeeper& keeper;
    };
    MemorySecrets secrets_;
    int turns_ = 0, held_ = 0, read_in_ = 0;
};

}  // namespace

TEST_CASE("a device's record is written only in a turn in which it was read", "[core][vault]") {
    TurnKeeper device;
    Copies house;
    const auto writes_in_turn = [&](const char* what, auto&& does) {
        INFO(what);
        const int before = device.written;
        does();
        CHECK(device.written > before);
        CHECK_FALSE(device.is_held());
    };
    writes_in_turn("the first entry", [&] {
        house.reopen(device);
        house.writes(house.ada, "mine");
    });
    house.copy("older");
    house.reopen(device);
    writes_in_turn("a PIN", [&] { REQUIRE_FALSE(house.set_pin(house.ada, "4711")); });
    house.h().lock();
    writes_in_turn("a wrong PIN", [&] { CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin); });
    writes_in_turn("a right PIN", [&] { REQUIRE_FALSE(house.unlock(house.ada, "4711")); });
    writes_in_turn("words", [&] { (void)house.phrase_for(house.ada); });
    writes_in_turn("no PIN", [&] { REQUIRE(house.h().remove_pin(house.ada)); });
    writes_in_turn("the key of backups", [&] { house.h().set_backup_key(Secret(32)); });
    writes_in_turn("keys put back, and told", [&] {
        house.sql("DELETE FROM vault_key");
        house.reopen(device);
        house.writes(house.ada, "more");
        REQUIRE(house.h().vault().state(house.ada).put_back);
        house.h().told_of_keys(house.ada);
    });
    writes_in_turn("a household of a backup taken in",
                   [&] { take_in(device, "home", for_another_device(house.h().vault().record())); });
    writes_in_turn("leaving", [&] { REQUIRE(house.h().erase(house.ada)); });
    writes_in_turn("being back", [&] {
        house.open = nullptr;
        house.open =
            std::make_unique<Household>(house.place.path() / "older", house.clock, house.random, device, tests::cheap);
        REQUIRE(house.h().welcome_back(house.ada));
    });
}

TEST_CASE("a stranger's pair and its words take nothing over from a key that this device opens", "[core][vault]") {
    for (const bool with_pin : {false, true}) {
        INFO("with a PIN: " << with_pin);
        Copies house;
        house.copy("theirs");
        house.writes(house.ada, "mine");
        if (with_pin) REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
        MemorySecrets stranger;
        house.open = nullptr;
        house.open = std::make_unique<Household>(house.place.path() / "theirs", house.clock, house.random, stranger,
                                                 tests::cheap);
        house.writes(house.ada, "of the stranger");
        const auto words = house.phrase_for(house.ada);
        house.open.reset();
        {
            db::Connection db(house.database());
            db.prepare("ATTACH '" + (house.place.path() / "theirs" / "household.db").string() + "' AS theirs").run();
            for (const char* table : {"vault_key", "vault_wrap"}) {
                db.prepare("DELETE FROM main." + std::string(table)).run();
                db.prepare("INSERT INTO main." + std::string(table) + " SELECT * FROM theirs." + table).run();
            }
        }
        house.reopen();
        CHECK(static_cast<bool>(house.h().recover(house.ada, words)) == !with_pin);
        house.writes(house.ada, "and still mine");
        CHECK(house.h().vault().state(house.ada).put_back);
        if (with_pin) REQUIRE_FALSE(house.unlock(house.ada, "4711"));
        CHECK(house.notes_of(house.ada) == "and still mine|mine");
        CHECK(house.h().recover(house.ada, words));
        house.writes(house.ada, "to the same");
        house.reopen(stranger);
        CHECK(house.h().recover(house.ada, words));
        CHECK(house.notes_of(house.ada).empty());
    }
}

TEST_CASE("nothing is sealed to a key that nothing opens, and who left and is back gets a new one", "[core][vault]") {
    const bool welcomed = GENERATE(false, true);
    INFO("welcomed: " << welcomed);
    Copies house;
    house.writes(house.ada, "mine");
    house.copy("older");
    MemorySecrets other;
    house.reopen(other);
    house.writes(house.ada, "from the other device");
    house.reopen();
    CHECK(house.notes_of(house.ada) == "from the other device|mine");
    house.sql("UPDATE vault_wrap SET wrapped = zeroblob(9)");
    house.reopen(other);
    CHECK(house.refusal_of(CheckInNow{house.ada, 2, {}, "for nobody"}) == Refusal::key_missing);
    CHECK(house.h().vault().state(house.ada).key_missing);
    house.reopen();
    REQUIRE(house.h().erase(house.ada));
    house.go_to("older");
    CHECK(house.notes_of(house.ada).empty());
    if (welcomed) REQUIRE(house.h().welcome_back(house.ada));
    house.writes(house.ada, "new");
    CHECK(house.notes_of(house.ada) == "new");
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.go_to("older");
    CHECK(house.notes_of(house.ada).empty());
    REQUIRE_FALSE(house.unlock(house.ada, "4711"));
    CHECK(house.notes_of(house.ada) == "new");
}

// --- what an earlier program left ---------------------------------------------------------------------------------

namespace {

// The record as an earlier program keeps it: the last pair of each person.
Secret first_version(const DeviceRecord& record) {
    std::string bytes = "inglenk\x01";
    const auto put = [&](const auto& part) { bytes.append(reinterpret_cast<const char*>(part.data()), part.size()); };
    put(record.pepper);
    bytes += std::string(33, '\0');
    for (const auto& known : record.people) {
        const auto& pair = known.pairs.back();
        put(known.person.value.bytes);
        put(pair.public_key);
        bytes += pair.key.empty() ? '\0' : '\x01';
        if (pair.key.empty()) bytes += std::string(32, '\0');
        else put(pair.key);
    }
    return Secret::of_text(bytes);
}

}  // namespace

TEST_CASE("a household of an earlier program opens as before, and is remembered from then on", "[core][vault]") {
    for (const bool with_pin : {false, true}) {
        INFO("with a PIN: " << with_pin);
        Copies house;
        house.writes(house.ada, "mine");
        const auto words = house.phrase_for(house.ada);
        if (with_pin) REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
        const auto id = house.h().get<SettingStore>().household_id();
        const auto earlier = first_version(house.record());
        house.open.reset();
        house.device.inside.set(id, earlier);
        house.reopen();
        CHECK(house.h().vault().state(house.ada).pin == (with_pin ? PinKind::digits : PinKind::none));
        if (with_pin) REQUIRE_FALSE(house.unlock(house.ada, "4711"));
        CHECK(house.notes_of(house.ada) == "mine");
        house.sql_in("data", "DELETE FROM vault_key");
        house.sql_in("data", "DELETE FROM vault_wrap");
        house.reopen();
        if (with_pin) CHECK(house.notes_of(house.ada).empty());
        if (with_pin) REQUIRE_FALSE(house.unlock(house.ada, "4711"));
        CHECK(house.notes_of(house.ada) == "mine");
        MemorySecrets other;
        house.reopen(other);
        CHECK(house.h().recover(house.ada, words));
    }
}

TEST_CASE("nothing is sealed to a key that an earlier program's record cannot open without the rows that are gone",
          "[core][vault]") {
    for (const char* gone : {"DELETE FROM vault_wrap", "UPDATE vault_wrap SET wrapped = NULL",
                             "UPDATE vault_wrap SET wrapped = zeroblob(48)"}) {
        INFO(gone);
        Copies house;
        house.writes(house.ada, "mine");
        const auto id = house.h().get<SettingStore>().household_id();
        const auto earlier = first_version(house.record());
        house.open.reset();
        house.device.inside.set(id, earlier);
        house.sql_in("data", gone);
        house.reopen();
        CHECK(house.h().vault().state(house.ada).key_missing);
        CHECK(house.refusal_of(CheckInNow{house.ada, 2, {}, "for nobody"}) == Refusal::key_missing);
        CHECK(house.unlock(house.ada, "4711") != Refusal::wrong_pin);
    }
}

TEST_CASE("where an earlier program forgot a key, its PIN and its words bring it back", "[core][vault]") {
    Copies house;
    house.copy("older");
    house.writes(house.ada, "forgotten");
    const auto words = house.phrase_for(house.ada);
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    const auto id = house.h().get<SettingStore>().household_id();
    auto record = device_record(to_bytes(house.record()));
    // What the earlier program did in the older copy: another pair, and a record of that one alone.
    house.open.reset();
    DeviceRecord without;
    without.pepper = record->pepper.copy();
    house.device.inside.set(id, to_bytes(without));
    house.go_to("older");
    house.writes(house.ada, "in the older");
    const auto earlier = first_version(house.record());
    for (const bool by_words : {false, true}) {
        INFO("by words: " << by_words);
        house.open.reset();
        house.device.inside.set(id, earlier);
        house.go_to("data");
        CHECK(house.h().vault().state(house.ada).key_changed);
        CHECK(house.refusal_of(CheckInNow{house.ada, 2, {}, "for whom?"}) == Refusal::key_changed);
        CHECK(house.unlock(house.ada, "4712") == Refusal::key_changed);
        if (by_words) REQUIRE(house.h().recover(house.ada, words));
        else REQUIRE_FALSE(house.unlock(house.ada, "4711"));
        CHECK(house.notes_of(house.ada) == "forgotten");
        CHECK_FALSE(house.h().vault().state(house.ada).key_changed);
        house.go_to("older");
        if (!by_words) {  // a PIN that was shown holds in every copy
            CHECK(house.notes_of(house.ada).empty());
            CHECK(house.h().vault().state(house.ada).pin == PinKind::digits);
            REQUIRE_FALSE(house.unlock(house.ada, "4711"));
        }
        CHECK(house.notes_of(house.ada) == "in the older");
        house.go_to("data");
        if (by_words) CHECK(house.h().recover(house.ada, words));
        else CHECK_FALSE(house.unlock(house.ada, "4711"));
        CHECK(house.notes_of(house.ada) == "forgotten");
    }
}

TEST_CASE("a PIN set before an older folder was seen again holds there too", "[core][vault]") {
    Copies house;
    house.copy("older");
    house.writes(house.ada, "mine");
    const auto id = house.h().get<SettingStore>().household_id();
    const auto earlier = first_version(house.record());
    house.open.reset();
    house.device.inside.set(id, earlier);  // knows the key, and not what it opens
    house.go_to("older");
    house.writes(house.ada, "in the older");  // so another is made, beside it
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    const auto record = house.record();
    REQUIRE(record.find(house.ada)->pairs.size() == 2);
    for (const auto& pair : record.find(house.ada)->pairs) CHECK(pair.key.empty());
    house.go_to("data");
    CHECK(house.notes_of(house.ada).empty());
    CHECK(house.h().vault().state(house.ada).pin == PinKind::digits);
    CHECK(house.unlock(house.ada, "4712") == Refusal::wrong_pin);
    REQUIRE_FALSE(house.unlock(house.ada, "4711"));
    CHECK(house.notes_of(house.ada) == "mine");
}

// --- one passphrase, two keyboards ------------------------------------------------------------------------------

TEST_CASE("a passphrase opens however its letters were composed, and one set by an earlier program too",
          "[core][vault]") {
    const std::string composed =
                          "Fr\xc3\xbchst\xc3\xbc"
                          "ck im Caf\xc3\xa9",
                      apart =
                          "Fru\xcc\x88hstu\xcc\x88"
                          "ck im Cafe\xcc\x81";
    for (const auto& [set, typed] : {std::pair(composed, apart),
                                     {apart, composed},
                                     {apart, apart},
                                     {"ein\xc2\xa0"
                                      "anderer Ort",
                                      "ein anderer Ort"}}) {
        INFO(set << " and " << typed);
        VaultHouse house;
        house.writes(house.ada, "mine");
        REQUIRE_FALSE(house.set_pin(house.ada, set));
        house.h().lock();
        CHECK(house.unlock(house.ada, typed + "x") == Refusal::wrong_pin);
        CHECK(house.unlock(house.ada, typed + "x") == Refusal::wrong_pin);  // one try each, whatever was tried
        CHECK(house.h().vault().wait(house.ada) == 0);
        CHECK_FALSE(house.unlock(house.ada, typed));
    }
    // As an earlier program hashed it: the bytes that were typed.
    for (const auto& [set, typed] :
         {std::pair(composed, apart), {apart, composed}, {apart, apart}, {composed, composed}}) {
        INFO(set << " and " << typed);
        Secret raw(32);
        const std::array<std::uint8_t, 16> salt{7};
        REQUIRE(crypto_pwhash(raw.data(), raw.size(), set.data(), set.size(), salt.data(), 1, 8192,
                              crypto_pwhash_ALG_ARGON2ID13) == 0);
        PinStretch tried(Secret::of_text(typed), salt, {1, 8192});
        while (tried.step()) {
        }
        CHECK(std::count(tried.keys().begin(), tried.keys().end(), raw) == 1);
        CHECK(tried.keys().size() == 2);
    }
    PinStretch digits(Secret::of_text("4711"), {7}, {1, 8192});
    while (digits.step()) {
    }
    CHECK(digits.keys().size() == 1);
    CHECK(normalised(Secret::of_text("no \xff text")).text() == "no \xff text");
}
