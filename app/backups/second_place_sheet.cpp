#include "app/backups/second_place_sheet.hpp"

#include <utility>

#include "app/upkeep/upkeep.hpp"
#include "app/words/backup_sentences.hpp"
#include "app/words/sentences.hpp"
#include "core/settings/setting_store.hpp"
#include "core/system/outside_file.hpp"

namespace app::backups {

using namespace widgets;
using core::backups::SecondFolder;
using KeyState = SecondFolder::KeyState;

namespace {

constexpr std::size_t shortest_passphrase = 8;  // bytes: a stick gets lost, and then there is time to guess

}  // namespace

class SecondPlaceState::SetUpJob final : public core::Job {
public:
    SetUpJob(SecondFolder folder, core::Secret passphrase)
        : folder_(std::move(folder)), passphrase_(std::move(passphrase)) {}
    bool step() noexcept override {
        try {
            opened_ = folder_.set_up(passphrase_);
        } catch (const core::Fault& fault) {
            written_ = core::backups::state_of(fault);
        } catch (const std::exception&) {
            written_ = core::backups::BackupState::failed;
        }
        passphrase_ = core::Secret();
        return false;
    }
    SecondFolder::Opened& opened() { return opened_; }
    // What kept it from being written, or `written`.
    core::backups::BackupState written() const { return written_; }

private:
    SecondFolder folder_;
    core::Secret passphrase_;
    SecondFolder::Opened opened_{KeyState::damaged, {}};
    core::backups::BackupState written_ = core::backups::BackupState::written;
};

namespace {

void close(SecondPlaceState& state) {
    core::wipe(state.passphrase);
    core::wipe(state.again);
    if (state.setting_up) state.setting_up->cancel();
    state = {};
}

void set_up(SecondPlaceState& state, Ui& ui) {
    if (state.setting_up) return;
    state.just_opened = true;
    if (state.passphrase.size() < shortest_passphrase) {
        state.problem = tr("Choose a longer one: at least eight letters, better four words.");
        return;
    }
    if (state.passphrase != state.again) {
        state.problem = tr("Those don’t match. Try again.");
        return;
    }
    if (core::system::is_of_household(state.folder, ui.core.folder())) {
        state.problem = own_folder_sentence(state.folder.string());
        return;
    }
    state.problem.clear();
    state.setting_up = std::make_shared<SecondPlaceState::SetUpJob>(
        SecondFolder(state.folder, ui.core.get<core::SettingStore>().household_id()),
        core::Secret::of_text(state.passphrase));
    ui.jobs.add(state.setting_up, core::JobQueue::Priority::soon);
}

void take(SecondPlaceState& state, Ui& ui, core::Household& household) {
    if (!state.setting_up) return;  // closed meanwhile
    const auto job = std::exchange(state.setting_up, nullptr);
    const auto where = state.folder.string();
    if (job->written() != core::backups::BackupState::written) {
        state.problem = sentence(job->written(), where);
        return;
    }
    if (job->opened().state == KeyState::wrong_passphrase) {
        state.problem = tr(
            "This folder already has backups of your household, with another passphrase. Type that one, or choose another folder.");
        return;
    }
    if (job->opened().state != KeyState::right) {
        state.problem = sentence(job->opened().state, where);
        return;
    }
    try {
        household.set_backup_key(std::move(job->opened().key));
        household.set_device_setting(upkeep::second_place_setting, where);
    } catch (const core::Fault& fault) {
        state.problem = sentence(fault, household.folder());
        return;
    }
    close(state);
    ui.upkeep_wish = UpkeepWish::try_second_place;
    ui.say(tr("Done. Each day’s backup goes there too."));
}

}  // namespace

void begin_second_place(SecondPlaceState& state, Ui& ui) {
    close(state);
    state.picker.begin(memories::FilePicker::For::one_folder, ui);
}

void draw_sheets(SecondPlaceState& state, Ui& ui) {
    if (state.picker.open()) {
        if (const auto chosen = state.picker.draw(ui)) {
            state.folder = chosen->front();
            state.just_opened = true;
        }
        return;
    }
    if (!state.open()) return;
    if (state.setting_up && state.setting_up->finished())
        ui.post_write([&state, &ui](core::Household& household) { take(state, ui, household); });
    Sheet sheet(ui, "second-place", tr("A passphrase for the second place"), 520, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    column.y +=
        text(
            ui, Type::text, ui.theme.quiet, {column.x, column.y},
            tr("It locks everything there. Without it nobody can open those backups, not even you: write it down and keep it away from the stick. Entries behind a PIN also need their owner’s twelve words."),
            column.width)
            .y;
    column.gap(ui.u(10));
    column.y += lines(ui, Type::small, ui.theme.ink, {column.x, column.y}, column.width, state.folder.native(), 2);
    column.gap(ui.u(14));
    const float height = ui.u(control_height + 6);
    bool entered =
        secret_field(ui, "passphrase", tr("Passphrase"), tr("Passphrase"), state.passphrase,
                     rect_at(column.x, column.y, column.width, height), std::exchange(state.just_opened, false));
    column.gap(height + ui.u(10));
    entered |= secret_field(ui, "again", tr("Type it again"), tr("Type it again"), state.again,
                            rect_at(column.x, column.y, column.width, height));
    column.gap(height + ui.u(16));
    const bool ready = !state.passphrase.empty() && !state.setting_up;
    if (answer(ui, column, {"set-up", tr("Set it up"), Look::primary, ready}) || (entered && ready)) set_up(state, ui);
    if (state.setting_up || !state.problem.empty()) {
        column.gap(ui.u(10));
        column.y +=
            text(ui, Type::small, state.setting_up ? ui.theme.quiet : ui.theme.ember.deep, {column.x, column.y},
                 state.setting_up ? tr("One moment…") : state.problem.c_str(), column.width, semantics::Role::banner)
                .y;
    }
    if (state.setting_up) ui.wake_in(0.1);
    if (sheet.close_asked()) close(state);
}

}  // namespace app::backups
