#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/memories/file_picker.hpp"
#include "app/ui.hpp"
#include "core/backups/counts.hpp"
#include "core/backups/restore.hpp"

// Going back to a backup: from where, of which day, into a folder of its own, shown before it takes the place of
// anything.
namespace app::backups {

enum class RestoreStep { none, source, picking, looking, household, passphrase, days, restoring, ready };

struct RestoreState {
    // Where backups were found.
    struct Source {
        std::filesystem::path folder;                         // as it was chosen
        std::filesystem::path data_folder;                    // of plain backups; empty when they are encrypted
        std::vector<core::backups::SecondFolder> households;  // of encrypted ones
        std::vector<std::string> named;        // by the day of the newest backup, where there are several
        std::optional<std::size_t> household;  // the one that is meant
        core::Secret key;                      // what opens it
        std::vector<core::backups::Backup> days;
        std::vector<std::string> worded;  // each day, as it is shown
    };
    struct Found {
        std::optional<core::backups::Counts> now;  // nothing where what is here cannot be counted
        core::backups::Counts then;
        struct Row {
            std::string name, then, now;
        };
        std::vector<Row> rows;  // as they are compared
        core::Day day;
        std::filesystem::path into;
        std::string title, ahead, missing, moved;  // sentences
    };

    RestoreStep step = RestoreStep::none;
    std::filesystem::path live;  // the folder whose place the backup is to take
    Source source;
    std::string passphrase, problem;
    memories::FilePicker picker;
    class LookJob;
    class OpenJob;
    class BringJob;
    std::shared_ptr<LookJob> looking;
    std::shared_ptr<OpenJob> opening;
    std::shared_ptr<BringJob> bringing;
    std::optional<Found> found;
    bool just_opened = false;  // the field begins with the focus

    bool open() const { return step != RestoreStep::none; }
};

// `live`: of a household that cannot be opened; else this one's.
void begin_restore(RestoreState& state, Ui& ui, const std::filesystem::path& live = {});
void draw_sheets(RestoreState& state, Ui& ui);

}  // namespace app::backups
