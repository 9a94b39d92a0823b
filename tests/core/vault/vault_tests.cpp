#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <sqlite3.h>
#include <unistd.h>
#include <catch2/catch_test_macros.hpp>

#include "core/leaving/remains.hpp"
#include "core/settings/setting_store.hpp"
#include "tests/core/files.hpp"
#include "tests/core/pins.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/vault/vault_house.hpp"

using namespace core;
namespace fs = std::filesystem;
using tests::cheap;
using tests::expect;
using tests::fault_of;
using tests::VaultHouse;

namespace {

std::int64_t number(const fs::path& database, const std::string& sql) {
    std::int64_t n = -1;
    db::Connection(database).prepare(sql).each([&](const auto& row) { n = row.integer(0); });
    return n;
}

std::int64_t wraps(const VaultHouse& house, const std::string& kind) {
    return number(house.database(),
                  "SELECT count(*) FROM vault_wrap WHERE wrapped IS NOT NULL AND kind = '" + kind + "'");
}

bool somewhere_in(const fs::path& folder, const std::string& bytes) {
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && tests::bytes_in(entry.path()).find(bytes) != std::string::npos) return true;
    return false;
}

// A device whose record outlives its process.
class FileDevice final : public DeviceSecrets {
public:
    explicit FileDevice(fs::path file) : file_(std::move(file)) {}
    std::optional<Secret> get(const std::string&) override {
        if (!fs::exists(file_)) return std::nullopt;
        return Secret::of_text(tests::bytes_in(file_));
    }
    void set(const std::string&, const Secret& record) override {
        if (on_set) on_set();
        const auto beside = file_.string() + "." + std::to_string(::getpid());
        tests::write_bytes(beside, record.text());
        fs::rename(beside, file_);
        if (on_set) on_set();
    }
    void remove(const std::string&) override { fs::remove(file_); }
    Kept kept() const override { return Kept::file; }

    std::function<void()> on_set;

private:
    fs::path file_;
};

}  // namespace

// --- with and without a PIN ------------------------------------------------------------------------------

TEST_CASE("without a PIN what somebody keeps to themselves is open on their device and nowhere else", "[core][vault]") {
    VaultHouse house;
    CHECK(house.h().vault().state(house.ada).open);  // nothing is sealed yet
    house.writes(house.ada, "for me");
    CHECK(house.notes_of(house.ada) == "for me");
    house.h().lock();
    CHECK(house.notes_of(house.ada) == "for me");
    CHECK_FALSE(house.h().vault().any_unlocked());
    house.reopen();
    CHECK(house.notes_of(house.ada) == "for me");
    const auto here = house.h().vault().state(house.ada);
    CHECK((here.open && here.pin == PinKind::none && !here.elsewhere && !here.key_changed &&
           !here.device_out_of_reach && !here.phrase));

    MemorySecrets other;
    house.reopen(other);
    CHECK(house.notes_of(house.ada).empty());
    const auto there = house.h().vault().state(house.ada);
    CHECK((!there.open && there.elsewhere));
    CHECK(house.unlock(house.ada, "1234") == Refusal::no_pin);
    house.reopen();
    CHECK(house.notes_of(house.ada) == "for me");
}

TEST_CASE("a PIN shuts and opens, a wrong one does not, and writing asks for none", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "before");
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    CHECK(house.h().vault().state(house.ada).pin == PinKind::digits);
    CHECK(house.h().vault().any_unlocked());
    CHECK(house.notes_of(house.ada) == "before");
    const auto revision = house.h().revision();
    house.h().lock();
    CHECK(house.h().revision() > revision);
    CHECK_FALSE(house.h().vault().state(house.ada).open);
    CHECK(house.notes_of(house.ada).empty());
    house.writes(house.ada, "while shut");
    CHECK(house.notes_of(house.ada) == "while shut");
    house.h().forget_undo();
    CHECK(house.notes_of(house.ada).empty());
    CHECK(house.unlock(house.ada, "4712") == Refusal::wrong_pin);
    CHECK(house.notes_of(house.ada).empty());
    CHECK_FALSE(house.unlock(house.ada, "4711"));
    CHECK(house.notes_of(house.ada) == "while shut|before");
    house.reopen();
    CHECK(house.notes_of(house.ada).empty());
    CHECK_FALSE(house.unlock(house.ada, "4711"));
    CHECK(house.notes_of(house.ada) == "while shut|before");
    CHECK(house.unlock(house.ben, "4711") == Refusal::no_pin);
    CHECK(house.h().vault().state(house.ben).open);
}

TEST_CASE("the first PIN leaves nothing behind that opens without it", "[core][vault]") {
    VaultHouse house;
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));  // who has written nothing: the key is made here
    CHECK(wraps(house, "device") == 0);
    CHECK(wraps(house, "pin") == 1);
    house.writes(house.ben, "of Ben");
    CHECK(wraps(house, "device") == 1);
    REQUIRE_FALSE(house.set_pin(house.ben, "0815"));
    CHECK(wraps(house, "device") == 0);
    const auto record = house.h().vault().record();
    for (const auto person : {house.ada, house.ben}) {
        REQUIRE((record.find(person) && record.find(person)->pairs.size() == 1));
        CHECK(record.find(person)->pairs[0].key.empty());
    }
    house.reopen();
    CHECK_FALSE(house.h().vault().is_open(house.ada));
    CHECK_FALSE(house.h().vault().is_open(house.ben));
}

