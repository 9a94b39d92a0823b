#include "app/imports/imports_screen.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <utility>

#include "app/imports/preview.hpp"
#include "app/widgets/back.hpp"
#include "app/words/sentences.hpp"
#include "core/imports/import_commands.hpp"
#include "core/imports/moods.hpp"

namespace app::imports {

using namespace widgets;
namespace core_imports = core::imports;
using core_imports::Program;

// Reads a file without anybody waiting for it.
class Reading final : public core::Job {
public:
    Reading(Program program, std::filesystem::path path) : program_(program), path_(std::move(path)) {}
    bool step() noexcept override {
        try {
            batch_ = std::make_shared<core_imports::Batch>(core_imports::read(program_, path_));
        } catch (...) {
            // Out of memory; said as a file that cannot be read.
        }
        return false;
    }
    // Once it is finished; nothing where there was no memory for it.
    std::shared_ptr<const core_imports::Batch> batch() const { return batch_; }

private:
    Program program_;
    std::filesystem::path path_;
    std::shared_ptr<const core_imports::Batch> batch_;
};

// Holds on to what the photos come from for as long as it runs.
class Photos final : public core::Job {
public:
    Photos(core::PhotoFolder folder, std::shared_ptr<const core_imports::Batch> batch,
           std::shared_ptr<const core_imports::Plan> plan)
        : batch_(std::move(batch)), plan_(std::move(plan)), inside_(std::move(folder), *batch_, *plan_) {}
    bool step() noexcept override {
        try {
            const std::lock_guard lock(mutex_);
            const bool more = !cancelled() && inside_.step();
            done_ = inside_.done();
            return more;
        } catch (...) {
            return false;
        }
    }
    // Nothing arrives any more; answers with what did.
    std::vector<core_imports::PhotosToBring::Arrived> stop() {
        cancel();
        const std::lock_guard lock(mutex_);  // a slice may be at one
        return inside_.arrived();
    }
    std::size_t done() const { return done_; }
    const core_imports::PhotosToBring& inside() const { return inside_; }  // once it is finished

private:
    std::shared_ptr<const core_imports::Batch> batch_;
    std::shared_ptr<const core_imports::Plan> plan_;
    std::mutex mutex_;  // of what follows, while it runs
    core_imports::PhotosToBring inside_;
    std::atomic<std::size_t> done_ = 0;
};

namespace {

constexpr auto time_a_frame = std::chrono::milliseconds(6);
constexpr std::size_t entries_a_step = 25;

struct Source {
    Program program;
    const char *id, *name, *below;
    std::vector<std::string> endings;
    memories::FilePicker::For wanted;
};

std::vector<Source> sources() {
    using For = memories::FilePicker::For;
    return {{Program::daylio,
             "daylio",
             "Daylio",
             tr("Its CSV export: moods and notes, as check-ins"),
             {".csv"},
             For::one_file},
            {Program::presently,
             "presently",
             "Presently",
             tr("Its CSV export, as thanks to life"),
             {".csv"},
             For::one_file},
            {Program::day_one,
             "dayone",
             "Day One",
             tr("Its JSON export as a ZIP, with the photos"),
             {".zip", ".json"},
             For::one_file},
            {Program::red_notebook,
             "rednotebook",
             "RedNotebook",
             tr("Its folder, or one month out of it"),
             {".txt"},
             For::file_or_folder},
            {Program::jrnl, "jrnl", "jrnl", tr("Its text file"), {".txt", ".jrnl", ".md"}, For::one_file}};
}

void begin_again(State& state) {
    if (state.photos) state.photos->cancel();
    auto earlier = std::move(state.earlier);
    auto kept = std::move(state.kept);
    const auto person = state.person;
    state = {};
    state.earlier = std::move(earlier);
    state.kept = std::move(kept);
    state.person = person;
}

// --- what happens ---------------------------------------------------------------------------------------

void choose(State& state, Ui& ui, const Source& source) {
    state.kept.clear();
    state.program = source.program;
    if (ui.shut) {
        ui.vault_wish = VaultWish::open;
        return;
    }
    state.picker.begin_file(source.wanted, source.endings, source.name, ui);
    ui.wake_in(0);
}

void read(State& state, Ui& ui, const std::filesystem::path& path) {
    state.step = Step::reading;
    state.file_name = path.filename().string();
    state.mapping = {};
    state.reading = std::make_shared<Reading>(state.program, path);
    ui.jobs.add(state.reading, core::JobQueue::Priority::soon);
}

void look(State& state, Ui& ui) {
    auto planned = core_imports::plan(ui.core, *state.person, *state.batch, state.mapping);
    if (!planned) {
        const auto said = sentence(planned.refusal());
        begin_again(state);
        state.problem = said;
        return;
    }
    state.plan = std::make_shared<core_imports::Plan>(std::move(planned.value()));
    state.plan->format = to_text(state.program);
    state.plan->source_name = state.file_name;
    state.preview = preview_of(ui, *state.plan, state.program, state.file_name);
    ++state.preview_version;
    state.step = Step::looking;
    ui.wake_in(0);
}

void take_up_reading(State& state, Ui& ui) {
    if (!state.reading->finished()) return ui.wake_in(0.1);
    state.batch = state.reading->batch();
    state.reading.reset();
    if (state.batch) return look(state, ui);
    begin_again(state);
    state.problem = tr("It could not be read: there was not enough memory for it.");
}

void bring(State& state, Ui& ui) {
    state.step = Step::bringing;
    state.problem.clear();
    state.done = 0;
    state.total = state.plan->photos.size() + state.plan->commands.size();
    state.photos = std::make_shared<Photos>(ui.core.photos(), state.batch, state.plan);
    ui.jobs.add(state.photos, core::JobQueue::Priority::soon);
    ui.wake_in(0);
}

void conclude(State& state) {
    const auto& brought = state.bringing->brought();
    if (const auto refusal = state.bringing->refusal(); refusal && state.problem.empty())
        state.problem = sentence(*refusal);
    state.summary = summary_of(brought, state.plan->check_ins(), state.file_name);
    state.last = brought.import;
    state.bringing.reset();
    state.plan.reset();
    state.batch.reset();
    state.step = Step::brought;
}

void bring_some(State& state, core::Household& household) {
    if (!state.bringing) return;
    const auto until = std::chrono::steady_clock::now() + time_a_frame;
    bool more = true;
    try {
        while (more && std::chrono::steady_clock::now() < until) more = state.bringing->step(household, entries_a_step);
    } catch (const core::Fault& fault) {
        // What came is there and known; the rest comes with another try.
        state.problem = sentence(fault, household.folder());
        more = false;
    }
    state.done = state.total - std::min(state.total, state.bringing->total() - state.bringing->done());
    if (!more) conclude(state);
}

void go_on(State& state, Ui& ui) {
    if (state.photos) {
        state.done = state.photos->done();
        if (!state.photos->finished()) return ui.wake_in(0.1);
        const auto& photos = state.photos->inside();
        for (const auto& problem : photos.problems())
            state.preview.problems.push_back(problem_line(problem, state.program, state.file_name));
        state.bringing = std::make_unique<core_imports::Bringing>(*state.plan, photos.arrived());
        state.photos.reset();
    }
    ui.post_write([&state](core::Household& household) { bring_some(state, household); });
}

void take_back(State& state, Ui& ui, core::ImportId id) {
    state.kept = kept_of(ui, id);
    ui.post_and_say(core::TakeBackImport{*ui.me(), id}, tr("Taken back. It lies in the trash."),
                    [&state](const core::Result<core::Applied>& result) {
                        if (!result) state.kept.clear();
                        else if (state.step == Step::brought) begin_again(state);
                    });
}

// --- how it looks ---------------------------------------------------------------------------------------

void say(Ui& ui, Column& column, std::string_view words, Colour colour, Type type = Type::text) {
    if (words.empty()) return;
    column.y += text(ui, type, colour, {column.x, column.y}, words, column.width).y;
    column.gap(ui.u(8));
}

void say_problem(const State& state, Ui& ui, Column& column) {
    if (state.problem.empty()) return;
    column.y += text(ui, Type::text, ui.theme.ember.deep, {column.x, column.y}, state.problem, column.width,
                     semantics::Role::banner)
                    .y;
    column.gap(ui.u(12));
}

void draw_source(State& state, Ui& ui, Column& column, const Source& source) {
    const float x = column.x + ui.u(46), room = column.width - ui.u(50);
    const Rect rect =
        rect_at(column.x - ui.u(8), column.y, column.width + ui.u(16),
                line_height(ui, Type::strong) + measure(ui, Type::small, source.below, room).y + ui.u(20));
    const auto touched = press(ui, source.id, rect, semantics::Role::list_item, source.name, false, 14);
    if (touched.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.04f),
                                                  ui.u(14));
    icon(ui, "book", {column.x + ui.u(16), centre(rect).y}, ui.u(22), ui.theme.ember.deep);
    label(ui, Type::strong, ui.theme.ink, {x, rect.y0 + ui.u(10)}, room, source.name);
    text(ui, Type::small, ui.theme.quiet, {x, rect.y0 + ui.u(10) + line_height(ui, Type::strong)}, source.below, room);
    column.y = rect.y1;
    if (touched.pressed) choose(state, ui, source);
}

void draw_earlier(State& state, Ui& ui, Column& outer) {
    const auto& earlier =
        state.earlier.get(ui.viewer, ui.core.revision(), [&](const auto& viewer) { return earlier_of(ui, viewer); });
    if (earlier.entries.empty() && state.kept.empty()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Brought in before"));
    for (const auto& line_of_it : state.kept) say(ui, column, line_of_it, ui.theme.ink, Type::small);
    state.earlier_rows.draw(ui, column, earlier.entries.size(), [&](std::size_t i) {
        const auto& entry = earlier.entries[i];
        const IdScope id(entry.id);
        const float width = button_width(ui, tr("Take it back")),
                    room = column.width - (ui.narrow ? 0 : width + ui.u(12));
        const float height =
            std::max(measure(ui, Type::strong, entry.title, room).y + measure(ui, Type::small, entry.below, room).y,
                     ui.u(control_height));
        text(ui, Type::strong, ui.theme.ink, {column.x, column.y}, entry.title, room);
        text(ui, Type::small, ui.theme.quiet, {column.x, column.y + measure(ui, Type::strong, entry.title, room).y},
             entry.below, room);
        const float y = ui.narrow ? column.y + height + ui.u(6) : column.y + (height - ui.u(control_height)) / 2;
        if (button(ui, "take-back", tr("Take it back"), {column.x + column.width - width, y}, Look::plain, width))
            take_back(state, ui, entry.id);
        column.gap(height + ui.u(ui.narrow ? control_height + 18 : 12));
    });
}

void draw_choosing(State& state, Ui& ui, Column& column) {
    say(ui, column,
        tr("What you wrote elsewhere can come along. You see first what it becomes; nothing is written before you say so, and all of it can be taken back."),
        ui.theme.quiet);
    column.gap(ui.u(6));
    say_problem(state, ui, column);
    {
        Card card(ui, column);
        card_title(ui, card.inside, tr("Where is it from?"));
        if (ui.shut)
            say(ui, card.inside,
                tr("What only you see is shut. It is opened first, so that what is here already is known."),
                ui.theme.quiet, Type::small);
        static const auto list = sources();
        for (const auto& source : list) draw_source(state, ui, card.inside, source);
    }
    draw_earlier(state, ui, column);
}

// The names that a diary has for moods, and our five faces.
void draw_moods(State& state, Ui& ui, Column& outer, bool& changed) {
    const auto& moods = state.plan->moods;
    if (moods.empty()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("What its moods mean here"));
    const float side = ui.u(control_height), faces = 5 * side, width = column.width;
    const float room = ui.narrow ? width : width - faces - ui.u(12);
    const auto height_of = [&](const std::string& name) {
        const float words = measure(ui, Type::text, name, room).y;
        return ui.narrow ? words + side + ui.u(10) : std::max(words, side) + ui.u(6);
    };
    state.mood_list.draw(
        ui, column, state.preview_version, state.preview.mood_names, height_of,
        [&](const std::string& name, ImVec2 at) {
            const auto i = static_cast<std::size_t>(&name - state.preview.mood_names.data());
            const IdScope row(static_cast<int>(i));
            const float words = measure(ui, Type::text, name, room).y, tall = std::max(words, side);
            text(ui, Type::text, ui.theme.ink, {at.x, ui.narrow ? at.y : at.y + (tall - words) / 2}, name, room);
            const float x = ui.narrow ? at.x : at.x + width - faces,
                        y = ui.narrow ? at.y + words + ui.u(2) : at.y + (tall - side) / 2;
            for (int level = 1; level <= 5; ++level) {
                const IdScope face(level);
                const Rect rect = rect_at(x + static_cast<float>(level - 1) * side, y, side, side);
                const bool on = moods[i].level == level;
                const auto touched =
                    press(ui, "face", rect, semantics::Role::choice,
                          state.preview.face_names[i][static_cast<std::size_t>(level - 1)], on, control_height / 2);
                mood_face(ui, level, centre(rect), ui.u(on ? 17 : 14), on);
                if (touched.pressed && !on) {
                    state.mapping.moods[core_imports::folded(moods[i].name)] = level;
                    changed = true;
                }
            }
        });
}

void draw_choices(State& state, Ui& ui, Column& outer, bool& changed) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("What it becomes"));
    for (const auto& words : state.preview.counts) say(ui, column, words, ui.theme.ink);
    column.gap(ui.u(8));
    say(ui, column, tr("Who sees it"), ui.theme.quiet, Type::small);
    float bottom = 0;
    const auto audience = choose_audience(ui, "audience", state.mapping.audience, {column.x - ui.u(6), column.y},
                                          column.width + ui.u(8), &bottom);
    column.y = bottom;
    if (audience != state.mapping.audience) state.mapping.audience = audience, changed = true;
    if (state.program == Program::daylio || state.program == Program::presently) return;
    column.gap(ui.u(12));
    say(ui, column, tr("Each entry becomes"), ui.theme.quiet, Type::small);
    using Notes = core_imports::Mapping::Notes;
    const char* kinds[] = {tr("Thanks to life"), tr("A check-in, “okay”")};
    const int before = state.mapping.notes == Notes::check_ins ? 1 : 0;
    const int chosen =
        widgets::choose(ui, "kind", kinds, before, {column.x - ui.u(6), column.y}, column.width + ui.u(8), &bottom);
    column.y = bottom;
    if (chosen != before) state.mapping.notes = chosen == 1 ? Notes::check_ins : Notes::thanks_to_life, changed = true;
}

