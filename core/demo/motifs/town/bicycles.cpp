#include "core/demo/motifs/motifs.hpp"

#include <cmath>
#include <vector>

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/room.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"

namespace core::demo {

namespace {

void bicycle(Scene& s, Point hub, float size, Colour frame, float facing) {
    const float r = size * 0.34F, reach = size * 0.98F * facing;
    const Point rear = hub, front{hub.x + reach, hub.y}, crank{hub.x + reach * 0.42F, hub.y + size * 0.02F},
                saddle{hub.x + reach * 0.3F, hub.y - size * 0.54F}, head{hub.x + reach * 0.8F, hub.y - size * 0.52F};
    const Colour dark = mix(s.p.near, black, 0.5F);
    for (const auto& wheel : {rear, front}) {
        s.canvas.fill(ellipse({wheel.x, hub.y + r + size * 0.03F}, r * 0.8F, size * 0.03F), Paint(black, 0.16F));
        s.canvas.fill(stroke(disc(wheel, r), size * 0.042F, true), dark);
        std::vector<Path> spokes;
        for (int i = 0; i < 10; ++i) {
            const float a = pi * static_cast<float>(i) / 10;
            spokes.push_back(thick({wheel.x - std::cos(a) * r, wheel.y - std::sin(a) * r},
                                   {wheel.x + std::cos(a) * r, wheel.y + std::sin(a) * r}, size * 0.006F,
                                   size * 0.006F));
        }
        s.canvas.fill(spokes, Paint(dark, 0.55F));
        s.canvas.fill(disc(wheel, size * 0.03F), dark);
    }
    const float tube = size * 0.045F;
    s.canvas.fill(
        {thick(rear, crank, tube, tube), thick(rear, {saddle.x, saddle.y + size * 0.1F}, tube * 0.8F, tube * 0.8F),
         thick(saddle, crank, tube, tube), thick(crank, {head.x, head.y + size * 0.1F}, tube, tube),
         thick({saddle.x, saddle.y + size * 0.1F}, {head.x, head.y + size * 0.06F}, tube, tube),
         thick({head.x - size * 0.02F * facing, head.y - size * 0.04F}, front, tube, tube)},
        frame);
    s.canvas.fill({thick({saddle.x - size * 0.1F * facing, saddle.y - size * 0.02F},
                         {saddle.x + size * 0.1F * facing, saddle.y}, size * 0.07F, size * 0.04F),
                   thick({saddle.x, saddle.y}, {saddle.x + size * 0.02F * facing, saddle.y + size * 0.1F}, tube * 0.7F,
                         tube * 0.7F),
                   thick({head.x - size * 0.03F * facing, head.y - size * 0.06F},
                         {head.x - size * 0.15F * facing, head.y - size * 0.1F}, tube, tube),
                   thick({crank.x - size * 0.07F, crank.y - size * 0.09F},
                         {crank.x + size * 0.07F, crank.y + size * 0.09F}, tube * 0.5F, tube * 0.5F)},
                  dark);
    s.canvas.fill({{head.x + size * 0.02F * facing, head.y + size * 0.0F},
                   {head.x + size * 0.26F * facing, head.y},
                   {head.x + size * 0.22F * facing, head.y + size * 0.18F},
                   {head.x + size * 0.07F * facing, head.y + size * 0.18F}},
                  s.lit(hex(0xb58a5a)));
    std::vector<Path> blossoms;
    for (int i = 0; i < 6; ++i)
        blossoms.push_back(disc({head.x + facing * size * (0.05F + 0.036F * static_cast<float>(i)),
                                 head.y - size * s.dice.in(0.01F, 0.06F)},
                                size * 0.035F));
    s.canvas.fill(blossoms, s.lit(s.any_bright()));
}

}  // namespace

void draw_bicycles(Scene& s) {
    const float horizon = s.h * 0.62F;
    sky(s, horizon);
    orb(s, {s.w * s.dice.in(0.3F, 0.7F), s.h * s.dice.in(0.26F, 0.42F)}, s.dice.in(0.1F, 0.15F));
    clouds(s, 2, s.h * 0.08F, s.h * 0.3F);
    hills(s, 3, horizon - 0.03F, horizon + 0.07F, 0.035F);
    const float ground = s.h * 0.8F;
    const Colour grass = mix(s.p.near, s.lit(hex(0xa8a765)), 0.32F);
    s.canvas.fill(rectangle(0, ground - 0.02F, s.w, s.h),
                  Paint::down(ground - 0.02F, mix(grass, s.p.sky_low, 0.16F), s.h, mix(grass, s.p.near, 0.5F)));
    s.canvas.fill(rectangle(0, ground + 0.035F, s.w, ground + 0.12F),
                  Paint::down(ground, s.lit(hex(0xe8d3ab)), ground + 0.12F, s.lit(hex(0xd2b384))));
    const float size = 0.36F, foot = ground + 0.07F - size * 0.36F;
    std::vector<Path> fence;
    for (float x = -0.1F; x < s.w + 0.1F; x += 0.17F)
        fence.push_back(rounded(x, ground - 0.17F, x + 0.018F, ground + 0.02F, 0.006F));
    fence.push_back(rectangle(0, ground - 0.145F, s.w, ground - 0.128F));
    fence.push_back(rectangle(0, ground - 0.075F, s.w, ground - 0.058F));
    s.canvas.fill(fence, mix(board(s), s.p.near, 0.4F));
    const float mid = s.w / 2;
    bicycle(s, {mid - 0.08F, foot - 0.012F}, size, s.lit(s.any_bright()), 1);
    bicycle(s, {mid - 0.02F - 0.3F, foot + 0.012F}, size, s.lit(s.any_bright()), 1);
}

}  // namespace core::demo
