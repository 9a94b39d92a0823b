#pragma once

#include <cstddef>
#include <cstdint>

namespace core::demo {

// SplitMix64 (Steele, Lea, Flood 2014) with mappings of our own: the standard library's distributions differ
// between libraries, and a demo household must not.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // 0 … 1, without 1
    float in(float low, float high) { return low + (high - low) * static_cast<float>(unit()); }
    int between(int low, int high) {  // both included
        return low + static_cast<int>(unit() * static_cast<double>(high - low + 1));
    }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(unit() * static_cast<double>(count)); }
    bool chance(double probability) { return unit() < probability; }

private:
    std::uint64_t state_;
};

}  // namespace core::demo
