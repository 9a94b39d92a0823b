#include "tests/app/headless.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <map>
#include <system_error>
#include <tuple>

#include <imgui_internal.h>
#include <sqlite3.h>
#include <catch2/catch_test_macros.hpp>

#include "core/people/person_commands.hpp"
#include "tests/core/device.hpp"
#include "tests/core/pins.hpp"

namespace headless {

namespace fs = std::filesystem;

namespace {

// --- fonts ------------------------------------------------------------------------------------------

std::string first_that_is_there(std::initializer_list<const char*> paths) {
    std::error_code ignored;
    for (const char* path : paths)
        if (*path && fs::is_regular_file(path, ignored)) return path;
    return {};
}

struct FontPaths {
    std::string heading =
        first_that_is_there({INGLENOOK_HEADING_FONT, "/usr/share/fonts/truetype/quicksand/Quicksand-Bold.ttf"});
    std::string text =
        first_that_is_there({INGLENOOK_TEXT_FONT, "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"});
    std::string strong =
        first_that_is_there({INGLENOOK_STRONG_FONT, "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf"});
    bool complete() const { return !heading.empty() && !text.empty() && !strong.empty(); }
};

// One atlas for all contexts, so that each glyph is drawn once in a run of tests.
struct Faces {
    ImFontAtlas atlas;
    app::Fonts fonts;
    int frames = 0;
    explicit Faces(const FontPaths& paths) {
        fonts.text = atlas.AddFontFromFileTTF(paths.text.c_str(), 17);
        fonts.strong = atlas.AddFontFromFileTTF(paths.strong.c_str(), 17);
        fonts.heading = atlas.AddFontFromFileTTF(paths.heading.c_str(), 17);
        ImFontConfig behind;
        behind.MergeMode = true;
        atlas.AddFontFromFileTTF(paths.strong.c_str(), 17, &behind);
    }
};

Faces* faces() {
    static const FontPaths paths;
    if (!paths.complete()) return nullptr;
    static auto* shared = new Faces(paths);  // outlives every context
    return shared;
}

// The renderer that draws nothing: every wish for a texture is granted.
void answer_texture_requests() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) switch (texture->Status) {
            case ImTextureStatus_WantCreate:
                texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID));
                texture->SetStatus(ImTextureStatus_OK);
                break;
            case ImTextureStatus_WantUpdates: texture->SetStatus(ImTextureStatus_OK); break;
            case ImTextureStatus_WantDestroy:
                texture->SetTexID(ImTextureID_Invalid);
                texture->SetStatus(ImTextureStatus_Destroyed);
                break;
            default: break;
        }
}

// Filled once in a process; the others are copies.
const fs::path& demo_folder(const core::demo::Request& request) {
    static std::map<std::tuple<int, std::uint64_t, int>, std::unique_ptr<Folder>> folders;
    auto& folder = folders[{request.years, request.seed, request.photos}];
    if (!folder) {
        folder = std::make_unique<Folder>();
        const core::FixedClock clock(monday_evening());
        SeededRandom random(request.seed);
        core::Household household(folder->path(), clock, random, tests::device());
        REQUIRE(core::demo::fill(household, request));
    }
    return folder->path();
}

// --- counting -----------------------------------------------------------------------------------------

std::atomic<std::size_t> statement_count = 0;

int count_statement(unsigned, void*, void*, void*) {
    ++statement_count;
    return 0;
}

sqlite3* last_opened = nullptr;

int watch(sqlite3* db, const char**, const sqlite3_api_routines*) {
    last_opened = db;
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, count_statement, nullptr);
}

void watch_connections() {
    // SQLite keeps the address as that of a function without arguments.
    static const int registered = sqlite3_auto_extension(reinterpret_cast<void (*)()>(reinterpret_cast<void*>(watch)));
    REQUIRE(registered == SQLITE_OK);
}

}  // namespace

std::size_t statements() { return statement_count; }

void break_connection(bool on) {
    sqlite3_progress_handler(last_opened, 1, on ? [](void*) { return 1; } : static_cast<int (*)(void*)>(nullptr),
                             nullptr);
}

// --- the parts of a stage -------------------------------------------------------------------------------

