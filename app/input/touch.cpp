#include "app/input/touch.hpp"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

namespace app {

namespace {

constexpr float friction = 4.f;          // 1/s
constexpr float slowest = 12.f;          // pixels a second
constexpr float swipe_distance = 0.12f;  // of the window's width

ImGuiWindow* scrollable(ImGuiWindow* window) {
    for (; window; window = (window->Flags & ImGuiWindowFlags_ChildWindow) ? window->ParentWindow : nullptr)
        if (window->ScrollMax.y > 0) return window;
    return nullptr;
}

}  // namespace

bool Touch::update(ImGuiID owner) {
    auto& g = *ImGui::GetCurrentContext();
    auto& io = g.IO;
    swipe_ = 0;
    if (window_ && std::find(g.Windows.begin(), g.Windows.end(), window_) == g.Windows.end()) window_ = nullptr;

    if (ImGui::IsMouseClicked(0)) {
        window_ = scrollable(g.HoveredWindow);
        axis_ = Axis::none;
        gliding_ = false;
        velocity_ = 0;
        taken_ = false;
        return false;
    }
    if (io.MouseDown[0]) {
        const auto active = g.ActiveId;
        if (active && (active == owner || active == g.InputTextState.ID ||
                       (window_ && active == ImGui::GetWindowScrollbarID(window_, ImGuiAxis_Y))))
            taken_ = true;
        const float dx = io.MousePos.x - io.MouseClickedPos[0].x, dy = io.MousePos.y - io.MouseClickedPos[0].y;
        if (axis_ == Axis::none && !taken_ && std::max(std::fabs(dx), std::fabs(dy)) > io.MouseDragThreshold * 1.5f) {
            axis_ = std::fabs(dy) >= std::fabs(dx) ? Axis::vertical : Axis::horizontal;
            ImGui::ClearActiveID();
        }
        if (axis_ == Axis::vertical && window_) {
            ImGui::SetScrollY(window_, std::clamp(window_->Scroll.y - io.MouseDelta.y, 0.f, window_->ScrollMax.y));
            velocity_ = std::lerp(velocity_, -io.MouseDelta.y / std::max(io.DeltaTime, 1e-3f), 0.35f);
            return true;
        }
        return axis_ != Axis::none;
    }
    if (axis_ == Axis::horizontal) {
        const float dx = io.MousePos.x - io.MouseClickedPos[0].x;
        if (std::fabs(dx) > io.DisplaySize.x * swipe_distance) swipe_ = dx < 0 ? -1 : 1;
        axis_ = Axis::none;
        return false;
    }
    if (axis_ == Axis::vertical) {
        axis_ = Axis::none;
        gliding_ = window_ != nullptr;
    }
    if (!gliding_) return false;
    velocity_ *= std::exp(-io.DeltaTime * friction);
    const float y = window_ ? window_->Scroll.y + velocity_ * io.DeltaTime : 0;
    gliding_ = window_ && std::fabs(velocity_) >= slowest && y > 0 && y < window_->ScrollMax.y;
    if (window_) ImGui::SetScrollY(window_, std::clamp(y, 0.f, window_->ScrollMax.y));
    return gliding_;
}

}  // namespace app
