#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/db/connection.hpp"

namespace core {

// The household's settings, and this device's own.
class SettingStore {
public:
    explicit SettingStore(db::Connection& db);

    int day_start_hour() const { return day_start_hour_; }  // 0…12; 4 unless set
    std::optional<std::string> device(std::string_view name) const;
    void reload();  // after another program has written

    // Inside a transaction of Household only.
    void set(std::string_view name, std::string_view value, Instant at);
    void set_device(std::string_view name, std::string_view value);

private:
    mutable db::Statement get_, get_device_;
    db::Statement set_, set_device_;
    int day_start_hour_ = 4;
};

}  // namespace core
