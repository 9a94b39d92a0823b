#include "core/exports/export_job.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "core/system/file_steps.hpp"

namespace core::exports {

namespace fs = std::filesystem;

namespace {

Fault::Kind kind_of(std::error_code error) {
    if (system::is_disk_full(error)) return Fault::Kind::disk_full;
    switch (error.value()) {
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

void throw_fault(std::error_code error, const fs::path& path) {
    throw Fault(kind_of(error), "cannot write " + path.string());
}

// What follows may be that the household forgets it, so it is on the disk and not only on its way there.
void write_file(const fs::path& path, const void* bytes, std::size_t count) {
    if (const auto error = system::try_write_file(path, bytes, count)) throw_fault(error, path);
}

void put_in_place(const fs::path& unfinished, const fs::path& place) {
    if (const auto error = system::try_rename_to_free(unfinished, place)) throw_fault(error, place);
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
        fail(kind_of(error.code()));
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
