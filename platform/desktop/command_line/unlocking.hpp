#pragma once

#include <optional>
#include <string>

#include "platform/desktop/command_line/commands.hpp"

namespace platform::desktop {

// Turns a PIN or a passphrase into a key, waiting for it. What is refused throws Stop.
std::shared_ptr<core::PinStretch> worked_off(core::Result<std::shared_ptr<core::PinStretch>> stretch);

// Opens somebody's vault with their PIN, if they have one and it is shut: from the file descriptor, else from the
// terminal. Throws Stop.
void open_vault(core::Household& household, core::PersonId person, std::optional<int> pin_fd);

// For looking only: opens the vault where that was asked for, else says in one line on `err` that what is private is
// left out.
void open_to_look(Session& session, core::PersonId person, const Unlocking& unlocking);

// What somebody is called, on one line.
std::string name_of(const core::Household& household, core::PersonId person);

}  // namespace platform::desktop
