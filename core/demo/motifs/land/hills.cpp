#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

void draw_hills(Scene& s) {
    const float horizon = s.h * s.dice.in(0.48F, 0.6F);
    sky(s, horizon);
    orb(s, orb_place(s, 0.16F, 0.36F), s.dice.in(0.05F, 0.085F));
    clouds(s, s.dice.between(1, 3), s.h * 0.12F, horizon - 0.12F);
    hills(s, s.dice.between(4, 5), horizon, s.h * 0.84F, 0.055F);
    if (s.dice.chance(0.5)) birds(s, 5, {s.w * s.dice.in(0.3F, 0.7F), s.h * 0.3F}, 0.016F);
    const auto front = ridge(s.dice, s.h * 0.91F, 0.03F);
    hill(s, front, mix(s.p.near, black, 0.12F), 0.05F);
    const float x = s.w * s.dice.in(0.2F, 0.8F);
    if (s.dice.chance(0.6)) leafy(s, {x, front.at(x) + 0.01F}, 0.22F, mix(s.p.near, s.lit(sage), 0.45F));
    else couple(s, {x, front.at(x) + 0.004F}, 0.07F, mix(s.p.near, black, 0.5F));
}

}  // namespace core::demo
