#pragma once

#include "app/words/kinds.hpp"

namespace app::closeness {

// What one of the seven pictures shows, for those who do not see it: "The circles overlap by half".
const char* level_name(int level);
KindWords words();

}  // namespace app::closeness
