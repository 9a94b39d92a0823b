#include "app/shell/shell.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include <imgui_internal.h>

namespace app::shell {

using namespace widgets;

namespace {

struct Entry {
    Place place;
    const char* icon;
    const char* name;
    const char* told = nullptr;  // where its name alone could be mistaken for something else on the screen
};

// A line of one unit, on whole pixels.
float hair(const Ui& ui) { return std::max(1.f, std::round(ui.u(1))); }

// How much smaller the names must be so that the longest of them fits.
float squeezed(const Ui& ui, std::span<const Entry> entries, float width) {
    float longest = 1;
    for (const auto& entry : entries) longest = std::max(longest, measure(ui, Type::tiny, entry.name).x);
    return std::min(1.f, width / longest);
}

void draw_entry(Ui& ui, const Entry& entry, bool here, const Rect& rect, float icon_y, float text_y,
                float squeeze = 1) {
    const auto touched =
        press(ui, entry.icon, rect, semantics::Role::choice, entry.told ? entry.told : entry.name, here, 16);
    auto* list = ImGui::GetWindowDrawList();
    if (here) list->AddRectFilled(top_left(rect), bottom_right(rect), ui.theme.ember.soft, ui.u(16));
    else if (touched.hovered)
        list->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.04f), ui.u(16));
    const Colour ink = here ? ui.theme.ember.deep : ui.theme.quiet;
    icon(ui, entry.icon, {centre(rect).x, rect.y0 + icon_y}, ui.u(25), here ? ui.theme.ember.solid : ink, 1.9f);
    const auto face = ui.face(Type::tiny);
    const float width = measure(ui, Type::tiny, entry.name).x * squeeze;
    list->AddText(
        face.font, face.size * squeeze,
        {std::floor(centre(rect).x - width / 2), std::floor(rect.y0 + text_y + face.size * (1 - squeeze) / 2)}, ink,
        entry.name);
    if (touched.pressed) ui.go_to = entry.place;
    if (ui.narrow && entry.place == Place::today && touched.context)
        ui.hide = true;  // a long press: at once, as there is no picture here
}

}  // namespace

Rect draw_navigation(Ui& ui, Place here, const Rect& window) {
    auto* list = ImGui::GetWindowDrawList();
    const Entry entries[] = {{Place::today, "today", tr("Today")},
                             {Place::rituals, "calendar", tr("Rituals")},
                             {Place::thanks, "heart", tr("Thanks")},
                             {Place::memories, "image", tr("Memories")},
                             {Place::us, "people", tr("Us"), tr("About us")}};
    if (ui.narrow) {
        const float height = ui.u(82);
        const Rect bar = {window.x0, window.y1 - height, window.x1, window.y1};
        list->AddRectFilled(top_left(bar), bottom_right(bar), mix(ui.theme.paper, ui.theme.card, 0.5f));
        list->AddRectFilled({bar.x0, bar.y0}, {bar.x1, bar.y0 + hair(ui)}, ui.theme.line);
        const float cell = bar.width() / static_cast<float>(std::size(entries));
        const float squeeze = squeezed(ui, entries, cell - ui.u(4));
        float x = bar.x0;
        for (const auto& entry : entries) {
            const float half = std::min(cell / 2 - ui.u(4), ui.u(40));
            const Rect rect = {x + cell / 2 - half, bar.y0 + ui.u(8), x + cell / 2 + half, bar.y1 - ui.u(8)};
            draw_entry(ui, entry, entry.place == here, rect, ui.u(24), ui.u(40), squeeze);
            x += cell;
        }
        return {window.x0, window.y0, window.x1, bar.y0};
    }
    const float width = ui.u(104);
    list->AddRectFilled({window.x0 + std::round(width) - hair(ui), window.y0},
                        {window.x0 + std::round(width), window.y1}, ui.theme.line);
    float y = window.y0 + ui.u(26);
    for (const auto& entry : entries) {
        draw_entry(ui, entry, entry.place == here, {window.x0 + ui.u(10), y, window.x0 + ui.u(94), y + ui.u(69)},
                   ui.u(25), ui.u(41));
        y += ui.u(75);
    }
    const Rect search = {window.x0 + ui.u(30), window.y1 - ui.u(144), window.x0 + ui.u(74), window.y1 - ui.u(100)};
    const auto looked = press(ui, "search", search, semantics::Role::choice, tr("Search"), here == Place::search, 22);
    if (here == Place::search || looked.hovered)
        list->AddCircleFilled(centre(search), ui.u(22),
                              here == Place::search ? ui.theme.ember.soft : faded(ui.theme.ink, 0.04f), 0);
    icon(ui, "search", centre(search), ui.u(24), here == Place::search ? ui.theme.ember.solid : ui.theme.quiet, 1.9f);
    if (looked.pressed) ui.go_to = Place::search;
    // The household's picture: the way to the settings.
    const auto shown = std::min<std::size_t>(ui.people->size(), 3);
    const float radius = ui.u(19), step = shown > 2 ? ui.u(23) : radius * 1.68f;  // within the rail
    const float cluster = 2 * radius + step * static_cast<float>(shown - 1);
    const ImVec2 middle = {window.x0 + width / 2, window.y1 - ui.u(44)};
    const Rect rect = {middle.x - ui.u(46), middle.y - ui.u(30), middle.x + ui.u(46), middle.y + ui.u(30)};
    const auto touched =
        press(ui, "household", rect, semantics::Role::choice, tr("Settings"), here == Place::settings, 18);
    if (here == Place::settings) list->AddRectFilled(top_left(rect), bottom_right(rect), ui.theme.ember.soft, ui.u(18));
    else if (touched.hovered)
        list->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.04f), ui.u(18));
    float x = middle.x - cluster / 2 + radius;
    for (std::size_t i = 0; i < shown; ++i, x += step) {
        list->AddCircleFilled({x, middle.y}, radius + ui.u(3),
                              here == Place::settings ? ui.theme.ember.soft : ui.theme.paper, 0);
        avatar(ui, (*ui.people)[i], {x, middle.y}, radius);
    }
    if (touched.context) ui.hide = true;  // a long press: at once
    if (touched.pressed) ui.go_to = Place::settings;
    return {window.x0 + width, window.y0, window.x1, window.y1};
}

