#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "core/result.hpp"
#include "core/system/file_steps.hpp"

// Files that are whole or not there, and still there after the power went. All throw Fault: disk_full, read_only,
// no_access, io.
namespace core::system {

[[noreturn]] void throw_io(std::error_code error, const std::string& what);

// Regular files only, and no database that is open (see side_files.hpp).
Descriptor open_for_reading(const std::filesystem::path& path);
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

    void write(const void* bytes, std::size_t count);
    void commit();

private:
    void expect(std::error_code error, const char* what) const;

    std::filesystem::path place_;
    std::error_code not_made_;  // before the file, which says it
    UnfinishedFile file_;
};

}  // namespace core::system
