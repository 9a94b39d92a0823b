#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

void draw_path(Scene& s) {
    const float horizon = s.h * 0.5F;
    sky(s, horizon);
    orb(s, orb_place(s, 0.14F, 0.3F), 0.065F);
    clouds(s, 3, s.h * 0.1F, horizon - 0.12F);
    hills(s, 3, horizon - 0.03F, horizon + 0.04F, 0.04F);
    const auto field = ridge(s.dice, horizon + 0.06F, 0.008F);
    const Colour grass = mix(s.p.near, s.lit(hex(0x9fb46a)), 0.45F);
    s.canvas.fill(below(field, s.w, s.h),
                  Paint::down(field.base, mix(grass, s.p.sky_low, 0.3F), s.h, mix(grass, s.p.near, 0.4F)));
    const Point far{s.w * s.dice.in(0.4F, 0.6F), horizon + 0.065F};
    s.canvas.fill(winding(s.dice, {s.w * s.dice.in(0.35F, 0.65F), s.h + 0.02F}, far, 0.42F, 0.26F),
                  Paint::down(far.y, s.lit(hex(0xf0e0bf)), s.h, s.lit(hex(0xd6b98c))));
    for (int i = 0; i < 9; ++i) {
        const float t = static_cast<float>(i) / 8, y = horizon + 0.07F + (s.h * 0.32F) * t * t,
                    side = i % 2 == 0 ? -1.0F : 1.0F;
        leafy(s, {s.w / 2 + side * (0.16F + 0.5F * t * t + s.dice.in(0, 0.06F)), y}, 0.07F + 0.33F * t * t,
              mix(grass, s.p.near, s.dice.in(0.1F, 0.5F)));
    }
    couple(s, {far.x + s.dice.in(-0.02F, 0.02F), horizon + 0.13F}, 0.05F, mix(s.p.near, black, 0.4F));
}

}  // namespace core::demo