Folder::Folder() {
    core::SystemRandom random;
    core::Uuid id;
    random.fill(id.bytes.data(), id.bytes.size());
    path_ = fs::temp_directory_path() / ("inglenook-app-" + core::to_text(id));
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

void SeededRandom::fill(std::uint8_t* bytes, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        // splitmix64
        state_ += 0x9e3779b97f4a7c15u;
        std::uint64_t z = state_;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
        z = (z ^ z >> 27) * 0x94d049bb133111ebu;
        bytes[i] = static_cast<std::uint8_t>((z ^ z >> 31) >> 56);
    }
}

app::Texture Services::create_texture(const core::Pixels& pixels) {
    CHECK(pixels.rgba.size() == static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 4);
    // Far from the numbers that the fonts' own textures have.
    textures.push_back(1'000'000 + ++last_);
    return textures.back();
}

void Services::destroy_texture(app::Texture texture) {
    const auto found = std::find(textures.begin(), textures.end(), texture);
    CHECK(found != textures.end());
    if (found != textures.end()) textures.erase(found);
}

void Services::request_frame(double seconds) { next_frame_in = std::min(next_frame_in, seconds); }

bool Services::open_with_system(const fs::path& path) {
    opened.push_back(path);
    return has_file_manager;
}

core::Instant monday_evening() { return core::FixedClock({0, 60}).at(monday, 18 * 60 + 42); }

core::Uuid done(core::Household& household, const core::Command& command) {
    const auto result = household.apply(command);
    REQUIRE(result);
    return result.value().subject;
}

void two_people(core::Household& household) {
    done(household, core::AddPerson{"Mara", "plum", "curls", {}});
    done(household, core::AddPerson{"Jonas", "sky", "beard", {}});
}

core::PersonId mara_of(const core::Household& household) { return household.get<core::PersonStore>().all().at(0).id; }

void unlock(Stage& stage) {
    tests::unlock(stage.household(), mara_of(stage.household()), "2468");
    stage.settle();
}

ImVec2 middle(const app::semantics::Node& node) {
    const auto& r = node.rect;
    const auto& c = node.clip;
    return {(std::max(r.x0, c.x0) + std::min(r.x1, c.x1)) / 2, (std::max(r.y0, c.y0) + std::min(r.y1, c.y1)) / 2};
}

std::string to_text(const app::semantics::Rect& rect) {
    char text[96];
    std::snprintf(text, sizeof text, "[%.1f,%.1f … %.1f,%.1f]", static_cast<double>(rect.x0),
                  static_cast<double>(rect.y0), static_cast<double>(rect.x1), static_cast<double>(rect.y1));
    return text;
}

bool interactive(const app::semantics::Node& node) {
    using Role = app::semantics::Role;
    return node.role == Role::button || node.role == Role::toggle || node.role == Role::choice ||
           node.role == Role::field;
}

std::vector<Ellipsis> ellipses() {
    std::vector<std::pair<ImVec2, ImVec2>> drawn_as;  // texture coordinates, corner to corner
    auto& pool = faces()->atlas.Builder->BakedPool;
    for (int i = 0; i < pool.Size; ++i)
        if (auto& baked = pool[i]; baked.ContainerFont && !baked.WantDestroy)
            if (const auto* glyph = baked.FindGlyphNoFallback(0x2026))
                drawn_as.push_back({{glyph->U0, glyph->V0}, {glyph->U1, glyph->V1}});
    const auto same = [](ImVec2 a, ImVec2 b) { return a.x == b.x && a.y == b.y; };
    std::vector<Ellipsis> found;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
        const bool overlay = std::string_view(list->_OwnerName).substr(0, 9) != "inglenook";
        for (const auto& command : list->CmdBuffer)
            for (unsigned i = 0; i + 6 <= command.ElemCount; i += 6) {
                const auto at = static_cast<int>(command.IdxOffset + i);
                const auto corner = static_cast<int>(command.VtxOffset + list->IdxBuffer[at]),
                           opposite = static_cast<int>(command.VtxOffset + list->IdxBuffer[at + 2]);
                const auto& a = list->VtxBuffer[corner];
                const auto& b = list->VtxBuffer[opposite];
                const bool is = std::any_of(drawn_as.begin(), drawn_as.end(),
                                            [&](const auto& g) { return same(a.uv, g.first) && same(b.uv, g.second); });
                const ImVec2 c = {(a.pos.x + b.pos.x) / 2, (a.pos.y + b.pos.y) / 2};
                const auto& clip = command.ClipRect;
                if (is && c.x >= clip.x && c.x <= clip.z && c.y >= clip.y && c.y <= clip.w)
                    found.push_back({c, overlay});
            }
    }
    return found;
}

