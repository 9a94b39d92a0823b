#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

// Single steps with files. They say what went wrong and throw nothing but bad_alloc; what only its owner may read is
// made so.
namespace core::system {

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
    // What a network drive kept back is said at closing.
    std::error_code close();

private:
    int descriptor_;
};

bool is_disk_full(std::error_code error);

// Of a pipe it doesn't wait for the writer.
Descriptor try_open(const std::filesystem::path& path, std::error_code& error);
struct OpenFileFacts {
    bool regular = false;
    std::int64_t bytes = 0, modified_utc_ms = 0;
};
std::optional<OpenFileFacts> facts_of(const Descriptor& file, std::error_code& error);
// Fewer than `count` only at the end, or where something went wrong.
std::size_t try_read(const Descriptor& file, void* bytes, std::size_t count, std::error_code& error);
std::error_code try_write(const Descriptor& file, const void* bytes, std::size_t count);
bool move_to(const Descriptor& file, std::uint64_t offset);

// Some file systems have nothing to sync, above all for folders; that is no error.
std::error_code try_sync(const Descriptor& file);
std::error_code try_sync_folder(const std::filesystem::path& folder);

std::error_code try_make_folder(const std::filesystem::path& folder);  // without its parents
std::error_code try_make_empty(const std::filesystem::path& file);     // one that is there stays as it is
void try_remove_file(const std::filesystem::path& file) noexcept;
void try_remove_folder(const std::filesystem::path& folder) noexcept;  // an empty one
std::error_code try_rename(const std::filesystem::path& from, const std::filesystem::path& to);
std::error_code try_rename_to_free(const std::filesystem::path& from,
                                   const std::filesystem::path& to);  // replaces none
// On disk when it returns, in the place of what was there, but not whole at once.
std::error_code try_write_file(const std::filesystem::path& path, const void* bytes, std::size_t count);
// A folder whose name is `beginning` and six characters more that no other has.
std::filesystem::path try_make_folder_beginning(std::string beginning, std::error_code& error);

// A file under a name that nobody takes for its own, taken away again unless it is put in its place.
class UnfinishedFile {
public:
    static constexpr std::string_view prefix = ".arriving-";

    UnfinishedFile(const std::filesystem::path& folder, std::error_code& error);
    ~UnfinishedFile();
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;

    void allow(unsigned mode);  // not every file system has modes
    std::error_code write(const void* bytes, std::size_t count) { return try_write(file_, bytes, count); }
    std::error_code sync() { return try_sync(file_); }
    std::error_code close() { return file_.close(); }
    std::error_code put_in(const std::filesystem::path& place);

private:
    std::string name_;
    Descriptor file_;
};

}  // namespace core::system
