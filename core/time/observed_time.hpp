#pragma once

#include "core/time/instant.hpp"

namespace core {

// Since the machine started, with the time it slept, as Linux counts it: setting the wall clock does not touch it.
// Elsewhere since the program started.
ObservedTime observed_time();

}  // namespace core
