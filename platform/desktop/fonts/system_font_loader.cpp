#include "platform/desktop/fonts/system_font_loader.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <imgui_internal.h>

#include "platform/desktop/fonts/system_faces.hpp"

namespace platform::desktop {

struct SystemFonts::Parts {
    explicit Parts(FontFiles& files) : faces(files) {}
    SystemFaces faces;
};

namespace {

// What a source of ours carries as its font data; ImGui keeps a copy of it.
struct Source {
    SystemFaces* faces;
    Weight weight;
    float em_share;
};

const Source& source_of(const ImFontConfig* src) { return *static_cast<const Source*>(src->FontData); }

// Joiners, selectors, keycaps, skin tones and tags change what stands beside them and are nothing by themselves.
bool is_blank(ImWchar c) {
    return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0x20E3 || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0000 && c <= 0xE01EF);
}

// Sets the face to the wanted em and returns by how much its pictures are still to be scaled: a bitmap font
// only has the sizes it was made in.
float set_em(FT_Face face, float pixels) {
    if (FT_IS_SCALABLE(face)) {
        FT_Size_RequestRec request{};
        request.type = FT_SIZE_REQUEST_TYPE_NOMINAL;
        request.height = std::lround(pixels * 64.0f);
        return FT_Request_Size(face, &request) == 0 ? 1.0f : 0.0f;
    }
    int best = -1;
    for (int i = 0; i < face->num_fixed_sizes; ++i) {
        const auto ppem = [&](int strike) { return static_cast<float>(face->available_sizes[strike].y_ppem) / 64.0f; };
        if (best < 0 || (ppem(best) < pixels && ppem(i) > ppem(best)) || (ppem(i) >= pixels && ppem(i) < ppem(best)))
            best = i;
    }
    if (best < 0 || FT_Select_Size(face, best) != 0) return 0.0f;
    const auto ppem = static_cast<float>(face->available_sizes[best].y_ppem) / 64.0f;
    return ppem > 0 ? pixels / ppem : 0.0f;
}

struct Picture {
    int width = 0, height = 0;
    std::vector<ImU32> rgba;
};

// Averages premultiplied blue-green-red-alpha over the area of each pixel, and divides by alpha at the end.
Picture scaled(const FT_Bitmap& bitmap, float scale) {
    const auto columns = static_cast<int>(bitmap.width), rows = static_cast<int>(bitmap.rows);
    Picture picture;
    picture.width = std::max(1, static_cast<int>(std::lround(static_cast<float>(columns) * scale)));
    picture.height = std::max(1, static_cast<int>(std::lround(static_cast<float>(rows) * scale)));
    picture.rgba.resize(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
    const float step_x = static_cast<float>(columns) / static_cast<float>(picture.width);
    const float step_y = static_cast<float>(rows) / static_cast<float>(picture.height);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            const float x0 = static_cast<float>(x) * step_x, x1 = x0 + step_x;
            const float y0 = static_cast<float>(y) * step_y, y1 = y0 + step_y;
            float sum[4] = {}, weight = 0;
            for (int row = static_cast<int>(y0); row < rows && static_cast<float>(row) < y1; ++row) {
                const float high = std::min(y1, static_cast<float>(row + 1)) - std::max(y0, static_cast<float>(row));
                const unsigned char* line = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
                for (int column = static_cast<int>(x0); column < columns && static_cast<float>(column) < x1; ++column) {
                    const float wide =
                        std::min(x1, static_cast<float>(column + 1)) - std::max(x0, static_cast<float>(column));
                    for (int channel = 0; channel < 4; ++channel)
                        sum[channel] += high * wide * line[column * 4 + channel];
                    weight += high * wide;
                }
            }
            if (weight <= 0 || sum[3] <= 0) continue;
            const auto byte = [](float value) { return static_cast<ImU32>(std::clamp(value + 0.5f, 0.0f, 255.0f)); };
            const float straight = 255.0f / sum[3];
            picture.rgba[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                         static_cast<std::size_t>(x)] = IM_COL32(byte(sum[2] * straight), byte(sum[1] * straight),
                                                                 byte(sum[0] * straight), byte(sum[3] / weight));
        }
    return picture;
}

ImTextureRect* place(ImFontAtlas* atlas, ImFontGlyph* glyph, int width, int height) {
    const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, width, height);
    if (id == ImFontAtlasRectId_Invalid) return nullptr;
    glyph->PackId = id;
    glyph->Visible = true;
    return ImFontAtlasPackGetRect(atlas, id);
}

