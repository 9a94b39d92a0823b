#include "core/system/folder_lock.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>

#include "core/system/retried.hpp"

namespace core::system {

namespace {

// What a network drive without a lock service answers, or a file system that has none.
bool gives_no_locks(int error) {
    return error == ENOLCK || error == ENOTSUP || error == EOPNOTSUPP || error == ENOSYS || error == EINVAL;
}

[[noreturn]] void throw_no_locks(int error, const std::filesystem::path& folder) {
    throw Fault(Fault::Kind::no_locks,
                "files cannot be locked in " + folder.string() + ": " + std::generic_category().message(error));
}

}  // namespace

void expect_locks(const std::filesystem::path& data_folder) {
    // Not the database's own file: closing any of its descriptors would give up the locks that this program holds on
    // it.
    const auto path = data_folder / "household.lock";
    const auto opened = [&](int flags) { return Descriptor(::open(path.c_str(), flags | O_CLOEXEC, 0600)); };
    auto file = opened(O_RDWR | O_CREAT);
    short kind = F_WRLCK;
    if (!file) {
        file = opened(O_RDONLY);
        kind = F_RDLCK;
    }
    if (!file) return;  // nothing can be written there: whoever tries is told so
    struct flock lock {};
    lock.l_type = kind;
    lock.l_whence = SEEK_SET;
    lock.l_len = 1;
    while (::fcntl(file.get(), F_SETLK, &lock) != 0) {
        if (errno == EINTR) continue;
        if (gives_no_locks(errno)) throw_no_locks(errno, data_folder);
        if (errno == EIO) throw_io(last_error(), "cannot lock " + path.string());
        return;  // somebody has it: so there are locks
    }
}

std::optional<FolderLock> FolderLock::try_take(const std::filesystem::path& data_folder) {
    const auto path = data_folder / "household.lock";
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file) throw_io(last_error(), "cannot open " + path.string());
    expect_locks(data_folder);  // the database's are of another kind
    while (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        if (errno == EWOULDBLOCK) return std::nullopt;
        if (gives_no_locks(errno)) throw_no_locks(errno, data_folder);
        throw_io(last_error(), "cannot lock " + path.string());
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

}  // namespace core::system
