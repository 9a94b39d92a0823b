#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cached.hpp"
#include "app/items/item_row.hpp"
#include "app/memories/file_picker.hpp"
#include "app/ui.hpp"
#include "app/widgets/long_list.hpp"
#include "core/imports/bringing.hpp"
#include "core/imports/read.hpp"

// Diaries of other programs: chosen, looked at before anything is written, brought in a little at a time, and taken
// back in one step.
namespace app::imports {

enum class Step { choosing, reading, looking, bringing, brought };

class Reading;  // of a file, as a job
class Photos;   // on their way in, as a job

// What is looked at, in words, made anew when something about it is chosen.
struct Preview {
    std::string from;  // the file, and whose it becomes
    std::vector<std::string> counts;
    std::vector<items::Row> first;                       // as they will appear
    std::vector<std::string> mood_names;                 // with how many there are of each
    std::vector<std::array<std::string, 5>> face_names;  // "Anxious: Low"
    std::vector<std::string> problems;                   // a line each
    std::string problems_title, open_moods;
};

// What was brought in before.
struct Earlier {
    struct Entry {
        core::ImportId id;
        std::string title, below;
    };
    std::vector<Entry> entries;
};

struct State {
    Step step = Step::choosing;
    std::optional<core::PersonId> person;  // whose step it is
    core::imports::Program program = core::imports::Program::daylio;
    memories::FilePicker picker;
    std::string file_name, problem, line;

    std::shared_ptr<Reading> reading;
    std::shared_ptr<const core::imports::Batch> batch;
    std::shared_ptr<core::imports::Plan> plan;
    core::imports::Mapping mapping;
    Preview preview;
    std::uint64_t preview_version = 0;
    widgets::LongList mood_list, problem_list;

    std::shared_ptr<Photos> photos;
    std::unique_ptr<core::imports::Bringing> bringing;
    std::size_t done = 0, total = 0;
    std::vector<std::string> summary, kept;  // what came; what stays when it is taken back
    std::optional<core::ImportId> last;      // to be taken back

    Cached<core::Viewer, Earlier> earlier;
    widgets::DrawnList earlier_rows;
};

// Every frame, whatever the screen shows: what is on its way in goes on.
void update(State& state, Ui& ui);
// Nobody minds it any more: what is on its way in ends, and photos that got no row go again.
void end(State& state, core::Household& household);
// Somebody else is to see nothing of it: all goes but what is on its way in, which goes on.
void hide(State& state);
// Answers with true when one goes back.
bool draw(State& state, Ui& ui, const widgets::Rect& area);
void draw_sheets(State& state, Ui& ui);

}  // namespace app::imports
