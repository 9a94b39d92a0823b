#include "core/demo/motifs/motifs.hpp"

#include <array>

#include "core/demo/picture/room.hpp"
#include "core/demo/picture/shapes.hpp"

namespace core::demo {

void draw_cat(Scene& s) {
    room(s);
    const float sill = s.h * 0.8F, left = s.w * 0.5F - 0.38F, right = s.w * 0.5F + 0.38F;
    window(s, left, s.h * 0.1F, right, sill - 0.026F);
    const Colour curtain = mix(s.lit(s.any_bright()), wall(s), 0.35F);
    for (const float side : {-1.0F, 1.0F}) {
        const float edge = s.w / 2 + side * 0.4F, outer = s.w / 2 + side * 0.62F, inner = s.w / 2 + side * 0.29F;
        s.canvas.fill(smooth({{inner, 0},
                              {inner + side * 0.02F, s.h * 0.3F},
                              {edge, s.h * 0.55F},
                              {edge + side * 0.02F, s.h},
                              {outer, s.h},
                              {outer, 0}},
                             false, 8),
                      Paint::across(inner, mix(curtain, white, 0.12F), outer, mix(curtain, black, 0.2F)));
    }
    s.canvas.fill(rounded(s.w / 2 - 0.5F, sill, s.w / 2 + 0.5F, sill + 0.035F, 0.008F),
                  Paint::down(sill, s.lit(white), sill + 0.035F, s.lit(white, 0.2F)));
    const std::array<Colour, 4> coats = {hex(0x2d2a33), hex(0xc07a43), hex(0x77716e), hex(0xe9dcc6)};
    const Colour fur = s.lit(coats[s.dice.below(4)]), dark = mix(fur, black, 0.25F);
    const float x = s.w * s.dice.in(0.42F, 0.56F), y = sill, k = 0.3F;
    s.canvas.fill(stroke(smooth({{x + k * 0.3F, y - k * 0.05F},
                                 {x + k * 0.6F, y - k * 0.02F},
                                 {x + k * 0.78F, y + k * 0.14F},
                                 {x + k * 0.72F, y + k * 0.36F},
                                 {x + k * 0.82F, y + k * 0.48F}},
                                false, 8),
                         k * 0.1F),
                  dark);
    s.canvas.fill(smooth({{x - k * 0.32F, y},
                          {x - k * 0.37F, y - k * 0.25F},
                          {x - k * 0.24F, y - k * 0.62F},
                          {x - k * 0.14F, y - k * 0.85F},
                          {x + k * 0.14F, y - k * 0.85F},
                          {x + k * 0.24F, y - k * 0.62F},
                          {x + k * 0.37F, y - k * 0.25F},
                          {x + k * 0.32F, y}},
                         false, 8),
                  Paint::across(x - k * 0.4F, mix(fur, s.p.orb, 0.16F), x + k * 0.4F, dark));
    const Point head{x, y - k * 0.98F};
    s.canvas.fill({ellipse(head, k * 0.235F, k * 0.2F),
                   smooth({{head.x - k * 0.225F, head.y - k * 0.02F},
                           {head.x - k * 0.2F, head.y - k * 0.34F},
                           {head.x - k * 0.03F, head.y - k * 0.16F}},
                          false, 3),
                   smooth({{head.x + k * 0.225F, head.y - k * 0.02F},
                           {head.x + k * 0.2F, head.y - k * 0.34F},
                           {head.x + k * 0.03F, head.y - k * 0.16F}},
                          false, 3)},
                  Paint::across(x - k * 0.25F, mix(fur, s.p.orb, 0.16F), x + k * 0.25F, dark));
    for (int i = 0; i < 3; ++i)
        s.canvas.fill(thick({x - k * 0.06F, y - k * (0.34F + 0.13F * static_cast<float>(i))},
                            {x + k * 0.06F, y - k * (0.34F + 0.13F * static_cast<float>(i))}, k * 0.03F, k * 0.03F),
                      Paint(dark, 0.4F));
    plant(s, {s.w / 2 + (x > s.w / 2 ? -0.3F : 0.32F), sill}, 0.13F, s.lit(s.any_bright()));
    s.canvas.fill(rectangle(0, sill + 0.035F, s.w, sill + 0.08F),
                  Paint::fading(black, {0, sill + 0.035F}, 0.2F, {0, sill + 0.08F}, 0));
}

}  // namespace core::demo
