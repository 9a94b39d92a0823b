#pragma once

#include <string>
#include <string_view>

#include "core/imports/batch.hpp"

namespace app {

// What is wrong with an entry of another program's file, for behind its place: "that is not a date: “yesterday”".
std::string sentence(const core::imports::Problem& problem);

// "Day One", of "dayone"; any other as it is.
std::string program_name(std::string_view format);

}  // namespace app
