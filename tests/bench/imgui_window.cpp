// The fair peer for start: Dear ImGui in the same fonts, with one page of text. It says so on its standard output once
// that is drawn, and waits.
#include <cstdio>

#include <GLFW/glfw3.h>
#include <imgui.h>

#include "platform/desktop/window/display.hpp"

using namespace platform::desktop;

int main() {
    const Display display;
    const GlWindow window(display, 1280, 800);
    Gui gui(window, Input::window);
    glfwShowWindow(window.get());
    gui.begin_frame();
    ImGui::Begin("page");
    for (ImFont* font : {gui.fonts().heading, gui.fonts().text, gui.fonts().strong}) {
        ImGui::PushFont(font, 24);
        for (int line = 0; line < 8; ++line) ImGui::TextUnformatted("Thank you for the long walk, and for the soup.");
        ImGui::PopFont();
    }
    ImGui::End();
    glClearColor(0.98f, 0.96f, 0.94f, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    gui.end_frame();
    glfwSwapBuffers(window.get());
    std::puts("drawn");
    std::fflush(stdout);
    while (!glfwWindowShouldClose(window.get())) glfwWaitEvents();
}
