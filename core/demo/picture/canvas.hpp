#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/memories/photo.hpp"

namespace core::demo {

struct Colour {
    float r = 0, g = 0, b = 0;  // sRGB, 0…1
};
constexpr Colour hex(unsigned rgb) {
    return {static_cast<float>(rgb >> 16 & 255U) / 255.0F, static_cast<float>(rgb >> 8 & 255U) / 255.0F,
            static_cast<float>(rgb & 255U) / 255.0F};
}
constexpr Colour mix(Colour a, Colour b, float t) {
    return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t};
}

struct Point {
    float x = 0, y = 0;
};
using Path = std::vector<Point>;

// A colour, or a straight run from one to another between two points.
struct Paint {
    Colour from, to;
    float from_alpha = 1, to_alpha = 1;
    Point start{0, 0}, end{0, 1};

    Paint(Colour colour, float alpha = 1) : from(colour), to(colour), from_alpha(alpha), to_alpha(alpha) {}
    static Paint between(Point start, Colour from, Point end, Colour to) {
        Paint paint(from);
        paint.to = to;
        paint.start = start;
        paint.end = end;
        return paint;
    }
    static Paint down(float top, Colour from, float bottom, Colour to) {
        return between({0, top}, from, {0, bottom}, to);
    }
    static Paint across(float left, Colour from, float right, Colour to) {
        return between({left, 0}, from, {right, 0}, to);
    }
    static Paint fading(Colour colour, Point start, float from_alpha, Point end, float to_alpha) {
        Paint paint = between(start, colour, end, colour);
        paint.from_alpha = from_alpha;
        paint.to_alpha = to_alpha;
        return paint;
    }
};

// Draws polygons with exact pixel coverage into floating-point colour. The shorter side is 1 unit long, the
// origin is the top left corner.
class Canvas {
public:
    Canvas(int width, int height)
        : width_(width),
          height_(height),
          scale_(static_cast<float>(std::min(width, height))),
          colour_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)),
          cover_(static_cast<std::size_t>(width + 2) * static_cast<std::size_t>(height), 0.0F),
          clip_right_(width),
          clip_bottom_(height) {}

    float w() const { return static_cast<float>(width_) / scale_; }
    float h() const { return static_cast<float>(height_) / scale_; }
    float pixel() const { return 1.0F / scale_; }

    void clip(float left, float top, float right, float bottom) {
        clip_left_ = std::clamp(static_cast<int>(std::lround(left * scale_)), 0, width_);
        clip_top_ = std::clamp(static_cast<int>(std::lround(top * scale_)), 0, height_);
        clip_right_ = std::clamp(static_cast<int>(std::lround(right * scale_)), clip_left_, width_);
        clip_bottom_ = std::clamp(static_cast<int>(std::lround(bottom * scale_)), clip_top_, height_);
    }
    void no_clip() { clip(0, 0, w(), h()); }

    void fill(const Path& path, const Paint& paint) {
        begin();
        add(path);
        sweep(paint);
    }
    // Their union: where they overlap nothing shows twice, also when the paint lets something through.
    void fill(const std::vector<Path>& paths, const Paint& paint) {
        begin();
        for (const auto& path : paths) add(path);
        sweep(paint);
    }
    // Brightest (or darkest) in the middle, gone at `radius`.
    void glow(Point centre, float radius, Colour colour, float alpha, float flatten = 1) {
        const float cx = centre.x * scale_, cy = centre.y * scale_, rx = radius * scale_, ry = rx * flatten;
        if (rx < 0.5F || ry < 0.5F) return;
        const int left = std::max(clip_left_, static_cast<int>(std::floor(cx - rx)));
        const int right = std::min(clip_right_, static_cast<int>(std::ceil(cx + rx)) + 1);
        const int top = std::max(clip_top_, static_cast<int>(std::floor(cy - ry)));
        const int bottom = std::min(clip_bottom_, static_cast<int>(std::ceil(cy + ry)) + 1);
        for (int y = top; y < bottom; ++y) {
            const float dy = (static_cast<float>(y) + 0.5F - cy) / ry;
            for (int x = left; x < right; ++x) {
                const float dx = (static_cast<float>(x) + 0.5F - cx) / rx;
                const float rest = 1.0F - dx * dx - dy * dy;
                if (rest <= 0) continue;
                auto& c = at(x, y);
                c = mix(c, colour, alpha * rest * rest);
            }
        }
    }

    // Rounded to bytes with an 8 × 8 ordered dither, so that slow gradients show no bands.
    Pixels pixels() const {
        static constexpr std::uint8_t order[8][8] = {{0, 32, 8, 40, 2, 34, 10, 42},  {48, 16, 56, 24, 50, 18, 58, 26},
                                                     {12, 44, 4, 36, 14, 46, 6, 38}, {60, 28, 52, 20, 62, 30, 54, 22},
                                                     {3, 35, 11, 43, 1, 33, 9, 41},  {51, 19, 59, 27, 49, 17, 57, 25},
                                                     {15, 47, 7, 39, 13, 45, 5, 37}, {63, 31, 55, 23, 61, 29, 53, 21}};
        Pixels out{width_, height_, {}};
        out.rgba.resize(colour_.size() * 4);
        std::size_t i = 0;
        for (int y = 0; y < height_; ++y)
            for (int x = 0; x < width_; ++x, ++i) {
                const float nudge = (static_cast<float>(order[y & 7][x & 7]) + 0.5F) / 64.0F;
                const auto byte = [nudge](float v) {
                    return static_cast<std::uint8_t>(std::clamp(v * 255.0F + nudge, 0.0F, 255.0F));
                };
                out.rgba[i * 4] = byte(colour_[i].r);
                out.rgba[i * 4 + 1] = byte(colour_[i].g);
                out.rgba[i * 4 + 2] = byte(colour_[i].b);
                out.rgba[i * 4 + 3] = 255;
            }
        return out;
    }

