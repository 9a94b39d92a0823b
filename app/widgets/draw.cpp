#include "app/widgets/draw.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <imgui_internal.h>

#include "core/memories/memory.hpp"
#include "core/text.hpp"

namespace app::widgets {

Rect current_clip() {
    const auto* list = ImGui::GetWindowDrawList();
    const auto min = list->GetClipRectMin(), max = list->GetClipRectMax();
    return {min.x, min.y, max.x, max.y};
}

semantics::Node& tell(Ui& ui, semantics::Role role, std::string_view name, Rect rect) {
    auto& node = ui.tree.add(role, name, rect, current_clip());
    node.overlay = ui.on_sheet;
    return node;
}

ImVec2 measure(const Ui& ui, Type type, std::string_view text, float wrap) {
    const auto face = ui.face(type);
    return face.font->CalcTextSizeA(face.size, FLT_MAX, wrap, text.data(), text.data() + text.size());
}

float line_height(const Ui& ui, Type type) { return ui.face(type).size; }

ImVec2 text(Ui& ui, Type type, Colour colour, ImVec2 at, std::string_view text, float wrap, semantics::Role role) {
    const auto face = ui.face(type);
    at = {std::floor(at.x), std::floor(at.y)};
    const auto size = measure(ui, type, text, wrap);
    ImGui::GetWindowDrawList()->AddText(face.font, face.size, at, colour, text.data(), text.data() + text.size(), wrap);
    if (!text.empty()) tell(ui, role, text, rect_at(at.x, at.y, size.x, size.y));
    return size;
}

namespace {

constexpr const char* ellipsis = "\u2026";

// How much of a text fits before an ellipsis, cut between code points.
std::string_view fitting(const TypeFace& face, std::string_view text, float width) {
    const char* end = nullptr;
    face.font->CalcTextSizeA(face.size, std::max(width, 0.f), 0, text.data(), text.data() + text.size(), &end);
    return text.substr(0, static_cast<std::size_t>(end - text.data()));
}

// Draws one line; true when it had to be shortened.
bool draw_line(const Ui& ui, Type type, Colour colour, ImVec2 at, float width, std::string_view text, Align align,
               Rect* drawn) {
    const auto face = ui.face(type);
    auto* list = ImGui::GetWindowDrawList();
    const auto whole = measure(ui, type, text).x;
    const bool fits = whole <= width + 0.5f;
    float x = at.x;
    if (fits && align == Align::centre) x += (width - whole) / 2;
    if (fits && align == Align::right) x += width - whole;
    at = {std::floor(x), std::floor(at.y)};
    *drawn = rect_at(at.x, at.y, std::min(whole, width), face.size);
    if (fits) {
        list->AddText(face.font, face.size, at, colour, text.data(), text.data() + text.size());
        return false;
    }
    const auto kept = fitting(face, text, width - measure(ui, type, ellipsis).x);
    list->AddText(face.font, face.size, at, colour, kept.data(), kept.data() + kept.size());
    at.x += measure(ui, type, kept).x;
    list->AddText(face.font, face.size, at, colour, ellipsis);
    return true;
}

}  // namespace

void line(Ui& ui, Type type, Colour colour, ImVec2 at, float width, std::string_view text, Align align) {
    if (text.empty()) return;
    Rect drawn;
    const bool shortened = draw_line(ui, type, colour, at, width, text, align, &drawn);
    tell(ui, semantics::Role::text, text, drawn).shortened = shortened;
}

void label(Ui& ui, Type type, Colour colour, ImVec2 at, float width, std::string_view text, Align align) {
    Rect drawn;
    draw_line(ui, type, colour, at, width, text, align, &drawn);
}

float lines(Ui& ui, Type type, Colour colour, ImVec2 at, float width, std::string_view text, int most) {
    const auto face = ui.face(type);
    const float whole = measure(ui, type, text, width).y;
    if (whole <= face.size * (static_cast<float>(most) + 0.5f))
        return app::widgets::text(ui, type, colour, at, text, width).y;
    const float y0 = at.y;
    const char* from = text.data();
    const char* end = from + text.size();
    for (int n = 0; n < most && from < end; ++n) {
        const char* to = face.font->CalcWordWrapPosition(face.size, from, end, width);
        if (const void* hard = std::memchr(from, '\n', static_cast<std::size_t>(to - from)))
            to = static_cast<const char*>(hard);
        if (to == from && *from != '\n') ++to;
        const bool last = n + 1 == most;
        if (last) {
            // What still fits of the rest, with an ellipsis.
            const std::string_view rest(from, static_cast<std::size_t>(end - from));
            const auto one = rest.substr(0, rest.find('\n'));
            const auto kept = fitting(face, one, width - measure(ui, type, ellipsis).x);
            auto* list = ImGui::GetWindowDrawList();
            list->AddText(face.font, face.size, at, colour, kept.data(), kept.data() + kept.size());
            list->AddText(face.font, face.size, {at.x + measure(ui, type, kept).x, at.y}, colour, ellipsis);
        } else {
            ImGui::GetWindowDrawList()->AddText(face.font, face.size, at, colour, from, to);
        }
        at.y += face.size;
        from = to;
        while (from < end && *from == ' ') ++from;
        if (from < end && *from == '\n') ++from;
    }
    tell(ui, semantics::Role::text, text, {at.x, y0, at.x + width, at.y}).shortened = true;
    return at.y - y0;
}

void card(Ui& ui, const Rect& rect, Colour ground, float radius_units) {
    auto* list = ImGui::GetWindowDrawList();
    const float radius = ui.u(radius_units);
    if (ui.theme.scheme == Scheme::light) {
        const Colour warm = rgb(0x5A3C1E);
        // Two layers, one close and one 6 units down, each spread over a few rings for softness.
        constexpr int rings = 7;
        for (int ring = rings; ring >= 1; --ring) {
            const float spread = ui.u(static_cast<float>(ring) * 2.0f);
            const Rect r = {rect.x0 - spread + ui.u(6), rect.y0 - spread + ui.u(12), rect.x1 + spread - ui.u(6),
                            rect.y1 + spread - ui.u(2)};
            list->AddRectFilled(top_left(r), bottom_right(r), faded(warm, 0.0085f), radius + spread);
        }
        const Rect close = {rect.x0, rect.y0 + ui.u(1.2f), rect.x1, rect.y1 + ui.u(1.2f)};
        list->AddRectFilled(top_left(close), bottom_right(close), faded(warm, 0.06f), radius);
        list->AddRectFilled(top_left(rect), bottom_right(rect), ground, radius);
    } else {
        list->AddRectFilled(top_left(rect), bottom_right(rect), ground, radius);
        list->AddRect(top_left(rect), bottom_right(rect), ui.theme.line, radius, 0, std::max(1.f, ui.u(1)));
    }
}

void card(Ui& ui, const Rect& rect) { card(ui, rect, ui.theme.card); }

void mood_face(Ui& ui, int mood, ImVec2 c, float radius, bool chosen) {
    auto* list = ImGui::GetWindowDrawList();
    const Tone& tone = ui.theme.mood(mood);
    const float stroke = radius * 0.115f;
    list->AddCircleFilled(c, radius, tone.soft, 0);
    if (chosen) list->AddCircle(c, radius + stroke * 0.4f, tone.solid, 0, stroke);
    const Colour mark = ui.theme.scheme == Scheme::light ? mix(tone.solid, ui.theme.ink, 0.08f) : tone.solid;
    for (const float side : {-1.f, 1.f})
        list->AddCircleFilled({c.x + side * radius * 0.31f, c.y - radius * 0.17f}, radius * 0.115f, mark, 0);
    // The mouth: from a deep frown to a wide smile, one curve whose bend follows the mood.
    const float bend[] = {-0.27f, -0.14f, 0.f, 0.17f, 0.31f};
    const float half[] = {0.40f, 0.34f, 0.33f, 0.34f, 0.42f};
    const float b = bend[mood - 1] * radius, w = half[mood - 1] * radius;
    const float y = c.y + radius * 0.34f - b * 0.5f;
    list->PathLineTo({c.x - w, y});
    list->PathBezierCubicCurveTo({c.x - w * 0.55f, y + b * 1.3f}, {c.x + w * 0.55f, y + b * 1.3f}, {c.x + w, y}, 20);
    list->PathStroke(mark, 0, stroke);
    for (const float side : {-1.f, 1.f}) list->AddCircleFilled({c.x + side * w, y}, stroke * 0.5f, mark, 0);
}

namespace {

// First letter as it is written, any script: one code point.
std::string_view first_letter(std::string_view name) { return name.substr(0, core::end_of_code_point(name, 0)); }

void drawn_face(std::string_view face, ImVec2 c, float r, Colour ink, Colour ground) {
    auto* list = ImGui::GetWindowDrawList();
    const float s = std::max(1.f, r * 0.085f);
    const auto at = [&](float x, float y) { return ImVec2(c.x + x * r, c.y + y * r); };
    const auto curve = [&](ImVec2 a, ImVec2 b, ImVec2 d, ImVec2 e, float width = 1) {
        list->PathLineTo(a);
        list->PathBezierCubicCurveTo(b, d, e, 18);
        list->PathStroke(ink, 0, s * width);
    };
    if (face == "fox") {
        for (const float m : {-1.f, 1.f}) {
            const ImVec2 ear[] = {at(m * 0.50f, -0.08f), at(m * 0.44f, -0.58f), at(m * 0.12f, -0.28f)};
            list->AddTriangleFilled(ear[0], ear[1], ear[2], ink);
        }
        const ImVec2 head[] = {at(-0.52f, -0.14f), at(0, -0.34f), at(0.52f, -0.14f),
                               at(0.24f, 0.34f),   at(0, 0.56f),  at(-0.24f, 0.34f)};
        list->AddConvexPolyFilled(head, 6, ink);
        for (const float m : {-1.f, 1.f}) list->AddCircleFilled(at(m * 0.20f, -0.02f), r * 0.065f, ground);
        list->AddCircleFilled(at(0, 0.42f), r * 0.085f, ground);
        return;
    }
    const ImVec2 head = at(0, 0.06f);
    list->AddCircle(head, r * 0.50f, ink, 0, s);
    for (const float m : {-1.f, 1.f}) list->AddCircleFilled(at(m * 0.18f, 0.02f), r * 0.06f, ink);
    curve(at(-0.19f, 0.24f), at(-0.10f, 0.36f), at(0.10f, 0.36f), at(0.19f, 0.24f));
    if (face == "curls") {
        const float spots[][3] = {{-0.44f, -0.22f, 0.15f},
                                  {-0.30f, -0.44f, 0.17f},
                                  {0.0f, -0.52f, 0.18f},
                                  {0.30f, -0.44f, 0.17f},
                                  {0.44f, -0.22f, 0.15f}};
        for (const auto& p : spots) list->AddCircleFilled(at(p[0], p[1]), r * p[2], ink);
    } else if (face == "glasses") {
        for (const float m : {-1.f, 1.f}) list->AddCircle(at(m * 0.20f, 0.02f), r * 0.15f, ink, 0, s * 0.8f);
        list->AddLine(at(-0.05f, 0.02f), at(0.05f, 0.02f), ink, s * 0.8f);
        curve(at(-0.47f, -0.12f), at(-0.40f, -0.60f), at(0.40f, -0.60f), at(0.47f, -0.12f), 1.6f);
    } else if (face == "beard") {
        list->PathArcTo(head, r * 0.50f, 0.15f, IM_PI - 0.15f, 24);
        list->PathLineTo(at(-0.30f, 0.14f));
        list->PathBezierCubicCurveTo(at(-0.16f, 0.20f), at(0.16f, 0.20f), at(0.30f, 0.14f), 12);
        list->PathFillConcave(ink);
        list->PathLineTo(at(-0.14f, 0.32f));
        list->PathBezierCubicCurveTo(at(-0.06f, 0.40f), at(0.06f, 0.40f), at(0.14f, 0.32f), 12);
        list->PathStroke(ground, 0, s);
    } else if (face == "bun") {
        list->AddCircleFilled(at(0, -0.60f), r * 0.17f, ink);
        list->PathArcTo(head, r * 0.50f, -IM_PI + 0.30f, -0.30f, 24);
        list->PathBezierCubicCurveTo(at(0.20f, -0.20f), at(-0.20f, -0.20f), at(-0.47f, -0.10f), 14);
        list->PathFillConcave(ink);
    } else if (face == "cap") {
        list->PathArcTo(head, r * 0.53f, -IM_PI + 0.25f, -0.25f, 24);
        list->PathFillConvex(ink);
        list->PathLineTo(at(0.30f, -0.08f));
        list->PathLineTo(at(0.74f, -0.05f));
        list->PathStroke(ink, 0, s * 1.8f);
    } else {  // smile
        curve(at(-0.40f, -0.24f), at(-0.30f, -0.58f), at(0.30f, -0.58f), at(0.40f, -0.24f), 1.2f);
    }
}

}  // namespace

void avatar(Ui& ui, const core::Person& person, ImVec2 c, float radius, float opacity) {
    auto* list = ImGui::GetWindowDrawList();
    const Tone& tone = ui.theme.tone(person.colour);
    // Somebody who is not meant now stands back in their soft shade, where the letter still reads.
    const bool back = opacity < 1;
    const Colour ground = back ? tone.soft : tone.fill;
    const Colour ink = back ? tone.deep : tone.on_fill;
    if (person.portrait) {
        // A person's row says which photo, not of which kind; its thumbnail is mostly there under either.
        auto picture = ui.pictures.thumbnail(*person.portrait, core::PhotoFormat::jpeg);
        if (picture.state == Pictures::Picture::State::missing)
            picture = ui.pictures.thumbnail(*person.portrait, core::PhotoFormat::png);
        if (picture.state == Pictures::Picture::State::ready) {
            const float w = static_cast<float>(picture.width), h = static_cast<float>(picture.height),
                        side = std::min(w, h);
            const ImVec2 uv0 = {(w - side) / 2 / w, (h - side) / 2 / h}, uv1 = {1 - uv0.x, 1 - uv0.y};
            list->AddImageRounded(static_cast<ImTextureID>(picture.texture), {c.x - radius, c.y - radius},
                                  {c.x + radius, c.y + radius}, uv0, uv1, faded(0xffffffffu, opacity), radius);
            list->AddCircle(c, radius - ui.u(0.75f), ground, 0, ui.u(1.5f));
            return;
        }
    }
    list->AddCircleFilled(c, radius, ground, 0);
    if (person.face != "letter") return drawn_face(person.face, c, radius, ink, ground);
    const auto letter = first_letter(person.name);
    const float size = std::round(radius * 1.06f);
    auto* font = ui.fonts.heading;
    const auto extent = font->CalcTextSizeA(size, FLT_MAX, 0, letter.data(), letter.data() + letter.size());
    list->AddText(font, size, {std::round(c.x - extent.x / 2), std::round(c.y - extent.y / 2)}, ink, letter.data(),
                  letter.data() + letter.size());
}

float avatars(Ui& ui, ImVec2 left_middle, float radius, Colour ground) {
    auto* list = ImGui::GetWindowDrawList();
    const float step = radius * 1.68f;
    float x = left_middle.x + radius;
    for (const auto& person : *ui.people) {
        list->AddCircleFilled({x, left_middle.y}, radius + ui.u(3), ground, 0);
        avatar(ui, person, {x, left_middle.y}, radius);
        x += step;
    }
    return x - step + radius - left_middle.x;
}

void photo(Ui& ui, const core::Memory& memory, const Rect& rect, float radius, Detail detail) {
    auto* list = ImGui::GetWindowDrawList();
    const auto picture = detail == Detail::large
                             ? ui.pictures.large(memory.photo, memory.format, static_cast<int>(rect.width()),
                                                 static_cast<int>(rect.height()), memory.sealed)
                             : ui.pictures.thumbnail(memory.photo, memory.format, memory.sealed);
    using State = Pictures::Picture::State;
    if (picture.state != State::ready) {
        list->AddRectFilled(top_left(rect), bottom_right(rect), mix(ui.theme.paper, ui.theme.line, 0.6f), radius);
        if (picture.state == State::missing)
            icon(ui, "image", centre(rect), std::min(ui.u(28), rect.height() * 0.4f), ui.theme.quiet);
        return;
    }
    const float w = static_cast<float>(picture.width), h = static_cast<float>(picture.height);
    const float scale = std::max(rect.width() / w, rect.height() / h);
    const ImVec2 half = {rect.width() / scale / w / 2, rect.height() / scale / h / 2};
    const float fade_in = 0.16f;
    const float age = static_cast<float>(ImGui::GetTime() - picture.arrived);
    const bool fading = age < fade_in && !ui.reduced_motion;
    if (fading) ui.wake_in(0);
    list->AddImageRounded(static_cast<ImTextureID>(picture.texture), top_left(rect), bottom_right(rect),
                          {0.5f - half.x, 0.5f - half.y}, {0.5f + half.x, 0.5f + half.y},
                          faded(0xffffffffu, fading ? age / fade_in : 1), radius);
}

}  // namespace app::widgets
