#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/household/household.hpp"
#include "core/time/instant.hpp"

// What the pages shown without a household have to know of it: its theme on this device and the hour its day begins,
// kept beside its backups for the day its own file cannot be read.
namespace platform::desktop {

struct KeptLook {
    std::string theme = "system";  // "system", "light", "dark"
    int day_start_hour = 4;
    bool operator==(const KeptLook&) const = default;
};

KeptLook look_of(const core::Household& household);
// Best effort: a folder that cannot be written keeps the one of before.
void keep_look(const std::filesystem::path& data_folder, const KeptLook& look) noexcept;
// As it was kept last, else what household.db still says, else the defaults.
KeptLook kept_look(const std::filesystem::path& data_folder) noexcept;

// The theme for such a page: what was asked for at the start, else the kept one; nothing: the system's.
std::optional<std::string> theme_of_page(const std::optional<std::string>& asked, const KeptLook& look);
// The household's day that an instant (UTC milliseconds) belongs to, by the clock's zone.
core::Day day_by(const core::Clock& clock, const KeptLook& look, std::int64_t utc_ms);

}  // namespace platform::desktop
