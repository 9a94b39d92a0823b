#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/answers/answer_commands.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/exports/contents.hpp"
#include "core/exports/csv.hpp"
#include "core/exports/household_json.hpp"
#include "core/leaving/person_export.hpp"
#include "core/leaving/remains.hpp"
#include "core/looking_back/story.hpp"
#include "core/looking_back/year.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/search/search_index.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::photo;
using tests::weekly;

namespace {

// Two people who have lived here for a while, and whatever they wrote carries a word that is looked for. Nobody else
// has joined yet.
struct TwoOfUs {
    tests::TemporaryFolder place;
    FixedClock clock{FixedClock({0, 60}).at(day("2026-11-23"), at(18, 10))};
    tests::SeededRandom random;
    Household household{place.path() / "data", clock, random, tests::device(), KeyCost{1, 8192}};
    PersonId ada = made<PersonId>(AddPerson{"Ada", "", "letter", std::nullopt});
    PersonId ben = made<PersonId>(AddPerson{"Ben", "", "letter", std::nullopt});
    int pictures = 0;

    template <class I> I made(const Command& command) {
        if (const auto* added = command.as<AddPhoto>()) {  // something to encrypt and decrypt
            const auto path = household.photos().path_of(added->photo.hash, added->photo.facts.format);
            std::filesystem::create_directories(path.parent_path());
            std::ofstream(path, std::ios::binary) << "the photo " << to_hex(added->photo.hash);
        }
        const auto result = household.apply(command);
        if (!result) FAIL("refused: " << static_cast<int>(result.refusal()));
        return result.value().as<I>();
    }
    void done(const Command& command) { made<PersonId>(command); }
    Refusal refused(const Command& command) {
        const auto result = household.apply(command);
        REQUIRE_FALSE(result);
        return result.refusal();
    }

    struct Written {
        CheckInId check_in;
        ThanksId thanks, with_photo;
        MemoryId memory;
        ClosenessId closeness;
        RitualId ritual;
    };
    // Something of every kind, and what hangs on it.
    Written write(const std::string& word, Audience audience) {
        Written w;
        w.check_in =
            made<CheckInId>(CheckInNow{ada, 4, {word + "-feeling"}, word + "-note", audience, {word + "-around"}});
        w.thanks = made<ThanksId>(GiveThanks{ada, ben, word + "-thanks", audience});
        w.memory =
            made<MemoryId>(AddPhoto{ada, photo(static_cast<std::uint8_t>(++pictures)), word + "-caption", audience});
        w.with_photo = made<ThanksId>(GiveThanks{ada, Addressee::us(), word + "-with-photo", audience, {}, w.memory});
        w.closeness = made<ClosenessId>(NoteCloseness{ada, 6, audience});
        auto words = weekly("ritual of " + word, household.today());
        words.audience = audience;
        w.ritual = made<RitualId>(AddRitual{ada, words});
        if (audience == Audience::only_me) return w;
        done(GiveAnswer{ben, {ItemKind::check_in, w.check_in.value}, AnswerKind::words, word + "-answer"});
        done(GiveAnswer{ben, {ItemKind::thanks, w.thanks.value}, AnswerKind::words, word + "-answer-to-thanks"});
        done(GiveHeart{ben, w.thanks});
        done(ReadThanks{ben, w.thanks, ReadEvent::opened});
        done(MarkOccurrence{ben, w.ritual, household.today(), Outcome::kept});
        const auto gone = made<ThanksId>(GiveThanks{ada, ben, word + "-deleted", audience});
        done(RemoveThanks{ada, gone});
        return w;
    }

    PersonId join(const std::string& name, std::optional<Sees> sees = {}) {
        return made<PersonId>(AddPerson{name, "", "letter", std::nullopt, sees});
    }

