#include "app/app.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui_internal.h>

#include "app/drafts/drafts.hpp"
#include "app/hide/hide_screen.hpp"
#include "app/input/touch.hpp"
#include "app/memories/memories_screen.hpp"
#include "app/rituals/rituals_screen.hpp"
#include "app/search/search_screen.hpp"
#include "app/settings/settings_screen.hpp"
#include "app/shell/shell.hpp"
#include "app/thanks/thanks_screen.hpp"
#include "app/today/today_screen.hpp"
#include "app/ui.hpp"
#include "app/upkeep/upkeep.hpp"
#include "app/vault/vault_sheet.hpp"
#include "app/welcome/welcome_screen.hpp"
#include "app/widgets/soft_wrap.hpp"
#include "app/widgets/toast.hpp"
#include "app/words/sentences.hpp"

namespace app {

using widgets::Rect;

namespace {

constexpr float wide_from = 900;      // units
constexpr double toast_seconds = 8;
constexpr double idle_seconds = 5 * 60;  // until an open vault shuts by itself
constexpr double twice = 0.45;            // seconds in which Esc counts as pressed twice

// What is copied goes without the soft breaks of a text area. Dear ImGui calls through a plain function pointer, so the
// platform's own is kept in the context that it belongs to.
struct Clipboard {
    using Set = void (*)(ImGuiContext*, const char*);
    Set platform = nullptr;

    static void set(ImGuiContext* context, const char* text) {
        const auto& clipboard = *static_cast<Clipboard*>(ImGui::GetIO().UserData);
        if (clipboard.platform) clipboard.platform(context, soft_wrap::unwrap(text ? text : "").c_str());
    }
    void begin() {
        platform = std::exchange(ImGui::GetPlatformIO().Platform_SetClipboardTextFn, &Clipboard::set);
        ImGui::GetIO().UserData = this;
    }
    void end() {
        ImGui::GetPlatformIO().Platform_SetClipboardTextFn = platform;
        ImGui::GetIO().UserData = nullptr;
    }
};

double seconds_to_next_minute(core::Instant now) { return static_cast<double>(60'000 - now.utc_ms % 60'000) / 1000.0; }

}  // namespace

struct App::Parts {
    Parts(core::Household& core, core::JobQueue& jobs, platform::Services& services, Fonts fonts, Options given)
        : pictures(core.photos(), jobs, services),
          ui{core, jobs, services, pictures, tree, fonts, {}, 1, {}, {}, {}},
          options(std::move(given)) {}

    semantics::Tree tree;
    Pictures pictures;
    Ui ui;
    Options options;
    float scale = 1;
    Touch touch;
    Place place = Place::today;
    shell::Banner banner;
    Cached<int, std::vector<core::Person>> people;
    bool drafts_wanted = true;  // of whoever is here: not looked for yet
    bool was_shut = false;
    double used_at = 0, escaped_at = -1;  // ImGui time
    bool hidden = false;
    hide::State clock;
    std::string eyes;  // whose one looks with
    ImGuiID active_before = 0;
    std::optional<Scheme> themed;
    Clipboard clipboard;

    welcome::State welcome;
    today::State today;
    rituals::State rituals;
    thanks::State thanks;
    memories::State memories;
    search::State search;
    settings::State settings;
    vault::State vault;
    upkeep::Upkeep upkeep;
    drafts::Keeper drafts;
    drafts::Fields fields{today.thanks_draft, today.note_draft, today.noting, thanks.draft};

