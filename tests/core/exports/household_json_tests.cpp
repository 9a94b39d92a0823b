#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "core/backups/household_check.hpp"
#include "core/exports/fields.hpp"
#include "core/exports/household_json.hpp"
#include "core/items/kind.hpp"
#include "core/leaving/remains.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_store.hpp"
#include "core/settings/setting_store.hpp"
#include "tests/core/exports/full_house.hpp"

using namespace core;
using namespace core::exports;
using tests::day;
using tests::FullHouse;
using json = nlohmann::ordered_json;

namespace fs = std::filesystem;

namespace {

// Another household, on another device.
struct NewHouse {
    tests::TemporaryFolder place;
    tests::SeededRandom random;
    MemorySecrets device;
    std::unique_ptr<Household> household;

    explicit NewHouse(const Clock& clock) {
        household = std::make_unique<Household>(place.path() / "data", clock, random, device, KeyCost{1, 8192});
    }
};

Contents read(const fs::path& file) {
    auto result = read_household_file(file);
    if (const auto* problem = std::get_if<JsonProblem>(&result))
        FAIL("not read: " << static_cast<int>(problem->what) << " at " << problem->where);
    return std::get<Contents>(std::move(result));
}

JsonProblem problem_of(const std::string& text) {
    auto result = read_json(text);
    REQUIRE(std::holds_alternative<JsonProblem>(result));
    return std::get<JsonProblem>(result);
}

std::vector<std::string> take_photos(Household& household, Contents& contents, const fs::path& file) {
    PhotosToTakeIn photos(household.photos(), contents, file);
    while (photos.step()) {
    }
    return photos.missing();
}

std::string small() { return to_json(Contents{}); }

// One item in a list of the small household.
std::string with(const std::string& list, const std::string& item) {
    auto text = small();
    const auto at = text.find("\"" + list + "\": [") + list.size() + 5;
    return text.insert(at, item);
}

constexpr const char* id = "019ab2c3-0000-7000-8000-000000000001";
std::string person(const char* name = "Ada") {
    return std::string("{\"id\": \"") + id + "\", \"name\": \"" + name +
           "\", \"colour\": \"plum\", \"face\": \"fox\", \"portrait\": null, \"portrait_file\": null, \"joined_at\": \"2026-11-23T18:10:00.000+01:00\"}";
}

}  // namespace

TEST_CASE("a household that is exported and brought in again answers everything the same", "[core][exports]") {
    FullHouse house;
    const auto file = house.out("ours.json");
    const auto job = house.exported(Viewer::of(house.ada), core::exports::Format::json, file);
    CHECK(job->missing_photos() == 0);

    NewHouse other(house.clock);
    auto contents = read(file);
    CHECK(take_photos(*other.household, contents, file).empty());
    const auto arriving = [&] {
        int notes = 0;
        for (const auto& entry :
             fs::recursive_directory_iterator(other.household->folder() / "thumbnails" / "arriving"))
            notes += entry.is_regular_file() && entry.path().filename() != "lock" ? 1 : 0;
        return notes;
    };
    CHECK(arriving() > 0);
    REQUIRE(other.household->take_in(contents));
    CHECK(arriving() == 0);  // every photo has its row
    const auto viewer = Viewer::of(house.ada);
    CHECK(tests::answers_to(viewer, *other.household) == tests::answers_to(viewer, house.household));
    // The room sees nothing that Ada does not.
    CHECK(tests::answers_to(Viewer::room(), *other.household) == tests::answers_to(Viewer::room(), house.household));
    const auto before = house.household.get<PersonStore>().all(), after = other.household->get<PersonStore>().all();
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(after[i].id == before[i].id);
        CHECK(after[i].name == before[i].name);
        CHECK(after[i].portrait == before[i].portrait);
        CHECK(other.household->get<PersonStore>().joined(after[i].id) ==
              house.household.get<PersonStore>().joined(before[i].id));
    }
    CHECK(other.household->get<SettingStore>().day_start_hour() == 5);
    for (const auto* kind : kinds_of_items())
        CHECK(other.household->get<SettingStore>().default_audience(house.ada, kind->kind) ==
              house.household.get<SettingStore>().default_audience(house.ada, kind->kind));
    // The photos are there, what is private sealed again and not beside it in the clear.
    const auto memories = other.household->get<MemoryStore>().between(viewer, day("1900-01-01"), day("2100-01-01"));
    REQUIRE(memories.size() == 2);
    for (const auto& memory : memories) {
        const auto bytes = other.household->photos().bytes(memory.photo, memory.format, memory.sealed);
        REQUIRE(bytes);
        CHECK(hash_of(bytes.value().data(), bytes.value().size()) == memory.photo);
        CHECK(memory.sealed.has_value() == (memory.audience == Audience::only_me));
    }
    CHECK_FALSE(fs::exists(other.household->photos().path_of(house.private_photo, PhotoFormat::jpeg)));
    for (const auto& row : tests::rows_in(other.place.path() / "data" / "household.db"))
        for (const char* text : {"Ada keeps this", "Ada has not said", "Ada's pages", "own picture"}) {
            CAPTURE(row);
            CHECK(row.find(text) == std::string::npos);
        }

    // And exported again it is the same, byte for byte.
    auto again = export_household(*other.household, viewer, core::exports::Format::json,
                                  house.out("again/ours.json").parent_path().parent_path() / "ours2.json",
                                  Existing::stays, tests::export_words());
    REQUIRE(again);
    while (again.value()->step()) {
    }
    REQUIRE(again.value()->complete());
    auto bytes = tests::bytes_in(again.value()->place());
    for (std::size_t at = 0; (at = bytes.find("ours2-photos/", at)) != std::string::npos;)
        bytes.replace(at, 13, "ours-photos/");
    CHECK(bytes == tests::bytes_in(file));
    for (const auto& entry : fs::directory_iterator(photos_beside(file)))
        CHECK(tests::bytes_in(entry.path()) == tests::bytes_in(house.out("ours2-photos") / entry.path().filename()));
}

