#pragma once

#include <filesystem>
#include <system_error>

#include "core/system/file_steps.hpp"

namespace core::system {

// A file that one program locks while it lives; the system frees it, however the program ends.
class LockFile {
public:
    enum class Lock { taken, held_elsewhere, unsupported };

    // Makes it where it is not there.
    LockFile(const std::filesystem::path& path, std::error_code& error);
    ~LockFile();
    LockFile(LockFile&&) noexcept = default;
    LockFile& operator=(LockFile&&) noexcept = default;

    Lock try_lock();
    // Whether it is what has that name.
    bool is_still(const std::filesystem::path& path) const;

private:
    Descriptor file_;
};

}  // namespace core::system
