#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/db/connection.hpp"
#include "core/exports/contents.hpp"
#include "core/items/kind.hpp"
#include "core/leaving/remains.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/search/search_index.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_commands.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/memories/pictures.hpp"

// What somebody writes with their vault shut is answered to them from memory, until the face at the screen changes.

using namespace core;
using tests::at;
using tests::day;
using tests::House;
using tests::photo;
using tests::weekly;

namespace {

using Texts = std::vector<std::string>;

// Ada's vault is shut, with an older check-in and photo in it.
struct Shut : House {
    Viewer me = Viewer::of(ada);

    Shut() {
        done(CheckInNow{ada, 2, {"sad"}, "an older day", Audience::only_me});
        done(AddPhoto{ada, photo(9, TakenAt{day("2019-05-05"), at(12), 0, {}}), "older", Audience::only_me});
        tests::set_pin(household, ada, "2580");
        household.lock();
    }

    std::vector<Viewer> others() const {
        return {Viewer::room(), Viewer::of(ben), Viewer::of(cleo), Viewer::as_shown_to(ada),
                Viewer{ada, Viewer::Eyes::as_shown, ben}};
    }
    // The words of everything private that `viewer` sees.
    Texts words(const Viewer& viewer, const Household& h) const {
        Texts list;
        const auto from = today() - 9'000, to = today() + 9;
        for (const auto& c : h.get<CheckInStore>().between(viewer, from, to)) list.push_back(c.note);
        for (const auto& c : h.get<ClosenessStore>().between(viewer, from, to)) list.push_back(std::to_string(c.level));
        for (const auto& t : h.get<ThanksStore>().between(viewer, from, to)) list.push_back(t.text);
        for (const auto& m : h.get<MemoryStore>().between(viewer, from, to)) list.push_back(m.caption);
        for (const auto& r : h.get<RitualStore>().all(viewer, today())) list.push_back(r.title);
        for (const auto& item : h.get<TrashStore>().all(viewer, clock.now())) list.push_back("deleted " + item.text);
        for (const auto& count : h.get<MemoryStore>().days(viewer)) list.push_back("a photo of " + to_iso(count.day));
        std::sort(list.begin(), list.end());
        return list;
    }
    Texts words(const Viewer& viewer) const { return words(viewer, household); }
    Texts words() const { return words(me); }

    void write_one_of_each() {
        done(CheckInNow{ada, 1, {"low"}, "a hard day", Audience::only_me, {"work"}, Help::hug, true, {}});
        done(NoteCloseness{ada, 6, Audience::only_me});
        done(GiveThanks{ada, ben, "for the soup", Audience::only_me});
        done(AddPhoto{ada, photo(1, TakenAt{day("2020-11-23"), at(12), 0, {}}), "the letter", Audience::only_me});
        auto ritual = weekly("Pages", today());
        ritual.audience = Audience::only_me;
        done(AddRitual{ada, ritual});
    }
};

const Texts one_of_each{"6", "Pages", "a hard day", "a photo of 2020-11-23", "for the soup", "the letter"};

std::size_t found(const Household& household, const Viewer& viewer, const std::string& text) {
    SearchIndex index(household);
    while (index.step()) {
    }
    return index.find(viewer, {text, {}, {}, {}, {}}, 9).size();
}

}  // namespace

TEST_CASE("what is written with the vault shut is answered to its author, and to nobody else", "[core][vault]") {
    Shut house;
    CHECK(house.words().empty());
    house.write_one_of_each();
    CHECK(house.words() == one_of_each);
    const auto check_in = house.household.get<CheckInStore>().between(house.me, house.today(), house.today()).front();
    CHECK((check_in.mood == 1 && check_in.help == Help::hug && check_in.good_news));
    CHECK(found(house.household, house.me, "soup") == 1);
    CHECK(found(house.household, house.me, "older") == 0);
    for (const auto& viewer : house.others()) {
        CHECK(house.words(viewer).empty());
        CHECK(found(house.household, viewer, "soup") == 0);
    }
    CHECK(house.household.vault().unreadable() == 0);

    // Another program on the same folder knows nothing of it, and no file holds it.
    const Household other(house.folder(), house.clock, house.random, tests::device(), KeyCost{1, 8192});
    CHECK(house.words(house.me, other).empty());
    for (const auto* file : {"household.db", "household.db-wal"})
        CHECK(tests::bytes_in(house.folder() / file).find("a hard day") == std::string::npos);

    // An export has what its viewer sees, and counts the rest.
    const auto contents = exports::gather(house.household, house.me);
    CHECK(contents.check_ins.size() == 1);
    CHECK(contents.memories.size() == 1);
    CHECK(contents.left_out.of(ItemKind::check_in) == 1);
    CHECK(contents.left_out.of(ItemKind::memory) == 1);
    CHECK(contents.left_out.all() == 2);

    tests::unlock(house, house.ada, "2580");
    CHECK(house.words().size() == one_of_each.size() + 3);
}