    // Everything that is told to a viewer, by whichever way.
    std::string told(const Viewer& viewer) {
        std::string all;
        for (const auto& line : tests::answers_to(viewer, household)) all += line + '\n';
        for (const auto& item : household.get<TrashStore>().all(viewer, clock.now())) all += item.text + '\n';
        for (const auto& answer : household.get<AnswerStore>().all(viewer)) all += answer.text + '\n';
        SearchIndex index(household);
        while (index.step()) {
        }
        for (const char* word : {"earlier", "later", "early"})
            for (const auto& found : index.find(viewer, {word, {}, {}, {}, {}}, 100))
                all += std::string("found ") + word + (found.item.kind == ItemKind::ritual ? " ritual\n" : "\n");
        const auto contents = exports::gather(household, viewer);
        all += exports::to_json(contents);
        for (const auto& [name, text] : exports::to_csv(contents)) all += text;
        for (Day each = household.today() - 40; each <= household.today(); each = each + 1)
            for (const auto& happening : looking_back::story_of(household, viewer, each)) {
                if (const auto* c = std::get_if<CheckIn>(&happening.what)) all += c->note + '\n';
                if (const auto* t = std::get_if<Thanks>(&happening.what)) all += t->text + '\n';
                if (const auto* m = std::get_if<Memory>(&happening.what)) all += m->caption + '\n';
                for (const auto& answer : happening.answers) all += answer.text + '\n';
            }
        looking_back::Year year(household);
        while (year.step(viewer, 2026)) {
        }
        for (const auto& felt : year.felt()) all += joined_names(felt.feeling) + joined_names(felt.around) + '\n';
        return all;
    }
};

// But for the calendar, which is shown to everyone.
std::string without_rituals(std::string text) {
    for (const char* shown : {"ritual of earlier", "found earlier ritual"})
        for (auto i = text.find(shown); i != std::string::npos; i = text.find(shown))
            text.erase(i, std::string(shown).size());
    return text;
}

// As the real one: later at every look.
class RunningClock final : public Clock {
public:
    explicit RunningClock(Instant from) : at_(from) {}
    Instant now() const override {
        at_.advance_ms(1);
        return at_.now();
    }
    ObservedTime observed() const override { return at_.observed(); }
    Instant at(Day day, int minute) const override { return at_.at(day, minute); }

private:
    mutable FixedClock at_;
};

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

}  // namespace

TEST_CASE("a third person sees nothing that was shared before they joined, by any path, and everything from then on",
          "[core][joining]") {
    TwoOfUs house;
    const auto earlier = house.write("earlier", Audience::household);
    house.write("earlyroom", Audience::room);
    const auto cleo = house.join("Cleo");  // in the same millisecond
    house.write("later", Audience::household);

    for (const auto& viewer :
         {Viewer::of(cleo), Viewer::as_shown_to(cleo), Viewer{cleo, Viewer::Eyes::as_shown, house.ada},
          Viewer{house.ada, Viewer::Eyes::as_shown, cleo}, Viewer{house.ben, Viewer::Eyes::as_shown, cleo}}) {
        const auto told = house.told(viewer);
        CHECK_FALSE(has(without_rituals(told), "earlier"));
        // What is for the room is for anyone at the screen; the calendar is everyone's.
        for (const char* word :
             {"earlyroom-note", "earlyroom-thanks", "earlyroom-caption", "later-note", "later-thanks", "later-caption",
              "later-with-photo", "later-answer", "later-answer-to-thanks", "later-feeling", "later-around",
              "ritual of earlier", "ritual of later", "found later"}) {
            INFO(word);
            CHECK(has(told, word));
        }
    }
    const auto& h = house.household;
    const auto as_cleo = Viewer::of(cleo);
    CHECK(h.get<TrashStore>().all(as_cleo, house.clock.now()).size() == 2);  // earlyroom's and later's
    CHECK_FALSE(h.get<ThanksStore>().find(as_cleo, earlier.thanks));
    CHECK_FALSE(h.get<ClosenessStore>().find(as_cleo, earlier.closeness));
    CHECK(h.get<ThanksStore>().hearts(as_cleo).size() == 2);  // earlyroom's and later's
    CHECK(h.get<ClosenessStore>().between(as_cleo, h.today(), h.today()).size() == 2);
    CHECK(h.get<RitualStore>().marks(as_cleo).size() == 3);
    // The same photo may come a second time: that it is here already would tell.
    CHECK_FALSE(h.get<MemoryStore>().has_photo(as_cleo, photo(1).hash));
    house.done(AddPhoto{cleo, photo(1), "mine"});
    for (const auto& [by, subject] : std::vector<std::pair<PersonId, ItemRef>>{
             {cleo, {ItemKind::check_in, earlier.check_in.value}}, {cleo, {ItemKind::thanks, earlier.thanks.value}}})
        CHECK(house.refused(GiveAnswer{by, subject, AnswerKind::hug}) == Refusal::not_found);
    CHECK(house.refused(GiveHeart{cleo, earlier.thanks}) == Refusal::not_found);
    CHECK(house.refused(GiveThanks{cleo, house.ada, "with it", {}, {}, earlier.memory}) == Refusal::not_found);

    ExportWords words;
    words.date = words.full_date = [](Day d) { return to_iso(d); };
    words.clock = [](int minute) { return std::to_string(minute); };
    words.rule = [](const Ritual& r) { return r.rule; };
    house.done(GiveThanks{house.ada, cleo, "later-to-her", Audience::household, {}, earlier.memory});
    const auto leaves = export_person(h, cleo, house.place.path() / "out", words);
    REQUIRE(leaves);
    while (leaves.value()->step()) {
    }
    REQUIRE(leaves.value()->complete());
    CHECK(has(tests::bytes_in(leaves.value()->folder() / "data.json"), "later-to-her"));
    CHECK_FALSE(has(tests::bytes_in(leaves.value()->folder() / "data.json"), "earlier"));

    for (const auto person : {house.ada, house.ben}) CHECK(has(house.told(Viewer::of(person)), "earlier-note"));
    CHECK_FALSE(has(without_rituals(house.told(Viewer::room())), "earlier"));
}

