#pragma once

#include <filesystem>
#include <string>

#include "core/memories/photo.hpp"
#include "core/result.hpp"

namespace app {

// A refusal, a fault or a photo's problem as a sentence or two that say what to do. Shared by the screens and the command line.
std::string sentence(core::Refusal refusal);
std::string sentence(const core::Fault& fault, const std::filesystem::path& folder);
std::string sentence(core::PhotoProblem problem);

}  // namespace app