std::string whose_eyes(const Ui& ui, const core::Viewer& viewer) {
    const auto* person = ui.person(viewer.person);
    return person ? filled(tr("As {name} sees it"), {{"name", person->name}}) : std::string(tr("As the room sees it"));
}

void draw_eyes(Ui& ui, const std::string& whose, Rect& area) {
    const float height = ui.u(60), pad = ui.u(ui.narrow ? 16 : 40);
    const Rect rect = rect_at(area.x0, area.y0, area.width(), height);
    ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), ui.theme.sky.soft);
    const float width = button_width(ui, tr("Back to mine")), middle = centre(rect).y;
    line(ui, Type::strong, ui.theme.sky.deep, {rect.x0 + pad, middle - line_height(ui, Type::strong) / 2},
         rect.width() - 2 * pad - width - ui.u(12), whose);
    if (button(ui, "back-to-mine", tr("Back to mine"), {rect.x1 - pad - width, middle - ui.u(control_height / 2)},
               Look::plain))
        ui.switch_to = *ui.back_to;
    area.y0 = rect.y1;
}

void draw_banner(Ui& ui, Banner& banner, Rect& area) {
    if (!banner.shown || banner.text.empty()) return;
    const float margin = ui.u(ui.narrow ? 12 : 24), pad = ui.u(18);
    const float wrap = area.width() - 2 * margin - 2 * pad - ui.u(48);
    const auto size = measure(ui, Type::text, banner.text, wrap);
    const Rect rect =
        rect_at(area.x0 + margin, area.y0 + margin, area.width() - 2 * margin, std::max(size.y, ui.u(24)) + 2 * pad);
    ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), ui.theme.ember.soft, ui.u(16));
    text(ui, Type::text, ui.theme.ink, {rect.x0 + pad, rect.y0 + pad}, banner.text, wrap, semantics::Role::banner);
    if (icon_button(ui, "banner-close", "close", tr("Close"), {rect.x1 - ui.u(30), centre(rect).y}, ui.theme.ink, 20))
        banner.shown = false;
    area.y0 = rect.y1;
}

void apply_style(const Ui& ui) {
    auto& style = ImGui::GetStyle();
    style.ScrollbarSize = std::round(ui.u(ui.narrow ? 5 : 9));
    style.ScrollbarRounding = ui.u(5);
    style.GrabMinSize = ui.u(36);
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupRounding = ui.u(24);
    style.AntiAliasedLinesUseTex = false;
    style.CircleTessellationMaxError = 0.15f;
    style.CurveTessellationTol = 0.4f;
    const auto set = [&](ImGuiCol which, Colour colour) {
        style.Colors[which] = ImGui::ColorConvertU32ToFloat4(colour);
    };
    set(ImGuiCol_WindowBg, ui.theme.paper);
    set(ImGuiCol_ChildBg, 0);
    set(ImGuiCol_Text, ui.theme.ink);
    set(ImGuiCol_ScrollbarBg, 0);
    set(ImGuiCol_ScrollbarGrab, mix(ui.theme.line, ui.theme.quiet, 0.18f));
    set(ImGuiCol_ScrollbarGrabHovered, mix(ui.theme.line, ui.theme.quiet, 0.40f));
    set(ImGuiCol_ScrollbarGrabActive, mix(ui.theme.line, ui.theme.quiet, 0.60f));
    set(ImGuiCol_NavCursor, 0);  // drawn by what is focused
}

}  // namespace app::shell
