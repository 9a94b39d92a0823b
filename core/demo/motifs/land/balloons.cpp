#include "core/demo/motifs/motifs.hpp"

#include <cmath>
#include <vector>

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"

namespace core::demo {

void draw_balloons(Scene& s) {
    sky(s, s.h * 0.85F);
    orb(s, orb_place(s, 0.2F, 0.4F), 0.06F);
    clouds(s, 4, s.h * 0.12F, s.h * 0.6F);
    hills(s, 3, s.h * 0.8F, s.h * 0.92F, 0.04F);
    const int n = s.dice.between(4, 6);
    for (int i = 0; i < n; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(n - 1),
                    r = 0.03F + 0.11F * t * t + s.dice.in(0, 0.015F);
        const Point c{s.w * (0.12F + 0.76F * std::fmod(t * 2.39F + 0.2F, 1.0F)) + s.dice.in(-0.03F, 0.03F),
                      s.h * (0.24F + 0.42F * std::fmod(t * 1.71F + 0.1F, 1.0F))};
        const Colour one = s.lit(s.any_bright()), two = s.dice.chance(0.5) ? s.lit(cream) : s.lit(s.any_bright());
        const float away = 0.35F * (1 - t);
        const auto envelope = [&](float squeeze) {
            return smooth({{c.x, c.y - r},
                           {c.x + r * 0.72F * squeeze, c.y - r * 0.7F},
                           {c.x + r * squeeze, c.y},
                           {c.x + r * 0.66F * squeeze, c.y + r * 0.68F},
                           {c.x + r * 0.2F * squeeze, c.y + r * 1.22F},
                           {c.x - r * 0.2F * squeeze, c.y + r * 1.22F},
                           {c.x - r * 0.66F * squeeze, c.y + r * 0.68F},
                           {c.x - r * squeeze, c.y},
                           {c.x - r * 0.72F * squeeze, c.y - r * 0.7F}},
                          true, 8);
        };
        s.canvas.fill(envelope(1), mix(one, s.p.sky_low, away));
        s.canvas.fill(envelope(0.72F), mix(two, s.p.sky_low, away));
        s.canvas.fill(envelope(0.36F), mix(one, s.p.sky_low, away));
        s.canvas.fill(envelope(1), Paint::fading(black, {c.x - r * 0.2F, 0}, 0, {c.x + r * 1.1F, 0}, 0.24F));
        s.canvas.fill(envelope(1), Paint::fading(white, {c.x - r, c.y - r}, 0.35F, {c.x, c.y}, 0));
        const Colour basket = mix(s.lit(hex(0x7a5136)), s.p.sky_low, away);
        std::vector<Path> ropes = {
            thick({c.x - r * 0.17F, c.y + r * 1.2F}, {c.x - r * 0.12F, c.y + r * 1.5F}, r * 0.025F, r * 0.025F),
            thick({c.x + r * 0.17F, c.y + r * 1.2F}, {c.x + r * 0.12F, c.y + r * 1.5F}, r * 0.025F, r * 0.025F)};
        ropes.push_back(rounded(c.x - r * 0.16F, c.y + r * 1.48F, c.x + r * 0.16F, c.y + r * 1.72F, r * 0.05F));
        s.canvas.fill(ropes, basket);
    }
    birds(s, 3, {s.w * 0.5F, s.h * 0.72F}, 0.014F);
}

}  // namespace core::demo
