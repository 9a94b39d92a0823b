#include "core/feelings/feeling.hpp"

#include <algorithm>

namespace core {

const Feeling* feeling_named(std::string_view word) {
    const auto all = feelings();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Feeling& f) { return f.word == word; });
    return found == all.end() ? nullptr : &*found;
}

std::vector<Feeling> near(float pleasantness, float energy, std::size_t count) {
    const auto all = feelings();
    std::vector<Feeling> list(all.begin(), all.end());
    const auto distance = [&](const Feeling& f) {
        const float x = f.pleasantness - pleasantness, y = f.energy - energy;
        return x * x + y * y;
    };
    std::stable_sort(list.begin(), list.end(),
                     [&](const Feeling& a, const Feeling& b) { return distance(a) < distance(b); });
    list.resize(std::min(count, list.size()));
    return list;
}

float pleasantness_of(int mood) { return static_cast<float>(std::clamp(mood, 1, 5) - 3) * 0.375f; }

}  // namespace core
