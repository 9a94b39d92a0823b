#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

// A sheet to choose a photo that goes with a note, among those that hang here.
namespace app::thanks {

struct PhotoChoice {
    struct Key {
        core::Viewer viewer;
        int page = 0;
        bool operator==(const Key&) const = default;
    };
    struct Photo {
        core::Memory memory;
        std::string name;  // its caption, or its day
    };
    struct Found {
        std::vector<Photo> photos;
        bool earlier = false;
    };
    bool open = false;
    int page = 0;
    Cached<Key, Found> found;
};

// A photo that was chosen, in the frame in which it was; or that one wants to hang up another one first.
struct Chosen {
    std::optional<core::MemoryId> memory;
    bool add = false;
};
Chosen draw_photo_choice(PhotoChoice& choice, Ui& ui);

}  // namespace app::thanks
