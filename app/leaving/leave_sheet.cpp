#include "app/leaving/leave_sheet.hpp"

#include <algorithm>
#include <utility>

#include "app/words/backup_sentences.hpp"
#include "app/words/dates.hpp"
#include "app/words/export_words.hpp"
#include "app/words/sentences.hpp"
#include "core/settings/setting_store.hpp"
#include "core/system/outside_file.hpp"

namespace app::leaving {

using namespace widgets;

namespace {

constexpr std::size_t most_shown = 8;

void close(State& state) {
    if (state.job) state.job->cancel();
    const bool along = state.taken_along;
    auto not_whole_of = state.not_whole_of;
    auto not_whole = std::move(state.not_whole);
    state = {};
    state.taken_along = along;
    state.not_whole_of = not_whole_of;
    state.not_whole = std::move(not_whole);
    state.looked = true;
}

void begin(State& state, Ui& ui, Step step) {
    close(state);
    state.step = step;
    state.person = ui.me();
    if (const auto* person = ui.person(ui.me())) state.name = person->name;
    if (step == Step::picking) state.picker.begin(memories::FilePicker::For::one_folder, ui);
    ui.wake_in(0);
}

// --- what happens ---------------------------------------------------------------------------------------

void take_along(State& state, Ui& ui, const std::filesystem::path& into) {
    auto job = core::export_person(ui.core, *state.person, into, export_words());
    state.step = Step::taking;
    if (!job) {
        state.problem = core::system::is_of_household(into, ui.core.folder()) ? own_folder_sentence(into.string())
                                                                              : sentence(job.refusal());
        return;
    }
    state.job = job.value();
    ui.jobs.add(state.job, core::JobQueue::Priority::background);
}

void take_export(State& state, Ui& ui) {
    if (!state.job) return;
    const auto progress = state.job->progress();
    state.line = filled(tr("{done} of {total}"),
                        {{"done", std::to_string(progress.done)}, {"total", std::to_string(progress.total)}});
    if (!state.job->finished()) return ui.wake_in(0.2);
    if (const auto failure = state.job->failure()) {
        state.problem = sentence(core::Fault(*failure, "export"), state.job->folder().parent_path());
        state.job = nullptr;
        return;
    }
    if (!state.job->complete()) return close(state);
    state.taken_along = state.job->whole();
    state.not_whole_of.reset();
    if (!state.job->whole()) {
        state.not_whole_of = state.person;
        state.not_whole = not_copied_sentence(state.job->unopened(), state.job->missing_photos());
    }
    state.step = Step::taken;
    state.line =
        filled(tr("It lies in {folder}: a page to read in any browser, the photos, and a file for other programs."),
               {{"folder", state.job->folder().string()}});
    if (const auto missing = static_cast<unsigned long>(state.job->missing_photos()); missing > 0)
        state.problem =
            filled(trn("{n} photo could not be read in the household’s folder and is not in it: {names}",
                       "{n} photos could not be read in the household’s folder and are not in it: {names}", missing),
                   {{"n", std::to_string(missing)}, {"names", some_names(state.job->names_of_missing_photos())}});
    if (state.job->unopened() > 0)
        state.problem += (state.problem.empty() ? "" : "\n") + unopened_sentence(state.job->unopened());
    ui.wake_in(0);
}

void show_erased(State& state, Ui& ui, const core::Result<std::vector<core::OlderBackup>>& erased) {
    if (!erased) {
        state.problem = sentence(erased.refusal());
        return;
    }
    for (const auto& backup : erased.value())
        if (state.still_there.size() < most_shown)
            state.still_there.push_back(full_date(backup.day) + " · " + backup.name);
    if (erased.value().size() > most_shown)
        state.still_there.push_back(
            filled(tr("and {n} more"), {{"n", std::to_string(erased.value().size() - most_shown)}}));
    state.step = Step::erased;
    ui.switch_to = core::Viewer::room();
}

void erase(State& state, Ui& ui) {
    const auto result = std::make_shared<core::Result<std::vector<core::OlderBackup>>>(core::Refusal::unknown_person);
    ui.post_long(
        [result, person = *state.person](core::Household& household, core::Progress& progress) {
            *result = household.erase(person, &progress);
        },
        [&state, &ui, result] { show_erased(state, ui, *result); });
}

// --- how it looks ---------------------------------------------------------------------------------------

void say(Ui& ui, Column& column, std::string_view words) {
    column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y}, words, column.width).y;
    column.gap(ui.u(14));
}

void say_problem(const State& state, Ui& ui, Column& column) {
    if (state.problem.empty()) return;
    column.y += text(ui, Type::small, ui.theme.ember.deep, {column.x, column.y}, state.problem, column.width,
                     semantics::Role::banner)
                    .y;
    column.gap(ui.u(12));
}

