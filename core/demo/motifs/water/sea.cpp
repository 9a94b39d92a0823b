#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"

namespace core::demo {

namespace {

void sailboat(Scene& s, Point at, float size) {
    const Colour sail = s.lit(white, 0.02F), hull = mix(s.p.near, ember, 0.25F);
    s.canvas.fill(ellipse({at.x, at.y + size * 0.2F}, size * 0.45F, size * 0.05F), Paint(s.p.near, 0.25F));
    s.canvas.fill({{at.x - size * 0.42F, at.y},
                   {at.x + size * 0.46F, at.y},
                   {at.x + size * 0.3F, at.y + size * 0.16F},
                   {at.x - size * 0.3F, at.y + size * 0.16F}},
                  hull);
    s.canvas.fill(smooth({{at.x + size * 0.02F, at.y - size},
                          {at.x + size * 0.28F, at.y - size * 0.5F},
                          {at.x + size * 0.42F, at.y - size * 0.06F},
                          {at.x + size * 0.02F, at.y - size * 0.06F}},
                         false, 6),
                  sail);
    s.canvas.fill({{at.x - size * 0.03F, at.y - size * 0.86F},
                   {at.x - size * 0.03F, at.y - size * 0.06F},
                   {at.x - size * 0.34F, at.y - size * 0.06F}},
                  mix(sail, s.p.far, 0.3F));
}

}  // namespace

void draw_sea(Scene& s) {
    const float horizon = s.h * s.dice.in(0.44F, 0.54F);
    sky(s, horizon);
    if (s.dark()) stars(s, 110, horizon);
    const Point sun{s.w * s.dice.in(0.28F, 0.72F), horizon - s.dice.in(0.02F, 0.2F)};
    clouds(s, 3, s.h * 0.08F, horizon - 0.16F);
    orb(s, sun, s.dice.in(0.065F, 0.095F));
    water(s, horizon, sun.x);
    if (s.dice.chance(0.5)) {
        const bool left = s.dice.chance(0.5);
        const float from = left ? -0.1F : s.w * 0.68F, to = left ? s.w * 0.3F : s.w + 0.1F;
        s.canvas.fill(smooth({{from, horizon + 0.002F},
                              {from + 0.12F, horizon - 0.045F},
                              {(from + to) / 2, horizon - 0.05F},
                              {to - 0.08F, horizon - 0.02F},
                              {to, horizon + 0.002F}},
                             false),
                      s.haze(0.25F));
    }
    sailboat(s, {s.w * s.dice.in(0.15F, 0.85F), horizon + s.dice.in(0.03F, 0.1F)}, s.dice.in(0.07F, 0.12F));
    birds(s, 4, {s.w * s.dice.in(0.3F, 0.7F), horizon * 0.5F}, 0.018F);
    if (s.dice.chance(0.7)) {
        const auto shore = ridge(s.dice, s.h * 0.9F, 0.025F, 0.1F);
        auto foam = shore;
        foam.base -= 0.016F;
        s.canvas.fill(below(foam, s.w, s.h), Paint(mix(white, s.p.sky_low, 0.3F), 0.6F));
        s.canvas.fill(below(shore, s.w, s.h),
                      Paint::down(shore.base - 0.03F, s.lit(hex(0xd9b78d)), s.h, s.lit(hex(0xe8cfa8))));
        const float x = s.w * s.dice.in(0.2F, 0.8F);
        couple(s, {x, shore.at(x) + 0.045F}, 0.085F, mix(s.p.near, black, 0.25F));
    }
}

}  // namespace core::demo
