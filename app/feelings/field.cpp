#include "app/feelings/field.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui_internal.h>

namespace app::feelings {

using namespace widgets;

namespace {

constexpr double rests_after = 0.35;  // seconds until a finger that was put down counts as looking about
constexpr float magnification = 1.7f;
constexpr float middle_of_the_field = 0.2f;
constexpr float stays_from = 0.55f;  // nearness

// Heights of a line in units. They are steps, so that the font is drawn in a few sizes only.
constexpr float steps[] = {15.5f, 17.5f, 20, 22.5f, 25.5f};
constexpr float current_size = 30;

struct Lens {
    Rect inner;  // where the words' places are
    ImVec2 at;
    float rx = 1, ry = 1;

    ImVec2 home(const core::Feeling& f) const {
        return {inner.x0 + (f.pleasantness + 1) / 2 * inner.width(), inner.y1 - (f.energy + 1) / 2 * inner.height()};
    }
    // How far from its middle, in its radii. Towards a near edge of the field it is flatter: nothing is pushed out over
    // the edge.
    float distance(ImVec2 p) const {
        const float dx = p.x - at.x, dy = p.y - at.y;
        const float x = std::max(1.f, std::min(rx, dx < 0 ? at.x - inner.x0 : inner.x1 - at.x)),
                    y = std::max(1.f, std::min(ry, dy < 0 ? at.y - inner.y0 : inner.y1 - at.y));
        return std::hypot(dx / x, dy / y);
    }
    // Graphical fisheye (Sarkar and Brown 1992, CHI '92, 83–91): what is in the middle moves apart, what is at the rim
    // stays.
    ImVec2 seen(ImVec2 p) const {
        const float d = distance(p);
        if (d >= 1 || d < 1e-4f) return p;
        const float k = (magnification + 1) / (magnification * d + 1);
        return {at.x + (p.x - at.x) * k, at.y + (p.y - at.y) * k};
    }
};

Lens lens_of(const Ui& ui, const Rect& rect, ImVec2 place) {
    Lens lens;
    lens.inner = {rect.x0 + ui.u(22), rect.y0 + ui.u(20), rect.x1 - ui.u(22), rect.y1 - ui.u(20)};
    lens.rx = std::clamp(lens.inner.width() * 0.42f, ui.u(130), ui.u(330));
    lens.ry = std::clamp(lens.inner.height() * 0.42f, ui.u(120), ui.u(240));
    lens.at = {lens.inner.x0 + (place.x + 1) / 2 * lens.inner.width(),
               lens.inner.y1 - (place.y + 1) / 2 * lens.inner.height()};
    return lens;
}

ImVec2 extent(const Ui& ui, const char* word, float size) {
    return ui.face(Type::strong).font->CalcTextSizeA(size, FLT_MAX, 0, word);
}

float size_at(const Ui& ui, float nearness) {
    const auto step =
        static_cast<std::size_t>(std::clamp(nearness, 0.f, 0.999f) * static_cast<float>(std::size(steps)));
    return std::floor(ui.u(steps[step]));
}

bool touches(const Rect& a, const Rect& b, float gap) {
    return a.x0 < b.x1 + gap && b.x0 < a.x1 + gap && a.y0 < b.y1 + gap && b.y0 < a.y1 + gap;
}

// Words are put down one after the other, each where it does not touch one that lies already; those that find no room
// are dots.
void lay_out(Field& field, const Ui& ui, const Rect& rect, const Lens& lens, const std::vector<std::uint8_t>& chosen) {
    const auto all = core::feelings();
    field.order.clear();
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        const float d = lens.distance(lens.home(all[static_cast<std::size_t>(i)]));
        // The nearest first; beyond the lens in an order that has nothing to do with where it is, so that they stay
        // put.
        float rank = d < 1 ? d : 2 + static_cast<float>(i * 61 % static_cast<int>(all.size())) / 1000;
        if (chosen[static_cast<std::size_t>(i)]) rank = std::min(rank, 0.5f) - 1;
        if (i == field.current) rank = -9;
        field.order.emplace_back(rank, i);
    }
    std::sort(field.order.begin(), field.order.end());
    field.labels.clear();
    const float gap = ui.u(3);
    for (const auto& [rank, i] : field.order) {
        const auto& feeling = all[static_cast<std::size_t>(i)];
        const auto home = lens.home(feeling), at = lens.seen(home);
        const float near = std::max(0.f, 1 - lens.distance(home));
        const bool is_current = i == field.current;
        const float size = is_current ? std::floor(ui.u(current_size)) : size_at(ui, near);
        const auto text = extent(ui, tr(feeling.word.data()), size);
        const bool marked = chosen[static_cast<std::size_t>(i)] != 0, pill = near > 0 || is_current || marked;
        const float w = text.x + ui.u(pill ? 17 : 2) + (marked ? size * 0.95f : 0), h = size + ui.u(pill ? 4 : -2);
        const float shifts[][2] = {{0, 0},     {0, -0.55f},    {0, 0.55f},    {-0.3f, 0},    {0.3f, 0},    {0, -1.05f},
                                   {0, 1.05f}, {-0.3f, 0.8f},  {0.3f, -0.8f}, {-0.6f, 0},    {0.6f, 0},    {0, -1.6f},
                                   {0, 1.6f},  {-0.5f, -1.1f}, {0.5f, 1.1f},  {-0.5f, 1.1f}, {0.5f, -1.1f}};
        // What is near finds room a little aside; what is far does not wander.
        const std::size_t tries = near > 0.5f || marked ? std::size(shifts) : pill ? 9 : 3;
        for (std::size_t n = 0; n < tries; ++n) {
            float x = at.x - w / 2 + shifts[n][0] * w, y = at.y - h / 2 + shifts[n][1] * h;
            x = std::floor(std::clamp(x, rect.x0 + ui.u(5), rect.x1 - ui.u(5) - w));
            y = std::floor(std::clamp(y, rect.y0 + ui.u(5), rect.y1 - ui.u(5) - h));
            const Rect box = rect_at(x, y, w, h);
            if (std::any_of(field.labels.begin(), field.labels.end(),
                            [&](const auto& other) { return touches(other.rect, box, gap); }))
                continue;
            field.labels.push_back({i, box, size, near});
            break;
        }
    }
}

int nearest(const Lens& lens, ImVec2 pixel) {
    const auto all = core::feelings();
    int best = 0;
    float least = FLT_MAX;
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        const auto home = lens.home(all[static_cast<std::size_t>(i)]);
        const float d = std::hypot(home.x - pixel.x, home.y - pixel.y);
        if (d < least) least = d, best = i;
    }
    return best;
}

