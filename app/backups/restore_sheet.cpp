#include "app/backups/restore_sheet.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "app/upkeep/upkeep.hpp"
#include "app/words/backup_sentences.hpp"
#include "app/words/dates.hpp"
#include "core/backups/household_file.hpp"
#include "core/backups/newest.hpp"
#include "core/settings/setting_store.hpp"

namespace app::backups {

using namespace widgets;
namespace fs = std::filesystem;
using core::backups::BackupFolder;
using core::backups::SecondFolder;
using KeyState = SecondFolder::KeyState;
using Step = RestoreStep;

namespace {

bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error);
}

// Beside the household, under a name that is free.
fs::path free_folder(const fs::path& live, core::Day day) {
    const auto plain = fs::absolute(live).lexically_normal();
    const auto name = (plain.has_filename() ? plain : plain.parent_path()).string() + ".restored-" + to_iso(day);
    fs::path folder = name;
    for (int n = 2; is_there(folder); ++n) folder = name + "-" + std::to_string(n);
    return folder;
}

}  // namespace

// Looks at what a chosen folder is: a data folder, its backups, or the second place of one or several households.
class RestoreState::LookJob final : public core::Job {
public:
    LookJob(fs::path folder, core::Day today) : folder_(std::move(folder)), today_(today) {}
    bool step() noexcept override {
        try {
            look();
        } catch (const std::exception&) {
            // Nothing is found where nothing can be read.
        }
        return false;
    }
    Source take() { return std::move(source_); }

private:
    void look() {
        source_.folder = folder_;
        for (const auto& chosen : {folder_, folder_.parent_path(), folder_.parent_path().parent_path()}) {
            for (const auto& id : SecondFolder::households_in(chosen)) source_.households.emplace_back(chosen, id);
            if (!source_.households.empty()) return;
        }
        const auto data = folder_.filename() == "backups" ? folder_.parent_path() : folder_;
        // A copy of a whole folder: its present state is the newest that there is of it.
        if (is_there(data / "household.db")) {
            core::backups::BackUp copy(data, today_);
            while (copy.step()) {
            }
        }
        source_.days = made_last_first(BackupFolder(data).list(), today_);
        source_.data_folder = data;
    }

    fs::path folder_;
    core::Day today_;
    Source source_;
};

class RestoreState::OpenJob final : public core::Job {
public:
    OpenJob(SecondFolder folder, core::Secret passphrase, core::Day today)
        : folder_(std::move(folder)), passphrase_(std::move(passphrase)), today_(today) {}
    bool step() noexcept override {
        try {
            opened_ = folder_.open(passphrase_);
            if (opened_.state == KeyState::right) days_ = folder_.made_last_first(opened_.key, today_);
        } catch (const std::exception&) {
            opened_.state = KeyState::damaged;
        }
        passphrase_ = core::Secret();
        return false;
    }
    SecondFolder::Opened& opened() { return opened_; }
    const std::vector<core::backups::Backup>& days() const { return days_; }

private:
    SecondFolder folder_;
    core::Secret passphrase_;
    core::Day today_;
    SecondFolder::Opened opened_{KeyState::damaged, {}};
    std::vector<core::backups::Backup> days_;
};

// Brings it into a folder of its own, and counts what is here now.
class RestoreState::BringJob final : public core::Job {
public:
    BringJob(std::unique_ptr<core::backups::Restore> restore, fs::path live, fs::path into, std::string household)
        : restore_(std::move(restore)),
          live_(std::move(live)),
          into_(std::move(into)),
          household_(std::move(household)) {}
    bool step() noexcept override {
        if (cancelled()) restore_->cancel();
        if (restore_->step()) return true;
        try {
            now_ = core::backups::HouseholdFile(live_ / "household.db", core::backups::HouseholdFile::Kept::in_use)
                       .counts();
        } catch (const std::exception&) {
            // Then there is nothing to compare with.
        }
        return false;
    }
    core::backups::RestoreReport& report() { return restore_->report(); }
    const std::optional<core::backups::Counts>& now() const { return now_; }
    const fs::path& into() const { return into_; }
    const std::string& household() const { return household_; }

private:
    std::unique_ptr<core::backups::Restore> restore_;
    fs::path live_, into_;
    std::string household_;
    std::optional<core::backups::Counts> now_;
};

