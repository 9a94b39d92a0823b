#include "app/theme/theme.hpp"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr double readable = 4.5;  // WCAG 2.1 AA
constexpr float step = 0.02f;

float channel(Colour colour, int shift) { return static_cast<float>(colour >> shift & 0xff); }

double linear(float value) {
    const double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * linear(channel(colour, 0)) + 0.7152 * linear(channel(colour, 8)) +
           0.0722 * linear(channel(colour, 16));
}

// `colour`, moved towards `anchor` until it reads on both grounds.
Colour until_readable(Colour colour, Colour anchor, Colour ground, Colour other_ground) {
    const double target = readable + 0.1;
    for (float share = 0; share < 1; share += step) {
        const auto moved = mix(colour, anchor, share);
        if (contrast(moved, ground) >= target && contrast(moved, other_ground) >= target) return moved;
    }
    return anchor;
}

Tone make_tone(const Theme& theme, std::uint32_t hex, std::uint32_t soft = 0) {
    Tone tone;
    const bool light = theme.scheme == Scheme::light;
    tone.solid = rgb(hex);
    tone.soft = light ? rgb(soft) : mix(theme.card, tone.solid, 0.16f);
    tone.deep = until_readable(tone.solid, theme.ink, tone.soft, theme.paper);
    tone.on_fill = light ? rgb(0xffffff) : theme.paper;
    tone.fill = tone.solid;
    if (contrast(tone.fill, tone.on_fill) < readable && contrast(tone.fill, theme.ink) >= readable)
        tone.on_fill = theme.ink;
    else tone.fill = until_readable(tone.solid, theme.ink, tone.on_fill, tone.on_fill);
    return tone;
}

}  // namespace

Colour mix(Colour from, Colour to, float share) {
    Colour mixed = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        const float value = channel(from, shift) * (1 - share) + channel(to, shift) * share;
        mixed |= static_cast<Colour>(std::clamp(std::lround(value), 0L, 255L)) << shift;
    }
    return mixed;
}

Colour faded(Colour colour, float opacity) {
    const auto alpha = static_cast<Colour>(std::lround(channel(colour, 24) * std::clamp(opacity, 0.f, 1.f)));
    return (colour & 0x00ffffffu) | alpha << 24;
}

double contrast(Colour a, Colour b) {
    const double one = luminance(a) + 0.05, two = luminance(b) + 0.05;
    return one > two ? one / two : two / one;
}

const Tone& Theme::tone(std::string_view name) const {
    if (name == "plum") return plum;
    if (name == "sky") return sky;
    if (name == "sage") return sage;
    if (name == "honey") return honey;
    if (name == "rose") return rose;
    if (name == "teal") return teal;
    if (name == "slate") return slate;
    return ember;
}

const Tone& Theme::mood(int mood) const {
    switch (mood) {
        case 1: return sky;
        case 2: return plum;
        case 3: return honey;
        case 4: return sage;
        default: return ember;
    }
}

Theme make_theme(Scheme scheme) {
    Theme theme;
    theme.scheme = scheme;
    if (scheme == Scheme::light) {
        theme.paper = rgb(0xFBF6EF);
        theme.card = rgb(0xFFFFFF);
        theme.ink = rgb(0x2B2320);
        theme.quiet = rgb(0x6E625B);
        theme.line = rgb(0xE8DED2);
        theme.field = rgb(0xFFFFFF);
        theme.scrim = faded(rgb(0x2B2320), 0.38f);
        theme.plum = make_tone(theme, 0x77507C, 0xEBE0EE);
        theme.sky = make_tone(theme, 0x4A78A6, 0xDEE8F2);
        theme.ember = make_tone(theme, 0xC2513A, 0xF5E0DA);
        theme.sage = make_tone(theme, 0x5F8566, 0xE0EADF);
        theme.honey = make_tone(theme, 0xD89B1D, 0xF7E9CC);
        theme.rose = make_tone(theme, 0xB4567A, 0xF6E0E8);
        theme.teal = make_tone(theme, 0x3F7F83, 0xDCEBEA);
        theme.slate = make_tone(theme, 0x5E6A78, 0xE3E7EC);
    } else {
        theme.paper = rgb(0x1E1A18);
        theme.card = rgb(0x2A2522);
        theme.ink = rgb(0xF3EAE0);
        theme.quiet = rgb(0xB5A89E);
        theme.line = rgb(0x3B3430);
        theme.field = rgb(0x25201D);
        theme.scrim = faded(rgb(0x0B0908), 0.62f);
        theme.plum = make_tone(theme, 0xB487B8);
        theme.sky = make_tone(theme, 0x85ADD8);
        theme.ember = make_tone(theme, 0xE07A62);
        theme.sage = make_tone(theme, 0x8DB394);
        theme.honey = make_tone(theme, 0xE8B647);
        theme.rose = make_tone(theme, 0xD98AA8);
        theme.teal = make_tone(theme, 0x7FBABD);
        theme.slate = make_tone(theme, 0xA3AFBD);
    }
    return theme;
}

}  // namespace app
