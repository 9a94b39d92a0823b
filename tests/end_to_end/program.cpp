#include "program.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include <catch2/catch_test_macros.hpp>

namespace end_to_end {

namespace {

constexpr double settled_after = 0.15;  // seconds without a change
constexpr double scrolled_at_last = 2;  // nothing moves where it is at its end already
constexpr double settled_at_last = 10;  // something moves all the time, then

Node to_node(const nlohmann::json& json) {
    Node node;
    node.role = json["role"];
    node.name = json["name"];
    node.value = json["value"];
    const auto& rect = json["rect"];
    const auto& clip = json["clip"];
    node.x0 = rect[0], node.y0 = rect[1], node.x1 = rect[2], node.y1 = rect[3];
    node.clip_x0 = clip[0], node.clip_y0 = clip[1], node.clip_x1 = clip[2], node.clip_y1 = clip[3];
    node.visible = json["visible"];
    node.on = json["on"];
    node.focused = json["focused"];
    node.overlay = json["overlay"];
    return node;
}

// Whether the interface thread waits for something to happen; on a busy machine a frame may take its time.
bool waits(pid_t process) {
    const auto status = bytes_in("/proc/" + std::to_string(process) + "/stat");
    const auto name_end = status.rfind(')');
    return name_end == std::string::npos || status.compare(name_end, 3, ") S") == 0;
}

std::string to_text(const Named& what) {
    std::string text =
        (what.role.empty() ? std::string("something") : "a " + what.role) + " called “" + what.name + "”";
    if (what.nth > 0) text += " (number " + std::to_string(what.nth + 1) + ")";
    return text;
}

Arguments joined(Arguments first, const Arguments& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

}  // namespace

std::string program_path() { return INGLENOOK_PROGRAM; }

// --- Home -------------------------------------------------------------------------------------------------

Home::Home() { std::filesystem::create_directories(home()); }

Environment Home::environment() const {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* own = std::getenv("HOME");
    Environment changes = {{"HOME", home().string()}, {"XDG_DATA_HOME", ""},
                           {"XDG_CONFIG_HOME", ""},   {"LC_ALL", "C.UTF-8"},
                           {"GTK_THEME", ""},         {"INGLENOOK_REDUCE_MOTION", ""},
                           {"WAYLAND_DISPLAY", ""},   {"INGLENOOK_SECRETS", (folder_.path() / "device").string()}};
    // Fonts and shaders are cached by this machine, whoever lives here.
    if (cache != nullptr || own != nullptr)
        changes["XDG_CACHE_HOME"] = cache != nullptr ? cache : std::string(own) + "/.cache";
    return changes;
}

Ended Home::command(Arguments words) const {
    auto environment = this->environment();
    environment["DISPLAY"] = "";
    return run(joined({program_path(), "--data", data().string(), "--now", "2026-11-23T18:45"}, words), environment);
}

std::string Home::done(Arguments words) const {
    const auto ended = command(words);
    INFO("inglenook " << words.front() << " " << (words.size() > 1 ? words[1] : "") << " … said: " << ended.err);
    REQUIRE(ended.status == 0);
    return ended.out;
}

nlohmann::json Home::json(Arguments words) const {
    words.push_back("--json");
    return nlohmann::json::parse(done(std::move(words)));
}

void Home::move_in() const {
    done({"people", "add", "Mara"});
    done({"people", "add", "Jonas"});
}

// --- Program: starting and ending ---------------------------------------------------------------------------

namespace {

Environment on_screen(const Screen& screen, const Home& home) {
    auto environment = home.environment();
    environment["DISPLAY"] = screen.display();
    return environment;
}

}  // namespace

Program::Program(Screen& screen, const Home& home, Start start)
    : screen_(screen),
      tree_file_(folder_.path() / "screen.json"),
      process_(joined({program_path(), "--data", home.data().string(), "--semantics", tree_file_.string(), "--window",
                       start.window, "--now", start.now},
                      start.more),
               on_screen(screen, home)) {
    await("its first frame", 30, [&]() -> std::optional<Node> {
        auto all = nodes();
        if (all.empty()) return std::nullopt;
        return all.front();
    });
    window_ = screen_.window_of("Inglenook");
    origin_ = screen_.origin_of(window_);
    screen_.focus(window_);
    settle();
}

Ended Program::end(int signal) {
    process_.send(signal);
    return process_.wait(15);
}

void Program::ask_to_close() { screen_.ask_to_close(window_); }

// --- looking ------------------------------------------------------------------------------------------------

std::vector<Node> Program::nodes() const {
    const auto text = bytes_in(tree_file_);
    if (text.empty()) return {};
    std::vector<Node> list;
    const auto tree = nlohmann::json::parse(text);
    for (const auto& node : tree["nodes"]) list.push_back(to_node(node));
    return list;
}

std::optional<Node> Program::find(const Named& what) const {
    auto fitting = nodes();
    const auto drop = [&](const auto& unfit) {
        fitting.erase(std::remove_if(fitting.begin(), fitting.end(), unfit), fitting.end());
    };
    drop([&](const Node& node) { return node.name != what.name || (!what.role.empty() && node.role != what.role); });
    if (std::any_of(fitting.begin(), fitting.end(), [](const Node& node) { return node.overlay; }))
        drop([](const Node& node) { return !node.overlay; });
    if (fitting.size() <= static_cast<std::size_t>(what.nth)) return std::nullopt;
    return fitting[static_cast<std::size_t>(what.nth)];
}

bool Program::shows_text(const std::string& part) const {
    const auto all = nodes();
    return std::any_of(all.begin(), all.end(), [&](const Node& node) {
        return node.visible &&
               (node.name.find(part) != std::string::npos || node.value.find(part) != std::string::npos);
    });
}

Node Program::await(const std::string& what, double seconds, const std::function<std::optional<Node>()>& look) {
    for (const double until = seconds_now() + seconds;; pause_for(0.02)) {
        if (auto found = look()) return *found;
        if (!process_.running()) {
            const auto ended = process_.wait(0);
            FAIL("the program ended with status " << ended.status << ", signal " << ended.signal << " before there was "
                                                  << what << "; it said: " << ended.err);
        }
        if (seconds_now() > until) give_up("there was never " + what);
    }
}

Node Program::see(const Named& what, double seconds) {
    return await(to_text(what), seconds, [&] { return find(what); });
}

Node Program::see_on(const Named& what) {
    return await(to_text(what) + ", chosen", 20, [&] {
        auto found = find(what);
        return found && found->on ? found : std::nullopt;
    });
}

void Program::see_text(const std::string& part, double seconds) {
    await("a text with “" + part + "”", seconds,
          [&] { return shows_text(part) ? std::optional(Node()) : std::nullopt; });
}

void Program::see_said(const std::string& line) {
    await("“" + line + "”, said", 20, [&] {
        remember(bytes_in(tree_file_));
        return shown_.count(line) > 0 ? std::optional(Node()) : std::nullopt;
    });
}

void Program::see_gone(const Named& what) {
    await("an end of " + to_text(what), 20, [&] { return find(what) ? std::nullopt : std::optional(Node()); });
}

Node Program::focused() {
    settle();
    for (const auto& node : nodes())
        if (node.focused) return node;
    return {};
}

void Program::remember(const std::string& tree) {
    if (tree.empty()) return;
    const auto parsed = nlohmann::json::parse(tree);
    for (const auto& node : parsed["nodes"]) shown_.insert(node["name"].get<std::string>());
}

void Program::settle() {
    auto before = bytes_in(tree_file_);
    remember(before);
    double since = seconds_now();
    for (const double until = since + settled_at_last; seconds_now() < until && seconds_now() - since < settled_after;
         pause_for(0.01)) {
        auto now = bytes_in(tree_file_);
        if (now == before && waits(process_.id())) continue;
        before = std::move(now);
        remember(before);
        since = seconds_now();
    }
}

// --- doing --------------------------------------------------------------------------------------------------

// The wheel, and what it moves: a busy machine may take its time to draw that.
void Program::scroll(int x, int y, int notches) {
    for (int left = std::abs(notches); left > 0; --left) {
        const auto before = bytes_in(tree_file_);
        screen_.wheel(origin_.x + x, origin_.y + y, notches > 0 ? 1 : -1);
        for (const double until = seconds_now() + scrolled_at_last;
             seconds_now() < until && bytes_in(tree_file_) == before;)
            pause_for(0.01);
    }
    settle();
}

// Scrolls until it can be clicked in its middle, and waits for what lies over it to go.
Node Program::reach(const Named& what) {
    see(what);
    bool scrolled = false;
    std::optional<Node> last;  // where it was a moment ago: nothing is clicked that still moves
    for (const double until = seconds_now() + 25; seconds_now() < until;) {
        settle();
        const auto found = find(what);
        if (!found) give_up(to_text(what) + " went away");
        const Node& node = *found;
        const auto y = static_cast<float>(node.y());
        if (y < node.clip_y0 + 4 || y > node.clip_y1 - 4) {
            const int middle_x = static_cast<int>((node.clip_x0 + node.clip_x1) / 2),
                      middle_y = static_cast<int>((node.clip_y0 + node.clip_y1) / 2);
            scroll(middle_x, middle_y, y > node.clip_y1 - 4 ? 1 : -1);
            continue;
        }
        const auto all = nodes();
        const bool covered = !node.overlay && std::any_of(all.begin(), all.end(), [&](const Node& other) {
            constexpr float margin = 24;  // of the toast around its words
            return other.overlay && node.x() > static_cast<int>(other.x0 - margin) &&
                   node.x() < static_cast<int>(other.x1 + margin) && node.y() > static_cast<int>(other.y0 - margin) &&
                   node.y() < static_cast<int>(other.y1 + margin);
        });
        if (!covered && last && last->x() == node.x() && last->y() == node.y()) return node;
        last = node;
        if (!covered) continue;
        if (!scrolled) scroll(node.x(), static_cast<int>(node.clip_y0 + node.clip_y1) / 2, 2);
        scrolled = true;
    }
    give_up(to_text(what) + " could not be reached");
}

void Program::click(const Named& what) {
    const auto node = reach(what);
    shown_.clear();
    screen_.click(origin_.x + node.x(), origin_.y + node.y());
    settle();
}

void Program::drag(const Named& what, int by_x, int by_y) {
    const auto node = reach(what);
    shown_.clear();
    constexpr int steps = 12;
    screen_.move(origin_.x + node.x(), origin_.y + node.y());
    screen_.hold();
    for (int i = 1; i <= steps; ++i)
        screen_.move(origin_.x + node.x() + by_x * i / steps, origin_.y + node.y() + by_y * i / steps);
    screen_.release();
    settle();
}

void Program::tab_to(const Named& what) {
    const auto is_there = [&] {
        const auto found = find(what);
        return found && found->focused;
    };
    settle();
    for (int i = 0; i < 120 && !is_there(); ++i) key("Tab");
    if (!is_there()) give_up("Tab does not come to " + to_text(what));
}

void Program::write(const Named& field, const std::string& text) {
    click(field);
    type(text);
    // A busy machine draws each letter, one after the other.
    await("“" + text + "” in " + to_text(field), 30, [&] {
        auto found = find(field);
        return found && found->value.find(text) != std::string::npos ? found : std::nullopt;
    });
}

void Program::type(const std::string& text) {
    shown_.clear();
    screen_.type(text);
    settle();
}

void Program::key(const std::string& name, int times) {
    for (int i = 0; i < times; ++i) {
        shown_.clear();
        screen_.key(name);
        settle();
    }
}

void Program::picture(const std::string& name) const {
    INFO("picture " << name);
    CHECK(screen_.take_picture(std::filesystem::path(INGLENOOK_PICTURES) / (name + ".png")));
}

void Program::give_up(const std::string& why) {
    const auto file = std::filesystem::path(INGLENOOK_PICTURES) / "failed.png";
    screen_.take_picture(file);
    FAIL(why << "; a picture is in " << file.string() << ". On the screen is:\n" << text_of_tree());
    std::abort();
}

std::string Program::text_of_tree() const {
    std::ostringstream text;
    for (const auto& node : nodes()) {
        text << "  " << node.role << " “" << node.name << "”";
        if (!node.value.empty()) text << " = “" << node.value << "”";
        text << (node.on ? " on" : "") << (node.focused ? " focused" : "") << (node.visible ? "" : " (out of sight)")
             << '\n';
    }
    return text.str();
}

}  // namespace end_to_end
