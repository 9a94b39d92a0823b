#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/memories/file_picker.hpp"
#include "app/ui.hpp"
#include "core/exports/household_export.hpp"

// All that whoever is here may see, as files for other programs and for reading.
namespace app::exports {

enum class Step { none, choosing, picking, writing, written };

struct State {
    Step step = Step::none;
    core::exports::Format format = core::exports::Format::html;
    memories::FilePicker picker;
    std::shared_ptr<core::exports::Gathering> gathering;  // before the job
    std::filesystem::path place;
    std::shared_ptr<core::exports::HouseholdExport> job;
    std::string line, problem, left_out;
    core::Viewer viewer;  // whose step it is

    bool open() const { return step != Step::none; }
};

void begin(State& state, Ui& ui);
void draw_sheets(State& state, Ui& ui);

}  // namespace app::exports
