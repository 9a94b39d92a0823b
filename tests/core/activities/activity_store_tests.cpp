#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/activities/activity_commands.hpp"
#include "core/activities/activity_store.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/db/connection.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::House;

namespace {

std::vector<std::string> names(const House& house, PersonId person) {
    std::vector<std::string> list;
    for (const auto& activity : house.household.get<ActivityStore>().of(Viewer::of(person)))
        list.push_back(activity.name);
    return list;
}

using Names = std::vector<std::string>;

int contents(const House& house) {
    int count = 0;
    db::Connection(house.database()).prepare("SELECT 1 FROM activity WHERE sealed IS NOT NULL").each([&](const auto&) {
        ++count;
    });
    return count;
}

}  // namespace

TEST_CASE("a list of one's own keeps its order, its names and its pictures", "[core][activities]") {
    House house;
    for (const char* name : {"a walk", "the garden", "Grandma"}) house.done(AddActivity{house.ada, name, "leaf"});
    house.done(AddActivity{house.ben, "chess", "game"});
    CHECK(names(house, house.ada) == Names{"a walk", "the garden", "Grandma"});
    CHECK(names(house, house.ben) == Names{"chess"});
    CHECK(names(house, house.cleo).empty());
    const auto list = house.household.get<ActivityStore>().of(Viewer::of(house.ada));
    house.done(EditActivity{house.ada, list[1].id, " the  allotment,\nat last ", "flower"});
    CHECK(names(house, house.ada) == Names{"a walk", "the  allotment  at last", "Grandma"});
    CHECK(house.household.get<ActivityStore>().of(Viewer::of(house.ada))[1].icon == "flower");
}

TEST_CASE("one is moved anywhere in the list, as often as one likes", "[core][activities]") {
    House house;
    for (const char* name : {"a", "b", "c", "d"}) house.done(AddActivity{house.ada, name, ""});
    const auto id = [&](std::size_t at) {
        return house.household.get<ActivityStore>().of(Viewer::of(house.ada))[at].id;
    };
    house.done(MoveActivity{house.ada, id(3), 0});
    CHECK(names(house, house.ada) == Names{"d", "a", "b", "c"});
    house.done(MoveActivity{house.ada, id(0), 2});
    CHECK(names(house, house.ada) == Names{"a", "b", "d", "c"});
    house.done(MoveActivity{house.ada, id(1), 99});
    CHECK(names(house, house.ada) == Names{"a", "d", "c", "b"});
    house.done(MoveActivity{house.ada, id(1), 1});
    CHECK(names(house, house.ada) == Names{"a", "d", "c", "b"});
    // More often than there is room between two numbers.
    for (int n = 0; n < 60; ++n) house.done(MoveActivity{house.ada, id(3), 1});
    CHECK(names(house, house.ada) == Names{"a", "d", "c", "b"});
    for (int n = 0; n < 40; ++n) house.done(MoveActivity{house.ada, id(3), 0});
    CHECK(names(house, house.ada) == Names{"a", "d", "c", "b"});
    house.done(AddActivity{house.ada, "last", ""});
    CHECK(names(house, house.ada) == Names{"a", "d", "c", "b", "last"});
}

TEST_CASE("every change to the list comes back, and nobody else may make one", "[core][activities]") {
    House house;
    std::vector<ActivityId> ids;
    for (const char* name : {"a", "b", "c"})
        ids.push_back(house.made<ActivityId>(AddActivity{house.ada, name, "leaf"}));
    const auto ada = Viewer::of(house.ada);
    house.comes_back(AddActivity{house.ada, "d", "cup"}, ada);
    house.comes_back(EditActivity{house.ada, ids[0], "A", "cup"}, ada);
    house.comes_back(MoveActivity{house.ada, ids[2], 0}, ada);
    house.comes_back(RemoveActivity{house.ada, ids[1]}, ada);
    for (const auto id : {ids[0], ActivityId{}}) {
        const auto by = id == ids[0] ? house.ben : house.ada;
        CHECK(house.refused(EditActivity{by, id, "mine", ""}) == Refusal::not_found);
        CHECK(house.refused(MoveActivity{by, id, 0}) == Refusal::not_found);
        CHECK(house.refused(RemoveActivity{by, id}) == Refusal::not_found);
    }
    CHECK(house.refused(AddActivity{PersonId{}, "a", ""}) == Refusal::unknown_person);
    CHECK(house.refused(AddActivity{house.ada, " , ", ""}) == Refusal::empty_text);
    CHECK(house.refused(AddActivity{house.ada, std::string(41, 'x'), ""}) == Refusal::text_too_long);
    CHECK(house.refused(EditActivity{house.ada, ids[0], "", ""}) == Refusal::empty_text);
    CHECK(house.refused(AddActivity{house.ada, "\xff", ""}) == Refusal::not_text);
}

TEST_CASE("with the vault shut the list is nobody's to read or change, and adding needs no PIN", "[core][activities]") {
    House house;
    const auto id = house.made<ActivityId>(AddActivity{house.ada, "the garden", "leaf"});
    tests::set_pin(house, house.ada, "2580");
    house.household.lock();
    house.household.forget_undo();
    CHECK(names(house, house.ada).empty());
    CHECK(house.refused(EditActivity{house.ada, id, "x", ""}) == Refusal::locked);
    CHECK(house.refused(MoveActivity{house.ada, id, 0}) == Refusal::locked);
    CHECK(house.refused(RemoveActivity{house.ada, id}) == Refusal::locked);
    house.done(AddActivity{house.ada, "the pond", "leaf"});
    tests::unlock(house, house.ada, "2580");
    CHECK(names(house, house.ada) == Names{"the garden", "the pond"});
}

TEST_CASE("taking an activity off the list changes no check-in", "[core][activities]") {
    House house;
    const auto id = house.made<ActivityId>(AddActivity{house.ada, "the garden", "leaf"});
    const auto check_in = house.made<CheckInId>(CheckInNow{house.ada, 4, {}, "", Audience::only_me, {"the garden"}});
    house.done(EditActivity{house.ada, id, "the yard", "leaf"});
    house.done(RemoveActivity{house.ada, id});
    CHECK(names(house, house.ada).empty());
    CHECK(house.household.get<CheckInStore>().find(Viewer::of(house.ada), check_in)->around ==
          std::vector<std::string>{"the garden"});
}

TEST_CASE("what was taken off the list is emptied with the trash", "[core][activities]") {
    House house;
    house.done(AddActivity{house.ada, "kept", "leaf"});
    house.done(RemoveActivity{house.ada, house.made<ActivityId>(AddActivity{house.ada, "gone", "leaf"})});
    CHECK(contents(house) == 2);
    house.household.empty_trash(house.clock.now());
    CHECK(contents(house) == 2);
    // Days pass one by one: a jump of the clock is not believed.
    for (int day = 0; day < 40; ++day) {
        house.clock.advance_ms(a_day_ms);
        house.household.empty_trash(house.clock.now());
    }
    CHECK(contents(house) == 1);
    CHECK(names(house, house.ada) == Names{"kept"});
}
