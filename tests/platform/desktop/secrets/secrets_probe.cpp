// What the tests of keyring and terminal start as a program of its own: it does what its arguments say, one after the
// other, and prints a line about each.
//
//   get HOUSEHOLD · set HOUSEHOLD TEXT · remove HOUSEHOLD · kept
//   wait FILE            makes FILE.reached and waits until FILE is there
//   secret EXPECTED      asks on the terminal and says whether that was typed
//   secret-from FD EXPECTED
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "core/result.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "platform/desktop/command_line/terminal_secret.hpp"
#include "platform/desktop/secrets/device_fault.hpp"
#include "platform/desktop/secrets/device_secrets.hpp"

namespace {

using namespace platform::desktop;
using core::Secret;

constexpr Patience quick{std::chrono::milliseconds(1500), std::chrono::milliseconds(3000)};

void wait_for(const std::filesystem::path& file) {
    std::ofstream(file.string() + ".reached");
    while (!std::filesystem::exists(file)) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

const char* name_of(core::DeviceSecrets::Kept kept) {
    switch (kept) {
        case core::DeviceSecrets::Kept::keyring: return "keyring";
        case core::DeviceSecrets::Kept::file: return "file";
        case core::DeviceSecrets::Kept::memory: break;
    }
    return "memory";
}

const char* verdict(const Secret& read, const std::string& expected) {
    return read == Secret::of_text(expected) ? "same" : "different";
}

class Probe {
public:
    explicit Probe(std::vector<std::string> words) : words_(std::move(words)) {}

    void run() {
        while (at_ < words_.size()) std::cout << step(next()) << std::endl;
    }

private:
    const std::string& next() { return words_.at(at_++); }

    core::DeviceSecrets& secrets() {
        if (!secrets_) secrets_ = device_secrets(std::filesystem::temp_directory_path() / "inglenook-nowhere", quick);
        return *secrets_;
    }

    std::string step(const std::string& what) {
        std::vector<std::string> given;
        const auto count = what == "kept" ? 0 : what == "set" || what == "secret-from" ? 2 : 1;
        for (int i = 0; i < count; ++i) given.push_back(next());
        try {
            return done(what, given);
        } catch (const DeviceFault& fault) {
            return std::string("fault ") + (fault.kind == core::Fault::Kind::no_access ? "no_access" : "other") + ": " +
                   fault.what();
        }
    }

    std::string done(const std::string& what, const std::vector<std::string>& given) {
        if (what == "kept") return std::string("kept ") + name_of(secrets().kept());
        if (what == "wait") return wait_for(given[0]), "waited";
        if (what == "set") return secrets().set(given[0], Secret::of_text(given[1])), "set";
        if (what == "remove") return secrets().remove(given[0]), "removed";
        if (what == "secret") return verdict(read_secret("PIN: "), given[0]);
        if (what == "secret-from") return verdict(read_secret("PIN: ", std::stoi(given[0])), given[1]);
        if (what != "get") throw std::invalid_argument(what);
        const auto record = secrets().get(given[0]);
        return record ? "got " + std::string(record->text()) : "none";
    }

    std::vector<std::string> words_;
    std::size_t at_ = 0;
    std::unique_ptr<core::DeviceSecrets> secrets_;
};

}  // namespace

int main(int argc, char** argv) {
    try {
        Probe(std::vector<std::string>(argv + 1, argv + argc)).run();
        return 0;
    } catch (const Stop& stop) {
        std::cerr << stop.sentence << '\n';
        return stop.exit_code;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 99;
    }
}
