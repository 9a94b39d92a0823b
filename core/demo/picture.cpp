#include "core/demo/picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/demo/canvas.hpp"
#include "core/demo/dice.hpp"

namespace core::demo {

namespace {

constexpr float pi = 3.14159265F;

struct Palette {
    Light light;
    Colour sky_top, sky_low, orb, far, near, lamp;
};

constexpr std::array<Palette, 14> palettes = {{
    {Light::dusk, hex(0xf4bd8c), hex(0xe98d74), hex(0xffe3b0), hex(0xa8605f), hex(0x653547), hex(0xffdf9e)},   // sunset
    {Light::day, hex(0xb4d2e5), hex(0xdcebec), hex(0xfff6dc), hex(0x8fb0a0), hex(0x4f7863), hex(0xffe9ae)},    // day
    {Light::dawn, hex(0xf7e6cb), hex(0xf2cfa6), hex(0xfffbec), hex(0xc79d6c), hex(0x84603f), hex(0xfff0c2)},   // sand
    {Light::night, hex(0x1f2b47), hex(0x52668c), hex(0xf6edcd), hex(0x33456a), hex(0x161d31), hex(0xffd685)},  // night
    {Light::dawn, hex(0xcdb9de), hex(0xf0dfe4), hex(0xfff4f4), hex(0xa488ae), hex(0x61496d), hex(0xffe7bd)},   // lilac
    {Light::day, hex(0xc5ded0), hex(0xe8f2dc), hex(0xfffde6), hex(0x9dbb8f), hex(0x557a54), hex(0xfff0b4)},    // mint
    {Light::dawn, hex(0xf2bfc0), hex(0xfce5d2), hex(0xfff6e4), hex(0xc98f95), hex(0x7a4e62), hex(0xffe6ba)},   // rose
    {Light::dusk, hex(0x2f4670), hex(0xd7a0a3), hex(0xffe6c4), hex(0x6a6289), hex(0x262c4c),
     hex(0xffd487)},  // blue hour
    {Light::dusk, hex(0x3a6c79), hex(0xf3bf97), hex(0xffebc2), hex(0x67827f), hex(0x24434c),
     hex(0xffd991)},  // teal dusk
    {Light::day, hex(0xbfd0e2), hex(0xf1eff0), hex(0xfffaf0), hex(0xaebfd2), hex(0x6b83a0), hex(0xffe2a0)},  // winter
    {Light::day, hex(0xf3dba6), hex(0xf3c386), hex(0xfff6d4), hex(0xc98a4f), hex(0x7c4630), hex(0xfff0be)},  // autumn
    {Light::day, hex(0x8b9fac), hex(0xc9d3d4), hex(0xf2f3ec), hex(0x8799a0), hex(0x465862), hex(0xffdf9f)},  // grey
    {Light::night, hex(0x22203c), hex(0x6b5a86), hex(0xfbe8d4), hex(0x453c66), hex(0x191730),
     hex(0xffcf8b)},  // plum night
    {Light::day, hex(0x8fc3d8), hex(0xe5efe2), hex(0xfff7d8), hex(0x86b3a8), hex(0x3f7270), hex(0xffe6a6)},  // summer
}};

// Which palettes suit which motif, as indices into the list above.
struct Suited {
    std::array<std::uint8_t, 8> indices;
    std::size_t count;
};
constexpr std::array<Suited, motif_count> suited = {{
    {{0, 1, 2, 4, 5, 6, 8, 10}, 8},   // hills
    {{0, 1, 4, 6, 7, 9, 13, 3}, 8},   // mountains
    {{0, 2, 6, 7, 10, 3, 4, 8}, 8},   // dunes
    {{0, 1, 4, 6, 7, 8, 13, 3}, 8},   // sea
    {{3, 12, 3, 12, 7}, 5},           // stars
    {{1, 5, 8, 10, 11, 4, 6, 3}, 8},  // forest
    {{9, 9, 4, 7, 3, 12}, 6},         // snow
    {{7, 8, 0, 12, 3}, 5},            // city
    {{1, 2, 6, 5, 10, 13, 8}, 7},     // table
    {{3, 12, 7, 8}, 4},               // tent
    {{11, 11, 7, 3, 8}, 5},           // rain
    {{1, 5, 0, 10, 13, 6, 2}, 7},     // path
    {{1, 6, 2, 0, 13, 4}, 6},         // balloons
    {{0, 7, 8, 1, 13, 3}, 6},         // lighthouse
    {{1, 5, 6, 0, 13, 2}, 6},         // meadow
    {{2, 5, 6, 7, 8, 12}, 6},         // bookshelf
    {{0, 1, 4, 8, 13, 6}, 6},         // chairs
    {{1, 4, 6, 7, 0, 3, 13}, 7},      // lake
    {{3, 12, 7}, 3},                  // hearth
    {{0, 2, 6, 8, 10, 13}, 6},        // bicycles
    {{0, 1, 6, 10, 5, 4, 7}, 7},      // tree
    {{7, 12, 8, 3}, 4},               // lights
    {{1, 6, 7, 3, 0, 5}, 6},          // cat
    {{2, 6, 7, 12, 4}, 5},            // cake
    {{0, 7, 8, 10, 3, 4}, 6},         // road
    {{0, 7, 8, 4, 12, 10}, 6},        // bridge
    {{13, 1, 2, 13}, 4},              // beach
    {{1, 2, 5, 6, 4, 13}, 6},         // tulips
    {{2, 6, 5, 1}, 4},                // breakfast
    {{5, 1, 13, 10}, 4},              // picnic
}};

constexpr Colour white = hex(0xfffdf8), cream = hex(0xfbf3e4), ember = hex(0xc2513a), honey = hex(0xe0a93a),
                 sage = hex(0x6f9674), sky_blue = hex(0x5b88b4), plum = hex(0x84608c), rose = hex(0xdb8f8f),
                 wood = hex(0xa9764d), black = hex(0x15131c);
constexpr std::array<Colour, 8> bright = {ember, honey, sage, sky_blue, plum, rose, hex(0x3f8684), hex(0xe8c9a0)};

struct Scene {
    Canvas canvas;
    Dice dice;
    Palette p;
    float w, h;

