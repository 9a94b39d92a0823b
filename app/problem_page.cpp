#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "app/app.hpp"
#include "app/theme/theme.hpp"
#include "app/words/tr.hpp"

namespace app {

// Stands alone: there is no household to lend, so it draws with the theme and the faces only.
struct ProblemPage::Parts {
    platform::Services& services;
    Fonts fonts;
    std::string sentence;
    float scale = 1;
    bool close = false;
    semantics::Tree tree;

    void draw_text(ImFont* font, float size, Colour colour, ImVec2 at, float wrap, std::string_view words, semantics::Role role, float* height) {
        size = std::round(size * scale);
        const char* end = words.data() + words.size();
        ImGui::GetWindowDrawList()->AddText(font, size, at, colour, words.data(), end, wrap);
        const auto extent = font->CalcTextSizeA(size, FLT_MAX, wrap, words.data(), end);
        tree.add(role, words, {at.x, at.y, at.x + extent.x, at.y + extent.y}, {0, 0, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y});
        *height = extent.y;
    }
};

ProblemPage::ProblemPage(platform::Services& services, Fonts fonts, std::string sentence)
    : parts_(new Parts{services, fonts, std::move(sentence)}) {}

ProblemPage::~ProblemPage() = default;

void ProblemPage::set_scale(float scale) { parts_->scale = scale; }

void ProblemPage::frame() {
    auto& p = *parts_;
    p.tree.begin_frame();
    const Theme theme = make_theme(p.services.prefers_dark() ? Scheme::dark : Scheme::light);
    const auto u = [&](float units) { return units * p.scale; };
    const auto screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(screen);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, theme.paper);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.f);
    ImGui::Begin("problem", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    const float width = std::min(screen.x - u(48), u(640));
    const float x = std::floor((screen.x - width) / 2);
    float y = std::floor(screen.y * 0.26f), height = 0;
    p.draw_text(p.fonts.heading, 34 * 1.25f, theme.ink, {x, y}, width, tr("Inglenook could not open"), semantics::Role::heading, &height);
    y += height + u(14);
    p.draw_text(p.fonts.text, 17 * 1.362f, theme.ink, {x, y}, width, p.sentence, semantics::Role::text, &height);
    y += height + u(24);

    const char* label = tr("Close");
    const float size = std::round(16.5f * 1.362f * p.scale);
    const auto extent = p.fonts.strong->CalcTextSizeA(size, FLT_MAX, 0, label);
    const ImVec2 from = {x, y}, to = {x + extent.x + u(48), y + u(44)};
    ImGui::SetCursorScreenPos(from);
    if (ImGui::InvisibleButton("close", {to.x - from.x, to.y - from.y}, ImGuiButtonFlags_EnableNav)) p.close = true;
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) p.close = true;
    auto* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(from, to, theme.ember.fill, u(14));
    list->AddText(p.fonts.strong, size, {from.x + u(24), from.y + (u(44) - size) / 2}, theme.ember.on_fill, label);
    p.tree.add(semantics::Role::button, label, {from.x, from.y, to.x, to.y}, {0, 0, screen.x, screen.y});
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

bool ProblemPage::close_requested() const { return parts_->close; }

const semantics::Tree& ProblemPage::tree() const { return parts_->tree; }

}  // namespace app
