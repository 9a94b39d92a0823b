#pragma once

#include <string>

#include "core/imports/batch.hpp"

namespace app {

// What is wrong with an entry of another program's file, for behind its place: "that is not a date: “yesterday”".
std::string sentence(const core::imports::Problem& problem);

}  // namespace app
