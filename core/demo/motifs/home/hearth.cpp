#include "core/demo/motifs/motifs.hpp"

#include <algorithm>
#include <cmath>

#include "core/demo/picture/room.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/tableware.hpp"

namespace core::demo {

void draw_hearth(Scene& s) {
    const Colour c = mix(wall(s), black, 0.18F);
    s.canvas.fill(rectangle(0, 0, s.w, s.h), Paint::down(0, mix(c, black, 0.25F), s.h, c));
    const float mid = s.w / 2, floor = s.h * 0.82F, half = 0.36F, top = floor - 0.5F;
    const Colour brick = mix(hex(0x96584a), s.p.near, 0.35F);
    s.canvas.fill(rectangle(mid - half, 0, mid + half, top), mix(brick, black, 0.12F));
    s.canvas.fill(rectangle(mid - half, top, mid + half, floor), mix(brick, black, 0.3F));
    for (int r = 0; r < 24; ++r) {
        const float y = floor - 0.036F * static_cast<float>(r + 1);
        if (y < -0.04F) break;
        for (int k = -1; k < 9; ++k) {
            const float x = mid - half + 0.09F * (static_cast<float>(k) + (r % 2 == 0 ? 0.0F : 0.5F));
            const float l = std::max(x, mid - half), right = std::min(x + 0.085F, mid + half);
            if (right - l > 0.01F)
                s.canvas.fill(rounded(l, y, right, y + 0.031F, 0.003F),
                              mix(brick, s.dice.chance(0.5) ? honey : black, s.dice.in(0, 0.16F)));
        }
    }
    const float open = 0.235F, arch = floor - 0.3F;
    Path mouth = {{mid + open, floor}, {mid - open, floor}};
    for (int i = 0; i <= 24; ++i) {
        const float a = pi + pi * static_cast<float>(i) / 24;
        mouth.push_back({mid + std::cos(a) * open, arch + std::sin(a) * 0.1F});
    }
    s.canvas.fill(mouth, Paint::down(arch - 0.1F, mix(black, ember, 0.1F), floor, mix(black, ember, 0.4F)));
    s.canvas.glow({mid, floor - 0.1F}, 0.3F, hex(0xff9a4a), 0.75F, 0.9F);
    s.canvas.fill({thick({mid - 0.15F, floor - 0.03F}, {mid + 0.15F, floor - 0.045F}, 0.045F, 0.04F),
                   thick({mid - 0.13F, floor - 0.06F}, {mid + 0.14F, floor - 0.02F}, 0.04F, 0.045F)},
                  hex(0x4a2c22));
    for (int i = 0; i < 5; ++i)
        flame(s, {mid - 0.11F + 0.055F * static_cast<float>(i), floor - 0.05F},
              s.dice.in(0.15F, 0.24F) * (i == 2 ? 1.15F : 0.9F), hex(0xe5672f));
    for (int i = 0; i < 4; ++i)
        flame(s, {mid - 0.08F + 0.053F * static_cast<float>(i), floor - 0.045F}, s.dice.in(0.1F, 0.16F), hex(0xf7a23f));
    for (int i = 0; i < 3; ++i)
        flame(s, {mid - 0.05F + 0.05F * static_cast<float>(i), floor - 0.04F}, s.dice.in(0.06F, 0.09F), hex(0xffe09a));
    for (int i = 0; i < 12; ++i)
        s.canvas.fill(disc({mid + s.dice.in(-0.13F, 0.13F), floor - s.dice.in(0.14F, 0.34F)}, 0.0022F),
                      Paint(hex(0xffc46b), 0.8F));
    const Colour beam = mix(board(s), black, 0.2F);
    s.canvas.fill(rounded(mid - half - 0.05F, top - 0.04F, mid + half + 0.05F, top + 0.012F, 0.008F),
                  Paint::down(top - 0.04F, mix(beam, s.p.lamp, 0.25F), top + 0.012F, beam));
    for (const float x : {-0.28F, -0.21F, 0.27F}) {
        const float tall = s.dice.in(0.05F, 0.09F);
        s.canvas.fill(rounded(mid + x - 0.012F, top - 0.04F - tall, mid + x + 0.012F, top - 0.04F, 0.003F),
                      s.lit(cream));
        s.canvas.glow({mid + x, top - 0.06F - tall}, 0.09F, s.p.lamp, 0.6F);
        s.canvas.fill(ellipse({mid + x, top - 0.056F - tall}, 0.006F, 0.014F), mix(s.p.lamp, white, 0.5F));
    }
    s.canvas.fill(rounded(mid - 0.1F, top - 0.21F, mid + 0.13F, top - 0.045F, 0.004F), s.lit(hex(0xc79f6a)));
    view(s, mid - 0.085F, top - 0.195F, mid + 0.115F, top - 0.06F);
    plant(s, {mid + 0.2F, top - 0.04F}, 0.06F, s.lit(sage));
    s.canvas.fill(rectangle(0, floor, s.w, s.h),
                  Paint::down(floor, mix(board(s), black, 0.25F), s.h, mix(board(s), black, 0.5F)));
    s.canvas.glow({mid, floor + 0.05F}, 0.62F, hex(0xff9a4a), 0.45F, 0.32F);
    s.canvas.fill(ellipse({mid, floor + 0.1F}, 0.4F, 0.062F), Paint(mix(s.lit(ember), s.p.lamp, 0.1F), 0.85F));
    s.canvas.fill(ellipse({mid, floor + 0.1F}, 0.33F, 0.046F), Paint(mix(s.lit(cream), ember, 0.3F), 0.6F));
    for (const float side : {-1.0F, 1.0F}) {
        const float x = mid + side * (s.w > 1 ? 0.5F : 0.36F), y = floor + 0.1F;
        const Colour chair = mix(s.lit(side < 0 ? plum : sky_blue), black, 0.15F), rim = mix(chair, s.p.lamp, 0.35F);
        s.canvas.fill(rounded(x - 0.12F, y - 0.33F, x + 0.12F, y, 0.07F),
                      Paint::across(x - side * 0.13F, rim, x + side * 0.05F, chair));
        s.canvas.fill(rounded(x - 0.15F, y - 0.15F, x + 0.15F, y + 0.02F, 0.05F),
                      Paint::across(x - side * 0.16F, rim, x + side * 0.02F, mix(chair, black, 0.15F)));
        s.canvas.fill({rectangle(x - 0.12F, y + 0.01F, x - 0.1F, y + 0.05F),
                       rectangle(x + 0.1F, y + 0.01F, x + 0.12F, y + 0.05F)},
                      mix(wood, black, 0.5F));
    }
    cup(s, {mid - 0.05F, floor + 0.12F}, 0.05F, s.lit(cream));
    cup(s, {mid + 0.05F, floor + 0.125F}, 0.05F, s.lit(honey));
}

}  // namespace core::demo
