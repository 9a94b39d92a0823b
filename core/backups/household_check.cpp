#include "core/backups/household_check.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>

#include "core/backups/household_file.hpp"
#include "core/backups/kept_photos.hpp"

namespace core::backups {

namespace fs = std::filesystem;

namespace {

struct Reference {
    const char *table, *column, *target;
};

constexpr Reference references[] = {
    {"check_in", "author", "person"},
    {"thanks", "author", "person"},
    {"thanks", "recipient", "person"},
    {"thanks", "memory", "memory"},
    {"heart", "thanks", "thanks"},
    {"thanks_read", "thanks", "thanks"},
    {"prompt_shown", "person", "person"},
    {"heart", "author", "person"},
    {"answer", "author", "person"},
    {"activity", "author", "person"},
    {"touch", "author", "person"},
    {"touch", "recipient", "person"},
    {"closeness", "author", "person"},
    {"ritual", "author", "person"},
    {"ritual_pause", "ritual", "ritual"},
    {"ritual_pause", "author", "person"},
    {"occurrence_mark", "ritual", "ritual"},
    {"occurrence_mark", "author", "person"},
    {"memory", "author", "person"},
    {"vault_key", "person", "person"},
    {"vault_wrap", "vault_key", "vault_key"},
    {"person_setting", "person", "person"},
    {"draft", "person", "person"},
    {"import", "author", "person"},
    {"import_item", "import", "import"},
};

HouseholdFile opened(const fs::path& folder) { return {folder / "household.db", HouseholdFile::Kept::in_use}; }

std::string setting(const HouseholdFile& file, const char* name) {
    std::string value;
    file.each(std::string("SELECT value FROM setting WHERE name = '") + name + "'", [&](sqlite3_stmt* row) { value = text_of(row, 0); });
    return value;
}

bool has_column(const HouseholdFile& file, const char* table, const char* column) {
    bool any = false;
    file.each(std::string("SELECT 1 FROM pragma_table_info('") + table + "') WHERE name = '" + column + "'",
              [&](sqlite3_stmt*) { any = true; });
    return any;
}

}  // namespace

Day today_in(const fs::path& data_folder, const Clock& clock) {
    const auto hour = setting(opened(data_folder), "day_start_hour");
    return day_of(clock.certain_now(), hour.empty() ? 4 : std::clamp(std::atoi(hour.c_str()), 0, 12));
}

std::string household_id_in(const fs::path& data_folder) { return opened(data_folder).household_id(); }

HouseholdCheck::HouseholdCheck(fs::path data_folder) : folder_(std::move(data_folder)) {}

HouseholdCheck::~HouseholdCheck() = default;

bool HouseholdCheck::step() noexcept {
    try {
        if (cancelled()) return false;
        if (!begun_) return begin();
        look_at_photo();
        return next_ < photos_.size();
    } catch (const std::exception& error) {
        findings_.fault = error.what();
    }
    return false;
}

bool HouseholdCheck::begin() {
    begun_ = true;
    findings_.health = examine(folder_, Look::brief);
    if (findings_.health != Health::fine && findings_.health != Health::damaged) return false;
    try {
        const auto file = opened(folder_);
        if (const auto verdict = file.integrity_check(); verdict != "ok") {
            findings_.health = Health::damaged;
            findings_.damage = verdict;
        }
        for (const auto& each : references) {
            if (!has_column(file, each.table, each.column) || !has_column(file, each.target, "id")) continue;
            const auto sql = std::string("SELECT count(*) FROM ") + each.table + " WHERE " + each.column + " IS NOT NULL AND " +
                             each.column + " NOT IN (SELECT id FROM " + each.target + ")";
            std::int64_t count = 0;
            file.each(sql, [&](sqlite3_stmt* row) { count = sqlite3_column_int64(row, 0); });
            if (count > 0) findings_.dangling.push_back({each.table, each.column, each.target, count});
        }
        photos_ = file.memory_photos();
    } catch (const Fault& fault) {
        if (fault.kind != Fault::Kind::damaged && fault.kind != Fault::Kind::not_a_household) throw;
        findings_.health = Health::damaged;
        if (findings_.damage.empty()) findings_.damage = fault.what();
    }
    return !photos_.empty();
}

void HouseholdCheck::look_at_photo() {
    const auto& photo = photos_[next_++];
    const auto folder = folder_ / "photos" / photo.substr(0, 2);
    bool any = false;
    // A photo may stand there plain or sealed: as whatever begins with its name.
    for (const char* ending : {".jpg", ".png", ".sealed"}) {
        const auto file = folder / (photo + ending);
        std::error_code error;
        if (!fs::exists(file, error)) continue;
        any = true;
        if (examine_photo(file) == PhotoBytes::wrong)
            findings_.photos_wrong.push_back(file.filename().string());
        else
            ++findings_.photos_right;
    }
    if (!any) {
        // One with an ending that this program does not know is looked for by name.
        const auto files = files_in(folder);
        const auto known = std::lower_bound(files.begin(), files.end(), photo);
        if (known != files.end() && photo_of(*known) == photo)
            ++findings_.photos_right;
        else
            findings_.photos_missing.push_back(photo);
    }
}

}  // namespace core::backups
