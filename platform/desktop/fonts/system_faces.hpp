#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include "platform/desktop/fonts/system_font_loader.hpp"

namespace platform::desktop {

struct FoundFace {
    std::string path;
    int index = 0;  // within the file, as FreeType counts
};

// The face that fontconfig thinks best for a family, which need not be of it. Nothing when there are no fonts at all.
std::optional<FoundFace> find_face(const char* family, Weight weight);

// Finds which of the system's faces has a code point, and opens it when it is first needed.
class SystemFaces {
public:
    explicit SystemFaces(FontFiles& files) : files_(files) {}
    ~SystemFaces();
    SystemFaces(const SystemFaces&) = delete;
    SystemFaces& operator=(const SystemFaces&) = delete;

    // Null when no face has it.
    FT_Face face_for(ImWchar code_point, Weight weight);

private:
    struct SortedDestroy {
        void operator()(FcFontSet* set) const { FcFontSetSortDestroy(set); }
    };
    using Sorted = std::unique_ptr<FcFontSet, SortedDestroy>;

    FT_Face search(ImWchar code_point, Weight weight);
    FT_Face emoji_face();
    FT_Face open(const FoundFace& found);
    const FcFontSet* sorted(Weight weight);

    FontFiles& files_;
    FT_Library library_ = nullptr;
    std::map<std::pair<std::string, int>, FT_Face> opened_;  // null: cannot be opened
    std::map<std::pair<Weight, ImWchar>, FT_Face> known_;
    std::map<Weight, Sorted> sorted_;
    std::optional<FT_Face> emoji_;
};

}  // namespace platform::desktop
