#include <filesystem>
#include <optional>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_commands.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/memories/pictures.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;
using tests::photo;
using tests::weekly;

namespace fs = std::filesystem;

namespace {

struct Trashed {
    ItemRef check_in, thanks, ritual, memory;
    std::vector<ItemRef> all() const { return {check_in, thanks, ritual, memory}; }
};

// One of each kind by Ada, deleted by her.
Trashed trashed(House& house, Audience audience) {
    auto words = weekly("the ritual's title", house.today());
    words.note = "the ritual's note";
    words.audience = audience;
    const Trashed items{
        {ItemKind::check_in, house.done(CheckInNow{house.ada, 2, {"the feeling"}, "the check-in's note", audience})},
        {ItemKind::thanks, house.done(GiveThanks{house.ada, house.ben, "the thanks' text", audience})},
        {ItemKind::ritual, house.done(AddRitual{house.ada, words})},
        {ItemKind::memory, house.done(AddPhoto{house.ada, photo(1), "the caption", audience})}};
    if (audience != Audience::only_me) house.done(GiveHeart{house.ben, ThanksId{items.thanks.id}});
    house.done(MarkOccurrence{house.ada, RitualId{items.ritual.id}, house.today(), Outcome::kept});
    house.done(RemoveCheckIn{house.ada, CheckInId{items.check_in.id}});
    house.done(RemoveThanks{house.ada, ThanksId{items.thanks.id}});
    house.done(RemoveRitual{house.ada, RitualId{items.ritual.id}});
    house.done(RemoveMemory{house.ada, MemoryId{items.memory.id}});
    return items;
}

std::vector<std::string> secrets() {
    return {"the feeling",       "the check-in's note", "the thanks' text", "the ritual's title",
            "the ritual's note", "the caption",         "photo1.jpg",       "the photo " + to_hex(photo(1).hash)};
}

// Which of the texts lie anywhere in the folder.
std::vector<std::string> found_in(const fs::path& folder, const std::vector<std::string>& texts) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const auto bytes = tests::bytes_in(entry.path());
        for (const auto& text : texts)
            if (bytes.find(text) != std::string::npos) found.push_back(entry.path().filename().string() + ": " + text);
    }
    return found;
}

void pass_days(House& house, int days) { house.clock.advance_ms(days * a_day_ms); }

}  // namespace

TEST_CASE("what was deleted lies in the trash with the day it will be gone", "[core][trash]") {
    House house;
    const auto items = trashed(house, Audience::household);
    const auto list = house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now());
    REQUIRE(list.size() == 4);
    CHECK(list[0].item == items.memory);  // the last deleted first
    CHECK(list[0].text == "the caption");
    CHECK(list[0].photo == photo(1).hash);
    CHECK(list[1].item == items.ritual);
    CHECK(list[2].item == items.thanks);
    CHECK(list[2].recipient == house.ben);
    CHECK(list[3].item == items.check_in);
    CHECK(list[3].level == 2);
    for (const auto& item : list) {
        CHECK(item.gone_on == house.today() + 30);
        CHECK(item.can_restore);
        CHECK(item.can_erase);
    }
    for (const auto& item : house.household.get<TrashStore>().all(Viewer::of(house.ben), house.clock.now())) {
        CHECK(item.can_restore == (item.item.kind == ItemKind::ritual));
        CHECK_FALSE(item.can_erase);
    }
}

TEST_CASE("what lies in the trash comes back as it was, and back into the trash by undoing", "[core][trash]") {
    House house;
    for (const auto audience : {Audience::household, Audience::only_me}) {
        CAPTURE(static_cast<int>(audience));
        const auto items = trashed(house, audience);
        for (const auto& item : items.all()) house.comes_back(RestoreItem{house.ada, item}, Viewer::of(house.ada));
        for (const auto& item : items.all()) house.done(RestoreItem{house.ada, item});
        CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now()).empty());
        CHECK(house.household.get<CheckInStore>().find(Viewer::of(house.ada), CheckInId{items.check_in.id})->note ==
              "the check-in's note");
        CHECK(house.household.get<MemoryStore>().find(Viewer::of(house.ada), MemoryId{items.memory.id})->caption ==
              "the caption");
        house.done(EditMemory{house.ada, MemoryId{items.memory.id}, "", house.today(), audience});
        house.done(RemoveMemory{house.ada, MemoryId{items.memory.id}});
        house.done(EraseItem{house.ada, items.memory});
    }
}

