#pragma once

#include <string>
#include <string_view>

#include "core/imports/batch.hpp"

// The files of other programs, as bytes.
namespace core::imports {

// Daylio's CSV of 7, 8 or 9 columns; moods and activities by the names people gave them.
Batch read_daylio(std::string_view bytes);

// Presently's CSV: one thanks to life a day.
Batch read_presently(std::string_view bytes);

// One journal of a Day One export. Photos are named as they lie beside it: "photos/HASH.TYPE".
Batch read_day_one(std::string_view bytes);

// A month of RedNotebook; `name` is the file's, "2026-11.txt", for the month is written nowhere else.
Batch read_red_notebook(std::string_view name, std::string_view bytes);

// jrnl's own file, or what it exports as text.
Batch read_jrnl(std::string_view bytes);

}  // namespace core::imports
