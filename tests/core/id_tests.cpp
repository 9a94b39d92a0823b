#include "core/id.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/seeded_random.hpp"

using core::FixedClock;
using core::IdSource;
using core::Uuid;

namespace {

std::int64_t milliseconds_in(const Uuid& id) {
    std::int64_t ms = 0;
    for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | id.bytes[i];
    return ms;
}

// All bits set: the highest counter that an id can start with.
class Ones final : public core::Random {
public:
    void fill(std::uint8_t* bytes, std::size_t count) override { std::fill_n(bytes, count, std::uint8_t{0xff}); }
};

}  // namespace

TEST_CASE("an id carries the time, version 7 and the RFC's variant", "[core]") {
    tests::SeededRandom random;
    FixedClock clock({1'795'457'405'123, 60});
    IdSource ids(clock, random);
    for (int i = 0; i < 1000; ++i) {
        clock.advance_ms(1 + i % 3);
        const auto id = ids.next_uuid();
        REQUIRE(milliseconds_in(id) == clock.now().utc_ms);
        REQUIRE(id.bytes[6] >> 4 == 7);
        REQUIRE(id.bytes[8] >> 6 == 2);
    }
}

TEST_CASE("ids made within one millisecond stand in the order they were made", "[core]") {
    tests::SeededRandom seeded;
    Ones ones;
    // Ones leaves the fewest numbers within the millisecond: 20,000 ids run over into later ones several times.
    for (core::Random* random : {static_cast<core::Random*>(&seeded), static_cast<core::Random*>(&ones)}) {
        const FixedClock clock({1'795'457'405'123, 60});
        IdSource ids(clock, *random);
        std::vector<Uuid> made;
        for (int i = 0; i < 20'000; ++i) made.push_back(ids.next_uuid());
        CHECK(std::is_sorted(made.begin(), made.end()));
        CHECK(std::adjacent_find(made.begin(), made.end()) == made.end());
        CHECK(std::all_of(made.begin(), made.end(),
                          [](const Uuid& id) { return id.bytes[6] >> 4 == 7 && id.bytes[8] >> 6 == 2; }));
        CHECK(milliseconds_in(made.back()) - milliseconds_in(made.front()) < 20);
    }
}

TEST_CASE("a clock that jumps back does not make ids go back", "[core]") {
    tests::SeededRandom random;
    FixedClock clock({1'795'457'405'123, 60});
    IdSource ids(clock, random);
    auto last = ids.next_uuid();
    for (const std::int64_t jump : {std::int64_t{-1}, std::int64_t{-3'600'000}, -1'795'457'000'000, -5'000'000'000,
                                    1'795'457'000'000, 7'000'000'000}) {
        clock.advance_ms(jump);
        for (int i = 0; i < 3; ++i) {
            const auto next = ids.next_uuid();
            CHECK(next > last);
            CHECK(next.bytes[6] >> 4 == 7);
            last = next;
        }
    }
    CHECK(milliseconds_in(last) == clock.now().utc_ms);
}

TEST_CASE("two sources at the same instant make different ids", "[core]") {
    core::SystemRandom random;
    const FixedClock clock({1'795'457'405'123, 60});
    std::set<Uuid> made;
    for (int source = 0; source < 200; ++source) {
        IdSource ids(clock, random);
        for (int i = 0; i < 5; ++i) made.insert(ids.next_uuid());
    }
    CHECK(made.size() == 1000);
}

TEST_CASE("no id made at or after a moment is less than that moment's first, and none before it is greater", "[core]") {
    FixedClock clock({1'700'000'000'000, 0});
    tests::SeededRandom random(3);
    IdSource ids(clock, random);
    const auto before = ids.next_uuid();
    clock.set({1'700'000'000'005, 0});
    const auto then = ids.next_uuid();
    CHECK(before < core::first_id_at(1'700'000'000'005));
    CHECK(then >= core::first_id_at(1'700'000'000'005));
    CHECK(core::first_id_at(-5) == Uuid{});
}

TEST_CASE("an id reads back from its text in either case", "[core]") {
    tests::SeededRandom random;
    const FixedClock clock({1'795'457'405'123, 60});
    IdSource ids(clock, random);
    for (int i = 0; i < 200; ++i) {
        const auto id = ids.next_uuid();
        auto text = core::to_text(id);
        REQUIRE(text.size() == 36);
        REQUIRE(text.find_first_not_of("0123456789abcdef-") == std::string::npos);
        REQUIRE(core::uuid_from_text(text) == id);
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
        REQUIRE(core::uuid_from_text(text) == id);
    }
    const Uuid known{{0x01, 0x93, 0x5b, 0x7e, 0x00, 0xff, 0x7a, 0xbc, 0x8d, 0xef, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc}};
    CHECK(core::to_text(known) == "01935b7e-00ff-7abc-8def-123456789abc");
}

TEST_CASE("a text that is no id is not read as one", "[core]") {
    const std::string good = "01935b7e-00ff-7abc-8def-123456789abc";
    REQUIRE(core::uuid_from_text(good));
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (const char c : {'g', ' ', '-', '/', ':', '@', '`', '\0', '\xff'}) {
            if (good[i] == c) continue;
            auto bad = good;
            bad[i] = c;
            INFO(bad);
            CHECK_FALSE(core::uuid_from_text(bad));
        }
    }
    for (const auto& bad : {std::string(), good + "0", good.substr(1), "{" + good.substr(0, 34) + "}",
                            std::string(36, '-'), std::string("01935b7e00ff7abc8def123456789abc")})
        CHECK_FALSE(core::uuid_from_text(bad));
}

TEST_CASE("an id of all zeros is none", "[core]") {
    CHECK_FALSE(Uuid{});
    CHECK_FALSE(core::PersonId{});
    CHECK(core::uuid_from_text("00000000-0000-0000-0000-000000000000") == Uuid{});
    CHECK(Uuid{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}});
}

TEST_CASE("a person's id is no ritual's", "[core]") {
    STATIC_REQUIRE_FALSE(std::is_convertible_v<core::PersonId, core::RitualId>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<core::RitualId, core::PersonId>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<core::PersonId, Uuid>);
}
