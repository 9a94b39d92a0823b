#pragma once

#include <filesystem>
#include <string>

struct sqlite3;

namespace core::db {

// A database that could only be read for a while leaves a log and a log's index that can only be read, and they would
// keep it so once it may be written again. Gives them back what the database itself allows. Never throws: where it does
// not work SQLite says why.
void mend_side_files(const std::filesystem::path& database) noexcept;

// Whether nothing of a database is in a log beside it.
bool is_by_itself(const std::filesystem::path& database);

// `file:` and the path, as SQLite takes it for a URI, with parameters behind it ("?immutable=1").
std::string uri_of(const std::filesystem::path& database, const char* parameters);

// Whether a file is a database that a Connection of this program has open, its log or the log's index, under whatever
// name. Looks and does not open. To be asked before a file is opened that a person named: closing any descriptor of
// such a file gives up every POSIX lock that this process holds on it, SQLite's own too, and then another program may
// delete the log with what was just written.
bool is_open_database(const std::filesystem::path& file);

// For Connection.
void note_open(sqlite3* database);
void note_closed(sqlite3* database) noexcept;

}  // namespace core::db
