#include <filesystem>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "core/activities/activity_commands.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/db/connection.hpp"
#include "core/exports/contents.hpp"
#include "core/leaving/person_export.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/people/person_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/backups/kept.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"

using namespace core;
using tests::at;
using tests::day;
using tests::House;
using tests::photo;
using tests::weekly;

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

ExportWords words() {
    ExportWords w;
    w.language = "en";
    w.title = "What is {name}'s";
    w.introduction = "Taken along on {day}";
    w.rituals = "Rituals";
    w.since = "since {day}";
    for (auto& mood : w.moods) mood = "a mood";
    w.said = [](const KindOfItem&, const Record& record, const std::string&) {
        return "Close: " + std::to_string(std::get<std::int64_t>(record.fields.front()));
    };
    w.check_in = "How I was";
    w.thanks_to = "Thanks to {name}";
    w.thanks_to_us = "Thanks to us";
    w.thanks_to_life = "Thanks to life";
    w.thanks_from = "Thanks from {name}";
    w.somebody_who_left = "somebody";
    w.photo = "A photo";
    w.photo_missing = "missing";
    w.only_you = "only for me";
    w.date = w.full_date = [](Day d) { return to_iso(d); };
    w.clock = [](int minute) { return std::to_string(minute); };
    w.rule = [](const Ritual& r) { return r.rule; };
    return w;
}

std::shared_ptr<PersonExport> begun(House& house, PersonId person) {
    auto made = export_person(house.household, person, house.place.path() / "out", words());
    REQUIRE(made);
    return made.value();
}

std::shared_ptr<PersonExport> done(House& house, PersonId person) {
    auto job = begun(house, person);
    while (job->step()) {
    }
    REQUIRE_FALSE(job->failure());
    REQUIRE(job->complete());
    return job;
}

std::vector<std::string> texts(const json& list, const char* field) {
    std::vector<std::string> found;
    for (const auto& item : list) found.push_back(item.at(field).get<std::string>());
    return found;
}

}  // namespace

TEST_CASE("what somebody takes along is all that is theirs, and nothing that is not for them", "[core][leaving]") {
    House house;
    house.done(CheckInNow{house.ada, 2, {"low"}, "mine alone", Audience::only_me});
    house.done(CheckInNow{house.ben, 4, {}, "Ben's own", Audience::household});
    house.done(NoteCloseness{house.ada, 6});
    house.done(NoteCloseness{house.ben, 2, Audience::household});
    house.done(GiveThanks{house.ada, house.ben, "given openly", Audience::household});
    house.done(GiveThanks{house.ada, std::nullopt, "to life, alone", Audience::only_me});
    house.done(GiveThanks{house.ben, house.ada, "received", Audience::household});
    house.done(GiveThanks{house.ben, house.ada, "never shown", Audience::only_me});
    house.done(GiveThanks{house.ben, house.cleo, "between others", Audience::room});
    house.done(GiveThanks{house.ben,
                          house.ada,
                          "a surprise for Friday",
                          Audience::household,
                          {},
                          {},
                          house.clock.at(house.today() + 4, at(8))});
    house.done(GiveThanks{house.ben, Addressee::us(), "to us all", Audience::household});
    auto pages = weekly("Pages", house.today());
    pages.audience = Audience::only_me;
    house.done(AddRitual{house.ada, pages});
    house.done(AddRitual{std::nullopt, weekly("The household's", house.today())});
    house.done(
        AddPhoto{house.ada, photo(1, TakenAt{day("2020-05-05"), at(12), 0, {}}), "the sea", Audience::household});
    house.done(AddPhoto{house.ada, photo(2, TakenAt{day("2021-05-05"), at(12), 0, {}}), "for me", Audience::only_me});
    house.done(AddPhoto{house.ben, photo(3), "Ben's photo", Audience::household});
    house.done(AddActivity{house.ada, "the garden", "leaf"});
    house.done(AddActivity{house.ada, "chess", "game"});
    house.done(AddActivity{house.ben, "Ben's shed", "hammer"});

    const auto job = done(house, house.ada);
    CHECK(job->folder() == house.place.path() / "out" / "inglenook-Ada-2026-11-23");
    CHECK_FALSE(fs::exists(job->unfinished_folder()));
    CHECK(job->progress().done == job->progress().total);
    CHECK(job->missing_photos() == 0);
    const auto all = json::parse(tests::bytes_in(job->folder() / "data.json"));
    CHECK(all.at("person").at("name") == "Ada");
    CHECK(texts(all.at("check_ins"), "note") == std::vector<std::string>{"mine alone"});
    CHECK(all.at("check_ins")[0].at("felt_at") == "2026-11-23T18:10:04+01:00");
    CHECK(all.at("check_ins")[0].at("audience") == "only_me");
    CHECK(texts(all.at("activities"), "name") == std::vector<std::string>{"the garden", "chess"});
    CHECK(all.at("activities")[0].at("icon") == "leaf");
    REQUIRE(all.at("closeness").size() == 1);
    CHECK(all.at("closeness")[0].at("level") == 6);
    CHECK(all.at("closeness")[0].at("audience") == "only_me");
    CHECK(texts(all.at("thanks_given"), "text") == std::vector<std::string>{"given openly", "to life, alone"});
    CHECK(texts(all.at("thanks_received"), "text") == std::vector<std::string>{"received", "to us all"});
    CHECK(all.at("thanks_received")[0].at("author_name") == "Ben");
    CHECK(all.at("thanks_received")[0].at("to") == "person");
    CHECK(all.at("thanks_received")[1].at("to") == "us");
    CHECK(all.at("thanks_received")[1].at("waits_until").is_null());
    CHECK(texts(all.at("rituals"), "title") == std::vector<std::string>{"Pages"});
    CHECK(texts(all.at("memories"), "caption") == std::vector<std::string>{"the sea", "for me"});
    for (int i = 0; i < 2; ++i) {
        const auto file = job->folder() / all.at("memories")[static_cast<std::size_t>(i)].at("file").get<std::string>();
        CHECK(tests::bytes_in(file) == "the photo " + to_hex(photo(static_cast<std::uint8_t>(i + 1)).hash));
    }
    const auto page = tests::bytes_in(job->folder() / "index.html");
    for (const char* text : {"mine alone", "given openly", "to life, alone", "received", "Thanks from Ben", "Pages",
                             "the sea", "2020", "only for me", "Close: 6"}) {
        CAPTURE(text);
        CHECK(page.find(text) != std::string::npos);
    }
    for (const auto& written : {page, all.dump()})
        for (const char* text : {"never shown", "between others", "a surprise for Friday", "opened", "drawn",
                                 "put_away", "Ben&#39;s own", "Ben's own", "The household", "Ben's photo"}) {
            CAPTURE(text);
            CHECK(written.find(text) == std::string::npos);
        }
    CHECK((fs::status(job->folder()).permissions() & (fs::perms::group_all | fs::perms::others_all)) ==
          fs::perms::none);
}

