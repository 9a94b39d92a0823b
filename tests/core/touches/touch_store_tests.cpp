#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/leaving/remains.hpp"
#include "core/touches/touch.hpp"
#include "core/touches/touch_commands.hpp"
#include "core/touches/touch_store.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::House;

TEST_CASE("a touch reaches the one it is for, and nobody else", "[core][touches]") {
    House house;
    house.done(GiveTouch{house.ada, house.ben, TouchKind::proud});
    const auto& touches = house.household.get<TouchStore>();
    const auto received = touches.received(Viewer::of(house.ben), house.today());
    REQUIRE(received.size() == 1);
    CHECK(received.front().author == house.ada);
    CHECK(received.front().kind == TouchKind::proud);
    for (const auto& other : {Viewer::room(), Viewer::of(house.ada), Viewer::of(house.cleo)})
        CHECK(touches.received(other, house.today()).empty());
    CHECK(touches.received(Viewer::of(house.ben), house.today() + 1).empty());
    CHECK(touches.given(Viewer::of(house.ada), house.today(), house.today()).size() == 1);
}

TEST_CASE("many touches of one kind are shown as one: they are not counted", "[core][touches]") {
    House house;
    for (int n = 0; n < 5; ++n) house.done(GiveTouch{house.ada, house.ben, TouchKind::hug});
    house.done(GiveTouch{house.ada, house.ben, TouchKind::kiss});
    house.done(GiveTouch{house.cleo, house.ben, TouchKind::hug});
    const auto received = house.household.get<TouchStore>().received(Viewer::of(house.ben), house.today());
    REQUIRE(received.size() == 3);
    CHECK(received[0].author == house.cleo);
    CHECK(received[1].kind == TouchKind::kiss);
    CHECK(received[2].given_at.utc_ms == house.clock.now().utc_ms - 2'000);
}

TEST_CASE("a touch comes back, goes to somebody else, and leaves with who gave it", "[core][touches]") {
    House house;
    for (const auto person : {house.ada, house.ben}) house.done(CheckInNow{person, 3});  // they stay in any case
    house.comes_back(GiveTouch{house.ada, house.ben, TouchKind::thinking}, Viewer::of(house.ada));
    CHECK(house.refused(GiveTouch{house.ada, house.ada, TouchKind::hug}) == Refusal::touch_to_oneself);
    CHECK(house.refused(GiveTouch{house.ada, PersonId{}, TouchKind::hug}) == Refusal::unknown_person);
    house.done(GiveTouch{house.ada, house.ben, TouchKind::hug});
    REQUIRE(house.household.erase(house.ada));
    CHECK(house.household.get<TouchStore>().received(Viewer::of(house.ben), house.today()).empty());
}

TEST_CASE("with another's eyes one sees the touches between the two of them, and none that are between two others",
          "[core][touches]") {
    House house;
    house.done(GiveTouch{house.ada, house.ben, TouchKind::hug});
    house.done(GiveTouch{house.cleo, house.ben, TouchKind::kiss});
    house.done(GiveTouch{house.ben, house.cleo, TouchKind::proud});
    const auto& touches = house.household.get<TouchStore>();
    const Viewer ada_as_ben{house.ben, Viewer::Eyes::as_shown, house.ada},
        nobody_as_ben = Viewer::as_shown_to(house.ben);
    for (const auto& list : {touches.received(ada_as_ben, house.today()), touches.on(ada_as_ben, house.today()),
                             touches.all(ada_as_ben)}) {
        REQUIRE(list.size() == 1);
        CHECK(list.front().author == house.ada);
    }
    CHECK(touches.given(ada_as_ben, house.today(), house.today()).empty());
    CHECK(touches.given(Viewer{house.ben, Viewer::Eyes::as_shown, house.cleo}, house.today(), house.today()).size() ==
          1);
    CHECK(touches.all(nobody_as_ben).empty());
    CHECK(touches.all(Viewer::of(house.ben)).size() == 3);
}
