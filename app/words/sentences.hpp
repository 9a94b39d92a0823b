#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/memories/photo.hpp"
#include "core/result.hpp"

namespace app {

// A refusal, a fault or a photo's problem as a sentence or two that say what to do. Shared by the screens and the
// command line.
std::string sentence(core::Refusal refusal);
std::string sentence(const core::Fault& fault, const std::filesystem::path& folder);
std::string sentence(core::PhotoProblem problem);
// That this device put back a part of a person’s keys: to themselves, or by name.
std::string keys_put_back_sentence();
std::string keys_put_back_sentence(const std::string& name);
// When another PIN may be tried, of so many milliseconds from now; never so exactly that it counts down.
std::string wait_sentence(std::int64_t ms);

}  // namespace app
