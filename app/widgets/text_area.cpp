#include <algorithm>
#include <cmath>

#include <imgui.h>
#include <imgui_internal.h>
#include <misc/cpp/imgui_stdlib.h>

#include "app/widgets/controls.hpp"
#include "app/widgets/soft_wrap.hpp"
#include "core/text.hpp"

namespace app::widgets {

namespace {

constexpr float pad_x = 15, pad_y = 11;  // units
constexpr float radius = 16;
constexpr const char* input = "##input";  // Dear ImGui draws a label that does not begin so

void frame(Ui& ui, const Rect& rect, bool active) {
    auto* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(top_left(rect), bottom_right(rect), ui.theme.field, ui.u(radius));
    list->AddRect(top_left(rect), bottom_right(rect), active ? ui.theme.ember.solid : ui.theme.line, ui.u(radius), 0,
                  std::max(1.f, ui.u(active ? 1.75f : 1.25f)));
}

// Dear ImGui's own frame, made invisible: ours lies beneath.
struct BareInput {
    explicit BareInput(const Ui& ui) {
        const auto face = ui.face(Type::body);
        ImGui::PushFont(face.font, face.size);
        ImGui::PushStyleColor(ImGuiCol_FrameBg, 0u);
        ImGui::PushStyleColor(ImGuiCol_Text, ui.theme.ink);
        ImGui::PushStyleColor(ImGuiCol_TextDisabled, ui.theme.quiet);
        ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, mix(ui.theme.card, ui.theme.ember.solid, 0.28f));
        ImGui::PushStyleColor(ImGuiCol_InputTextCursor, ui.still ? 0u : ui.theme.ember.solid);
        ImGui::PushStyleColor(ImGuiCol_NavCursor, 0u);
        ImGui::PushStyleColor(ImGuiCol_ChildBg, 0u);
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, 0));
        ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.f);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    }
    ~BareInput() {
        ImGui::PopStyleVar(3);
        ImGui::PopStyleColor(7);
        ImGui::PopFont();
    }
    BareInput(const BareInput&) = delete;
    BareInput& operator=(const BareInput&) = delete;
};

void tell_field(Ui& ui, std::string_view name, std::string_view value, const Rect& rect, bool active) {
    auto& node = tell(ui, semantics::Role::field, name, rect);
    node.value.assign(value);
    node.focused = active;
}

// What the callback needs while the text is being edited.
struct Editing {
    const soft_wrap::Fit* fit;
    std::string* shown;
    std::string* text;
    int* last_cursor;
};

int on_edit(ImGuiInputTextCallbackData* data) {
    auto& editing = *static_cast<Editing*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        editing.shown->resize(static_cast<std::size_t>(data->BufTextLen));
        data->Buf = editing.shown->data();
        return 0;
    }
    const std::string_view shown(data->Buf, static_cast<std::size_t>(data->BufTextLen));
    auto cursor = static_cast<std::size_t>(data->CursorPos);
    auto text = soft_wrap::unwrap(shown, &cursor);
    if (text != *editing.text) {
        const auto wrapped = soft_wrap::wrap(text, *editing.fit, &cursor);
        *editing.text = std::move(text);
        if (wrapped != shown) {
            data->DeleteChars(0, data->BufTextLen);
            data->InsertChars(0, wrapped.data(), wrapped.data() + wrapped.size());
            data->CursorPos = data->SelectionStart = data->SelectionEnd = static_cast<int>(cursor);
        }
    } else if (data->SelectionStart == data->SelectionEnd) {
        data->CursorPos = static_cast<int>(soft_wrap::outside_break(shown, static_cast<std::size_t>(data->CursorPos),
                                                                    static_cast<std::size_t>(*editing.last_cursor)));
        data->SelectionStart = data->SelectionEnd = data->CursorPos;
    }
    *editing.last_cursor = data->CursorPos;
    return 0;
}

}  // namespace

namespace {

bool one_line(Ui& ui, const char* id, std::string_view name, const char* hint, std::string& text, const Rect& rect,
              bool focus, ImGuiInputTextFlags flags) {
    const IdScope scope(id);
    const bool active = ImGui::GetActiveID() == ImGui::GetID(input);
    frame(ui, rect, active);
    const auto face = ui.face(Type::body);
    const float y = rect.y0 + std::floor((rect.height() - face.size) / 2);
    bool entered = false;
    {
        const BareInput bare(ui);
        ImGui::SetCursorScreenPos({rect.x0 + ui.u(pad_x), y});
        ImGui::SetNextItemWidth(rect.width() - ui.u(2 * pad_x));
        if (focus) ImGui::SetKeyboardFocusHere();
        entered = ImGui::InputTextWithHint(input, hint, &text, ImGuiInputTextFlags_EnterReturnsTrue | flags);
    }
    const bool secret = (flags & ImGuiInputTextFlags_Password) != 0;
    if (secret) tell_field(ui, name, std::string(text.size(), '*'), rect, active);
    else tell_field(ui, name, text, rect, active);
    return entered;
}

}  // namespace

