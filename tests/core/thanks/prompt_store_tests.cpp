#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/thanks/prompt_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/device.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::House;

namespace {

constexpr PromptKind to_a_person[] = {PromptKind::small_things, PromptKind::effort_seen, PromptKind::who_you_are,
                                      PromptKind::hard_days,    PromptKind::from_afar,   PromptKind::firsts};

std::string show(Household& household, FixedClock& clock, PersonId by, ThanksTo to,
                 std::optional<PromptKind> kind = {}) {
    clock.advance_ms(1'000);
    REQUIRE(household.apply(ShowPrompt{by, to, kind}, Household::Recorded::no));
    const auto shown = household.get<PromptStore>().shown(Viewer::of(by), to, kind);
    REQUIRE(shown);
    return shown->prompt->id;
}

std::size_t count(ThanksTo to) {
    return static_cast<std::size_t>(
        std::count_if(prompts().begin(), prompts().end(), [&](const Prompt& p) { return prompts_for(p.kind) == to; }));
}

}  // namespace

TEST_CASE("there are enough prompts of each kind, no two alike, and each can be read aloud in one breath or two",
          "[core][thanks]") {
    std::map<PromptKind, int> kinds;
    std::set<std::string> ids, texts, openings;
    for (const auto& prompt : prompts()) {
        CAPTURE(prompt.id, prompt.text);
        ++kinds[prompt.kind];
        CHECK(ids.insert(prompt.id).second);
        CHECK(texts.insert(prompt.text).second);
        CHECK(prompt.text.size() >= 16);
        CHECK(prompt.text.size() <= 130);
        CHECK(prompt.text.find("  ") == std::string::npos);
        CHECK(prompt.text.find('\'') == std::string::npos);  // ’
        CHECK(prompt.text.find('"') == std::string::npos);   // “ ”
        // Nothing is left to be filled in but the name.
        auto rest = prompt.text;
        for (auto at = rest.find("{name}"); at != std::string::npos; at = rest.find("{name}"))
            rest.replace(at, 6, "Jonas");
        CHECK(rest.find('{') == std::string::npos);
        CHECK(rest.find('}') == std::string::npos);
        if (prompts_for(prompt.kind) != ThanksTo::person) CHECK(rest == prompt.text);
        // Whoever is thanked may be anybody.
        for (const char* word :
             {" he ", " she ", " him ", " her ", " his ", " hers ", "husband", "wife", "boyfriend", "girlfriend"})
            CHECK((" " + prompt.text).find(word) == std::string::npos);
        openings.insert(prompt.text.substr(0, prompt.text.find(' ', prompt.text.find(' ') + 1)));
    }
    int to_one = 0;
    for (const auto kind : to_a_person) {
        CHECK(kinds[kind] >= 25);
        to_one += kinds[kind];
    }
    CHECK(to_one >= 150);
    CHECK(kinds[PromptKind::us] >= 10);
    CHECK(kinds[PromptKind::life] >= 10);
    CHECK(openings.size() * 2 > prompts().size());  // not forty times “What did …”
}

TEST_CASE("a prompt's file is read line by line, and what is none is left out", "[core][thanks]") {
    const auto read = read_prompts(
        "# a word\r\n\r\nlife l-1  Look up.\r\nunknown u-1 What?\nlife\nus u-1\nus u-2\tWhat is {it}; [this]?");
    REQUIRE(read.size() == 2);
    CHECK((read[0].id == "l-1" && read[0].kind == PromptKind::life && read[0].text == "Look up."));
    CHECK((read[1].id == "u-2" && read[1].kind == PromptKind::us && read[1].text == "What is {it}; [this]?"));
    CHECK(find_prompt("small-01"));
    CHECK_FALSE(find_prompt("u-2"));
}

TEST_CASE("no prompt comes a second time before all have come once, also over restarts", "[core][thanks]") {
    House house;
    std::set<std::string> seen;
    const auto all = count(ThanksTo::person);
    for (std::size_t i = 0; i < all / 2; ++i)
        CHECK(seen.insert(show(house.household, house.clock, house.ada, ThanksTo::person)).second);
    Household again(house.folder(), house.clock, house.random, tests::device());
    for (std::size_t i = all / 2; i < all; ++i)
        CHECK(seen.insert(show(again, house.clock, house.ada, ThanksTo::person)).second);
    CHECK(seen.size() == all);
    std::set<std::string> second;
    for (std::size_t i = 0; i < all; ++i)
        CHECK(second.insert(show(again, house.clock, house.ada, ThanksTo::person)).second);
}

TEST_CASE("one kind alone comes round by itself, and the others follow when all are asked for again",
          "[core][thanks]") {
    House house;
    std::set<std::string> firsts;
    const auto of_kind = static_cast<std::size_t>(std::count_if(
        prompts().begin(), prompts().end(), [](const Prompt& p) { return p.kind == PromptKind::firsts; }));
    for (std::size_t i = 0; i < of_kind; ++i)
        CHECK(
            firsts.insert(show(house.household, house.clock, house.ada, ThanksTo::person, PromptKind::firsts)).second);
    for (std::size_t i = of_kind; i < count(ThanksTo::person); ++i) {
        const auto id = show(house.household, house.clock, house.ada, ThanksTo::person);
        CHECK_FALSE(firsts.count(id));
    }
    for (const auto to : {ThanksTo::us, ThanksTo::life})
        CHECK(prompts_for(find_prompt(show(house.household, house.clock, house.ada, to))->kind) == to);
    CHECK(house.refused(ShowPrompt{house.ada, ThanksTo::life, PromptKind::firsts}) == Refusal::not_found);
    CHECK(house.refused(ShowPrompt{PersonId{}, ThanksTo::life, {}}) == Refusal::unknown_person);
}

TEST_CASE("what two devices showed is shown, once they have met", "[core][thanks]") {
    House house;
    std::set<std::string> elsewhere, here;
    db::Connection db(house.database());
    int n = 0;
    for (const auto& prompt : prompts()) {
        if (prompts_for(prompt.kind) != ThanksTo::person || ++n % 2) continue;
        elsewhere.insert(prompt.id);
        for (int twice = 0; twice < 1 + n % 4 / 2; ++twice) {  // some on both of two other devices
            Uuid row;
            house.random.fill(row.bytes.data(), row.bytes.size());
            db.prepare(
                  "INSERT INTO prompt_shown (id, person, prompt, shown_at, shown_offset) VALUES (?1, ?2, ?3, ?4, ?5)")
                .run(row, house.ada, prompt.id, house.clock.now());
        }
    }
    house.household.notice_others();
    for (std::size_t i = elsewhere.size(); i < count(ThanksTo::person); ++i) {
        const auto id = show(house.household, house.clock, house.ada, ThanksTo::person);
        CHECK_FALSE(elsewhere.count(id));
        CHECK(here.insert(id).second);
    }
}

TEST_CASE("what somebody was asked is nobody else's to know", "[core][thanks]") {
    House house;
    show(house.household, house.clock, house.ada, ThanksTo::person);
    const auto& store = house.household.get<PromptStore>();
    for (const auto& viewer : {Viewer::room(), Viewer::as_shown_to(house.ada)}) {
        CHECK_FALSE(store.shown(viewer, ThanksTo::person));
        CHECK(store.next(viewer, ThanksTo::person).empty());
    }
    for (const auto& viewer : {Viewer::of(house.ben), Viewer::of(PersonId{})}) {
        CHECK_FALSE(store.shown(viewer, ThanksTo::person));
        CHECK(store.next(viewer, ThanksTo::person).size() == count(ThanksTo::person));
    }
    CHECK(store.next(Viewer::of(house.ada), ThanksTo::person).size() == count(ThanksTo::person) - 1);
}
