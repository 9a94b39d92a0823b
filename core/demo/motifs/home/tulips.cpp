#include "core/demo/motifs/motifs.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include "core/demo/picture/room.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/tableware.hpp"

namespace core::demo {

void draw_tulips(Scene& s) {
    room(s);
    const float mid = s.w * s.dice.in(0.42F, 0.58F), top = s.h * 0.76F, base = s.h * 0.86F;
    s.canvas.glow({s.w * (mid > s.w / 2 ? 0.15F : 0.85F), s.h * 0.2F}, 0.9F, s.p.orb, 0.5F);
    const float slant = mid > s.w / 2 ? 1.0F : -1.0F;
    for (int i = 0; i < 2; ++i)
        for (int k = 0; k < 2; ++k) {
            const float x = mid - slant * 0.42F + slant * 0.2F * static_cast<float>(i),
                        y = s.h * 0.12F + 0.23F * static_cast<float>(k) + 0.05F * static_cast<float>(i);
            s.canvas.fill({{x, y}, {x + slant * 0.17F, y + 0.045F}, {x + slant * 0.17F, y + 0.25F}, {x, y + 0.205F}},
                          Paint(s.p.orb, 0.38F));
        }
    table(s, top);
    s.canvas.fill(ellipse({mid + slant * 0.14F, base - 0.004F}, 0.26F, 0.026F), Paint(black, 0.14F));
    const Colour one = s.lit(s.any_bright()), two = s.lit(s.dice.chance(0.5) ? rose : honey),
                 leaf = s.lit(hex(0x6f9b66));
    struct Stem {
        Point head;
        float turn;
    };
    std::vector<Stem> stems;
    for (int i = 0; i < 9; ++i) {
        const float k = static_cast<float>(i) - 4, a = -pi / 2 + k * 0.17F,
                    length = s.dice.in(0.3F, 0.42F) * (1 - 0.02F * std::abs(k));
        stems.push_back({{mid + std::cos(a) * length * 1.15F, base - 0.22F + std::sin(a) * length}, a + pi / 2});
    }
    for (const auto& stem : stems)
        s.canvas.fill(stroke(smooth({{mid + (stem.head.x - mid) * 0.12F, base - 0.16F},
                                     {mid + (stem.head.x - mid) * 0.4F, (stem.head.y + base - 0.2F) / 2},
                                     stem.head},
                                    false, 8),
                             0.009F),
                      mix(leaf, s.p.near, 0.2F));
    for (int i = 0; i < 6; ++i) {
        const float k = static_cast<float>(i) - 2.5F, dx = k * 0.075F;
        s.canvas.fill(smooth({{mid + dx * 0.15F, base - 0.2F},
                              {mid + dx * 0.5F - 0.02F, base - 0.34F},
                              {mid + dx * 1.5F, base - 0.4F - 0.03F * std::abs(3 - std::abs(k))},
                              {mid + dx * 0.8F + 0.02F, base - 0.3F}},
                             true, 8),
                      mix(leaf, i % 2 == 0 ? s.p.near : s.p.orb, 0.2F));
    }
    for (std::size_t i = 0; i < stems.size(); ++i) {
        const auto& stem = stems[i];
        const Colour petal = i % 3 == 0 ? two : one;
        const float r = 0.05F;
        const auto at = [&](float x, float y) {
            return Point{stem.head.x + (x * std::cos(stem.turn) - y * std::sin(stem.turn)) * r,
                         stem.head.y + (x * std::sin(stem.turn) + y * std::cos(stem.turn)) * r};
        };
        s.canvas.fill(smooth({at(0, 0.75F), at(-0.72F, 0.3F), at(-0.66F, -0.5F), at(-0.52F, -1.1F), at(-0.2F, -0.75F),
                              at(0, -1.15F), at(0.2F, -0.75F), at(0.52F, -1.1F), at(0.66F, -0.5F), at(0.72F, 0.3F)},
                             true, 6),
                      Paint::between(at(0, -1), mix(petal, white, 0.22F), at(0, 0.8F), mix(petal, black, 0.14F)));
        s.canvas.fill(smooth({at(0, 0.72F), at(-0.36F, 0.1F), at(0, -1.02F), at(0.36F, 0.1F)}, true, 6),
                      Paint(mix(petal, white, 0.14F), 0.7F));
    }
    const Colour glass = mix(s.lit(white), s.p.sky_top, 0.35F);
    s.canvas.fill(smooth({{mid - 0.07F, base - 0.2F},
                          {mid - 0.06F, base - 0.16F},
                          {mid - 0.09F, base - 0.07F},
                          {mid - 0.06F, base},
                          {mid + 0.06F, base},
                          {mid + 0.09F, base - 0.07F},
                          {mid + 0.06F, base - 0.16F},
                          {mid + 0.07F, base - 0.2F}},
                         false, 8),
                  Paint::across(mid - 0.09F, mix(glass, white, 0.3F), mid + 0.09F, mix(glass, s.p.near, 0.25F)));
    s.canvas.fill(ellipse({mid - 0.045F, base - 0.08F}, 0.008F, 0.05F, 0.1F), Paint(white, 0.6F));
    const float side = mid > s.w / 2 ? -1.0F : 1.0F;
    cup(s, {mid + side * 0.3F, s.h * 0.9F}, 0.11F, s.lit(s.any_bright()));
    for (int i = 0; i < 4; ++i)
        s.canvas.fill(ellipse({mid - side * s.dice.in(0.1F, 0.3F), base + s.dice.in(0.01F, 0.06F)}, 0.022F, 0.009F,
                              s.dice.in(-0.5F, 0.5F)),
                      s.lit(mix(i % 2 == 0 ? one : two, white, 0.1F)));
}

}  // namespace core::demo
