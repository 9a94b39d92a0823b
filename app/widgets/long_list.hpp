#pragma once

#include <cstdint>
#include <vector>

#include "app/widgets/layout.hpp"

namespace app::widgets {

// A list of entries of different heights, down a column: measured once for an answer, a width and a unit. Only what can be seen is
// drawn, and a little beyond, for the keyboard to go on to.
class LongList {
public:
    // `version` is the answer's (Cached::version); `height_of(entry)` in pixels, with the gap below; `draw_entry(entry, top_left)`.
    template <class Entry, class Height, class Draw>
    void draw(const Ui& ui, Column& column, std::uint64_t version, const std::vector<Entry>& entries, Height&& height_of, Draw&& draw_entry) {
        if (version_ != version || width_ != column.width || unit_ != ui.unit) {
            version_ = version;
            width_ = column.width;
            unit_ = ui.unit;
            heights_.clear();
            for (const auto& entry : entries) heights_.push_back(height_of(entry));
        }
        const auto clip = current_clip();
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (column.y + heights_[i] > clip.y0 - ui.u(120) && column.y < clip.y1 + ui.u(120)) draw_entry(entries[i], ImVec2(column.x, column.y));
            column.gap(heights_[i]);
        }
    }

private:
    std::uint64_t version_ = 0;
    float width_ = 0, unit_ = 0;
    std::vector<float> heights_;
};

}  // namespace app::widgets
