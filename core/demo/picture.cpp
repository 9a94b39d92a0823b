#include "core/demo/picture.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/demo/motifs/motifs.hpp"

namespace core::demo {

namespace {

constexpr std::array<Palette, 14> palettes = {{
    {Light::dusk, hex(0xf4bd8c), hex(0xe98d74), hex(0xffe3b0), hex(0xa8605f), hex(0x653547), hex(0xffdf9e)},   // sunset
    {Light::day, hex(0xb4d2e5), hex(0xdcebec), hex(0xfff6dc), hex(0x8fb0a0), hex(0x4f7863), hex(0xffe9ae)},    // day
    {Light::dawn, hex(0xf7e6cb), hex(0xf2cfa6), hex(0xfffbec), hex(0xc79d6c), hex(0x84603f), hex(0xfff0c2)},   // sand
    {Light::night, hex(0x1f2b47), hex(0x52668c), hex(0xf6edcd), hex(0x33456a), hex(0x161d31), hex(0xffd685)},  // night
    {Light::dawn, hex(0xcdb9de), hex(0xf0dfe4), hex(0xfff4f4), hex(0xa488ae), hex(0x61496d), hex(0xffe7bd)},   // lilac
    {Light::day, hex(0xc5ded0), hex(0xe8f2dc), hex(0xfffde6), hex(0x9dbb8f), hex(0x557a54), hex(0xfff0b4)},    // mint
    {Light::dawn, hex(0xf2bfc0), hex(0xfce5d2), hex(0xfff6e4), hex(0xc98f95), hex(0x7a4e62), hex(0xffe6ba)},   // rose
    {Light::dusk, hex(0x2f4670), hex(0xd7a0a3), hex(0xffe6c4), hex(0x6a6289), hex(0x262c4c),
     hex(0xffd487)},  // blue hour
    {Light::dusk, hex(0x3a6c79), hex(0xf3bf97), hex(0xffebc2), hex(0x67827f), hex(0x24434c),
     hex(0xffd991)},  // teal dusk
    {Light::day, hex(0xbfd0e2), hex(0xf1eff0), hex(0xfffaf0), hex(0xaebfd2), hex(0x6b83a0), hex(0xffe2a0)},  // winter
    {Light::day, hex(0xf3dba6), hex(0xf3c386), hex(0xfff6d4), hex(0xc98a4f), hex(0x7c4630), hex(0xfff0be)},  // autumn
    {Light::day, hex(0x8b9fac), hex(0xc9d3d4), hex(0xf2f3ec), hex(0x8799a0), hex(0x465862), hex(0xffdf9f)},  // grey
    {Light::night, hex(0x22203c), hex(0x6b5a86), hex(0xfbe8d4), hex(0x453c66), hex(0x191730),
     hex(0xffcf8b)},  // plum night
    {Light::day, hex(0x8fc3d8), hex(0xe5efe2), hex(0xfff7d8), hex(0x86b3a8), hex(0x3f7270), hex(0xffe6a6)},  // summer
}};

// Which palettes suit a motif, as indices into the list above.
struct Suited {
    std::array<std::uint8_t, 8> indices;
    std::size_t count;
};
struct Row {
    void (*draw)(Scene&);
    Suited suited;
};
// In the order of Motif.
constexpr std::array<Row, motif_count> motifs = {{
    {draw_hills, {{0, 1, 2, 4, 5, 6, 8, 10}, 8}},
    {draw_mountains, {{0, 1, 4, 6, 7, 9, 13, 3}, 8}},
    {draw_dunes, {{0, 2, 6, 7, 10, 3, 4, 8}, 8}},
    {draw_sea, {{0, 1, 4, 6, 7, 8, 13, 3}, 8}},
    {draw_stars, {{3, 12, 3, 12, 7}, 5}},
    {draw_forest, {{1, 5, 8, 10, 11, 4, 6, 3}, 8}},
    {draw_snow, {{9, 9, 4, 7, 3, 12}, 6}},
    {draw_city, {{7, 8, 0, 12, 3}, 5}},
    {draw_table, {{1, 2, 6, 5, 10, 13, 8}, 7}},
    {draw_tent, {{3, 12, 7, 8}, 4}},
    {draw_rain, {{11, 11, 7, 3, 8}, 5}},
    {draw_path, {{1, 5, 0, 10, 13, 6, 2}, 7}},
    {draw_balloons, {{1, 6, 2, 0, 13, 4}, 6}},
    {draw_lighthouse, {{0, 7, 8, 1, 13, 3}, 6}},
    {draw_meadow, {{1, 5, 6, 0, 13, 2}, 6}},
    {draw_bookshelf, {{2, 5, 6, 7, 8, 12}, 6}},
    {draw_chairs, {{0, 1, 4, 8, 13, 6}, 6}},
    {draw_lake, {{1, 4, 6, 7, 0, 3, 13}, 7}},
    {draw_hearth, {{3, 12, 7}, 3}},
    {draw_bicycles, {{0, 2, 6, 8, 10, 13}, 6}},
    {draw_tree, {{0, 1, 6, 10, 5, 4, 7}, 7}},
    {draw_lights, {{7, 12, 8, 3}, 4}},
    {draw_cat, {{1, 6, 7, 3, 0, 5}, 6}},
    {draw_cake, {{2, 6, 7, 12, 4}, 5}},
    {draw_road, {{0, 7, 8, 10, 3, 4}, 6}},
    {draw_bridge, {{0, 7, 8, 4, 12, 10}, 6}},
    {draw_beach, {{13, 1, 2, 13}, 4}},
    {draw_tulips, {{1, 2, 5, 6, 4, 13}, 6}},
    {draw_breakfast, {{2, 6, 5, 1}, 4}},
    {draw_picnic, {{5, 1, 13, 10}, 4}},
}};

std::uint64_t mixed(std::uint64_t seed) { return Dice(seed ^ 0x1a9e11f00dULL).next(); }

std::size_t palette_of(std::uint64_t seed, Motif motif) {
    const auto& list = motifs[static_cast<std::size_t>(motif)].suited;
    // Each time round the motifs the next palette, from a start of the motif's own.
    const auto turn = seed / static_cast<std::uint64_t>(motif_count) + static_cast<std::uint64_t>(motif) * 5U;
    return list.indices[static_cast<std::size_t>(turn % list.count)];
}

Motif motif_of(std::uint64_t seed) {
    // 7 shares no factor with the number of motifs: every one comes once in motif_count seeds, neighbours unlike.
    static_assert(motif_count % 7 != 0);
    return static_cast<Motif>((seed * 7U + 3U) % static_cast<std::uint64_t>(motif_count));
}

}  // namespace

Sight sight_of(std::uint64_t seed) {
    const auto motif = motif_of(seed);
    return {motif, palettes[palette_of(seed, motif)].light};
}

Pixels draw_picture(std::uint64_t seed, int width, int height) {
    const auto motif = motif_of(seed);
    Canvas canvas(std::max(width, 16), std::max(height, 16));
    const float w = canvas.w(), h = canvas.h();
    Scene s{std::move(canvas), Dice(mixed(seed)), palettes[palette_of(seed, motif)], w, h};
    motifs[static_cast<std::size_t>(motif)].draw(s);
    return s.canvas.pixels();
}

}  // namespace core::demo
