#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

Setup written_about() {
    Setup setup;
    setup.screen = "search";
    setup.before = [](core::Household& h) {
        two_people(h);
        const auto people = h.get<core::PersonStore>().all();
        const auto mara = people[0].id, jonas = people[1].id;
        const core::ThanksId wind{
            done(h, core::GiveThanks{mara, jonas, "For the lighthouse and the wind", Audience::household})};
        const core::ThanksId light{
            done(h, core::GiveThanks{jonas, mara, "For the light this morning", Audience::room})};
        done(h, core::ReadThanks{jonas, wind, core::ReadEvent::opened});
        done(h, core::ReadThanks{mara, light, core::ReadEvent::opened});
        done(h, core::CheckInNow{mara, 2, {"tired"}, "the lighthouse keeper in me", Audience::only_me});
        done(h, core::CheckInNow{jonas, 2, {}, "his lighthouse alone", Audience::only_me});
        h.forget_undo();
    };
    return setup;
}

}  // namespace

TEST_CASE("one finds while one types, and nothing that is not for one", "[app][search]") {
    Stage stage(written_about());
    stage.settle();
    CHECK(stage.shows("With or without accents"));
    stage.type("ligh");  // the field has the keyboard
    stage.settle();
    CHECK(stage.shows("For the lighthouse and the wind"));
    CHECK(stage.shows("For the light this morning"));
    CHECK(stage.shows("the lighthouse keeper in me"));
    CHECK_FALSE(stage.holds("his lighthouse alone"));
    stage.type("thouse");
    stage.settle();
    CHECK_FALSE(stage.shows("For the light this morning"));
    CHECK(stage.shows("the lighthouse keeper in me"));
    stage.type(" zebra");
    stage.settle();
    CHECK(stage.shows("Nothing with these words."));
}

TEST_CASE("what is found is narrowed by kind, by person and by span", "[app][search]") {
    Stage stage(written_about());
    stage.settle();
    stage.type("light");
    stage.settle();
    stage.click(Role::button, "Jonas");
    stage.settle();
    CHECK(stage.shows("For the light this morning"));
    CHECK_FALSE(stage.shows("For the lighthouse and the wind"));
    stage.click(Role::button, "How you are");
    stage.settle();
    CHECK_FALSE(stage.shows("For the light this morning"));
    stage.click(Role::button, "Jonas");
    stage.settle();
    CHECK(stage.shows("the lighthouse keeper in me"));
    stage.click(Role::button, "How you are");
    stage.settle();
    stage.click(Role::button, "This month");
    stage.settle();
    CHECK(stage.shows("For the lighthouse and the wind"));
}

TEST_CASE("whoever comes next finds with their own eyes, from an empty field", "[app][search]") {
    Stage stage(written_about());
    stage.settle();
    stage.type("lighthouse");
    stage.settle();
    CHECK(stage.shows("the lighthouse keeper in me"));
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click(Role::choice, "Jonas");
    stage.settle();
    stage.click(Role::choice, "Search");
    stage.settle();
    CHECK(stage.value("What to look for").empty());
    stage.type("lighthouse");
    stage.settle();
    CHECK(stage.shows("his lighthouse alone"));
    CHECK_FALSE(stage.holds("the lighthouse keeper in me"));
}

TEST_CASE("what is unshared while it is found is not found any more", "[app][search]") {
    Stage stage(written_about());
    stage.settle();
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click("Jonas");
    stage.settle();
    stage.click(Role::choice, "Search");
    stage.settle();
    stage.type("wind");
    stage.settle();
    REQUIRE(stage.shows("For the lighthouse and the wind"));
    const auto& h = stage.household();
    const auto note = h.get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::between_us, 9).back();
    done(stage.household(), core::SetAudience{note.author, {core::ItemKind::thanks, note.id.value}, Audience::only_me});
    stage.settle();
    CHECK_FALSE(stage.holds("For the lighthouse and the wind"));
}

TEST_CASE("what lies in an envelope still is found and stays in it", "[app][search]") {
    Stage stage(written_about());
    const auto people = stage.household().get<core::PersonStore>().all();
    done(stage.household(),
         core::GiveThanks{people[1].id, people[0].id, "For the lightning, watched from the roof", Audience::household});
    stage.settle();
    stage.type("lightning");
    stage.settle();
    CHECK(stage.shows("A note from Jonas"));
    CHECK_FALSE(stage.holds("watched from the roof"));
}

