#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/widgets/layout.hpp"
#include "core/feelings/feeling.hpp"

// The words for how one feels, laid out by how pleasant they are and how much energy is in them, under a lens that goes
// with the finger.
namespace app::feelings {

struct Field {
    ImVec2 focus;      // where the lens is to be: pleasantness, energy
    ImVec2 shown;      // where it is on its way there
    int current = -1;  // the word that is nearest to it, of core::feelings()

    // What was pressed and is not released yet.
    bool wants_focus = true;           // of the keyboard, once it is drawn
    std::optional<ImVec2> hovered_at;  // where a mouse was over it in the frame before
    bool held = false, over = false;   // over: the finger goes about, or has come to rest
    int pressed_on = -1;
    double pressed_since = 0;

    struct Label {
        int word = 0;
        widgets::Rect rect;
        float size = 0;      // pixels of its type; it shrinks with the distance
        float nearness = 0;  // 0 at the rim of the lens and beyond … 1 in its middle
    };
    std::vector<Label> labels;  // as they stood in the frame before: what a press is aimed at
    std::vector<std::pair<float, int>> order;

    void look_at(float pleasantness, float energy);
};

// Draws it and answers with the word that was chosen, by its place in core::feelings(). `chosen`: one for each, not
// zero where it is chosen.
std::optional<int> draw(Field& field, Ui& ui, const widgets::Rect& rect, const std::vector<std::uint8_t>& chosen);

// The theme's colour for a place on the field: one for each corner, and one for the middle.
const Tone& tone_of(const Theme& theme, const core::Feeling& feeling);
// "unpleasant, full of energy"
const char* place_of(const core::Feeling& feeling);

}  // namespace app::feelings
