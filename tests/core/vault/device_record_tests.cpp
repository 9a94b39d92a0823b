#include "core/vault/device_record.hpp"

#include <cstring>

#include <sodium.h>
#include <catch2/catch_test_macros.hpp>

#include "core/result.hpp"

using namespace core;

namespace {

PersonId person(std::uint8_t n) {
    PersonId id;
    id.value.bytes[15] = n;
    return id;
}

Secret key(std::uint8_t n) { return Secret::of_text(std::string(32, static_cast<char>(n))); }

KeyWrap wrap(std::string kind, std::uint8_t fill) {
    KeyWrap made;
    made.id.bytes[0] = fill;
    made.kind = std::move(kind);
    if (made.of_pin()) {
        made.salt.assign(16, fill);
        made.cost = {3, 1 << 26};
        made.mark.assign(8, fill);
    }
    made.nonce.assign(24, fill);
    made.wrapped.assign(48, fill);
    made.made_at = {1'000 + fill, -60};
    return made;
}

// Somebody without a PIN and with recovery words, somebody with a PIN and an older pair, and somebody who left.
DeviceRecord of_three() {
    DeviceRecord record;
    record.pepper = key('p');
    record.backup_key = key('b');
    auto& one = record.of(person(1));
    one.pairs.emplace_back().public_key[0] = 11;
    one.pairs[0].key = key('k');
    one.pairs[0].wraps = {wrap("device", 'd'), wrap("phrase", 'w')};
    auto& two = record.of(person(2));
    two.tries = {3, 5'000, {"a start", 77}};
    two.put_back = true;
    two.pairs.emplace_back().public_key[0] = 22;
    two.pairs[0].wraps = {wrap("pin", 'P')};
    two.pairs.emplace_back().public_key[0] = 23;
    two.pairs[1].sealed_key = {{}, std::vector<std::uint8_t>(80, 's')};
    two.pairs[1].sealed_key->to[0] = 22;
    record.erased.push_back({person(3), {1'000, 60}});
    return record;
}

DeviceRecord kept(DeviceSecrets& device) {
    const auto bytes = device.get("home");
    REQUIRE(bytes);
    auto record = device_record(*bytes);
    REQUIRE(record);
    return std::move(*record);
}

// As programs before this one wrote it.
Secret first_version(const std::vector<std::pair<PersonId, std::uint8_t>>& people) {
    std::string bytes = "inglenk\x01" + std::string(32, 'p') + "\x01" + std::string(32, 'b');
    for (const auto& [id, fill] : people) {
        bytes.append(reinterpret_cast<const char*>(id.value.bytes.data()), 16);
        bytes += std::string(32, static_cast<char>(fill)) +
                 (fill == 'x' ? std::string(33, '\0') : "\x01" + std::string(32, static_cast<char>(fill)));
    }
    return Secret::of_text(bytes);
}

}  // namespace

TEST_CASE("a device's record is read as it was written, and a part of it is no record", "[core][vault]") {
    const auto bytes = to_bytes(of_three());
    const auto read = device_record(bytes);
    REQUIRE(read);
    CHECK(to_bytes(*read) == bytes);
    REQUIRE(read->find(person(2)));
    const auto& two = *read->find(person(2));
    CHECK((two.tries.failures == 3 && two.tries.left == 5'000 && two.tries.at.start == "a start" &&
           two.tries.at.ms == 77));
    CHECK((two.put_back && two.pairs.size() == 2));
    CHECK(two.pairs[0].wraps[0].same_as(wrap("pin", 'P')));
    CHECK(two.pairs[0].wraps[0].made_at == Instant{1'000 + 'P', -60});
    REQUIRE(two.pairs[1].sealed_key);
    CHECK(two.pairs[1].sealed_key->to[0] == 22);
    for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(device_record(Secret(bytes.data(), size)));
    CHECK_FALSE(device_record(Secret::of_text(std::string(bytes.text()) + "x")));
}

TEST_CASE("a record of an earlier program says which keys there are and what opens them", "[core][vault]") {
    const auto record = device_record(first_version({{person(1), 'k'}, {person(2), 'x'}}));
    REQUIRE(record);
    CHECK(record->pepper == key('p'));
    CHECK(record->backup_key == key('b'));
    REQUIRE((record->find(person(1)) && record->find(person(1))->pairs.size() == 1));
    CHECK(record->find(person(1))->pairs[0].key == key('k'));
    CHECK(record->find(person(1))->pairs[0].public_key[0] == 'k');
    REQUIRE(record->find(person(2)));
    CHECK(record->find(person(2))->pairs[0].key.empty());
    CHECK(record->find(person(2))->pairs[0].wraps.empty());
    const auto whole = first_version({{person(1), 'k'}});
    CHECK_FALSE(device_record(Secret(whole.data(), whole.size() - 1)));
}

TEST_CASE("what travels has no pepper, no key of the backups and nothing that a PIN opens", "[core][vault]") {
    const auto travelled = for_another_device(of_three());
    for (const char gone : {'p', 'b', 'P', 's'})
        CHECK(travelled.text().find(std::string(16, gone)) == std::string::npos);
    for (const char goes : {'k', 'd', 'w'}) CHECK(travelled.text().find(std::string(16, goes)) != std::string::npos);
}

TEST_CASE("a new device takes in the keys, and makes a pepper of its own", "[core][vault]") {
    MemorySecrets one, other;
    take_in(one, "home", for_another_device(of_three()));
    take_in(other, "home", for_another_device(of_three()));
    const auto record = kept(one);
    REQUIRE(record.find(person(1)));
    CHECK(record.find(person(1))->pairs[0].key == key('k'));
    CHECK(record.find(person(1))->pairs[0].public_key[0] == 11);
    CHECK(record.find(person(1))->pairs[0].wraps.size() == 2);
    REQUIRE(record.find(person(2)));
    CHECK(record.find(person(2))->pairs.size() == 2);
    CHECK(record.find(person(2))->pairs[0].key.empty());
    REQUIRE(record.erased.size() == 1);
    CHECK(record.erased.front().person == person(3));
    CHECK(record.backup_key.empty());
    CHECK_FALSE(record.pepper == key('p'));
    CHECK_FALSE(record.pepper == key('\0'));
    CHECK_FALSE(record.pepper == kept(other).pepper);
}

TEST_CASE("a device that knows the household keeps what it knows, and learns of the others", "[core][vault]") {
    MemorySecrets device;
    DeviceRecord known;
    known.pepper = key('q');
    known.of(person(1)).pairs.emplace_back().public_key[0] = 11;  // who has set a PIN since
    device.set("home", to_bytes(known));
    take_in(device, "home", for_another_device(of_three()));
    const auto record = kept(device);
    CHECK(record.pepper == key('q'));
    CHECK(record.find(person(1))->pairs.size() == 1);
    CHECK(record.find(person(1))->pairs[0].key.empty());
    CHECK(record.find(person(2)));
    CHECK(record.erased.size() == 1);
    take_in(device, "home", for_another_device(of_three()));
    CHECK(kept(device).erased.size() == 1);
}

TEST_CASE("a key that comes to somebody with a PIN lies behind that PIN", "[core][vault]") {
    REQUIRE(sodium_init() >= 0);
    PublicKey public_key;
    Secret secret(32);
    crypto_box_keypair(public_key.data(), secret.data());
    MemorySecrets device;
    DeviceRecord known;
    known.pepper = key('q');
    auto& pair = known.of(person(1)).pairs.emplace_back();
    pair.public_key = public_key;
    pair.wraps = {wrap("pin", 'P')};
    device.set("home", to_bytes(known));
    take_in(device, "home", for_another_device(of_three()));
    CHECK(device.get("home")->text().find(std::string(16, 'k')) == std::string::npos);
    const auto record = kept(device);
    const auto& pairs = record.find(person(1))->pairs;
    REQUIRE((pairs.size() == 2 && pairs[0].sealed_key));
    CHECK(pairs[0].key.empty());
    CHECK(pairs[0].sealed_key->to == public_key);
    Secret opened(32);
    REQUIRE(crypto_box_seal_open(opened.data(), pairs[0].sealed_key->sealed.data(), pairs[0].sealed_key->sealed.size(),
                                 public_key.data(), secret.data()) == 0);
    CHECK(opened == key('k'));
}

TEST_CASE("bytes that are no record change nothing, and a damaged record is said", "[core][vault]") {
    MemorySecrets device;
    take_in(device, "home", Secret());
    take_in(device, "home", Secret::of_text("something else"));
    CHECK_FALSE(device.get("home"));
    device.set("home", Secret::of_text("damaged"));
    CHECK_THROWS_AS(take_in(device, "home", for_another_device(of_three())), Fault);
    CHECK(device.get("home")->text() == "damaged");
}
