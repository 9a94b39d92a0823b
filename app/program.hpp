#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "app/cached.hpp"
#include "app/drafts/drafts.hpp"
#include "app/forget.hpp"
#include "app/hide/hide_screen.hpp"
#include "app/input/touch.hpp"
#include "app/input/typed_text.hpp"
#include "app/long_work.hpp"
#include "app/pictures/pictures.hpp"
#include "app/screens.hpp"
#include "app/semantics/tree.hpp"
#include "app/shell/messages.hpp"
#include "app/ui.hpp"
#include "app/upkeep/upkeep.hpp"

namespace app {

// What App runs: the screens, and what is the same around all of them.
struct Program {
    Program(core::Household& lent, core::JobQueue& jobs, Services& services, Fonts fonts, Options given);
    ~Program();

    core::Household& household;
    semantics::Tree tree;
    Pictures pictures;
    Ui ui;
    Screens screens;
    Options options;
    float scale = 1;
    Touch touch;
    Clipboard clipboard;
    shell::Messages messages;
    upkeep::Upkeep upkeep;
    Cached<int, std::vector<core::Person>> people;
    std::optional<Scheme> themed;

    // What has the household for itself: nothing else may ask anything of it meanwhile.
    struct AtWork {
        std::shared_ptr<LongWork> job;
        std::chrono::steady_clock::time_point since;
        std::function<void()> then;  // it came through
        Failed failed;
    };
    std::optional<AtWork> at_work;
    bool slept_at_work = false;  // or was left alone: what is private is shut after it
    std::vector<std::filesystem::path> dropped_at_work;

    Place place = Place::today;

    // Who is here.
    std::string eyes;  // whose one looks with
    bool was_shut = false;
    bool hidden = false;
    hide::State clock;
    double used_at = 0, escaped_at = -1;  // ImGui time
    ImGuiID active_before = 0;

    drafts::Keeper drafts;
    drafts::Fields fields;
    bool drafts_wanted = true;  // of whoever is here: not looked for yet

    // app.cpp: a frame.
    void frame();
    void work_frame();
    void update_facts();
    void draw();
    void draw_sheets();
    Place here() const { return ui.people->empty() ? Place::welcome : place; }
    void follow_links();
    void go_to(const Link& link);

    // presence.cpp: who is at the screen, and what they may read.
    void mind_the_vault();
    void shut();
    void switch_to(core::Viewer viewer);
    void look_as(core::Viewer viewer);
    void hide();
    void forget(Forget what);
    void remove_pin();

    // posted.cpp: what the screens asked for.
    void carry_out();
    void apply();
    void apply(Ui::Pending& posted);
    void answer(Ui::Pending& posted, const core::Result<core::Applied>& result);
    void step_back();
    void step_forth();
    void undone(const core::Result<core::Applied>& result);
    void redone(const core::Result<core::Applied>& result);
    void show_toast();

    // at_work.cpp: what takes longer than a frame.
    void begin_work(LongWork::Work work, std::function<void()> then, Failed failed = {});
    // The same for work that answers.
    template <class Answer>
    void begin_work(std::function<Answer(core::Household&, core::Progress&)> work,
                    std::function<void(const Answer&)> then, Failed failed = {}) {
        auto answer = std::make_shared<std::optional<Answer>>();
        begin_work(
            [answer, work = std::move(work)](auto& lent, auto& progress) { answer->emplace(work(lent, progress)); },
            [answer, then = std::move(then)] { then(**answer); }, std::move(failed));
    }
    bool still_at_work();
    void take_in_files(std::vector<std::filesystem::path> files);
    void draw_work(const widgets::Rect& area);
};

}  // namespace app
