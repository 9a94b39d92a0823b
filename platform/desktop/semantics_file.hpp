#pragma once

#include <filesystem>
#include <string>

#include "app/semantics/tree.hpp"

namespace platform::desktop {

// Keeps a file that says, as JSON, what is on the screen: for tests and assistive tools. It is replaced as a whole, and
// only when something changed.
class SemanticsFile {
public:
    explicit SemanticsFile(std::filesystem::path file) : file_(std::move(file)) {}

    // The size in pixels, the scale in pixels a unit. False when the file cannot be written.
    bool write(const app::semantics::Tree& tree, int width, int height, float scale);

private:
    std::filesystem::path file_;
    std::string written_;
};

}  // namespace platform::desktop
