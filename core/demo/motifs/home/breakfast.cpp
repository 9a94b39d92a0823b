#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/tableware.hpp"

namespace core::demo {

void draw_breakfast(Scene& s) {
    const Colour top = mix(wood, cream, s.dice.in(0.1F, 0.5F));
    for (int i = 0; i < 9; ++i) {
        const float y = s.h * static_cast<float>(i) / 9;
        s.canvas.fill(rectangle(0, y, s.w, y + s.h / 9 + 0.001F),
                      mix(top, i % 2 == 0 ? black : white, s.dice.in(0.01F, 0.06F)));
        s.canvas.fill(rectangle(0, y, s.w, y + 0.003F), Paint(black, 0.14F));
    }
    const float mx = s.w / 2, my = s.h / 2;
    const Colour linen = s.any_bright();
    cloth(s, cream, linen, mx - 0.52F, my - 0.16F, mx + 0.52F, my + 0.16F, 0.026F);
    const bool wide = s.w > 1;
    for (const float side : {-1.0F, 1.0F}) {
        const Point c =
            wide ? Point{mx + side * 0.34F, my + side * 0.06F} : Point{mx + side * 0.08F, my + side * 0.36F};
        plate(s, c, 0.19F);
        if (side < 0) {
            s.canvas.fill(smooth({{c.x - 0.1F, c.y},
                                  {c.x - 0.05F, c.y - 0.085F},
                                  {c.x + 0.05F, c.y - 0.075F},
                                  {c.x + 0.1F, c.y},
                                  {c.x + 0.06F, c.y + 0.08F},
                                  {c.x - 0.04F, c.y + 0.075F}},
                                 true),
                          Paint(white));
            for (const float x : {-0.035F, 0.04F})
                s.canvas.fill(disc({c.x + x, c.y - x * 0.4F}, 0.03F),
                              Paint::between({c.x, c.y - 0.03F}, hex(0xf6c54a), {c.x, c.y + 0.03F}, hex(0xe8992f)));
        } else {
            for (int i = 0; i < 4; ++i) {
                const Point p{c.x + 0.004F * static_cast<float>(i), c.y - 0.008F * static_cast<float>(i)};
                s.canvas.fill(disc(p, 0.1F), hex(0xb97a3c));
                s.canvas.fill(disc(p, 0.092F),
                              Paint::between({p.x, p.y - 0.1F}, hex(0xe5b264), {p.x, p.y + 0.1F}, hex(0xd69a4f)));
            }
            for (int i = 0; i < 7; ++i)
                s.canvas.fill(
                    disc({c.x + 0.012F + s.dice.in(-0.05F, 0.05F), c.y - 0.024F + s.dice.in(-0.05F, 0.05F)}, 0.012F),
                    i % 2 == 0 ? hex(0x4a5590) : hex(0xc2434f));
        }
        const Colour metal = hex(0xb9b6b2);
        s.canvas.fill({thick({c.x + 0.235F, c.y - 0.12F}, {c.x + 0.235F, c.y + 0.13F}, 0.018F, 0.01F),
                       ellipse({c.x - 0.235F, c.y - 0.09F}, 0.016F, 0.035F),
                       thick({c.x - 0.235F, c.y - 0.06F}, {c.x - 0.235F, c.y + 0.13F}, 0.007F, 0.01F)},
                      metal);
    }
    cup_from_above(s, wide ? Point{mx - 0.08F, my - 0.32F} : Point{mx - 0.3F, my - 0.02F}, 0.062F,
                   mix(s.any_bright(), white, 0.2F), hex(0x7a4e33));
    cup_from_above(s, wide ? Point{mx + 0.1F, my + 0.33F} : Point{mx + 0.3F, my + 0.04F}, 0.062F,
                   mix(s.any_bright(), white, 0.2F), hex(0x8a5a3a));
    const Point basket = wide ? Point{mx + 0.06F, my - 0.03F} : Point{mx - 0.02F, my + 0.01F};
    s.canvas.fill(ellipse({basket.x + 0.01F, basket.y + 0.015F}, 0.115F, 0.09F), Paint(black, 0.15F));
    s.canvas.fill(ellipse(basket, 0.115F, 0.09F), hex(0xa87a48));
    s.canvas.fill(ellipse(basket, 0.098F, 0.074F), hex(0x86592f));
    bun(s, {basket.x - 0.03F, basket.y - 0.02F}, 0.06F, 0.3F);
    bun(s, {basket.x + 0.03F, basket.y + 0.02F}, 0.06F, -0.4F);
    s.canvas.fill(rectangle(0, 0, s.w, s.h), Paint::fading(hex(0xfff2d0), {0, 0}, 0.22F, {s.w, s.h}, 0));
}

}  // namespace core::demo
