#pragma once

#include <optional>
#include <string>

#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/items/glance.hpp"
#include "core/memories/memory.hpp"

// Something of any kind as one row of a list: what it is, its first line, and a quiet line below.
namespace app::items {

struct Row {
    core::ItemRef item;
    std::optional<int> level;           // a check-in's mood, or how close somebody felt
    std::optional<core::Memory> photo;  // of a memory: as much of it as its picture needs
    std::string title, below;
};

// What stands for something that has no words of its own.
std::string title_of(core::ItemKind kind, const std::string& text, const std::optional<int>& level);
Row row_of(const core::Glance& glance, std::string below);

// Few: two lines at most, and four on a phone.
enum class Lines { few, all };

// The height in pixels of a row `width` pixels wide that leaves `right` pixels for controls at its right end.
float row_height(const Ui& ui, const Row& row, float width, float right, Lines shown = Lines::few);
void draw_row(Ui& ui, const Row& row, const widgets::Rect& rect, float right, Lines shown = Lines::few);

}  // namespace app::items
