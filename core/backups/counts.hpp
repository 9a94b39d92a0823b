#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "core/time/instant.hpp"

namespace core::backups {

// What a household file holds of each kind that was not deleted.
struct Counts {
    std::int64_t people = 0, check_ins = 0, thanks = 0, rituals = 0, memories = 0;
    std::int64_t answers = 0, hearts = 0, touches = 0, closeness = 0, activities = 0, marks = 0, pauses = 0,
                 readings = 0, prompts = 0;
    std::int64_t imports = 0, drafts = 0, settings = 0, own_settings = 0;
    bool operator==(const Counts&) const = default;
};

// The kinds by the tables that hold them, those first that people would name first.
struct CountedKind {
    const char* table;
    std::int64_t Counts::*count;
    bool has_trash = true;  // what is deleted stays a while
};
inline constexpr CountedKind counted_kinds[] = {
    {"person", &Counts::people},
    {"check_in", &Counts::check_ins},
    {"thanks", &Counts::thanks},
    {"ritual", &Counts::rituals},
    {"memory", &Counts::memories},
    {"answer", &Counts::answers},
    {"heart", &Counts::hearts},
    {"touch", &Counts::touches},
    {"closeness", &Counts::closeness},
    {"activity", &Counts::activities},
    {"occurrence_mark", &Counts::marks},
    {"ritual_pause", &Counts::pauses},
    {"thanks_read", &Counts::readings},
    {"prompt_shown", &Counts::prompts},
    {"import", &Counts::imports},
    {"draft", &Counts::drafts, false},
    {"setting", &Counts::settings, false},
    {"person_setting", &Counts::own_settings, false},
};

// How much there was when a household was last seen whole, kept beside its backups: by this a recovery knows what is
// missing.
struct KnownCounts {
    Instant at;
    Counts counts;
};
std::optional<KnownCounts> known_counts(
    const std::filesystem::path& data_folder);  // nothing when it was never written, or is damaged
void keep_counts(const std::filesystem::path& data_folder, const KnownCounts& known);  // throws Fault
// Counts what is in a folder and keeps that: when a window closes, or a command has brought much in. What cannot be
// counted or written is left as it was.
enum class Often {
    every_time,
    unless_costly,  // of a large household not again within a minute
};
void keep_present_counts(const std::filesystem::path& data_folder, const Clock& clock,
                         Often often = Often::every_time) noexcept;

}  // namespace core::backups
