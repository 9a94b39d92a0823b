#include "core/demo/motifs/motifs.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"

namespace core::demo {

void draw_meadow(Scene& s) {
    const float horizon = s.h * 0.45F;
    sky(s, horizon);
    orb(s, orb_place(s, 0.12F, 0.26F), 0.06F);
    clouds(s, 3, s.h * 0.08F, horizon - 0.14F);
    hills(s, 3, horizon - 0.02F, horizon + 0.03F, 0.04F);
    const Colour grass = mix(s.p.near, s.lit(hex(0x8fb06a)), 0.5F);
    s.canvas.fill(rectangle(0, horizon + 0.05F, s.w, s.h),
                  Paint::down(horizon + 0.05F, mix(grass, s.p.sky_low, 0.35F), s.h, mix(grass, s.p.near, 0.45F)));
    const std::array<Colour, 3> petals = {s.lit(s.any_bright()), s.lit(s.dice.chance(0.5) ? rose : honey),
                                          s.lit(white)};
    for (int i = 0; i < 210; ++i) {
        const float t = static_cast<float>(i) / 210, depth = t * t;
        const Point head{s.dice.in(-0.02F, s.w + 0.02F), horizon + 0.06F + (s.h * 0.93F - horizon) * depth - 0.02F * t};
        const float r = 0.0022F + 0.027F * depth * depth * s.dice.in(0.6F, 1.15F) + 0.004F * depth;
        const Colour petal = mix(petals[s.dice.below(3)], s.p.sky_low, 0.3F * (1 - t));
        if (r < 0.006F) {
            s.canvas.fill(ellipse(head, r, r * 0.8F), petal);
            continue;
        }
        const float lean = s.dice.in(-0.4F, 0.4F);
        const Colour stem = mix(grass, s.p.near, 0.6F);
        s.canvas.fill(
            stroke(smooth({head, {head.x + lean * r * 0.6F, head.y + r * 3}, {head.x + lean * r * 2, head.y + r * 7}},
                          false, 4),
                   r * 0.22F),
            stem);
        const int leaves = s.dice.between(5, 7);
        std::vector<Path> ring;
        for (int k = 0; k < leaves; ++k) {
            const float a = 2 * pi * static_cast<float>(k) / static_cast<float>(leaves) + lean;
            ring.push_back(
                ellipse({head.x + std::cos(a) * r * 0.62F, head.y + std::sin(a) * r * 0.52F}, r * 0.55F, r * 0.36F, a));
        }
        s.canvas.fill(ring, Paint::down(head.y - r, mix(petal, white, 0.2F), head.y + r, mix(petal, black, 0.1F)));
        s.canvas.fill(disc(head, r * 0.32F), mix(s.lit(honey), petal.g < 0.6F ? black : honey, 0.5F));
    }
}

}  // namespace core::demo
