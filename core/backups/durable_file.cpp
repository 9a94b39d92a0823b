#include "core/backups/durable_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/db/side_files.hpp"

namespace core::backups {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view unfinished_prefix = ".arriving-";
constexpr std::size_t copied_at_once = 1 << 20;

template <class Call> auto again(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

Descriptor opened(const fs::path& path, int flags) {
    return Descriptor(again([&] { return ::open(path.c_str(), flags | O_CLOEXEC); }));
}

void sync(int descriptor, const fs::path& path) {
    if (again([&] { return ::fsync(descriptor); }) == 0) return;
    // Some file systems have nothing to sync, above all for folders.
    if (errno != EINVAL && errno != ENOTSUP && errno != ENOSYS) throw_io(errno, "cannot sync " + path.string());
}

}  // namespace

Descriptor::~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void throw_io(int error, const std::string& what) {
    const auto kind = [&] {
        switch (error) {
            case ENOSPC:
            case EDQUOT:
            case EFBIG: return Fault::Kind::disk_full;
            case EROFS: return Fault::Kind::read_only;
            case EACCES:
            case EPERM: return Fault::Kind::no_access;
            default: return Fault::Kind::io;
        }
    }();
    throw Fault(kind, what + ": " + std::generic_category().message(error));
}

Descriptor open_for_reading(const fs::path& path) {
    if (db::is_open_database(path))
        throw Fault(Fault::Kind::no_access, path.string() + " is the household's own database, which is open");
    // Opening a pipe would wait for its writer.
    auto file = opened(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (!file) throw_io(errno, "cannot open " + path.string());
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) throw_io(errno, "cannot look at " + path.string());
    if (!S_ISREG(status.st_mode)) throw Fault(Fault::Kind::io, path.string() + " is not a file");
    return file;
}

std::size_t read_up_to(const Descriptor& file, void* bytes, std::size_t count) {
    std::size_t filled = 0;
    while (filled < count) {
        const auto got = again([&] { return ::read(file.get(), static_cast<char*>(bytes) + filled, count - filled); });
        if (got < 0) throw_io(errno, "cannot read");
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
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

void sync_file(const fs::path& path) {
    const auto file = opened(path, O_RDONLY);
    if (!file) throw_io(errno, "cannot open " + path.string());
    sync(file.get(), path);
}

void sync_folder(const fs::path& folder) {
    const auto descriptor = opened(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
    if (!descriptor) throw_io(errno, "cannot open " + folder.string());
    sync(descriptor.get(), folder);
}

void make_folder(const fs::path& folder) {
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error)) return;
    make_folder(folder.parent_path());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) throw_io(errno, "cannot make " + folder.string());
    sync_folder(folder.parent_path());
}

void move_file(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) throw_io(errno, "cannot rename " + from.string());
    sync_folder(to.parent_path());
    if (from.parent_path() != to.parent_path()) sync_folder(from.parent_path());
}

void remove_file(const fs::path& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) throw_io(errno, "cannot remove " + path.string());
}

void link_or_copy(const fs::path& from, const fs::path& to) {
    // Beside its place first: a link cannot replace what is there.
    const auto beside = to.parent_path() / (std::string(unfinished_prefix) + to.filename().string());
    remove_file(beside);
    if (::link(from.c_str(), beside.c_str()) == 0) {
        if (::rename(beside.c_str(), to.c_str()) != 0) throw_io(errno, "cannot name " + to.string());
        ::unlink(beside.c_str());  // rename does nothing where both are the same file already
        return;
    }
    const auto source = open_for_reading(from);
    struct stat status {};
    if (::fstat(source.get(), &status) != 0) throw_io(errno, "cannot look at " + from.string());
    NewFile copy(to, status.st_mode & 0777);
    std::vector<char> part(copied_at_once);
    for (std::size_t count; (count = read_up_to(source, part.data(), part.size())) > 0;) copy.write(part.data(), count);
    copy.commit();
    const timespec times[2] = {status.st_atim, status.st_mtim};
    ::utimensat(AT_FDCWD, to.c_str(), times, 0);  // by which a copy is known as the same next time
}

bool is_unfinished(const fs::path& name) {
    return name.filename().string().compare(0, unfinished_prefix.size(), unfinished_prefix) == 0;
}

void sweep(const fs::path& folder) {
    std::vector<fs::path> left;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (is_unfinished(entry->path())) left.push_back(entry->path());
    for (const auto& path : left) ::unlink(path.c_str());
}

NewFile::NewFile(fs::path place, unsigned mode) : place_(std::move(place)) {
    unfinished_ = (place_.parent_path() / (std::string(unfinished_prefix) + "XXXXXX")).string();
    file_ = Descriptor(::mkostemp(unfinished_.data(), O_CLOEXEC));
    if (!file_) throw_io(errno, "cannot write into " + place_.parent_path().string());
    ::fchmod(file_.get(), mode);  // not every file system has modes
}

NewFile::~NewFile() {
    if (!unfinished_.empty()) ::unlink(unfinished_.c_str());
}

void NewFile::write(const void* bytes, std::size_t count) {
    for (std::size_t written = 0; written < count;) {
        const auto put =
            again([&] { return ::write(file_.get(), static_cast<const char*>(bytes) + written, count - written); });
        if (put < 0) throw_io(errno, "cannot write " + place_.string());
        if (put == 0) throw_io(ENOSPC, "cannot write " + place_.string());
        written += static_cast<std::size_t>(put);
    }
}

void NewFile::commit() {
    sync(file_.get(), place_);
    // What a network drive kept back is said at closing.
    if (::close(file_.release()) != 0 && errno != EINTR) throw_io(errno, "cannot write " + place_.string());
    if (::rename(unfinished_.c_str(), place_.c_str()) != 0) throw_io(errno, "cannot name " + place_.string());
    unfinished_.clear();
    sync_folder(place_.parent_path());
}

}  // namespace core::backups
