// The peer for start and memory: a window that clears itself once, says so on its standard output, and waits.
#include <cstdio>

#include <GLFW/glfw3.h>

int main() {
    if (!glfwInit()) return 2;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    GLFWwindow* window = glfwCreateWindow(1280, 800, "bare", nullptr, nullptr);
    if (!window) return 2;
    glfwMakeContextCurrent(window);
    glClearColor(0.98f, 0.96f, 0.94f, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glfwSwapBuffers(window);
    std::puts("drawn");
    std::fflush(stdout);
    while (!glfwWindowShouldClose(window)) glfwWaitEvents();
    glfwTerminate();
}
