#include "core/system/file_steps.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/system/retried.hpp"

namespace core::system {

namespace fs = std::filesystem;

namespace {

std::error_code error_of(int result) { return result == 0 ? std::error_code() : last_error(); }

}  // namespace

Descriptor::~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::error_code Descriptor::close() {
    const int descriptor = std::exchange(descriptor_, -1);
    return descriptor < 0 || ::close(descriptor) == 0 || errno == EINTR ? std::error_code() : last_error();
}

bool is_disk_full(std::error_code error) { return error.value() == ENOSPC || error.value() == EDQUOT; }

Descriptor try_open(const fs::path& path, std::error_code& error) {
    Descriptor file(retried([&] { return ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); }));
    if (!file) error = last_error();
    return file;
}

std::optional<OpenFileFacts> facts_of(const Descriptor& file, std::error_code& error) {
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) {
        error = last_error();
        return std::nullopt;
    }
    return OpenFileFacts{S_ISREG(status.st_mode), status.st_size,
                         static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1000 +
                             static_cast<std::int64_t>(status.st_mtim.tv_nsec) / 1'000'000};
}

std::size_t try_read(const Descriptor& file, void* bytes, std::size_t count, std::error_code& error) {
    std::size_t filled = 0;
    while (filled < count) {
        const auto got =
            retried([&] { return ::read(file.get(), static_cast<char*>(bytes) + filled, count - filled); });
        if (got < 0) error = last_error();
        if (got <= 0) break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

std::error_code try_write(const Descriptor& file, const void* bytes, std::size_t count) {
    for (std::size_t written = 0; written < count;) {
        const auto put =
            retried([&] { return ::write(file.get(), static_cast<const char*>(bytes) + written, count - written); });
        if (put < 0) return last_error();
        if (put == 0) return {ENOSPC, std::generic_category()};
        written += static_cast<std::size_t>(put);
    }
    return {};
}

bool move_to(const Descriptor& file, std::uint64_t offset) {
    return ::lseek(file.get(), static_cast<off_t>(offset), SEEK_SET) >= 0;
}

std::error_code try_sync(const Descriptor& file) {
    if (retried([&] { return ::fsync(file.get()); }) == 0) return {};
    return errno == EINVAL || errno == ENOTSUP || errno == ENOSYS ? std::error_code() : last_error();
}

std::error_code try_sync_folder(const fs::path& folder) {
    const Descriptor file(retried([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    return file ? try_sync(file) : last_error();
}

std::error_code try_make_folder(const fs::path& folder) { return error_of(::mkdir(folder.c_str(), 0700)); }

std::error_code try_make_empty(const fs::path& file) {
    const Descriptor made(::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    return made ? std::error_code() : last_error();
}

void try_remove_file(const fs::path& file) noexcept { ::unlink(file.c_str()); }
void try_remove_folder(const fs::path& folder) noexcept { ::rmdir(folder.c_str()); }

std::error_code try_rename(const fs::path& from, const fs::path& to) {
    return error_of(::rename(from.c_str(), to.c_str()));
}

std::error_code try_rename_to_free(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
    // Not every file system can say so in one.
    if (errno != EINVAL && errno != ENOSYS) return last_error();
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(to, ignored))) return {EEXIST, std::generic_category()};
    return try_rename(from, to);
}

std::error_code try_write_file(const fs::path& path, const void* bytes, std::size_t count) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file) return last_error();
    if (const auto error = try_write(file, bytes, count)) return error;
    const auto unsynced = try_sync(file);
    const auto unclosed = file.close();
    return unsynced ? unsynced : unclosed;
}

fs::path try_make_folder_beginning(std::string beginning, std::error_code& error) {
    beginning += "XXXXXX";
    if (::mkdtemp(beginning.data()) == nullptr) error = last_error();
    return beginning;
}

UnfinishedFile::UnfinishedFile(const fs::path& folder, std::error_code& error)
    : name_((folder / (std::string(prefix) + "XXXXXX")).string()), file_(::mkostemp(name_.data(), O_CLOEXEC)) {
    if (file_) return;
    error = last_error();
    name_.clear();
}

UnfinishedFile::~UnfinishedFile() {
    if (!name_.empty()) ::unlink(name_.c_str());
}

void UnfinishedFile::allow(unsigned mode) { ::fchmod(file_.get(), mode); }

std::error_code UnfinishedFile::put_in(const fs::path& place) {
    const auto error = try_rename(name_, place);
    if (!error) name_.clear();
    return error;
}

}  // namespace core::system
