#include "app/backups/backups_card.hpp"

#include "app/upkeep/upkeep.hpp"
#include "app/words/backup_sentences.hpp"
#include "app/words/check_sentences.hpp"
#include "app/words/dates.hpp"
#include "app/words/sentences.hpp"
#include "core/backups/newest.hpp"

namespace app::backups {

using namespace widgets;
using core::backups::BackupState;

namespace {

bool good(BackupState state) { return state == BackupState::written || state == BackupState::there_already; }

State::Shown ask(const Ui& ui) {
    const auto& status = *ui.upkeep;
    State::Shown shown;
    const auto newest = core::backups::newest(status.backups, ui.core.certain_today());
    shown.newest = newest ? filled(tr("The newest: {day}."), {{"day", near_date(newest->day, ui.today)}})
                          : std::string(tr("There is none yet. The first one is made by itself, in a moment."));
    if (status.local && !good(status.local->state)) {
        shown.trouble = true;
        shown.newest = sentence(status.local->state, (ui.core.folder() / "backups").string());
    }
    const auto put_back = ui.core.settings().device("put_back");
    if (const auto day = put_back ? core::day_from_iso(*put_back) : std::nullopt)
        shown.newest += " " + filled(tr("On {day} an older one was put in place of the household."), {{"day", full_date(*day)}});
    shown.place = ui.core.settings().device(upkeep::second_place_setting).value_or("");
    if (shown.place.empty()) {
        shown.second = tr("For the day this device breaks or is gone: a stick or a network drive, encrypted with a passphrase of yours.");
    } else if (!status.second) {
        shown.second = tr("The day’s backup is brought there as well.");
    } else if (good(status.second->state)) {
        shown.second = filled(tr("Brought there: {day}."), {{"day", near_date(status.second->day, ui.today)}});
    } else {
        shown.second_trouble = status.second->state != BackupState::missing;
        shown.second = status.second->state == BackupState::missing ? std::string(tr("It is not there at the moment. It is tried again by itself, once it is plugged in."))
                                                                    : sentence(status.second->state, status.second->at_home ? ui.core.folder().string() : shown.place);
    }
    return shown;
}

void check_everything(State& state, Ui& ui) {
    state.found.clear();
    state.checking = std::make_shared<core::backups::HouseholdCheck>(ui.core.folder());
    ui.jobs.add(state.checking, core::JobQueue::Priority::soon);
    ui.wake_in(0);
}

void take_findings(State& state, Ui& ui) {
    if (!state.checking) return;
    if (!state.checking->finished()) return ui.wake_in(0.2);
    const auto job = std::exchange(state.checking, nullptr);
    const auto& findings = job->findings();
    constexpr std::size_t most_named = 6;
    state.found_trouble = !findings.all_well();
    if (!findings.fault.empty()) {
        state.found = {sentence(core::Fault(findings.fault_kind, findings.fault), ui.core.folder())};
    } else if (findings.all_well()) {
        state.found = {filled(trn("Everything is well. {n} photo was looked at.", "Everything is well. {n} photos were looked at.", static_cast<unsigned long>(findings.photos_right)),
                              {{"n", std::to_string(findings.photos_right)}})};
    } else {
        state.found = worded(findings);
        if (const auto all = state.found.size(); all > most_named) {
            state.found.resize(most_named);
            const auto more = static_cast<unsigned long>(all - most_named);
            state.found.push_back(filled(trn("And {n} more. “inglenook verify” names it.", "And {n} more. “inglenook verify” names them all.", more), {{"n", std::to_string(more)}}));
        }
        state.found.emplace_back(tr("Nothing was changed. A backup may still have what is missing: “Go back to one” shows it first."));
    }
    ui.wake_in(0);
}

void draw_repair(State& state, Ui& ui) {
    Sheet sheet(ui, "repair", tr("The household’s file is damaged"), 520, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    column.y += text(ui, Type::text, ui.theme.ink, {column.x, column.y},
                     tr("Part of it cannot be read any more. That happens when a disk grows old or the power goes. What can be had back is fetched from the file and from the newest backup, and you are told what came back. The damaged file is kept."),
                     column.width).y;
    column.gap(ui.u(18));
    const auto given = answers(ui, column, {"later", tr("Later")}, {"repair", tr("Repair it now"), Look::primary});
    if (given == Given::right) ui.ending = Repair{};
    if (given == Given::left || sheet.close_asked()) state.repair_declined = true;
}

}  // namespace

void draw_card(State& state, Ui& ui, Column& outer) {
    const auto& status = *ui.upkeep;
    const auto& shown = state.shown.get({status.changes, ui.today}, ui.core.revision(), [&](const auto&) { return ask(ui); });
    Card card(ui, outer);
    auto& column = card.inside;
    const auto words = [&](Type type, Colour colour, std::string_view what) { column.y += text(ui, type, colour, {column.x, column.y}, what, column.width).y; };
    column.y += text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("Backups"), column.width, semantics::Role::heading).y;
    column.gap(ui.u(4));
    words(Type::small, ui.theme.quiet, tr("Made every day by itself, and checked. The last seven days, four weeks and twelve months stay."));
    column.gap(ui.u(10));
    words(Type::text, shown.trouble ? ui.theme.ember.deep : ui.theme.ink, shown.newest);
    column.gap(ui.u(10));
    {
        ChipRow row(ui, column.x, column.y, column.width);
        if (row.add("now", status.working ? tr("One moment…") : tr("Back up now"), ui.theme.sage, false, "check").pressed && !status.working) ui.upkeep_wish = UpkeepWish::back_up_now;
        if (row.add("back", tr("Go back to one"), ui.theme.sky, false, "undo").pressed) begin_restore(state.restore, ui);
        if (row.add("check", state.checking ? tr("Checking …") : tr("Check everything"), ui.theme.plum, false, "search").pressed && !state.checking) check_everything(state, ui);
        column.y = row.bottom();
    }
    take_findings(state, ui);
    for (const auto& line : state.found) {
        column.gap(ui.u(6));
        words(Type::small, state.found_trouble ? ui.theme.ember.deep : ui.theme.quiet, line);
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
    ChipRow row(ui, column.x, column.y, column.width);
    if (row.add("choose", shown.place.empty() ? tr("Choose a folder") : tr("Another folder"), ui.theme.honey, false, "folder").pressed) begin_second_place(state.second, ui);
    if (!shown.place.empty() && row.add("without", tr("Without it"), ui.theme.slate).pressed) {
        ui.core.set_device_setting(upkeep::second_place_setting, "");
        ui.core.set_backup_key({});
        ui.upkeep_wish = UpkeepWish::try_second_place;
        ui.say(tr("What is there already stays there."));
    }
    column.y = row.bottom();
}

void draw_sheets(State& state, Ui& ui) {
    if (ui.upkeep->damaged && !state.repair_declined) return draw_repair(state, ui);
    draw_sheets(state.restore, ui);
    draw_sheets(state.second, ui);
}

}  // namespace app::backups
