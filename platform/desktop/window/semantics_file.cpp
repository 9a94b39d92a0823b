#include "platform/desktop/window/semantics_file.hpp"

#include <nlohmann/json.hpp>

#include "core/system/outside_file.hpp"

namespace platform::desktop {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const app::semantics::Rect& rect) { return Json::array({rect.x0, rect.y0, rect.x1, rect.y1}); }

}  // namespace

bool SemanticsFile::write(const app::semantics::Tree& tree, int width, int height, float scale) {
    Json nodes = Json::array();
    for (const auto& node : tree.nodes())
        nodes.push_back({{"role", to_text(node.role)},
                         {"name", node.name},
                         {"value", node.value},
                         {"rect", to_json(node.rect)},
                         {"clip", to_json(node.clip)},
                         {"visible", node.visible()},
                         {"on", node.on},
                         {"focused", node.focused},
                         {"shortened", node.shortened},
                         {"overlay", node.overlay}});
    const Json screen = {{"width", width}, {"height", height}, {"scale", scale}, {"nodes", std::move(nodes)}};
    std::string text = screen.dump(1, ' ', false, Json::error_handler_t::replace);
    if (text == written_) return true;

    if (core::system::write_outside(file_, text + '\n', own_folders_) != core::system::WriteOutside::written)
        return false;
    written_ = std::move(text);
    return true;
}

}  // namespace platform::desktop
