#pragma once

#include "core/demo/picture/scene.hpp"
#include "core/demo/picture/shapes.hpp"

namespace core::demo {

void hill(Scene& s, const Ridge& r, Colour colour, float glow = 0.14F);
void hills(Scene& s, int layers, float from, float to, float height);
void peak(Scene& s, Point top, float foot, float half, Colour colour, float snow);
void peaks(Scene& s, int count, float foot, float low, float high, Colour colour, float snow);
// A band that narrows towards the horizon, along a winding middle line.
Path winding(Dice& dice, Point near, Point far, float width, float swing);
void water(Scene& s, float top, float light_x, float strength = 1);
// Two people seen from afar, side by side.
void couple(Scene& s, Point foot, float height, Colour colour);

}  // namespace core::demo
