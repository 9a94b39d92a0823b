#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/household/household.hpp"
#include "tests/core/seeded_random.hpp"

namespace faults {

// The one place where a test of this folder opens a household.
std::unique_ptr<core::Household> opened(const std::filesystem::path& folder, const core::Clock& clock, core::Random& random);

// What libsodium draws on this thread is the same from here on for the same seed: two storms then seal the same bytes.
void seed_sodium(std::uint64_t seed);

// Small JPEG files to import, some with a date of their own; and those that were drawn earlier, in the same order.
std::vector<std::filesystem::path> draw_pictures(const std::filesystem::path& folder);
std::vector<std::filesystem::path> pictures_in(const std::filesystem::path& folder);

// A household in which random things happen, one transaction a step: always the same ones for the same seed on the same
// household. So one storm can tell what another, which was killed, must have left behind.
class Storm {
public:
    static core::Instant begins(std::uint64_t seed);  // when its clock starts
    Storm(std::filesystem::path folder, std::vector<std::filesystem::path> pictures, std::uint64_t seed);

    void step();

    core::Household& household() { return *household_; }
    // Which of core::Command's kinds were carried out so far, by their place in the variant.
    const std::set<std::size_t>& carried_out() const { return carried_out_; }

    // --- for the actions of storm.cpp -----------------------------------------------------------------
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(dice_() % count); }
    bool chance(std::size_t one_in) { return below(one_in) == 0; }
    std::string text(std::size_t longest);
    core::Audience audience() { return static_cast<core::Audience>(below(3)); }
    core::PersonId person();
    void apply(const std::vector<core::Command>& commands, core::Household::Recorded recorded = core::Household::Recorded::yes);
    void open_again();
    void write_from_another_window(const core::Command& command);
    const std::vector<std::filesystem::path>& pictures() const { return pictures_; }

private:
    std::filesystem::path folder_;
    std::vector<std::filesystem::path> pictures_;
    std::mt19937_64 dice_;
    tests::SeededRandom random_;
    core::FixedClock clock_;
    std::unique_ptr<core::Household> household_;
    std::set<std::size_t> carried_out_;
};

}  // namespace faults