TEST_CASE("the room's export can be brought in too", "[core][exports]") {
    FullHouse house;
    const auto file = house.out("room.json");
    house.exported(Viewer::room(), core::exports::Format::json, file);
    NewHouse other(house.clock);
    auto contents = read(file);
    take_photos(*other.household, contents, file);
    REQUIRE(other.household->take_in(contents));
    CHECK(tests::answers_to(Viewer::room(), *other.household) == tests::answers_to(Viewer::room(), house.household));
}

TEST_CASE("a household is brought in only where nobody has ever been, and else nothing is changed", "[core][exports]") {
    FullHouse house;
    const auto contents = gather(house.household, Viewer::of(house.ada));
    const auto rows = tests::rows_in(house.database());
    const auto refused = house.household.take_in(contents);
    REQUIRE_FALSE(refused);
    CHECK(refused.refusal() == Refusal::household_not_empty);
    CHECK(tests::rows_in(house.database()) == rows);
    CHECK(fs::exists(house.household.photos().path_of(house.open_photo, PhotoFormat::jpeg)));

    NewHouse other(house.clock);
    const auto somebody = other.household->apply(AddPerson{"Dora", "", "letter", {}});
    REQUIRE(somebody);
    REQUIRE(other.household->apply(RemovePerson{somebody.value().as<PersonId>()}));
    CHECK(other.household->take_in(contents).refusal() == Refusal::household_not_empty);
}

TEST_CASE("what is shut is left out of an export and counted by kind, one's own alone", "[core][exports]") {
    FullHouse house;
    tests::set_pin(house, house.ada, "2580");
    house.household.lock();
    const auto shut = gather(house.household, Viewer::of(house.ada));
    const std::map<ItemKind, int> expected{{ItemKind::check_in, 1},
                                           {ItemKind::thanks, 2},
                                           {ItemKind::ritual, 1},
                                           {ItemKind::memory, 1},
                                           {ItemKind::closeness, 1}};
    CHECK(shut.left_out.counts == expected);
    CHECK(gather(house.household, Viewer::of(house.ben)).left_out.all() == 0);
    CHECK(gather(house.household, Viewer::room()).left_out.all() == 0);
    const auto text = to_json(shut);
    CHECK(text.find("Ada keeps this") == std::string::npos);
    CHECK(text.find("\"left_out\": {\"check_ins\":1") != std::string::npos);
    const auto back = read_json(text);
    REQUIRE(std::holds_alternative<Contents>(back));
    CHECK(std::get<Contents>(back).left_out == shut.left_out);

    tests::unlock(house, house.ada, "2580");
    const auto open = gather(house.household, Viewer::of(house.ada));
    CHECK(open.left_out.all() == 0);
    CHECK(to_json(open).find("Ada keeps this") != std::string::npos);
}

