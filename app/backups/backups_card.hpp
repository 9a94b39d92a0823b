#pragma once

#include <string>
#include <utility>

#include "app/backups/restore_sheet.hpp"
#include "app/backups/second_place_sheet.hpp"
#include "app/cached.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

// The backups in the settings: when the last was made, where the second place is, and the way back.
namespace app::backups {

struct State {
    struct Shown {
        std::string newest, second, place;  // sentences, and the folder
        bool trouble = false, second_trouble = false;
    };
    Cached<std::pair<unsigned, core::Day>, Shown> shown;
    RestoreState restore;
    SecondPlaceState second;
    bool repair_declined = false;  // until the program is started again
};

void draw_card(State& state, Ui& ui, widgets::Column& outer);
void draw_sheets(State& state, Ui& ui);

}  // namespace app::backups
