#include "core/imports/csv.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"

namespace core::imports {

namespace {

// Far longer than any note. Beyond it a quote was left open, and searching on to the end for each would take for ever.
constexpr std::size_t longest_record = 1 << 20;

std::string column_name(const std::string& field) {
    const auto tidied = tidy_line(field, field.size());
    auto name = tidied ? tidied.value() : std::string();
    for (auto& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return name;
}

// A spreadsheet that saved the file again may have put its own in.
char separator_of(std::string_view text) {
    const auto found = text.find_first_of(",;\t\r\n");
    return found != std::string_view::npos && (text[found] == ';' || text[found] == '\t') ? text[found] : ',';
}

}  // namespace

void CsvReader::pass_line_break() {
    at_ += text_.compare(at_, 2, "\r\n") == 0 ? 2 : 1;
    ++line_;
}

void CsvReader::pass_line() {
    at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
    if (at_ < text_.size()) pass_line_break();
}

std::optional<CsvRecord> CsvReader::next() {
    while (at_line_break()) pass_line_break();
    if (at_ == text_.size()) return std::nullopt;
    CsvRecord record;
    record.line = line_;
    const auto from = at_;
    record.well_formed = read(record);
    if (!record.well_formed) {
        at_ = from;
        line_ = record.line;
        pass_line();
    }
    return record;
}

bool CsvReader::read(CsvRecord& record) {
    const auto from = at_;
    for (;;) {
        std::string field;
        if (at_ < text_.size() && text_[at_] == '"') {
            for (++at_;;) {
                if (at_ == text_.size() || at_ - from > longest_record) return false;
                if (text_[at_] == '"') {
                    if (text_.compare(at_, 2, "\"\"") != 0) break;
                    ++at_;
                } else if (at_line_break()) {
                    field += '\n';
                    pass_line_break();
                    continue;
                }
                field += text_[at_++];
            }
            ++at_;
        } else {
            const auto end = std::min(text_.find_first_of(std::string{separator_, '"', '\r', '\n'}, at_), text_.size());
            if (end - from > longest_record) return false;
            field = text_.substr(at_, end - at_);
            at_ = end;
        }
        record.fields.push_back(std::move(field));
        if (at_ == text_.size()) return true;
        if (at_line_break()) {
            pass_line_break();
            return true;
        }
        if (text_[at_] != separator_) return false;
        ++at_;
    }
}

std::string_view TableRow::operator[](std::string_view column) const {
    const auto found = std::find(names_.begin(), names_.end(), column);
    return found == names_.end() ? std::string_view()
                                 : record_.fields[static_cast<std::size_t>(found - names_.begin())];
}

void each_row(std::string_view bytes, const std::vector<std::string_view>& needed, Batch& batch,
              const std::function<void(const TableRow&)>& take) {
    const auto text = without_byte_order_mark(bytes);
    CsvReader reader(text, separator_of(text));
    std::vector<std::string> names;
    if (const auto header = reader.next(); header && header->well_formed)
        for (const auto& field : header->fields) names.push_back(column_name(field));
    for (const auto column : needed)
        if (std::find(names.begin(), names.end(), column) == names.end())
            return batch.report({{}, 1, Trouble::not_this_format});
    while (const auto record = reader.next()) {
        if (batch.entries.size() >= most_entries) return batch.report({{}, record->line, Trouble::too_many_entries});
        std::string all;
        for (const auto& field : record->fields) all += field;
        if (!record->well_formed) batch.report({{}, record->line, Trouble::malformed});
        else if (!length_of(all)) batch.report({{}, record->line, Trouble::not_text});
        else if (record->fields.size() != names.size())
            batch.report({{}, record->line, Trouble::wrong_columns, excerpt(all)});
        else take(TableRow(names, *record));
    }
}

}  // namespace core::imports
