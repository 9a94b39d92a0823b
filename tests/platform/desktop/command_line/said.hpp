#pragma once

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "platform/desktop/command_line/command_line.hpp"

namespace tests {

// How a command ended, and what it said.
struct Said {
    int exit_code = 0;
    std::string out, err;
    bool opens_window = false;

    bool mentions(const std::string& text) const { return err.find(text) != std::string::npos; }
    nlohmann::json json() const { return nlohmann::json::parse(out); }
    std::string id() const {
        REQUIRE(out.size() == 37);  // the id and a newline, nothing else
        return out.substr(0, 36);
    }
};

inline Said run(const std::vector<std::string>& arguments) {
    std::ostringstream out, err;
    const auto ending = platform::desktop::run_command_line(arguments, out, err);
    return {ending.exit_code, out.str(), err.str(), ending.window.has_value()};
}

// The same on the household in `folder`, on a Monday evening in November.
inline Said run_in(const std::filesystem::path& folder, std::vector<std::string> arguments,
                   const std::string& time = "18:10") {
    arguments.insert(arguments.end(), {"--data", folder.string(), "--now", "2026-11-23T" + time});
    return run(arguments);
}

}  // namespace tests
