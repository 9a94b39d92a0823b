#pragma once

#include <filesystem>
#include <string>

#include "core/backups/recovery.hpp"
#include "core/backups/restore.hpp"
#include "core/backups/second_folder.hpp"

namespace app {

// How something with backups ended, as a sentence or two that say what to do. Empty where all is well. Shared by the screens and the
// command line.
std::string sentence(core::backups::BackupState state, const std::string& folder);
std::string sentence(core::backups::SecondFolder::KeyState state, const std::string& folder);
std::string sentence(core::backups::RestoreState state, const std::string& into);
std::string sentence(core::backups::RecoveryState state, const std::string& folder);
// Where something was to be written that would lie in the household's own folder.
std::string own_folder_sentence(const std::string& place);
// Also says where what was there is now.
std::string sentence(const core::backups::Replaced& replaced, const std::filesystem::path& live, const std::filesystem::path& restored);

}  // namespace app
