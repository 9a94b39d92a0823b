#pragma once

#include "app/widgets/layout.hpp"

namespace app::today {

inline void card_title(Ui& ui, widgets::Column& column, std::string_view title) {
    column.y += widgets::text(ui, Type::title, ui.theme.ink, {column.x, column.y}, title, column.width,
                              semantics::Role::heading)
                    .y;
    column.gap(ui.u(12));
}

}  // namespace app::today