    void begin();
    void go(std::string_view screen);
    void update_facts();
    void notice_keyboard();
    void mind_the_focus();
    void draw();
    void draw_screen(const Rect& area);
    void follow_links();
    void draw_sheets();
    void apply();
    void fault(const core::Fault& problem);
    void switch_to(core::Viewer viewer);
    void mind_the_vault();
    void shut();
    void remove_pin();
    void hide();
    void look_as(core::Viewer viewer);
};

void App::Parts::begin() {
    if (!options.notice.empty()) banner = {options.notice, true};
    const auto all = ui.core.people().all();
    // With one person there is nobody to be mistaken for.
    if (all.size() == 1) ui.viewer = core::Viewer::of(all.front().id);
    if (!options.screen.empty()) {
        if (!all.empty()) ui.viewer = core::Viewer::of(all.front().id);
        go(options.screen);
    }
}

void App::Parts::go(std::string_view screen) {
    const auto first_day = ui.core.today();
    if (screen == "room") ui.viewer = core::Viewer::room();
    if (screen == "rituals" || screen == "agenda" || screen == "new-ritual" || screen == "edit-ritual") place = Place::rituals;
    if (screen == "agenda") rituals.view = rituals::View::agenda;
    if (screen == "new-ritual" || screen == "edit-ritual") rituals.editor.begin_new(first_day);
    if (screen == "edit-ritual") rituals.editor.choosing_template = false;
    if (screen == "thanks") place = Place::thanks;
    if (screen == "memories" || screen == "photo" || screen == "add-photos") place = Place::memories;
    if (screen == "add-photos") memories.picker.begin(memories::FilePicker::For::photos, ui);
    if (screen == "photo") {
        const auto days = ui.core.memories().days(ui.viewer);
        if (!days.empty()) memories.viewer.shown = ui.core.memories().between(ui.viewer, days.front().day, days.front().day).front().id;
    }
    if (screen == "search") place = Place::search;
    if (screen == "settings" || screen == "shared" || screen == "trash" || screen == "imports") place = Place::settings;
    if (screen == "shared") settings.behind = settings::Behind::shared;
    if (screen == "trash") settings.behind = settings::Behind::trash;
    if (screen == "imports") settings.behind = settings::Behind::imports;
}

void App::Parts::update_facts() {
    const auto& io = ImGui::GetIO();
    if (!settings.appearance_read) {
        settings.appearance = settings::read_appearance(ui.core);
        settings.appearance_read = true;
    }
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
    ui.now = ui.core.clock().now();
    ui.today = ui.core.today();
    ui.people = &people.get(0, ui.core.revision(), [&](int) { return ui.core.people().all(); });
    if (ui.me() && !ui.person(ui.me())) ui.viewer = core::Viewer::room();
    ui.shut = ui.me() && !ui.core.vault().is_open(*ui.me());
    ui.upkeep = &upkeep.status();
    ui.sheet_was_open = std::exchange(ui.sheet_open, false);
    ui.toast.drawn = false;
    shell::apply_style(ui);
    ui.wake_in(seconds_to_next_minute(ui.now));
}

void App::Parts::notice_keyboard() {
    const auto& io = ImGui::GetIO();
    if (io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseDown[0]) ui.keyboard = false;
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
        if (ImGui::GetTime() - escaped_at < twice) ui.hide = true;
        escaped_at = ImGui::GetTime();
    }
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
    if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_F)) ui.go_to = Place::search;
    const std::pair<ImGuiKey, Place> places[] = {{ImGuiKey_1, Place::today}, {ImGuiKey_2, Place::rituals}, {ImGuiKey_3, Place::thanks}, {ImGuiKey_4, Place::memories}, {ImGuiKey_Comma, Place::settings}};
    for (const auto& [key, to] : places)
        if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | key)) ui.go_to = to;
}

// Where what had the focus is not drawn any more (another place was gone to, a chip was used up), Dear ImGui's Tab would find
// nothing to go on from: it begins anew with the first control.
void App::Parts::mind_the_focus() {
    const auto& g = *ImGui::GetCurrentContext();
    if (g.ActiveId == 0 && (g.NavId == 0 || !g.NavIdIsAlive)) ImGui::SetNavCursorVisible(false);
}

void App::Parts::draw_screen(const Rect& area) {
    const int swipe = ui.sheet_was_open ? 0 : touch.swipe();
    switch (place) {
        case Place::today: return today::draw(today, ui, area);
        case Place::rituals: return rituals::draw(rituals, ui, area, swipe);
        case Place::thanks: return thanks::draw(thanks, ui, area);
        case Place::memories: return memories::draw(memories, ui, area);
        case Place::search: return search::draw(search, ui, area);
        case Place::settings: return settings::draw(settings, ui, area);
    }
}

// What a screen asked another one for.
void App::Parts::follow_links() {
    if (const auto memory = std::exchange(today.open_memory, std::nullopt)) memories.viewer.shown = memory;
    if (const auto memory = std::exchange(search.open_memory, std::nullopt)) memories.viewer.shown = memory;
    if (std::exchange(today.add_photos, false)) {
        place = Place::memories;
        memories.picker.begin(memories::FilePicker::For::photos, ui);
    }
    if (std::exchange(today.add_ritual, false)) rituals.editor.begin_new(ui.today);
    if (ui.go_to) {
        place = *ui.go_to;
        search.just_opened = place == Place::search;
        settings.behind = settings::Behind::nothing;
        memories.viewer = {};
        ui.wake_in(0);
    }
    ui.go_to.reset();
    if (ui.switch_to && ui.switch_to->eyes == core::Viewer::Eyes::as_shown) look_as(*ui.switch_to);
    else if (ui.switch_to) switch_to(*ui.switch_to);
    ui.switch_to.reset();
    if (std::exchange(ui.hide, false)) hide();
    if (const auto wish = std::exchange(ui.vault_wish, std::nullopt); wish && ui.me()) {
        switch (*wish) {
            case VaultWish::open: vault::begin_unlock(vault, ui, *ui.me()); break;
            case VaultWish::set_pin: vault::begin_pin(vault, ui, *ui.me()); break;
            case VaultWish::remove_pin: remove_pin(); break;
            case VaultWish::make_words: vault::begin_words(vault, ui, *ui.me()); break;
            case VaultWish::shut: shut(); break;
        }
        ui.wake_in(0);
    }
}

