#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"

namespace platform::desktop {

// A fault of the place where this device keeps secrets. what() is a whole sentence for people, translated, that says
// what to do: core's own sentences about the data folder would mislead.
struct DeviceFault : core::Fault {
    using core::Fault::Fault;
};

// Of a fault met with the household in `folder`, for people: its own words, or app::sentence().
std::string sentence(const core::Fault& fault, const std::filesystem::path& folder);

}  // namespace platform::desktop