TEST_CASE("a change that does not come through pushes nothing out of what is remembered", "[core][vault]") {
    Shut house;
    house.done(CheckInNow{house.ada, 1, {}, "a hard day", Audience::only_me});
    for (std::size_t i = 0; i <= most_remembered; ++i)
        CHECK_FALSE(house.household.apply(
            {CheckInNow{house.ada, 2, {}, "never written", Audience::only_me}, RemoveCheckIn{house.ada, CheckInId{}}}));
    CHECK(house.words() == Texts{"a hard day"});
}

TEST_CASE("a photo that came by itself is still its author's once they keep it to themselves", "[core][vault]") {
    Shut house;
    const auto stored =
        house.household.photos().add_bytes(pictures::jpeg(pictures::grainy(40, 30, 1)), "IMG_2031.jpg", Arrival::plain);
    REQUIRE(stored);
    auto photo = stored.value();
    photo.facts.taken = TakenAt{day("2020-11-23"), at(12), 0, {}};
    const auto arrived =
        house.household.apply(AddPhoto{house.ada, photo, "the letter", Audience::household}, Household::Recorded::no);
    REQUIRE(arrived);
    const ItemRef item{ItemKind::memory, arrived.value().subject};
    house.done(SetAudience{house.ada, item, Audience::only_me});
    CHECK(house.words() == Texts{"a photo of 2020-11-23", "the letter"});
    house.done(SetAudience{house.ada, item, Audience::household});
    CHECK(house.words() == Texts{"a photo of 2020-11-23", "the letter"});
}

TEST_CASE("what was written with the vault shut is forgotten when the face changes, and when it is locked",
          "[core][vault]") {
    for (const bool lock : {false, true}) {
        Shut house;
        house.write_one_of_each();
        SearchIndex index(house.household);
        while (index.step()) {
        }
        const auto revision = house.household.revision(), memories = house.household.get<MemoryStore>().revision();
        if (lock) house.household.lock();
        else house.household.forget_undo();
        CHECK(house.words().empty());
        CHECK(index.find(house.me, {"soup", {}, {}, {}, {}}, 9).empty());
        CHECK(house.household.revision() > revision);
        CHECK(house.household.get<MemoryStore>().revision() > memories);
        tests::unlock(house, house.ada, "2580");
        CHECK(house.words().size() == one_of_each.size() + 3);
        house.household.lock();
        CHECK(house.words().empty());
    }
}

TEST_CASE("with the vault shut undoing, redoing and changing answer with what is there then", "[core][vault][undo]") {
    Shut house;
    auto& h = house.household;
    const auto id = house.made<CheckInId>(CheckInNow{house.ada, 1, {"low"}, "first", Audience::only_me, {"work"}});
    house.done(EditCheckIn{house.ada, id, 4, {"calm"}, "second"});
    const auto now = [&] { return h.get<CheckInStore>().find(house.me, id); };
    REQUIRE(now());
    CHECK((now()->note == "second" && now()->mood == 4));
    CHECK(now()->around == std::vector<std::string>{"work"});  // it was not named, and is as it was
    REQUIRE(h.undo(house.me));
    CHECK((now()->note == "first" && now()->mood == 1));
    REQUIRE(h.undo(house.me));
    CHECK_FALSE(now());
    CHECK(house.words() == Texts{"deleted first"});
    REQUIRE(h.redo(house.me));
    CHECK(now()->note == "first");
    REQUIRE(h.redo(house.me));
    CHECK(now()->note == "second");

    house.done(RemoveCheckIn{house.ada, id});
    CHECK(house.words() == Texts{"deleted second"});
    house.done(RestoreItem{house.ada, {ItemKind::check_in, id.value}});
    CHECK(now()->note == "second");
    house.done(SetAudience{house.ada, {ItemKind::check_in, id.value}, Audience::household});
    CHECK(h.get<CheckInStore>().find(Viewer::of(house.ben), id)->note == "second");
    REQUIRE(h.undo(house.me));
    CHECK_FALSE(h.get<CheckInStore>().find(Viewer::of(house.ben), id));
    CHECK(now()->note == "second");
}