const Field::Label* label_at(const Field& field, ImVec2 pixel) {
    for (const auto& label : field.labels)
        if (pixel.x >= label.rect.x0 && pixel.x < label.rect.x1 && pixel.y >= label.rect.y0 && pixel.y < label.rect.y1)
            return &label;
    return nullptr;
}

// The next word that way: straight on counts more than beside.
int next_word(const Lens& lens, int from, ImGuiDir way) {
    const auto all = core::feelings();
    const auto here = lens.home(all[static_cast<std::size_t>(from)]);
    int best = from;
    float least = FLT_MAX;
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        const auto there = lens.home(all[static_cast<std::size_t>(i)]);
        const float dx = there.x - here.x, dy = there.y - here.y;
        const float along = way == ImGuiDir_Left ? -dx : way == ImGuiDir_Right ? dx : way == ImGuiDir_Up ? -dy : dy;
        const float across = way == ImGuiDir_Left || way == ImGuiDir_Right ? dy : dx;
        if (i == from || along <= 0.5f || std::fabs(across) > along)
            continue;  // wider, and two ways could lead round in a circle
        const float cost = along + 1.5f * std::fabs(across);
        if (cost < least) least = cost, best = i;
    }
    return best;
}

// What the finger and the mouse do. Answers with the word that was chosen.
std::optional<int> point(Field& field, Ui& ui, const Rect& rect, const Lens& lens, bool hovered, bool down) {
    const auto& io = ImGui::GetIO();
    const auto mouse = io.MousePos;
    // What can be read under the finger is what it is on, and stays there: the lens goes on only where it is on
    // nothing, or far out.
    const auto go = [&] {
        const auto* under = label_at(field, mouse);
        field.current = under ? under->word : nearest(lens, mouse);
        if (under && under->nearness > stays_from) return;
        const auto& feeling = core::feelings()[static_cast<std::size_t>(field.current)];
        field.focus = {feeling.pleasantness, feeling.energy};
    };
    const auto gone_from_where_pressed = [&] {
        return std::hypot(mouse.x - io.MouseClickedPos[0].x, mouse.y - io.MouseClickedPos[0].y) > ui.u(9);
    };
    if (down && !field.held) {
        field.held = true;
        field.over = false;
        field.pressed_since = ImGui::GetTime();
        const auto* under = label_at(field, mouse);
        // A mouse that was here has its word already; a finger that comes down on dots looks first.
        const bool was_here =
            field.hovered_at && std::hypot(mouse.x - field.hovered_at->x, mouse.y - field.hovered_at->y) < ui.u(4);
        field.pressed_on = was_here ? field.current : under ? under->word : -1;
        if (field.pressed_on < 0) go();
        else field.current = field.pressed_on;
    } else if (down) {
        const double held_for = ImGui::GetTime() - field.pressed_since;
        if (gone_from_where_pressed()) field.over = true;
        if (held_for >= rests_after && field.pressed_on < 0) field.over = true;
        else if (!field.over && field.pressed_on < 0) ui.wake_in(rests_after - held_for);
        if (field.over && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) go();
    } else if (field.held) {
        field.held = false;
        const Rect reach = grown(rect, ui.u(24));
        if (mouse.x < reach.x0 || mouse.x > reach.x1 || mouse.y < reach.y0 || mouse.y > reach.y1) return std::nullopt;
        if (gone_from_where_pressed() &&
            (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {  // the last of a quick glide, seen by no frame before
            field.over = true;
            go();
        }
        if (field.over) return field.current;
        if (field.pressed_on >= 0) return field.pressed_on;
    } else if (hovered && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
        go();
    }
    return std::nullopt;
}

void steer(Field& field, const Lens& lens, ImGuiID id) {
    const std::pair<ImGuiKey, ImGuiDir> keys[] = {{ImGuiKey_LeftArrow, ImGuiDir_Left},
                                                  {ImGuiKey_RightArrow, ImGuiDir_Right},
                                                  {ImGuiKey_UpArrow, ImGuiDir_Up},
                                                  {ImGuiKey_DownArrow, ImGuiDir_Down}};
    for (const auto& [key, way] : keys) {
        ImGui::SetKeyOwner(key, id);  // else the arrows would go on to the next control
        if (!ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, id)) continue;
        ImGui::SetNavCursorVisible(true);
        field.current = next_word(lens, std::max(field.current, 0), way);
        const auto& feeling = core::feelings()[static_cast<std::size_t>(field.current)];
        field.focus = {feeling.pleasantness, feeling.energy};
    }
}

// Tinted towards the corners, plain in the middle.
void draw_ground(const Ui& ui, const Rect& rect) {
    const auto& theme = ui.theme;
    auto* list = ImGui::GetWindowDrawList();
    const auto colour = [&](float x, float y) {
        const Colour top = mix(theme.ember.soft, theme.honey.soft, x), bottom = mix(theme.sky.soft, theme.sage.soft, x);
        const float far = std::min(1.f, std::hypot(x - 0.5f, y - 0.5f) * 1.6f);
        return mix(theme.card, mix(top, bottom, y), far);
    };
    constexpr int across = 12, down = 10;
    const float radius = ui.u(20);
    list->AddRectFilled(top_left(rect), bottom_right(rect), mix(theme.card, theme.line, 0.2f), radius);
    const auto x_at = [&](int n) {
        return n == 0        ? rect.x0
               : n == across ? rect.x1
                             : std::round(rect.x0 + radius +
                                          (rect.width() - 2 * radius) * static_cast<float>(n - 1) / (across - 2));
    };
    const auto y_at = [&](int n) {
        return n == 0      ? rect.y0
               : n == down ? rect.y1
                           : std::round(rect.y0 + radius +
                                        (rect.height() - 2 * radius) * static_cast<float>(n - 1) / (down - 2));
    };
    const auto of = [&](float x, float y) {
        return colour((x - rect.x0) / rect.width(), (y - rect.y0) / rect.height());
    };
    for (int i = 0; i < across; ++i)
        for (int k = 0; k < down; ++k) {
            const float x0 = x_at(i), x1 = x_at(i + 1), y0 = y_at(k), y1 = y_at(k + 1);
            if ((i == 0 || i == across - 1) && (k == 0 || k == down - 1)) {
                const auto corner =
                    i == 0 ? (k == 0 ? ImDrawFlags_RoundCornersTopLeft : ImDrawFlags_RoundCornersBottomLeft)
                           : (k == 0 ? ImDrawFlags_RoundCornersTopRight : ImDrawFlags_RoundCornersBottomRight);
                list->AddRectFilled({x0, y0}, {x1, y1}, of(i == 0 ? x0 : x1, k == 0 ? y0 : y1), radius, corner);
                continue;
            }
            list->AddRectFilledMultiColor({x0, y0}, {x1, y1}, of(x0, y0), of(x1, y0), of(x1, y1), of(x0, y1));
        }
    const float hair = std::max(1.f, std::round(ui.u(1)));
    const ImVec2 middle = {std::round(centre(rect).x), std::round(centre(rect).y)};
    list->AddRectFilled({rect.x0 + ui.u(14), middle.y}, {rect.x1 - ui.u(14), middle.y + hair}, faded(theme.line, 0.8f));
    list->AddRectFilled({middle.x, rect.y0 + ui.u(14)}, {middle.x + hair, rect.y1 - ui.u(14)}, faded(theme.line, 0.8f));
}

void draw_word(Ui& ui, const Field::Label& label, bool current, bool chosen) {
    const auto& feeling = core::feelings()[static_cast<std::size_t>(label.word)];
    const Tone& tone = tone_of(ui.theme, feeling);
    auto* list = ImGui::GetWindowDrawList();
    const auto face = ui.face(label.nearness > 0 || current || chosen ? Type::strong : Type::small);
    const char* word = tr(feeling.word.data());
    const bool pill = label.nearness > 0 || current || chosen;
    Colour ink = pill ? tone.deep : ui.theme.quiet;
    if (current) {
        list->AddRectFilled(top_left(label.rect), bottom_right(label.rect), tone.fill, label.rect.height() / 2);
        ink = tone.on_fill;
    } else if (pill) {
        list->AddRectFilled(top_left(label.rect), bottom_right(label.rect), mix(ui.theme.card, tone.soft, 0.85f),
                            label.rect.height() / 2);
        if (chosen)
            list->AddRect(top_left(label.rect), bottom_right(label.rect), tone.solid, label.rect.height() / 2, 0,
                          std::max(1.f, ui.u(1.5f)));
    }
    const float width = face.font->CalcTextSizeA(label.size, FLT_MAX, 0, word).x;
    const float mark = chosen ? label.size * 0.95f : 0;
    const float x = std::floor(centre(label.rect).x - (width + mark) / 2);
    if (chosen) icon(ui, "check", {x + label.size * 0.36f, centre(label.rect).y}, label.size * 0.85f, ink, 3.2f);
    list->AddText(face.font, label.size, {x + mark, std::floor(centre(label.rect).y - label.size / 2)}, ink, word);
    auto& node = tell(ui, semantics::Role::text, word, label.rect);
    node.on = chosen;
}

}  // namespace

