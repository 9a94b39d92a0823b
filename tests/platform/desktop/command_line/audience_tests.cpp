#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/closeness/closeness_store.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "platform/desktop/command_line/closeness_command.hpp"
#include "platform/desktop/command_line/commands.hpp"
#include "tests/platform/desktop/command_line/session_home.hpp"

using namespace platform::desktop;
using core::Audience;
using core::ItemKind;

namespace {

// Anna, who made something of every kind without a word about for whom.
struct Made : tests::Home {
    std::optional<Audience> wanted;

    explicit Made(std::optional<Audience> usually) : wanted(usually) {
        if (wanted)
            for (const auto kind :
                 {ItemKind::check_in, ItemKind::thanks, ItemKind::ritual, ItemKind::memory, ItemKind::closeness})
                done(core::SetDefaultAudience{anna, kind, *wanted});
        const auto picture = (temporary.path() / "lake.jpg").string();
        const core::Pixels pixels{8, 8, std::vector<std::uint8_t>(8 * 8 * 4, 120)};
        const auto jpeg = core::encode_jpeg(pixels, 90);
        std::ofstream(picture, std::ios::binary)
            .write(reinterpret_cast<const char*>(jpeg.data()), static_cast<std::streamsize>(jpeg.size()));

        CheckInToWrite check_in_written;
        check_in_written.as = "Anna";
        REQUIRE(check_in(session, check_in_written) == 0);
        ClosenessToNote noted;
        noted.as = "Anna";
        REQUIRE(note_closeness(session, noted) == 0);
        ThanksToGive given;
        given.as = "Anna", given.to = "Jörg", given.text.written = "the tea";
        REQUIRE(thank(session, given) == 0);
        RitualToAdd ritual;
        ritual.as = "Anna", ritual.title.written = "Tea";
        REQUIRE(add_ritual(session, ritual) == 0);
        PhotosToImport photos;
        photos.as = "Anna", photos.paths = {picture};
        REQUIRE(import_photos(session, photos) == 0);
    }
    std::vector<Audience> audiences() {
        const auto viewer = core::Viewer::of(anna);
        const auto from = core::Day{0}, to = household.today() + 1;
        std::vector<Audience> list;
        for (const auto& item : household.get<core::CheckInStore>().between(viewer, from, to))
            list.push_back(item.audience);
        for (const auto& item : household.get<core::ThanksStore>().between(viewer, from, to))
            list.push_back(item.audience);
        for (const auto& item : household.get<core::RitualStore>().all(viewer, household.today()))
            list.push_back(item.audience);
        for (const auto& item : household.get<core::MemoryStore>().between(viewer, from, household.today() + 9000))
            list.push_back(item.audience);
        for (const auto& item : household.get<core::ClosenessStore>().between(viewer, from, to))
            list.push_back(item.audience);
        return list;
    }
};

}  // namespace

TEST_CASE("what a command makes without saying for whom is for whom its author has it in the settings",
          "[platform][audience]") {
    for (const auto usually : {Audience::only_me, Audience::household, Audience::room})
        CHECK(Made(usually).audiences() == std::vector<Audience>(5, usually));
    CHECK(Made(std::nullopt).audiences() == std::vector<Audience>{Audience::only_me, Audience::household,
                                                                  Audience::household, Audience::household,
                                                                  Audience::only_me});
}

TEST_CASE("what nobody in particular brings in is the household's", "[platform][audience]") {
    Made home(Audience::only_me);
    RitualToAdd ritual;
    ritual.title.written = "Soup";
    REQUIRE(add_ritual(home.session, ritual) == 0);
    const auto seen = home.household.get<core::RitualStore>().all(core::Viewer::of(home.jörg), home.household.today());
    REQUIRE(seen.size() == 1);
    CHECK(seen.front().audience == Audience::household);
}
