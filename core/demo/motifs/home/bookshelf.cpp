#include "core/demo/motifs/motifs.hpp"

#include "core/demo/picture/room.hpp"
#include "core/demo/picture/shapes.hpp"

namespace core::demo {

void draw_bookshelf(Scene& s) {
    room(s);
    const Colour shelf_wood = mix(board(s), black, 0.08F);
    const int shelves = s.w > 1 ? 3 : 4;
    const float gap = s.h / (static_cast<float>(shelves) + 0.12F), thick_board = 0.022F;
    s.canvas.fill(rectangle(0, 0, s.w, s.h), Paint(mix(shelf_wood, black, 0.35F), 0.55F));
    const int lamp_shelf = s.dice.between(0, shelves - 1);
    for (int k = 0; k < shelves; ++k) {
        const float floor = gap * static_cast<float>(k + 1) - 0.01F;
        float x = s.dice.in(0.02F, 0.06F);
        const float special = s.w * s.dice.in(0.2F, 0.62F);
        bool placed = false;
        while (x < s.w - 0.05F) {
            if (!placed && x > special) {
                placed = true;
                if (k == lamp_shelf) {
                    const Point lamp{x + 0.11F, floor - gap * 0.5F};
                    s.canvas.glow({lamp.x, floor - 0.1F}, 0.4F, s.p.lamp, 0.5F);
                    s.canvas.fill({rectangle(lamp.x - 0.006F, lamp.y, lamp.x + 0.006F, floor),
                                   rounded(lamp.x - 0.05F, floor - 0.012F, lamp.x + 0.05F, floor, 0.006F)},
                                  mix(s.p.near, black, 0.2F));
                    s.canvas.fill({{lamp.x - 0.045F, lamp.y - 0.07F},
                                   {lamp.x + 0.045F, lamp.y - 0.07F},
                                   {lamp.x + 0.085F, lamp.y + 0.035F},
                                   {lamp.x - 0.085F, lamp.y + 0.035F}},
                                  Paint::down(lamp.y - 0.07F, mix(s.p.lamp, honey, 0.2F), lamp.y + 0.04F,
                                              mix(s.p.lamp, white, 0.6F)));
                    x += 0.23F;
                } else if (k % 2 == 0) {
                    plant(s, {x + 0.09F, floor}, 0.12F, s.lit(s.any_bright()));
                    x += 0.2F;
                } else {
                    const float side = 0.15F;
                    s.canvas.fill(rounded(x + 0.02F, floor - side, x + 0.02F + side * 0.9F, floor, 0.004F),
                                  s.lit(hex(0xead9bd)));
                    view(s, x + 0.034F, floor - side + 0.014F, x + 0.006F + side * 0.9F, floor - 0.014F);
                    x += side + 0.04F;
                }
                continue;
            }
            const float wide = s.dice.in(0.022F, 0.05F), tall = gap * s.dice.in(0.5F, 0.8F);
            Colour cover = s.lit(s.any_bright());
            cover = mix(cover, s.dice.chance(0.5) ? cream : s.p.near, s.dice.in(0.05F, 0.4F));
            if (s.dice.chance(0.07)) {
                const float lean = tall * 0.2F;
                s.canvas.fill(
                    {{x + lean, floor - tall}, {x + lean + wide, floor - tall + 0.008F}, {x + wide, floor}, {x, floor}},
                    cover);
                x += lean + wide + 0.003F;
                continue;
            }
            s.canvas.fill(rounded(x, floor - tall, x + wide - 0.0025F, floor, 0.004F),
                          Paint::across(x, mix(cover, white, 0.1F), x + wide, mix(cover, black, 0.2F)));
            const Colour band = mix(cover, s.p.lamp, 0.55F);
            s.canvas.fill(rectangle(x, floor - tall * 0.84F, x + wide - 0.0025F, floor - tall * 0.8F),
                          Paint(band, 0.8F));
            if (s.dice.chance(0.5))
                s.canvas.fill(rectangle(x + wide * 0.3F, floor - tall * 0.7F, x + wide * 0.62F, floor - tall * 0.36F),
                              Paint(band, 0.6F));
            x += wide;
            if (s.dice.chance(0.06)) x += s.dice.in(0.02F, 0.06F);
        }
        s.canvas.fill(rectangle(0, floor, s.w, floor + thick_board),
                      Paint::down(floor, mix(shelf_wood, s.p.orb, 0.22F), floor + thick_board, shelf_wood));
        s.canvas.fill(rectangle(0, floor + thick_board, s.w, floor + thick_board + 0.03F),
                      Paint::fading(black, {0, floor + thick_board}, 0.28F, {0, floor + thick_board + 0.03F}, 0));
    }
    s.canvas.fill(rectangle(0, 0, s.w, s.h), Paint::fading(s.p.orb, {0, 0}, 0.12F, {s.w, s.h}, 0));
}

}  // namespace core::demo
