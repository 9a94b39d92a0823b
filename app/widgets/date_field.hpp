#pragma once

#include "app/widgets/layout.hpp"

namespace app::widgets {

// A date one can step through, or choose from a small month that opens below. True when it has changed.
struct DateField {
    bool open = false;
    core::Day month;  // the one shown while open

    // Said once for each day and month.
    struct Words {
        core::Day day, month;
        std::string date, title;
        std::vector<std::string> dates;  // of the month
    } words;
};
bool date_field(Ui& ui, const char* id, std::string_view name, DateField& state, core::Day& day, Column& column);

// A time of day as text, "19:30", or nothing for any time. True when it has changed.
struct TimeField {
    std::string text;
    std::optional<int> shown;
    bool timed = false;  // chosen, also while the text is being written
    bool begun = false;
};
bool time_field(Ui& ui, const char* id, TimeField& state, std::optional<int>& minute, Column& column);
// Reads "7:30", "19.30", "0730", "9"; nothing for anything else.
std::optional<int> read_time(std::string_view text);

}  // namespace app::widgets