TEST_CASE("the second person sees everything, and who is added after may be let see it", "[core][joining]") {
    TwoOfUs house;
    CHECK_FALSE(house.household.get<PersonStore>().sees_since(house.ben));
    CHECK(house.household.get<PersonStore>().sees_by_default() == Sees::from_today_on);
    house.write("earlier", Audience::household);
    const auto cleo = house.join("Cleo", Sees::everything), dora = house.join("Dora", Sees::from_today_on);
    CHECK(has(house.told(Viewer::of(cleo)), "earlier-note"));
    CHECK_FALSE(has(house.told(Viewer::of(dora)), "earlier-note"));

    // By anyone who sees it all, and never by oneself.
    CHECK(house.refused(LetSee{dora, dora}) == Refusal::not_yours);
    const auto emil = house.join("Emil");
    CHECK(house.refused(LetSee{dora, emil}) == Refusal::not_yours);
    CHECK(house.refused(LetSee{house.ada, PersonId{}}) == Refusal::unknown_person);
    CHECK(house.refused(LetSee{PersonId{}, dora}) == Refusal::unknown_person);
    CHECK(house.refused(AddPerson{"Frida", "", "letter", {}, Sees::everything, dora}) == Refusal::not_yours);
    CHECK(house.refused(AddPerson{"Frida", "", "letter", {}, Sees::everything, PersonId{}}) == Refusal::unknown_person);
    house.done(AddPerson{"Frida", "", "letter", {}, Sees::everything, house.ada});
    house.done(LetSee{house.ada, dora});
    CHECK(has(house.told(Viewer::of(dora)), "earlier-note"));
    CHECK_FALSE(has(house.told(Viewer::of(emil)), "earlier-note"));
    REQUIRE(house.household.undo(Viewer::of(house.ada)));
    CHECK_FALSE(has(house.told(Viewer::of(dora)), "earlier-note"));

    // With a PIN only with an open vault.
    tests::set_pin(house.household, house.ben, "4711");
    house.household.lock();
    CHECK(house.refused(LetSee{house.ben, dora}) == Refusal::locked);
}

TEST_CASE("the second person who ever joins sees everything, and not the second who is here now", "[core][joining]") {
    TwoOfUs house;
    house.write("earlier", Audience::household);
    REQUIRE(house.household.erase(house.ben));
    CHECK(house.household.get<PersonStore>().sees_by_default() == Sees::from_today_on);
    CHECK_FALSE(has(house.told(Viewer::of(house.join("Cleo"))), "earlier-note"));
}

TEST_CASE("what is widened after somebody joined is shared from then on, and narrowed again it is not",
          "[core][joining]") {
    TwoOfUs house;
    const auto kept = house.write("earlier", Audience::only_me);
    const auto open = house.write("early", Audience::room);
    const auto cleo = house.join("Cleo");
    const auto& h = house.household;
    const auto as_cleo = Viewer::of(cleo);
    const auto all = [&](const TwoOfUs::Written& w) {
        return std::vector<ItemRef>{{ItemKind::check_in, w.check_in.value},
                                    {ItemKind::thanks, w.thanks.value},
                                    {ItemKind::memory, w.memory.value},
                                    {ItemKind::closeness, w.closeness.value}};
    };
    const auto seen = [&](const ItemRef& item) {
        switch (item.kind) {
            case ItemKind::check_in: return h.get<CheckInStore>().find(as_cleo, CheckInId{item.id}).has_value();
            case ItemKind::thanks: return h.get<ThanksStore>().find(as_cleo, ThanksId{item.id}).has_value();
            case ItemKind::closeness: return h.get<ClosenessStore>().find(as_cleo, ClosenessId{item.id}).has_value();
            default: return h.get<MemoryStore>().find(as_cleo, MemoryId{item.id}).has_value();
        }
    };
    for (const auto& item : all(kept)) {
        CHECK_FALSE(seen(item));
        house.done(SetAudience{house.ada, item, Audience::household});
        CHECK(seen(item));
        REQUIRE(house.household.undo(Viewer::of(house.ada)));
        CHECK_FALSE(seen(item));
        house.done(SetAudience{house.ada, item, Audience::household});
        house.done(SetAudience{house.ada, item, Audience::only_me});
        CHECK_FALSE(seen(item));
    }
    for (const auto& item : all(open)) {
        CHECK(seen(item));
        house.done(SetAudience{house.ada, item, Audience::household});
        CHECK_FALSE(seen(item));  // as it was before it was shown to the room
    }
    // Other changes share nothing.
    const auto early = house.made<CheckInId>(CheckInNow{house.ada, 3, {}, "mine", Audience::household});
    const auto dora = house.join("Dora");
    house.done(EditCheckIn{house.ada, early, 4, {}, "still mine", Audience::household});
    CHECK_FALSE(h.get<CheckInStore>().find(Viewer::of(dora), early));
    CHECK(h.get<CheckInStore>().find(as_cleo, early));
}

