#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/activities/activity.hpp"

namespace app::activities {

// What may be around a check-in, as it is offered.
struct Entry {
    std::optional<core::ActivityId>
        id;            // of somebody's own list; nothing for a usual one, or a name that was used once
    std::string name;  // as it is stored; translated where it is shown
    std::string icon;
};

// What is offered until somebody has a list of their own.
std::vector<Entry> usual();
// The usual drawing for a name; nothing where there is none.
std::string_view usual_icon(std::string_view name);

}  // namespace app::activities
