#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "core/rituals/recurrence.hpp"
#include "core/rituals/ritual.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/rituals/ritual_store.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/device.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

constexpr auto ctrl = static_cast<ImGuiKey>(ImGuiMod_Ctrl);

Setup empty_calendar(Size size = desktop) { return {size, {}, two_people, "rituals", {}}; }

std::vector<core::Ritual> rituals(Stage& stage) {
    return stage.household().get<core::RitualStore>().all(stage.viewer(0), monday);
}

core::RitualId ritual(core::Household& h, const char* title, const char* rule, core::Day from = monday,
                      std::optional<int> at = {}) {
    core::RitualWords words;
    words.title = title;
    words.rule = rule;
    words.starts_on = from;
    words.starts_at = at;
    return core::RitualId{done(h, core::AddRitual{h.get<core::PersonStore>().all().front().id, words})};
}

Setup with_ritual(const char* rule = "FREQ=DAILY", Size size = desktop) {
    return {size,
            {},
            [rule](core::Household& h) {
                two_people(h);
                ritual(h, "Tea", rule, monday, 17 * 60);
            },
            "rituals",
            {}};
}

// The editor for an idea of one's own, from an empty calendar.
void begin_own(Stage& stage) {
    stage.settle();
    stage.click("Choose a first ritual");
    stage.settle();
    stage.click("Our own idea");
    stage.settle();
    stage.write("Name of the ritual", "Tea");
}

void put_on_calendar(Stage& stage) {
    stage.click("Put it on the calendar");
    stage.settle();
}

}  // namespace

