#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/widgets/draw.hpp"

// What can be touched: values in, event out. All of it works with mouse, finger and keyboard, and tells its name.
namespace app::widgets {

struct Press {
    bool pressed = false;
    bool hovered = false;
    bool held = false;
    bool focused = false;
    bool context = false;  // a long press, the right button or the menu key
};

enum class Focus { ring, none };

// An area that can be pressed. Draws nothing but the ring of the keyboard's focus.
Press press(Ui& ui, const char* id, const Rect& rect, semantics::Role role, std::string_view name, bool on = false,
            float ring_radius_units = 14, Focus focus = Focus::ring);

enum class Look { primary, plain, outlined, quiet, danger };
inline constexpr float control_height = 44;  // units; the least a finger needs

float button_width(const Ui& ui, std::string_view label, std::string_view icon_name = {});
// At `at`, control_height tall; `width` 0 is as wide as its label needs.
bool button(Ui& ui, const char* id, std::string_view label, ImVec2 at, Look look, float width = 0,
            std::string_view icon_name = {}, bool enabled = true);
// A round icon with a name that only the semantic tree (and a tooltip) says.
bool icon_button(Ui& ui, const char* id, std::string_view icon_name, std::string_view name, ImVec2 centre,
                 Colour colour, float icon_units = 22);

float chip_width(const Ui& ui, std::string_view label, std::string_view icon_name = {});
Press chip(Ui& ui, const char* id, std::string_view label, ImVec2 at, const Tone& tone, bool on, float width,
           std::string_view icon_name = {});

// Chips one after the other, going to the next line where the width ends.
class ChipRow {
public:
    ChipRow(Ui& ui, float x, float y, float width) : ui_(ui), x0_(x), width_(width), x_(x), y_(y) {}
    Press add(const char* id, std::string_view label, const Tone& tone, bool on = false,
              std::string_view icon_name = {});
    float bottom() const { return y_ + ui_.u(control_height); }

private:
    Ui& ui_;
    float x0_, width_, x_, y_;
};

// One of a few: pills side by side, going to the next line where the width ends. Answers with the new choice, or
// `chosen`. `bottom` takes where the last line ends.
int choose(Ui& ui, const char* id, std::span<const char* const> options, int chosen, ImVec2 at, float width,
           float* bottom);
float choose_width(const Ui& ui, std::span<const char* const> options);

// Who may see something: three pills with their marks.
core::Audience choose_audience(Ui& ui, const char* id, core::Audience audience, ImVec2 at, float width, float* bottom);
std::string_view audience_icon(core::Audience audience);
const char* audience_name(core::Audience audience);

bool toggle(Ui& ui, const char* id, std::string_view name, bool on, ImVec2 right_middle);

// One line of text in a rounded frame. True on Enter.
bool text_field(Ui& ui, const char* id, std::string_view name, const char* hint, std::string& text, const Rect& rect,
                bool focus = false);
// The same for what nobody shall read over one's shoulder: dots, here and in the semantic tree.
bool secret_field(Ui& ui, const char* id, std::string_view name, const char* hint, std::string& text, const Rect& rect,
                  bool focus = false);
// Several lines, broken at the frame's width; grows from `least_lines` to `most_lines`. `right` keeps room at the right
// for a button. Answers with its height, which is known before it is drawn. `entered`: Ctrl+Enter, or Enter itself
// where `enter_sends`.
struct TextArea {
    float height = 0;
    bool entered = false;
    bool active = false;
};
TextArea text_area(Ui& ui, const char* id, std::string_view name, const char* hint, std::string& text, ImVec2 at,
                   float width, int least_lines, int most_lines, float right = 0, bool enter_sends = false,
                   float least_height = 0, bool focus = false);

}  // namespace app::widgets
