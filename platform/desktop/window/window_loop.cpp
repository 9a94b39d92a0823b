#include "platform/desktop/window/window_loop.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <ostream>
#include <utility>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "app/words/tr.hpp"
#include "platform/desktop/command_line/printable.hpp"

namespace platform::desktop {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr int frames_after_an_event = 3;      // ImGui needs a few to settle: hover, layout, what follows from a click
constexpr double shortest_frame = 1.0 / 120;  // where the driver does not wait for the screen
constexpr double hidden_frame = 0.25;         // of a minimised window
constexpr double look_for_others_every = 0.5;
constexpr double caret_every = 0.4;                         // ImGui shows its cursor for 0.8 s of 1.2
constexpr int smallest_width = 360, smallest_height = 560;  // units

WindowLoop& loop_of(GLFWwindow* window) { return *static_cast<WindowLoop*>(glfwGetWindowUserPointer(window)); }

// Ends the windows and pops the styles that a fault left open. ImGui would make an error of each; we know the reason.
void close_what_is_open(const ImGuiErrorRecoveryState& before) {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    ImGuiIO& io = context.IO;
    const bool asserts = std::exchange(io.ConfigErrorRecoveryEnableAssert, false);
    const bool log = std::exchange(io.ConfigErrorRecoveryEnableDebugLog, false);
    const bool tooltip = std::exchange(io.ConfigErrorRecoveryEnableTooltip, false);
    const auto callback = std::exchange(context.ErrorCallback, [](ImGuiContext*, void*, const char*) {});
    ImGui::ErrorRecoveryTryToRecoverState(&before);
    context.ErrorCallback = callback;
    io.ConfigErrorRecoveryEnableTooltip = tooltip;
    io.ConfigErrorRecoveryEnableDebugLog = log;
    io.ConfigErrorRecoveryEnableAssert = asserts;
}

int to_pixels(int units, float scale) { return static_cast<int>(std::lround(static_cast<float>(units) * scale)); }

}  // namespace

WindowLoop::WindowLoop(const Display& display, const WindowRequest& request, const std::optional<WindowPlace>& place,
                       std::ostream& err)
    : request_(request),
      err_(err),
      area_(first_area(display, request, place)),
      window_(display, area_.width, area_.height),
      listening_(window_.get(), *this),
      gui_(window_, Input::window),
      services_(window_.get()) {
    if (request.semantics) semantics_.emplace(*request.semantics, request.own_folders);
    place_ = {area_, false};
    set_limits();
    glfwSetWindowPos(window_.get(), area_.x, area_.y);
    if (place && place->maximised && !request.size) glfwMaximizeWindow(window_.get());
    glfwShowWindow(window_.get());
}

Area WindowLoop::first_area(const Display& display, const WindowRequest& request,
                            const std::optional<WindowPlace>& place) {
    const auto areas = display.work_areas();
    const float scale = request.scale.value_or(display.content_scale());
    const Size size = request.size.value_or(Size{});
    const Area wanted = centred(areas, to_pixels(size.width, scale), to_pixels(size.height, scale));
    if (request.size) return wanted;  // whoever names a size gets it
    return within(areas, place ? place->area : wanted);
}

WindowLoop::Listening::Listening(GLFWwindow* window, WindowLoop& loop) {
    glfwSetWindowUserPointer(window, &loop);
    glfwSetCursorPosCallback(window, [](GLFWwindow* w, double, double) { any_event(w); });
    glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int) { any_event(w); });
    glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int, int, int) { any_event(w); });
    glfwSetScrollCallback(window, [](GLFWwindow* w, double, double) { any_event(w); });
    glfwSetKeyCallback(window, [](GLFWwindow* w, int, int, int, int) { any_event(w); });
    glfwSetCharCallback(window, [](GLFWwindow* w, unsigned) { any_event(w); });
    glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int) { any_event(w); });
    glfwSetWindowIconifyCallback(window, [](GLFWwindow* w, int) { any_event(w); });
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { any_event(w); });
    glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { any_event(w); });
    glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) {
        loop_of(w).set_limits();
        any_event(w);
    });
    glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
        for (int i = 0; i < count; ++i) loop_of(w).dropped_.emplace_back(paths[i]);
        any_event(w);
    });
}

void WindowLoop::any_event(GLFWwindow* window) { loop_of(window).happened(frames_after_an_event); }

void WindowLoop::wake() {
    woken_ = true;
    glfwPostEmptyEvent();
}

void WindowLoop::close() {
    closing_ = true;
    glfwPostEmptyEvent();
}

bool WindowLoop::ended(const Page& page) const {
    if (page.at_work()) return false;
    return closing_ || glfwWindowShouldClose(window_.get()) == GLFW_TRUE || page.close_requested();
}

