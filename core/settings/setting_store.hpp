#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/db/connection.hpp"
#include "core/items/choice.hpp"
#include "core/items/item.hpp"
#include "core/viewer.hpp"

namespace core {

// The household's settings, and this device's own.
class SettingStore {
public:
    explicit SettingStore(db::Connection& db);

    int day_start_hour() const { return day_start_hour_; }  // 0…12; 4 unless set
    // A UUID's text; empty until the household was opened once.
    std::string household_id() const;
    // Whom a person's new items are for: as they said, else as is usual for the kind.
    Audience default_audience(PersonId person, ItemKind kind) const;
    bool chose(PersonId person, const OwnChoice& choice) const;
    std::optional<std::string> device(std::string_view name) const;
    void reload();  // after another program has written

    // Inside a transaction of Household only.
    void set(std::string_view name, std::string_view value, Instant at);
    void set_default_audience(PersonId person, ItemKind kind, Audience audience, Instant at);
    void set_choice(PersonId person, const OwnChoice& choice, bool yes, Instant at);
    void set_device(std::string_view name, std::string_view value);

private:
    mutable db::Statement get_, get_device_, get_person_;
    db::Statement set_, set_device_, set_person_;
    int day_start_hour_ = 4;
};

}  // namespace core
