#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

namespace {

void house(Scene& s, Point foot, float size, Colour walls, Colour roof, bool snowy) {
    const float half = size * 0.6F, eaves = foot.y - size * 0.55F, top = foot.y - size * 1.05F;
    s.canvas.fill(rectangle(foot.x + half * 0.4F, top - size * 0.05F, foot.x + half * 0.62F, eaves),
                  mix(walls, black, 0.25F));
    s.canvas.fill(rectangle(foot.x - half, eaves, foot.x + half, foot.y),
                  Paint::across(foot.x - half, walls, foot.x + half, mix(walls, black, 0.2F)));
    const Path cover = {
        {foot.x - half * 1.25F, eaves + size * 0.05F}, {foot.x, top}, {foot.x + half * 1.25F, eaves + size * 0.05F}};
    s.canvas.fill(cover, snowy ? mix(white, s.p.sky_low, 0.25F) : roof);
    const Colour glow = s.low_light() || snowy ? s.p.lamp : mix(s.p.sky_top, white, 0.3F);
    const Point lamp{foot.x - half * 0.42F, foot.y - size * 0.28F};
    if (s.low_light() || snowy) s.canvas.glow(lamp, size * 0.9F, s.p.lamp, 0.45F);
    s.canvas.fill(rounded(lamp.x - size * 0.13F, lamp.y - size * 0.13F, lamp.x + size * 0.13F, lamp.y + size * 0.13F,
                          size * 0.02F),
                  glow);
    s.canvas.fill(
        {rectangle(lamp.x - size * 0.01F, lamp.y - size * 0.13F, lamp.x + size * 0.01F, lamp.y + size * 0.13F),
         rectangle(lamp.x - size * 0.13F, lamp.y - size * 0.01F, lamp.x + size * 0.13F, lamp.y + size * 0.01F)},
        walls);
    s.canvas.fill(rounded(foot.x + half * 0.2F, foot.y - size * 0.38F, foot.x + half * 0.56F, foot.y, size * 0.03F),
                  mix(walls, black, 0.4F));
}

}  // namespace

void draw_snow(Scene& s) {
    sky(s, s.h * 0.6F);
    if (s.dark()) stars(s, 80, s.h * 0.45F);
    orb(s, orb_place(s, 0.13F, 0.26F), 0.055F);
    const Colour snow = mix(mix(white, s.p.sky_low, 0.25F), s.p.near, s.low_light() ? 0.3F : 0.0F);
    hill(s, ridge(s.dice, s.h * 0.55F, 0.06F), mix(s.haze(0.1F), snow, 0.35F));
    const auto middle = ridge(s.dice, s.h * 0.66F, 0.035F);
    conifers(s, middle, 24, 0.14F, mix(s.haze(0.55F), snow, 0.2F));
    s.canvas.fill(below(middle, s.w, s.h), Paint::down(middle.base - 0.05F, mix(snow, s.p.far, 0.12F),
                                                       middle.base + 0.25F, mix(snow, s.p.far, 0.38F)));
    const auto front = ridge(s.dice, s.h * 0.8F, 0.025F, 0.15F);
    const float x = s.w * s.dice.in(0.3F, 0.7F);
    house(s, {x, front.at(x) + 0.02F}, 0.17F, s.lit(hex(0x8a5a44)), s.p.near, true);
    const Point chimney{x + 0.052F, front.at(x) - 0.17F};
    const auto smoke = smooth({chimney,
                               {chimney.x + 0.02F, chimney.y - 0.06F},
                               {chimney.x - 0.01F, chimney.y - 0.12F},
                               {chimney.x + 0.04F, chimney.y - 0.2F}},
                              false, 8);
    s.canvas.fill(stroke(smoke, 0.016F), Paint::fading(white, chimney, 0.5F, {0, chimney.y - 0.2F}, 0));
    s.canvas.fill(below(front, s.w, s.h), Paint::down(front.base - 0.03F, snow, s.h, mix(snow, s.p.far, 0.3F)));
    s.canvas.glow({x - 0.04F, front.at(x) + 0.05F}, 0.14F, s.p.lamp, 0.35F, 0.3F);
    for (const float side : {0.02F, 0.78F}) {
        for (int i = 0; i < 3; ++i) {
            const float tx = s.w * (side + s.dice.in(0, 0.2F)), tall = s.dice.in(0.2F, 0.32F);
            const auto tree = conifer(s.dice, {tx, front.at(tx) + 0.03F}, tall);
            s.canvas.fill(tree, Paint::across(tx - tall * 0.2F, mix(s.p.near, snow, 0.25F), tx + tall * 0.2F,
                                              mix(s.p.near, black, 0.1F)));
            for (int k = 1; k < 5; ++k) {
                const float t = static_cast<float>(k) / 5, y = front.at(tx) + 0.03F - tall + tall * 0.92F * t,
                            half = tall * 0.19F * t;
                s.canvas.fill(smooth({{tx - half, y},
                                      {tx - half * 0.3F, y - tall * 0.06F},
                                      {tx + half * 0.3F, y - tall * 0.07F},
                                      {tx + half * 0.8F, y - tall * 0.015F},
                                      {tx + half * 0.2F, y - tall * 0.025F},
                                      {tx - half * 0.4F, y - tall * 0.015F}},
                                     true, 5),
                              Paint(snow, 0.9F));
            }
        }
    }
    for (int i = 0; i < 130; ++i) {
        const float r = s.dice.in(0.0012F, 0.0042F);
        s.canvas.fill(disc({s.dice.in(0, s.w), s.dice.in(0, s.h)}, r), Paint(white, s.dice.in(0.35F, 0.85F)));
    }
}

}  // namespace core::demo