bool text_field(Ui& ui, const char* id, std::string_view name, const char* hint, std::string& text, const Rect& rect,
                bool focus) {
    return one_line(ui, id, name, hint, text, rect, focus, 0);
}

bool secret_field(Ui& ui, const char* id, std::string_view name, const char* hint, std::string& text, const Rect& rect,
                  bool focus) {
    return one_line(ui, id, name, hint, text, rect, focus, ImGuiInputTextFlags_Password);
}

TextArea text_area(Ui& ui, const char* id, std::string_view name, const char* hint, std::string& text, ImVec2 at,
                   float width, int least_lines, int most_lines, float right, bool enter_sends, float least_height,
                   bool focus) {
    const auto face = ui.face(Type::body);
    const float wrap_width = width - ui.u(2 * pad_x) - right - ui.u(8);
    const soft_wrap::Fit fit = [&](std::string_view line) {
        const char* end =
            face.font->CalcWordWrapPosition(face.size, line.data(), line.data() + line.size(), wrap_width);
        auto bytes = static_cast<std::size_t>(end - line.data());
        while (core::within_code_point(line, bytes)) ++bytes;
        return bytes;
    };

    const IdScope scope(id);
    const auto item = ImGui::GetID(input);
    auto* state = ImGui::GetInputTextState(item);
    const bool active = ImGui::GetActiveID() == item;
    auto& kept = ui.wrapped[item];
    auto& shown = kept.shown;
    if (active && state) {
        shown.assign(state->TextA.Data, static_cast<std::size_t>(state->TextLen));
        kept.size = 0;
    } else if (kept.size != face.size || kept.width != wrap_width || kept.text != text) {
        kept.text = text;
        kept.width = wrap_width;
        kept.size = face.size;
        shown = soft_wrap::wrap(text, fit);
    }
    // Changed from outside while it is being edited (given, cleared): begin anew from that.
    if (active && soft_wrap::unwrap(shown) != text) {
        shown = soft_wrap::wrap(text, fit);
        state->ReloadUserBufAndMoveToEnd();
    }
    const auto count = static_cast<int>(std::count(shown.begin(), shown.end(), '\n')) + 1;
    const float lines = static_cast<float>(std::clamp(count, least_lines, most_lines));

    TextArea area;
    area.height = std::round(std::max({lines * face.size + ui.u(2 * pad_y), ui.u(control_height), least_height}));
    const Rect rect = rect_at(at.x, at.y, width, area.height);
    frame(ui, rect, active);
    const float inset = least_lines == 1 && count == 1 ? std::floor((area.height - face.size) / 2) : ui.u(pad_y);
    {
        const BareInput bare(ui);
        ImGui::SetCursorScreenPos({rect.x0 + ui.u(pad_x), rect.y0 + inset});
        if (focus) ImGui::SetKeyboardFocusHere();
        int last_cursor = state ? state->GetCursorPos() : 0;
        Editing editing{&fit, &shown, &text, &last_cursor};
        auto flags = ImGuiInputTextFlags_CallbackAlways | ImGuiInputTextFlags_CallbackResize |
                     ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_NoHorizontalScroll;
        if (enter_sends) flags |= ImGuiInputTextFlags_CtrlEnterForNewLine;
        shown.reserve(shown.size() + 1);
        area.entered = ImGui::InputTextMultiline(input, shown.data(), shown.capacity() + 1,
                                                 {width - ui.u(2 * pad_x) - right, area.height - inset - ui.u(4)},
                                                 flags, on_edit, &editing);
    }
    area.active = active;
    if (text.empty() && !(active && !shown.empty()))
        label(ui, Type::body, ui.theme.quiet, {rect.x0 + ui.u(pad_x), rect.y0 + inset}, wrap_width, hint);
    tell_field(ui, name, text, {rect.x0, rect.y0, rect.x1 - right, rect.y1}, active);
    return area;
}

}  // namespace app::widgets