// --- the device -----------------------------------------------------------------------------------------

std::optional<core::Secret> OwnDevice::get(const std::string& household) {
    const auto found = learnt_.find(household);
    if (found == learnt_.end()) return tests::device().get(household);
    if (!found->second) return std::nullopt;
    return found->second->copy();
}

void OwnDevice::set(const std::string& household, const core::Secret& record) { learnt_[household] = record.copy(); }
void OwnDevice::remove(const std::string& household) { learnt_[household].reset(); }

// --- the stage ------------------------------------------------------------------------------------------

Stage::Stage(Setup setup) : clock(monday_evening()), size_(setup.size) {
    if (!faces()) SKIP("the fonts are not on this machine: fonts-quicksand and fonts-noto-core");
    watch_connections();
    if (setup.folder) {
        folder_ = *setup.folder;
        fs::create_directories(folder_);
    } else {
        own_folder_ = std::make_unique<Folder>();
        folder_ = own_folder_->path();
        fs::create_directories(folder_);
    }
    if (setup.demo) {
        // Photos are never written again, so that all may have the same.
        for (const auto& entry : fs::directory_iterator(demo_folder(*setup.demo))) {
            const auto here = folder_ / entry.path().filename();
            if (entry.is_directory()) fs::create_directory_symlink(entry.path(), here);
            else fs::copy_file(entry.path(), here);
        }
    }
    household_ = std::make_unique<core::Household>(folder_, clock, random_, device());
    if (setup.before) setup.before(*household_);
    household_->forget_undo();

    fs::create_directories(pictures());
    services.places_offered = {{"Pictures", pictures()}};
    IMGUI_CHECKVERSION();
    fonts_ = faces()->fonts;
    restore_into_ = setup.restore_into;
    begin_app(setup.screen);
}

core::DeviceSecrets& Stage::device() {
    return own_folder_ ? static_cast<core::DeviceSecrets&>(own_device_) : tests::device();
}

void Stage::begin_app(const std::string& screen) {
    context_ = ImGui::CreateContext(&faces()->atlas);
    auto& io = ImGui::GetIO();
    io.IniFilename = io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.ConfigErrorRecoveryEnableAssert = true;
    io.BackendFlags |=
        ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;  // as the desktop home has them
    io.ConfigInputTrickleEventQueue = false;
    resize(size_);
    app::Options options;
    options.screen = screen;
    options.restore_into = restore_into_;
    app_ = std::make_unique<app::App>(*household_, jobs, services, fonts_, options);
}

Stage::~Stage() {
    finish_work();
    app_.reset();
    while (jobs.run_slice()) {
    }
    // Nothing is left on the graphics card.
    if (std::uncaught_exceptions() == 0) CHECK(services.textures.empty());
    if (context_) {
        ImGui::DestroyContext(context_);
    }
}

void Stage::restart(std::string screen) {
    finish_work();
    app_.reset();
    while (jobs.run_slice()) {
    }
    ImGui::DestroyContext(context_);
    household_.reset();
    household_ = std::make_unique<core::Household>(folder_, clock, random_, device());
    begin_app(screen);
}

// As every home does before it ends the program.
void Stage::finish_work() {
    while (app_ && app_->at_work() && jobs.run_slice()) {
    }
}

void Stage::resize(Size size) {
    size_ = size;
    ImGui::GetIO().DisplaySize = {static_cast<float>(size.width) * size.scale,
                                  static_cast<float>(size.height) * size.scale};
}

