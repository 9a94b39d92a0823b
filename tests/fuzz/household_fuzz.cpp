// A household's JSON from anywhere: read or refused with its place. What is read is written again the same, can be
// brought into an empty household, and what that one exports is read as well.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "core/exports/csv.hpp"
#include "core/exports/household_json.hpp"
#include "core/text.hpp"
#include "tests/core/seeded_random.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;
using namespace core::exports;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const auto read = read_json({reinterpret_cast<const char*>(bytes), count});
    if (const auto* problem = std::get_if<JsonProblem>(&read)) {
        check(length_of(problem->where).has_value());
        check(problem->what != JsonProblem::What::not_json || (problem->line > 0 && problem->column > 0));
        return 0;
    }
    const auto& contents = std::get<Contents>(read);
    const auto text = to_json(contents);
    const auto again = read_json(text);
    check(std::holds_alternative<Contents>(again));
    check(to_json(std::get<Contents>(again)) == text);
    check(!to_csv(contents).empty());

    // Opening a household is slow: for some inputs only.
    if (count % 16 != 0) return 0;
    const tests::TemporaryFolder place;
    const FixedClock clock({1'795'453'805'000, 60});
    tests::SeededRandom random;
    MemorySecrets device;
    Household household(place.path(), clock, random, device, KeyCost{1, 8192});
    check(static_cast<bool>(household.take_in(contents)));
    const auto viewer = contents.viewer ? Viewer::of(*contents.viewer) : Viewer::room();
    check(std::holds_alternative<Contents>(read_json(to_json(gather(household, viewer)))));
    return 0;
}
