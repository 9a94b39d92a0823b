#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/rituals/ritual_store.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/faults/checks.hpp"
#include "tests/faults/storm.hpp"

using namespace core;
using tests::SeededRandom;
using tests::TemporaryFolder;

namespace {

constexpr std::int64_t a_day = 86'400'000, a_year = 365 * a_day;

}  // namespace

TEST_CASE("a clock that jumps back a day and ahead a year loses nothing, and ids go on increasing", "[faults][clock]") {
    const TemporaryFolder place;
    const auto folder = place.path() / "data";
    FixedClock clock({1'795'453'805'000, 60});
    SeededRandom random;
    auto household = faults::opened(folder, clock, random);
    const auto ada = household->apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
    const auto me = Viewer::of(ada);
    auto words = tests::weekly("Tea", household->today());
    words.rule = "FREQ=DAILY";
    words.starts_on = household->today() - 10;
    const auto ritual = household->apply(AddRitual{ada, words}).value().as<RitualId>();

    std::vector<CheckInId> made;
    std::vector<std::string> texts;
    const auto all_newest_first = [&] {
        return household->get<CheckInStore>().between(me, household->today() - 800, household->today() + 800);
    };
    const auto order_of = [](const std::vector<CheckIn>& list, const std::vector<CheckInId>& among) {
        std::vector<CheckInId> order;
        for (const auto& each : list)
            if (std::find(among.begin(), among.end(), each.id) != among.end()) order.push_back(each.id);
        return order;
    };
    const auto live = [&](std::int64_t jump_ms) {
        clock.advance_ms(jump_ms);
        const auto before = made;
        const auto order = order_of(all_newest_first(), before);
        const auto today = household->today();
        for (int n = 0; n < 20; ++n) {
            clock.advance_ms(n % 3 == 0 ? 0 : 1'000);
            texts.push_back("note " + std::to_string(made.size()));
            made.push_back(
                household->apply(CheckInNow{ada, 3, {}, texts.back(), Audience::household}).value().as<CheckInId>());
        }
        CHECK(std::is_sorted(made.begin(), made.end()));
        CHECK(std::adjacent_find(made.begin(), made.end()) == made.end());
        CHECK(order_of(all_newest_first(), before) == order);
        CHECK(household->get<CheckInStore>().between(me, today, today).size() >= 20);

        // What is marked and taken back now counts, whatever was marked at a later hour.
        for (const auto outcome : {Outcome::skipped, Outcome::kept}) {
            REQUIRE(household->apply(MarkOccurrence{ada, ritual, words.starts_on, outcome}));
            CHECK(household->get<RitualStore>().outcome(ritual, words.starts_on) == outcome);
        }
        REQUIRE(household->undo(me));
        CHECK(household->get<RitualStore>().outcome(ritual, words.starts_on) == Outcome::skipped);
    };
    const auto all_there = [&] {
        CHECK(all_newest_first().size() == made.size());
        for (std::size_t n = 0; n < made.size(); ++n) {
            const auto found = household->get<CheckInStore>().find(me, made[n]);
            REQUIRE(found);
            CHECK(found->note == texts[n]);
        }
    };
    live(0);
    live(-a_day);
    live(a_day + a_year);
    live(-a_year);
    all_there();

    // Closed, and opened by a clock that is a day behind.
    household.reset();
    clock.advance_ms(-a_day);
    household = faults::opened(folder, clock, random);
    all_there();
    const auto again = household->apply(CheckInNow{ada, 3, {}, "again", Audience::household}).value().as<CheckInId>();
    CHECK(std::find(made.begin(), made.end(), again) == made.end());
    REQUIRE(household->undo(me));
    all_there();
    CHECK(faults::integrity_of(folder / "household.db") == "ok");
}
