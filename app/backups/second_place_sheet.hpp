#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/memories/file_picker.hpp"
#include "app/ui.hpp"

// Choosing the second place of backups: a folder, and the passphrase they are encrypted with.
namespace app::backups {

struct SecondPlaceState {
    memories::FilePicker picker;
    std::filesystem::path folder;  // chosen; empty: not yet
    std::string passphrase, again, problem;
    class SetUpJob;
    std::shared_ptr<SetUpJob> setting_up;
    bool just_opened = false;  // the field begins with the focus

    bool open() const { return picker.open() || !folder.empty(); }
};

void begin_second_place(SecondPlaceState& state, Ui& ui);
void draw_sheets(SecondPlaceState& state, Ui& ui);

}  // namespace app::backups
