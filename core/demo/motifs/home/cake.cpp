#include "core/demo/motifs/motifs.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/demo/picture/room.hpp"
#include "core/demo/picture/shapes.hpp"

namespace core::demo {

void draw_cake(Scene& s) {
    room(s);
    const float mid = s.w / 2, top = s.h * 0.76F;
    for (int line = 0; line < 2; ++line) {
        const float y = s.h * (0.1F + 0.09F * static_cast<float>(line));
        for (int i = 0; i < 12; ++i) {
            const float t = (static_cast<float>(i) + 0.5F) / 12, x = s.w * t, sag = 0.12F * 4 * t * (1 - t),
                        wide = s.w / 30;
            s.canvas.fill({{x - wide, y + sag}, {x + wide, y + sag}, {x, y + sag + wide * 2.3F}},
                          mix(s.lit(s.any_bright()), wall(s), line == 0 ? 0.35F : 0.05F));
        }
        Path string;
        for (int i = 0; i <= 40; ++i) {
            const float t = static_cast<float>(i) / 40;
            string.push_back({s.w * t, y + 0.12F * 4 * t * (1 - t)});
        }
        s.canvas.fill(stroke(string, 0.004F), s.lit(cream));
    }
    table(s, top);
    s.canvas.glow({mid, top - 0.3F}, 0.62F, s.p.lamp, 0.5F);
    const float foot = top + 0.09F;
    s.canvas.fill(ellipse({mid, foot + 0.012F}, 0.3F, 0.05F), Paint(black, 0.18F));
    s.canvas.fill(ellipse({mid, foot}, 0.29F, 0.046F), s.lit(white));
    const Colour icing = mix(s.lit(s.any_bright()), s.lit(white), 0.55F), sponge = s.lit(hex(0xd2a26a));
    const auto tier = [&](float half, float low, float tall) {
        const float high = low - tall, flat = half * 0.16F;
        const Paint side = Paint::across(mid - half, mix(icing, white, 0.18F), mid + half, mix(icing, black, 0.2F));
        s.canvas.fill({rectangle(mid - half, high, mid + half, low), ellipse({mid, low}, half, flat)},
                      Paint::across(mid - half, mix(sponge, white, 0.1F), mid + half, mix(sponge, black, 0.22F)));
        std::vector<Path> drips = {rectangle(mid - half, high, mid + half, high + tall * 0.34F)};
        for (int i = 0; i < 11; ++i) {
            const float x = mid - half + half * 2 * (static_cast<float>(i) + 0.5F) / 11,
                        bulge = flat * std::sqrt(std::max(0.0F, 1 - (x - mid) * (x - mid) / (half * half)));
            drips.push_back(rounded(x - half * 0.095F, high, x + half * 0.095F,
                                    high + tall * s.dice.in(0.4F, 0.66F) + bulge, half * 0.09F));
        }
        s.canvas.fill(drips, side);
        s.canvas.fill(ellipse({mid, high}, half, flat), mix(icing, white, 0.4F));
        return high;
    };
    float high = tier(0.22F, foot - 0.015F, 0.13F);
    high = tier(0.145F, high + 0.004F, 0.1F);
    const int candles = s.dice.between(3, 6);
    for (int i = 0; i < candles; ++i) {
        const float t = (static_cast<float>(i) + 0.5F) / static_cast<float>(candles), x = mid - 0.12F + 0.24F * t,
                    y = high + (i % 2 == 0 ? -0.006F : 0.008F);
        s.canvas.fill(rounded(x - 0.006F, y - 0.075F, x + 0.006F, y, 0.002F),
                      s.lit(bright[static_cast<std::size_t>(i) % bright.size()]));
        s.canvas.glow({x, y - 0.095F}, 0.075F, s.p.lamp, 0.8F);
        flame(s, {x, y - 0.076F}, 0.034F, mix(s.p.lamp, white, 0.4F));
    }
    for (int i = 0; i < 12; ++i) {
        const float a = pi * static_cast<float>(i) / 11;
        s.canvas.fill(disc({mid + std::cos(a) * 0.205F, foot - 0.14F + std::sin(a) * 0.03F}, 0.011F), s.lit(ember));
    }
    for (int i = 0; i < 30; ++i)
        s.canvas.fill(ellipse({s.dice.in(0, s.w), s.dice.in(top + 0.05F, s.h)}, 0.007F, 0.004F, s.dice.in(0, pi)),
                      Paint(s.lit(s.any_bright()), 0.85F));
}

}  // namespace core::demo
