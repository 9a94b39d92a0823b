#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "app/widgets/draw.hpp"

namespace app::widgets {

namespace {

// Line drawings on a 24 × 24 grid. M move, L line, C cubic curve, Z close, O circle (centre, radius), D dot.
struct Drawing {
    std::string_view name;
    const char* path;
};

constexpr Drawing drawings[] = {
    {"today", "M3 11 L12 3.5 L21 11 M5.5 9.5 L5.5 20 L18.5 20 L18.5 9.5 M10 20 L10 14 L14 14 L14 20"},
    {"home", "M3 11 L12 3.5 L21 11 M5.5 9.5 L5.5 20 L18.5 20 L18.5 9.5 M10 20 L10 14 L14 14 L14 20"},
    {"calendar", "M6 5 L18 5 C19.6 5 20.5 5.9 20.5 7.5 L20.5 18 C20.5 19.6 19.6 20.5 18 20.5 L6 20.5 C4.4 20.5 3.5 19.6 3.5 18 L3.5 7.5 C3.5 5.9 4.4 5 6 5 Z M8 3 L8 7 M16 3 L16 7 M3.5 10.5 L20.5 10.5"},
    {"heart", "M12 20.5 C12 20.5 3 15 3 8.8 C3 5.9 5.2 3.8 7.8 3.8 C9.6 3.8 11.2 4.8 12 6.4 C12.8 4.8 14.4 3.8 16.2 3.8 C18.8 3.8 21 5.9 21 8.8 C21 15 12 20.5 12 20.5 Z"},
    {"image", "M6 4 L18 4 C19.6 4 21 5.4 21 7 L21 17 C21 18.6 19.6 20 18 20 L6 20 C4.4 20 3 18.6 3 17 L3 7 C3 5.4 4.4 4 6 4 Z M3.5 17.5 L9 12.5 L13 16 L16 13.5 L20.5 17.5 O8.5 8.8 1.7"},
    {"people", "M2.5 20 C2.5 16.2 5 14 8.5 14 C12 14 14.5 16.2 14.5 20 O8.5 8 3.6 M16.5 14.2 C19.4 14.4 21.5 16.4 21.5 19.5 O16.8 8.6 2.8"},
    {"settings", "M4 7 L13 7 M18 7 L20 7 O15.5 7 2.4 M4 17 L6 17 M11 17 L20 17 O8.5 17 2.4"},
    {"jar", "M8 3 L16 3 C16.8 3 17 3.3 17 4 L17 5.6 C17 6.3 16.8 6.6 16 6.6 L8 6.6 C7.2 6.6 7 6.3 7 5.6 L7 4 C7 3.3 7.2 3 8 3 Z M8.4 6.6 L8.4 8.2 C6 9.4 5 11.2 5 13.6 L5 19 C5 20.6 5.8 21.4 7.4 21.4 L16.6 21.4 C18.2 21.4 19 20.6 19 19 L19 13.6 C19 11.2 18 9.4 15.6 8.2 L15.6 6.6 M8.6 15 L11 13.4 L13 15 L15.4 13.2 M8.6 18.4 L11 17.2 L13 18.6 L15.4 17"},
    {"clock", "O12 12 8.5 M12 7 L12 12 L15.5 14"},
    {"plus", "M12 5 L12 19 M5 12 L19 12"},
    {"check", "M5 12.5 L10 17.5 L19.5 7.5"},
    {"close", "M6 6 L18 18 M18 6 L6 18"},
    {"left", "M14.5 5.5 L8 12 L14.5 18.5"},
    {"right", "M9.5 5.5 L16 12 L9.5 18.5"},
    {"back", "M12 6 L6 12 L12 18 M18.5 6 L12.5 12 L18.5 18"},
    {"forward", "M5.5 6 L11.5 12 L5.5 18 M12 6 L18 12 L12 18"},
    {"up", "M5.5 14.5 L12 8 L18.5 14.5"},
    {"down", "M5.5 9.5 L12 16 L18.5 9.5"},
    {"pause", "M9 6 L9 18 M15 6 L15 18"},
    {"play", "M8 5.5 L18.5 12 L8 18.5 Z"},
    {"trash", "M4.5 7 L19.5 7 M9.5 7 L9.5 4.5 L14.5 4.5 L14.5 7 M6.5 7 L7.4 20 L16.6 20 L17.5 7 M10 11 L10.3 16.5 M14 11 L13.7 16.5"},
    {"pencil", "M4.5 19.5 L5.3 15.8 L16 5 L19.2 8.2 L8.4 18.8 Z M13.5 7.5 L16.6 10.6"},
    {"folder", "M3.5 18 L3.5 6.5 C3.5 5.6 4.1 5 5 5 L9.5 5 L11.5 7.5 L19 7.5 C19.9 7.5 20.5 8.1 20.5 9 L20.5 18 C20.5 18.9 19.9 19.5 19 19.5 L5 19.5 C4.1 19.5 3.5 18.9 3.5 18 Z"},
    {"envelope", "M5.5 5 L18.5 5 C20.2 5 21 5.8 21 7.5 L21 16.5 C21 18.2 20.2 19 18.5 19 L5.5 19 C3.8 19 3 18.2 3 16.5 L3 7.5 C3 5.8 3.8 5 5.5 5 Z M3.6 6.4 L12 13 L20.4 6.4"},
    {"lock", "M6 11 L18 11 L18 20 L6 20 Z M8.5 11 L8.5 8 C8.5 5.8 10 4.2 12 4.2 C14 4.2 15.5 5.8 15.5 8 L15.5 11"},
    {"more", "D5.5 12 1.7 D12 12 1.7 D18.5 12 1.7"},
    {"undo", "M8.5 5 L4.5 9 L8.5 13 M4.5 9 L14.5 9 C17.8 9 20 11.2 20 14 C20 16.8 17.8 19 14.5 19 L9.5 19"},
    {"search", "O10.5 10.5 6 M15 15 L20 20"},
    // What rituals are marked with.
    {"cup", "M5 9 L16.5 9 L16.5 14.5 C16.5 17.5 14.5 19.5 11.5 19.5 L10 19.5 C7 19.5 5 17.5 5 14.5 Z M16.5 10.5 L18 10.5 C19.6 10.5 20.6 11.4 20.6 12.9 C20.6 14.4 19.6 15.4 18 15.4 L16.5 15.4 M8.5 6.2 C8.5 5 9.5 5 9.5 3.6 M12.5 6.2 C12.5 5 13.5 5 13.5 3.6"},
    {"moon", "M19.5 14.5 C15 16.5 8.5 13.5 9.2 6.8 C9.3 5.6 9.7 4.6 10.2 3.8 C6.3 4.6 3.7 8 3.9 12 C4.2 16.9 8.3 20.5 13 20.2 C16.1 20 18.6 17.7 19.5 14.5 Z"},
    {"mountain", "M2.5 19.5 L9.5 6.5 L13.5 13.5 L15.5 10.5 L21.5 19.5 Z M7.4 10.6 L9.5 12.2 L11.4 10.2"},
    {"star", "M12 3.5 L14.6 9 L20.6 9.7 L16.2 13.8 L17.4 19.8 L12 16.8 L6.6 19.8 L7.8 13.8 L3.4 9.7 L9.4 9 Z"},
    {"leaf", "M5 19.5 C4 10 9 4.5 20 4.5 C20 14 15.5 19.5 7 18 M5 19.5 C7 15 10 12 14.5 9.8"},
    {"phone", "M8.5 3.5 L15.5 3.5 C16.5 3.5 17.2 4.2 17.2 5.2 L17.2 18.8 C17.2 19.8 16.5 20.5 15.5 20.5 L8.5 20.5 C7.5 20.5 6.8 19.8 6.8 18.8 L6.8 5.2 C6.8 4.2 7.5 3.5 8.5 3.5 Z M11 17.6 L13 17.6"},
    {"book", "M12 6.5 C10 5 7 4.5 3.5 4.8 L3.5 18.3 C7 18 10 18.5 12 20 C14 18.5 17 18 20.5 18.3 L20.5 4.8 C17 4.5 14 5 12 6.5 Z M12 6.5 L12 20"},
    {"music", "M9 17.5 L9 5.5 L19 3.8 L19 15.5 O6.6 17.5 2.4 O16.6 15.5 2.4"},
    {"walk", "O13 4.6 1.9 M8 20.5 L10.5 15.5 L10 10.5 L13.5 9.2 L15.5 12.2 L18.5 13 M10 10.5 L7.2 13.5 M10.5 15.5 L14 17 L15 20.5"},
    {"cake", "M4.5 19.5 L4.5 12.5 L19.5 12.5 L19.5 19.5 Z M4.5 16 C6.4 17.3 7.6 14.7 9.5 16 C11.4 17.3 12.6 14.7 14.5 16 C16.4 17.3 17.6 14.7 19.5 16 M12 12.5 L12 8.5 M12 6.2 C10.9 5.4 11.6 4.2 12 3.4 C12.4 4.2 13.1 5.4 12 6.2 Z"},
    {"plane", "M3.5 13 L20.5 4 L15.5 20 L11.5 14.5 Z M11.5 14.5 L20.5 4"},
    {"sun", "O12 12 4 M12 3 L12 4.8 M12 19.2 L12 21 M3 12 L4.8 12 M19.2 12 L21 12 M5.6 5.6 L6.9 6.9 M17.1 17.1 L18.4 18.4 M5.6 18.4 L6.9 17.1 M17.1 6.9 L18.4 5.6"},
    {"chat", "M5.5 4.5 L18.5 4.5 C19.9 4.5 20.5 5.2 20.5 6.5 L20.5 14 C20.5 15.3 19.9 16 18.5 16 L11 16 L6.5 20 L6.5 16 L5.5 16 C4.1 16 3.5 15.3 3.5 14 L3.5 6.5 C3.5 5.2 4.1 4.5 5.5 4.5 Z"},
    {"pot", "M5 10 L19 10 L19 16 C19 18.3 17.8 19.5 15.5 19.5 L8.5 19.5 C6.2 19.5 5 18.3 5 16 Z M2.8 12.5 L5 12.5 M19 12.5 L21.2 12.5 M6.5 10 C6.5 8 8.5 7.2 12 7.2 C15.5 7.2 17.5 8 17.5 10 M12 7.2 L12 5.2"},
    {"game", "M6 4.5 L18 4.5 C19 4.5 19.5 5 19.5 6 L19.5 18 C19.5 19 19 19.5 18 19.5 L6 19.5 C5 19.5 4.5 19 4.5 18 L4.5 6 C4.5 5 5 4.5 6 4.5 Z D8.6 8.6 1.3 D15.4 8.6 1.3 D12 12 1.3 D8.6 15.4 1.3 D15.4 15.4 1.3"},
    {"flower", "O12 9 2 M12 7 C9.5 5 10.5 2.8 12 2.8 C13.5 2.8 14.5 5 12 7 M14 9 C16 6.5 18.2 7.5 18.2 9 C18.2 10.5 16 11.5 14 9 M12 11 C14.5 13 13.5 15.2 12 15.2 C10.5 15.2 9.5 13 12 11 M10 9 C8 11.5 5.8 10.5 5.8 9 C5.8 7.5 8 6.5 10 9 M12 15.2 L12 21 M12 19.5 C14 19.3 15.8 18.2 16.5 16.6"},
};

const Drawing* drawing(std::string_view name) {
    for (const auto& d : drawings)
        if (d.name == name) return &d;
    return nullptr;
}

}  // namespace

bool has_icon(std::string_view name) { return drawing(name) != nullptr; }

void icon(Ui&, std::string_view name, ImVec2 c, float side, Colour colour, float stroke_units) {
    const auto* d = drawing(name);
    if (!d) return;
    auto* list = ImGui::GetWindowDrawList();
    const float k = side / 24;
    const float stroke = std::max(1.f, stroke_units * k);
    const auto at = [&](float x, float y) { return ImVec2(c.x + (x - 12) * k, c.y + (y - 12) * k); };
    const auto finish = [&](ImDrawFlags flags) {
        // A closed outline whose last point is its first again has no direction there, and would show a spike.
        if (flags && list->_Path.Size > 2 && std::fabs(list->_Path.back().x - list->_Path.front().x) + std::fabs(list->_Path.back().y - list->_Path.front().y) < 0.1f)
            list->_Path.pop_back();
        if (list->_Path.Size > 1) {
            const ImVec2 ends[] = {list->_Path.front(), list->_Path.back()};
            list->PathStroke(colour, flags, stroke);
            if (!flags)  // round ends
                for (const auto& end : ends) list->AddCircleFilled(end, stroke * 0.48f, colour, 8);
        }
        list->PathClear();
    };
    const char* p = d->path;
    const auto number = [&] {
        char* end = nullptr;
        const float value = std::strtof(p, &end);
        p = end;
        return value;
    };
    const auto point = [&] {
        const float x = number();
        const float y = number();
        return at(x, y);
    };
    while (*p) {
        const char verb = *p++;
        switch (verb) {
            case 'M': finish(0); list->PathLineTo(point()); break;
            case 'L': list->PathLineTo(point()); break;
            case 'C': {
                const auto a = point();
                const auto b = point();
                const auto e = point();
                list->PathBezierCubicCurveTo(a, b, e, 12);
                break;
            }
            case 'Z': finish(ImDrawFlags_Closed); break;
            case 'O': {
                finish(0);
                const auto o = point();
                list->AddCircle(o, number() * k, colour, 0, stroke);
                break;
            }
            case 'D': {
                finish(0);
                const auto o = point();
                list->AddCircleFilled(o, number() * k, colour, 0);
                break;
            }
            default: break;
        }
    }
    finish(0);
}

void filled_heart(Ui&, ImVec2 c, float side, Colour colour) {
    auto* list = ImGui::GetWindowDrawList();
    const float k = side / 24;
    const auto at = [&](float x, float y) { return ImVec2(c.x + (x - 12) * k, c.y + (y - 12) * k); };
    list->PathLineTo(at(12, 21));
    list->PathBezierCubicCurveTo(at(12, 21), at(2.5f, 15.2f), at(2.5f, 8.8f), 16);
    list->PathBezierCubicCurveTo(at(2.5f, 5.6f), at(4.9f, 3.3f), at(7.8f, 3.3f), 12);
    list->PathBezierCubicCurveTo(at(9.6f, 3.3f), at(11.2f, 4.3f), at(12, 5.9f), 12);
    list->PathBezierCubicCurveTo(at(12.8f, 4.3f), at(14.4f, 3.3f), at(16.2f, 3.3f), 12);
    list->PathBezierCubicCurveTo(at(19.1f, 3.3f), at(21.5f, 5.6f), at(21.5f, 8.8f), 12);
    list->PathBezierCubicCurveTo(at(21.5f, 15.2f), at(12, 21), at(12, 21), 16);
    list->PathFillConcave(colour);
}

}  // namespace app::widgets
