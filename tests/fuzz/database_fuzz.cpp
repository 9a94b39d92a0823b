// A household.db from anywhere: opened, asked everything as everyone, and written to. A fault is a good answer; a
// crash, a hang or a read beyond its bounds is not.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/check_ins/check_in_commands.hpp"
#include "core/household/household.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_commands.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    static const tests::TemporaryFolder place;
    const auto folder = place.path() / "data";
    std::filesystem::remove_all(folder);
    tests::write_bytes(folder / "household.db", {reinterpret_cast<const char*>(bytes), count});

    const FixedClock clock({1'795'453'805'000, 60});
    tests::SeededRandom random;
    try {
        Household household(folder, clock, random, tests::device());
        try {
            (void)tests::answers_of(household);
        } catch (const Fault&) {
        }
        const auto people = household.get<PersonStore>().all();
        const auto me = people.empty() ? PersonId{} : people.front().id;
        (void)household.apply(CheckInNow{me, 3, {"tired"}, "a long day", Audience::household});
        (void)household.apply(SetDayStart{6});
        for (const auto& ritual : household.get<RitualStore>().all(Viewer::of(me), household.today()))
            (void)household.apply(MarkOccurrence{me, ritual.id, household.today(), Outcome::kept});
        (void)household.undo(Viewer::of(me));
    } catch (const Fault&) {
    }
    return 0;
}
