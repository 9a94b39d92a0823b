#include <set>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/household/household.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;
using tests::photo;
using tests::weekly;

namespace {

const PersonId stranger{{{0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 9}}};
const std::string not_utf8 = "tea\xff";

std::string letters(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "ä";
    return text;
}

}  // namespace

// --- people -----------------------------------------------------------------------------------------

TEST_CASE("a person joins with a tidy name and the first colour that nobody has", "[core][household]") {
    House house;
    const auto id = house.made<PersonId>(AddPerson{" Dora\t", "", "fox", photo(7).hash});
    const auto dora = house.household.get<PersonStore>().find(id);
    REQUIRE(dora);
    CHECK(dora->name == "Dora");
    CHECK(dora->face == "fox");
    CHECK(dora->portrait == photo(7).hash);
    std::set<std::string> colours;
    for (const auto& person : house.household.get<PersonStore>().all()) colours.insert(person.colour);
    CHECK(colours.size() == 4);
    CHECK(house.household.get<PersonStore>().all().back().id == id);
}

TEST_CASE("a ninth person gets a colour although all are taken", "[core][household]") {
    House house;
    for (int i = 4; i <= 9; ++i) house.done(AddPerson{"Person " + std::to_string(i), "", "letter", std::nullopt});
    CHECK(house.household.get<PersonStore>().all().size() == 9);
    CHECK_FALSE(house.household.get<PersonStore>().all().back().colour.empty());
}

TEST_CASE("a face that cannot be drawn becomes the name's letter", "[core][household]") {
    House house;
    const auto id = house.made<PersonId>(AddPerson{"Dora", "sage", "dragon", std::nullopt});
    CHECK(house.household.get<PersonStore>().find(id)->face == "letter");
    CHECK(house.household.get<PersonStore>().find(id)->colour == "sage");
}

TEST_CASE("a person without a proper name or colour does not join", "[core][household]") {
    House house;
    CHECK(house.refused(AddPerson{"", "", "letter", {}}) == Refusal::empty_text);
    CHECK(house.refused(AddPerson{" \n\t ", "", "letter", {}}) == Refusal::empty_text);
    CHECK(house.refused(AddPerson{"\u3000", "", "letter", {}}) == Refusal::empty_text);
    CHECK(house.refused(AddPerson{letters(longest_name + 1), "", "letter", {}}) == Refusal::text_too_long);
    CHECK(house.refused(AddPerson{not_utf8, "", "letter", {}}) == Refusal::not_text);
    CHECK(house.refused(AddPerson{"Dora", "puce", "letter", {}}) == Refusal::unknown_colour);
    house.done(AddPerson{letters(longest_name), "", "letter", {}});
}

TEST_CASE("a person's name and looks change, and not to nonsense", "[core][household]") {
    House house;
    house.done(EditPerson{house.ada, "Ada B.", "teal", "bun", photo(3).hash});
    const auto ada = house.household.get<PersonStore>().find(house.ada);
    REQUIRE(ada);
    CHECK(ada->name == "Ada B.");
    CHECK(ada->colour == "teal");
    CHECK(ada->face == "bun");
    CHECK(ada->portrait == photo(3).hash);
    house.done(EditPerson{house.ada, "Ada", "teal", "bun", std::nullopt});
    CHECK_FALSE(house.household.get<PersonStore>().find(house.ada)->portrait);

    CHECK(house.refused(EditPerson{house.ada, " ", "teal", "bun", {}}) == Refusal::empty_text);
    CHECK(house.refused(EditPerson{house.ada, letters(longest_name + 1), "teal", "bun", {}}) == Refusal::text_too_long);
    CHECK(house.refused(EditPerson{house.ada, not_utf8, "teal", "bun", {}}) == Refusal::not_text);
    CHECK(house.refused(EditPerson{house.ada, "Ada", "", "bun", {}}) == Refusal::unknown_colour);
    CHECK(house.refused(EditPerson{stranger, "Ada", "teal", "bun", {}}) == Refusal::unknown_person);
}

TEST_CASE("somebody added by mistake can be removed, somebody with a history cannot", "[core][household]") {
    House house;
    CHECK(house.refused(RemovePerson{stranger}) == Refusal::unknown_person);
    house.done(RemovePerson{house.cleo});
    CHECK_FALSE(house.household.get<PersonStore>().find(house.cleo));
    CHECK_FALSE(house.household.get<PersonStore>().named("Cleo"));
    CHECK(house.household.get<PersonStore>().all().size() == 2);
    CHECK(house.refused(RemovePerson{house.cleo}) == Refusal::unknown_person);
    CHECK(house.refused(EditPerson{house.cleo, "Cleo", "sage", "letter", {}}) == Refusal::unknown_person);
    CHECK(house.refused(CheckInNow{house.cleo, 3, {}, "", Audience::room}) == Refusal::unknown_person);
}

