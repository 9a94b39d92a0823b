#include <algorithm>
#include <fstream>

#include <catch2/catch_test_macros.hpp>

#include "core/memories/memory.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/sharing/audience_commands.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;
namespace fs = std::filesystem;

namespace {

core::Pixels plain(int width, int height, std::uint8_t shade) {
    core::Pixels pixels{
        width, height,
        std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, shade)};
    for (std::size_t i = 3; i < pixels.rgba.size(); i += 4) pixels.rgba[i] = 255;
    return pixels;
}

fs::path write(const fs::path& path, const std::vector<std::uint8_t>& bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    REQUIRE(file.flush());
    return path;
}

// A JPEG of one shade.
fs::path photo(const fs::path& path, std::uint8_t shade) {
    return write(path, core::encode_jpeg(plain(80, 60, shade), 85));
}

Setup gallery() { return {desktop, {}, two_people, "memories", {}}; }

std::vector<core::Memory> memories(Stage& stage, std::size_t person = 0) {
    return stage.household().get<core::MemoryStore>().between(stage.viewer(person), monday - 40'000, monday + 400);
}

// Photos a to e on five days, one after the other.
void five_days(core::Household& h) {
    two_people(h);
    const auto me = h.get<core::PersonStore>().all().front().id;
    for (int i = 0; i < 5; ++i) {
        const auto stored =
            h.photos().add_bytes(core::encode_jpeg(plain(300, 200, static_cast<std::uint8_t>(40 * i + 20)), 85),
                                 std::string(1, static_cast<char>('a' + i)) + ".jpg", core::Arrival::plain);
        REQUIRE(stored);
        const core::MemoryId id{done(h, core::AddPhoto{me, stored.value(), {}, Audience::household})};
        done(h, core::EditMemory{me, id, std::string("Caption ") + static_cast<char>('a' + i), monday - 10 + i,
                                 Audience::household});
    }
}

Setup shown(const char* screen = "memories", Size size = desktop) { return {size, {}, five_days, screen, {}}; }

std::string large(Stage& stage) {
    for (const auto& node : stage.tree().nodes())
        if (node.role == Role::image && node.overlay) return node.name;
    return {};
}

}  // namespace

