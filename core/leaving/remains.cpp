#include "core/leaving/remains.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <system_error>

#include "core/result.hpp"

namespace core {

namespace fs = std::filesystem;

namespace {

// The first 2026-11-23 or 20261123 in a name.
std::optional<Day> day_in(const std::string& name) {
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (const auto day = day_from_iso(name.substr(i, 10))) return day;
        const auto run = name.substr(i, 8);
        if (run.size() == 8 && run.find_first_not_of("0123456789") == std::string::npos)
            if (const auto day = day_from_iso(run.substr(0, 4) + "-" + run.substr(4, 2) + "-" + run.substr(6, 2)))
                return day;
    }
    return std::nullopt;
}

Day day_written(const fs::path& file) {
    std::error_code error;
    const auto written = fs::last_write_time(file, error);
    if (error) return {};
    // g++ 12's file clock counts from another year than the system's; the distance to now does not care.
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(fs::file_time_type::clock::now() - written);
    const auto then = std::chrono::duration_cast<std::chrono::milliseconds>(
        (std::chrono::system_clock::now() - ago).time_since_epoch());
    return local_time({then.count(), 0}).day;
}

bool is_copy(const std::string& name) { return name.size() > 3 && name.compare(name.size() - 3, 3, ".db") == 0; }

// What else holds the household as it was: its backups, a damaged file that was set aside, and what a restored backup
// took the place of.
std::vector<fs::path> copies_of(const fs::path& data_folder) {
    std::vector<fs::path> list;
    const auto look_in = [&](const fs::path& folder, const auto& wanted) {
        std::error_code error;
        for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
             entry.increment(error))
            if (wanted(entry->path().filename().string())) list.push_back(entry->path());
    };
    const auto begins = [](const std::string& name, const std::string& with) {
        return name.compare(0, with.size(), with) == 0;
    };
    look_in(data_folder / "backups", is_copy);
    look_in(data_folder, [&](const std::string& name) { return begins(name, "household.damaged-"); });
    const auto folder = fs::absolute(data_folder).lexically_normal();
    const auto live = folder.has_filename() ? folder : folder.parent_path();
    look_in(live.parent_path(),
            [&](const std::string& name) { return begins(name, live.filename().string() + ".before-restore-"); });
    return list;
}

}  // namespace

std::vector<OlderBackup> older_backups(const fs::path& data_folder) {
    std::vector<OlderBackup> list;
    for (const auto& path : copies_of(data_folder)) {
        const auto name = path.filename().string();
        if (path.parent_path() == data_folder && !is_copy(name))
            continue;  // the log of a damaged file is named with it
        const auto named = day_in(name);
        list.push_back({name, path, named ? *named : day_written(path)});
    }
    std::sort(list.begin(), list.end(),
              [](const auto& a, const auto& b) { return a.day != b.day ? b.day < a.day : b.name < a.name; });
    return list;
}

void ErasureOfAll::carry_out() {
    const auto take_away = [](const fs::path& path) {
        std::error_code error;
        fs::remove_all(path, error);
        if (error)
            throw Fault(Fault::Kind::no_access,
                        "cannot take away " + path.filename().string() + ": " + error.message());
    };
    for (const char* name :
         {"household.db", "household.db-wal", "household.db-shm", "household.db-journal", "photos", "thumbnails"})
        take_away(folder_ / name);
    for (const auto& copy : copies_of(folder_)) take_away(copy);
    for (const char* name : {"backups", "household.lock"}) take_away(folder_ / name);
    device_->remove(household_);
    std::error_code not_empty;
    fs::remove(folder_, not_empty);  // only when nothing else is in it
}

}  // namespace core
