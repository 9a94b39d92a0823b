#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/memories/photo_import.hpp"

// Photos on their way in: the job, the rows it leads to, and the card that says how far it is.
namespace app::memories {

class ImportProgress {
public:
    void start(std::vector<std::filesystem::path> paths, Ui& ui) { start(ui.viewer, std::move(paths), ui); }
    // Every frame, whatever the screen shows: writes the rows of photos that have arrived.
    void update(Ui& ui);
    // The card, while something is under way or there is something to say about it.
    void draw(Ui& ui, widgets::Column& column);
    bool running() const { return job_ != nullptr; }

private:
    struct Failure {
        std::string name, reason;
    };
    void start(const core::Viewer& by, std::vector<std::filesystem::path> paths, Ui& ui);
    void finish(Ui& ui);
    void conclude(Ui& ui);

    std::shared_ptr<core::PhotoImport> job_;
    core::Viewer by_;
    std::vector<std::pair<core::Viewer, std::vector<std::filesystem::path>>>
        waiting_;  // dropped while another import runs
    double last_drain_ = 0;
    std::size_t added_ = 0, already_ = 0;
    core::PhotoImport::Progress progress_;
    std::vector<Failure> failures_;
    std::string line_, summary_;
    bool finished_ = false, cancelled_ = false;
};

}  // namespace app::memories
