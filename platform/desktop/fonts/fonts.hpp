#pragma once

#include "app/app.hpp"
#include "platform/desktop/fonts/font_files.hpp"
#include "platform/desktop/fonts/system_font_loader.hpp"

struct ImFontAtlas;

namespace platform::desktop {

// Quicksand for headings and Noto Sans for text, or what fontconfig has in their place, each with the
// system's other fonts behind it.
app::Fonts load_fonts(ImFontAtlas& atlas, FontFiles& files, SystemFonts& system);

}  // namespace platform::desktop
