#include "core/backups/household_check.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>

#include "core/backups/household_file.hpp"
#include "core/backups/kept_photos.hpp"
#include "core/vault/sealed_tables.hpp"

namespace core::backups {

namespace fs = std::filesystem;

namespace {

HouseholdFile opened(const fs::path& folder) { return {folder / "household.db", HouseholdFile::Kept::in_use}; }

std::string setting(const HouseholdFile& file, const char* name, const char* table = "setting") {
    std::string value;
    file.each(std::string("SELECT value FROM ") + table + " WHERE name = '" + name + "'",
              [&](sqlite3_stmt* row) { value = text_of(row, 0); });
    return value;
}

bool has_column(const HouseholdFile& file, const char* table, const char* column) {
    bool any = false;
    file.each(std::string("SELECT 1 FROM pragma_table_info('") + table + "') WHERE name = '" + column + "'",
              [&](sqlite3_stmt*) { any = true; });
    return any;
}

// Who has something sealed in the file, and in it no key with anything that opens it.
std::vector<std::string> people_without_a_key(const HouseholdFile& file) {
    std::string any;
    for (const auto& sealed : sealed_tables())
        if (has_column(file, sealed.table, "sealed"))
            any += std::string(any.empty() ? "" : " OR ") + "id IN (SELECT " + sealed.person + " FROM " + sealed.table +
                   " WHERE sealed IS NOT NULL)";
    std::vector<std::string> names;
    if (any.empty() || !has_column(file, "vault_key", "person")) return names;
    file.each(
        "SELECT name FROM person WHERE deleted_at IS NULL AND (" + any +
            ") AND id NOT IN (SELECT person FROM vault_key WHERE deleted_at IS NULL AND length(public_key) = 32 AND id IN"
            " (SELECT vault_key FROM vault_wrap WHERE deleted_at IS NULL AND wrapped IS NOT NULL)) ORDER BY name",
        [&](sqlite3_stmt* row) { names.push_back(text_of(row, 0)); });
    return names;
}

std::vector<std::string> people_with_a_key_twice(const HouseholdFile& file) {
    std::vector<std::string> names;
    if (!has_column(file, "vault_key", "person")) return names;
    file.each(
        "SELECT name FROM person WHERE id IN (SELECT person FROM vault_key WHERE deleted_at IS NULL AND public_key IN"
        " (SELECT public_key FROM vault_key WHERE deleted_at IS NULL AND length(public_key) = 32 GROUP BY public_key HAVING count(*) > 1)) ORDER BY name",
        [&](sqlite3_stmt* row) { names.push_back(text_of(row, 0)); });
    return names;
}

}  // namespace

int day_start_hour_in(const fs::path& data_folder) {
    const auto hour = setting(opened(data_folder), "day_start_hour");
    return hour.empty() ? 4 : std::clamp(std::atoi(hour.c_str()), 0, 12);
}

Day today_in(const fs::path& data_folder, const Clock& clock) {
    return day_of(clock.certain_now(), day_start_hour_in(data_folder));
}

std::string household_id_in(const fs::path& data_folder) { return opened(data_folder).household_id(); }

std::string device_setting_in(const fs::path& data_folder, const char* name) {
    return setting(opened(data_folder), name, "device_setting");
}

HouseholdCheck::HouseholdCheck(fs::path data_folder, DeviceSecrets* device, std::optional<Instant> now)
    : folder_(std::move(data_folder)), device_(device), now_(now) {}

HouseholdCheck::~HouseholdCheck() = default;

bool HouseholdCheck::step() noexcept {
    try {
        if (cancelled()) return false;
        if (!begun_) return begin();
        if (next_table_ < tables_.size()) look_at_table();
        else if (next_photo_ < photos_.size()) look_at_photo();
        else if (seals_left_) look_at_seals();
        return next_table_ < tables_.size() || next_photo_ < photos_.size() || seals_left_;
    } catch (const Fault& fault) {
        findings_.fault = fault.what();
        findings_.fault_kind = fault.kind;
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
        tables_ = file.tables();
        check_schema(file, findings_.rows);
        findings_.keys_missing = people_without_a_key(file);
        findings_.keys_twice = people_with_a_key_twice(file);
        photos_ = file.memory_photos();
    } catch (const Fault& fault) {
        // SQLite has its own sentence for a header that it does not understand.
        const bool known = findings_.health == Health::damaged || fault.kind == Fault::Kind::damaged ||
                           fault.kind == Fault::Kind::not_a_household;
        if (!known) throw;
        findings_.health = Health::damaged;
        if (findings_.damage.empty()) findings_.damage = fault.what();
    }
    seals_left_ = device_ && findings_.health == Health::fine;
    return !tables_.empty() || !photos_.empty();
}

void HouseholdCheck::look_at_seals() {
    seals_left_ = false;
    findings_.seals = check_seals(folder_, *device_);
}

void HouseholdCheck::look_at_table() {
    try {
        check_rows(opened(folder_), tables_[next_table_++], findings_.rows, now_);
    } catch (const Fault& fault) {
        // Of a damaged table what can be read was looked at; that it is damaged was found before.
        if (fault.kind != Fault::Kind::damaged) throw;
        findings_.health = Health::damaged;
        if (findings_.damage.empty()) findings_.damage = fault.what();
    }
}

void HouseholdCheck::look_at_photo() {
    const auto& photo = photos_[next_photo_++];
    const auto folder = folder_ / "photos" / photo.substr(0, 2);
    bool any = false;
    // A photo may stand there plain or sealed: as whatever begins with its name.
    for (const char* ending : {".jpg", ".png", ".sealed"}) {
        const auto file = folder / (photo + ending);
        std::error_code error;
        if (!fs::exists(file, error)) continue;
        any = true;
        if (is_wrong_photo(file)) findings_.photos_wrong.push_back(file.filename().string());
        else ++findings_.photos_right;
    }
    if (!any) {
        // One with an ending that this program does not know is looked for by name.
        const auto files = files_in(folder);
        const auto known = std::lower_bound(files.begin(), files.end(), photo);
        if (known == files.end() || photo_of(*known) != photo) findings_.photos_missing.push_back(photo);
        else if (is_wrong_photo(folder / *known)) findings_.photos_wrong.push_back(*known);
        else ++findings_.photos_right;
    }
}

}  // namespace core::backups
