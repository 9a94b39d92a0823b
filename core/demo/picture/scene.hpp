#pragma once

#include <array>

#include "core/demo/dice.hpp"
#include "core/demo/picture.hpp"
#include "core/demo/picture/canvas.hpp"

namespace core::demo {

struct Palette {
    Light light;
    Colour sky_top, sky_low, orb, far, near, lamp;
};

inline constexpr Colour white = hex(0xfffdf8), cream = hex(0xfbf3e4), ember = hex(0xc2513a), honey = hex(0xe0a93a),
                        sage = hex(0x6f9674), sky_blue = hex(0x5b88b4), plum = hex(0x84608c), rose = hex(0xdb8f8f),
                        wood = hex(0xa9764d), black = hex(0x15131c);
inline constexpr std::array<Colour, 8> bright = {ember, honey, sage,          sky_blue,
                                                 plum,  rose,  hex(0x3f8684), hex(0xe8c9a0)};

// What a motif is drawn on and with.
struct Scene {
    Canvas canvas;
    Dice dice;
    Palette p;
    float w, h;

    bool dark() const { return p.light == Light::night; }
    bool low_light() const { return p.light == Light::night || p.light == Light::dusk; }
    Colour haze(float nearness) const { return mix(mix(p.far, p.sky_low, 0.45F), p.near, nearness); }
    // A thing's own colour under this light.
    Colour lit(Colour own, float shade = 0) const {
        const float tint = dark() ? 0.55F : p.light == Light::dusk ? 0.32F : 0.08F;
        return mix(mix(own, p.near, tint), black, shade);
    }
    Colour any_bright() { return bright[dice.below(bright.size())]; }
};

}  // namespace core::demo
