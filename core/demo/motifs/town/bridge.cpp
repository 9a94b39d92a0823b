#include "core/demo/motifs/motifs.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"

namespace core::demo {

void draw_bridge(Scene& s) {
    const float river = s.h * 0.66F;
    sky(s, river);
    if (s.low_light()) stars(s, 40, s.h * 0.35F);
    const Point sun{s.w * s.dice.in(0.3F, 0.7F), s.h * s.dice.in(0.24F, 0.4F)};
    orb(s, sun, 0.075F);
    clouds(s, 2, s.h * 0.1F, s.h * 0.28F);
    hill(s, ridge(s.dice, river - 0.13F, 0.03F), s.haze(0.2F));
    float x = -0.03F;
    while (x < s.w) {
        const float wide = s.dice.in(0.06F, 0.11F), tall = s.dice.in(0.07F, 0.16F), roof = wide * s.dice.in(0.3F, 0.5F);
        const Colour front = mix(s.haze(0.35F), s.lit(s.any_bright()), 0.3F);
        s.canvas.fill(rectangle(x, river - tall, x + wide, river), front);
        s.canvas.fill(
            {{x - 0.004F, river - tall}, {x + wide / 2, river - tall - roof}, {x + wide + 0.004F, river - tall}},
            s.haze(0.6F));
        std::vector<Path> panes;
        for (float y = river - tall + 0.014F; y < river - 0.05F; y += 0.03F)
            for (float px = x + 0.012F; px < x + wide - 0.016F; px += 0.022F)
                if (s.dice.chance(0.6)) panes.push_back(rectangle(px, y, px + 0.009F, y + 0.014F));
        s.canvas.fill(panes, s.p.lamp);
        x += wide;
    }
    water(s, river, sun.x, 0.7F);
    const Colour stone = mix(s.p.near, s.lit(hex(0xb89a82)), 0.34F);
    const float deck = river - 0.075F, rise = 0.06F;
    const auto deck_at = [&](float px) { return deck - rise * std::sin(pi * std::clamp(px / s.w, 0.0F, 1.0F)); };
    // The bridge is drawn between its arches, in upright strips joined to one outline, and once more upside down in the
    // water.
    const int arches = s.w > 1 ? 3 : 2;
    const float span = s.w / static_cast<float>(arches);
    Path outline, reflection;
    for (int i = 0; i <= 160; ++i) {
        const float px = s.w * static_cast<float>(i) / 160;
        outline.push_back({px, deck_at(px)});
    }
    for (int i = 160; i >= 0; --i) {
        const float px = s.w * static_cast<float>(i) / 160;
        const float within = std::fmod(px, span) / span, u = std::clamp((within - 0.5F) / 0.4F, -1.0F, 1.0F);
        const float arch = std::abs(u) < 1
                               ? (river + 0.028F - (river + 0.028F - deck_at(px) - 0.034F) * std::sqrt(1 - u * u))
                               : river + 0.028F;
        outline.push_back({px, arch});
    }
    for (const auto& p : outline) reflection.push_back({p.x, 2 * (river + 0.028F) - p.y});
    s.canvas.fill(reflection, Paint::fading(mix(stone, s.p.near, 0.6F), {0, river}, 0.5F, {0, river + 0.2F}, 0.1F));
    s.canvas.fill(outline,
                  Paint::down(deck - rise, mix(stone, s.p.orb, 0.16F), river + 0.03F, mix(stone, s.p.near, 0.5F)));
    Path rail;
    for (int i = 0; i <= 60; ++i)
        rail.push_back({s.w * static_cast<float>(i) / 60, deck_at(s.w * static_cast<float>(i) / 60) - 0.002F});
    s.canvas.fill(stroke(rail, 0.012F), mix(stone, s.p.orb, 0.28F));
    for (int i = 0; i < 5; ++i) {
        const float lx = s.w * (static_cast<float>(i) + 0.5F) / 5, y = deck_at(lx);
        s.canvas.fill(rectangle(lx - 0.0025F, y - 0.085F, lx + 0.0025F, y), mix(s.p.near, black, 0.3F));
        s.canvas.glow({lx, y - 0.09F}, 0.075F, s.p.lamp, 0.75F);
        s.canvas.fill(disc({lx, y - 0.09F}, 0.009F), mix(s.p.lamp, white, 0.6F));
        s.canvas.fill(ellipse({lx, river + 0.16F}, 0.005F, 0.06F), Paint(s.p.lamp, 0.28F));
    }
    const float cx = s.w * s.dice.in(0.36F, 0.64F);
    couple(s, {cx, deck_at(cx) - 0.002F}, 0.06F, mix(s.p.near, black, 0.5F));
}

}  // namespace core::demo
