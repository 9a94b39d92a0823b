#pragma once

#include <span>
#include <string_view>

namespace app {

// The drawings that somebody may choose for what is around their check-ins, in the order they are offered.
std::span<const char* const> activity_drawings();
// What a drawing shows, in a word.
const char* drawing_name(std::string_view drawing);

}  // namespace app
