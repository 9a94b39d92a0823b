#pragma once

#include <algorithm>

#include "app/ui.hpp"

namespace app::thanks {

inline constexpr double unfolding_seconds = 0.16;

// How far an envelope that was opened at `since` (ImGui time) has unfolded, 0…1, easing out; asks for the next frame
// until it has.
inline float unfold(Ui& ui, double since) {
    if (ui.reduced_motion || ui.still) return 1;
    const auto t = static_cast<float>(std::clamp((ImGui::GetTime() - since) / unfolding_seconds, 0.0, 1.0));
    if (t < 1) ui.wake_in(0);
    return 1 - (1 - t) * (1 - t);
}

}  // namespace app::thanks
