#pragma once

#include <csignal>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "process.hpp"
#include "screen.hpp"

namespace end_to_end {

// Where one household lives, with a home folder of its own beside it, so that nothing of this machine's shows.
class Home {
public:
    Home();
    std::filesystem::path data() const { return folder_.path() / "data"; }
    std::filesystem::path home() const { return folder_.path() / "home"; }
    std::filesystem::path database() const { return data() / "household.db"; }
    Environment environment() const;

    // A command of the program, without a display, on the evening that the windows pretend it is.
    Ended command(Arguments words) const;
    // The same, which must do well; answers with what it printed.
    std::string done(Arguments words) const;
    nlohmann::json json(Arguments words) const;
    // Two people, Mara and Jonas.
    void move_in() const;

private:
    Folder folder_;
};

// One thing on the screen, from the file that --semantics keeps.
struct Node {
    std::string role, name, value;
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    float clip_x0 = 0, clip_y0 = 0, clip_x1 = 0, clip_y1 = 0;
    bool visible = false, on = false, focused = false, overlay = false;

    int x() const { return static_cast<int>((x0 + x1) / 2); }
    int y() const { return static_cast<int>((y0 + y1) / 2); }
};

// Which of them is meant: on a sheet before the page, then in the order they are drawn.
struct Named {
    Named(const char* its_name) : name(its_name) {}
    Named(std::string its_name) : name(std::move(its_name)) {}
    Named(std::string its_role, std::string its_name, int which = 0)
        : name(std::move(its_name)), role(std::move(its_role)), nth(which) {}
    std::string name, role;
    int nth = 0;
};

struct Start {
    std::string now = "2026-11-23T18:42";
    std::string window = "1280x800";
    Arguments more;  // further options
};

// The real program in a real window, driven as a person would: by what shows, with the mouse and the keys.
class Program {
public:
    Program(Screen& screen, const Home& home, Start start = {});
    Program(const Program&) = delete;

    // --- looking: each waits until it is so, and fails the test with a picture when it never is
    Node see(const Named& what, double seconds = 20);
    Node see_on(const Named& what);
    void see_text(const std::string& part, double seconds = 20);
    // A line at the foot of the screen, which goes by itself: it is there now, or was since the last deed.
    void see_said(const std::string& line);
    void see_gone(const Named& what);
    Node focused();  // what the keyboard is on
    bool shows(const Named& what) const { return find(what).has_value(); }
    bool shows_text(const std::string& part) const;
    // Until what is on the screen no longer changes.
    void settle();

    // --- doing
    void click(const Named& what);
    // Clicks a field and types.
    void write(const Named& field, const std::string& text);
    void type(const std::string& text);
    void key(const std::string& name, int times = 1);
    // Presses in the middle of it, moves by so many pixels and lets go.
    void drag(const Named& what, int by_x, int by_y);
    // Tab until the keyboard is on it.
    void tab_to(const Named& what);
    void ask_to_close();
    void picture(const std::string& name) const;

    Process& process() { return process_; }
    Ended end(int signal = SIGTERM);

private:
    std::vector<Node> nodes() const;
    std::optional<Node> find(const Named& what) const;
    Node await(const std::string& what, double seconds, const std::function<std::optional<Node>()>& look);
    Node reach(const Named& what);
    void scroll(int x, int y, int notches);
    void remember(const std::string& tree);
    [[noreturn]] void give_up(const std::string& why);
    std::string text_of_tree() const;

    Screen& screen_;
    Folder folder_;
    std::filesystem::path tree_file_;
    Process process_;
    std::string window_;
    Screen::Point origin_;
    std::set<std::string> shown_;  // names, since the last deed
};

// The program's own path.
std::string program_path();

}  // namespace end_to_end
