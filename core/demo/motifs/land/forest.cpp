#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

void draw_forest(Scene& s) {
    sky(s, s.h * 0.7F);
    if (s.dark()) stars(s, 60, s.h * 0.4F);
    orb(s, orb_place(s, 0.14F, 0.3F), s.dice.in(0.06F, 0.1F));
    for (int i = 0; i < 5; ++i) {
        const float t = static_cast<float>(i) / 4;
        const auto ground = ridge(s.dice, s.h * (0.5F + 0.42F * t), 0.035F);
        const Colour colour = s.haze(0.08F + 0.9F * t);
        conifers(s, ground, 30 - 4 * i, 0.13F + 0.24F * t, colour);
        s.canvas.fill(below(ground, s.w, s.h), colour);
        if (i < 4) mist(s, ground.base - 0.14F, ground.base + 0.13F, 0.55F - 0.08F * static_cast<float>(i));
    }
    birds(s, 4, {s.w * s.dice.in(0.3F, 0.7F), s.h * 0.24F}, 0.015F);
}

}  // namespace core::demo
