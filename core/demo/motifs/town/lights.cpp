#include "core/demo/motifs/motifs.hpp"

#include <cmath>
#include <vector>

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/room.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

namespace {

void string_lights(Scene& s, Point a, Point b, float sag, int bulbs) {
    Path line;
    for (int i = 0; i <= 40; ++i) {
        const float t = static_cast<float>(i) / 40;
        line.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t + sag * 4 * t * (1 - t)});
    }
    s.canvas.fill(stroke(line, 0.0028F), mix(s.p.near, black, 0.4F));
    for (int i = 0; i < bulbs; ++i) {
        const float t = (static_cast<float>(i) + 0.5F) / static_cast<float>(bulbs);
        const Point c{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t + sag * 4 * t * (1 - t) + 0.014F};
        s.canvas.glow(c, 0.06F, s.p.lamp, 0.55F);
        s.canvas.fill(disc(c, 0.0095F), mix(s.p.lamp, white, 0.55F));
    }
}

}  // namespace

void draw_lights(Scene& s) {
    sky(s, s.h * 0.75F);
    stars(s, 80, s.h * 0.5F);
    const auto hedge = ridge(s.dice, s.h * 0.62F, 0.02F, 0.5F);
    hill(s, ridge(s.dice, s.h * 0.54F, 0.04F), s.haze(0.4F));
    for (int i = 0; i < 5; ++i)
        leafy(s, {s.w * (static_cast<float>(i) + 0.5F) / 5 + s.dice.in(-0.06F, 0.06F), s.h * 0.68F},
              s.dice.in(0.24F, 0.4F), mix(s.haze(0.8F), s.lit(sage), 0.3F));
    hill(s, hedge, s.haze(0.9F), 0.04F);
    s.canvas.fill(rectangle(0, s.h * 0.7F, s.w, s.h),
                  Paint::down(s.h * 0.7F, mix(s.p.near, s.lit(sage), 0.3F), s.h, mix(s.p.near, black, 0.2F)));
    const float table = s.h * 0.77F, left = s.w * 0.16F, right = s.w * 0.84F;
    s.canvas.glow({s.w / 2, table - 0.1F}, 0.7F, s.p.lamp, 0.3F, 0.55F);
    string_lights(s, {-0.02F, s.h * 0.2F}, {s.w * 0.55F, s.h * 0.16F}, 0.1F, 9);
    string_lights(s, {s.w * 0.55F, s.h * 0.16F}, {s.w + 0.02F, s.h * 0.24F}, 0.09F, 8);
    string_lights(s, {-0.02F, s.h * 0.34F}, {s.w + 0.02F, s.h * 0.31F}, 0.09F, 13);
    std::vector<Path> chairs;
    for (int i = 0; i < 5; ++i) {
        const float x = left + (right - left) * (static_cast<float>(i) + 0.5F) / 5;
        chairs.push_back(rounded(x - 0.04F, table - 0.08F, x + 0.04F, table + 0.08F, 0.02F));
    }
    s.canvas.fill(chairs, mix(board(s), s.p.near, 0.45F));
    s.canvas.fill({rectangle(left + 0.03F, table + 0.08F, left + 0.045F, table + 0.2F),
                   rectangle(right - 0.045F, table + 0.08F, right - 0.03F, table + 0.2F)},
                  mix(board(s), s.p.near, 0.5F));
    const Colour linen = mix(s.lit(cream), s.p.lamp, 0.3F);
    Path hanging = {{right + 0.012F, table + 0.05F}, {left - 0.012F, table + 0.05F}};
    for (int i = 0; i <= 48; ++i) {
        const float t = static_cast<float>(i) / 48;
        hanging.push_back({left - 0.012F + (right - left + 0.024F) * t, table + 0.1F + 0.006F * std::sin(t * 30)});
    }
    s.canvas.fill(hanging,
                  Paint::down(table + 0.05F, mix(linen, s.p.near, 0.22F), table + 0.11F, mix(linen, s.p.near, 0.42F)));
    s.canvas.fill({{left, table}, {right, table}, {right + 0.012F, table + 0.052F}, {left - 0.012F, table + 0.052F}},
                  Paint::down(table, mix(linen, s.p.near, 0.12F), table + 0.05F, linen));
    for (int i = 0; i < 9; ++i) {
        const float x = left + 0.03F + (right - left - 0.06F) * static_cast<float>(i) / 8, y = table + 0.03F;
        if (i % 4 == 2) {
            s.canvas.glow({x, y - 0.06F}, 0.08F, s.p.lamp, 0.7F);
            s.canvas.fill({rectangle(x - 0.005F, y - 0.05F, x + 0.005F, y), ellipse({x, y - 0.06F}, 0.004F, 0.01F)},
                          mix(s.p.lamp, white, 0.6F));
        } else if (i % 4 == 0) {
            s.canvas.fill(ellipse({x, y + 0.006F}, 0.026F, 0.008F), s.lit(white));
        } else {
            const Colour glass = i % 2 == 0 ? s.lit(sage) : mix(s.lit(ember), s.p.lamp, 0.3F);
            s.canvas.fill({rounded(x - 0.009F, y - 0.036F, x + 0.009F, y, 0.004F),
                           rectangle(x - 0.003F, y - 0.06F, x + 0.003F, y - 0.03F)},
                          glass);
        }
    }
}

}  // namespace core::demo
