#pragma once

#include "core/demo/picture/scene.hpp"

namespace core::demo {

void cup(Scene& s, Point foot, float size, Colour colour, bool steaming = true);
// The rest are seen from above.
void plate(Scene& s, Point c, float r);
void cup_from_above(Scene& s, Point c, float r, Colour colour, Colour drink);
void bun(Scene& s, Point c, float r, float turn);
void cloth(Scene& s, Colour ground, Colour stripe, float left, float top, float right, float bottom, float cell);

}  // namespace core::demo
