#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/memories/memory.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/vault/vault.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/pins.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;
namespace fs = std::filesystem;

namespace {

void one_photo(core::Household& h) {
    two_people(h);
    const auto me = mara_of(h);
    core::Pixels pixels{60, 40, std::vector<std::uint8_t>(60 * 40 * 4, 200)};
    const auto stored = h.photos().add_bytes(core::encode_jpeg(pixels, 85), "pier.jpg", core::Arrival::plain);
    REQUIRE(stored);
    const core::MemoryId id{done(h, core::AddPhoto{me, stored.value(), {}, Audience::household})};
    done(h, core::EditMemory{me, id, "On the pier", monday - 1, Audience::household});
}

core::Memory the_photo(Stage& stage) {
    const auto all = stage.household().get<core::MemoryStore>().between(stage.viewer(0), monday - 40'000, monday + 400);
    REQUIRE(all.size() == 1);
    return all.front();
}

bool plain_is_there(Stage& stage) {
    const auto memory = the_photo(stage);
    return fs::exists(stage.household().photos().path_of(memory.photo, memory.format));
}

// The photo is being encrypted, and no slice of a job has run yet.
void begin(Stage& stage) {
    stage.settle();
    stage.click("Caption and date");
    stage.settle();
    stage.click("Only me");
    stage.slices_a_frame = 0;
    stage.click("Save");
    stage.frame(2);
    REQUIRE(stage.app().at_work());
}

void finish(Stage& stage) {
    stage.slices_a_frame = -1;
    stage.settle();
    REQUIRE_FALSE(stage.app().at_work());
}

Setup with_photo() { return {desktop, {}, one_photo, "photo", {}}; }

}  // namespace

TEST_CASE("a photo is encrypted beside the frames, and undone and done again so", "[app][at_work]") {
    Stage stage(with_photo());
    begin(stage);
    CHECK(stage.shows("One moment…"));
    CHECK_FALSE(stage.shows("On the pier"));
    CHECK_FALSE(the_photo(stage).sealed);
    finish(stage);
    CHECK(the_photo(stage).sealed);
    CHECK_FALSE(plain_is_there(stage));
    CHECK(stage.look(Role::field, "Caption") == nullptr);

    stage.slices_a_frame = 0;
    stage.click("Undo");
    stage.frame(2);
    REQUIRE(stage.app().at_work());
    finish(stage);
    CHECK_FALSE(the_photo(stage).sealed);
    CHECK(plain_is_there(stage));
    CHECK(stage.shows("Taken back."));

    stage.slices_a_frame = 0;
    stage.key(ImGuiKey_Y, ImGuiMod_Ctrl);
    stage.frame(2);
    REQUIRE(stage.app().at_work());
    finish(stage);
    CHECK(the_photo(stage).sealed);
    CHECK_FALSE(plain_is_there(stage));
}

TEST_CASE("what keeps its audience, and what has no file, is saved within the frame", "[app][at_work]") {
    Stage stage(with_photo());
    stage.settle();
    stage.click("Caption and date");
    stage.settle();
    stage.write("Caption", "At the pier");
    stage.slices_a_frame = 0;
    stage.click("Save");
    stage.frame(2);
    CHECK_FALSE(stage.app().at_work());
    CHECK(the_photo(stage).caption == "At the pier");
}

TEST_CASE("a machine that sleeps while something works locks what is private after it", "[app][at_work]") {
    auto setup = with_photo();
    setup.before = [](core::Household& h) {
        one_photo(h);
        tests::set_pin(h, mara_of(h), "2468");
    };
    Stage stage(setup);
    stage.settle();
    unlock(stage);
    begin(stage);
    stage.app().slept();
    finish(stage);
    CHECK_FALSE(stage.household().vault().is_open(stage.viewer(0).person.value()));
    unlock(stage);
    CHECK(the_photo(stage).sealed);
}

TEST_CASE("a photo that cannot be encrypted stays as it was, and the reason is said", "[app][at_work]") {
    Stage stage(with_photo());
    begin(stage);
    // Its bytes are gone: nothing may be taken for encrypted.
    const auto memory = the_photo(stage);
    const auto path = stage.household().photos().path_of(memory.photo, memory.format);
    fs::remove(path);
    fs::create_directory(path);
    finish(stage);
    CHECK_FALSE(the_photo(stage).sealed);
    CHECK(stage.all(Role::banner).size() == 1);
    CHECK(stage.look(Role::field, "Caption"));
    fs::remove(path);
}

TEST_CASE("Esc twice shows the clock at once while something works, and it stays after that", "[app][at_work]") {
    Stage stage(with_photo());
    begin(stage);
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_Escape);
    CHECK_FALSE(stage.shows("One moment…"));
    CHECK(stage.shows("18:42"));
    CHECK(stage.services.window_title == "Clock");
    finish(stage);
    CHECK(stage.shows("18:42"));
    CHECK_FALSE(stage.shows("On the pier"));
    CHECK(the_photo(stage).sealed);
}

TEST_CASE("files dropped twice while something works all arrive", "[app][at_work]") {
    Stage stage(with_photo());
    begin(stage);
    for (const int shade : {40, 90}) {
        core::Pixels pixels{60, 40, std::vector<std::uint8_t>(60 * 40 * 4, static_cast<std::uint8_t>(shade))};
        const auto bytes = core::encode_jpeg(pixels, 85);
        const auto file = stage.pictures() / (std::to_string(shade) + ".jpg");
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        stage.app().files_dropped({file});
    }
    finish(stage);
    CHECK(
        stage.household().get<core::MemoryStore>().between(stage.viewer(0), monday - 40'000, monday + 40'000).size() ==
        3);
}
