#pragma once

#include <optional>
#include <string>

#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/items/item.hpp"
#include "core/memories/memory.hpp"

// Something of any kind as one row of a list: what it is, its first line, and a quiet line below.
namespace app::items {

struct Row {
    core::ItemRef item;
    std::optional<int> mood;            // of a check-in
    std::optional<core::Memory> photo;  // of a memory: as much of it as its picture needs
    std::string title, below;
    std::optional<int> closeness = {};  // its level
};

// What stands for something that has no words of its own.
std::string title_of(core::ItemKind kind, const std::string& text, const std::optional<int>& mood);
const char* kind_name(core::ItemKind kind);

// Few: two lines at most, and four on a phone.
enum class Lines { few, all };

// The height in pixels of a row `width` pixels wide that leaves `right` pixels for controls at its right end.
float row_height(const Ui& ui, const Row& row, float width, float right, Lines shown = Lines::few);
void draw_row(Ui& ui, const Row& row, const widgets::Rect& rect, float right, Lines shown = Lines::few);

}  // namespace app::items
