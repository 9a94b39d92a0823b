#include "platform/desktop/window/kept_look.hpp"

#include <exception>
#include <sstream>

#include "core/backups/household_check.hpp"
#include "core/settings/setting_store.hpp"
#include "core/system/durable_file.hpp"

namespace platform::desktop {

namespace fs = std::filesystem;
using namespace core::backups;
using namespace core::system;

namespace {

constexpr std::size_t longest = 256;  // bytes

fs::path file_in(const fs::path& data_folder) { return data_folder / "backups" / "household.look"; }

bool is_theme(const std::string& word) { return word == "system" || word == "light" || word == "dark"; }

std::optional<KeptLook> read(const fs::path& data_folder) {
    const auto text = read_small(file_in(data_folder), longest);
    if (!text) return std::nullopt;
    KeptLook look;
    std::istringstream lines(*text);
    std::string name, value;
    bool whole = false;
    while (lines >> name >> value) {
        if (name == "theme" && is_theme(value)) look.theme = value;
        if (name == "day_start_hour" && value.size() <= 2 && value.find_first_not_of("0123456789") == std::string::npos)
            if (const int hour = std::stoi(value); hour <= 12) look.day_start_hour = hour;
        whole = name == "end";
    }
    return whole ? std::optional(look) : std::nullopt;
}

}  // namespace

KeptLook look_of(const core::Household& household) {
    const auto theme = household.get<core::SettingStore>().device("theme").value_or("system");
    return {is_theme(theme) ? theme : "system", household.get<core::SettingStore>().day_start_hour()};
}

void keep_look(const fs::path& data_folder, const KeptLook& look) noexcept {
    try {
        if (read(data_folder) == look) return;
        const auto text =
            "theme " + look.theme + "\nday_start_hour " + std::to_string(look.day_start_hour) + "\nend 1\n";
        make_folder(data_folder / "backups");
        NewFile file(file_in(data_folder));
        file.write(text.data(), text.size());
        file.commit();
    } catch (const std::exception&) {
    }
}

KeptLook kept_look(const fs::path& data_folder) noexcept {
    KeptLook look;
    try {
        if (auto kept = read(data_folder)) return *kept;
        if (const auto theme = device_setting_in(data_folder, "theme"); is_theme(theme)) look.theme = theme;
        look.day_start_hour = day_start_hour_in(data_folder);
    } catch (const std::exception&) {
    }
    return look;
}

std::optional<std::string> theme_of_page(const std::optional<std::string>& asked, const KeptLook& look) {
    if (asked) return asked;
    return look.theme == "system" ? std::nullopt : std::optional(look.theme);
}

core::Day day_by(const core::Clock& clock, const KeptLook& look, std::int64_t utc_ms) {
    const core::Instant here{utc_ms, clock.now().offset_minutes};
    // By the offset of then, which another half of the year may have.
    const auto local = core::local_time(here);
    return core::day_of({utc_ms, clock.at(local.day, local.minute).offset_minutes}, look.day_start_hour);
}

}  // namespace platform::desktop
