#include "core/memories/arrivals.hpp"

#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/hex.hpp"

namespace core {

namespace {

namespace fs = std::filesystem;

constexpr mode_t folder_mode = 0700, file_mode = 0600;
constexpr const char* lock_name = "lock";
constexpr auto surely_over = std::chrono::hours(24);
constexpr int attempts = 8;

enum class Lock { taken, held_elsewhere, unsupported };

Lock try_lock(int file) {
    int result;
    do result = ::flock(file, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    if (result == 0) return Lock::taken;
    return errno == EWOULDBLOCK ? Lock::held_elsewhere : Lock::unsupported;
}

void unlock(int file) {
    // A process that was forked meanwhile still has the file open until it runs its program.
    ::flock(file, LOCK_UN);
    ::close(file);
}

// Whoever looked through the folders in between may have taken an empty one for left behind, and removed it.
bool is_still(const fs::path& path, int file) {
    struct stat named {
    }, opened{};
    return ::stat(path.c_str(), &named) == 0 && ::fstat(file, &opened) == 0 && named.st_ino == opened.st_ino &&
           named.st_dev == opened.st_dev;
}

std::string random_name() {
    unsigned char bytes[8];
    randombytes_buf(bytes, sizeof bytes);
    return to_hex(bytes, sizeof bytes);
}

bool is_folder(const fs::path& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_old(const fs::path& path) {
    std::error_code error;
    const auto written = fs::last_write_time(path, error);
    return !error && written < fs::file_time_type::clock::now() - surely_over;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        names.push_back(entry->path().filename().string());
    return names;
}

}  // namespace

Arrivals::~Arrivals() {
    if (lock_ < 0) return;
    // With notes in it the folder stays, for the next start.
    const auto names = names_in(own_);
    if (names.size() == 1 && names.front() == lock_name) {
        ::unlink((own_ / lock_name).c_str());
        ::rmdir(own_.c_str());
    }
    unlock(lock_);
}

fs::path Arrivals::own() noexcept {
    try {
        const std::lock_guard guard(mutex_);
        if (lock_ < 0) make();
        return own_;
    } catch (const std::exception&) {
        return {};
    }
}

void Arrivals::make() noexcept {
    try {
        fs::path above;
        for (const auto& part : folder_) ::mkdir((above /= part).c_str(), folder_mode);  // those that are not there yet
        for (int attempt = 0; attempt < attempts; ++attempt) {
            auto place = folder_ / random_name();
            if (::mkdir(place.c_str(), folder_mode) != 0) {
                if (errno == EEXIST) continue;
                return;
            }
            const auto path = place / lock_name;
            const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, file_mode);
            if (file < 0) {
                const bool gone = errno == ENOENT;
                ::rmdir(place.c_str());
                if (!gone) return;
                continue;
            }
            if (try_lock(file) != Lock::held_elsewhere && is_still(path, file)) {
                own_ = std::move(place);
                lock_ = file;
                return;
            }
            ::close(file);
        }
    } catch (const std::exception&) {
        // Out of memory: nothing is noted.
    }
}

void Arrivals::note(const std::string& name) noexcept {
    try {
        for (int attempt = 0; attempt < 2; ++attempt) {
            const auto place = own();
            if (place.empty()) return;
            const int file = ::open((place / name).c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, file_mode);
            if (file >= 0) {
                ::close(file);
                return;
            }
            if (errno != ENOENT && errno != ENOTDIR) return;
            // Somebody emptied the thumbnails, as they may.
            const std::lock_guard guard(mutex_);
            if (own_ != place) continue;
            unlock(std::exchange(lock_, -1));
            own_.clear();
        }
    } catch (const std::exception&) {
    }
}

void Arrivals::forget(const std::string& name) noexcept {
    try {
        const std::lock_guard guard(mutex_);
        if (!own_.empty()) ::unlink((own_ / name).c_str());
    } catch (const std::exception&) {
        // The next start finds it, and the row with it.
    }
}

void Arrivals::each_left_behind(const std::function<bool(const std::string& name)>& take_away) {
    fs::path mine;
    {
        const std::lock_guard guard(mutex_);
        mine = own_;
    }
    std::vector<fs::path> folders;
    for (const auto& name : names_in(folder_)) {
        const auto path = folder_ / name;
        if (is_folder(path)) folders.push_back(path);
        else if (is_old(path) && take_away(name)) ::unlink(path.c_str());
    }
    const auto noted_elsewhere = [&](const fs::path& here, const std::string& name) {
        struct stat status {};
        for (const auto& other : folders)
            for (const auto& same : {name, name.substr(0, name.find('.'))})
                if (other != here && ::lstat((other / same).c_str(), &status) == 0) return true;
        return false;
    };
    for (const auto& folder : folders) {
        if (folder == mine) continue;  // where locks are not supported, it would seem to be free
        const auto path = folder / lock_name;
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, file_mode);
        if (file < 0) continue;
        struct Unlocked {
            int file;
            ~Unlocked() { unlock(file); }
        } unlocked{file};
        const auto lock = try_lock(file);
        if (lock == Lock::held_elsewhere) continue;
        if (lock == Lock::unsupported && !is_old(folder)) continue;
        bool emptied = true;
        for (const auto& name : names_in(folder)) {
            if (name == lock_name) continue;
            if (name.front() == '.' || noted_elsewhere(folder, name) || take_away(name))
                ::unlink((folder / name).c_str());
            else emptied = false;
        }
        if (!emptied) continue;
        ::unlink(path.c_str());
        ::rmdir(folder.c_str());
    }
}

}  // namespace core
