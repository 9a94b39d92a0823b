#pragma once

#include "core/result.hpp"

namespace platform::desktop {

// A fault of the place where this device keeps secrets. what() is a whole sentence for people, translated, that says what to do:
// core's own sentences about the data folder would mislead.
struct DeviceFault : core::Fault {
    using core::Fault::Fault;
};

}  // namespace platform::desktop
