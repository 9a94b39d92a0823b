#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/core/files.hpp"
#include "tests/core/memories/pictures.hpp"
#include "tests/core/vault/vault_house.hpp"

// What a partner may try who stands at the same screen, or who has the file.
using namespace core;
namespace fs = std::filesystem;
using tests::at;
using tests::day;
using tests::fault_of;
using tests::VaultHouse;
using tests::weekly;

namespace {

// Ada has a PIN and private items of every kind; Ben is at the screen.
struct Hostile : VaultHouse {
    CheckInId check_in;
    ThanksId thanks;
    RitualId ritual;
    MemoryId memory;
    Memory as_ada_saw_it;

    explicit Hostile(Audience audience = Audience::only_me) {
        REQUIRE_FALSE(set_pin(ada, "4711"));
        check_in = made<CheckInId>(CheckInNow{ada, 1, {}, "mine", audience});
        thanks = made<ThanksId>(GiveThanks{ada, ben, "mine", audience});
        auto words = weekly("mine", h().today());
        words.audience = audience;
        ritual = made<RitualId>(AddRitual{ada, words});
        auto stored = h().photos().add_bytes(pictures::jpeg(pictures::grainy(30, 30)), "mine.jpg", Arrival::plain);
        REQUIRE(stored);
        stored.value().facts.taken = TakenAt{day("2020-11-23"), at(12), 0, {}};
        memory = made<MemoryId>(AddPhoto{ada, stored.value(), "mine", audience});
        as_ada_saw_it = *h().get<MemoryStore>().find(Viewer::of(ada), memory);
        if (as_ada_saw_it.sealed)
            REQUIRE(h().photos().thumbnail(as_ada_saw_it.photo, as_ada_saw_it.format, as_ada_saw_it.sealed));
        h().forget_undo();
        h().lock();
    }

    std::vector<ItemRef> refs() const {
        return {{ItemKind::check_in, check_in.value},
                {ItemKind::thanks, thanks.value},
                {ItemKind::ritual, ritual.value},
                {ItemKind::memory, memory.value}};
    }
    // Whether anything of Ada's is answered to a viewer.
    bool shows_anything_to(const Viewer& viewer) {
        const Day from = day("2000-01-01"), to = h().today() + 99;
        return !h().get<CheckInStore>().between(viewer, from, to).empty() ||
               !h().get<ThanksStore>().newest(viewer, ThanksKind::all, 9).empty() ||
               !h().get<RitualStore>().all(viewer, h().today()).empty() ||
               !h().get<RitualStore>().occurrences(viewer, from, to).empty() ||
               !h().get<MemoryStore>().days(viewer).empty() ||
               h().get<MemoryStore>().to_look_back_on(viewer, h().today()) ||
               h().get<MemoryStore>().has_photo(viewer, as_ada_saw_it.photo);
    }
    bool shows_anything() {
        for (const auto& viewer : {Viewer::room(), Viewer::of(ada), Viewer::of(ben), Viewer::as_shown_to(ada),
                                   Viewer::as_shown_to(ben), Viewer::of(PersonId{})})
            if (shows_anything_to(viewer)) return true;
        return false;
    }
};

}  // namespace

TEST_CASE("a copied folder on another machine opens with no PIN, not even the right one", "[core][vault]") {
    Hostile house;
    house.open.reset();
    MemorySecrets elsewhere;
    house.reopen(elsewhere);
    CHECK(house.unlock(house.ada, "0000") == Refusal::made_elsewhere);
    CHECK(house.unlock(house.ada, "4711") == Refusal::made_elsewhere);
    CHECK_FALSE(house.shows_anything());
    // Nor when the file is made to say that the PIN was set there: the pepper is another.
    house.done(CheckInNow{house.ben, 3});  // makes the machine's own record
    house.open.reset();
    const auto mark = device_record(*elsewhere.get([&] {
                          std::string id;
                          db::Connection(house.database())
                              .prepare("SELECT value FROM setting WHERE name = 'household_id'")
                              .each([&](const auto& row) { id = row.text(0); });
                          return id;
                      }()))
                          ->mark();
    db::Connection(house.database())
        .prepare("UPDATE vault_wrap SET device_mark = ?1")
        .run(std::vector<std::uint8_t>(mark.begin(), mark.end()));
    house.reopen(elsewhere);
    CHECK(house.unlock(house.ada, "4711") == Refusal::wrong_pin);
    CHECK_FALSE(house.shows_anything_to(Viewer::of(house.ada)));
}

