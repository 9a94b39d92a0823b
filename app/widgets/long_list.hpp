#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "app/widgets/layout.hpp"

namespace app::widgets {

// As many rows are all drawn, seen or not, so that the keyboard and a screen reader go through them.
inline constexpr std::size_t some_dozens = 60;

// Rows of one height. Of many, those that can be seen are drawn, and a little beyond, for the keyboard to go on to.
// `draw_row(index)` draws at the column's place and moves it on by that height.
template <class Draw> void draw_seen(const Ui& ui, Column& column, std::size_t count, float height, Draw&& draw_row) {
    const auto clip = current_clip();
    const float top = column.y, beyond = ui.u(120);
    const auto rows_to = [&](float y) {
        return static_cast<std::size_t>(std::clamp(std::ceil((y - top) / height), 0.f, static_cast<float>(count)));
    };
    const bool many = count > some_dozens;
    const auto first = many ? rows_to(clip.y0 - beyond - height) : 0, last = many ? rows_to(clip.y1 + beyond) : count;
    for (auto i = first; i < last; ++i) {
        column.y = top + static_cast<float>(i) * height;
        draw_row(i);
    }
    column.y = top;
    column.gap(static_cast<float>(count) * height);
}

// Rows that are as tall as what is drawn in them. Of many, those that cannot be seen take the place that they took
// last, or that their neighbour took.
class DrawnList {
public:
    template <class Draw> void draw(const Ui& ui, Column& column, std::size_t count, Draw&& draw_row) {
        if (width_ != column.width || unit_ != ui.unit || count <= some_dozens) heights_.clear();
        width_ = column.width;
        unit_ = ui.unit;
        if (count > some_dozens) heights_.resize(count, -1.f);
        const auto clip = current_clip();
        float neighbour = ui.u(120);
        for (std::size_t i = 0; i < count; ++i) {
            const float known = count > some_dozens ? heights_[i] : -1.f;
            const float height = known >= 0 ? known : neighbour;
            if (count > some_dozens && (column.y + height < clip.y0 - ui.u(120) || column.y > clip.y1 + ui.u(120))) {
                column.gap(height);
                continue;
            }
            const float top = column.y;
            draw_row(i);
            neighbour = column.y - top;
            if (count > some_dozens) heights_[i] = neighbour;
        }
    }

private:
    float width_ = 0, unit_ = 0;
    std::vector<float> heights_;
};

// A list of entries of different heights, down a column: measured once for an answer, a width and a unit. Only what can
// be seen is drawn, and a little beyond, for the keyboard to go on to.
class LongList {
public:
    // `version` is the answer's (Cached::version); `height_of(entry)` in pixels, with the gap below; `draw_entry(entry,
    // top_left)`.
    template <class Entry, class Height, class Draw>
    void draw(const Ui& ui, Column& column, std::uint64_t version, const std::vector<Entry>& entries,
              Height&& height_of, Draw&& draw_entry) {
        if (version_ != version || width_ != column.width || unit_ != ui.unit) {
            version_ = version;
            width_ = column.width;
            unit_ = ui.unit;
            heights_.clear();
            for (const auto& entry : entries) heights_.push_back(height_of(entry));
        }
        const auto clip = current_clip();
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (column.y + heights_[i] > clip.y0 - ui.u(120) && column.y < clip.y1 + ui.u(120))
                draw_entry(entries[i], ImVec2(column.x, column.y));
            column.gap(heights_[i]);
        }
    }

private:
    std::uint64_t version_ = 0;
    float width_ = 0, unit_ = 0;
    std::vector<float> heights_;
};

}  // namespace app::widgets
