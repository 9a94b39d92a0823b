#include "core/system/file_identity.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "core/system/retried.hpp"

namespace core::system {

namespace fs = std::filesystem;

std::optional<FileIdentity> identity_of(const fs::path& path, std::error_code& error) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) return FileIdentity{status.st_dev, status.st_ino};
    error = last_error();
    return std::nullopt;
}

bool is_same_file(const fs::path& a, const fs::path& b) {
    struct stat one {
    }, other{};
    if (::stat(a.c_str(), &one) != 0 || ::stat(b.c_str(), &other) != 0) return false;
    if (one.st_dev == other.st_dev && one.st_ino == other.st_ino) return true;
    return one.st_size == other.st_size && one.st_mtim.tv_sec == other.st_mtim.tv_sec &&
           one.st_mtim.tv_nsec == other.st_mtim.tv_nsec;
}

bool is_own_folder(const fs::path& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid();
}

std::error_code why_not_there(const fs::path& path) {
    return ::access(path.c_str(), F_OK) == 0 ? std::error_code() : last_error();
}

std::error_code why_not_writable(const fs::path& path) {
    return ::access(path.c_str(), W_OK) == 0 ? std::error_code() : last_error();
}

}  // namespace core::system