TEST_CASE("only its author brings back or erases what was theirs; rituals come back to anyone who sees them",
          "[core][trash]") {
    House house;
    const auto items = trashed(house, Audience::household);
    for (const auto& item : {items.check_in, items.thanks, items.memory})
        CHECK(house.refused(RestoreItem{house.ben, item}) == Refusal::not_yours);
    for (const auto& item : items.all()) CHECK(house.refused(EraseItem{house.ben, item}) == Refusal::not_yours);
    house.done(RestoreItem{house.ben, items.ritual});
    CHECK(house.refused(EraseItem{house.ada, items.ritual}) == Refusal::not_found);  // it is in use again
    CHECK(house.refused(RestoreItem{PersonId{}, items.thanks}) == Refusal::unknown_person);

    House other;
    const auto own = trashed(other, Audience::only_me);
    for (const auto& item : own.all()) {
        CHECK(other.refused(RestoreItem{other.ben, item}) == Refusal::not_found);
        CHECK(other.refused(EraseItem{other.ben, item}) == Refusal::not_found);
    }
}

TEST_CASE("what is the household's is brought back and erased by anyone", "[core][trash]") {
    House house;
    const ItemRef memory{ItemKind::memory, house.done(AddPhoto{std::nullopt, photo(3), "ours", Audience::household})};
    house.done(RemoveMemory{house.ben, MemoryId{memory.id}});
    house.done(RestoreItem{house.ada, memory});
    house.done(RemoveMemory{house.ada, MemoryId{memory.id}});
    house.done(EraseItem{house.ben, memory});
    CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now()).empty());
}

TEST_CASE("while the vault is shut nothing of one's own is brought back or erased", "[core][trash]") {
    House house;
    const auto own = trashed(house, Audience::only_me);
    tests::set_pin(house, house.ada, "2580");
    house.household.lock();
    CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now()).empty());
    for (const auto& item : own.all()) {
        CHECK(house.refused(RestoreItem{house.ada, item}) == Refusal::locked);
        CHECK(house.refused(EraseItem{house.ada, item}) == Refusal::locked);
    }
    tests::unlock(house, house.ada, "2580");
    CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now()).size() == 4);
    house.done(EraseItem{house.ada, own.thanks});
    house.done(RestoreItem{house.ada, own.check_in});
}

TEST_CASE("a photo that came a second time is not brought back beside it", "[core][trash]") {
    House house;
    const auto items = trashed(house, Audience::household);
    house.done(AddPhoto{house.ada, photo(1), "again", Audience::household});
    CHECK(house.refused(RestoreItem{house.ada, items.memory}) == Refusal::already_there);
    house.done(EraseItem{house.ada, items.memory});
    CHECK(fs::exists(house.household.photos().path_of(photo(1).hash, PhotoFormat::jpeg)));
}

TEST_CASE("what is erased is in no file any more, and nothing brings it back", "[core][trash]") {
    House house;
    for (const auto audience : {Audience::household, Audience::only_me}) {
        CAPTURE(static_cast<int>(audience));
        const auto items = trashed(house, audience);
        if (audience == Audience::household) REQUIRE(found_in(house.folder(), secrets()).size() >= secrets().size());
        for (const auto& item : items.all()) house.done(EraseItem{house.ada, item});
        CHECK(found_in(house.folder(), secrets()).empty());
        CHECK_FALSE(house.household.can_undo(Viewer::of(house.ada)));
        CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now()).empty());
        for (const auto& item : items.all()) CHECK(house.refused(RestoreItem{house.ada, item}) == Refusal::not_found);
        for (const auto& entry : fs::recursive_directory_iterator(house.folder() / "photos"))
            CHECK_FALSE(entry.is_regular_file());
    }
}

