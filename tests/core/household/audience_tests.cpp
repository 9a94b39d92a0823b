#include <optional>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::House;
using tests::photo;
using tests::weekly;

TEST_CASE("what is made without saying for whom is for whom its author usually wants it", "[core][audience]") {
    House house;
    const auto& h = house.household;
    const auto as_ada = Viewer::of(house.ada);
    int pictures = 0;
    const auto audiences = [&] {
        auto words = weekly("Tea", h.today());
        return std::vector<Audience>{
            h.get<CheckInStore>().find(as_ada, house.made<CheckInId>(CheckInNow{house.ada, 3, {}, {}}))->audience,
            h.get<ThanksStore>().find(as_ada, house.made<ThanksId>(GiveThanks{house.ada, house.ben, "tea"}))->audience,
            h.get<RitualStore>().find(as_ada, house.made<RitualId>(AddRitual{house.ada, words}), h.today())->audience,
            h.get<MemoryStore>()
                .find(as_ada,
                      house.made<MemoryId>(AddPhoto{house.ada, photo(static_cast<std::uint8_t>(++pictures)), {}}))
                ->audience,
            h.get<ClosenessStore>().find(as_ada, house.made<ClosenessId>(NoteCloseness{house.ada, 3}))->audience};
    };
    CHECK(audiences() == std::vector<Audience>{Audience::only_me, Audience::household, Audience::household,
                                               Audience::household, Audience::only_me});
    constexpr ItemKind kinds[] = {ItemKind::check_in, ItemKind::thanks, ItemKind::ritual, ItemKind::memory,
                                  ItemKind::closeness};
    for (const auto wanted : {Audience::only_me, Audience::room, Audience::household}) {
        for (const auto kind : kinds) {
            house.done(SetDefaultAudience{house.ada, kind, wanted});
            CHECK(h.default_audience(house.ada, kind) == wanted);
        }
        CHECK(audiences() == std::vector<Audience>(5, wanted));
    }
    // Another's is another's, and nobody's is the household's.
    CHECK(h.default_audience(house.ben, ItemKind::check_in) == Audience::only_me);
    CHECK(h.default_audience(std::nullopt, ItemKind::memory) == Audience::household);
}

TEST_CASE("a note to somebody that is made under a default of only me stays its author's, sealed", "[core][audience]") {
    House house;
    house.done(SetDefaultAudience{house.ada, ItemKind::thanks, Audience::only_me});
    const auto note = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "for later eyes"});
    CHECK(house.household.get<ThanksStore>().find(Viewer::of(house.ada), note));
    CHECK_FALSE(house.household.get<ThanksStore>().find(Viewer::of(house.ben), note));
    for (const auto& row : tests::rows_in(house.database()))
        CHECK_FALSE((row.find("for later eyes") != std::string::npos));
}

TEST_CASE("editing a ritual without saying for whom leaves that as it was", "[core][audience]") {
    House house;
    house.done(SetDefaultAudience{house.ada, ItemKind::ritual, Audience::room});
    auto words = weekly("Tea", house.household.today());
    words.audience = Audience::only_me;
    const auto id = house.made<RitualId>(AddRitual{house.ada, words});
    words.audience.reset();
    words.title = "Green tea";
    house.done(EditRitual{house.ada, id, words});
    const auto after = house.household.get<RitualStore>().find(Viewer::of(house.ada), id, house.household.today());
    REQUIRE(after);
    CHECK((after->title == "Green tea" && after->audience == Audience::only_me));
}
