#include "core/demo/picture/room.hpp"

#include <cmath>

#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"

namespace core::demo {

Colour wall(const Scene& s) {
    if (s.dark()) return mix(mix(s.p.far, hex(0x8a5f52), 0.38F), black, 0.22F);
    if (s.p.light == Light::dusk) return mix(mix(s.p.sky_low, s.p.far, 0.45F), hex(0xb98268), 0.35F);
    return mix(s.p.sky_low, cream, 0.55F);
}

Colour board(const Scene& s) { return mix(wood, s.p.near, s.low_light() ? 0.45F : 0.12F); }

void room(Scene& s) {
    const Colour c = wall(s);
    s.canvas.fill(rectangle(0, 0, s.w, s.h),
                  Paint::down(0, mix(c, s.p.orb, s.dark() ? 0.0F : 0.12F), s.h, mix(c, s.p.near, 0.14F)));
}

void view(Scene& s, float left, float top, float right, float bottom) {
    s.canvas.clip(left, top, right, bottom);
    const float tall = bottom - top;
    s.canvas.fill(rectangle(left, top, right, bottom), Paint::down(top, s.p.sky_top, top + tall * 0.75F, s.p.sky_low));
    if (s.dark())
        for (int i = 0; i < 16; ++i)
            s.canvas.fill(disc({s.dice.in(left, right), s.dice.in(top, top + tall * 0.6F)}, 0.0016F),
                          Paint(white, 0.8F));
    orb(s, {left + (right - left) * s.dice.in(0.25F, 0.75F), top + tall * s.dice.in(0.22F, 0.4F)}, tall * 0.075F);
    for (int i = 0; i < 3; ++i) {
        const auto r = ridge(s.dice, top + tall * (0.62F + 0.13F * static_cast<float>(i)), tall * 0.05F);
        s.canvas.fill(below(r, s.w, bottom + 0.1F), s.haze(0.15F + 0.35F * static_cast<float>(i)));
    }
    s.canvas.no_clip();
}

void window(Scene& s, float left, float top, float right, float bottom) {
    const Colour frame = s.lit(white, 0.03F), shade = mix(frame, black, 0.14F);
    const float bar = 0.016F, edge = 0.026F;
    view(s, left, top, right, bottom);
    s.canvas.fill(
        {rectangle(left - edge, top - edge, right + edge, top), rectangle(left - edge, top - edge, left, bottom + edge),
         rectangle(right, top - edge, right + edge, bottom + edge),
         rectangle(left - edge, bottom, right + edge, bottom + edge),
         rectangle((left + right - bar) / 2, top, (left + right + bar) / 2, bottom),
         rectangle(left, top + (bottom - top) * 0.4F - bar / 2, right, top + (bottom - top) * 0.4F + bar / 2)},
        frame);
    s.canvas.fill(rounded(left - edge * 2, bottom + edge, right + edge * 2, bottom + edge * 2, 0.006F), shade);
}

void table(Scene& s, float top) {
    const Colour c = board(s);
    s.canvas.fill(rectangle(0, top, s.w, s.h), Paint::down(top, mix(c, s.p.orb, 0.22F), s.h, mix(c, black, 0.16F)));
    s.canvas.fill(rectangle(0, top, s.w, top + 0.006F), Paint(s.p.orb, 0.35F));
    for (int i = 0; i < 5; ++i) {
        const float y = top + (s.h - top) * (0.12F + 0.2F * static_cast<float>(i));
        s.canvas.fill(ellipse({s.w * s.dice.in(0.2F, 0.8F), y}, s.dice.in(0.2F, 0.5F), 0.0016F),
                      Paint(mix(c, black, 0.4F), 0.3F));
    }
}

void plant(Scene& s, Point foot, float size, Colour pot) {
    const Colour leaf = s.lit(hex(0x6c9569));
    for (int i = 0; i < 7; ++i) {
        const float a = -pi / 2 + (static_cast<float>(i) - 3) * 0.36F + s.dice.in(-0.08F, 0.08F),
                    length = size * s.dice.in(0.75F, 1.1F);
        const Point base{foot.x, foot.y - size * 0.42F},
            tip{base.x + std::cos(a) * length, base.y + std::sin(a) * length};
        const Point side{std::cos(a + pi / 2) * size * 0.11F, std::sin(a + pi / 2) * size * 0.11F},
            mid{(base.x + tip.x) / 2, (base.y + tip.y) / 2};
        s.canvas.fill(smooth({base, {mid.x + side.x, mid.y + side.y}, tip, {mid.x - side.x, mid.y - side.y}}, true, 6),
                      mix(leaf, i % 2 == 0 ? s.p.near : s.p.orb, 0.16F));
    }
    s.canvas.fill(
        {{foot.x - size * 0.28F, foot.y - size * 0.46F},
         {foot.x + size * 0.28F, foot.y - size * 0.46F},
         {foot.x + size * 0.21F, foot.y},
         {foot.x - size * 0.21F, foot.y}},
        Paint::across(foot.x - size * 0.28F, mix(pot, white, 0.12F), foot.x + size * 0.28F, mix(pot, black, 0.16F)));
    s.canvas.fill(rounded(foot.x - size * 0.31F, foot.y - size * 0.52F, foot.x + size * 0.31F, foot.y - size * 0.42F,
                          size * 0.03F),
                  mix(pot, white, 0.1F));
}

void flame(Scene& s, Point foot, float size, Colour colour) {
    const float lean = s.dice.in(-0.12F, 0.12F) * size;
    s.canvas.fill(smooth({{foot.x, foot.y},
                          {foot.x - size * 0.3F, foot.y - size * 0.24F},
                          {foot.x - size * 0.16F + lean * 0.3F, foot.y - size * 0.6F},
                          {foot.x + lean, foot.y - size},
                          {foot.x + size * 0.14F + lean * 0.2F, foot.y - size * 0.55F},
                          {foot.x + size * 0.3F, foot.y - size * 0.26F}},
                         true, 8),
                  colour);
}

}  // namespace core::demo
