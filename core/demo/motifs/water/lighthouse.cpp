#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"

namespace core::demo {

void draw_lighthouse(Scene& s) {
    const float horizon = s.h * 0.6F, side = s.dice.chance(0.5) ? 1.0F : -1.0F;
    sky(s, horizon);
    if (s.low_light()) stars(s, s.dark() ? 140 : 40, horizon * 0.8F);
    const Point sun{s.w * (0.5F - side * 0.26F), horizon - s.dice.in(0.06F, 0.2F)};
    orb(s, sun, 0.06F);
    clouds(s, 3, s.h * 0.12F, s.h * 0.34F);
    water(s, horizon, sun.x, 0.8F);
    const float x = s.w * (0.5F + side * 0.24F), ground = s.h * 0.66F, top = s.h * 0.24F;
    const auto across = [&](float at) { return s.w / 2 + side * at; };
    s.canvas.fill(smooth({{across(s.w * 0.62F), s.h * 0.61F},
                          {across(s.w * 0.36F), s.h * 0.635F},
                          {across(s.w * 0.12F), s.h * 0.655F},
                          {across(s.w * 0.02F), s.h * 0.69F},
                          {across(-0.03F), s.h * 0.76F},
                          {across(-0.01F), s.h * 0.83F},
                          {across(-0.1F), s.h * 0.93F},
                          {across(-0.1F), s.h + 0.1F},
                          {across(s.w * 0.7F), s.h + 0.1F}},
                         false, 8),
                  Paint::down(ground - 0.05F, mix(s.p.near, s.lit(sage), 0.4F), s.h, mix(s.p.near, black, 0.35F)));
    const Point lamp{x, top - 0.022F};
    if (s.low_light()) {
        s.canvas.fill({lamp, {lamp.x - side * 1.3F, lamp.y - 0.2F}, {lamp.x - side * 1.3F, lamp.y + 0.06F}},
                      Paint::fading(s.p.lamp, lamp, 0.55F, {lamp.x - side * 1.0F, lamp.y}, 0));
        s.canvas.glow(lamp, 0.22F, s.p.lamp, 0.65F);
    }
    const float low = 0.058F, high = 0.036F;
    const auto half = [&](float y) { return high + (low - high) * (y - top) / (ground - top); };
    const Colour body = s.lit(white, 0.02F), stripe = s.lit(s.dice.chance(0.6) ? ember : sky_blue);
    for (int i = 0; i < 5; ++i) {
        const float y0 = top + (ground - top) * static_cast<float>(i) / 5,
                    y1 = top + (ground + 0.015F - top) * static_cast<float>(i + 1) / 5;
        const Colour c = i % 2 == 0 ? body : stripe;
        s.canvas.fill({{x - half(y0), y0}, {x + half(y0), y0}, {x + half(y1), y1}, {x - half(y1), y1}},
                      Paint::across(x - low, mix(c, white, 0.1F), x + low, mix(c, s.p.near, 0.42F)));
    }
    s.canvas.fill(rounded(x - high * 1.35F, top - 0.008F, x + high * 1.35F, top + 0.008F, 0.004F),
                  mix(s.p.near, black, 0.3F));
    s.canvas.fill(rectangle(x - high * 0.72F, top - 0.05F, x + high * 0.72F, top - 0.006F),
                  s.low_light() ? mix(s.p.lamp, white, 0.5F) : mix(s.p.sky_top, white, 0.4F));
    s.canvas.fill({{x - high, top - 0.048F}, {x, top - 0.09F}, {x + high, top - 0.048F}}, mix(stripe, black, 0.2F));
    s.canvas.fill(
        {rectangle(x - 0.002F, top - 0.05F, x + 0.002F, top - 0.006F),
         rounded(x - 0.014F, ground - 0.05F, x + 0.014F, ground + 0.01F, 0.012F), disc({x, top + 0.13F}, 0.01F)},
        mix(s.p.near, black, 0.4F));
    birds(s, 6, {sun.x + side * 0.15F, s.h * 0.35F}, 0.016F);
}

}  // namespace core::demo
