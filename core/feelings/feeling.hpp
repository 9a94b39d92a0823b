#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace core {

// A word for how one feels, and where it lies: how pleasant it is, and how much energy is in it.
//
// The axes are those of the circumplex of affect (Russell 1980, A circumplex model of affect, Journal of Personality
// and Social Psychology 39, 1161–1178). The words and their places are ours, set by hand and moved a little apart for
// the finger's sake (assets/feelings/words.txt). They are no measured norms: they lay words out on a screen, and
// nothing is computed from them.
struct Feeling {
    std::string_view word;   // as it is stored in a check-in, the same in every language
    float pleasantness = 0;  // -1 unpleasant … 1 pleasant
    float energy = 0;        // -1 quiet … 1 full of energy
};

// All of them, by the alphabet.
std::span<const Feeling> feelings();
// The one with this word, as it is stored; null for a word of somebody's own.
const Feeling* feeling_named(std::string_view word);
// The nearest to a place, at most `count`, the nearest first.
std::vector<Feeling> near(float pleasantness, float energy, std::size_t count);
// How pleasant a mood is, 1…5, on the axis of the words.
float pleasantness_of(int mood);

}  // namespace core