void draw_taking(State& state, Ui& ui, Column& column) {
    say_problem(state, ui, column);
    if (state.job) {
        const auto [done, total] = state.job->progress();
        progress(ui, column, tr("Taking it along"), state.line, done, total);
    }
    if (answer(ui, column, {"stop", state.job ? tr("Stop") : tr("Close")})) close(state);
}

void draw_taken(State& state, Ui& ui, Column& column) {
    say(ui, column, state.line);
    say_problem(state, ui, column);
    const auto given = answers(ui, column, {"done", tr("Done")}, {"open", tr("Open the folder"), Look::primary});
    if (given == Given::right && !ui.services.open_with_system(state.job->folder()))
        ui.say(tr("This device has no file manager."));
    if (given == Given::left) close(state);
}

void draw_erase(State& state, Ui& ui, Column& column) {
    say(ui, column,
        tr("Your check-ins, thanks, rituals and photos go, your hearts and marks, your name and your face. What others wrote stays theirs, also their thanks to you. It cannot be taken back."));
    if (ui.shut) {
        say(ui, column, tr("Your private entries are locked. Unlock them first, so that it’s surely you."));
        if (button(ui, "unlock", tr("Unlock"), {column.x, column.y}, Look::primary)) ui.vault_wish = VaultWish::open;
        column.gap(ui.u(control_height));
        return;
    }
    if (state.not_whole_of == state.person) {
        column.y += text(ui, Type::small, ui.theme.ember.deep, {column.x, column.y}, state.not_whole, column.width,
                         semantics::Role::banner)
                        .y;
        column.gap(ui.u(12));
        const auto given = answers(ui, column, {"first", tr("Take it along again")},
                                   {"without", tr("Go on without it"), Look::danger});
        if (given == Given::left) begin(state, ui, Step::picking);
        if (given == Given::right) state.not_whole_of.reset();
        return;
    }
    if (!state.taken_along) {
        if (button(ui, "first", tr("Take it along first"), {column.x, column.y}, Look::plain, 0, "folder"))
            return begin(state, ui, Step::picking);
        column.gap(ui.u(control_height + 16));
    }
    column.y +=
        text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, tr("To be sure, type your name:"), column.width).y;
    column.gap(ui.u(6));
    const Rect field = rect_at(column.x, column.y, column.width, ui.u(control_height + 6));
    text_field(ui, "name", tr("Your name"), state.name.c_str(), state.typed, field);
    column.gap(field.height() + ui.u(14));
    say_problem(state, ui, column);
    const bool sure = state.typed == state.name;
    if (answer(ui, column, {"erase", tr("Erase what is mine"), Look::danger, sure})) erase(state, ui);
}

void draw_erased(State& state, Ui& ui, Column& column) {
    if (state.still_there.empty()) {
        say(ui, column, tr("Nothing of it is in the household’s folder any more."));
    } else {
        say(ui, column,
            tr("It is gone from the household. These copies from before still hold it; take them away if they should not:"));
        for (const auto& line_of_it : state.still_there) {
            column.y += text(ui, Type::small, ui.theme.ink, {column.x, column.y}, line_of_it, column.width).y;
            column.gap(ui.u(4));
        }
        column.gap(ui.u(8));
    }
    say(ui, column, tr("A second place of the backups keeps its copies too, until their turn to go."));
    if (answer(ui, column, {"done", tr("Done"), Look::primary})) close(state);
}

// Everybody says so for themselves, signed in as themselves.
void draw_everything(State& state, Ui& ui, Column& column) {
    say(ui, column,
        tr("The household, its photos and its backups on this device go for good. Everybody who lives here has to agree, each signed in, within a quarter of an hour."));
    const auto waiting = ui.core.yet_to_confirm();
    const auto agreed = [&](core::PersonId person) {
        return std::find(waiting.begin(), waiting.end(), person) == waiting.end();
    };
    for (const auto& person : *ui.people) {
        const IdScope id(person.id);
        const float height = ui.u(56), middle = column.y + height / 2;
        avatar(ui, person, {column.x + ui.u(20), middle}, ui.u(20));
        const bool mine = ui.me() == person.id && !agreed(person.id);
        const char* state_of_it = agreed(person.id) ? tr("agrees") : tr("not yet");
        const float width = mine ? button_width(ui, tr("I agree")) : measure(ui, Type::small, state_of_it).x;
        line(ui, Type::text, ui.theme.ink, {column.x + ui.u(54), middle - line_height(ui, Type::text) / 2},
             column.width - width - ui.u(66), person.name);
        if (!mine) {
            line(ui, Type::small, ui.theme.quiet,
                 {column.x + column.width - width - 1, middle - line_height(ui, Type::small) / 2}, width + 1,
                 state_of_it, Align::right);
        } else if (button(ui, "agree", tr("I agree"),
                          {column.x + column.width - width, middle - ui.u(control_height / 2)}, Look::plain, width)) {
            ui.post_write([&state, &ui, id = person.id](core::Household& household) {
                const auto said = household.confirm_erasing_all(id);
                if (!said && said.refusal() == core::Refusal::locked) ui.vault_wish = VaultWish::open;
                else if (!said) state.problem = sentence(said.refusal());
            });
        }
        column.gap(height);
    }
    column.gap(ui.u(12));
    say_problem(state, ui, column);
    const auto given = answers(ui, column, {"never", tr("Keep everything")},
                               {"everything", tr("Erase everything"), Look::danger, waiting.empty()});
    if (given == Given::right) {
        auto erasure = ui.core.erasure_of_all();
        if (erasure) ui.ending = EraseAll{std::make_shared<core::ErasureOfAll>(std::move(erasure.value()))};
    }
    if (given != Given::left) return;
    ui.post_write([](core::Household& household) { household.forget_confirmations(); });
    close(state);
}

