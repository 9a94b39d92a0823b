#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace end_to_end {

using Arguments = std::vector<std::string>;
using Environment = std::map<std::string, std::string>;

// How a process ended: by itself with a status, or by a signal.
struct Ended {
    int status = -1;  // -1: by a signal
    int signal = 0;
    std::string out, err;
};

// A process of ours. It is ended by its own id, at the latest with the object; should the test die, it is told to end
// as well.
class Process {
public:
    // Replaces variables of the environment; an empty value removes one.
    Process(const Arguments& command, const Environment& changes = {});
    ~Process();
    Process(Process&& other) noexcept;
    Process& operator=(Process&&) = delete;

    pid_t id() const { return id_; }
    bool running();
    void send(int signal);
    // Waits for it to end, killing it when it takes longer; then what it wrote is there too.
    Ended wait(double seconds = 30);

private:
    bool collect(bool block);

    pid_t id_ = -1;
    std::optional<int> raw_status_;
    std::string out_file_, err_file_;
};

// Starts it and waits.
Ended run(const Arguments& command, const Environment& changes = {}, double seconds = 60);

std::string bytes_in(const std::filesystem::path& file);  // empty where it cannot be read
std::optional<std::string> find_program(const std::string& name);
void pause_for(double seconds);
// Seconds of a clock that only goes forward.
double seconds_now();

}  // namespace end_to_end
