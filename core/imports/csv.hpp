#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/imports/batch.hpp"

namespace core::imports {

struct CsvRecord {
    std::size_t line = 1;  // where it begins
    std::vector<std::string> fields;
    bool well_formed = true;  // otherwise `fields` is of no use
};

// Comma-separated values as RFC 4180 has them, with line breaks of any kind. A quote that is not closed, or stands
// where none may, spoils its own record only: reading goes on at the line after that record's first. Blank lines are
// left out.
class CsvReader {
public:
    explicit CsvReader(std::string_view text, char separator = ',') : text_(text), separator_(separator) {}
    std::optional<CsvRecord> next();

private:
    bool read(CsvRecord& record);
    bool at_line_break() const { return at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r'); }
    void pass_line_break();
    void pass_line();

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0, line_ = 1;
};

// A row of a table whose first record names the columns.
class TableRow {
public:
    TableRow(const std::vector<std::string>& names, const CsvRecord& record) : names_(names), record_(record) {}
    std::size_t line() const { return record_.line; }
    std::string_view operator[](std::string_view column) const;  // empty where there is no such column

private:
    const std::vector<std::string>& names_;
    const CsvRecord& record_;
};

// Hands over every row that is whole and is text; the others are reported. A table without one of the columns needed is
// not_this_format.
void each_row(std::string_view bytes, const std::vector<std::string_view>& needed, Batch& batch,
              const std::function<void(const TableRow&)>& take);

}  // namespace core::imports
