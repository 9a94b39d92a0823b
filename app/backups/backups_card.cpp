#include "app/backups/backups_card.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

#include "app/upkeep/upkeep.hpp"
#include "app/words/backup_sentences.hpp"
#include "app/words/check_sentences.hpp"
#include "app/words/dates.hpp"
#include "app/words/sentences.hpp"
#include "core/backups/newest.hpp"
#include "core/settings/setting_store.hpp"

namespace app::backups {

using namespace widgets;
using core::backups::BackupState;

namespace {

bool good(BackupState state) { return state == BackupState::written || state == BackupState::there_already; }

State::Shown ask(const Ui& ui) {
    const auto& status = *ui.upkeep;
    State::Shown shown;
    const auto newest = core::backups::newest(status.backups, ui.core.certain_today());
    shown.newest = newest ? filled(tr("Last backup: {day}."), {{"day", near_date(newest->day, ui.today)}})
                          : std::string(tr("No backup yet. Inglenook makes the first one in a moment."));
    if (status.local && !good(status.local->state)) {
        shown.trouble = true;
        shown.newest = sentence(status.local->state, (ui.core.folder() / "backups").string());
    }
    const auto put_back = ui.core.get<core::SettingStore>().device("put_back");
    if (const auto day = put_back ? core::day_from_iso(*put_back) : std::nullopt)
        shown.newest +=
            " " + filled(tr("On {day}, an older backup replaced this household."), {{"day", full_date(*day)}});
    shown.place = ui.core.get<core::SettingStore>().device(upkeep::second_place_setting).value_or("");
    if (shown.place.empty()) {
        shown.second = tr(
            "If this device breaks or gets lost, a copy elsewhere helps: on a stick or a network drive, locked with your passphrase.");
    } else if (!status.second) {
        shown.second = tr("Each day’s backup goes there too.");
    } else if (good(status.second->state)) {
        shown.second = filled(tr("Last copy there: {day}."), {{"day", near_date(status.second->day, ui.today)}});
    } else {
        shown.second_trouble = status.second->state != BackupState::missing;
        shown.second =
            status.second->state == BackupState::missing
                ? std::string(tr("This place isn’t there right now. Backups resume when you plug it in."))
                : sentence(status.second->state, status.second->at_home ? ui.core.folder().string() : shown.place);
    }
    return shown;
}

void check_everything(State& state, Ui& ui) {
    state.found.clear();
    state.details.clear();
    state.details_open = false;
    state.checking = ui.core.check_everything();
    ui.jobs.add(state.checking, core::JobQueue::Priority::soon);
    ui.wake_in(0);
}

void take_findings(State& state, Ui& ui) {
    if (!state.checking) return;
    if (!state.checking->finished()) return ui.wake_in(0.2);
    const auto job = std::exchange(state.checking, nullptr);
    const auto& findings = job->findings();
    constexpr std::size_t most_named = 20;
    state.found_trouble = !findings.all_well();
    if (!findings.fault.empty()) {
        state.found = {sentence(core::Fault(findings.fault_kind, findings.fault), ui.core.folder())};
    } else if (findings.all_well()) {
        state.found = {
            filled(trn("Everything is fine. {n} photo was checked.", "Everything is fine. {n} photos were checked.",
                       static_cast<unsigned long>(findings.photos_right)),
                   {{"n", std::to_string(findings.photos_right)}})};
    } else {
        state.found = in_plain_words(findings);
        state.found.emplace_back(
            tr("Nothing was changed. A backup may still have what’s missing: “Restore a backup” shows it first."));
        state.details = worded(findings);
        if (const auto all = state.details.size(); all > most_named) {
            state.details.resize(most_named);
            const auto more = static_cast<unsigned long>(all - most_named);
            state.details.push_back(filled(trn("And {n} more. “inglenook verify” names it.",
                                               "And {n} more. “inglenook verify” names them all.", more),
                                           {{"n", std::to_string(more)}}));
        }
    }
    ui.wake_in(0);
}

// Chips of one width, in as many columns as have room for the longest of them.
struct Offer {
    const char* id;
    const char* label;
    const Tone* tone;
    const char* icon;
};
const char* offers(Ui& ui, Column& column, std::span<const Offer> list) {
    const float gap = ui.u(10);
    float widest = 0;
    for (const auto& each : list) widest = std::max(widest, chip_width(ui, each.label, each.icon));
    const auto wide = [&](std::size_t columns) {
        return std::floor((column.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    };
    std::size_t columns = std::max<std::size_t>(list.size(), 2);  // one alone is no wider than one of two
    while (columns > 1 && wide(columns) < widest) --columns;
    const float cell = wide(columns);
    const char* pressed = nullptr;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto& each = list[i];
        const auto at_column = static_cast<float>(i % columns);
        if (i > 0 && i % columns == 0) column.gap(ui.u(control_height) + gap);
        if (chip(ui, each.id, each.label, {column.x + at_column * (cell + gap), column.y}, *each.tone, false, cell,
                 each.icon)
                .pressed)
            pressed = each.id;
    }
    column.gap(ui.u(control_height));
    return pressed;
}

void draw_repair(State& state, Ui& ui) {
    Sheet sheet(ui, "repair", tr("Your household’s file is damaged"), 520, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    column.y +=
        text(
            ui, Type::text, ui.theme.ink, {column.x, column.y},
            tr("Part of it can’t be read any more. That happens when a disk gets old or the power goes out. Inglenook can bring back what’s still in the file and in the newest backup, and shows you what came back. The damaged file is kept."),
            column.width)
            .y;
    column.gap(ui.u(18));
    const auto given = answers(ui, column, {"later", tr("Later")}, {"repair", tr("Repair now"), Look::primary});
    if (given == Given::right) ui.ending = Repair{};
    if (given == Given::left || sheet.close_asked()) state.repair_declined = true;
}

}  // namespace

void draw_card(State& state, Ui& ui, Column& outer) {
    const auto& status = *ui.upkeep;
    const auto& shown =
        state.shown.get({status.changes, ui.today}, ui.core.revision(), [&](const auto&) { return ask(ui); });
    Card card(ui, outer);
    auto& column = card.inside;
    const auto words = [&](Type type, Colour colour, std::string_view what) {
        column.y += text(ui, type, colour, {column.x, column.y}, what, column.width).y;
    };
    column.y +=
        text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("Backups"), column.width, semantics::Role::heading)
            .y;
    column.gap(ui.u(4));
    words(
        Type::small, ui.theme.quiet,
        tr("Inglenook makes and checks a backup every day. It keeps the last seven days, four weeks and twelve months."));
    column.gap(ui.u(10));
    words(Type::text, shown.trouble ? ui.theme.ember.deep : ui.theme.ink, shown.newest);
    column.gap(ui.u(10));
    const auto pressed = [&](const char* which, const char* id) { return which && id == std::string_view(which); };
    {
        const Offer list[] = {
            {"now", status.working ? tr("One moment…") : tr("Back up now"), &ui.theme.sage, "check"},
            {"back", tr("Restore a backup"), &ui.theme.sky, "undo"},
            {"check", state.checking ? tr("Checking…") : tr("Check everything"), &ui.theme.plum, "search"}};
        const char* which = offers(ui, column, list);
        if (pressed(which, "now") && !status.working) ui.upkeep_wish = UpkeepWish::back_up_now;
        if (pressed(which, "back")) begin_restore(state.restore, ui);
        if (pressed(which, "check") && !state.checking) check_everything(state, ui);
    }
    take_findings(state, ui);
    for (const auto& line : state.found) {
        column.gap(ui.u(6));
        words(Type::small, state.found_trouble ? ui.theme.ink : ui.theme.quiet, line);
    }
    if (!state.details.empty()) {
        column.gap(ui.u(6));
        if (button(ui, "details", state.details_open ? tr("Hide details") : tr("Details"),
                   {column.x - ui.u(20), column.y}, Look::quiet, 0, {})) {
            state.details_open = !state.details_open;
            ui.wake_in(0);
        }
        column.gap(ui.u(control_height));
        if (state.details_open)
            for (const auto& line : state.details) {
                words(Type::caption, ui.theme.quiet, line);
                column.gap(ui.u(4));
            }
    }
    column.gap(ui.u(18));
    words(Type::strong, ui.theme.ink, tr("A second place"));
    column.gap(ui.u(2));
    if (!shown.place.empty()) {
        column.y += lines(ui, Type::small, ui.theme.ink, {column.x, column.y}, column.width, shown.place, 2);
        column.gap(ui.u(4));
    }
    words(Type::small, shown.second_trouble ? ui.theme.ember.deep : ui.theme.quiet, shown.second);
    column.gap(ui.u(10));
    const Offer list[] = {
        {"choose", shown.place.empty() ? tr("Choose a folder") : tr("Change folder"), &ui.theme.honey, "folder"},
        {"without", tr("Stop using it"), &ui.theme.slate, "close"}};
    const char* which = offers(ui, column, std::span(list).first(shown.place.empty() ? 1 : 2));
    if (pressed(which, "choose")) begin_second_place(state.second, ui);
    if (pressed(which, "without"))
        ui.post_write([&ui](core::Household& household) {
            household.set_device_setting(upkeep::second_place_setting, "");
            household.set_backup_key({});
            ui.upkeep_wish = UpkeepWish::try_second_place;
            ui.say(tr("Copies that are already there stay there."));
        });
}

void draw_sheets(State& state, Ui& ui) {
    if (ui.upkeep->damaged && !state.repair_declined) return draw_repair(state, ui);
    draw_sheets(state.restore, ui);
    draw_sheets(state.second, ui);
}

}  // namespace app::backups
