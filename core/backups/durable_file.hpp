#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"

// Files that are whole or not there, and still there after the power went. All throw Fault: disk_full, read_only,
// no_access, io.
namespace core::backups {

class Descriptor {
public:
    explicit Descriptor(int descriptor = -1) : descriptor_(descriptor) {}
    Descriptor(Descriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~Descriptor();

    explicit operator bool() const { return descriptor_ >= 0; }
    int get() const { return descriptor_; }
    int release() { return std::exchange(descriptor_, -1); }

private:
    int descriptor_;
};

[[noreturn]] void throw_io(int error, const std::string& what);

Descriptor open_for_reading(
    const std::filesystem::path& path);  // regular files only, and no database that is open (see side_files.hpp)
// Fewer than `count` only at the end.
std::size_t read_up_to(const Descriptor& file, void* bytes, std::size_t count);
// Nothing when it is not there, cannot be read or is longer than `longest`.
std::optional<std::string> read_small(const std::filesystem::path& path, std::size_t longest);

void sync_file(const std::filesystem::path& path);
void sync_folder(const std::filesystem::path& folder);
void make_folder(const std::filesystem::path& folder);  // with its parents; only its owner may enter
void move_file(const std::filesystem::path& from, const std::filesystem::path& to);
void remove_file(const std::filesystem::path& path);  // one that is not there is removed already
// A hard link, or a copy where the file system has none; `to` appears whole or not at all, in place of what was there.
void link_or_copy(const std::filesystem::path& from, const std::filesystem::path& to);

// What a program that died left half-written in a folder.
void sweep(const std::filesystem::path& folder);
bool is_unfinished(const std::filesystem::path& name);

// Written under a name that nobody takes for the file's, which it gets when it is whole and on the disk.
class NewFile {
public:
    explicit NewFile(std::filesystem::path place, unsigned mode = 0600);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void write(const void* bytes, std::size_t count);
    void commit();

private:
    std::filesystem::path place_;
    std::string unfinished_;
    Descriptor file_;
};

}  // namespace core::backups
