#include "app/widgets/back.hpp"

namespace app::widgets {

bool heading_with_back(Ui& ui, Column& column, std::string_view title) {
    const float half = ui.u(control_height / 2), height = line_height(ui, Type::heading), x = column.x + 2 * half;
    const bool pressed = icon_button(ui, "back", "left", tr("Back"),
                                     {column.x + half - ui.u(10), column.y + height / 2}, ui.theme.ink, 22);
    text(ui, Type::heading, ui.theme.ink, {x, column.y}, title, column.width - 2 * half, semantics::Role::heading);
    column.gap(measure(ui, Type::heading, title, column.width - 2 * half).y + ui.u(14));
    return pressed || (!ui.sheet_was_open && ImGui::IsKeyPressed(ImGuiKey_Escape, false));
}

}  // namespace app::widgets