TEST_CASE("every template puts a ritual on the calendar", "[app][rituals]") {
    const char* names[] = {"Morning coffee",
                           "Nightly talk",
                           "Weekly date",
                           "Sunday walk",
                           "Cooking together",
                           "Week in review",
                           "Hello kiss, goodbye kiss",
                           "Game night",
                           "Monthly getaway",
                           "Call family",
                           "Anniversary",
                           "Birthday"};
    Stage stage(empty_calendar());
    stage.settle();
    std::size_t count = 0;
    for (const char* name : names) {
        stage.click(count == 0 ? "Choose a first ritual" : "New ritual");
        stage.settle();
        stage.click(Role::button, name);
        stage.settle();
        CHECK(stage.value("Name of the ritual") == name);
        put_on_calendar(stage);
        REQUIRE(rituals(stage).size() == ++count);
        CHECK(rituals(stage).back().title == name);
        CHECK_FALSE(
            stage.household().get<core::RitualStore>().occurrences(stage.viewer(0), monday, monday + 366).empty());
    }
    const auto all = rituals(stage);
    CHECK(all[0].rule == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
    CHECK(all[0].starts_at == 7 * 60 + 30);
    CHECK(all[2].starts_on == monday + 4);
    CHECK(all[10].rule.find("FREQ=YEARLY") == 0);
}

TEST_CASE("an own idea happens as often as was chosen", "[app][rituals]") {
    Stage stage(empty_calendar());
    begin_own(stage);
    SECTION("once") {
        stage.click("Once");
        put_on_calendar(stage);
        REQUIRE(rituals(stage).size() == 1);
        CHECK(rituals(stage)[0].rule.empty());
    }
    SECTION("every second day") {
        stage.click("Daily");
        stage.settle();
        stage.click("More rarely");
        stage.settle();
        CHECK(stage.node("Interval").value == "2");
        put_on_calendar(stage);
        REQUIRE(rituals(stage).size() == 1);
        CHECK(rituals(stage)[0].rule == "FREQ=DAILY;INTERVAL=2");
    }
    SECTION("weekly on two days") {
        stage.click("Weekly");
        stage.settle();
        CHECK(stage.node(Role::toggle, "Monday").on);
        stage.click(Role::toggle, "Thursday");
        put_on_calendar(stage);
        REQUIRE(rituals(stage).size() == 1);
        CHECK(rituals(stage)[0].rule == "FREQ=WEEKLY;BYDAY=MO,TH");
    }
    SECTION("the last weekday stays chosen") {
        stage.click("Weekly");
        stage.settle();
        stage.click(Role::toggle, "Monday");
        stage.settle();
        CHECK(stage.node(Role::toggle, "Monday").on);
    }
    SECTION("monthly on the day") {
        stage.click("Monthly");
        put_on_calendar(stage);
        REQUIRE(rituals(stage).size() == 1);
        CHECK(rituals(stage)[0].rule.find("FREQ=MONTHLY") == 0);
        CHECK(core::pattern_of(core::Recurrence::parse(rituals(stage)[0].rule, monday).value()).nth == 0);
    }
    SECTION("monthly on the fourth Monday") {
        stage.click("Monthly");
        stage.settle();
        stage.click("On the fourth Monday");
        put_on_calendar(stage);
        REQUIRE(rituals(stage).size() == 1);
        CHECK(rituals(stage)[0].rule == "FREQ=MONTHLY;BYDAY=4MO");
    }
    SECTION("monthly on the last Monday") {
        stage.click("Monthly");
        stage.settle();
        stage.click(Role::field, "First day");
        stage.settle();
        stage.click("Monday, 30 November 2026");
        stage.settle();
        stage.click("On the last Monday");
        put_on_calendar(stage);
        REQUIRE(rituals(stage).size() == 1);
        CHECK(rituals(stage)[0].rule == "FREQ=MONTHLY;BYDAY=-1MO");
        CHECK(rituals(stage)[0].starts_on == monday + 7);
    }
    SECTION("every third year") {
        stage.click("Yearly");
        stage.settle();
        stage.click("More rarely");
        stage.click("More rarely");
        put_on_calendar(stage);
        REQUIRE(rituals(stage).size() == 1);
        CHECK(rituals(stage)[0].rule.find("FREQ=YEARLY;INTERVAL=3") == 0);
    }
    SECTION("by a rule of its own") {
        stage.click("Own rule");
        stage.settle();
        stage.write("Own rule", "FREQ=MONTHLY;BYDAY=2FR");
        put_on_calendar(stage);
        REQUIRE(rituals(stage).size() == 1);
        CHECK(rituals(stage)[0].rule == "FREQ=MONTHLY;BYDAY=2FR");
    }
}

TEST_CASE("a new start changes the weekday that follows from it", "[app][rituals]") {
    Stage stage(empty_calendar());
    begin_own(stage);
    stage.click("Monthly");
    stage.settle();
    stage.click("On the fourth Monday");
    stage.settle();
    stage.click("The day after");
    stage.settle();
    CHECK(stage.shows("On the fourth Tuesday"));
    put_on_calendar(stage);
    REQUIRE(rituals(stage).size() == 1);
    CHECK(rituals(stage)[0].rule == "FREQ=MONTHLY;BYDAY=4TU");
}

TEST_CASE("a rule that is none says so and keeps the sheet", "[app][rituals]") {
    Stage stage(empty_calendar());
    begin_own(stage);
    stage.click("Own rule");
    stage.settle();
    for (const auto& [rule, words] :
         {std::pair("every now and then", "That isn’t a rule for repeating."),
          std::pair("FREQ=HOURLY", "A ritual repeats daily at most."),
          std::pair("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "By that rule it would never happen.")}) {
        CAPTURE(rule);
        stage.write("Own rule", rule);
        put_on_calendar(stage);
        CHECK(stage.shows(words));
        CHECK(stage.value("Own rule") == rule);
        CHECK(stage.value("Name of the ritual") == "Tea");
        CHECK(rituals(stage).empty());
    }
}

TEST_CASE("a time that is none says so and keeps the sheet", "[app][rituals]") {
    Stage stage(empty_calendar());
    begin_own(stage);
    stage.click("At a time");
    stage.settle();
    CHECK(stage.value("Time") == "19:00");
    stage.write("Time", "25:99");
    put_on_calendar(stage);
    CHECK(stage.shows("That time can’t be right."));
    CHECK(rituals(stage).empty());
    CHECK(stage.value("Time") == "25:99");
    stage.write("Time", "7.15");
    put_on_calendar(stage);
    REQUIRE(rituals(stage).size() == 1);
    CHECK(rituals(stage)[0].starts_at == 7 * 60 + 15);
}

TEST_CASE("a time can be emptied and written anew", "[app][rituals]") {
    Stage stage(empty_calendar());
    begin_own(stage);
    stage.click("At a time");
    stage.settle();
    stage.click(Role::field, "Time");
    stage.key(ImGuiKey_A, ctrl);
    stage.key(ImGuiKey_Delete);
    stage.type("2");
    stage.type("1");
    stage.type(":");
    stage.type("3");
    stage.type("0");
    stage.settle();
    CHECK(stage.value("Time") == "21:30");
    stage.click("Any time");
    put_on_calendar(stage);
    REQUIRE(rituals(stage).size() == 1);
    CHECK_FALSE(rituals(stage)[0].starts_at);
}

TEST_CASE("a ritual without a name is refused and the sheet stays", "[app][rituals]") {
    Stage stage(empty_calendar());
    stage.settle();
    stage.click("Choose a first ritual");
    stage.settle();
    stage.click("Our own idea");
    stage.settle();
    put_on_calendar(stage);
    CHECK(stage.shows("There’s nothing in it yet."));
    CHECK(rituals(stage).empty());
    CHECK(stage.look("Put it on the calendar") != nullptr);
}

TEST_CASE("mark, colour and who sees it are kept", "[app][rituals]") {
    Stage stage(empty_calendar());
    begin_own(stage);
    stage.write(
        "A line about it",
        "With honey, and then a second line that is so long that the field has to break it somewhere in the middle.");
    stage.click("Moon");
    stage.click("Teal");
    stage.click("Us and the room");
    put_on_calendar(stage);
    REQUIRE(rituals(stage).size() == 1);
    const auto made = rituals(stage)[0];
    CHECK(made.symbol == "moon");
    CHECK(made.colour == "teal");
    CHECK(made.audience == Audience::room);
    CHECK(made.note ==
          "With honey, and then a second line that is so long that the field has to break it somewhere in the middle.");
}

TEST_CASE("Esc leaves the field first, then the sheet", "[app][rituals]") {
    Stage stage(empty_calendar());
    begin_own(stage);
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look("Put it on the calendar") != nullptr);
    CHECK(stage.value("Name of the ritual") == "Tea");
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look("Put it on the calendar") == nullptr);
    CHECK(rituals(stage).empty());
}

TEST_CASE("a ritual is changed, and changed back by undo", "[app][rituals]") {
    Stage stage(with_ritual());
    stage.settle();
    stage.click("Agenda");
    stage.settle();
    // The last of that name is the row under "Our rituals".
    stage.click_node(*stage.all(Role::list_item, "Tea").back());
    stage.settle();
    CHECK(stage.value("Name of the ritual") == "Tea");
    CHECK(stage.node(Role::choice, "Daily").on);
    CHECK(stage.value("Time") == "17:00");
    stage.write("Name of the ritual", "Tea and a word");
    stage.click("Save");
    stage.settle();
    CHECK(rituals(stage).at(0).title == "Tea and a word");
    CHECK(rituals(stage).at(0).rule == "FREQ=DAILY");
    CHECK(stage.look("Save") == nullptr);
    stage.click("Undo");
    stage.settle();
    CHECK(rituals(stage).at(0).title == "Tea");
}

TEST_CASE("a rule that no pattern says comes back as it was", "[app][rituals]") {
    Stage stage(with_ritual("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2"));
    stage.settle();
    stage.click("Agenda");
    stage.settle();
    stage.click_node(*stage.all(Role::list_item, "Tea").back());
    stage.settle();
    const auto before = rituals(stage).at(0).rule;
    CHECK(stage.value("Own rule") == before);
    stage.click("Save");
    stage.settle();
    CHECK(rituals(stage).at(0).rule == before);
}

TEST_CASE("an end that the editor does not show is not lost by saving", "[app][rituals]") {
    for (const char* rule :
         {"FREQ=WEEKLY;BYDAY=MO;UNTIL=20270131", "FREQ=WEEKLY;BYDAY=MO;COUNT=10", "FREQ=DAILY;INTERVAL=3;COUNT=7"}) {
        CAPTURE(rule);
        Stage stage(with_ritual(rule));
        stage.settle();
        const auto before =
            stage.household().get<core::RitualStore>().occurrences(stage.viewer(0), monday, monday + 800);
        stage.click("Agenda");
        stage.settle();
        stage.click_node(*stage.all(Role::list_item, "Tea").back());
        stage.settle();
        stage.write("Name of the ritual", "Tea");
        stage.click("Save");
        stage.settle();
        CHECK(stage.household().get<core::RitualStore>().occurrences(stage.viewer(0), monday, monday + 800) == before);
    }
}

TEST_CASE("a ritual rests and is taken up again", "[app][rituals]") {
    Stage stage(with_ritual());
    stage.settle();
    stage.click("Agenda");
    stage.settle();
    const auto open = [&] {
        stage.click_node(*stage.all(Role::list_item, "Tea").back());
        stage.settle();
    };
    open();
    stage.click("Pause");
    stage.settle();
    CHECK(rituals(stage).at(0).paused_since == monday);
    CHECK(stage.shows("Resting for now"));
    CHECK(stage.shows("Nothing in the next five weeks."));
    open();
    stage.click("Take it up again");
    stage.settle();
    CHECK_FALSE(rituals(stage).at(0).paused_since);
    CHECK_FALSE(stage.shows("Nothing in the next five weeks."));
    open();
    stage.click("Pause");
    stage.settle();
    stage.click("Undo");
    stage.settle();
    CHECK_FALSE(rituals(stage).at(0).paused_since);
}

TEST_CASE("a ritual is deleted, and comes back by undo", "[app][rituals]") {
    Stage stage(with_ritual());
    stage.settle();
    stage.click("Agenda");
    stage.settle();
    stage.click_node(*stage.all(Role::list_item, "Tea").back());
    stage.settle();
    stage.click("Delete");
    stage.settle();
    CHECK(rituals(stage).empty());
    CHECK(stage.shows("Nothing on the calendar yet"));
    stage.click("Undo");
    stage.settle();
    CHECK(rituals(stage).size() == 1);
}

TEST_CASE("the months go by with the arrows", "[app][rituals]") {
    Stage stage(with_ritual());
    stage.settle();
    CHECK(stage.shows("November"));
    stage.click("Later month");
    stage.settle();
    CHECK(stage.shows("December"));
    stage.click("Later month");
    stage.settle();
    CHECK(stage.shows("January 2027"));
    CHECK(stage.shows("Friday, 1 January 2027"));
    stage.click("Earlier month");
    stage.click("Earlier month");
    stage.click("Earlier month");
    stage.settle();
    CHECK(stage.shows("October"));
}

TEST_CASE("a swipe goes to the next month and back", "[app][rituals]") {
    Stage stage(with_ritual("FREQ=DAILY", phone));
    stage.settle();
    stage.drag({300, 300}, {80, 306});
    stage.settle();
    CHECK(stage.shows("December"));
    stage.drag({80, 300}, {300, 290});
    stage.settle();
    CHECK(stage.shows("November"));
    // A short one and an upright one are no swipes.
    stage.drag({200, 300}, {180, 300});
    stage.settle();
    CHECK(stage.shows("November"));
    stage.drag({200, 600}, {190, 300});
    stage.settle();
    stage.wheel({200, 400}, 40);
    CHECK(stage.shows("November"));
}

TEST_CASE("a swipe on a sheet leaves the month beneath as it is", "[app][rituals]") {
    Stage stage(with_ritual());
    stage.settle();
    stage.click(Role::list_item, "Tuesday, 24 November 2026");
    stage.settle();
    REQUIRE(stage.shows("New ritual from this day"));
    stage.drag({800, 420}, {500, 420});
    stage.settle();
    CHECK(stage.look("Thursday, 31 December 2026") == nullptr);
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look("Tuesday, 24 November 2026") != nullptr);
    CHECK(stage.look("Thursday, 31 December 2026") == nullptr);
}

