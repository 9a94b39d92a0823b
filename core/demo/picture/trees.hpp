#pragma once

#include "core/demo/picture/scene.hpp"
#include "core/demo/picture/shapes.hpp"

namespace core::demo {

Path conifer(Dice& dice, Point foot, float height);
void conifers(Scene& s, const Ridge& ground, int count, float height, Colour colour, float from = 0, float to = 1);
void leafy(Scene& s, Point foot, float height, Colour crown);

}  // namespace core::demo