TEST_CASE("an export as JSON is one object of lists with the fields that are documented", "[core][exports]") {
    FullHouse house;
    house.exported(Viewer::of(house.ada), core::exports::Format::json, house.out("ours.json"));
    const auto all = json::parse(tests::bytes_in(house.out("ours.json")));
    CHECK(all.at("format") == "inglenook-household-1");
    CHECK(all.at("viewer") == to_text(house.ada.value));
    CHECK(all.at("settings").at("day_start_hour") == 5);
    CHECK(all.at("settings").at("default_audience").at("thanks") == "room");
    CHECK(all.at("check_ins").size() == 3);
    const auto& first = all.at("check_ins")[0];  // half past two at night belongs to the day before
    CHECK(first.at("day") == "2026-11-19");
    CHECK(first.at("felt_at") == "2026-11-20T02:30:00.000+01:00");
    CHECK(first.at("wish") == "space");
    CHECK(first.at("good_news") == true);
    CHECK(first.at("audience") == "only_me");
    CHECK(all.at("hearts").size() == 2);
    CHECK(all.at("answers").size() == 3);
    CHECK(all.at("touches").size() == 2);
    CHECK(all.at("pauses").size() == 2);
    CHECK(all.at("marks").size() == 3);
    const auto file = all.at("memories")[0].at("file").get<std::string>();
    CHECK(file.rfind("ours-photos/", 0) == 0);
    CHECK(fs::exists(house.out("ours.json").parent_path() / file));
    // README names every field.
    const auto readme = tests::bytes_in(fs::path(INGLENOOK_SOURCE_DIR) / "README.md");
    kinds().each([&](const auto& kind) {
        const auto row = readme.find(std::string("\n| `") + kind.name + "` |");
        INFO(kind.name);
        REQUIRE(row != std::string::npos);
        const auto text = readme.substr(row, readme.find('\n', row + 1) - row);
        for (const auto& field : kind.fields) {
            INFO(field.name);
            CHECK(text.find("`" + std::string(field.name) + "`") != std::string::npos);
        }
    });
}

TEST_CASE("times are kept to the millisecond and in their own zone", "[core][exports]") {
    for (const Instant instant : {Instant{0, 0}, Instant{1'795'453'805'123, 60}, Instant{-62'135'596'799'999, 0},
                                  Instant{-1, -570}, Instant{1'700'000'000'001, 845}}) {
        const auto text = to_exact_iso(instant);
        CAPTURE(text);
        CHECK(instant_from_iso(text) == instant);
    }
    CHECK(to_exact_iso({1'795'453'805'007, 60}).substr(19) == ".007+01:00");
    for (const char* text :
         {"", "2026-11-23", "2026-11-23T18:10:05+01:00", "2026-11-23T24:10:05.000+01:00",
          "2026-11-23T18:60:05.000+01:00", "2026-02-30T18:10:05.000+01:00", "2026-11-23T18:10:05.000Z",
          "2026-11-23T18:10:05.000+24:00", "2026-11-23 18:10:05.000+01:00", "2026-11-23T18:10:05.000+01:00 "}) {
        CAPTURE(text);
        CHECK_FALSE(instant_from_iso(text));
    }
}

TEST_CASE("a file that is no household is refused, and it is said where", "[core][exports]") {
    using What = JsonProblem::What;
    CHECK(std::holds_alternative<Contents>(read_json(small())));
    CHECK(std::holds_alternative<Contents>(read_json("\xef\xbb\xbf" + small())));
    CHECK(std::holds_alternative<Contents>(read_json(with("people", person()))));
    CHECK(problem_of("[]").what == What::not_this_format);
    CHECK(problem_of("{\"format\": \"inglenook-person-1\"}").what == What::not_this_format);
    CHECK(problem_of("{\"format\": \"inglenook-household-2\"}").what == What::newer_format);

    const auto cut = problem_of("{\n\"format\": \"inglenook-household-1\",\n\"viewer\": nul");
    CHECK(cut.what == What::not_json);
    CHECK(cut.line == 3);
    CHECK(cut.column >= 11);
    CHECK(problem_of("").what == What::not_json);
    CHECK(problem_of("{\"format\": \"\xff\"}").what == What::not_json);

    const auto at = [](const std::string& text, What what, const char* where) {
        const auto problem = problem_of(text);
        CAPTURE(text, problem.where);
        CHECK(problem.what == what);
        CHECK(problem.where == where);
    };
    at(with("people", "{\"id\": 5}"), What::wrong_value, "people[0].id");
    at(with("people", "7"), What::wrong_value, "people[0]");
    at(with("people", "{}"), What::missing, "people[0].id");
    at(with("people", person("")), What::missing, "people[0].name");
    at(with("people", person() + "," + person("Ben")), What::twice, "people[1].id");
    at(with("people", "{\"mood_ring\": 1}"), What::unknown_field, "people[0].mood_ring");
    at(with("hearts", std::string("{\"id\": \"") + id + "\", \"thanks\": \"" + id + "\", \"author\": \"" + id +
                          "\", \"given_at\": \"2026-11-23T18:10:00.000+01:00\"}"),
       What::unknown_person, "hearts[0].author");
    auto text = small();
    text.insert(2, "\"jukebox\": [],\n");
    at(text, What::unknown_field, "jukebox");
    text = small();
    text.replace(text.find("\"day_start_hour\":4"), 18, "\"day_start_hour\":40");
    at(text, What::wrong_value, "settings.day_start_hour");
    text = small();
    text.replace(text.find("\"marks\": [\n]"), 12, "\"marks\": 3");
    at(text, What::wrong_value, "marks");
    text = small();
    text.erase(text.find(",\n\"touches\": [\n]"), 16);
    at(text, What::missing, "touches");
}

