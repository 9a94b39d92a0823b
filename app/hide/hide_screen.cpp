#include "app/hide/hide_screen.hpp"

#include "app/words/dates.hpp"

namespace app::hide {

using namespace widgets;

bool draw(State& state, Ui& ui, const Rect& window) {
    const auto now = core::local_time(ui.now);
    if (!state.worded || state.worded->day != now.day || state.worded->minute != now.minute) {
        state.worded = now;
        state.time = clock_time(now.minute);
        state.date = long_date(now.day);
    }
    const float middle = centre(window).y;
    const float tall = line_height(ui, Type::display);
    line(ui, Type::display, ui.theme.ink, {window.x0, middle - tall}, window.width(), state.time, Align::centre);
    line(ui, Type::text, ui.theme.quiet, {window.x0, middle + ui.u(6)}, window.width(), state.date, Align::centre);
    const auto touched = press(ui, "back", window, semantics::Role::button, tr("Back"), false, 0, Focus::none);
    return touched.pressed || ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_Space, false);
}

}  // namespace app::hide
