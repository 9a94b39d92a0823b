#pragma once

#include "app/widgets/layout.hpp"

namespace app::widgets {

// The heading of a page behind another one, with an arrow back before it. True when one goes back, by the arrow or Esc.
bool heading_with_back(Ui& ui, Column& column, std::string_view title);

}  // namespace app::widgets
