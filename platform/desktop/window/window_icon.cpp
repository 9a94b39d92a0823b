#include "platform/desktop/window/window_icon.hpp"

#include <cmath>
#include <vector>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace platform::desktop {

namespace {

struct Colour {
    float r, g, b;
};

constexpr Colour ember{194, 81, 58}, dark{43, 35, 32}, flame{216, 155, 29}, heart{251, 246, 239};

bool in_arch(float x, float y, float half_width, float top, float bottom) {
    if (y > bottom || std::abs(x) > half_width) return false;
    const float centre = top + half_width;
    return y >= centre || x * x + (y - centre) * (y - centre) <= half_width * half_width;
}

// A drop that stands on a round foot and ends in a point.
bool in_flame(float x, float y, float radius, float foot, float height) {
    const float centre = foot - radius;
    if (y >= centre) return x * x + (y - centre) * (y - centre) <= radius * radius;
    const float up = (centre - y) / (height - radius);
    return up <= 1 && std::abs(x) <= radius * (1 - up * up) * (1 - 0.35f * up);
}

// The picture at a point: x from -0.5 to 0.5, y from 0 (top) to 1. False outside.
bool look_up(float x, float y, Colour& colour) {
    if (!in_arch(x, y, 0.46f, 0.05f, 0.95f)) return false;
    colour = ember;
    if (in_arch(x, y, 0.31f, 0.20f, 0.95f)) colour = dark;
    if (in_flame(x, y, 0.17f, 0.90f, 0.52f)) colour = flame;
    if (in_flame(x, y, 0.085f, 0.88f, 0.27f)) colour = heart;
    return true;
}

std::vector<unsigned char> drawn(int side) {
    constexpr int samples = 4;
    std::vector<unsigned char> rgba;
    rgba.reserve(static_cast<std::size_t>(side * side * 4));
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            Colour sum{0, 0, 0};
            int inside = 0;
            for (int i = 0; i < samples * samples; ++i) {
                const auto at = [&](int pixel, int sample) {
                    return (static_cast<float>(pixel) + (static_cast<float>(sample) + 0.5f) / samples) /
                           static_cast<float>(side);
                };
                Colour colour{};
                if (!look_up(at(column, i % samples) - 0.5f, at(row, i / samples), colour)) continue;
                sum = {sum.r + colour.r, sum.g + colour.g, sum.b + colour.b};
                ++inside;
            }
            const auto count = static_cast<float>(inside > 0 ? inside : 1);
            for (const float channel : {sum.r, sum.g, sum.b})
                rgba.push_back(static_cast<unsigned char>(channel / count));
            rgba.push_back(static_cast<unsigned char>(inside * 255 / (samples * samples)));
        }
    return rgba;
}

}  // namespace

void set_window_icon(GLFWwindow* window) {
    constexpr int sides[] = {16, 32, 48, 64};
    std::vector<std::vector<unsigned char>> pictures;
    std::vector<GLFWimage> images;
    for (const int side : sides) pictures.push_back(drawn(side));
    for (std::size_t i = 0; i < pictures.size(); ++i) images.push_back({sides[i], sides[i], pictures[i].data()});
    glfwSetWindowIcon(window, static_cast<int>(images.size()), images.data());
}

}  // namespace platform::desktop
