#pragma once

#include "core/demo/picture/scene.hpp"

// One function a motif, each in the file of its name.
namespace core::demo {

void draw_hills(Scene& s);
void draw_mountains(Scene& s);
void draw_dunes(Scene& s);
void draw_sea(Scene& s);
void draw_stars(Scene& s);
void draw_forest(Scene& s);
void draw_snow(Scene& s);
void draw_city(Scene& s);
void draw_table(Scene& s);
void draw_tent(Scene& s);
void draw_rain(Scene& s);
void draw_path(Scene& s);
void draw_balloons(Scene& s);
void draw_lighthouse(Scene& s);
void draw_meadow(Scene& s);
void draw_bookshelf(Scene& s);
void draw_chairs(Scene& s);
void draw_lake(Scene& s);
void draw_hearth(Scene& s);
void draw_bicycles(Scene& s);
void draw_tree(Scene& s);
void draw_lights(Scene& s);
void draw_cat(Scene& s);
void draw_cake(Scene& s);
void draw_road(Scene& s);
void draw_bridge(Scene& s);
void draw_beach(Scene& s);
void draw_tulips(Scene& s);
void draw_breakfast(Scene& s);
void draw_picnic(Scene& s);

}  // namespace core::demo
