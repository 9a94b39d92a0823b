#include "core/db/side_files.hpp"

#include <exception>

#include <sys/stat.h>

namespace core::db {

void mend_side_files(const std::filesystem::path& database) noexcept {
    try {
        struct stat own {};
        constexpr mode_t owner_may = S_IRUSR | S_IWUSR, may = S_IRWXU | S_IRWXG | S_IRWXO;
        if (::stat(database.c_str(), &own) != 0 || !S_ISREG(own.st_mode) || (own.st_mode & owner_may) != owner_may) return;
        for (const char* ending : {"-wal", "-shm"}) {
            const auto file = database.string() + ending;
            struct stat beside {};
            // Asked of the mode, not of what this program may: an administrator may everything, and leaves it to the others as it is.
            if (::lstat(file.c_str(), &beside) != 0 || !S_ISREG(beside.st_mode) || (beside.st_mode & owner_may) == owner_may) continue;
            ::chmod(file.c_str(), own.st_mode & may & ~static_cast<mode_t>(S_IXUSR | S_IXGRP | S_IXOTH));
        }
    } catch (const std::exception&) {
    }
}

}  // namespace core::db