namespace {

// --- what happens ---------------------------------------------------------------------------------------

void close(RestoreState& state) {
    core::wipe(state.passphrase);
    if (state.opening) state.opening->cancel();
    if (state.bringing) state.bringing->cancel();
    state = {};
}

void show_days(RestoreState& state, const Ui& ui) {
    state.source.worded.clear();
    for (const auto& backup : state.source.days) {
        const auto day = near_date(backup.day, ui.today);
        const bool ahead = from_the_future(backup, ui.core.certain_today());
        state.source.worded.push_back(ahead ? filled(tr("{day} (dated in the future)"), {{"day", day}}) : day);
    }
    state.step = Step::days;
    if (state.source.days.empty())
        state.problem = filled(tr("There are no backups in {folder}. Try another folder."),
                               {{"folder", state.source.folder.string()}});
}

void look_in(RestoreState& state, Ui& ui, const fs::path& folder) {
    state.source = {};
    state.problem.clear();
    state.looking = std::make_shared<RestoreState::LookJob>(folder, ui.core.certain_today());
    state.step = Step::looking;
    ui.jobs.add(state.looking, core::JobQueue::Priority::soon);
    ui.wake_in(0);
}

void ask_passphrase(RestoreState& state, std::size_t household) {
    state.source.household = household;
    state.step = Step::passphrase;
    state.just_opened = true;
}

void take_look(RestoreState& state, Ui& ui) {
    if (!state.looking || !state.looking->finished()) return;
    state.source = std::exchange(state.looking, nullptr)->take();
    auto& source = state.source;
    if (source.households.empty()) {
        show_days(state, ui);
        if (source.days.empty()) state.step = Step::source;
        return;
    }
    // This household's own, where it is among them.
    for (std::size_t i = 0; i < source.households.size(); ++i)
        if (source.households[i].household_id() == ui.core.get<core::SettingStore>().household_id())
            return ask_passphrase(state, i);
    if (source.households.size() == 1) return ask_passphrase(state, 0);
    for (const auto& each : source.households) {
        auto list = each.list();
        const auto ahead = [today = ui.core.certain_today()](const auto& backup) {
            return from_the_future(backup, today);
        };
        list.erase(std::remove_if(list.begin(), list.end(), ahead), list.end());
        source.named.push_back(list.empty() ? std::string(tr("A household without backups"))
                                            : filled(tr("Backed up on {day}"), {{"day", full_date(list.front().day)}}));
    }
    state.step = Step::household;
}

void open_second(RestoreState& state, Ui& ui) {
    if (state.opening || state.passphrase.empty()) return;
    state.problem.clear();
    state.opening =
        std::make_shared<RestoreState::OpenJob>(state.source.households[*state.source.household],
                                                core::Secret::of_text(state.passphrase), ui.core.certain_today());
    core::wipe(state.passphrase);
    ui.jobs.add(state.opening, core::JobQueue::Priority::soon);
    ui.wake_in(0);
}

void take_opened(RestoreState& state, Ui& ui) {
    if (!state.opening || !state.opening->finished()) return;
    const auto job = std::exchange(state.opening, nullptr);
    if (job->opened().state != KeyState::right) {
        state.problem = sentence(job->opened().state, state.source.folder.string());
        state.just_opened = true;
        return;
    }
    state.source.key = std::move(job->opened().key);
    state.source.days = job->days();
    show_days(state, ui);
}

void bring(RestoreState& state, Ui& ui, core::Day day) {
    const auto& source = state.source;
    const auto into = free_folder(state.live, day);
    std::unique_ptr<core::backups::Restore> restore;
    std::string household;
    if (source.household) {
        restore = std::make_unique<core::backups::Restore>(source.households[*source.household], source.key, day, into);
        household = source.households[*source.household].household_id();
    } else {
        restore = std::make_unique<core::backups::Restore>(BackupFolder(source.data_folder), day, into);
    }
    state.problem.clear();
    state.bringing = std::make_shared<RestoreState::BringJob>(std::move(restore), state.live, into, household);
    state.step = Step::restoring;
    ui.jobs.add(state.bringing, core::JobQueue::Priority::soon);
    ui.wake_in(0);
}

void take_brought(RestoreState& state, Ui& ui) {
    if (state.step != Step::restoring || !state.bringing->finished()) return;
    const auto& report = state.bringing->report();
    if (report.state != core::backups::RestoreState::restored) {
        state.problem = sentence(report.state, state.bringing->into().string());
        state.bringing = nullptr;
        state.step = Step::days;
        return;
    }
    RestoreState::Found found;
    found.now = state.bringing->now();
    found.then = report.counts;
    // The kinds that everybody knows, and of the others those of which there are more or fewer now.
    for (const auto& [table, _] : core::backups::counted_tables()) {
        const auto then = found.then.of(table), now = found.now ? found.now->of(table) : 0;
        if (is_always_named(table) || then != now)
            found.rows.push_back(
                {name_of_table(table), std::to_string(then), found.now ? std::to_string(now) : std::string()});
    }
    found.day = report.day;
    found.into = state.bringing->into();
    found.title = filled(tr("As it was on {day}"), {{"day", full_date(report.day)}});
    if (const auto n = static_cast<unsigned long>(report.photos_missing.size() + report.photos_wrong.size()); n > 0)
        found.missing = filled(trn("{n} photo isn’t in the backup, or is damaged there.",
                                   "{n} photos aren’t in the backup, or are damaged there.", n),
                               {{"n", std::to_string(n)}});
    if (report.day > ui.core.certain_today())
        found.ahead = tr(
            "This backup is dated in the future: the clock was wrong when it was made, or it is now. It may be older than it says, so look closely.");
    found.moved =
        found.now
            ? tr("Nothing has changed yet. If you use this backup, what’s here now is moved aside and kept, and your PINs stay as they are.")
            : tr("Nothing has changed yet. If you use this backup, what’s in the folder now is moved aside and kept.");
    state.found = std::move(found);
    state.step = Step::ready;
    ui.wake_in(0);
}

void put_in_place(RestoreState& state, Ui& ui) {
    auto travelled = std::make_shared<core::Secret>(std::move(state.bringing->report().extra));
    ui.ending = PutInPlace{state.found->into, state.bringing->household(), std::move(travelled)};
}

// What was brought here to be looked at goes again.
void throw_away(RestoreState& state, Ui& ui) {
    class Remove final : public core::Job {
    public:
        explicit Remove(fs::path folder) : folder_(std::move(folder)) {}
        bool step() noexcept override {
            std::error_code ignored;  // what cannot be taken away is left
            fs::remove_all(folder_, ignored);
            return false;
        }

    private:
        fs::path folder_;
    };
    ui.jobs.add(std::make_shared<Remove>(state.found->into), core::JobQueue::Priority::background);
    close(state);
}

// --- how it looks ---------------------------------------------------------------------------------------

const char* title_of(const RestoreState& state) {
    if (state.step == Step::ready) return state.found->title.c_str();
    return tr("Restore a backup");
}

// A row with an icon, a name and something quiet at its right; true when pressed.
bool row(Ui& ui, Column& column, const char* icon_name, std::string_view name, std::string_view beside = {}) {
    const Rect rect = rect_at(column.x - ui.u(8), column.y, column.width + ui.u(16), ui.u(control_height + 8));
    const auto touched = press(ui, "row", rect, semantics::Role::list_item, name, false, 12);
    if (touched.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.04f),
                                                  ui.u(12));
    const float middle = centre(rect).y, right = beside.empty() ? 0 : measure(ui, Type::small, beside).x + ui.u(12);
    icon(ui, icon_name, {column.x + ui.u(14), middle}, ui.u(22), ui.theme.quiet);
    label(ui, Type::text, ui.theme.ink, {column.x + ui.u(40), middle - line_height(ui, Type::text) / 2},
          column.width - ui.u(44) - right, name);
    if (!beside.empty())
        line(ui, Type::small, ui.theme.quiet,
             {column.x + column.width - right, middle - line_height(ui, Type::small) / 2}, right, beside, Align::right);
    column.y = rect.y1;
    return touched.pressed;
}

