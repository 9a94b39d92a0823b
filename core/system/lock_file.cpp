#include "core/system/lock_file.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "core/system/retried.hpp"

namespace core::system {

LockFile::LockFile(const std::filesystem::path& path, std::error_code& error)
    : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (!file_) error = last_error();
}

LockFile::~LockFile() {
    // A process that was forked meanwhile still has the file open until it runs its program.
    if (file_) ::flock(file_.get(), LOCK_UN);
}

LockFile::Lock LockFile::try_lock() {
    if (retried([&] { return ::flock(file_.get(), LOCK_EX | LOCK_NB); }) == 0) return Lock::taken;
    return errno == EWOULDBLOCK ? Lock::held_elsewhere : Lock::unsupported;
}

bool LockFile::is_still(const std::filesystem::path& path) const {
    struct stat named {
    }, opened{};
    return ::stat(path.c_str(), &named) == 0 && ::fstat(file_.get(), &opened) == 0 && named.st_ino == opened.st_ino &&
           named.st_dev == opened.st_dev;
}

}  // namespace core::system
