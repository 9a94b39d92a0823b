#include "core/exports/household_export.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/exports/full_house.hpp"

using namespace core;
using namespace core::exports;
using tests::FullHouse;
namespace fs = std::filesystem;
using Kind = core::exports::Format;

namespace {

// The bytes of all that was written, photos too.
std::string everything(const fs::path& folder) {
    std::string bytes;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        bytes += entry.path().filename().string() + "\n";
        if (entry.is_regular_file()) bytes += tests::bytes_in(entry.path());
    }
    return bytes;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string without_html(std::string text) {
    for (const auto& [mark, sign] :
         {std::pair<const char*, const char*>{"&#39;", "'"}, {"&amp;", "&"}, {"&quot;", "\""}})
        for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;)
            text.replace(at++, std::string(mark).size(), sign);
    return text;
}

}  // namespace

TEST_CASE("in no format is there anything that its viewer may not see", "[core][exports]") {
    FullHouse house;
    for (const auto format : formats) {
        CAPTURE(ending_of(format));
        const auto folder = house.out("x").parent_path() / ending_of(format);
        const auto export_as = [&](const Viewer& viewer, const char* name) {
            fs::create_directories(folder / name);
            house.exported(viewer, format, folder / name / "all");
            return without_html(everything(folder / name));
        };
        const auto ada = export_as(Viewer::of(house.ada), "ada"), ben = export_as(Viewer::of(house.ben), "ben"),
                   cleo = export_as(Viewer::of(house.cleo), "cleo"), room = export_as(Viewer::room(), "room");
        for (const char* text : tests::for_ada) {
            CAPTURE(text);
            CHECK(ada.find(text) != std::string::npos);
        }
        for (const char* text : tests::not_for_ada) {
            CAPTURE(text);
            CHECK(ada.find(text) == std::string::npos);
            CHECK(cleo.find(text) == std::string::npos);
            CHECK(ben.find(text) != std::string::npos);
        }
        for (const char* text : {"Ada keeps this", "Ada has not said this yet", "Ada says this on Friday",
                                 "Ada's pages", "Ada's own picture"}) {
            CAPTURE(text);
            CHECK(ben.find(text) == std::string::npos);
            CHECK(cleo.find(text) == std::string::npos);
            CHECK(room.find(text) == std::string::npos);
        }
        for (const char* text : {"Ada's note", "cook", "soup", "Ben to Cleo", "Pizza"}) {
            CAPTURE(text);
            CHECK(room.find(text) == std::string::npos);
        }
        CHECK(room.find("Ben tells the room") != std::string::npos);
        CHECK(room.find("the sea") != std::string::npos);
        // Touches are between the two; nor is anybody's photo in it that they do not see.
        const auto touches = [&](const Viewer& viewer) { return gather(house.household, viewer).touches.size(); };
        CHECK((touches(Viewer::of(house.ada)) == 2 && touches(Viewer::of(house.cleo)) == 1 &&
               touches(Viewer::room()) == 0));
        const auto secret = to_hex(house.private_photo).substr(0, 16), open = to_hex(house.open_photo).substr(0, 16);
        CHECK(ada.find(secret) != std::string::npos);
        for (const auto* other : {&ben, &cleo, &room}) CHECK(other->find(secret) == std::string::npos);
        for (const auto* other : {&ben, &cleo, &room}) CHECK(other->find(open) != std::string::npos);
    }
}

