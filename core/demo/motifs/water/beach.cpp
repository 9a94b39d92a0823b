#include "core/demo/motifs/motifs.hpp"

#include <cmath>

#include "core/demo/picture/shapes.hpp"

namespace core::demo {

namespace {

void parasol(Scene& s, Point c, float r, Colour one, Colour two) {
    s.canvas.fill(disc({c.x + r * 0.32F, c.y + r * 0.38F}, r), Paint(hex(0x5a4632), 0.2F));
    const float turn = s.dice.in(0, pi);
    for (int i = 0; i < 10; ++i) {
        Path slice = {c};
        for (int k = 0; k <= 6; ++k) {
            const float a = turn + 2 * pi * (static_cast<float>(i) + static_cast<float>(k) / 6) / 10;
            slice.push_back({c.x + std::cos(a) * r, c.y + std::sin(a) * r});
        }
        const float a = turn + 2 * pi * (static_cast<float>(i) + 0.5F) / 10;
        s.canvas.fill(slice, mix(i % 2 == 0 ? one : two, black, 0.1F + 0.1F * std::cos(a - pi / 4)));
    }
    s.canvas.fill(disc(c, r * 0.06F), white);
}

}  // namespace

void draw_beach(Scene& s) {
    const float edge = s.h * s.dice.in(0.36F, 0.46F);
    s.canvas.fill(rectangle(0, 0, s.w, s.h), Paint::down(edge, hex(0xeed7ae), s.h, hex(0xf4e4c4)));
    const auto shore = ridge(s.dice, edge, 0.03F, 0.3F);
    const auto above = [&](float shift) {
        Path path;
        for (int i = 0; i <= 120; ++i) {
            const float x = s.w * static_cast<float>(i) / 120;
            path.push_back({x, shore.at(x) + shift});
        }
        path.push_back({s.w, -0.1F});
        path.push_back({0, -0.1F});
        return path;
    };
    s.canvas.fill(above(0.045F), Paint(hex(0xd8bb8c), 0.55F));
    s.canvas.fill(above(0.018F), Paint(white, 0.95F));
    s.canvas.fill(above(0), Paint::down(0, hex(0x4f9fb0), edge, hex(0x9fd3cf)));
    for (int i = 0; i < 3; ++i) {
        const float shift = -0.07F - 0.1F * static_cast<float>(i);
        Path crest;
        for (int k = 0; k <= 60; ++k) {
            const float x = s.w * static_cast<float>(k) / 60;
            crest.push_back({x, shore.at(x) * (1 - 0.04F * static_cast<float>(i)) + shift +
                                    0.008F * std::sin(x * 9 + static_cast<float>(i))});
        }
        s.canvas.fill(stroke(crest, 0.006F), Paint(white, 0.5F - 0.12F * static_cast<float>(i)));
    }
    const int n = s.w > 1 ? 4 : 3;
    for (int i = 0; i < n; ++i) {
        const Point c{s.w * (static_cast<float>(i) + 0.5F) / static_cast<float>(n) + s.dice.in(-0.04F, 0.04F),
                      s.h * (0.62F + 0.2F * static_cast<float>(i % 2)) + s.dice.in(-0.03F, 0.03F)};
        const Colour one = s.any_bright();
        for (const float side : {-1.0F, 1.0F}) {
            const float x = c.x + side * 0.06F, y = c.y + 0.1F;
            const Colour towel = s.any_bright();
            s.canvas.fill(rounded(x - 0.036F, y - 0.07F, x + 0.04F, y + 0.094F, 0.006F), Paint(hex(0x5a4632), 0.15F));
            s.canvas.fill(rounded(x - 0.04F, y - 0.075F, x + 0.036F, y + 0.09F, 0.006F), mix(towel, white, 0.25F));
            for (int k = 0; k < 3; ++k)
                s.canvas.fill(rectangle(x - 0.04F, y + 0.02F + 0.022F * static_cast<float>(k), x + 0.036F,
                                        y + 0.03F + 0.022F * static_cast<float>(k)),
                              mix(towel, white, 0.75F));
        }
        parasol(s, {c.x, c.y - 0.01F}, s.dice.in(0.085F, 0.11F), one, white);
    }
    for (int i = 0; i < 14; ++i) {
        const float t = static_cast<float>(i);
        s.canvas.fill(ellipse({s.w * (0.08F + 0.02F * t) + s.dice.in(-0.002F, 0.002F),
                               s.h * 0.96F - 0.012F * t + (i % 2 == 0 ? 0.009F : -0.009F)},
                              0.0065F, 0.0042F, -0.5F),
                      Paint(hex(0xb89766), 0.6F));
    }
}

}  // namespace core::demo