private:
    Colour& at(int x, int y) {
        return colour_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)];
    }
    float* row(int y) { return cover_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_ + 2); }

    void begin() {
        left_ = static_cast<float>(width_);
        top_ = static_cast<float>(height_);
        right_ = bottom_ = 0;
    }

    void add(const Path& path) {
        if (path.size() < 3) return;
        float area = 0;
        for (std::size_t i = 0; i < path.size(); ++i) {
            const auto& a = path[i];
            const auto& b = path[(i + 1) % path.size()];
            area += a.x * b.y - b.x * a.y;
        }
        // All the same way round, so that a union adds up.
        const float direction = area < 0 ? -1.0F : 1.0F;
        for (std::size_t i = 0; i < path.size(); ++i) {
            const auto& a = path[i];
            const auto& b = path[(i + 1) % path.size()];
            edge({a.x * scale_, a.y * scale_}, {b.x * scale_, b.y * scale_}, direction);
        }
    }

    // Adds what one edge covers of each pixel to its right, as differences along the row: the signed-area
    // accumulation of R. Levien's font-rs.
    void edge(Point a, Point b, float direction) {
        for (const auto& p : {a, b}) {
            left_ = std::min(left_, p.x);
            right_ = std::max(right_, p.x);
            top_ = std::min(top_, p.y);
            bottom_ = std::max(bottom_, p.y);
        }
        if (a.y == b.y) return;
        if (a.y > b.y) {
            std::swap(a, b);
            direction = -direction;
        }
        const float slope = (b.x - a.x) / (b.y - a.y);
        const int first = std::max(clip_top_, static_cast<int>(std::floor(a.y)));
        const int last = std::min(clip_bottom_, static_cast<int>(std::ceil(b.y)));
        const auto limit = static_cast<float>(width_);
        for (int y = first; y < last; ++y) {
            const float from = std::max(static_cast<float>(y), a.y), to = std::min(static_cast<float>(y + 1), b.y);
            const float d = (to - from) * direction;
            if (to <= from) continue;
            float x0 = std::clamp(a.x + (from - a.y) * slope, 0.0F, limit);
            float x1 = std::clamp(a.x + (to - a.y) * slope, 0.0F, limit);
            if (x0 > x1) std::swap(x0, x1);
            float* cells = row(y);
            const auto begin_cell = static_cast<int>(x0);
            const auto end_cell = static_cast<int>(std::ceil(x1));
            if (end_cell <= begin_cell + 1) {
                const float middle = 0.5F * (x0 + x1) - static_cast<float>(begin_cell);
                cells[begin_cell] += d - d * middle;
                cells[begin_cell + 1] += d * middle;
                continue;
            }
            const float per_cell = 1.0F / (x1 - x0);
            float covered = 0, passed = 0;  // area so far, and how much of the edge lies to the left
            for (int x = begin_cell; x < end_cell; ++x) {
                const float l = std::max(x0, static_cast<float>(x)), r = std::min(x1, static_cast<float>(x + 1));
                const float share = (r - l) * per_cell;
                const float inside = passed + share * (static_cast<float>(x + 1) - 0.5F * (l + r));
                cells[x] += d * (inside - covered);
                covered = inside;
                passed += share;
            }
            cells[end_cell] += d * (1.0F - covered);
        }
    }

    void sweep(const Paint& paint) {
        const int x_from = std::clamp(static_cast<int>(std::floor(left_)), 0, width_);
        const int x_to = std::clamp(static_cast<int>(std::ceil(right_)) + 1, 0, width_);
        const int y_from = std::clamp(static_cast<int>(std::floor(top_)), clip_top_, clip_bottom_);
        const int y_to = std::clamp(static_cast<int>(std::ceil(bottom_)), clip_top_, clip_bottom_);
        const float dx = (paint.end.x - paint.start.x) * scale_, dy = (paint.end.y - paint.start.y) * scale_;
        const float length = dx * dx + dy * dy;
        const float step_x = length > 0 ? dx / length : 0, step_y = length > 0 ? dy / length : 0;
        for (int y = y_from; y < y_to; ++y) {
            float* cells = row(y);
            float sum = 0;
            float t = (0.5F + static_cast<float>(x_from) - paint.start.x * scale_) * step_x +
                      (0.5F + static_cast<float>(y) - paint.start.y * scale_) * step_y;
            for (int x = x_from; x < x_to; ++x, t += step_x) {
                sum += cells[x];
                cells[x] = 0;
                const float cover = std::min(std::abs(sum), 1.0F);
                if (cover < 0.002F || x < clip_left_ || x >= clip_right_) continue;
                const float s = std::clamp(t, 0.0F, 1.0F);
                auto& c = at(x, y);
                c = mix(c, mix(paint.from, paint.to, s),
                        cover * (paint.from_alpha + (paint.to_alpha - paint.from_alpha) * s));
            }
            cells[x_to] = 0;
            if (x_to + 1 < width_ + 2) cells[x_to + 1] = 0;
        }
    }

    int width_, height_;
    float scale_;
    std::vector<Colour> colour_;
    std::vector<float> cover_;
    int clip_left_ = 0, clip_top_ = 0, clip_right_, clip_bottom_;
    float left_ = 0, top_ = 0, right_ = 0, bottom_ = 0;
};

}  // namespace core::demo
