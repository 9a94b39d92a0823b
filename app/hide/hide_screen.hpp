#pragma once

#include <optional>
#include <string>

#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

// What stands there at once when somebody comes in: the time, and nothing of anybody. A tap or a key goes back to the
// room.
namespace app::hide {

struct State {
    std::string time, date;
    std::optional<core::LocalTime> worded;
};

// True when it should go.
bool draw(State& state, Ui& ui, const widgets::Rect& window);

}  // namespace app::hide