TEST_CASE("anything by or for a person keeps them, even when it was deleted", "[core][household]") {
    House house;
    const auto dora = [&] { return house.made<PersonId>(AddPerson{"Dora", "", "letter", {}, Sees::everything}); };
    const auto ritual = house.made<RitualId>(AddRitual{house.ada, weekly("Tea", house.today())});
    const auto thanks = house.made<ThanksId>(GiveThanks{house.ada, std::nullopt, "the sun", Audience::household});

    auto id = dora();
    house.done(RemoveCheckIn{id, house.made<CheckInId>(CheckInNow{id, 3, {}, "", Audience::only_me})});
    CHECK(house.refused(RemovePerson{id}) == Refusal::person_has_items);
    id = dora();
    house.done(GiveThanks{house.ada, id, "a lift", Audience::only_me});
    CHECK(house.refused(RemovePerson{id}) == Refusal::person_has_items);
    id = dora();
    house.done(GiveThanks{id, std::nullopt, "rain", Audience::only_me});
    CHECK(house.refused(RemovePerson{id}) == Refusal::person_has_items);
    id = dora();
    house.done(GiveHeart{id, thanks});
    CHECK(house.refused(RemovePerson{id}) == Refusal::person_has_items);
    id = dora();
    house.done(AddRitual{id, weekly("Walk", house.today())});
    CHECK(house.refused(RemovePerson{id}) == Refusal::person_has_items);
    id = dora();
    house.done(MarkOccurrence{id, ritual, house.today(), Outcome::kept});
    CHECK(house.refused(RemovePerson{id}) == Refusal::person_has_items);
    id = dora();
    house.done(PauseRitual{id, ritual});
    CHECK(house.refused(RemovePerson{id}) == Refusal::person_has_items);
    id = dora();
    house.done(AddPhoto{id, photo(1), "", Audience::only_me});
    CHECK(house.refused(RemovePerson{id}) == Refusal::person_has_items);
}

TEST_CASE("a person is found by name as the command line gives it", "[core][household]") {
    House house;
    CHECK(house.household.get<PersonStore>().named("ADA")->id == house.ada);
    CHECK_FALSE(house.household.get<PersonStore>().named("Ad"));
    CHECK_FALSE(house.household.get<PersonStore>().named(""));
    house.done(AddPerson{"ada", "", "letter", {}});
    CHECK_FALSE(house.household.get<PersonStore>().named("Ada"));
    CHECK(house.household.get<PersonStore>().named("Ben")->id == house.ben);
}

// --- check-ins --------------------------------------------------------------------------------------

TEST_CASE("a check-in is kept as it was said, on the household's day", "[core][household]") {
    House house;
    house.set_time("2026-11-24", at(0, 30));
    const auto id =
        house.made<CheckInId>(CheckInNow{house.ada, 5, {" glad,\ntired "}, " late\r\nbut good ", Audience::household});
    const auto found = house.household.get<CheckInStore>().find(Viewer::of(house.ben), id);
    REQUIRE(found);
    CHECK(found->author == house.ada);
    CHECK(found->day == day("2026-11-23"));
    CHECK(to_iso(found->felt_at) == "2026-11-24T00:30:01+01:00");
    CHECK(found->mood == 5);
    CHECK(found->feeling == std::vector<std::string>{"glad", "tired"});
    CHECK(found->note == "late\nbut good");
    CHECK(found->audience == Audience::household);
}

TEST_CASE("a check-in starts as the author's own", "[core][household]") {
    House house;
    CheckInNow command;
    command.author = house.ada;
    const auto id = house.made<CheckInId>(command);
    CHECK(house.household.get<CheckInStore>().find(Viewer::of(house.ada), id));
    CHECK_FALSE(house.household.get<CheckInStore>().find(Viewer::of(house.ben), id));
    CHECK_FALSE(house.household.get<CheckInStore>().find(Viewer::room(), id));
}

TEST_CASE("a check-in by nobody, beyond the faces or over-long is refused", "[core][household]") {
    House house;
    CHECK(house.refused(CheckInNow{stranger, 3, {}, "", Audience::only_me}) == Refusal::unknown_person);
    CHECK(house.refused(CheckInNow{PersonId{}, 3, {}, "", Audience::only_me}) == Refusal::unknown_person);
    for (const int mood : {-1, 0, 6, 1'000'000})
        CHECK(house.refused(CheckInNow{house.ada, mood, {}, "", Audience::only_me}) == Refusal::mood_out_of_range);
    CHECK(house.refused(CheckInNow{house.ada, 3, {letters(longest_feeling + 1)}, "", Audience::only_me}) ==
          Refusal::text_too_long);
    CHECK(house.refused(CheckInNow{house.ada, 3, {}, letters(longest_note + 1), Audience::only_me}) ==
          Refusal::text_too_long);
    CHECK(house.refused(CheckInNow{house.ada, 3, {not_utf8}, "", Audience::only_me}) == Refusal::not_text);
    CHECK(house.refused(CheckInNow{house.ada, 3, {}, not_utf8, Audience::only_me}) == Refusal::not_text);
    for (int mood = 1; mood <= 5; ++mood)
        house.done(CheckInNow{house.ada, mood, {letters(longest_feeling)}, letters(longest_note), Audience::only_me});
}

