#include "app/exports/export_sheet.hpp"

#include <system_error>
#include <utility>

#include "app/widgets/layout.hpp"
#include "app/words/backup_sentences.hpp"
#include "app/words/export_words.hpp"
#include "app/words/sentences.hpp"
#include "core/system/outside_file.hpp"

namespace app::exports {

using namespace widgets;
using core::exports::Format;

namespace {

void close(State& state) {
    if (state.job) state.job->cancel();
    state = {};
}

void say(Ui& ui, Column& column, std::string_view words) {
    if (words.empty()) return;
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

struct Choice {
    Format format;
    const char *id, *icon, *name, *below;
};

// A row with a name and what it is for; true when pressed.
bool row(Ui& ui, Column& column, const Choice& choice) {
    const float x = column.x + ui.u(46), room = column.width - ui.u(50);
    const float words = line_height(ui, Type::strong) + measure(ui, Type::small, choice.below, room).y,
                height = words + ui.u(20);
    const Rect rect = rect_at(column.x - ui.u(8), column.y, column.width + ui.u(16), height);
    const auto touched = press(ui, choice.id, rect, semantics::Role::list_item, choice.name, false, 14);
    if (touched.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.04f),
                                                  ui.u(14));
    icon(ui, choice.icon, {column.x + ui.u(16), centre(rect).y}, ui.u(22), ui.theme.ember.deep);
    label(ui, Type::strong, ui.theme.ink, {x, rect.y0 + ui.u(10)}, room, choice.name);
    text(ui, Type::small, ui.theme.quiet, {x, rect.y0 + ui.u(10) + line_height(ui, Type::strong)}, choice.below, room);
    column.y = rect.y1 + ui.u(4);
    return touched.pressed;
}

void draw_choosing(State& state, Ui& ui, Column& column) {
    say(ui, column,
        ui.me() ? tr("All that you can see here, and nothing that is only for somebody else.")
                : tr("All that the room can see, and nothing else."));
    if (ui.shut) {
        const float width = button_width(ui, tr("Unlock")), middle = column.y + ui.u(control_height / 2);
        icon(ui, "lock", {column.x + ui.u(10), middle}, ui.u(19), ui.theme.quiet);
        const float room = column.width - width - ui.u(40);
        const char* words = tr("Your private entries are locked, so they’d be left out.");
        text(ui, Type::small, ui.theme.quiet,
             {column.x + ui.u(30), middle - measure(ui, Type::small, words, room).y / 2}, words, room);
        if (button(ui, "open-vault", tr("Unlock"), {column.x + column.width - width, column.y}, Look::plain, width))
            ui.vault_wish = VaultWish::open;
        column.gap(ui.u(control_height + 12));
    }
    const Choice choices[] = {
        {Format::html, "html", "book", tr("A page to read"),
         tr("A diary for any browser and for printing, with the photos beside it.")},
        {Format::markdown, "markdown", "pencil", tr("Markdown"),
         tr("The same diary as plain text, for notebooks and editors.")},
        {Format::csv, "csv", "more", tr("Tables"), tr("A CSV file for each kind of thing, for spreadsheets.")},
        {Format::json, "json", "home", tr("The whole household"),
         tr("Everything as JSON, with the photos: it can be brought into an empty household again.")},
    };
    for (const auto& choice : choices) {
        if (!row(ui, column, choice)) continue;
        state.format = choice.format;
        state.step = Step::picking;
        state.picker.begin(memories::FilePicker::For::one_folder, ui);
        ui.wake_in(0);
    }
}

// A name that nothing has yet.
std::filesystem::path free_place(const std::filesystem::path& folder, const std::string& name, Format format) {
    const auto ending = format == Format::csv ? std::string() : std::string(".") + core::exports::ending_of(format);
    std::error_code ignored;
    const auto taken = [&](const std::filesystem::path& path) {
        return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
    };
    for (int n = 1;; ++n) {
        const auto place = folder / (name + (n > 1 ? "-" + std::to_string(n) : std::string()) + ending);
        if (!taken(place) && !taken(core::exports::photos_beside(place))) return place;
    }
}

void write(State& state, Ui& ui, const std::filesystem::path& folder) {
    state.place = free_place(folder, "inglenook-" + to_iso(local_time(ui.now).day), state.format);
    state.gathering = std::make_shared<core::exports::Gathering>(ui.core, state.viewer);
    state.step = Step::writing;
    ui.wake_in(0);
}

// A year in each frame, so that no frame waits for all of them.
void gather(State& state, Ui& ui) {
    ui.wake_in(0);
    if (state.gathering->step()) return;
    auto job = core::exports::export_contents(ui.core, state.gathering->take(), state.format, state.place,
                                              core::exports::Existing::stays, export_words());
    state.gathering = nullptr;
    if (!job) {
        state.problem = core::system::is_of_household(state.place, ui.core.folder())
                            ? own_folder_sentence(state.place.string())
                            : sentence(job.refusal());
        return;
    }
    state.job = job.value();
    if (state.job->left_out().all() > 0) state.left_out = left_out_sentence(state.job->left_out());
    ui.jobs.add(state.job, core::JobQueue::Priority::background);
}

void follow(State& state, Ui& ui) {
    if (state.gathering) return gather(state, ui);
    if (!state.job) return;
    const auto progress = state.job->progress();
    state.line = filled(tr("{done} of {total}"),
                        {{"done", std::to_string(progress.done)}, {"total", std::to_string(progress.total)}});
    if (!state.job->finished()) return ui.wake_in(0.2);
    if (const auto failure = state.job->failure()) {
        state.problem = sentence(core::Fault(*failure, "export"), state.job->place().parent_path());
        state.job = nullptr;
        return;
    }
    if (!state.job->complete()) return close(state);
    state.step = Step::written;
    state.line = filled(tr("It is written: {place}."), {{"place", state.job->place().string()}});
    if (const auto missing = static_cast<unsigned long>(state.job->missing_photos()); missing > 0)
        state.problem =
            filled(trn("{n} photo could not be read in the household’s folder and is not in it: {names}",
                       "{n} photos could not be read in the household’s folder and are not in it: {names}", missing),
                   {{"n", std::to_string(missing)}, {"names", some_names(state.job->names_of_missing_photos())}});
    if (state.job->unopened() > 0)
        state.problem += (state.problem.empty() ? "" : "\n") + unopened_sentence(state.job->unopened());
    ui.wake_in(0);
}

void draw_writing(State& state, Ui& ui, Column& column) {
    say_problem(state, ui, column);
    if (state.job) {
        const auto [done, total] = state.job->progress();
        progress(ui, column, tr("Writing it"), state.line, done, total);
    }
    if (answer(ui, column, {"stop", state.job || state.gathering ? tr("Stop") : tr("Close")})) close(state);
}

void draw_written(State& state, Ui& ui, Column& column) {
    say(ui, column, state.line);
    say(ui, column, state.left_out);
    say_problem(state, ui, column);
    const auto given = answers(ui, column, {"done", tr("Done")}, {"open", tr("Open the folder"), Look::primary});
    if (given == Given::right && !ui.services.open_with_system(state.job->place().parent_path()))
        ui.say(tr("This device has no file manager."));
    if (given == Given::left) close(state);
}

}  // namespace

void begin(State& state, Ui& ui) {
    close(state);
    state.step = Step::choosing;
    state.viewer = ui.viewer;
    ui.wake_in(0);
}

void draw_sheets(State& state, Ui& ui) {
    if (!state.open()) return;
    if (!(state.viewer == ui.viewer)) return close(state);  // another face: what was begun was another's
    if (state.step == Step::picking) {
        if (const auto chosen = state.picker.draw(ui)) write(state, ui, chosen->front());
        else if (!state.picker.open()) close(state);
        return;
    }
    if (state.step == Step::writing) follow(state, ui);
    if (!state.open()) return;
    Sheet sheet(ui, "export",
                state.step == Step::choosing  ? tr("Export a copy")
                : state.step == Step::written ? tr("It is written")
                                              : tr("Writing it"),
                540, state.step == Step::choosing ? Beside::closes : Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    if (state.step == Step::choosing) draw_choosing(state, ui, column);
    else if (state.step == Step::writing) draw_writing(state, ui, column);
    else draw_written(state, ui, column);
    if (sheet.close_asked() && state.step != Step::picking) close(state);
}

}  // namespace app::exports
