#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/app/headless.hpp"
#include "tests/bench/figures.hpp"

extern char** environ;

namespace {

// A child with its standard output on a pipe; ended when it goes out of scope.
class Child {
public:
    explicit Child(std::vector<std::string> words) {
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        std::vector<char*> argv;
        for (auto& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        started_ = bench::now_ms();
        REQUIRE(posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ) == 0);
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        out_ = ends[0];
    }
    ~Child() {
        kill(pid_, SIGTERM);
        waitpid(pid_, nullptr, 0);
        close(out_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    double started() const { return started_; }
    int out() const { return out_; }
    // Of the process so far, in seconds.
    double processor_time() const {
        std::ifstream file("/proc/" + std::to_string(pid_) + "/stat");
        std::stringstream text;
        text << file.rdbuf();
        const auto whole = text.str();
        std::stringstream rest(whole.substr(whole.rfind(')') + 2));
        std::string word;
        double ticks = 0;
        for (int i = 3; i <= 15 && rest >> word; ++i)
            if (i >= 14) ticks += std::atof(word.c_str());
        return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
    }
    // Proportional set size in megabytes. Nothing of a program that keeps its memory from others, unless the
    // administrator looks.
    std::optional<double> memory() const {
        std::ifstream file("/proc/" + std::to_string(pid_) + "/smaps_rollup");
        std::string line;
        while (std::getline(file, line))
            if (line.rfind("Pss:", 0) == 0) return std::atof(line.c_str() + 4) / 1024;
        return std::nullopt;
    }

private:
    pid_t pid_ = 0;
    int out_ = -1;
    double started_ = 0;
};

double start_of(const char* window) {
    Child child({window});
    char byte = 0;
    REQUIRE(read(child.out(), &byte, 1) == 1);
    return bench::now_ms() - child.started();
}

double start_of_program(const std::filesystem::path& household, const std::filesystem::path& said) {
    std::filesystem::remove(said);
    Child child({INGLENOOK_PROGRAM, "--data", household.string(), "--semantics", said.string()});
    while (!std::filesystem::exists(said)) {
        REQUIRE(bench::now_ms() - child.started() < 30'000);
        usleep(1000);
    }
    return bench::now_ms() - child.started();
}

}  // namespace

TEST_CASE("start, stillness and memory of the real program", "[bench]") {
    if (!std::getenv("DISPLAY")) SKIP("there is no display");
    const headless::Folder folder;
    const auto household = folder.path() / "household", said = folder.path() / "said.json";
    setenv("INGLENOOK_SECRETS", (folder.path() / "device").c_str(), 1);
    const auto fill = std::string(INGLENOOK_PROGRAM) + " demo --years 10 --photos 2000 --data '" + household.string() +
                      "' >/dev/null";
    REQUIRE(std::system(fill.c_str()) == 0);

    start_of_program(household, said);  // once for the disk's cache
    std::vector<double> ours, bare, imgui;
    for (int i = 0; i < 7; ++i) {
        ours.push_back(start_of_program(household, said));
        bare.push_back(start_of(INGLENOOK_BARE_WINDOW));
        imgui.push_back(start_of(INGLENOOK_IMGUI_WINDOW));
    }
    bench::row("start to the first frame, ten years of data, median", "ms", bench::quantile(ours, 0.5),
               "bare GLFW window", bench::quantile(bare, 0.5));
    const double start = bench::quantile(ours, 0.5), beside = bench::quantile(imgui, 0.5);
    bench::row("the same start", "ms", start, "Dear ImGui window, the same fonts", beside);
    bench::expect("start beside a Dear ImGui window", "times", start / beside, 1.1);

    Child program({INGLENOOK_PROGRAM, "--data", household.string()});
    Child window({INGLENOOK_BARE_WINDOW});
    std::this_thread::sleep_for(std::chrono::seconds(4));
    const auto ours_in_memory = program.memory(), bare_in_memory = window.memory();
    if (ours_in_memory && bare_in_memory)
        bench::row("memory (PSS) after 4 s", "MB", *ours_in_memory, "bare GLFW window", *bare_in_memory);
    else
        std::puts(
            "| memory (PSS) after 4 s | not measured: Inglenook keeps its memory from other programs; measure as administrator | | |");
    const double before = program.processor_time(), bare_before = window.processor_time();
    std::this_thread::sleep_for(std::chrono::seconds(20));
    const double still = program.processor_time() - before;
    bench::row("processor time over 20 still seconds", "s", still, "bare GLFW window",
               window.processor_time() - bare_before);
    bench::expect("processor time over 20 still seconds", "s", still, 0);
}