TEST_CASE("without the PIN nothing of another is on any query, in any file's picture or in a see-as view",
          "[core][vault]") {
    Hostile house;
    CHECK_FALSE(house.shows_anything());
    CHECK(house.h().get<ThanksStore>().frequent(house.ada, house.ben, house.h().today() - 9, 9).empty());
    CHECK_FALSE(house.h().photos().thumbnail(house.as_ada_saw_it.photo, PhotoFormat::jpeg));
    // The encrypted files are no pictures.
    for (const auto& entry : fs::recursive_directory_iterator(house.folder())) {
        if (entry.path().extension() != ".sealed") continue;
        CHECK_FALSE(inspect_photo(pictures::read(entry.path())));
    }
    // And with Ada's vault open, Ben still sees nothing, also with her eyes as they are shown to him.
    REQUIRE_FALSE(house.unlock(house.ada, "4711"));
    CHECK(house.shows_anything_to(Viewer::of(house.ada)));
    for (const auto& viewer :
         {Viewer::room(), Viewer::of(house.ben), Viewer::as_shown_to(house.ada), Viewer::as_shown_to(house.ben)})
        CHECK_FALSE(house.shows_anything_to(viewer));
    // What she takes away is nobody's to see either.
    house.done(RemoveCheckIn{house.ada, house.check_in});
    house.done(RemoveThanks{house.ada, house.thanks});
    house.done(RemoveRitual{house.ada, house.ritual});
    house.done(RemoveMemory{house.ada, house.memory});
    CHECK_FALSE(house.h().can_undo(Viewer::of(house.ben)));
    CHECK_FALSE(house.h().undo(Viewer::of(house.ben)));
    CHECK_FALSE(house.h().undo(Viewer::room()));
    CHECK_FALSE(house.shows_anything());
}

TEST_CASE("another cannot change, redate, remove or share what is mine", "[core][vault]") {
    for (const auto audience : {Audience::only_me, Audience::household}) {
        Hostile house(audience);
        INFO("audience " << to_text(audience));
        const auto expected = audience == Audience::only_me ? Refusal::not_found : Refusal::not_yours;
        for (const auto to : {Audience::only_me, Audience::household, Audience::room}) {
            CHECK(house.refusal_of(EditCheckIn{house.ben, house.check_in, 5, {}, "his words", to}) == expected);
            CHECK(house.refusal_of(EditThanks{house.ben, house.thanks, "his words", to}) == expected);
            CHECK(house.refusal_of(EditMemory{house.ben, house.memory, "his words", house.h().today(), to}) ==
                  expected);
            CHECK(house.refusal_of(EditMemory{std::nullopt, house.memory, "his words", house.h().today(), to}) ==
                  expected);
            for (const auto& ref : house.refs())
                if (ref.kind != ItemKind::ritual || to != audience)
                    CHECK(house.refusal_of(SetAudience{house.ben, ref, to}) == expected);
        }
        CHECK(house.refusal_of(RemoveCheckIn{house.ben, house.check_in}) == expected);
        CHECK(house.refusal_of(RemoveThanks{house.ben, house.thanks}) == expected);
        CHECK(house.refusal_of(RemoveMemory{house.ben, house.memory}) == expected);
        if (audience == Audience::only_me) {
            CHECK(house.refusal_of(EditRitual{house.ben, house.ritual, weekly("his", house.h().today())}) ==
                  Refusal::not_found);
            CHECK(house.refusal_of(RemoveRitual{house.ben, house.ritual}) == Refusal::not_found);
            CHECK(house.refusal_of(MarkOccurrence{house.ben, house.ritual, house.h().today()}) == Refusal::not_found);
            CHECK(house.refusal_of(PauseRitual{house.ben, house.ritual}) == Refusal::not_found);
            CHECK(house.refusal_of(GiveHeart{house.ben, house.thanks}) == Refusal::not_found);
            // Standing at the screen as Ada, without her PIN.
            for (const auto& ref : house.refs())
                CHECK(house.refusal_of(SetAudience{house.ada, ref, Audience::room}) == Refusal::locked);
        }
        REQUIRE_FALSE(house.unlock(house.ada, "4711"));
        CHECK(house.notes_of(house.ada) == "mine");
        CHECK(house.h().get<MemoryStore>().find(Viewer::of(house.ada), house.memory)->caption == "mine");
    }
}

