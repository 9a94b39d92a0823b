#include "platform/desktop/fonts/fonts.hpp"

#include <cstdio>
#include <optional>

#include <imgui.h>
#include <misc/freetype/imgui_freetype.h>

#include "platform/desktop/fonts/system_faces.hpp"

namespace platform::desktop {

namespace {

// Only relations between sources follow from it; the screens name every size themselves.
constexpr float reference_size = 17.0f;

struct Face {
    FontFile file;
    int index = 0;
    float em_share = 1.0f;  // of ascent + descent, which is what ImGui's font size measures
};

std::optional<Face> load_face(FontFiles& files, const char* family, Weight weight) {
    const auto found = find_face(family, weight);
    const auto file = found ? files.map(found->path) : std::nullopt;
    if (!file) return std::nullopt;
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return std::nullopt;
    std::optional<Face> result;
    FT_Face face = nullptr;
    if (FT_New_Memory_Face(library, file->data, static_cast<FT_Long>(file->size), found->index, &face) == 0) {
        const int height = face->ascender - face->descender;
        if (FT_IS_SCALABLE(face) && height > 0)
            result = Face{*file, found->index, static_cast<float>(face->units_per_EM) / static_cast<float>(height)};
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
    return result;
}

enum class Place { first, behind };

ImFont* add(ImFontAtlas& atlas, const Face& face, const char* name, Place place, float size) {
    ImFontConfig config;
    std::snprintf(config.Name, sizeof config.Name, "%s", name);
    config.FontData = const_cast<unsigned char*>(face.file.data);
    config.FontDataSize = static_cast<int>(face.file.size);
    config.FontDataOwnedByAtlas = true;  // no copy; FontFiles keeps ImGui from freeing it
    config.FontNo = static_cast<ImU32>(face.index);
    config.MergeMode = place == Place::behind;
    config.SizePixels = size;
    config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
    config.GlyphExcludeRanges = SystemFonts::reserved();
    return atlas.AddFont(&config);
}

}  // namespace

app::Fonts load_fonts(ImFontAtlas& atlas, FontFiles& files, SystemFonts& system) {
    const auto rounded = load_face(files, "Quicksand", Weight::bold);
    const auto plain = load_face(files, "Noto Sans", Weight::regular);
    const auto bold = load_face(files, "Noto Sans", Weight::bold);

    const auto font = [&](const std::optional<Face>& face, const char* name, Weight weight,
                          const std::optional<Face>& behind) {
        ImFont* made = face ? add(atlas, *face, name, Place::first, reference_size) : nullptr;
        if (made == nullptr) return atlas.AddFontDefault();
        if (behind && behind->file.data != face->file.data) {
            add(atlas, *behind, "behind", Place::behind, reference_size * face->em_share / behind->em_share);
            // ImGui chose by the first source, which may have no sign of its own for what nobody has.
            if (made->IsGlyphInFont(IM_UNICODE_CODEPOINT_INVALID)) made->FallbackChar = IM_UNICODE_CODEPOINT_INVALID;
        }
        system.add_behind(atlas, weight, face->em_share, reference_size);
        return made;
    };
    app::Fonts fonts;
    fonts.text = font(plain, "text", Weight::regular, std::nullopt);
    fonts.strong = font(bold, "strong", Weight::bold, std::nullopt);
    fonts.heading = font(rounded, "heading", Weight::bold, bold);
    return fonts;
}

}  // namespace platform::desktop