void draw_returned(State& state, Ui& ui, Column& column) {
    const auto& who = state.returned.front();
    say(ui, column,
        filled(tr("{name} erased what was theirs on {day}. A backup from before was put back, and it is here again."),
               {{"name", who.name},
                {"day", full_date(day_of(who.erased_at, ui.core.get<core::SettingStore>().day_start_hour()))}}));
    say(ui, column, tr("It is theirs to say whether it stays."));
    const auto given = answers(ui, column, {"stays", tr("It stays")}, {"again", tr("Erase it again"), Look::danger});
    if (given == Given::right) {
        const auto person = who.person;
        const auto name = who.name;
        close(state);
        ui.switch_to = core::Viewer::of(person);
        state.step = Step::erase;
        state.person = person;
        state.name = name;
    } else if (given == Given::left) {
        ui.post_write([&state, person = who.person](core::Household& household) {
            (void)household.welcome_back(person);  // refused where another program has erased them again
            state.returned.erase(state.returned.begin());
            if (state.returned.empty()) close(state);
        });
    }
}

const char* title_of(Step step) {
    switch (step) {
        case Step::taking: return tr("Taking it along");
        case Step::taken: return tr("You have it");
        case Step::erase: return tr("Erase what is mine");
        case Step::erased: return tr("It is erased");
        case Step::everything: return tr("Erase everything");
        case Step::returned: return tr("Somebody’s things are back");
        case Step::none:
        case Step::picking: break;
    }
    return "";
}

}  // namespace

void draw_card(State& state, Ui& ui, Column& outer) {
    if (!ui.me()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    column.y += text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("Take it along, or leave"), column.width,
                     semantics::Role::heading)
                    .y;
    column.gap(ui.u(4));
    column.y +=
        text(
            ui, Type::small, ui.theme.quiet, {column.x, column.y},
            tr("What is yours is yours: all of it as a page to read and a file for other programs, whenever you like. Nobody is asked and nobody is told."),
            column.width)
            .y;
    column.gap(ui.u(12));
    ChipRow row(ui, column.x, column.y, column.width);
    if (row.add("along", tr("Take along what is mine"), ui.theme.sage, false, "folder").pressed) {
        if (ui.shut) ui.vault_wish = VaultWish::open;
        else begin(state, ui, Step::picking);
    }
    if (ui.people->size() > 1 && row.add("mine", tr("Erase what is mine"), ui.theme.slate).pressed)
        begin(state, ui, Step::erase);
    if (row.add("everything", tr("Erase everything"), ui.theme.slate).pressed) begin(state, ui, Step::everything);
    column.y = row.bottom();
}

void draw_sheets(State& state, Ui& ui) {
    if (!std::exchange(state.looked, true)) {
        state.returned = ui.core.returned_after_erasing();
        if (!state.returned.empty()) state.step = Step::returned;
    }
    if (!state.open()) return;
    // Another face: what was begun was another's. That everybody agrees is asked of each.
    const bool anybodys = state.step == Step::everything || state.step == Step::erased || state.step == Step::returned;
    if (!anybodys && state.person != ui.me()) return ui.me() ? close(state) : void();
    if (state.step == Step::picking) {
        if (const auto chosen = state.picker.draw(ui)) take_along(state, ui, chosen->front());
        else if (!state.picker.open()) close(state);
        return;
    }
    if (state.step == Step::taking) take_export(state, ui);
    if (!state.open()) return;
    Sheet sheet(ui, "leave", title_of(state.step), 520, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    switch (state.step) {
        case Step::taking: draw_taking(state, ui, column); break;
        case Step::taken: draw_taken(state, ui, column); break;
        case Step::erase: draw_erase(state, ui, column); break;
        case Step::erased: draw_erased(state, ui, column); break;
        case Step::everything: draw_everything(state, ui, column); break;
        case Step::returned: draw_returned(state, ui, column); break;
        case Step::none:
        case Step::picking: break;
    }
    if (sheet.close_asked()) close(state);
}

}  // namespace app::leaving
