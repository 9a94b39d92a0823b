#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "process.hpp"

namespace end_to_end {

// A folder of its own that goes with the object.
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

// A virtual screen of our own, on a number that the server chose itself, with a mouse and a German keyboard. Skips the
// test where there is no Xvfb or no xdotool.
class Screen {
public:
    explicit Screen(int width = 1280, int height = 800);

    const std::string& display() const { return display_; }
    // In pixels of the screen.
    void move(int x, int y);
    void click(int x, int y);
    void wheel(int x, int y, int notches);  // positive: down
    void hold();                            // the left button, until release()
    void release();
    void type(const std::string& text);
    void key(const std::string& name);  // as X calls them: Tab, Return, shift+Tab
    void focus(const std::string& window);
    // The window of a process, by its X number; waits for it.
    std::string window_of(const std::string& title) const;
    // Where a window lies on the screen.
    struct Point {
        int x = 0, y = 0;
    };
    Point origin_of(const std::string& window) const;
    // Asks a window to close, as its frame's button does.
    void ask_to_close(const std::string& window) const;
    // Everything on the screen as a PNG file, and whether it is more than one plain colour.
    bool take_picture(const std::filesystem::path& file) const;

private:
    void act(Arguments arguments);

    std::unique_ptr<Process> server_;
    std::string display_;
};

}  // namespace end_to_end
