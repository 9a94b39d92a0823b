#include "core/db/side_files.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <string>
#include <system_error>
#include <vector>

#include <sqlite3.h>

#include "core/hex.hpp"
#include "core/system/file_identity.hpp"

namespace core::db {

namespace {

struct OpenDatabase {
    const sqlite3* handle;
    std::string path;
    system::FileIdentity identity;  // as it was opened: it may be called otherwise by now
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
        namespace fs = std::filesystem;
        constexpr auto owner_may = fs::perms::owner_read | fs::perms::owner_write;
        constexpr auto all_may = owner_may | fs::perms::group_read | fs::perms::group_write | fs::perms::others_read |
                                 fs::perms::others_write;
        // Asked of the mode, not of what this program may: an administrator may everything, and leaves it to the
        // others as it is.
        const auto owner_can = [](const fs::file_status& file) {
            return fs::is_regular_file(file) && (file.permissions() & owner_may) == owner_may;
        };
        std::error_code error;
        const auto own = fs::status(database, error);
        if (!owner_can(own)) return;
        for (const char* ending : {"-wal", "-shm"}) {
            const auto file = database.string() + ending;
            const auto beside = fs::symlink_status(file, error);
            if (fs::is_regular_file(beside) && !owner_can(beside))
                fs::permissions(file, own.permissions() & all_may, error);
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
    std::error_code error;
    const auto identity = system::identity_of(path ? path : "", error);
    if (!identity) return;  // one in memory
    auto& databases = open_databases();
    const std::lock_guard lock(databases.mutex);
    databases.list.push_back({database, path, *identity});
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
    std::error_code error;
    const auto wanted = system::identity_of(file, error);
    if (!wanted) return false;
    auto& databases = open_databases();
    const std::lock_guard lock(databases.mutex);
    return std::any_of(databases.list.begin(), databases.list.end(), [&](const auto& each) {
        return each.identity == wanted || system::identity_of(each.path + "-wal", error) == wanted ||
               system::identity_of(each.path + "-shm", error) == wanted;
    });
}

}  // namespace core::db
