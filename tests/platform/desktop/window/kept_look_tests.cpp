#include <filesystem>
#include <fstream>

#include <catch2/catch_test_macros.hpp>

#include "core/settings/setting_commands.hpp"
#include "platform/desktop/window/kept_look.hpp"
#include "tests/platform/desktop/command_line/session_home.hpp"

using namespace platform::desktop;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms;

void spoil(const fs::path& database) {
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(database.string() + ending);
    std::ofstream(database, std::ios::binary) << std::string(9000, 'x');
}

}  // namespace

TEST_CASE("theme and start of the day are known of a household whose file cannot be read", "[platform][look]") {
    const tests::TemporaryFolder folder;
    CHECK(kept_look(folder.path()) == KeptLook{});
    keep_look(folder.path(), {"dark", 3});
    spoil(folder.path() / "household.db");
    CHECK(kept_look(folder.path()) == KeptLook{"dark", 3});
    keep_look(folder.path(), {"light", 0});
    CHECK(kept_look(folder.path()) == KeptLook{"light", 0});
}

TEST_CASE("a household's own theme and hour are what is kept, and what is read where nothing was kept",
          "[platform][look]") {
    tests::Home home;
    CHECK(look_of(home.household) == KeptLook{});
    home.household.set_device_setting("theme", "dark");
    REQUIRE(home.household.apply(core::SetDayStart{2}));
    CHECK(look_of(home.household) == KeptLook{"dark", 2});
    CHECK(kept_look(home.household.folder()) == KeptLook{"dark", 2});
    keep_look(home.household.folder(), look_of(home.household));
    home.household.set_device_setting("theme", "nonsense");
    CHECK(look_of(home.household).theme == "system");
}

TEST_CASE("what was not written whole is not believed", "[platform][look]") {
    const tests::TemporaryFolder folder;
    fs::create_directories(folder.path() / "backups");
    for (const char* text : {"", "theme dark\n", "theme dark\nday_start_hour 3\n", "end",
                             "theme purple\nday_start_hour 99\nend 1\n", "day_start_hour -1\nend 1\n"}) {
        std::ofstream(folder.path() / "backups" / "household.look") << text;
        CHECK(kept_look(folder.path()) == KeptLook{});
    }
}

TEST_CASE("a folder that cannot be made is no fault", "[platform][look]") {
    const tests::TemporaryFolder folder;
    std::ofstream(folder.path() / "backups") << "a file in its place";
    keep_look(folder.path(), {"dark", 3});
    CHECK(kept_look(folder.path()) == KeptLook{});
}

TEST_CASE("a page shows what was asked for, else what was kept, else what the system prefers", "[platform][look]") {
    CHECK(theme_of_page("light", {"dark", 4}) == "light");
    CHECK(theme_of_page({}, {"dark", 4}) == "dark");
    CHECK_FALSE(theme_of_page({}, {"system", 4}));
}

TEST_CASE("after midnight a page tells the household's day, by the zone it is in", "[platform][look]") {
    const core::Day monday{20780};
    const core::FixedClock clock({std::int64_t{monday.number} * 24 * hour_ms + 18 * hour_ms, 60});
    const auto at = [&](int hours, int minutes) {
        return std::int64_t{monday.number} * 24 * hour_ms + hours * hour_ms + minutes * minute_ms - hour_ms;
    };
    CHECK(day_by(clock, {"system", 4}, at(24, 30)) == monday);
    CHECK(day_by(clock, {"system", 4}, at(28, 0)) == monday + 1);
    CHECK(day_by(clock, {"system", 0}, at(24, 30)) == monday + 1);
    CHECK(day_by(clock, {"system", 0}, at(0, 30)) == monday);
}
