#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "core/backups/counts.hpp"
#include "core/result.hpp"

namespace core::backups {

// A household's database that is only looked at, above all one that nobody else has open. Throws Fault (damaged,
// not_a_household, no_access, io).
class HouseholdFile {
public:
    enum class Kept {
        by_itself,  // a file that nobody writes: nothing is made beside it
        in_use,     // a household's own: its log is read too
    };
    HouseholdFile(const std::filesystem::path& file, Kept kept);
    // One that lies in memory.
    explicit HouseholdFile(std::vector<unsigned char> bytes);

    // "ok", or what is wrong: PRAGMA quick_check and PRAGMA integrity_check.
    std::string quick_check() const { return checked("PRAGMA quick_check(1)"); }
    std::string integrity_check() const { return checked("PRAGMA integrity_check(20)"); }

    Counts counts() const;
    std::int64_t rows() const;  // of all tables, with what is deleted
    // The latest instant at which a row was written, changed or deleted; zero when there is none. What a photo says of
    // when it was taken does not count, and nothing after `until`: what is yet to come, or was written by a clock that
    // was ahead.
    std::int64_t newest_utc_ms(std::int64_t until) const;
    // The hashes of all photos that a row names, as 64 digits each, in order: every 32-byte value, whichever column it
    // stands in, so that a new one is not forgotten.
    std::vector<std::string> photo_names() const;
    // Those of them that a memory or a person's portrait names: what must be there. What lies in the trash counts, for
    // it can be brought back; what was erased names nothing any more.
    std::vector<std::string> memory_photos() const;
    std::string household_id() const;  // empty when it has none

    std::vector<std::string> tables() const;  // as this program makes them, by name

    // The bytes as they lie in the file, without the log: by SQLite's own descriptor, since closing any other one of a
    // file gives up every lock that this program holds on it, the open household's too. False where it ends before.
    bool read_at(std::uint64_t offset, void* bytes, std::size_t count) const;
    std::uint64_t size() const;
    std::filesystem::path path() const;

    sqlite3* raw() const { return db_.get(); }
    // A row's columns are read with sqlite3_column_….
    template <class OnRow> void each(const std::string& sql, OnRow&& on_row) const {
        const auto statement = prepared(sql);
        while (step(statement.get())) on_row(statement.get());
    }

private:
    struct Close {
        void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Close> prepared(const std::string& sql) const;
    bool step(sqlite3_stmt* statement) const;
    std::string checked(const char* pragma) const;
    sqlite3_file* bytes_on_disk() const;
    std::int64_t number(const std::string& sql) const;

    void open(const std::filesystem::path& file, Kept kept);
    void settle();

    std::vector<unsigned char> bytes_;  // outlives what is open
    std::unique_ptr<sqlite3, Close> db_;
};

std::string text_of(sqlite3_stmt* row, int column);
std::string in_quotes(const std::string& name);
[[noreturn]] void throw_sqlite(sqlite3* db, int code, const std::string& what);

}  // namespace core::backups
