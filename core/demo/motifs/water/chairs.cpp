#include "core/demo/motifs/motifs.hpp"

#include <cmath>

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/room.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"

namespace core::demo {

namespace {

void deck_chair(Scene& s, Point foot, float size, Colour colour) {
    const Colour side = mix(colour, black, 0.22F);
    s.canvas.fill(ellipse({foot.x, foot.y + size * 0.02F}, size * 0.5F, size * 0.06F), Paint(black, 0.2F));
    s.canvas.fill({thick({foot.x - size * 0.32F, foot.y - size * 0.3F}, {foot.x - size * 0.38F, foot.y}, size * 0.07F,
                         size * 0.06F),
                   thick({foot.x + size * 0.32F, foot.y - size * 0.3F}, {foot.x + size * 0.38F, foot.y}, size * 0.07F,
                         size * 0.06F),
                   rounded(foot.x - size * 0.34F, foot.y - size * 0.36F, foot.x + size * 0.34F, foot.y - size * 0.26F,
                           size * 0.03F)},
                  side);
    for (int i = -2; i <= 2; ++i) {
        const float k = static_cast<float>(i), tall = size * (0.98F - 0.06F * std::abs(k) * std::abs(k) * 0.6F);
        s.canvas.fill(
            thick({foot.x + k * size * 0.115F, foot.y - size * 0.2F}, {foot.x + k * size * 0.15F, foot.y - tall},
                  size * 0.095F, size * 0.125F),
            Paint::down(foot.y - tall, mix(colour, white, 0.14F), foot.y - size * 0.1F, mix(colour, black, 0.1F)));
    }
    s.canvas.fill({rounded(foot.x - size * 0.52F, foot.y - size * 0.5F, foot.x - size * 0.36F, foot.y - size * 0.44F,
                           size * 0.03F),
                   rounded(foot.x + size * 0.36F, foot.y - size * 0.5F, foot.x + size * 0.52F, foot.y - size * 0.44F,
                           size * 0.03F),
                   rectangle(foot.x - size * 0.45F, foot.y - size * 0.46F, foot.x - size * 0.4F, foot.y),
                   rectangle(foot.x + size * 0.4F, foot.y - size * 0.46F, foot.x + size * 0.45F, foot.y),
                   rounded(foot.x - size * 0.33F, foot.y - size * 0.58F, foot.x + size * 0.33F, foot.y - size * 0.52F,
                           size * 0.02F)},
                  side);
}

}  // namespace

void draw_chairs(Scene& s) {
    const float horizon = s.h * 0.46F;
    sky(s, horizon);
    const Point sun{s.w * s.dice.in(0.35F, 0.65F), horizon - s.dice.in(0.07F, 0.2F)};
    orb(s, sun, 0.075F);
    clouds(s, 2, s.h * 0.08F, horizon - 0.2F);
    hill(s, ridge(s.dice, horizon - 0.03F, 0.02F), s.haze(0.2F));
    water(s, horizon + 0.005F, sun.x, 0.85F);
    const auto shore = ridge(s.dice, s.h * 0.76F, 0.012F, 0.1F);
    const Colour ground = s.dice.chance(0.5) ? s.lit(hex(0xdcbd92)) : mix(s.p.near, s.lit(sage), 0.5F);
    s.canvas.fill(below(shore, s.w, s.h),
                  Paint::down(shore.base, mix(ground, s.p.orb, 0.15F), s.h, mix(ground, s.p.near, 0.25F)));
    const Colour colour = s.lit(s.any_bright()), other = s.dice.chance(0.5) ? colour : s.lit(s.any_bright());
    const float mid = s.w * 0.5F, foot = s.h * 0.9F, size = 0.27F;
    deck_chair(s, {mid - 0.2F, foot}, size, colour);
    deck_chair(s, {mid + 0.2F, foot}, size, other);
    s.canvas.fill({rounded(mid - 0.06F, foot - 0.11F, mid + 0.06F, foot - 0.098F, 0.004F),
                   rectangle(mid - 0.045F, foot - 0.1F, mid - 0.038F, foot),
                   rectangle(mid + 0.038F, foot - 0.1F, mid + 0.045F, foot)},
                  mix(board(s), black, 0.2F));
    for (const float x : {-0.026F, 0.026F})
        s.canvas.fill({{mid + x - 0.013F, foot - 0.15F},
                       {mid + x + 0.013F, foot - 0.15F},
                       {mid + x + 0.009F, foot - 0.111F},
                       {mid + x - 0.009F, foot - 0.111F}},
                      Paint(mix(honey, s.p.orb, 0.4F), 0.9F));
    birds(s, 4, {s.w * 0.3F, s.h * 0.2F}, 0.016F);
}

}  // namespace core::demo
