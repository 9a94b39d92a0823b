#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/forget.hpp"
#include "app/memories/file_picker.hpp"
#include "app/memories/import_progress.hpp"
#include "app/ui.hpp"
#include "app/widgets/date_field.hpp"
#include "app/widgets/layout.hpp"
#include "core/memories/memory.hpp"

// The gallery: photos by the days they belong to, and one of them large.
namespace app::memories {

struct Key {
    core::Viewer viewer;
    core::Day today;
    bool operator==(const Key&) const = default;
};

// Days that lie together, as one group of photos.
struct Section {
    core::Day first, last;
    int count = 0;
    std::string title, below;
};

// The sections' places down the page for one width.
struct Layout {
    std::uint64_t version = 0;
    float width = 0, unit = 0;
    int across = 1;
    float cell_width = 0, cell_height = 0;
    std::vector<float> tops;  // of each section, and the end
};

struct Viewer {
    std::optional<core::MemoryId> shown;
    Cached<core::MemoryId, std::optional<core::Memory>> memory;
    Cached<core::MemoryId, std::vector<core::Memory>> around;  // its days and the ones before and after
    std::string caption_line, date_line;
    std::uint64_t worded = 0;
    std::optional<core::MemoryId> editing;  // the one the words below are for
    std::string caption;
    core::Day day;
    core::Audience audience = core::Audience::household;
    widgets::DateField date;
};

struct State {
    Cached<Key, std::vector<Section>> sections;
    Layout layout;
    // The photos of the sections in view; forgotten when anything changes.
    std::unordered_map<int, std::vector<core::Memory>> photos;
    std::uint64_t photos_version = 0;
    FilePicker picker;
    ImportProgress import;
    Viewer viewer;

    State kept(Forget what);
};

void draw(State& state, Ui& ui, const widgets::Rect& area);
void draw_sheets(State& state, Ui& ui, int swipe);

}  // namespace app::memories
