#include "core/settings/setting_store.hpp"

#include <algorithm>
#include <cstdlib>

namespace core {

SettingStore::SettingStore(db::Connection& db)
    : get_(db.prepare("SELECT value FROM setting WHERE name = ?1")),
      get_device_(db.prepare("SELECT value FROM device_setting WHERE name = ?1")),
      set_(db.prepare("INSERT INTO setting (name, value, changed_at, changed_offset) VALUES (?1, ?2, ?3, ?4)"
                      " ON CONFLICT (name) DO UPDATE SET value = ?2, changed_at = ?3, changed_offset = ?4")),
      set_device_(db.prepare("INSERT INTO device_setting (name, value) VALUES (?1, ?2)"
                             " ON CONFLICT (name) DO UPDATE SET value = ?2")) {
    reload();
}

std::optional<std::string> SettingStore::device(std::string_view name) const {
    std::optional<std::string> value;
    get_device_.each([&](const auto& row) { value = row.text(0); }, name);
    return value;
}

void SettingStore::reload() {
    day_start_hour_ = 4;
    get_.each([&](const auto& row) { day_start_hour_ = std::clamp(std::atoi(row.text(0).c_str()), 0, 12); }, "day_start_hour");
}

void SettingStore::set(std::string_view name, std::string_view value, Instant at) {
    set_.run(name, value, at);
    reload();
}

void SettingStore::set_device(std::string_view name, std::string_view value) { set_device_.run(name, value); }

}  // namespace core
