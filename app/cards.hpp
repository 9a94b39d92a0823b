#pragma once

#include <functional>

#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

namespace app {

// Cards that other features put on a screen, drawn below those of its own.
using Cards = std::function<void(widgets::Column&)>;

}  // namespace app