void say(Ui& ui, Column& column, const char* words) {
    column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y}, words, column.width).y;
    column.gap(ui.u(14));
}

void draw_source(RestoreState& state, Ui& ui, Column& column) {
    say(ui, column, tr("You’ll look at the backup first. Nothing is replaced until you say so."));
    std::optional<fs::path> folder;
    if (!ui.upkeep->backups.empty()) {
        const IdScope id("here");
        if (row(ui, column, "home", tr("Backups on this device"))) folder = state.live;
    }
    if (const auto second = ui.core.get<core::SettingStore>().device(upkeep::second_place_setting);
        second && !second->empty()) {
        const IdScope id("second");
        if (row(ui, column, "lock", tr("The second place"), fs::path(*second).filename().string())) folder = *second;
    }
    const IdScope id("other");
    if (row(ui, column, "folder", tr("Another folder, a stick or a drive"))) {
        state.step = Step::picking;
        state.problem.clear();
        state.picker.begin(memories::FilePicker::For::one_folder, ui);
    }
    if (!folder) return;
    look_in(state, ui, *folder);
}

void draw_households(RestoreState& state, Ui& ui, Column& column) {
    say(ui, column, tr("This folder has backups of several households. Which one is yours?"));
    for (std::size_t i = 0; i < state.source.named.size(); ++i) {
        const IdScope id(static_cast<int>(i));
        if (row(ui, column, "home", state.source.named[i])) ask_passphrase(state, i);
    }
}