TEST_CASE("whatever somebody wrote is text on the page, and nothing on it runs or comes from elsewhere",
          "[core][leaving]") {
    House house;
    const std::string nasty = "</p><script>alert(1)</script><img src=\"https://example.org/x\" onerror='x()'>&amp;";
    house.done(EditPerson{house.ada, "A<b>da & Co", "plum", "letter", std::nullopt});
    house.done(GiveThanks{house.ada, house.ben, nasty, Audience::household});
    house.done(CheckInNow{house.ada, 3, {"<i>"}, nasty, Audience::household});
    auto ritual = weekly("<u>R</u>", house.today());
    ritual.note = nasty;
    house.done(AddRitual{house.ada, ritual});
    house.done(AddPhoto{house.ada, photo(1), nasty, Audience::household});
    const auto job = done(house, house.ada);
    CHECK(job->folder().filename() == "inglenook-A-b-da-Co-2026-11-23");
    const auto page = tests::bytes_in(job->folder() / "index.html");
    CHECK(page.find("&lt;script&gt;alert(1)") != std::string::npos);
    for (const char* mark : {"<script", "<b>", "<i>", "<u>", "src=\"http", "onerror='", "href=\"http"}) {
        CAPTURE(mark);
        CHECK(page.find(mark) == std::string::npos);
    }
    CHECK(page.find("alt=\"&lt;/p&gt;") != std::string::npos);
    CHECK(json::parse(tests::bytes_in(job->folder() / "data.json")).at("thanks_given")[0].at("text") == nasty);
}

TEST_CASE("nobody takes along what a shut vault hides, and no folder is written over", "[core][leaving]") {
    House house;
    house.done(CheckInNow{house.ada, 2, {}, "mine alone", Audience::only_me});
    tests::set_pin(house, house.ada, "2580");
    house.household.lock();
    const auto out = house.place.path() / "out";
    const auto shut = export_person(house.household, house.ada, out, words());
    REQUIRE_FALSE(shut);
    CHECK(shut.refusal() == Refusal::locked);
    CHECK_FALSE(fs::exists(out));
    tests::unlock(house, house.ada, "2580");
    for (const char* ending : {"", "-unfinished"}) {
        const auto file = out / (std::string("inglenook-Ada-2026-11-23") + ending) / "somebody's file";
        tests::write_bytes(file, "x");
        const auto refused = export_person(house.household, house.ada, out, words());
        REQUIRE_FALSE(refused);
        CHECK(refused.refusal() == Refusal::folder_not_empty);
        CHECK(tests::bytes_in(file) == "x");
        fs::remove_all(out);
    }
    fs::create_directories(out / "inglenook-Ada-2026-11-23");  // an empty one does
    CHECK(done(house, house.ada)->complete());
    CHECK(export_person(house.household, PersonId{}, out, words()).refusal() == Refusal::unknown_person);
}

