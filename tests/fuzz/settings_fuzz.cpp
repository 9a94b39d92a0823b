// Values of settings that another program, or a newer version, has written.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/db/connection.hpp"
#include "core/household/household.hpp"
#include "core/settings/setting_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/seeded_random.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    static const tests::TemporaryFolder place;
    static const FixedClock clock({1'795'453'805'000, 60});
    static tests::SeededRandom random;
    static Household household(place.path(), clock, random, tests::device());
    static db::Connection other(place.path() / "household.db");
    static auto write = other.prepare(
        "INSERT INTO setting (name, value, changed_at, changed_offset) VALUES ('day_start_hour', ?1, 0, 0)"
        " ON CONFLICT (name) DO UPDATE SET value = ?1");

    const std::string value(reinterpret_cast<const char*>(bytes), count);
    write.run(value);
    household.notice_others();
    if (household.get<SettingStore>().day_start_hour() < 0 || household.get<SettingStore>().day_start_hour() > 12)
        std::abort();
    (void)household.today();
    household.set_device_setting(value, value);
    const auto kept = household.get<SettingStore>().device(value);
    if (!kept || *kept != value) std::abort();
    return 0;
}
