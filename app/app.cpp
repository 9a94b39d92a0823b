#include "app/app.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <imgui_internal.h>

#include "app/drafts/drafts.hpp"
#include "app/hide/hide_screen.hpp"
#include "app/input/touch.hpp"
#include "app/screens.hpp"
#include "app/shell/shell.hpp"
#include "app/ui.hpp"
#include "app/upkeep/upkeep.hpp"
#include "app/widgets/soft_wrap.hpp"
#include "app/widgets/toast.hpp"
#include "app/words/dates.hpp"
#include "app/words/sentences.hpp"

namespace app {

using widgets::Rect;

namespace {

constexpr float wide_from = 900;  // units
constexpr double toast_seconds = 8;
constexpr double idle_seconds = 5 * 60;  // until an open vault shuts by itself
constexpr double twice = 0.45;           // seconds in which Esc counts as pressed twice

// What is copied goes without the soft breaks of a text area. Dear ImGui calls through a plain function pointer, so the
// platform's own is kept in the context that it belongs to.
struct Clipboard {
    using Set = void (*)(ImGuiContext*, const char*);
    Set platform = nullptr;
    std::optional<std::size_t> ours;  // what was copied here last, as its hash

    static void set(ImGuiContext* context, const char* text) {
        auto& clipboard = *static_cast<Clipboard*>(ImGui::GetIO().UserData);
        const auto plain = soft_wrap::unwrap(text ? text : "");
        clipboard.ours = std::hash<std::string>()(plain);
        if (clipboard.platform) clipboard.platform(context, plain.c_str());
    }
    // Takes out again what was copied here, unless something else was copied since.
    void empty() {
        const auto copied = std::exchange(ours, std::nullopt);
        if (!copied || !platform) return;
        const char* now = ImGui::GetClipboardText();
        if (now && std::hash<std::string>()(now) == *copied) platform(ImGui::GetCurrentContext(), "");
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

void wipe(ImVector<char>& text) {
    if (text.Data) core::wipe(text.Data, static_cast<std::size_t>(text.Capacity));
    text.clear();
}

// Dear ImGui keeps what is typed in copies of its own: to revert to, to undo by, to hand over to the field once another
// one has the focus. That last one would put the words back into it in the next frame.
void forget_field() {
    ImGui::ClearActiveID();
    auto& g = *ImGui::GetCurrentContext();
    auto& field = g.InputTextState;
    for (auto* text :
         {&field.TextA, &field.TextToRevertTo, &field.CallbackTextBackup, &g.InputTextDeactivatedState.TextA})
        wipe(*text);
    g.InputTextDeactivatedState.ID = 0;
    field.~ImGuiInputTextState();  // with the words that its undo keeps
    new (&field) ImGuiInputTextState();
    field.Ctx = &g;
    if (g.TempBuffer.Data)
        core::wipe(g.TempBuffer.Data, static_cast<std::size_t>(g.TempBuffer.Size));  // what was copied or cut
    g.IO.InputQueueCharacters.clear();
}

drafts::Fields fields_of(Screens& screens) {
    auto& writing = screens.thanks.writing;
    return {screens.today.thanks.draft, writing.draft,        writing.to,       writing.chosen, writing.memory,
            writing.audience,           writing.audience_set, writing.delivery, writing.later};
}

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
    Screens screens;
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
    std::optional<core::PersonId> told;  // whoever was looked after in tell_of_older_backup
    hide::State clock;
    std::string eyes;  // whose one looks with
    ImGuiID active_before = 0;
    std::optional<Scheme> themed;
    Clipboard clipboard;

    upkeep::Upkeep upkeep;
    drafts::Keeper drafts;
    drafts::Fields fields = fields_of(screens);

    void begin();
    void go_to(const Link& link);
    void update_facts();
    void notice_keyboard();
    void mind_the_focus();
    void mind_the_sheets();
    void draw();
    void follow_links();
    void draw_sheets();
    void forget(Forget what);
    Place here() const { return ui.people->empty() ? Place::welcome : place; }
    void apply();
    void carry_out();
    void fault(const core::Fault& problem);
    void switch_to(core::Viewer viewer);
    void mind_the_vault();
    void shut();
    void remove_pin();
    void hide();
    void look_as(core::Viewer viewer);
    void tell_of_older_backup();
    void tell_of_keys();
    bool is_for_here(const shell::Banner& what) const;
    void draw_banner(Rect& area);
};

void App::Parts::begin() {
    if (options.restore_into) return backups::begin_restore(screens.welcome.restore, ui, *options.restore_into);
    if (!options.notice.empty()) banner = {options.notice, true};
    const auto all = ui.core.people().all();
    // With one person there is nobody to be mistaken for.
    if (all.size() == 1) ui.viewer = core::Viewer::of(all.front().id);
    if (!options.screen.empty()) {
        if (!all.empty()) ui.viewer = core::Viewer::of(all.front().id);
        const auto* screen = screen_named(options.screen);
        if (screen && screen->place != Place::welcome) go_to({*screen->place, options.screen});
    }
}

// Each screen begins again, so that nothing lies open on any but this one.
void App::Parts::go_to(const Link& link) {
    place = link.place;
    for (const auto& screen : all_screens())
        if (screen.open) screen.open(screens, ui, screen.place == link.place ? link.view : std::string_view());
}

void App::Parts::update_facts() {
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
    ui.core.notice_due();  // what waited for this minute is asked for anew
    ui.now = ui.core.clock().now();
    ui.today = ui.core.today();
    ui.people = &people.get(0, ui.core.revision(), [&](int) { return ui.core.people().all(); });
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
    const std::pair<ImGuiKey, Place> places[] = {{ImGuiKey_1, Place::today},  {ImGuiKey_2, Place::rituals},
                                                 {ImGuiKey_3, Place::thanks}, {ImGuiKey_4, Place::memories},
                                                 {ImGuiKey_5, Place::us},     {ImGuiKey_Comma, Place::settings}};
    for (const auto& [key, to] : places)
        if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | key)) ui.go_to = to;
}

// Where what had the focus is not drawn any more (another place was gone to, a chip was used up), Dear ImGui's Tab
// would find nothing to go on from: it begins anew with the first control.
void App::Parts::mind_the_focus() {
    const auto& g = *ImGui::GetCurrentContext();
    if (g.ActiveId == 0 && (g.NavId == 0 || !g.NavIdIsAlive)) ImGui::SetNavCursorVisible(false);
}

// A sheet that is not drawn any more is closed at once. Dear ImGui itself would do it in the next frame, after it had
// kept that frame's press from the page.
void App::Parts::mind_the_sheets() {
    if (ImGui::GetCurrentContext()->OpenPopupStack.Size > ui.sheets) ImGui::ClosePopupToLevel(ui.sheets, true);
}

// What a screen asked another one for.
void App::Parts::follow_links() {
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

void App::Parts::remove_pin() {
    const auto removed = ui.core.remove_pin(*ui.me());
    ui.say(removed ? std::string(tr("There is no PIN any more. This device holds the key."))
                   : sentence(removed.refusal()));
}

// What was posted is carried out by whoever posted it, with their vault as it is, before anything of that changes: a
// command that ran later would run as somebody else, and its answer would be told to them. What was said so far was
// said to whoever was here.
void App::Parts::carry_out() {
    constexpr int most_rounds = 100;  // a callback may post another command
    for (int round = 0; round < most_rounds && (!ui.pending.empty() || ui.undo_asked); ++round) apply();
    core::wipe(ui.toast.text);
    ui.toast = {};
    ui.new_toast.reset();
}

// Shuts what a PIN had opened, and lets go of all that was read through it, and of what was being written: that comes
// back with the next opening.
void App::Parts::shut() {
    carry_out();
    if (ui.me() && !ui.core.people().find(*ui.me())) drafts.forget();  // somebody who has just left keeps nothing here
    bool kept = true;
    try {
        drafts.keep(fields, ui);
    } catch (const core::Fault& problem) {
        fault(problem);
        kept = false;
    }
    ui.core.lock();
    ui.pictures.forget_sealed();
    clipboard.empty();
    forget(kept ? Forget::typed : Forget::read);  // what is nowhere else stays where it is
    tree.forget();
    core::wipe_stack();
    ui.wake_in(0);
    if (!kept) return;
    forget_field();
    ui.wrapped.clear();
    drafts.forget();
    drafts_wanted = true;
}

// An open vault shuts when nobody has touched anything for a while.
void App::Parts::mind_the_vault() {
    const auto& io = ImGui::GetIO();
    const bool used = io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseDown[0] || io.MouseWheel != 0 ||
                      io.InputQueueCharacters.Size > 0 ||
                      ImGui::GetActiveID() != std::exchange(active_before, ImGui::GetActiveID());
    if (used) used_at = ImGui::GetTime();
    if (!ui.core.vault().any_unlocked()) return;
    const double left = idle_seconds - (ImGui::GetTime() - used_at);
    if (left > 0) return ui.wake_in(left + 0.01);
    shut();
    ui.say(tr("Your private entries are locked again after a while without a touch."));
}

// Somebody comes in: at once a screen that says nothing of anybody.
void App::Parts::hide() {
    if (ui.people->empty()) return;
    hidden = true;
    if (ui.people->size() > 1) switch_to(core::Viewer::room());
    shut();
    forget(Forget::hidden);
    place = Place::today;
    ui.services.set_window_title(tr("Clock"));
}

// Once to each of them, with their vault open: somebody put an older backup in this household's place.
void App::Parts::tell_of_older_backup() {
    if (!ui.me() || ui.shut || told == ui.me()) return;
    told = ui.me();
    const auto put_back = ui.core.settings().device("put_back");
    const auto day = put_back ? core::day_from_iso(*put_back) : std::nullopt;
    const auto mine = "put_back.told." + to_text(ui.me()->value);
    if (!day || ui.core.settings().device(mine) == put_back) return;
    banner = {
        filled(
            tr("On {day}, an older backup replaced this household. Things you had deleted or stopped sharing may be back. Check “What I share”."),
            {{"day", full_date(*day)}}),
        true, shell::Banner::About::backup, ui.me()};
    ui.core.set_device_setting(mine, *put_back);
}

// To the one whose keys they are, with their vault open, until they close it.
void App::Parts::tell_of_keys() {
    if (!ui.me() || ui.shut) return;
    if (banner.about == shell::Banner::About::keys && banner.of == ui.me()) {
        if (banner.shown) return;
        banner = {};
        ui.core.told_of_keys(*ui.me());
        return;
    }
    if ((banner.shown && !banner.text.empty() && is_for_here(banner)) || !ui.core.vault().state(*ui.me()).put_back)
        return;
    banner = {keys_put_back_sentence(), true, shell::Banner::About::keys, ui.me()};
}

// What concerns one person is drawn for them alone, and only while their vault is unlocked.
bool App::Parts::is_for_here(const shell::Banner& what) const { return !what.of || (what.of == ui.me() && !ui.shut); }

// With another's eyes, until one goes back: the same screens and the same questions, and nothing can be changed.
void App::Parts::look_as(core::Viewer viewer) {
    const auto own = ui.back_to.value_or(ui.viewer);
    switch_to(core::Viewer::room());
    ui.viewer = viewer.person ? core::Viewer{viewer.person, viewer.eyes, own.person} : core::Viewer::room();
    ui.back_to = own;
    eyes = shell::whose_eyes(ui, ui.viewer);
    place = Place::today;
}

void App::Parts::switch_to(core::Viewer viewer) {
    if (viewer == ui.viewer && !ui.looking_as()) return;
    shut();  // whoever comes back finds their half-written words, and nobody else does
    was_shut = false;
    // Where the disk took no draft, shut() has left them where they were; they are nobody else's to see or to save.
    forget(Forget::person);
    forget_field();
    drafts.forget();
    drafts_wanted = true;
    ui.wrapped.clear();
    ui.core.forget_undo();
    ui.back_to.reset();
    ui.viewer = viewer;
    ui.wake_in(0);
}

void App::Parts::draw_banner(Rect& area) {
    if (is_for_here(banner)) shell::draw_banner(ui, banner, area);
}

// While nobody lives here, the welcome's alone.
void App::Parts::draw_sheets() {
    for (const auto& screen : all_screens())
        if (screen.draw_sheets && (screen.place == Place::welcome) == (here() == Place::welcome))
            screen.draw_sheets(screens, ui, touch.swipe());
}

void App::Parts::forget(Forget what) {
    for (const auto& screen : all_screens()) screen.forget(screens, what);
}

void App::Parts::draw() {
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
        draw_banner(area);
        screen_at(here()).draw(screens, ui, area, ui.sheet_was_open ? 0 : touch.swipe());
    }
    draw_sheets();
}

void App::Parts::fault(const core::Fault& problem) {
    auto text = sentence(problem, ui.core.folder());
    if (text == banner.text) return;  // said already; closing it stays closed until something else happens
    banner = {std::move(text), true, shell::Banner::About::fault, {}};
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
            if (banner.about == shell::Banner::About::fault) banner.text.clear();  // writing works (again)
            if (!result && result.refusal() == core::Refusal::locked && ui.me() && ui.shut) {
                // Opened first, then done as it was asked for.
                std::vector<Ui::Pending> waiting;
                waiting.push_back({commands, done, failed, recorded});
                vault::begin_unlock(screens.vault, ui, *ui.me(), std::move(waiting));
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
            for (const auto& screen : all_screens())
                if (undone && screen.undone) screen.undone(screens, undone.value().subject);
            ui.say(undone ? std::string(tr("Taken back.")) : sentence(undone.refusal()));
        } catch (const core::Fault& problem) {
            fault(problem);
        }
        ui.wake_in(0);
    }
    if (hidden) ui.new_toast.reset();  // nothing of anybody is on that screen
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
    for (const auto& screen : all_screens())
        if (screen.end) screen.end(parts_->screens, parts_->ui);
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
    p.ui.typed.clear();
    p.pictures.begin_frame(ImGui::GetTime());
    try {
        p.update_facts();
        p.notice_keyboard();
        if (p.touch.update(p.ui.drag_owner)) p.ui.wake_in(0);
        p.ui.gesture = p.touch.dragging();
        p.mind_the_vault();
        if (std::exchange(p.drafts_wanted, false) || (p.was_shut && !p.ui.shut)) p.drafts.take_up(p.fields, p.ui);
        p.was_shut = p.ui.shut;
        for (const auto& screen : all_screens())
            if (screen.update) screen.update(p.screens, p.ui);
        if (!p.hidden && !p.ui.still) p.tell_of_older_backup();
        if (!p.hidden && !p.ui.still) p.tell_of_keys();
        p.draw();
        p.mind_the_sheets();
        p.drafts.update(p.fields, p.ui, p.place);
        widgets::draw_toast(p.ui);
        p.mind_the_focus();
    } catch (const core::Fault& problem) {
        // A question could not be answered. What was begun has been ended on the way here, and the banner says why; the
        // other screens can still be gone to.
        p.ui.on_sheet = false;
        p.fault(problem);
    }
    p.apply();  // first: what follows may lock, or bring somebody else to the screen
    p.follow_links();
    try {
        p.upkeep.update(p.ui);
    } catch (const core::Fault& problem) {
        p.fault(problem);
    }
}

void App::files_dropped(std::vector<std::filesystem::path> files) {
    auto& p = *parts_;
    if (!p.ui.people || p.ui.people->empty()) return;
    if (!p.ui.me()) return p.ui.say(tr("Tap your face on Today, then drop the photos again."));
    p.place = Place::memories;
    p.screens.memories.viewer = {};
    p.screens.memories.import.start(std::move(files), p.ui);
    p.ui.wake_in(0);
}

void App::slept() { parts_->shut(); }

bool App::busy() const {
    const auto& p = *parts_;
    const auto rows = all_screens();
    return p.pictures.busy() || std::any_of(rows.begin(), rows.end(), [&](const Screen& screen) {
               return screen.busy && screen.busy(p.screens, p.place);
           });
}

const std::optional<Ending>& App::ending() const { return parts_->ui.ending; }

const semantics::Tree& App::tree() const { return parts_->tree; }

}  // namespace app
