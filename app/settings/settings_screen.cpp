#include "app/settings/settings_screen.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "app/words/sentences.hpp"

namespace app::settings {

using namespace widgets;

namespace {

void card_title(Ui& ui, Column& column, const char* title, const char* below = nullptr) {
    column.y += text(ui, Type::title, ui.theme.ink, {column.x, column.y}, title, column.width, semantics::Role::heading).y;
    if (below) {
        column.gap(ui.u(4));
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, below, column.width).y;
    }
    column.gap(ui.u(12));
}

void draw_people(State& state, Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Who lives here"));
    for (const auto& person : *ui.people) {
        const IdScope id(person.id);
        const float height = ui.u(60), middle = column.y + height / 2;
        const Rect rect = {column.x - ui.u(8), column.y, column.x + column.width + ui.u(8), column.y + height};
        const auto touched = press(ui, "person", rect, semantics::Role::list_item, person.name, false, 14);
        if (touched.hovered) ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.035f), ui.u(14));
        avatar(ui, person, {column.x + ui.u(23), middle}, ui.u(23));
        label(ui, Type::strong, ui.theme.ink, {column.x + ui.u(60), middle - line_height(ui, Type::strong) / 2}, column.width - ui.u(100), person.name);
        icon(ui, "pencil", {column.x + column.width - ui.u(10), middle}, ui.u(19), ui.theme.quiet);
        if (touched.pressed) {
            state.form = {};
            state.form.name = person.name;
            state.form.colour = person.colour;
            state.form.face = person.face;
            state.form.portrait = person.portrait;
            state.editing = person.id;
        }
        column.gap(height);
    }
    column.gap(ui.u(10));
    if (button(ui, "add", tr("Somebody joins"), {column.x, column.y}, Look::plain, 0, "plus")) {
        state.form = {};
        for (const char* colour : core::person_colours)
            if (std::none_of(ui.people->begin(), ui.people->end(), [&](const auto& p) { return p.colour == colour; })) {
                state.form.colour = colour;
                break;
            }
        state.adding = true;
    }
    column.gap(ui.u(control_height));
}

void draw_day_start(Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("A day begins at"), tr("What is written after midnight belongs to the evening before, until this hour. What is already written stays where it is."));
    const char* hours[] = {tr("Midnight"), "1:00", "2:00", "3:00", "4:00", "5:00", "6:00", "7:00", "8:00"};
    const int before = ui.core.settings().day_start_hour();
    float bottom = 0;
    const int chosen = choose(ui, "hour", hours, before, {column.x - ui.u(6), column.y}, column.width + ui.u(8), &bottom);
    if (chosen != before) ui.post_and_say(core::SetDayStart{chosen}, tr("Changed."));
    column.y = bottom;
}

void draw_appearance(State& state, Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("How it looks here"), tr("On this device only."));
    auto& appearance = state.appearance;
    float bottom = 0;
    const char* themes[] = {tr("As the system"), tr("Light"), tr("Dark")};
    const int theme = choose(ui, "theme", themes, appearance.theme, {column.x - ui.u(6), column.y}, column.width + ui.u(8), &bottom);
    column.y = bottom + ui.u(8);
    const char* sizes[] = {tr("Small text"), tr("Normal"), tr("Large"), tr("Larger")};
    const int size = choose(ui, "size", sizes, appearance.text_size, {column.x - ui.u(6), column.y}, column.width + ui.u(8), &bottom);
    column.y = bottom + ui.u(8);
    const float middle = column.y + ui.u(control_height / 2);
    line(ui, Type::text, ui.theme.ink, {column.x, middle - line_height(ui, Type::text) / 2}, column.width - ui.u(64), tr("Without motion"));
    const bool still = toggle(ui, "still", tr("Without motion"), appearance.still, {column.x + column.width, middle});
    column.gap(ui.u(control_height));
    if (theme != appearance.theme) ui.core.set_device_setting("theme", theme == 1 ? "light" : theme == 2 ? "dark" : "system");
    if (size != appearance.text_size) ui.core.set_device_setting("text_size", std::to_string(size));
    if (still != appearance.still) ui.core.set_device_setting("still", still ? "1" : "0");
    if (theme != appearance.theme || size != appearance.text_size || still != appearance.still) {
        appearance = {theme, size, still};
        ui.wake_in(0);
    }
}

void draw_data(Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Where it all lies"), tr("Everything is in one folder on this device: household.db and the photos. Copy the folder, and you have copied everything. Until a later version seals them, notes for one person alone lie in it unencrypted."));
    const auto& folder = ui.core.folder();
    column.y += text(ui, Type::text, ui.theme.ink, {column.x, column.y}, folder.native(), column.width).y;
    column.gap(ui.u(12));
    if (button(ui, "open", tr("Open the folder"), {column.x, column.y}, Look::plain, 0, "folder") && !ui.services.open_with_system(folder))
        ui.say(tr("No file manager was found on this device."));
    column.gap(ui.u(control_height));
}

}  // namespace

Appearance read_appearance(const core::Household& household) {
    Appearance appearance;
    const auto theme = household.settings().device("theme").value_or("system");
    appearance.theme = theme == "light" ? 1 : theme == "dark" ? 2 : 0;
    if (const auto size = household.settings().device("text_size"))
        appearance.text_size = std::clamp(std::atoi(size->c_str()), 0, static_cast<int>(std::size(text_sizes)) - 1);
    appearance.still = household.settings().device("still") == "1";
    return appearance;
}

void draw(State& state, Ui& ui, const Rect& area) {
    Page page(ui, "settings", area);
    auto& column = page.column;
    heading(ui, column, tr("Settings"));
    const float gap = ui.u(20);
    Column left = {column.x, column.y, ui.narrow ? column.width : std::floor((column.width - gap) / 2)};
    draw_people(state, ui, left);
    draw_day_start(ui, left);
    Column right = ui.narrow ? left : Column{left.x + left.width + gap, column.y, left.width};
    draw_appearance(state, ui, right);
    draw_data(ui, right);
    column.y = std::max(left.y, right.y);
}

void draw_sheets(State& state, Ui& ui) {
    if (!state.editing && !state.adding) return;
    if (state.form.picker.open()) return people::draw_sheets(state.form, ui);
    Sheet sheet(ui, "person", state.adding ? tr("Somebody joins") : tr("Name, colour and face"), 540, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    const bool entered = people::draw(state.form, ui, column, tr("Name"), false);
    column.gap(ui.u(18));
    const auto close = [&state] {
        state.editing.reset();
        state.adding = false;
    };
    const auto done = [&state, close](const core::Result<core::Applied>& result) {
        if (result) close();
        else state.form.problem = sentence(result.refusal());
    };
    const auto& form = state.form;
    if (state.editing && button(ui, "remove", tr("Remove"), {column.x, column.y}, Look::danger, 0, "trash"))
        ui.post_and_say(core::RemovePerson{*state.editing}, tr("Removed."), [&ui, done, id = *state.editing](const auto& result) {
            done(result);
            if (result && ui.me() == id) ui.switch_to = core::Viewer::room();
        });
    const char* label_text = state.adding ? tr("Join") : tr("Save");
    const float width = button_width(ui, label_text);
    if (button(ui, "save", label_text, {column.x + column.width - width, column.y}, Look::primary) || entered) {
        if (state.adding) ui.post(core::AddPerson{form.name, form.colour, form.face, form.portrait}, done);
        else ui.post(core::EditPerson{*state.editing, form.name, form.colour, form.face, form.portrait}, done);
    }
    column.gap(ui.u(control_height));
    if (sheet.close_asked()) close();
}

}  // namespace app::settings
