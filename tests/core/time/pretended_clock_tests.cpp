#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/people/person_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/time/observed_time.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;

namespace {

constexpr std::int64_t a_day = 86'400'000;

Instant later(const House& house, std::int64_t ms) {
    return {house.clock.now().utc_ms + ms, house.clock.now().offset_minutes};
}

ThanksId for_friday(House& house) {
    GiveThanks note{house.ada, house.ben, "a surprise party", Audience::household};
    note.deliver_at = house.clock.at(day("2026-11-27"), at(8));
    return house.made<ThanksId>(note);
}

}  // namespace

TEST_CASE("a pretended time opens no waiting note, here or for good", "[core][time][clock]") {
    House house;
    const auto note = for_friday(house);
    const auto seen = [&](PersonId by) {
        return house.household.get<ThanksStore>().find(Viewer::of(by), note).has_value();
    };
    house.clock.pretend(later(house, 30 * a_day));
    CHECK(house.household.today() == day("2026-12-23"));
    CHECK_FALSE(house.household.notice_due());
    CHECK_FALSE(seen(house.ben));
    CHECK(seen(house.ada));
    // What is written under the pretended time changes nothing about it, and taking a note back works as before its
    // moment.
    house.done(GiveThanks{house.ben, house.ada, "an ordinary walk", Audience::household});
    house.done(AddPerson{"Noa"});
    CHECK_FALSE(seen(house.ben));
    house.done(RemoveThanks{house.ada, note});
    CHECK_FALSE(seen(house.ben));
    CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ben), house.clock.now()).empty());
    REQUIRE(house.household.undo(Viewer::of(house.ada)));
    CHECK_FALSE(seen(house.ben));
    {
        const Household another(house.folder(), house.clock, house.random, tests::device());
        CHECK_FALSE(another.get<ThanksStore>().find(Viewer::of(house.ben), note).has_value());
    }
    house.clock.advance_ms(5 * a_day);  // really
    CHECK(house.household.notice_due());
    CHECK(seen(house.ben));
}

TEST_CASE("what is deleted under a pretended time lies in the trash for thirty real days",
          "[core][time][trash][clock]") {
    House house;
    house.household.empty_trash(house.clock.certain_now());
    const auto check_in = house.made<CheckInId>(CheckInNow{house.ada, 4, {}, "hers", Audience::household});
    house.clock.pretend(later(house, -400 * a_day));
    house.done(RemoveCheckIn{house.ada, check_in});
    const auto real = house.clock.real_now();
    house.clock.set(real);
    CHECK(house.household.empty_trash(house.clock.certain_now()) == 0);
    house.clock.advance_ms(29 * a_day);
    CHECK(house.household.empty_trash(house.clock.certain_now()) == 0);
    // Nor does one that is ahead shorten them.
    house.clock.pretend(later(house, 25 * a_day));
    CHECK(house.household.empty_trash(house.clock.certain_now()) == 0);
    house.clock.advance_ms(2 * a_day);
    CHECK(house.household.empty_trash(house.clock.certain_now()) == 1);
}

TEST_CASE("the certain time is the earlier of the real and the pretended one", "[core][time][clock]") {
    House house;
    const auto real = house.clock.now();
    CHECK(house.clock.certain_now() == real);
    house.clock.pretend({real.utc_ms + a_day, real.offset_minutes});
    CHECK(house.clock.certain_now() == real);
    CHECK(house.household.certain_today() == day("2026-11-23"));
    CHECK(house.household.today() == day("2026-11-24"));
    CHECK(house.clock.latest_now().utc_ms == real.utc_ms + a_day);
    house.clock.pretend({real.utc_ms - a_day, real.offset_minutes});
    CHECK(house.clock.certain_now().utc_ms == real.utc_ms - a_day);
    CHECK(house.clock.latest_now() == real);
    CHECK(house.household.certain_today() == day("2026-11-22"));
}

TEST_CASE("agreeing to erase everything lasts a quarter of an hour that passed, whatever the clock says",
          "[core][time][clock]") {
    House house;
    for (const auto person : {house.ada, house.ben, house.cleo}) REQUIRE(house.household.confirm_erasing_all(person));
    house.clock.set_wall(later(house, -10 * a_day));
    CHECK(house.household.yet_to_confirm().empty());
    house.clock.set_wall(later(house, 20 * a_day));
    CHECK(house.household.yet_to_confirm().empty());
    house.clock.observe_ms(15 * 60'000);
    CHECK(house.household.yet_to_confirm().size() == 3);
}

TEST_CASE("observed time goes on and never back, from one start of the machine", "[core][time][clock]") {
    const auto before = observed_time(), after = observed_time();
    CHECK_FALSE(before.start.empty());
    CHECK(before.start == after.start);
    CHECK(after.ms >= before.ms);
    CHECK(SystemClock().observed().start == before.start);
}
