#include "core/time/observed_time.hpp"

#include <chrono>
#include <cmath>
#include <fstream>
#include <locale>
#include <random>
#include <string>

namespace core {

namespace {

std::string first_word_of(const char* file) {
    std::ifstream in(file);
    std::string word;
    in >> word;
    return word;
}

// Of this start of the machine; empty where the system has no such thing.
const std::string& machine_start() {
    static const std::string id = first_word_of("/proc/sys/kernel/random/boot_id");
    return id;
}

ObservedTime since_program_start() {
    using namespace std::chrono;
    static const auto begun = steady_clock::now();
    static const std::string id =
        "program " + std::to_string(std::random_device()()) + std::to_string(std::random_device()());
    return {id, duration_cast<milliseconds>(steady_clock::now() - begun).count()};
}

}  // namespace

// Read from the kernel's file: what a program is told in place of the system's clocks (faketime) does not reach it.
ObservedTime observed_time() {
    if (machine_start().empty()) return since_program_start();
    std::ifstream in("/proc/uptime");
    in.imbue(std::locale::classic());
    double seconds = 0;
    if (!(in >> seconds) || !(seconds >= 0) || seconds > 1e12) return since_program_start();
    return {machine_start(), static_cast<std::int64_t>(std::floor(seconds * 1000))};
}

}  // namespace core
