#include "core/demo/motifs/motifs.hpp"

#include <array>
#include <vector>

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

void draw_tree(Scene& s) {
    const float horizon = s.h * 0.66F;
    sky(s, horizon);
    orb(s, orb_place(s, 0.2F, 0.42F), 0.075F);
    clouds(s, 3, s.h * 0.1F, s.h * 0.4F);
    hills(s, 2, horizon - 0.02F, horizon + 0.04F, 0.035F);
    const float x = s.w * s.dice.in(0.42F, 0.62F), top = s.h * 0.78F;
    Ridge mound;
    mound.base = top + 0.06F;
    mound.size = {0.06F, 0, 0, 0};
    mound.pace = {2.3F, 0, 0, 0};
    mound.phase = {-pi / 2 - 2.3F * x, 0, 0, 0};
    const Colour grass = mix(s.p.near, s.lit(hex(0x9fb46a)), 0.35F);
    s.canvas.fill(below(mound, s.w, s.h),
                  Paint::down(top, mix(grass, s.p.sky_low, 0.2F), s.h, mix(grass, s.p.near, 0.6F)));
    const std::array<Colour, 5> crowns = {sage, hex(0xd98e4a), rose, hex(0x8fae5f), hex(0xc9a545)};
    leafy(s, {x, top + 0.02F}, 0.56F, s.lit(crowns[s.dice.below(crowns.size())]));
    const float side = s.dice.chance(0.5) ? 1.0F : -1.0F, sx = x + side * 0.15F;
    const Colour dark = mix(s.p.near, black, 0.4F);
    if (s.dice.chance(0.5)) {
        s.canvas.fill({thick({sx - 0.025F, top - 0.28F}, {sx - 0.03F, top - 0.05F}, 0.003F, 0.003F),
                       thick({sx + 0.025F, top - 0.28F}, {sx + 0.03F, top - 0.05F}, 0.003F, 0.003F),
                       rounded(sx - 0.042F, top - 0.054F, sx + 0.042F, top - 0.042F, 0.003F)},
                      dark);
    } else {
        const float y = mound.at(sx + side * 0.06F), bx = sx + side * 0.06F;
        s.canvas.fill({rounded(bx - 0.1F, y - 0.05F, bx + 0.1F, y - 0.038F, 0.004F),
                       rounded(bx - 0.1F, y - 0.1F, bx + 0.1F, y - 0.08F, 0.004F),
                       rectangle(bx - 0.08F, y - 0.1F, bx - 0.07F, y + 0.01F),
                       rectangle(bx + 0.07F, y - 0.1F, bx + 0.08F, y + 0.01F)},
                      dark);
    }
    std::vector<Path> fallen;
    for (int i = 0; i < 26; ++i) {
        const float lx = x + s.dice.in(-0.4F, 0.4F);
        fallen.push_back(ellipse({lx, mound.at(lx) + s.dice.in(0.01F, 0.12F)}, 0.006F, 0.0032F, s.dice.in(0, pi)));
    }
    s.canvas.fill(fallen, Paint(s.lit(crowns[s.dice.below(crowns.size())]), 0.7F));
    birds(s, 3, {s.w - x, s.h * 0.3F}, 0.018F);
}

}  // namespace core::demo
