#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/memories/photo.hpp"

namespace app {

// A picture on the graphics card, by a number that Dear ImGui draws with (ImTextureID); 0 is none.
using Texture = std::uint64_t;

// Everything the screens may ask of the system they run on. One small interface, a home each for the desktop, the web
// and the tests.
class Services {
public:
    virtual ~Services() = default;

    virtual Texture create_texture(const core::Pixels& pixels) = 0;
    virtual void destroy_texture(Texture texture) = 0;

    // Asks for a frame no later than `seconds` from now; 0 for the next one. The earliest request wins and holds for
    // one frame.
    virtual void request_frame(double seconds) = 0;

    // Opens a file or folder with the system's own program for it; false when there is none.
    virtual bool open_with_system(const std::filesystem::path& path) = 0;

    // Where people keep pictures, for choosing a folder in the program: their home, Pictures, mounted media. Names are
    // shown as they are.
    struct Place {
        std::string name;
        std::filesystem::path path;
    };
    virtual std::vector<Place> places() const = 0;

    virtual void set_window_title(const std::string& title) = 0;
    // What the system prefers where the household has not chosen.
    virtual bool prefers_dark() const = 0;
    virtual bool prefers_reduced_motion() const = 0;
};

}  // namespace app