TEST_CASE("a note that waits is shared when it is given", "[core][joining]") {
    TwoOfUs house;
    const auto tomorrow = Instant{house.clock.now().utc_ms + 86'400'000, 60};
    GiveThanks waiting{house.ada, house.ben, "tomorrow", Audience::household};
    waiting.deliver_at = tomorrow;
    const auto later = house.made<ThanksId>(waiting), passed = house.made<ThanksId>([&] {
        auto soon = waiting;
        soon.deliver_at = Instant{house.clock.now().utc_ms + 60'000, 60};
        return soon;
    }());
    house.clock.advance_ms(3'600'000);
    const auto cleo = house.join("Cleo");
    CHECK_FALSE(house.household.get<ThanksStore>().find(Viewer::of(cleo), passed));  // given before
    CHECK_FALSE(house.household.get<ThanksStore>().find(Viewer::of(cleo), later));
    house.clock.set(tomorrow);
    CHECK(house.household.get<ThanksStore>().find(Viewer::of(cleo), later));
    CHECK(house.household.notice_due());
    CHECK(house.household.get<ThanksStore>().find(Viewer::of(cleo), later));
}

TEST_CASE("a clock that ran ahead, or was set back, neither shows what was before nor hides what comes after",
          "[core][joining]") {
    TwoOfUs house;
    const auto now = house.clock.now();
    house.clock.set({now.utc_ms + std::int64_t{4} * 365 * 86'400'000, 60});
    const auto from_the_future = house.write("earlier", Audience::household);
    house.clock.set(now);
    const auto cleo = house.join("Cleo");
    CHECK_FALSE(house.household.get<ThanksStore>().find(Viewer::of(cleo), from_the_future.thanks));
    const auto first = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "first", Audience::household});
    CHECK(house.household.get<ThanksStore>().find(Viewer::of(cleo), first));
    const auto dora = house.join("Dora");
    CHECK(house.household.get<ThanksStore>().find(Viewer::of(cleo), first));
    CHECK_FALSE(house.household.get<ThanksStore>().find(Viewer::of(dora), first));
    CHECK_FALSE(house.household.get<ThanksStore>().find(Viewer::of(dora), from_the_future.thanks));

    // Somebody joins while the clock is wrong; then it is put right. Another program knows nothing of the ids that were
    // made before.
    house.clock.set({now.utc_ms + std::int64_t{4} * 365 * 86'400'000, 60});
    const auto emil = house.join("Emil");
    house.clock.set({now.utc_ms + 60'000, 60});
    Household again(house.place.path() / "data", house.clock, house.random, tests::device(), KeyCost{1, 8192});
    const auto after = again.apply(GiveThanks{house.ada, house.ben, "after", Audience::household});
    REQUIRE(after);
    for (const auto person : {cleo, dora, emil})
        CHECK(again.get<ThanksStore>().find(Viewer::of(person), after.value().as<ThanksId>()));
    CHECK_FALSE(again.get<ThanksStore>().find(Viewer::of(emil), first));
    const auto frida = again.apply(AddPerson{"Frida", "", "letter", std::nullopt}).value().as<PersonId>();
    CHECK_FALSE(again.get<ThanksStore>().find(Viewer::of(frida), after.value().as<ThanksId>()));
    for (const auto person : {cleo, dora, emil})
        CHECK(again.get<ThanksStore>().find(Viewer::of(person), after.value().as<ThanksId>()));
}

TEST_CASE("changing, removing and undoing keep what a newcomer may see", "[core][joining]") {
    TwoOfUs house;
    house.write("earlier", Audience::household);
    const auto cleo = house.join("Cleo");
    house.done(EditPerson{cleo, "Cléo", "sky", "fox", {}});
    CHECK_FALSE(has(house.told(Viewer::of(cleo)), "earlier-note"));
    REQUIRE(house.household.undo(Viewer::room()));
    CHECK_FALSE(has(house.told(Viewer::of(cleo)), "earlier-note"));
    house.done(RemovePerson{cleo});
    REQUIRE(house.household.undo(Viewer::room()));
    CHECK_FALSE(has(house.told(Viewer::of(cleo)), "earlier-note"));
    REQUIRE(house.household.undo(Viewer::room()));  // of joining
    CHECK_FALSE(house.household.get<PersonStore>().find(cleo));
    const auto again = house.join("Cleo", Sees::everything);
    CHECK(again != cleo);
    CHECK(has(house.told(Viewer::of(again)), "earlier-note"));
}

TEST_CASE("what another program decided about a newcomer holds at once", "[core][joining]") {
    TwoOfUs house;
    house.write("earlier", Audience::household);
    REQUIRE(house.household.get<ThanksStore>().newest(Viewer::of(house.ben), ThanksKind::all, 9).size() ==
            2);  // what people see has been looked up
    tests::SeededRandom dice(7);
    Household other(house.place.path() / "data", house.clock, dice, tests::device(), KeyCost{1, 8192});
    const auto cleo = other.apply(AddPerson{"Cleo", "", "letter", std::nullopt}).value().as<PersonId>();
    CHECK(house.household.get<ThanksStore>().newest(Viewer::of(cleo), ThanksKind::all, 9).empty());
    REQUIRE(other.apply(LetSee{house.ada, cleo}));
    REQUIRE(house.household.notice_others());
    CHECK(house.household.get<ThanksStore>().newest(Viewer::of(cleo), ThanksKind::all, 9).size() == 2);
}

TEST_CASE("a household that is exported and brought in again keeps who sees what", "[core][joining]") {
    TwoOfUs house;
    const auto earlier = house.write("earlier", Audience::household);
    const auto mine = house.made<CheckInId>(CheckInNow{house.ada, 4, {}, "widened", Audience::only_me});
    const auto cleo = house.join("Cleo");
    house.clock.advance_ms(1000);
    house.done(SetAudience{house.ada, {ItemKind::check_in, mine.value}, Audience::household});
    const auto text = exports::to_json(exports::gather(house.household, Viewer::of(house.ada)));
    const auto read = exports::read_json(text);
    REQUIRE(std::holds_alternative<exports::Contents>(read));
    tests::TemporaryFolder place;
    tests::SeededRandom random;
    Household other(place.path() / "data", house.clock, random, tests::device(), KeyCost{1, 8192});
    REQUIRE(other.take_in(std::get<exports::Contents>(read)));
    CHECK_FALSE(other.get<ThanksStore>().find(Viewer::of(cleo), earlier.thanks));
    CHECK(other.get<ThanksStore>().find(Viewer::of(house.ben), earlier.thanks));
    CHECK(other.get<CheckInStore>().find(Viewer::of(cleo), mine));
    CHECK(exports::to_json(exports::gather(other, Viewer::of(house.ada))) == text);
}

TEST_CASE("what was made for its audience says nothing of a widening, however the clock goes on", "[core][joining]") {
    tests::TemporaryFolder place;
    const RunningClock clock(FixedClock({0, 60}).at(day("2026-11-23"), at(18, 10)));
    tests::SeededRandom random;
    Household household(place.path() / "data", clock, random, tests::device(), KeyCost{1, 8192});
    const auto person = [&](const char* name) {
        return household.apply(AddPerson{name, "", "letter", std::nullopt}).value().as<PersonId>();
    };
    const auto ada = person("Ada"), ben = person("Ben");
    const auto give = [&] {
        return household.apply(GiveThanks{ada, ben, "thanks", Audience::household}).value().as<ThanksId>();
    };
    const auto check_in = household.apply(CheckInNow{ada, 4, {}, "", Audience::household}).value().as<CheckInId>();
    const auto before = give();
    CHECK_FALSE(household.get<CheckInStore>().find(Viewer::of(ada), check_in)->shared_at);
    CHECK_FALSE(household.get<ThanksStore>().find(Viewer::of(ada), before)->shared_at);
    const auto cleo = person("Cleo");
    const auto after = give();
    REQUIRE(household.get<ThanksStore>().find(Viewer::of(cleo), after));
    CHECK_FALSE(household.get<ThanksStore>().find(Viewer::of(cleo), after)->shared_at);
    CHECK_FALSE(household.get<ThanksStore>().find(Viewer::of(cleo), before));
}
