#pragma once

#include "app/activities/activity_list.hpp"
#include "app/widgets/layout.hpp"

// The sheet in which somebody makes the list of what is around their days their own.
namespace app::activities {

struct State {
    bool open = false;
    // One that is being changed, or a new one.
    bool writing = false;
    std::optional<std::size_t> written;  // its place in the list; nothing: a new one
    std::string name, icon, problem;
    bool removed = false;  // the last thing that was done: it can be taken back
    // One that is dragged: from where, and how far below its upper edge it was taken.
    std::optional<std::size_t> dragged;
    float held_at = 0;
    std::optional<std::size_t> focus;  // the row whose handle the keyboard goes on to, in the frame after
    int focus_from = 0;                // that frame's number

    void begin();
};

// `entries`: the list as it is, somebody's own or the usual one; `used`: names from check-ins that are not on it.
void draw(State& state, Ui& ui, const std::vector<Entry>& entries, const std::vector<std::string>& used);

}  // namespace app::activities
