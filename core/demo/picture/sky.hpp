#pragma once

#include "core/demo/picture/scene.hpp"

namespace core::demo {

void sky(Scene& s, float horizon);
// Sun or moon.
void orb(Scene& s, Point c, float r);
Point orb_place(Scene& s, float top, float bottom);
void stars(Scene& s, int count, float bottom);
void clouds(Scene& s, int count, float top, float bottom);
void birds(Scene& s, int count, Point around, float size);
// Low fog that thickens downwards.
void mist(Scene& s, float top, float bottom, float alpha);

}  // namespace core::demo