TEST_CASE("after thirty days the trash is emptied, and no byte of it is left in the data folder", "[core][trash]") {
    House house;
    house.household.empty_trash(house.clock.now());
    trashed(house, Audience::household);
    const auto kept = house.done(GiveThanks{house.ben, house.ada, "what stays", Audience::household});
    pass_days(house, 29);
    CHECK(house.household.empty_trash(house.clock.now()) == 0);
    CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now()).size() == 4);
    pass_days(house, 1);
    const auto before = house.household.revision();
    CHECK(house.household.empty_trash(house.clock.now()) == 4);
    CHECK(house.household.revision() > before);
    CHECK(found_in(house.folder(), secrets()).empty());
    CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now()).empty());
    CHECK(house.household.get<ThanksStore>().find(Viewer::of(house.ada), ThanksId{kept}));
    CHECK_FALSE(house.household.can_undo(Viewer::of(house.ben)));

    // The rows stay, so that a device that comes later knows that they were deleted.
    const db::Connection db(house.database());
    for (const char* table : {"check_in", "thanks", "ritual", "memory"}) {
        int tombstones = 0;
        db.prepare(std::string("SELECT 1 FROM ") + table + " WHERE deleted_at IS NOT NULL AND sealed IS NULL")
            .each([&](const auto&) { ++tombstones; });
        CHECK(tombstones == 1);
    }
    CHECK(house.household.empty_trash(house.clock.now()) == 0);
}

TEST_CASE("what is sealed goes out of the trash while its vault is shut, with its encrypted photo", "[core][trash]") {
    House house;
    house.household.empty_trash(house.clock.now());
    trashed(house, Audience::only_me);
    tests::set_pin(house, house.ada, "2580");
    house.household.lock();
    REQUIRE_FALSE(fs::is_empty(house.folder() / "photos"));
    pass_days(house, 30);
    CHECK(house.household.empty_trash(house.clock.now()) == 4);
    for (const auto& entry : fs::recursive_directory_iterator(house.folder() / "photos"))
        CHECK_FALSE(entry.is_regular_file());
    tests::unlock(house, house.ada, "2580");
    CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now()).empty());
}

