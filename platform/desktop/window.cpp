#include "platform/desktop/window.hpp"

#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "app/app.hpp"
#include "core/household/household.hpp"
#include "core/jobs/job.hpp"
#include "platform/desktop/clocks.hpp"
#include "platform/desktop/device_fault.hpp"
#include "platform/desktop/device_secrets.hpp"
#include "platform/desktop/end_signals.hpp"
#include "platform/desktop/window_loop.hpp"
#include "platform/desktop/worker.hpp"

namespace platform::desktop {

namespace {

constexpr const char* place_setting = "window";

int show_problem(const Display& display, const WindowRequest& request, const std::string& sentence, std::ostream& err) {
    err << sentence << '\n';
    WindowLoop window(display, request, std::nullopt, err);
    const EndSignals end([&] { window.close(); });
    app::ProblemPage problem(window.services(), window.fonts(), sentence);
    Page page;
    page.frame = [&] { problem.frame(); };
    page.set_scale = [&](float scale) { problem.set_scale(scale); };
    page.tree = [&]() -> const app::semantics::Tree& { return problem.tree(); };
    page.close_requested = [&] { return problem.close_requested(); };
    window.run(page);
    return 2;
}

// The place is a comfort: not being able to keep it is no reason to end with a fault.
void keep_place(core::Household& household, const WindowPlace& place, std::ostream& err) {
    try {
        household.set_device_setting(place_setting, to_text(place));
    } catch (const core::Fault& fault) {
        err << sentence(fault, household.folder()) << '\n';
    }
}

int show_household(const Display& display, const WindowRequest& request, core::Household& household, std::ostream& err) {
    std::optional<WindowPlace> place;
    if (const auto kept = household.settings().device(place_setting)) place = window_place_from_text(*kept);
    WindowLoop window(display, request, place, err);
    const EndSignals end([&] { window.close(); });
    core::JobQueue jobs([&] { window.wake(); });
    // The worker stands behind what the jobs need and ends first; the screens, which wait for jobs, before the queue.
    app::Options options;
    options.screen = request.screen;
    options.theme = request.theme;
    app::App app(household, jobs, window.services(), window.fonts(), options);
    const Worker worker(jobs);

    Page page;
    page.frame = [&] { app.frame(); };
    page.set_scale = [&](float scale) { app.set_scale(scale); };
    page.tree = [&]() -> const app::semantics::Tree& { return app.tree(); };
    page.files_dropped = [&](std::vector<std::filesystem::path> files) { app.files_dropped(std::move(files)); };
    page.slept = [&] { app.slept(); };
    page.changed_by_others = [&] { return household.notice_others(); };
    page.stale_in = [&] { return static_cast<double>(60'000 - household.clock().now().utc_ms % 60'000) / 1000.0; };
    window.run(page);
    if (!request.size) keep_place(household, window.place(), err);
    return 0;
}

}  // namespace

int run_window(const WindowRequest& request, std::ostream& err) {
    const auto clock = make_clock(request.now, Passing::runs_on);
    core::SystemRandom random;
    try {
        const Display display;
        std::unique_ptr<core::DeviceSecrets> secrets;
        std::unique_ptr<core::Household> household;
        std::string problem;
        try {
            secrets = device_secrets(request.folder);
            household = std::make_unique<core::Household>(request.folder, *clock, random, *secrets);
        } catch (const core::Fault& fault) {
            problem = sentence(fault, request.folder);
        }
        if (!household) return show_problem(display, request, problem, err);
        return show_household(display, request, *household, err);
    } catch (const NoDisplay& none) {
        err << none.what() << '\n';
        return 2;
    } catch (const core::Fault& fault) {
        err << sentence(fault, request.folder) << '\n';
        return 2;
    }
}

}  // namespace platform::desktop
