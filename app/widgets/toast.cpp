#include "app/widgets/toast.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui_internal.h>

namespace app::widgets {

void draw_toast(Ui& ui) {
    auto& toast = ui.toast;
    if (toast.drawn) return;
    const double left = toast.until - ImGui::GetTime();
    if (toast.text.empty() || left <= 0 || ui.still) {
        toast.text.clear();
        toast.rect = {};
        return;
    }
    ui.wake_in(left);
    toast.drawn = true;
    const auto screen = ImGui::GetIO().DisplaySize;
    const Rect area = {ui.narrow ? 0 : ui.u(104), 0, screen.x, screen.y - (ui.narrow ? ui.u(82) : 0)};
    const char* undo = tr("Undo");
    const float undo_width = toast.undo ? measure(ui, Type::strong, undo).x + ui.u(36) : ui.u(18);
    const float room = std::min(area.width() - ui.u(32), ui.u(560));
    const float wrap = room - ui.u(22) - undo_width;
    const auto size = measure(ui, Type::text, toast.text, wrap);
    const float width = std::ceil(size.x) + ui.u(22) + undo_width, height = std::max(size.y + ui.u(26), ui.u(50));
    // Above a sheet it stands at the top: what a sheet is finished with lies at its foot.
    const float x = std::floor((area.x0 + area.x1 - width) / 2),
                y = std::floor(ui.sheet_open ? ui.u(12) : area.y1 - height - ui.u(20));

    ImGui::SetNextWindowPos({x, y});
    ImGui::SetNextWindowSize({width, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("toast", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::PopStyleVar();
    const bool was_on_sheet = std::exchange(ui.on_sheet, true);
    const Rect rect = toast.rect = rect_at(x, y, width, height);
    const bool light = ui.theme.scheme == Scheme::light;
    const Colour ground = light ? ui.theme.ink : rgb(0x453D38), ink = light ? ui.theme.paper : ui.theme.ink;
    ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), ground, ui.u(16));
    text(ui, Type::text, ink, {x + ui.u(22), y + (height - size.y) / 2}, toast.text, wrap, semantics::Role::banner);
    if (toast.undo) {
        const Rect button = {rect.x1 - undo_width, rect.y0, rect.x1, rect.y1};
        const auto touched = press(ui, "undo", button, semantics::Role::button, undo, false, 16);
        if (touched.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled(top_left(button), bottom_right(button), faded(ink, 0.08f),
                                                      ui.u(16), ImDrawFlags_RoundCornersRight);
        label(ui, Type::strong, rgb(0xF4A58F), {button.x0, y + (height - line_height(ui, Type::strong)) / 2},
              undo_width, undo, Align::centre);
        if (touched.pressed) ui.undo_asked = true;
    }
    // A tap on its words puts it away: on a phone it lies over what one goes on with.
    const Rect words = {rect.x0, rect.y0, toast.undo ? rect.x1 - undo_width : rect.x1, rect.y1};
    if (ImGui::IsWindowHovered() && ImGui::IsMouseReleased(0) &&
        ImGui::IsMouseHoveringRect(top_left(words), bottom_right(words))) {
        toast.until = 0;
        ui.wake_in(0);
    }
    ui.on_sheet = was_on_sheet;
    ImGui::End();
    ImGui::BringWindowToDisplayFront(ImGui::FindWindowByName("toast"));
}

}  // namespace app::widgets
