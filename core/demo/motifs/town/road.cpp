#include "core/demo/motifs/motifs.hpp"

#include <cstddef>

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

void draw_road(Scene& s) {
    const float horizon = s.h * 0.48F;
    sky(s, horizon);
    if (s.dark()) stars(s, 150, horizon);
    orb(s, orb_place(s, 0.16F, 0.32F), 0.08F);
    clouds(s, 2, s.h * 0.1F, horizon - 0.16F);
    peaks(s, 3, horizon + 0.04F, 0.1F, 0.2F, s.haze(0.15F), 0);
    hills(s, 3, horizon, horizon + 0.09F, 0.03F);
    const auto field = ridge(s.dice, horizon + 0.12F, 0.01F);
    hill(s, field, mix(s.p.near, s.p.far, 0.2F));
    const Point far{s.w * s.dice.in(0.42F, 0.58F), horizon + 0.122F}, near{s.w * s.dice.in(0.4F, 0.6F), s.h + 0.05F};
    auto inner = s.dice;
    const Colour tar = mix(s.p.near, black, 0.35F);
    s.canvas.fill(winding(s.dice, near, far, 0.5F, 0.3F), Paint::down(far.y, mix(tar, s.p.far, 0.4F), s.h, tar));
    const auto middle = winding(inner, near, far, 0.014F, 0.3F);
    const std::size_t n = middle.size() / 2;
    for (std::size_t i = 0; i + 1 < n; i += 2) {
        const std::size_t j = middle.size() - 1 - i;
        s.canvas.fill({middle[i], middle[i + 1], middle[j - 1], middle[j]}, Paint(s.p.lamp, 0.75F));
    }
    for (int i = 0; i < 14; ++i) {
        const float t = static_cast<float>(i) / 13, side = i % 2 == 0 ? -1.0F : 1.0F,
                    y = horizon + 0.13F + (s.h * 0.36F) * t * t;
        s.canvas.fill(
            conifer(s.dice, {s.w / 2 + side * (0.3F + 0.42F * t + s.dice.in(0, 0.12F)), y}, 0.07F + 0.26F * t * t),
            mix(s.haze(0.7F + 0.3F * t), black, 0.12F * t));
    }
    const std::size_t spot = 17, back = middle.size() - 1 - spot;
    const Point car{(middle[spot].x + middle[back].x) / 2 + 0.028F, middle[spot].y};
    const float size = 0.062F;
    const Colour paint = s.lit(s.any_bright());
    s.canvas.fill(ellipse({car.x, car.y + size * 0.02F}, size * 0.62F, size * 0.1F), Paint(black, 0.35F));
    s.canvas.fill(
        {rounded(car.x - size * 0.36F, car.y - size * 0.82F, car.x + size * 0.36F, car.y - size * 0.3F, size * 0.16F),
         rounded(car.x - size * 0.5F, car.y - size * 0.5F, car.x + size * 0.5F, car.y - size * 0.06F, size * 0.12F)},
        paint);
    s.canvas.fill(
        rounded(car.x - size * 0.28F, car.y - size * 0.74F, car.x + size * 0.28F, car.y - size * 0.5F, size * 0.08F),
        mix(s.p.sky_low, s.p.near, 0.25F));
    s.canvas.fill(
        {rounded(car.x - size * 0.42F, car.y - size * 0.1F, car.x - size * 0.24F, car.y + size * 0.04F, size * 0.03F),
         rounded(car.x + size * 0.24F, car.y - size * 0.1F, car.x + size * 0.42F, car.y + size * 0.04F, size * 0.03F)},
        black);
    for (const float side : {-1.0F, 1.0F}) {
        const Point tail{car.x + side * size * 0.38F, car.y - size * 0.3F};
        s.canvas.glow(tail, size * 0.5F, hex(0xff6a4a), 0.6F);
        s.canvas.fill(disc(tail, size * 0.07F), hex(0xffb59a));
    }
    s.canvas.fill(
        {rounded(car.x - size * 0.3F, car.y - size * 0.98F, car.x + size * 0.3F, car.y - size * 0.84F, size * 0.04F)},
        s.lit(hex(0x8a6242)));
}

}  // namespace core::demo