TEST_CASE("an export that is cancelled leaves nothing behind", "[core][leaving]") {
    House house;
    for (std::uint8_t i = 1; i < 5; ++i) house.done(AddPhoto{house.ada, photo(i), "", Audience::household});
    auto job = begun(house, house.ada);
    REQUIRE(job->step());
    REQUIRE(job->step());
    const auto folder = job->folder(), unfinished = job->unfinished_folder();
    CHECK(fs::exists(unfinished / "photos"));
    CHECK_FALSE(fs::exists(folder));
    job->cancel();
    CHECK_FALSE(job->step());
    job.reset();
    CHECK_FALSE(fs::exists(unfinished));
    CHECK_FALSE(fs::exists(folder));
}

TEST_CASE("a full disk is said, and what was written is left under a name that says that it is not whole",
          "[core][leaving]") {
    House house;
    house.done(AddPhoto{house.ada, photo(1), "", Audience::household});
    auto job = begun(house, house.ada);
    REQUIRE(job->step());
    fs::create_symlink("/dev/full", job->unfinished_folder() / "data.json");
    while (job->step()) {
    }
    CHECK(job->failure() == Fault::Kind::disk_full);
    CHECK_FALSE(job->complete());
    CHECK(fs::exists(job->unfinished_folder() / "photos"));
    CHECK_FALSE(fs::exists(job->folder()));
    CHECK_FALSE(job->step());
}

TEST_CASE("where no folder can be made, that is said", "[core][leaving]") {
    House house;
    tests::write_bytes(house.place.path() / "out", "a file, not a folder");
    auto job = begun(house, house.ada);
    while (job->step()) {
    }
    CHECK(job->failure() == Fault::Kind::no_access);
}

TEST_CASE("a photo whose file is gone is counted, and the rest is whole", "[core][leaving]") {
    House house;
    house.done(AddPhoto{house.ada, photo(1), "here", Audience::household});
    house.done(AddPhoto{house.ada, photo(2), "gone", Audience::household});
    fs::remove(house.household.photos().path_of(photo(2).hash, PhotoFormat::jpeg));
    const auto job = done(house, house.ada);
    CHECK(job->missing_photos() == 1);
    const auto all = json::parse(tests::bytes_in(job->folder() / "data.json"));
    int without = 0;
    for (const auto& memory : all.at("memories")) without += memory.at("file").is_null();
    CHECK(without == 1);
    CHECK(tests::bytes_in(job->folder() / "index.html").find("missing") != std::string::npos);
}

TEST_CASE("a photo with other bytes than its row remembers is copied as it is, and counted as damaged",
          "[core][leaving]") {
    House house;
    const auto whole = tests::give_photo(house, 40), half = tests::give_photo(house, 200);
    const auto file = house.folder() / "photos" / half.substr(0, 2) / half;
    const auto bytes = tests::bytes_in(file).substr(0, 300);
    fs::remove(file);
    tests::write_bytes(file, bytes);
    const auto job = done(house, house.ada);
    CHECK(job->missing_photos() == 0);
    REQUIRE(job->damaged_photos() == 1);
    CHECK(job->names_of_damaged_photos().front().find(half.substr(0, 64)) != std::string::npos);
    int halves = 0;
    for (const auto& copied : fs::directory_iterator(job->folder() / "photos"))
        halves += tests::bytes_in(copied.path()) == bytes;
    CHECK(halves == 1);
}

TEST_CASE("what is somebody's and does not open is counted, and the export is not whole", "[core][leaving][exports]") {
    const char* const changes[] = {"UPDATE check_in SET day = day + 1", "UPDATE check_in SET sealed = zeroblob(200)",
                                   "UPDATE check_in SET audience = 'household'", "UPDATE check_in SET day = 9999999",
                                   "UPDATE activity SET sealed = zeroblob(200)"};
    for (const char* change : changes) {
        INFO(change);
        House house;
        house.done(CheckInNow{house.ada, 3, {}, "for me", Audience::only_me});
        house.done(AddActivity{house.ada, "a walk", "leaf"});
        auto alone = weekly("Alone", house.today());
        alone.audience = Audience::only_me;
        house.done(AddRitual{house.ada, alone});
        house.done(GiveThanks{house.ada, {}, "to life", Audience::only_me});
        house.done(NoteCloseness{house.ada, 5, Audience::only_me});
        house.done(CheckInNow{house.ben, 3, {}, "for Ben", Audience::only_me});
        CHECK(exports::gather(house.household, Viewer::of(house.ada)).unopened == 0);
        CHECK(begun(house, house.ada)->unopened() == 0);
        {
            db::Connection db(house.database());
            db.exec(change);
            CHECK(db.changes() > 0);
        }
        Household again(house.folder(), house.clock, house.random, tests::device());
        const auto gathered = exports::gather(again, Viewer::of(house.ada));
        CHECK(gathered.unopened == 1);
        CHECK(exports::gather(again, Viewer::room()).unopened == 0);
        const auto made = export_person(again, house.ada, house.place.path() / "out", words());
        REQUIRE(made);
        auto& job = *made.value();
        while (job.step()) {
        }
        REQUIRE(job.complete());
        CHECK(job.unopened() == 1);
        CHECK_FALSE(job.whole());
    }
}
