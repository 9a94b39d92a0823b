#include "platform/desktop/window/display.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <GL/gl.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include "app/words/tr.hpp"
#include "platform/desktop/window/window_icon.hpp"

namespace platform::desktop {

Display::Display() {
    if (glfwInit() != GLFW_TRUE)
        throw NoDisplay(app::tr("Inglenook needs a display to open its window on, and there is none here."));
}

Display::~Display() { glfwTerminate(); }

float Display::content_scale() const {
    float x = 1, y = 1;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) glfwGetMonitorContentScale(monitor, &x, &y);
    return x;
}

std::vector<Area> Display::work_areas() const {
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    std::vector<Area> areas;
    for (int i = 0; i < count; ++i) {
        Area area;
        glfwGetMonitorWorkarea(monitors[i], &area.x, &area.y, &area.width, &area.height);
        if (area.width > 0 && area.height > 0) areas.push_back(area);
    }
    return areas;
}

GlWindow::GlWindow(const Display&, int width, int height) {
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "Inglenook");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "inglenook");
    window_ = glfwCreateWindow(width, height, "Inglenook", nullptr, nullptr);
    if (window_ == nullptr)
        throw NoDisplay(app::tr("Inglenook draws with OpenGL 3, and this display does not offer it."));
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    set_window_icon(window_);
}

GlWindow::~GlWindow() { glfwDestroyWindow(window_); }

Gui::Gui(const GlWindow& window, Input input) : input_(input) {
    IMGUI_CHECKVERSION();
    context_ = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    // Its list of windows under Ctrl+Tab belongs to a tool, not to this.
    context_->ConfigNavWindowingKeyNext = 0;
    context_->ConfigNavWindowingKeyPrev = 0;
    fonts_ = load_fonts(*io.Fonts, files_, system_fonts_);
    if (input_ == Input::window) ImGui_ImplGlfw_InitForOpenGL(window.get(), true);
    if (!ImGui_ImplOpenGL3_Init("#version 130"))
        throw NoDisplay(app::tr("Inglenook draws with OpenGL 3, and this display does not offer it."));
}

Gui::~Gui() {
    ImGui_ImplOpenGL3_Shutdown();
    if (input_ == Input::window) ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext(context_);
}

void Gui::begin_frame() {
    ImGui_ImplOpenGL3_NewFrame();
    if (input_ == Input::window) ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
}

void Gui::end_frame() {
    ImGui::Render();
    const ImDrawData* data = ImGui::GetDrawData();
    glViewport(0, 0, static_cast<int>(data->DisplaySize.x * data->FramebufferScale.x),
               static_cast<int>(data->DisplaySize.y * data->FramebufferScale.y));
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace platform::desktop