TEST_CASE("after a change the old PIN opens nothing, and its wrapped key is in no file any more", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "mine");
    REQUIRE_FALSE(house.set_pin(house.ada, "1111"));
    std::string old;
    db::Connection(house.database())
        .prepare("SELECT wrapped FROM vault_wrap WHERE kind = 'pin' AND wrapped IS NOT NULL")
        .each([&](const auto& row) {
            const auto blob = row.blob(0);
            old.assign(blob.begin(), blob.end());
        });
    REQUIRE(old.size() == 48);
    REQUIRE(somewhere_in(house.folder(), old));
    REQUIRE_FALSE(house.set_pin(house.ada, "2222"));
    CHECK_FALSE(somewhere_in(house.folder(), old));
    CHECK(wraps(house, "pin") == 1);
    house.h().lock();
    CHECK(house.unlock(house.ada, "1111") == Refusal::wrong_pin);
    CHECK_FALSE(house.unlock(house.ada, "2222"));
    CHECK(house.notes_of(house.ada) == "mine");

    house.h().lock();
    CHECK(house.set_pin(house.ada, "3333") == Refusal::locked);
    const auto removed_while_shut = house.h().remove_pin(house.ada);
    REQUIRE_FALSE(removed_while_shut);
    CHECK(removed_while_shut.refusal() == Refusal::locked);
    CHECK_FALSE(house.h().set_phrase(house.ada, house.h().new_phrase()));
    CHECK_FALSE(house.unlock(house.ada, "2222"));

    REQUIRE(house.h().remove_pin(house.ada));
    CHECK(wraps(house, "pin") == 0);
    house.reopen();
    CHECK(house.h().vault().state(house.ada).pin == PinKind::none);
    CHECK(house.notes_of(house.ada) == "mine");
    REQUIRE(house.h().remove_pin(house.ada));  // without one nothing changes
    house.reopen();
    CHECK(house.notes_of(house.ada) == "mine");
}

TEST_CASE("a PIN is digits or a passphrase, and neither too short nor no text", "[core][vault]") {
    VaultHouse house;
    const auto refusal = [&](std::string_view pin) {
        const auto job = house.h().vault().stretch_new(Secret::of_text(pin));
        return job ? std::nullopt : std::optional(job.refusal());
    };
    CHECK(refusal("") == Refusal::pin_too_short);
    CHECK(refusal("123") == Refusal::pin_too_short);
    CHECK(refusal("\xc3\xa4\xc3\xb6\xc3\xbc") == Refusal::pin_too_short);  // three characters in six bytes
    CHECK(refusal("12\xff"
                  "34") == Refusal::not_text);
    CHECK(refusal(std::string(1025, '1')) == Refusal::not_text);
    CHECK_FALSE(refusal("1234"));
    for (const auto& [pin, kind] : {std::pair("123456", PinKind::digits),
                                    {"12345x", PinKind::passphrase},
                                    {"eine lange \xc3\xbc"
                                     "berraschung",
                                     PinKind::passphrase}}) {
        REQUIRE_FALSE(house.set_pin(house.ada, pin));
        CHECK(house.h().vault().state(house.ada).pin == kind);
        house.h().lock();
        CHECK(house.unlock(house.ada, std::string(pin) + " ") == Refusal::wrong_pin);
        CHECK_FALSE(house.unlock(house.ada, pin));
    }
}

TEST_CASE("at the cost that people pay a PIN is set and used", "[core][vault]") {
    VaultHouse house;
    house.open.reset();
    house.open = std::make_unique<Household>(house.folder(), house.clock, house.random, house.device);
    house.writes(house.ada, "mine");
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    CHECK(number(house.database(), "SELECT passes FROM vault_wrap WHERE kind = 'pin'") == 3);
    CHECK(number(house.database(), "SELECT memory FROM vault_wrap WHERE kind = 'pin'") == 64 * 1024 * 1024);
    house.h().lock();
    CHECK(house.unlock(house.ada, "4712") == Refusal::wrong_pin);
    CHECK_FALSE(house.unlock(house.ada, "4711"));
    CHECK(house.notes_of(house.ada) == "mine");
}

// --- slowing down ----------------------------------------------------------------------------------------

