#pragma once

#include "core/memories/photo.hpp"

namespace platform::desktop {

// What lies beyond OpenGL 1.3, which is all that libGL itself is sure to have; fetched from the current context.
void generate_mipmap();

// A picture of its own to draw into, of any size, while it lives. Throws NoDisplay when the context cannot.
class Framebuffer {
public:
    Framebuffer(int width, int height);
    ~Framebuffer();
    Framebuffer(const Framebuffer&) = delete;
    Framebuffer& operator=(const Framebuffer&) = delete;

    core::Pixels read() const;  // opaque, rows from the top

private:
    int width_, height_;
    unsigned framebuffer_ = 0, texture_ = 0;
};

}  // namespace platform::desktop