TEST_CASE("dropped photos arrive, and what cannot be taken is named with the reason", "[app][memories]") {
    Stage stage(gallery());
    stage.settle();
    CHECK(stage.shows("No photos yet"));
    const auto& from = stage.pictures();
    auto broken = core::encode_jpeg(plain(80, 60, 9), 85);
    broken.resize(broken.size() / 2);
    stage.app().files_dropped(
        {photo(from / "good.jpg", 10), photo(from / "better.jpg", 200), write(from / "half.jpg", broken),
         write(from / "letter.txt", {'h', 'e', 'l', 'l', 'o'}), write(from / "empty.png", {}),
         write(from / "moving.gif", {'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0, 0, 0, ';'}), from / "nowhere.jpg"});
    stage.frame(40);
    stage.settle();
    CHECK(memories(stage).size() == 2);
    CHECK(stage.shows("2 photos are up."));
    CHECK(stage.shows("These files could not be added:"));
    for (const char* name : {"half.jpg", "letter.txt", "empty.png", "moving.gif", "nowhere.jpg"})
        CHECK(stage.shows(name));
    CHECK(stage.shows("it isn’t a photo"));
    CHECK(stage.shows("the photo is damaged"));
    CHECK(stage.shows("the file is empty"));
    CHECK(stage.shows("there’s no such file"));
    CHECK(stage.shows("Inglenook can’t read this kind of picture yet"));
    CHECK(stage.shows("good.jpg"));
    stage.click(Role::button, "Close");
    stage.settle();
    CHECK_FALSE(stage.shows("could not be added"));
    CHECK(stage.all(Role::image).size() == 2);
}

TEST_CASE("the same photo twice is there once, and that is said", "[app][memories]") {
    Stage stage(gallery());
    stage.settle();
    const auto file = photo(stage.pictures() / "one.jpg", 10);
    stage.app().files_dropped({file});
    stage.frame(40);
    stage.settle();
    stage.app().files_dropped({file});
    stage.frame(40);
    CHECK(stage.shows("Nothing new was found. 1 was here already."));
    stage.settle();
    CHECK(memories(stage).size() == 1);
}

TEST_CASE("photos on their way show how far they are, and can be stopped", "[app][memories]") {
    Stage stage(gallery());
    stage.settle();
    std::vector<fs::path> files;
    for (int i = 0; i < 30; ++i)
        files.push_back(photo(stage.pictures() / ("p" + std::to_string(i) + ".jpg"), static_cast<std::uint8_t>(i * 8)));
    stage.slices_a_frame = 1;
    stage.app().files_dropped(files);
    stage.frame(25);
    for (int i = 0; i < 10 && stage.all(Role::progress).front()->value.find("Looking") == 0; ++i) stage.frame(5);
    REQUIRE_FALSE(stage.all(Role::progress).empty());
    const auto value = stage.all(Role::progress).front()->value;
    CHECK(value.find(" of 30") != std::string::npos);
    CHECK(stage.app().busy());
    stage.click("Stop");
    stage.settle();
    const auto arrived = memories(stage).size();
    CHECK(arrived > 0);
    CHECK(arrived < 30);
    CHECK(stage.shows("Stopped; what had arrived stays."));
    CHECK_FALSE(stage.app().busy());
    CHECK(stage.all(Role::progress).empty());
}

TEST_CASE("photos go on arriving while another screen is shown", "[app][memories]") {
    Stage stage(gallery());
    stage.settle();
    std::vector<fs::path> files;
    for (int i = 0; i < 8; ++i)
        files.push_back(
            photo(stage.pictures() / ("p" + std::to_string(i) + ".jpg"), static_cast<std::uint8_t>(i * 30)));
    stage.slices_a_frame = 1;
    stage.app().files_dropped(files);
    stage.frame(3);
    stage.click(Role::choice, "Thanks");
    stage.wait(1);
    stage.settle();
    CHECK(memories(stage).size() == 8);
}

TEST_CASE("photos of somebody who keeps them to themselves are never in the clear, from the drop on",
          "[app][memories]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     done(h, core::SetDefaultAudience{h.get<core::PersonStore>().all().front().id,
                                                      core::ItemKind::memory, Audience::only_me});
                 },
                 "memories",
                 {}});
    stage.settle();
    std::vector<fs::path> files;
    for (int i = 0; i < 4; ++i)
        files.push_back(
            photo(stage.pictures() / ("p" + std::to_string(i) + ".jpg"), static_cast<std::uint8_t>(i * 50)));
    const auto in_the_clear = [&] {
        int count = 0;
        for (const char* kind : {"photos", "thumbnails"})
            if (fs::exists(stage.folder() / kind))
                for (const auto& entry : fs::recursive_directory_iterator(stage.folder() / kind))
                    count += entry.path().extension() == ".jpg" ? 1 : 0;
        return count;
    };
    stage.slices_a_frame = 1;
    stage.app().files_dropped(files);
    for (int i = 0; i < 60; ++i) {
        stage.frame();
        REQUIRE(in_the_clear() == 0);
    }
    stage.settle();
    const auto all = memories(stage);
    REQUIRE(all.size() == 4);
    for (const auto& memory : all) CHECK(memory.sealed);
    CHECK(in_the_clear() == 0);
}

TEST_CASE("the neighbours of a private photo are there before they are asked for", "[app][memories]") {
    const auto textures = [](Audience audience) {
        Stage stage({desktop,
                     {},
                     [audience](core::Household& h) {
                         two_people(h);
                         const auto me = h.get<core::PersonStore>().all().front().id;
                         for (const auto shade : {std::uint8_t{20}, std::uint8_t{90}, std::uint8_t{160}}) {
                             const auto stored = h.photos().add_bytes(core::encode_jpeg(plain(900, 700, shade), 85),
                                                                      "x.jpg", core::arrival_for(audience));
                             REQUIRE(stored);
                             done(h, core::AddPhoto{me, stored.value(), {}, audience});
                         }
                     },
                     "photo",
                     {}});
        stage.settle();
        return stage.services.textures.size();
    };
    CHECK(textures(Audience::only_me) == textures(Audience::household));
}

TEST_CASE("photos dropped while others are on their way come after them", "[app][memories]") {
    Stage stage(gallery());
    stage.settle();
    stage.slices_a_frame = 1;
    for (int i = 0; i < 3; ++i) {
        stage.app().files_dropped(
            {photo(stage.pictures() / ("p" + std::to_string(i) + ".jpg"), static_cast<std::uint8_t>(i * 30))});
        stage.frame();
    }
    stage.wait(3);
    stage.settle();
    CHECK(memories(stage).size() == 3);
}

