#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/household/household.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "tests/core/day.hpp"
#include "tests/core/pins.hpp"
#include "tests/core/seeded_random.hpp"
#include "tests/core/temporary_folder.hpp"

namespace tests {

// Every row of every table as another connection reads it from the file, what is deleted too.
std::vector<std::string> rows_in(const std::filesystem::path& database);

// Everything that the public queries answer to the room, each person of the household and a stranger; but for the
// trash, where what was made and undone lies.
std::vector<std::string> answers_of(const core::Household& household);

// The same for one viewer.
std::vector<std::string> answers_to(const core::Viewer& viewer, const core::Household& household);

core::StoredPhoto photo(std::uint8_t n, std::optional<core::TakenAt> taken = std::nullopt);

core::RitualWords weekly(std::string title, core::Day starts_on);

// A household of three, on Monday 23 November 2026 at 18:10 in a zone an hour east of Greenwich.
struct House {
    TemporaryFolder place;
    core::FixedClock clock;
    SeededRandom random;
    core::Household household;
    core::PersonId ada, ben, cleo;

    House();

    std::filesystem::path folder() const { return place.path() / "data"; }
    std::filesystem::path database() const { return folder() / "household.db"; }
    core::Day today() const { return household.today(); }
    void set_time(std::string_view on, int minute) { clock.set(clock.at(day(on), minute)); }

    void put_file(const core::StoredPhoto& photo);
    // Carries out what must not be refused.
    core::Uuid done(const core::Command& command);
    template <class I> I made(const core::Command& command) { return I{done(command)}; }
    // The refusal of what must be refused; checks that nothing was written, nothing is answered otherwise, and no undo
    // was added.
    core::Refusal refused(const std::vector<core::Command>& commands);
    core::Refusal refused(const core::Command& command) { return refused(std::vector<core::Command>{command}); }
    // Carries a command out and back: something was answered otherwise in between, the same by another household on the
    // same folder, somebody else may not undo it, and afterwards everything is answered as before.
    void comes_back(const core::Command& command, core::Viewer by);
};

// Sets a PIN, and opens a vault with one, at a cost that tests can afford. What is refused fails the test.
inline void set_pin(House& house, core::PersonId person, std::string_view pin) {
    set_pin(house.household, person, pin);
}
inline void unlock(House& house, core::PersonId person, std::string_view pin) { unlock(house.household, person, pin); }

}  // namespace tests
