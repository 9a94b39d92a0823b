#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/items/item.hpp"
#include "core/items/record.hpp"

namespace app {

// The words for a kind of item, said once: whatever tells of items of any kind (the trash, what I share, search, a
// day's story, exports, restoring) takes them from here.
struct KindWords {
    core::ItemKind kind = core::ItemKind::check_in;
    const char* (*name)() = nullptr;                  // of one, as a label: "Memory"
    const char* (*names)() = nullptr;                 // of all of them: "Memories"
    const char* (*entries)() = nullptr;               // the same, where they are counted: "Check-ins"
    const char* (*word)() = nullptr;                  // in a line of a terminal: "memory"
    std::string (*counted)(std::int64_t) = nullptr;   // "3 memories"
    std::string (*left_out)(std::int64_t) = nullptr;  // the same, of what an export left out: "3 photos"
    bool always_counted = true;                       // where there is none of it, too

    // What stands for one without words of its own. Null: its name.
    std::string (*untitled)(std::optional<int> level) = nullptr;
    // Of a kind that files know by its description: one of them in a diary, and the title of one in a day's story. An
    // empty name: the reader's own. Null: its first text.
    std::string (*said)(const core::Record&, const std::string& name) = nullptr;
    std::string (*told)(const std::string& name) = nullptr;
};

const KindWords& words_of(core::ItemKind kind);

// For trn() and a sentence with {n} in it.
inline unsigned long plural(std::int64_t n) { return static_cast<unsigned long>(n); }
std::string with_number(const char* sentence, std::int64_t n);
// The first number of a described item, and its first text that is not empty.
std::int64_t first_number(const core::Record& record);
std::string first_text(const core::Record& record);

}  // namespace app
