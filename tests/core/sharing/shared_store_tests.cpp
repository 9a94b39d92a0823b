#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;
using tests::photo;
using tests::weekly;

TEST_CASE("what somebody shares is listed newest first, with what is needed to know it again", "[core][sharing]") {
    House house;
    const auto memory = house.done(AddPhoto{house.ada, photo(1, TakenAt{day("2020-05-05"), at(12), 0, {}}),
                                            "By the sea\nsecond line", Audience::household});
    auto words = weekly("Friday soup", house.today());
    const auto ritual = house.done(AddRitual{house.ada, words});
    const auto given = house.done(GiveThanks{house.ada, house.ben, "for the soup", Audience::room});
    const auto felt = house.done(CheckInNow{house.ada, 4, {"rested"}, "", Audience::household});
    house.done(CheckInNow{house.ada, 1, {}, "mine alone", Audience::only_me});
    house.done(GiveThanks{house.ben, house.ada, "for being here", Audience::household});

    const auto list = house.household.get<SharedStore>().by(Viewer::of(house.ada), 10);
    REQUIRE(list.size() == 4);
    CHECK(list[0].item == ItemRef{ItemKind::check_in, felt});
    CHECK(list[0].level == 4);
    CHECK(list[0].text == "rested");
    CHECK(list[1].item == ItemRef{ItemKind::thanks, given});
    CHECK(list[1].recipient == house.ben);
    CHECK(list[1].audience == Audience::room);
    CHECK(list[2].item == ItemRef{ItemKind::ritual, ritual});
    CHECK(list[2].text == "Friday soup");
    CHECK(list[2].day == house.today());
    CHECK(list[3].item == ItemRef{ItemKind::memory, memory});
    CHECK(list[3].text == "By the sea");
    CHECK(list[3].day == day("2020-05-05"));
    CHECK(list[3].photo == photo(1).hash);
}

TEST_CASE("the list of what is shared comes in pages", "[core][sharing]") {
    House house;
    for (int i = 0; i < 7; ++i)
        house.done(GiveThanks{house.ada, house.ben, "thanks " + std::to_string(i), Audience::household});
    const auto& shared = house.household.get<SharedStore>();
    const auto ada = Viewer::of(house.ada);
    std::vector<std::string> texts;
    for (int skipped = 0; skipped < 9; skipped += 3)
        for (const auto& item : shared.by(ada, 3, skipped)) texts.push_back(item.text);
    CHECK(texts ==
          std::vector<std::string>{"thanks 6", "thanks 5", "thanks 4", "thanks 3", "thanks 2", "thanks 1", "thanks 0"});
    CHECK(shared.by(ada, 3, 7).empty());
}

TEST_CASE("what is shared can be asked for by kind and by audience, in pages too", "[core][sharing]") {
    House house;
    for (int i = 0; i < 3; ++i)
        house.done(GiveThanks{house.ada, house.ben, "thanks " + std::to_string(i),
                              i == 1 ? Audience::room : Audience::household});
    const auto felt = house.done(CheckInNow{house.ada, 4, {"rested"}, "", Audience::room});
    house.done(AddRitual{house.ada, weekly("Friday soup", house.today())});
    const auto memory = house.done(AddPhoto{house.ada, photo(1), "sea", Audience::household});
    const auto& shared = house.household.get<SharedStore>();
    const auto ada = Viewer::of(house.ada);
    CHECK(shared.by(ada, 9).size() == 6);
    CHECK(shared.by(ada, 9, 0, {ItemKind::thanks, {}}).size() == 3);
    REQUIRE(shared.by(ada, 9, 0, {ItemKind::memory, {}}).size() == 1);
    CHECK(shared.by(ada, 9, 0, {ItemKind::memory, {}})[0].item.id == memory);
    CHECK(shared.by(ada, 9, 0, {ItemKind::ritual, {}}).size() == 1);
    REQUIRE(shared.by(ada, 9, 0, {{}, Audience::room}).size() == 2);
    CHECK(shared.by(ada, 9, 0, {{}, Audience::room})[0].item.id == felt);
    REQUIRE(shared.by(ada, 9, 0, {ItemKind::thanks, Audience::room}).size() == 1);
    CHECK(shared.by(ada, 9, 0, {ItemKind::thanks, Audience::room})[0].text == "thanks 1");
    REQUIRE(shared.by(ada, 9, 2, {ItemKind::thanks, {}}).size() == 1);
    CHECK(shared.by(ada, 9, 2, {ItemKind::thanks, {}})[0].text == "thanks 0");
    CHECK(shared.by(ada, 9, 0, {{}, Audience::only_me}).empty());
}

TEST_CASE("what is taken back is shared no more, of every kind", "[core][sharing]") {
    House house;
    house.done(CheckInNow{house.ada, 4, {"rested"}, "", Audience::room});
    house.done(GiveThanks{house.ada, house.ben, "for the soup", Audience::household});
    house.done(AddRitual{house.ada, weekly("Friday soup", house.today())});
    house.done(AddPhoto{house.ada, photo(1), "sea", Audience::household});
    const auto& shared = house.household.get<SharedStore>();
    std::size_t left = 4;
    for (const auto& item : shared.by(Viewer::of(house.ada), 10)) {
        house.done(SetAudience{house.ada, item.item, Audience::only_me});
        CHECK(shared.by(Viewer::of(house.ada), 10).size() == --left);
    }
    CHECK(left == 0);
}
