#include "app/app.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <imgui_internal.h>

#include "app/program.hpp"
#include "app/widgets/toast.hpp"
#include "core/people/person_store.hpp"

namespace app {

using widgets::Rect;

namespace {

constexpr float wide_from = 900;  // units
constexpr double twice = 0.45;    // seconds in which Esc counts as pressed twice

drafts::Fields fields_of(Screens& screens) {
    auto& writing = screens.thanks.writing;
    return {screens.today.thanks.draft, writing.draft,        writing.to,       writing.chosen, writing.memory,
            writing.audience,           writing.audience_set, writing.delivery, writing.later};
}

double seconds_to_next_minute(core::Instant now) { return static_cast<double>(60'000 - now.utc_ms % 60'000) / 1000.0; }

// Whatever is on the screen: Esc twice hides it.
void notice_escape(Ui& ui, double& escaped_at) {
    if (!ImGui::IsKeyPressed(ImGuiKey_Escape, false)) return;
    if (ImGui::GetTime() - escaped_at < twice) ui.hide = true;
    escaped_at = ImGui::GetTime();
}

// The keys that work on every screen.
void notice_keyboard(Ui& ui) {
    const auto& io = ImGui::GetIO();
    if (io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseDown[0]) ui.keyboard = false;
    for (const auto key : {ImGuiKey_Tab, ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow})
        if (ImGui::IsKeyPressed(key, false)) ui.keyboard = true;
    // Esc leaves a text field and keeps what was typed; Dear ImGui itself would put the old text back.
    if (io.WantTextInput && ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
        ImGui::ClearActiveID();
        ImGui::SetKeyOwner(ImGuiKey_Escape, ImGui::GetID("left-field"), ImGuiInputFlags_LockUntilRelease);
        ui.wake_in(0);
    }
    if (io.WantTextInput) return;
    if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Z)) ui.undo_asked = true;
    for (const auto chord : {ImGuiMod_Ctrl | ImGuiKey_Y, ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z})
        if (ImGui::IsKeyChordPressed(chord)) ui.redo_asked = true;
    if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_F)) ui.go_to = Place::search;
    const std::pair<ImGuiKey, Place> places[] = {{ImGuiKey_1, Place::today},  {ImGuiKey_2, Place::rituals},
                                                 {ImGuiKey_3, Place::thanks}, {ImGuiKey_4, Place::memories},
                                                 {ImGuiKey_5, Place::us},     {ImGuiKey_Comma, Place::settings}};
    for (const auto& [key, to] : places)
        if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | key)) ui.go_to = to;
}

// Where what had the focus is not drawn any more (another place was gone to, a chip was used up), Dear ImGui's Tab
// would find nothing to go on from: it begins anew with the first control.
void mind_the_focus() {
    const auto& g = *ImGui::GetCurrentContext();
    if (g.ActiveId == 0 && (g.NavId == 0 || !g.NavIdIsAlive)) ImGui::SetNavCursorVisible(false);
}

// A sheet that is not drawn any more is closed at once. Dear ImGui itself would do it in the next frame, after it had
// kept that frame's press from the page.
void mind_the_sheets(const Ui& ui) {
    if (ImGui::GetCurrentContext()->OpenPopupStack.Size > ui.sheets) ImGui::ClosePopupToLevel(ui.sheets, true);
}

}  // namespace

Program::Program(core::Household& lent, core::JobQueue& jobs, Services& services, Fonts fonts, Options given)
    : household(lent),
      pictures(lent.photos(), jobs, services),
      ui{lent, jobs, services, pictures, tree, fonts, {}, 1, {}, {}, {}},
      options(std::move(given)),
      fields(fields_of(screens)) {
    clipboard.begin();
    if (options.restore_into) {
        backups::begin_restore(screens.welcome.restore, ui, *options.restore_into);
        return;
    }
    if (!options.notice.empty()) messages.banner = {options.notice, true};
    const auto all = ui.core.get<core::PersonStore>().all();
    // With one person there is nobody to be mistaken for.
    if (all.size() == 1) ui.viewer = core::Viewer::of(all.front().id);
    if (!options.screen.empty()) {
        if (!all.empty()) ui.viewer = core::Viewer::of(all.front().id);
        const auto* screen = screen_named(options.screen);
        if (screen && screen->place && screen->place != Place::welcome) go_to({*screen->place, options.screen});
    }
}