void draw_first(const State& state, Ui& ui, Column& outer) {
    if (state.preview.first.empty()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("The first of them"));
    for (const auto& row : state.preview.first) {
        const float height = items::row_height(ui, row, column.width, 0);
        items::draw_row(ui, row, rect_at(column.x, column.y, column.width, height), 0);
        column.gap(height);
    }
}

void draw_problems(State& state, Ui& ui, Column& outer) {
    if (state.preview.problems.empty()) return;
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, state.preview.problems_title.c_str());
    const float width = column.width;
    state.problem_list.draw(
        ui, column, state.preview_version, state.preview.problems,
        [&](const auto& words) { return measure(ui, Type::small, words, width).y + ui.u(8); },
        [&](const auto& words, ImVec2 at) { text(ui, Type::small, ui.theme.ink, at, words, width); });
}

void draw_looking(State& state, Ui& ui, Column& column) {
    bool changed = false;
    say(ui, column, state.preview.from, ui.theme.quiet);
    column.gap(ui.u(4));
    say_problem(state, ui, column);
    draw_choices(state, ui, column, changed);
    draw_moods(state, ui, column, changed);
    draw_first(state, ui, column);
    const bool any = !state.plan->commands.empty() || !state.plan->photos.empty();
    const bool ready = any && state.preview.open_moods.empty();
    say(ui, column, state.preview.open_moods, ui.theme.ember.deep);
    const auto given =
        answers(ui, column, {"another", tr("Not this one")}, {"bring", tr("Bring it in"), Look::primary, ready});
    draw_problems(state, ui, column);
    if (given == Given::left) begin_again(state), ui.wake_in(0);
    else if (given == Given::right) bring(state, ui);
    else if (changed) look(state, ui);
}

