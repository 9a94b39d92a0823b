#include "platform/desktop/window.hpp"

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <variant>

#include "app/app.hpp"
#include "app/words/backup_sentences.hpp"
#include "app/words/tr.hpp"
#include "core/backups/counts.hpp"
#include "core/backups/household_check.hpp"
#include "core/backups/recovery.hpp"
#include "core/backups/restore.hpp"
#include "core/household/household.hpp"
#include "core/jobs/job.hpp"
#include "core/vault/device_record.hpp"
#include "platform/desktop/clocks.hpp"
#include "platform/desktop/device_fault.hpp"
#include "platform/desktop/device_secrets.hpp"
#include "platform/desktop/end_signals.hpp"
#include "platform/desktop/printable.hpp"
#include "platform/desktop/window_loop.hpp"
#include "platform/desktop/worker.hpp"

namespace platform::desktop {

namespace {

constexpr const char* place_setting = "window";

Page page_of(app::NoticePage& notice) {
    Page page;
    page.frame = [&] { notice.frame(); };
    page.set_scale = [&](float scale) { notice.set_scale(scale); };
    page.tree = [&]() -> const app::semantics::Tree& { return notice.tree(); };
    page.close_requested = [&] { return notice.answered(); };
    return page;
}

int show_problem(const Display& display, const WindowRequest& request, const std::string& sentence, std::ostream& err) {
    err << printable(sentence) << '\n';
    WindowLoop window(display, request, std::nullopt, err);
    const EndSignals end([&] { window.close(); });
    app::NoticePage problem(window.services(), window.fonts(), app::notice_of_problem(sentence));
    window.run(page_of(problem));
    return 2;
}

core::Day day_in(const std::filesystem::path& folder, const core::Clock& clock) {
    try {
        return core::backups::today_in(folder, clock);
    } catch (const core::Fault&) {
        return local_time(clock.certain_now()).day;  // the hour its day begins is in the file that cannot be read
    }
}

// Fetches back what can be had of a household that is damaged or gone, and says what that was. False when it may not be opened.
bool repair(const Display& display, const WindowRequest& request, const core::Clock& clock, std::ostream& err) {
    using State = core::backups::RecoveryState;
    WindowLoop window(display, request, std::nullopt, err);
    const EndSignals end([&] { window.close(); });
    core::JobQueue jobs([&] { window.wake(); });
    const auto job = std::make_shared<core::backups::Recovery>(request.folder, day_in(request.folder, clock));
    app::NoticePage notice(window.services(), window.fonts(), app::notice_of_repairing());
    const Worker worker(jobs);
    jobs.add(job, core::JobQueue::Priority::soon);
    bool told = false;
    const auto sound = [&] { return job->report().state == State::recovered || job->report().state == State::nothing_to_do; };
    Page page = page_of(notice);
    page.frame = [&] {
        if (!told && job->finished()) {
            told = true;
            const auto problem = app::sentence(job->report().state, request.folder.string());
            if (!problem.empty()) err << printable(problem) << '\n';
            notice.show(sound() ? app::notice_of_recovery(job->report()) : app::notice_of_problem(problem));
        }
        notice.frame();
    };
    page.close_requested = [&] { return notice.answered() || (told && job->report().state == State::nothing_to_do); };
    window.run(page);
    return told && sound() && (notice.answered() || job->report().state == State::nothing_to_do);
}

// The place is a comfort: not being able to keep it is no reason to end with a fault.
void keep_place(core::Household& household, const WindowPlace& place, std::ostream& err) {
    try {
        household.set_device_setting(place_setting, to_text(place));
    } catch (const core::Fault& fault) {
        err << printable(sentence(fault, household.folder())) << '\n';
    }
}

// Answers with what it was closed for, or nothing when somebody closed the window.
std::optional<app::Ending> show_household(const Display& display, const WindowRequest& request, core::Household& household, std::string notice,
                                          std::ostream& err) {
    std::optional<WindowPlace> place;
    if (const auto kept = household.settings().device(place_setting)) place = window_place_from_text(*kept);
    WindowLoop window(display, request, place, err);
    const EndSignals end([&] { window.close(); });
    core::JobQueue jobs([&] { window.wake(); });
    // The worker stands behind what the jobs need and ends first; the screens, which wait for jobs, before the queue.
    app::Options options;
    options.notice = std::move(notice);
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
    page.close_requested = [&] { return app.ending().has_value(); };
    window.run(page);
    if (!request.size) keep_place(household, window.place(), err);
    return app.ending();
}

// With the household closed. Answers with what there is to say about it.
std::string carry_out(const app::PutInPlace& wish, const std::filesystem::path& folder, core::DeviceSecrets& secrets, const core::Clock& clock) {
    const auto today = day_in(folder, clock);
    // First: without it what is private in the restored one would stay shut.
    if (wish.travelled && !wish.travelled->empty()) core::take_in(secrets, wish.household, *wish.travelled);
    return app::sentence(core::backups::replace_household(folder, wish.restored, today), folder, wish.restored);
}

}  // namespace

int run_window(const WindowRequest& request, std::ostream& err) {
    const auto clock = make_clock(request.now, Passing::runs_on);
    core::SystemRandom random;
    try {
        const Display display;
        std::string notice;
        for (bool wanted = false;;) {
            std::optional<app::Ending> ending;
            try {
                if (needs_repair(core::backups::ready(request.folder)) || std::exchange(wanted, false))
                    if (!repair(display, request, *clock, err)) return 2;
                const auto secrets = device_secrets(request.folder);
                {
                    core::Household household(request.folder, *clock, random, *secrets);
                    ending = show_household(display, request, household, std::move(notice), err);
                    core::backups::keep_present_counts(request.folder, *clock);
                }
                if (!ending) return 0;
                notice.clear();
                if (const auto* restored = std::get_if<app::PutInPlace>(&*ending)) notice = carry_out(*restored, request.folder, *secrets, *clock);
                else if (const auto* all = std::get_if<app::EraseAll>(&*ending)) {
                    all->erasure->carry_out();
                    notice = app::tr("Everything was erased from this device. A second place of the backups still has its copies.");
                } else wanted = true;
            } catch (const core::Fault& fault) {
                return show_problem(display, request, sentence(fault, request.folder), err);
            }
        }
    } catch (const NoDisplay& none) {
        err << none.what() << '\n';
        return 2;
    }
}

}  // namespace platform::desktop
