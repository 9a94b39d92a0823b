#include "core/check_ins/check_in.hpp"

#include <algorithm>
#include <utility>

namespace core {

namespace {

constexpr std::pair<Help, std::string_view> help_names[] = {
    {Help::listen, "listen"}, {Help::hug, "hug"}, {Help::space, "space"}, {Help::ideas, "ideas"}};

}  // namespace

std::string_view mood_text(int mood) {
    constexpr std::string_view names[] = {"rough", "low", "okay", "good", "lovely"};
    return names[std::clamp(mood, 1, 5) - 1];
}

std::string_view to_text(Help help) {
    for (const auto& [which, name] : help_names)
        if (which == help) return name;
    return {};
}

Help help_from_text(std::string_view text) {
    for (const auto& [which, name] : help_names)
        if (name == text) return which;
    return Help::unsaid;
}

}  // namespace core
