#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

// What the program writes where somebody told it to (pictures, exports, backups elsewhere) never becomes, or replaces,
// a file of the household.
namespace core::system {

// Whether `target` is one of `folders`, lies in one, or is another name of a file in one: after all links, `..` and
// mounts, whether it is there yet or not. For folders that are not there yet by their names.
bool is_of_household(const std::filesystem::path& target, const std::vector<std::filesystem::path>& folders);
inline bool is_of_household(const std::filesystem::path& target, const std::filesystem::path& folder) {
    return is_of_household(target, std::vector<std::filesystem::path>{folder});
}

// The same of what is to be read: whether a file is the household's database, which this program has open. See
// db::is_open_database.
bool is_own_database(const std::filesystem::path& file);

enum class WriteOutside {
    written,
    of_the_household,  // nothing was written
    failed,            // nothing was written, and what was there is there
};
// Writes a file anew, or in the place of an earlier one, which is whole until then. A link is followed first and by
// nobody else later: it goes into the folder that was looked at, whatever its path leads to by then. A device or a pipe
// is written as it is.
WriteOutside write_outside(const std::filesystem::path& target, std::string_view bytes,
                           const std::vector<std::filesystem::path>& folders);

}  // namespace core::system
