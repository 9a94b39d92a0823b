#include "core/demo/picture/sky.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/demo/picture/shapes.hpp"

namespace core::demo {

void sky(Scene& s, float horizon) {
    const Colour warm = mix(s.p.sky_top, s.p.sky_low, 0.55F);
    s.canvas.fill(rectangle(0, 0, s.w, horizon * 0.5F + 0.002F), Paint::down(0, s.p.sky_top, horizon * 0.5F, warm));
    s.canvas.fill(rectangle(0, horizon * 0.5F, s.w, s.h), Paint::down(horizon * 0.5F, warm, horizon, s.p.sky_low));
}

void orb(Scene& s, Point c, float r) {
    s.canvas.glow(c, r * 7, s.p.orb, s.dark() ? 0.16F : 0.30F);
    s.canvas.glow(c, r * 2.6F, s.p.orb, s.dark() ? 0.22F : 0.35F);
    s.canvas.fill(disc(c, r), Paint::down(c.y - r, mix(s.p.orb, white, 0.35F), c.y + r, s.p.orb));
    if (s.dark()) {
        for (const auto& spot : {Point{-0.3F, -0.2F}, Point{0.25F, 0.3F}, Point{0.35F, -0.35F}})
            s.canvas.fill(disc({c.x + spot.x * r, c.y + spot.y * r}, r * (0.16F + 0.1F * std::abs(spot.x + spot.y))),
                          Paint(mix(s.p.orb, s.p.sky_low, 0.3F), 0.5F));
    }
}

Point orb_place(Scene& s, float top, float bottom) {
    const float x = s.dice.chance(0.5) ? s.dice.in(0.16F, 0.42F) : s.dice.in(0.58F, 0.84F);
    return {s.w * x, s.h * s.dice.in(top, bottom)};
}

void stars(Scene& s, int count, float bottom) {
    for (int i = 0; i < count; ++i) {
        const float x = s.dice.in(0, s.w), y = s.dice.in(0, 1) * bottom, fade = 1 - 0.75F * y / bottom;
        const float big = s.dice.in(0, 1), r = 0.0009F + 0.0022F * big * big * big;
        if (r > 0.0022F) s.canvas.glow({x, y}, r * 6, s.p.orb, 0.35F * fade);
        s.canvas.fill(disc({x, y}, std::max(r, s.canvas.pixel() * 0.6F)),
                      Paint(mix(white, s.p.orb, s.dice.in(0, 1)), (0.35F + 0.6F * big) * fade));
    }
}

void clouds(Scene& s, int count, float top, float bottom) {
    const Colour colour = mix(s.p.orb, s.p.sky_low, s.dark() ? 0.8F : 0.15F);
    for (int i = 0; i < count; ++i) {
        const float x = s.dice.in(-0.05F, s.w), y = s.dice.in(top, bottom), size = s.dice.in(0.05F, 0.13F);
        std::vector<Path> puffs = {rounded(x - size * 1.7F, y - size * 0.16F, x + size * 1.7F, y + size * 0.16F, size)};
        const int n = s.dice.between(2, 4);
        for (int k = 0; k < n; ++k) {
            const float r = size * s.dice.in(0.28F, 0.52F);
            const float px = x + size * (static_cast<float>(k) - static_cast<float>(n - 1) / 2) * 0.6F;
            puffs.push_back(ellipse({px, y - r * 0.35F}, r * 1.25F, r));
        }
        s.canvas.clip(0, 0, s.w, y + size * 0.16F);
        s.canvas.fill(
            puffs, Paint::fading(colour, {0, y - size * 0.6F}, s.dark() ? 0.25F : 0.75F, {0, y + size * 0.2F}, 0.15F));
        s.canvas.no_clip();
    }
}

void birds(Scene& s, int count, Point around, float size) {
    for (int i = 0; i < count; ++i) {
        const float x = around.x + s.dice.in(-0.16F, 0.16F), y = around.y + s.dice.in(-0.07F, 0.07F);
        const float span = size * s.dice.in(0.6F, 1.1F), lift = span * s.dice.in(0.3F, 0.55F);
        s.canvas.fill(Path(smooth({{x - span, y - lift},
                                   {x - span * 0.45F, y - lift * 0.95F},
                                   {x, y},
                                   {x + span * 0.45F, y - lift * 0.95F},
                                   {x + span, y - lift * 0.8F},
                                   {x + span * 0.5F, y - lift * 0.55F},
                                   {x, y + span * 0.14F},
                                   {x - span * 0.5F, y - lift * 0.6F}},
                                  true, 6)),
                      Paint(s.p.near, 0.8F));
    }
}

void mist(Scene& s, float top, float bottom, float alpha) {
    s.canvas.fill(rectangle(0, top, s.w, bottom),
                  Paint::fading(mix(s.p.sky_low, s.p.orb, 0.2F), {0, top}, 0, {0, bottom}, alpha));
}

}  // namespace core::demo
