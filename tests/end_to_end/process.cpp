#include "process.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace end_to_end {

namespace {

std::string new_file() {
    std::string name = (std::filesystem::temp_directory_path() / "inglenook-output-XXXXXX").string();
    const int file = mkstemp(name.data());
    if (file < 0) throw std::runtime_error("no temporary file can be made");
    close(file);
    return name;
}

std::string taken(const std::string& file) {
    auto text = bytes_in(file);
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    return text;
}

Environment with(const Environment& changes) {
    Environment variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string setting = *entry;
        const auto equals = setting.find('=');
        if (equals != std::string::npos) variables[setting.substr(0, equals)] = setting.substr(equals + 1);
    }
    for (const auto& [name, value] : changes)
        if (value.empty()) variables.erase(name);
        else variables[name] = value;
    return variables;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> list;
    for (auto& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    return list;
}

}  // namespace

Process::Process(const Arguments& command, const Environment& changes) : out_file_(new_file()), err_file_(new_file()) {
    // All memory is taken before the fork.
    auto words = command;
    std::vector<std::string> settings;
    for (const auto& [name, value] : with(changes)) settings.push_back(name + "=" + value);
    const auto arguments = pointers(words);
    const auto variables = pointers(settings);
    const pid_t parent = getpid();

    id_ = fork();
    if (id_ < 0) throw std::runtime_error("no process can be started");
    if (id_ > 0) return;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(127);
    const int in = open("/dev/null", O_RDONLY), out = open(out_file_.c_str(), O_WRONLY),
              err = open(err_file_.c_str(), O_WRONLY);
    dup2(in, 0);
    dup2(out, 1);
    dup2(err, 2);
    execvpe(arguments[0], arguments.data(), variables.data());
    _exit(127);
}

Process::Process(Process&& other) noexcept
    : id_(std::exchange(other.id_, -1)),
      raw_status_(std::exchange(other.raw_status_, std::nullopt)),
      out_file_(std::move(other.out_file_)),
      err_file_(std::move(other.err_file_)) {}

Process::~Process() {
    if (id_ > 0 && running()) {
        send(SIGTERM);
        wait(5);
    }
    if (id_ > 0) {
        taken(out_file_);
        taken(err_file_);
    }
}

bool Process::collect(bool block) {
    if (raw_status_) return true;
    int status = 0;
    pid_t ended = 0;
    do ended = waitpid(id_, &status, block ? 0 : WNOHANG);
    while (ended < 0 && errno == EINTR);
    if (ended == id_) raw_status_ = status;
    return raw_status_.has_value();
}

bool Process::running() { return id_ > 0 && !collect(false); }

void Process::send(int signal) {
    if (running()) kill(id_, signal);
}

Ended Process::wait(double seconds) {
    const double until = seconds_now() + seconds;
    while (!collect(false) && seconds_now() < until) pause_for(0.01);
    if (!raw_status_) {
        kill(id_, SIGKILL);
        collect(true);
    }
    Ended ended;
    if (WIFEXITED(*raw_status_)) ended.status = WEXITSTATUS(*raw_status_);
    if (WIFSIGNALED(*raw_status_)) ended.signal = WTERMSIG(*raw_status_);
    ended.out = taken(out_file_);
    ended.err = taken(err_file_);
    return ended;
}

Ended run(const Arguments& command, const Environment& changes, double seconds) {
    return Process(command, changes).wait(seconds);
}

std::string bytes_in(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::optional<std::string> find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (access((folder + "/" + name).c_str(), X_OK) == 0) return folder + "/" + name;
    return std::nullopt;
}

void pause_for(double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); }

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace end_to_end
