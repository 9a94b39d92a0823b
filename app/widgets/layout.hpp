#pragma once

#include <functional>

#include "app/widgets/controls.hpp"

// How a page is put together: a column that things are laid down in, cards in it, sheets above it.
namespace app::widgets {

// A window that ends on every path out of it, also when a question throws.
class WindowScope {
public:
    WindowScope(const char* id, ImGuiWindowFlags flags) { ImGui::Begin(id, nullptr, flags); }
    ~WindowScope() { ImGui::End(); }
    WindowScope(const WindowScope&) = delete;
    WindowScope& operator=(const WindowScope&) = delete;
};

// Where the next thing goes; in pixels of the window.
struct Column {
    float x = 0, y = 0, width = 0;
    Rect take(float height) {
        const Rect r = rect_at(x, y, width, height);
        y += height;
        return r;
    }
    void gap(float pixels) { y += pixels; }
};

// A page that scrolls: the place beside the rail or above the bar. The column is as wide as the page allows, centred.
class Page {
public:
    Page(Ui& ui, const char* id, const Rect& area, float widest_units = 1180);
    ~Page();
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;

    Column column;

private:
    Ui& ui_;
};

// A card that grows with what is laid into `inside`; the outer column moves on below it when it ends.
class Card {
public:
    Card(Ui& ui, Column& outer, Colour ground);
    Card(Ui& ui, Column& outer) : Card(ui, outer, ui.theme.card) {}
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

    Column inside;

private:
    Ui& ui_;
    Column& outer_;
    Colour ground_;
};

// A card's heading, with a quiet line below it.
void card_title(Ui& ui, Column& column, std::string_view title, std::string_view below = {});

// A sheet above the page: in the middle on a wide screen, at the foot on a phone. Open while it is drawn; drawn while
// `open`. Its cross and Esc ask to close it, and so does a press beside it where nothing is written that this would
// lose.
enum class Beside { closes, keeps };

class Sheet {
public:
    Sheet(Ui& ui, const char* id, std::string_view title, float width_units = 560, Beside beside = Beside::closes);
    ~Sheet();
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    explicit operator bool() const { return visible_; }
    bool close_asked() const { return close_asked_; }

    Column column;

private:
    Ui& ui_;
    bool visible_ = false, close_asked_ = false;
};

// The name of a screen in large, with room for controls at its right: the column goes on below. Answers with the y of
// its middle.
float heading(Ui& ui, Column& column, std::string_view title, std::string_view below = {}, float keep_right = 0);

// The two answers at the foot of a sheet: beside each other, or the one that goes on above the other where they have no
// room.
struct Answer {
    const char* id;
    std::string_view label;
    Look look = Look::plain;
    bool enabled = true;
};
enum class Given { none, left, right };
Given answers(Ui& ui, Column& column, const Answer& left, const Answer& right);
// One alone, at the right.
bool answer(Ui& ui, Column& column, const Answer& only);

// How far something is: a line of words and a bar.
void progress(Ui& ui, Column& column, std::string_view name, std::string_view words, std::size_t done,
              std::size_t total);

// A screen with nothing on it yet: a drawing, a sentence, and one button that starts. True when it is pressed.
bool empty_state(Ui& ui, Column& column, std::string_view icon_name, const Tone& tone, std::string_view title,
                 std::string_view sentence, std::string_view button_label);

}  // namespace app::widgets
