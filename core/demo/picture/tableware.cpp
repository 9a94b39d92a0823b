#include "core/demo/picture/tableware.hpp"

#include <cmath>

#include "core/demo/picture/shapes.hpp"

namespace core::demo {

namespace {

void steam(Scene& s, Point from, float height) {
    for (int k = 0; k < 2; ++k) {
        const float x = from.x + (static_cast<float>(k) - 0.5F) * height * 0.22F,
                    bend = height * s.dice.in(0.06F, 0.12F);
        const auto line = smooth({{x, from.y},
                                  {x + bend, from.y - height * 0.3F},
                                  {x - bend, from.y - height * 0.65F},
                                  {x + bend * 0.6F, from.y - height}},
                                 false, 8);
        s.canvas.fill(stroke(line, height * 0.055F), Paint::fading(white, from, 0.55F, {from.x, from.y - height}, 0));
    }
}

}  // namespace

void cup(Scene& s, Point foot, float size, Colour colour, bool steaming) {
    const Colour shade = mix(colour, black, 0.18F);
    const float top = foot.y - size, half = size * 0.52F, side = s.dice.chance(0.5) ? 1.0F : -1.0F;
    s.canvas.fill(ellipse({foot.x, foot.y}, size * 0.85F, size * 0.12F), Paint(black, 0.16F));
    s.canvas.fill(stroke(smooth({{foot.x + side * half * 0.9F, top + size * 0.22F},
                                 {foot.x + side * half * 1.5F, top + size * 0.25F},
                                 {foot.x + side * half * 1.45F, top + size * 0.6F},
                                 {foot.x + side * half * 0.8F, top + size * 0.68F}},
                                false, 6),
                         size * 0.1F),
                  shade);
    s.canvas.fill(smooth({{foot.x - half, top},
                          {foot.x - half * 0.96F, top + size * 0.5F},
                          {foot.x - half * 0.66F, foot.y - size * 0.04F},
                          {foot.x, foot.y + size * 0.03F},
                          {foot.x + half * 0.66F, foot.y - size * 0.04F},
                          {foot.x + half * 0.96F, top + size * 0.5F},
                          {foot.x + half, top}},
                         false, 8),
                  Paint::across(foot.x - half, mix(colour, white, 0.16F), foot.x + half, shade));
    s.canvas.fill(ellipse({foot.x, top}, half, size * 0.13F), mix(colour, white, 0.3F));
    s.canvas.fill(ellipse({foot.x, top + size * 0.01F}, half * 0.86F, size * 0.095F), hex(0x5b3826));
    if (steaming) steam(s, {foot.x, top - size * 0.06F}, size * 1.3F);
}

void plate(Scene& s, Point c, float r) {
    s.canvas.fill(disc({c.x + r * 0.05F, c.y + r * 0.08F}, r * 1.02F), Paint(black, 0.12F));
    s.canvas.fill(disc(c, r), Paint::between({c.x - r, c.y - r}, white, {c.x + r, c.y + r}, hex(0xe6dfd4)));
    s.canvas.fill(disc(c, r * 0.7F), Paint::between({c.x - r, c.y - r}, hex(0xf0e9de), {c.x + r, c.y + r}, white));
}

void cup_from_above(Scene& s, Point c, float r, Colour colour, Colour drink) {
    plate(s, c, r * 1.6F);
    s.canvas.fill(thick(c, {c.x + r * 1.2F, c.y - r * 0.7F}, r * 0.35F, r * 0.3F), mix(colour, black, 0.1F));
    s.canvas.fill(disc(c, r), colour);
    s.canvas.fill(disc(c, r * 0.84F), Paint::between({c.x - r, c.y - r}, mix(drink, black, 0.2F), {c.x + r, c.y + r},
                                                     mix(drink, white, 0.12F)));
    s.canvas.fill(smooth({{c.x, c.y + r * 0.42F},
                          {c.x - r * 0.42F, c.y - r * 0.02F},
                          {c.x - r * 0.24F, c.y - r * 0.32F},
                          {c.x, c.y - r * 0.12F},
                          {c.x + r * 0.24F, c.y - r * 0.32F},
                          {c.x + r * 0.42F, c.y - r * 0.02F}},
                         true, 6),
                  Paint(cream, 0.75F));
}

void bun(Scene& s, Point c, float r, float turn) {
    const Colour crust = hex(0xc98a47);
    const auto at = [&](float x, float y) {
        return Point{c.x + (x * std::cos(turn) - y * std::sin(turn)) * r,
                     c.y + (x * std::sin(turn) + y * std::cos(turn)) * r};
    };
    const auto shape = smooth({at(-1, 0.55F), at(-0.75F, -0.15F), at(0, -0.55F), at(0.75F, -0.15F), at(1, 0.55F),
                               at(0.5F, 0.28F), at(0, 0.2F), at(-0.5F, 0.28F)},
                              true, 7);
    s.canvas.fill(shape, Paint::between(at(0, -0.6F), mix(crust, honey, 0.45F), at(0, 0.5F), mix(crust, black, 0.22F)));
    for (const float x : {-0.5F, -0.17F, 0.17F, 0.5F})
        s.canvas.fill(stroke({at(x, -0.42F + 0.5F * x * x), at(x * 0.8F, 0.22F)}, r * 0.05F),
                      Paint(mix(crust, black, 0.4F), 0.4F));
}

void cloth(Scene& s, Colour ground, Colour stripe, float left, float top, float right, float bottom, float cell) {
    s.canvas.fill(rectangle(left, top, right, bottom), ground);
    s.canvas.clip(left, top, right, bottom);
    for (float x = left; x < right; x += cell * 2)
        s.canvas.fill(rectangle(x, top, x + cell, bottom), Paint(stripe, 0.42F));
    for (float y = top; y < bottom; y += cell * 2)
        s.canvas.fill(rectangle(left, y, right, y + cell), Paint(stripe, 0.42F));
    s.canvas.no_clip();
}

}  // namespace core::demo
