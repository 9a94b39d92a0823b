#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/memories/file_picker.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/memories/photo_import.hpp"
#include "core/people/person.hpp"

// A person's name, colour and face: in the welcome and in the settings.
namespace app::people {

struct Form {
    std::string name;
    std::string colour = "plum";
    std::string face = "letter";
    std::optional<core::PhotoHash> portrait;
    std::string problem;
    memories::FilePicker picker;
    std::shared_ptr<core::PhotoImport> portrait_import;

    core::Person preview() const;
};

// Draws the fields into the column; `focus` puts the cursor into the name. True on Enter in the name.
bool draw(Form& form, Ui& ui, widgets::Column& column, const char* hint, bool focus);
// The sheet for choosing a picture; at the window's root.
void draw_sheets(Form& form, Ui& ui);

// What was chosen, without the words that were typed.
Form without_words(Form& form);

const char* face_name(std::string_view face);

}  // namespace app::people
