#include "platform/desktop/window/window.hpp"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
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
#include "core/settings/setting_store.hpp"
#include "core/vault/device_record.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/secrets/device_fault.hpp"
#include "platform/desktop/secrets/device_secrets.hpp"
#include "platform/desktop/system/clocks.hpp"
#include "platform/desktop/system/end_signals.hpp"
#include "platform/desktop/system/worker.hpp"
#include "platform/desktop/window/kept_look.hpp"
#include "platform/desktop/window/window_loop.hpp"

namespace platform::desktop {

namespace {

constexpr const char* place_setting = "window";

Page page_of(app::NoticePage& notice) {
    Page page;
    page.frame = [&] { notice.frame(); };
    page.set_scale = [&](float scale) { notice.set_scale(scale); };
    page.tree = [&]() -> const app::semantics::Tree& { return notice.tree(); };
    page.close_requested = [&] { return notice.answered() || notice.restore_asked(); };
    return page;
}

// The page of a folder whose household cannot be asked.
struct Shown {
    const Display& display;
    const WindowRequest& request;
    const core::Clock& clock;
    std::ostream& err;
    KeptLook look = kept_look(request.folder);

    std::optional<std::string> theme() const { return theme_of_page(request.theme, look); }
    core::Day today() const {
        try {
            return core::backups::today_in(request.folder, clock);
        } catch (const core::Fault&) {
            return core::day_of(clock.certain_now(), look.day_start_hour);
        }
    }
};

// What was chosen on such a page.
enum class Chosen { to_close, to_open, to_restore };

bool is_there(const std::filesystem::path& path) {
    std::error_code error;
    return std::filesystem::exists(path, error);
}

Chosen show_problem(const Shown& shown, const core::Fault& fault) {
    const auto sentence = desktop::sentence(fault, shown.request.folder);
    shown.err << printable(sentence) << '\n';
    WindowLoop window(shown.display, shown.request, std::nullopt, shown.err);
    const EndSignals end([&] { window.close(); });
    auto notice = app::notice_of_problem(
        sentence, is_there(shown.request.folder) ? shown.request.folder : std::filesystem::path());
    notice.can_restore = fault.kind == core::Fault::Kind::damaged && !notice.folder.empty();
    app::NoticePage problem(window.services(), window.fonts(), std::move(notice), shown.theme());
    window.run(page_of(problem));
    return problem.restore_asked() ? Chosen::to_restore : Chosen::to_close;
}

app::FileIs file_in(const std::filesystem::path& folder) {
    std::error_code error;
    const auto size = std::filesystem::file_size(folder / "household.db", error);
    return error ? app::FileIs::missing : size == 0 ? app::FileIs::empty : app::FileIs::damaged;
}

// Fetches back what can be had of a household that is damaged or gone, and says what that was. `before`: what there is
// to say first.
Chosen repair(const Shown& shown, const std::string& before) {
    using State = core::backups::RecoveryState;
    const auto& folder = shown.request.folder;
    WindowLoop window(shown.display, shown.request, std::nullopt, shown.err);
    const EndSignals end([&] { window.close(); });
    core::JobQueue jobs([&] { window.wake(); });
    const auto job = std::make_shared<core::backups::Recovery>(folder, shown.today());
    app::NoticePage notice(window.services(), window.fonts(), app::notice_of_repairing(file_in(folder)), shown.theme());
    const Worker worker(jobs);
    jobs.add(job, core::JobQueue::Priority::soon);
    bool told = false;
    const auto sound = [&] {
        return job->report().state == State::recovered || job->report().state == State::nothing_to_do;
    };
    const auto words = [&] {
        if (sound())
            return app::notice_of_recovery(
                job->report(), [&](std::int64_t utc_ms) { return day_by(shown.clock, shown.look, utc_ms); });
        auto failed = app::notice_of_failed_recovery(job->report(), folder);
        shown.err << printable(folder.string() + ": " + failed.paragraphs.front()) << '\n';
        if (!before.empty()) failed.paragraphs.insert(failed.paragraphs.begin(), before);
        return failed;
    };
    Page page = page_of(notice);
    page.frame = [&] {
        if (!told && job->finished()) {
            told = true;
            notice.show(words());
        }
        notice.frame();
    };
    page.close_requested = [&] {
        return notice.answered() || notice.restore_asked() || (told && job->report().state == State::nothing_to_do);
    };
    window.run(page);
    if (notice.restore_asked()) return Chosen::to_restore;
    return told && sound() && (notice.answered() || job->report().state == State::nothing_to_do) ? Chosen::to_open
                                                                                                 : Chosen::to_close;
}

// A folder that goes again.
class TemporaryFolder {
public:
    TemporaryFolder() {
        auto name = (std::filesystem::temp_directory_path() / "inglenook.XXXXXX").string();
        if (!mkdtemp(name.data()))
            throw core::Fault(core::Fault::Kind::no_access,
                              "cannot make a folder in " + std::filesystem::temp_directory_path().string());
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// Lets a backup be chosen for a household that cannot be opened. The screens stand on an empty one meanwhile.
std::optional<app::Ending> choose_backup(const Shown& shown, core::Random& random) {
    const TemporaryFolder folder;
    core::MemorySecrets secrets;
    core::Household empty(folder.path(), shown.clock, random, secrets);
    WindowLoop window(shown.display, shown.request, std::nullopt, shown.err);
    const EndSignals end([&] { window.close(); });
    core::JobQueue jobs([&] { window.wake(); });
    app::Options options;
    options.theme = shown.theme();
    options.restore_into = shown.request.folder;
    app::App app(empty, jobs, window.services(), window.fonts(), options);
    const Worker worker(jobs);
    Page page;
    page.frame = [&] { app.frame(); };
    page.set_scale = [&](float scale) { app.set_scale(scale); };
    page.tree = [&]() -> const app::semantics::Tree& { return app.tree(); };
    page.close_requested = [&] { return app.ending().has_value(); };
    page.at_work = [&] { return app.at_work(); };
    page.keeps_picture = [&] { return app.keeps_picture(); };
    window.run(page);
    return app.ending();
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
std::optional<app::Ending> show_household(const Display& display, const WindowRequest& request,
                                          core::Household& household, std::string notice, std::ostream& err) {
    std::optional<WindowPlace> place;
    if (const auto kept = household.get<core::SettingStore>().device(place_setting))
        place = window_place_from_text(*kept);
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

    std::optional<KeptLook> look;
    const auto mind_look = [&] {
        try {
            if (const auto now = look_of(household); look != now) keep_look(household.folder(), *(look = now));
        } catch (const core::Fault&) {
            // The screens say that it cannot be read; what was kept before stays.
        }
    };
    mind_look();
    Page page;
    page.frame = [&] { app.frame(); };
    page.set_scale = [&](float scale) { app.set_scale(scale); };
    page.tree = [&]() -> const app::semantics::Tree& { return app.tree(); };
    page.files_dropped = [&](std::vector<std::filesystem::path> files) { app.files_dropped(std::move(files)); };
    page.slept = [&] { app.slept(); };
    page.changed_by_others = [&] {
        const bool changed = household.notice_others();
        mind_look();  // here, as this is asked twice a second whether or not anything is drawn
        return changed;
    };
    page.stale_in = [&] { return static_cast<double>(60'000 - household.clock().now().utc_ms % 60'000) / 1000.0; };
    page.close_requested = [&] { return app.ending().has_value(); };
    page.at_work = [&] { return app.at_work(); };
    page.keeps_picture = [&] { return app.keeps_picture(); };
    window.run(page);
    mind_look();
    if (!request.size) keep_place(household, window.place(), err);
    return app.ending();
}

// With the household closed. Answers with what there is to say about it.
std::string carry_out(const app::PutInPlace& wish, const std::filesystem::path& folder, core::DeviceSecrets& secrets,
                      core::Day today) {
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
        bool wanted = false;  // a repair: a whole look found what the brief one does not see
        auto next = Chosen::to_open;
        for (;;) {
            const Shown shown{display, request, *clock, err};
            std::optional<app::Ending> ending;
            auto chosen = std::exchange(next, Chosen::to_open);
            try {
                if (chosen == Chosen::to_open &&
                    (needs_repair(core::backups::ready(request.folder)) || std::exchange(wanted, false)))
                    chosen = repair(shown, std::exchange(notice, {}));
                if (chosen == Chosen::to_close) return 2;
                const auto secrets = device_secrets(request.folder);
                if (chosen == Chosen::to_open) {
                    core::Household household(request.folder, *clock, random, *secrets);
                    ending = show_household(display, request, household, std::move(notice), err);
                    core::backups::keep_present_counts(request.folder, *clock);
                } else {
                    ending = choose_backup(shown, random);
                }
                if (!ending) return chosen == Chosen::to_open ? 0 : 2;
                notice.clear();
                if (const auto* restored = std::get_if<app::PutInPlace>(&*ending))
                    notice = carry_out(*restored, request.folder, *secrets, shown.today());
                else if (const auto* all = std::get_if<app::EraseAll>(&*ending)) {
                    all->erasure->carry_out();
                    notice = app::tr(
                        "Everything was erased from this device. A second place of the backups still has its copies.");
                } else if (std::holds_alternative<app::Repair>(*ending)) {
                    wanted = true;
                }
            } catch (const core::Fault& fault) {
                next = show_problem(shown, fault);
                if (next == Chosen::to_close) return 2;
            }
        }
    } catch (const NoDisplay& none) {
        err << none.what() << '\n';
        return 2;
    }
}

}  // namespace platform::desktop
