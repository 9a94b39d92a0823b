#pragma once

#include "app/backups/restore_sheet.hpp"
#include "app/forget.hpp"
#include "app/people/person_form.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

// The first minute: who lives here, and when a day ends.
namespace app::welcome {

struct State {
    people::Form first, second;
    bool alone = false;
    bool begun = false;
    int day_start = 4;
    std::string problem;
    backups::RestoreState restore;

    State kept(Forget what);
};

void draw(State& state, Ui& ui, const widgets::Rect& area);
void draw_sheets(State& state, Ui& ui);

}  // namespace app::welcome
