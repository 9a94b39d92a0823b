#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>

namespace core::system {

// What a file is, whatever it is called.
struct FileIdentity {
    std::uint64_t disk = 0, file = 0;
    bool operator==(const FileIdentity&) const = default;
};

// After all links; nothing for what is not there.
std::optional<FileIdentity> identity_of(const std::filesystem::path& path, std::error_code& error);
// Linked, or copied and not changed since.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b);
// A folder, and no link to one, that belongs to whom this program runs for.
bool is_own_folder(const std::filesystem::path& path);

std::error_code why_not_there(const std::filesystem::path& path);
std::error_code why_not_writable(const std::filesystem::path& path);

}  // namespace core::system
