#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/room.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/tableware.hpp"

namespace core::demo {

void draw_table(Scene& s) {
    room(s);
    const float x = s.w * s.dice.in(0.45F, 0.55F), half = s.w > 1 ? 0.34F : 0.27F, top = s.h * 0.7F;
    window(s, x - half, s.h * 0.1F, x + half, s.h * 0.52F);
    table(s, top);
    s.canvas.fill({{x - half * 0.9F, top + 0.01F},
                   {x + half * 0.6F, top + 0.01F},
                   {x + half * 1.1F, s.h},
                   {x - half * 1.3F, s.h}},
                  Paint::fading(s.p.orb, {0, top}, 0.3F, {0, s.h}, 0.05F));
    const Colour one = s.lit(s.any_bright()), two = s.lit(s.any_bright());
    if (s.dice.chance(0.7)) plant(s, {x - s.w * 0.3F, top + 0.07F}, 0.15F, s.lit(s.any_bright()));
    plate(s, {x + s.w * 0.29F, top + 0.07F}, 0.001F);
    s.canvas.fill(ellipse({x + s.w * 0.29F, top + 0.085F}, 0.11F, 0.03F), Paint(black, 0.14F));
    s.canvas.fill(ellipse({x + s.w * 0.29F, top + 0.077F}, 0.11F, 0.03F), s.lit(white));
    s.canvas.fill(ellipse({x + s.w * 0.29F, top + 0.078F}, 0.08F, 0.02F), s.lit(hex(0xe9e1d5)));
    bun(s, {x + s.w * 0.29F - 0.02F, top + 0.055F}, 0.06F, 0.1F);
    cup(s, {x - 0.1F, s.h * 0.86F}, 0.13F, one);
    cup(s, {x + 0.12F, s.h * 0.89F}, 0.13F, two);
}

}  // namespace core::demo
