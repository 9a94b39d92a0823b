#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/activities/activity_commands.hpp"
#include "core/activities/activity_store.hpp"
#include "core/answers/answer.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/db/connection.hpp"
#include "core/imports/import_commands.hpp"
#include "core/imports/import_store.hpp"
#include "core/items/kind.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/thanks/prompt_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/touches/touch.hpp"
#include "core/touches/touch_commands.hpp"
#include "core/touches/touch_store.hpp"
#include "core/trash/trash_commands.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;
using tests::photo;
using tests::weekly;

namespace {

// What was put into the house, as this test knows it.
template <class I> struct Item {
    I id;
    std::optional<PersonId> author;
    Audience audience = Audience::only_me;
    bool deleted = false;
    Day on;
    std::optional<PersonId> recipient;  // of thanks
    std::string text;
    PhotoHash photo;
    bool earlier = false;       // shared before Dora joined
    bool just_written = false;  // since the face at the screen changed
};

// Items of every audience by every author and by nobody, each also deleted, and each also made and widened or narrowed
// afterwards. What is deleted is deleted by its author. Dora joins when most of it is there, and sees what is shared
// from then on.
struct Population : House {
    std::vector<Item<CheckInId>> check_ins;
    std::vector<Item<ThanksId>> thanks;
    std::vector<Item<RitualId>> rituals;
    std::vector<Item<MemoryId>> memories;
    std::vector<Item<ClosenessId>> closeness;
    std::set<RitualId> paused;
    ImportId import;
    ThanksId opened, put_away;          // by Ben
    std::map<Uuid, PersonId> answered;  // what was answered, and by whom
    std::vector<Viewer> viewers;
    std::set<PersonId> shut;  // whose vault is
    PersonId dora;
    std::uint8_t photos = 0;
    std::vector<std::pair<PersonId, PersonId>> touches{{ada, ben}, {cleo, ben}};  // from and to
    Day touched_on;

    Population() {
        viewers = {Viewer::room(),           Viewer::of(ada),           Viewer::of(ben),
                   Viewer::of(cleo),         Viewer::of(PersonId{}),    Viewer::as_shown_to(ada),
                   Viewer::as_shown_to(ben), Viewer::as_shown_to(cleo), Viewer::as_shown_to(PersonId{})};
        const std::array people{ada, ben, cleo};
        const std::array audiences{Audience::only_me, Audience::household, Audience::room};
        int n = 0;
        for (const auto author : people)
            for (const auto audience : audiences)
                for (const auto edited_from : audiences)
                    for (const bool deleted : {false, true}) {
                        clock.advance_ms(3'600'000);
                        ++n;
                        add(author, edited_from, audience, deleted, n);
                    }
        for (const auto audience : {Audience::household, Audience::room})
            for (const bool deleted : {false, true}) {
                clock.advance_ms(3'600'000);
                add(std::nullopt, audience, audience, deleted, ++n);
            }
        for (const auto& [from, to] : touches) done(GiveTouch{from, to, TouchKind::hug});
        for (const auto person : people) {
            done(AddActivity{person, "the garden", "leaf"});
            done(RemoveActivity{person, made<ActivityId>(AddActivity{person, "gone", "leaf"})});
        }
        touched_on = today();
        const auto brought = household.apply({GiveThanks{ada, ben, "brought in", Audience::household},
                                              RecordImport{ada, "presently", "hers.csv", Audience::household}});
        REQUIRE(brought);
        import = brought.value().as<ImportId>();
        thanks.push_back({ThanksId{household.get<ImportStore>().items(Viewer::of(ada), import).untouched.front().id},
                          ada,
                          Audience::household,
                          false,
                          today(),
                          ben,
                          "brought in",
                          {}});
        done(ShowPrompt{cleo, ThanksTo::person, {}});
        opened = thanks.back().id;
        done(ReadThanks{ben, opened, ReadEvent::opened});
        for (const auto& item : thanks)
            if (item.recipient == ben && item.author == ada && !item.deleted && item.audience == Audience::household &&
                item.id != opened)
                put_away = item.id;
        done(ReadThanks{ben, put_away, ReadEvent::opened});
        done(ReadThanks{ben, put_away, ReadEvent::put_away});
        add_from_a_newer_version();
        dora_joins(n);
    }

    void dora_joins(int n) {
        const auto mark = [](auto& items) {
            for (auto& item : items) item.earlier = true;
        };
        mark(check_ins), mark(thanks), mark(memories), mark(closeness);
        dora = made<PersonId>(AddPerson{"Dora", "", "letter", std::nullopt});
        for (const auto author : {ada, dora})
            for (const auto audience : {Audience::only_me, Audience::household})
                for (const bool deleted : {false, true}) add(author, audience, audience, deleted, ++n);
        add(std::nullopt, Audience::household, Audience::household, false, ++n);
        const auto to_her = made<ThanksId>(GiveThanks{ada, dora, "to her", Audience::household});
        thanks.push_back({to_her, ada, Audience::household, false, today(), dora, "to her", {}});
        touches.push_back({ada, dora});
        done(GiveTouch{ada, dora, TouchKind::hug});
        done(AddActivity{dora, "the garden", "leaf"});
        viewers.push_back(Viewer::of(dora));
        viewers.push_back(Viewer::as_shown_to(dora));
        for (const auto looker : {ada, ben, cleo, dora})
            for (const auto person : {ada, ben, cleo, dora})
                if (looker != person) viewers.push_back(Viewer{person, Viewer::Eyes::as_shown, looker});
    }