TEST_CASE("what was put away is not found by whoever put it away, and by its giver as before", "[app][search]") {
    Stage stage(written_about());
    const auto mara = stage.household().get<core::PersonStore>().all()[0].id;
    for (const auto& note :
         stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 9))
        if (note.author != mara) done(stage.household(), core::ReadThanks{mara, note.id, core::ReadEvent::put_away});
    stage.settle();
    stage.type("light");
    stage.settle();
    CHECK(stage.shows("For the lighthouse and the wind"));
    CHECK_FALSE(stage.holds("For the light this morning"));
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click(Role::choice, "Jonas");
    stage.settle();
    stage.click(Role::choice, "Search");
    stage.settle();
    stage.type("light");
    stage.settle();
    CHECK(stage.shows("For the light this morning"));
}

namespace {

// One note in each span that the chips name.
Setup over_years() {
    Setup setup;
    setup.screen = "search";
    setup.before = [](core::Household& h) {
        two_people(h);
        const auto people = h.get<core::PersonStore>().all();
        const std::pair<const char*, core::Day> notes[] = {{"walk this month", {monday.number - 3}},
                                                           {"walk last month", {monday.number - 30}},
                                                           {"walk in spring", {monday.number - 240}},
                                                           {"walk last year", {monday.number - 365}},
                                                           {"walk long ago", {monday.number - 2000}}};
        for (const auto& [text, day] : notes) {
            core::GiveThanks given{people[0].id, people[1].id, text, Audience::household};
            given.at = h.clock().at(day, 12 * 60);
            done(h, given);
        }
        std::string letter = "walk with many words";
        for (int i = 0; i < 80; ++i) letter += ", and step " + std::to_string(i);
        core::GiveThanks long_one{people[1].id, people[0].id, letter, Audience::household};
        long_one.comes = core::GiveThanks::Comes::open;
        done(h, long_one);
        h.forget_undo();
    };
    return setup;
}

}  // namespace

TEST_CASE("the spans are months and years as the calendar has them, and one press takes them all away",
          "[app][search]") {
    Stage stage(over_years());
    stage.settle();
    stage.type("walk");
    stage.settle();
    struct Span {
        const char* chip;
        std::vector<const char*> found, not_found;
    };
    for (const auto& span : {Span{"This month",
                                  {"walk this month"},
                                  {"walk last month", "walk in spring", "walk last year", "walk long ago"}},
                             Span{"Last month", {"walk last month"}, {"walk this month", "walk in spring"}},
                             Span{"This year",
                                  {"walk this month", "walk last month", "walk in spring"},
                                  {"walk last year", "walk long ago"}},
                             Span{"Last year", {"walk last year"}, {"walk in spring", "walk long ago"}},
                             Span{"Earlier", {"walk long ago"}, {"walk last year", "walk in spring"}}}) {
        CAPTURE(span.chip);
        stage.click(Role::button, span.chip);
        stage.settle();
        for (const char* text : span.found) CHECK(stage.holds(text));
        for (const char* text : span.not_found) CHECK_FALSE(stage.holds(text));
    }
    stage.click(Role::button, "All of it");
    stage.settle();
    CHECK(stage.holds("walk in spring"));
    CHECK(stage.look(Role::button, "All of it") == nullptr);
}

TEST_CASE("all words of what is found can be read, by a press or by the keyboard", "[app][search]") {
    Stage stage(over_years());
    stage.settle();
    stage.type("many words");
    stage.settle();
    const auto rows = stage.all(Role::list_item);
    REQUIRE(rows.size() == 1);
    const auto height = rows.front()->rect.height();
    stage.click_node(*rows.front());
    stage.settle();
    CHECK(stage.all(Role::list_item).front()->rect.height() > 2 * height);
    stage.click_node(*stage.all(Role::list_item).front());
    stage.settle();
    CHECK(stage.all(Role::list_item).front()->rect.height() == height);
    int tabs = 0;
    do {
        stage.key(ImGuiKey_Tab);
        stage.frame(2);
    } while (++tabs < 60 && !stage.all(Role::list_item).front()->focused);
    REQUIRE(stage.all(Role::list_item).front()->focused);
    stage.key(ImGuiKey_Enter);
    stage.settle();
    CHECK(stage.all(Role::list_item).front()->rect.height() > 2 * height);
}