TEST_CASE("the row of a private item cannot be made to say that it is shared, nor another day", "[core][vault]") {
    for (const char* change : {"audience = 'household'", "audience = 'room'", "day = day - 7",
                               "audience = 'room', author = (SELECT id FROM person WHERE name = 'Ben')"}) {
        INFO(change);
        Hostile house;
        for (const char* table : {"check_in", "thanks", "memory"})
            house.sql(std::string("UPDATE ") + table + " SET " + change);
        house.sql("UPDATE ritual SET audience = 'room'");
        REQUIRE_FALSE(house.unlock(house.ada, "4711"));
        REQUIRE(house.h().notice_others());
        const Day from = day("2000-01-01"), to = house.h().today() + 9;
        for (const auto& viewer :
             {Viewer::of(house.ben), Viewer::room(), Viewer::as_shown_to(house.ada), Viewer::of(house.ada)}) {
            CHECK(house.h().get<CheckInStore>().between(viewer, from, to).empty());
            CHECK(house.h().get<ThanksStore>().newest(viewer, ThanksKind::all, 9).empty());
            CHECK(house.h().get<RitualStore>().all(viewer, house.h().today()).empty());
            CHECK(house.h().get<MemoryStore>().between(viewer, from, to).empty());
        }
        // What is said to be Ben's, who never had a key, is not even tried.
        const bool of_ben = house.h().vault().state(house.ben).key_missing;
        CHECK(of_ben == (std::string(change).find("Ben") != std::string::npos));
        CHECK(house.h().vault().unreadable() == (of_ben ? 1 : 4));
    }
}

TEST_CASE("an older database put back brings no older PIN and no new tries", "[core][vault]") {
    Hostile house;
    house.open.reset();
    const auto before = tests::bytes_in(house.database());
    house.reopen();
    for (int n = 0; n < 3; ++n) CHECK(house.unlock(house.ada, "0000") == Refusal::wrong_pin);
    for (int round = 0; round < 3; ++round) {
        CHECK(house.unlock(house.ada, "4711") == Refusal::wait_a_while);
        house.open.reset();
        tests::write_bytes(house.database(), before);
        house.reopen();
    }
    house.clock.advance_ms(house.h().vault().wait(house.ada));
    REQUIRE_FALSE(house.unlock(house.ada, "4711"));
    REQUIRE_FALSE(house.set_pin(house.ada, "9999"));
    house.open.reset();
    tests::write_bytes(house.database(), before);
    house.reopen();
    CHECK_FALSE(house.shows_anything());
    CHECK(house.unlock(house.ada, "4711") == Refusal::wrong_pin);  // the PIN that it was made with
    CHECK_FALSE(house.unlock(house.ada, "9999"));
}

TEST_CASE("a file from before the first PIN does not open on this device without the PIN", "[core][vault]") {
    VaultHouse house;
    house.writes(house.ada, "mine");
    const auto phrase = house.phrase_for(house.ada);
    house.open.reset();
    const auto before = tests::bytes_in(house.database());
    house.reopen();
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.open.reset();
    tests::write_bytes(house.database(), before);
    house.reopen();
    CHECK_FALSE(house.h().vault().is_open(house.ada));
    CHECK(house.notes_of(house.ada).empty());
    CHECK(house.h().vault().state(house.ada).pin == PinKind::digits);
    CHECK(house.unlock(house.ada, "4712") == Refusal::wrong_pin);
    REQUIRE(house.h().recover(house.ada, phrase));
    CHECK(house.notes_of(house.ada) == "mine");
    house.h().lock();
    CHECK_FALSE(house.unlock(house.ada, "4711"));
    CHECK(house.notes_of(house.ada) == "mine");
}

TEST_CASE("what goes wrong says nothing secret", "[core][vault]") {
    Hostile house;
    house.open.reset();
    house.sql("UPDATE vault_key SET public_key = randomblob(32)");
    house.sql("DELETE FROM vault_wrap");
    MemorySecrets other;
    house.reopen(other);
    CHECK(house.refusal_of(CheckInNow{house.ada, 1, {}, "a hard day"}) == Refusal::key_missing);
    try {
        house.h().keep_draft(house.ada, "note", "a hard day");
        FAIL("nothing was thrown");
    } catch (const Fault& fault) {
        const std::string said = fault.what();
        CHECK_FALSE(said.empty());
        for (const auto& secret :
             {std::string("4711"), std::string("hard"), to_text(house.ada.value), std::string("Ada")})
            CHECK(said.find(secret) == std::string::npos);
    }
}

TEST_CASE("what the vault throws does not go through SQLite but arrives as a fault", "[core][vault]") {
    db::Connection db(":memory:");
    db.set_opens([](PersonId, const std::optional<Uuid>&) -> bool { throw std::bad_alloc(); });
    auto query = db.prepare("SELECT visible(?1, 'only_me', 'always', ?2)");
    const PersonId person{};
    for (int twice = 0; twice < 2; ++twice)
        CHECK(fault_of([&] { query.run(person, Viewer::of(person)); }) == Fault::Kind::other);
    int seen = -1;
    query.each([&](const auto& row) { seen = row.small(0); }, person, Viewer::as_shown_to(person));
    CHECK(seen == 0);
}
