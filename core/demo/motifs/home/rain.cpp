#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/room.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/tableware.hpp"

namespace core::demo {

void draw_rain(Scene& s) {
    sky(s, s.h * 0.8F);
    hills(s, 2, s.h * 0.56F, s.h * 0.66F, 0.03F);
    for (int i = 0; i < 24; ++i) {
        const Point c{s.dice.in(0, s.w), s.h * s.dice.in(0.46F, 0.74F)};
        const float r = s.dice.in(0.02F, 0.055F);
        const Colour colour = mix(s.p.lamp, s.any_bright(), s.dice.in(0, 0.5F));
        s.canvas.fill(disc(c, r), Paint(colour, s.dice.in(0.14F, 0.34F)));
        s.canvas.glow(c, r * 2.4F, colour, 0.2F);
    }
    mist(s, s.h * 0.4F, s.h * 0.85F, 0.35F);
    for (int i = 0; i < 190; ++i) {
        const float big = s.dice.in(0, 1), r = 0.0018F + 0.0072F * big * big * big;
        const Point c{s.dice.in(0, s.w), s.dice.in(0, s.h * 0.82F)};
        if (big > 0.86F) {
            const float run = s.dice.in(0.06F, 0.2F);
            s.canvas.fill(thick({c.x + s.dice.in(-0.004F, 0.004F), c.y - run}, c, r * 0.3F, r * 1.2F),
                          Paint::fading(white, {0, c.y - run}, 0, {0, c.y}, 0.4F));
        }
        s.canvas.fill(ellipse(c, r, r * 1.2F),
                      Paint::down(c.y - r, mix(s.p.near, s.p.sky_top, 0.45F), c.y + r, mix(white, s.p.sky_low, 0.3F)));
        if (r > 0.004F) s.canvas.fill(disc({c.x - r * 0.3F, c.y - r * 0.4F}, r * 0.24F), Paint(white, 0.85F));
    }
    const Colour frame = mix(s.lit(white), s.p.near, 0.12F), shade = mix(frame, black, 0.18F);
    const float sill = s.h * 0.82F;
    s.canvas.fill({rectangle(s.w / 2 - 0.016F, 0, s.w / 2 + 0.016F, sill), rectangle(0, 0, 0.045F, sill),
                   rectangle(s.w - 0.045F, 0, s.w, sill), rectangle(0, 0, s.w, 0.04F),
                   rectangle(0, s.h * 0.3F, s.w, s.h * 0.3F + 0.022F)},
                  frame);
    s.canvas.fill(rectangle(s.w / 2 + 0.009F, 0.04F, s.w / 2 + 0.016F, sill), shade);
    s.canvas.fill(rectangle(0, sill, s.w, s.h), Paint::down(sill, frame, s.h, mix(frame, s.p.near, 0.3F)));
    s.canvas.fill(rectangle(0, sill, s.w, sill + 0.007F), mix(frame, white, 0.5F));
    plant(s, {s.w * 0.2F, s.h * 0.91F}, 0.17F, s.lit(s.any_bright()));
    cup(s, {s.w * s.dice.in(0.58F, 0.64F), s.h * 0.93F}, 0.13F, s.lit(s.any_bright()));
    s.canvas.fill(rounded(s.w * 0.76F, s.h * 0.9F, s.w * 0.76F + 0.22F, s.h * 0.928F, 0.004F), s.lit(s.any_bright()));
    s.canvas.fill(rounded(s.w * 0.76F + 0.01F, s.h * 0.874F, s.w * 0.76F + 0.2F, s.h * 0.899F, 0.004F),
                  s.lit(s.any_bright()));
}

}  // namespace core::demo
