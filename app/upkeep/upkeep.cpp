#include "app/upkeep/upkeep.hpp"

#include <utility>

#include "core/backups/newest.hpp"
#include "core/settings/setting_store.hpp"
#include "core/vault/device_record.hpp"

namespace app::upkeep {

using core::backups::BackupState;

namespace {

constexpr double first_after = 3;        // seconds: the first screen comes first
constexpr double every = 60 * 60;        // the trash, and whether a new day has begun
constexpr double again_after = 15 * 60;  // a stick that was not there, a disk that was full

bool came_through(const std::optional<core::backups::BackupOutcome>& outcome) {
    return !outcome || outcome->state == BackupState::written || outcome->state == BackupState::there_already;
}

}  // namespace

class Upkeep::LookJob final : public core::Job {
public:
    LookJob(std::filesystem::path folder, core::Day today) : folder_(std::move(folder)), today_(today) {}
    bool step() noexcept override {
        try {
            backups_ = made_last_first(core::backups::BackupFolder(folder_).list(), today_);
            health_ = core::backups::examine(folder_, core::backups::Look::whole);
        } catch (const std::exception&) {
            // Not to be read just now: the screens say so themselves.
        }
        return false;
    }
    bool damaged() const { return health_ == core::backups::Health::damaged; }
    const std::vector<core::backups::Backup>& backups() const { return backups_; }

private:
    std::filesystem::path folder_;
    core::Day today_;
    std::vector<core::backups::Backup> backups_;
    core::backups::Health health_ = core::backups::Health::fine;
};

// A backup, and then which there are.
class Upkeep::BackUpJob final : public core::Job {
public:
    using When = core::backups::BackUp::When;
    BackUpJob(std::filesystem::path folder, core::Day today, When when)
        : folder_(folder), today_(today), back_up_(std::move(folder), today, when) {}
    bool step() noexcept override {
        if (cancelled()) back_up_.cancel();
        if (back_up_.step()) return true;
        try {
            backups_ = made_last_first(core::backups::BackupFolder(folder_).list(), today_);
        } catch (const std::exception&) {
            // Then none is shown.
        }
        return false;
    }
    const core::backups::BackupOutcome& outcome() const { return back_up_.outcome(); }
    const std::vector<core::backups::Backup>& backups() const { return backups_; }

private:
    std::filesystem::path folder_;
    core::Day today_;
    core::backups::BackUp back_up_;
    std::vector<core::backups::Backup> backups_;
};

class Upkeep::TidyJob final : public core::Job {
public:
    explicit TidyJob(const core::PhotoFolder& photos) : photos_(photos) {}
    bool step() noexcept override {
        try {
            photos_.sweep_unfinished();
        } catch (const std::exception&) {
            // What is left over is in nobody's way.
        }
        return false;
    }

private:
    core::PhotoFolder photos_;
};

bool Upkeep::due(const Ui& ui) {
    const double time = ImGui::GetTime();
    if (!next_) next_ = time + first_after;
    if (ui.upkeep_wish) return true;
    if (step_ != Step::rest) return time >= *next_;
    return time >= *next_ || (day_ && *day_ != ui.today);
}

void Upkeep::add(Ui& ui, std::shared_ptr<core::Job> job) {
    job_ = std::move(job);
    status_.working = true;
    ui.jobs.add(job_, core::JobQueue::Priority::background);
    ui.wake_in(0);
}

void Upkeep::update(core::Household& household, Ui& ui) {
    if (ui.still || ui.people->empty()) return;
    if (job_) {
        if (!job_->finished()) return;
        take(ui);
    } else if (due(ui)) {
        if (step_ == Step::rest) step_ = Step::back_up;
        if (const auto wish = std::exchange(ui.upkeep_wish, std::nullopt)) {
            again_ = *wish == UpkeepWish::back_up_now;
            step_ = again_ ? Step::back_up : Step::second;
        }
    } else {
        return ui.wake_in(*next_ - ImGui::GetTime() + 0.01);
    }
    begin(household, ui);
}

// Begins the step that is due; those with nothing to do are passed over.
void Upkeep::begin(core::Household& household, Ui& ui) {
    if (status_.damaged) step_ = Step::rest;  // no copy of what is damaged, and nothing more is taken away
    switch (step_) {
        case Step::look: return add(ui, std::make_shared<LookJob>(ui.core.folder(), ui.core.certain_today()));
        case Step::back_up: {
            const auto when = again_ ? BackUpJob::When::again : BackUpJob::When::if_missing;
            return add(ui, std::make_shared<BackUpJob>(ui.core.folder(), ui.core.certain_today(), when));
        }
        case Step::second:
            begin_second(ui);
            if (job_) return;
            [[fallthrough]];
        case Step::tidy:
            step_ = Step::tidy;
            if (household.empty_some_trash(ui.core.clock().certain_now()) > 0) {
                next_ = ImGui::GetTime();
                return ui.wake_in(0);
            }
            return add(ui, std::make_shared<TidyJob>(ui.core.photos()));
        case Step::rest: break;
    }
    day_ = ui.today;
    again_ = false;
    next_ = ImGui::GetTime() + (came_through(status_.local) && came_through(status_.second) ? every : again_after);
    ui.wake_in(*next_ - ImGui::GetTime());
}

void Upkeep::begin_second(Ui& ui) {
    const auto place = ui.core.get<core::SettingStore>().device(second_place_setting);
    const auto id = ui.core.get<core::SettingStore>().household_id();
    status_.second.reset();
    if (!place || place->empty() || id.empty()) return;
    const auto record = ui.core.vault().record();
    if (record.backup_key.empty()) return;
    add(ui, std::make_shared<core::backups::SecondBackUp>(ui.core.folder(), core::backups::SecondFolder(*place, id),
                                                          record.backup_key, core::for_another_device(record),
                                                          ui.core.certain_today()));
}

void Upkeep::take(Ui& ui) {
    const auto job = std::exchange(job_, nullptr);
    status_.working = false;
    ++status_.changes;
    if (const auto* look = dynamic_cast<const LookJob*>(job.get())) {
        status_.damaged = look->damaged();
        status_.backups = look->backups();
        step_ = Step::back_up;
    } else if (const auto* local = dynamic_cast<const BackUpJob*>(job.get())) {
        status_.local = local->outcome();
        status_.backups = local->backups();
        if (local->outcome().state == BackupState::damaged) status_.damaged = true;
        step_ = Step::second;
    } else if (const auto* second = dynamic_cast<const core::backups::SecondBackUp*>(job.get())) {
        status_.second = second->outcome();
        note_second(ui);
        step_ = Step::tidy;
    } else {
        step_ = Step::rest;
    }
}

// Once each time it goes missing: a stick that is not plugged in is no reason to nag.
void Upkeep::note_second(Ui& ui) {
    const bool missing = status_.second->state == BackupState::missing;
    if (missing && !told_missing_)
        ui.say(tr("Your second backup place isn’t there. Backups resume when you plug it in."));
    told_missing_ = missing;
}

}  // namespace app::upkeep