    // Ada writes with her vault shut, and reads it until the face at the screen changes.
    void ada_writes() {
        const auto sizes = [this] {
            return std::array{check_ins.size(), thanks.size(), rituals.size(), memories.size(), closeness.size()};
        };
        const auto before = sizes();
        int n = 100;
        for (const auto first : {Audience::only_me, Audience::household})
            for (const auto audience : {Audience::only_me, Audience::household})
                for (const bool deleted : {false, true}) add(ada, first, audience, deleted, ++n);
        const auto mark = [](auto& items, std::size_t from) {
            for (; from < items.size(); ++from) items[from].just_written = true;
        };
        mark(check_ins, before[0]), mark(thanks, before[1]), mark(rituals, before[2]);
        mark(memories, before[3]), mark(closeness, before[4]);
    }
    void face_changes() {
        household.forget_undo();
        const auto forget = [](auto& items) {
            for (auto& item : items) item.just_written = false;
        };
        forget(check_ins), forget(thanks), forget(rituals), forget(memories), forget(closeness);
    }

    void add(std::optional<PersonId> author, Audience first, Audience audience, bool deleted, int n) {
        const std::string text = "item " + std::to_string(n);
        auto words = weekly(text, today() - 21);
        words.audience = first;
        auto later_words = words;
        later_words.audience = audience;
        const auto ritual = made<RitualId>(AddRitual{author, words});
        if (first != audience) done(EditRitual{author, ritual, later_words});
        done(MarkOccurrence{author, ritual, words.starts_on + 7, Outcome::kept});
        if (n % 2 == 0) {  // it rests for some days that are over
            done(PauseRitual{author, ritual});
            done(ResumeRitual{author, ritual});
            paused.insert(ritual);
        }
        if (deleted) done(RemoveRitual{author, ritual});
        rituals.push_back({ritual, author, audience, deleted, words.starts_on, {}, text, {}});

        const Day taken = day("2020-01-01") + n * 11;
        const auto picture = photo(++photos, TakenAt{taken, at(12), 0, std::nullopt});
        const auto memory = made<MemoryId>(AddPhoto{author, picture, text, first});
        if (first != audience) done(EditMemory{author, memory, text, taken, audience});
        if (deleted) done(RemoveMemory{author, memory});
        memories.push_back({memory, author, audience, deleted, taken, {}, text, picture.hash});

        if (!author) return;
        const auto check_in = made<CheckInId>(CheckInNow{*author, 3, {text}, text, first});
        answer(*author, {ItemKind::check_in, check_in.value}, first);
        if (first != audience) done(EditCheckIn{*author, check_in, 3, {text}, text, audience});
        if (deleted) done(RemoveCheckIn{*author, check_in});
        check_ins.push_back({check_in, author, audience, deleted, today(), {}, text, {}});

        const auto felt = made<ClosenessId>(NoteCloseness{*author, 5, first});
        if (first != audience) done(EditCloseness{*author, felt, 5, audience});
        if (deleted) done(RemoveItem{*author, {ItemKind::closeness, felt.value}});
        closeness.push_back({felt, author, audience, deleted, today(), {}, "felt", {}});

        const std::optional<PersonId> recipient =
            n % 3 == 0 ? std::nullopt : std::optional<PersonId>(*author == ada ? ben : ada);
        for (int twice = 0; twice < 2; ++twice) {  // so that it is frequent
            const auto id = made<ThanksId>(GiveThanks{*author, recipient, text, first});
            answer(*author, {ItemKind::thanks, id.value}, first);
            if (first != audience) done(EditThanks{*author, id, text, audience});
            if (audience != Audience::only_me) done(GiveHeart{*author == cleo ? ben : cleo, id});
            if (deleted) done(RemoveThanks{*author, id});
            thanks.push_back({id, author, audience, deleted, today(), recipient, text, {}});
        }
    }

    // While it can be seen by others; whether they still see it is another matter.
    void answer(PersonId author, const ItemRef& item, Audience audience) {
        if (audience == Audience::only_me) return;
        const auto by = author == ben ? cleo : ben;
        done(GiveAnswer{by, item, AnswerKind::words, "words"});
        answered[item.id] = by;
    }

    // Rows with an audience that this version does not know, and private ones of nobody: for nobody but the author, if
    // there is one.
    void add_from_a_newer_version() {
        db::Connection db(database());
        const auto next = [&] {
            Uuid id;
            random.fill(id.bytes.data(), id.bytes.size());
            return id;
        };
        for (const auto& author : {std::optional<PersonId>(ada), std::optional<PersonId>()})
            for (const char* audience : {"friends", "friends", "only_me"}) {
                const Uuid check_in = next(), given = next(), ritual = next(), memory = next();
                if (author) {
                    db.prepare(
                          "INSERT INTO check_in (id, author, audience, day, felt_at, felt_offset, mood, feeling, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 3, '', '')")
                        .run(check_in, author, audience, today(), clock.now());
                    db.prepare(
                          "INSERT INTO thanks (id, author, audience, day, given_at, given_offset, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'newer')")
                        .run(given, author, audience, today(), clock.now());
                    check_ins.push_back({CheckInId{check_in}, author, Audience::only_me, false, today(), {}, "", {}});
                    thanks.push_back({ThanksId{given}, author, Audience::only_me, false, today(), {}, "newer", {}});
                }
                db.prepare(
                      "INSERT INTO ritual VALUES (?1, ?2, ?3, 'newer', '', 'star', 'honey', 'FREQ=DAILY', ?4, NULL, NULL, ?5, ?6, NULL, NULL, NULL, NULL)")
                    .run(ritual, author, audience, today(), clock.now());
                rituals.push_back({RitualId{ritual}, author, Audience::only_me, false, today(), {}, "newer", {}});
                const auto picture = photo(++photos);
                db.prepare(
                      "INSERT INTO memory (id, author, audience, day, taken_at, taken_offset, dated_by, caption, photo, format, width, height, source_name, added_at, added_offset)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'photo', '', ?7, 'jpeg', 4, 3, '', ?8, ?9)")
                    .run(memory, author, audience, day("2019-05-05"), clock.now(),
                         std::vector<std::uint8_t>(picture.hash.bytes.begin(), picture.hash.bytes.end()), clock.now());
                memories.push_back(
                    {MemoryId{memory}, author, Audience::only_me, false, day("2019-05-05"), {}, "", picture.hash});
            }
    }

