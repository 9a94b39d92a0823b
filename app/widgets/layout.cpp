#include "app/widgets/layout.hpp"

#include "app/widgets/toast.hpp"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

namespace app::widgets {

Page::Page(Ui& ui, const char* id, const Rect& area, float widest_units) : ui_(ui) {
    const float margin_x = ui.u(ui.narrow ? 16 : 38), margin_top = ui.u(ui.narrow ? 20 : 28);
    ImGui::SetCursorScreenPos(top_left(area));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::BeginChild(id, {area.width(), area.height()}, ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar();
    const auto origin = ImGui::GetCursorScreenPos();
    const float inner = area.width() - 2 * margin_x;
    const float width = std::floor(std::min(inner, ui.u(widest_units)));
    column = {std::floor(origin.x + margin_x + (inner - width) / 2), std::floor(origin.y + margin_top), width};
}

Page::~Page() {
    ImGui::SetCursorScreenPos({column.x, column.y + ui_.u(24)});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
}

Card::Card(Ui& ui, Column& outer, Colour ground) : ui_(ui), outer_(outer), ground_(ground) {
    const float pad_x = ui.u(22), pad_y = ui.u(20);
    inside = {outer.x + pad_x, outer.y + pad_y, outer.width - 2 * pad_x};
    auto* list = ImGui::GetWindowDrawList();
    list->ChannelsSplit(2);
    list->ChannelsSetCurrent(1);
}

Card::~Card() {
    const float bottom = std::round(inside.y + ui_.u(20));
    auto* list = ImGui::GetWindowDrawList();
    list->ChannelsSetCurrent(0);
    card(ui_, {outer_.x, outer_.y, outer_.x + outer_.width, bottom}, ground_);
    list->ChannelsMerge();
    outer_.y = bottom + ui_.u(ui_.narrow ? 14 : 20);
}

void card_title(Ui& ui, Column& column, std::string_view title, std::string_view below) {
    column.y +=
        text(ui, Type::title, ui.theme.ink, {column.x, column.y}, title, column.width, semantics::Role::heading).y;
    if (!below.empty()) {
        column.gap(ui.u(4));
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, below, column.width).y;
    }
    column.gap(ui.u(12));
}

Sheet::Sheet(Ui& ui, const char* id, std::string_view title, float width_units, Beside beside) : ui_(ui) {
    const auto screen = ImGui::GetIO().DisplaySize;
    const float side = ui.narrow ? 0 : ui.u(24);
    const float width = std::min(ui.u(width_units), screen.x - 2 * side);
    const float highest = screen.y - ui.u(ui.narrow ? 24 : 48);
    ++ui.sheets;
    const bool opening = !ImGui::IsPopupOpen(id);
    if (opening) ImGui::OpenPopup(id);
    if (ui.narrow) ImGui::SetNextWindowPos({screen.x / 2, screen.y}, ImGuiCond_Always, {0.5f, 1.f});
    else ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
    ImGui::SetNextWindowSizeConstraints({ui.narrow ? screen.x : width, 0}, {ui.narrow ? screen.x : width, highest});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.u(24));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, ui.theme.scheme == Scheme::dark ? 1.f : 0.f);
    ImGui::PushStyleColor(ImGuiCol_PopupBg, ui.theme.card);
    ImGui::PushStyleColor(ImGuiCol_Border, ui.theme.line);
    ImGui::PushStyleColor(ImGuiCol_ModalWindowDimBg, ui.theme.scrim);
    visible_ = ImGui::BeginPopupModal(id, nullptr,
                                      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                          ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings |
                                          ImGuiWindowFlags_NoScrollbar);
    ImGui::PopStyleColor(3);
    ImGui::PopStyleVar(3);
    if (!visible_) return;

    ui.on_sheet = true;
    ui.sheet_open = true;
    auto& g = *ImGui::GetCurrentContext();
    if (ui.still || ui.reduced_motion) g.DimBgRatio = 1;
    if (g.DimBgRatio < 1 || ImGui::IsWindowAppearing()) ui.wake_in(0);

    const auto* window = ImGui::GetCurrentWindow();
    const auto mouse = g.IO.MousePos;
    const bool on_toast = ui.toast.rect.contains({mouse.x, mouse.y, mouse.x, mouse.y});
    const bool pressed_beside = ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsWindowAppearing() &&
                                !window->Rect().Contains(mouse) && !on_toast &&
                                !ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows);
    close_asked_ = (pressed_beside && beside == Beside::closes) ||
                   (ImGui::IsKeyPressed(ImGuiKey_Escape, false) && !g.IO.WantTextInput);
    const auto origin = ImGui::GetCursorScreenPos();
    const float pad = ui.u(ui.narrow ? 20 : 28);
    column = {origin.x + pad, origin.y + pad, (ui.narrow ? screen.x : width) - 2 * pad};
    tell(ui, semantics::Role::dialog, title,
         {window->Pos.x, window->Pos.y, window->Pos.x + window->Size.x, window->Pos.y + window->Size.y});
    const float cross = ui.u(22);
    const float title_width = column.width - 2 * cross - ui.u(8);
    const float y = column.y;
    const float height =
        text(ui, Type::title, ui.theme.ink, {column.x, y}, title, title_width, semantics::Role::heading).y;
    if (icon_button(ui, "close", "close", tr("Close"),
                    {column.x + column.width - ui.u(14), y + line_height(ui, Type::title) / 2}, ui.theme.quiet, 20))
        close_asked_ = true;
    column.y = std::floor(y + height + ui.u(16));
}

