#include "core/settings/setting_store.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/items/kind.hpp"

namespace core {

SettingStore::SettingStore(db::Connection& db)
    : get_(db.prepare("SELECT value FROM setting WHERE name = ?1")),
      get_device_(db.prepare("SELECT value FROM device_setting WHERE name = ?1")),
      get_person_(db.prepare("SELECT value FROM person_setting WHERE person = ?1 AND name = ?2")),
      set_(db.prepare("INSERT INTO setting (name, value, changed_at, changed_offset) VALUES (?1, ?2, ?3, ?4)"
                      " ON CONFLICT (name) DO UPDATE SET value = ?2, changed_at = ?3, changed_offset = ?4")),
      set_device_(db.prepare("INSERT INTO device_setting (name, value) VALUES (?1, ?2)"
                             " ON CONFLICT (name) DO UPDATE SET value = ?2")),
      set_person_(db.prepare(
          "INSERT INTO person_setting (person, name, value, changed_at, changed_offset) VALUES (?1, ?2, ?3, ?4, ?5)"
          " ON CONFLICT (person, name) DO UPDATE SET value = ?3, changed_at = ?4, changed_offset = ?5")) {
    reload();
}

namespace {

std::string audience_setting(ItemKind kind) { return std::string("audience.") + kind_of(kind).table; }

}  // namespace

std::string SettingStore::household_id() const {
    std::string id;
    get_.each([&](const auto& row) { id = row.text(0); }, "household_id");
    return id;
}

Audience SettingStore::default_audience(PersonId person, ItemKind kind) const {
    std::string chosen;
    get_person_.each([&](const auto& row) { chosen = row.text(0); }, person, audience_setting(kind));
    if (!chosen.empty()) return audience_from_text(chosen);
    return kind_of(kind).usual;
}

void SettingStore::set_default_audience(PersonId person, ItemKind kind, Audience audience, Instant at) {
    set_person_.run(person, audience_setting(kind), to_text(audience), at);
}

bool SettingStore::chose(PersonId person, const OwnChoice& choice) const {
    bool yes = false;
    get_person_.each([&](const auto& row) { yes = row.text(0) == choice.yes; }, person, choice.setting);
    return yes;
}

void SettingStore::set_choice(PersonId person, const OwnChoice& choice, bool yes, Instant at) {
    set_person_.run(person, choice.setting, yes ? choice.yes : choice.no, at);
}

std::optional<std::string> SettingStore::device(std::string_view name) const {
    std::optional<std::string> value;
    get_device_.each([&](const auto& row) { value = row.text(0); }, name);
    return value;
}

void SettingStore::reload() {
    day_start_hour_ = 4;
    get_.each([&](const auto& row) { day_start_hour_ = std::clamp(std::atoi(row.text(0).c_str()), 0, 12); },
              "day_start_hour");
}

void SettingStore::set(std::string_view name, std::string_view value, Instant at) {
    set_.run(name, value, at);
    reload();
}

void SettingStore::set_device(std::string_view name, std::string_view value) { set_device_.run(name, value); }

}  // namespace core
