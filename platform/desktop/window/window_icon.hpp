#pragma once

struct GLFWwindow;

namespace platform::desktop {

// A hearth: an arch with a fire in it, drawn here in the sizes that desktops ask for.
void set_window_icon(GLFWwindow* window);

}  // namespace platform::desktop
