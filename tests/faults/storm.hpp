#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <typeindex>
#include <vector>

#include "core/backups/backup_folder.hpp"
#include "core/household/household.hpp"
#include "tests/core/seeded_random.hpp"

namespace faults {

// The one place where a test of this folder opens a household.
std::unique_ptr<core::Household> opened(const std::filesystem::path& folder, const core::Clock& clock,
                                        core::Random& random);

// What libsodium draws on this thread is the same from here on for the same seed: two storms then seal the same bytes.
void seed_sodium(std::uint64_t seed);

// Small JPEG files to import, some with a date of their own; and those that were drawn earlier, in the same order.
std::vector<std::filesystem::path> draw_pictures(const std::filesystem::path& folder);
std::vector<std::filesystem::path> pictures_in(const std::filesystem::path& folder);

// What opens somebody's vault, without anybody having to remember it over a kill: the PIN follows from the salt that it
// was set with.
std::shared_ptr<core::PinStretch> pin_with(const std::array<std::uint8_t, 16>& salt);
// Their PIN as the file has it now, on its way to a key; or why it cannot be tried.
core::Result<std::shared_ptr<core::PinStretch>> pin_of(const core::Household& household, core::PersonId person);
// The recovery words that were made for them, whichever of the few that the storm makes.
bool recover(core::Household& household, core::PersonId person);

// What happens besides commands.
enum class Deed {
    pin_set,
    pin_changed,
    pin_removed,
    opened,
    wrong_pin,
    shut,
    words_made,
    recovered,
    backup_written,
    trash_emptied,
    person_erased
};
inline constexpr std::size_t deed_count = 11;

// A household in which random things happen, one transaction a step: always the same ones for the same seed on the same
// household. So one storm can tell what another, which was killed, must have left behind.
class Storm {
public:
    static core::Instant begins(std::uint64_t seed);  // when its clock starts
    Storm(std::filesystem::path folder, std::vector<std::filesystem::path> pictures, std::uint64_t seed);

    void step();

    core::Household& household() { return *household_; }
    core::Instant now() const { return clock_.now(); }
    // Where the last step was several transactions: carried out once more on a household that was killed in between, it
    // leaves what the step would have left.
    const std::function<void(core::Household&)>& again() const { return again_; }
    // Which of core::Command's kinds were carried out so far, by their numbers.
    const std::set<std::type_index>& carried_out() const { return carried_out_; }
    const std::set<Deed>& deeds() const { return deeds_; }

    // --- for the actions of storm.cpp -----------------------------------------------------------------
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(dice_() % count); }
    bool chance(std::size_t one_in) { return below(one_in) == 0; }
    std::string text(std::size_t longest);
    core::Audience audience() { return static_cast<core::Audience>(below(3)); }
    core::PersonId person();
    void apply(const std::vector<core::Command>& commands,
               core::Household::Recorded recorded = core::Household::Recorded::yes);
    void open_again();
    void write_from_another_window(const core::Command& command);
    void set_a_pin(core::PersonId person);
    void remove_the_pin(core::PersonId person);
    void open_vault(core::PersonId person);
    void try_a_wrong_pin(core::PersonId person);
    void shut_vaults();
    void make_words(core::PersonId person);
    void recover_vault(core::PersonId person);
    void go_on_backing_up();
    void empty_trash();
    void erase(core::PersonId person);
    const std::vector<std::filesystem::path>& pictures() const { return pictures_; }

private:
    std::filesystem::path folder_;
    std::vector<std::filesystem::path> pictures_;
    std::mt19937_64 dice_;
    tests::SeededRandom random_;
    core::FixedClock clock_;
    std::unique_ptr<core::Household> household_;
    std::unique_ptr<core::backups::BackUp> backing_up_;
    std::function<void(core::Household&)> again_;
    std::set<std::type_index> carried_out_;
    std::set<Deed> deeds_;
};

}  // namespace faults
