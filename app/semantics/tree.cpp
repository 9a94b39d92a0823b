#include "app/semantics/tree.hpp"

#include "core/vault/secret.hpp"

namespace app::semantics {

void Tree::forget() {
    for (auto& node : nodes_) {
        core::wipe(node.name);
        core::wipe(node.value);
    }
    used_ = 0;
}

Node& Tree::add(Role role, std::string_view name, Rect rect, Rect clip) {
    if (used_ == nodes_.size()) nodes_.emplace_back();
    Node& node = nodes_[used_++];
    node.role = role;
    node.name.assign(name);
    node.value.clear();
    node.rect = rect;
    node.clip = clip;
    node.on = node.focused = node.shortened = node.overlay = false;
    return node;
}

const Node* Tree::find(std::string_view name) const {
    for (const auto& node : nodes())
        if (node.name == name && node.visible()) return &node;
    return nullptr;
}

const Node* Tree::find(Role role, std::string_view name) const {
    for (const auto& node : nodes())
        if (node.role == role && node.name == name && node.visible()) return &node;
    return nullptr;
}

std::string_view to_text(Role role) {
    switch (role) {
        case Role::screen: return "screen";
        case Role::heading: return "heading";
        case Role::text: return "text";
        case Role::button: return "button";
        case Role::toggle: return "toggle";
        case Role::choice: return "choice";
        case Role::field: return "field";
        case Role::image: return "image";
        case Role::list_item: return "list_item";
        case Role::dialog: return "dialog";
        case Role::banner: return "banner";
        case Role::progress: return "progress";
    }
    return "text";
}

}  // namespace app::semantics
