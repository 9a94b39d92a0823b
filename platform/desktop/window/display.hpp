#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "platform/desktop/fonts/font_files.hpp"
#include "platform/desktop/fonts/fonts.hpp"
#include "platform/desktop/fonts/system_font_loader.hpp"

struct GLFWwindow;
struct ImGuiContext;

namespace platform::desktop {

// There is no display, or it offers no OpenGL 3. what() is the one line to say about it.
struct NoDisplay : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A rectangle of the desktop, in screen coordinates.
struct Area {
    int x = 0, y = 0, width = 0, height = 0;
};

// The connection to the windowing system. Throws NoDisplay.
class Display {
public:
    Display();
    ~Display();
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

    float content_scale() const;           // of the first monitor
    std::vector<Area> work_areas() const;  // of each monitor, what panels leave; the first monitor's first
};

// A window with an OpenGL 3 context that is current, not shown yet. Throws NoDisplay.
class GlWindow {
public:
    GlWindow(const Display& display, int width, int height);
    ~GlWindow();
    GlWindow(const GlWindow&) = delete;
    GlWindow& operator=(const GlWindow&) = delete;

    GLFWwindow* get() const { return window_; }

private:
    GLFWwindow* window_ = nullptr;
};

enum class Input { window, none };

// Dear ImGui with our fonts, drawing into the current context, with or without the window's input. Callbacks that the
// window has by then are called too.
class Gui {
public:
    Gui(const GlWindow& window, Input input);
    ~Gui();
    Gui(const Gui&) = delete;
    Gui& operator=(const Gui&) = delete;

    const app::Fonts& fonts() const { return fonts_; }
    void begin_frame();
    void end_frame();  // draws into whatever framebuffer is bound

private:
    FontFiles files_;
    SystemFonts system_fonts_{files_};
    Input input_;
    ImGuiContext* context_ = nullptr;
    app::Fonts fonts_;
};

}  // namespace platform::desktop