void App::Parts::remove_pin() {
    const auto removed = ui.core.remove_pin(*ui.me());
    ui.say(removed ? std::string(tr("There is no PIN any more. This device holds the key.")) : sentence(removed.refusal()));
}

// Shuts what a PIN had opened, and lets go of all that was read through it.
void App::Parts::shut() {
    ui.core.lock();
    ui.pictures.forget_sealed();
    vault::close(vault);
    today.written.reset();
    search.index.reset();
    search.shown.forget();
    memories.viewer = {};
    ui.wake_in(0);
}

// An open vault shuts when nobody has touched anything for a while.
void App::Parts::mind_the_vault() {
    const auto& io = ImGui::GetIO();
    const bool used = io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseDown[0] || io.MouseWheel != 0 || io.InputQueueCharacters.Size > 0 ||
                      ImGui::GetActiveID() != std::exchange(active_before, ImGui::GetActiveID());
    if (used) used_at = ImGui::GetTime();
    if (!ui.core.vault().any_unlocked()) return;
    const double left = idle_seconds - (ImGui::GetTime() - used_at);
    if (left > 0) return ui.wake_in(left + 0.01);
    shut();
    ui.say(tr("What only you see was shut, as nobody was here for a while."));
}

// Somebody comes in: at once a screen that says nothing of anybody.
void App::Parts::hide() {
    if (ui.people->empty()) return;
    hidden = true;
    if (ui.people->size() > 1) switch_to(core::Viewer::room());
    shut();
    place = Place::today;
    ui.services.set_window_title(tr("Clock"));
}

// With another's eyes, until one goes back: the same screens and the same questions, and nothing can be changed.
void App::Parts::look_as(core::Viewer viewer) {
    const auto own = ui.back_to.value_or(ui.viewer);
    switch_to(core::Viewer::room());
    ui.viewer = viewer.person ? viewer : core::Viewer::room();
    ui.back_to = own;
    eyes = shell::whose_eyes(ui, ui.viewer);
    place = Place::today;
}

void App::Parts::switch_to(core::Viewer viewer) {
    if (viewer == ui.viewer && !ui.looking_as()) return;
    try {
        drafts.keep(fields, ui);  // whoever comes back finds their half-written words, and nobody else does
    } catch (const core::Fault& problem) {
        fault(problem);
    }
    drafts.forget();
    was_shut = false;
    ui.core.forget_undo();
    ui.toast = {};
    ui.back_to.reset();
    today = {};
    thanks = {};
    search = {};
    settings.behind = settings::Behind::nothing;
    settings.shared = {};
    settings.trash = {};
    shut();
    drafts_wanted = true;
    ui.wrapped.clear();
    ui.viewer = viewer;
    memories.viewer = {};
    rituals.editor = {};
    rituals.day.reset();
    ui.wake_in(0);
}

void App::Parts::draw_sheets() {
    if (ui.people->empty()) return welcome::draw_sheets(welcome, ui);
    rituals::draw_sheets(rituals, ui);
    thanks::draw_sheets(thanks, ui);
    memories::draw_sheets(memories, ui, touch.swipe());
    settings::draw_sheets(settings, ui);
    vault::draw_sheets(vault, ui);
}

void App::Parts::draw() {
    const auto size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.f);
    const widgets::WindowScope window("inglenook", ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                                       ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::PopStyleVar(2);
    Rect area = {0, 0, size.x, size.y};
    if (ui.people->empty()) {
        shell::draw_banner(ui, banner, area);
        welcome::draw(welcome, ui, area);
    } else if (hidden) {
        if (hide::draw(clock, ui, area)) {
            hidden = false;
            ui.services.set_window_title("Inglenook");
            ui.wake_in(0);
        }
        return;
    } else {
        area = shell::draw_navigation(ui, place, area);
        if (ui.looking_as()) shell::draw_eyes(ui, eyes, area);
        shell::draw_banner(ui, banner, area);
        draw_screen(area);
    }
    draw_sheets();
}

void App::Parts::fault(const core::Fault& problem) {
    auto text = sentence(problem, ui.core.folder());
    if (text == banner.text) return;  // said already; closing it stays closed until something else happens
    banner = {std::move(text), true};
    ui.wake_in(0);
}

