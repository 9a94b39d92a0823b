#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/answers/answer.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/db/connection.hpp"
#include "core/leaving/remains.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::House;

namespace {

struct Evening : House {
    CheckInId check_in = made<CheckInId>(CheckInNow{ada, 2, {"tired"}, "a long day", Audience::household});
    ItemRef subject{ItemKind::check_in, check_in.value};
    std::vector<Answer> seen_by(PersonId person) {
        return household.get<AnswerStore>().to(Viewer::of(person), subject);
    }
};

}  // namespace

TEST_CASE("a shared check-in is answered, by a ready answer or in own words", "[core][answers]") {
    Evening house;
    house.done(GiveAnswer{house.ben, house.subject, AnswerKind::hard, "dropped"});
    house.done(GiveAnswer{house.ben, house.subject, AnswerKind::words, " I put the kettle on. "});
    const auto answers = house.seen_by(house.ada);
    REQUIRE(answers.size() == 2);
    CHECK(answers[0].kind == AnswerKind::hard);
    CHECK(answers[0].text.empty());
    CHECK(answers[1].text == "I put the kettle on.");
    CHECK(answers[1].author == house.ben);
    CHECK(house.household.get<AnswerStore>().to(Viewer::room(), house.subject).empty());
}

TEST_CASE("answering comes back, and so does taking an answer back", "[core][answers]") {
    Evening house;
    house.done(CheckInNow{house.ben, 3});  // he stays in any case
    house.comes_back(GiveAnswer{house.ben, house.subject, AnswerKind::hug}, Viewer::of(house.ben));
    const AnswerId id{house.done(GiveAnswer{house.ben, house.subject, AnswerKind::question, "Who said that?"})};
    house.comes_back(TakeBackAnswer{house.ben, id}, Viewer::of(house.ben));
}

TEST_CASE("what was answered since a moment is found whatever it answers, the latest first", "[core][answers]") {
    Evening house;
    const auto note = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "for the kettle"});
    house.done(GiveAnswer{house.ben, house.subject, AnswerKind::hug});
    house.clock.advance_ms(60'000);
    const auto between = house.clock.now();
    house.done(GiveAnswer{house.ben, {ItemKind::thanks, note.value}, AnswerKind::words, "any time"});
    const auto& answers = house.household.get<AnswerStore>();
    const auto ada = Viewer::of(house.ada);
    REQUIRE(answers.since(ada, {0, 0}).size() == 2);
    CHECK(answers.since(ada, {0, 0}).front().text == "any time");
    REQUIRE(answers.since(ada, between).size() == 1);
    CHECK(answers.since(ada, between).front().subject.kind == ItemKind::thanks);
    CHECK(answers.since(Viewer::room(), {0, 0}).empty());
}

TEST_CASE("nobody answers what they do not see, or themselves, or with nothing", "[core][answers]") {
    Evening house;
    const ItemRef hidden{ItemKind::check_in, house.done(CheckInNow{house.ada, 1})};
    CHECK(house.refused(GiveAnswer{house.ben, hidden, AnswerKind::hug}) == Refusal::not_found);
    CHECK(house.refused(GiveAnswer{house.ada, house.subject, AnswerKind::hug}) == Refusal::not_yours);
    CHECK(house.refused(GiveAnswer{house.ben, house.subject, AnswerKind::words, "  "}) == Refusal::empty_text);
    CHECK(house.refused(GiveAnswer{house.ben, {ItemKind::memory, house.check_in.value}, AnswerKind::hug}) ==
          Refusal::not_found);
    CHECK(house.refused(GiveAnswer{house.ben, house.subject, AnswerKind::words,
                                   std::string(longest_answer + 1, 'a')}) == Refusal::text_too_long);
    const AnswerId id{house.done(GiveAnswer{house.ben, house.subject, AnswerKind::hug})};
    CHECK(house.refused(TakeBackAnswer{house.cleo, id}) == Refusal::not_yours);
    CHECK(house.refused(TakeBackAnswer{house.ben, AnswerId{}}) == Refusal::not_found);
}

TEST_CASE("an answer is out of sight as long as what it answers is", "[core][answers]") {
    Evening house;
    house.done(GiveAnswer{house.ben, house.subject, AnswerKind::more});
    house.done(SetAudience{house.ada, house.subject, Audience::only_me});
    CHECK(house.seen_by(house.ben).empty());
    CHECK(house.seen_by(house.cleo).empty());
    CHECK(house.seen_by(house.ada).size() == 1);
    house.done(SetAudience{house.ada, house.subject, Audience::household});
    CHECK(house.seen_by(house.ben).size() == 1);
    house.done(RemoveCheckIn{house.ada, house.check_in});
    CHECK(house.seen_by(house.ada).empty());
}

TEST_CASE("the words of an answer that was taken back are gone after thirty days, and with whoever leaves",
          "[core][answers]") {
    Evening house;
    const auto in_the_file = [&](const std::string& words) {
        std::string all;
        db::Connection(house.database()).prepare("SELECT coalesce(text, '') FROM answer").each([&](const auto& row) {
            all += row.text(0);
        });
        return all.find(words) != std::string::npos;
    };
    const AnswerId id{house.done(GiveAnswer{house.ben, house.subject, AnswerKind::words, "too quick a word"})};
    house.done(GiveAnswer{house.ben, house.subject, AnswerKind::words, "a better one"});
    house.done(TakeBackAnswer{house.ben, id});
    const auto day = 24 * std::int64_t{3'600'000};
    for (int n = 0; n < 29; ++n) {
        house.clock.advance_ms(day);
        house.household.empty_trash(house.clock.now());
    }
    CHECK(in_the_file("too quick a word"));
    for (int n = 0; n < 2; ++n) {
        house.clock.advance_ms(day);
        house.household.empty_trash(house.clock.now());
    }
    CHECK_FALSE(in_the_file("too quick a word"));
    CHECK(in_the_file("a better one"));
    REQUIRE(house.household.erase(house.ben));
    CHECK_FALSE(in_the_file("a better one"));
}
