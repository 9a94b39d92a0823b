#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/semantics/tree.hpp"

namespace platform::desktop {

// Keeps a file that says, as JSON, what is on the screen: for tests and assistive tools. It is replaced as a whole, and
// only when something changed.
class SemanticsFile {
public:
    // Never into one of the household's own folders.
    SemanticsFile(std::filesystem::path file, std::vector<std::filesystem::path> own_folders)
        : file_(std::move(file)), own_folders_(std::move(own_folders)) {}

    // The size in pixels, the scale in pixels a unit. False when the file cannot be written.
    bool write(const app::semantics::Tree& tree, int width, int height, float scale);

private:
    std::filesystem::path file_;
    std::vector<std::filesystem::path> own_folders_;
    std::string written_;
};

}  // namespace platform::desktop
