#include <filesystem>
#include <optional>

#include <catch2/catch_test_macros.hpp>

#include "core/activities/activity_commands.hpp"
#include "core/activities/activity_store.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/leaving/remains.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_store.hpp"
#include "core/vault/device_record.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/memories/pictures.hpp"

using namespace core;
using tests::House;
using tests::photo;
using tests::weekly;

namespace fs = std::filesystem;

namespace {

bool anywhere_in(const fs::path& folder, const std::string& text) {
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && tests::bytes_in(entry.path()).find(text) != std::string::npos) return true;
    return false;
}

struct Lived : House {
    ThanksId to_ada, from_ada;
    RitualId ours;
    MemoryId bens;

    Lived() {
        const auto face = household.photos()
                              .add_bytes(pictures::jpeg(pictures::quarters(64, 48)), "face.jpg", Arrival::plain)
                              .value();
        done(EditPerson{ada, "Adamantine", "plum", "letter", face.hash});
        for (const auto audience : {Audience::only_me, Audience::household, Audience::room}) {
            done(CheckInNow{ada, 2, {"ada's feeling"}, "ada's note", audience});
            done(NoteCloseness{ada, 6, audience});
            from_ada = made<ThanksId>(GiveThanks{ada, ben, "ada's thanks", audience});
            auto words = weekly("ada's ritual", today());
            words.audience = audience;
            done(AddRitual{ada, words});
            done(AddPhoto{ada, photo(static_cast<std::uint8_t>(static_cast<int>(audience) + 10)), "ada's caption",
                          audience});
        }
        done(RemoveCheckIn{ada, made<CheckInId>(CheckInNow{ada, 1, {}, "ada's deleted note", Audience::household})});
        to_ada = made<ThanksId>(GiveThanks{ben, ada, "ben's words", Audience::household});
        done(ReadThanks{ada, to_ada, ReadEvent::opened});
        done(DrawFromJar{ada});
        done(ReadThanks{ada, to_ada, ReadEvent::put_away});
        done(ShowPrompt{ada});
        done(GiveThanks{
            ada, Addressee::us(), "ada's thanks to us", Audience::household, {}, {}, clock.at(today() + 3, 8 * 60)});
        done(GiveHeart{ada, to_ada});
        ours = made<RitualId>(AddRitual{std::nullopt, weekly("our ritual", today())});
        done(MarkOccurrence{ada, ours, today(), Outcome::kept});
        bens = made<MemoryId>(AddPhoto{ben, photo(3), "ben's caption", Audience::household});
        done(AddActivity{ada, "ada's activity", "leaf"});
        household.keep_draft(ada, "thanks", "half a sentence");
        done(SetDefaultAudience{ada, ItemKind::thanks, Audience::room});
        done(AskForCloseness{ada, true});
    }
};

}  // namespace