    template <class I> bool would_see(const Viewer& viewer, const Item<I>& item) const {
        const bool sealed =
            item.audience == Audience::only_me && item.author && shut.count(*item.author) > 0 && !item.just_written;
        if (item.earlier && item.audience == Audience::household && (viewer.person == dora || viewer.looker == dora))
            return false;
        if (item.audience == Audience::only_me && viewer.eyes != Viewer::Eyes::own) return false;
        return !sealed && visible(viewer, item.author, item.audience, Shared::always(), {});
    }
    template <class I> bool sees(const Viewer& viewer, const Item<I>& item) const {
        return !item.deleted && would_see(viewer, item);
    }
    template <class I> bool sees_deleted(const Viewer& viewer, const Item<I>& item) const {
        return item.deleted && would_see(viewer, item);
    }
    template <class I>
    std::set<I> seen_of(const std::vector<Item<I>>& items, const Viewer& viewer,
                        const std::function<bool(const Item<I>&)>& also = {}) const {
        std::set<I> ids;
        for (const auto& item : items)
            if (sees(viewer, item) && (!also || also(item))) ids.insert(item.id);
        return ids;
    }
};

template <class List> auto ids_of(const List& list) {
    std::set<decltype(list.front().id)> ids;
    for (const auto& item : list) CHECK(ids.insert(item.id).second);
    return ids;
}

}  // namespace