void draw_brought(State& state, Ui& ui, Column& column) {
    {
        Card card(ui, column);
        card_title(ui, card.inside, tr("It is here"));
        say_problem(state, ui, card.inside);
        for (const auto& words : state.summary) say(ui, card.inside, words, ui.theme.ink);
        if (state.last)
            say(ui, card.inside, tr("All of it can be taken back, now or later, in one step."), ui.theme.quiet,
                Type::small);
        card.inside.gap(ui.u(8));
        const auto given = state.last ? answers(ui, card.inside, {"take-back", tr("Take it back")},
                                                {"done", tr("Done"), Look::primary})
                           : answer(ui, card.inside, {"done", tr("Done"), Look::primary}) ? Given::right
                                                                                          : Given::none;
        if (given == Given::left) take_back(state, ui, *state.last);
        if (given == Given::right) {
            begin_again(state);
            ui.wake_in(0);
            return;
        }
    }
    draw_problems(state, ui, column);
}

}  // namespace

void update(State& state, Ui& ui) {
    if (state.step == Step::bringing) return go_on(state, ui);
    // Another face, or shut: what was looked at was somebody's own.
    if (state.person != ui.me() || (ui.shut && state.step != Step::choosing)) {
        begin_again(state);
        state.kept.clear();
        state.person = ui.me();
    }
    if (state.step == Step::reading) take_up_reading(state, ui);
}

