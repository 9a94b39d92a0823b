#include "app/settings/settings_screen.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "app/words/dates.hpp"
#include "app/words/kinds.hpp"
#include "app/words/sentences.hpp"
#include "core/items/kind.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/settings/setting_store.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/text.hpp"

namespace app::settings {

using namespace widgets;

namespace {

void draw_people(State& state, Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Who lives here"));
    for (const auto& person : *ui.people) {
        const IdScope id(person.id);
        const float height = ui.u(60), middle = column.y + height / 2;
        const Rect rect = {column.x - ui.u(8), column.y, column.x + column.width + ui.u(8), column.y + height};
        const auto touched = press(ui, "person", rect, semantics::Role::list_item, person.name, false, 14);
        if (touched.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.035f),
                                                      ui.u(14));
        avatar(ui, person, {column.x + ui.u(23), middle}, ui.u(23));
        label(ui, Type::strong, ui.theme.ink, {column.x + ui.u(60), middle - line_height(ui, Type::strong) / 2},
              column.width - ui.u(100), person.name);
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
    if (button(ui, "add", tr("Add someone"), {column.x, column.y}, Look::plain, 0, "plus")) {
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
    card_title(
        ui, column, tr("A day begins at"),
        tr("Until this hour, what you write after midnight belongs to the evening before. What’s already written stays where it is."));
    const char* hours[] = {tr("Midnight"), "1:00", "2:00", "3:00", "4:00", "5:00", "6:00", "7:00", "8:00"};
    const int before = ui.core.get<core::SettingStore>().day_start_hour();
    float bottom = 0;
    const int chosen =
        choose(ui, "hour", hours, before, {column.x - ui.u(6), column.y}, column.width + ui.u(8), &bottom);
    if (chosen != before) ui.post_and_say(core::SetDayStart{chosen}, tr("Changed."));
    column.y = bottom;
}

void draw_appearance(State& state, Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("How it looks here"), tr("On this device only."));
    const auto& appearance = state.appearance;
    float bottom = 0;
    const char* themes[] = {tr("As the system"), tr("Light"), tr("Dark")};
    const int theme =
        choose(ui, "theme", themes, appearance.theme, {column.x - ui.u(6), column.y}, column.width + ui.u(8), &bottom);
    column.y = bottom + ui.u(8);
    const char* sizes[] = {tr("Small text"), tr("Normal"), tr("Large"), tr("Larger")};
    const int size = choose(ui, "size", sizes, appearance.text_size, {column.x - ui.u(6), column.y},
                            column.width + ui.u(8), &bottom);
    column.y = bottom + ui.u(8);
    const float middle = column.y + ui.u(control_height / 2);
    line(ui, Type::text, ui.theme.ink, {column.x, middle - line_height(ui, Type::text) / 2}, column.width - ui.u(64),
         tr("Without motion"));
    const bool still = toggle(ui, "still", tr("Without motion"), appearance.still, {column.x + column.width, middle});
    column.gap(ui.u(control_height));
    const Appearance wanted = {theme, size, still};
    if (wanted == appearance) return;
    ui.post_write([&state, wanted](core::Household& household) {
        const auto before = state.appearance;
        if (wanted.theme != before.theme)
            household.set_device_setting("theme", wanted.theme == 1 ? "light" : wanted.theme == 2 ? "dark" : "system");
        if (wanted.text_size != before.text_size)
            household.set_device_setting("text_size", std::to_string(wanted.text_size));
        if (wanted.still != before.still) household.set_device_setting("still", wanted.still ? "1" : "0");
        state.appearance = wanted;
    });
}

std::string how_it_is_kept(const Ui& ui, const core::Vault::State& vault) {
    using Kept = core::DeviceSecrets::Kept;
    if (vault.key_changed) return sentence(core::Refusal::key_changed);
    if (vault.key_missing) return sentence(core::Refusal::key_missing);
    if (vault.device_out_of_reach)
        return tr("This system’s keyring is locked. Unlock it to read or write private entries here.");
    if (vault.elsewhere && !vault.phrase)
        return tr("You locked them on another device, and without recovery words only that device unlocks them.");
    if (vault.elsewhere)
        return tr("You locked them on another device. Here, unlock them with your twelve recovery words.");
    if (vault.pin == core::PinKind::digits)
        return tr(
            "Your PIN unlocks them, on this device only. They lock when someone else taps their face, after five quiet minutes, and when the device sleeps.");
    if (vault.pin == core::PinKind::passphrase)
        return tr(
            "Your passphrase unlocks them. They lock when someone else taps their face, after five quiet minutes, and when the device sleeps.");
    return ui.core.vault().kept() == Kept::keyring
               ? tr("Anyone at this screen can tap your face and read them. A PIN keeps them to you. The key is in this system’s keyring.")
               : tr("Anyone at this screen can tap your face and read them. A PIN keeps them to you; a passphrase also protects them if someone takes the disk. The key is in a file on this device.");
}

State::Privacy ask_privacy(const Ui& ui, core::PersonId person) {
    State::Privacy privacy{ui.core.vault().state(person), {}, {}};
    privacy.kept = how_it_is_kept(ui, privacy.vault);
    if (const int unreadable = ui.core.vault().unreadable(); unreadable > 0) {
        const auto n = static_cast<unsigned long>(unreadable);
        privacy.unreadable =
            filled(trn("{n} private entry can’t be unlocked: it’s damaged, or someone changed it.",
                       "{n} private entries can’t be unlocked: they’re damaged, or someone changed them.", n),
                   {{"n", std::to_string(n)}});
    }
    return privacy;
}

void draw_privacy(State& state, Ui& ui, Column& outer) {
    if (!ui.me()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    const auto& privacy =
        state.privacy.get(ui.me(), ui.core.revision(), [&](const auto& person) { return ask_privacy(ui, *person); });
    const auto& vault = privacy.vault;
    card_title(ui, column, tr("Your private entries"), privacy.kept.c_str());
    if (vault.key_missing) {  // nothing can be set or unlocked
        if (button(ui, "restore", tr("Restore a backup"), {column.x, column.y}, Look::plain, 0, "undo"))
            ui.restore_asked = true;
        column.gap(ui.u(control_height));
        return;
    }
    ChipRow row(ui, column.x, column.y, column.width);
    const bool pin = vault.pin != core::PinKind::none;
    if (row.add("pin", pin ? tr("Change the PIN") : tr("Set a PIN"), ui.theme.ember, !pin, "lock").pressed)
        ui.vault_wish = VaultWish::set_pin;
    if (row.add("words", vault.phrase ? tr("New words") : tr("Recovery words"), ui.theme.sky).pressed)
        ui.vault_wish = VaultWish::make_words;
    if (pin && ui.core.anything_to_lock() && row.add("shut", tr("Lock now"), ui.theme.sage).pressed)
        ui.vault_wish = VaultWish::shut;
    if (ui.shut && row.add("open", tr("Unlock"), ui.theme.sage).pressed) ui.vault_wish = VaultWish::open;
    if (pin && !ui.shut && row.add("no-pin", tr("Remove the PIN"), ui.theme.slate).pressed)
        ui.vault_wish = VaultWish::remove_pin;
    column.y = row.bottom();
    if (!vault.phrase) {
        column.gap(ui.u(10));
        column.y +=
            text(ui, Type::small, ui.theme.quiet, {column.x, column.y},
                 tr("Without these words, your private entries are lost if you forget your PIN or lose this device."),
                 column.width)
                .y;
    }
    column.gap(ui.u(10));
    column.y +=
        text(
            ui, Type::small, ui.theme.quiet, {column.x, column.y},
            ui.narrow
                ? tr("Someone comes in? A long press on a face or on Today hides everything at once.")
                : tr("Someone comes in? Esc twice, or a long press on the household’s picture, hides everything at once."),
            column.width)
            .y;
    if (privacy.unreadable.empty()) return;
    column.gap(ui.u(10));
    column.y += text(ui, Type::small, ui.theme.ember.deep, {column.x, column.y}, privacy.unreadable, column.width).y;
}

void draw_defaults(State& state, Ui& ui, Column& outer) {
    if (!ui.me()) return;
    const auto& defaults = state.defaults.get(ui.me(), ui.core.revision(), [&](const auto& person) {
        std::vector<core::Audience> list;
        for (const auto* kind : core::kinds_of_items()) list.push_back(ui.core.default_audience(person, kind->kind));
        return list;
    });
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Who sees what you add"),
               tr("From now on. What’s already there stays as it is; you can change each entry."));
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        const auto kind = core::kinds_of_items()[i]->kind;
        const auto before = defaults[i];
        const char* name = words_of(kind).names();
        const IdScope id(name);
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, name, column.width).y;
        column.gap(ui.u(2));
        float bottom = 0;
        const auto chosen =
            choose_audience(ui, "default", before, {column.x - ui.u(6), column.y}, column.width + ui.u(8), &bottom);
        if (chosen != before) ui.post_and_say(core::SetDefaultAudience{*ui.me(), kind, chosen}, tr("Changed."));
        column.y = bottom + ui.u(10);
    }
    if (button(ui, "shared", tr("What I share"), {column.x, column.y}, Look::plain, 0, "people"))
        state.behind = Behind::shared;
    column.gap(ui.u(control_height));
}

