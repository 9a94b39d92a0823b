#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/household/household.hpp"

namespace platform::desktop {

// Ends a command: what to say and the exit code, 1 refused, 2 bad usage. Thrown while a command line is read or carried
// out, and caught in run_command_line().
struct Stop {
    int exit_code;
    std::string sentence;
};

// What people write, read; each throws Stop with a sentence that names it and says how it is written.

core::Day read_day(const core::Household& household,
                   const std::string& text);  // 2026-11-23, today, yesterday, tomorrow
struct Start {
    core::Day day;
    std::optional<int> minute;
};
Start read_start(const core::Household& household, const std::string& text);  // a day, or 2026-11-23T07:30
core::PersonId read_person(const core::Household& household, const std::string& name);
std::optional<core::PersonId> read_optional_person(const core::Household& household,
                                                   const std::string& name);          // empty: nobody
core::Viewer read_viewer(const core::Household& household, const std::string& name);  // a person's name, or "room"
core::RitualId read_ritual(const std::string& text);
std::optional<core::Audience> read_optional_audience(const std::string& text);  // empty: as its author usually wants it
core::Audience read_audience(
    const std::string& text);  // only-me, household, room: the command line lets nothing else through

// "2026-11-23T07:30", else nothing.
std::optional<core::LocalTime> local_time_from_iso(std::string_view text);

}  // namespace platform::desktop