void end(State& state, core::Household& household) {
    if (state.photos) core_imports::take_away_unused(household, state.photos->stop());
    if (state.bringing) state.bringing->end(household);
    state = {};
}

void hide(State& state) {
    if (state.step != Step::bringing) state = {};
}

bool draw(State& state, Ui& ui, const Rect& area) {
    Page page(ui, "imports", area, 820);
    auto& column = page.column;
    const bool back = heading_with_back(ui, column, tr("Import a diary"));
    if (!ui.me()) {
        column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
                         tr("Say on Today who you are to bring in yours."), column.width)
                        .y;
        return back;
    }
    switch (state.step) {
        case Step::choosing: draw_choosing(state, ui, column); break;
        case Step::reading: say(ui, column, tr("Reading it…"), ui.theme.ink); break;
        case Step::looking: draw_looking(state, ui, column); break;
        case Step::bringing: {
            const auto words = filled(tr("{done} of {total}"),
                                      {{"done", std::to_string(state.done)}, {"total", std::to_string(state.total)}});
            progress(ui, column, tr("Bringing it in"), words, state.done, state.total);
            break;
        }
        case Step::brought: draw_brought(state, ui, column); break;
    }
    if (!back) return false;
    // One step back; what is on its way in goes on.
    if (state.step == Step::looking || state.step == Step::brought) {
        begin_again(state);
        ui.wake_in(0);
        return false;
    }
    return true;
}

void draw_sheets(State& state, Ui& ui) {
    if (!state.picker.open()) return;
    if (const auto chosen = state.picker.draw(ui)) read(state, ui, chosen->front());
}

}  // namespace app::imports
