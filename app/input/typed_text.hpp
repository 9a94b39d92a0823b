#pragma once

#include <cstddef>
#include <optional>

struct ImGuiContext;

namespace app {

// What is copied goes without the soft breaks of a text area. Dear ImGui calls through a plain function pointer, so the
// platform's own is kept in the context that it belongs to.
class Clipboard {
public:
    void begin();
    void end();
    // Takes out again what was copied here, unless something else was copied since.
    void empty();

private:
    static void set(ImGuiContext* context, const char* text);

    void (*platform_)(ImGuiContext*, const char*) = nullptr;
    std::optional<std::size_t> ours_;  // what was copied here last, as its hash
};

// Dear ImGui keeps what is typed in copies of its own: to revert to, to undo by, to hand over to the field once another
// one has the focus. That last one would put the words back into it in the next frame.
void forget_field();

}  // namespace app
