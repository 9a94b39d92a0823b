#include "platform/desktop/window/window_place.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace platform::desktop {

std::string to_text(const WindowPlace& place) {
    char text[80];
    std::snprintf(text, sizeof text, "%d,%d,%d,%d,%d", place.area.x, place.area.y, place.area.width, place.area.height,
                  place.maximised ? 1 : 0);
    return text;
}

std::optional<WindowPlace> window_place_from_text(std::string_view text) {
    WindowPlace place;
    int maximised = 0;
    auto& area = place.area;
    if (std::sscanf(std::string(text).c_str(), "%d,%d,%d,%d,%d", &area.x, &area.y, &area.width, &area.height,
                    &maximised) != 5)
        return std::nullopt;
    constexpr int farthest = 100'000;
    const auto sane = [](int value) { return value > -farthest && value < farthest; };
    if (!sane(area.x) || !sane(area.y) || !sane(area.width) || !sane(area.height) || area.width <= 0 ||
        area.height <= 0)
        return std::nullopt;
    place.maximised = maximised != 0;
    return place;
}

Area within(const std::vector<Area>& areas, Area wanted) {
    if (areas.empty()) return wanted;
    const auto overlap = [&](const Area& area) {
        const int width = std::min(area.x + area.width, wanted.x + wanted.width) - std::max(area.x, wanted.x);
        const int height = std::min(area.y + area.height, wanted.y + wanted.height) - std::max(area.y, wanted.y);
        return static_cast<std::int64_t>(std::max(width, 0)) * std::max(height, 0);
    };
    const Area* best = &areas.front();
    for (const auto& area : areas)
        if (overlap(area) > overlap(*best)) best = &area;
    wanted.width = std::min(wanted.width, best->width);
    wanted.height = std::min(wanted.height, best->height);
    wanted.x = std::clamp(wanted.x, best->x, best->x + best->width - wanted.width);
    wanted.y = std::clamp(wanted.y, best->y, best->y + best->height - wanted.height);
    return wanted;
}

Area centred(const std::vector<Area>& areas, int width, int height) {
    if (areas.empty()) return {0, 0, width, height};
    const Area& first = areas.front();
    return {first.x + std::max(0, (first.width - width) / 2), first.y + std::max(0, (first.height - height) / 2), width,
            height};
}

}  // namespace platform::desktop
