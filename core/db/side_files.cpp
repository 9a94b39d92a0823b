#include "core/db/side_files.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <string>
#include <system_error>
#include <vector>

#include <sqlite3.h>
#include <sys/stat.h>

#include "core/hex.hpp"

namespace core::db {

namespace {

struct Identity {
    dev_t device = 0;
    ino_t file = 0;
    bool operator==(const Identity&) const = default;
};

bool identify(const std::string& path, Identity& identity) {
    struct stat status {};
    if (path.empty() || ::stat(path.c_str(), &status) != 0) return false;
    identity = {status.st_dev, status.st_ino};
    return true;
}

struct OpenDatabase {
    const sqlite3* handle;
    std::string path;
    Identity identity;  // as it was opened: it may be called otherwise by now
};

// Of the whole process, as its locks are.
struct OpenDatabases {
    std::mutex mutex;
    std::vector<OpenDatabase> list;
};

OpenDatabases& open_databases() {
    static OpenDatabases databases;
    return databases;
}

}  // namespace

void mend_side_files(const std::filesystem::path& database) noexcept {
    try {
        struct stat own {};
        constexpr mode_t owner_may = S_IRUSR | S_IWUSR, may = S_IRWXU | S_IRWXG | S_IRWXO;
        if (::stat(database.c_str(), &own) != 0 || !S_ISREG(own.st_mode) || (own.st_mode & owner_may) != owner_may)
            return;
        for (const char* ending : {"-wal", "-shm"}) {
            const auto file = database.string() + ending;
            struct stat beside {};
            // Asked of the mode, not of what this program may: an administrator may everything, and leaves it to the
            // others as it is.
            if (::lstat(file.c_str(), &beside) != 0 || !S_ISREG(beside.st_mode) ||
                (beside.st_mode & owner_may) == owner_may)
                continue;
            ::chmod(file.c_str(), own.st_mode & may & ~static_cast<mode_t>(S_IXUSR | S_IXGRP | S_IXOTH));
        }
    } catch (const std::exception&) {
    }
}

bool is_by_itself(const std::filesystem::path& database) {
    std::error_code error;
    const auto log = database.string() + "-wal";
    return !std::filesystem::exists(log, error) || std::filesystem::file_size(log, error) == 0;
}

std::string uri_of(const std::filesystem::path& database, const char* parameters) {
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(database).string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                           c == '-' || c == '.' || c == '_';
        if (plain) {
            uri += c;
        } else {
            uri += '%';
            append_hex(uri, static_cast<std::uint8_t>(c));
        }
    }
    return uri + parameters;
}

void note_open(sqlite3* database) {
    const char* path = sqlite3_db_filename(database, "main");
    OpenDatabase opened{database, path ? path : "", {}};
    if (!identify(opened.path, opened.identity)) return;  // one in memory
    auto& databases = open_databases();
    const std::lock_guard lock(databases.mutex);
    databases.list.push_back(std::move(opened));
}

void note_closed(sqlite3* database) noexcept {
    auto& databases = open_databases();
    const std::lock_guard lock(databases.mutex);
    // The first: once it is closed, its address may be another's.
    const auto it = std::find_if(databases.list.begin(), databases.list.end(),
                                 [&](const auto& each) { return each.handle == database; });
    if (it != databases.list.end()) databases.list.erase(it);
}

bool is_open_database(const std::filesystem::path& file) {
    Identity wanted;
    if (!identify(file.string(), wanted)) return false;
    auto& databases = open_databases();
    const std::lock_guard lock(databases.mutex);
    return std::any_of(databases.list.begin(), databases.list.end(), [&](const auto& each) {
        if (each.identity == wanted) return true;
        Identity beside;
        return (identify(each.path + "-wal", beside) && beside == wanted) ||
               (identify(each.path + "-shm", beside) && beside == wanted);
    });
}

}  // namespace core::db
