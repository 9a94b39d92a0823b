#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

#include "core/id.hpp"

namespace tests {

// The same bytes for the same seed, everywhere.
class SeededRandom final : public core::Random {
public:
    explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}
    void fill(std::uint8_t* bytes, std::size_t count) override {
        for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(engine_() >> 24);
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace tests