bool contains_glyph(ImFontAtlas*, ImFontConfig* src, ImWchar code_point) {
    const Source& source = source_of(src);
    return is_blank(code_point) || source.faces->face_for(code_point, source.weight) != nullptr;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* src, ImFontBaked* baked, void*, ImWchar code_point,
                ImFontGlyph* glyph, float* only_advance) {
    const Source& source = source_of(src);
    const bool blank = is_blank(code_point);
    const FT_Face face = blank ? nullptr : source.faces->face_for(code_point, source.weight);
    if (face == nullptr && !blank) return false;

    const float density = src->RasterizerDensity * baked->RasterizerDensity;
    const float scale = blank ? 0.0f : set_em(face, baked->Size * source.em_share * density);
    if (!blank) {
        if (scale <= 0) return false;
        const FT_Int32 flags = FT_HAS_COLOR(face) ? FT_LOAD_COLOR : FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT;
        if (FT_Load_Glyph(face, FT_Get_Char_Index(face, code_point), flags) != 0) return false;
    }
    const float advance =
        blank ? 0.0f : std::round(static_cast<float>(face->glyph->advance.x) / 64.0f * scale) / density;
    if (only_advance != nullptr) {
        *only_advance = advance;
        return true;
    }
    glyph->AdvanceX = advance;
    if (blank) return true;

    const FT_GlyphSlot slot = face->glyph;
    if (slot->format != FT_GLYPH_FORMAT_BITMAP && FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return false;
    const FT_Bitmap& bitmap = slot->bitmap;
    if (bitmap.width == 0 || bitmap.rows == 0) return true;
    int width = static_cast<int>(bitmap.width), height = static_cast<int>(bitmap.rows);
    if (bitmap.pixel_mode == FT_PIXEL_MODE_BGRA) {
        const Picture picture = scaled(bitmap, scale);
        width = picture.width;
        height = picture.height;
        ImTextureRect* rect = place(atlas, glyph, width, height);
        if (rect == nullptr) return false;
        glyph->Colored = true;
        ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, src, glyph, rect,
                                           reinterpret_cast<const unsigned char*>(picture.rgba.data()),
                                           ImTextureFormat_RGBA32, width * 4);
    } else if (bitmap.pixel_mode == FT_PIXEL_MODE_GRAY) {
        ImTextureRect* rect = place(atlas, glyph, width, height);
        if (rect == nullptr) return false;
        ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, src, glyph, rect, bitmap.buffer, ImTextureFormat_Alpha8,
                                           bitmap.pitch);
    } else {
        return false;
    }
    glyph->X0 = std::round(static_cast<float>(slot->bitmap_left) * scale) / density;
    glyph->Y0 = std::round(baked->Ascent) - std::round(static_cast<float>(slot->bitmap_top) * scale) / density;
    glyph->X1 = glyph->X0 + static_cast<float>(width) / density;
    glyph->Y1 = glyph->Y0 + static_cast<float>(height) / density;
    return true;
}

const ImFontLoader* loader() {
    static const ImFontLoader system = [] {
        ImFontLoader made;
        made.Name = "SystemFonts";
        made.FontSrcContainsGlyph = contains_glyph;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return &system;
}

}  // namespace

SystemFonts::SystemFonts(FontFiles& files) : parts_(std::make_unique<Parts>(files)) {}
SystemFonts::~SystemFonts() = default;

void SystemFonts::add_behind(ImFontAtlas& atlas, Weight weight, float em_share, float reference_size) {
    Source source{&parts_->faces, weight, em_share};
    ImFontConfig config;
    std::snprintf(config.Name, sizeof config.Name, "SystemFonts");
    config.MergeMode = true;
    config.SizePixels = reference_size;
    config.PixelSnapH = true;
    config.FontLoader = loader();
    config.FontData = &source;
    config.FontDataSize = sizeof source;
    config.FontDataOwnedByAtlas = false;  // ImGui then makes a copy
    atlas.AddFont(&config);
}

const ImWchar* SystemFonts::reserved() {
    static const ImWchar spans[] = {0x200B, 0x200D, 0x2060, 0x2060,  0x20E3,  0x20E3,  0x2600,  0x27BF, 0xFE00,
                                    0xFE0F, 0xFEFF, 0xFEFF, 0x1F000, 0x1FBFF, 0xE0000, 0xE01EF, 0};
    return spans;
}

}  // namespace platform::desktop
