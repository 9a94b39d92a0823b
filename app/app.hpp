#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/semantics/tree.hpp"
#include "core/household/household.hpp"
#include "core/jobs/job.hpp"
#include "platform/services.hpp"

struct ImFont;

namespace app {

// The three faces everything is set in. The platform loads them; each falls back to whatever font has a glyph.
struct Fonts {
    ImFont* heading = nullptr;  // warm, rounded, bold
    ImFont* text = nullptr;
    ImFont* strong = nullptr;   // the text face, bold
};

struct Options {
    std::string screen;                 // a name of screen_names(), or empty
    std::optional<std::string> theme;   // "light", "dark"; empty: the device's setting, else the system's
    bool still = false;                 // for pictures: no animation, no text cursor
};

// The whole program on the screen: draws one frame between ImGui::NewFrame() and ImGui::Render().
class App {
public:
    App(core::Household& household, core::JobQueue& jobs, platform::Services& services, Fonts fonts, Options options);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    // Pixels a unit (the display's content scale). May change between frames.
    void set_scale(float scale);
    void frame();
    // The machine was asleep: whoever sits here now may be somebody else.
    void slept();
    void files_dropped(std::vector<std::filesystem::path> files);
    // True while something that the next frames need is still on its way (a picture being decoded): a screenshot waits for it.
    bool busy() const;
    const semantics::Tree& tree() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// The names that --screen takes: "today", "rituals", "agenda", "new-ritual", "thanks", "memories", "photo", "settings", "welcome".
const std::vector<std::string_view>& screen_names();

// The page shown when the household cannot be opened: what happened, what is safe, what to do.
class ProblemPage {
public:
    ProblemPage(platform::Services& services, Fonts fonts, std::string sentence);
    ~ProblemPage();
    void set_scale(float scale);
    void frame();
    bool close_requested() const;
    const semantics::Tree& tree() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace app