TEST_CASE("who leaves leaves nothing of theirs in the data folder, and the others' words stay", "[core][leaving]") {
    Lived house;
    auto& h = house.household;
    const auto left = h.erase(house.ada);
    REQUIRE(left);
    CHECK(left.value().empty());

    for (const char* text : {"Adamantine", "ada's feeling", "ada's note", "ada's thanks", "ada's ritual",
                             "ada's caption", "ada's deleted note", "photo11.jpg"}) {
        CAPTURE(text);
        CHECK_FALSE(anywhere_in(house.folder(), text));
    }
    int files = 0;
    for (const char* name : {"photos", "thumbnails"})
        for (const auto& entry : fs::recursive_directory_iterator(house.folder() / name))
            files += entry.is_regular_file() && entry.path().filename() != "lock";
    CHECK(files == 1);  // Ben's photo
    CHECK_FALSE(h.get<PersonStore>().find(house.ada));
    CHECK(h.get<PersonStore>().all().size() == 2);
    CHECK_FALSE(h.draft(house.ada, "thanks"));
    CHECK(h.get<ActivityStore>().of(Viewer::of(house.ada)).empty());
    CHECK(h.get<SettingStore>().default_audience(house.ada, ItemKind::thanks) == Audience::household);
    CHECK_FALSE(h.can_undo(Viewer::of(house.ben)));
    for (const auto& viewer : {Viewer::room(), Viewer::of(house.ada), Viewer::of(house.ben)}) {
        CHECK(h.get<CheckInStore>().between(viewer, house.today() - 9, house.today()).empty());
        CHECK(h.get<ClosenessStore>().between(viewer, house.today() - 9, house.today()).empty());
        CHECK(h.get<SharedStore>().by(Viewer::of(house.ada), 9).empty());
        CHECK(h.get<TrashStore>().all(viewer, house.clock.now()).empty());
    }

    const auto words = h.get<ThanksStore>().find(Viewer::of(house.ben), house.to_ada);
    REQUIRE(words);
    CHECK(words->text == "ben's words");
    CHECK(words->recipient == house.ada);
    CHECK(words->hearts.empty());
    CHECK(h.get<RitualStore>().find(Viewer::of(house.ben), house.ours, house.today()));
    CHECK(h.get<RitualStore>().outcome(house.ours, house.today()) == Outcome::open);
    CHECK(h.get<MemoryStore>().find(Viewer::of(house.ben), house.bens)->caption == "ben's caption");

    const db::Connection db(house.database());
    int levels = 0;
    db.prepare("SELECT 1 FROM closeness WHERE level IS NOT NULL OR sealed IS NOT NULL OR day <> 0")
        .each([&](const auto&) { ++levels; });
    CHECK(levels == 0);
    CHECK_FALSE(h.get<SettingStore>().chose(house.ada, asked_for_closeness));
    std::string verdict;
    db.prepare("PRAGMA integrity_check").each([&](const auto& row) { verdict += row.text(0); });
    CHECK(verdict == "ok");
    int activities = 0;
    db.prepare("SELECT 1 FROM activity WHERE sealed IS NOT NULL").each([&](const auto&) { ++activities; });
    CHECK(activities == 0);
    for (const char* left_of_reading :
         {"SELECT 1 FROM thanks_read WHERE what IS NOT NULL OR reader <> zeroblob(16)",
          "SELECT 1 FROM prompt_shown WHERE prompt IS NOT NULL",
          "SELECT 1 FROM thanks WHERE waits = 1 OR memory IS NOT NULL OR addressee = 'us'"}) {
        int rows = 0;
        db.prepare(left_of_reading).each([&](const auto&) { ++rows; });
        CHECK(rows == 0);
    }
    for (const char* table : {"vault_key", "vault_wrap", "draft", "person_setting", "vault_attempt"}) {
        CAPTURE(table);
        int live = 0;
        const std::string live_only =
            std::string(table).rfind("vault_", 0) == 0 && std::string(table) != "vault_attempt"
                ? " WHERE deleted_at IS NULL"
                : "";
        db.prepare(std::string("SELECT 1 FROM ") + table + live_only).each([&](const auto&) { ++live; });
        CHECK(live == 0);
    }
    CHECK(h.erase(house.ada).refusal() == Refusal::unknown_person);
}

TEST_CASE("who has a PIN is erased by nobody who has not shown that it is them", "[core][leaving]") {
    Lived house;
    tests::set_pin(house, house.ada, "2580");
    house.household.lock();
    const auto rows = tests::rows_in(house.database());
    const auto refused = house.household.erase(house.ada);
    REQUIRE_FALSE(refused);
    CHECK(refused.refusal() == Refusal::locked);
    CHECK(tests::rows_in(house.database()) == rows);
    tests::unlock(house, house.ada, "2580");
    CHECK(house.household.erase(house.ada));
    CHECK_FALSE(house.household.vault().has_pin(house.ada));
}

TEST_CASE("who leaves is told which backups still hold what was theirs", "[core][leaving]") {
    Lived house;
    tests::write_bytes(house.folder() / "backups" / "household-2026-11-20.db", "x");
    tests::write_bytes(house.folder() / "backups" / "20251101-before.db", "x");
    tests::write_bytes(house.folder() / "backups" / ".unfinished", "x");
    const auto left = house.household.erase(house.ada);
    REQUIRE(left);
    REQUIRE(left.value().size() == 2);
    CHECK(left.value()[0].name == "household-2026-11-20.db");
    CHECK(left.value()[0].day == tests::day("2026-11-20"));
    CHECK(left.value()[1].day == tests::day("2025-11-01"));
}

