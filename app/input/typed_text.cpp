#include "app/input/typed_text.hpp"

#include <functional>
#include <new>
#include <string>
#include <utility>

#include <imgui_internal.h>

#include "app/widgets/soft_wrap.hpp"
#include "core/vault/secret.hpp"

namespace app {

namespace {

void wipe(ImVector<char>& text) {
    if (text.Data) core::wipe(text.Data, static_cast<std::size_t>(text.Capacity));
    text.clear();
}

}  // namespace

void Clipboard::set(ImGuiContext* context, const char* text) {
    auto& clipboard = *static_cast<Clipboard*>(ImGui::GetIO().UserData);
    const auto plain = soft_wrap::unwrap(text ? text : "");
    clipboard.ours_ = std::hash<std::string>()(plain);
    if (clipboard.platform_) clipboard.platform_(context, plain.c_str());
}

void Clipboard::empty() {
    const auto copied = std::exchange(ours_, std::nullopt);
    if (!copied || !platform_) return;
    const char* now = ImGui::GetClipboardText();
    if (now && std::hash<std::string>()(now) == *copied) platform_(ImGui::GetCurrentContext(), "");
}

void Clipboard::begin() {
    platform_ = std::exchange(ImGui::GetPlatformIO().Platform_SetClipboardTextFn, &Clipboard::set);
    ImGui::GetIO().UserData = this;
}

void Clipboard::end() {
    ImGui::GetPlatformIO().Platform_SetClipboardTextFn = platform_;
    ImGui::GetIO().UserData = nullptr;
}

void forget_field() {
    ImGui::ClearActiveID();
    auto& g = *ImGui::GetCurrentContext();
    auto& field = g.InputTextState;
    for (auto* text :
         {&field.TextA, &field.TextToRevertTo, &field.CallbackTextBackup, &g.InputTextDeactivatedState.TextA})
        wipe(*text);
    g.InputTextDeactivatedState.ID = 0;
    field.~ImGuiInputTextState();  // with the words that its undo keeps
    new (&field) ImGuiInputTextState();
    field.Ctx = &g;
    if (g.TempBuffer.Data)
        core::wipe(g.TempBuffer.Data, static_cast<std::size_t>(g.TempBuffer.Size));  // what was copied or cut
    g.IO.InputQueueCharacters.clear();
}

}  // namespace app
