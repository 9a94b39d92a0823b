#pragma once

#include <atomic>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "platform/desktop/system/sleep_watch.hpp"
#include "platform/desktop/window/desktop_services.hpp"
#include "platform/desktop/window/display.hpp"
#include "platform/desktop/window/page.hpp"
#include "platform/desktop/window/semantics_file.hpp"
#include "platform/desktop/window/window_place.hpp"
#include "platform/desktop/window/window_request.hpp"

namespace platform::desktop {

// A visible window and the loop that draws a page in it only when something happened: input, a request, a finished
// slice of a job, a change by another program, the next minute.
class WindowLoop {
public:
    // Throws NoDisplay.
    WindowLoop(const Display& display, const WindowRequest& request, const std::optional<WindowPlace>& place,
               std::ostream& err);
    WindowLoop(const WindowLoop&) = delete;
    WindowLoop& operator=(const WindowLoop&) = delete;

    app::Services& services() { return services_; }
    const app::Fonts& fonts() const { return gui_.fonts(); }
    WindowPlace place() const { return place_; }

    // Until the window is closed, the page asks for it or close() was called.
    void run(const Page& page);

    // From any thread.
    void wake();
    void close();

private:
    static Area first_area(const Display& display, const WindowRequest& request,
                           const std::optional<WindowPlace>& place);
    // The window with callbacks that say something happened; ImGui puts its own before them.
    struct Listening {
        Listening(GLFWwindow* window, WindowLoop& loop);
    };
    static void any_event(GLFWwindow* window);
    void happened(int frames) { frames_due_ = frames > frames_due_ ? frames : frames_due_; }
    bool ended(const Page& page) const;
    bool hidden() const;
    double draw_at() const;
    void notice_sleep(const Page& page);
    void look_for_others(const Page& page);
    void draw(const Page& page);
    void draw_page(const Page& page);
    void remember_place();
    float pixels_per_unit() const;
    void set_limits();
    void report(const std::string& what);

    const WindowRequest& request_;
    std::ostream& err_;
    Area area_;
    GlWindow window_;
    Listening listening_;
    Gui gui_;
    DesktopServices services_;
    std::optional<SemanticsFile> semantics_;
    SleepWatch sleep_watch_;
    WindowPlace place_;
    std::set<std::string> reported_;

    std::atomic<bool> woken_ = false, closing_ = false;
    std::vector<std::filesystem::path> dropped_;
    int frames_due_ = 3;
    double drawn_at_ = 0, look_at_ = 0, stale_at_ = 0, caret_at_ = 0;
};

}  // namespace platform::desktop
