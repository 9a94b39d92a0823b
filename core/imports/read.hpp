#pragma once

#include <filesystem>
#include <string_view>

#include "core/imports/batch.hpp"

namespace core::imports {

enum class Program { daylio, presently, day_one, red_notebook, jrnl };
inline constexpr Program programs[] = {Program::daylio, Program::presently, Program::day_one, Program::red_notebook,
                                       Program::jrnl};

// "daylio", "presently", "dayone", "rednotebook", "jrnl".
std::string_view to_text(Program program);

// Reads what another program left behind: a file; for Day One also its archive with the photos, or the unpacked one
// (photos are looked for beside the journal); for RedNotebook also the folder of its months. What cannot be opened is a
// problem of the batch, as is all else.
Batch read(Program program, const std::filesystem::path& path);

// The same for an archive in memory. `bytes` outlive the batch.
Batch read_day_one_archive(std::string_view bytes);

}  // namespace core::imports
