#pragma once

#include <filesystem>

namespace core::db {

// A database that could only be read for a while leaves a log and a log's index that can only be read, and they would keep it so once it may
// be written again. Gives them back what the database itself allows. Never throws: where it does not work SQLite says why.
void mend_side_files(const std::filesystem::path& database) noexcept;

}  // namespace core::db
