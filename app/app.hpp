#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/semantics/tree.hpp"
#include "app/services.hpp"
#include "core/backups/recovery.hpp"
#include "core/household/household.hpp"
#include "core/jobs/job.hpp"
#include "core/leaving/remains.hpp"

struct ImFont;

namespace app {

struct Program;

// The three faces everything is set in. The platform loads them; each falls back to whatever font has a glyph.
struct Fonts {
    ImFont* heading = nullptr;  // warm, rounded, bold
    ImFont* text = nullptr;
    ImFont* strong = nullptr;  // the text face, bold
};

// What is to be done with the data folder once its household is closed; the home opens then what is there.
struct Repair {};
struct PutInPlace {
    std::filesystem::path restored;           // a restored household takes the place of this one, which is moved aside
    std::string household;                    // its id, where `travelled` came along
    std::shared_ptr<core::Secret> travelled;  // for core::take_in(); may be nothing
};
struct EraseAll {  // everybody has agreed
    std::shared_ptr<core::ErasureOfAll> erasure;
};
struct BackToRepair {};  // from choosing a backup for a household that cannot be opened
using Ending = std::variant<Repair, PutInPlace, EraseAll, BackToRepair>;

struct Options {
    std::string notice;                // what the home has to say first; may be empty
    std::string screen;                // a name of screen_names(), or empty
    std::optional<std::string> theme;  // "light", "dark"; empty: the device's setting, else the system's
    bool still = false;                // for pictures: no animation, no text cursor
    // Nothing but choosing a backup that is to take the place of what is in this folder; the household lent is an empty
    // one.
    std::optional<std::filesystem::path> restore_into = {};
};

// The whole program on the screen: draws one frame between ImGui::NewFrame() and ImGui::Render().
class App {
public:
    App(core::Household& household, core::JobQueue& jobs, Services& services, Fonts fonts, Options options);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    // Pixels a unit (the display's content scale). May change between frames.
    void set_scale(float scale);
    void frame();
    // The machine was asleep: whoever sits here now may be somebody else.
    void slept();
    void files_dropped(std::vector<std::filesystem::path> files);
    // What the household is to be closed for, once somebody asked for it.
    const std::optional<Ending>& ending() const;
    // Something that takes longer than a frame has the household for itself: the home asks nothing of it and does not
    // end App until that is over.
    bool at_work() const;
    // It began just now: what is on the screen may stay there as it is, without a frame.
    bool keeps_picture() const;
    // True while something that the next frames need is still on its way (a picture being decoded): a screenshot waits
    // for it.
    bool busy() const;
    const semantics::Tree& tree() const;

private:
    std::unique_ptr<Program> program_;
};

// The names that --screen takes: each screen's and its views', as screens.cpp has them.
const std::vector<std::string_view>& screen_names();

// What is said where no household is open.
struct Notice {
    std::string heading;
    std::vector<std::string> paragraphs;
    std::string button;                 // empty: there is nothing to do but wait
    std::filesystem::path folder = {};  // shown whole, with a button that opens it; empty: neither
    bool can_restore = false;           // offers a way to a backup that lies elsewhere
};
// How a household's file is that has to be repaired.
enum class FileIs { damaged, missing, empty };
// Which day of the household an instant (UTC milliseconds) belongs to.
using DayOf = std::function<core::Day(std::int64_t utc_ms)>;
// The household cannot be opened: what happened, what is safe, what to do.
Notice notice_of_problem(std::string sentence, std::filesystem::path folder = {});
Notice notice_of_repairing(FileIs file);
// What came back, in plain words.
Notice notice_of_recovery(const core::backups::RecoveryReport& report, const DayOf& day_of);
// Why nothing did, and what is left to do.
Notice notice_of_failed_recovery(const core::backups::RecoveryReport& report, const std::filesystem::path& folder);

// A page for a notice; needs no household.
class NoticePage {
public:
    // In the theme named ("light", "dark"), else in the system's.
    NoticePage(Services& services, Fonts fonts, Notice notice, std::optional<std::string> theme = {});
    ~NoticePage();
    void show(Notice notice);
    void set_scale(float scale);
    void frame();
    bool answered() const;       // its button was pressed
    bool restore_asked() const;  // the way to a backup was
    const semantics::Tree& tree() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace app