TEST_CASE("a day opens as a sheet where a ritual is kept, skipped and opened again", "[app][rituals]") {
    Stage stage(with_ritual());
    stage.settle();
    const auto id = rituals(stage).at(0).id;
    stage.click(Role::list_item, "Monday, 23 November 2026");
    stage.settle();
    stage.click("Keep");
    stage.settle();
    CHECK(stage.household().get<core::RitualStore>().outcome(id, monday) == core::Outcome::kept);
    stage.click("Reopen");
    stage.settle();
    CHECK(stage.household().get<core::RitualStore>().outcome(id, monday) == core::Outcome::open);
    stage.click("Skip");
    stage.settle();
    CHECK(stage.household().get<core::RitualStore>().outcome(id, monday) == core::Outcome::skipped);
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look("Reopen") == nullptr);
}

TEST_CASE("a day to come has nothing to keep yet", "[app][rituals]") {
    Stage stage(with_ritual());
    stage.settle();
    stage.click(Role::list_item, "Tuesday, 24 November 2026");
    stage.settle();
    CHECK(stage.shows("Tea"));
    CHECK(stage.look("Keep") == nullptr);
    stage.click("New ritual from this day");
    stage.settle();
    stage.click("Our own idea");
    stage.settle();
    stage.write("Name of the ritual", "Cake");
    stage.click("Once");
    put_on_calendar(stage);
    REQUIRE(rituals(stage).size() == 2);
    CHECK(rituals(stage)[1].starts_on == monday + 1);
}

