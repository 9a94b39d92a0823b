#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/exports/diary.hpp"

// A page that people read in any browser, in the house's look: one file without scripts, nothing from elsewhere,
// printable. Whatever somebody wrote goes through escaped().
namespace core::exports {

std::string escaped(std::string_view text);
// Nothing for a text without any.
std::string element(std::string_view tag, std::string_view kind, std::string_view text);
// A picture that lies beside the page; `said` is read out in its place.
std::string picture(const std::string& file, int width, int height, std::string_view said);

// One card on the page.
struct Card {
    Day day;
    std::int64_t at = 0;  // the order within a day
    std::string html;
};

struct PageParts {
    std::string language, title, introduction;
    std::string front;        // HTML, below the links to the years
    std::vector<Card> cards;  // in any order
    std::function<std::string(Day)> date;
};

std::string page_of(PageParts parts);

std::string to_html(const Diary& diary, const ExportWords& words);

// The same as Markdown (CommonMark), a heading for each year and day.
std::string to_markdown(const Diary& diary, const ExportWords& words);

}  // namespace core::exports
