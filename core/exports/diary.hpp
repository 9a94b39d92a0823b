#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/exports/contents.hpp"
#include "core/exports/words.hpp"

// An export in words, for people: what the page and the Markdown are both written from. No text in here is escaped for
// anything yet.
namespace core::exports {

struct DiaryEntry {
    Day day;
    std::int64_t moment = 0;              // UTC milliseconds: the order within a day
    std::string quiet;                    // what it is, whose, when
    std::string said;                     // what it says first
    std::vector<std::string> more;        // what else it says
    std::vector<std::string> replies;     // hearts and answers
    const MemoryRecord* photo = nullptr;  // of the contents
};

struct DiaryRitual {
    std::string title, note;
    std::vector<std::string> quiet;  // when, since when, pauses, a mark
};

struct Diary {
    std::string title, introduction, left_out;  // the last may be empty
    std::vector<DiaryRitual> rituals;
    std::vector<DiaryEntry> entries;  // the oldest first
};

Diary diary_of(const Contents& contents, const ExportWords& words, Day today);

}  // namespace core::exports
