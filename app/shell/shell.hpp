#pragma once

#include <optional>
#include <string>

#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

// What stands around every screen: the rail or the bar, and the banner of a fault.
namespace app::shell {

struct Banner {
    enum class About { other, fault, backup, keys };
    std::string text;
    bool shown = false;
    About about = About::other;
    std::optional<core::PersonId> of = {};  // the one it is for; nobody else sees it
};

// The rail at the left, or the bar at the foot of a narrow window; answers with what is left for the screen.
widgets::Rect draw_navigation(Ui& ui, Place here, const widgets::Rect& window);
// Whose eyes one looks with, and the way back. Takes its height from the top of the area.
void draw_eyes(Ui& ui, const std::string& whose, widgets::Rect& area);
std::string whose_eyes(const Ui& ui, const core::Viewer& viewer);
// Takes its height from the top of the area.
void draw_banner(Ui& ui, Banner& banner, widgets::Rect& area);
// Dear ImGui's own colours and measures, for what of it still shows: scroll bars, popups.
void apply_style(const Ui& ui);

}  // namespace app::shell
