#include <memory>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/household/household.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/processes.hpp"

using namespace core;
using tests::answers_of;
using tests::at;
using tests::day;
using tests::House;
using tests::photo;
using tests::SeededRandom;
using tests::weekly;

namespace {

CheckInNow feeling(PersonId by, int mood = 4) { return {by, mood, {}, "", Audience::household}; }

std::size_t check_ins_of(const Household& household) {
    const auto people = household.get<PersonStore>().all();
    return household.get<CheckInStore>()
        .between(Viewer::of(people.front().id), household.today() - 5, household.today() + 5)
        .size();
}

}  // namespace

TEST_CASE("a new household is empty, writable and its own folder", "[core][household]") {
    const tests::TemporaryFolder place;
    const FixedClock clock({1'795'453'805'000, 60});
    SeededRandom random;
    const auto folder = place.path() / "a" / "b" / "data";
    const Household household(folder, clock, random, tests::device());
    CHECK(household.folder() == folder);
    CHECK(household.get<PersonStore>().all().empty());
    CHECK(household.get<SettingStore>().day_start_hour() == 4);
    CHECK(household.today() == day("2026-11-23"));
    CHECK_FALSE(household.can_undo(Viewer::room()));
    CHECK(household.get<RitualStore>().all(Viewer::room(), household.today()).empty());
    CHECK(household.get<MemoryStore>().days(Viewer::room()).empty());
    CHECK_FALSE(household.get<MemoryStore>().to_look_back_on(Viewer::room(), household.today()));
    CHECK((std::filesystem::status(folder).permissions() &
           (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) == std::filesystem::perms::none);
    CHECK((std::filesystem::status(folder / "household.db").permissions() & std::filesystem::perms::all) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("what was confirmed is there when the household is opened again", "[core][household]") {
    House house;
    house.done(feeling(house.ada));
    house.done(GiveThanks{house.ada, house.ben, "the coffee", Audience::household});
    house.done(AddRitual{house.ada, weekly("Tea", house.today())});
    house.done(AddPhoto{house.ada, photo(1), "lake", Audience::room});
    house.household.set_device_setting("theme", "dark");
    const auto answers = answers_of(house.household);
    const Household again(house.folder(), house.clock, house.random, tests::device());
    CHECK(answers_of(again) == answers);
    CHECK(again.get<SettingStore>().device("theme") == "dark");
    CHECK_FALSE(again.get<SettingStore>().device("text_size"));
}

TEST_CASE("a device's setting is kept, changed, and no command", "[core][household]") {
    House house;
    const auto revision = house.household.revision();
    house.household.set_device_setting("theme", "dark");
    house.household.set_device_setting("theme", "");
    house.household.set_device_setting("window", "größe");
    CHECK(house.household.get<SettingStore>().device("theme") == "");
    CHECK(house.household.get<SettingStore>().device("window") == "größe");
    CHECK(house.household.revision() == revision);
    CHECK_FALSE(house.household.can_undo(Viewer::room()));
}

TEST_CASE("a list of commands is carried out whole or not at all", "[core][household]") {
    House house;
    const auto thanks = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "the coffee", Audience::household});
    const std::vector<Command> good{
        AddPerson{"Dora", "", "letter", {}},
        feeling(house.ada),
        GiveHeart{house.ben, thanks},
        EditThanks{house.ada, thanks, "the tea", Audience::room},
        AddRitual{house.ada, weekly("Tea", house.today())},
        AddPhoto{house.ada, photo(1), "", Audience::household},
        SetDayStart{7},
    };
    const Command bad = CheckInNow{house.ada, 9, {}, "", Audience::household};
    for (std::size_t place = 0; place <= good.size(); ++place) {
        auto commands = good;
        commands.insert(commands.begin() + static_cast<std::ptrdiff_t>(place), bad);
        INFO("the bad one at " << place);
        CHECK(house.refused(commands) == Refusal::mood_out_of_range);
        CHECK(house.household.get<SettingStore>().day_start_hour() == 4);
    }
    const auto result = house.household.apply(good);
    REQUIRE(result);
    CHECK(house.household.get<PersonStore>().all().size() == 4);
    CHECK(house.household.get<SettingStore>().day_start_hour() == 7);
}

TEST_CASE("a later command of a list sees what an earlier one did", "[core][household]") {
    House house;
    house.set_time("2026-11-24", at(5));
    const std::vector<Command> commands{SetDayStart{6}, feeling(house.ada)};
    const auto result = house.household.apply(commands);
    REQUIRE(result);
    CHECK(house.household.get<CheckInStore>().find(Viewer::of(house.ada), result.value().as<CheckInId>())->day ==
          day("2026-11-23"));
    const auto once = std::vector<Command>{AddPhoto{house.ada, photo(1), "", Audience::household},
                                           AddPhoto{house.ben, photo(1), "", Audience::household}};
    CHECK(house.refused(once) == Refusal::already_there);
}

TEST_CASE("no commands at all are no command", "[core][household]") {
    House house;
    const auto rows = tests::rows_in(house.database());
    REQUIRE(house.household.apply(std::vector<Command>{}));
    CHECK(tests::rows_in(house.database()) == rows);
    CHECK_FALSE(house.household.can_undo(Viewer::room()));
}

TEST_CASE("the revision moves with what was written and with nothing else", "[core][household]") {
    House house;
    auto& household = house.household;
    auto revision = household.revision();
    const auto moved = [&] { return household.revision() != std::exchange(revision, household.revision()); };
    house.done(feeling(house.ada));
    CHECK(moved());
    (void)answers_of(household);
    CHECK_FALSE(moved());
    CHECK_FALSE(household.apply(CheckInNow{house.ada, 0, {}, "", Audience::room}));
    CHECK_FALSE(moved());
    REQUIRE_FALSE(household.undo(Viewer::of(house.ben)));
    CHECK_FALSE(moved());
    REQUIRE(household.undo(Viewer::of(house.ada)));
    CHECK(moved());
    CHECK_FALSE(household.notice_others());
    CHECK_FALSE(moved());
}

TEST_CASE("what another program wrote is noticed at the next look, and only then", "[core][household]") {
    House house;
    Household other(house.folder(), house.clock, house.random, tests::device());
    REQUIRE_FALSE(house.household.notice_others());
    const auto revision = house.household.revision();
    REQUIRE(other.apply(feeling(house.ben)));
    CHECK(house.household.notice_others());
    CHECK(house.household.revision() > revision);
    CHECK(check_ins_of(house.household) == 1);
    CHECK_FALSE(house.household.notice_others());
    // One's own writing is no news.
    house.done(feeling(house.ada));
    CHECK_FALSE(house.household.notice_others());
    CHECK(other.notice_others());
    CHECK(check_ins_of(other) == 2);
    // Nor is what the other one was refused, or asked.
    CHECK_FALSE(other.apply(CheckInNow{house.ada, 0, {}, "", Audience::room}));
    (void)answers_of(other);
    CHECK_FALSE(house.household.notice_others());
    REQUIRE(other.apply(feeling(house.cleo)));
    REQUIRE(house.household.notice_others());
    REQUIRE(other.undo(Viewer::of(house.cleo)));
    CHECK(house.household.notice_others());
    CHECK(check_ins_of(house.household) == 2);
}

TEST_CASE("what another program wrote is noticed although one wrote oneself since", "[core][household]") {
    House house;
    Household other(house.folder(), house.clock, house.random, tests::device());
    REQUIRE(other.apply(feeling(house.ben)));
    house.done(feeling(house.ada));
    CHECK(house.household.notice_others());
    CHECK(check_ins_of(house.household) == 2);
}

TEST_CASE("the day's start that another program set is used at the next look or write", "[core][household]") {
    House house;
    Household other(house.folder(), house.clock, house.random, tests::device());
    house.set_time("2026-11-24", at(5));
    REQUIRE(other.apply(SetDayStart{6}));
    const auto id = house.made<CheckInId>(feeling(house.ada));
    CHECK(house.household.get<CheckInStore>().find(Viewer::of(house.ada), id)->day == day("2026-11-23"));
    REQUIRE(other.apply(SetDayStart{3}));
    REQUIRE(house.household.notice_others());
    CHECK(house.household.today() == day("2026-11-24"));
}

TEST_CASE("two programs that write in turn lose nothing of each other", "[core][household]") {
    House house;
    SeededRandom their_random(2);
    Household other(house.folder(), house.clock, their_random, tests::device());
    for (int i = 0; i < 40; ++i) {
        auto& writer = i % 2 ? other : house.household;
        const auto by = i % 2 ? house.ben : house.ada;
        house.clock.advance_ms(10);
        writer.notice_others();
        const auto thanks =
            writer.apply(GiveThanks{by, std::nullopt, "number " + std::to_string(i), Audience::household});
        REQUIRE(thanks);
        // The other one finds it at once, and its own undo takes back its own.
        auto& reader = i % 2 ? house.household : other;
        REQUIRE(reader.get<ThanksStore>().find(Viewer::of(house.cleo), thanks.value().as<ThanksId>()));
        if (i % 5 == 4) REQUIRE(writer.undo(Viewer::of(by)));
    }
    CHECK(house.household.get<ThanksStore>().newest(Viewer::of(house.cleo), ThanksKind::all, 100).size() == 32);
    house.household.notice_others();
    other.notice_others();
    CHECK(answers_of(house.household) == answers_of(other));
}

TEST_CASE("two programs that write at once lose nothing of each other", "[core][household]") {
    const tests::TemporaryFolder place;
    const FixedClock clock({1'795'453'805'000, 60});
    PersonId ada;
    {
        SeededRandom random;
        Household household(place.path(), clock, random, tests::device());
        ada = household.apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
    }
    const auto answers = tests::in_processes(3, [&](int n) {
        SeededRandom random(static_cast<std::uint64_t>(n) + 5);
        Household household(place.path(), clock, random, tests::device());
        for (int i = 0; i < 50; ++i) {
            if (!household.apply(feeling(ada))) return 1;
            household.notice_others();
        }
        return 0;
    });
    CHECK(answers == std::vector<int>{0, 0, 0});
    SeededRandom random;
    const Household household(place.path(), clock, random, tests::device());
    CHECK(check_ins_of(household) == 150);
}
