#include "core/demo/motifs/motifs.hpp"

#include <cmath>
#include <vector>

#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/tableware.hpp"

namespace core::demo {

void draw_picnic(Scene& s) {
    const Colour grass = mix(hex(0x86a862), s.p.near, 0.25F);
    s.canvas.fill(rectangle(0, 0, s.w, s.h),
                  Paint::between({0, 0}, mix(grass, s.p.orb, 0.18F), {s.w, s.h}, mix(grass, s.p.near, 0.25F)));
    for (int layer = 0; layer < 2; ++layer) {
        std::vector<Path> blades;
        for (int i = 0; i < 230; ++i) {
            const Point p{s.dice.in(0, s.w), s.dice.in(0, s.h)};
            blades.push_back(
                thick(p, {p.x + s.dice.in(-0.008F, 0.008F), p.y - s.dice.in(0.012F, 0.024F)}, 0.004F, 0.001F));
        }
        s.canvas.fill(blades, Paint(layer == 0 ? mix(grass, black, 0.25F) : mix(grass, s.p.orb, 0.4F), 0.5F));
    }
    for (int i = 0; i < 26; ++i) {
        const Point c{s.dice.in(0, s.w), s.dice.in(0, s.h)};
        s.canvas.fill({disc({c.x - 0.006F, c.y}, 0.005F), disc({c.x + 0.006F, c.y}, 0.005F),
                       disc({c.x, c.y - 0.006F}, 0.005F), disc({c.x, c.y + 0.006F}, 0.005F)},
                      white);
        s.canvas.fill(disc(c, 0.004F), honey);
    }
    const float mx = s.w / 2, my = s.h / 2, half_w = s.w * 0.37F, half_h = s.h * 0.36F;
    s.canvas.fill(
        rounded(mx - half_w + 0.012F, my - half_h + 0.016F, mx + half_w + 0.012F, my + half_h + 0.016F, 0.01F),
        Paint(black, 0.2F));
    cloth(s, cream, s.any_bright(), mx - half_w, my - half_h, mx + half_w, my + half_h, 0.04F);
    const Point basket{mx - half_w * 0.45F, my - half_h * 0.4F};
    s.canvas.fill(rounded(basket.x - 0.12F, basket.y - 0.08F, basket.x + 0.14F, basket.y + 0.1F, 0.02F),
                  Paint(black, 0.18F));
    s.canvas.fill(rounded(basket.x - 0.13F, basket.y - 0.09F, basket.x + 0.13F, basket.y + 0.09F, 0.02F),
                  hex(0xb98750));
    for (int i = 0; i < 8; ++i) {
        const float x = basket.x - 0.115F + 0.031F * static_cast<float>(i);
        s.canvas.fill(rounded(x, basket.y - 0.08F, x + 0.016F, basket.y + 0.08F, 0.004F), Paint(hex(0x96683a), 0.75F));
    }
    s.canvas.fill(
        stroke(smooth({{basket.x - 0.02F, basket.y - 0.1F}, {basket.x, basket.y}, {basket.x - 0.02F, basket.y + 0.1F}},
                      false),
               0.016F),
        hex(0x7c5530));
    const Point board_at{mx + half_w * 0.4F, my - half_h * 0.3F};
    plate(s, board_at, 0.12F);
    for (int i = 0; i < 9; ++i) {
        const Point c{board_at.x + s.dice.in(-0.055F, 0.055F), board_at.y + s.dice.in(-0.055F, 0.055F)};
        s.canvas.fill(disc(c, 0.024F), Paint::between({c.x - 0.02F, c.y - 0.02F}, hex(0xe0606a),
                                                      {c.x + 0.02F, c.y + 0.02F}, hex(0xa8303f)));
        s.canvas.fill(ellipse({c.x, c.y - 0.016F}, 0.01F, 0.005F), hex(0x6f9a4f));
    }
    const Point melon{mx - half_w * 0.32F, my + half_h * 0.45F};
    for (const float turn : {-0.3F, 0.5F}) {
        Path rind, flesh;
        for (int i = 0; i <= 24; ++i) {
            const float a = turn + pi * static_cast<float>(i) / 24;
            rind.push_back({melon.x + turn * 0.2F + std::cos(a) * 0.095F, melon.y + std::sin(a) * 0.095F});
            flesh.push_back({melon.x + turn * 0.2F + std::cos(a) * 0.08F, melon.y + std::sin(a) * 0.08F});
        }
        s.canvas.fill(rind, hex(0x5d8a55));
        s.canvas.fill(flesh, hex(0xe2665f));
        for (int i = 1; i < 6; ++i) {
            const float a = turn + pi * static_cast<float>(i) / 6;
            s.canvas.fill(ellipse({melon.x + turn * 0.2F + std::cos(a) * 0.052F, melon.y + std::sin(a) * 0.052F},
                                  0.007F, 0.004F, a),
                          hex(0x3d2a28));
        }
    }
    const Point glass{mx + half_w * 0.25F, my + half_h * 0.42F};
    cup_from_above(s, glass, 0.045F, hex(0xf3ece0), hex(0xd9a24a));
    cup_from_above(s, {glass.x + 0.17F, glass.y - 0.02F}, 0.045F, hex(0xf3ece0), hex(0xd9a24a));
    s.canvas.fill(rounded(mx - 0.04F, my + half_h * 0.08F, mx + 0.07F, my + half_h * 0.3F, 0.006F), s.any_bright());
    s.canvas.fill(rounded(mx - 0.034F, my + half_h * 0.08F, mx + 0.07F, my + half_h * 0.3F - 0.006F, 0.004F),
                  Paint(white, 0.35F));
}

}  // namespace core::demo
