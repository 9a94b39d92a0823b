#pragma once

namespace app {

// What a screen lets go of when a vault locks, somebody else comes to the screen or everything is hidden.
enum class Forget {
    read,  // what was read through an open vault, and typed text that no draft keeps; drafts that the disk did not take
           // stay
    all,   // that, and all that is being typed
};

}  // namespace app
