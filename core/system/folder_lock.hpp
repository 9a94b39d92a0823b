#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include "core/system/durable_file.hpp"

namespace core::system {

// Asks at once whether files in a folder can be locked; SQLite would wait for seconds and then say that another program
// has them. Throws Fault (no_locks, io). A folder that cannot be written is passed over.
void expect_locks(const std::filesystem::path& data_folder);

// Held by the one program that migrates, backs up, restores or recovers a data folder at a time. Advisory: windows open
// and write without it. The system takes it back when its holder ends, however it ends.
class FolderLock {
public:
    // Nothing when another program, or another part of this one, has it. Throws Fault where the folder cannot be
    // written (read_only, no_access), or gives no locks (no_locks).
    static std::optional<FolderLock> try_take(const std::filesystem::path& data_folder);
    // Waits for it up to `patience_ms`: for starting up, not for a frame.
    static std::optional<FolderLock> take(const std::filesystem::path& data_folder, int patience_ms);

    ~FolderLock();
    FolderLock(FolderLock&&) = default;
    FolderLock& operator=(FolderLock&& other) noexcept {
        std::swap(file_, other.file_);
        return *this;
    }

private:
    explicit FolderLock(Descriptor file) : file_(std::move(file)) {}
    Descriptor file_;
};

}  // namespace core::system
