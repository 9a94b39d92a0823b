#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/landscape.hpp"
#include "core/demo/picture/shapes.hpp"
#include "core/demo/picture/sky.hpp"
#include "core/demo/picture/trees.hpp"

namespace core::demo {

void draw_mountains(Scene& s) {
    const float foot = s.h * 0.76F;
    sky(s, foot);
    if (s.dark()) stars(s, 90, foot * 0.8F);
    orb(s, orb_place(s, 0.12F, 0.24F), s.dice.in(0.045F, 0.07F));
    clouds(s, 2, s.h * 0.2F, s.h * 0.36F);
    peaks(s, 4, foot, 0.26F, 0.4F, s.haze(0.05F), 0.2F);
    mist(s, foot - 0.2F, foot, 0.5F);
    peaks(s, 3, foot + 0.03F, 0.22F, 0.44F, s.haze(0.35F), 0.3F);
    mist(s, foot - 0.16F, foot + 0.03F, 0.65F);
    hill(s, ridge(s.dice, foot, 0.03F), s.haze(0.6F));
    const auto front = ridge(s.dice, s.h * 0.87F, 0.03F);
    conifers(s, front, 26, 0.12F, s.haze(0.85F));
    hill(s, front, s.p.near, 0.06F);
}

}  // namespace core::demo
