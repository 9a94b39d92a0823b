#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/activities/activity_commands.hpp"
#include "core/backups/household_check.hpp"
#include "core/backups/seal_check.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/db/migrations.hpp"
#include "core/imports/import_commands.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/vault/sealed_tables.hpp"
#include "tests/core/files.hpp"
#include "tests/core/vault/vault_house.hpp"

using namespace core;
using namespace core::backups;
using tests::VaultHouse;

namespace {

HouseholdCheck::Findings findings_of(VaultHouse& house, DeviceSecrets& device) {
    HouseholdCheck check(house.folder(), &device);
    while (check.step()) {
    }
    CHECK(check.findings().fault.empty());
    return check.findings();
}
HouseholdCheck::Findings findings_of(VaultHouse& house) { return findings_of(house, house.device); }

using Unopened = std::vector<SealFindings::Unopened>;

// Something of each kind that Ada keeps to herself.
struct Private : VaultHouse {
    Private() {
        writes(ada, "for me");
        done(GiveThanks{ada, {}, "to life", Audience::only_me});
        done(NoteCloseness{ada, 5, Audience::only_me});
        done(AddActivity{ada, "a walk", "leaf"});
        auto alone = tests::weekly("Alone", h().today());
        alone.audience = Audience::only_me;
        done(AddRitual{ada, alone});
        const auto jpeg = encode_jpeg(Pixels{16, 12, std::vector<std::uint8_t>(16 * 12 * 4, 90)}, 90);
        done(AddPhoto{ada, h().photos().add_bytes(jpeg, "b.jpg", Arrival::sealed).value(), "mine", Audience::only_me});
        const auto imported =
            h().apply(std::vector<Command>{CheckInNow{ada, 3, {}, "brought", Audience::only_me},
                                           RecordImport{ada, "jrnl", "diary.txt", Audience::only_me, {}}});
        REQUIRE(imported);
        h().keep_draft(ada, "thanks", "half typed");
    }
};

}  // namespace

TEST_CASE("the tables with sealed rows are those of the schema, and their columns are there",
          "[core][backups][verify]") {
    Private house;
    const HouseholdFile file(house.database(), HouseholdFile::Kept::in_use);
    std::vector<std::string> in_schema, described;
    file.each(
        "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'sealed' ORDER BY 1",
        [&](sqlite3_stmt* row) { in_schema.push_back(text_of(row, 0)); });
    for (const auto& sealed : sealed_tables()) {
        described.emplace_back(sealed.table);
        INFO(sealed.table);
        std::size_t rows = 0;
        CHECK_NOTHROW(file.each(select_sealed(sealed), [&](sqlite3_stmt*) { ++rows; }));
        CHECK(rows > 0);  // Ada has something sealed in each
    }
    std::sort(described.begin(), described.end());
    CHECK(described == in_schema);
}

TEST_CASE("a private row that its author's key does not open is counted, whatever its table",
          "[core][backups][verify]") {
    for (const auto& sealed : sealed_tables()) {
        INFO(sealed.table);
        Private house;
        REQUIRE(findings_of(house).all_well());
        house.sql(std::string("UPDATE ") + sealed.table + " SET sealed = randomblob(200)");
        const auto found = findings_of(house);
        const bool two = std::string(sealed.table) == "check_in";
        CHECK(found.seals.unopened == Unopened{{"Ada", two ? 2u : 1u}});
        CHECK_FALSE(found.all_well());
    }
}

TEST_CASE("a private row that was moved to another day is counted as well", "[core][backups][verify]") {
    Private house;
    house.sql("UPDATE closeness SET day = day - 1, felt_at = felt_at - 86400000");
    CHECK(findings_of(house).seals.unopened == Unopened{{"Ada", 1}});
}

TEST_CASE("behind a PIN, and on a device without the key, no private row is judged", "[core][backups][verify]") {
    Private house;
    house.sql("UPDATE thanks SET sealed = randomblob(200)");
    MemorySecrets another;
    CHECK(findings_of(house, another).seals.all_well());
    REQUIRE_FALSE(house.set_pin(house.ada, "2580"));
    CHECK(findings_of(house).seals.all_well());
    house.device.shut = true;
    CHECK(findings_of(house).seals.all_well());
}