void draw_trash(State& state, Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("The trash"), tr("You have 30 days to change your mind."));
    if (button(ui, "trash", tr("Open the trash"), {column.x, column.y}, Look::plain, 0, "trash"))
        state.behind = Behind::trash;
    column.gap(ui.u(control_height));
}

void draw_moves(State& state, Ui& ui, Column& outer) {
    if (ui.looking_as()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(
        ui, column, tr("Import and export"),
        tr("Import a diary from another program. Export what you can see, to read, to print, or for other programs."));
    ChipRow row(ui, column.x, column.y, column.width);
    if (ui.me() && row.add("bring-in", tr("Import a diary"), ui.theme.ember, false, "down").pressed)
        state.behind = Behind::imports;
    if (row.add("take-out", tr("Export a copy"), ui.theme.sky, false, "up").pressed) exports::begin(state.exports, ui);
    column.y = row.bottom();
}

void draw_eyes(Ui& ui, Column& outer) {
    if (!ui.me()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(
        ui, column, tr("See as someone else"),
        tr("Check what others see of yours: what you share with them, and nothing else. Their private entries stay hidden."));
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto& person : *ui.people) {
        if (ui.me() == person.id) continue;
        const IdScope id(person.id);
        if (row.add("as", person.name, ui.theme.tone(person.colour)).pressed)
            ui.switch_to = core::Viewer::as_shown_to(person.id);
    }
    if (row.add("room", tr("The room"), ui.theme.honey).pressed)
        ui.switch_to = core::Viewer{std::nullopt, core::Viewer::Eyes::as_shown};
    column.y = row.bottom();
}

void draw_data(Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(
        ui, column, tr("Where your data is"),
        tr("Everything is in one folder on this device: household.db and your photos. Copy the folder to copy everything. Private entries stay locked in the copy."));
    const auto& folder = ui.core.folder();
    column.y += text(ui, Type::text, ui.theme.ink, {column.x, column.y}, folder.native(), column.width).y;
    column.gap(ui.u(12));
    if (button(ui, "open", tr("Open the folder"), {column.x, column.y}, Look::plain, 0, "folder") &&
        !ui.services.open_with_system(folder))
        ui.say(tr("This device has no file manager. The folder is shown above."));
    column.gap(ui.u(control_height));
}

}  // namespace

