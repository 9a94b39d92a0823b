#pragma once

namespace core {

// What a person chooses about a kind for themselves, yes or no; no until they say so.
struct OwnChoice {
    const char* setting = "";             // its name among their settings,
    const char *yes = "yes", *no = "no";  // and what it holds there
    const char* name = "";                // in files
};

}  // namespace core