TEST_CASE("with the vault shut nothing is lost of what was written just now and is changed", "[core][vault]") {
    Shut house;
    auto& h = house.household;
    const auto picture = house.made<MemoryId>(AddPhoto{house.ada, photo(2), "", Audience::household});
    GiveThanks give{house.ada, house.ben, "a surprise", Audience::only_me};
    give.memory = picture;
    give.deliver_at = Instant{house.clock.now().utc_ms + 86'400'000, 60};
    const auto note = house.made<ThanksId>(give);
    house.done(DeliverThanks{house.ada, note, Instant{house.clock.now().utc_ms + 2 * 86'400'000, 60}});
    house.done(EditThanks{house.ada, note, "a large surprise", Audience::only_me});
    const auto thanks = h.get<ThanksStore>().find(house.me, note);
    REQUIRE(thanks);
    CHECK(thanks->text == "a large surprise");
    CHECK(thanks->memory == picture);
    CHECK(thanks->waits);
    // One that waits for others is its author's alone until then.
    give.audience = Audience::household;
    const auto waiting = house.made<ThanksId>(give);
    CHECK(h.get<ThanksStore>().find(house.me, waiting));
    CHECK_FALSE(h.get<ThanksStore>().find(Viewer::of(house.ben), waiting));
    h.forget_undo();
    CHECK_FALSE(h.get<ThanksStore>().find(house.me, waiting));

    auto ritual = weekly("Pages", house.today());
    ritual.audience = Audience::only_me;
    const auto pages = house.made<RitualId>(AddRitual{house.ada, ritual});
    house.done(MarkOccurrence{house.ada, pages, house.today(), Outcome::kept});
    house.done(PauseRitual{house.ada, pages});
    CHECK(h.get<RitualStore>().marks(house.me).size() == 1);
    CHECK(h.get<RitualStore>().pauses(house.me).size() == 1);
    CHECK(h.get<RitualStore>().marks(Viewer::of(house.ben)).empty());
    h.forget_undo();
    CHECK(h.get<RitualStore>().marks(house.me).empty());
    CHECK(h.get<RitualStore>().pauses(house.me).empty());
}

TEST_CASE("what no tap stands behind is not answered with the vault shut, nor counted", "[core][vault]") {
    Shut house;
    auto& h = house.household;
    const auto applied =
        h.apply(CheckInNow{house.ada, 1, {}, "brought in", Audience::only_me}, Household::Recorded::no);
    REQUIRE(applied);
    const auto arrived = photo(3, TakenAt{day("2020-11-23"), at(12), 0, {}});
    house.put_file(arrived);
    REQUIRE(h.apply(AddPhoto{house.ada, arrived, "", Audience::only_me}, Household::Recorded::no));
    CHECK(house.words().empty());
    CHECK(house.refused(RemoveCheckIn{house.ada, applied.value().as<CheckInId>()}) == Refusal::locked);
}

TEST_CASE("a draft is not answered with the vault shut", "[core][vault][drafts]") {
    Shut house;
    house.household.keep_draft(house.ada, "today.note", "half a word");
    CHECK_FALSE(house.household.draft(house.ada, "today.note"));
}

TEST_CASE("a seal that was just written is answered in its own row alone", "[core][vault]") {
    for (const std::string change :
         {"author = (SELECT id FROM person WHERE name = 'Ben')", "day = day - 7", "felt_at = felt_at + 1000",
          "audience = 'room'", "sealed = (SELECT sealed FROM check_in WHERE id <> x.id)"}) {
        INFO(change);
        Shut house;
        house.done(CheckInNow{house.ada, 1, {}, "a hard day", Audience::only_me});
        REQUIRE(house.words() == Texts{"a hard day"});
        db::Connection(house.database())
            .exec(("UPDATE check_in AS x SET " + change + " WHERE id = (SELECT max(id) FROM check_in)").c_str());
        house.household.notice_others();
        CHECK(house.words().empty());
        for (const auto& viewer : house.others()) CHECK(house.words(viewer).empty());
    }
}

TEST_CASE("what was erased for good is answered no more, though its row came back", "[core][vault][trash]") {
    Shut house;
    const auto felt = house.made<ClosenessId>(NoteCloseness{house.ada, 6, Audience::only_me});
    const auto later = house.made<ClosenessId>(NoteCloseness{house.ada, 2, Audience::only_me});
    db::Connection file(house.database());
    file.exec("CREATE TEMP TABLE before AS SELECT * FROM closeness");
    house.done(RemoveItem{house.ada, {ItemKind::closeness, felt.value}});
    house.done(EraseItem{house.ada, {ItemKind::closeness, felt.value}});
    CHECK(house.words() == Texts{"2"});
    file.exec("DELETE FROM closeness; INSERT INTO closeness SELECT * FROM before");
    house.household.notice_others();
    CHECK(house.words() == Texts{"2"});
    CHECK(house.household.get<ClosenessStore>().find(house.me, later));

    tests::unlock(house, house.ada, "2580");
    REQUIRE(house.household.erase(house.ada));
    CHECK(house.words().empty());
}

TEST_CASE("with the vault shut no more than the last that were written are answered", "[core][vault]") {
    Shut house;
    auto& h = house.household;
    const auto first = house.made<ClosenessId>(NoteCloseness{house.ada, 6, Audience::only_me});
    REQUIRE(h.apply(std::vector<Command>(most_remembered, NoteCloseness{house.ada, 2, Audience::only_me})));
    CHECK(h.get<ClosenessStore>().between(house.me, house.today(), house.today()).size() == most_remembered);
    CHECK_FALSE(h.get<ClosenessStore>().find(house.me, first));
    CHECK(house.refused(EditCloseness{house.ada, first, 1}) == Refusal::locked);
    tests::unlock(house, house.ada, "2580");
    CHECK(h.get<ClosenessStore>().find(house.me, first)->level == 6);
}