TEST_CASE("photos dropped when nobody has said who is here wait for that", "[app][memories]") {
    Stage stage({desktop, {}, two_people, "room", {}});
    stage.settle();
    stage.app().files_dropped({photo(stage.pictures() / "one.jpg", 10)});
    stage.frame(3);
    CHECK(stage.shows("Tap your face on Today, then drop the photos again."));
    stage.settle();
    CHECK(stage.household().get<core::MemoryStore>().days(stage.viewer(0)).empty());
}

TEST_CASE("a dropped folder brings its pictures and leaves the rest", "[app][memories]") {
    Stage stage(gallery());
    stage.settle();
    fs::create_directories(stage.pictures() / "summer");
    photo(stage.pictures() / "summer" / "one.jpg", 10);
    photo(stage.pictures() / "two.jpeg", 90);
    write(stage.pictures() / "notes.txt", {'x'});
    stage.app().files_dropped({stage.pictures()});
    stage.frame(40);
    stage.settle();
    CHECK(memories(stage).size() == 2);
    CHECK_FALSE(stage.shows("notes.txt"));
}

TEST_CASE("a folder is chosen inside the program", "[app][memories]") {
    Stage stage(gallery());
    fs::create_directories(stage.pictures() / "summer");
    photo(stage.pictures() / "summer" / "one.jpg", 10);
    photo(stage.pictures() / "summer" / "two.jpg", 90);
    stage.settle();
    stage.click("Add the first photos");
    stage.settle();
    stage.click("Pictures");
    stage.settle();
    stage.click(Role::list_item, "summer");
    stage.settle();
    CHECK(stage.shows("2 pictures here"));
    stage.click("Back");
    stage.settle();
    CHECK(stage.shows("summer"));
    stage.click(Role::list_item, "summer");
    stage.settle();
    SECTION("all of it") {
        stage.click("Take this whole folder");
        stage.wait(1);
        stage.settle();
        CHECK(memories(stage).size() == 2);
    }
    SECTION("one of it") {
        stage.click(Role::list_item, "two.jpg");
        stage.wait(1);
        stage.settle();
        REQUIRE(memories(stage).size() == 1);
        CHECK(memories(stage)[0].source_name == "two.jpg");
    }
    SECTION("none of it") {
        stage.key(ImGuiKey_Escape);
        stage.settle();
        CHECK(stage.all(Role::dialog).empty());
        CHECK(memories(stage).empty());
    }
}

TEST_CASE("a folder that cannot be read says so", "[app][memories]") {
    Stage stage(gallery());
    stage.services.places_offered = {{"Gone", stage.pictures() / "gone"}};
    stage.settle();
    stage.click("Add the first photos");
    stage.settle();
    stage.click("Gone");
    stage.settle();
    CHECK(stage.shows("This folder cannot be read."));
}

TEST_CASE("the viewer goes to the next photo and back by button, key and swipe", "[app][memories]") {
    Stage stage(shown());
    stage.settle();
    stage.click(Role::image, "Caption c");
    stage.settle();
    REQUIRE(large(stage) == "Caption c");
    SECTION("button") {
        stage.click("Next photo");
        stage.settle();
        CHECK(large(stage) == "Caption d");
        stage.click("Previous photo");
        stage.click("Previous photo");
        stage.settle();
        CHECK(large(stage) == "Caption b");
        stage.click("Close");
    }
    SECTION("key") {
        stage.key(ImGuiKey_RightArrow);
        stage.settle();
        CHECK(large(stage) == "Caption d");
        stage.key(ImGuiKey_LeftArrow);
        stage.key(ImGuiKey_LeftArrow);
        stage.settle();
        CHECK(large(stage) == "Caption b");
        stage.key(ImGuiKey_Escape);
    }
    SECTION("swipe") {
        stage.drag({900, 400}, {500, 410});
        stage.settle();
        CHECK(large(stage) == "Caption d");
        stage.drag({500, 400}, {900, 390});
        stage.drag({500, 400}, {900, 390});
        stage.settle();
        CHECK(large(stage) == "Caption b");
        stage.key(ImGuiKey_Escape);
    }
    stage.settle();
    CHECK(large(stage).empty());
}