TEST_CASE("a day without a ritual says so", "[app][rituals]") {
    Stage stage(with_ritual("FREQ=WEEKLY;BYDAY=MO"));
    stage.settle();
    stage.click(Role::list_item, "Tuesday, 24 November 2026");
    stage.settle();
    CHECK(stage.shows("A free day."));
}

TEST_CASE("the agenda names today and tomorrow", "[app][rituals]") {
    Stage stage(with_ritual());
    stage.settle();
    stage.click("Agenda");
    stage.settle();
    CHECK(stage.shows("What comes next"));
    CHECK(stage.shows("Today"));
    CHECK(stage.shows("Tomorrow"));
    CHECK(stage.shows("Wednesday, 25 November"));
    stage.click("Keep");
    stage.settle();
    CHECK(stage.household().get<core::RitualStore>().outcome(rituals(stage).at(0).id, monday) == core::Outcome::kept);
}

TEST_CASE("a long press or the right button on a ritual opens it", "[app][rituals]") {
    for (const bool by_finger : {true, false}) {
        Stage stage(with_ritual());
        stage.settle();
        stage.click("Agenda");
        stage.settle();
        if (by_finger) stage.long_press("Tea");
        else stage.right_click("Tea");
        stage.settle();
        CHECK(stage.look(Role::field, "Name of the ritual") != nullptr);
    }
}