void draw_passphrase(RestoreState& state, Ui& ui, Column& column) {
    say(ui, column, tr("These backups are locked. Type the passphrase you chose for them."));
    const Rect field = rect_at(column.x, column.y, column.width, ui.u(control_height + 6));
    const bool entered = secret_field(ui, "passphrase", tr("Passphrase"), tr("Passphrase"), state.passphrase, field,
                                      std::exchange(state.just_opened, false));
    column.gap(field.height() + ui.u(16));
    const bool ready = !state.passphrase.empty() && !state.opening;
    if (answer(ui, column, {"open", tr("Unlock"), Look::primary, ready}) || (entered && ready)) open_second(state, ui);
}

void draw_days(RestoreState& state, Ui& ui, Column& column) {
    say(ui, column, tr("Which day do you want to look at?"));
    const float height = std::min(ui.u(ui.narrow ? 380 : 330),
                                  static_cast<float>(state.source.days.size()) * ui.u(control_height + 8) + ui.u(4));
    ImGui::SetCursorScreenPos({column.x - ui.u(8), column.y});
    ImGui::BeginChild("days", {column.width + ui.u(16), height}, ImGuiChildFlags_NavFlattened);
    std::optional<core::Day> chosen;
    {
        const auto origin = ImGui::GetCursorScreenPos();
        Column rows = {origin.x + ui.u(8), origin.y, column.width};
        for (std::size_t i = 0; i < state.source.days.size(); ++i) {
            const IdScope id(static_cast<int>(i));
            if (row(ui, rows, "calendar", state.source.worded[i])) chosen = state.source.days[i].day;
        }
        ImGui::SetCursorScreenPos(rows.y > origin.y ? ImVec2(rows.x, rows.y) : origin);
        ImGui::Dummy({1, 1});
    }
    ImGui::EndChild();
    column.gap(height + ui.u(8));
    if (chosen) bring(state, ui, *chosen);
}

