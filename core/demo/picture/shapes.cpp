#include "core/demo/picture/shapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace core::demo {

Path rectangle(float left, float top, float right, float bottom) {
    return {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
}

Path ellipse(Point c, float rx, float ry, float turn) {
    const int n = rx > 0.08F ? 72 : rx > 0.015F ? 32 : 14;
    Path path;
    for (int i = 0; i < n; ++i) {
        const float a = 2 * pi * static_cast<float>(i) / static_cast<float>(n);
        const float x = rx * std::cos(a), y = ry * std::sin(a);
        path.push_back({c.x + x * std::cos(turn) - y * std::sin(turn), c.y + x * std::sin(turn) + y * std::cos(turn)});
    }
    return path;
}

Path disc(Point c, float r) { return ellipse(c, r, r); }

Path rounded(float left, float top, float right, float bottom, float r) {
    r = std::min({r, (right - left) / 2, (bottom - top) / 2});
    Path path;
    const std::array<Point, 4> corners = {
        {{right - r, top + r}, {right - r, bottom - r}, {left + r, bottom - r}, {left + r, top + r}}};
    for (std::size_t k = 0; k < 4; ++k)
        for (int i = 0; i <= 8; ++i) {
            const float a = (static_cast<float>(k) - 1) * pi / 2 + static_cast<float>(i) / 8 * pi / 2;
            path.push_back({corners[k].x + r * std::cos(a), corners[k].y + r * std::sin(a)});
        }
    return path;
}

Path smooth(const Path& points, bool closed, int steps) {
    Path path;
    const auto n = static_cast<int>(points.size());
    const auto at = [&](int i) {
        return points[static_cast<std::size_t>(closed ? (i + n) % n : std::clamp(i, 0, n - 1))];
    };
    for (int i = 0; i < (closed ? n : n - 1); ++i) {
        const Point a = at(i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
        for (int k = 0; k < steps; ++k) {
            const float t = static_cast<float>(k) / static_cast<float>(steps), t2 = t * t, t3 = t2 * t;
            const auto spline = [&](float pa, float pb, float pc, float pd) {
                return 0.5F * (2 * pb + (pc - pa) * t + (2 * pa - 5 * pb + 4 * pc - pd) * t2 +
                               (3 * pb - pa - 3 * pc + pd) * t3);
            };
            path.push_back({spline(a.x, b.x, c.x, d.x), spline(a.y, b.y, c.y, d.y)});
        }
    }
    if (!closed) path.push_back(points.back());
    return path;
}

Path thick(Point a, Point b, float width_a, float width_b) {
    const float turn = std::atan2(b.y - a.y, b.x - a.x);
    Path path;
    const int n = std::max(width_a, width_b) > 0.02F ? 12 : 5;
    for (int i = 0; i <= n; ++i) {
        const float t = turn + pi / 2 + pi * static_cast<float>(i) / static_cast<float>(n);
        path.push_back({a.x + width_a / 2 * std::cos(t), a.y + width_a / 2 * std::sin(t)});
    }
    for (int i = 0; i <= n; ++i) {
        const float t = turn - pi / 2 + pi * static_cast<float>(i) / static_cast<float>(n);
        path.push_back({b.x + width_b / 2 * std::cos(t), b.y + width_b / 2 * std::sin(t)});
    }
    return path;
}

std::vector<Path> stroke(const Path& line, float width, bool closed) {
    std::vector<Path> parts;
    for (std::size_t i = 0; i + 1 < line.size() + (closed ? 1 : 0); ++i)
        parts.push_back(thick(line[i], line[(i + 1) % line.size()], width, width));
    return parts;
}

float Ridge::at(float x) const {
    float y = base;
    for (std::size_t i = 0; i < size.size(); ++i) y += size[i] * std::sin(pace[i] * x + phase[i]);
    return y;
}

Ridge ridge(Dice& dice, float base, float height, float detail) {
    Ridge r;
    r.base = base;
    float size = height, pace = dice.in(1.6F, 2.8F);
    for (std::size_t i = 0; i < r.size.size(); ++i) {
        r.size[i] = size;
        r.pace[i] = pace;
        r.phase[i] = dice.in(0, 2 * pi);
        size *= detail + 0.12F;
        pace *= dice.in(1.8F, 2.6F);
    }
    return r;
}

Path below(const Ridge& r, float w, float bottom) {
    Path path;
    const int n = 160;
    for (int i = 0; i <= n; ++i) {
        const float x = w * static_cast<float>(i) / static_cast<float>(n);
        path.push_back({x, r.at(x)});
    }
    path.push_back({w, bottom});
    path.push_back({0, bottom});
    return path;
}

}  // namespace core::demo