TEST_CASE("a key in the file that is not as this device remembers it is named, and left as it is",
          "[core][backups][verify]") {
    for (const char* change :
         {"UPDATE vault_wrap SET nonce = randomblob(24)", "UPDATE vault_wrap SET wrapped = randomblob(48)",
          "UPDATE vault_wrap SET vault_key = randomblob(16)", "DELETE FROM vault_wrap",
          "DELETE FROM vault_wrap WHERE kind = 'device'", "UPDATE vault_key SET public_key = randomblob(32)"}) {
        INFO(change);
        Private house;
        (void)house.phrase_for(house.ada);
        REQUIRE(findings_of(house).all_well());
        house.sql(change);
        const auto record = house.h().vault().record();
        house.open.reset();
        const auto before = tests::bytes_in(house.database());
        const auto kept = house.device.get(house.device.households().front());
        const auto found = findings_of(house);
        CHECK(found.seals.keys_changed == std::vector<std::string>{"Ada"});
        CHECK_FALSE(found.all_well());
        CHECK(tests::bytes_in(house.database()) == before);
        CHECK(house.device.get(house.device.households().front()) == kept);
    }
}

TEST_CASE("a key is not changed by a PIN, by words, or by another device", "[core][backups][verify]") {
    Private house;
    const auto words = house.phrase_for(house.ada);
    CHECK(findings_of(house).seals.keys_changed.empty());
    REQUIRE_FALSE(house.set_pin(house.ada, "2580"));
    CHECK(findings_of(house).seals.keys_changed.empty());
    REQUIRE(house.h().remove_pin(house.ada));
    CHECK(findings_of(house).seals.keys_changed.empty());
    MemorySecrets another;
    house.reopen(another);
    REQUIRE(house.h().recover(house.ada, words));
    REQUIRE_FALSE(house.set_pin(house.ada, "1470"));
    house.open.reset();
    CHECK(findings_of(house).seals.keys_changed.empty());
    CHECK(findings_of(house, another).seals.keys_changed.empty());
}

TEST_CASE("the same public key twice in the file is named", "[core][backups][verify]") {
    Private house;
    house.writes(house.ben, "for Ben");
    CHECK(findings_of(house).keys_twice.empty());
    house.sql(
        "INSERT INTO vault_key (id, person, public_key, created_at, created_offset)"
        " SELECT randomblob(16), (SELECT id FROM person WHERE name = 'Ben'), public_key, created_at, created_offset FROM vault_key"
        " WHERE person = (SELECT id FROM person WHERE name = 'Ada')");
    CHECK(findings_of(house).keys_twice == std::vector<std::string>{"Ada", "Ben"});
    house.sql(
        "INSERT INTO vault_key (id, person, public_key, created_at, created_offset) SELECT randomblob(16), person, public_key, created_at, created_offset FROM vault_key"
        " WHERE person = (SELECT id FROM person WHERE name = 'Ada')");
    CHECK(findings_of(house).keys_twice == std::vector<std::string>{"Ada", "Ben"});
    CHECK(findings_of(house).seals.keys_changed.empty());
    house.sql("DELETE FROM vault_key WHERE id NOT IN (SELECT vault_key FROM vault_wrap)");
    CHECK(findings_of(house).keys_twice.empty());
    house.sql(
        "INSERT INTO vault_key (id, person, public_key, created_at, created_offset)"
        " SELECT randomblob(16), (SELECT id FROM person WHERE name = 'Ben'), public_key, created_at, created_offset FROM vault_key"
        " WHERE person = (SELECT id FROM person WHERE name = 'Ada')");
    CHECK(findings_of(house).keys_twice == std::vector<std::string>{"Ada", "Ben"});
    house.sql(
        "UPDATE vault_key SET deleted_at = 1, deleted_offset = 0 WHERE person = (SELECT id FROM person WHERE name = 'Ben')");
    CHECK(findings_of(house).keys_twice.empty());
}