Program::~Program() {
    for (const auto& screen : all_screens())
        if (screen.end) screen.end(screens, household);
    try {
        drafts.keep(fields, household, ui);
    } catch (const std::exception&) {
        // There is no screen any more to say it on; what was typed until the last pause is kept.
    }
    if (ImGui::GetCurrentContext()) clipboard.end();
}

void Program::update_facts() {
    const auto& io = ImGui::GetIO();
    auto& settings = screens.settings;
    if (!std::exchange(settings.appearance_read, true)) settings.appearance = settings::read_appearance(ui.core);
    const auto& appearance = settings.appearance;
    bool dark = appearance.theme == 2 || (appearance.theme == 0 && ui.services.prefers_dark());
    if (options.theme) dark = *options.theme == "dark";
    const auto scheme = dark ? Scheme::dark : Scheme::light;
    if (themed != scheme) ui.theme = make_theme(scheme);
    themed = scheme;
    const float unit = scale * settings::text_sizes[appearance.text_size];
    if (ui.unit != unit) ui.unit = unit;
    ui.narrow = io.DisplaySize.x < wide_from * ui.unit;
    ui.still = options.still;
    ui.reduced_motion = options.still || appearance.still || ui.services.prefers_reduced_motion();
    household.notice_due();  // what waited for this minute is asked for anew
    ui.now = ui.core.clock().now();
    ui.today = ui.core.today();
    ui.people = &people.get(0, ui.core.revision(), [&](int) { return ui.core.get<core::PersonStore>().all(); });
    if (ui.me() && !ui.person(ui.me())) {
        drafts.forget();  // nobody's any more
        switch_to(core::Viewer::room());
    }
    ui.shut = ui.me() && !ui.core.vault().is_open(*ui.me());
    ui.upkeep = &upkeep.status();
    ui.sheet_was_open = std::exchange(ui.sheet_open, false);
    ui.sheets = 0;
    ui.toast.drawn = false;
    shell::apply_style(ui);
    ui.wake_in(seconds_to_next_minute(ui.now));
}

void Program::draw() {
    const auto size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.f);
    const widgets::WindowScope window("inglenook", ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                                       ImGuiWindowFlags_NoSavedSettings |
                                                       ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::PopStyleVar(2);
    Rect area = {0, 0, size.x, size.y};
    if (at_work) {
        if (hidden) (void)hide::draw(clock, ui, area);  // a tap goes back once there is a room to go back to
        else draw_work(area);
        return;
    }
    if (options.restore_into) {
        if (!screens.welcome.restore.open() && !ui.ending) ui.ending = BackToRepair{};
    } else if (hidden && here() != Place::welcome) {
        if (hide::draw(clock, ui, area)) {
            hidden = false;
            ui.services.set_window_title("Inglenook");
            ui.wake_in(0);
        }
        return;
    } else {
        if (here() != Place::welcome) area = shell::draw_navigation(ui, place, area);
        if (ui.looking_as()) shell::draw_eyes(ui, eyes, area);
        shell::draw(messages, ui, area);
        screen_at(here()).draw(screens, ui, area, ui.sheet_was_open ? 0 : touch.swipe());
    }
    draw_sheets();
}

// While nobody lives here, the welcome's alone.
void Program::draw_sheets() {
    for (const auto& screen : all_screens())
        if (screen.draw_sheets && (screen.place == Place::welcome) == (here() == Place::welcome))
            screen.draw_sheets(screens, ui, touch.swipe());
}

// What a screen asked another one for.
void Program::follow_links() {
    if (const auto memory = std::exchange(ui.open_memory, std::nullopt)) screens.memories.viewer.shown = memory;
    if (std::exchange(ui.add_ritual, false)) screens.rituals.editor.begin_new(ui.today);
    if (const auto link = std::exchange(ui.go_to, std::nullopt)) {
        go_to(*link);
        ui.wake_in(0);
    }
    if (ui.switch_to && ui.switch_to->eyes == core::Viewer::Eyes::as_shown) look_as(*ui.switch_to);
    else if (ui.switch_to) switch_to(*ui.switch_to);
    ui.switch_to.reset();
    if (std::exchange(ui.hide, false)) hide();
    if (std::exchange(ui.restore_asked, false)) {
        vault::close(screens.vault);
        backups::begin_restore(screens.settings.backups.restore, ui);
    }
    if (const auto wish = std::exchange(ui.vault_wish, std::nullopt); wish && ui.me()) {
        switch (*wish) {
            case VaultWish::open:
                if (screens.vault.waiting.empty()) vault::begin_unlock(screens.vault, ui, *ui.me());
                break;
            case VaultWish::set_pin: vault::begin_pin(screens.vault, ui, *ui.me()); break;
            case VaultWish::remove_pin: remove_pin(); break;
            case VaultWish::make_words: vault::begin_words(screens.vault, ui, *ui.me()); break;
            case VaultWish::shut: shut(); break;
        }
        ui.wake_in(0);
    }
}