// Runs what was posted, after the frame. What a callback posts comes with the next one.
void App::Parts::apply() {
    for (auto& [commands, done, failed, recorded] : std::exchange(ui.pending, {})) {
        // With another's eyes one changes nothing; photos that are still arriving are the work of before.
        if (ui.looking_as() && recorded == core::Household::Recorded::yes) {
            ui.say(tr("You are only looking. Go back to yours to change something."));
            continue;
        }
        try {
            const auto result = ui.core.apply(commands, recorded);
            banner.text.clear();  // writing works (again)
            if (!result && result.refusal() == core::Refusal::locked && ui.me() && ui.shut) {
                // Opened first, then done as it was asked for.
                std::vector<Ui::Pending> waiting;
                waiting.push_back({commands, done, failed, recorded});
                vault::begin_unlock(vault, ui, *ui.me(), std::move(waiting));
                continue;
            }
            // An undo that is still offered would now take back something else.
            if (result && recorded == core::Household::Recorded::yes) ui.toast.undo = false;
            if (done) done(result);
        } catch (const core::Fault& problem) {
            fault(problem);
            if (failed) failed(problem);
        }
        ui.wake_in(0);
    }
    if (std::exchange(ui.undo_asked, false)) {
        try {
            const auto undone = ui.core.undo(ui.viewer);
            if (undone) today.written.reset();
            ui.say(undone ? std::string(tr("Taken back.")) : sentence(undone.refusal()));
        } catch (const core::Fault& problem) {
            fault(problem);
        }
        ui.wake_in(0);
    }
    if (ui.new_toast) {
        ui.toast = {std::move(ui.new_toast->text), ui.new_toast->undo, ImGui::GetTime() + toast_seconds, {}, false};
        ui.new_toast.reset();
        ui.wake_in(0);
    }
}

App::App(core::Household& household, core::JobQueue& jobs, platform::Services& services, Fonts fonts, Options options)
    : parts_(std::make_unique<Parts>(household, jobs, services, fonts, std::move(options))) {
    parts_->clipboard.begin();
    parts_->begin();
}

App::~App() {
    try {
        parts_->drafts.keep(parts_->fields, parts_->ui);
    } catch (const std::exception&) {
        // There is no screen any more to say it on; what was typed until the last pause is kept.
    }
    if (ImGui::GetCurrentContext()) parts_->clipboard.end();
}

void App::set_scale(float scale) { parts_->scale = scale; }

void App::frame() {
    auto& p = *parts_;
    p.tree.begin_frame();
    p.pictures.begin_frame(ImGui::GetTime());
    try {
        p.update_facts();
        p.notice_keyboard();
        if (p.touch.update()) p.ui.wake_in(0);
        p.ui.gesture = p.touch.dragging();
        p.mind_the_vault();
        if (std::exchange(p.drafts_wanted, false) || (p.was_shut && !p.ui.shut)) p.drafts.take_up(p.fields, p.ui);
        p.was_shut = p.ui.shut;
        p.memories.import.update(p.ui);
        imports::update(p.settings.imports, p.ui);
        p.draw();
        p.drafts.update(p.fields, p.ui);
        widgets::draw_toast(p.ui);
        p.mind_the_focus();
    } catch (const core::Fault& problem) {
        // A question could not be answered. What was begun has been ended on the way here, and the banner says why; the other
        // screens can still be gone to.
        p.ui.on_sheet = false;
        p.fault(problem);
    }
    p.follow_links();
    p.apply();
    try {
        p.upkeep.update(p.ui);
    } catch (const core::Fault& problem) {
        p.fault(problem);
    }
}

void App::files_dropped(std::vector<std::filesystem::path> files) {
    auto& p = *parts_;
    if (!p.ui.people || p.ui.people->empty()) return;
    if (!p.ui.me()) return p.ui.say(tr("Say first who is here; then drop them again."));
    p.place = Place::memories;
    p.memories.viewer = {};
    p.memories.import.start(std::move(files), p.ui);
    p.ui.wake_in(0);
}

void App::slept() {
    parts_->shut();
}

bool App::busy() const { return parts_->pictures.busy() || parts_->memories.import.running(); }

const std::optional<Ending>& App::ending() const { return parts_->ui.ending; }

const semantics::Tree& App::tree() const { return parts_->tree; }

const std::vector<std::string_view>& screen_names() {
    static const std::vector<std::string_view> names = {"today", "room", "rituals", "agenda", "new-ritual", "edit-ritual", "thanks", "memories", "add-photos", "photo", "search", "settings", "shared", "trash", "imports", "welcome"};
    return names;
}

}  // namespace app
