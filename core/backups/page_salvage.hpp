#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace core::backups {

using StoredValue = std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::uint8_t>>;

// A table as its rows lie in the file: WITHOUT ROWID, the primary key's columns first.
struct StoredTable {
    struct Column {
        std::string name, type;  // INTEGER, REAL, TEXT, BLOB or ANY: tables are STRICT
        bool required = false;   // NOT NULL without a default: no row lacks it
        bool key = false;
    };
    std::string name;
    std::vector<Column> columns;
    std::uint32_t usual_root = 0;  // the page it begins on where the schema cannot be asked; zero: unknown
};

struct Salvage {
    std::size_t pages = 0;
    std::size_t pages_missing = 0;  // that the header counts, and the file is too short for
    std::size_t pages_damaged = 0;  // that should hold rows and cannot be understood
    std::size_t rows_damaged = 0;   // seen on a page that can, and not understood themselves
    std::int64_t version = 0;       // the file's user_version; zero when even that cannot be read
    // Nothing is missing as far as anybody can tell: what was damaged held no rows.
    bool whole = false;
};

// Reads the rows of a damaged database page by page (SQLite file format 3, with the committed part of its log), without
// SQLite: an inner page or the schema that is lost hides nothing here. `on_row` gets each row's columns in the table's
// order, fewer where the row is older than the last of them; rows of pages that still hang on their table come before
// rows of pages that belong to none any more and are known by their shape. Either file may be missing. Throws Fault
// (io, no_access).
Salvage salvage_rows(const std::filesystem::path& database, const std::vector<StoredTable>& tables,
                     const std::function<void(const StoredTable&, const std::vector<StoredValue>&)>& on_row);

}  // namespace core::backups