// Each screen begins again, so that nothing lies open on any but this one.
void Program::go_to(const Link& link) {
    place = link.place;
    for (const auto& screen : all_screens())
        if (screen.open) screen.open(screens, ui, screen.place == link.place ? link.view : std::string_view());
}

// While the household is away. All that belongs to hiding waits for it, but for the clock.
void Program::work_frame() {
    active_before = ImGui::GetActiveID();  // that a sheet went is no touch
    ui.on_sheet = false;
    ui.sheets = 0;
    if (ui.hide && !std::exchange(hidden, true)) ui.services.set_window_title(tr("Clock"));
    draw();
    mind_the_sheets(ui);
    ui.wake_in(0.1);
}

void Program::frame() {
    tree.begin_frame();
    ui.typed.clear();
    notice_escape(ui, escaped_at);
    if (still_at_work()) return work_frame();
    pictures.begin_frame(ImGui::GetTime());
    try {
        update_facts();
        notice_keyboard(ui);
        if (touch.update(ui.drag_owner)) ui.wake_in(0);
        ui.gesture = touch.dragging();
        mind_the_vault();
        if (at_work) return work_frame();  // what was asked for before it shuts takes longer
        if (std::exchange(drafts_wanted, false) || (was_shut && !ui.shut)) drafts.take_up(fields, household, ui);
        was_shut = ui.shut;
        for (const auto& screen : all_screens())
            if (screen.update) screen.update(screens, ui);
        if (!hidden && !ui.still) shell::tell_of_older_backup(messages, ui);
        if (!hidden && !ui.still) shell::tell_of_keys(messages, ui);
        draw();
        mind_the_sheets(ui);
        drafts.update(fields, household, ui, place);
        widgets::draw_toast(ui);
        mind_the_focus();
    } catch (const core::Fault& problem) {
        // A question could not be answered. What was begun has been ended on the way here, and the banner says why; the
        // other screens can still be gone to.
        ui.on_sheet = false;
        shell::tell_of_fault(messages, ui, problem);
    }
    carry_out();
    if (!at_work) follow_links();
    if (at_work) return;
    try {
        upkeep.update(household, ui);
    } catch (const core::Fault& problem) {
        shell::tell_of_fault(messages, ui, problem);
    }
}

App::App(core::Household& household, core::JobQueue& jobs, Services& services, Fonts fonts, Options options)
    : program_(std::make_unique<Program>(household, jobs, services, fonts, std::move(options))) {}

App::~App() = default;

void App::set_scale(float scale) { program_->scale = scale; }

void App::frame() { program_->frame(); }

void Program::take_in_files(std::vector<std::filesystem::path> files) {
    if (!ui.people || ui.people->empty()) return;
    if (!ui.me()) return ui.say(tr("Tap your face on Today, then drop the photos again."));
    go_to(Place::memories);
    screens.memories.import.start(std::move(files), ui);
    ui.wake_in(0);
}

void App::files_dropped(std::vector<std::filesystem::path> files) {
    auto& p = *program_;
    if (!p.at_work) return p.take_in_files(std::move(files));
    p.dropped_at_work.insert(p.dropped_at_work.end(), files.begin(), files.end());
}

void App::slept() {
    auto& p = *program_;
    if (p.at_work) p.slept_at_work = true;
    else p.shut();
}

bool App::busy() const {
    const auto& p = *program_;
    const auto rows = all_screens();
    return p.at_work || p.pictures.busy() || std::any_of(rows.begin(), rows.end(), [&](const Screen& screen) {
               return screen.busy && screen.busy(p.screens, p.place);
           });
}

const std::optional<Ending>& App::ending() const { return program_->ui.ending; }

const semantics::Tree& App::tree() const { return program_->tree; }

}  // namespace app
