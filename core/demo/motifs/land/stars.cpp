#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

void draw_stars(Scene& s) {
    sky(s, s.h * 0.86F);
    const float slant = s.dice.in(-0.5F, 0.5F), mid = s.w * s.dice.in(0.35F, 0.65F);
    for (int i = 0; i < 26; ++i) {
        const float t = s.dice.in(0, 1);
        s.canvas.glow({mid + (t - 0.5F) * slant * 2 + s.dice.in(-0.06F, 0.06F), t * s.h * 0.8F}, s.dice.in(0.1F, 0.22F),
                      mix(s.p.sky_low, s.p.orb, 0.4F), 0.1F);
    }
    stars(s, 420, s.h * 0.82F);
    const Point fall{s.w * s.dice.in(0.2F, 0.6F), s.h * s.dice.in(0.1F, 0.25F)};
    const Point to{fall.x + 0.17F, fall.y + 0.075F};
    s.canvas.fill(thick(fall, to, 0.0008F, 0.004F), Paint::fading(white, fall, 0, to, 0.95F));
    s.canvas.glow(to, 0.02F, white, 0.7F);
    const auto back = ridge(s.dice, s.h * 0.8F, 0.05F);
    hill(s, back, s.haze(0.55F));
    conifers(s, back, 18, 0.09F, s.haze(0.75F));
    const auto front = ridge(s.dice, s.h * 0.9F, 0.025F);
    conifers(s, front, 9, 0.26F, mix(s.p.near, black, 0.15F), 0, 0.24F);
    conifers(s, front, 8, 0.22F, mix(s.p.near, black, 0.15F), 0.8F, 1);
    hill(s, front, mix(s.p.near, black, 0.25F), 0.03F);
    const float x = s.w * s.dice.in(0.42F, 0.6F);
    couple(s, {x, front.at(x) + 0.006F}, 0.09F, mix(s.p.near, black, 0.65F));
}

}  // namespace core::demo
