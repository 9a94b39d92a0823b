#include <set>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/db/connection.hpp"
#include "core/looking_back/story.hpp"
#include "core/people/person_commands.hpp"
#include "core/settings/setting_store.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/trash/trash_commands.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::House;

namespace {

std::vector<int> levels(const House& house, const Viewer& viewer) {
    std::vector<int> list;
    for (const auto& each : house.household.get<ClosenessStore>().between(viewer, house.today() - 400, house.today()))
        list.push_back(each.level);
    return list;
}

std::int64_t number(const House& house, const std::string& sql) {
    std::int64_t value = -1;
    db::Connection(house.database()).prepare(sql).each([&](const auto& row) { value = row.integer(0); });
    return value;
}

constexpr const char* readable = "SELECT count(*) FROM closeness WHERE level IS NOT NULL";

}  // namespace

TEST_CASE("closeness is one of seven, and only its author's unless they share it", "[core][closeness]") {
    House house;
    const auto felt = house.made<ClosenessId>(NoteCloseness{house.ada, 6});
    CHECK(levels(house, Viewer::of(house.ada)) == std::vector<int>{6});
    CHECK(levels(house, Viewer::of(house.ben)).empty());
    house.done(SetAudience{house.ada, {ItemKind::closeness, felt.value}, Audience::household});
    CHECK(levels(house, Viewer::of(house.ben)) == std::vector<int>{6});
    CHECK(levels(house, Viewer::room()).empty());
    CHECK(house.refused(NoteCloseness{house.ada, 0}) == Refusal::no_such_picture);
    CHECK(house.refused(NoteCloseness{house.ada, 8}) == Refusal::no_such_picture);
    CHECK(house.refused(NoteCloseness{PersonId{}, 4}) == Refusal::unknown_person);
    CHECK(house.refused(EditCloseness{house.ada, felt, 8}) == Refusal::no_such_picture);
    CHECK(house.refused(EditCloseness{house.ben, felt, 1}) == Refusal::not_yours);
    CHECK(house.refused(RemoveItem{house.ben, {ItemKind::closeness, felt.value}}) == Refusal::not_yours);
    house.done(EditCloseness{house.ada, felt, 1, Audience::room});
    CHECK(levels(house, Viewer::room()) == std::vector<int>{1});
}

TEST_CASE("nobody is asked how close they feel until they want to be", "[core][closeness]") {
    House house;
    CHECK_FALSE(house.household.get<SettingStore>().chose(house.ada, asked_for_closeness));
    house.done(AskForCloseness{house.ada, true});
    CHECK(house.household.get<SettingStore>().chose(house.ada, asked_for_closeness));
    CHECK_FALSE(house.household.get<SettingStore>().chose(house.ben, asked_for_closeness));
    house.done(AskForCloseness{house.ada, false});
    CHECK_FALSE(house.household.get<SettingStore>().chose(house.ada, asked_for_closeness));
}

TEST_CASE("a private level stands in the clear nowhere, whichever way it was written, and its length tells nothing",
          "[core][closeness][vault]") {
    House house;
    for (int level = 1; level <= 7; ++level) {
        const auto felt = house.made<ClosenessId>(NoteCloseness{house.ada, level});
        CHECK(number(house, readable) == 0);
        house.done(EditCloseness{house.ada, felt, 8 - level, Audience::only_me});
        CHECK(number(house, readable) == 0);
        const ItemRef item{ItemKind::closeness, felt.value};
        house.done(SetAudience{house.ada, item, Audience::household});
        CHECK(number(house, readable) == 1);
        REQUIRE(house.household.undo(Viewer::of(house.ada)));
        CHECK(number(house, readable) == 0);
        house.done(RemoveItem{house.ada, {ItemKind::closeness, felt.value}});
        CHECK(number(house, readable) == 0);
        house.done(RestoreItem{house.ada, item});
        CHECK(number(house, readable) == 0);
    }
    CHECK(number(house, "SELECT count(DISTINCT length(sealed)) FROM closeness") == 1);
    CHECK(number(house, "SELECT count(DISTINCT sealed) FROM closeness") == 7);
}