TEST_CASE("only its author changes or removes a check-in", "[core][household]") {
    House house;
    const auto shared = house.made<CheckInId>(CheckInNow{house.ada, 2, {"low"}, "", Audience::household});
    const auto own = house.made<CheckInId>(CheckInNow{house.ada, 2, {"low"}, "", Audience::only_me});
    CHECK(house.refused(EditCheckIn{house.ben, shared, 4, {}, "", Audience::room}) == Refusal::not_yours);
    CHECK(house.refused(RemoveCheckIn{house.ben, shared}) == Refusal::not_yours);
    CHECK(house.refused(EditCheckIn{house.ben, own, 4, {}, "", Audience::room}) == Refusal::not_found);
    CHECK(house.refused(RemoveCheckIn{house.ben, own}) == Refusal::not_found);
    CHECK(house.refused(EditCheckIn{house.ada, CheckInId{stranger.value}, 4, {}, "", Audience::room}) ==
          Refusal::not_found);
    CHECK(house.refused(RemoveCheckIn{house.ada, CheckInId{stranger.value}}) == Refusal::not_found);
    CHECK(house.refused(EditCheckIn{house.ada, own, 0, {}, "", Audience::room}) == Refusal::mood_out_of_range);
    CHECK(house.refused(EditCheckIn{house.ada, own, 6, {}, "", Audience::room}) == Refusal::mood_out_of_range);
    CHECK(house.refused(EditCheckIn{house.ada, own, 4, {letters(longest_feeling + 1)}, "", Audience::room}) ==
          Refusal::text_too_long);
    CHECK(house.refused(EditCheckIn{house.ada, own, 4, {}, letters(longest_note + 1), Audience::room}) ==
          Refusal::text_too_long);
    CHECK(house.refused(EditCheckIn{house.ada, own, 4, {not_utf8}, "", Audience::room}) == Refusal::not_text);

    house.set_time("2026-11-25", at(9));
    const auto before = house.household.get<CheckInStore>().find(Viewer::of(house.ada), own);
    house.done(EditCheckIn{house.ada, own, 4, {" better "}, "slept", Audience::room});
    const auto after = house.household.get<CheckInStore>().find(Viewer::room(), own);
    REQUIRE(after);
    CHECK(after->mood == 4);
    CHECK(after->feeling == std::vector<std::string>{"better"});
    CHECK(after->note == "slept");
    CHECK(after->day == before->day);
    CHECK(after->felt_at == before->felt_at);
    house.done(RemoveCheckIn{house.ada, own});
    CHECK_FALSE(house.household.get<CheckInStore>().find(Viewer::of(house.ada), own));
    CHECK(house.refused(RemoveCheckIn{house.ada, own}) == Refusal::not_found);
    CHECK(house.refused(EditCheckIn{house.ada, own, 4, {}, "", Audience::room}) == Refusal::not_found);
}

// --- thanks -----------------------------------------------------------------------------------------

TEST_CASE("thanks go to a person or to life", "[core][household]") {
    House house;
    const auto to_ben = house.made<ThanksId>(GiveThanks{house.ada, house.ben, " the coffee\n", Audience::household});
    const auto to_life = house.made<ThanksId>(GiveThanks{house.ada, std::nullopt, "the snow", Audience::only_me});
    const auto found = house.household.get<ThanksStore>().find(Viewer::of(house.ben), to_ben);
    REQUIRE(found);
    CHECK(found->text == "the coffee");
    CHECK(found->recipient == house.ben);
    CHECK_FALSE(found->edited_at);
    CHECK(found->hearts.empty());
    CHECK_FALSE(house.household.get<ThanksStore>().find(Viewer::of(house.ada), to_life)->recipient);
}

TEST_CASE("empty thanks, or thanks to oneself or a stranger, are refused", "[core][household]") {
    House house;
    CHECK(house.refused(GiveThanks{stranger, house.ben, "tea", Audience::household}) == Refusal::unknown_person);
    CHECK(house.refused(GiveThanks{house.ada, stranger, "tea", Audience::household}) == Refusal::unknown_person);
    CHECK(house.refused(GiveThanks{house.ada, house.ada, "tea", Audience::household}) == Refusal::thanks_to_oneself);
    for (const char* empty : {"", " \r\n ", "\u00a0\u3000", "\x01\x02"})
        CHECK(house.refused(GiveThanks{house.ada, house.ben, empty, Audience::household}) == Refusal::empty_text);
    CHECK(house.refused(GiveThanks{house.ada, house.ben, letters(longest_thanks + 1), Audience::household}) ==
          Refusal::text_too_long);
    CHECK(house.refused(GiveThanks{house.ada, house.ben, not_utf8, Audience::household}) == Refusal::not_text);
    house.done(GiveThanks{house.ada, house.ben, letters(longest_thanks), Audience::household});
}

