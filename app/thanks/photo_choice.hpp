#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/memories/memory.hpp"

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

// The photo that was chosen, with a way to leave it out; `photo` is empty then, and where it is not seen any more. A
// photo goes no further than it does by itself, which is said unless the note is for its writer alone anyway.
void draw_photo_along(std::optional<core::MemoryId>& photo, Cached<core::MemoryId, std::optional<core::Memory>>& cached,
                      Ui& ui, widgets::Column& column, bool for_oneself);

}  // namespace app::thanks
