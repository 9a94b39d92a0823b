#include "core/demo/picture/landscape.hpp"

#include <cmath>
#include <vector>

#include "core/demo/picture/shapes.hpp"

namespace core::demo {

void hill(Scene& s, const Ridge& r, Colour colour, float glow) {
    s.canvas.fill(below(r, s.w, s.h),
                  Paint::down(r.base - 0.1F, mix(colour, s.p.sky_low, glow), r.base + 0.3F, colour));
}

void hills(Scene& s, int layers, float from, float to, float height) {
    for (int i = 0; i < layers; ++i) {
        const float t = layers > 1 ? static_cast<float>(i) / static_cast<float>(layers - 1) : 1;
        hill(s, ridge(s.dice, from + (to - from) * t, height * (1 - 0.45F * t)), s.haze(t));
    }
}

void peak(Scene& s, Point top, float foot, float half, Colour colour, float snow) {
    const Colour light = mix(colour, s.p.orb, 0.22F), dark = mix(colour, s.p.near, 0.3F);
    const float bend = half * s.dice.in(-0.12F, 0.12F), tall = foot - top.y;
    s.canvas.fill({{top.x - half, foot}, top, {top.x + half, foot}},
                  Paint::down(top.y, light, foot, mix(colour, s.p.sky_low, 0.25F)));
    s.canvas.fill({top,
                   {top.x + half, foot},
                   {top.x + half * 0.2F + bend, foot},
                   {top.x + half * 0.12F, top.y + tall * 0.62F},
                   {top.x - half * 0.04F, top.y + tall * 0.34F}},
                  Paint::down(top.y, dark, foot, mix(dark, s.p.sky_low, 0.2F)));
    if (snow <= 0) return;
    const float edge = tall * snow, slope = half / tall;
    const Colour bright_snow = mix(white, s.p.orb, 0.4F), shade = mix(bright_snow, s.p.far, 0.42F);
    Path cap = {top};
    const int teeth = 6;
    for (int i = 0; i <= teeth; ++i) {
        const float t = static_cast<float>(i) / teeth, y = top.y + edge * (i % 2 == 0 ? 1.0F : s.dice.in(0.6F, 0.75F));
        cap.push_back({top.x + slope * edge * (1 - 2 * t) * (i == 0 || i == teeth ? 1.0F : 0.92F), y});
    }
    s.canvas.fill(cap, bright_snow);
    s.canvas.fill({top,
                   {top.x + slope * edge, top.y + edge},
                   {top.x + slope * edge * 0.6F, top.y + edge * 0.68F},
                   {top.x + slope * edge * 0.3F, top.y + edge * 0.9F},
                   {top.x, top.y + edge * 0.62F}},
                  shade);
}

void peaks(Scene& s, int count, float foot, float low, float high, Colour colour, float snow) {
    for (int i = 0; i < count; ++i) {
        const float tall = s.dice.in(low, high);
        const float x = s.w * ((static_cast<float>(i) + 0.5F) / static_cast<float>(count) + s.dice.in(-0.07F, 0.07F));
        peak(s, {x, foot - tall}, foot, tall * s.dice.in(0.85F, 1.15F), colour, snow);
    }
}

Path winding(Dice& dice, Point near, Point far, float width, float swing) {
    const float side = dice.chance(0.5) ? 1.0F : -1.0F;
    Path left, right;
    const int n = 60;
    for (int i = 0; i <= n; ++i) {
        const float t = static_cast<float>(i) / n, depth = (1 - t) * (1 - t);
        const float y = far.y + (near.y - far.y) * depth;
        const float x = far.x + (near.x - far.x) * depth +
                        side * swing * std::sin(t * 2.6F * pi) * (0.12F + 0.88F * depth) * (1 - depth * 0.6F);
        const float half = width * (0.03F + 0.97F * depth) / 2;
        left.push_back({x - half, y});
        right.push_back({x + half, y});
    }
    left.insert(left.end(), right.rbegin(), right.rend());
    return left;
}

void water(Scene& s, float top, float light_x, float strength) {
    const Colour far = mix(s.p.sky_low, s.p.far, 0.22F), close = mix(mix(s.p.sky_top, s.p.near, 0.5F), s.p.far, 0.25F);
    s.canvas.fill(rectangle(0, top, s.w, s.h), Paint::down(top, far, s.h, close));
    const float depth = s.h - top;
    for (int i = 0; i < 46; ++i) {
        const float t = s.dice.in(0, 1), y = top + depth * (0.01F + 0.97F * t * t), x = s.dice.in(-0.05F, s.w);
        const float half = (0.012F + 0.07F * t) * s.dice.in(0.5F, 1.2F);
        s.canvas.fill(ellipse({x, y}, half, 0.0011F + 0.003F * t), Paint(i % 3 == 0 ? close : far, 0.28F));
    }
    const Colour light = mix(s.p.orb, s.p.sky_low, 0.12F);
    for (int i = 0; i < 52; ++i) {
        const float t = static_cast<float>(i) / 52, y = top + depth * (0.006F + 0.9F * t * t);
        const float spread = 0.018F + 0.085F * t, half = spread * s.dice.in(0.3F, 1.0F);
        const float x = light_x + s.dice.in(-1, 1) * spread * 0.5F;
        s.canvas.fill(ellipse({x, y}, half, 0.0016F + 0.0042F * t), Paint(light, strength * (0.85F - 0.6F * t)));
    }
}

void couple(Scene& s, Point foot, float height, Colour colour) {
    std::vector<Path> parts;
    for (const float side : {-1.0F, 1.0F}) {
        const float tall = height * (side < 0 ? 1.0F : s.dice.in(0.9F, 1.08F)), x = foot.x + side * height * 0.19F;
        parts.push_back(disc({x, foot.y - tall * 0.89F}, tall * 0.105F));
        parts.push_back(thick({x, foot.y - tall * 0.66F}, {x, foot.y - tall * 0.4F}, tall * 0.25F, tall * 0.2F));
        parts.push_back(
            thick({x - tall * 0.045F, foot.y - tall * 0.4F}, {x - tall * 0.06F, foot.y}, tall * 0.1F, tall * 0.06F));
        parts.push_back(
            thick({x + tall * 0.045F, foot.y - tall * 0.4F}, {x + tall * 0.07F, foot.y}, tall * 0.1F, tall * 0.06F));
        parts.push_back(thick({x - side * tall * 0.1F, foot.y - tall * 0.68F}, {foot.x, foot.y - tall * 0.4F},
                              tall * 0.07F, tall * 0.05F));
    }
    s.canvas.fill(parts, colour);
}

}  // namespace core::demo
