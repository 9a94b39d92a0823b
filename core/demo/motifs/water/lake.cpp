#include "core/demo/motifs/motifs.hpp"

#include <vector>

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

void draw_lake(Scene& s) {
    const float shore = s.h * 0.58F;
    sky(s, shore);
    if (s.dark()) stars(s, 120, shore);
    const Point sun = orb_place(s, 0.12F, 0.24F);
    orb(s, sun, 0.055F);
    struct Peak {
        float x, tall, half;
        Colour colour;
    };
    std::vector<Peak> list;
    for (int i = 0; i < 6; ++i) {
        const float tall = i < 3 ? s.dice.in(0.24F, 0.38F) : s.dice.in(0.12F, 0.22F);
        list.push_back({s.w * ((static_cast<float>(i % 3) + 0.5F) / 3 + s.dice.in(-0.12F, 0.12F)), tall,
                        tall * s.dice.in(0.95F, 1.3F), s.haze(i < 3 ? 0.2F : 0.5F)});
    }
    for (const auto& m : list) peak(s, {m.x, shore - m.tall}, shore, m.half, m.colour, m.tall > 0.24F ? 0.24F : 0.0F);
    mist(s, shore - 0.1F, shore, 0.55F);
    const auto bank = ridge(s.dice, shore + 0.002F, 0.004F);
    conifers(s, bank, 34, 0.06F, s.haze(0.75F));
    s.canvas.fill(rectangle(0, shore, s.w, s.h),
                  Paint::down(shore, mix(s.p.sky_low, s.p.far, 0.15F), s.h, mix(s.p.sky_top, s.p.near, 0.35F)));
    for (const auto& m : list)
        s.canvas.fill({{m.x - m.half, shore}, {m.x, shore + m.tall * 0.85F}, {m.x + m.half, shore}},
                      Paint::fading(mix(m.colour, s.p.near, 0.15F), {0, shore}, 0.55F, {0, shore + m.tall}, 0.12F));
    s.canvas.fill(rectangle(0, shore - 0.002F, s.w, shore + 0.012F), Paint(s.haze(0.75F), 0.6F));
    for (int i = 0; i < 26; ++i) {
        const float t = s.dice.in(0, 1), y = shore + 0.02F + (s.h - shore) * t * 0.9F;
        s.canvas.fill(ellipse({s.dice.in(0, s.w), y}, 0.03F + 0.09F * t, 0.0012F + 0.002F * t),
                      Paint(mix(s.p.sky_low, s.p.orb, 0.4F), 0.32F));
    }
    const Point boat{s.w * s.dice.in(0.35F, 0.65F), s.h * 0.79F};
    const Colour hull = mix(s.p.near, black, 0.25F);
    s.canvas.fill(ellipse({boat.x, boat.y + 0.025F}, 0.12F, 0.012F), Paint(hull, 0.3F));
    s.canvas.fill(smooth({{boat.x - 0.12F, boat.y - 0.016F},
                          {boat.x, boat.y - 0.004F},
                          {boat.x + 0.12F, boat.y - 0.016F},
                          {boat.x + 0.075F, boat.y + 0.024F},
                          {boat.x - 0.075F, boat.y + 0.024F}},
                         true, 6),
                  Paint::down(boat.y - 0.02F, mix(hull, ember, 0.35F), boat.y + 0.03F, hull));
    for (const float side : {-1.0F, 1.0F}) {
        const float x = boat.x + side * 0.042F;
        s.canvas.fill({disc({x, boat.y - 0.062F}, 0.012F),
                       thick({x, boat.y - 0.036F}, {x + side * 0.004F, boat.y - 0.004F}, 0.026F, 0.03F),
                       thick({x, boat.y - 0.03F}, {x - side * 0.026F, boat.y - 0.014F}, 0.009F, 0.008F)},
                      hull);
    }
    s.canvas.fill(thick({boat.x - 0.045F, boat.y - 0.016F}, {boat.x - 0.14F, boat.y + 0.03F}, 0.004F, 0.007F), hull);
    s.canvas.fill(thick({boat.x + 0.045F, boat.y - 0.016F}, {boat.x + 0.14F, boat.y + 0.03F}, 0.004F, 0.007F), hull);
}

}  // namespace core::demo
