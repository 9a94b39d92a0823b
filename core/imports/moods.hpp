#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core::imports {

// What a mood of another program says on our scale of 1 to 5.
struct KnownMood {
    int level = 3;
    bool given = false;  // a name that program came with; any other is somebody's own word, and a feeling too
};

// By its name, in whichever language and case.
std::optional<KnownMood> known_mood(std::string_view name);

// A mood's name for comparing: its case does not count.
std::string folded(std::string_view name);

}  // namespace core::imports
