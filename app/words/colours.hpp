#pragma once

#include <string_view>

namespace app {

// "Plum" … "Slate", of a person's or a ritual's colour.
const char* colour_name(std::string_view colour);

}  // namespace app