void Field::look_at(float pleasantness, float energy) {
    *this = {};
    focus = shown = {pleasantness, energy};
}

const Tone& tone_of(const Theme& theme, const core::Feeling& f) {
    if (std::hypot(f.pleasantness, f.energy) < middle_of_the_field) return theme.slate;
    if (f.energy >= 0) return f.pleasantness < 0 ? theme.ember : theme.honey;
    return f.pleasantness < 0 ? theme.sky : theme.sage;
}

const char* place_of(const core::Feeling& f) {
    const int x = f.pleasantness < -middle_of_the_field ? 0 : f.pleasantness > middle_of_the_field ? 2 : 1;
    const int y = f.energy < -middle_of_the_field ? 0 : f.energy > middle_of_the_field ? 2 : 1;
    const char* const places[3][3] = {{tr("unpleasant and quiet"), tr("unpleasant"), tr("unpleasant, full of energy")},
                                      {tr("quiet"), tr("in the middle"), tr("full of energy")},
                                      {tr("pleasant and quiet"), tr("pleasant"), tr("pleasant, full of energy")}};
    return places[x][y];
}

std::optional<int> draw(Field& field, Ui& ui, const Rect& rect, const std::vector<std::uint8_t>& chosen) {
    auto& g = *ImGui::GetCurrentContext();
    auto* window = ImGui::GetCurrentWindow();
    const ImGuiID id = window->GetID("field");
    const auto all = core::feelings();
    auto lens = lens_of(ui, rect, field.focus);
    if (field.current < 0) field.current = nearest(lens, lens.at);

    auto& node = tell(ui, semantics::Role::field, tr("Feeling words"), rect);
    const ImRect box(top_left(rect), bottom_right(rect));
    if (!ImGui::ItemAdd(box, id)) return std::nullopt;
    if (std::exchange(field.wants_focus, false)) ImGui::SetFocusID(id, window);
    bool hovered = false, held = false;
    ImGui::ButtonBehavior(box, id, &hovered, &held, ImGuiButtonFlags_None);
    const bool by_mouse = g.ActiveIdSource == ImGuiInputSource_Mouse;
    const bool focused = g.NavId == id;
    node.focused = focused;
    if (held && by_mouse) ui.drag_owner = id;
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);

    auto toggled = point(field, ui, rect, lens, hovered, held && by_mouse);
    field.hovered_at = hovered ? std::optional(g.IO.MousePos) : std::nullopt;
    if (focused && !g.IO.WantTextInput) {
        steer(field, lens, id);
        for (const auto key : {ImGuiKey_Enter, ImGuiKey_KeypadEnter, ImGuiKey_Space})
            if (ImGui::IsKeyPressed(key, false)) toggled = field.current;
    }
    node.value = tr(all[static_cast<std::size_t>(field.current)].word.data());

    const ImVec2 left = {field.focus.x - field.shown.x, field.focus.y - field.shown.y};
    if (ui.reduced_motion || std::hypot(left.x, left.y) < 0.004f) {
        field.shown = field.focus;
    } else {
        const float share = 1 - std::exp(-std::min(g.IO.DeltaTime, 0.05f) / 0.045f);
        field.shown = {field.shown.x + left.x * share, field.shown.y + left.y * share};
        ui.wake_in(0);
    }
    lens = lens_of(ui, rect, field.shown);
    lay_out(field, ui, rect, lens, chosen);

    draw_ground(ui, rect);
    auto* list = ImGui::GetWindowDrawList();
    list->PushClipRect(top_left(rect), bottom_right(rect), true);
    list->AddEllipseFilled(lens.at, {lens.rx, lens.ry}, faded(ui.theme.card, 0.45f), 0, 48);
    list->AddEllipse(lens.at, {lens.rx, lens.ry}, faded(ui.theme.line, 0.6f), 0, 48, std::max(1.f, ui.u(1)));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto at = lens.seen(lens.home(all[i]));
        const Rect dot = {at.x - ui.u(3), at.y - ui.u(3), at.x + ui.u(3), at.y + ui.u(3)};
        if (std::any_of(field.labels.begin(), field.labels.end(),
                        [&](const auto& l) { return l.word == static_cast<int>(i) || touches(l.rect, dot, 0); }))
            continue;
        list->AddCircleFilled(at, ui.u(2.6f), faded(tone_of(ui.theme, all[i]).solid, 0.75f), 0);
    }
    for (auto label = field.labels.rbegin(); label != field.labels.rend(); ++label)
        draw_word(ui, *label, label->word == field.current, chosen[static_cast<std::size_t>(label->word)] != 0);
    list->PopClipRect();
    if (focused && g.NavCursorVisible && ui.keyboard) {
        const Rect ring = grown(rect, ui.u(3));
        list->AddRect(top_left(ring), bottom_right(ring), ui.theme.ember.solid, ui.u(23), 0, ui.u(2));
    }
    return toggled;
}

}  // namespace app::feelings
