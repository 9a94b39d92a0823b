#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/backups/restore_sheet.hpp"
#include "app/backups/second_place_sheet.hpp"
#include "app/cached.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/backups/household_check.hpp"

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
    std::shared_ptr<core::backups::HouseholdCheck> checking;
    // By the last check: what there is to say in plain words, and each thing by name for the one who helps.
    std::vector<std::string> found, details;
    bool found_trouble = false, details_open = false;
    bool repair_declined = false;  // until the program is started again
};

void draw_card(State& state, Ui& ui, widgets::Column& outer);
void draw_sheets(State& state, Ui& ui);

}  // namespace app::backups
