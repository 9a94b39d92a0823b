#pragma once

namespace core {

// Has SQLite overwrite what it frees: the values and pages of the search index in memory, for one. Has to come before
// SQLite is used.
void wipe_what_sqlite_frees();

}  // namespace core
