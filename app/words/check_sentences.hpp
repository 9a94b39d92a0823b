#pragma once

#include <string>
#include <vector>

#include "core/backups/backup_check.hpp"
#include "core/backups/household_check.hpp"

namespace app {

std::string sentence(core::backups::Health health);
// What a check found wrong, a line each, by name: of a household, or of a backup. Shared by the screens and the command
// line.
std::vector<std::string> worded(const core::backups::HouseholdCheck::Findings& findings);
std::vector<std::string> worded(const core::backups::BackupFindings& findings);
// The same for a person at the screen: counts by kind, no hashes and no ids. What can be acted on comes first.
std::vector<std::string> in_plain_words(const core::backups::HouseholdCheck::Findings& findings);
std::vector<std::string> worded_photos(const std::vector<std::string>& missing, const std::vector<std::string>& wrong);

}  // namespace app