TEST_CASE("a backup that brings back who had left is told with the date, also in a household opened anew",
          "[core][leaving]") {
    tests::TemporaryFolder place;
    FixedClock clock(FixedClock({0, 60}).at(tests::day("2026-11-23"), 1090));
    tests::SeededRandom random;
    MemorySecrets device;
    PersonId ada;
    {
        Household h(place.path(), clock, random, device);
        ada = h.apply(AddPerson{"Ada", "", "letter", std::nullopt}).value().as<PersonId>();
        REQUIRE(h.apply(CheckInNow{ada, 2, {}, "alone", Audience::only_me}));
        CHECK(h.returned_after_erasing().empty());
    }
    fs::copy_file(place.path() / "household.db", place.path() / "older.db");
    const auto left_at = clock.now();
    {
        Household h(place.path(), clock, random, device);
        REQUIRE(h.erase(ada));
        CHECK(h.returned_after_erasing().empty());
    }
    clock.advance_ms(90 * a_day_ms);
    { CHECK(Household(place.path(), clock, random, device).returned_after_erasing().empty()); }
    fs::copy_file(place.path() / "older.db", place.path() / "household.db", fs::copy_options::overwrite_existing);
    Household h(place.path(), clock, random, device);
    auto returned = h.returned_after_erasing();
    REQUIRE(returned.size() == 1);
    CHECK(returned[0].person == ada);
    CHECK(returned[0].name == "Ada");
    CHECK(returned[0].erased_at == left_at);
    // What they kept to themselves stays shut: its key went with them.
    CHECK(h.get<CheckInStore>().between(Viewer::of(ada), h.today() - 200, h.today()).empty());
    REQUIRE(h.welcome_back(ada));
    CHECK(h.returned_after_erasing().empty());
    REQUIRE(h.erase(ada));
    CHECK(h.get<PersonStore>().all().empty());
}

TEST_CASE("a device that was out when somebody left remembers it at the next opening", "[core][leaving]") {
    tests::TemporaryFolder place;
    FixedClock clock({1'000'000'000'000, 0});
    tests::SeededRandom random;
    MemorySecrets device, other;
    Household h(place.path(), clock, random, device);
    const auto ada = h.apply(AddPerson{"Ada", "", "letter", std::nullopt}).value().as<PersonId>();
    REQUIRE(h.erase(ada));
    const Household elsewhere(place.path(), clock, random, other);
    const auto record = elsewhere.vault().record();
    REQUIRE(record.erased.size() == 1);
    CHECK(record.erased[0].person == ada);
    CHECK(record.erased[0].at == clock.now());
}

TEST_CASE("everything goes only when everybody has agreed, each with their own PIN, and within a quarter of an hour",
          "[core][leaving]") {
    House house;
    auto& h = house.household;
    tests::set_pin(house, house.ben, "2580");
    h.lock();
    CHECK(h.yet_to_confirm().size() == 3);
    CHECK(h.erasure_of_all().refusal() == Refusal::not_all_agreed);
    REQUIRE(h.confirm_erasing_all(house.ada));
    REQUIRE(h.confirm_erasing_all(house.cleo));
    CHECK(h.confirm_erasing_all(house.ben).refusal() == Refusal::locked);
    CHECK(h.confirm_erasing_all(PersonId{}).refusal() == Refusal::unknown_person);
    CHECK(h.yet_to_confirm() == std::vector<PersonId>{house.ben});
    tests::unlock(house, house.ben, "2580");
    REQUIRE(h.confirm_erasing_all(house.ben));
    h.lock();
    CHECK(h.yet_to_confirm().empty());
    CHECK(h.erasure_of_all());
    house.done(AddPerson{"Dora", "", "letter", std::nullopt});
    CHECK(h.erasure_of_all().refusal() == Refusal::not_all_agreed);
    house.clock.advance_ms(15 * 60'000);
    CHECK(h.yet_to_confirm().size() == 4);
    // Another program on the same folder knows of no confirmation.
    CHECK(Household(house.folder(), house.clock, house.random, tests::device()).yet_to_confirm().size() == 4);
}

TEST_CASE("when everything goes, nothing that the program made is left, and nothing else is touched",
          "[core][leaving]") {
    tests::TemporaryFolder place;
    const auto folder = place.path() / "data";
    FixedClock clock({1'000'000'000'000, 0});
    tests::SeededRandom random;
    MemorySecrets device;
    for (const bool something_else : {true, false}) {
        std::string id;
        std::optional<ErasureOfAll> erasure;
        {
            Household h(folder, clock, random, device);
            id = h.get<SettingStore>().household_id();
            const auto ada = h.apply(AddPerson{"Ada", "", "letter", std::nullopt}).value().as<PersonId>();
            REQUIRE(h.apply(CheckInNow{ada, 2, {}, "alone", Audience::only_me}));
            REQUIRE(h.photos().add_bytes(pictures::jpeg(pictures::quarters(64, 48)), "x.jpg", Arrival::plain));
            tests::write_bytes(folder / "backups" / "older.db", "x");
            if (something_else) tests::write_bytes(folder / "letter.txt", "not ours");
            REQUIRE(h.confirm_erasing_all(ada));
            erasure = h.erasure_of_all().value();
        }
        REQUIRE(device.get(id));
        erasure->carry_out();
        CHECK_FALSE(device.get(id));
        CHECK(fs::exists(folder) == something_else);
        if (!something_else) continue;
        for (const auto& entry : fs::directory_iterator(folder)) CHECK(entry.path().filename() == "letter.txt");
        fs::remove_all(folder);
    }
}
