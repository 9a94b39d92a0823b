#pragma once

#include <string>
#include <vector>

#include "core/thanks/thanks.hpp"
#include "core/time/instant.hpp"

// Sentences that one tap gives: what stands on the chip, and what it completes to. To be translated where they are
// shown.
namespace app {

struct ThanksChip {
    const char* label;
    const char* sentence;
};

enum class Season { unknown, spring, summer, autumn, winter };
// By what the clocks do here: where they are set forward in July it is summer then, where in January it is winter.
// Where they are never set nobody knows, and nothing is said of the weather.
Season season_of(const core::Clock& clock, core::Day day);

// One for the time of the day, and one for the season or the month; another one each day.
std::vector<ThanksChip> seasonal_chips(core::ThanksTo to, Season season, core::Day day, int minute);
std::vector<ThanksChip> lasting_chips(core::ThanksTo to);

// For a ritual that was just kept: "for the evening walk".
struct RitualChip {
    std::string label, sentence;
};
RitualChip chip_for_ritual(const std::string& title);

}  // namespace app
