#include "core/exports/export_job.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace core::exports {

namespace fs = std::filesystem;

namespace {

Fault::Kind kind_of(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT: return Fault::Kind::disk_full;
        case EROFS: return Fault::Kind::read_only;
        case EACCES:
        case EPERM:
        case ENOENT:
        case EEXIST:
        case ENOTEMPTY:
        case ENOTDIR: return Fault::Kind::no_access;
        default: return Fault::Kind::io;
    }
}

std::string name_of(const PhotoHash& photo, const std::optional<Day>& day, const std::string& source_name) {
    auto name = day ? to_iso(*day) + " " : std::string();
    if (!source_name.empty()) name += source_name + " ";
    return name + "(" + to_hex(photo) + ")";
}

}  // namespace

void throw_fault(int error, const fs::path& path) { throw Fault(kind_of(error), "cannot write " + path.string()); }

// What follows may be that the household forgets it, so it is on the disk and not only on its way there.
void write_file(const fs::path& path, const void* bytes, std::size_t count) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) throw_fault(errno, path);
    const auto* at = static_cast<const char*>(bytes);
    for (std::size_t written = 0; written < count;) {
        const auto n = ::write(descriptor, at + written, count - written);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            const int error = n == 0 ? ENOSPC : errno;
            ::close(descriptor);
            throw_fault(error, path);
        }
        written += static_cast<std::size_t>(n);
    }
    int error = 0;
    if (::fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP && errno != ENOSYS) error = errno;
    if (::close(descriptor) != 0 && errno != EINTR && error == 0) error = errno;
    if (error != 0) throw_fault(error, path);
}

void put_in_place(const fs::path& unfinished, const fs::path& place) {
    if (::renameat2(AT_FDCWD, unfinished.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) == 0) return;
    // Not every file system can say so in one.
    if (errno != EINVAL && errno != ENOSYS) throw_fault(errno, place);
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(place, ignored))) throw_fault(EEXIST, place);
    if (::rename(unfinished.c_str(), place.c_str()) != 0) throw_fault(errno, place);
}

bool holds_something(const fs::path& path) {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(path, error))) return false;
    return !fs::is_directory(path, error) || !fs::is_empty(path, error) || error;
}

bool ExportJob::step() noexcept {
    if (cancelled() || failure() || complete()) return false;
    try {
        return write_next();
    } catch (const Fault& fault) {
        fail(fault.kind);
    } catch (const fs::filesystem_error& error) {
        fail(kind_of(error.code().value()));
    } catch (...) {
        fail(Fault::Kind::other);
    }
    return false;
}

void ExportJob::fail(Fault::Kind kind) noexcept {
    {
        const std::lock_guard lock(mutex_);
        failure_ = kind;
    }
    give_up();
}

ExportJob::Progress ExportJob::progress() const {
    const std::lock_guard lock(mutex_);
    return progress_;
}

bool ExportJob::complete() const {
    const std::lock_guard lock(mutex_);
    return complete_;
}

std::optional<Fault::Kind> ExportJob::failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
}

std::size_t ExportJob::missing_photos() const {
    const std::lock_guard lock(mutex_);
    return missing_.size();
}

void ExportJob::set_total(std::size_t total) {
    const std::lock_guard lock(mutex_);
    progress_.total = total;
}

void ExportJob::set_done(std::size_t done) {
    const std::lock_guard lock(mutex_);
    progress_.done = done;
}

std::vector<std::string> ExportJob::names_of_missing_photos() const {
    const std::lock_guard lock(mutex_);
    return missing_;
}

std::size_t ExportJob::damaged_photos() const {
    const std::lock_guard lock(mutex_);
    return damaged_.size();
}

std::vector<std::string> ExportJob::names_of_damaged_photos() const {
    const std::lock_guard lock(mutex_);
    return damaged_;
}

void ExportJob::note_missing(const PhotoHash& photo, const std::optional<Day>& day, const std::string& source_name) {
    auto name = name_of(photo, day, source_name);
    const std::lock_guard lock(mutex_);
    missing_.push_back(std::move(name));
}

void ExportJob::note_if_damaged(const std::vector<std::uint8_t>& bytes, const PhotoHash& photo,
                                const std::optional<Day>& day, const std::string& source_name) {
    if (hash_of(bytes.data(), bytes.size()) == photo) return;
    auto name = name_of(photo, day, source_name);
    const std::lock_guard lock(mutex_);
    damaged_.push_back(std::move(name));
}

void ExportJob::set_complete() {
    const std::lock_guard lock(mutex_);
    progress_.done = progress_.total;
    complete_ = true;
}

}  // namespace core::exports
