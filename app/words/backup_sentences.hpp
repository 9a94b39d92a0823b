#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/backups/recovery.hpp"
#include "core/backups/restore.hpp"
#include "core/backups/row_check.hpp"
#include "core/backups/second_folder.hpp"

namespace app {

// How something with backups ended, as a sentence or two that say what to do. Empty where all is well. Shared by the
// screens and the command line.
std::string sentence(core::backups::BackupState state, const std::string& folder);
std::string sentence(core::backups::SecondFolder::KeyState state, const std::string& folder);
std::string sentence(core::backups::RestoreState state, const std::string& into);
// `empty`: the household's file is there, without a byte in it.
std::string sentence(core::backups::RecoveryState state, bool empty);
// "a, b and c"; nothing for an empty list.
std::string listed(const std::vector<std::string>& parts);
// Of one of counted_tables(): "12 check-ins"; the name alone as the head of a column.
std::string counted(std::string_view table, std::int64_t count);
std::string name_of_table(std::string_view table);
// Whether it is named where there is none of it, too: the people, and the kinds that everybody knows.
bool is_always_named(std::string_view table);
// "3 people, 12 check-ins and 5 thanks": what people would name, and of the rest what there is any of.
std::string counted(const core::backups::Counts& counts);
// Those besides people, check-ins, thanks, rituals and memories; empty when there are none.
std::string counted_others(const core::backups::Counts& counts);
// "4 of 12 check-ins and 2 of 5 thanks": what was there when it was last counted and did not come back. Empty when that
// is nothing.
std::string missing_of(const core::backups::RecoveryReport& report);
// What is wrong with a row's column, to stand behind its name.
std::string sentence(core::backups::RowFault fault);
// Where something was to be written that would lie in the household's own folder.
std::string own_folder_sentence(const std::string& place);
// Also says where what was there is now.
std::string sentence(const core::backups::Replaced& replaced, const std::filesystem::path& live,
                     const std::filesystem::path& restored);

}  // namespace app
