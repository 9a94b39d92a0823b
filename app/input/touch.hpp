#pragma once

#include <imgui.h>

struct ImGuiWindow;

namespace app {

// What a finger means beyond a tap: dragging a page with momentum, and swiping sideways. On X11 a touch
// arrives as the left mouse button; a drag takes the press away from what lies under it.
class Touch {
public:
    // Right after ImGui::NewFrame(). True while something still moves, so that the next frame is wanted. A drag of
    // `owner`, where it was pressed, is its own.
    bool update(ImGuiID owner);
    // True from the moment a press has become a drag until it is released: nothing under it may fire.
    bool dragging() const { return axis_ != Axis::none && ImGui::GetIO().MouseDown[0]; }
    // -1 swiped to the left (on to the next), 1 to the right, 0 none; for the frame in which it ended.
    int swipe() const { return swipe_; }

private:
    enum class Axis { none, vertical, horizontal };
    ImGuiWindow* window_ = nullptr;
    Axis axis_ = Axis::none;
    bool gliding_ = false;
    bool taken_ = false;  // by a text field, a scroll bar
    float velocity_ = 0;  // pixels a second
    int swipe_ = 0;
};

}  // namespace app
