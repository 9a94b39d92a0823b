#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/memories/file_picker.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/leaving/person_export.hpp"
#include "core/leaving/remains.hpp"

// Taking along what is one's own, erasing it, and erasing everything once everybody agrees.
namespace app::leaving {

enum class Step { none, picking, taking, taken, erase, erased, everything, returned };

struct State {
    Step step = Step::none;
    memories::FilePicker picker;
    std::shared_ptr<core::PersonExport> job;
    std::string typed, name, problem, line;
    bool taken_along = false;  // since the program was started
    // Of somebody who took it along and could not take everything: why nothing of theirs is erased before they say so.
    std::optional<core::PersonId> not_whole_of;
    std::string not_whole;
    std::vector<std::string> still_there;  // older backups, as they are shown
    std::vector<core::Returned> returned;
    bool looked = false;                   // for who returned
    std::optional<core::PersonId> person;  // whose step it is

    bool open() const { return step != Step::none; }
};

void draw_card(State& state, Ui& ui, widgets::Column& outer);
void draw_sheets(State& state, Ui& ui);

}  // namespace app::leaving
