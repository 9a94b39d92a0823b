#include "core/system/durable_file.hpp"

#include <cerrno>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/db/side_files.hpp"
#include "core/system/retried.hpp"

namespace core::system {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t copied_at_once = 1 << 20;

}  // namespace

void throw_io(std::error_code error, const std::string& what) {
    const auto kind = [&] {
        switch (error.value()) {
            case ENOSPC:
            case EDQUOT:
            case EFBIG: return Fault::Kind::disk_full;
            case EROFS: return Fault::Kind::read_only;
            case EACCES:
            case EPERM: return Fault::Kind::no_access;
            default: return Fault::Kind::io;
        }
    }();
    throw Fault(kind, what + ": " + error.message());
}

Descriptor open_for_reading(const fs::path& path) {
    if (db::is_open_database(path))
        throw Fault(Fault::Kind::no_access, path.string() + " is the household's own database, which is open");
    std::error_code error;
    auto file = try_open(path, error);
    if (!file) throw_io(error, "cannot open " + path.string());
    const auto facts = facts_of(file, error);
    if (!facts) throw_io(error, "cannot look at " + path.string());
    if (!facts->regular) throw Fault(Fault::Kind::io, path.string() + " is not a file");
    return file;
}

std::size_t read_up_to(const Descriptor& file, void* bytes, std::size_t count) {
    std::error_code error;
    const auto filled = try_read(file, bytes, count, error);
    if (error) throw_io(error, "cannot read");
    return filled;
}

std::optional<std::string> read_small(const fs::path& path, std::size_t longest) {
    try {
        const auto file = open_for_reading(path);
        std::string text(longest + 1, '\0');
        text.resize(read_up_to(file, text.data(), text.size()));
        if (text.size() > longest) return std::nullopt;
        return text;
    } catch (const Fault&) {
        return std::nullopt;
    }
}

namespace {

void sync_opened(const fs::path& path, int flags) {
    const Descriptor file(retried([&] { return ::open(path.c_str(), flags | O_CLOEXEC); }));
    if (!file) throw_io(last_error(), "cannot open " + path.string());
    if (const auto error = try_sync(file)) throw_io(error, "cannot sync " + path.string());
}

}  // namespace

void sync_file(const fs::path& path) { sync_opened(path, O_RDONLY); }

void sync_folder(const fs::path& folder) { sync_opened(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY); }

void make_folder(const fs::path& folder) {
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error)) return;
    make_folder(folder.parent_path());
    if (const auto refused = try_make_folder(folder); refused && refused != std::errc::file_exists)
        throw_io(refused, "cannot make " + folder.string());
    sync_folder(folder.parent_path());
}

void move_file(const fs::path& from, const fs::path& to) {
    if (const auto error = try_rename(from, to)) throw_io(error, "cannot rename " + from.string());
    sync_folder(to.parent_path());
    if (from.parent_path() != to.parent_path()) sync_folder(from.parent_path());
}

void remove_file(const fs::path& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) throw_io(last_error(), "cannot remove " + path.string());
}

void link_or_copy(const fs::path& from, const fs::path& to) {
    // Beside its place first: a link cannot replace what is there.
    const auto beside = to.parent_path() / (std::string(UnfinishedFile::prefix) + to.filename().string());
    remove_file(beside);
    if (::link(from.c_str(), beside.c_str()) == 0) {
        if (::rename(beside.c_str(), to.c_str()) != 0) throw_io(last_error(), "cannot name " + to.string());
        ::unlink(beside.c_str());  // rename does nothing where both are the same file already
        return;
    }
    const auto source = open_for_reading(from);
    struct stat status {};
    if (::fstat(source.get(), &status) != 0) throw_io(last_error(), "cannot look at " + from.string());
    NewFile copy(to, status.st_mode & 0777);
    std::vector<char> part(copied_at_once);
    for (std::size_t count; (count = read_up_to(source, part.data(), part.size())) > 0;) copy.write(part.data(), count);
    copy.commit();
    const timespec times[2] = {status.st_atim, status.st_mtim};
    ::utimensat(AT_FDCWD, to.c_str(), times, 0);  // by which a copy is known as the same next time
}

bool is_unfinished(const fs::path& name) { return name.filename().string().rfind(UnfinishedFile::prefix, 0) == 0; }

void sweep(const fs::path& folder) {
    std::vector<fs::path> left;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (is_unfinished(entry->path())) left.push_back(entry->path());
    for (const auto& path : left) try_remove_file(path);
}

NewFile::NewFile(fs::path place, unsigned mode) : place_(std::move(place)), file_(place_.parent_path(), not_made_) {
    if (not_made_) throw_io(not_made_, "cannot write into " + place_.parent_path().string());
    file_.allow(mode);
}

void NewFile::expect(std::error_code error, const char* what) const {
    if (error) throw_io(error, what + place_.string());
}

void NewFile::write(const void* bytes, std::size_t count) { expect(file_.write(bytes, count), "cannot write "); }

void NewFile::commit() {
    expect(file_.sync(), "cannot sync ");
    expect(file_.close(), "cannot write ");
    expect(file_.put_in(place_), "cannot name ");
    sync_folder(place_.parent_path());
}

}  // namespace core::system
