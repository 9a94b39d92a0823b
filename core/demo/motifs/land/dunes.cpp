#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"

namespace core::demo {

void draw_dunes(Scene& s) {
    const float horizon = s.h * 0.46F;
    sky(s, horizon);
    if (s.dark()) stars(s, 130, horizon);
    orb(s, orb_place(s, 0.14F, 0.32F), s.dice.in(0.055F, 0.09F));
    for (int i = 0; i < 4; ++i) {
        const float t = static_cast<float>(i) / 3;
        const float base = horizon + (s.h * 0.86F - horizon) * t, tall = 0.05F + 0.1F * t;
        const Colour lit = mix(mix(s.haze(t * 0.55F), s.p.orb, 0.16F), s.p.sky_low, 0.18F * (1 - t)),
                     shade = mix(s.haze(0.25F + t * 0.6F), s.p.near, 0.35F);
        const float x = s.w * (s.dice.in(0.12F, 0.4F) + (i % 2 == 0 ? 0.0F : 0.42F));
        const float other = base + tall * s.dice.in(0.1F, 0.3F);
        const auto crest = smooth({{-0.2F, other},
                                   {x - 0.34F, base - tall * 0.15F},
                                   {x, base - tall},
                                   {x + 0.2F, base - tall * 0.55F},
                                   {x + 0.5F, base - tall * 0.05F},
                                   {x + 0.95F, base + tall * 0.1F},
                                   {s.w + 1, base + tall * 0.1F}},
                                  false, 14);
        Path body = crest;
        body.push_back({s.w + 1, s.h});
        body.push_back({-0.2F, s.h});
        s.canvas.fill(body, Paint::down(base - tall, mix(lit, s.p.orb, 0.15F), base + 0.3F, lit));
        Path dark(crest.begin() + 28, crest.end());
        const auto back = smooth({{s.w + 1, s.h},
                                  {x + 0.6F, s.h},
                                  {x + 0.3F, base + tall * 1.5F},
                                  {x + 0.13F, base + tall * 0.6F},
                                  {x + 0.045F, base - tall * 0.25F},
                                  {x, base - tall}},
                                 false, 12);
        dark.insert(dark.end(), back.begin(), back.end());
        s.canvas.fill(dark, Paint::down(base - tall, shade, base + 0.35F, mix(shade, lit, 0.55F)));
    }
    if (s.dice.chance(0.6)) couple(s, {s.w * s.dice.in(0.25F, 0.75F), s.h * 0.93F}, 0.055F, mix(s.p.near, black, 0.4F));
}

}  // namespace core::demo
