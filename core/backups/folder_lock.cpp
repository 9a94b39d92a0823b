#include "core/backups/folder_lock.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>

namespace core::backups {

std::optional<FolderLock> FolderLock::try_take(const std::filesystem::path& data_folder) {
    const auto path = data_folder / "household.lock";
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file) throw_io(errno, "cannot open " + path.string());
    while (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        if (errno == EWOULDBLOCK) return std::nullopt;
        // A network drive without locks: then there is nothing to wait for either.
        if (errno == ENOLCK || errno == ENOTSUP || errno == ENOSYS || errno == EINVAL) break;
        throw_io(errno, "cannot lock " + path.string());
    }
    return FolderLock(std::move(file));
}

FolderLock::~FolderLock() {
    // A process that was forked meanwhile still has the file open until it runs its program.
    if (file_) ::flock(file_.get(), LOCK_UN);
}

std::optional<FolderLock> FolderLock::take(const std::filesystem::path& data_folder, int patience_ms) {
    constexpr int pause_ms = 20;
    for (int waited = 0;; waited += pause_ms) {
        if (auto lock = try_take(data_folder)) return lock;
        if (waited >= patience_ms) return std::nullopt;
        ::poll(nullptr, 0, std::min(pause_ms, patience_ms - waited));
    }
}

}  // namespace core::backups