TEST_CASE("only their author changes thanks, and a changed text says so", "[core][household]") {
    House house;
    const auto id = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "the coffee", Audience::household});
    const auto own = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "to say one day", Audience::only_me});
    const auto found = [&] { return *house.household.get<ThanksStore>().find(Viewer::of(house.ben), id); };
    CHECK(house.refused(EditThanks{house.ben, id, "x", Audience::household}) == Refusal::not_yours);
    CHECK(house.refused(EditThanks{house.ben, own, "x", Audience::household}) == Refusal::not_found);
    CHECK(house.refused(EditThanks{house.ada, ThanksId{stranger.value}, "x", Audience::household}) ==
          Refusal::not_found);
    CHECK(house.refused(EditThanks{house.ada, id, " ", Audience::household}) == Refusal::empty_text);
    CHECK(house.refused(EditThanks{house.ada, id, letters(longest_thanks + 1), Audience::household}) ==
          Refusal::text_too_long);
    CHECK(house.refused(EditThanks{house.ada, id, not_utf8, Audience::household}) == Refusal::not_text);

    house.done(EditThanks{house.ada, id, " the coffee ", Audience::room});
    CHECK_FALSE(found().edited_at);
    CHECK(found().audience == Audience::room);
    const auto given = found().given_at;
    house.done(EditThanks{house.ada, id, "the good coffee", Audience::household});
    CHECK(found().text == "the good coffee");
    CHECK(found().edited_at == house.clock.now());
    CHECK(found().given_at == given);
}

TEST_CASE("only their author removes thanks", "[core][household]") {
    House house;
    const auto id = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "the coffee", Audience::household});
    CHECK(house.refused(RemoveThanks{house.ben, id}) == Refusal::not_yours);
    CHECK(house.refused(RemoveThanks{stranger, id}) == Refusal::not_yours);
    CHECK(house.refused(RemoveThanks{house.ada, ThanksId{stranger.value}}) == Refusal::not_found);
    house.done(RemoveThanks{house.ada, id});
    CHECK_FALSE(house.household.get<ThanksStore>().find(Viewer::of(house.ada), id));
    CHECK(house.refused(RemoveThanks{house.ada, id}) == Refusal::not_found);
    CHECK(house.refused(EditThanks{house.ada, id, "x", Audience::household}) == Refusal::not_found);
    CHECK(house.refused(GiveHeart{house.ben, id}) == Refusal::not_found);
    CHECK(house.refused(TakeBackHeart{house.ben, id}) == Refusal::not_found);
}

TEST_CASE("a heart counts once, however often it is given", "[core][household]") {
    House house;
    const auto id = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "the coffee", Audience::household});
    const auto hearts = [&] { return house.household.get<ThanksStore>().find(Viewer::of(house.ada), id)->hearts; };
    house.done(GiveHeart{house.ben, id});
    house.done(GiveHeart{house.ben, id});
    CHECK(hearts() == std::vector<PersonId>{house.ben});
    house.done(GiveHeart{house.cleo, id});
    CHECK(hearts() == std::vector<PersonId>{house.ben, house.cleo});
    house.done(TakeBackHeart{house.ben, id});
    CHECK(hearts() == std::vector<PersonId>{house.cleo});
    house.done(TakeBackHeart{house.ben, id});
    CHECK(hearts() == std::vector<PersonId>{house.cleo});
    house.done(GiveHeart{house.ben, id});
    CHECK(hearts() == std::vector<PersonId>{house.cleo, house.ben});
}

TEST_CASE("a heart is for somebody else's words that one may see", "[core][household]") {
    House house;
    const auto id = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "the coffee", Audience::household});
    const auto own = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "to say one day", Audience::only_me});
    CHECK(house.refused(GiveHeart{house.ada, id}) == Refusal::not_yours);
    CHECK(house.refused(GiveHeart{house.ben, own}) == Refusal::not_found);
    CHECK(house.refused(GiveHeart{stranger, id}) == Refusal::unknown_person);
    CHECK(house.refused(GiveHeart{house.ben, ThanksId{stranger.value}}) == Refusal::not_found);
    CHECK(house.refused(TakeBackHeart{house.ben, own}) == Refusal::not_found);
    CHECK(house.refused(TakeBackHeart{house.ben, ThanksId{stranger.value}}) == Refusal::not_found);
}

// --- rituals ----------------------------------------------------------------------------------------

TEST_CASE("a ritual keeps its words, its rule and its time", "[core][household]") {
    House house;
    RitualWords words;
    words.title = " Friday\ndate ";
    words.note = " out of the house ";
    words.symbol = "heart";
    words.colour = "rose";
    words.rule = "RRULE:FREQ=WEEKLY;BYDAY=FR";
    words.starts_on = day("2026-11-27");
    words.starts_at = at(19, 30);
    words.audience = Audience::room;
    const auto id = house.made<RitualId>(AddRitual{house.ada, words});
    const auto found = house.household.get<RitualStore>().find(Viewer::room(), id, house.today());
    REQUIRE(found);
    CHECK(found->author == house.ada);
    CHECK(found->title == "Friday date");
    CHECK(found->note == "out of the house");
    CHECK(found->symbol == "heart");
    CHECK(found->colour == "rose");
    CHECK(found->rule == "FREQ=WEEKLY;BYDAY=FR");
    CHECK(found->starts_on == day("2026-11-27"));
    CHECK(found->starts_at == at(19, 30));
    CHECK_FALSE(found->paused_since);
}