Appearance read_appearance(const core::Household& household) {
    Appearance appearance;
    const auto theme = household.get<core::SettingStore>().device("theme").value_or("system");
    appearance.theme = theme == "light" ? 1 : theme == "dark" ? 2 : 0;
    if (const auto size = household.get<core::SettingStore>().device("text_size"))
        appearance.text_size = std::clamp(std::atoi(size->c_str()), 0, static_cast<int>(std::size(text_sizes)) - 1);
    appearance.still = household.get<core::SettingStore>().device("still") == "1";
    return appearance;
}

State State::kept(Forget what) {
    State kept;
    kept.appearance = appearance;
    kept.appearance_read = appearance_read;
    imports::hide(imports);  // the entries that are looked at before they are brought in
    kept.imports = std::move(imports);
    if (what == Forget::hidden) return kept;
    // Sheets that go on with another face: leaving asks each of them, and a backup is the household's.
    for (auto* text : {&leaving.typed, &backups.restore.passphrase, &backups.second.passphrase, &backups.second.again})
        core::wipe(*text);
    kept.leaving = std::move(leaving);
    kept.exports = std::move(exports);
    kept.backups = std::move(backups);
    if (what == Forget::person) return kept;
    kept.behind = behind;
    kept.shared.wanted = shared.wanted;
    kept.shared.limit = shared.limit;
    kept.trash.erasing = trash.erasing;
    kept.trash.emptying = trash.emptying;
    return kept;
}

void draw(State& state, Ui& ui, const Rect& area, const Cards& choices) {
    if (state.behind != Behind::nothing) {
        const bool back = state.behind == Behind::shared    ? sharing::draw(state.shared, ui, area)
                          : state.behind == Behind::imports ? imports::draw(state.imports, ui, area)
                                                            : trash::draw(state.trash, ui, area);
        if (back) {
            state.behind = Behind::nothing;
            ui.wake_in(0);
        }
        return;
    }
    Page page(ui, "settings", area);
    auto& column = page.column;
    heading(ui, column, tr("Settings"));
    const float gap = ui.u(20);
    Column left = {column.x, column.y, ui.narrow ? column.width : std::floor((column.width - gap) / 2)};
    draw_people(state, ui, left);
    draw_privacy(state, ui, left);
    draw_eyes(ui, left);
    draw_day_start(ui, left);
    backups::draw_card(state.backups, ui, left);
    Column right = ui.narrow ? left : Column{left.x + left.width + gap, column.y, left.width};
    draw_defaults(state, ui, right);
    if (ui.me()) choices(right);
    draw_appearance(state, ui, right);
    draw_trash(state, ui, right);
    draw_moves(state, ui, right);
    draw_data(ui, right);
    leaving::draw_card(state.leaving, ui, right);
    column.y = std::max(left.y, right.y);
}

