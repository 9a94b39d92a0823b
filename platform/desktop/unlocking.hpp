#pragma once

#include <optional>

#include "core/household/household.hpp"

namespace platform::desktop {

// Opens somebody's vault with their PIN, if they have one and it is shut: from the file descriptor, else from the terminal. Throws Stop.
void open_vault(core::Household& household, core::PersonId person, std::optional<int> pin_fd);

}  // namespace platform::desktop
