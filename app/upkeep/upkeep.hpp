#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/ui.hpp"
#include "core/backups/backup_folder.hpp"
#include "core/backups/recovery.hpp"
#include "core/backups/second_folder.hpp"

// What a household needs done that nobody asks for: the day's backup, the trash after its thirty days, a look at the
// whole file.
namespace app::upkeep {

// Where the second place of backups is, as this device's setting has it; empty when there is none.
inline constexpr const char* second_place_setting = "backups.second";

struct Status {
    using Outcome = core::backups::BackupOutcome;
    bool working = false;
    bool damaged = false;          // the file does not pass its check
    std::optional<Outcome> local;  // since the program was started
    std::optional<Outcome> second;
    std::vector<core::backups::Backup> backups;  // of this device, the one made last first
    unsigned changes = 0;                        // moves with every outcome: for what is cached
};

class Upkeep {
public:
    // After each frame: takes in what jobs have finished and begins the next that is due.
    void update(core::Household& household, Ui& ui);
    bool working() const { return job_ != nullptr; }
    const Status& status() const { return status_; }

private:
    enum class Step { look, back_up, second, tidy, rest };
    class LookJob;
    class BackUpJob;
    class TidyJob;

    bool due(const Ui& ui);
    void begin(core::Household& household, Ui& ui);
    void take(Ui& ui);
    void begin_second(Ui& ui);
    void note_second(Ui& ui);
    void add(Ui& ui, std::shared_ptr<core::Job> job);

    Step step_ = Step::look;
    std::shared_ptr<core::Job> job_;
    Status status_;
    bool again_ = false;  // somebody asked: today's backup anew
    bool told_missing_ = false;
    std::optional<double> next_;    // ImGui time
    std::optional<core::Day> day_;  // whose round was done
};

}  // namespace app::upkeep