void Stage::frame(int count) {
    for (int i = 0; i < count; ++i) {
        ImGui::GetIO().DeltaTime = 1.f / 60;
        services.next_frame_in = std::numeric_limits<double>::infinity();
        ImFontAtlasUpdateNewFrame(&faces()->atlas, ++faces()->frames, true);  // no context owns it
        ImGui::NewFrame();
        if (page) {
            page->set_scale(size_.scale);
            page->frame();
        } else {
            app_->set_scale(size_.scale);
            app_->frame();
        }
        ImGui::Render();
        answer_texture_requests();
        for (int slice = 0; slice != slices_a_frame && jobs.run_slice(); ++slice) {
        }
    }
}

void Stage::settle() {
    int quiet = 0;
    for (int i = 0; i < 400 && quiet < 3; ++i) {
        frame();
        quiet = !app_->busy() && jobs.idle() && services.next_frame_in > 0.3 ? quiet + 1 : 0;
    }
    if (quiet < 3)
        FAIL("the screen does not come to rest; it asks for a frame in " << services.next_frame_in << " s\n" << dump());
}

void Stage::wait(double seconds) { frame(static_cast<int>(std::ceil(seconds * 60))); }

// --- looking --------------------------------------------------------------------------------------------

namespace {

bool overlay_open(const app::semantics::Tree& tree) {
    const auto nodes = tree.nodes();
    return std::any_of(nodes.begin(), nodes.end(),
                       [](const auto& n) { return n.overlay && n.role == app::semantics::Role::dialog; });
}

// With a sheet open the page below cannot be reached: what lies above comes first.
template <class Fits> const app::semantics::Node* first_on_top(const app::semantics::Tree& tree, const Fits& fits) {
    const bool sheet = overlay_open(tree);
    for (const bool above : {true, false})
        for (const bool seen : {true, false})
            for (const auto& node : tree.nodes())
                if (node.overlay == above && (node.visible() == seen) && fits(node)) return &node;
    // (what lies below an open sheet is found too: it can be seen)
    (void)sheet;
    return nullptr;
}

}  // namespace

const Stage::Node* Stage::look(std::string_view name) const {
    const auto* found = first_on_top(tree(), [&](const Node& node) { return node.name == name && interactive(node); });
    return found ? found : first_on_top(tree(), [&](const Node& node) { return node.name == name; });
}

const Stage::Node* Stage::look(Role role, std::string_view name) const {
    return first_on_top(tree(), [&](const Node& node) { return node.role == role && node.name == name; });
}

const Stage::Node& Stage::reached(const std::function<const Node*()>& find, const std::string& what) {
    const Node* found = find();
    if (!found) FAIL("nothing here is called " << what << "\n" << dump());
    // Wholly within what shows it, or as much as fits there.
    const auto missing = [](const Node& node) {
        const float room = node.clip.height(), above = node.clip.y0 - node.rect.y0, below = node.rect.y1 - node.clip.y1;
        if (node.rect.height() > room) return above > 0 ? -above : below > 0 && -above > room / 4 ? below : 0.f;
        return above > 0.5f ? -above : below > 0.5f ? below : 0.f;
    };
    for (int i = 0; i < 200 && missing(*found) != 0; ++i) {
        const float before = found->rect.y0;
        const ImVec2 at = {(found->clip.x0 + found->clip.x1) / 2, (found->clip.y0 + found->clip.y1) / 2};
        const float notches = std::clamp(std::abs(missing(*found)) / u(120), 0.5f, 30.f);
        wheel(at, missing(*found) > 0 ? -notches : notches);
        found = find();
        if (!found) FAIL(what << " was lost on the way to it\n" << dump());
        if (found->rect.y0 == before) break;
    }
    if (!found->visible()) FAIL(what << " cannot be scrolled into view\n" << dump());
    return *found;
}

const Stage::Node& Stage::node(std::string_view name) {
    return reached([this, name] { return look(name); }, '"' + std::string(name) + '"');
}

const Stage::Node& Stage::node(Role role, std::string_view name) {
    return reached([this, role, name] { return look(role, name); },
                   std::string(app::semantics::to_text(role)) + " \"" + std::string(name) + '"');
}

std::vector<const Stage::Node*> Stage::all(Role role) const {
    std::vector<const Node*> found;
    for (const auto& node : tree().nodes())
        if (node.role == role && node.visible()) found.push_back(&node);
    return found;
}