TEST_CASE("photos lie in a folder beside the file, and no one else may look into either", "[core][exports]") {
    FullHouse house;
    const auto job = house.exported(Viewer::of(house.ada), Kind::html, house.out("diary.html"));
    CHECK(job->place() == house.out("diary.html"));
    CHECK(names_in(house.place.path() / "out") == std::vector<std::string>{"diary-photos", "diary.html"});
    CHECK(names_in(house.out("diary-photos")).size() == 3);
    for (const auto& path : {house.out("diary.html"), house.out("diary-photos")})
        CHECK((fs::status(path).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    const auto page = tests::bytes_in(house.out("diary.html"));
    CHECK(page.find("src=\"diary-photos/1969-12-31-") != std::string::npos);
    CHECK(job->progress().done == job->progress().total);
}

TEST_CASE("nothing is written over unless it is told, and then only what an export left", "[core][exports]") {
    FullHouse house;
    const auto viewer = Viewer::of(house.ada);
    const auto refused = [&](Kind format, const fs::path& place, Existing existing) {
        const auto made = export_household(house.household, viewer, format, place, existing, tests::export_words());
        return !made && made.refusal() == Refusal::something_there;
    };
    tests::write_bytes(house.out("ours.json"), "somebody's");
    CHECK(refused(Kind::json, house.out("ours.json"), Existing::stays));
    CHECK_FALSE(refused(Kind::json, house.out("ours.json"), Existing::gives_way));
    CHECK(tests::bytes_in(house.out("ours.json")) == "somebody's");
    // Photos beside it that are none of an export's.
    tests::write_bytes(house.out("mine-photos") / "holiday.jpg", "somebody's");
    CHECK(refused(Kind::json, house.out("mine.json"), Existing::stays));
    CHECK(refused(Kind::json, house.out("mine.json"), Existing::gives_way));
    // A folder that holds anything but an export's tables.
    tests::write_bytes(house.out("tables") / "taxes.csv", "somebody's");
    CHECK(refused(Kind::csv, house.out("tables"), Existing::gives_way));
    fs::create_directories(house.out("folder.json"));
    CHECK(refused(Kind::json, house.out("folder.json"), Existing::gives_way));
    // Nor anything of the household itself.
    for (const auto& path : {house.folder(), house.folder() / "household.db", house.folder() / "photos" / "x.json",
                             house.folder() / ".." / "data" / "y"})
        for (const auto format : formats) CHECK(refused(format, path, Existing::gives_way));

    house.exported(viewer, Kind::html, house.out("diary.html"));
    house.exported(viewer, Kind::csv, house.out("all"));
    house.done(GiveThanks{house.ada, house.ben, "since then", Audience::household});
    for (const auto& [format, name] : {std::pair{Kind::html, "diary.html"}, std::pair{Kind::csv, "all"}}) {
        CHECK(refused(format, house.out(name), Existing::stays));
        auto again = export_household(house.household, viewer, format, house.out(name), Existing::gives_way,
                                      tests::export_words());
        REQUIRE(again);
        while (again.value()->step()) {
        }
        CHECK(again.value()->complete());
    }
    CHECK(tests::bytes_in(house.out("diary.html")).find("since then") != std::string::npos);
    CHECK(tests::bytes_in(house.out("all") / "thanks.csv").find("since then") != std::string::npos);
    CHECK(names_in(house.out("diary-photos")).size() == 3);
    for (const auto& name : names_in(house.place.path() / "out")) CHECK(name.front() != '.');
}

TEST_CASE("an export that fails or is cancelled leaves what was there as it was", "[core][exports]") {
    FullHouse house;
    const auto viewer = Viewer::of(house.ada);
    const auto before = [&] { return names_in(house.place.path() / "out"); };
    house.exported(viewer, Kind::html, house.out("diary.html"));
    const auto names = before();
    const auto bytes = everything(house.place.path() / "out");
    {
        auto job = export_household(house.household, viewer, Kind::html, house.out("diary.html"), Existing::gives_way,
                                    tests::export_words());
        REQUIRE(job);
        REQUIRE(job.value()->step());
        REQUIRE(job.value()->step());
        job.value()->cancel();
        CHECK_FALSE(job.value()->step());
    }
    CHECK(before() == names);
    CHECK(everything(house.place.path() / "out") == bytes);

    // Somebody else was quicker.
    auto late = export_household(house.household, viewer, Kind::json, house.out("late.json"), Existing::stays,
                                 tests::export_words());
    REQUIRE(late);
    while (late.value()->progress().done + 1 < late.value()->progress().total) REQUIRE(late.value()->step());
    tests::write_bytes(house.out("late.json"), "theirs");
    while (late.value()->step()) {
    }
    CHECK(late.value()->failure() == Fault::Kind::no_access);
    CHECK(tests::bytes_in(house.out("late.json")) == "theirs");
    CHECK_FALSE(fs::exists(house.out("late-photos")));
    fs::remove(house.out("late.json"));
    CHECK(before() == names);

    // A full disk.
    auto full = export_household(house.household, viewer, Kind::json, house.out("full.json"), Existing::stays,
                                 tests::export_words());
    REQUIRE(full);
    while (full.value()->progress().done + 1 < full.value()->progress().total) REQUIRE(full.value()->step());
    for (const auto& name : before())
        if (name.front() == '.') fs::create_symlink("/dev/full", house.out(name.c_str()) / "file");
    while (full.value()->step()) {
    }
    CHECK(full.value()->failure() == Fault::Kind::disk_full);
    CHECK_FALSE(full.value()->complete());
    CHECK(before() == names);
    CHECK(everything(house.place.path() / "out") == bytes);
}

TEST_CASE("what a killed export left goes a day later, and nothing else", "[core][exports]") {
    FullHouse house;
    const auto made = [&](const char* name, const char* file, int hours) {
        const auto folder = house.out(name);
        tests::write_bytes(folder / file, "a photo");
        fs::last_write_time(folder, fs::file_time_type::clock::now() - std::chrono::hours(hours));
        return folder;
    };
    const auto left = made(".inglenook-export-aB3dE9", "photos/mine.jpg", 25),
               young = made(".inglenook-export-aB3dE8", "photos/mine.jpg", 23),
               longer = made(".inglenook-export-aB3dE90", "photos/mine.jpg", 25),
               other = made(".inglenook-exports-aB3dE", "photos/mine.jpg", 25),
               halfway = made(".inglenook-export-aB3dE7", "old-diary.html", 1);
    tests::write_bytes(halfway / "photos/mine.jpg", "a photo");
    fs::last_write_time(halfway, fs::file_time_type::clock::now() - std::chrono::hours(25));
    const auto elsewhere = house.out("elsewhere"), link = house.out(".inglenook-export-aB3dE6");
    tests::write_bytes(elsewhere / "theirs", "theirs");
    fs::last_write_time(elsewhere, fs::file_time_type::clock::now() - std::chrono::hours(25));
    fs::create_directory_symlink(elsewhere, link);
    house.exported(Viewer::of(house.ada), Kind::html, house.out("diary.html"));
    CHECK_FALSE(fs::exists(left));
    for (const auto& stays : {young, longer, other}) CHECK(fs::exists(stays / "photos/mine.jpg"));
    CHECK_FALSE(fs::exists(halfway / "photos"));
    CHECK(fs::exists(halfway / "old-diary.html"));  // was there before
    CHECK(fs::exists(fs::symlink_status(link)));
    CHECK(fs::exists(elsewhere / "theirs"));
}

TEST_CASE("where there is no folder to export to, that is said", "[core][exports]") {
    FullHouse house;
    auto job = export_household(house.household, Viewer::room(), Kind::markdown,
                                house.place.path() / "nowhere" / "diary.md", Existing::stays, tests::export_words());
    REQUIRE(job);
    while (job.value()->step()) {
    }
    CHECK(job.value()->failure() == Fault::Kind::no_access);
    CHECK(export_household(house.household, Viewer::of(PersonId{Uuid{{1}}}), Kind::json, house.out("x.json"),
                           Existing::stays, tests::export_words())
              .refusal() == Refusal::unknown_person);
}

TEST_CASE("a photo whose file is gone is counted and said in its place", "[core][exports]") {
    FullHouse house;
    fs::remove(house.household.photos().path_of(house.open_photo, PhotoFormat::jpeg));
    const auto job = house.exported(Viewer::of(house.ada), Kind::html, house.out("diary.html"));
    CHECK(job->missing_photos() == 1);
    CHECK(tests::bytes_in(house.out("diary.html")).find("missing") != std::string::npos);
}

TEST_CASE("a photo or portrait with other bytes than its row remembers is copied as it is, and counted as damaged",
          "[core][exports]") {
    for (const auto kind : {Kind::json, Kind::markdown, Kind::html}) {
        FullHouse house;
        CHECK(house.exported(Viewer::of(house.ada), kind, house.out("whole"))->damaged_photos() == 0);
        for (const auto& photo : {house.open_photo, house.portrait}) {
            const auto file = house.household.photos().path_of(photo, PhotoFormat::jpeg);
            const auto half = tests::bytes_in(file).substr(0, 300);
            fs::remove(file);
            tests::write_bytes(file, half);
        }
        const auto job = house.exported(Viewer::of(house.ada), kind, house.out("diary"));
        CHECK(job->missing_photos() == 0);
        CHECK(job->damaged_photos() == 2);
        std::string names;
        for (const auto& name : job->names_of_damaged_photos()) names += name;
        CHECK(names.find(to_hex(house.open_photo)) != std::string::npos);
        CHECK(names.find(to_hex(house.portrait)) != std::string::npos);
    }
}