void WindowLoop::run(const Page& page) {
    while (!ended(page)) {
        const double wait = std::min(draw_at(), look_at_) - glfwGetTime();
        if (wait > 0) glfwWaitEventsTimeout(wait);
        else glfwPollEvents();
        if (woken_.exchange(false)) happened(2);
        notice_sleep(page);
        look_for_others(page);
        if (!ended(page) && glfwGetTime() >= draw_at()) draw(page);
    }
}

double WindowLoop::draw_at() const {
    // Minimised, only what works on is taken further: an import writes its rows in frames.
    if (hidden()) return std::max(frames_due_ > 0 ? 0 : services_.frame_wanted_at(), drawn_at_ + hidden_frame);
    const double wanted = frames_due_ > 0 ? 0 : std::min({services_.frame_wanted_at(), stale_at_, caret_at_});
    return std::max(wanted, drawn_at_ + shortest_frame);
}

bool WindowLoop::hidden() const { return glfwGetWindowAttrib(window_.get(), GLFW_ICONIFIED) == GLFW_TRUE; }

// Looked at on every wake, which looking for others makes twice a second: that long what was on the screen stays there
// at most.
void WindowLoop::notice_sleep(const Page& page) {
    if (!sleep_watch_.slept()) return;
    happened(frames_after_an_event);
    try {
        page.slept();
    } catch (const std::exception& fault) {
        report(fault.what());
    }
}

void WindowLoop::look_for_others(const Page& page) {
    if (glfwGetTime() < look_at_) return;
    look_at_ = glfwGetTime() + look_for_others_every;
    if (page.at_work()) return;
    try {
        if (page.changed_by_others()) happened(2);
    } catch (const std::exception& fault) {
        report(fault.what());
    }
}

void WindowLoop::draw(const Page& page) {
    drawn_at_ = glfwGetTime();
    if (page.keeps_picture()) return;
    if (frames_due_ > 0) --frames_due_;
    services_.frame_begins();
    gui_.begin_frame();
    draw_page(page);
    gui_.end_frame();
    if (!hidden()) glfwSwapBuffers(window_.get());
    services_.frame_done();

    remember_place();
    const ImGuiIO& io = ImGui::GetIO();
    // Several keys or clicks that came at once are handed out over several frames.
    if (!ImGui::GetCurrentContext()->InputEventsQueue.empty()) happened(2);
    caret_at_ = io.WantTextInput ? drawn_at_ + caret_every : never;
    stale_at_ = glfwGetTime() + page.stale_in() + 0.01;
    if (semantics_ && !semantics_->write(page.tree(), static_cast<int>(io.DisplaySize.x),
                                         static_cast<int>(io.DisplaySize.y), pixels_per_unit()))
        report(filled(app::tr("What is on the screen cannot be written to {file}."),
                      {{"file", request_.semantics->string()}}));
}

// A fault must not take the program along: what was confirmed is on disk, and the next frame may do better.
void WindowLoop::draw_page(const Page& page) {
    ImGuiErrorRecoveryState before;
    ImGui::ErrorRecoveryStoreState(&before);
    try {
        page.set_scale(pixels_per_unit());
        if (!dropped_.empty()) page.files_dropped(std::exchange(dropped_, {}));
        page.frame();
    } catch (const std::exception& fault) {
        report(fault.what());
        close_what_is_open(before);
    }
}

void WindowLoop::remember_place() {
    GLFWwindow* window = window_.get();
    place_.maximised = glfwGetWindowAttrib(window, GLFW_MAXIMIZED) == GLFW_TRUE;
    if (place_.maximised) return;
    glfwGetWindowPos(window, &place_.area.x, &place_.area.y);
    glfwGetWindowSize(window, &place_.area.width, &place_.area.height);
}

// ImGui counts in screen coordinates, which on X11 are pixels and elsewhere may be several.
float WindowLoop::pixels_per_unit() const {
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_.get(), &x, &y);
    const float pixels = request_.scale.value_or(std::clamp(x, 0.5f, 4.0f));
    const float per_coordinate = ImGui::GetIO().DisplayFramebufferScale.x;
    return per_coordinate > 0 ? pixels / per_coordinate : pixels;
}

void WindowLoop::set_limits() {
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_.get(), &x, &y);
    const float scale = request_.scale.value_or(x);
    glfwSetWindowSizeLimits(window_.get(), std::min(to_pixels(smallest_width, scale), area_.width),
                            std::min(to_pixels(smallest_height, scale), area_.height), GLFW_DONT_CARE, GLFW_DONT_CARE);
}

void WindowLoop::report(const std::string& what) {
    if (reported_.insert(what).second) err_ << printable(what) << std::endl;
}

}  // namespace platform::desktop
