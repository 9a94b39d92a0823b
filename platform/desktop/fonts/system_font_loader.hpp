#pragma once

#include <memory>

#include <imgui.h>

#include "platform/desktop/fonts/font_files.hpp"

struct ImFontAtlas;

namespace platform::desktop {

enum class Weight { regular, bold };

// Every font of the system, behind those that the program chose: what these lack is looked for in fontconfig's order,
// and emoji are drawn in colour. Must outlive the ImGui context it is used in.
class SystemFonts {
public:
    explicit SystemFonts(FontFiles& files);
    ~SystemFonts();
    SystemFonts(const SystemFonts&) = delete;
    SystemFonts& operator=(const SystemFonts&) = delete;

    // Makes this the last source of the font that was added last. `em_share` is how much of that font's height
    // (ascent + descent, what ImGui calls its size) is its em; the others are drawn at the same em.
    void add_behind(ImFontAtlas& atlas, Weight weight, float em_share, float reference_size);

    // Code points that the fonts in front are not to draw: pairs of a first and a last, ended by 0.
    static const ImWchar* reserved();

    struct Parts;

private:
    std::unique_ptr<Parts> parts_;
};

}  // namespace platform::desktop