std::vector<const Stage::Node*> Stage::all(Role role, std::string_view name) const {
    auto found = all(role);
    found.erase(std::remove_if(found.begin(), found.end(), [&](const Node* node) { return node->name != name; }),
                found.end());
    return found;
}

bool Stage::shows(std::string_view text) const {
    const auto nodes = tree().nodes();
    return std::any_of(nodes.begin(), nodes.end(),
                       [&](const Node& node) { return node.visible() && node.name.find(text) != std::string::npos; });
}

bool Stage::holds(std::string_view text) const {
    const auto nodes = tree().nodes();
    return std::any_of(nodes.begin(), nodes.end(), [&](const Node& node) {
        return node.name.find(text) != std::string::npos || node.value.find(text) != std::string::npos;
    });
}

std::string Stage::value(std::string_view field) { return node(Role::field, field).value; }

std::string Stage::dump() const {
    std::string text;
    for (const auto& node : tree().nodes()) {
        text += std::string(app::semantics::to_text(node.role)) + " \"" + node.name + '"';
        if (!node.value.empty()) text += " = \"" + node.value + '"';
        text += ' ' + to_text(node.rect);
        if (node.on) text += " on";
        if (node.focused) text += " focused";
        if (node.shortened) text += " shortened";
        if (node.overlay) text += " overlay";
        if (!node.visible()) text += " out of sight";
        text += '\n';
    }
    return text;
}

// --- doing ----------------------------------------------------------------------------------------------

void Stage::move(ImVec2 to) {
    ImGui::GetIO().AddMousePosEvent(to.x, to.y);
    frame();
}

void Stage::click_at(ImVec2 at) {
    auto& io = ImGui::GetIO();
    move(at);
    io.AddMouseButtonEvent(0, true);
    frame();
    io.AddMouseButtonEvent(0, false);
    frame(4);  // what follows from it may move the page
}

void Stage::click_node(const Node& node) { click_at(middle(node)); }

void Stage::right_click(std::string_view name) {
    auto& io = ImGui::GetIO();
    move(middle(node(name)));
    io.AddMouseButtonEvent(1, true);
    frame();
    io.AddMouseButtonEvent(1, false);
    frame(2);
}

void Stage::long_press(std::string_view name) {
    auto& io = ImGui::GetIO();
    move(middle(node(name)));
    io.AddMouseButtonEvent(0, true);
    wait(0.6);
    io.AddMouseButtonEvent(0, false);
    frame(2);
}

void Stage::drag(ImVec2 from, ImVec2 to, int steps, int rest) {
    auto& io = ImGui::GetIO();
    move(from);
    io.AddMouseButtonEvent(0, true);
    frame();
    for (int i = 1; i <= steps; ++i) {
        const float share = static_cast<float>(i) / static_cast<float>(steps);
        move({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
    }
    frame(rest);
    io.AddMouseButtonEvent(0, false);
    frame(2);
}

void Stage::press_and_drag(std::string_view name, ImVec2 by) {
    const auto from = middle(node(name));
    drag(from, {from.x + by.x, from.y + by.y});
}

void Stage::wheel(ImVec2 at, float notches) {
    auto& io = ImGui::GetIO();
    move(at);
    io.AddMouseWheelEvent(0, notches);
    frame(2);
}

void Stage::type(std::string_view text) {
    ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
    frame(2);
}

void Stage::key(ImGuiKey key, ImGuiKey modifiers) {
    auto& io = ImGui::GetIO();
    for (const auto modifier : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt})
        if (modifiers & modifier) io.AddKeyEvent(static_cast<ImGuiKey>(modifier), true);
    io.AddKeyEvent(key, true);
    frame();
    io.AddKeyEvent(key, false);
    for (const auto modifier : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt})
        if (modifiers & modifier) io.AddKeyEvent(static_cast<ImGuiKey>(modifier), false);
    frame(2);
}

void Stage::write(std::string_view field, std::string_view text) {
    click(Role::field, field);
    key(ImGuiKey_A, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    key(ImGuiKey_Delete);
    type(text);
}

}  // namespace headless