TEST_CASE("closeness is written with the vault shut, and read when it is open", "[core][closeness][vault]") {
    House house;
    tests::set_pin(house, house.ada, "2468");
    house.household.lock();
    const auto felt = house.made<ClosenessId>(NoteCloseness{house.ada, 7});
    CHECK(levels(house, Viewer::of(house.ada)) == std::vector<int>{7});  // written just now
    CHECK(levels(house, Viewer::of(house.ben)).empty());
    house.done(EditCloseness{house.ada, felt, 5});
    CHECK(levels(house, Viewer::of(house.ada)) == std::vector<int>{5});
    house.household.forget_undo();  // another face
    CHECK(levels(house, Viewer::of(house.ada)).empty());
    CHECK_FALSE(house.household.get<ClosenessStore>().find(Viewer::of(house.ada), felt));
    tests::unlock(house, house.ada, "2468");
    CHECK(levels(house, Viewer::of(house.ada)) == std::vector<int>{5});
    house.household.lock();
    CHECK(house.refused(EditCloseness{house.ada, felt, 1}) == Refusal::locked);
}

TEST_CASE("a level that was moved to another row, day or audience does not open", "[core][closeness][vault]") {
    for (const char* change :
         {"day = day - 7", "felt_at = felt_at + 1000", "audience = 'room'", "id = randomblob(16)", "sealed = x'00'"}) {
        INFO(change);
        House house;
        house.done(NoteCloseness{house.ada, 7});
        REQUIRE(levels(house, Viewer::of(house.ada)).size() == 1);
        db::Connection(house.database()).exec((std::string("UPDATE closeness SET ") + change).c_str());
        CHECK(levels(house, Viewer::of(house.ada)).empty());
        CHECK(levels(house, Viewer::room()).empty());
        CHECK(house.household.vault().unreadable() == 1);
    }
}

TEST_CASE("closeness lies in the trash for thirty days, comes back, and goes for good", "[core][closeness][trash]") {
    House house;
    const auto felt = house.made<ClosenessId>(NoteCloseness{house.ada, 2});
    const ItemRef item{ItemKind::closeness, felt.value};
    house.done(RemoveItem{house.ada, {ItemKind::closeness, felt.value}});
    auto trash = house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now());
    REQUIRE(trash.size() == 1);
    CHECK(trash[0].item == item);
    CHECK(trash[0].level == 2);
    CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ben), house.clock.now()).empty());
    CHECK(house.refused(RestoreItem{house.ben, item}) == Refusal::not_found);
    house.comes_back(RestoreItem{house.ada, item}, Viewer::of(house.ada));
    house.done(EraseItem{house.ada, item});
    CHECK(number(house, "SELECT count(*) FROM closeness WHERE level IS NOT NULL OR sealed IS NOT NULL OR day <> 0") ==
          0);

    const auto last = house.made<ClosenessId>(NoteCloseness{house.ada, 2, Audience::household});
    house.done(RemoveItem{house.ada, {ItemKind::closeness, last.value}});
    house.household.empty_trash(house.clock.now());
    house.clock.advance_ms(31 * a_day_ms);
    CHECK(house.household.empty_trash(house.clock.now()) == 1);
    CHECK(number(house, "SELECT count(*) FROM closeness WHERE level IS NOT NULL OR sealed IS NOT NULL") == 0);
}

TEST_CASE("what one shares of closeness is listed for oneself, and told in the day's story", "[core][closeness]") {
    House house;
    house.done(NoteCloseness{house.ada, 3});
    house.done(NoteCloseness{house.ada, 4, Audience::household});
    const auto shared = house.household.get<SharedStore>().by(Viewer::of(house.ada), 9);
    REQUIRE(shared.size() == 1);
    CHECK(shared[0].level == 4);
    CHECK(house.household.get<SharedStore>().by(Viewer::of(house.ada), 9, 0, {ItemKind::closeness, {}}).size() == 1);
    CHECK(house.household.get<SharedStore>().by(Viewer::of(house.ada), 9, 0, {ItemKind::check_in, {}}).empty());
    CHECK(looking_back::story_of(house.household, Viewer::of(house.ada), house.today()).size() == 2);
    CHECK(looking_back::story_of(house.household, Viewer::of(house.ben), house.today()).size() == 1);
    CHECK(looking_back::story_of(house.household, Viewer::room(), house.today()).empty());
    CHECK(house.refused(RemovePerson{house.ada}) == Refusal::person_has_items);
}
