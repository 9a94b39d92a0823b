#pragma once

#include <array>
#include <vector>

#include "core/demo/dice.hpp"
#include "core/demo/picture/canvas.hpp"

namespace core::demo {

inline constexpr float pi = 3.14159265F;

Path rectangle(float left, float top, float right, float bottom);
Path ellipse(Point c, float rx, float ry, float turn = 0);
Path disc(Point c, float r);
Path rounded(float left, float top, float right, float bottom, float r);
// Through the given points, smoothly (Catmull–Rom).
Path smooth(const Path& points, bool closed, int steps = 10);
Path thick(Point a, Point b, float width_a, float width_b);
std::vector<Path> stroke(const Path& line, float width, bool closed = false);

// A rolling line from the left edge to the right, a few slow waves about `base`.
struct Ridge {
    std::array<float, 4> size{}, pace{}, phase{};
    float base = 0;
    float at(float x) const;
};
Ridge ridge(Dice& dice, float base, float height, float detail = 0.25F);
Path below(const Ridge& r, float w, float bottom);

}  // namespace core::demo
