#include "app/widgets/controls.hpp"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

namespace app::widgets {

namespace {
constexpr double long_press_seconds = 0.5;
}

Press press(Ui& ui, const char* id, const Rect& rect, semantics::Role role, std::string_view name, bool on,
            float ring_radius_units, Focus focus) {
    Press result;
    auto* window = ImGui::GetCurrentWindow();
    const ImGuiID item = window->GetID(id);
    auto& node = tell(ui, role, name, rect);
    node.on = on;
    const ImRect box(top_left(rect), bottom_right(rect));
    if (!ImGui::ItemAdd(box, item)) return result;

    auto& g = *ImGui::GetCurrentContext();
    result.pressed = ImGui::ButtonBehavior(box, item, &result.hovered, &result.held) && !ui.gesture;
    result.focused = g.NavId == item && g.NavCursorVisible && ui.keyboard;
    node.focused = g.NavId == item;
    if (result.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (result.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) result.context = true;
    if (result.focused &&
        (ImGui::IsKeyPressed(ImGuiKey_Menu, false) || ImGui::IsKeyChordPressed(ImGuiMod_Shift | ImGuiKey_F10)))
        result.context = true;
    if (result.held && g.ActiveIdSource == ImGuiInputSource_Mouse) {
        const double held_for = static_cast<double>(g.IO.MouseDownDuration[0]);
        if (held_for >= long_press_seconds) {
            result.context = true;
            ImGui::ClearActiveID();  // the release that follows must not press as well
        } else {
            ui.wake_in(long_press_seconds - held_for);
        }
    }
    if (result.focused && focus == Focus::ring) {
        const Rect ring = grown(rect, ui.u(3));
        ImGui::GetWindowDrawList()->AddRect(top_left(ring), bottom_right(ring), ui.theme.ember.solid,
                                            ui.u(ring_radius_units + 3), 0, ui.u(2));
    }
    return result;
}

float button_width(const Ui& ui, std::string_view label, std::string_view icon_name) {
    return std::ceil(measure(ui, Type::strong, label).x) + ui.u(40) + (icon_name.empty() ? 0 : ui.u(26));
}

bool button(Ui& ui, const char* id, std::string_view name, ImVec2 at, Look look, float width,
            std::string_view icon_name, bool enabled) {
    const float needed = button_width(ui, name, icon_name);
    if (width <= 0) width = needed;
    const Rect rect = rect_at(at.x, at.y, width, ui.u(control_height));
    const auto state = press(ui, id, rect, semantics::Role::button, name);
    auto* list = ImGui::GetWindowDrawList();
    const auto& theme = ui.theme;
    Colour ground = 0, ink = theme.ink;
    switch (look) {
        case Look::primary:
            ground = theme.ember.fill;
            ink = theme.ember.on_fill;
            break;
        case Look::plain: ground = mix(theme.card, theme.line, 0.55f); break;
        case Look::outlined: ground = theme.card; break;
        case Look::quiet: ink = theme.quiet; break;
        case Look::danger: ink = theme.ember.deep; break;
    }
    if (state.hovered || state.held) {
        if (ground) ground = mix(ground, theme.ink, state.held ? 0.12f : 0.06f);
        else ground = faded(theme.ink, state.held ? 0.10f : 0.05f);
    }
    const float opacity = enabled ? 1 : 0.45f;
    if (ground) list->AddRectFilled(top_left(rect), bottom_right(rect), faded(ground, opacity), ui.u(14));
    if (look == Look::outlined)
        list->AddRect(top_left(rect), bottom_right(rect), theme.line, ui.u(14), 0, std::max(1.f, ui.u(1.25f)));
    const float text_width = measure(ui, Type::strong, name).x;
    const float icon_room = icon_name.empty() ? 0 : ui.u(26);
    const float room = width - ui.u(16) - icon_room;
    float x = rect.x0 + (width - std::min(text_width, room) - icon_room) / 2;
    if (!icon_name.empty()) {
        icon(ui, icon_name, {x + ui.u(9), centre(rect).y}, ui.u(19), faded(ink, opacity), 2.2f);
        x += icon_room;
    }
    label(ui, Type::strong, faded(ink, opacity), {x, centre(rect).y - line_height(ui, Type::strong) / 2},
          std::min(text_width, room) + 1, name);
    return state.pressed && enabled;
}

bool icon_button(Ui& ui, const char* id, std::string_view icon_name, std::string_view name, ImVec2 c, Colour colour,
                 float icon_units) {
    const float half = ui.u(control_height / 2);
    const auto state = press(ui, id, {c.x - half, c.y - half, c.x + half, c.y + half}, semantics::Role::button, name,
                             false, control_height / 2);
    if (state.hovered || state.held)
        ImGui::GetWindowDrawList()->AddCircleFilled(c, half * 0.9f, faded(ui.theme.ink, state.held ? 0.12f : 0.06f), 0);
    icon(ui, icon_name, c, ui.u(icon_units), colour);
    return state.pressed;
}

float chip_width(const Ui& ui, std::string_view name, std::string_view icon_name) {
    return std::ceil(measure(ui, Type::text, name).x) + ui.u(34) + (icon_name.empty() ? 0 : ui.u(25));
}

Press chip(Ui& ui, const char* id, std::string_view name, ImVec2 at, const Tone& tone, bool on, float width,
           std::string_view icon_name) {
    const Rect rect = rect_at(at.x, at.y, width, ui.u(control_height));
    const auto state = press(ui, id, rect, semantics::Role::button, name, on, control_height / 2);
    auto* list = ImGui::GetWindowDrawList();
    const float share = state.held ? 0.22f : state.hovered ? 0.10f : 0.f;
    list->AddRectFilled(top_left(rect), bottom_right(rect), mix(on ? tone.fill : tone.soft, tone.solid, share),
                        rect.height() / 2);
    const Colour ink = on ? tone.on_fill : ui.theme.ink;
    float x = rect.x0 + ui.u(17);
    if (!icon_name.empty()) {
        icon(ui, icon_name, {x + ui.u(8), centre(rect).y}, ui.u(18), ink);
        x += ui.u(25);
    }
    label(ui, Type::text, ink, {x, centre(rect).y - line_height(ui, Type::text) / 2}, rect.x1 - ui.u(15) - x, name);
    return state;
}

Press ChipRow::add(const char* id, std::string_view name, const Tone& tone, bool on, std::string_view icon_name) {
    if (chip_width(ui_, name, icon_name) > width_) icon_name = {};  // the words come first
    const float width = std::min(chip_width(ui_, name, icon_name), width_);
    if (x_ > x0_ && x_ + width > x0_ + width_ + 1) {
        x_ = x0_;
        y_ += ui_.u(control_height + 10);
    }
    // Of thousands only those near what can be seen are drawn; what is farther than the longest page is tall.
    const auto clip = current_clip();
    const float beyond = ui_.u(6'000);
    const bool near = y_ < clip.y1 + beyond && y_ + ui_.u(control_height) > clip.y0 - beyond;
    const auto state = near ? chip(ui_, id, name, {x_, y_}, tone, on, width, icon_name) : Press{};
    x_ += width + ui_.u(10);
    return state;
}

namespace {

float pill_width(const Ui& ui, std::string_view name, bool with_icon) {
    return std::ceil(measure(ui, Type::strong, name).x) + ui.u(with_icon ? 58 : 34);
}

bool pill(Ui& ui, std::string_view name, std::string_view icon_name, bool on, const Rect& rect, bool small = false) {
    const auto state = press(ui, "pill", rect, semantics::Role::choice, name, on, control_height / 2);
    auto* list = ImGui::GetWindowDrawList();
    if (on) list->AddRectFilled(top_left(rect), bottom_right(rect), ui.theme.ember.soft, rect.height() / 2);
    else if (state.hovered || state.held)
        list->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, state.held ? 0.10f : 0.05f),
                            rect.height() / 2);
    const Colour ink = on ? ui.theme.ember.deep : ui.theme.ink;
    float x = rect.x0 + ui.u(small ? 11 : 17);
    if (!icon_name.empty()) {
        icon(ui, icon_name, {x + ui.u(8), centre(rect).y}, ui.u(18), ink);
        x += ui.u(small ? 22 : 25);
    }
    const auto type = small ? (on ? Type::tiny : Type::small) : on ? Type::strong : Type::text;
    const float y = centre(rect).y - line_height(ui, type) / 2;
    if (icon_name.empty()) label(ui, type, ink, {rect.x0, y}, rect.width(), name, Align::centre);
    else label(ui, type, ink, {x, y}, rect.x1 - ui.u(8) - x, name);
    return state.pressed;
}

}  // namespace

int choose(Ui& ui, const char* id, std::span<const char* const> options, int chosen, ImVec2 at, float width,
           float* bottom) {
    const IdScope scope(id);
    float x = at.x, y = at.y;
    for (int i = 0; i < static_cast<int>(options.size()); ++i) {
        const char* name = options[static_cast<std::size_t>(i)];
        const float w = std::min(pill_width(ui, name, false), width);
        if (x > at.x && x + w > at.x + width + 1) {
            x = at.x;
            y += ui.u(control_height + 6);
        }
        const IdScope option(i);
        if (pill(ui, name, {}, i == chosen, rect_at(x, y, w, ui.u(control_height)))) chosen = i;
        x += w + ui.u(6);
    }
    if (bottom) *bottom = y + ui.u(control_height);
    return chosen;
}

float choose_width(const Ui& ui, std::span<const char* const> options) {
    float width = 0;
    for (const char* name : options) width += pill_width(ui, name, false) + ui.u(6);
    return width - ui.u(6);
}

std::string_view audience_icon(core::Audience audience) {
    switch (audience) {
        case core::Audience::household: return "people";
        case core::Audience::room: return "home";
        case core::Audience::only_me: break;
    }
    return "lock";
}

const char* audience_name(core::Audience audience) {
    switch (audience) {
        case core::Audience::household: return tr("Us");
        case core::Audience::room: return tr("Us and the room");
        case core::Audience::only_me: break;
    }
    return tr("Only me");
}

core::Audience choose_audience(Ui& ui, const char* id, core::Audience audience, ImVec2 at, float width, float* bottom) {
    const IdScope scope(id);
    float x = at.x, y = at.y;
    for (const auto option : {core::Audience::only_me, core::Audience::household, core::Audience::room}) {
        const char* name = ui.narrow && option == core::Audience::room ? tr("The room too") : audience_name(option);
        const float w =
            std::min(ui.narrow ? measure(ui, Type::small, name).x + ui.u(46) : pill_width(ui, name, true), width);
        if (x > at.x && x + w > at.x + width + 1) {
            x = at.x;
            y += ui.u(control_height + 4);
        }
        const IdScope pill_id(static_cast<int>(option));
        if (pill(ui, name, audience_icon(option), option == audience, rect_at(x, y, w, ui.u(control_height)),
                 ui.narrow))
            audience = option;
        x += w + ui.u(ui.narrow ? 1 : 4);
    }
    if (bottom) *bottom = y + ui.u(control_height);
    return audience;
}

bool toggle(Ui& ui, const char* id, std::string_view name, bool on, ImVec2 right_middle) {
    const float width = ui.u(52), height = ui.u(30);
    const Rect rect =
        rect_at(right_middle.x - width, right_middle.y - ui.u(control_height / 2), width, ui.u(control_height));
    const bool pressed = press(ui, id, rect, semantics::Role::toggle, name, on, control_height / 2).pressed;
    const Rect track = rect_at(rect.x0, right_middle.y - height / 2, width, height);
    auto* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(top_left(track), bottom_right(track),
                        on ? ui.theme.sage.fill : mix(ui.theme.line, ui.theme.quiet, 0.25f), height / 2);
    const float x = on ? track.x1 - height / 2 : track.x0 + height / 2;
    list->AddCircleFilled({x, right_middle.y}, height / 2 - ui.u(3), rgb(0xffffff), 0);
    return pressed ? !on : on;
}

}  // namespace app::widgets
