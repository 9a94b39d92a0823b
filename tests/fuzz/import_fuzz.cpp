// Files of other programs, from anywhere: the first byte says which program's. Whatever they hold, what is read of it
// can be planned for and brought in at once, and is then there already.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/imports/formats.hpp"
#include "core/imports/import.hpp"
#include "core/imports/moods.hpp"
#include "core/imports/read.hpp"
#include "core/people/person_commands.hpp"
#include "core/text.hpp"
#include "tests/core/device.hpp"
#include "tests/core/seeded_random.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;
using namespace core::imports;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

Batch read_as(std::uint8_t program, std::string_view bytes) {
    switch (program % 6) {
        case 0: return read_daylio(bytes);
        case 1: return read_presently(bytes);
        case 2: return read_day_one(bytes);
        case 3: return read_red_notebook("2026-02.txt", bytes);
        case 4: return read_jrnl(bytes);
        default: return read_day_one_archive(bytes);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    static const tests::TemporaryFolder place;
    static const FixedClock clock({1'795'453'805'000, 60});
    static tests::SeededRandom random;
    static Household household(place.path(), clock, random, tests::device());
    static const auto ada = household.apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
    if (count == 0) return 0;
    const auto batch = read_as(bytes[0], {reinterpret_cast<const char*>(bytes) + 1, count - 1});
    for (const auto& problem : batch.problems)
        check(length_of(problem.detail) && problem.detail.find('\n') == std::string::npos);
    for (const auto& entry : batch.entries)
        for (const auto& photo : entry.photos) {
            check(photo.name.find("..") == std::string::npos || bytes[0] % 6 == 5);
            if (batch.photo) (void)batch.photo(photo.name);
        }

    // Writing is slow: for some inputs only.
    if (count % 8 != 0) return 0;
    // Shared, so that nothing needs to be sealed: that is slow, and is tried elsewhere.
    Mapping mapping;
    mapping.audience = Audience::household;
    auto first = plan(household, ada, batch, mapping);
    check(static_cast<bool>(first));
    for (const auto& mood : first.value().moods) mapping.moods.emplace(folded(mood.name), mood.level.value_or(3));
    const auto whole = plan(household, ada, batch, mapping);
    check(whole && whole.value().count(Standing::needs_mood) == 0);
    check(static_cast<bool>(apply(household, whole.value())));
    const auto again = plan(household, ada, batch, mapping);
    check(again && again.value().commands.empty());
    if (!whole.value().commands.empty()) check(static_cast<bool>(household.undo(Viewer::of(ada))));
    return 0;
}