TEST_CASE("of somebody else's things nothing can come that only they may see", "[core][exports]") {
    FullHouse house;
    auto contents = gather(house.household, Viewer::of(house.ada));
    contents.viewer = house.ben;
    contents.defaults.reset();
    const auto problem = problem_of(to_json(contents));
    CHECK(problem.what == JsonProblem::What::wrong_value);
    CHECK(problem.where == "check_ins[0].audience");
}

TEST_CASE("a small file that unfolds to a large one is not read", "[core][exports]") {
    std::string deep(200'000, '[');
    CHECK(problem_of(deep).what == JsonProblem::What::too_large);
    std::string many = "[0";
    for (std::size_t i = 0; i < most_values; ++i) many += ",0";
    many += ']';
    CHECK(problem_of(many).what == JsonProblem::What::too_large);
}

TEST_CASE("a photo is taken only from beside the file, and only if it is the one that the file names",
          "[core][exports]") {
    FullHouse house;
    const auto file = house.out("ours.json");
    house.exported(Viewer::of(house.ada), core::exports::Format::json, file);
    auto contents = read(file);
    std::swap(contents.memories[0].file, contents.memories[1].file);
    contents.people[0].portrait_file = "../../../etc/passwd";
    {
        NewHouse other(house.clock);
        CHECK(take_photos(*other.household, contents, file).size() == 3);
        // The rows come all the same, and their photos may come later.
        REQUIRE(other.household->take_in(contents));
        CHECK(other.household->get<MemoryStore>()
                  .between(Viewer::of(house.ada), day("1900-01-01"), day("2100-01-01"))
                  .size() == 2);
        for (const auto& photo : {house.open_photo, house.private_photo, house.portrait})
            CHECK_FALSE(fs::exists(other.household->photos().path_of(photo, PhotoFormat::jpeg)));
    }
    // A link is nobody's photo.
    contents = read(file);
    const auto photo = file.parent_path() / contents.memories[0].file;
    fs::rename(photo, house.out("elsewhere.jpg"));
    fs::create_symlink(house.out("elsewhere.jpg"), photo);
    NewHouse other(house.clock);
    CHECK(take_photos(*other.household, contents, file) == std::vector<std::string>{contents.memories[0].file});
}

TEST_CASE("thanks to somebody who has left are brought in as such", "[core][exports]") {
    FullHouse house;
    REQUIRE(house.household.erase(house.ben));
    const auto file = house.out("ours.json");
    house.exported(Viewer::of(house.ada), core::exports::Format::json, file);
    NewHouse other(house.clock);
    auto contents = read(file);
    CHECK(take_photos(*other.household, contents, file).empty());
    REQUIRE(other.household->take_in(contents));
    CHECK(tests::answers_to(Viewer::of(house.ada), *other.household) ==
          tests::answers_to(Viewer::of(house.ada), house.household));
    CHECK(other.household->get<PersonStore>().all().size() == 2);
    // Nothing hangs in the air.
    backups::HouseholdCheck check(other.place.path() / "data");
    while (check.step()) {
    }
    CHECK(check.findings().rows.count == 0);
}

TEST_CASE("two who keep the same photo to themselves get a seal each when they are brought in", "[core][exports]") {
    FullHouse house;
    const auto file = house.out("ours.json");
    (void)house.exported(Viewer::of(house.ada), core::exports::Format::json, file);
    NewHouse other(house.clock);
    auto contents = read(file);
    const auto of_ada = std::find_if(contents.memories.begin(), contents.memories.end(),
                                     [](const auto& memory) { return memory.audience == Audience::only_me; });
    REQUIRE(of_ada != contents.memories.end());
    auto of_ben = *of_ada;
    of_ben.id.value.bytes[15] ^= 1;
    of_ben.author = house.ben;
    contents.memories.push_back(of_ben);
    CHECK(take_photos(*other.household, contents, file).empty());
    std::vector<SealedPhoto> seals;
    for (const auto& memory : contents.memories) {
        CHECK(memory.sealed.has_value() == (memory.audience == Audience::only_me));
        if (!memory.sealed) continue;
        CHECK(other.household->photos().bytes(memory.photo, memory.format, memory.sealed));
        seals.push_back(*memory.sealed);
    }
    REQUIRE(seals.size() == 2);
    CHECK(seals[0].name != seals[1].name);
    CHECK(seals[0].key != seals[1].key);
    REQUIRE(other.household->take_in(contents));
    for (const auto person : {house.ada, house.ben})
        CHECK(other.household->get<MemoryStore>().has_photo(Viewer::of(person), of_ben.photo));
}
