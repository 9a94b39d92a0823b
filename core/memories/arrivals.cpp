#include "core/memories/arrivals.hpp"

#include <chrono>
#include <system_error>
#include <utility>
#include <vector>

#include <sodium.h>

#include "core/hex.hpp"
#include "core/system/file_steps.hpp"

namespace core {

namespace {

namespace fs = std::filesystem;
using system::LockFile, system::try_make_folder, system::try_remove_file, system::try_remove_folder;

constexpr const char* lock_name = "lock";
constexpr auto surely_over = std::chrono::hours(24);
constexpr int attempts = 8;

std::string random_name() {
    unsigned char bytes[8];
    randombytes_buf(bytes, sizeof bytes);
    return to_hex(bytes, sizeof bytes);
}

bool is_folder(const fs::path& path) {
    std::error_code error;
    return fs::symlink_status(path, error).type() == fs::file_type::directory;
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
    if (!lock_) return;
    // With notes in it the folder stays, for the next start.
    const auto names = names_in(own_);
    if (names.size() == 1 && names.front() == lock_name) {
        try_remove_file(own_ / lock_name);
        try_remove_folder(own_);
    }
}

fs::path Arrivals::own() noexcept {
    try {
        const std::lock_guard guard(mutex_);
        if (!lock_) make();
        return own_;
    } catch (const std::exception&) {
        return {};
    }
}

void Arrivals::make() noexcept {
    try {
        fs::path above;
        for (const auto& part : folder_) try_make_folder(above /= part);  // those that are not there yet
        for (int attempt = 0; attempt < attempts; ++attempt) {
            auto place = folder_ / random_name();
            if (const auto error = try_make_folder(place)) {
                if (error == std::errc::file_exists) continue;
                return;
            }
            const auto path = place / lock_name;
            std::error_code error;
            LockFile file(path, error);
            if (error) {
                try_remove_folder(place);
                if (error != std::errc::no_such_file_or_directory) return;
                continue;
            }
            // Another program may have seen the empty folder before it was locked, and removed it as left
            // behind.
            if (file.try_lock() != LockFile::Lock::held_elsewhere && file.is_still(path)) {
                own_ = std::move(place);
                lock_ = std::move(file);
                return;
            }
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
            const auto error = system::try_make_empty(place / name);
            if (error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) return;
            // Somebody emptied the thumbnails, as they may.
            const std::lock_guard guard(mutex_);
            if (own_ != place) continue;
            lock_.reset();
            own_.clear();
        }
    } catch (const std::exception&) {
    }
}

void Arrivals::forget(const std::string& name) noexcept {
    try {
        const std::lock_guard guard(mutex_);
        if (!own_.empty()) try_remove_file(own_ / name);
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
        else if (is_old(path) && take_away(name)) try_remove_file(path);
    }
    const auto noted_elsewhere = [&](const fs::path& here, const std::string& name) {
        std::error_code error;
        for (const auto& other : folders)
            for (const auto& same : {name, name.substr(0, name.find('.'))})
                if (other != here && fs::exists(fs::symlink_status(other / same, error))) return true;
        return false;
    };
    for (const auto& folder : folders) {
        if (folder == mine) continue;  // where locks are not supported, it would seem to be free
        const auto path = folder / lock_name;
        std::error_code error;
        LockFile file(path, error);
        if (error) continue;
        const auto lock = file.try_lock();
        if (lock == LockFile::Lock::held_elsewhere) continue;
        if (lock == LockFile::Lock::unsupported && !is_old(folder)) continue;
        bool emptied = true;
        for (const auto& name : names_in(folder)) {
            if (name == lock_name) continue;
            if (name.front() == '.' || noted_elsewhere(folder, name) || take_away(name)) try_remove_file(folder / name);
            else emptied = false;
        }
        if (!emptied) continue;
        try_remove_file(path);
        try_remove_folder(folder);
    }
}

}  // namespace core
