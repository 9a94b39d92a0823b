#pragma once

#include <cstdint>

#include "core/memories/photo.hpp"

namespace core::demo {

// What a drawn picture shows. Neighbouring seeds show different things: all of them once in `motif_count` seeds.
enum class Motif {
    hills,
    mountains,
    dunes,
    sea,
    stars,
    forest,
    snow,
    city,
    table,
    tent,
    rain,
    path,
    balloons,
    lighthouse,
    meadow,
    bookshelf,
    chairs,
    lake,
    hearth,
    bicycles,
    tree,
    lights,
    cat,
    cake,
    road,
    bridge,
    beach,
    tulips,
    breakfast,
    picnic,
};
inline constexpr int motif_count = 30;

enum class Light { dawn, day, dusk, night };

struct Sight {
    Motif motif;
    Light light;
};
Sight sight_of(std::uint64_t seed);

// A calm scene, drawn: the same pixels for the same seed and size. Landscape or portrait; at least 16 pixels a side.
Pixels draw_picture(std::uint64_t seed, int width, int height);

}  // namespace core::demo
