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
            if (const auto day = day_from_iso(run.substr(0, 4) + "-" + run.substr(4, 2) + "-" + run.substr(6, 2))) return day;
    }
    return std::nullopt;
}

Day day_written(const fs::path& file) {
    std::error_code error;
    const auto written = fs::last_write_time(file, error);
    if (error) return {};
    // g++ 12's file clock counts from another year than the system's; the distance to now does not care.
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(fs::file_time_type::clock::now() - written);
    const auto then = std::chrono::duration_cast<std::chrono::milliseconds>((std::chrono::system_clock::now() - ago).time_since_epoch());
    return local_time({then.count(), 0}).day;
}

}  // namespace

std::vector<OlderBackup> older_backups(const fs::path& data_folder) {
    std::vector<OlderBackup> list;
    std::error_code error;
    for (auto entry = fs::directory_iterator(data_folder / "backups", error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const auto name = entry->path().filename().string();
        if (name.empty() || name.front() == '.') continue;
        const auto named = day_in(name);
        list.push_back({name, named ? *named : day_written(entry->path())});
    }
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.day != b.day ? b.day < a.day : b.name < a.name; });
    return list;
}

void ErasureOfAll::carry_out() {
    std::error_code error;
    for (const char* name :
         {"household.db", "household.db-wal", "household.db-shm", "household.db-journal", "photos", "thumbnails", "backups"}) {
        fs::remove_all(folder_ / name, error);
        if (error) throw Fault(Fault::Kind::no_access, std::string("cannot take away ") + name + ": " + error.message());
    }
    device_->remove(household_);
    fs::remove(folder_, error);  // only when nothing else is in it
}

}  // namespace core
