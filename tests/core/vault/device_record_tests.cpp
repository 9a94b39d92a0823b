#include "core/vault/device_record.hpp"

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

// Somebody without a PIN, somebody with one, and somebody who left.
DeviceRecord of_three() {
    DeviceRecord record;
    record.pepper = key('p');
    record.backup_key = key('b');
    record.people.push_back({person(1), {}, key('k')});
    record.people.push_back({person(2), {}, {}});
    record.people[0].public_key[0] = 11;
    record.people[1].public_key[0] = 22;
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

}  // namespace

TEST_CASE("what travels has no pepper and no key of the backups", "[core][vault]") {
    const auto travelled = for_another_device(of_three());
    CHECK(travelled.text().find(std::string(16, 'p')) == std::string::npos);
    CHECK(travelled.text().find(std::string(16, 'b')) == std::string::npos);
    CHECK(travelled.text().find(std::string(32, 'k')) != std::string::npos);
}

TEST_CASE("a new device takes in the keys, and makes a pepper of its own", "[core][vault]") {
    MemorySecrets one, other;
    take_in(one, "home", for_another_device(of_three()));
    take_in(other, "home", for_another_device(of_three()));
    const auto record = kept(one);
    REQUIRE(record.find(person(1)));
    CHECK(record.find(person(1))->key == key('k'));
    CHECK(record.find(person(1))->public_key[0] == 11);
    REQUIRE(record.find(person(2)));
    CHECK(record.find(person(2))->key.empty());
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
    known.people.push_back({person(1), {}, {}});  // who has set a PIN since
    device.set("home", to_bytes(known));
    take_in(device, "home", for_another_device(of_three()));
    const auto record = kept(device);
    CHECK(record.pepper == key('q'));
    CHECK(record.find(person(1))->key.empty());
    CHECK(record.find(person(2)));
    CHECK(record.erased.size() == 1);
    take_in(device, "home", for_another_device(of_three()));
    CHECK(kept(device).erased.size() == 1);
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