namespace {

// Of somebody who is added: whether what is shared already is for them. Asked of who sees it; anyone else adds somebody
// as usual.
void draw_question(State& state, Ui& ui, Column& column) {
    const auto* me = ui.person(ui.me());
    if (!me || me->sees_since) return;
    column.gap(ui.u(18));
    column.y += text(ui, Type::text, ui.theme.ink, {column.x, column.y}, tr("What may they see?"), column.width,
                     semantics::Role::heading)
                    .y;
    column.gap(ui.u(6));
    const char* choices[] = {tr("From today on"), tr("Everything shared so far")};
    const auto before = state.sees.value_or(state.usually_sees.get(
        {}, ui.core.revision(), [&](const auto&) { return ui.core.get<core::PersonStore>().sees_by_default(); }));
    float bottom = 0;
    const int chosen = choose(ui, "sees", choices, before == core::Sees::everything ? 1 : 0,
                              {column.x - ui.u(6), column.y}, column.width + ui.u(8), &bottom);
    state.sees = chosen == 1 ? core::Sees::everything : core::Sees::from_today_on;
    column.y = bottom + ui.u(6);
    const char* below[] = {tr("Rituals are always shown. You can show the rest later."),
                           tr("Everything you’ve shared, from the beginning. Private entries stay private.")};
    text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, below[chosen], column.width);
    // As tall for either, so that the buttons below stay where they are.
    column.gap(std::max(measure(ui, Type::small, below[0], column.width).y,
                        measure(ui, Type::small, below[1], column.width).y));
}

// Of somebody who joined later: since when they see what is shared, and that somebody who sees all of it may show them
// the rest.
void draw_seen_since(State& state, Ui& ui, Column& column) {
    const auto* person = ui.person(state.editing);
    if (!person || !person->sees_since) return;
    const auto& since = state.seen_since.get(state.editing, ui.core.revision(), [&](const auto&) {
        return filled(tr("{name} sees everything shared since {day}, and all rituals."),
                      {{"name", person->name},
                       {"day", full_date(core::day_of(*person->sees_since,
                                                      ui.core.get<core::SettingStore>().day_start_hour()))}});
    });
    column.gap(ui.u(18));
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, since, column.width).y;
    const auto* me = ui.person(ui.me());
    if (!me || me->id == person->id || me->sees_since) return;
    column.gap(ui.u(6));
    if (button(ui, "let-see", tr("Show everything"), {column.x, column.y}, Look::plain, 0, "people"))
        ui.post_and_say(
            core::LetSee{me->id, person->id},
            filled(tr("{name} can see everything you share, from the beginning."), {{"name", person->name}}));
    column.gap(ui.u(control_height));
}

}  // namespace

void draw_sheets(State& state, Ui& ui) {
    backups::draw_sheets(state.backups, ui);
    leaving::draw_sheets(state.leaving, ui);
    trash::draw_sheets(state.trash, ui);
    imports::draw_sheets(state.imports, ui);
    exports::draw_sheets(state.exports, ui);
    if (!state.editing && !state.adding) return;
    if (state.form.picker.open()) return people::draw_sheets(state.form, ui);
    Sheet sheet(ui, "person", state.adding ? tr("Add someone") : tr("Name, colour and face"), 540, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    const bool entered = people::draw(state.form, ui, column, tr("Name"), false);
    if (state.adding) draw_question(state, ui, column);
    else draw_seen_since(state, ui, column);
    column.gap(ui.u(18));
    const auto close = [&state] {
        state.editing.reset();
        state.adding = false;
        state.sees.reset();
    };
    const auto done = [&state, close](const core::Result<core::Applied>& result) {
        if (result) close();
        else state.form.problem = sentence(result.refusal());
    };
    const auto& form = state.form;
    if (state.editing && button(ui, "remove", tr("Remove"), {column.x, column.y}, Look::danger, 0, "trash"))
        ui.post_and_say(core::RemovePerson{*state.editing}, tr("Removed."),
                        [&ui, done, id = *state.editing](const auto& result) {
                            done(result);
                            if (result && ui.me() == id) ui.switch_to = core::Viewer::room();
                        });
    const char* label_text = state.adding ? tr("Add") : tr("Save");
    const float width = button_width(ui, label_text);
    if (button(ui, "save", label_text, {column.x + column.width - width, column.y}, Look::primary) || entered) {
        if (state.adding)
            ui.post(core::AddPerson{form.name, form.colour, form.face, form.portrait, state.sees, ui.me()}, done);
        else ui.post(core::EditPerson{*state.editing, form.name, form.colour, form.face, form.portrait}, done);
    }
    column.gap(ui.u(control_height));
    if (sheet.close_asked()) close();
}

}  // namespace app::settings
