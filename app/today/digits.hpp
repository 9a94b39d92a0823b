#pragma once

#include "app/ui.hpp"

namespace app::today {

// A digit alone does what a tap does, where nothing is being written and nothing lies above the page: whose face, or
// which mood.
inline bool digit_pressed(const Ui& ui, int digit) {
    const auto& io = ImGui::GetIO();
    if (digit < 1 || digit > 9 || io.WantTextInput || ui.sheet_was_open || ui.sheet_open || io.KeyMods != ImGuiMod_None)
        return false;
    return ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_0 + digit), false) ||
           ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_Keypad0 + digit), false);
}

}  // namespace app::today
