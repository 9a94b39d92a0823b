#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/vault/vault_house.hpp"

// One folder that two devices open in turn, as on a disk that is carried between them.
using namespace core;
using tests::VaultHouse;

namespace {

struct TwoDevices : VaultHouse {
    MemorySecrets other;
    std::string words;

    // Ada writes on the one, and opens what is hers on the other with her words and a PIN there.
    TwoDevices() {
        writes(ada, "on the one");
        words = phrase_for(ada);
        reopen(other);
        REQUIRE(h().recover(ada, words));
        REQUIRE_FALSE(set_pin(ada, "1470"));
        reopen();
    }
    // Whether there was an alarm since this was last asked.
    bool alarmed() {
        const bool told = h().vault().state(ada).put_back;
        h().told_of_keys(ada);
        return told;
    }
};

}  // namespace

TEST_CASE("two devices that share a folder do not take each other for tampering", "[core][vault]") {
    TwoDevices house;
    CHECK_FALSE(house.alarmed());
    house.writes(house.ada, "on the one again");
    CHECK_FALSE(house.alarmed());
    house.reopen(house.other);
    CHECK_FALSE(house.alarmed());
    REQUIRE_FALSE(house.unlock(house.ada, "1470"));
    CHECK(house.notes_of(house.ada) == "on the one again|on the one");
    CHECK_FALSE(house.alarmed());
    house.reopen();
    CHECK_FALSE(house.alarmed());
}

TEST_CASE("a PIN that is set or changed on one device alarms nobody on the other", "[core][vault]") {
    TwoDevices house;
    CHECK_FALSE(house.alarmed());
    REQUIRE_FALSE(house.set_pin(house.ada, "2580"));
    house.reopen(house.other);
    CHECK_FALSE(house.alarmed());
    REQUIRE_FALSE(house.unlock(house.ada, "1470"));
    CHECK_FALSE(house.alarmed());
    REQUIRE_FALSE(house.set_pin(house.ada, "1471"));
    house.reopen();
    CHECK_FALSE(house.alarmed());
    REQUIRE_FALSE(house.unlock(house.ada, "2580"));
    CHECK_FALSE(house.alarmed());
    REQUIRE(house.h().remove_pin(house.ada));
    house.reopen(house.other);
    REQUIRE_FALSE(house.unlock(house.ada, "1471"));
    CHECK_FALSE(house.alarmed());
}

TEST_CASE("new words from one device alarm nobody on the other", "[core][vault]") {
    TwoDevices house;
    CHECK_FALSE(house.alarmed());
    (void)house.phrase_for(house.ada);
    house.reopen(house.other);
    CHECK_FALSE(house.alarmed());
    REQUIRE_FALSE(house.unlock(house.ada, "1470"));
    CHECK_FALSE(house.alarmed());
    (void)house.phrase_for(house.ada);
    house.reopen();
    CHECK_FALSE(house.alarmed());
}