TEST_CASE("a ritual that another program took away leaves no sheet behind that fails", "[app][rituals]") {
    Stage stage(with_ritual());
    stage.settle();
    stage.click("Agenda");
    stage.settle();
    stage.click_node(*stage.all(Role::list_item, "Tea").back());
    stage.settle();
    SeededRandom random(99);
    core::Household other(stage.folder(), stage.clock, random, tests::device());
    done(other, core::RemoveRitual{stage.viewer(0).person, rituals(stage).at(0).id});
    stage.household().notice_others();
    stage.settle();
    stage.write("Name of the ritual", "Still written");
    stage.click("Save");
    stage.settle();
    CHECK(stage.shows("It isn’t here any more"));
    CHECK(stage.value("Name of the ritual") == "Still written");
}

TEST_CASE("the empty calendar offers a first ritual to people and not to the room", "[app][rituals]") {
    Stage stage(empty_calendar());
    stage.settle();
    CHECK(stage.shows("Nothing on the calendar yet"));
    CHECK(stage.look("Choose a first ritual") != nullptr);
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click(Role::choice, "Mara");
    stage.settle();
    stage.click(Role::choice, "Rituals");
    stage.settle();
    CHECK(stage.look("Choose a first ritual") == nullptr);
    CHECK(stage.shows("Nothing here is for the room yet."));
}

TEST_CASE("the room can see its rituals but is not asked for new ones it could not read", "[app][rituals]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     core::RitualWords words;
                     words.title = "Tea";
                     words.rule = "FREQ=DAILY";
                     words.starts_on = monday;
                     words.audience = Audience::room;
                     done(h, core::AddRitual{h.get<core::PersonStore>().all().front().id, words});
                 },
                 "room",
                 {}});
    stage.settle();
    stage.click(Role::choice, "Rituals");
    stage.settle();
    CHECK(stage.shows("Monday, 23 November 2026"));
    if (!stage.look("New ritual")) SUCCEED("no way in for nobody");
    else {
        stage.click("New ritual");
        stage.settle();
        stage.click("Our own idea");
        stage.settle();
        stage.write("Name of the ritual", "By nobody");
        // Whoever it is for, what was confirmed must be found again.
        stage.click("Put it on the calendar");
        stage.settle();
        CHECK(stage.household().get<core::RitualStore>().all(core::Viewer::room(), monday).size() +
                  rituals(stage).size() ==
              3);
    }
}

TEST_CASE("a day with very many rituals says so in few letters", "[app][rituals]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     for (int n = 0; n < 120; ++n) ritual(h, "Tea", "", monday);
                     for (int n = 0; n < 12; ++n) ritual(h, "Walk", "", monday + 1);
                 },
                 "rituals",
                 {}});
    stage.settle();
    CHECK(stage.look("+99"));
    std::size_t others = 0;
    for (const auto* node : stage.all(Role::text)) {
        if (node->name.empty() || node->name.front() != '+') continue;
        CHECK(node->name.size() <= 3);
        others += node->name != "+99" ? 1 : 0;
    }
    CHECK(others == 1);  // what is few is counted
}

TEST_CASE("the agenda lists a day by time and then by title", "[app][rituals]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     ritual(h, "Walk", "", monday, 19 * 60);
                     ritual(h, "bread", "", monday, 8 * 60);
                     ritual(h, "Coffee", "", monday, 8 * 60);
                     ritual(h, "Apples", "", monday, 8 * 60);
                     ritual(h, "Evening talk", "", monday, 20 * 60);
                 },
                 "rituals",
                 {}});
    stage.settle();
    stage.click("Agenda");
    stage.settle();
    float y = 0;
    for (const char* title : {"Apples", "bread", "Coffee", "Walk", "Evening talk"}) {
        CAPTURE(title);
        const auto rows = stage.all(Role::list_item, title);
        REQUIRE_FALSE(rows.empty());
        CHECK(rows.front()->rect.y0 > y);
        y = rows.front()->rect.y0;
    }
}
