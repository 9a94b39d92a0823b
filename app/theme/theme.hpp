#pragma once

#include <cstdint>
#include <string_view>

struct ImFont;

namespace app {

// 0xAABBGGRR, as Dear ImGui has it.
using Colour = std::uint32_t;

constexpr Colour rgb(std::uint32_t hex) {
    return 0xff000000u | (hex & 0xffu) << 16 | (hex & 0xff00u) | (hex >> 16 & 0xffu);
}
Colour mix(Colour from, Colour to, float share);
Colour faded(Colour colour, float opacity);
// WCAG 2.1 contrast ratio, 1…21.
double contrast(Colour a, Colour b);

// One hue and its shades. Text in `deep` reads on `soft` and on a card, text in `on_fill` on `fill`.
struct Tone {
    Colour solid = 0;  // shapes
    Colour soft = 0;   // large quiet areas
    Colour fill = 0;   // shapes that carry text
    Colour deep = 0;   // text of that hue
    Colour on_fill = 0;
};

enum class Scheme { light, dark };

struct Theme {
    Scheme scheme = Scheme::light;
    Colour paper = 0, card = 0, ink = 0, quiet = 0, line = 0, field = 0;
    Colour scrim = 0;  // behind a sheet
    Tone plum, sky, ember, sage, honey, rose, teal, slate;

    // By the name that people and rituals store; ember for a name from a newer version.
    const Tone& tone(std::string_view name) const;
    // The tone of a mood, 1…5.
    const Tone& mood(int mood) const;
};

Theme make_theme(Scheme scheme);

// Sizes of type at scale 1, as a web page's pixels.
enum class Type { caption, tiny, small, text, body, strong, title, heading, display };

struct TypeFace {
    ImFont* font = nullptr;
    float size = 0;  // in pixels as Dear ImGui counts: ascent to descent, which is a line
};

}  // namespace app
