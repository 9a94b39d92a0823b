#include "core/system/outside_file.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/db/side_files.hpp"
#include "core/system/file_steps.hpp"

namespace core::system {

namespace fs = std::filesystem;

namespace {

constexpr int most_links = 40;    // as the kernel follows
constexpr int deepest = 4096;     // folders above one another
constexpr int most_names = 1000;  // tried for an unfinished file

bool same(const struct stat& one, const struct stat& other) {
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

// Where writing to `target` leads: its folder without links, and the name in it. A link to something that is not there
// leads there.
fs::path resolved(const fs::path& target) {
    std::error_code error;
    fs::path path = fs::absolute(target, error);
    for (int n = 0; n < most_links; ++n) {
        if (!path.has_filename()) path = path.parent_path();
        const auto folder = fs::weakly_canonical(path.parent_path(), error);
        const auto name = path.filename();
        if (name == ".." || name == ".") return fs::weakly_canonical(path, error);
        path = folder / name;
        if (fs::symlink_status(path, error).type() != fs::file_type::symlink) return path;
        const auto to = fs::read_symlink(path, error);
        if (error) return path;
        path = to.is_absolute() ? to : folder / to;
    }
    return path;
}

// Whether a folder is `of` or stands in it, by what the folders are and not what they are called.
bool lies_in(int folder, const struct stat& of) {
    Descriptor at(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    struct stat status {};
    if (!at || ::fstat(at.get(), &status) != 0) return false;
    for (int n = 0; n < deepest; ++n) {
        if (same(status, of)) return true;
        Descriptor above(::openat(at.get(), "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        struct stat next {};
        if (!above || ::fstat(above.get(), &next) != 0 || same(next, status)) return false;
        at = std::move(above);
        status = next;
    }
    return true;
}

bool begins_with(const fs::path& path, const fs::path& folder) {
    auto of_path = path.begin();
    for (const auto& part : folder) {
        if (part.empty()) continue;
        if (of_path == path.end() || *of_path != part) return false;
        ++of_path;
    }
    return true;
}

// Another name of a file in `folder`.
bool is_named_in(const struct stat& file, const fs::path& folder) {
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
         !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        struct stat status {};
        if (::lstat(entry->path().c_str(), &status) == 0 && S_ISREG(status.st_mode) && same(status, file)) return true;
    }
    return false;
}

bool is_special(mode_t mode) { return S_ISCHR(mode) || S_ISFIFO(mode) || S_ISSOCK(mode); }

Descriptor new_file_in(int folder, const std::string& name, std::string& unfinished) {
    for (int n = 0; n < most_names; ++n) {
        unfinished = "." + name.substr(0, 200) + ".unfinished-" + std::to_string(::getpid()) + "-" + std::to_string(n);
        Descriptor file(
            ::openat(folder, unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
        if (file || errno != EEXIST) return file;
    }
    return Descriptor();
}

}  // namespace

bool is_of_household(const fs::path& target, const std::vector<fs::path>& folders) {
    const auto path = resolved(target);
    struct stat file {};
    const bool there = ::lstat(path.c_str(), &file) == 0;
    // The nearest folder above it that is there.
    fs::path above = there && S_ISDIR(file.st_mode) ? path : path.parent_path();
    Descriptor nearest;
    while (!(nearest = Descriptor(::open(above.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))) &&
           above.has_relative_path())
        above = above.parent_path();
    for (const auto& folder : folders) {
        struct stat whole {};
        if (::stat(folder.c_str(), &whole) != 0) {
            if (begins_with(path, resolved(folder))) return true;
            continue;
        }
        if (nearest && lies_in(nearest.get(), whole)) return true;
        if (begins_with(path, resolved(folder))) return true;  // where the folders on the way may not be read
        if (there && S_ISREG(file.st_mode) && file.st_nlink > 1 && is_named_in(file, folder)) return true;
    }
    return false;
}

bool is_own_database(const fs::path& file) { return db::is_open_database(file); }

WriteOutside write_outside(const fs::path& target, std::string_view bytes, const std::vector<fs::path>& folders) {
    if (is_of_household(target, folders)) return WriteOutside::of_the_household;
    struct stat status {};
    // Not by its real name: what /dev/stdout leads to may have none.
    if (::stat(target.c_str(), &status) == 0 && is_special(status.st_mode)) {
        const Descriptor device(::open(target.c_str(), O_WRONLY | O_CLOEXEC));
        return device && !try_write(device, bytes.data(), bytes.size()) ? WriteOutside::written : WriteOutside::failed;
    }
    const auto path = resolved(target);
    const auto name = path.filename().string();
    const Descriptor folder(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder || name.empty()) return WriteOutside::failed;
    // Looked at again, for it is this folder and no path that is written into.
    for (const auto& each : folders) {
        struct stat whole {};
        if (::stat(each.c_str(), &whole) == 0 && lies_in(folder.get(), whole)) return WriteOutside::of_the_household;
    }
    if (::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(status.st_mode))
        return WriteOutside::failed;
    std::string unfinished;
    bool whole = false;
    {
        const Descriptor file = new_file_in(folder.get(), name, unfinished);
        if (!file) return WriteOutside::failed;
        whole = !try_write(file, bytes.data(), bytes.size());
    }
    // In its place at once; what has that name is replaced and never written into.
    if (whole && ::renameat(folder.get(), unfinished.c_str(), folder.get(), name.c_str()) == 0)
        return WriteOutside::written;
    ::unlinkat(folder.get(), unfinished.c_str(), 0);
    return WriteOutside::failed;
}

}  // namespace core::system
