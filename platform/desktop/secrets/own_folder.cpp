#include "platform/desktop/secrets/own_folder.hpp"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/words/tr.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/secrets/device_fault.hpp"

namespace platform::desktop {

namespace fs = std::filesystem;

namespace {

using app::tr;
using Kind = core::Fault::Kind;

constexpr off_t largest = 1 << 20;  // bytes; a record has some hundred
constexpr auto patience = std::chrono::seconds(3);

class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    int get() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }

private:
    int number_;
};

Kind kind_of(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT: return Kind::disk_full;
        case EROFS: return Kind::read_only;
        case EACCES:
        case EPERM: return Kind::no_access;
        default: return Kind::io;
    }
}

[[noreturn]] void fail(Kind kind, const char* sentence, const fs::path& path, int error = 0) {
    throw DeviceFault(kind, filled(sentence, {{"path", path.string()}, {"reason", std::strerror(error)}}));
}

[[noreturn]] void cannot_write(const fs::path& path, int error) {
    fail(
        kind_of(error),
        tr("This device's secret cannot be written to {path}: {reason}. Make room there and allow writing, then try again."),
        path, error);
}

[[noreturn]] void cannot_read(const fs::path& path, int error) {
    fail(error == EIO ? Kind::io : Kind::no_access,
         tr("This device's secret in {path} cannot be read: {reason}. Allow it, then try again."), path, error);
}

// Nothing when it is not there. What others may do in it is taken from them.
Descriptor open_folder(const fs::path& path) {
    Descriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!folder) {
        if (errno == ENOENT) return folder;
        struct stat status {};
        if (lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode))
            fail(
                Kind::no_access,
                tr("{path} is a symbolic link, and this device's secret must not lie where a link leads. Put a folder of your own there."),
                path);
        cannot_read(path, errno);
    }
    struct stat status {};
    if (fstat(folder.get(), &status) != 0) cannot_read(path, errno);
    if (status.st_uid != geteuid())
        fail(
            Kind::no_access,
            tr("The folder {path} belongs to somebody else, so this device's secret is not kept in it. Move it away, or make it yours with chown."),
            path);
    if ((status.st_mode & 077) != 0 && fchmod(folder.get(), status.st_mode & 0700) != 0) cannot_write(path, errno);
    return folder;
}

Descriptor make_folder(const fs::path& path) {
    if (auto folder = open_folder(path)) return folder;
    // ~/.config may be missing too; the base directory specification wants it 0700.
    fs::path made;
    for (const auto& part : path) {
        made /= part;
        if (mkdir(made.c_str(), 0700) != 0 && errno != EEXIST && !fs::is_directory(made)) cannot_write(made, errno);
    }
    auto folder = open_folder(path);
    if (!folder) cannot_write(path, ENOENT);
    // The folder's own entry is to outlive a power cut as well.
    if (const Descriptor parent(open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); parent)
        fsync(parent.get());
    return folder;
}

// Whether it was locked: not on a file system without locks.
bool lock(const Descriptor& file, const fs::path& path) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) return false;
        if (std::chrono::steady_clock::now() > until)
            fail(Kind::busy, tr("Another program is busy in {path}. Nothing was changed; try again in a moment."),
                 path);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

class LockedFile final : public core::DeviceSecrets::Turn {
public:
    explicit LockedFile(Descriptor file) : file_(std::move(file)) {}
    ~LockedFile() override { flock(file_.get(), LOCK_UN); }  // a forked process may still have it open

private:
    Descriptor file_;
};

std::string temporary(const std::string& name) { return name + ".new"; }

bool write_all(int file, std::string_view content) {
    while (!content.empty()) {
        const auto count = write(file, content.data(), content.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        content.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace

std::optional<core::Secret> OwnFolder::read(const std::string& name) const {
    const auto folder = open_folder(path_);
    if (!folder) return std::nullopt;
    const auto path = path_ / name;
    // Without waiting for the other end, should it be a pipe.
    const Descriptor file(openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file) {
        if (errno == ENOENT) return std::nullopt;
        if (errno == ELOOP)
            fail(Kind::no_access,
                 tr("{path} is a symbolic link, so it is not read. Put the file itself there, with mode 0600."), path);
        cannot_read(path, errno);
    }
    struct stat status {};
    if (fstat(file.get(), &status) != 0) cannot_read(path, errno);
    if (!S_ISREG(status.st_mode) || status.st_size > largest)
        fail(Kind::no_access, tr("{path} is not a file that Inglenook wrote, so it is not read. Move it away."), path);
    if (status.st_uid != geteuid())
        fail(
            Kind::no_access,
            tr("{path} belongs to somebody else, so it is not read. If it is yours, say so with chown; else move it away."),
            path);
    if ((status.st_mode & 077) != 0)
        fail(
            Kind::no_access,
            tr("Others on this computer may read {path}, which holds this device's secret, so it is not used. If nobody did, take it back with "
               "“chmod 600” on that file; if somebody may have, change every PIN afterwards."),
            path);
    core::Secret content(static_cast<std::size_t>(status.st_size));
    for (std::size_t done = 0; done < content.size();) {
        const auto count = ::read(file.get(), content.data() + done, content.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) cannot_read(path, count < 0 ? errno : EIO);
        done += static_cast<std::size_t>(count);
    }
    return content;
}

void OwnFolder::replace(const std::string& name, std::string_view content) const {
    const auto folder = make_folder(path_);
    lock(folder, path_);
    const auto path = path_ / name;
    const auto unfinished = temporary(name);
    if (unlinkat(folder.get(), unfinished.c_str(), 0) != 0 && errno != ENOENT) cannot_write(path, errno);
    int error = 0;
    {
        const Descriptor file(
            openat(folder.get(), unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!file || fchmod(file.get(), 0600) != 0 || !write_all(file.get(), content) || fsync(file.get()) != 0)
            error = errno;
    }
    if (error == 0 && renameat(folder.get(), unfinished.c_str(), folder.get(), name.c_str()) != 0) error = errno;
    if (error != 0) {
        unlinkat(folder.get(), unfinished.c_str(), 0);
        cannot_write(path, error);
    }
    if (fsync(folder.get()) != 0) cannot_write(path, errno);
}

std::unique_ptr<core::DeviceSecrets::Turn> OwnFolder::turn(const std::string& name) const {
    const auto folder = open_folder(path_);
    if (!folder) return nullptr;  // nor is there anything in it that two could overwrite
    Descriptor file(openat(folder.get(), name.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file || !lock(file, path_)) return nullptr;
    return std::make_unique<LockedFile>(std::move(file));
}

std::vector<std::string> OwnFolder::named(std::string_view ending) const {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(path_, error)) {
        const auto name = entry.path().filename().string();
        if (name.size() > ending.size() + 1 &&
            name.substr(name.size() - ending.size() - 1) == "." + std::string(ending))
            names.push_back(name.substr(0, name.size() - ending.size() - 1));
    }
    return names;
}

void OwnFolder::remove(const std::string& name) const {
    const auto folder = open_folder(path_);
    if (!folder) return;
    lock(folder, path_);
    for (const auto& each : {name, temporary(name)})
        if (unlinkat(folder.get(), each.c_str(), 0) != 0 && errno != ENOENT) cannot_write(path_ / each, errno);
    if (fsync(folder.get()) != 0) cannot_write(path_, errno);
}

}  // namespace platform::desktop
