#include "core/settings/setting_commands.hpp"

#include <string>

#include "core/settings/setting_store.hpp"

namespace core {

Result<Uuid> carry_out(const SetDayStart& c, Change& change) {
    if (c.hour < 0 || c.hour > 12) return Refusal::invalid_hour;
    change.get<SettingStore>().set("day_start_hour", std::to_string(c.hour), change.now());
    return Uuid{};
}

}  // namespace core
