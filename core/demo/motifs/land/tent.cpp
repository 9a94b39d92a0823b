#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

void draw_tent(Scene& s) {
    sky(s, s.h * 0.7F);
    stars(s, s.dark() ? 220 : 60, s.h * 0.6F);
    orb(s, orb_place(s, 0.1F, 0.22F), 0.045F);
    peaks(s, 3, s.h * 0.68F, 0.16F, 0.3F, s.haze(0.35F), 0.18F);
    const auto back = ridge(s.dice, s.h * 0.68F, 0.02F);
    conifers(s, back, 34, 0.15F, s.haze(0.7F));
    hill(s, back, s.haze(0.75F));
    const auto ground = ridge(s.dice, s.h * 0.78F, 0.015F);
    conifers(s, ground, 6, 0.42F, mix(s.p.near, black, 0.2F), -0.02F, 0.16F);
    conifers(s, ground, 5, 0.36F, mix(s.p.near, black, 0.2F), 0.86F, 1.02F);
    hill(s, ground, mix(s.p.near, black, 0.15F), 0.05F);
    const Point foot{s.w * s.dice.in(0.42F, 0.56F), s.h * 0.88F};
    const float size = 0.26F;
    const Colour cloth = mix(bright[s.dice.below(4)], s.p.lamp, 0.3F);
    s.canvas.glow({foot.x, foot.y - size * 0.3F}, size * 1.9F, s.p.lamp, 0.4F, 0.7F);
    s.canvas.fill({{foot.x - size * 0.2F, foot.y - size * 0.8F},
                   {foot.x + size * 0.5F, foot.y - size * 0.72F},
                   {foot.x + size * 1.02F, foot.y - size * 0.04F},
                   {foot.x + size * 0.5F, foot.y}},
                  Paint::across(foot.x, mix(cloth, s.p.near, 0.25F), foot.x + size, mix(cloth, s.p.near, 0.62F)));
    s.canvas.fill(
        {{foot.x - size * 0.2F, foot.y - size * 0.8F}, {foot.x + size * 0.5F, foot.y}, {foot.x - size * 0.85F, foot.y}},
        Paint::down(foot.y - size * 0.8F, mix(cloth, s.p.near, 0.1F), foot.y, mix(cloth, s.p.lamp, 0.55F)));
    s.canvas.fill({{foot.x - size * 0.2F, foot.y - size * 0.66F},
                   {foot.x + size * 0.1F, foot.y},
                   {foot.x - size * 0.46F, foot.y}},
                  Paint::down(foot.y - size * 0.7F, mix(s.p.lamp, cloth, 0.35F), foot.y, mix(s.p.lamp, white, 0.4F)));
    s.canvas.fill({{foot.x - size * 0.2F, foot.y - size * 0.66F},
                   {foot.x - size * 0.28F, foot.y},
                   {foot.x - size * 0.46F, foot.y}},
                  mix(cloth, s.p.near, 0.3F));
    const Point lantern{foot.x - size * 1.35F, foot.y - 0.02F};
    s.canvas.glow(lantern, 0.17F, s.p.lamp, 0.6F);
    s.canvas.fill(rounded(lantern.x - 0.014F, lantern.y - 0.026F, lantern.x + 0.014F, lantern.y + 0.02F, 0.006F),
                  mix(s.p.lamp, white, 0.45F));
    s.canvas.fill({rounded(lantern.x - 0.018F, lantern.y + 0.016F, lantern.x + 0.018F, lantern.y + 0.028F, 0.004F),
                   rounded(lantern.x - 0.016F, lantern.y - 0.034F, lantern.x + 0.016F, lantern.y - 0.022F, 0.004F)},
                  mix(s.p.near, black, 0.4F));
}

}  // namespace core::demo
