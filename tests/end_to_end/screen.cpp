#include "screen.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>

#include <catch2/catch_test_macros.hpp>

namespace end_to_end {

namespace {

// xdotool reads text with the locale's eyes.
Environment on(const std::string& display) { return {{"DISPLAY", display}, {"LC_ALL", "C.UTF-8"}}; }

struct Connection {
    explicit Connection(const std::string& name) : display(XOpenDisplay(name.c_str())) {
        if (display == nullptr) throw std::runtime_error("the screen " + name + " does not answer");
    }
    ~Connection() { XCloseDisplay(display); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Display* display;
};

}  // namespace

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "inglenook-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
    path_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Screen::Screen(int width, int height) {
    for (const char* needed : {"Xvfb", "xdotool"})
        if (!find_program(needed)) SKIP("there is no " << needed << " here; a window cannot be driven without one");
    // The server writes its number into a file as soon as it can be reached.
    const Folder folder;
    const auto number_file = folder.path() / "number";
    const auto size = std::to_string(width) + "x" + std::to_string(height) + "x24";
    server_ = std::make_unique<Process>(
        Arguments{"sh", "-c", "exec Xvfb -displayfd 3 -screen 0 \"$1\" -nolisten tcp -noreset 3>\"$2\"", "sh", size,
                  number_file.string()});
    for (const double until = seconds_now() + 30; seconds_now() < until && server_->running(); pause_for(0.02)) {
        std::ifstream in(number_file);
        std::string number;
        if (std::getline(in, number) && !in.eof() && !number.empty()) {
            display_ = ":" + number;
            break;
        }
    }
    if (display_.empty()) FAIL("Xvfb did not start: " << server_->wait(1).err);
    // xdotool cannot type what the keyboard lacks into every program; a German one has umlauts.
    if (run({"setxkbmap", "de"}, on(display_)).status != 0)
        FAIL("setxkbmap, which comes with Xvfb, could not set the keyboard");
}

void Screen::act(Arguments arguments) {
    arguments.insert(arguments.begin(), "xdotool");
    const auto ended = run(arguments, on(display_));
    if (ended.status != 0) FAIL("xdotool " << arguments[1] << " failed: " << ended.err);
}

void Screen::move(int x, int y) { act({"mousemove", std::to_string(x), std::to_string(y)}); }

void Screen::click(int x, int y) { act({"mousemove", std::to_string(x), std::to_string(y), "click", "1"}); }

void Screen::wheel(int x, int y, int notches) {
    act({"mousemove", std::to_string(x), std::to_string(y), "click", "--repeat", std::to_string(std::abs(notches)),
         "--delay", "5", notches > 0 ? "5" : "4"});
}

void Screen::hold() { act({"mousedown", "1"}); }
void Screen::release() { act({"mouseup", "1"}); }
void Screen::type(const std::string& text) { act({"type", "--delay", "4", "--", text}); }
// A modifier is let go last; xdotool's own way with “ctrl+z” lets it go first, as nobody's fingers do.
void Screen::key(const std::string& name) {
    const auto plus = name.rfind('+');
    if (plus == std::string::npos) return act({"key", name});
    const auto modifier = name.substr(0, plus);
    act({"keydown", modifier, "key", name.substr(plus + 1), "keyup", modifier});
}

void Screen::focus(const std::string& window) { act({"windowfocus", "--sync", window}); }

std::string Screen::window_of(const std::string& title) const {
    for (const double until = seconds_now() + 30; seconds_now() < until; pause_for(0.02)) {
        const auto found = run({"xdotool", "search", "--onlyvisible", "--name", title}, on(display_));
        if (found.status == 0 && !found.out.empty()) return found.out.substr(0, found.out.find('\n'));
    }
    FAIL("no window called " << title << " appeared");
    return {};
}

Screen::Point Screen::origin_of(const std::string& window) const {
    const Connection connection(display_);
    Point point;
    Window child = 0;
    XTranslateCoordinates(connection.display, std::stoul(window), DefaultRootWindow(connection.display), 0, 0, &point.x,
                          &point.y, &child);
    return point;
}

void Screen::ask_to_close(const std::string& window) const {
    const Connection connection(display_);
    Display* display = connection.display;
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = std::stoul(window);
    event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
    event.xclient.format = 32;
    event.xclient.data.l[0] = static_cast<long>(XInternAtom(display, "WM_DELETE_WINDOW", False));
    event.xclient.data.l[1] = CurrentTime;
    XSendEvent(display, event.xclient.window, False, NoEventMask, &event);
    XSync(display, False);
}

bool Screen::take_picture(const std::filesystem::path& file) const {
    const Connection connection(display_);
    Display* display = connection.display;
    const Window root = DefaultRootWindow(display);
    XWindowAttributes extent{};
    XGetWindowAttributes(display, root, &extent);
    XImage* image = XGetImage(display, root, 0, 0, static_cast<unsigned>(extent.width),
                              static_cast<unsigned>(extent.height), AllPlanes, ZPixmap);
    if (image == nullptr) throw std::runtime_error("no picture of the screen could be taken");
    std::vector<unsigned char> rgb;
    bool more_than_one = false;
    const unsigned long first = XGetPixel(image, 0, 0);
    for (int y = 0; y < extent.height; ++y)
        for (int x = 0; x < extent.width; ++x) {
            const unsigned long pixel = XGetPixel(image, x, y);
            more_than_one |= pixel != first;
            for (const int shift : {16, 8, 0}) rgb.push_back(static_cast<unsigned char>(pixel >> shift & 0xff));
        }
    XDestroyImage(image);
    std::filesystem::create_directories(file.parent_path());
    stbi_write_png(file.c_str(), extent.width, extent.height, 3, rgb.data(), extent.width * 3);
    return more_than_one;
}

}  // namespace end_to_end