TEST_CASE("every query answers every viewer with all that is for them and nothing else", "[core][household]") {
    Population house;
    const auto& h = house.household;
    const Day from = day("2000-01-01"), to = house.today() + 400;
    // The house holds something to hide and something to show, or this test could not fail.
    REQUIRE(house.seen_of(house.check_ins, Viewer::room()).size() >= 9);
    REQUIRE(house.seen_of(house.check_ins, Viewer::of(house.ada)).size() >
            house.seen_of(house.check_ins, Viewer::of(house.ben)).size());

    const auto ask = [&] {
        for (const auto& viewer : house.viewers) {
            INFO("as " << (viewer.person ? to_text(viewer.person->value) : "the room")
                       << (viewer.eyes == Viewer::Eyes::own
                               ? ""
                               : ", as shown to " + (viewer.looker ? to_text(viewer.looker->value) : "nobody")));

            // check-ins: between, find
            CHECK(ids_of(h.get<CheckInStore>().between(viewer, from, to)) == house.seen_of(house.check_ins, viewer));
            for (const auto& item : house.check_ins) {
                const auto found = h.get<CheckInStore>().find(viewer, item.id);
                REQUIRE(found.has_value() == house.sees(viewer, item));
                if (found) REQUIRE((found->author == item.author && found->audience == item.audience));
            }
            for (const auto& author : {std::optional<PersonId>(), std::optional(house.ada), std::optional(house.ben)}) {
                std::optional<Day> first;
                for (const auto& item : house.check_ins)
                    if (house.sees(viewer, item) && (!author || item.author == author))
                        first = std::min(first.value_or(item.on), item.on);
                CHECK(h.get<CheckInStore>().first_day(viewer, author) == first);
            }

            // closeness: between, find
            CHECK(ids_of(h.get<ClosenessStore>().between(viewer, from, to)) == house.seen_of(house.closeness, viewer));
            CHECK(h.get<ClosenessStore>().first_day(viewer, {}).has_value() ==
                  !house.seen_of(house.closeness, viewer).empty());
            for (const auto& item : house.closeness)
                REQUIRE(h.get<ClosenessStore>().find(viewer, item.id).has_value() == house.sees(viewer, item));

            // thanks: newest of every kind, between, find, with their hearts
            CHECK(ids_of(h.get<ThanksStore>().between(viewer, from, to)) == house.seen_of(house.thanks, viewer));
            CHECK(ids_of(h.get<ThanksStore>().newest(viewer, ThanksKind::all, 10'000)) ==
                  house.seen_of(house.thanks, viewer));
            CHECK(ids_of(h.get<ThanksStore>().newest(viewer, ThanksKind::between_us, 10'000)) ==
                  house.seen_of<ThanksId>(house.thanks, viewer,
                                          [](const auto& item) { return item.recipient.has_value(); }));
            CHECK(ids_of(h.get<ThanksStore>().newest(viewer, ThanksKind::to_life, 10'000)) ==
                  house.seen_of<ThanksId>(house.thanks, viewer, [](const auto& item) { return !item.recipient; }));
            for (const auto& item : house.thanks)
                REQUIRE(h.get<ThanksStore>().find(viewer, item.id).has_value() == house.sees(viewer, item));

            // answers: to, find, by: whoever sees what was answered, but not the room; one's own alone by
            std::set<AnswerId> given;
            const auto look_at_answers = [&](const auto& items, ItemKind kind) {
                for (const auto& item : items) {
                    const auto by = house.answered.find(item.id.value);
                    const bool seen = by != house.answered.end() && viewer.person && house.sees(viewer, item);
                    const auto answers = h.get<AnswerStore>().to(viewer, {kind, item.id.value});
                    REQUIRE(answers.size() == (seen ? 1 : 0));
                    if (!seen) continue;
                    REQUIRE(h.get<AnswerStore>().find(viewer, answers.front().id));
                    REQUIRE(answers.front().author == by->second);
                    if (by->second == viewer.person) given.insert(answers.front().id);
                }
            };
            look_at_answers(house.check_ins, ItemKind::check_in);
            look_at_answers(house.thanks, ItemKind::thanks);
            CHECK(ids_of(h.get<AnswerStore>().by(viewer)) == given);
            std::set<Uuid> readable, read;
            for (const auto& [subject, by] : house.answered)
                for (const auto kind : {ItemKind::check_in, ItemKind::thanks})
                    for (const auto& answer : h.get<AnswerStore>().to(viewer, {kind, subject}))
                        readable.insert(answer.id.value);
            for (const auto& answer : h.get<AnswerStore>().all(viewer)) CHECK(read.insert(answer.id.value).second);
            CHECK(ids_of(h.get<AnswerStore>().since(viewer, {0, 0})) == ids_of(h.get<AnswerStore>().all(viewer)));
            CHECK(h.get<AnswerStore>().since(viewer, {house.clock.now().utc_ms + 1, 0}).empty());
            CHECK(read == readable);

            // hearts: each one that is on thanks that the viewer sees
            std::set<Uuid> hearts;
            std::size_t given_hearts = 0;
            for (const auto& heart : h.get<ThanksStore>().hearts(viewer)) {
                CHECK(hearts.insert(heart.id).second);
                REQUIRE(h.get<ThanksStore>().find(viewer, heart.thanks));
            }
            for (const auto& thanks : h.get<ThanksStore>().between(viewer, from, to))
                given_hearts += thanks.hearts.size();
            CHECK(hearts.size() == given_hearts);
            for (const auto& [subject, by] : house.answered)
                for (const auto& answer : h.get<AnswerStore>().to(Viewer::of(by), {ItemKind::check_in, subject}))
                    if (h.get<AnswerStore>().find(viewer, answer.id))
                        CHECK_FALSE(h.get<AnswerStore>().to(viewer, {ItemKind::check_in, subject}).empty());

            // touches: received by the one they are for, given by the one they are from; with another's eyes those with
            // the looker alone
            const auto touch = [&](const std::vector<Touch>& list, bool to_them, bool by_them) {
                std::set<std::pair<PersonId, PersonId>> expected, answered;
                for (const auto& [by, whom] : house.touches) {
                    const bool theirs = (to_them && whom == viewer.person) || (by_them && by == viewer.person);
                    const bool lookers = by == viewer.looker || whom == viewer.looker;
                    if (theirs && (viewer.eyes == Viewer::Eyes::own || lookers)) expected.insert({by, whom});
                }
                for (const auto& t : list) CHECK(answered.insert({t.author, t.recipient}).second);
                CHECK(answered == expected);
            };
            touch(h.get<TouchStore>().received(viewer, from), true, false);
            touch(h.get<TouchStore>().given(viewer, from, to), false, true);
            touch(h.get<TouchStore>().on(viewer, house.touched_on), true, true);

            // activities: one's own list, while one's vault is open
            const bool has_list = viewer.person && *viewer.person != PersonId{} && viewer.eyes == Viewer::Eyes::own &&
                                  house.shut.count(*viewer.person) == 0;
            const auto activities = h.get<ActivityStore>().of(viewer);
            REQUIRE(activities.size() == (has_list ? 1 : 0));
            if (has_list)
                CHECK((activities.front().author == viewer.person && activities.front().name == "the garden"));
            touch(h.get<TouchStore>().all(viewer), true, true);

            // thanks_reads: what became of the notes to the viewer, told to nobody else
            const bool oneself = viewer.person && viewer.eyes == Viewer::Eyes::own,
                       as_ben = oneself && viewer.person == house.ben;
            const auto received = house.seen_of<ThanksId>(house.thanks, viewer, [&](const auto& item) {
                return oneself && item.recipient == viewer.person && item.author != viewer.person &&
                       item.id != house.opened && item.id != house.put_away;
            });
            const auto set_of = [](const std::vector<ThanksId>& ids) {
                return std::set<ThanksId>(ids.begin(), ids.end());
            };
            CHECK(set_of(h.get<ThanksReadStore>().closed(viewer)) == received);
            for (const auto& item : house.thanks)
                REQUIRE(h.get<ThanksReadStore>().is_closed(viewer, item.id) == (received.count(item.id) == 1));
            CHECK(set_of(h.get<ThanksReadStore>().next_in_jar(viewer)) ==
                  (as_ben ? std::set<ThanksId>{house.opened} : std::set<ThanksId>{}));
            CHECK(h.get<ThanksReadStore>().anything_in_jar(viewer) == as_ben);
            CHECK(h.get<ThanksReadStore>().months(viewer).size() == (as_ben ? 1 : 0));
            CHECK(h.get<ThanksReadStore>().in_month(viewer, first_of_month(house.today())).size() == (as_ben ? 1 : 0));
            CHECK(set_of(h.get<ThanksReadStore>().put_away(viewer)) ==
                  (as_ben ? std::set<ThanksId>{house.put_away} : std::set<ThanksId>{}));
            CHECK(h.get<ThanksReadStore>().is_put_away(viewer, house.put_away) == as_ben);
            CHECK_FALSE(h.get<ThanksReadStore>().is_put_away(viewer, house.opened));
            CHECK(h.get<ThanksReadStore>().all(viewer).size() == (as_ben ? 3 : 0));

            // prompts: which one was shown
            const bool as_cleo = oneself && viewer.person == house.cleo;
            CHECK(h.get<PromptStore>().shown(viewer, ThanksTo::person).has_value() == as_cleo);
            CHECK(h.get<PromptStore>().all(viewer).size() == (as_cleo ? 1 : 0));
            CHECK(h.get<PromptStore>().next(viewer, ThanksTo::person).empty() == !oneself);

            // rituals: all, find, occurrences, one by one too
            const auto rituals = house.seen_of(house.rituals, viewer);
            CHECK(ids_of(h.get<RitualStore>().all(viewer, house.today())) == rituals);
            for (const auto& item : house.rituals)
                REQUIRE(h.get<RitualStore>().find(viewer, item.id, house.today()).has_value() ==
                        (rituals.count(item.id) == 1));
            std::set<RitualId> occurring;
            for (const auto& occurrence :
                 h.get<RitualStore>().occurrences(viewer, house.today() - 30, house.today() + 30))
                occurring.insert(occurrence.ritual);
            CHECK(occurring == rituals);
            occurring.clear();
            h.get<RitualStore>().each_occurrence(viewer, house.today() - 30, house.today() + 30,
                                                 [&](const Occurrence& occurrence, const Ritual& ritual) {
                                                     occurring.insert(occurrence.ritual);
                                                     return occurrence.ritual == ritual.id;
                                                 });
            CHECK(occurring == rituals);
            std::set<RitualId> marked;  // each was kept once
            for (const auto& mark : h.get<RitualStore>().marks(viewer)) marked.insert(mark.ritual);
            std::set<RitualId> to_be_marked;
            for (const auto& id : rituals)
                if (h.get<RitualStore>().find(viewer, id, house.today())->title != "newer") to_be_marked.insert(id);
            CHECK(marked == to_be_marked);
            std::set<RitualId> resting;
            for (const auto& pause : h.get<RitualStore>().pauses(viewer)) resting.insert(pause.ritual);
            std::set<RitualId> to_rest;
            for (const auto& id : rituals)
                if (house.paused.count(id)) to_rest.insert(id);
            CHECK(resting == to_rest);
            for (const auto& item : house.rituals)
                REQUIRE(h.get<RitualStore>().added(viewer, item.id).has_value() == (rituals.count(item.id) == 1));

            // memories: days, day_before, day_after, between, find, has_photo, to_look_back_on
            const auto memories = house.seen_of(house.memories, viewer);
            CHECK(ids_of(h.get<MemoryStore>().between(viewer, from, to)) == memories);
            std::map<Day, int> counts;
            for (const auto& item : house.memories)
                if (memories.count(item.id)) ++counts[item.on];
            std::vector<MemoryStore::DayCount> expected;
            for (auto it = counts.rbegin(); it != counts.rend(); ++it) expected.push_back({it->first, it->second});
            CHECK(h.get<MemoryStore>().days(viewer) == expected);
            for (std::size_t i = 0; i < expected.size(); ++i) {  // newest first
                const Day here = expected[i].day;
                CHECK(h.get<MemoryStore>().day_after(viewer, here) ==
                      (i == 0 ? std::nullopt : std::optional<Day>(expected[i - 1].day)));
                CHECK(h.get<MemoryStore>().day_before(viewer, here) ==
                      (i + 1 == expected.size() ? std::nullopt : std::optional<Day>(expected[i + 1].day)));
            }
            for (const auto& item : house.memories) {
                REQUIRE(h.get<MemoryStore>().find(viewer, item.id).has_value() == (memories.count(item.id) == 1));
                REQUIRE(h.get<MemoryStore>().has_photo(viewer, item.photo) == (memories.count(item.id) == 1));
            }
            std::set<MemoryId> looked_back_on;
            for (int i = 0; i < 400; ++i) {
                const auto memory = h.get<MemoryStore>().to_look_back_on(viewer, house.today() + i);
                REQUIRE(memory);
                REQUIRE(memories.count(memory->id) == 1);
                looked_back_on.insert(memory->id);
            }
            CHECK(looked_back_on.size() > 1);

            // the trash: all, and what each store has in it
            const auto trashed = [&](const auto& items) {
                std::set<Uuid> ids;
                for (const auto& item : items)
                    if (house.sees_deleted(viewer, item)) ids.insert(item.id.value);
                return ids;
            };
            const auto lying_in = [](const auto& list) {
                std::set<Uuid> ids;
                for (const auto& deleted : list) CHECK(ids.insert(deleted.item.id.value).second);
                return ids;
            };
            CHECK(lying_in(h.get<CheckInStore>().deleted(viewer)) == trashed(house.check_ins));
            CHECK(lying_in(h.get<ClosenessStore>().deleted(viewer)) == trashed(house.closeness));
            CHECK(lying_in(h.get<ThanksStore>().deleted(viewer)) == trashed(house.thanks));
            CHECK(lying_in(h.get<RitualStore>().deleted(viewer)) == trashed(house.rituals));
            CHECK(lying_in(h.get<MemoryStore>().deleted(viewer)) == trashed(house.memories));
            for (const auto& item : house.thanks)
                REQUIRE(h.get<ThanksStore>().deleted(viewer, item.id).size() ==
                        trashed(house.thanks).count(item.id.value));
            std::set<Uuid> all_trash, in_trash;
            for (const auto& ids : {trashed(house.check_ins), trashed(house.thanks), trashed(house.rituals),
                                    trashed(house.memories), trashed(house.closeness)})
                all_trash.insert(ids.begin(), ids.end());
            REQUIRE_FALSE(all_trash.empty());
            for (const auto& item : h.get<TrashStore>().all(viewer, house.clock.now()))
                CHECK(in_trash.insert(item.item.id).second);
            CHECK(in_trash == all_trash);

            // what one shares: one's own, and nobody else is told of it
            std::set<Uuid> all_shared, shared;
            const bool looks_for_oneself = viewer.person && viewer.eyes == Viewer::Eyes::own;
            const auto add_shared = [&](const auto& items) {
                for (const auto& item : items)
                    if (looks_for_oneself && !item.deleted && item.author == viewer.person &&
                        item.audience != Audience::only_me)
                        all_shared.insert(item.id.value);
            };
            add_shared(house.check_ins);
            add_shared(house.thanks);
            add_shared(house.rituals);
            add_shared(house.memories);
            add_shared(house.closeness);
            for (const auto& item : h.get<SharedStore>().by(viewer, 10'000)) CHECK(shared.insert(item.item.id).second);
            CHECK(shared == all_shared);
            CHECK(all_shared.empty() == (!looks_for_oneself || *viewer.person == PersonId{}));

            // imports: all, find, items: one's own alone, with the vault open
            const bool own_import = looks_for_oneself && viewer.person == house.ada && house.shut.count(house.ada) == 0;
            CHECK(h.get<ImportStore>().all(viewer).size() == (own_import ? 1 : 0));
            CHECK(h.get<ImportStore>().find(viewer, house.import).has_value() == own_import);
            CHECK(h.get<ImportStore>().items(viewer, house.import).untouched.size() == (own_import ? 1 : 0));

            // how much one keeps to oneself: one's own, whether or not it can be read now, and nobody else's
            const auto sealed = [&](const auto& items) {
                return static_cast<int>(std::count_if(items.begin(), items.end(), [&](const auto& item) {
                    return looks_for_oneself && !item.deleted && item.author == viewer.person &&
                           item.audience == Audience::only_me && item.text != "newer" && !item.text.empty();
                }));
            };
            const auto kept = h.get<SharedStore>().kept(viewer);
            CHECK(kept.of(ItemKind::check_in) == sealed(house.check_ins));
            CHECK(kept.of(ItemKind::thanks) == sealed(house.thanks));
            CHECK(kept.of(ItemKind::ritual) == sealed(house.rituals));
            CHECK(kept.of(ItemKind::memory) == sealed(house.memories));
            CHECK(kept.of(ItemKind::closeness) == sealed(house.closeness));
        }

        // Through another's eyes nothing of one's own is seen, here neither.
        for (const auto person : {house.ada, house.ben, house.cleo}) {
            CHECK(h.get<SharedStore>().by(Viewer::as_shown_to(person), 10'000).empty());
            for (const auto& item : h.get<TrashStore>().all(Viewer::as_shown_to(person), house.clock.now())) {
                REQUIRE(item.audience != Audience::only_me);
                REQUIRE_FALSE(item.can_restore);
                REQUIRE_FALSE(item.can_erase);
            }
        }
    };
    ask();

    // With two vaults shut: without what those two keep to themselves, and else the same.
    const auto seen_by_ada = h.get<CheckInStore>().between(Viewer::of(house.ada), from, to).size();
    for (const auto person : {house.ada, house.cleo}) {
        tests::set_pin(house.household, person, "4711");
        house.shut.insert(person);
    }
    house.household.lock();
    CHECK(h.get<CheckInStore>().between(Viewer::of(house.ada), from, to).size() < seen_by_ada);
    ask();
    const auto seen_shut = h.get<CheckInStore>().between(Viewer::of(house.ada), from, to).size();
    house.ada_writes();
    CHECK(h.get<CheckInStore>().between(Viewer::of(house.ada), from, to).size() == seen_shut + 4);
    ask();
    house.face_changes();
    ask();

    // people: all, find, named are for everyone at the screen; has_items says no more than that somebody stays
    CHECK(h.get<PersonStore>().all().size() == 4);
    CHECK(h.get<PersonStore>().sees_since(house.dora));
    CHECK_FALSE(h.get<PersonStore>().sees_since(house.ben));

    // frequent() is asked with an author's eyes for a screen that others see: the author's own words, none of them kept
    // to oneself, none that were taken back.
    for (const auto author : {house.ada, house.ben, house.cleo})
        for (const auto& recipient : {std::optional<PersonId>(house.ada), std::optional<PersonId>(house.ben),
                                      std::optional<PersonId>(house.cleo), std::optional<PersonId>()}) {
            std::map<std::string, int> times;
            for (const auto& item : house.thanks)
                if (!item.deleted && item.audience != Audience::only_me && item.author == author &&
                    item.recipient == recipient)
                    ++times[item.text];
            std::set<std::string> often;
            for (const auto& [text, count] : times)
                if (count >= 2) often.insert(text);
            const auto answered = h.get<ThanksStore>().frequent(author, recipient, from, 10'000);
            CHECK(std::set<std::string>(answered.begin(), answered.end()) == often);
        }
}

TEST_CASE("somebody who has only what is hidden from one has nothing for one", "[core][household]") {
    House house;
    house.done(CheckInNow{house.ada, 1, {}, "", Audience::only_me});
    house.done(GiveThanks{house.ada, house.ben, "one day", Audience::only_me});
    auto words = weekly("Pages", house.today());
    words.audience = Audience::only_me;
    house.done(AddRitual{house.ada, words});
    house.done(AddPhoto{house.ada, photo(1, TakenAt{day("2020-11-23"), at(12), 0, {}}), "", Audience::only_me});
    for (const auto& viewer : {Viewer::room(), Viewer::of(house.ben)}) {
        const auto& h = house.household;
        CHECK(h.get<CheckInStore>().between(viewer, house.today() - 9, house.today()).empty());
        CHECK(h.get<ThanksStore>().newest(viewer, ThanksKind::all, 9).empty());
        CHECK(h.get<RitualStore>().occurrences(viewer, house.today(), house.today() + 30).empty());
        CHECK(h.get<MemoryStore>().days(viewer).empty());
        CHECK_FALSE(h.get<MemoryStore>().to_look_back_on(viewer, house.today()));
    }
    CHECK(house.household.get<MemoryStore>().to_look_back_on(Viewer::of(house.ada), house.today()));
}

// --- the guard ------------------------------------------------------------------------------------------

namespace {

std::string without_comments(const std::string& text) { return std::regex_replace(text, std::regex("//[^\n]*"), ""); }

// A class's public part, as its header's text has it.
std::string public_part(const std::string& header, const std::string& name) {
    const auto begin = header.find("class " + name + " {");
    REQUIRE(begin != std::string::npos);
    const auto opens = header.find("public:", begin), closes = header.find("\n};", begin);
    REQUIRE(opens != std::string::npos);
    REQUIRE(closes != std::string::npos);
    return without_comments(header.substr(opens, std::min(header.find("private:", opens), closes) - opens));
}

// The const functions in there, each with what it is given.
std::map<std::string, std::string> queries_in(const std::string& part) {
    static const std::regex query(R"((\w+)\s*\((([^()]|\([^()]*\))*)\)\s*const\b)");
    std::map<std::string, std::string> queries;
    for (auto it = std::sregex_iterator(part.begin(), part.end(), query); it != std::sregex_iterator(); ++it)
        queries[(*it)[1]] += (*it)[2];
    return queries;
}

std::set<std::string> public_queries(const std::string& header, const std::string& name) {
    std::set<std::string> names;
    for (const auto& [query, given] : queries_in(public_part(header, name))) names.insert(query);
    return names;
}

// What answers with something and is not const: a way around the rule for queries.
std::set<std::string> answering_changes(const std::string& header, const std::string& name) {
    static const std::regex function(R"(([\w:<>,&\* ]+?)\s+&?(\w+)\s*\((([^()]|\([^()]*\))*)\)\s*;)");
    const auto part = public_part(header, name);
    std::set<std::string> names;
    for (auto it = std::sregex_iterator(part.begin(), part.end(), function); it != std::sregex_iterator(); ++it) {
        const std::string answer = (*it)[1];
        if (answer.size() < 4 || answer.substr(answer.size() - 4) != "void") names.insert((*it)[2]);
    }
    names.erase(name);
    return names;
}

std::set<std::string> headers_in(const std::filesystem::path& folder,
                                 const std::function<bool(const std::string& path)>& wanted) {
    std::set<std::string> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto path = entry.path().lexically_relative(folder).generic_string();
        if (entry.path().extension() == ".hpp" && wanted(path)) paths.insert(path);
    }
    return paths;
}

const std::filesystem::path core_folder = std::filesystem::path(INGLENOOK_SOURCE_DIR) / "core";

}  // namespace

TEST_CASE("a query that this file does not know of is noticed", "[core][household]") {
    struct Store {
        std::string name;
        std::set<std::string> asked_above;
        std::set<std::string> of_no_item;           // told to no screen as it is, or about nothing that has an audience
        std::set<std::string> with_an_author = {};  // asked above too, with an author in a viewer's place
        std::set<std::string> answering_changes = {};  // inside a transaction
    };
    const std::map<std::string, Store> known = {
        {"activities/activity_store.hpp", {"ActivityStore", {"of"}, {}, {}, {"outside", "order_of"}}},
        {"answers/answer_store.hpp", {"AnswerStore", {"to", "find", "by", "since", "all"}, {}}},
        {"imports/import_store.hpp", {"ImportStore", {"all", "find", "items"}, {}, {}, {"outside"}}},
        {"touches/touch_store.hpp", {"TouchStore", {"received", "given", "on", "all"}, {}}},
        {"items/item_store.hpp", {"ItemStore", {"between", "find", "first_day", "deleted"}, {}, {}, {"outside"}}},
        {"memories/memory_store.hpp",
         {"MemoryStore",
          {"days", "day_before", "day_after", "between", "find", "to_look_back_on", "has_photo", "deleted"},
          {"revision"},
          {},
          {"outside", "rests_on", "empty"}}},
        // Names and faces are for everyone at the screen.
        {"people/person_store.hpp",
         {"PersonStore",
          {},
          {"all", "find", "named", "has_items", "erased", "joined", "sees_by_default", "sees_since"},
          {},
          {"last_joining"}}},
        // Asked with a ritual in hand that the viewer was given.
        {"rituals/ritual_store.hpp",
         {"RitualStore",
          {"all", "find", "occurrences", "each_occurrence", "deleted", "pauses", "marks", "added"},
          {"occurs_on", "outcome", "open_pauses"},
          {},
          {"outside"}}},
        {"settings/setting_store.hpp",
         {"SettingStore", {}, {"day_start_hour", "device", "household_id", "default_audience", "chose"}}},
        {"thanks/thanks_store.hpp",
         {"ThanksStore",
          {"newest", "between", "find", "deleted", "hearts"},
          {},
          {"frequent"},
          {"outside", "memory_of"}}},
        {"thanks/thanks_read_store.hpp",
         {"ThanksReadStore",
          {"closed", "is_closed", "next_in_jar", "anything_in_jar", "months", "in_month", "put_away", "is_put_away",
           "all"},
          {}}},
        {"thanks/prompt_store.hpp", {"PromptStore", {"shown", "next", "all"}, {}}},
        {"sharing/shared_store.hpp", {"SharedStore", {"by", "kept"}, {}}},
        {"trash/trash_store.hpp", {"TrashStore", {"all"}, {}}},
    };
    auto stores = headers_in(core_folder, [](const auto& path) {
        return path.size() > 10 && path.substr(path.size() - 10) == "_store.hpp";
    });
    // A kind that has no store of its own says so in its header: each is asked by itself.
    std::vector<std::string> kinds_without;
    for (auto it = stores.begin(); it != stores.end();) {
        const auto header = tests::bytes_in(core_folder / *it);
        std::smatch alias;
        const bool any = std::regex_search(header, alias, std::regex(R"(using (\w+) = ItemStore<\w+>;)"));
        if (any) kinds_without.push_back(alias[1]);
        it = any ? stores.erase(it) : std::next(it);
    }
    const auto kinds = headers_in(core_folder, [](const auto& path) {
        return path != "items/described_kind.hpp" && path.size() > 9 && path.substr(path.size() - 9) == "_kind.hpp";
    });
    CHECK(kinds.size() == kinds_of_items().size());
    for (const auto& path : kinds) {
        INFO(path << ": its store, or `using … = ItemStore<…>`, stands beside it");
        CHECK(std::filesystem::exists(core_folder / (path.substr(0, path.size() - 9) + "_store.hpp")));
    }
    const auto household = tests::bytes_in(core_folder / "household/household.hpp");
    // What stands in this file before the guard: the asking itself.
    auto asking =
        tests::bytes_in(std::filesystem::path(INGLENOOK_SOURCE_DIR) / "tests/core/household/visibility_tests.cpp");
    asking = without_comments(asking.substr(0, asking.find("// --- the guard")));

    std::set<std::string> known_stores;
    for (const auto& [path, store] : known) {
        known_stores.insert(path);
        const auto header = tests::bytes_in(core_folder / path);
        auto names = store.asked_above;
        for (const auto* more : {&store.of_no_item, &store.with_an_author}) names.insert(more->begin(), more->end());
        INFO(path << ": a new query has to be asked above as every viewer, and be listed here");
        CHECK(public_queries(header, store.name) == names);
        CHECK(answering_changes(header, store.name) == store.answering_changes);

        // As it is called in the asking: h.get<ThanksStore>().find(…).
        const auto given = queries_in(public_part(header, store.name));
        for (const auto& name : store.name == "ItemStore" ? kinds_without : std::vector{store.name}) {
            for (const auto* asked : {&store.asked_above, &store.with_an_author})
                for (const auto& query : *asked) {
                    INFO(name << ": " << query << ": listed here, and not asked above");
                    CHECK(asking.find("h.get<" + name + ">()." + query + "(") != std::string::npos);
                    const bool by_viewer =
                        given.count(query) > 0 && given.at(query).find("const Viewer&") != std::string::npos;
                    INFO("every query takes the viewer it answers");
                    CHECK(by_viewer == (asked == &store.asked_above));
                }
        }
    }
    CHECK(stores == known_stores);
    INFO("household.hpp: what answers from the file has to be asked above as every viewer, and be listed here");
    CHECK(public_queries(household, "Household") == std::set<std::string>{"anything_to_lock",
                                                                          "get",
                                                                          "stores",
                                                                          "photos",
                                                                          "folder",
                                                                          "clock",
                                                                          "today",
                                                                          "certain_today",
                                                                          "check_everything",
                                                                          "default_audience",
                                                                          "can_undo",
                                                                          "takes_long_to_undo",
                                                                          "takes_long_to_redo",
                                                                          "can_redo",
                                                                          "revision",
                                                                          "vault",
                                                                          "can_read",
                                                                          "new_phrase",
                                                                          "draft",
                                                                          "returned_after_erasing",
                                                                          "yet_to_confirm",
                                                                          "erasure_of_all"});
}

// Besides the stores there is what asks them for somebody: a search, an export. Each has a test of its own, named here,
// that tries it with the eyes of others; a new one is noticed.
TEST_CASE("whatever else in core answers for a viewer is tried with the eyes of others", "[core][household]") {
    const std::map<std::string, std::string> known = {
        {"household/household.hpp", "core/household/undo_tests.cpp"},  // undo
        {"household/change.hpp", "core/household/command_tests.cpp"},
        {"exports/contents.hpp", "core/exports/household_export_tests.cpp"},
        {"exports/household_export.hpp", "core/exports/household_export_tests.cpp"},
        {"exports/unopened.hpp", "core/leaving/person_export_tests.cpp"},  // counts a person's own alone
        {"imports/bringing.hpp", "core/imports/import_tests.cpp"},
        {"looking_back/story.hpp", "core/looking_back/story_tests.cpp"},
        {"looking_back/year.hpp", "core/looking_back/year_tests.cpp"},
        {"imports/import.hpp", "core/imports/import_tests.cpp"},  // what is known already is its author's
        {"leaving/person_export.hpp", "core/leaving/person_export_tests.cpp"},
        {"search/search_index.hpp", "core/search/search_index_tests.cpp"},
        {"items/kind.hpp", "core/items/kind_tests.cpp"},
        {"items/described_kind.hpp", "core/items/kind_tests.cpp"},
        {"items/store_access.hpp", "core/items/kind_tests.cpp"},
    };
    // The rule itself and its form in SQL; what writes a sample household.
    const std::set<std::string> rules = {"household/stores.hpp", "viewer.hpp", "db/connection.hpp", "demo/demo.hpp"};
    const auto asks = headers_in(core_folder, [](const std::string& path) {
        if (path.size() > 10 && path.substr(path.size() - 10) == "_store.hpp") return false;
        const auto text = without_comments(tests::bytes_in(core_folder / path));
        return std::regex_search(text, std::regex(R"(\bViewer\b|\bHousehold& |Store& )"));
    });
    std::set<std::string> expected = rules;
    for (const auto& [header, test] : known) {
        expected.insert(header);
        const auto text = tests::bytes_in(std::filesystem::path(INGLENOOK_SOURCE_DIR) / "tests" / test);
        INFO(test);
        CHECK((text.find("Viewer::of(") != std::string::npos || text.find("only_me") != std::string::npos));
    }
    INFO("a header that takes a Viewer, a Household or a store: list it with the test that asks it as every viewer");
    CHECK(asks == expected);
}
