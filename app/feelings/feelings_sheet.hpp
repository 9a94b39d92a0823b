#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/feelings/field.hpp"

// The sheet with all the words for how one feels.
namespace app::feelings {

struct State {
    bool open = false;
    Field field;
    std::string draft;                 // of a word of one's own
    std::vector<std::uint8_t> chosen;  // for each of core::feelings(), kept from frame to frame

    // Opens it around a mood, 1…5.
    void begin(int mood);
};

// What somebody asks for with one tap: a word put in or taken out, or one of their own put in.
struct Wish {
    std::optional<std::string> toggled, added;
};

// `words`: those that are chosen; `own`: words of one's own from before, to be offered.
Wish draw(State& state, Ui& ui, const std::vector<std::string>& words, const std::vector<std::string>& own);

}  // namespace app::feelings
