#include <algorithm>
#include <utility>

#include "core/imports/csv.hpp"
#include "core/imports/formats.hpp"
#include "core/imports/moods.hpp"
#include "core/imports/written_time.hpp"
#include "core/text.hpp"

namespace core::imports {

namespace {

std::string one_line(std::string_view text) {
    const auto tidied = tidy_line(text, text.size());
    return tidied ? tidied.value() : std::string();
}

std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find('|'), text.size());
        if (auto part = one_line(text.substr(0, end)); !part.empty()) parts.push_back(std::move(part));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

// <br>, <br/> and <br />, as Daylio writes line breaks in some of its versions.
std::string with_line_breaks(std::string_view text) {
    std::string note;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t length = 0;
        for (const std::string_view tag : {"<br>", "<br/>", "<br />"})
            if (same_name(text.substr(i, tag.size()), tag)) length = tag.size();
        if (length == 0) {
            note += text[i];
            continue;
        }
        note += '\n';
        i += length - 1;
    }
    return note;
}

}  // namespace

Batch read_daylio(std::string_view bytes) {
    Batch batch;
    each_row(bytes, {"full_date", "time", "mood", "activities", "note"}, batch, [&](const TableRow& row) {
        const auto wrong = [&](Trouble what, std::string_view where) {
            batch.report({{}, row.line(), what, excerpt(where)});
        };
        const auto day = written_day(row["full_date"]);
        if (!day) return wrong(Trouble::not_a_date, row["full_date"]);
        Entry entry{{}, row.line(), *day};
        entry.kind = Kind::check_in;
        if (!one_line(row["time"]).empty()) {
            entry.minute = written_minute(row["time"]);
            if (!entry.minute) return wrong(Trouble::not_a_time, row["time"]);
        }
        entry.mood = one_line(row["mood"]);
        if (entry.mood.empty()) return wrong(Trouble::unknown_mood, {});
        if (const auto known = known_mood(entry.mood); !known || !known->given) entry.feelings.push_back(entry.mood);
        entry.activities = parted(row["activities"]);
        entry.text = one_line(row["note_title"]);
        add_line(entry.text, with_line_breaks(row["note"]));
        add_line(entry.text, one_line(row["scales"]));
        batch.add(std::move(entry));
    });
    return batch;
}

}  // namespace core::imports
