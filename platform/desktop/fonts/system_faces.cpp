#include "platform/desktop/fonts/system_faces.hpp"

#include <algorithm>
#include <iterator>

namespace platform::desktop {

namespace {

struct PatternDestroy {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, PatternDestroy>;

Pattern wanted(const char* family, Weight weight) {
    Pattern pattern(FcPatternCreate());
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
    FcPatternAddInteger(pattern.get(), FC_WEIGHT, weight == Weight::bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(pattern.get(), FC_VARIABLE, FcFalse);
    FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    return pattern;
}

std::optional<FoundFace> face_of(FcPattern* font) {
    FcChar8* path = nullptr;
    int index = 0;
    if (FcPatternGetString(font, FC_FILE, 0, &path) != FcResultMatch) return std::nullopt;
    FcPatternGetInteger(font, FC_INDEX, 0, &index);
    return FoundFace{reinterpret_cast<const char*>(path), index};
}

bool is(FcPattern* font, const char* what) {
    FcBool yes = FcFalse;
    return FcPatternGetBool(font, what, 0, &yes) == FcResultMatch && yes == FcTrue;
}

struct Span {
    ImWchar first, last;
};

// What is shown as a picture unless said otherwise (Unicode 15, emoji-data.txt, Emoji_Presentation), and the
// signs and dingbats that people mean as pictures although Unicode would have them as text.
constexpr Span pictures[] = {{0x231A, 0x231B}, {0x23E9, 0x23EC},  {0x23F0, 0x23F0}, {0x23F3, 0x23F3},
                             {0x25FD, 0x25FE}, {0x2600, 0x27BF},  {0x2B1B, 0x2B1C}, {0x2B50, 0x2B50},
                             {0x2B55, 0x2B55}, {0x1F000, 0x1FBFF}};

// Controls, surrogates and private use: no font of the system can know what is meant.
constexpr Span never[] = {{0x0, 0x1F}, {0x7F, 0x9F}, {0xD800, 0xF8FF}, {0xF0000, 0x10FFFF}};

template <std::size_t n> bool within(const Span (&spans)[n], ImWchar code_point) {
    return std::any_of(std::begin(spans), std::end(spans),
                       [&](const Span& span) { return code_point >= span.first && code_point <= span.last; });
}

}  // namespace

std::optional<FoundFace> find_face(const char* family, Weight weight) {
    FcResult result = FcResultNoMatch;
    const Pattern font(FcFontMatch(nullptr, wanted(family, weight).get(), &result));
    if (!font) return std::nullopt;
    return face_of(font.get());
}

SystemFaces::~SystemFaces() {
    for (const auto& [found, face] : opened_)
        if (face != nullptr) FT_Done_Face(face);
    if (library_ != nullptr) FT_Done_FreeType(library_);
    sorted_.clear();
    FcFini();
}

FT_Face SystemFaces::face_for(ImWchar code_point, Weight weight) {
    if (within(never, code_point)) return nullptr;
    const std::pair key(weight, code_point);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    return known_[key] = search(code_point, weight);
}

FT_Face SystemFaces::search(ImWchar code_point, Weight weight) {
    const auto emoji_with_it = [&]() -> FT_Face {
        // The digits, # and * of an emoji font are parts of keycaps, and wide.
        if (code_point < 0x80) return nullptr;
        const FT_Face face = emoji_face();
        return face != nullptr && FT_Get_Char_Index(face, code_point) != 0 ? face : nullptr;
    };
    if (within(pictures, code_point))
        if (const FT_Face face = emoji_with_it()) return face;
    const FcFontSet* fonts = sorted(weight);
    for (int i = 0; fonts != nullptr && i < fonts->nfont; ++i) {
        FcPattern* font = fonts->fonts[i];
        FcCharSet* has = nullptr;
        if (is(font, FC_COLOR) || !is(font, FC_SCALABLE)) continue;
        if (FcPatternGetCharSet(font, FC_CHARSET, 0, &has) != FcResultMatch || !FcCharSetHasChar(has, code_point))
            continue;
        const auto found = face_of(font);
        const FT_Face face = found ? open(*found) : nullptr;
        if (face != nullptr && FT_Get_Char_Index(face, code_point) != 0) return face;
    }
    return emoji_with_it();
}

FT_Face SystemFaces::emoji_face() {
    if (emoji_) return *emoji_;
    emoji_ = nullptr;
    const Pattern pattern = wanted("emoji", Weight::regular);
    FcPatternAddBool(pattern.get(), FC_COLOR, FcTrue);
    FcResult result = FcResultNoMatch;
    const Pattern font(FcFontMatch(nullptr, pattern.get(), &result));
    if (font && is(font.get(), FC_COLOR))
        if (const auto found = face_of(font.get())) emoji_ = open(*found);
    return *emoji_;
}

FT_Face SystemFaces::open(const FoundFace& found) {
    const std::pair key(found.path, found.index);
    if (const auto opened = opened_.find(key); opened != opened_.end()) return opened->second;
    FT_Face face = nullptr;
    if (library_ == nullptr && FT_Init_FreeType(&library_) != 0) library_ = nullptr;
    if (library_ != nullptr)
        if (const auto file = files_.map(found.path))
            if (FT_New_Memory_Face(library_, file->data, static_cast<FT_Long>(file->size), found.index, &face) != 0)
                face = nullptr;
    return opened_[key] = face;
}

const FcFontSet* SystemFaces::sorted(Weight weight) {
    auto& set = sorted_[weight];
    FcResult result = FcResultNoMatch;
    if (!set) set.reset(FcFontSort(nullptr, wanted("sans-serif", weight).get(), FcTrue, nullptr, &result));
    return set.get();
}

}  // namespace platform::desktop