TEST_CASE("the viewer's keys move nothing beneath it", "[app][memories]") {
    Stage stage(shown());
    stage.settle();
    stage.click(Role::image, "Caption a");
    stage.settle();
    for (int i = 0; i < 10; ++i) stage.key(ImGuiKey_RightArrow);
    stage.settle();
    CHECK(large(stage) == "Caption e");
    CHECK(stage.look("Next photo") == nullptr);
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.node(Role::choice, "Memories").on);
}

TEST_CASE("the words of a photo are changed, refused and put back", "[app][memories]") {
    Stage stage(shown("photo"));
    stage.settle();
    const auto at = large(stage);
    REQUIRE_FALSE(at.empty());
    stage.click("Caption and date");
    stage.settle();
    stage.write("Caption", std::string(1001, 'z'));
    stage.click("Save");
    stage.frame(3);
    CHECK(stage.shows("That’s too long."));
    CHECK(stage.look(Role::field, "Caption") != nullptr);
    stage.write("Caption", "On the pier");
    stage.click("The day before");
    stage.click("Only me");
    stage.click("Save");
    stage.settle();
    CHECK(stage.shows("On the pier"));
    const auto mine = memories(stage, 0), theirs = memories(stage, 1);
    CHECK(mine.size() == 5);
    CHECK(theirs.size() == 4);
    const auto changed =
        std::find_if(mine.begin(), mine.end(), [](const auto& m) { return m.caption == "On the pier"; });
    REQUIRE(changed != mine.end());
    CHECK(changed->dated_by == core::DatedBy::person);
    stage.click("Undo");
    stage.settle();
    CHECK(large(stage) == at);
    CHECK(memories(stage, 1).size() == 5);
}

TEST_CASE("arrows in the caption move the cursor and not the photo", "[app][memories]") {
    Stage stage(shown("photo"));
    stage.settle();
    const auto at = large(stage);
    stage.click("Caption and date");
    stage.settle();
    stage.click(Role::field, "Caption");
    stage.type(" here");
    stage.key(ImGuiKey_LeftArrow);
    stage.key(ImGuiKey_RightArrow);
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.value("Caption") == at + " here");
    stage.wait(1);  // twice at once would hide everything
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look(Role::field, "Caption") == nullptr);
    CHECK(large(stage) == at);
}

TEST_CASE("a photo is deleted, and comes back by undo", "[app][memories]") {
    Stage stage(shown("photo"));
    stage.settle();
    stage.click("Caption and date");
    stage.settle();
    stage.click("Delete");
    stage.settle();
    CHECK(memories(stage).size() == 4);
    stage.click("Undo");
    stage.settle();
    CHECK(memories(stage).size() == 5);
}

TEST_CASE("what is the other's can be seen and not changed", "[app][memories]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     const auto other = h.get<core::PersonStore>().all().back().id;
                     const auto stored =
                         h.photos().add_bytes(core::encode_jpeg(plain(80, 60, 3), 85), "x.jpg", core::Arrival::plain);
                     REQUIRE(stored);
                     done(h, core::AddPhoto{other, stored.value(), "Theirs", Audience::household});
                 },
                 "photo",
                 {}});
    stage.settle();
    CHECK(large(stage) == "Theirs");
    CHECK(stage.look("Caption and date") == nullptr);
}

TEST_CASE("the gallery of ten years asks for the pictures in sight only", "[app][memories]") {
    Stage stage({desktop, core::demo::Request{10, 1, 400}, {}, "memories", {}});
    stage.settle();
    CHECK(stage.tree().nodes().size() < 120);
    CHECK(stage.services.textures.size() < 60);
    for (int i = 0; i < 100; ++i) stage.wheel({700, 400}, -20);
    stage.settle();
    CHECK(stage.tree().nodes().size() < 120);
    CHECK_FALSE(stage.all(Role::image).empty());
}

TEST_CASE("a photo that has gone from its folder leaves a quiet place", "[app][memories]") {
    Stage stage(shown());
    fs::remove_all(stage.folder() / "photos");
    fs::remove_all(stage.folder() / "thumbnails");
    stage.settle();
    CHECK(stage.all(Role::image).size() == 5);
    CHECK(stage.services.textures.empty());
    stage.click(Role::image, "Caption c");
    stage.settle();
    CHECK(large(stage) == "Caption c");
}