    bool dark() const { return p.light == Light::night; }
    bool low_light() const { return p.light == Light::night || p.light == Light::dusk; }
    Colour haze(float nearness) const { return mix(mix(p.far, p.sky_low, 0.45F), p.near, nearness); }
    // A thing's own colour under this light.
    Colour lit(Colour own, float shade = 0) const {
        const float tint = dark() ? 0.55F : p.light == Light::dusk ? 0.32F : 0.08F;
        return mix(mix(own, p.near, tint), black, shade);
    }
    Colour any_bright() { return bright[dice.below(bright.size())]; }
};

// --- shapes -------------------------------------------------------------------------------------------

Path rectangle(float left, float top, float right, float bottom) {
    return {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
}

Path ellipse(Point c, float rx, float ry, float turn = 0) {
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

// Through the given points, smoothly (Catmull–Rom).
Path smooth(const Path& points, bool closed, int steps = 10) {
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

std::vector<Path> stroke(const Path& line, float width, bool closed = false) {
    std::vector<Path> parts;
    for (std::size_t i = 0; i + 1 < line.size() + (closed ? 1 : 0); ++i)
        parts.push_back(thick(line[i], line[(i + 1) % line.size()], width, width));
    return parts;
}

// A rolling line from the left edge to the right, a few slow waves about `base`.
struct Ridge {
    std::array<float, 4> size{}, pace{}, phase{};
    float base = 0;
    float at(float x) const {
        float y = base;
        for (std::size_t i = 0; i < size.size(); ++i) y += size[i] * std::sin(pace[i] * x + phase[i]);
        return y;
    }
};
Ridge ridge(Dice& dice, float base, float height, float detail = 0.25F) {
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

// --- what scenes are made of ----------------------------------------------------------------------------

void sky(Scene& s, float horizon) {
    const Colour warm = mix(s.p.sky_top, s.p.sky_low, 0.55F);
    s.canvas.fill(rectangle(0, 0, s.w, horizon * 0.5F + 0.002F), Paint::down(0, s.p.sky_top, horizon * 0.5F, warm));
    s.canvas.fill(rectangle(0, horizon * 0.5F, s.w, s.h), Paint::down(horizon * 0.5F, warm, horizon, s.p.sky_low));
}

void orb(Scene& s, Point c, float r) {
    s.canvas.glow(c, r * 7, s.p.orb, s.dark() ? 0.16F : 0.30F);
    s.canvas.glow(c, r * 2.6F, s.p.orb, s.dark() ? 0.22F : 0.35F);
    s.canvas.fill(disc(c, r), Paint::down(c.y - r, mix(s.p.orb, white, 0.35F), c.y + r, s.p.orb));
    if (s.dark()) {
        for (const auto& spot : {Point{-0.3F, -0.2F}, Point{0.25F, 0.3F}, Point{0.35F, -0.35F}})
            s.canvas.fill(disc({c.x + spot.x * r, c.y + spot.y * r}, r * (0.16F + 0.1F * std::abs(spot.x + spot.y))),
                          Paint(mix(s.p.orb, s.p.sky_low, 0.3F), 0.5F));
    }
}

void stars(Scene& s, int count, float bottom) {
    for (int i = 0; i < count; ++i) {
        const float x = s.dice.in(0, s.w), y = s.dice.in(0, 1) * bottom, fade = 1 - 0.75F * y / bottom;
        const float big = s.dice.in(0, 1), r = 0.0009F + 0.0022F * big * big * big;
        if (r > 0.0022F) s.canvas.glow({x, y}, r * 6, s.p.orb, 0.35F * fade);
        s.canvas.fill(disc({x, y}, std::max(r, s.canvas.pixel() * 0.6F)),
                      Paint(mix(white, s.p.orb, s.dice.in(0, 1)), (0.35F + 0.6F * big) * fade));
    }
}

void clouds(Scene& s, int count, float top, float bottom) {
    const Colour colour = mix(s.p.orb, s.p.sky_low, s.dark() ? 0.8F : 0.15F);
    for (int i = 0; i < count; ++i) {
        const float x = s.dice.in(-0.05F, s.w), y = s.dice.in(top, bottom), size = s.dice.in(0.05F, 0.13F);
        std::vector<Path> puffs = {rounded(x - size * 1.7F, y - size * 0.16F, x + size * 1.7F, y + size * 0.16F, size)};
        const int n = s.dice.between(2, 4);
        for (int k = 0; k < n; ++k) {
            const float r = size * s.dice.in(0.28F, 0.52F);
            const float px = x + size * (static_cast<float>(k) - static_cast<float>(n - 1) / 2) * 0.6F;
            puffs.push_back(ellipse({px, y - r * 0.35F}, r * 1.25F, r));
        }
        s.canvas.clip(0, 0, s.w, y + size * 0.16F);
        s.canvas.fill(
            puffs, Paint::fading(colour, {0, y - size * 0.6F}, s.dark() ? 0.25F : 0.75F, {0, y + size * 0.2F}, 0.15F));
        s.canvas.no_clip();
    }
}

void birds(Scene& s, int count, Point around, float size) {
    for (int i = 0; i < count; ++i) {
        const float x = around.x + s.dice.in(-0.16F, 0.16F), y = around.y + s.dice.in(-0.07F, 0.07F);
        const float span = size * s.dice.in(0.6F, 1.1F), lift = span * s.dice.in(0.3F, 0.55F);
        s.canvas.fill(Path(smooth({{x - span, y - lift},
                                   {x - span * 0.45F, y - lift * 0.95F},
                                   {x, y},
                                   {x + span * 0.45F, y - lift * 0.95F},
                                   {x + span, y - lift * 0.8F},
                                   {x + span * 0.5F, y - lift * 0.55F},
                                   {x, y + span * 0.14F},
                                   {x - span * 0.5F, y - lift * 0.6F}},
                                  true, 6)),
                      Paint(s.p.near, 0.8F));
    }
}

// Low fog that thickens downwards.
void mist(Scene& s, float top, float bottom, float alpha) {
    s.canvas.fill(rectangle(0, top, s.w, bottom),
                  Paint::fading(mix(s.p.sky_low, s.p.orb, 0.2F), {0, top}, 0, {0, bottom}, alpha));
}

void hill(Scene& s, const Ridge& r, Colour colour, float glow = 0.14F) {
    s.canvas.fill(below(r, s.w, s.h),
                  Paint::down(r.base - 0.1F, mix(colour, s.p.sky_low, glow), r.base + 0.3F, colour));
}

void hills(Scene& s, int layers, float from, float to, float height) {
    for (int i = 0; i < layers; ++i) {
        const float t = layers > 1 ? static_cast<float>(i) / static_cast<float>(layers - 1) : 1;
        hill(s, ridge(s.dice, from + (to - from) * t, height * (1 - 0.45F * t)), s.haze(t));
    }
}

Path conifer(Dice& dice, Point foot, float height) {
    const float half = height * dice.in(0.17F, 0.23F);
    Path right, left;
    const int tiers = 5;
    for (int i = 0; i < tiers; ++i) {
        const float t = static_cast<float>(i) / tiers, next = static_cast<float>(i + 1) / tiers;
        const float y = foot.y - height + height * 0.92F * next;
        right.push_back({foot.x + half * (t * 0.45F + 0.01F), foot.y - height + height * 0.92F * t});
        right.push_back({foot.x + half * next * dice.in(0.9F, 1.08F), y});
        left.push_back({foot.x - half * (t * 0.45F + 0.01F), foot.y - height + height * 0.92F * t});
        left.push_back({foot.x - half * next * dice.in(0.9F, 1.08F), y});
    }
    Path path = right;
    path.push_back({foot.x + half * 0.13F, foot.y - height * 0.08F});
    path.push_back({foot.x + half * 0.13F, foot.y + height * 0.04F});
    path.push_back({foot.x - half * 0.13F, foot.y + height * 0.04F});
    path.push_back({foot.x - half * 0.13F, foot.y - height * 0.08F});
    path.insert(path.end(), left.rbegin(), left.rend());
    return path;
}

void conifers(Scene& s, const Ridge& ground, int count, float height, Colour colour, float from = 0, float to = 1) {
    std::vector<Path> trees;
    for (int i = 0; i < count; ++i) {
        const float x = s.w * s.dice.in(from, to);
        trees.push_back(conifer(s.dice, {x, ground.at(x)}, height * s.dice.in(0.6F, 1.15F)));
    }
    s.canvas.fill(
        trees, Paint::down(ground.base - height * 1.1F, colour, ground.base + 0.05F, mix(colour, s.p.sky_low, 0.12F)));
}

void leafy(Scene& s, Point foot, float height, Colour crown) {
    const Colour trunk = mix(s.lit(hex(0x6d4a38)), s.p.near, 0.4F);
    s.canvas.fill({thick(foot, {foot.x, foot.y - height * 0.6F}, height * 0.09F, height * 0.045F),
                   thick({foot.x, foot.y - height * 0.36F}, {foot.x + height * 0.14F, foot.y - height * 0.58F},
                         height * 0.035F, height * 0.02F),
                   thick({foot.x, foot.y - height * 0.3F}, {foot.x - height * 0.13F, foot.y - height * 0.54F},
                         height * 0.035F, height * 0.02F)},
                  trunk);
    std::vector<Path> dark, light;
    for (int i = 0; i < 9; ++i) {
        const float a = static_cast<float>(i) / 9 * 2 * pi, r = height * s.dice.in(0.13F, 0.19F);
        const Point c{foot.x + std::cos(a) * height * 0.22F, foot.y - height * 0.7F + std::sin(a) * height * 0.15F};
        dark.push_back(disc(c, r));
        light.push_back(disc({c.x - r * 0.12F, c.y - r * 0.2F}, r * 0.8F));
    }
    dark.push_back(disc({foot.x, foot.y - height * 0.7F}, height * 0.2F));
    s.canvas.fill(dark, Paint::down(foot.y - height, mix(crown, s.p.orb, 0.12F), foot.y - height * 0.4F,
                                    mix(crown, s.p.near, 0.35F)));
    s.canvas.fill(
        light, Paint::fading(mix(crown, s.p.orb, 0.45F), {0, foot.y - height}, 0.5F, {0, foot.y - height * 0.62F}, 0));
}

// Two people seen from afar, side by side.
void couple(Scene& s, Point foot, float height, Colour colour) {
    std::vector<Path> parts;
    for (const float side : {-1.0F, 1.0F}) {
        const float tall = height * (side < 0 ? 1.0F : s.dice.in(0.9F, 1.08F)), x = foot.x + side * height * 0.19F;
        parts.push_back(disc({x, foot.y - tall * 0.89F}, tall * 0.105F));
        parts.push_back(thick({x, foot.y - tall * 0.66F}, {x, foot.y - tall * 0.4F}, tall * 0.25F, tall * 0.2F));
        parts.push_back(
            thick({x - tall * 0.045F, foot.y - tall * 0.4F}, {x - tall * 0.06F, foot.y}, tall * 0.1F, tall * 0.06F));
        parts.push_back(
            thick({x + tall * 0.045F, foot.y - tall * 0.4F}, {x + tall * 0.07F, foot.y}, tall * 0.1F, tall * 0.06F));
        parts.push_back(thick({x - side * tall * 0.1F, foot.y - tall * 0.68F}, {foot.x, foot.y - tall * 0.4F},
                              tall * 0.07F, tall * 0.05F));
    }
    s.canvas.fill(parts, colour);
}

void water(Scene& s, float top, float light_x, float strength = 1) {
    const Colour far = mix(s.p.sky_low, s.p.far, 0.22F), close = mix(mix(s.p.sky_top, s.p.near, 0.5F), s.p.far, 0.25F);
    s.canvas.fill(rectangle(0, top, s.w, s.h), Paint::down(top, far, s.h, close));
    const float depth = s.h - top;
    for (int i = 0; i < 46; ++i) {
        const float t = s.dice.in(0, 1), y = top + depth * (0.01F + 0.97F * t * t), x = s.dice.in(-0.05F, s.w);
        const float half = (0.012F + 0.07F * t) * s.dice.in(0.5F, 1.2F);
        s.canvas.fill(ellipse({x, y}, half, 0.0011F + 0.003F * t), Paint(i % 3 == 0 ? close : far, 0.28F));
    }
    const Colour light = mix(s.p.orb, s.p.sky_low, 0.12F);
    for (int i = 0; i < 52; ++i) {
        const float t = static_cast<float>(i) / 52, y = top + depth * (0.006F + 0.9F * t * t);
        const float spread = 0.018F + 0.085F * t, half = spread * s.dice.in(0.3F, 1.0F);
        const float x = light_x + s.dice.in(-1, 1) * spread * 0.5F;
        s.canvas.fill(ellipse({x, y}, half, 0.0016F + 0.0042F * t), Paint(light, strength * (0.85F - 0.6F * t)));
    }
}

void sailboat(Scene& s, Point at, float size) {
    const Colour sail = s.lit(white, 0.02F), hull = mix(s.p.near, ember, 0.25F);
    s.canvas.fill(ellipse({at.x, at.y + size * 0.2F}, size * 0.45F, size * 0.05F), Paint(s.p.near, 0.25F));
    s.canvas.fill({{at.x - size * 0.42F, at.y},
                   {at.x + size * 0.46F, at.y},
                   {at.x + size * 0.3F, at.y + size * 0.16F},
                   {at.x - size * 0.3F, at.y + size * 0.16F}},
                  hull);
    s.canvas.fill(smooth({{at.x + size * 0.02F, at.y - size},
                          {at.x + size * 0.28F, at.y - size * 0.5F},
                          {at.x + size * 0.42F, at.y - size * 0.06F},
                          {at.x + size * 0.02F, at.y - size * 0.06F}},
                         false, 6),
                  sail);
    s.canvas.fill({{at.x - size * 0.03F, at.y - size * 0.86F},
                   {at.x - size * 0.03F, at.y - size * 0.06F},
                   {at.x - size * 0.34F, at.y - size * 0.06F}},
                  mix(sail, s.p.far, 0.3F));
}

void steam(Scene& s, Point from, float height) {
    for (int k = 0; k < 2; ++k) {
        const float x = from.x + (static_cast<float>(k) - 0.5F) * height * 0.22F,
                    bend = height * s.dice.in(0.06F, 0.12F);
        const auto line = smooth({{x, from.y},
                                  {x + bend, from.y - height * 0.3F},
                                  {x - bend, from.y - height * 0.65F},
                                  {x + bend * 0.6F, from.y - height}},
                                 false, 8);
        s.canvas.fill(stroke(line, height * 0.055F), Paint::fading(white, from, 0.55F, {from.x, from.y - height}, 0));
    }
}

void cup(Scene& s, Point foot, float size, Colour colour, bool steaming = true) {
    const Colour shade = mix(colour, black, 0.18F);
    const float top = foot.y - size, half = size * 0.52F, side = s.dice.chance(0.5) ? 1.0F : -1.0F;
    s.canvas.fill(ellipse({foot.x, foot.y}, size * 0.85F, size * 0.12F), Paint(black, 0.16F));
    s.canvas.fill(stroke(smooth({{foot.x + side * half * 0.9F, top + size * 0.22F},
                                 {foot.x + side * half * 1.5F, top + size * 0.25F},
                                 {foot.x + side * half * 1.45F, top + size * 0.6F},
                                 {foot.x + side * half * 0.8F, top + size * 0.68F}},
                                false, 6),
                         size * 0.1F),
                  shade);
    s.canvas.fill(smooth({{foot.x - half, top},
                          {foot.x - half * 0.96F, top + size * 0.5F},
                          {foot.x - half * 0.66F, foot.y - size * 0.04F},
                          {foot.x, foot.y + size * 0.03F},
                          {foot.x + half * 0.66F, foot.y - size * 0.04F},
                          {foot.x + half * 0.96F, top + size * 0.5F},
                          {foot.x + half, top}},
                         false, 8),
                  Paint::across(foot.x - half, mix(colour, white, 0.16F), foot.x + half, shade));
    s.canvas.fill(ellipse({foot.x, top}, half, size * 0.13F), mix(colour, white, 0.3F));
    s.canvas.fill(ellipse({foot.x, top + size * 0.01F}, half * 0.86F, size * 0.095F), hex(0x5b3826));
    if (steaming) steam(s, {foot.x, top - size * 0.06F}, size * 1.3F);
}

void plant(Scene& s, Point foot, float size, Colour pot) {
    const Colour leaf = s.lit(hex(0x6c9569));
    for (int i = 0; i < 7; ++i) {
        const float a = -pi / 2 + (static_cast<float>(i) - 3) * 0.36F + s.dice.in(-0.08F, 0.08F),
                    length = size * s.dice.in(0.75F, 1.1F);
        const Point base{foot.x, foot.y - size * 0.42F},
            tip{base.x + std::cos(a) * length, base.y + std::sin(a) * length};
        const Point side{std::cos(a + pi / 2) * size * 0.11F, std::sin(a + pi / 2) * size * 0.11F},
            mid{(base.x + tip.x) / 2, (base.y + tip.y) / 2};
        s.canvas.fill(smooth({base, {mid.x + side.x, mid.y + side.y}, tip, {mid.x - side.x, mid.y - side.y}}, true, 6),
                      mix(leaf, i % 2 == 0 ? s.p.near : s.p.orb, 0.16F));
    }
    s.canvas.fill(
        {{foot.x - size * 0.28F, foot.y - size * 0.46F},
         {foot.x + size * 0.28F, foot.y - size * 0.46F},
         {foot.x + size * 0.21F, foot.y},
         {foot.x - size * 0.21F, foot.y}},
        Paint::across(foot.x - size * 0.28F, mix(pot, white, 0.12F), foot.x + size * 0.28F, mix(pot, black, 0.16F)));
    s.canvas.fill(rounded(foot.x - size * 0.31F, foot.y - size * 0.52F, foot.x + size * 0.31F, foot.y - size * 0.42F,
                          size * 0.03F),
                  mix(pot, white, 0.1F));
}

Colour wall(const Scene& s) {
    if (s.dark()) return mix(mix(s.p.far, hex(0x8a5f52), 0.38F), black, 0.22F);
    if (s.p.light == Light::dusk) return mix(mix(s.p.sky_low, s.p.far, 0.45F), hex(0xb98268), 0.35F);
    return mix(s.p.sky_low, cream, 0.55F);
}
Colour board(const Scene& s) { return mix(wood, s.p.near, s.low_light() ? 0.45F : 0.12F); }

// What lies outside a window: everything within the rectangle.
void view(Scene& s, float left, float top, float right, float bottom) {
    s.canvas.clip(left, top, right, bottom);
    const float tall = bottom - top;
    s.canvas.fill(rectangle(left, top, right, bottom), Paint::down(top, s.p.sky_top, top + tall * 0.75F, s.p.sky_low));
    if (s.dark())
        for (int i = 0; i < 16; ++i)
            s.canvas.fill(disc({s.dice.in(left, right), s.dice.in(top, top + tall * 0.6F)}, 0.0016F),
                          Paint(white, 0.8F));
    orb(s, {left + (right - left) * s.dice.in(0.25F, 0.75F), top + tall * s.dice.in(0.22F, 0.4F)}, tall * 0.075F);
    for (int i = 0; i < 3; ++i) {
        const auto r = ridge(s.dice, top + tall * (0.62F + 0.13F * static_cast<float>(i)), tall * 0.05F);
        s.canvas.fill(below(r, s.w, bottom + 0.1F), s.haze(0.15F + 0.35F * static_cast<float>(i)));
    }
    s.canvas.no_clip();
}

void window(Scene& s, float left, float top, float right, float bottom) {
    const Colour frame = s.lit(white, 0.03F), shade = mix(frame, black, 0.14F);
    const float bar = 0.016F, edge = 0.026F;
    view(s, left, top, right, bottom);
    s.canvas.fill(
        {rectangle(left - edge, top - edge, right + edge, top), rectangle(left - edge, top - edge, left, bottom + edge),
         rectangle(right, top - edge, right + edge, bottom + edge),
         rectangle(left - edge, bottom, right + edge, bottom + edge),
         rectangle((left + right - bar) / 2, top, (left + right + bar) / 2, bottom),
         rectangle(left, top + (bottom - top) * 0.4F - bar / 2, right, top + (bottom - top) * 0.4F + bar / 2)},
        frame);
    s.canvas.fill(rounded(left - edge * 2, bottom + edge, right + edge * 2, bottom + edge * 2, 0.006F), shade);
}

Point orb_place(Scene& s, float top, float bottom) {
    const float x = s.dice.chance(0.5) ? s.dice.in(0.16F, 0.42F) : s.dice.in(0.58F, 0.84F);
    return {s.w * x, s.h * s.dice.in(top, bottom)};
}

// --- out of doors -----------------------------------------------------------------------------------------

void draw_hills(Scene& s) {
    const float horizon = s.h * s.dice.in(0.48F, 0.6F);
    sky(s, horizon);
    orb(s, orb_place(s, 0.16F, 0.36F), s.dice.in(0.05F, 0.085F));
    clouds(s, s.dice.between(1, 3), s.h * 0.12F, horizon - 0.12F);
    hills(s, s.dice.between(4, 5), horizon, s.h * 0.84F, 0.055F);
    if (s.dice.chance(0.5)) birds(s, 5, {s.w * s.dice.in(0.3F, 0.7F), s.h * 0.3F}, 0.016F);
    const auto front = ridge(s.dice, s.h * 0.91F, 0.03F);
    hill(s, front, mix(s.p.near, black, 0.12F), 0.05F);
    const float x = s.w * s.dice.in(0.2F, 0.8F);
    if (s.dice.chance(0.6)) leafy(s, {x, front.at(x) + 0.01F}, 0.22F, mix(s.p.near, s.lit(sage), 0.45F));
    else couple(s, {x, front.at(x) + 0.004F}, 0.07F, mix(s.p.near, black, 0.5F));
}

void peak(Scene& s, Point top, float foot, float half, Colour colour, float snow) {
    const Colour light = mix(colour, s.p.orb, 0.22F), dark = mix(colour, s.p.near, 0.3F);
    const float bend = half * s.dice.in(-0.12F, 0.12F), tall = foot - top.y;
    s.canvas.fill({{top.x - half, foot}, top, {top.x + half, foot}},
                  Paint::down(top.y, light, foot, mix(colour, s.p.sky_low, 0.25F)));
    s.canvas.fill({top,
                   {top.x + half, foot},
                   {top.x + half * 0.2F + bend, foot},
                   {top.x + half * 0.12F, top.y + tall * 0.62F},
                   {top.x - half * 0.04F, top.y + tall * 0.34F}},
                  Paint::down(top.y, dark, foot, mix(dark, s.p.sky_low, 0.2F)));
    if (snow <= 0) return;
    const float edge = tall * snow, slope = half / tall;
    const Colour bright_snow = mix(white, s.p.orb, 0.4F), shade = mix(bright_snow, s.p.far, 0.42F);
    Path cap = {top};
    const int teeth = 6;
    for (int i = 0; i <= teeth; ++i) {
        const float t = static_cast<float>(i) / teeth, y = top.y + edge * (i % 2 == 0 ? 1.0F : s.dice.in(0.6F, 0.75F));
        cap.push_back({top.x + slope * edge * (1 - 2 * t) * (i == 0 || i == teeth ? 1.0F : 0.92F), y});
    }
    s.canvas.fill(cap, bright_snow);
    s.canvas.fill({top,
                   {top.x + slope * edge, top.y + edge},
                   {top.x + slope * edge * 0.6F, top.y + edge * 0.68F},
                   {top.x + slope * edge * 0.3F, top.y + edge * 0.9F},
                   {top.x, top.y + edge * 0.62F}},
                  shade);
}

void peaks(Scene& s, int count, float foot, float low, float high, Colour colour, float snow) {
    for (int i = 0; i < count; ++i) {
        const float tall = s.dice.in(low, high);
        const float x = s.w * ((static_cast<float>(i) + 0.5F) / static_cast<float>(count) + s.dice.in(-0.07F, 0.07F));
        peak(s, {x, foot - tall}, foot, tall * s.dice.in(0.85F, 1.15F), colour, snow);
    }
}

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

void draw_dunes(Scene& s) {
    const float horizon = s.h * 0.46F;
    sky(s, horizon);
    if (s.dark()) stars(s, 130, horizon);
    orb(s, orb_place(s, 0.14F, 0.32F), s.dice.in(0.055F, 0.09F));
    for (int i = 0; i < 4; ++i) {
        const float t = static_cast<float>(i) / 3;
        const float base = horizon + (s.h * 0.86F - horizon) * t, tall = 0.05F + 0.1F * t;
        const Colour lit = mix(mix(s.haze(t * 0.55F), s.p.orb, 0.16F), s.p.sky_low, 0.18F * (1 - t)),
                     shade = mix(s.haze(0.25F + t * 0.6F), s.p.near, 0.35F);
        const float x = s.w * (s.dice.in(0.12F, 0.4F) + (i % 2 == 0 ? 0.0F : 0.42F));
        const float other = base + tall * s.dice.in(0.1F, 0.3F);
        const auto crest = smooth({{-0.2F, other},
                                   {x - 0.34F, base - tall * 0.15F},
                                   {x, base - tall},
                                   {x + 0.2F, base - tall * 0.55F},
                                   {x + 0.5F, base - tall * 0.05F},
                                   {x + 0.95F, base + tall * 0.1F},
                                   {s.w + 1, base + tall * 0.1F}},
                                  false, 14);
        Path body = crest;
        body.push_back({s.w + 1, s.h});
        body.push_back({-0.2F, s.h});
        s.canvas.fill(body, Paint::down(base - tall, mix(lit, s.p.orb, 0.15F), base + 0.3F, lit));
        Path dark(crest.begin() + 28, crest.end());
        const auto back = smooth({{s.w + 1, s.h},
                                  {x + 0.6F, s.h},
                                  {x + 0.3F, base + tall * 1.5F},
                                  {x + 0.13F, base + tall * 0.6F},
                                  {x + 0.045F, base - tall * 0.25F},
                                  {x, base - tall}},
                                 false, 12);
        dark.insert(dark.end(), back.begin(), back.end());
        s.canvas.fill(dark, Paint::down(base - tall, shade, base + 0.35F, mix(shade, lit, 0.55F)));
    }
    if (s.dice.chance(0.6)) couple(s, {s.w * s.dice.in(0.25F, 0.75F), s.h * 0.93F}, 0.055F, mix(s.p.near, black, 0.4F));
}

void draw_sea(Scene& s) {
    const float horizon = s.h * s.dice.in(0.44F, 0.54F);
    sky(s, horizon);
    if (s.dark()) stars(s, 110, horizon);
    const Point sun{s.w * s.dice.in(0.28F, 0.72F), horizon - s.dice.in(0.02F, 0.2F)};
    clouds(s, 3, s.h * 0.08F, horizon - 0.16F);
    orb(s, sun, s.dice.in(0.065F, 0.095F));
    water(s, horizon, sun.x);
    if (s.dice.chance(0.5)) {
        const bool left = s.dice.chance(0.5);
        const float from = left ? -0.1F : s.w * 0.68F, to = left ? s.w * 0.3F : s.w + 0.1F;
        s.canvas.fill(smooth({{from, horizon + 0.002F},
                              {from + 0.12F, horizon - 0.045F},
                              {(from + to) / 2, horizon - 0.05F},
                              {to - 0.08F, horizon - 0.02F},
                              {to, horizon + 0.002F}},
                             false),
                      s.haze(0.25F));
    }
    sailboat(s, {s.w * s.dice.in(0.15F, 0.85F), horizon + s.dice.in(0.03F, 0.1F)}, s.dice.in(0.07F, 0.12F));
    birds(s, 4, {s.w * s.dice.in(0.3F, 0.7F), horizon * 0.5F}, 0.018F);
    if (s.dice.chance(0.7)) {
        const auto shore = ridge(s.dice, s.h * 0.9F, 0.025F, 0.1F);
        auto foam = shore;
        foam.base -= 0.016F;
        s.canvas.fill(below(foam, s.w, s.h), Paint(mix(white, s.p.sky_low, 0.3F), 0.6F));
        s.canvas.fill(below(shore, s.w, s.h),
                      Paint::down(shore.base - 0.03F, s.lit(hex(0xd9b78d)), s.h, s.lit(hex(0xe8cfa8))));
        const float x = s.w * s.dice.in(0.2F, 0.8F);
        couple(s, {x, shore.at(x) + 0.045F}, 0.085F, mix(s.p.near, black, 0.25F));
    }
}

void draw_stars(Scene& s) {
    sky(s, s.h * 0.86F);
    const float slant = s.dice.in(-0.5F, 0.5F), mid = s.w * s.dice.in(0.35F, 0.65F);
    for (int i = 0; i < 26; ++i) {
        const float t = s.dice.in(0, 1);
        s.canvas.glow({mid + (t - 0.5F) * slant * 2 + s.dice.in(-0.06F, 0.06F), t * s.h * 0.8F}, s.dice.in(0.1F, 0.22F),
                      mix(s.p.sky_low, s.p.orb, 0.4F), 0.1F);
    }
    stars(s, 420, s.h * 0.82F);
    const Point fall{s.w * s.dice.in(0.2F, 0.6F), s.h * s.dice.in(0.1F, 0.25F)};
    const Point to{fall.x + 0.17F, fall.y + 0.075F};
    s.canvas.fill(thick(fall, to, 0.0008F, 0.004F), Paint::fading(white, fall, 0, to, 0.95F));
    s.canvas.glow(to, 0.02F, white, 0.7F);
    const auto back = ridge(s.dice, s.h * 0.8F, 0.05F);
    hill(s, back, s.haze(0.55F));
    conifers(s, back, 18, 0.09F, s.haze(0.75F));
    const auto front = ridge(s.dice, s.h * 0.9F, 0.025F);
    conifers(s, front, 9, 0.26F, mix(s.p.near, black, 0.15F), 0, 0.24F);
    conifers(s, front, 8, 0.22F, mix(s.p.near, black, 0.15F), 0.8F, 1);
    hill(s, front, mix(s.p.near, black, 0.25F), 0.03F);
    const float x = s.w * s.dice.in(0.42F, 0.6F);
    couple(s, {x, front.at(x) + 0.006F}, 0.09F, mix(s.p.near, black, 0.65F));
}

void draw_forest(Scene& s) {
    sky(s, s.h * 0.7F);
    if (s.dark()) stars(s, 60, s.h * 0.4F);
    orb(s, orb_place(s, 0.14F, 0.3F), s.dice.in(0.06F, 0.1F));
    for (int i = 0; i < 5; ++i) {
        const float t = static_cast<float>(i) / 4;
        const auto ground = ridge(s.dice, s.h * (0.5F + 0.42F * t), 0.035F);
        const Colour colour = s.haze(0.08F + 0.9F * t);
        conifers(s, ground, 30 - 4 * i, 0.13F + 0.24F * t, colour);
        s.canvas.fill(below(ground, s.w, s.h), colour);
        if (i < 4) mist(s, ground.base - 0.14F, ground.base + 0.13F, 0.55F - 0.08F * static_cast<float>(i));
    }
    birds(s, 4, {s.w * s.dice.in(0.3F, 0.7F), s.h * 0.24F}, 0.015F);
}

void house(Scene& s, Point foot, float size, Colour walls, Colour roof, bool snowy) {
    const float half = size * 0.6F, eaves = foot.y - size * 0.55F, top = foot.y - size * 1.05F;
    s.canvas.fill(rectangle(foot.x + half * 0.4F, top - size * 0.05F, foot.x + half * 0.62F, eaves),
                  mix(walls, black, 0.25F));
    s.canvas.fill(rectangle(foot.x - half, eaves, foot.x + half, foot.y),
                  Paint::across(foot.x - half, walls, foot.x + half, mix(walls, black, 0.2F)));
    const Path cover = {
        {foot.x - half * 1.25F, eaves + size * 0.05F}, {foot.x, top}, {foot.x + half * 1.25F, eaves + size * 0.05F}};
    s.canvas.fill(cover, snowy ? mix(white, s.p.sky_low, 0.25F) : roof);
    const Colour glow = s.low_light() || snowy ? s.p.lamp : mix(s.p.sky_top, white, 0.3F);
    const Point lamp{foot.x - half * 0.42F, foot.y - size * 0.28F};
    if (s.low_light() || snowy) s.canvas.glow(lamp, size * 0.9F, s.p.lamp, 0.45F);
    s.canvas.fill(rounded(lamp.x - size * 0.13F, lamp.y - size * 0.13F, lamp.x + size * 0.13F, lamp.y + size * 0.13F,
                          size * 0.02F),
                  glow);
    s.canvas.fill(
        {rectangle(lamp.x - size * 0.01F, lamp.y - size * 0.13F, lamp.x + size * 0.01F, lamp.y + size * 0.13F),
         rectangle(lamp.x - size * 0.13F, lamp.y - size * 0.01F, lamp.x + size * 0.13F, lamp.y + size * 0.01F)},
        walls);
    s.canvas.fill(rounded(foot.x + half * 0.2F, foot.y - size * 0.38F, foot.x + half * 0.56F, foot.y, size * 0.03F),
                  mix(walls, black, 0.4F));
}

void draw_snow(Scene& s) {
    sky(s, s.h * 0.6F);
    if (s.dark()) stars(s, 80, s.h * 0.45F);
    orb(s, orb_place(s, 0.13F, 0.26F), 0.055F);
    const Colour snow = mix(mix(white, s.p.sky_low, 0.25F), s.p.near, s.low_light() ? 0.3F : 0.0F);
    hill(s, ridge(s.dice, s.h * 0.55F, 0.06F), mix(s.haze(0.1F), snow, 0.35F));
    const auto middle = ridge(s.dice, s.h * 0.66F, 0.035F);
    conifers(s, middle, 24, 0.14F, mix(s.haze(0.55F), snow, 0.2F));
    s.canvas.fill(below(middle, s.w, s.h), Paint::down(middle.base - 0.05F, mix(snow, s.p.far, 0.12F),
                                                       middle.base + 0.25F, mix(snow, s.p.far, 0.38F)));
    const auto front = ridge(s.dice, s.h * 0.8F, 0.025F, 0.15F);
    const float x = s.w * s.dice.in(0.3F, 0.7F);
    house(s, {x, front.at(x) + 0.02F}, 0.17F, s.lit(hex(0x8a5a44)), s.p.near, true);
    const Point chimney{x + 0.052F, front.at(x) - 0.17F};
    const auto smoke = smooth({chimney,
                               {chimney.x + 0.02F, chimney.y - 0.06F},
                               {chimney.x - 0.01F, chimney.y - 0.12F},
                               {chimney.x + 0.04F, chimney.y - 0.2F}},
                              false, 8);
    s.canvas.fill(stroke(smoke, 0.016F), Paint::fading(white, chimney, 0.5F, {0, chimney.y - 0.2F}, 0));
    s.canvas.fill(below(front, s.w, s.h), Paint::down(front.base - 0.03F, snow, s.h, mix(snow, s.p.far, 0.3F)));
    s.canvas.glow({x - 0.04F, front.at(x) + 0.05F}, 0.14F, s.p.lamp, 0.35F, 0.3F);
    for (const float side : {0.02F, 0.78F}) {
        for (int i = 0; i < 3; ++i) {
            const float tx = s.w * (side + s.dice.in(0, 0.2F)), tall = s.dice.in(0.2F, 0.32F);
            const auto tree = conifer(s.dice, {tx, front.at(tx) + 0.03F}, tall);
            s.canvas.fill(tree, Paint::across(tx - tall * 0.2F, mix(s.p.near, snow, 0.25F), tx + tall * 0.2F,
                                              mix(s.p.near, black, 0.1F)));
            for (int k = 1; k < 5; ++k) {
                const float t = static_cast<float>(k) / 5, y = front.at(tx) + 0.03F - tall + tall * 0.92F * t,
                            half = tall * 0.19F * t;
                s.canvas.fill(smooth({{tx - half, y},
                                      {tx - half * 0.3F, y - tall * 0.06F},
                                      {tx + half * 0.3F, y - tall * 0.07F},
                                      {tx + half * 0.8F, y - tall * 0.015F},
                                      {tx + half * 0.2F, y - tall * 0.025F},
                                      {tx - half * 0.4F, y - tall * 0.015F}},
                                     true, 5),
                              Paint(snow, 0.9F));
            }
        }
    }
    for (int i = 0; i < 130; ++i) {
        const float r = s.dice.in(0.0012F, 0.0042F);
        s.canvas.fill(disc({s.dice.in(0, s.w), s.dice.in(0, s.h)}, r), Paint(white, s.dice.in(0.35F, 0.85F)));
    }
}

void draw_city(Scene& s) {
    sky(s, s.h * 0.8F);
    if (s.dark()) stars(s, 60, s.h * 0.4F);
    orb(s, orb_place(s, 0.12F, 0.3F), 0.055F);
    clouds(s, 2, s.h * 0.12F, s.h * 0.3F);
    for (int layer = 0; layer < 3; ++layer) {
        const float t = static_cast<float>(layer) / 2;
        const Colour colour = mix(s.haze(0.25F + 0.72F * t), s.p.near, 0.25F * t);
        float x = -0.05F;
        while (x < s.w + 0.05F) {
            const float wide = s.dice.in(0.08F, 0.15F) * (1 + 0.5F * t),
                        tall = s.dice.in(0.16F, 0.42F) * (1.1F - 0.25F * t);
            const float top = s.h * (0.72F + 0.2F * t) - tall, right = x + wide;
            s.canvas.fill(rectangle(x, top, right, s.h),
                          Paint::down(top, mix(colour, s.p.sky_low, 0.14F), s.h, colour));
            const int kind = s.dice.between(0, 4);
            if (kind == 0)
                s.canvas.fill({{x, top}, {x + wide / 2, top - wide * 0.4F}, {right, top}}, mix(colour, s.p.near, 0.3F));
            if (kind == 1) s.canvas.fill(rectangle(x + wide * 0.48F, top - 0.07F, x + wide * 0.52F, top), colour);
            if (kind == 2) s.canvas.fill(rectangle(x + wide * 0.2F, top - 0.025F, x + wide * 0.55F, top), colour);
            const float cell = 0.021F + 0.009F * t, lit_share = 0.25F + 0.25F * t;
            const int columns = static_cast<int>((wide - cell * 0.4F) / cell);
            const float inset = (wide - static_cast<float>(columns) * cell) / 2;
            std::vector<Path> dim, glowing;
            for (int i = 0; i < columns; ++i)
                for (float y = top + cell; y < s.h; y += cell * 1.45F) {
                    const float wx = x + inset + static_cast<float>(i) * cell;
                    auto pane = rectangle(wx + cell * 0.24F, y, wx + cell * 0.76F, y + cell * 0.78F);
                    (s.dice.chance(lit_share) ? glowing : dim).push_back(std::move(pane));
                }
            s.canvas.fill(dim, Paint(mix(colour, s.p.sky_top, 0.35F), 0.5F));
            s.canvas.fill(glowing, mix(s.p.lamp, ember, s.dice.in(0, 0.18F)));
            x = right + (s.dice.chance(0.3) ? s.dice.in(0.005F, 0.02F) : 0.0F);
        }
        if (layer < 2) mist(s, s.h * 0.5F, s.h * (0.86F + 0.08F * t), 0.3F);
    }
}

void draw_tent(Scene& s) {
    sky(s, s.h * 0.7F);
    stars(s, s.dark() ? 220 : 60, s.h * 0.6F);
    orb(s, orb_place(s, 0.1F, 0.22F), 0.045F);
    peaks(s, 3, s.h * 0.68F, 0.16F, 0.3F, s.haze(0.35F), 0.18F);
    const auto back = ridge(s.dice, s.h * 0.68F, 0.02F);
    conifers(s, back, 34, 0.15F, s.haze(0.7F));
    hill(s, back, s.haze(0.75F));
    const auto ground = ridge(s.dice, s.h * 0.78F, 0.015F);
    conifers(s, ground, 6, 0.42F, mix(s.p.near, black, 0.2F), -0.02F, 0.16F);
    conifers(s, ground, 5, 0.36F, mix(s.p.near, black, 0.2F), 0.86F, 1.02F);
    hill(s, ground, mix(s.p.near, black, 0.15F), 0.05F);
    const Point foot{s.w * s.dice.in(0.42F, 0.56F), s.h * 0.88F};
    const float size = 0.26F;
    const Colour cloth = mix(bright[s.dice.below(4)], s.p.lamp, 0.3F);
    s.canvas.glow({foot.x, foot.y - size * 0.3F}, size * 1.9F, s.p.lamp, 0.4F, 0.7F);
    s.canvas.fill({{foot.x - size * 0.2F, foot.y - size * 0.8F},
                   {foot.x + size * 0.5F, foot.y - size * 0.72F},
                   {foot.x + size * 1.02F, foot.y - size * 0.04F},
                   {foot.x + size * 0.5F, foot.y}},
                  Paint::across(foot.x, mix(cloth, s.p.near, 0.25F), foot.x + size, mix(cloth, s.p.near, 0.62F)));
    s.canvas.fill(
        {{foot.x - size * 0.2F, foot.y - size * 0.8F}, {foot.x + size * 0.5F, foot.y}, {foot.x - size * 0.85F, foot.y}},
        Paint::down(foot.y - size * 0.8F, mix(cloth, s.p.near, 0.1F), foot.y, mix(cloth, s.p.lamp, 0.55F)));
    s.canvas.fill({{foot.x - size * 0.2F, foot.y - size * 0.66F},
                   {foot.x + size * 0.1F, foot.y},
                   {foot.x - size * 0.46F, foot.y}},
                  Paint::down(foot.y - size * 0.7F, mix(s.p.lamp, cloth, 0.35F), foot.y, mix(s.p.lamp, white, 0.4F)));
    s.canvas.fill({{foot.x - size * 0.2F, foot.y - size * 0.66F},
                   {foot.x - size * 0.28F, foot.y},
                   {foot.x - size * 0.46F, foot.y}},
                  mix(cloth, s.p.near, 0.3F));
    const Point lantern{foot.x - size * 1.35F, foot.y - 0.02F};
    s.canvas.glow(lantern, 0.17F, s.p.lamp, 0.6F);
    s.canvas.fill(rounded(lantern.x - 0.014F, lantern.y - 0.026F, lantern.x + 0.014F, lantern.y + 0.02F, 0.006F),
                  mix(s.p.lamp, white, 0.45F));
    s.canvas.fill({rounded(lantern.x - 0.018F, lantern.y + 0.016F, lantern.x + 0.018F, lantern.y + 0.028F, 0.004F),
                   rounded(lantern.x - 0.016F, lantern.y - 0.034F, lantern.x + 0.016F, lantern.y - 0.022F, 0.004F)},
                  mix(s.p.near, black, 0.4F));
}

// A band that narrows towards the horizon, along a winding middle line.
Path winding(Dice& dice, Point near, Point far, float width, float swing) {
    const float side = dice.chance(0.5) ? 1.0F : -1.0F;
    Path left, right;
    const int n = 60;
    for (int i = 0; i <= n; ++i) {
        const float t = static_cast<float>(i) / n, depth = (1 - t) * (1 - t);
        const float y = far.y + (near.y - far.y) * depth;
        const float x = far.x + (near.x - far.x) * depth +
                        side * swing * std::sin(t * 2.6F * pi) * (0.12F + 0.88F * depth) * (1 - depth * 0.6F);
        const float half = width * (0.03F + 0.97F * depth) / 2;
        left.push_back({x - half, y});
        right.push_back({x + half, y});
    }
    left.insert(left.end(), right.rbegin(), right.rend());
    return left;
}

void draw_path(Scene& s) {
    const float horizon = s.h * 0.5F;
    sky(s, horizon);
    orb(s, orb_place(s, 0.14F, 0.3F), 0.065F);
    clouds(s, 3, s.h * 0.1F, horizon - 0.12F);
    hills(s, 3, horizon - 0.03F, horizon + 0.04F, 0.04F);
    const auto field = ridge(s.dice, horizon + 0.06F, 0.008F);
    const Colour grass = mix(s.p.near, s.lit(hex(0x9fb46a)), 0.45F);
    s.canvas.fill(below(field, s.w, s.h),
                  Paint::down(field.base, mix(grass, s.p.sky_low, 0.3F), s.h, mix(grass, s.p.near, 0.4F)));
    const Point far{s.w * s.dice.in(0.4F, 0.6F), horizon + 0.065F};
    s.canvas.fill(winding(s.dice, {s.w * s.dice.in(0.35F, 0.65F), s.h + 0.02F}, far, 0.42F, 0.26F),
                  Paint::down(far.y, s.lit(hex(0xf0e0bf)), s.h, s.lit(hex(0xd6b98c))));
    for (int i = 0; i < 9; ++i) {
        const float t = static_cast<float>(i) / 8, y = horizon + 0.07F + (s.h * 0.32F) * t * t,
                    side = i % 2 == 0 ? -1.0F : 1.0F;
        leafy(s, {s.w / 2 + side * (0.16F + 0.5F * t * t + s.dice.in(0, 0.06F)), y}, 0.07F + 0.33F * t * t,
              mix(grass, s.p.near, s.dice.in(0.1F, 0.5F)));
    }
    couple(s, {far.x + s.dice.in(-0.02F, 0.02F), horizon + 0.13F}, 0.05F, mix(s.p.near, black, 0.4F));
}

void draw_balloons(Scene& s) {
    sky(s, s.h * 0.85F);
    orb(s, orb_place(s, 0.2F, 0.4F), 0.06F);
    clouds(s, 4, s.h * 0.12F, s.h * 0.6F);
    hills(s, 3, s.h * 0.8F, s.h * 0.92F, 0.04F);
    const int n = s.dice.between(4, 6);
    for (int i = 0; i < n; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(n - 1),
                    r = 0.03F + 0.11F * t * t + s.dice.in(0, 0.015F);
        const Point c{s.w * (0.12F + 0.76F * std::fmod(t * 2.39F + 0.2F, 1.0F)) + s.dice.in(-0.03F, 0.03F),
                      s.h * (0.24F + 0.42F * std::fmod(t * 1.71F + 0.1F, 1.0F))};
        const Colour one = s.lit(s.any_bright()), two = s.dice.chance(0.5) ? s.lit(cream) : s.lit(s.any_bright());
        const float away = 0.35F * (1 - t);
        const auto envelope = [&](float squeeze) {
            return smooth({{c.x, c.y - r},
                           {c.x + r * 0.72F * squeeze, c.y - r * 0.7F},
                           {c.x + r * squeeze, c.y},
                           {c.x + r * 0.66F * squeeze, c.y + r * 0.68F},
                           {c.x + r * 0.2F * squeeze, c.y + r * 1.22F},
                           {c.x - r * 0.2F * squeeze, c.y + r * 1.22F},
                           {c.x - r * 0.66F * squeeze, c.y + r * 0.68F},
                           {c.x - r * squeeze, c.y},
                           {c.x - r * 0.72F * squeeze, c.y - r * 0.7F}},
                          true, 8);
        };
        s.canvas.fill(envelope(1), mix(one, s.p.sky_low, away));
        s.canvas.fill(envelope(0.72F), mix(two, s.p.sky_low, away));
        s.canvas.fill(envelope(0.36F), mix(one, s.p.sky_low, away));
        s.canvas.fill(envelope(1), Paint::fading(black, {c.x - r * 0.2F, 0}, 0, {c.x + r * 1.1F, 0}, 0.24F));
        s.canvas.fill(envelope(1), Paint::fading(white, {c.x - r, c.y - r}, 0.35F, {c.x, c.y}, 0));
        const Colour basket = mix(s.lit(hex(0x7a5136)), s.p.sky_low, away);
        std::vector<Path> ropes = {
            thick({c.x - r * 0.17F, c.y + r * 1.2F}, {c.x - r * 0.12F, c.y + r * 1.5F}, r * 0.025F, r * 0.025F),
            thick({c.x + r * 0.17F, c.y + r * 1.2F}, {c.x + r * 0.12F, c.y + r * 1.5F}, r * 0.025F, r * 0.025F)};
        ropes.push_back(rounded(c.x - r * 0.16F, c.y + r * 1.48F, c.x + r * 0.16F, c.y + r * 1.72F, r * 0.05F));
        s.canvas.fill(ropes, basket);
    }
    birds(s, 3, {s.w * 0.5F, s.h * 0.72F}, 0.014F);
}

void draw_lighthouse(Scene& s) {
    const float horizon = s.h * 0.6F, side = s.dice.chance(0.5) ? 1.0F : -1.0F;
    sky(s, horizon);
    if (s.low_light()) stars(s, s.dark() ? 140 : 40, horizon * 0.8F);
    const Point sun{s.w * (0.5F - side * 0.26F), horizon - s.dice.in(0.06F, 0.2F)};
    orb(s, sun, 0.06F);
    clouds(s, 3, s.h * 0.12F, s.h * 0.34F);
    water(s, horizon, sun.x, 0.8F);
    const float x = s.w * (0.5F + side * 0.24F), ground = s.h * 0.66F, top = s.h * 0.24F;
    const auto across = [&](float at) { return s.w / 2 + side * at; };
    s.canvas.fill(smooth({{across(s.w * 0.62F), s.h * 0.61F},
                          {across(s.w * 0.36F), s.h * 0.635F},
                          {across(s.w * 0.12F), s.h * 0.655F},
                          {across(s.w * 0.02F), s.h * 0.69F},
                          {across(-0.03F), s.h * 0.76F},
                          {across(-0.01F), s.h * 0.83F},
                          {across(-0.1F), s.h * 0.93F},
                          {across(-0.1F), s.h + 0.1F},
                          {across(s.w * 0.7F), s.h + 0.1F}},
                         false, 8),
                  Paint::down(ground - 0.05F, mix(s.p.near, s.lit(sage), 0.4F), s.h, mix(s.p.near, black, 0.35F)));
    const Point lamp{x, top - 0.022F};
    if (s.low_light()) {
        s.canvas.fill({lamp, {lamp.x - side * 1.3F, lamp.y - 0.2F}, {lamp.x - side * 1.3F, lamp.y + 0.06F}},
                      Paint::fading(s.p.lamp, lamp, 0.55F, {lamp.x - side * 1.0F, lamp.y}, 0));
        s.canvas.glow(lamp, 0.22F, s.p.lamp, 0.65F);
    }
    const float low = 0.058F, high = 0.036F;
    const auto half = [&](float y) { return high + (low - high) * (y - top) / (ground - top); };
    const Colour body = s.lit(white, 0.02F), stripe = s.lit(s.dice.chance(0.6) ? ember : sky_blue);
    for (int i = 0; i < 5; ++i) {
        const float y0 = top + (ground - top) * static_cast<float>(i) / 5,
                    y1 = top + (ground + 0.015F - top) * static_cast<float>(i + 1) / 5;
        const Colour c = i % 2 == 0 ? body : stripe;
        s.canvas.fill({{x - half(y0), y0}, {x + half(y0), y0}, {x + half(y1), y1}, {x - half(y1), y1}},
                      Paint::across(x - low, mix(c, white, 0.1F), x + low, mix(c, s.p.near, 0.42F)));
    }
    s.canvas.fill(rounded(x - high * 1.35F, top - 0.008F, x + high * 1.35F, top + 0.008F, 0.004F),
                  mix(s.p.near, black, 0.3F));
    s.canvas.fill(rectangle(x - high * 0.72F, top - 0.05F, x + high * 0.72F, top - 0.006F),
                  s.low_light() ? mix(s.p.lamp, white, 0.5F) : mix(s.p.sky_top, white, 0.4F));
    s.canvas.fill({{x - high, top - 0.048F}, {x, top - 0.09F}, {x + high, top - 0.048F}}, mix(stripe, black, 0.2F));
    s.canvas.fill(
        {rectangle(x - 0.002F, top - 0.05F, x + 0.002F, top - 0.006F),
         rounded(x - 0.014F, ground - 0.05F, x + 0.014F, ground + 0.01F, 0.012F), disc({x, top + 0.13F}, 0.01F)},
        mix(s.p.near, black, 0.4F));
    birds(s, 6, {sun.x + side * 0.15F, s.h * 0.35F}, 0.016F);
}

void draw_meadow(Scene& s) {
    const float horizon = s.h * 0.45F;
    sky(s, horizon);
    orb(s, orb_place(s, 0.12F, 0.26F), 0.06F);
    clouds(s, 3, s.h * 0.08F, horizon - 0.14F);
    hills(s, 3, horizon - 0.02F, horizon + 0.03F, 0.04F);
    const Colour grass = mix(s.p.near, s.lit(hex(0x8fb06a)), 0.5F);
    s.canvas.fill(rectangle(0, horizon + 0.05F, s.w, s.h),
                  Paint::down(horizon + 0.05F, mix(grass, s.p.sky_low, 0.35F), s.h, mix(grass, s.p.near, 0.45F)));
    const std::array<Colour, 3> petals = {s.lit(s.any_bright()), s.lit(s.dice.chance(0.5) ? rose : honey),
                                          s.lit(white)};
    for (int i = 0; i < 210; ++i) {
        const float t = static_cast<float>(i) / 210, depth = t * t;
        const Point head{s.dice.in(-0.02F, s.w + 0.02F), horizon + 0.06F + (s.h * 0.93F - horizon) * depth - 0.02F * t};
        const float r = 0.0022F + 0.027F * depth * depth * s.dice.in(0.6F, 1.15F) + 0.004F * depth;
        const Colour petal = mix(petals[s.dice.below(3)], s.p.sky_low, 0.3F * (1 - t));
        if (r < 0.006F) {
            s.canvas.fill(ellipse(head, r, r * 0.8F), petal);
            continue;
        }
        const float lean = s.dice.in(-0.4F, 0.4F);
        const Colour stem = mix(grass, s.p.near, 0.6F);
        s.canvas.fill(
            stroke(smooth({head, {head.x + lean * r * 0.6F, head.y + r * 3}, {head.x + lean * r * 2, head.y + r * 7}},
                          false, 4),
                   r * 0.22F),
            stem);
        const int leaves = s.dice.between(5, 7);
        std::vector<Path> ring;
        for (int k = 0; k < leaves; ++k) {
            const float a = 2 * pi * static_cast<float>(k) / static_cast<float>(leaves) + lean;
            ring.push_back(
                ellipse({head.x + std::cos(a) * r * 0.62F, head.y + std::sin(a) * r * 0.52F}, r * 0.55F, r * 0.36F, a));
        }
        s.canvas.fill(ring, Paint::down(head.y - r, mix(petal, white, 0.2F), head.y + r, mix(petal, black, 0.1F)));
        s.canvas.fill(disc(head, r * 0.32F), mix(s.lit(honey), petal.g < 0.6F ? black : honey, 0.5F));
    }
}

void deck_chair(Scene& s, Point foot, float size, Colour colour) {
    const Colour side = mix(colour, black, 0.22F);
    s.canvas.fill(ellipse({foot.x, foot.y + size * 0.02F}, size * 0.5F, size * 0.06F), Paint(black, 0.2F));
    s.canvas.fill({thick({foot.x - size * 0.32F, foot.y - size * 0.3F}, {foot.x - size * 0.38F, foot.y}, size * 0.07F,
                         size * 0.06F),
                   thick({foot.x + size * 0.32F, foot.y - size * 0.3F}, {foot.x + size * 0.38F, foot.y}, size * 0.07F,
                         size * 0.06F),
                   rounded(foot.x - size * 0.34F, foot.y - size * 0.36F, foot.x + size * 0.34F, foot.y - size * 0.26F,
                           size * 0.03F)},
                  side);
    for (int i = -2; i <= 2; ++i) {
        const float k = static_cast<float>(i), tall = size * (0.98F - 0.06F * std::abs(k) * std::abs(k) * 0.6F);
        s.canvas.fill(
            thick({foot.x + k * size * 0.115F, foot.y - size * 0.2F}, {foot.x + k * size * 0.15F, foot.y - tall},
                  size * 0.095F, size * 0.125F),
            Paint::down(foot.y - tall, mix(colour, white, 0.14F), foot.y - size * 0.1F, mix(colour, black, 0.1F)));
    }
    s.canvas.fill({rounded(foot.x - size * 0.52F, foot.y - size * 0.5F, foot.x - size * 0.36F, foot.y - size * 0.44F,
                           size * 0.03F),
                   rounded(foot.x + size * 0.36F, foot.y - size * 0.5F, foot.x + size * 0.52F, foot.y - size * 0.44F,
                           size * 0.03F),
                   rectangle(foot.x - size * 0.45F, foot.y - size * 0.46F, foot.x - size * 0.4F, foot.y),
                   rectangle(foot.x + size * 0.4F, foot.y - size * 0.46F, foot.x + size * 0.45F, foot.y),
                   rounded(foot.x - size * 0.33F, foot.y - size * 0.58F, foot.x + size * 0.33F, foot.y - size * 0.52F,
                           size * 0.02F)},
                  side);
}

void draw_chairs(Scene& s) {
    const float horizon = s.h * 0.46F;
    sky(s, horizon);
    const Point sun{s.w * s.dice.in(0.35F, 0.65F), horizon - s.dice.in(0.07F, 0.2F)};
    orb(s, sun, 0.075F);
    clouds(s, 2, s.h * 0.08F, horizon - 0.2F);
    hill(s, ridge(s.dice, horizon - 0.03F, 0.02F), s.haze(0.2F));
    water(s, horizon + 0.005F, sun.x, 0.85F);
    const auto shore = ridge(s.dice, s.h * 0.76F, 0.012F, 0.1F);
    const Colour ground = s.dice.chance(0.5) ? s.lit(hex(0xdcbd92)) : mix(s.p.near, s.lit(sage), 0.5F);
    s.canvas.fill(below(shore, s.w, s.h),
                  Paint::down(shore.base, mix(ground, s.p.orb, 0.15F), s.h, mix(ground, s.p.near, 0.25F)));
    const Colour colour = s.lit(s.any_bright()), other = s.dice.chance(0.5) ? colour : s.lit(s.any_bright());
    const float mid = s.w * 0.5F, foot = s.h * 0.9F, size = 0.27F;
    deck_chair(s, {mid - 0.2F, foot}, size, colour);
    deck_chair(s, {mid + 0.2F, foot}, size, other);
    s.canvas.fill({rounded(mid - 0.06F, foot - 0.11F, mid + 0.06F, foot - 0.098F, 0.004F),
                   rectangle(mid - 0.045F, foot - 0.1F, mid - 0.038F, foot),
                   rectangle(mid + 0.038F, foot - 0.1F, mid + 0.045F, foot)},
                  mix(board(s), black, 0.2F));
    for (const float x : {-0.026F, 0.026F})
        s.canvas.fill({{mid + x - 0.013F, foot - 0.15F},
                       {mid + x + 0.013F, foot - 0.15F},
                       {mid + x + 0.009F, foot - 0.111F},
                       {mid + x - 0.009F, foot - 0.111F}},
                      Paint(mix(honey, s.p.orb, 0.4F), 0.9F));
    birds(s, 4, {s.w * 0.3F, s.h * 0.2F}, 0.016F);
}

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

void bicycle(Scene& s, Point hub, float size, Colour frame, float facing) {
    const float r = size * 0.34F, reach = size * 0.98F * facing;
    const Point rear = hub, front{hub.x + reach, hub.y}, crank{hub.x + reach * 0.42F, hub.y + size * 0.02F},
                saddle{hub.x + reach * 0.3F, hub.y - size * 0.54F}, head{hub.x + reach * 0.8F, hub.y - size * 0.52F};
    const Colour dark = mix(s.p.near, black, 0.5F);
    for (const auto& wheel : {rear, front}) {
        s.canvas.fill(ellipse({wheel.x, hub.y + r + size * 0.03F}, r * 0.8F, size * 0.03F), Paint(black, 0.16F));
        s.canvas.fill(stroke(disc(wheel, r), size * 0.042F, true), dark);
        std::vector<Path> spokes;
        for (int i = 0; i < 10; ++i) {
            const float a = pi * static_cast<float>(i) / 10;
            spokes.push_back(thick({wheel.x - std::cos(a) * r, wheel.y - std::sin(a) * r},
                                   {wheel.x + std::cos(a) * r, wheel.y + std::sin(a) * r}, size * 0.006F,
                                   size * 0.006F));
        }
        s.canvas.fill(spokes, Paint(dark, 0.55F));
        s.canvas.fill(disc(wheel, size * 0.03F), dark);
    }
    const float tube = size * 0.045F;
    s.canvas.fill(
        {thick(rear, crank, tube, tube), thick(rear, {saddle.x, saddle.y + size * 0.1F}, tube * 0.8F, tube * 0.8F),
         thick(saddle, crank, tube, tube), thick(crank, {head.x, head.y + size * 0.1F}, tube, tube),
         thick({saddle.x, saddle.y + size * 0.1F}, {head.x, head.y + size * 0.06F}, tube, tube),
         thick({head.x - size * 0.02F * facing, head.y - size * 0.04F}, front, tube, tube)},
        frame);
    s.canvas.fill({thick({saddle.x - size * 0.1F * facing, saddle.y - size * 0.02F},
                         {saddle.x + size * 0.1F * facing, saddle.y}, size * 0.07F, size * 0.04F),
                   thick({saddle.x, saddle.y}, {saddle.x + size * 0.02F * facing, saddle.y + size * 0.1F}, tube * 0.7F,
                         tube * 0.7F),
                   thick({head.x - size * 0.03F * facing, head.y - size * 0.06F},
                         {head.x - size * 0.15F * facing, head.y - size * 0.1F}, tube, tube),
                   thick({crank.x - size * 0.07F, crank.y - size * 0.09F},
                         {crank.x + size * 0.07F, crank.y + size * 0.09F}, tube * 0.5F, tube * 0.5F)},
                  dark);
    s.canvas.fill({{head.x + size * 0.02F * facing, head.y + size * 0.0F},
                   {head.x + size * 0.26F * facing, head.y},
                   {head.x + size * 0.22F * facing, head.y + size * 0.18F},
                   {head.x + size * 0.07F * facing, head.y + size * 0.18F}},
                  s.lit(hex(0xb58a5a)));
    std::vector<Path> blossoms;
    for (int i = 0; i < 6; ++i)
        blossoms.push_back(disc({head.x + facing * size * (0.05F + 0.036F * static_cast<float>(i)),
                                 head.y - size * s.dice.in(0.01F, 0.06F)},
                                size * 0.035F));
    s.canvas.fill(blossoms, s.lit(s.any_bright()));
}

void draw_bicycles(Scene& s) {
    const float horizon = s.h * 0.62F;
    sky(s, horizon);
    orb(s, {s.w * s.dice.in(0.3F, 0.7F), s.h * s.dice.in(0.26F, 0.42F)}, s.dice.in(0.1F, 0.15F));
    clouds(s, 2, s.h * 0.08F, s.h * 0.3F);
    hills(s, 3, horizon - 0.03F, horizon + 0.07F, 0.035F);
    const float ground = s.h * 0.8F;
    const Colour grass = mix(s.p.near, s.lit(hex(0xa8a765)), 0.32F);
    s.canvas.fill(rectangle(0, ground - 0.02F, s.w, s.h),
                  Paint::down(ground - 0.02F, mix(grass, s.p.sky_low, 0.16F), s.h, mix(grass, s.p.near, 0.5F)));
    s.canvas.fill(rectangle(0, ground + 0.035F, s.w, ground + 0.12F),
                  Paint::down(ground, s.lit(hex(0xe8d3ab)), ground + 0.12F, s.lit(hex(0xd2b384))));
    const float size = 0.36F, foot = ground + 0.07F - size * 0.36F;
    std::vector<Path> fence;
    for (float x = -0.1F; x < s.w + 0.1F; x += 0.17F)
        fence.push_back(rounded(x, ground - 0.17F, x + 0.018F, ground + 0.02F, 0.006F));
    fence.push_back(rectangle(0, ground - 0.145F, s.w, ground - 0.128F));
    fence.push_back(rectangle(0, ground - 0.075F, s.w, ground - 0.058F));
    s.canvas.fill(fence, mix(board(s), s.p.near, 0.4F));
    const float mid = s.w / 2;
    bicycle(s, {mid - 0.08F, foot - 0.012F}, size, s.lit(s.any_bright()), 1);
    bicycle(s, {mid - 0.02F - 0.3F, foot + 0.012F}, size, s.lit(s.any_bright()), 1);
}

void draw_tree(Scene& s) {
    const float horizon = s.h * 0.66F;
    sky(s, horizon);
    orb(s, orb_place(s, 0.2F, 0.42F), 0.075F);
    clouds(s, 3, s.h * 0.1F, s.h * 0.4F);
    hills(s, 2, horizon - 0.02F, horizon + 0.04F, 0.035F);
    const float x = s.w * s.dice.in(0.42F, 0.62F), top = s.h * 0.78F;
    Ridge mound;
    mound.base = top + 0.06F;
    mound.size = {0.06F, 0, 0, 0};
    mound.pace = {2.3F, 0, 0, 0};
    mound.phase = {-pi / 2 - 2.3F * x, 0, 0, 0};
    const Colour grass = mix(s.p.near, s.lit(hex(0x9fb46a)), 0.35F);
    s.canvas.fill(below(mound, s.w, s.h),
                  Paint::down(top, mix(grass, s.p.sky_low, 0.2F), s.h, mix(grass, s.p.near, 0.6F)));
    const std::array<Colour, 5> crowns = {sage, hex(0xd98e4a), rose, hex(0x8fae5f), hex(0xc9a545)};
    leafy(s, {x, top + 0.02F}, 0.56F, s.lit(crowns[s.dice.below(crowns.size())]));
    const float side = s.dice.chance(0.5) ? 1.0F : -1.0F, sx = x + side * 0.15F;
    const Colour dark = mix(s.p.near, black, 0.4F);
    if (s.dice.chance(0.5)) {
        s.canvas.fill({thick({sx - 0.025F, top - 0.28F}, {sx - 0.03F, top - 0.05F}, 0.003F, 0.003F),
                       thick({sx + 0.025F, top - 0.28F}, {sx + 0.03F, top - 0.05F}, 0.003F, 0.003F),
                       rounded(sx - 0.042F, top - 0.054F, sx + 0.042F, top - 0.042F, 0.003F)},
                      dark);
    } else {
        const float y = mound.at(sx + side * 0.06F), bx = sx + side * 0.06F;
        s.canvas.fill({rounded(bx - 0.1F, y - 0.05F, bx + 0.1F, y - 0.038F, 0.004F),
                       rounded(bx - 0.1F, y - 0.1F, bx + 0.1F, y - 0.08F, 0.004F),
                       rectangle(bx - 0.08F, y - 0.1F, bx - 0.07F, y + 0.01F),
                       rectangle(bx + 0.07F, y - 0.1F, bx + 0.08F, y + 0.01F)},
                      dark);
    }
    std::vector<Path> fallen;
    for (int i = 0; i < 26; ++i) {
        const float lx = x + s.dice.in(-0.4F, 0.4F);
        fallen.push_back(ellipse({lx, mound.at(lx) + s.dice.in(0.01F, 0.12F)}, 0.006F, 0.0032F, s.dice.in(0, pi)));
    }
    s.canvas.fill(fallen, Paint(s.lit(crowns[s.dice.below(crowns.size())]), 0.7F));
    birds(s, 3, {s.w - x, s.h * 0.3F}, 0.018F);
}

void string_lights(Scene& s, Point a, Point b, float sag, int bulbs) {
    Path line;
    for (int i = 0; i <= 40; ++i) {
        const float t = static_cast<float>(i) / 40;
        line.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t + sag * 4 * t * (1 - t)});
    }
    s.canvas.fill(stroke(line, 0.0028F), mix(s.p.near, black, 0.4F));
    for (int i = 0; i < bulbs; ++i) {
        const float t = (static_cast<float>(i) + 0.5F) / static_cast<float>(bulbs);
        const Point c{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t + sag * 4 * t * (1 - t) + 0.014F};
        s.canvas.glow(c, 0.06F, s.p.lamp, 0.55F);
        s.canvas.fill(disc(c, 0.0095F), mix(s.p.lamp, white, 0.55F));
    }
}

void draw_lights(Scene& s) {
    sky(s, s.h * 0.75F);
    stars(s, 80, s.h * 0.5F);
    const auto hedge = ridge(s.dice, s.h * 0.62F, 0.02F, 0.5F);
    hill(s, ridge(s.dice, s.h * 0.54F, 0.04F), s.haze(0.4F));
    for (int i = 0; i < 5; ++i)
        leafy(s, {s.w * (static_cast<float>(i) + 0.5F) / 5 + s.dice.in(-0.06F, 0.06F), s.h * 0.68F},
              s.dice.in(0.24F, 0.4F), mix(s.haze(0.8F), s.lit(sage), 0.3F));
    hill(s, hedge, s.haze(0.9F), 0.04F);
    s.canvas.fill(rectangle(0, s.h * 0.7F, s.w, s.h),
                  Paint::down(s.h * 0.7F, mix(s.p.near, s.lit(sage), 0.3F), s.h, mix(s.p.near, black, 0.2F)));
    const float table = s.h * 0.77F, left = s.w * 0.16F, right = s.w * 0.84F;
    s.canvas.glow({s.w / 2, table - 0.1F}, 0.7F, s.p.lamp, 0.3F, 0.55F);
    string_lights(s, {-0.02F, s.h * 0.2F}, {s.w * 0.55F, s.h * 0.16F}, 0.1F, 9);
    string_lights(s, {s.w * 0.55F, s.h * 0.16F}, {s.w + 0.02F, s.h * 0.24F}, 0.09F, 8);
    string_lights(s, {-0.02F, s.h * 0.34F}, {s.w + 0.02F, s.h * 0.31F}, 0.09F, 13);
    std::vector<Path> chairs;
    for (int i = 0; i < 5; ++i) {
        const float x = left + (right - left) * (static_cast<float>(i) + 0.5F) / 5;
        chairs.push_back(rounded(x - 0.04F, table - 0.08F, x + 0.04F, table + 0.08F, 0.02F));
    }
    s.canvas.fill(chairs, mix(board(s), s.p.near, 0.45F));
    s.canvas.fill({rectangle(left + 0.03F, table + 0.08F, left + 0.045F, table + 0.2F),
                   rectangle(right - 0.045F, table + 0.08F, right - 0.03F, table + 0.2F)},
                  mix(board(s), s.p.near, 0.5F));
    const Colour linen = mix(s.lit(cream), s.p.lamp, 0.3F);
    Path hanging = {{right + 0.012F, table + 0.05F}, {left - 0.012F, table + 0.05F}};
    for (int i = 0; i <= 48; ++i) {
        const float t = static_cast<float>(i) / 48;
        hanging.push_back({left - 0.012F + (right - left + 0.024F) * t, table + 0.1F + 0.006F * std::sin(t * 30)});
    }
    s.canvas.fill(hanging,
                  Paint::down(table + 0.05F, mix(linen, s.p.near, 0.22F), table + 0.11F, mix(linen, s.p.near, 0.42F)));
    s.canvas.fill({{left, table}, {right, table}, {right + 0.012F, table + 0.052F}, {left - 0.012F, table + 0.052F}},
                  Paint::down(table, mix(linen, s.p.near, 0.12F), table + 0.05F, linen));
    for (int i = 0; i < 9; ++i) {
        const float x = left + 0.03F + (right - left - 0.06F) * static_cast<float>(i) / 8, y = table + 0.03F;
        if (i % 4 == 2) {
            s.canvas.glow({x, y - 0.06F}, 0.08F, s.p.lamp, 0.7F);
            s.canvas.fill({rectangle(x - 0.005F, y - 0.05F, x + 0.005F, y), ellipse({x, y - 0.06F}, 0.004F, 0.01F)},
                          mix(s.p.lamp, white, 0.6F));
        } else if (i % 4 == 0) {
            s.canvas.fill(ellipse({x, y + 0.006F}, 0.026F, 0.008F), s.lit(white));
        } else {
            const Colour glass = i % 2 == 0 ? s.lit(sage) : mix(s.lit(ember), s.p.lamp, 0.3F);
            s.canvas.fill({rounded(x - 0.009F, y - 0.036F, x + 0.009F, y, 0.004F),
                           rectangle(x - 0.003F, y - 0.06F, x + 0.003F, y - 0.03F)},
                          glass);
        }
    }
}

void draw_road(Scene& s) {
    const float horizon = s.h * 0.48F;
    sky(s, horizon);
    if (s.dark()) stars(s, 150, horizon);
    orb(s, orb_place(s, 0.16F, 0.32F), 0.08F);
    clouds(s, 2, s.h * 0.1F, horizon - 0.16F);
    peaks(s, 3, horizon + 0.04F, 0.1F, 0.2F, s.haze(0.15F), 0);
    hills(s, 3, horizon, horizon + 0.09F, 0.03F);
    const auto field = ridge(s.dice, horizon + 0.12F, 0.01F);
    hill(s, field, mix(s.p.near, s.p.far, 0.2F));
    const Point far{s.w * s.dice.in(0.42F, 0.58F), horizon + 0.122F}, near{s.w * s.dice.in(0.4F, 0.6F), s.h + 0.05F};
    auto inner = s.dice;
    const Colour tar = mix(s.p.near, black, 0.35F);
    s.canvas.fill(winding(s.dice, near, far, 0.5F, 0.3F), Paint::down(far.y, mix(tar, s.p.far, 0.4F), s.h, tar));
    const auto middle = winding(inner, near, far, 0.014F, 0.3F);
    const std::size_t n = middle.size() / 2;
    for (std::size_t i = 0; i + 1 < n; i += 2) {
        const std::size_t j = middle.size() - 1 - i;
        s.canvas.fill({middle[i], middle[i + 1], middle[j - 1], middle[j]}, Paint(s.p.lamp, 0.75F));
    }
    for (int i = 0; i < 14; ++i) {
        const float t = static_cast<float>(i) / 13, side = i % 2 == 0 ? -1.0F : 1.0F,
                    y = horizon + 0.13F + (s.h * 0.36F) * t * t;
        s.canvas.fill(
            conifer(s.dice, {s.w / 2 + side * (0.3F + 0.42F * t + s.dice.in(0, 0.12F)), y}, 0.07F + 0.26F * t * t),
            mix(s.haze(0.7F + 0.3F * t), black, 0.12F * t));
    }
    const std::size_t spot = 17, back = middle.size() - 1 - spot;
    const Point car{(middle[spot].x + middle[back].x) / 2 + 0.028F, middle[spot].y};
    const float size = 0.062F;
    const Colour paint = s.lit(s.any_bright());
    s.canvas.fill(ellipse({car.x, car.y + size * 0.02F}, size * 0.62F, size * 0.1F), Paint(black, 0.35F));
    s.canvas.fill(
        {rounded(car.x - size * 0.36F, car.y - size * 0.82F, car.x + size * 0.36F, car.y - size * 0.3F, size * 0.16F),
         rounded(car.x - size * 0.5F, car.y - size * 0.5F, car.x + size * 0.5F, car.y - size * 0.06F, size * 0.12F)},
        paint);
    s.canvas.fill(
        rounded(car.x - size * 0.28F, car.y - size * 0.74F, car.x + size * 0.28F, car.y - size * 0.5F, size * 0.08F),
        mix(s.p.sky_low, s.p.near, 0.25F));
    s.canvas.fill(
        {rounded(car.x - size * 0.42F, car.y - size * 0.1F, car.x - size * 0.24F, car.y + size * 0.04F, size * 0.03F),
         rounded(car.x + size * 0.24F, car.y - size * 0.1F, car.x + size * 0.42F, car.y + size * 0.04F, size * 0.03F)},
        black);
    for (const float side : {-1.0F, 1.0F}) {
        const Point tail{car.x + side * size * 0.38F, car.y - size * 0.3F};
        s.canvas.glow(tail, size * 0.5F, hex(0xff6a4a), 0.6F);
        s.canvas.fill(disc(tail, size * 0.07F), hex(0xffb59a));
    }
    s.canvas.fill(
        {rounded(car.x - size * 0.3F, car.y - size * 0.98F, car.x + size * 0.3F, car.y - size * 0.84F, size * 0.04F)},
        s.lit(hex(0x8a6242)));
}

void draw_bridge(Scene& s) {
    const float river = s.h * 0.66F;
    sky(s, river);
    if (s.low_light()) stars(s, 40, s.h * 0.35F);
    const Point sun{s.w * s.dice.in(0.3F, 0.7F), s.h * s.dice.in(0.24F, 0.4F)};
    orb(s, sun, 0.075F);
    clouds(s, 2, s.h * 0.1F, s.h * 0.28F);
    hill(s, ridge(s.dice, river - 0.13F, 0.03F), s.haze(0.2F));
    float x = -0.03F;
    while (x < s.w) {
        const float wide = s.dice.in(0.06F, 0.11F), tall = s.dice.in(0.07F, 0.16F), roof = wide * s.dice.in(0.3F, 0.5F);
        const Colour front = mix(s.haze(0.35F), s.lit(s.any_bright()), 0.3F);
        s.canvas.fill(rectangle(x, river - tall, x + wide, river), front);
        s.canvas.fill(
            {{x - 0.004F, river - tall}, {x + wide / 2, river - tall - roof}, {x + wide + 0.004F, river - tall}},
            s.haze(0.6F));
        std::vector<Path> panes;
        for (float y = river - tall + 0.014F; y < river - 0.05F; y += 0.03F)
            for (float px = x + 0.012F; px < x + wide - 0.016F; px += 0.022F)
                if (s.dice.chance(0.6)) panes.push_back(rectangle(px, y, px + 0.009F, y + 0.014F));
        s.canvas.fill(panes, s.p.lamp);
        x += wide;
    }
    water(s, river, sun.x, 0.7F);
    const Colour stone = mix(s.p.near, s.lit(hex(0xb89a82)), 0.34F);
    const float deck = river - 0.075F, rise = 0.06F;
    const auto deck_at = [&](float px) { return deck - rise * std::sin(pi * std::clamp(px / s.w, 0.0F, 1.0F)); };
    // The bridge is drawn between its arches, in upright strips joined to one outline, and once more upside down in the
    // water.
    const int arches = s.w > 1 ? 3 : 2;
    const float span = s.w / static_cast<float>(arches);
    Path outline, reflection;
    for (int i = 0; i <= 160; ++i) {
        const float px = s.w * static_cast<float>(i) / 160;
        outline.push_back({px, deck_at(px)});
    }
    for (int i = 160; i >= 0; --i) {
        const float px = s.w * static_cast<float>(i) / 160;
        const float within = std::fmod(px, span) / span, u = std::clamp((within - 0.5F) / 0.4F, -1.0F, 1.0F);
        const float arch = std::abs(u) < 1
                               ? (river + 0.028F - (river + 0.028F - deck_at(px) - 0.034F) * std::sqrt(1 - u * u))
                               : river + 0.028F;
        outline.push_back({px, arch});
    }
    for (const auto& p : outline) reflection.push_back({p.x, 2 * (river + 0.028F) - p.y});
    s.canvas.fill(reflection, Paint::fading(mix(stone, s.p.near, 0.6F), {0, river}, 0.5F, {0, river + 0.2F}, 0.1F));
    s.canvas.fill(outline,
                  Paint::down(deck - rise, mix(stone, s.p.orb, 0.16F), river + 0.03F, mix(stone, s.p.near, 0.5F)));
    Path rail;
    for (int i = 0; i <= 60; ++i)
        rail.push_back({s.w * static_cast<float>(i) / 60, deck_at(s.w * static_cast<float>(i) / 60) - 0.002F});
    s.canvas.fill(stroke(rail, 0.012F), mix(stone, s.p.orb, 0.28F));
    for (int i = 0; i < 5; ++i) {
        const float lx = s.w * (static_cast<float>(i) + 0.5F) / 5, y = deck_at(lx);
        s.canvas.fill(rectangle(lx - 0.0025F, y - 0.085F, lx + 0.0025F, y), mix(s.p.near, black, 0.3F));
        s.canvas.glow({lx, y - 0.09F}, 0.075F, s.p.lamp, 0.75F);
        s.canvas.fill(disc({lx, y - 0.09F}, 0.009F), mix(s.p.lamp, white, 0.6F));
        s.canvas.fill(ellipse({lx, river + 0.16F}, 0.005F, 0.06F), Paint(s.p.lamp, 0.28F));
    }
    const float cx = s.w * s.dice.in(0.36F, 0.64F);
    couple(s, {cx, deck_at(cx) - 0.002F}, 0.06F, mix(s.p.near, black, 0.5F));
}

// --- seen from above ---------------------------------------------------------------------------------------

void parasol(Scene& s, Point c, float r, Colour one, Colour two) {
    s.canvas.fill(disc({c.x + r * 0.32F, c.y + r * 0.38F}, r), Paint(hex(0x5a4632), 0.2F));
    const float turn = s.dice.in(0, pi);
    for (int i = 0; i < 10; ++i) {
        Path slice = {c};
        for (int k = 0; k <= 6; ++k) {
            const float a = turn + 2 * pi * (static_cast<float>(i) + static_cast<float>(k) / 6) / 10;
            slice.push_back({c.x + std::cos(a) * r, c.y + std::sin(a) * r});
        }
        const float a = turn + 2 * pi * (static_cast<float>(i) + 0.5F) / 10;
        s.canvas.fill(slice, mix(i % 2 == 0 ? one : two, black, 0.1F + 0.1F * std::cos(a - pi / 4)));
    }
    s.canvas.fill(disc(c, r * 0.06F), white);
}

void draw_beach(Scene& s) {
    const float edge = s.h * s.dice.in(0.36F, 0.46F);
    s.canvas.fill(rectangle(0, 0, s.w, s.h), Paint::down(edge, hex(0xeed7ae), s.h, hex(0xf4e4c4)));
    const auto shore = ridge(s.dice, edge, 0.03F, 0.3F);
    const auto above = [&](float shift) {
        Path path;
        for (int i = 0; i <= 120; ++i) {
            const float x = s.w * static_cast<float>(i) / 120;
            path.push_back({x, shore.at(x) + shift});
        }
        path.push_back({s.w, -0.1F});
        path.push_back({0, -0.1F});
        return path;
    };
    s.canvas.fill(above(0.045F), Paint(hex(0xd8bb8c), 0.55F));
    s.canvas.fill(above(0.018F), Paint(white, 0.95F));
    s.canvas.fill(above(0), Paint::down(0, hex(0x4f9fb0), edge, hex(0x9fd3cf)));
    for (int i = 0; i < 3; ++i) {
        const float shift = -0.07F - 0.1F * static_cast<float>(i);
        Path crest;
        for (int k = 0; k <= 60; ++k) {
            const float x = s.w * static_cast<float>(k) / 60;
            crest.push_back({x, shore.at(x) * (1 - 0.04F * static_cast<float>(i)) + shift +
                                    0.008F * std::sin(x * 9 + static_cast<float>(i))});
        }
        s.canvas.fill(stroke(crest, 0.006F), Paint(white, 0.5F - 0.12F * static_cast<float>(i)));
    }
    const int n = s.w > 1 ? 4 : 3;
    for (int i = 0; i < n; ++i) {
        const Point c{s.w * (static_cast<float>(i) + 0.5F) / static_cast<float>(n) + s.dice.in(-0.04F, 0.04F),
                      s.h * (0.62F + 0.2F * static_cast<float>(i % 2)) + s.dice.in(-0.03F, 0.03F)};
        const Colour one = s.any_bright();
        for (const float side : {-1.0F, 1.0F}) {
            const float x = c.x + side * 0.06F, y = c.y + 0.1F;
            const Colour towel = s.any_bright();
            s.canvas.fill(rounded(x - 0.036F, y - 0.07F, x + 0.04F, y + 0.094F, 0.006F), Paint(hex(0x5a4632), 0.15F));
            s.canvas.fill(rounded(x - 0.04F, y - 0.075F, x + 0.036F, y + 0.09F, 0.006F), mix(towel, white, 0.25F));
            for (int k = 0; k < 3; ++k)
                s.canvas.fill(rectangle(x - 0.04F, y + 0.02F + 0.022F * static_cast<float>(k), x + 0.036F,
                                        y + 0.03F + 0.022F * static_cast<float>(k)),
                              mix(towel, white, 0.75F));
        }
        parasol(s, {c.x, c.y - 0.01F}, s.dice.in(0.085F, 0.11F), one, white);
    }
    for (int i = 0; i < 14; ++i) {
        const float t = static_cast<float>(i);
        s.canvas.fill(ellipse({s.w * (0.08F + 0.02F * t) + s.dice.in(-0.002F, 0.002F),
                               s.h * 0.96F - 0.012F * t + (i % 2 == 0 ? 0.009F : -0.009F)},
                              0.0065F, 0.0042F, -0.5F),
                      Paint(hex(0xb89766), 0.6F));
    }
}

void plate(Scene& s, Point c, float r) {
    s.canvas.fill(disc({c.x + r * 0.05F, c.y + r * 0.08F}, r * 1.02F), Paint(black, 0.12F));
    s.canvas.fill(disc(c, r), Paint::between({c.x - r, c.y - r}, white, {c.x + r, c.y + r}, hex(0xe6dfd4)));
    s.canvas.fill(disc(c, r * 0.7F), Paint::between({c.x - r, c.y - r}, hex(0xf0e9de), {c.x + r, c.y + r}, white));
}

void cup_from_above(Scene& s, Point c, float r, Colour colour, Colour drink) {
    plate(s, c, r * 1.6F);
    s.canvas.fill(thick(c, {c.x + r * 1.2F, c.y - r * 0.7F}, r * 0.35F, r * 0.3F), mix(colour, black, 0.1F));
    s.canvas.fill(disc(c, r), colour);
    s.canvas.fill(disc(c, r * 0.84F), Paint::between({c.x - r, c.y - r}, mix(drink, black, 0.2F), {c.x + r, c.y + r},
                                                     mix(drink, white, 0.12F)));
    s.canvas.fill(smooth({{c.x, c.y + r * 0.42F},
                          {c.x - r * 0.42F, c.y - r * 0.02F},
                          {c.x - r * 0.24F, c.y - r * 0.32F},
                          {c.x, c.y - r * 0.12F},
                          {c.x + r * 0.24F, c.y - r * 0.32F},
                          {c.x + r * 0.42F, c.y - r * 0.02F}},
                         true, 6),
                  Paint(cream, 0.75F));
}

void cloth(Scene& s, Colour ground, Colour stripe, float left, float top, float right, float bottom, float cell) {
    s.canvas.fill(rectangle(left, top, right, bottom), ground);
    s.canvas.clip(left, top, right, bottom);
    for (float x = left; x < right; x += cell * 2)
        s.canvas.fill(rectangle(x, top, x + cell, bottom), Paint(stripe, 0.42F));
    for (float y = top; y < bottom; y += cell * 2)
        s.canvas.fill(rectangle(left, y, right, y + cell), Paint(stripe, 0.42F));
    s.canvas.no_clip();
}

void bun(Scene& s, Point c, float r, float turn) {
    const Colour crust = hex(0xc98a47);
    const auto at = [&](float x, float y) {
        return Point{c.x + (x * std::cos(turn) - y * std::sin(turn)) * r,
                     c.y + (x * std::sin(turn) + y * std::cos(turn)) * r};
    };
    const auto shape = smooth({at(-1, 0.55F), at(-0.75F, -0.15F), at(0, -0.55F), at(0.75F, -0.15F), at(1, 0.55F),
                               at(0.5F, 0.28F), at(0, 0.2F), at(-0.5F, 0.28F)},
                              true, 7);
    s.canvas.fill(shape, Paint::between(at(0, -0.6F), mix(crust, honey, 0.45F), at(0, 0.5F), mix(crust, black, 0.22F)));
    for (const float x : {-0.5F, -0.17F, 0.17F, 0.5F})
        s.canvas.fill(stroke({at(x, -0.42F + 0.5F * x * x), at(x * 0.8F, 0.22F)}, r * 0.05F),
                      Paint(mix(crust, black, 0.4F), 0.4F));
}

void draw_breakfast(Scene& s) {
    const Colour top = mix(wood, cream, s.dice.in(0.1F, 0.5F));
    for (int i = 0; i < 9; ++i) {
        const float y = s.h * static_cast<float>(i) / 9;
        s.canvas.fill(rectangle(0, y, s.w, y + s.h / 9 + 0.001F),
                      mix(top, i % 2 == 0 ? black : white, s.dice.in(0.01F, 0.06F)));
        s.canvas.fill(rectangle(0, y, s.w, y + 0.003F), Paint(black, 0.14F));
    }
    const float mx = s.w / 2, my = s.h / 2;
    const Colour linen = s.any_bright();
    cloth(s, cream, linen, mx - 0.52F, my - 0.16F, mx + 0.52F, my + 0.16F, 0.026F);
    const bool wide = s.w > 1;
    for (const float side : {-1.0F, 1.0F}) {
        const Point c =
            wide ? Point{mx + side * 0.34F, my + side * 0.06F} : Point{mx + side * 0.08F, my + side * 0.36F};
        plate(s, c, 0.19F);
        if (side < 0) {
            s.canvas.fill(smooth({{c.x - 0.1F, c.y},
                                  {c.x - 0.05F, c.y - 0.085F},
                                  {c.x + 0.05F, c.y - 0.075F},
                                  {c.x + 0.1F, c.y},
                                  {c.x + 0.06F, c.y + 0.08F},
                                  {c.x - 0.04F, c.y + 0.075F}},
                                 true),
                          Paint(white));
            for (const float x : {-0.035F, 0.04F})
                s.canvas.fill(disc({c.x + x, c.y - x * 0.4F}, 0.03F),
                              Paint::between({c.x, c.y - 0.03F}, hex(0xf6c54a), {c.x, c.y + 0.03F}, hex(0xe8992f)));
        } else {
            for (int i = 0; i < 4; ++i) {
                const Point p{c.x + 0.004F * static_cast<float>(i), c.y - 0.008F * static_cast<float>(i)};
                s.canvas.fill(disc(p, 0.1F), hex(0xb97a3c));
                s.canvas.fill(disc(p, 0.092F),
                              Paint::between({p.x, p.y - 0.1F}, hex(0xe5b264), {p.x, p.y + 0.1F}, hex(0xd69a4f)));
            }
            for (int i = 0; i < 7; ++i)
                s.canvas.fill(
                    disc({c.x + 0.012F + s.dice.in(-0.05F, 0.05F), c.y - 0.024F + s.dice.in(-0.05F, 0.05F)}, 0.012F),
                    i % 2 == 0 ? hex(0x4a5590) : hex(0xc2434f));
        }
        const Colour metal = hex(0xb9b6b2);
        s.canvas.fill({thick({c.x + 0.235F, c.y - 0.12F}, {c.x + 0.235F, c.y + 0.13F}, 0.018F, 0.01F),
                       ellipse({c.x - 0.235F, c.y - 0.09F}, 0.016F, 0.035F),
                       thick({c.x - 0.235F, c.y - 0.06F}, {c.x - 0.235F, c.y + 0.13F}, 0.007F, 0.01F)},
                      metal);
    }
    cup_from_above(s, wide ? Point{mx - 0.08F, my - 0.32F} : Point{mx - 0.3F, my - 0.02F}, 0.062F,
                   mix(s.any_bright(), white, 0.2F), hex(0x7a4e33));
    cup_from_above(s, wide ? Point{mx + 0.1F, my + 0.33F} : Point{mx + 0.3F, my + 0.04F}, 0.062F,
                   mix(s.any_bright(), white, 0.2F), hex(0x8a5a3a));
    const Point basket = wide ? Point{mx + 0.06F, my - 0.03F} : Point{mx - 0.02F, my + 0.01F};
    s.canvas.fill(ellipse({basket.x + 0.01F, basket.y + 0.015F}, 0.115F, 0.09F), Paint(black, 0.15F));
    s.canvas.fill(ellipse(basket, 0.115F, 0.09F), hex(0xa87a48));
    s.canvas.fill(ellipse(basket, 0.098F, 0.074F), hex(0x86592f));
    bun(s, {basket.x - 0.03F, basket.y - 0.02F}, 0.06F, 0.3F);
    bun(s, {basket.x + 0.03F, basket.y + 0.02F}, 0.06F, -0.4F);
    s.canvas.fill(rectangle(0, 0, s.w, s.h), Paint::fading(hex(0xfff2d0), {0, 0}, 0.22F, {s.w, s.h}, 0));
}

void draw_picnic(Scene& s) {
    const Colour grass = mix(hex(0x86a862), s.p.near, 0.25F);
    s.canvas.fill(rectangle(0, 0, s.w, s.h),
                  Paint::between({0, 0}, mix(grass, s.p.orb, 0.18F), {s.w, s.h}, mix(grass, s.p.near, 0.25F)));
    for (int layer = 0; layer < 2; ++layer) {
        std::vector<Path> blades;
        for (int i = 0; i < 230; ++i) {
            const Point p{s.dice.in(0, s.w), s.dice.in(0, s.h)};
            blades.push_back(
                thick(p, {p.x + s.dice.in(-0.008F, 0.008F), p.y - s.dice.in(0.012F, 0.024F)}, 0.004F, 0.001F));
        }
        s.canvas.fill(blades, Paint(layer == 0 ? mix(grass, black, 0.25F) : mix(grass, s.p.orb, 0.4F), 0.5F));
    }
    for (int i = 0; i < 26; ++i) {
        const Point c{s.dice.in(0, s.w), s.dice.in(0, s.h)};
        s.canvas.fill({disc({c.x - 0.006F, c.y}, 0.005F), disc({c.x + 0.006F, c.y}, 0.005F),
                       disc({c.x, c.y - 0.006F}, 0.005F), disc({c.x, c.y + 0.006F}, 0.005F)},
                      white);
        s.canvas.fill(disc(c, 0.004F), honey);
    }
    const float mx = s.w / 2, my = s.h / 2, half_w = s.w * 0.37F, half_h = s.h * 0.36F;
    s.canvas.fill(
        rounded(mx - half_w + 0.012F, my - half_h + 0.016F, mx + half_w + 0.012F, my + half_h + 0.016F, 0.01F),
        Paint(black, 0.2F));
    cloth(s, cream, s.any_bright(), mx - half_w, my - half_h, mx + half_w, my + half_h, 0.04F);
    const Point basket{mx - half_w * 0.45F, my - half_h * 0.4F};
    s.canvas.fill(rounded(basket.x - 0.12F, basket.y - 0.08F, basket.x + 0.14F, basket.y + 0.1F, 0.02F),
                  Paint(black, 0.18F));
    s.canvas.fill(rounded(basket.x - 0.13F, basket.y - 0.09F, basket.x + 0.13F, basket.y + 0.09F, 0.02F),
                  hex(0xb98750));
    for (int i = 0; i < 8; ++i) {
        const float x = basket.x - 0.115F + 0.031F * static_cast<float>(i);
        s.canvas.fill(rounded(x, basket.y - 0.08F, x + 0.016F, basket.y + 0.08F, 0.004F), Paint(hex(0x96683a), 0.75F));
    }
    s.canvas.fill(
        stroke(smooth({{basket.x - 0.02F, basket.y - 0.1F}, {basket.x, basket.y}, {basket.x - 0.02F, basket.y + 0.1F}},
                      false),
               0.016F),
        hex(0x7c5530));
    const Point board_at{mx + half_w * 0.4F, my - half_h * 0.3F};
    plate(s, board_at, 0.12F);
    for (int i = 0; i < 9; ++i) {
        const Point c{board_at.x + s.dice.in(-0.055F, 0.055F), board_at.y + s.dice.in(-0.055F, 0.055F)};
        s.canvas.fill(disc(c, 0.024F), Paint::between({c.x - 0.02F, c.y - 0.02F}, hex(0xe0606a),
                                                      {c.x + 0.02F, c.y + 0.02F}, hex(0xa8303f)));
        s.canvas.fill(ellipse({c.x, c.y - 0.016F}, 0.01F, 0.005F), hex(0x6f9a4f));
    }
    const Point melon{mx - half_w * 0.32F, my + half_h * 0.45F};
    for (const float turn : {-0.3F, 0.5F}) {
        Path rind, flesh;
        for (int i = 0; i <= 24; ++i) {
            const float a = turn + pi * static_cast<float>(i) / 24;
            rind.push_back({melon.x + turn * 0.2F + std::cos(a) * 0.095F, melon.y + std::sin(a) * 0.095F});
            flesh.push_back({melon.x + turn * 0.2F + std::cos(a) * 0.08F, melon.y + std::sin(a) * 0.08F});
        }
        s.canvas.fill(rind, hex(0x5d8a55));
        s.canvas.fill(flesh, hex(0xe2665f));
        for (int i = 1; i < 6; ++i) {
            const float a = turn + pi * static_cast<float>(i) / 6;
            s.canvas.fill(ellipse({melon.x + turn * 0.2F + std::cos(a) * 0.052F, melon.y + std::sin(a) * 0.052F},
                                  0.007F, 0.004F, a),
                          hex(0x3d2a28));
        }
    }
    const Point glass{mx + half_w * 0.25F, my + half_h * 0.42F};
    cup_from_above(s, glass, 0.045F, hex(0xf3ece0), hex(0xd9a24a));
    cup_from_above(s, {glass.x + 0.17F, glass.y - 0.02F}, 0.045F, hex(0xf3ece0), hex(0xd9a24a));
    s.canvas.fill(rounded(mx - 0.04F, my + half_h * 0.08F, mx + 0.07F, my + half_h * 0.3F, 0.006F), s.any_bright());
    s.canvas.fill(rounded(mx - 0.034F, my + half_h * 0.08F, mx + 0.07F, my + half_h * 0.3F - 0.006F, 0.004F),
                  Paint(white, 0.35F));
}

// --- indoors -----------------------------------------------------------------------------------------------

void room(Scene& s) {
    const Colour c = wall(s);
    s.canvas.fill(rectangle(0, 0, s.w, s.h),
                  Paint::down(0, mix(c, s.p.orb, s.dark() ? 0.0F : 0.12F), s.h, mix(c, s.p.near, 0.14F)));
}

void table(Scene& s, float top) {
    const Colour c = board(s);
    s.canvas.fill(rectangle(0, top, s.w, s.h), Paint::down(top, mix(c, s.p.orb, 0.22F), s.h, mix(c, black, 0.16F)));
    s.canvas.fill(rectangle(0, top, s.w, top + 0.006F), Paint(s.p.orb, 0.35F));
    for (int i = 0; i < 5; ++i) {
        const float y = top + (s.h - top) * (0.12F + 0.2F * static_cast<float>(i));
        s.canvas.fill(ellipse({s.w * s.dice.in(0.2F, 0.8F), y}, s.dice.in(0.2F, 0.5F), 0.0016F),
                      Paint(mix(c, black, 0.4F), 0.3F));
    }
}

void draw_table(Scene& s) {
    room(s);
    const float x = s.w * s.dice.in(0.45F, 0.55F), half = s.w > 1 ? 0.34F : 0.27F, top = s.h * 0.7F;
    window(s, x - half, s.h * 0.1F, x + half, s.h * 0.52F);
    table(s, top);
    s.canvas.fill({{x - half * 0.9F, top + 0.01F},
                   {x + half * 0.6F, top + 0.01F},
                   {x + half * 1.1F, s.h},
                   {x - half * 1.3F, s.h}},
                  Paint::fading(s.p.orb, {0, top}, 0.3F, {0, s.h}, 0.05F));
    const Colour one = s.lit(s.any_bright()), two = s.lit(s.any_bright());
    if (s.dice.chance(0.7)) plant(s, {x - s.w * 0.3F, top + 0.07F}, 0.15F, s.lit(s.any_bright()));
    plate(s, {x + s.w * 0.29F, top + 0.07F}, 0.001F);
    s.canvas.fill(ellipse({x + s.w * 0.29F, top + 0.085F}, 0.11F, 0.03F), Paint(black, 0.14F));
    s.canvas.fill(ellipse({x + s.w * 0.29F, top + 0.077F}, 0.11F, 0.03F), s.lit(white));
    s.canvas.fill(ellipse({x + s.w * 0.29F, top + 0.078F}, 0.08F, 0.02F), s.lit(hex(0xe9e1d5)));
    bun(s, {x + s.w * 0.29F - 0.02F, top + 0.055F}, 0.06F, 0.1F);
    cup(s, {x - 0.1F, s.h * 0.86F}, 0.13F, one);
    cup(s, {x + 0.12F, s.h * 0.89F}, 0.13F, two);
}

void draw_rain(Scene& s) {
    sky(s, s.h * 0.8F);
    hills(s, 2, s.h * 0.56F, s.h * 0.66F, 0.03F);
    for (int i = 0; i < 24; ++i) {
        const Point c{s.dice.in(0, s.w), s.h * s.dice.in(0.46F, 0.74F)};
        const float r = s.dice.in(0.02F, 0.055F);
        const Colour colour = mix(s.p.lamp, s.any_bright(), s.dice.in(0, 0.5F));
        s.canvas.fill(disc(c, r), Paint(colour, s.dice.in(0.14F, 0.34F)));
        s.canvas.glow(c, r * 2.4F, colour, 0.2F);
    }
    mist(s, s.h * 0.4F, s.h * 0.85F, 0.35F);
    for (int i = 0; i < 190; ++i) {
        const float big = s.dice.in(0, 1), r = 0.0018F + 0.0072F * big * big * big;
        const Point c{s.dice.in(0, s.w), s.dice.in(0, s.h * 0.82F)};
        if (big > 0.86F) {
            const float run = s.dice.in(0.06F, 0.2F);
            s.canvas.fill(thick({c.x + s.dice.in(-0.004F, 0.004F), c.y - run}, c, r * 0.3F, r * 1.2F),
                          Paint::fading(white, {0, c.y - run}, 0, {0, c.y}, 0.4F));
        }
        s.canvas.fill(ellipse(c, r, r * 1.2F),
                      Paint::down(c.y - r, mix(s.p.near, s.p.sky_top, 0.45F), c.y + r, mix(white, s.p.sky_low, 0.3F)));
        if (r > 0.004F) s.canvas.fill(disc({c.x - r * 0.3F, c.y - r * 0.4F}, r * 0.24F), Paint(white, 0.85F));
    }
    const Colour frame = mix(s.lit(white), s.p.near, 0.12F), shade = mix(frame, black, 0.18F);
    const float sill = s.h * 0.82F;
    s.canvas.fill({rectangle(s.w / 2 - 0.016F, 0, s.w / 2 + 0.016F, sill), rectangle(0, 0, 0.045F, sill),
                   rectangle(s.w - 0.045F, 0, s.w, sill), rectangle(0, 0, s.w, 0.04F),
                   rectangle(0, s.h * 0.3F, s.w, s.h * 0.3F + 0.022F)},
                  frame);
    s.canvas.fill(rectangle(s.w / 2 + 0.009F, 0.04F, s.w / 2 + 0.016F, sill), shade);
    s.canvas.fill(rectangle(0, sill, s.w, s.h), Paint::down(sill, frame, s.h, mix(frame, s.p.near, 0.3F)));
    s.canvas.fill(rectangle(0, sill, s.w, sill + 0.007F), mix(frame, white, 0.5F));
    plant(s, {s.w * 0.2F, s.h * 0.91F}, 0.17F, s.lit(s.any_bright()));
    cup(s, {s.w * s.dice.in(0.58F, 0.64F), s.h * 0.93F}, 0.13F, s.lit(s.any_bright()));
    s.canvas.fill(rounded(s.w * 0.76F, s.h * 0.9F, s.w * 0.76F + 0.22F, s.h * 0.928F, 0.004F), s.lit(s.any_bright()));
    s.canvas.fill(rounded(s.w * 0.76F + 0.01F, s.h * 0.874F, s.w * 0.76F + 0.2F, s.h * 0.899F, 0.004F),
                  s.lit(s.any_bright()));
}

void draw_bookshelf(Scene& s) {
    room(s);
    const Colour shelf_wood = mix(board(s), black, 0.08F);
    const int shelves = s.w > 1 ? 3 : 4;
    const float gap = s.h / (static_cast<float>(shelves) + 0.12F), thick_board = 0.022F;
    s.canvas.fill(rectangle(0, 0, s.w, s.h), Paint(mix(shelf_wood, black, 0.35F), 0.55F));
    const int lamp_shelf = s.dice.between(0, shelves - 1);
    for (int k = 0; k < shelves; ++k) {
        const float floor = gap * static_cast<float>(k + 1) - 0.01F;
        float x = s.dice.in(0.02F, 0.06F);
        const float special = s.w * s.dice.in(0.2F, 0.62F);
        bool placed = false;
        while (x < s.w - 0.05F) {
            if (!placed && x > special) {
                placed = true;
                if (k == lamp_shelf) {
                    const Point lamp{x + 0.11F, floor - gap * 0.5F};
                    s.canvas.glow({lamp.x, floor - 0.1F}, 0.4F, s.p.lamp, 0.5F);
                    s.canvas.fill({rectangle(lamp.x - 0.006F, lamp.y, lamp.x + 0.006F, floor),
                                   rounded(lamp.x - 0.05F, floor - 0.012F, lamp.x + 0.05F, floor, 0.006F)},
                                  mix(s.p.near, black, 0.2F));
                    s.canvas.fill({{lamp.x - 0.045F, lamp.y - 0.07F},
                                   {lamp.x + 0.045F, lamp.y - 0.07F},
                                   {lamp.x + 0.085F, lamp.y + 0.035F},
                                   {lamp.x - 0.085F, lamp.y + 0.035F}},
                                  Paint::down(lamp.y - 0.07F, mix(s.p.lamp, honey, 0.2F), lamp.y + 0.04F,
                                              mix(s.p.lamp, white, 0.6F)));
                    x += 0.23F;
                } else if (k % 2 == 0) {
                    plant(s, {x + 0.09F, floor}, 0.12F, s.lit(s.any_bright()));
                    x += 0.2F;
                } else {
                    const float side = 0.15F;
                    s.canvas.fill(rounded(x + 0.02F, floor - side, x + 0.02F + side * 0.9F, floor, 0.004F),
                                  s.lit(hex(0xead9bd)));
                    view(s, x + 0.034F, floor - side + 0.014F, x + 0.006F + side * 0.9F, floor - 0.014F);
                    x += side + 0.04F;
                }
                continue;
            }
            const float wide = s.dice.in(0.022F, 0.05F), tall = gap * s.dice.in(0.5F, 0.8F);
            Colour cover = s.lit(s.any_bright());
            cover = mix(cover, s.dice.chance(0.5) ? cream : s.p.near, s.dice.in(0.05F, 0.4F));
            if (s.dice.chance(0.07)) {
                const float lean = tall * 0.2F;
                s.canvas.fill(
                    {{x + lean, floor - tall}, {x + lean + wide, floor - tall + 0.008F}, {x + wide, floor}, {x, floor}},
                    cover);
                x += lean + wide + 0.003F;
                continue;
            }
            s.canvas.fill(rounded(x, floor - tall, x + wide - 0.0025F, floor, 0.004F),
                          Paint::across(x, mix(cover, white, 0.1F), x + wide, mix(cover, black, 0.2F)));
            const Colour band = mix(cover, s.p.lamp, 0.55F);
            s.canvas.fill(rectangle(x, floor - tall * 0.84F, x + wide - 0.0025F, floor - tall * 0.8F),
                          Paint(band, 0.8F));
            if (s.dice.chance(0.5))
                s.canvas.fill(rectangle(x + wide * 0.3F, floor - tall * 0.7F, x + wide * 0.62F, floor - tall * 0.36F),
                              Paint(band, 0.6F));
            x += wide;
            if (s.dice.chance(0.06)) x += s.dice.in(0.02F, 0.06F);
        }
        s.canvas.fill(rectangle(0, floor, s.w, floor + thick_board),
                      Paint::down(floor, mix(shelf_wood, s.p.orb, 0.22F), floor + thick_board, shelf_wood));
        s.canvas.fill(rectangle(0, floor + thick_board, s.w, floor + thick_board + 0.03F),
                      Paint::fading(black, {0, floor + thick_board}, 0.28F, {0, floor + thick_board + 0.03F}, 0));
    }
    s.canvas.fill(rectangle(0, 0, s.w, s.h), Paint::fading(s.p.orb, {0, 0}, 0.12F, {s.w, s.h}, 0));
}

void flame(Scene& s, Point foot, float size, Colour colour) {
    const float lean = s.dice.in(-0.12F, 0.12F) * size;
    s.canvas.fill(smooth({{foot.x, foot.y},
                          {foot.x - size * 0.3F, foot.y - size * 0.24F},
                          {foot.x - size * 0.16F + lean * 0.3F, foot.y - size * 0.6F},
                          {foot.x + lean, foot.y - size},
                          {foot.x + size * 0.14F + lean * 0.2F, foot.y - size * 0.55F},
                          {foot.x + size * 0.3F, foot.y - size * 0.26F}},
                         true, 8),
                  colour);
}

void draw_hearth(Scene& s) {
    const Colour c = mix(wall(s), black, 0.18F);
    s.canvas.fill(rectangle(0, 0, s.w, s.h), Paint::down(0, mix(c, black, 0.25F), s.h, c));
    const float mid = s.w / 2, floor = s.h * 0.82F, half = 0.36F, top = floor - 0.5F;
    const Colour brick = mix(hex(0x96584a), s.p.near, 0.35F);
    s.canvas.fill(rectangle(mid - half, 0, mid + half, top), mix(brick, black, 0.12F));
    s.canvas.fill(rectangle(mid - half, top, mid + half, floor), mix(brick, black, 0.3F));
    for (int r = 0; r < 24; ++r) {
        const float y = floor - 0.036F * static_cast<float>(r + 1);
        if (y < -0.04F) break;
        for (int k = -1; k < 9; ++k) {
            const float x = mid - half + 0.09F * (static_cast<float>(k) + (r % 2 == 0 ? 0.0F : 0.5F));
            const float l = std::max(x, mid - half), right = std::min(x + 0.085F, mid + half);
            if (right - l > 0.01F)
                s.canvas.fill(rounded(l, y, right, y + 0.031F, 0.003F),
                              mix(brick, s.dice.chance(0.5) ? honey : black, s.dice.in(0, 0.16F)));
        }
    }
    const float open = 0.235F, arch = floor - 0.3F;
    Path mouth = {{mid + open, floor}, {mid - open, floor}};
    for (int i = 0; i <= 24; ++i) {
        const float a = pi + pi * static_cast<float>(i) / 24;
        mouth.push_back({mid + std::cos(a) * open, arch + std::sin(a) * 0.1F});
    }
    s.canvas.fill(mouth, Paint::down(arch - 0.1F, mix(black, ember, 0.1F), floor, mix(black, ember, 0.4F)));
    s.canvas.glow({mid, floor - 0.1F}, 0.3F, hex(0xff9a4a), 0.75F, 0.9F);
    s.canvas.fill({thick({mid - 0.15F, floor - 0.03F}, {mid + 0.15F, floor - 0.045F}, 0.045F, 0.04F),
                   thick({mid - 0.13F, floor - 0.06F}, {mid + 0.14F, floor - 0.02F}, 0.04F, 0.045F)},
                  hex(0x4a2c22));
    for (int i = 0; i < 5; ++i)
        flame(s, {mid - 0.11F + 0.055F * static_cast<float>(i), floor - 0.05F},
              s.dice.in(0.15F, 0.24F) * (i == 2 ? 1.15F : 0.9F), hex(0xe5672f));
    for (int i = 0; i < 4; ++i)
        flame(s, {mid - 0.08F + 0.053F * static_cast<float>(i), floor - 0.045F}, s.dice.in(0.1F, 0.16F), hex(0xf7a23f));
    for (int i = 0; i < 3; ++i)
        flame(s, {mid - 0.05F + 0.05F * static_cast<float>(i), floor - 0.04F}, s.dice.in(0.06F, 0.09F), hex(0xffe09a));
    for (int i = 0; i < 12; ++i)
        s.canvas.fill(disc({mid + s.dice.in(-0.13F, 0.13F), floor - s.dice.in(0.14F, 0.34F)}, 0.0022F),
                      Paint(hex(0xffc46b), 0.8F));
    const Colour beam = mix(board(s), black, 0.2F);
    s.canvas.fill(rounded(mid - half - 0.05F, top - 0.04F, mid + half + 0.05F, top + 0.012F, 0.008F),
                  Paint::down(top - 0.04F, mix(beam, s.p.lamp, 0.25F), top + 0.012F, beam));
    for (const float x : {-0.28F, -0.21F, 0.27F}) {
        const float tall = s.dice.in(0.05F, 0.09F);
        s.canvas.fill(rounded(mid + x - 0.012F, top - 0.04F - tall, mid + x + 0.012F, top - 0.04F, 0.003F),
                      s.lit(cream));
        s.canvas.glow({mid + x, top - 0.06F - tall}, 0.09F, s.p.lamp, 0.6F);
        s.canvas.fill(ellipse({mid + x, top - 0.056F - tall}, 0.006F, 0.014F), mix(s.p.lamp, white, 0.5F));
    }
    s.canvas.fill(rounded(mid - 0.1F, top - 0.21F, mid + 0.13F, top - 0.045F, 0.004F), s.lit(hex(0xc79f6a)));
    view(s, mid - 0.085F, top - 0.195F, mid + 0.115F, top - 0.06F);
    plant(s, {mid + 0.2F, top - 0.04F}, 0.06F, s.lit(sage));
    s.canvas.fill(rectangle(0, floor, s.w, s.h),
                  Paint::down(floor, mix(board(s), black, 0.25F), s.h, mix(board(s), black, 0.5F)));
    s.canvas.glow({mid, floor + 0.05F}, 0.62F, hex(0xff9a4a), 0.45F, 0.32F);
    s.canvas.fill(ellipse({mid, floor + 0.1F}, 0.4F, 0.062F), Paint(mix(s.lit(ember), s.p.lamp, 0.1F), 0.85F));
    s.canvas.fill(ellipse({mid, floor + 0.1F}, 0.33F, 0.046F), Paint(mix(s.lit(cream), ember, 0.3F), 0.6F));
    for (const float side : {-1.0F, 1.0F}) {
        const float x = mid + side * (s.w > 1 ? 0.5F : 0.36F), y = floor + 0.1F;
        const Colour chair = mix(s.lit(side < 0 ? plum : sky_blue), black, 0.15F), rim = mix(chair, s.p.lamp, 0.35F);
        s.canvas.fill(rounded(x - 0.12F, y - 0.33F, x + 0.12F, y, 0.07F),
                      Paint::across(x - side * 0.13F, rim, x + side * 0.05F, chair));
        s.canvas.fill(rounded(x - 0.15F, y - 0.15F, x + 0.15F, y + 0.02F, 0.05F),
                      Paint::across(x - side * 0.16F, rim, x + side * 0.02F, mix(chair, black, 0.15F)));
        s.canvas.fill({rectangle(x - 0.12F, y + 0.01F, x - 0.1F, y + 0.05F),
                       rectangle(x + 0.1F, y + 0.01F, x + 0.12F, y + 0.05F)},
                      mix(wood, black, 0.5F));
    }
    cup(s, {mid - 0.05F, floor + 0.12F}, 0.05F, s.lit(cream));
    cup(s, {mid + 0.05F, floor + 0.125F}, 0.05F, s.lit(honey));
}

void draw_cat(Scene& s) {
    room(s);
    const float sill = s.h * 0.8F, left = s.w * 0.5F - 0.38F, right = s.w * 0.5F + 0.38F;
    window(s, left, s.h * 0.1F, right, sill - 0.026F);
    const Colour curtain = mix(s.lit(s.any_bright()), wall(s), 0.35F);
    for (const float side : {-1.0F, 1.0F}) {
        const float edge = s.w / 2 + side * 0.4F, outer = s.w / 2 + side * 0.62F, inner = s.w / 2 + side * 0.29F;
        s.canvas.fill(smooth({{inner, 0},
                              {inner + side * 0.02F, s.h * 0.3F},
                              {edge, s.h * 0.55F},
                              {edge + side * 0.02F, s.h},
                              {outer, s.h},
                              {outer, 0}},
                             false, 8),
                      Paint::across(inner, mix(curtain, white, 0.12F), outer, mix(curtain, black, 0.2F)));
    }
    s.canvas.fill(rounded(s.w / 2 - 0.5F, sill, s.w / 2 + 0.5F, sill + 0.035F, 0.008F),
                  Paint::down(sill, s.lit(white), sill + 0.035F, s.lit(white, 0.2F)));
    const std::array<Colour, 4> coats = {hex(0x2d2a33), hex(0xc07a43), hex(0x77716e), hex(0xe9dcc6)};
    const Colour fur = s.lit(coats[s.dice.below(4)]), dark = mix(fur, black, 0.25F);
    const float x = s.w * s.dice.in(0.42F, 0.56F), y = sill, k = 0.3F;
    s.canvas.fill(stroke(smooth({{x + k * 0.3F, y - k * 0.05F},
                                 {x + k * 0.6F, y - k * 0.02F},
                                 {x + k * 0.78F, y + k * 0.14F},
                                 {x + k * 0.72F, y + k * 0.36F},
                                 {x + k * 0.82F, y + k * 0.48F}},
                                false, 8),
                         k * 0.1F),
                  dark);
    s.canvas.fill(smooth({{x - k * 0.32F, y},
                          {x - k * 0.37F, y - k * 0.25F},
                          {x - k * 0.24F, y - k * 0.62F},
                          {x - k * 0.14F, y - k * 0.85F},
                          {x + k * 0.14F, y - k * 0.85F},
                          {x + k * 0.24F, y - k * 0.62F},
                          {x + k * 0.37F, y - k * 0.25F},
                          {x + k * 0.32F, y}},
                         false, 8),
                  Paint::across(x - k * 0.4F, mix(fur, s.p.orb, 0.16F), x + k * 0.4F, dark));
    const Point head{x, y - k * 0.98F};
    s.canvas.fill({ellipse(head, k * 0.235F, k * 0.2F),
                   smooth({{head.x - k * 0.225F, head.y - k * 0.02F},
                           {head.x - k * 0.2F, head.y - k * 0.34F},
                           {head.x - k * 0.03F, head.y - k * 0.16F}},
                          false, 3),
                   smooth({{head.x + k * 0.225F, head.y - k * 0.02F},
                           {head.x + k * 0.2F, head.y - k * 0.34F},
                           {head.x + k * 0.03F, head.y - k * 0.16F}},
                          false, 3)},
                  Paint::across(x - k * 0.25F, mix(fur, s.p.orb, 0.16F), x + k * 0.25F, dark));
    for (int i = 0; i < 3; ++i)
        s.canvas.fill(thick({x - k * 0.06F, y - k * (0.34F + 0.13F * static_cast<float>(i))},
                            {x + k * 0.06F, y - k * (0.34F + 0.13F * static_cast<float>(i))}, k * 0.03F, k * 0.03F),
                      Paint(dark, 0.4F));
    plant(s, {s.w / 2 + (x > s.w / 2 ? -0.3F : 0.32F), sill}, 0.13F, s.lit(s.any_bright()));
    s.canvas.fill(rectangle(0, sill + 0.035F, s.w, sill + 0.08F),
                  Paint::fading(black, {0, sill + 0.035F}, 0.2F, {0, sill + 0.08F}, 0));
}

void draw_cake(Scene& s) {
    room(s);
    const float mid = s.w / 2, top = s.h * 0.76F;
    for (int line = 0; line < 2; ++line) {
        const float y = s.h * (0.1F + 0.09F * static_cast<float>(line));
        for (int i = 0; i < 12; ++i) {
            const float t = (static_cast<float>(i) + 0.5F) / 12, x = s.w * t, sag = 0.12F * 4 * t * (1 - t),
                        wide = s.w / 30;
            s.canvas.fill({{x - wide, y + sag}, {x + wide, y + sag}, {x, y + sag + wide * 2.3F}},
                          mix(s.lit(s.any_bright()), wall(s), line == 0 ? 0.35F : 0.05F));
        }
        Path string;
        for (int i = 0; i <= 40; ++i) {
            const float t = static_cast<float>(i) / 40;
            string.push_back({s.w * t, y + 0.12F * 4 * t * (1 - t)});
        }
        s.canvas.fill(stroke(string, 0.004F), s.lit(cream));
    }
    table(s, top);
    s.canvas.glow({mid, top - 0.3F}, 0.62F, s.p.lamp, 0.5F);
    const float foot = top + 0.09F;
    s.canvas.fill(ellipse({mid, foot + 0.012F}, 0.3F, 0.05F), Paint(black, 0.18F));
    s.canvas.fill(ellipse({mid, foot}, 0.29F, 0.046F), s.lit(white));
    const Colour icing = mix(s.lit(s.any_bright()), s.lit(white), 0.55F), sponge = s.lit(hex(0xd2a26a));
    const auto tier = [&](float half, float low, float tall) {
        const float high = low - tall, flat = half * 0.16F;
        const Paint side = Paint::across(mid - half, mix(icing, white, 0.18F), mid + half, mix(icing, black, 0.2F));
        s.canvas.fill({rectangle(mid - half, high, mid + half, low), ellipse({mid, low}, half, flat)},
                      Paint::across(mid - half, mix(sponge, white, 0.1F), mid + half, mix(sponge, black, 0.22F)));
        std::vector<Path> drips = {rectangle(mid - half, high, mid + half, high + tall * 0.34F)};
        for (int i = 0; i < 11; ++i) {
            const float x = mid - half + half * 2 * (static_cast<float>(i) + 0.5F) / 11,
                        bulge = flat * std::sqrt(std::max(0.0F, 1 - (x - mid) * (x - mid) / (half * half)));
            drips.push_back(rounded(x - half * 0.095F, high, x + half * 0.095F,
                                    high + tall * s.dice.in(0.4F, 0.66F) + bulge, half * 0.09F));
        }
        s.canvas.fill(drips, side);
        s.canvas.fill(ellipse({mid, high}, half, flat), mix(icing, white, 0.4F));
        return high;
    };
    float high = tier(0.22F, foot - 0.015F, 0.13F);
    high = tier(0.145F, high + 0.004F, 0.1F);
    const int candles = s.dice.between(3, 6);
    for (int i = 0; i < candles; ++i) {
        const float t = (static_cast<float>(i) + 0.5F) / static_cast<float>(candles), x = mid - 0.12F + 0.24F * t,
                    y = high + (i % 2 == 0 ? -0.006F : 0.008F);
        s.canvas.fill(rounded(x - 0.006F, y - 0.075F, x + 0.006F, y, 0.002F),
                      s.lit(bright[static_cast<std::size_t>(i) % bright.size()]));
        s.canvas.glow({x, y - 0.095F}, 0.075F, s.p.lamp, 0.8F);
        flame(s, {x, y - 0.076F}, 0.034F, mix(s.p.lamp, white, 0.4F));
    }
    for (int i = 0; i < 12; ++i) {
        const float a = pi * static_cast<float>(i) / 11;
        s.canvas.fill(disc({mid + std::cos(a) * 0.205F, foot - 0.14F + std::sin(a) * 0.03F}, 0.011F), s.lit(ember));
    }
    for (int i = 0; i < 30; ++i)
        s.canvas.fill(ellipse({s.dice.in(0, s.w), s.dice.in(top + 0.05F, s.h)}, 0.007F, 0.004F, s.dice.in(0, pi)),
                      Paint(s.lit(s.any_bright()), 0.85F));
}

void draw_tulips(Scene& s) {
    room(s);
    const float mid = s.w * s.dice.in(0.42F, 0.58F), top = s.h * 0.76F, base = s.h * 0.86F;
    s.canvas.glow({s.w * (mid > s.w / 2 ? 0.15F : 0.85F), s.h * 0.2F}, 0.9F, s.p.orb, 0.5F);
    const float slant = mid > s.w / 2 ? 1.0F : -1.0F;
    for (int i = 0; i < 2; ++i)
        for (int k = 0; k < 2; ++k) {
            const float x = mid - slant * 0.42F + slant * 0.2F * static_cast<float>(i),
                        y = s.h * 0.12F + 0.23F * static_cast<float>(k) + 0.05F * static_cast<float>(i);
            s.canvas.fill({{x, y}, {x + slant * 0.17F, y + 0.045F}, {x + slant * 0.17F, y + 0.25F}, {x, y + 0.205F}},
                          Paint(s.p.orb, 0.38F));
        }
    table(s, top);
    s.canvas.fill(ellipse({mid + slant * 0.14F, base - 0.004F}, 0.26F, 0.026F), Paint(black, 0.14F));
    const Colour one = s.lit(s.any_bright()), two = s.lit(s.dice.chance(0.5) ? rose : honey),
                 leaf = s.lit(hex(0x6f9b66));
    struct Stem {
        Point head;
        float turn;
    };
    std::vector<Stem> stems;
    for (int i = 0; i < 9; ++i) {
        const float k = static_cast<float>(i) - 4, a = -pi / 2 + k * 0.17F,
                    length = s.dice.in(0.3F, 0.42F) * (1 - 0.02F * std::abs(k));
        stems.push_back({{mid + std::cos(a) * length * 1.15F, base - 0.22F + std::sin(a) * length}, a + pi / 2});
    }
    for (const auto& stem : stems)
        s.canvas.fill(stroke(smooth({{mid + (stem.head.x - mid) * 0.12F, base - 0.16F},
                                     {mid + (stem.head.x - mid) * 0.4F, (stem.head.y + base - 0.2F) / 2},
                                     stem.head},
                                    false, 8),
                             0.009F),
                      mix(leaf, s.p.near, 0.2F));
    for (int i = 0; i < 6; ++i) {
        const float k = static_cast<float>(i) - 2.5F, dx = k * 0.075F;
        s.canvas.fill(smooth({{mid + dx * 0.15F, base - 0.2F},
                              {mid + dx * 0.5F - 0.02F, base - 0.34F},
                              {mid + dx * 1.5F, base - 0.4F - 0.03F * std::abs(3 - std::abs(k))},
                              {mid + dx * 0.8F + 0.02F, base - 0.3F}},
                             true, 8),
                      mix(leaf, i % 2 == 0 ? s.p.near : s.p.orb, 0.2F));
    }
    for (std::size_t i = 0; i < stems.size(); ++i) {
        const auto& stem = stems[i];
        const Colour petal = i % 3 == 0 ? two : one;
        const float r = 0.05F;
        const auto at = [&](float x, float y) {
            return Point{stem.head.x + (x * std::cos(stem.turn) - y * std::sin(stem.turn)) * r,
                         stem.head.y + (x * std::sin(stem.turn) + y * std::cos(stem.turn)) * r};
        };
        s.canvas.fill(smooth({at(0, 0.75F), at(-0.72F, 0.3F), at(-0.66F, -0.5F), at(-0.52F, -1.1F), at(-0.2F, -0.75F),
                              at(0, -1.15F), at(0.2F, -0.75F), at(0.52F, -1.1F), at(0.66F, -0.5F), at(0.72F, 0.3F)},
                             true, 6),
                      Paint::between(at(0, -1), mix(petal, white, 0.22F), at(0, 0.8F), mix(petal, black, 0.14F)));
        s.canvas.fill(smooth({at(0, 0.72F), at(-0.36F, 0.1F), at(0, -1.02F), at(0.36F, 0.1F)}, true, 6),
                      Paint(mix(petal, white, 0.14F), 0.7F));
    }
    const Colour glass = mix(s.lit(white), s.p.sky_top, 0.35F);
    s.canvas.fill(smooth({{mid - 0.07F, base - 0.2F},
                          {mid - 0.06F, base - 0.16F},
                          {mid - 0.09F, base - 0.07F},
                          {mid - 0.06F, base},
                          {mid + 0.06F, base},
                          {mid + 0.09F, base - 0.07F},
                          {mid + 0.06F, base - 0.16F},
                          {mid + 0.07F, base - 0.2F}},
                         false, 8),
                  Paint::across(mid - 0.09F, mix(glass, white, 0.3F), mid + 0.09F, mix(glass, s.p.near, 0.25F)));
    s.canvas.fill(ellipse({mid - 0.045F, base - 0.08F}, 0.008F, 0.05F, 0.1F), Paint(white, 0.6F));
    const float side = mid > s.w / 2 ? -1.0F : 1.0F;
    cup(s, {mid + side * 0.3F, s.h * 0.9F}, 0.11F, s.lit(s.any_bright()));
    for (int i = 0; i < 4; ++i)
        s.canvas.fill(ellipse({mid - side * s.dice.in(0.1F, 0.3F), base + s.dice.in(0.01F, 0.06F)}, 0.022F, 0.009F,
                              s.dice.in(-0.5F, 0.5F)),
                      s.lit(mix(i % 2 == 0 ? one : two, white, 0.1F)));
}

std::uint64_t mixed(std::uint64_t seed) { return Dice(seed ^ 0x1a9e11f00dULL).next(); }

std::size_t palette_of(std::uint64_t seed, Motif motif) {
    const auto& list = suited[static_cast<std::size_t>(motif)];
    // Each time round the motifs the next palette, from a start of the motif's own.
    const auto turn = seed / static_cast<std::uint64_t>(motif_count) + static_cast<std::uint64_t>(motif) * 5U;
    return list.indices[static_cast<std::size_t>(turn % list.count)];
}

Motif motif_of(std::uint64_t seed) {
    // 7 shares no factor with the number of motifs: every one comes once in motif_count seeds, neighbours unlike.
    static_assert(motif_count % 7 != 0);
    return static_cast<Motif>((seed * 7U + 3U) % static_cast<std::uint64_t>(motif_count));
}

}  // namespace

Sight sight_of(std::uint64_t seed) {
    const auto motif = motif_of(seed);
    return {motif, palettes[palette_of(seed, motif)].light};
}

Pixels draw_picture(std::uint64_t seed, int width, int height) {
    const auto motif = motif_of(seed);
    Canvas canvas(std::max(width, 16), std::max(height, 16));
    const float w = canvas.w(), h = canvas.h();
    Scene s{std::move(canvas), Dice(mixed(seed)), palettes[palette_of(seed, motif)], w, h};
    switch (motif) {
        case Motif::hills: draw_hills(s); break;
        case Motif::mountains: draw_mountains(s); break;
        case Motif::dunes: draw_dunes(s); break;
        case Motif::sea: draw_sea(s); break;
        case Motif::stars: draw_stars(s); break;
        case Motif::forest: draw_forest(s); break;
        case Motif::snow: draw_snow(s); break;
        case Motif::city: draw_city(s); break;
        case Motif::table: draw_table(s); break;
        case Motif::tent: draw_tent(s); break;
        case Motif::rain: draw_rain(s); break;
        case Motif::path: draw_path(s); break;
        case Motif::balloons: draw_balloons(s); break;
        case Motif::lighthouse: draw_lighthouse(s); break;
        case Motif::meadow: draw_meadow(s); break;
        case Motif::bookshelf: draw_bookshelf(s); break;
        case Motif::chairs: draw_chairs(s); break;
        case Motif::lake: draw_lake(s); break;
        case Motif::hearth: draw_hearth(s); break;
        case Motif::bicycles: draw_bicycles(s); break;
        case Motif::tree: draw_tree(s); break;
        case Motif::lights: draw_lights(s); break;
        case Motif::cat: draw_cat(s); break;
        case Motif::cake: draw_cake(s); break;
        case Motif::road: draw_road(s); break;
        case Motif::bridge: draw_bridge(s); break;
        case Motif::beach: draw_beach(s); break;
        case Motif::tulips: draw_tulips(s); break;
        case Motif::breakfast: draw_breakfast(s); break;
        case Motif::picnic: draw_picnic(s); break;
    }
    return s.canvas.pixels();
}

}  // namespace core::demo
