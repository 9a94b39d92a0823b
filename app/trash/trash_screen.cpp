#include "app/trash/trash_screen.hpp"

#include "app/widgets/back.hpp"
#include "app/words/kinds.hpp"
#include "app/words/thanks_words.hpp"
#include "core/trash/trash_commands.hpp"

namespace app::trash {

using namespace widgets;
using core::ItemKind;

namespace {

std::string below(const Ui& ui, const core::TrashItem& item, core::Day today) {
    const auto* author = ui.person(item.author);
    const bool others = author && ui.viewer.person != item.author;
    const auto days = static_cast<unsigned long>(std::max(0, static_cast<int>(item.gone_on.number - today.number)));
    const auto until = days == 0
                           ? std::string(tr("goes today"))
                           : filled(trn("goes in {n} day", "goes in {n} days", days), {{"n", std::to_string(days)}});
    std::string words = words_of(item.item.kind).name();
    if (item.item.kind == ItemKind::thanks) words = thanks_to(ui, item.to, item.recipient);
    if (item.waits_until)
        words += " · " + filled(tr("was to come {moment}"), {{"moment", moment_in_words(ui, *item.waits_until)}});
    if (others) words += " · " + filled(tr("by {name}"), {{"name", author->name}});
    return words + " · " + until;
}

Snapshot ask(const Ui& ui, const core::Viewer& viewer, core::Day today) {
    Snapshot snapshot;
    for (const auto& item : ui.core.get<core::TrashStore>().all(viewer, ui.now)) {
        Snapshot::Entry entry;
        entry.can_restore = item.can_restore;
        entry.can_erase = item.can_erase;
        entry.waits_until = item.waits_until;
        snapshot.mine += item.can_erase ? 1 : 0;
        entry.row = items::row_of(item, below(ui, item, today));
        snapshot.entries.push_back(std::move(entry));
    }
    return snapshot;
}

const Snapshot& shown(State& state, Ui& ui) {
    return state.shown.get({ui.viewer, ui.today}, ui.core.revision(),
                           [&](const auto& key) { return ask(ui, key.first, key.second); });
}

constexpr float row_pad = 16;  // units

float put_back_width(const Ui& ui) { return ui.narrow ? ui.u(control_height) : chip_width(ui, tr("Put back"), "undo"); }
float controls_width(const Ui& ui, const Snapshot::Entry& entry) {
    return (entry.can_restore ? put_back_width(ui) + ui.u(8) : 0) + (entry.can_erase ? ui.u(control_height) : 0);
}
float card_height(const Ui& ui, const Snapshot::Entry& entry, float width) {
    return items::row_height(ui, entry.row, width - 2 * ui.u(row_pad), controls_width(ui, entry));
}

void draw_entry(State& state, Ui& ui, const Snapshot::Entry& entry, ImVec2 at, float width) {
    const IdScope id(core::Id<struct TrashTag>{entry.row.item.id});
    const Rect rect = rect_at(at.x, at.y, width, card_height(ui, entry, width));
    const Rect inside = {rect.x0 + ui.u(row_pad), rect.y0, rect.x1 - ui.u(row_pad), rect.y1};
    const float half = ui.u(control_height / 2), middle = centre(rect).y, put_back = put_back_width(ui);
    card(ui, rect, ui.theme.card, 16);
    items::draw_row(ui, entry.row, inside, controls_width(ui, entry));
    float x = inside.x1;
    if (entry.can_erase) {
        if (icon_button(ui, "erase", "trash", tr("Let go of it now"), {x - half + ui.u(8), middle}, ui.theme.quiet, 20))
            state.erasing = entry.row.item;
        x -= 2 * half;
    }
    if (!entry.can_restore || !ui.me()) return;
    const bool pressed =
        ui.narrow
            ? icon_button(ui, "restore", "undo", tr("Put back"), {x - half, middle}, ui.theme.sage.deep, 20)
            : chip(ui, "restore", tr("Put back"), {x - put_back, middle - half}, ui.theme.sage, false, put_back, "undo")
                  .pressed;
    const bool late = entry.waits_until && entry.waits_until->utc_ms <= ui.core.clock().certain_now().utc_ms;
    if (pressed)
        ui.post_and_say(core::RestoreItem{*ui.me(), entry.row.item},
                        late ? tr("It is back, for you alone: its moment has passed.") : tr("It is back."));
}

void erase(Ui& ui, std::vector<core::Command> commands) {
    ui.post(std::move(commands), [&ui](const auto& done) {
        if (done) ui.say(tr("Gone from this household."));
        else ui.refuse(done.refusal());
    });
}

}  // namespace

bool draw(State& state, Ui& ui, const Rect& area) {
    Page page(ui, "trash", area, 820);
    auto& column = page.column;
    const bool back = heading_with_back(ui, column, tr("The trash"));
    const auto& snapshot = shown(state, ui);
    column.y +=
        text(
            ui, Type::text, ui.theme.quiet, {column.x, column.y},
            tr("What is deleted lies here for thirty days. Then it is overwritten in the file, and its photo goes. Backups made before keep it until their turn to go."),
            column.width)
            .y;
    column.gap(ui.u(16));
    if (snapshot.entries.empty()) {
        column.gap(ui.u(8));
        column.y += text(ui, Type::text, ui.theme.ink, {column.x, column.y},
                         ui.shut ? tr("Nothing that can be seen now. What only you see is shut.")
                                 : tr("There is nothing in it."),
                         column.width)
                        .y;
        return back;
    }
    if (ui.me() && snapshot.mine > 0) {
        if (button(ui, "empty", tr("Empty it"), {column.x, column.y}, Look::plain, 0, "trash")) state.emptying = true;
        column.gap(ui.u(control_height + 14));
    }
    state.list.draw(
        ui, column, state.shown.version(), snapshot.entries,
        [&](const auto& entry) { return card_height(ui, entry, column.width) + ui.u(8); },
        [&](const auto& entry, ImVec2 at) { draw_entry(state, ui, entry, at, column.width); });
    return back;
}

void draw_sheets(State& state, Ui& ui) {
    if (!state.erasing && !state.emptying) return;
    Sheet sheet(ui, "let-go", state.emptying ? tr("Empty the trash?") : tr("Let go of it now?"), 460);
    if (!sheet) return;
    auto& column = sheet.column;
    column.y +=
        text(
            ui, Type::text, ui.theme.quiet, {column.x, column.y},
            state.emptying
                ? tr("What is yours and what belongs to everybody goes now; what others deleted stays for them. It cannot be put back.")
                : tr("It goes now, and cannot be put back."),
            column.width)
            .y;
    column.gap(ui.u(18));
    const auto given = answers(ui, column, {"keep", tr("Keep")},
                               {"yes", state.emptying ? tr("Empty it") : tr("Let go"), Look::danger});
    if (given == Given::right && ui.me()) {
        std::vector<core::Command> commands;
        if (state.erasing) commands.push_back(core::EraseItem{*ui.me(), *state.erasing});
        else
            for (const auto& entry : shown(state, ui).entries)
                if (entry.can_erase) commands.push_back(core::EraseItem{*ui.me(), entry.row.item});
        erase(ui, std::move(commands));
        state.erasing.reset();
        state.emptying = false;
    }
    if (given != Given::left && !sheet.close_asked()) return;
    state.erasing.reset();
    state.emptying = false;
}

}  // namespace app::trash
