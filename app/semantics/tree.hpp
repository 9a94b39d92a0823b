#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::semantics {

enum class Role { screen, heading, text, button, toggle, choice, field, image, list_item, dialog, banner, progress };

struct Rect {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    float width() const { return x1 - x0; }
    float height() const { return y1 - y0; }
    bool overlaps(const Rect& o) const { return x0 < o.x1 && o.x0 < x1 && y0 < o.y1 && o.y0 < y1; }
    bool contains(const Rect& o) const { return o.x0 >= x0 && o.y0 >= y0 && o.x1 <= x1 && o.y1 <= y1; }
};

// One thing on the screen as a person or a screen reader would name it.
struct Node {
    Role role = Role::text;
    std::string name;
    std::string value;  // a field's text, a choice's state
    Rect rect;          // where it is, in pixels of the window; may lie outside `clip` when scrolled away
    Rect clip;          // what of the window it can show in
    bool on = false;    // toggled, chosen, checked
    bool focused = false;
    bool shortened = false;  // drawn with an ellipsis on purpose; `name` has the whole text
    bool overlay = false;    // on a sheet or banner above the page

    bool visible() const { return rect.overlaps(clip); }
};

// What the frame that was drawn last consists of, in the order it was drawn. Storage is kept from frame to
// frame, so a still screen allocates nothing.
class Tree {
public:
    void begin_frame() { used_ = 0; }
    // Wipes what every frame so far left in the storage; nothing is on the screen until the next one.
    void forget();
    Node& add(Role role, std::string_view name, Rect rect, Rect clip);
    std::span<const Node> nodes() const { return {nodes_.data(), used_}; }
    // The first visible node of that name (and role); null when there is none.
    const Node* find(std::string_view name) const;
    const Node* find(Role role, std::string_view name) const;

private:
    std::vector<Node> nodes_;
    std::size_t used_ = 0;
};

std::string_view to_text(Role role);

}  // namespace app::semantics
