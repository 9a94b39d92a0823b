#pragma once

#include "core/demo/picture/scene.hpp"

namespace core::demo {

Colour wall(const Scene& s);
Colour board(const Scene& s);
void room(Scene& s);
// What lies outside a window: everything within the rectangle.
void view(Scene& s, float left, float top, float right, float bottom);
void window(Scene& s, float left, float top, float right, float bottom);
void table(Scene& s, float top);
void plant(Scene& s, Point foot, float size, Colour pot);
void flame(Scene& s, Point foot, float size, Colour colour);

}  // namespace core::demo