Sheet::~Sheet() {
    if (!visible_) return;
    ImGui::SetCursorScreenPos({column.x, column.y + ui_.u(ui_.narrow ? 12 : 20)});
    ImGui::Dummy({column.width, 1});
    draw_toast(ui_);
    ImGui::EndPopup();
    ui_.on_sheet = false;
}

float heading(Ui& ui, Column& column, std::string_view title, std::string_view below, float keep_right) {
    const float y = column.y;
    const float room = column.width - keep_right;
    const auto size = text(ui, Type::heading, ui.theme.ink, {column.x, y}, title, room, semantics::Role::heading);
    column.y = y + size.y;
    if (!below.empty()) {
        column.gap(ui.u(3));
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, below, room).y;
    }
    column.y = std::floor(column.y + ui.u(ui.narrow ? 18 : 22));
    return y + line_height(ui, Type::heading) / 2;
}

Given answers(Ui& ui, Column& column, const Answer& left, const Answer& right) {
    const float left_width = button_width(ui, left.label), right_width = button_width(ui, right.label);
    const bool beside = left_width + right_width + ui.u(8) <= column.width;
    const float y = column.y;
    const float left_y = beside ? y : y + ui.u(control_height + 8);
    // In the order in which they are read.
    bool no = beside && button(ui, left.id, left.label, {column.x, y}, left.look, left_width, {}, left.enabled);
    const bool yes = button(ui, right.id, right.label, {beside ? column.x + column.width - right_width : column.x, y},
                            right.look, beside ? right_width : column.width, {}, right.enabled);
    if (!beside) no = button(ui, left.id, left.label, {column.x, left_y}, left.look, column.width, {}, left.enabled);
    column.y = left_y + ui.u(control_height);
    if (yes && right.enabled) return Given::right;
    return no && left.enabled ? Given::left : Given::none;
}

bool answer(Ui& ui, Column& column, const Answer& only) {
    const float width = button_width(ui, only.label);
    const bool pressed = button(ui, only.id, only.label, {column.x + column.width - width, column.y}, only.look, width,
                                {}, only.enabled);
    column.gap(ui.u(control_height));
    return pressed && only.enabled;
}

bool empty_state(Ui& ui, Column& column, std::string_view icon_name, const Tone& tone, std::string_view title,
                 std::string_view sentence, std::string_view button_label) {
    bool pressed = false;
    Card frame(ui, column);
    auto& inside = frame.inside;
    inside.gap(ui.u(30));
    const float middle = inside.x + inside.width / 2;
    ImGui::GetWindowDrawList()->AddCircleFilled({middle, inside.y + ui.u(38)}, ui.u(38), tone.soft, 0);
    icon(ui, icon_name, {middle, inside.y + ui.u(38)}, ui.u(36), tone.deep);
    inside.gap(ui.u(94));
    const float title_width = std::min(measure(ui, Type::title, title).x, inside.width);
    inside.y += text(ui, Type::title, ui.theme.ink, {middle - title_width / 2, inside.y}, title, inside.width,
                     semantics::Role::heading)
                    .y;
    inside.gap(ui.u(8));
    // Broken into lines here, so that each can stand in the middle.
    const float room = std::min(inside.width, ui.u(440));
    const auto face = ui.face(Type::text);
    const char* from = sentence.data();
    const char* end = from + sentence.size();
    while (from < end) {
        const char* to = face.font->CalcWordWrapPosition(face.size, from, end, room);
        if (to == from) ++to;
        const std::string_view part(from, static_cast<std::size_t>(to - from));
        line(ui, Type::text, ui.theme.quiet, {middle - room / 2, inside.y}, room, part, Align::centre);
        inside.y += face.size;
        from = to;
        while (from < end && *from == ' ') ++from;
    }
    inside.gap(ui.u(20));
    if (!button_label.empty()) {
        const float width = button_width(ui, button_label);
        pressed = button(ui, "start", button_label, {middle - width / 2, inside.y}, Look::primary);
        inside.gap(ui.u(control_height));
    }
    inside.gap(ui.u(26));
    return pressed;
}

void progress(Ui& ui, Column& column, std::string_view name, std::string_view words, std::size_t done,
              std::size_t total) {
    column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y}, words, column.width).y;
    column.gap(ui.u(14));
    const Rect bar = rect_at(column.x, column.y, column.width, ui.u(8));
    const float share = total > 0 ? static_cast<float>(done) / static_cast<float>(total) : 0.02f;
    auto* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(top_left(bar), bottom_right(bar), mix(ui.theme.card, ui.theme.line, 0.8f), ui.u(4));
    list->AddRectFilled(top_left(bar), {bar.x0 + std::max(bar.width() * share, ui.u(8)), bar.y1}, ui.theme.ember.solid,
                        ui.u(4));
    tell(ui, semantics::Role::progress, name, bar).value = words;
    column.gap(ui.u(24));
}

}  // namespace app::widgets