TEST_CASE("a photo's file and thumbnail go with the last that rests on it, and a face keeps them", "[core][trash]") {
    House house;
    house.household.empty_trash(house.clock.now());
    const auto stored = house.household.photos()
                            .add_bytes(pictures::jpeg(pictures::quarters(64, 48)), "sea.jpg", Arrival::plain)
                            .value();
    const auto files = house.household.photos().files_of(stored.hash, PhotoFormat::jpeg);
    const auto there = [&] { return fs::exists(house.folder() / files[0]) && fs::exists(house.folder() / files[1]); };
    const auto add = [&](PersonId by) {
        house.clock.advance_ms(1'000);
        return house.household.apply(AddPhoto{by, stored, "", Audience::household}).value().as<MemoryId>();
    };
    const auto first = add(house.ada);
    house.done(RemoveMemory{house.ada, first});
    const auto second = add(house.ben);
    house.done(EditPerson{house.cleo, "Cleo", "ember", "letter", stored.hash});
    house.done(EraseItem{house.ada, {ItemKind::memory, first.value}});
    CHECK(there());  // Ben's rests on it
    house.done(RemoveMemory{house.ben, second});
    house.done(EraseItem{house.ben, {ItemKind::memory, second.value}});
    CHECK(there());  // Cleo's face
    house.done(EditPerson{house.cleo, "Cleo", "ember", "letter", std::nullopt});
    const auto third = add(house.ada);
    house.done(RemoveMemory{house.ada, third});
    house.done(EraseItem{house.ada, {ItemKind::memory, third.value}});
    CHECK_FALSE(fs::exists(house.folder() / files[0]));
    CHECK_FALSE(fs::exists(house.folder() / files[1]));
}

TEST_CASE("hundreds of things leave the trash without a trace", "[core][trash]") {
    House house;
    house.household.empty_trash(house.clock.now());
    std::vector<std::string> texts;
    for (int i = 0; i < 400; ++i) {
        const auto text = "unrepeatable " + std::to_string(i) + " " +
                          std::string(static_cast<std::size_t>(i % 37) * 20, 'x') + " end " + std::to_string(i);
        const auto note =
            std::to_string(i) + " a note of its own " + std::string(static_cast<std::size_t>(i % 11) * 300, 'y');
        house.clock.advance_ms(60'000);
        const auto thanks =
            house.household.apply(GiveThanks{house.ada, house.ben, text, Audience::household}).value().as<ThanksId>();
        const auto check_in =
            house.household.apply(CheckInNow{house.ada, 3, {}, note, Audience::household}).value().as<CheckInId>();
        if (i % 3 == 0) continue;
        texts.push_back("unrepeatable " + std::to_string(i) + " ");
        texts.push_back(std::to_string(i) + " a note of its own ");
        if (i % 2) REQUIRE(house.household.apply(EditThanks{house.ada, thanks, "edited " + text, Audience::household}));
        REQUIRE(house.household.apply(RemoveThanks{house.ada, thanks}));
        REQUIRE(house.household.apply(RemoveCheckIn{house.ada, check_in}));
    }
    REQUIRE_FALSE(found_in(house.folder(), {texts[0]}).empty());
    pass_days(house, 15);
    CHECK(house.household.empty_trash(house.clock.now()) == 0);
    pass_days(house, 16);
    CHECK(house.household.empty_some_trash(house.clock.now()) == 50);
    CHECK(house.household.empty_trash(house.clock.now()) == 2 * 266 - 50);
    // "1 a note" also ends "31 a note", which stays: only whole numbers count.
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(house.folder()))
        if (entry.is_regular_file()) all += tests::bytes_in(entry.path());
    int left = 0;
    for (const auto& text : texts)
        for (auto found = all.find(text); found != std::string::npos; found = all.find(text, found + 1))
            if (found == 0 || all[found - 1] < '0' || all[found - 1] > '9') {
                ++left;
                break;
            }
    CHECK(left == 0);
}

TEST_CASE("a clock that is a year ahead does not empty the trash", "[core][trash]") {
    House house;
    house.household.empty_trash(house.clock.now());
    trashed(house, Audience::household);
    const auto right = house.clock.now();
    pass_days(house, 365);
    CHECK(house.household.empty_trash(house.clock.now()) == 0);
    house.clock.advance_ms(60 * 60'000);
    CHECK(house.household.empty_trash(house.clock.now()) == 0);  // an hour later, still running
    house.clock.set(right);                                      // somebody sets it right
    pass_days(house, 1);
    CHECK(house.household.empty_trash(house.clock.now()) == 0);
    CHECK(house.household.get<TrashStore>().all(Viewer::of(house.ada), house.clock.now()).size() == 4);
    // A clock that was set back makes nothing older, and thirty days are still thirty days.
    pass_days(house, 30);
    CHECK(house.household.empty_trash(house.clock.now()) == 4);
}

TEST_CASE("a jump of the clock is believed at the next opening, or once the program has run for a day",
          "[core][trash]") {
    for (const bool opened_again : {false, true}) {
        CAPTURE(opened_again);
        House house;
        house.household.empty_trash(house.clock.now());
        trashed(house, Audience::household);
        pass_days(house, 90);  // everybody was away
        CHECK(house.household.empty_trash(house.clock.now()) == 0);
        house.clock.advance_ms(60'000);
        if (opened_again) {
            Household again(house.folder(), house.clock, house.random, tests::device());
            CHECK(again.empty_trash(house.clock.now()) == 4);
        } else {
            CHECK(house.household.empty_trash(house.clock.now()) == 0);
            pass_days(house, 1);
            CHECK(house.household.empty_trash(house.clock.now()) == 4);
        }
    }
}

TEST_CASE("a household that is opened once in two months empties its trash every other time", "[core][trash]") {
    House house;
    std::optional<TrashClock> clock;
    int believed = 0;
    for (int i = 0; i < 6; ++i) {
        const auto look = look_at_clock(clock, house.clock.now());
        believed += look.believed == Believed::yes;
        clock = trash_clock_from(to_text(look.clock));
        REQUIRE(clock);
        CHECK(clock->last.utc_ms == look.clock.last.utc_ms);
        CHECK(clock->doubted == look.clock.doubted);
        pass_days(house, 60);
    }
    CHECK(believed == 2);
    CHECK_FALSE(trash_clock_from("what is this"));
}