void draw_comparison(const RestoreState::Found& found, Ui& ui, Column& column) {
    const float cell = ui.u(92), first = column.width - 2 * cell;
    const auto put = [&](Type type, Colour colour, float x, float width, std::string_view words, Align align) {
        line(ui, type, colour, {x, column.y}, width, words, align);
    };
    const bool counted = found.now.has_value();
    if (counted) {
        put(Type::small, ui.theme.quiet, column.x + first, cell, tr("Then"), Align::right);
        put(Type::small, ui.theme.quiet, column.x + first + cell, cell, tr("Now"), Align::right);
        column.gap(line_height(ui, Type::small) + ui.u(6));
    }
    for (const auto& [name, then, now] : found.rows) {
        put(Type::text, ui.theme.ink, column.x, first, name, Align::left);
        put(Type::strong, ui.theme.ink, column.x + first + (counted ? 0 : cell), cell, then, Align::right);
        if (counted) put(Type::text, ui.theme.quiet, column.x + first + cell, cell, now, Align::right);
        column.gap(line_height(ui, Type::text) + ui.u(6));
    }
    column.gap(ui.u(10));
}

void draw_ready(RestoreState& state, Ui& ui, Column& column) {
    const auto& found = *state.found;
    draw_comparison(found, ui, column);
    for (const auto* warning : {&found.ahead, &found.missing}) {
        if (warning->empty()) continue;
        column.y += text(ui, Type::text, ui.theme.ember.deep, {column.x, column.y}, *warning, column.width).y;
        column.gap(ui.u(8));
    }
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, found.moved, column.width).y;
    column.gap(ui.u(16));
    const auto given =
        answers(ui, column, {"away", tr("Not this one")}, {"place", tr("Use this backup"), Look::primary});
    if (given == Given::right) put_in_place(state, ui);
    else if (given == Given::left) throw_away(state, ui);
}

}  // namespace

void begin_restore(RestoreState& state, Ui& ui, const fs::path& live) {
    close(state);
    state.live = live.empty() ? ui.core.folder() : live;
    state.step = Step::source;
    ui.wake_in(0);
}

void draw_sheets(RestoreState& state, Ui& ui) {
    if (!state.open()) return;
    take_look(state, ui);
    take_opened(state, ui);
    take_brought(state, ui);
    if (state.step == Step::picking) {
        if (const auto chosen = state.picker.draw(ui)) look_in(state, ui, chosen->front());
        else if (!state.picker.open()) state.step = Step::source;
        return;
    }
    Sheet sheet(ui, "restore", title_of(state), 520, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    const auto step = state.step;
    const bool busy = step == Step::looking || step == Step::restoring || state.opening;
    if (step == Step::source) draw_source(state, ui, column);
    else if (step == Step::household) draw_households(state, ui, column);
    else if (step == Step::passphrase) draw_passphrase(state, ui, column);
    else if (step == Step::days) draw_days(state, ui, column);
    else if (step == Step::ready) draw_ready(state, ui, column);
    if (busy) {
        column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
                         step == Step::restoring ? tr("Copying the backup. Many photos take a few minutes.")
                                                 : tr("One moment…"),
                         column.width)
                        .y;
        ui.wake_in(0.1);
    } else if (!state.problem.empty()) {
        column.gap(ui.u(10));
        column.y += text(ui, Type::small, ui.theme.ember.deep, {column.x, column.y}, state.problem, column.width,
                         semantics::Role::banner)
                        .y;
    }
    if (!sheet.close_asked()) return;
    if (state.step == Step::ready) throw_away(state, ui);
    else close(state);
}

}  // namespace app::backups
