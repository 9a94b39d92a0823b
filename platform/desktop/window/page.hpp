#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "app/semantics/tree.hpp"

namespace platform::desktop {

// What a window shows: the program, or the page that says why it cannot be shown.
struct Page {
    std::function<void()> frame;
    std::function<void(float pixels_per_unit)> set_scale;
    std::function<const app::semantics::Tree&()> tree;
    std::function<void(std::vector<std::filesystem::path>)> files_dropped = [](auto) {};
    std::function<bool()> close_requested = [] { return false; };
    // Something works on what is shown: it is neither closed nor asked anything until that is over.
    std::function<bool()> at_work = [] { return false; };
    // What is on the screen stays as it is for now.
    std::function<bool()> keeps_picture = [] { return false; };
    // Whether another program has changed what is shown; asked twice a second.
    std::function<bool()> changed_by_others = [] { return false; };
    // The machine slept and is awake again; told before the next frame is drawn.
    std::function<void()> slept = [] {};
    // How long until what is shown goes stale by itself, in seconds.
    std::function<double()> stale_in = [] { return 3600.0; };
};

}  // namespace platform::desktop
