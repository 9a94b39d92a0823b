#include "core/demo/picture/trees.hpp"

#include <cmath>
#include <vector>

#include "core/demo/picture/shapes.hpp"

namespace core::demo {

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

void conifers(Scene& s, const Ridge& ground, int count, float height, Colour colour, float from, float to) {
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

}  // namespace core::demo
