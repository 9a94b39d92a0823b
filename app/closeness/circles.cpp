#include "app/closeness/circles.hpp"

#include <algorithm>
#include <cmath>

#include "app/widgets/draw.hpp"

namespace app::closeness {

namespace {

// How far the centres are apart, in diameters, so that the shared part grows evenly: 0, 15, 30 … 90 hundredths of a
// circle's area.
constexpr float apart[] = {1.f, 0.743f, 0.585f, 0.447f, 0.320f, 0.198f, 0.079f};

}  // namespace

void circles(Ui& ui, int level, ImVec2 c, float side) {
    const float radius = side * 0.24f, distance = apart[std::clamp(level, 1, 7) - 1] * radius;
    auto* list = ImGui::GetWindowDrawList();
    const float stroke = std::max(1.25f, side * 0.035f);
    const ImVec2 left = {c.x - distance, c.y}, right = {c.x + distance, c.y};
    list->AddCircleFilled(left, radius, faded(ui.theme.plum.solid, 0.26f), 0);
    list->AddCircleFilled(right, radius, faded(ui.theme.sky.solid, 0.26f), 0);
    list->AddCircle(left, radius, ui.theme.plum.deep, 0, stroke);
    list->AddCircle(right, radius, ui.theme.sky.deep, 0, stroke);
}

}  // namespace app::closeness
