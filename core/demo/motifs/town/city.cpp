#include "core/demo/motifs/motifs.hpp"

#include <utility>
#include <vector>

#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"

namespace core::demo {

void draw_city(Scene& s) {
    sky(s, s.h * 0.8F);
    if (s.dark()) stars(s, 60, s.h * 0.4F);
    orb(s, orb_place(s, 0.12F, 0.3F), 0.055F);
    clouds(s, 2, s.h * 0.12F, s.h * 0.3F);
    for (int layer = 0; layer < 3; ++layer) {
        const float t = static_cast<float>(layer) / 2;
        const Colour colour = mix(s.haze(0.25F + 0.72F * t), s.p.near, 0.25F * t);
        float x = -0.05F;
        while (x < s.w + 0.05F) {
            const float wide = s.dice.in(0.08F, 0.15F) * (1 + 0.5F * t),
                        tall = s.dice.in(0.16F, 0.42F) * (1.1F - 0.25F * t);
            const float top = s.h * (0.72F + 0.2F * t) - tall, right = x + wide;
            s.canvas.fill(rectangle(x, top, right, s.h),
                          Paint::down(top, mix(colour, s.p.sky_low, 0.14F), s.h, colour));
            const int kind = s.dice.between(0, 4);
            if (kind == 0)
                s.canvas.fill({{x, top}, {x + wide / 2, top - wide * 0.4F}, {right, top}}, mix(colour, s.p.near, 0.3F));
            if (kind == 1) s.canvas.fill(rectangle(x + wide * 0.48F, top - 0.07F, x + wide * 0.52F, top), colour);
            if (kind == 2) s.canvas.fill(rectangle(x + wide * 0.2F, top - 0.025F, x + wide * 0.55F, top), colour);
            const float cell = 0.021F + 0.009F * t, lit_share = 0.25F + 0.25F * t;
            const int columns = static_cast<int>((wide - cell * 0.4F) / cell);
            const float inset = (wide - static_cast<float>(columns) * cell) / 2;
            std::vector<Path> dim, glowing;
            for (int i = 0; i < columns; ++i)
                for (float y = top + cell; y < s.h; y += cell * 1.45F) {
                    const float wx = x + inset + static_cast<float>(i) * cell;
                    auto pane = rectangle(wx + cell * 0.24F, y, wx + cell * 0.76F, y + cell * 0.78F);
                    (s.dice.chance(lit_share) ? glowing : dim).push_back(std::move(pane));
                }
            s.canvas.fill(dim, Paint(mix(colour, s.p.sky_top, 0.35F), 0.5F));
            s.canvas.fill(glowing, mix(s.p.lamp, ember, s.dice.in(0, 0.18F)));
            x = right + (s.dice.chance(0.3) ? s.dice.in(0.005F, 0.02F) : 0.0F);
        }
        if (layer < 2) mist(s, s.h * 0.5F, s.h * (0.86F + 0.08F * t), 0.3F);
    }
}

}  // namespace core::demo
