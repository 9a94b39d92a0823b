#pragma once

#include <string_view>

#include <imgui.h>

#include "app/ui.hpp"

// What everything on the screen is drawn with: text that tells the semantic tree of itself, cards, icons.
namespace app::widgets {

using semantics::Rect;

inline ImVec2 top_left(const Rect& r) { return {r.x0, r.y0}; }
inline ImVec2 bottom_right(const Rect& r) { return {r.x1, r.y1}; }
inline ImVec2 centre(const Rect& r) { return {(r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2}; }
inline Rect rect_at(float x, float y, float width, float height) { return {x, y, x + width, y + height}; }
inline Rect grown(const Rect& r, float by) { return {r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by}; }

// What of the window the current draw list shows.
Rect current_clip();
// Adds what is drawn now to the semantic tree, on a sheet or on the page as the case may be.
semantics::Node& tell(Ui& ui, semantics::Role role, std::string_view name, Rect rect);

// The size of a text broken at `wrap` pixels (0: one line).
ImVec2 measure(const Ui& ui, Type type, std::string_view text, float wrap = 0);
float line_height(const Ui& ui, Type type);

// Draws and tells a text broken at `wrap` pixels; answers with its size.
ImVec2 text(Ui& ui, Type type, Colour colour, ImVec2 at, std::string_view text, float wrap = 0,
            semantics::Role role = semantics::Role::text);
enum class Align { left, centre, right };
// One line within `width`, with an ellipsis where it does not fit.
void line(Ui& ui, Type type, Colour colour, ImVec2 at, float width, std::string_view text, Align align = Align::left);
// The same without telling: for the label of a control that tells its own name.
void label(Ui& ui, Type type, Colour colour, ImVec2 at, float width, std::string_view text, Align align = Align::left);
// Several lines at most, the last with an ellipsis where more is hidden; answers with its height.
float lines(Ui& ui, Type type, Colour colour, ImVec2 at, float width, std::string_view text, int most);

// A card's ground: soft shadow by day, a thin line by night.
void card(Ui& ui, const Rect& rect, Colour ground, float radius_units = 20);
void card(Ui& ui, const Rect& rect);

// A line drawing by name on a 24 × 24 grid, `side` pixels wide; nothing for a name it does not know.
void icon(Ui& ui, std::string_view name, ImVec2 centre, float side, Colour colour, float stroke_units = 2.0f);
bool has_icon(std::string_view name);
void filled_heart(Ui& ui, ImVec2 centre, float side, Colour colour);

// One of the five faces of a mood.
void mood_face(Ui& ui, int mood, ImVec2 centre, float radius, bool chosen);
// A person's picture, drawn face or first letter in their colour.
void avatar(Ui& ui, const core::Person& person, ImVec2 centre, float radius, float opacity = 1);
// Everybody's, overlapping, from `at` to the right, with rings of the ground they stand on; answers with the width.
float avatars(Ui& ui, ImVec2 left_middle, float radius, Colour ground);

// A photo filling `rect` (cropped at the longer sides) with rounded corners; a quiet ground until it has come.
enum class Detail { thumbnail, large };
void photo(Ui& ui, const core::Memory& memory, const Rect& rect, float radius, Detail detail = Detail::thumbnail);

}  // namespace app::widgets