TEST_CASE("a ritual that makes no sense is refused, new or changed", "[core][household]") {
    House house;
    const auto id = house.made<RitualId>(AddRitual{house.ada, weekly("Tea", house.today())});
    const auto both = [&](const RitualWords& words, Refusal refusal) {
        CHECK(house.refused(AddRitual{house.ada, words}) == refusal);
        CHECK(house.refused(EditRitual{house.ada, id, words}) == refusal);
    };
    const auto with = [&](auto change) {
        auto words = weekly("Tea", house.today());
        change(words);
        return words;
    };
    both(with([](auto& w) { w.title = " \n"; }), Refusal::empty_text);
    both(with([](auto& w) { w.title = letters(longest_title + 1); }), Refusal::text_too_long);
    both(with([](auto& w) { w.note = letters(longest_note + 1); }), Refusal::text_too_long);
    both(with([](auto& w) { w.symbol = letters(41); }), Refusal::text_too_long);
    both(with([](auto& w) { w.title = not_utf8; }), Refusal::not_text);
    both(with([](auto& w) { w.note = not_utf8; }), Refusal::not_text);
    both(with([](auto& w) { w.symbol = not_utf8; }), Refusal::not_text);
    both(with([](auto& w) { w.colour = "puce"; }), Refusal::unknown_colour);
    both(with([](auto& w) { w.rule = "FREQ=SOMETIMES"; }), Refusal::invalid_rule);
    both(with([](auto& w) { w.rule = "nonsense"; }), Refusal::invalid_rule);
    both(with([](auto& w) { w.rule = "FREQ=HOURLY"; }), Refusal::rule_too_frequent);
    both(with([](auto& w) { w.rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"; }), Refusal::rule_without_a_date);
    both(with([](auto& w) { w.starts_on = day("1899-12-31"); }), Refusal::invalid_date);
    both(with([](auto& w) { w.starts_on = day("2201-01-01"); }), Refusal::invalid_date);
    both(with([](auto& w) { w.starts_at = -1; }), Refusal::invalid_time);
    both(with([](auto& w) { w.starts_at = 24 * 60; }), Refusal::invalid_time);
    CHECK(house.refused(AddRitual{stranger, weekly("Tea", house.today())}) == Refusal::unknown_person);
    CHECK(house.refused(EditRitual{stranger, id, weekly("Tea", house.today())}) == Refusal::unknown_person);
    CHECK(house.refused(EditRitual{house.ada, RitualId{stranger.value}, weekly("Tea", house.today())}) ==
          Refusal::not_found);

    house.done(AddRitual{house.ada, with([](auto& w) {
                             w.title = letters(longest_title), w.note = letters(longest_note), w.starts_at = 0;
                         })});
    house.done(AddRitual{house.ada, with([](auto& w) { w.starts_at = 24 * 60 - 1, w.rule.clear(); })});
}

TEST_CASE("anyone who sees a ritual may change, pause and remove it", "[core][household]") {
    House house;
    const auto id = house.made<RitualId>(AddRitual{house.ada, weekly("Tea", house.today())});
    const auto found = [&] {
        return *house.household.get<RitualStore>().find(Viewer::of(house.cleo), id, house.today());
    };
    house.done(EditRitual{house.ben, id, weekly("Cocoa", house.today())});
    CHECK(found().title == "Cocoa");
    CHECK(found().author == house.ada);
    house.done(EditRitual{std::nullopt, id, weekly("Chocolate", house.today())});
    CHECK(found().title == "Chocolate");
    house.done(PauseRitual{house.cleo, id});
    CHECK(found().paused_since == house.today());
    house.done(ResumeRitual{house.ben, id});
    CHECK_FALSE(found().paused_since);
    house.done(RemoveRitual{house.ben, id});
    CHECK_FALSE(house.household.get<RitualStore>().find(Viewer::of(house.ada), id, house.today()));
}

TEST_CASE("who sees a ritual is its author's to say, and of the household's anyone's but not for themselves",
          "[core][household]") {
    House house;
    const auto id = house.made<RitualId>(AddRitual{house.ada, weekly("Tea", house.today())});
    const auto ours = house.made<RitualId>(AddRitual{std::nullopt, weekly("Walk", house.today())});
    const auto for_whom = [&](Audience audience) {
        auto words = weekly("Tea", house.today());
        words.audience = audience;
        return words;
    };
    for (const auto& by : {std::optional<PersonId>(house.ben), std::optional<PersonId>()}) {
        CHECK(house.refused(EditRitual{by, id, for_whom(Audience::only_me)}) == Refusal::not_yours);
        CHECK(house.refused(EditRitual{by, id, for_whom(Audience::room)}) == Refusal::not_yours);
        CHECK(house.refused(EditRitual{by, ours, for_whom(Audience::only_me)}) == Refusal::not_yours);
    }
    house.done(EditRitual{house.ada, id, for_whom(Audience::room)});
    CHECK(house.household.get<RitualStore>().find(Viewer::room(), id, house.today()));
    house.done(EditRitual{house.ada, id, for_whom(Audience::only_me)});
    CHECK_FALSE(house.household.get<RitualStore>().find(Viewer::of(house.ben), id, house.today()));
    house.done(EditRitual{house.ben, ours, for_whom(Audience::room)});
    CHECK(house.household.get<RitualStore>().find(Viewer::room(), ours, house.today()));
}

TEST_CASE("a ritual that one does not see is not there to be changed", "[core][household]") {
    House house;
    auto words = weekly("Pages", house.today());
    words.audience = Audience::only_me;
    const auto id = house.made<RitualId>(AddRitual{house.ada, words});
    for (const auto& by : {std::optional<PersonId>(house.ben), std::optional<PersonId>()}) {
        CHECK(house.refused(EditRitual{by, id, weekly("Mine", house.today())}) == Refusal::not_found);
        CHECK(house.refused(PauseRitual{by, id}) == Refusal::not_found);
        CHECK(house.refused(ResumeRitual{by, id}) == Refusal::not_found);
        CHECK(house.refused(RemoveRitual{by, id}) == Refusal::not_found);
        CHECK(house.refused(MarkOccurrence{by, id, house.today(), Outcome::kept}) == Refusal::not_found);
    }
    house.done(RemoveRitual{house.ada, id});
    CHECK(house.refused(PauseRitual{house.ada, id}) == Refusal::not_found);
    CHECK(house.refused(ResumeRitual{house.ada, id}) == Refusal::not_found);
    CHECK(house.refused(RemoveRitual{house.ada, id}) == Refusal::not_found);
    CHECK(house.refused(MarkOccurrence{house.ada, id, house.today(), Outcome::kept}) == Refusal::not_found);
}

TEST_CASE("a date is kept, skipped or open again, the last word counts", "[core][household]") {
    House house;
    const auto id = house.made<RitualId>(AddRitual{house.ada, weekly("Tea", house.today())});
    const auto outcome = [&] { return house.household.get<RitualStore>().outcome(id, house.today()); };
    CHECK(outcome() == Outcome::open);
    house.done(MarkOccurrence{house.ada, id, house.today(), Outcome::kept});
    CHECK(outcome() == Outcome::kept);
    house.done(MarkOccurrence{house.ben, id, house.today(), Outcome::skipped});
    CHECK(outcome() == Outcome::skipped);
    house.done(MarkOccurrence{house.ben, id, house.today(), Outcome::open});
    CHECK(outcome() == Outcome::open);
    CHECK(house.household.get<RitualStore>().outcome(id, house.today() + 7) == Outcome::open);
}

TEST_CASE("a date that the ritual does not have cannot be marked", "[core][household]") {
    House house;
    const auto id = house.made<RitualId>(AddRitual{house.ada, weekly("Tea", house.today())});
    for (const int off : {1, 6, -7, -1}) {
        CHECK(house.refused(MarkOccurrence{house.ada, id, house.today() + off, Outcome::kept}) ==
              Refusal::not_on_that_day);
        CHECK(house.refused(MarkOccurrence{house.ada, id, house.today() + off, Outcome::open}) ==
              Refusal::not_on_that_day);
    }
    CHECK(house.refused(MarkOccurrence{stranger, id, house.today(), Outcome::kept}) == Refusal::unknown_person);
    CHECK(house.refused(MarkOccurrence{house.ada, RitualId{stranger.value}, house.today(), Outcome::kept}) ==
          Refusal::not_found);
    house.done(MarkOccurrence{house.ada, id, house.today() + 700, Outcome::kept});
}

// --- memories ---------------------------------------------------------------------------------------

TEST_CASE("a photo becomes a memory with its own date", "[core][household]") {
    House house;
    const auto id = house.made<MemoryId>(AddPhoto{
        house.ada, photo(1, TakenAt{day("2024-07-21"), at(18, 3), 59, std::nullopt}), " lake ", Audience::room});
    const auto memory = house.household.get<MemoryStore>().find(Viewer::room(), id);
    REQUIRE(memory);
    CHECK(memory->author == house.ada);
    CHECK(memory->day == day("2024-07-21"));
    CHECK(to_iso(memory->taken_at) == "2024-07-21T18:03:59+01:00");
    CHECK(memory->dated_by == DatedBy::photo);
    CHECK(memory->caption == "lake");
    CHECK(memory->photo == photo(1).hash);
    CHECK(memory->width == 40);
    CHECK(memory->height == 30);
    CHECK(memory->source_name == "photo1.jpg");
}

TEST_CASE("a photo by a stranger, for nobody or with an over-long caption is refused", "[core][household]") {
    House house;
    CHECK(house.refused(AddPhoto{stranger, photo(1), "", Audience::household}) == Refusal::unknown_person);
    CHECK(house.refused(AddPhoto{std::nullopt, photo(1), "", Audience::only_me}) == Refusal::unknown_person);
    CHECK(house.refused(AddPhoto{house.ada, photo(1), letters(longest_caption + 1), Audience::household}) ==
          Refusal::text_too_long);
    CHECK(house.refused(AddPhoto{house.ada, photo(1), not_utf8, Audience::household}) == Refusal::not_text);
    house.done(AddPhoto{house.ada, photo(1), letters(longest_caption), Audience::household});
}

TEST_CASE("the same photo is not hung up twice, but again after it was taken down", "[core][household]") {
    House house;
    const auto id = house.made<MemoryId>(AddPhoto{house.ada, photo(1), "", Audience::household});
    CHECK(house.refused(AddPhoto{house.ada, photo(1), "again", Audience::household}) == Refusal::already_there);
    CHECK(house.refused(AddPhoto{house.ben, photo(1), "mine", Audience::only_me}) == Refusal::already_there);
    CHECK(house.refused(AddPhoto{std::nullopt, photo(1), "", Audience::household}) == Refusal::already_there);
    CHECK(house.refused({AddPhoto{house.ada, photo(2), "", Audience::household},
                         AddPhoto{house.ada, photo(2), "", Audience::household}}) == Refusal::already_there);
    house.done(RemoveMemory{house.ada, id});
    const auto again = house.made<MemoryId>(AddPhoto{house.ben, photo(1), "", Audience::household});
    CHECK(again != id);
    CHECK(house.household.get<MemoryStore>().between(Viewer::of(house.ada), day("2026-01-01"), house.today()).size() ==
          1);
}

TEST_CASE("a photo that somebody keeps to themselves does not betray itself", "[core][household]") {
    House house;
    house.done(AddPhoto{house.ada, photo(1), "private", Audience::only_me});
    CHECK(house.household.get<MemoryStore>().has_photo(Viewer::of(house.ada), photo(1).hash));
    CHECK_FALSE(house.household.get<MemoryStore>().has_photo(Viewer::of(house.ben), photo(1).hash));
    CHECK_FALSE(house.household.get<MemoryStore>().has_photo(Viewer::room(), photo(1).hash));
    CHECK(house.refused(AddPhoto{house.ada, photo(1), "", Audience::household}) == Refusal::already_there);
    house.done(AddPhoto{house.ben, photo(1), "ours", Audience::household});
    CHECK(house.refused(AddPhoto{house.cleo, photo(1), "", Audience::household}) == Refusal::already_there);
}

TEST_CASE("a memory's caption, day and audience are its author's to change", "[core][household]") {
    House house;
    const auto id = house.made<MemoryId>(
        AddPhoto{house.ada, photo(1, TakenAt{day("2024-07-21"), at(18, 3), 59, 120}), "lake", Audience::household});
    const auto own = house.made<MemoryId>(AddPhoto{house.ada, photo(2), "", Audience::only_me});
    CHECK(house.refused(EditMemory{house.ben, id, "x", day("2024-07-21"), Audience::household}) == Refusal::not_yours);
    CHECK(house.refused(EditMemory{std::nullopt, id, "x", day("2024-07-21"), Audience::household}) ==
          Refusal::not_yours);
    CHECK(house.refused(EditMemory{house.ben, own, "x", day("2024-07-21"), Audience::household}) == Refusal::not_found);
    CHECK(house.refused(EditMemory{house.ada, MemoryId{stranger.value}, "x", day("2024-07-21"), Audience::household}) ==
          Refusal::not_found);
    CHECK(house.refused(EditMemory{house.ada, id, letters(longest_caption + 1), day("2024-07-21"),
                                   Audience::household}) == Refusal::text_too_long);
    CHECK(house.refused(EditMemory{house.ada, id, not_utf8, day("2024-07-21"), Audience::household}) ==
          Refusal::not_text);
    CHECK(house.refused(EditMemory{house.ada, id, "x", day("1825-12-31"), Audience::household}) ==
          Refusal::invalid_date);
    CHECK(house.refused(EditMemory{house.ada, id, "x", day("2201-01-01"), Audience::household}) ==
          Refusal::invalid_date);

    house.done(EditMemory{house.ada, id, " the lake ", day("2024-07-21"), Audience::room});
    auto memory = house.household.get<MemoryStore>().find(Viewer::room(), id);
    REQUIRE(memory);
    CHECK(memory->caption == "the lake");
    CHECK(memory->dated_by == DatedBy::photo);
    CHECK(to_iso(memory->taken_at) == "2024-07-21T18:03:59+02:00");
    house.done(EditMemory{house.ada, id, "the lake", day("1974-07-20"), Audience::room});
    memory = house.household.get<MemoryStore>().find(Viewer::room(), id);
    CHECK(memory->day == day("1974-07-20"));
    CHECK(memory->dated_by == DatedBy::person);
    CHECK(to_iso(memory->taken_at) == "1974-07-20T18:03:59+02:00");
}

TEST_CASE("a memory is its author's to take down, the household's anyone's", "[core][household]") {
    House house;
    const auto id = house.made<MemoryId>(AddPhoto{house.ada, photo(1), "", Audience::household});
    const auto own = house.made<MemoryId>(AddPhoto{house.ada, photo(2), "", Audience::only_me});
    const auto ours = house.made<MemoryId>(AddPhoto{std::nullopt, photo(3), "", Audience::household});
    CHECK(house.refused(RemoveMemory{house.ben, id}) == Refusal::not_yours);
    CHECK(house.refused(RemoveMemory{std::nullopt, id}) == Refusal::not_yours);
    CHECK(house.refused(RemoveMemory{house.ben, own}) == Refusal::not_found);
    CHECK(house.refused(RemoveMemory{std::nullopt, own}) == Refusal::not_found);
    CHECK(house.refused(EditMemory{house.ben, ours, "", house.today(), Audience::only_me}) == Refusal::not_yours);
    house.done(EditMemory{house.ben, ours, "us", house.today(), Audience::room});
    house.done(RemoveMemory{house.cleo, ours});
    CHECK(house.refused(RemoveMemory{house.cleo, ours}) == Refusal::not_found);
    house.done(RemoveMemory{house.ada, id});
    CHECK_FALSE(house.household.get<MemoryStore>().find(Viewer::of(house.ada), id));
}

// --- the household, and nobody in particular -----------------------------------------------------------

TEST_CASE("the day's start moves what comes, never what was", "[core][household]") {
    House house;
    house.set_time("2026-11-24", at(5));
    const auto early = house.made<CheckInId>(CheckInNow{house.ada, 3, {}, "", Audience::room});
    CHECK(house.household.get<CheckInStore>().find(Viewer::room(), early)->day == day("2026-11-24"));
    const auto subject = house.done(SetDayStart{6});
    CHECK_FALSE(subject);
    CHECK(house.household.get<SettingStore>().day_start_hour() == 6);
    CHECK(house.today() == day("2026-11-23"));
    const auto late = house.made<CheckInId>(CheckInNow{house.ada, 3, {}, "", Audience::room});
    CHECK(house.household.get<CheckInStore>().find(Viewer::room(), early)->day == day("2026-11-24"));
    CHECK(house.household.get<CheckInStore>().find(Viewer::room(), late)->day == day("2026-11-23"));
    for (const int hour : {-1, 13, 24}) CHECK(house.refused(SetDayStart{hour}) == Refusal::invalid_hour);
    for (const int hour : {0, 12}) {
        house.done(SetDayStart{hour});
        CHECK(Household(house.folder(), house.clock, house.random, tests::device())
                  .get<SettingStore>()
                  .day_start_hour() == hour);
    }
}

TEST_CASE("what nobody in particular does is the household's", "[core][household]") {
    House house;
    const auto ritual = house.made<RitualId>(AddRitual{std::nullopt, weekly("Tea", house.today())});
    CHECK_FALSE(house.household.get<RitualStore>().find(Viewer::of(house.ada), ritual, house.today())->author);
    house.done(MarkOccurrence{std::nullopt, ritual, house.today(), Outcome::kept});
    house.done(PauseRitual{std::nullopt, ritual});
    house.done(ResumeRitual{std::nullopt, ritual});
    house.done(EditRitual{std::nullopt, ritual, weekly("Cocoa", house.today())});
    const auto photo_id = house.made<MemoryId>(AddPhoto{std::nullopt, photo(1), "", Audience::household});
    house.done(EditMemory{std::nullopt, photo_id, "us", house.today(), Audience::household});
    CHECK(house.household.get<MemoryStore>().find(Viewer::of(house.ben), photo_id)->caption == "us");
    house.done(RemoveMemory{std::nullopt, photo_id});
    house.done(RemoveRitual{std::nullopt, ritual});

    auto words = weekly("Alone", house.today());
    words.audience = Audience::only_me;
    CHECK(house.refused(AddRitual{std::nullopt, words}) == Refusal::unknown_person);
    // Whoever stands there may take back what nobody in particular did.
    CHECK(house.household.can_undo(Viewer::room()));
    CHECK(house.household.can_undo(Viewer::of(house.ben)));
    REQUIRE(house.household.undo(Viewer::of(house.ben)));
    CHECK(house.household.get<RitualStore>().find(Viewer::of(house.ada), ritual, house.today()));
}

TEST_CASE("whether somebody keeps a photo to themselves is known through all that changes it", "[core][household]") {
    House house;
    const auto has = [&](PersonId person, std::uint8_t n) {
        return house.household.get<MemoryStore>().has_photo(Viewer::of(person), photo(n).hash);
    };
    const auto first = house.made<MemoryId>(AddPhoto{house.ada, photo(1), "", Audience::only_me});
    CHECK(has(house.ada, 1));
    CHECK_FALSE(has(house.ben, 1));
    CHECK_FALSE(has(house.ada, 2));
    const auto second = house.made<MemoryId>(AddPhoto{house.ada, photo(2), "", Audience::only_me});
    CHECK(has(house.ada, 2));
    CHECK(house.refused(AddPhoto{house.ada, photo(2), "", Audience::only_me}) == Refusal::already_there);
    house.done(RemoveMemory{house.ada, second});
    CHECK_FALSE(has(house.ada, 2));
    REQUIRE(house.household.undo(Viewer::of(house.ada)));
    CHECK(has(house.ada, 2));
    // What was given up with its transaction never came.
    CHECK(house.refused({AddPhoto{house.ada, photo(3), "", Audience::only_me},
                         AddPhoto{house.ada, photo(3), "", Audience::only_me}}) == Refusal::already_there);
    CHECK_FALSE(has(house.ada, 3));
    // What another program does counts at once, unnoticed.
    tests::SeededRandom dice(7);
    Household other(house.folder(), house.clock, dice, tests::device(), KeyCost{1, 8192});
    CHECK(has(house.ada, 1));
    REQUIRE(other.apply(RemoveMemory{house.ada, first}));
    CHECK_FALSE(has(house.ada, 1));

    tests::set_pin(house, house.ada, "2580");
    CHECK(has(house.ada, 2));
    house.household.lock();
    CHECK_FALSE(has(house.ada, 2));
    tests::unlock(house, house.ada, "2580");
    CHECK(has(house.ada, 2));
    CHECK_FALSE(house.household.get<MemoryStore>().has_photo(Viewer::as_shown_to(house.ada), photo(2).hash));
}