TEST_CASE("wrong PINs slow down, also across restarts, and the right one forgets them", "[core][vault]") {
    VaultHouse house;
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    REQUIRE_FALSE(house.set_pin(house.ben, "0815"));
    house.h().lock();
    for (int n = 0; n < 3; ++n) {
        CHECK(house.h().vault().wait(house.ada) == 0);
        CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    }
    CHECK(house.h().vault().wait(house.ada) == 5'000);
    CHECK(house.h().vault().wait(house.ben) == 0);
    CHECK(house.unlock(house.ada, "4711") == Refusal::wait_a_while);
    house.reopen();
    CHECK(house.h().vault().wait(house.ada) == 5'000);
    CHECK(house.unlock(house.ada, "4711") == Refusal::wait_a_while);
    // Also one that was stretched before it had to wait.
    PinStretch early(Secret::of_text("4711"), {}, cheap);
    while (early.step()) {
    }
    const auto refused = house.h().unlock(house.ada, early);
    REQUIRE_FALSE(refused);
    CHECK(refused.refusal() == Refusal::wait_a_while);
    house.clock.advance_ms(4'999);
    CHECK(house.h().vault().wait(house.ada) == 1);
    house.clock.advance_ms(1);
    CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    CHECK(house.h().vault().wait(house.ada) == 10'000);
    for (int n = 0; n < 30; ++n) {
        house.clock.advance_ms(house.h().vault().wait(house.ada));
        CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    }
    CHECK(house.h().vault().wait(house.ada) == 15 * 60'000);
    house.clock.advance_ms(15 * 60'000);
    CHECK_FALSE(house.unlock(house.ada, "4711"));
    house.h().lock();
    CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    CHECK(house.h().vault().wait(house.ada) == 0);
}

TEST_CASE("a clock that was set back or ahead locks nobody out and buys nothing", "[core][vault]") {
    VaultHouse house;
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.h().lock();
    for (int n = 0; n < 3; ++n) CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    house.clock.advance_ms(-std::int64_t{86'400'000});
    CHECK(house.h().vault().wait(house.ada) == 5'000);
    CHECK(house.unlock(house.ada, "4711") == Refusal::wait_a_while);
    house.clock.advance_ms(3'000);
    CHECK(house.h().vault().wait(house.ada) == 2'000);
    house.clock.advance_ms(2'000);
    CHECK(house.h().vault().wait(house.ada) == 0);
    CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    CHECK(house.h().vault().wait(house.ada) == 10'000);

    house.clock.advance_ms(std::int64_t{365} * 86'400'000);  // a year ahead, one try there, and back
    CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    house.clock.advance_ms(-std::int64_t{365} * 86'400'000);
    house.reopen();
    CHECK(house.h().vault().wait(house.ada) == 20'000);
    house.clock.advance_ms(20'000);
    CHECK_FALSE(house.unlock(house.ada, "4711"));
}

TEST_CASE("a wait counts the time that programs observed, whichever way the clock is set or pretended",
          "[core][vault][clock]") {
    VaultHouse house;
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.h().lock();
    for (int n = 0; n < 3; ++n) CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    const auto right = house.clock.now();
    const auto wait = [&] { return house.h().vault().wait(house.ada); };
    constexpr std::int64_t a_year = std::int64_t{365} * 86'400'000;
    for (const auto off : {a_year, -a_year, 3 * a_year}) {
        CAPTURE(off);
        house.clock.pretend({right.utc_ms + off, 60});
        CHECK(wait() == 5'000);
        house.reopen();
        CHECK(wait() == 5'000);
        CHECK(house.unlock(house.ada, "4711") == Refusal::wait_a_while);
        house.clock.set_wall({right.utc_ms + off, 60});
        CHECK(wait() == 5'000);
        house.reopen();
        CHECK(wait() == 5'000);
    }
    house.clock.observe_ms(5'000);  // and no time on the wall clock
    CHECK(wait() == 0);
    CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    CHECK(wait() == 10'000);
    // Under a pretended time its owner is not locked out either.
    house.clock.set_wall(right);
    house.reopen();
    house.clock.observe_ms(10'000);
    CHECK_FALSE(house.unlock(house.ada, "4711"));
}

TEST_CASE("a thousand tries under a pretended clock are as slow as under the real one", "[core][vault][clock]") {
    VaultHouse house;
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.h().lock();
    int tried = 0;
    for (int n = 0; n < 1'000; ++n) {
        house.clock.pretend({house.clock.now().utc_ms + 15 * 60'000, 60});
        tried += house.unlock(house.ada, "0000") == Refusal::wrong_pin ? 1 : 0;
    }
    CHECK(tried == 3);
}

TEST_CASE("after another start of the machine a wait resumes with what remained when it was last looked at",
          "[core][vault][clock]") {
    VaultHouse house;
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.h().lock();
    const auto wait = [&] { return house.h().vault().wait(house.ada); };
    for (int n = 0; n < 8; ++n) {
        house.clock.advance_ms(wait());
        CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    }
    REQUIRE(wait() == 160'000);
    house.clock.observe_ms(60'000);
    house.h().notice_due();  // as every frame does: it notes once a minute what remains
    house.clock.observe_ms(30'000);
    SECTION("the program was ended properly") {
        house.open.reset();
        house.clock.reboot();
        house.reopen();
        CHECK(wait() == 70'000);
    }
    SECTION("it was killed, and the power went") {
        const auto killed = house.place.path() / "killed";
        std::filesystem::copy(house.folder(), killed, std::filesystem::copy_options::recursive);
        house.clock.reboot();
        house.clock.set_wall({house.clock.now().utc_ms + 365 * std::int64_t{86'400'000}, 60});
        Household again(killed, house.clock, house.random, house.device, tests::cheap);
        CHECK(again.vault().wait(house.ada) == 100'000);
        house.clock.observe_ms(40'000);
        CHECK(again.vault().wait(house.ada) == 60'000);
        // Another program, the same start.
        const Household other(killed, house.clock, house.random, house.device, tests::cheap);
        CHECK(other.vault().wait(house.ada) == 60'000);
        house.clock.observe_ms(60'000);
        CHECK(other.vault().wait(house.ada) == 0);
    }
}

TEST_CASE("whatever stands in the row, nobody waits longer than the pause", "[core][vault][clock]") {
    for (const char* garbage :
         {"wait_left = 9000000000000000000", "wait_left = -5", "wait_left = NULL", "observed_ms = 9000000000000000000",
          "observed_ms = -9000000000000000000", "observed_start = 'another'", "observed_start = NULL",
          "failures = 9000000000000000000", "failures = -9000000000000000000", "last_at = 9000000000000000000",
          "wait_left = 9000000000000000000, observed_ms = 9000000000000000000, failures = 9000000000000000000"}) {
        CAPTURE(garbage);
        VaultHouse house;
        REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
        house.h().lock();
        for (int n = 0; n < 4; ++n) {
            house.clock.advance_ms(house.h().vault().wait(house.ada));
            CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
        }
        house.open.reset();
        db::Connection(house.database()).exec((std::string("UPDATE vault_attempt SET ") + garbage).c_str());
        house.reopen();
        const auto wait = house.h().vault().wait(house.ada);
        CHECK(wait >= 0);
        CHECK(wait <= 15 * 60'000);
        house.clock.observe_ms(15 * 60'000);
        CHECK(house.h().vault().wait(house.ada) == 0);
        CHECK_FALSE(house.unlock(house.ada, "4711"));
    }
}

// --- the recovery phrase ---------------------------------------------------------------------------------

TEST_CASE("on another device the recovery phrase opens and a PIN can be set, and nothing else opens", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "mine");
    house.writes(house.ben, "his");
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    const auto none = house.h().recover(house.ada, "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong");
    REQUIRE_FALSE(none);
    CHECK(none.refusal() == Refusal::no_phrase);
    const auto older = house.phrase_for(house.ada);
    const auto phrase = house.phrase_for(house.ada);
    const auto of_ben = house.phrase_for(house.ben);
    CHECK(house.h().vault().state(house.ada).phrase);

    MemorySecrets other;
    house.reopen(other);
    const auto there = house.h().vault().state(house.ada);
    CHECK((!there.open && there.elsewhere && there.phrase && there.pin == PinKind::digits));
    CHECK(house.unlock(house.ada, "4711") == Refusal::made_elsewhere);
    for (const auto& wrong :
         {older, of_ben,
          std::string("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"),
          std::string("no")}) {
        const auto refused = house.h().recover(house.ada, wrong);
        REQUIRE_FALSE(refused);
        CHECK(refused.refusal() == Refusal::wrong_words);
        CHECK(house.notes_of(house.ada).empty());
    }
    REQUIRE(house.h().recover(house.ada, phrase));
    CHECK(house.notes_of(house.ada) == "mine");
    CHECK(house.h().vault().any_unlocked());
    house.h().lock();
    CHECK(house.notes_of(house.ada).empty());

    // Who has no PIN: opened by a phrase, and shut again.
    REQUIRE(house.h().recover(house.ben, of_ben));
    CHECK(house.notes_of(house.ben) == "his");
    CHECK(house.h().vault().any_unlocked());
    house.h().lock();
    CHECK(house.notes_of(house.ben).empty());
    REQUIRE(house.h().recover(house.ben, of_ben));
    REQUIRE(house.h().remove_pin(house.ben));  // this device holds the key from now on
    house.h().lock();
    CHECK(house.notes_of(house.ben) == "his");

    REQUIRE(house.h().recover(house.ada, phrase));
    REQUIRE_FALSE(house.set_pin(house.ada, "9999"));
    house.reopen(other);
    CHECK_FALSE(house.unlock(house.ada, "9999"));
    CHECK(house.notes_of(house.ada) == "mine");
    CHECK(house.notes_of(house.ben) == "his");
    house.reopen();                                                // the first device
    CHECK(house.unlock(house.ada, "9999") == Refusal::wrong_pin);  // each device has its own
    CHECK_FALSE(house.unlock(house.ada, "4711"));
    CHECK(house.notes_of(house.ada) == "mine");
    house.h().lock();
    REQUIRE(house.h().recover(house.ada, phrase));
    CHECK(house.notes_of(house.ada) == "mine");
}

TEST_CASE("a recovery phrase ends the wait after wrong PINs", "[core][vault]") {
    VaultHouse house;
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    const auto phrase = house.phrase_for(house.ada);
    house.h().lock();
    for (int n = 0; n < 3; ++n) CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    CHECK(house.h().vault().wait(house.ada) > 0);
    REQUIRE(house.h().recover(house.ada, phrase));
    CHECK(house.h().vault().wait(house.ada) == 0);
    REQUIRE_FALSE(house.set_pin(house.ada, "5555"));
    house.h().lock();
    CHECK_FALSE(house.unlock(house.ada, "5555"));
}

// --- a file that was tampered with -------------------------------------------------------------------------

TEST_CASE("with another public key in the file this device's own is sealed to and opens, and is put back",
          "[core][vault]") {
    for (const bool with_pin : {false, true}) {
        INFO("with a PIN: " << with_pin);
        VaultHouse house;
        house.writes(house.ada, "mine");
        if (with_pin) REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
        house.open.reset();
        house.sql("UPDATE vault_key SET public_key = randomblob(32)");
        house.reopen();
        const auto state = house.h().vault().state(house.ada);
        CHECK((!state.key_changed && state.open == !with_pin));
        house.writes(house.ada, "and this");
        CHECK(house.h().vault().state(house.ada).put_back);
        if (with_pin) CHECK_FALSE(house.unlock(house.ada, "4711"));
        CHECK(house.notes_of(house.ada) == "and this|mine");
    }
}

TEST_CASE("a public key that is none is a fault and not a seal around nothing", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "mine");
    (void)house.phrase_for(house.ada);
    house.open.reset();
    house.sql("UPDATE vault_key SET public_key = zeroblob(32)");
    MemorySecrets other;  // has never seen the right one
    house.reopen(other);
    CHECK(fault_of([&] { (void)house.h().apply(CheckInNow{house.ada, 2, {}, "lost?"}); }) == Fault::Kind::damaged);
    CHECK(number(house.database(), "SELECT count(*) FROM check_in") == 1);
}

TEST_CASE("somebody's wrapped key opens nothing in another's place", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "mine");
    house.writes(house.ben, "his");
    REQUIRE_FALSE(house.set_pin(house.ada, "1111"));
    REQUIRE_FALSE(house.set_pin(house.ben, "2222"));
    const auto phrase = house.phrase_for(house.ben);
    house.open.reset();
    // Ben's wraps under Ada's key, in place of hers.
    const std::string key_of = "(SELECT id FROM vault_key WHERE person = ?1)";
    {
        db::Connection db(house.database());
        db.prepare("UPDATE vault_wrap SET wrapped = NULL, deleted_at = 1, deleted_offset = 0 WHERE vault_key = " +
                   key_of)
            .run(house.ada);
        db.prepare("UPDATE vault_wrap SET vault_key = (SELECT id FROM vault_key WHERE person = ?2) WHERE vault_key = " +
                   key_of)
            .run(house.ben, house.ada);
    }
    house.reopen();
    CHECK(house.unlock(house.ada, "2222") == Refusal::wrong_pin);
    CHECK_FALSE(house.h().recover(house.ada, phrase));
    CHECK(house.notes_of(house.ada).empty());
    // This device remembers how it was, and puts it back.
    CHECK_FALSE(house.unlock(house.ada, "1111"));
    CHECK(house.notes_of(house.ada) == "mine");
    CHECK(house.h().vault().state(house.ada).put_back);
    CHECK_FALSE(house.unlock(house.ben, "2222"));
    CHECK(house.notes_of(house.ben) == "his");
    MemorySecrets other;
    house.reopen(other);
    REQUIRE(house.h().recover(house.ben, phrase));
    CHECK(house.notes_of(house.ben) == "his");
}

TEST_CASE("whatever a file says about a PIN's wrap, this device knows how it was", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "mine");
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    for (const auto* change :
         {"memory = 1 << 40", "memory = 9223372036854775807", "memory = 0", "memory = -1", "passes = 0",
          "passes = 1 << 40", "passes = -3", "passes = NULL, memory = NULL", "memory = 8192", "salt = x'00'",
          "nonce = x'00'", "wrapped = x'00'", "wrapped = zeroblob(48)", "nonce = zeroblob(1000)", "kind = 'passphrase'",
          "device_mark = NULL"}) {
        INFO(change);
        house.open.reset();
        house.sql(std::string("UPDATE vault_wrap SET ") + change + " WHERE kind = 'pin' AND wrapped IS NOT NULL");
        house.reopen();
        CHECK(house.unlock(house.ada, "4712") == Refusal::wrong_pin);
        CHECK_FALSE(house.unlock(house.ada, "4711"));
        CHECK(house.notes_of(house.ada) == "mine");
        CHECK(house.h().vault().state(house.ada).put_back);
        house.h().told_of_keys(house.ada);
        CHECK_FALSE(house.h().vault().state(house.ada).put_back);
    }
}

TEST_CASE(
    "a PIN's wrap that only the file has is tried at no cost that this device cannot pay, nor at less than was ever asked",
    "[core][vault]") {
    for (const auto& [change, refusal] : {std::pair("memory = 1 << 40", Refusal::wrap_damaged),
                                          {"passes = 1 << 40", Refusal::wrap_damaged},
                                          {"salt = x'00'", Refusal::wrap_damaged},
                                          {"nonce = x'00'", Refusal::wrap_damaged},
                                          {"wrapped = x'00'", Refusal::wrap_damaged},
                                          {"memory = 8192", Refusal::wrap_weakened},
                                          {"passes = 0", Refusal::wrap_weakened},
                                          {"passes = NULL, memory = NULL", Refusal::wrap_weakened}}) {
        INFO(change);
        VaultHouse house;
        house.writes(house.ada, "mine");
        REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
        house.open.reset();
        // As an earlier program's record has it: which key there is, and no more.
        const auto id = house.device.inside.households().at(0);
        auto record = device_record(*house.device.inside.get(id));
        record->find(house.ada)->pairs[0].wraps.clear();
        house.device.inside.set(id, to_bytes(*record));
        house.sql(std::string("UPDATE vault_wrap SET ") + change + " WHERE kind = 'pin' AND wrapped IS NOT NULL");
        house.reopen();
        CHECK(house.unlock(house.ada, "4711") == refusal);
        CHECK(number(house.database(), "SELECT count(*) FROM vault_attempt") == 0);  // it was not tried
    }
}

// --- the device's record -------------------------------------------------------------------------------------

TEST_CASE("while the keyring is shut nothing opens and nothing is lost, and it is not asked for every row",
          "[core][vault]") {
    for (const bool with_pin : {false, true}) {
        INFO("with a PIN: " << with_pin);
        VaultHouse house;
        for (int n = 0; n < 40; ++n) house.writes(house.ada, "mine");
        const auto notes = house.notes_of(house.ada);
        if (with_pin) REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
        house.open.reset();
        house.device.shut = true;
        house.reopen();
        const auto state = house.h().vault().state(house.ada);
        CHECK((state.device_out_of_reach && !state.open && !state.elsewhere && !state.key_changed));
        house.device.asked = 0;
        CHECK(house.notes_of(house.ada).empty());
        CHECK(house.device.asked <= 2);
        CHECK(fault_of([&] {
                  (void)house.h().apply(CheckInNow{house.ada, 2, {}, "private"});
              }) == Fault::Kind::no_access);
        CHECK(fault_of([&] { house.h().keep_draft(house.ada, "note", "half"); }) == Fault::Kind::no_access);
        CHECK_FALSE(house.refusal_of(CheckInNow{house.ben, 2, {}, "for us", Audience::household}));
        if (with_pin) {
            CHECK(fault_of([&] { (void)house.unlock(house.ada, "4711"); }) == Fault::Kind::no_access);
            CHECK(number(house.database(), "SELECT count(*) FROM vault_attempt") == 0);
        }
        house.device.shut = false;
        if (with_pin) CHECK_FALSE(house.unlock(house.ada, "4711"));  // whoever types a PIN is not made to wait for it
        else std::this_thread::sleep_for(std::chrono::milliseconds(2'100));
        CHECK(house.notes_of(house.ada) == "for us|" + notes);
        CHECK_FALSE(house.h().vault().state(house.ada).device_out_of_reach);
        CHECK_FALSE(house.refusal_of(CheckInNow{house.ada, 2, {}, "private"}));
    }
}

namespace {

// Counts how often somebody asks how long the machine runs, which reads a file.
class CountingClock final : public Clock {
public:
    explicit CountingClock(const Clock& clock) : clock_(clock) {}
    Instant now() const override { return clock_.now(); }
    ObservedTime observed() const override {
        ++asked;
        return clock_.observed();
    }
    Instant at(Day day, int minute) const override { return clock_.at(day, minute); }

    mutable int asked = 0;

private:
    const Clock& clock_;
};

// Notices when it is asked while its program holds the household's lock.
class LockNoticing final : public DeviceSecrets {
public:
    LockNoticing(DeviceSecrets& inside, std::filesystem::path file) : inside_(inside), file_(std::move(file)) {}
    std::optional<Secret> get(const std::string& household) override {
        look();
        return inside_.get(household);
    }
    void set(const std::string& household, const Secret& record) override {
        look();
        inside_.set(household, record);
    }
    void remove(const std::string& household) override { inside_.remove(household); }
    std::vector<std::string> households() override {
        look();
        return inside_.households();
    }
    Kept kept() const override { return Kept::keyring; }

    int asked = 0, asked_locked = 0;

private:
    void look() {
        ++asked;
        db::Connection other(file_);
        other.exec("PRAGMA busy_timeout = 0");
        try {
            other.exec("BEGIN IMMEDIATE");
            other.exec("ROLLBACK");
        } catch (const Fault&) {
            ++asked_locked;
        }
    }
    DeviceSecrets& inside_;
    std::filesystem::path file_;
};

}  // namespace

TEST_CASE("while the keyring is shut the machine is not asked for every row how long it runs", "[core][vault]") {
    VaultHouse house;
    for (int n = 0; n < 40; ++n) house.writes(house.ada, "mine");
    house.open.reset();
    house.device.shut = true;
    const CountingClock clock(house.clock);
    house.open = std::make_unique<Household>(house.folder(), clock, house.random, house.device, cheap);
    clock.asked = 0;
    CHECK(house.notes_of(house.ada).empty());
    CHECK(clock.asked == 0);
    house.open.reset();  // before its clock
}

TEST_CASE("where nobody wrote anything private, opening asks the device for nothing", "[core][vault]") {
    VaultHouse house;
    DeviceRecord other;
    other.pepper = Secret(32);
    for (const char* id : {"01930000-0000-7000-8000-000000000001", "01930000-0000-7000-8000-000000000002"})
        house.device.inside.set(id, to_bytes(other));
    house.open.reset();
    house.device.asked = 0;
    house.reopen();
    CHECK(house.device.asked == 0);
}

TEST_CASE("opening asks the device once, and without the file's lock", "[core][vault]") {
    for (const bool with_pin : {false, true}) {
        INFO("with a PIN: " << with_pin);
        VaultHouse house;
        house.writes(house.ada, "mine");
        if (with_pin) REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
        house.open.reset();
        LockNoticing device(house.device, house.database());
        house.reopen(device);
        CHECK(device.asked == 1);
        CHECK(device.asked_locked == 0);
        house.open.reset();
        house.device.shut = true;
        device.asked = 0;
        house.reopen(device);
        CHECK(device.asked == 1);  // one that is shut is not asked again
        CHECK(device.asked_locked == 0);
        house.open.reset();
    }
}

TEST_CASE("rows of keys that were taken out are put back at opening while something sealed is left", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "mine");
    house.open.reset();
    house.sql("DELETE FROM vault_key");
    house.sql("DELETE FROM vault_wrap");
    house.reopen();
    CHECK(number(house.database(), "SELECT count(*) FROM vault_key") == 1);
    CHECK(house.h().vault().state(house.ada).put_back);
    CHECK(house.notes_of(house.ada) == "mine");
}

TEST_CASE("a failed change does not bring back what was put away before it", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "mine");
    house.writes(house.ben, "his");
    REQUIRE(house.h().erase(house.ada));
    const auto id = house.h().get<SettingStore>().household_id();
    REQUIRE_FALSE(device_record(*house.device.inside.get(id))->find(house.ada));
    house.sql(
        "CREATE INDEX no ON vault_wrap(CASE WHEN kind = 'pin' THEN abs(-9223372036854775807 - (kind IS NOT NULL)) END)");
    CHECK(fault_of([&] { (void)house.set_pin(house.ben, "4711"); }));
    CHECK_FALSE(device_record(*house.device.inside.get(id))->find(house.ada));
    house.h().set_backup_key(Secret::of_text(std::string(32, 'k')));
    CHECK(fault_of([&] { (void)house.set_pin(house.ben, "4711"); }));
    CHECK(device_record(*house.device.inside.get(id))->backup_key.size() == 32);
}

TEST_CASE("a keyring that shuts while a PIN is set leaves the PIN that was, or the new one", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "mine");
    const auto pin = house.new_pin("4711");
    house.device.shut = true;
    CHECK(fault_of([&] { (void)house.h().set_pin(house.ada, *pin); }) == Fault::Kind::no_access);
    house.device.shut = false;
    CHECK_FALSE(house.h().vault().has_pin(house.ada));
    CHECK(house.notes_of(house.ada) == "mine");
    CHECK(house.h().set_pin(house.ada, *pin));
}

TEST_CASE("a damaged record of the device is said, changes nothing, and a phrase still opens", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "mine");
    const auto phrase = house.phrase_for(house.ada);
    const auto id = house.h().get<SettingStore>().household_id();
    const auto good = house.device.inside.get(id);
    REQUIRE(good);
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, good->size() - 1, good->size()}) {
        Secret bad(good->data(), size);
        if (size == good->size()) bad.data()[0] ^= 1;
        house.open.reset();
        house.device.inside.set(id, bad);
        house.reopen();
        CHECK(house.h().vault().state(house.ada).device_out_of_reach);
        CHECK(house.notes_of(house.ada).empty());
        CHECK(fault_of([&] {
                  (void)house.h().apply(CheckInNow{house.ada, 2, {}, "private"});
              }) == Fault::Kind::damaged);
        CHECK(house.device.inside.get(id) == std::optional(bad.copy()));
        REQUIRE(house.h().recover(house.ada, phrase));
        CHECK(house.notes_of(house.ada) == "mine");
    }
    house.open.reset();
    house.device.inside.set(id, *good);
    house.reopen();
    CHECK(house.notes_of(house.ada) == "mine");
}

// --- two programs ---------------------------------------------------------------------------------------------

TEST_CASE("two programs on one folder seal to the same key, whoever made it", "[core][vault]") {
    VaultHouse house;
    tests::SeededRandom random(77);
    Household other(house.folder(), house.clock, random, house.device, cheap);
    CHECK(house.h().vault().state(house.ada).open);
    CHECK(other.vault().state(house.ada).open);
    house.writes(house.ben, "his");  // each knows the device's record as it was
    REQUIRE(other.apply(CheckInNow{house.ada, 2, {}, "one"}));
    house.clock.advance_ms(1'000);
    REQUIRE(house.h().apply(CheckInNow{house.ada, 2, {}, "two"}));  // without having noticed the other
    CHECK(house.notes_of(house.ada) == "two|one");
    REQUIRE(other.notice_others());
    CHECK(other.get<CheckInStore>().between(Viewer::of(house.ada), house.h().today(), house.h().today()).size() == 2);
    CHECK(other.get<CheckInStore>().between(Viewer::of(house.ben), house.h().today(), house.h().today()).size() == 1);
    CHECK(number(house.database(), "SELECT count(*) FROM vault_key") == 2);

    // One sets a PIN: the other stays as it is until it locks, and locks.
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    other.notice_others();
    CHECK(other.vault().any_unlocked());
    other.lock();
    CHECK(other.get<CheckInStore>().between(Viewer::of(house.ada), house.h().today(), house.h().today()).empty());
    // One changes it: the other, which had not noticed, leaves no second one behind.
    REQUIRE_FALSE(house.set_pin(house.ada, "1111"));
    const auto job = other.vault().stretch(house.ada, Secret::of_text("1111"));
    CHECK(number(house.database(), "SELECT count(*) FROM vault_wrap WHERE wrapped IS NOT NULL AND kind = 'pin'") == 1);
    other.notice_others();
    tests::unlock(other, house.ada, "1111");
}

TEST_CASE("programs that make keys at the same moment lose none", "[core][vault]") {
    const tests::TemporaryFolder place;
    const auto folder = place.path() / "data";
    const FixedClock clock({1'795'453'805'000, 60});
    FileDevice device(place.path() / "device");
    std::array<PersonId, 3> people;
    {
        tests::SeededRandom random;
        Household household(folder, clock, random, device, cheap);
        for (auto& person : people)
            person = household.apply(AddPerson{"Somebody", "", "letter", {}}).value().as<PersonId>();
    }
    const auto answers = tests::in_processes(4, [&](int n) {
        tests::SeededRandom random(100 + static_cast<std::uint64_t>(n));
        FileDevice own(place.path() / "device");
        Household household(folder, clock, random, own, cheap);
        for (int i = 0; i < 3; ++i)
            if (!household.apply(CheckInNow{people[static_cast<std::size_t>((n + i) % 3)], 2, {}, "mine"})) return 1;
        return 0;
    });
    CHECK(answers == std::vector<int>(4, 0));
    tests::SeededRandom random;
    const Household household(folder, clock, random, device, cheap);
    for (const auto person : people)
        CHECK(household.get<CheckInStore>().between(Viewer::of(person), household.today(), household.today()).size() ==
              4);
    CHECK(household.vault().unreadable() == 0);
    CHECK(number(folder / "household.db", "SELECT count(*) FROM vault_key") == 3);
}

// --- a program that is killed -----------------------------------------------------------------------------------

namespace {

// What a child counts and where it ends: after the n-th instruction of SQLite, at a commit, or where the device's
// record is written.
struct Fatal {
    long steps = 0, last_step = -1;
    bool armed = false, at_commit = false, after_commit = false;
};
Fatal fatal;

int hook_connection(sqlite3* db, char**, const sqlite3_api_routines*) {
    sqlite3_progress_handler(
        db, 1,
        [](void*) {
            if (fatal.armed && fatal.steps++ == fatal.last_step) ::_exit(42);
            return 0;
        },
        nullptr);
    sqlite3_commit_hook(
        db,
        [](void*) {
            if (fatal.armed && fatal.at_commit) ::_exit(42);
            return 0;
        },
        nullptr);
    return SQLITE_OK;
}

struct Scene {
    tests::TemporaryFolder place;
    FixedClock clock{{1'795'453'805'000, 60}};
    PersonId ada;
    fs::path folder() const { return place.path() / "data"; }
    fs::path device_file() const { return place.path() / "device"; }

    std::shared_ptr<PinStretch> stretched(const Household& household, std::string_view pin) const {
        const auto job = household.vault().stretch_new(Secret::of_text(pin));
        expect(static_cast<bool>(job), "a PIN");
        job.value()->step();
        return job.value();
    }
    bool opens(Household& household, std::string_view pin) const {
        const auto job = household.vault().stretch(ada, Secret::of_text(pin));
        if (!job) return false;
        job.value()->step();
        return static_cast<bool>(household.unlock(ada, *job.value()));
    }
    void open(const std::function<void(Household&)>& work, FileDevice& device) const {
        tests::SeededRandom random(static_cast<std::uint64_t>(::getpid()));
        Household household(folder(), clock, random, device, cheap);
        work(household);
    }
};

// Whether what was and what is to be can be told apart.
enum class Seen { both, one };

// Prepares a scene, ends `change` at `rounds` places spread over it, and looks at what is left each time.
void killed_during(int rounds, const std::function<void(Scene&, Household&)>& prepare,
                   const std::function<void(Scene&, Household&)>& change,
                   const std::function<std::string(Scene&, Household&)>& left, Seen seen = Seen::both) {
    Scene scene;
    FileDevice device(scene.device_file());
    scene.open(
        [&](Household& household) {
            scene.ada = household.apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
            REQUIRE(household.apply(CheckInNow{scene.ada, 2, {}, "mine"}));
            prepare(scene, household);
        },
        device);
    const auto kept = scene.place.path() / "kept";
    fs::create_directories(kept);
    const auto copy = [](const fs::path& from, const fs::path& to) {
        fs::remove_all(to);
        fs::copy(from, to, fs::copy_options::recursive);
    };
    copy(scene.folder(), kept / "data");
    copy(scene.device_file(), kept / "device");

    const auto count_file = scene.place.path() / "count";
    const auto run = [&](const Fatal& how, int device_write) {
        copy(kept / "data", scene.folder());
        copy(kept / "device", scene.device_file());
        const auto answers = tests::in_processes(1, [&](int) {
            sqlite3_auto_extension(reinterpret_cast<void (*)()>(hook_connection));
            FileDevice own(scene.device_file());
            int writes = 0;
            own.on_set = [&] {
                if (fatal.armed && writes++ == device_write) ::_exit(42);
            };
            scene.open(
                [&](Household& household) {
                    fatal = how;
                    fatal.armed = false;
                    change(scene, household);  // arms
                    fatal.armed = false;
                    tests::write_bytes(count_file, std::to_string(fatal.steps) + " " + std::to_string(writes));
                },
                own);
            return 0;
        });
        const auto looked = [&] {
            std::string answer;
            FileDevice again(scene.device_file());
            scene.open(
                [&](Household& household) {
                    answer = left(scene, household);
                    const auto notes = household.get<CheckInStore>().between(Viewer::of(scene.ada), household.today(),
                                                                             household.today());
                    CHECK((notes.size() == 1 && notes[0].note == "mine"));
                },
                again);
            return answer;
        };
        return std::pair(answers[0], looked());
    };

    const auto whole = run({}, -1);
    REQUIRE(whole.first == 0);
    CHECK(whole.second == "new");
    std::istringstream counted(tests::bytes_in(count_file));
    long steps = 0;
    int writes = 0;
    counted >> steps >> writes;
    REQUIRE(steps > 50);

    int before = 0, after = 0;
    const auto end = [&](const Fatal& how, int device_write) {
        const auto [answer, found] = run(how, device_write);
        CHECK(answer == 42);
        CHECK((found == "old" || found == "new"));
        before += found == "old";
        after += found == "new";
    };
    for (int round = 0; round < rounds; ++round) {
        Fatal how;
        how.last_step = round * (steps - 1) / (rounds - 1);
        INFO("ended at step " << how.last_step << " of " << steps);
        end(how, -1);
    }
    Fatal at_commit;
    at_commit.at_commit = true;
    end(at_commit, -1);
    for (int n = 0; n < writes; ++n) {
        INFO("ended at write " << n << " of the device's record");
        end({}, n);
    }
    CHECK(after > 0);
    CHECK((before > 0) == (seen == Seen::both));
}

}  // namespace

TEST_CASE("a program killed at any step of changing a PIN leaves the old one working or the new one", "[core][vault]") {
    killed_during(
        60,
        [](Scene& scene, Household& household) {
            REQUIRE(household.set_pin(scene.ada, *scene.stretched(household, "1111")));
        },
        [](Scene& scene, Household& household) {
            expect(scene.opens(household, "1111"), "the old PIN to work");
            const auto pin = scene.stretched(household, "2222");
            fatal.armed = true;
            expect(static_cast<bool>(household.set_pin(scene.ada, *pin)), "a new PIN");
        },
        [](Scene& scene, Household& household) -> std::string {
            if (household.vault().is_open(scene.ada)) return "open to anybody";
            const bool new_one = scene.opens(household, "2222");
            household.lock();
            const bool old_one = scene.opens(household, "1111");
            if (new_one == old_one) return new_one ? "both" : "neither";
            if (!old_one) {
                household.lock();
                scene.clock.advance_ms(60'000);
                CHECK(scene.opens(household, "2222"));
            }
            return new_one ? "new" : "old";
        });
}

TEST_CASE("a program killed at any step of setting the first PIN leaves it open, or shut with that PIN",
          "[core][vault]") {
    killed_during(
        30, [](Scene&, Household&) {},
        [](Scene& scene, Household& household) {
            const auto pin = scene.stretched(household, "2222");
            fatal.armed = true;
            expect(static_cast<bool>(household.set_pin(scene.ada, *pin)), "a PIN");
        },
        [](Scene& scene, Household& household) -> std::string {
            if (!household.vault().has_pin(scene.ada))
                return household.vault().is_open(scene.ada) ? "old" : "shut for ever";
            if (household.vault().is_open(scene.ada)) return "open to anybody";
            if (!scene.opens(household, "2222")) return "shut for ever";
            // Whatever the killed program did not come to is done by now.
            CHECK(household.vault().record().find(scene.ada)->pairs.at(0).key.empty());
            return "new";
        });
}

TEST_CASE("a program killed at any step of taking a PIN away leaves it working, or none", "[core][vault]") {
    for (const bool had_pin : {true, false}) {
        INFO("there was one: " << had_pin);
        killed_during(
            20,
            [&](Scene& scene, Household& household) {
                if (had_pin) REQUIRE(household.set_pin(scene.ada, *scene.stretched(household, "1111")));
            },
            [&](Scene& scene, Household& household) {
                if (had_pin) expect(scene.opens(household, "1111"), "the PIN to work");
                fatal.armed = true;
                expect(static_cast<bool>(household.remove_pin(scene.ada)), "the PIN to go");
            },
            [&](Scene& scene, Household& household) -> std::string {
                if (!had_pin) return household.vault().is_open(scene.ada) ? "new" : "shut for ever";
                if (!household.vault().has_pin(scene.ada))
                    return household.vault().is_open(scene.ada) ? "new" : "shut for ever";
                return scene.opens(household, "1111") ? "old" : "shut for ever";
            },
            had_pin ? Seen::both : Seen::one);
    }
}
