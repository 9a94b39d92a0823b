#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/app.hpp"
#include "app/services.hpp"
#include "core/demo/demo.hpp"
#include "core/household/household.hpp"
#include "core/jobs/job.hpp"
#include "core/people/person_store.hpp"
#include "core/vault/device_secrets.hpp"

// The whole program on the screen, without a window: events go in, the semantic tree and the store come out.
namespace headless {

// A folder of its own that goes when the test ends.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// The same ids in every run.
class SeededRandom final : public core::Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::uint8_t* bytes, std::size_t count) override;

private:
    std::uint64_t state_;
};

// The system as the tests want it.
class Services final : public app::Services {
public:
    app::Texture create_texture(const core::Pixels& pixels) override;
    void destroy_texture(app::Texture texture) override;
    void request_frame(double seconds) override;
    bool open_with_system(const std::filesystem::path& path) override;
    std::vector<Place> places() const override { return places_offered; }
    void set_window_title(const std::string& title) override { window_title = title; }
    bool prefers_dark() const override { return dark; }
    bool prefers_reduced_motion() const override { return reduced_motion; }

    bool dark = false, reduced_motion = false, has_file_manager = true;
    std::vector<Place> places_offered;
    std::vector<std::filesystem::path> opened;
    std::string window_title;
    std::vector<app::Texture> textures;  // those that stand
    double next_frame_in = 0;            // seconds; the earliest wish of the last frame

private:
    app::Texture last_ = 0;
};

// A device that began as the test program's own, and keeps for itself what it learns: copies of one household know
// nothing of each other.
class OwnDevice final : public core::DeviceSecrets {
public:
    std::optional<core::Secret> get(const std::string& household) override;
    void set(const std::string& household, const core::Secret& record) override;
    void remove(const std::string& household) override;
    Kept kept() const override { return Kept::memory; }

private:
    std::map<std::string, std::optional<core::Secret>> learnt_;  // without a record: removed
};

// Monday, 23 November 2026, 18:42 in a zone an hour east of Greenwich.
core::Instant monday_evening();
inline constexpr core::Day monday{20780};

struct Size {
    int width = 1280, height = 800;  // units
    float scale = 1;                 // pixels a unit
};
inline constexpr Size desktop{1280, 800, 1}, phone{390, 844, 1}, kiosk{1920, 1080, 1};

struct Setup {
    Size size = desktop;
    std::optional<core::demo::Request> demo;                 // else an empty household
    std::function<void(core::Household&)> before;            // what is there when the program starts
    std::string screen;                                      // a name of app::screen_names(), or empty
    std::optional<std::filesystem::path> folder;             // one that is there already, and stays
    std::optional<std::filesystem::path> restore_into = {};  // choosing a backup for what lies there, and nothing else
};

// Two people, Mara first.
void two_people(core::Household& household);
core::PersonId mara_of(const core::Household& household);
// Applies a command that must not be refused.
core::Uuid done(core::Household& household, const core::Command& command);

// One program that runs. Skips the test, saying why, on a machine without the fonts.
class Stage {
public:
    explicit Stage(Setup setup = {});
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    core::FixedClock clock;
    core::Household& household() { return *household_; }
    core::JobQueue jobs;
    Services services;
    app::App& app() { return *app_; }
    const std::filesystem::path& folder() const { return folder_; }
    // A folder outside the household, offered as the place "Pictures".
    const std::filesystem::path& pictures() const { return pictures_.path(); }
    // The program closed and begun again on the same folder.
    void restart(std::string screen = {});

    void resize(Size size);
    Size size() const { return size_; }
    float u(float units) const { return units * size_.scale; }

    void frame(int count = 1);
    // Until nothing is on its way any more.
    void settle();
    void wait(double seconds);
    app::NoticePage* page = nullptr;  // drawn in the program's place
    const app::Fonts& fonts() const { return fonts_; }
    // Slices of jobs that run between two frames; the least is none, -1 is all.
    int slices_a_frame = -1;

    using Role = app::semantics::Role;
    using Node = app::semantics::Node;
    const app::semantics::Tree& tree() const { return page ? page->tree() : app_->tree(); }
    // The node of that name, on a sheet if one is open; scrolled into view by the wheel if it must be. Fails the test
    // when there is none.
    const Node& node(std::string_view name);
    const Node& node(Role role, std::string_view name);
    const Node* look(std::string_view name) const;
    const Node* look(Role role, std::string_view name) const;
    std::vector<const Node*> all(Role role) const;
    std::vector<const Node*> all(Role role, std::string_view name) const;
    // Some node that can be seen has this in its name.
    bool shows(std::string_view text) const;
    // The tree has it anywhere, seen or not, in a name or a value.
    bool holds(std::string_view text) const;
    std::string value(std::string_view field);
    std::string dump() const;

    void move(ImVec2 to);
    void click_at(ImVec2 at);
    void click(std::string_view name) { click_node(node(name)); }
    void click(Role role, std::string_view name) { click_node(node(role, name)); }
    void click_node(const Node& node);
    void right_click(std::string_view name);
    void long_press(std::string_view name);
    // Down, a few moves, up; with `frames` between the last move and the release the finger has come to rest.
    void drag(ImVec2 from, ImVec2 to, int steps = 8, int rest = 0);
    void press_and_drag(std::string_view name, ImVec2 by);
    void wheel(ImVec2 at, float notches);
    // Into what has the focus.
    void type(std::string_view text);
    void key(ImGuiKey key, ImGuiKey modifiers = ImGuiKey_None);
    // Clicks a field and replaces what it holds.
    void write(std::string_view field, std::string_view text);

    core::Viewer viewer(std::size_t person) {
        return core::Viewer::of(household_->get<core::PersonStore>().all().at(person).id);
    }

private:
    void begin_app(const std::string& screen);
    void finish_work();
    const Node& reached(const std::function<const Node*()>& find, const std::string& what);

    Folder pictures_;
    std::unique_ptr<Folder> own_folder_;
    std::optional<std::filesystem::path> restore_into_;
    OwnDevice own_device_;
    core::DeviceSecrets& device();
    std::filesystem::path folder_;
    SeededRandom random_{7};
    std::unique_ptr<core::Household> household_;
    Size size_;
    ImGuiContext* context_ = nullptr;
    app::Fonts fonts_;
    std::unique_ptr<app::App> app_;
};

// Opens Mara's vault by the PIN 2468.
void unlock(Stage& stage);

// Middle of what can be seen of a node.
ImVec2 middle(const app::semantics::Node& node);
std::string to_text(const app::semantics::Rect& rect);
bool interactive(const app::semantics::Node& node);

// The places where an ellipsis is drawn in the frame that was drawn last, on the page or on what lies above it.
struct Ellipsis {
    ImVec2 at;
    bool overlay = false;
};
std::vector<Ellipsis> ellipses();

// How much operator new has been asked for, and how many statements SQLite has run, since the program began.
std::size_t allocations();
std::size_t statements();
// Whether some block that operator new has given, and that nobody has freed, has this in it.
bool in_memory(std::string_view text);
// While it is on, the connection that was opened last answers nothing: each statement ends in a fault.
void break_connection(bool on);
// Where the next allocations come from, printed as they happen; for finding them.
void trace_allocations(bool on);

}  // namespace headless
